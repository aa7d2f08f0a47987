{#- One statement speaks for a department, a year, a phase and a scope (a fund, an
    account …), so that the rows with `is_chosen` may be added. A unit's statement gives way where
    its department says anything of the year and phase, of whichever scope.

    Budgets say first what was approved, final accounts what was spent; of two accounts the
    fuller speaks first (`precedence`). In the place of a figure that is not chosen stands
    the same line where the chosen statement prints it, else the statement's first. -#}
{%- set whole = ['mart', 'phase', 'fiscal_year', 'is_synthetic'] -%}
{%- set place = whole + ['scope'] -%}

with

facts as (select * from {{ ref('int_facts_read') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

units_of_departments as (select * from {{ ref('int_units_of_departments') }}),

judged as (

    select
        facts.*,
        documents.caliber,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        documents.document_rank,
        {{ line_of_fact() }} as line_key,
        facts.is_current and facts.set_aside_reason is null as is_eligible,
        coalesce(documents.caliber, '') = 'unit' as is_of_unit,
        case
            when
                documents.document_kind = case
                    when facts.mart = 'fct_budgets' or facts.phase = 'approved'
                        then 'budget'
                    else 'final_accounts'
                end
                then 0
            else 1
        end as kind_rank
    from facts
    inner join documents using (document_id)

),

ranked as (

    select
        *,
        dense_rank() over (
            partition by is_eligible, department_key, {{ place | join(', ') }}
            order by is_of_unit, precedence, kind_rank, document_rank
        ) as statement_order
    from judged

),

-- What a department says, of whichever scope, is said of its units.
department_statements as (

    select
        department_key,
        {{ whole | join(',\n        ') }},
        document_id,
        line_receipt_id as receipt_id
    from ranked
    where is_eligible and not is_of_unit
    qualify row_number() over (
        partition by department_key, {{ whole | join(', ') }}
        order by precedence, kind_rank, document_rank, line_receipt_id
    ) = 1

),

-- Of several bodies that hold a unit the largest.
containing_statements as (

    select
        units_of_departments.unit_key,
        units_of_departments.is_told,
        department_statements.*
    from units_of_departments
    inner join department_statements using (department_key)
    qualify row_number() over (
        partition by units_of_departments.unit_key, {{ whole | join(', ') }}
        order by
            units_of_departments.is_told desc,
            units_of_departments.nesting desc,
            department_statements.department_key asc
    ) = 1

),

first_statements as (

    select
        department_key,
        {{ place | join(',\n        ') }},
        min(document_id) as document_id,
        min(line_receipt_id) as receipt_id
    from ranked
    where is_eligible and statement_order = 1
    group by all

),

placed as (

    select
        ranked.*,
        coalesce(containing.document_id, department.document_id) is not null
            as is_contained,
        coalesce(containing.department_key, ranked.department_key) as speaking_key,
        coalesce(
            containing.document_id, department.document_id, own.document_id
        ) as speaking_document_id,
        coalesce(
            containing.receipt_id, department.receipt_id, own.receipt_id
        ) as speaking_receipt_id
    from ranked
    left join containing_statements as containing
        on
            ranked.department_key = containing.unit_key
            and (
                containing.is_told
                or coalesce(ranked.caliber, '') <> 'department'
            )
            {%- for column in whole %}
                and ranked.{{ column }} is not distinct from containing.{{ column }}
            {%- endfor %}
    left join department_statements as department
        on
            ranked.is_of_unit
            and ranked.department_key = department.department_key
            {%- for column in whole %}
                and ranked.{{ column }} is not distinct from department.{{ column }}
            {%- endfor %}
    left join first_statements as own
        on
            ranked.department_key = own.department_key
            {%- for column in place %}
                and ranked.{{ column }} is not distinct from own.{{ column }}
            {%- endfor %}

),

chosen_lines as (

    select
        department_key,
        {{ place | join(',\n        ') }},
        line_key,
        min(document_id) as document_id,
        min(line_receipt_id) as receipt_id
    from placed
    where is_eligible and statement_order = 1 and not is_contained
    group by all

),

final as (

    select
        placed.*,
        placed.is_eligible and placed.statement_order = 1 and not placed.is_contained
            as is_chosen,
        case
            when placed.set_aside_reason is not null then placed.set_aside_reason
            when not placed.is_current then 'superseded'
            when placed.is_contained then 'within_department'
            when placed.statement_order = 1 then null
            when placed.document_id = placed.speaking_document_id
                then 'other_statement'
            else 'other_document'
        end as not_chosen_reason,
        {%- for column in ['document_id', 'receipt_id'] %}
            case
                when not is_chosen
                    then
                        coalesce(
                            chosen_lines.{{ column }},
                            case
                                when placed.is_eligible
                                    then placed.speaking_{{ column }}
                            end
                        )
            end as chosen_{{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from placed
    left join chosen_lines
        on
            placed.speaking_key = chosen_lines.department_key
            and placed.line_key = chosen_lines.line_key
            {%- for column in place %}
                and placed.{{ column }} is not distinct from chosen_lines.{{ column }}
            {%- endfor %}

)

select * from final  -- noqa: AM04
