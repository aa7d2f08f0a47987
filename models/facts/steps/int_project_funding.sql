{%- set values = [('amount_yuan', 'yuan'), ('receipt_id', 'receipt_id')] -%}

with

documents as (select * from {{ ref('int_documents_ranked') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

figures as (select * from {{ ref('int_project_figures') }}),

current_projects as (

    select
        projects.document_id,
        projects.project_key,
        projects.project_reference,
        projects.receipt_id,
        projects.department_key,
        projects.region_code,
        projects.fiscal_year
    from projects
    inner join documents using (document_id)
    where
        documents.is_current
        and projects.department_key is not null
        and projects.fiscal_year is not null

),

-- A project's rows in a budget table, added up, however its name is spelt in them; a
-- subtotal of the same amount that the table prints for it is their receipt.
budget_rows as (

    select
        figures.document_id,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        figures.row_key,
        figures.amount_yuan,
        figures.receipt_id,
        figures.reading,
        current_projects.project_key,
        current_projects.fiscal_year,
        case
            when figures.measure = 'total' then 'total'
            when
                figures.measure in (
                    'appropriation', 'general_public_budget', 'government_fund',
                    'state_capital'
                )
                then 'appropriation'
            when
                figures.measure = 'carryover'
                or figures.measure like 'carryover!_%' escape '!'
                then 'carryover'
            else 'other_funds'
        end as line
    from current_projects
    inner join figures
        on
            current_projects.document_id = figures.document_id
            and current_projects.project_reference = figures.label_text
    where
        figures.account_id = 'project_budget'
        and figures.row_key in ('project_item', 'subtotal')
        and figures.measure not in (
            'appropriation_total', 'carryover_total', 'own_funds_total'
        )
        and figures.amount_yuan is not null

),

budget_sums as (

    select
        document_id,
        project_key,
        fiscal_year,
        block_no,
        line,
        {{ yuan_where("row_key = 'project_item'") }} as amount_yuan,
        {{ yuan_where("row_key = 'subtotal'") }} as subtotal_yuan,
        count(*) filter (where row_key = 'subtotal') as subtotal_count,
        min(receipt_id) filter (where row_key = 'subtotal') as subtotal_receipt_id,
        min(receipt_id) filter (where row_key = 'project_item') as first_receipt_id,
        min(row_no) filter (where row_key = 'project_item') as row_no,
        min(column_no) filter (where row_key = 'project_item') as column_no,
        {{ worst_reading('reading') }} as reading
    from budget_rows
    group by document_id, project_key, fiscal_year, block_no, line

),

project_figures as (

    select
        current_projects.document_id,
        current_projects.project_key,
        current_projects.fiscal_year,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        case when figures.row_key = 'project_item' then 'total' else figures.row_key end
            as line,
        figures.measure,
        figures.amount_yuan,
        figures.rate,
        figures.receipt_id,
        figures.reading
    from current_projects
    inner join figures using (document_id, project_reference)
    where
        figures.row_key in (
            'total', 'project_item', 'appropriation', 'special_account', 'own_funds',
            'carryover', 'other_funds'
        )
        and figures.measure in ('approved', 'adjusted', 'executed', 'execution_rate')

    union all

    select
        document_id,
        project_key,
        fiscal_year,
        block_no,
        row_no,
        column_no,
        line,
        'approved' as measure,
        amount_yuan,
        cast(null as decimal(18, 6)) as rate,
        case
            when subtotal_count = 1 and subtotal_yuan = amount_yuan
                then subtotal_receipt_id
            else first_receipt_id
        end as receipt_id,
        reading
    from budget_sums
    where amount_yuan is not null

),

-- Two forms of one document that tell of the same project print its figures twice.
first_figures as (

    select * from project_figures
    qualify row_number() over (
        partition by document_id, project_key, fiscal_year, line, measure
        order by block_no, row_no, column_no
    ) = 1

),

-- The sum of a project and, of what pays for it, the budget of the whole year, else the
-- first; each with the receipt of its figure.
funding as (

    select
        document_id,
        project_key,
        fiscal_year,
        coalesce(
            {%- for measure in ['executed', 'adjusted', 'approved'] %}
                max(receipt_id) filter (
                    where line = 'total' and measure = '{{ measure }}'
                ),
            {%- endfor %}
            min(receipt_id)
        ) as receipt_id,
        max(rate) filter (where line = 'total' and measure = 'execution_rate')
            as execution_rate_published,
        max(receipt_id) filter (
            where line = 'total' and measure = 'execution_rate'
        ) as execution_rate_receipt_id,
        {%- for measure in ['approved', 'adjusted', 'executed'] %}
            {%- for value, column in values %}
                max({{ value }}) filter (
                    where line = 'total' and measure = '{{ measure }}'
                ) as {{ measure }}_{{ column }},
            {%- endfor %}
        {%- endfor %}
        {%- for line in sources_of_projects() %}
            {%- for value, column in values %}
                coalesce(
                    max({{ value }}) filter (
                        where line = '{{ line }}' and measure = 'adjusted'
                    ),
                    max({{ value }}) filter (
                        where line = '{{ line }}' and measure = 'approved'
                    )
                ) as {{ line }}_{{ column }},
            {%- endfor %}
        {%- endfor %}
        {{ worst_reading('reading') }} as reading
    from first_figures
    group by document_id, project_key, fiscal_year

),

project_years as (

    select
        document_id,
        project_key,
        fiscal_year,
        max(department_key) as department_key,
        max(region_code) as region_code,
        min(receipt_id) as project_receipt_id
    from current_projects
    group by document_id, project_key, fiscal_year

),

-- One source speaks for a project's year: the document that prints its execution, else
-- the whole year's budget, else the first; of those the department's before a unit's,
-- the one that prints execution and budget side by side, and the one landed later.
ordered as (

    select
        project_years.*,
        coalesce(funding.receipt_id, project_years.project_receipt_id) as receipt_id,
        funding.execution_rate_published,
        funding.execution_rate_receipt_id,
        {%- for column in columns_of_projects() %}
            funding.{{ column }}_yuan,
            funding.{{ column }}_receipt_id,
        {%- endfor %}
        {{ share_of(
            'funding.executed_yuan',
            'coalesce(nullif(funding.adjusted_yuan, 0), funding.approved_yuan)'
        ) }} as execution_rate,
        coalesce(funding.reading, 'as_published') as reading,
        documents.caliber,
        documents.is_synthetic,
        {{ key_of([
            'project_years.project_key',
            'project_years.fiscal_year',
            'documents.is_synthetic'
        ]) }} as project_year_key,
        row_number() over (
            partition by
                project_years.project_key,
                project_years.fiscal_year,
                documents.is_synthetic
            order by
                case
                    when funding.executed_yuan is not null then 1
                    when funding.adjusted_yuan is not null then 2
                    when funding.approved_yuan is not null then 3
                    else 4
                end,
                case documents.caliber
                    when 'department' then 1
                    when 'unit' then 3
                    else 2
                end,
                case when funding.adjusted_yuan is null then 2 else 1 end,
                coalesce(documents.document_rank, 0),
                project_years.document_id
        ) as source_order
    from project_years
    inner join documents using (document_id)
    left join funding
        on
            project_years.document_id = funding.document_id
            and project_years.project_key = funding.project_key
            and project_years.fiscal_year = funding.fiscal_year

),

final as (

    select
        *,
        source_order = 1 as is_chosen,
        case
            when source_order = 1 then null
            when
                caliber = 'unit'
                and first_value(caliber) over (
                    partition by project_year_key
                    order by source_order
                ) = 'department'
                then 'within_department'
            else 'other_source'
        end as not_chosen_reason,
        {%- for column in ['document_id', 'receipt_id'] %}
            first_value({{ column }}) over (
                partition by project_year_key
                order by source_order
            ) as chosen_{{ column }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from ordered

)

select * from final  -- noqa: AM04
