with

amounts as (

    select * from {{ ref('stg_amounts') }}

),

indicators as (

    select * from {{ ref('stg_indicators') }}

),

projects as (

    select * from {{ ref('stg_projects') }}

),

findings as (

    select * from {{ ref('stg_findings') }}

),

printed as (

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        label_text as row_label,
        column_text as column_label,
        amount_text as printed_text,
        unit_text,
        reading,
        1 as source_rank
    from amounts

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        indicator_text as row_label,
        '指标值' as column_label,
        target_text as printed_text,
        unit_text,
        reading,
        2 as source_rank
    from indicators

    union all

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        name_text as row_label,
        '项目名称' as column_label,
        name_text as printed_text,
        cast(null as varchar) as unit_text,
        'as_published' as reading,
        3 as source_rank
    from projects

    union all

    select
        receipt_id,
        document_id,
        locator,
        cast(null as varchar) as form_id,
        cast(null as varchar) as row_label,
        '存在问题' as column_label,
        finding_text as printed_text,
        cast(null as varchar) as unit_text,
        'as_published' as reading,
        4 as source_rank
    from findings

),

ranked as (

    select
        *,
        row_number() over (
            partition by receipt_id
            order by source_rank, row_label, column_label, printed_text
        ) as reading_order
    from printed

),

-- One printed cell has one receipt, however many records were read from it.
receipts as (

    select
        receipt_id,
        document_id,
        locator,
        form_id,
        row_label,
        column_label,
        printed_text,
        unit_text,
        reading
    from ranked
    where reading_order = 1

)

select * from receipts
