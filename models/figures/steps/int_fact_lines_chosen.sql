{#- The line that counts in place of one that does not: the same line, where the
    chosen statement prints it. -#}
{%- set place = ['mart', 'phase', 'fiscal_year', 'is_synthetic', 'scope'] -%}

with

facts as (select * from {{ ref('int_facts_read') }}),

statements as (select * from {{ ref('int_fact_statements_chosen') }}),

-- Most documents state nothing that another one says as well.
others as (

    select * from statements
    where not is_chosen

),

speaking as (

    select statements.*
    from statements
    where
        statements.is_chosen
        and exists (
            select 1 from others
            where
                statements.department_key = others.speaking_key
                {%- for column in place %}
                    and statements.{{ column }}
                    is not distinct from others.{{ column }}
                {%- endfor %}
        )

),

chosen_lines as (

    select
        speaking.department_key,
        {%- for column in place %}
            speaking.{{ column }},
        {%- endfor %}
        facts.line_key,
        min(facts.document_id) as chosen_document_id,
        min(facts.line_receipt_id) as chosen_receipt_id
    from facts
    inner join speaking using (document_id, statement_no)
    group by all

),

other_lines as (

    select distinct
        facts.document_id,
        others.speaking_key,
        {%- for column in place %}
            others.{{ column }},
        {%- endfor %}
        facts.line_key
    from facts
    inner join others using (document_id, statement_no)

),

final as (

    select
        other_lines.*,
        chosen_lines.chosen_document_id,
        chosen_lines.chosen_receipt_id
    from other_lines
    inner join chosen_lines
        on
            other_lines.speaking_key = chosen_lines.department_key
            and other_lines.line_key = chosen_lines.line_key
            {%- for column in place %}
                and other_lines.{{ column }}
                is not distinct from chosen_lines.{{ column }}
            {%- endfor %}

)

select * from final
