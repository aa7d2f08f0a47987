{#- One statement speaks for a department, a year, a phase and a scope (a fund, an
    account …), so that the rows of those with `is_chosen` may be added. A unit's statement gives
    way where its department says anything of the year and phase, of whichever scope.

    Budgets say first what was approved, final accounts what was spent; of two accounts the
    fuller speaks first (`precedence`). -#}
{%- set whole = ['mart', 'phase', 'fiscal_year', 'is_synthetic'] -%}
{%- set place = whole + ['scope'] -%}

with

stated as (select * from {{ ref('int_fact_statements') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

units_of_departments as (select * from {{ ref('int_units_of_departments') }}),

judged as (

    select
        stated.*,
        documents.caliber,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        documents.document_rank,
        coalesce(documents.caliber, '') = 'unit' as is_of_unit,
        case
            when
                documents.document_kind = case
                    when stated.mart = 'fct_budgets' or stated.phase = 'approved'
                        then 'budget'
                    else 'final_accounts'
                end
                then 0
            else 1
        end as kind_rank
    from stated
    inner join documents using (document_id)

),

ranked as (

    select
        *,
        is_eligible
        and rank() over (
            partition by is_eligible, department_key, {{ place | join(', ') }}
            order by is_of_unit, precedence, kind_rank, document_rank
        ) = 1 as is_first
    from judged

),

-- What a department says, of whichever scope, is said of its units.
department_statements as (

    select
        department_key,
        {{ whole | join(',\n        ') }},
        document_id,
        receipt_id
    from ranked
    where is_eligible and not is_of_unit
    qualify row_number() over (
        partition by department_key, {{ whole | join(', ') }}
        order by precedence, kind_rank, document_rank, receipt_id
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
        min(receipt_id) as receipt_id
    from ranked
    where is_first
    group by all

),

placed as (

    select
        ranked.*,
        ranked.is_first
        and coalesce(containing.document_id, department.document_id) is null
            as is_chosen,
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

)

select * exclude (document_rank, kind_rank, receipt_id) from placed  -- noqa: AM04
