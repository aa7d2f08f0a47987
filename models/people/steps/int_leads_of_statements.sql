{%- set accounts = [
    ('fct_spending_all', 'true', '支出决算', 'Spending'),
    ('fct_budgets_all', "phase = 'approved'", '支出预算', 'Budgeted spending')
] -%}

with

-- What each statement of an account comes to.
statements as (

    {%- for table, condition, name_zh, name_en in accounts %}

        select
            '{{ name_zh }}' as subject,
            '{{ name_en }}' as subject_en,
            document_id,
            department_key,
            fiscal_year,
            is_synthetic,
            not_chosen_reason,
            max(region_code) as region_code,
            max(chosen_document_id) as chosen_document_id,
            min(chosen_receipt_id) as chosen_receipt_id,
            min(receipt_id) as receipt_id,
            cast(sum(amount_yuan) as decimal(20, 2)) as amount_yuan,
            sum(half_unit_yuan) as half_unit_yuan
        from {{ ref(table) }}
        where {{ is_stated() }} and {{ condition }}
        group by all
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

departments as (select * from {{ ref('dim_departments') }}),

documents as (select * from {{ ref('int_documents_ranked') }}),

chosen as (

    select * from statements
    where not_chosen_reason is null

),

-- Two documents of one body that are no editions of each other, and say two sums.
differing as (

    select
        others.*,
        chosen.amount_yuan as chosen_yuan,
        documents.file_name
    from statements as others
    inner join chosen
        on
            others.chosen_document_id = chosen.document_id
            and others.department_key = chosen.department_key
            and others.fiscal_year = chosen.fiscal_year
            and others.subject = chosen.subject
    inner join documents on others.document_id = documents.document_id
    where
        others.not_chosen_reason = 'other_document'
        and abs(others.amount_yuan - chosen.amount_yuan)
        > others.half_unit_yuan + chosen.half_unit_yuan

),

unit_statements as (

    select
        *,
        row_number() over (
            partition by subject, chosen_document_id, department_key, fiscal_year
            order by document_id
        ) as document_order
    from statements
    where not_chosen_reason = 'within_department'

),

units as (

    select
        unit_statements.subject,
        unit_statements.chosen_document_id,
        unit_statements.fiscal_year,
        min(unit_statements.receipt_id) as receipt_id,
        array_agg(unit_statements.receipt_id order by unit_statements.receipt_id)
            as receipt_ids,
        count(*) as unit_count,
        coalesce(
            bool_or(unit_statements.department_key = chosen.department_key),
            false
        ) as has_own_accounts,
        cast(sum(unit_statements.amount_yuan) as decimal(20, 2)) as amount_yuan,
        sum(unit_statements.half_unit_yuan) as half_unit_yuan
    from unit_statements
    inner join chosen
        on
            unit_statements.chosen_document_id = chosen.document_id
            and unit_statements.fiscal_year = chosen.fiscal_year
            and unit_statements.subject = chosen.subject
    where unit_statements.document_order = 1
    group by all

),

-- Units never come to more than their department; with its own accounts among them they
-- come to it, unless one of them published nothing.
unlike_units as (

    select
        chosen.*,
        units.receipt_id as unit_receipt_id,
        units.receipt_ids,
        units.unit_count,
        units.amount_yuan as units_yuan,
        departments.department_name
    from units
    inner join chosen
        on
            units.chosen_document_id = chosen.document_id
            and units.fiscal_year = chosen.fiscal_year
            and units.subject = chosen.subject
    inner join departments on chosen.department_key = departments.department_key
    where
        (
            units.amount_yuan > chosen.amount_yuan
            or (units.has_own_accounts and units.unit_count > 1)
        )
        and abs(units.amount_yuan - chosen.amount_yuan)
        > units.half_unit_yuan + chosen.half_unit_yuan

),

final as (

    {{ leads(
        'documents_of_a_year_differ',
        'differing',
        'subject',
        '{subject}：文件「{file_name}」各行合计{amount_yuan}元，计入的另一文件为{chosen_yuan}元。',
        '{subject_en}: the lines of the file {file_name} come to {amount_yuan} yuan, '
        ~ 'those of the file that counts to {chosen_yuan} yuan.',
        'amount_yuan',
        'chosen_yuan',
        other='chosen_receipt_id',
        project='null'
    ) }}

    union all

    {{ leads(
        'units_differ_from_their_department',
        'unlike_units',
        'subject',
        '{subject}：{department_name}所属已公开的{unit_count}个单位合计{units_yuan}元，'
        ~ '部门为{amount_yuan}元。',
        '{subject_en}: {unit_count} units of {department_name} that published come to '
        ~ '{units_yuan} yuan, the department to {amount_yuan} yuan.',
        'units_yuan',
        'amount_yuan',
        other='unit_receipt_id',
        further='receipt_ids',
        project='null'
    ) }}

)

select * from final
