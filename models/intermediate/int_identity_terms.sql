{%- set between_tables = ref('int_cross_form_identity_terms') -%}
{%- set sources = [
    ref('int_column_identity_terms'),
    ref('int_row_identity_terms'),
    ref('int_tree_identity_terms'),
    ref('int_ratio_identity_terms'),
    ref('int_point_identity_terms'),
    ref('int_disclosed_identity_terms'),
    ref('int_region_identity_terms'),
    between_tables,
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
            is_ambiguous,
            {{ 'true' if source == between_tables else 'false' }} as is_between_tables
        from {{ source }}
        {%- if not loop.last %}

            union all
        {%- endif %}
    {%- endfor %}

),

figures as (

    select * from {{ ref('int_figures') }}

),

-- Figures of rows whose place in their table nothing proves. What a row and a column
-- refute alike stands in its place, and is wrong there.
unplaced as (

    select * from figures
    where reading = 'unreconciled' and not coalesce(is_refuted, false)

),

unproved as (

    select receipt_id
    from unplaced

    union

    select unnest([receipt_id, weight_receipt_id, score_receipt_id]) as receipt_id
    from {{ ref('stg_indicators') }}
    where reading = 'unreconciled'

),

-- Of such a row a figure may stand beside the column that a sum runs down.
unproved_rows as (

    select distinct
        document_id,
        block_no,
        row_no,
        row_key,
        side,
        code,
        coalesce(parent_code, '') as parent_code
    from unplaced

),

table_measures as (

    select distinct
        document_id,
        block_no,
        measure
    from figures

),

gaps as (

    select
        unproved_rows.*,
        table_measures.measure
    from unproved_rows
    left join table_measures
        on
            unproved_rows.document_id = table_measures.document_id
            and unproved_rows.block_no = table_measures.block_no
    left join figures
        on
            unproved_rows.document_id = figures.document_id
            and unproved_rows.block_no = figures.block_no
            and unproved_rows.row_no = figures.row_no
            and coalesce(unproved_rows.side, '') = coalesce(figures.side, '')
            and table_measures.measure = figures.measure
    where figures.receipt_id is null

),

sums_with_a_gap as (

    select
        document_id,
        block_no,
        measure,
        'rows' as axis,
        unnest([row_key, concat(side, '.', row_key)]) as subject
    from gaps

    union

    select
        document_id,
        block_no,
        measure,
        'tree' as axis,
        parent_code as subject
    from gaps
    where code is not null

),

placed as (

    select
        united.*,
        unproved.receipt_id is not null
        or sums_with_a_gap.document_id is not null as is_place_unproved
    from united
    left join unproved
        on united.receipt_id = unproved.receipt_id
    left join sums_with_a_gap
        on
            united.document_id = sums_with_a_gap.document_id
            and united.block_no = sums_with_a_gap.block_no
            and united.measure = sums_with_a_gap.measure
            and united.axis = sums_with_a_gap.axis
            and sums_with_a_gap.subject = case
                when united.axis = 'rows' then united.term
                else coalesce(united.code, '')
            end

),

-- What stands between tables belongs to none of them.
keyed as (

    select
        {{ key_of([
            'document_id',
            'identity_id',
            'identity_no',
            'axis',
            "case when is_between_tables then '' else form_id end",
            "case when is_between_tables then 0 else block_no end",
            'scope'
        ]) }} as reconciliation_id,
        *
    from placed

)

select * from keyed
