{#- Judged rows of the same shape: what adds up in and between tables, what the
    narrative says of them, and what tables that are declared empty leave without a
    subject. -#}
with

documents as (select * from {{ ref('int_documents_ranked') }}),

projects as (select * from {{ ref('int_projects_resolved') }}),

united as (

    select * from {{ ref('int_reconciliations_judged') }}
    union all by name
    select * from {{ ref('int_stated_facts_judged') }}
    union all by name
    select * from {{ ref('int_reconciliations_inapplicable') }}

),

final as (

    select
        united.reconciliation_id,
        united.document_id,
        coalesce(united.left_receipt_id, united.right_receipt_id) as receipt_id,
        coalesce(projects.department_key, documents.department_key) as department_key,
        coalesce(projects.region_code, documents.region_code) as region_code,
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
        {%- for unit, is_of_it, type, fine_type in [
            ('yuan', 'united.is_yuan', 'decimal(20, 2)', 'decimal(20, 6)'),
            ('value', 'not united.is_yuan', 'decimal(28, 8)', 'decimal(28, 8)')
        ] %}
            {%- for side in ['left', 'right'] %}
                cast(
                    case when {{ is_of_it }} then united.{{ side }}_number end
                    as {{ type }}
                ) as {{ side }}_{{ unit }},
            {%- endfor %}
            cast(case when {{ is_of_it }} then united.difference end as {{ type }})
                as difference_{{ unit }},
            cast(case when {{ is_of_it }} then united.tolerance end as {{ fine_type }})
                as tolerance_{{ unit }},
        {%- endfor %}
        case when united.is_yuan then '元' else united.unit_text end as unit_text,
        united.left_receipt_id,
        united.right_receipt_id,
        united.finding,
        united.status,
        united.untaken_text,
        united.untaken_locator
    from united
    left join documents using (document_id)
    left join projects using (document_id, project_reference)

)

select * from final
