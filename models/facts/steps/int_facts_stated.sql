with

facts as (select * from {{ ref('int_facts_chosen') }}),

projects as (select * from {{ ref('int_project_funding') }}),

-- Of a line of several figures one is the main one; its receipt is the line's.
of_accounts as (

    select
        mart as fact_table,
        {{ name_of_fact('mart') }} as fact_name,
        column_name,
        document_id,
        receipt_id,
        line_receipt_id as fact_receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        account,
        scope,
        side,
        code,
        item_code,
        fund_source,
        label_text,
        cast(null as varchar) as project_key,
        is_total,
        is_part,
        amount_yuan,
        quantity as number,
        quantity_unit as unit_text,
        case
            when column_name in ('personnel', 'public') then column_name
            when mart <> 'fct_spending_economic' or item_code <> 'basic' then null
            when substr(code, 1, 3) in ('301', '303') then 'personnel'
            else 'public'
        end as expense_kind,
        reading,
        caliber,
        is_synthetic,
        receipt_id = line_receipt_id
        and column_name not in (
            'opening', 'basic', 'personnel', 'public', 'project', 'closing',
            'original_value', 'quantity'
        ) as is_main,
        is_chosen,
        not_chosen_reason,
        chosen_document_id,
        chosen_receipt_id
    from facts

),

of_projects as (

    {% for column in columns_of_projects() + ['execution_rate'] %}
        select
            'fct_project_funding' as fact_table,
            'project_funding' as fact_name,
            '{{ column }}' as column_name,
            document_id,
            {{ column }}_receipt_id as receipt_id,
            receipt_id as fact_receipt_id,
            department_key,
            region_code,
            fiscal_year,
            case
                when '{{ column }}' in ('approved', 'adjusted', 'executed')
                    then '{{ column }}'
                when '{{ column }}' = 'execution_rate' then 'executed'
                when adjusted_yuan is not null then 'adjusted'
                else 'approved'
            end as phase,
            project_key as scope,
            project_key,
            {% if column == 'execution_rate' -%}
                cast(null as decimal(20, 2)) as amount_yuan,
                execution_rate_published as number,
            {%- else -%}
                {{ column }}_yuan as amount_yuan,
                cast(null as decimal(28, 8)) as number,
            {%- endif %}
            reading,
            caliber,
            is_synthetic,
            {{ column }}_receipt_id = receipt_id and '{{ column }}' = case
                when executed_yuan is not null then 'executed'
                when adjusted_yuan is not null then 'adjusted'
                else 'approved'
            end as is_main,
            is_chosen,
            not_chosen_reason,
            case when not is_chosen then chosen_document_id end as chosen_document_id,
            case when not is_chosen then chosen_receipt_id end as chosen_receipt_id
        from projects
        where {{ column }}_receipt_id is not null
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

),

united as (

    select * from of_accounts
    union all by name
    select * from of_projects

)

select
    *,
    {{ key_of(['fact_table', 'column_name', 'fact_receipt_id', 'receipt_id']) }}
        as stated_fact_key,
    {{ department_year_key('united', 'united') }} as department_year_key
from united  -- noqa: AM04
