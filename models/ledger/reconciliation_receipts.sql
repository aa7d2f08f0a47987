{#- The figures that rows of the ledger compare: each source has side, term and
    receipt. -#}
{%- set sources = [ref('int_identity_terms'), ref('int_stated_receipts')] -%}

with

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

terms as (

    {%- for source in sources %}

        select
            reconciliation_id,
            side,
            term,
            receipt_id
        from {{ source }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

-- A rate is recomputed from the figures on its right.
compared as (

    select
        reconciliation_id,
        case when side = 'left' then 'left' else 'right' end as side,
        receipt_id,
        min(term) as term
    from terms
    where receipt_id is not null
    group by
        reconciliation_id,
        case when side = 'left' then 'left' else 'right' end,
        receipt_id

),

-- Terms of what is not applicable are no rows of the ledger.
final as (

    select
        compared.reconciliation_id,
        compared.side,
        compared.term,
        compared.receipt_id
    from compared
    inner join reconciliations
        on compared.reconciliation_id = reconciliations.reconciliation_id

)

select * from final
