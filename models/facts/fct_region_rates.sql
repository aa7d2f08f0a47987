with

figures as (

    select * from {{ ref('int_region_figures') }}
    where set_aside_reason is null and is_current

),

receipts as (

    select * from {{ ref('receipts') }}

),

final as (

    select
        figures.document_id,
        figures.receipt_id,
        figures.region_code,
        figures.scope,
        figures.place_name,
        figures.counterpart_name,
        figures.column_item,
        figures.fiscal_year,
        figures.report_year,
        figures.account,
        figures.phase,
        figures.is_estimate,
        figures.side,
        figures.classification,
        figures.line_code,
        figures.line_name,
        figures.block_no,
        figures.line_no,
        figures.part,
        figures.measure,
        figures.base_phase,
        figures.base_year,
        figures.rate as value,
        receipts.reading,
        receipts.is_amount_proven,
        receipts.is_proven,
        receipts.verified_by,
        figures.is_synthetic,
        figures.is_chosen
    from figures
    left join receipts
        on figures.receipt_id = receipts.receipt_id
    where not figures.is_money

)

select * from final
