-- What a fact holds = what its receipts say, figure by figure, and so in every sum. A
-- rate is a fraction in the fact, and in per cent on paper.
with

figures as (

    select * from {{ ref('fact_receipts') }}

),

receipts as (

    select * from {{ ref('receipts') }}

),

compared as (

    select
        figures.fact_table,
        figures.column_name,
        figures.receipt_id,
        figures.amount_yuan,
        figures.number,
        figures.text,
        receipts.amount_yuan as printed_yuan,
        case
            when figures.column_name = 'execution_rate_published'
                then figures.number * 100
            else figures.number
        end as printed_number,
        receipts.number as receipt_number,
        receipts.printed_text
    from figures
    left join receipts
        on figures.receipt_id = receipts.receipt_id

)

select * from compared
where
    printed_text is null
    or (amount_yuan is not null and coalesce(amount_yuan <> printed_yuan, true))
    or (number is not null and coalesce(printed_number <> receipt_number, true))
    or (
        text is not null
        and column_name <> 'project_key'
        and trim(text) <> trim(printed_text)
    )
