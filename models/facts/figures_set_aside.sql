with

receipts as (select * from {{ ref('receipts') }}),

reasons as (select * from {{ ref('set_aside_reasons') }}),

set_aside as (

    {% for figures, condition in [
        ('int_figures', 'true'), ('int_region_figures', 'is_current')
    ] %}
        select
            document_id,
            block_no,
            receipt_id,
            form_id,
            measure,
            receipt_id as set_aside_id,
            is_leaf,
            set_aside_reason as reason
        from {{ ref(figures) }}
        where set_aside_reason is not null and {{ condition }}

        union all by name

    {% endfor %}
    -- Figures of areas that were seen on a picture, and that their sums deny.
    select
        figures.document_id,
        figures.block_no,
        receipt_id,
        figures.form_id,
        figures.measure,
        receipt_id as set_aside_id,
        figures.is_leaf,
        'unreconciled' as reason
    from {{ ref('int_region_figures') }} as figures
    inner join receipts using (receipt_id)
    where
        figures.set_aside_reason is null
        and figures.is_current
        and receipts.is_denied

    union all by name

    select
        *,
        concat(receipt_id, '-', measure) as set_aside_id
    from {{ ref('int_records_set_aside') }}

),

-- Printed figures that no account took have no receipt.
read_rows as (

    select
        set_aside.* exclude (is_leaf),
        coalesce(set_aside.is_leaf, false) as is_leaf,
        receipts.locator,
        receipts.row_label,
        receipts.printed_text,
        receipts.unit_text,
        receipts.amount_yuan,
        receipts.source,
        receipts.confidence,
        receipts.alternatives
    from set_aside
    left join receipts using (receipt_id)

    union all by name

    select
        concat(
            untaken.untaken_id, '-', untaken.reason_code, '-', untaken.locator
        ) as set_aside_id,
        untaken.document_id,
        untaken.block_no,
        'not_taken' as reason,
        untaken.locator,
        untaken.form_id,
        coalesce(untaken.label_text, untaken.code) as row_label,
        coalesce(untaken.measure, untaken.column_text) as measure,
        untaken.untaken_text as printed_text,
        untaken.unit_text,
        untaken.amount_yuan,
        untaken.source,
        cast(untaken.confidence as decimal(4, 3)) as confidence,
        untaken.alternatives,
        false as is_leaf
    from {{ ref('stg_untaken') }} as untaken
    inner join {{ ref('int_documents_ranked') }} as documents using (document_id)
    where documents.is_current

),

final as (

    select
        read_rows.*,
        reasons.remedy_zh,
        reasons.remedy_en
    from read_rows
    left join reasons using (reason)

)

select * from final  -- noqa: AM04
