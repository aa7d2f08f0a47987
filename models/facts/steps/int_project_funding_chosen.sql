{%- set blanks = [
    'approved_yuan', 'approved_receipt_id', 'adjusted_yuan', 'adjusted_receipt_id'
] -%}

with

-- What the chosen document leaves blank the next one fills, with its own receipt.
filled as (

    select
        * replace (
            {%- for column in blanks %}
                first_value({{ column }}) over (
                    partition by project_year_key
                    order by {{ column.split('_')[0] }}_yuan is null, source_order
                ) as {{ column }}{% if not loop.last %},{% endif %}
            {%- endfor %}
        )
    from {{ ref('int_project_funding') }}

),

final as (

    select
        * exclude (
            source_order,
            is_chosen,
            not_chosen_reason,
            chosen_document_id,
            chosen_receipt_id
        ) replace (
            {{ share_of(
                'executed_yuan', 'coalesce(nullif(adjusted_yuan, 0), approved_yuan)'
            ) }} as execution_rate
        )
    from filled
    where is_chosen

)

select * from final  -- noqa: AM04
