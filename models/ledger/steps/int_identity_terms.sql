with

figures as (

    select
        *,
        reading = 'unreconciled' and not coalesce(is_refuted, false) as is_unplaced
    from {{ ref('int_figures') }}

),

-- Figures of rows whose place in their table nothing proves. What a row and a column
-- refute alike stands in its place, and is wrong there.
unproved as (

    select receipt_id
    from figures
    where is_unplaced

    union

    select unnest([receipt_id, weight_receipt_id, score_receipt_id]) as receipt_id
    from {{ ref('stg_indicators') }}
    where reading = 'unreconciled'

    union

    -- What was seen on a picture, and not for sure.
    {%- for measure in ['weight', 'score'] %}
        select coalesce({{ measure }}_receipt_id, receipt_id) as receipt_id
        from {{ ref('stg_indicators') }}
        where {{ is_unsure(measure) }}

        union
    {% endfor %}
    select receipt_id
    from {{ ref('stg_region_figures') }}
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
    from figures
    where is_unplaced

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
    inner join table_measures using (document_id, block_no)
    left join figures
        on
            unproved_rows.document_id = figures.document_id
            and unproved_rows.block_no = figures.block_no
            and unproved_rows.row_no = figures.row_no
            and unproved_rows.side is not distinct from figures.side
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

united as (

    select
        *,
        false as is_ambiguous,
        false as is_between_tables
    from {{ ref('int_terms_within_tables') }}

    union all by name

    select
        *,
        true as blank_is_zero,
        false as is_column_missing,
        true as is_between_tables
    from {{ ref('int_terms_between_tables') }}

    union all by name

    select
        *,
        false as is_between_tables
    from {{ ref('int_region_identity_terms') }}

),

-- What stands between tables belongs to none of them.
final as (

    select
        {{ key_of([
            'united.document_id',
            'united.identity_id',
            'united.identity_no',
            'united.axis',
            "case when united.is_between_tables then '' else united.form_id end",
            "case when united.is_between_tables then 0 else united.block_no end",
            'united.scope'
        ]) }} as reconciliation_id,
        united.document_id,
        united.form_id,
        united.block_no,
        united.identity_no,
        united.identity_id,
        united.axis,
        united.scope,
        united.project_reference,
        united.account_side,
        united.code,
        united.label_text,
        united.measure,
        united.side,
        united.sign,
        united.term,
        united.blank_is_zero,
        united.number,
        united.is_yuan,
        united.unit_text,
        united.half_unit,
        united.receipt_id,
        united.is_column_missing,
        united.is_ambiguous,
        united.is_between_tables,
        unproved.receipt_id is not null
        or sums_with_a_gap.document_id is not null as is_place_unproved
    from united
    left join unproved using (receipt_id)
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

)

select * from final
