{%- set values = [('amount_yuan', 'yuan'), ('receipt_id', 'receipt_id')] -%}

with

projects as (select * from {{ ref('int_projects_current') }}),

lines as (select * from {{ ref('int_project_lines') }}),

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
    from lines
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
    from projects
    group by document_id, project_key, fiscal_year

),

final as (

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
        coalesce(funding.reading, 'as_published') as reading
    from project_years
    left join funding using (document_id, project_key, fiscal_year)

)

select * from final
