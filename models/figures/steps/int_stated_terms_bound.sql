with

terms as (select * from {{ ref('stg_stated_terms') }}),

figures as (select * from {{ ref('int_figures') }}),

paired as (select * from {{ ref('int_statements_paired') }}),

asked as (

    select
        terms.document_id,
        terms.fact_no,
        terms.term_no,
        terms.alternative_no,
        terms.number,
        terms.half_unit,
        figures.number as printed_number,
        figures.half_unit as printed_half_unit,
        figures.reading,
        figures.receipt_id
    from terms
    left join paired
        on
            terms.document_id = paired.document_id
            and terms.account_id = paired.account_id
            and terms.stage = paired.phase
            and terms.years_before = paired.years_before
    left join figures
        on
            paired.source_document_id = figures.document_id
            and terms.account_id = figures.account_id
            and terms.stage = figures.phase
            and terms.measure = figures.measure
            and figures.is_yuan
            and (terms.side is null or terms.side = figures.side)
            and (terms.row_key is null or terms.row_key = figures.row_key)
            and (terms.line_code is null or terms.line_code = figures.line_code)
            and (terms.code is null or terms.code = figures.code)

),

-- Two figures at one address: two departments, or a table that is printed twice.
answered as (

    select
        document_id,
        fact_no,
        term_no,
        alternative_no,
        min(number) as number,
        min(half_unit) as half_unit,
        min(printed_number) as printed_number,
        min(printed_half_unit) as printed_half_unit,
        min(receipt_id) as receipt_id,
        {{ worst_reading('reading') }} as reading
    from asked
    group by document_id, fact_no, term_no, alternative_no
    having count(distinct printed_number) <= 1

),

-- Of several tables that print the figure, one that agrees, else one whose columns are
-- certain, else the first.
chosen as (

    select
        *,
        row_number() over (
            partition by document_id, fact_no, term_no
            order by
                case
                    when printed_number is null then 2
                    when abs(number - printed_number) <= half_unit + printed_half_unit
                        then 0
                    else 1
                end,
                coalesce(reading = 'unreconciled', false),
                alternative_no
        ) as choice
    from answered

),

-- Every term has a row, bound to a figure or not.
final as (

    select distinct
        terms.document_id,
        terms.fact_no,
        terms.term_no,
        terms.role,
        terms.sign,
        terms.years_before,
        terms.is_account_read,
        terms.number as stated_number,
        terms.half_unit as stated_half_unit,
        chosen.printed_number,
        chosen.printed_half_unit,
        chosen.reading,
        chosen.receipt_id
    from terms
    left join chosen
        on
            terms.document_id = chosen.document_id
            and terms.fact_no = chosen.fact_no
            and terms.term_no = chosen.term_no
            and chosen.choice = 1

)

select * from final
