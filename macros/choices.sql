{#- One statement speaks for a department, a year and a scope (a phase, a fund …), so that
    the rows with `is_chosen` may be added. Closes a model of facts: takes its last CTE,
    gives each row its document's caliber, what proves it, and whether it is chosen; else
    why not, and what was chosen in its place: the same line where the chosen statement
    prints it, else the statement's first.

    A unit's statement gives way where its department says anything of the year (and phase),
    of whichever scope.

    rows        the CTE; with document_id, receipt_id, department_key, fiscal_year,
                is_current and set_aside_reason
    scope       columns that one statement fills alone
    line        columns that tell a line of the scope from its others
    kind        the kind of document that speaks first, an expression
    has_precedence  whether the CTE has a column `precedence`: of two kinds of tables the
                smaller speaks first -#}
{% macro with_choice(
    rows, scope, line, kind="'final_accounts'", has_precedence=false
) %}
{%- set whole = ['fiscal_year', 'is_synthetic'] + (
    ['phase'] if 'phase' in scope else []
) -%}
{%- set place = ['fiscal_year', 'is_synthetic'] + scope -%}
judged as (

    select
        {{ rows }}.*,
        documents.caliber,
        coalesce(documents.is_synthetic, false) as is_synthetic,
        receipts.half_unit_yuan,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by,
        {{ rows }}.is_current and {{ rows }}.set_aside_reason is null as is_eligible,
        coalesce(documents.caliber, '') = 'unit' as is_of_unit,
        {% if not has_precedence %}0 as precedence,{% endif %}
        case when documents.document_kind = {{ kind }} then 0 else 1 end as kind_rank,
        documents_ranked.document_rank
    from {{ rows }}
    inner join {{ ref('dim_documents') }} as documents
        on {{ rows }}.document_id = documents.document_id
    left join {{ ref('int_documents_ranked') }} as documents_ranked
        on {{ rows }}.document_id = documents_ranked.document_id
    left join {{ ref('receipts') }} as receipts
        on {{ rows }}.receipt_id = receipts.receipt_id

),

ranked as (

    select
        *,
        dense_rank() over (
            partition by is_eligible, department_key, {{ place | join(', ') }}
            order by is_of_unit, precedence, kind_rank, document_rank
        ) as statement_order,
        row_number() over (
            partition by is_eligible, department_key, {{ whole | join(', ') }}
            order by is_of_unit, precedence, kind_rank, document_rank, receipt_id
        ) as row_order
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
    where is_eligible and row_order = 1 and not is_of_unit

),

-- Of several bodies that hold a unit the largest.
containing_statements as (

    select
        units.unit_key,
        units.is_told,
        department_statements.*,
        row_number() over (
            partition by units.unit_key, {{ whole | join(', ') }}
            order by
                units.is_told desc,
                units.nesting desc,
                department_statements.department_key asc
        ) as containing_order
    from {{ ref('int_units_of_departments') }} as units
    inner join department_statements
        on units.department_key = department_statements.department_key

),

first_statements as (

    select
        department_key,
        {{ place | join(',\n        ') }},
        min(document_id) as document_id,
        min(receipt_id) as receipt_id
    from ranked
    where is_eligible and statement_order = 1
    group by department_key, {{ place | join(', ') }}

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
            and containing.containing_order = 1
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
        {{ (place + line) | join(',\n        ') }},
        min(document_id) as document_id,
        min(receipt_id) as receipt_id
    from placed
    where is_eligible and statement_order = 1 and not is_contained
    group by department_key, {{ (place + line) | join(', ') }}

),

with_choice as (

    select
        placed.*,
        placed.is_eligible and placed.statement_order = 1 and not placed.is_contained
            as is_chosen,
        case
            when placed.set_aside_reason is not null then placed.set_aside_reason
            when not placed.is_current then 'superseded'
            when placed.is_contained then 'within_department'
            when placed.statement_order = 1 then null
            when placed.document_id = placed.speaking_document_id then 'other_statement'
            else 'other_document'
        end as not_chosen_reason,
        coalesce(
            chosen_lines.receipt_id,
            case when placed.is_eligible then placed.speaking_receipt_id end
        ) as counted_receipt_id,
        coalesce(
            chosen_lines.document_id,
            case when placed.is_eligible then placed.speaking_document_id end
        ) as counted_document_id
    from placed
    left join chosen_lines
        on
            placed.speaking_key = chosen_lines.department_key
            {%- for column in place + line %}
                and placed.{{ column }} is not distinct from chosen_lines.{{ column }}
            {%- endfor %}

),

final as (

    select
        * exclude (
            is_current,
            set_aside_reason,
            is_eligible,
            is_of_unit,
            precedence,
            kind_rank,
            document_rank,
            statement_order,
            row_order,
            is_contained,
            speaking_key,
            speaking_document_id,
            speaking_receipt_id,
            counted_receipt_id,
            counted_document_id
        ),
        case when not is_chosen then counted_receipt_id end as chosen_receipt_id,
        case when not is_chosen then counted_document_id end as chosen_document_id
    from with_choice

)

select * from final
{%- endmacro %}


{#- Budgets say first what was approved, final accounts what was spent. -#}
{% macro kind_of_phase() -%}
    case phase when 'approved' then 'budget' else 'final_accounts' end
{%- endmacro %}


{#- Whether a row of a table of all statements tells what is known: its place is certain
    and no later edition says otherwise. -#}
{% macro is_stated() -%}
    coalesce(not_chosen_reason, '') not in ('unreconciled', 'superseded')
{%- endmacro %}


{#- The facts of which a table of all statements stands beside those that count. -#}
{% macro facts_with_statements() %}
    {{ return([
        'fct_account_lines',
        'fct_appropriations',
        'fct_assets',
        'fct_budgets',
        'fct_disclosed_items',
        'fct_project_funding',
        'fct_revenue',
        'fct_spending',
        'fct_spending_economic',
        'fct_spending_government_economic',
        'fct_three_public'
    ]) }}
{%- endmacro %}
