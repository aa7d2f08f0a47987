{%- set sources = [
    ref('int_column_identity_terms'),
    ref('int_row_identity_terms'),
    ref('int_tree_identity_terms'),
    ref('int_ratio_identity_terms'),
    ref('int_point_identity_terms'),
    ref('int_cross_form_identity_terms'),
] -%}

with

united as (

    {%- for source in sources %}

        select
            document_id,
            form_id,
            block_no,
            identity_no,
            identity_id,
            axis,
            scope,
            project_reference,
            account_side,
            code,
            label_text,
            measure,
            side,
            sign,
            term,
            blank_is_zero,
            number,
            is_yuan,
            unit_text,
            half_unit,
            receipt_id,
            is_column_missing,
            is_ambiguous
        from {{ source }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

-- What stands between tables belongs to none of them.
keyed as (

    select
        {{ key_of([
            'document_id',
            'identity_id',
            'identity_no',
            'axis',
            "case when axis in ('forms', 'years') then '' else form_id end",
            "case when axis in ('forms', 'years') then 0 else block_no end",
            'scope'
        ]) }} as reconciliation_id,
        *
    from united

)

select * from keyed
