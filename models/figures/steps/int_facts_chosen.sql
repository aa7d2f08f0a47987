{#- Facts with what counts of them: the rows with `is_chosen` may be added. Where a
    figure is not, in its place stands the same line where the chosen statement prints it,
    else the statement's first. -#}
{%- set place = ['mart', 'phase', 'fiscal_year', 'scope'] -%}

with

facts as (select * from {{ ref('int_facts_read') }}),

statements as (select * from {{ ref('int_fact_statements_chosen') }}),

lines as (select * from {{ ref('int_fact_lines_chosen') }}),

placed as (

    select
        facts.*,
        statements.caliber,
        statements.is_synthetic,
        statements.is_chosen,
        statements.is_contained,
        statements.is_first,
        statements.speaking_key,
        statements.speaking_document_id,
        statements.speaking_receipt_id
    from facts
    inner join statements using (document_id, statement_no)

),

final as (

    select
        placed.*,
        case
            when placed.set_aside_reason is not null then placed.set_aside_reason
            when not placed.is_current then 'superseded'
            when placed.is_contained then 'within_department'
            when placed.is_first then null
            when placed.document_id = placed.speaking_document_id
                then 'other_statement'
            else 'other_document'
        end as not_chosen_reason,
        {%- for column in ['document_id', 'receipt_id'] %}
            case
                when not placed.is_chosen
                    then
                        coalesce(
                            lines.chosen_{{ column }},
                            case
                                when placed.is_eligible
                                    then placed.speaking_{{ column }}
                            end
                        )
            end as chosen_{{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from placed
    left join lines
        on
            placed.document_id = lines.document_id
            and placed.speaking_key = lines.speaking_key
            and placed.line_key = lines.line_key
            {%- for column in place %}
                and placed.{{ column }} is not distinct from lines.{{ column }}
            {%- endfor %}

)

select * from final  -- noqa: AM04
