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
        figures.fiscal_year,
        figures.report_year,
        figures.phase,
        figures.is_estimate,
        figures.debt_kind,
        figures.debt_measure,
        figures.label_text,
        figures.column_text,
        figures.block_no,
        figures.line_no,
        figures.amount_yuan,
        figures.half_unit_yuan,
        receipts.reading,
        receipts.is_amount_proven,
        receipts.is_proven,
        receipts.verified_by,
        figures.is_synthetic,
        figures.is_chosen
    from figures
    left join receipts
        on figures.receipt_id = receipts.receipt_id
    where figures.is_money and figures.side = 'debt'

)

select * from final
