{#- Judged rows of the same shape: what adds up in and between tables, what the
    narrative says of them, and what tables that are declared empty leave without a
    subject. -#}
{%- set sources = [
    ref('int_reconciliations_judged'),
    ref('int_stated_facts_judged'),
    ref('int_reconciliations_inapplicable'),
] -%}

with

documents as (select * from {{ ref('int_documents_named') }}),

departments as (select * from {{ ref('int_departments_resolved') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

united as (

    {%- for source in sources %}

        select
            reconciliation_id,
            document_id,
            identity_id,
            axis,
            form_id,
            block_no,
            project_reference,
            account_side,
            code,
            label_text,
            measure,
            is_yuan,
            left_number,
            right_number,
            difference,
            tolerance,
            unit_text,
            left_receipt_id,
            right_receipt_id,
            finding,
            status,
            {{ 'untaken_text' if loop.first else 'cast(null as varchar)' }}
                as untaken_text,
            {{ 'untaken_locator' if loop.first else 'cast(null as varchar)' }}
                as untaken_locator
        from {{ source }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

final as (

    select
        united.reconciliation_id,
        united.document_id,
        coalesce(united.left_receipt_id, united.right_receipt_id) as receipt_id,
        coalesce(projects.department_key, departments.department_key)
            as department_key,
        coalesce(projects.region_code, departments.region_code) as region_code,
        coalesce(projects.fiscal_year, documents.fiscal_year) as fiscal_year,
        united.identity_id,
        united.axis,
        concat(
            united.form_id,
            case when united.label_text is null then '' else ': ' end,
            coalesce(united.label_text, ''),
            case when united.measure is null then '' else ' / ' end,
            coalesce(united.measure, '')
        ) as subject,
        united.form_id,
        united.block_no,
        projects.project_key,
        united.account_side as side,
        united.label_text as line_name,
        united.code,
        united.measure,
        cast(case when united.is_yuan then united.left_number end as decimal(20, 2))
            as left_yuan,
        cast(case when united.is_yuan then united.right_number end as decimal(20, 2))
            as right_yuan,
        cast(case when united.is_yuan then united.difference end as decimal(20, 2))
            as difference_yuan,
        cast(case when united.is_yuan then united.tolerance end as decimal(20, 6))
            as tolerance_yuan,
        cast(
            case when not united.is_yuan then united.left_number end as decimal(28, 8)
        ) as left_value,
        cast(
            case when not united.is_yuan then united.right_number end as decimal(28, 8)
        ) as right_value,
        cast(
            case when not united.is_yuan then united.difference end as decimal(28, 8)
        ) as difference_value,
        cast(
            case when not united.is_yuan then united.tolerance end as decimal(28, 8)
        ) as tolerance_value,
        case when united.is_yuan then '元' else united.unit_text end as unit_text,
        united.left_receipt_id,
        united.right_receipt_id,
        united.finding,
        united.status,
        united.untaken_text,
        united.untaken_locator
    from united
    left join documents
        on united.document_id = documents.document_id
    left join departments
        on
            united.document_id = departments.document_id
            and departments.department_reference = ''
    left join projects
        on
            united.document_id = projects.document_id
            and united.project_reference = projects.project_reference

)

select * from final
