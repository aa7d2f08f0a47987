{%- set lent = ['fct_three_public', 'fct_project_funding'] -%}
with

receipts as (select * from {{ ref('receipts') }}),

-- Of what is stated the table of statements tells what does not count.
stated as (

    select
        case when is_chosen then fact_table else concat(fact_table, '_all') end
            as fact_table,
        fact_receipt_id,
        case column_name
            when 'quantity' then 'quantity'
            when 'execution_rate' then 'execution_rate_published'
            else concat(column_name, '_yuan')
        end as column_name,
        receipt_id,
        document_id,
        amount_yuan,
        cast(number as decimal(28, 8)) as number,
        cast(null as varchar) as text
    from {{ ref('stated_facts') }}
    where
        {{ is_stated() }}
        and column_name not in ('special_account', 'own_funds')
        and coalesce(amount_yuan, number) is not null
        and not (
            is_chosen
            and fact_table in ('fct_three_public', 'fct_project_funding')
        )

),

figures as (

    select * from stated

    union all

    select
        fact_table,
        fact_receipt_id,
        column_name,
        receipt_id,
        document_id,
        amount_yuan,
        number,
        text
    from {{ ref('int_figures_lent') }}
    {%- for table, column, receipt, kind in fact_figures() if table not in lent %}

        union all

        select
            '{{ table }}' as fact_table,
            receipt_id as fact_receipt_id,
            '{{ column }}' as column_name,
            cast({{ receipt }} as varchar) as receipt_id,
            document_id,
            {{ figure_of_kind(column, kind) }}
        from {{ ref(table) }}
        where
            {{ column }} is not null
            {%- if table.endswith('_all') %}
                and not is_chosen and {{ is_stated() }}
            {%- endif %}
    {%- endfor %}

),

final as (

    select
        figures.*,
        case when figures.amount_yuan is not null then receipts.half_unit_yuan end
            as half_unit_yuan,
        receipts.reading,
        coalesce(receipts.is_amount_proven, false) as is_amount_proven,
        coalesce(receipts.is_proven, false) as is_proven,
        receipts.verified_by
    from figures
    left join receipts using (receipt_id, document_id)

)

select * from final  -- noqa: AM04
