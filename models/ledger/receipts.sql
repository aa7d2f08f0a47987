{#- What documents print and records were read from, a figure before other words: the
    rows; the words of a row and of a column, and what is printed; what else is known of
    it, by the same names. -#}
{%- set seen = ['reading', 'source', 'confidence', 'alternatives'] -%}
{%- set measured = seen + ['form_id', 'number', 'unit_text', 'unit_locator'] -%}
{%- set sources = [
    (
        'figures', 'label_text', 'column_text', 'amount_text',
        measured + ['amount_yuan', 'proof', 'seen_text', 'has_odd_decimals']
    ),
    ('indicators', 'row_label', 'column_label', 'printed_text', measured),
    ('grades', 'name_text', "'等级'", 'grade', ['form_id']),
    ('projects', 'name_text', "'项目名称'", 'name_text', ['form_id']),
    ('findings', 'null', "'存在问题'", 'finding_text', []),
    (
        'stated_facts', 'subject_text', "'情况说明'", 'stated_text',
        seen + ['number', 'unit_text']
    ),
    ('empty_tables', 'null', "'空表'", "coalesce(detail, '')", ['form_id']),
    (
        'region_figures', 'label_text', 'column_text', 'number_text',
        measured + ['amount_yuan']
    ),
] -%}
with

figures as (

    select
        *,
        cast(amount as decimal(28, 8)) as number
    from {{ ref('stg_amounts') }}

),

indicators as (select * from {{ ref('int_indicator_cells') }}),

projects as (select * from {{ ref('stg_projects') }}),

findings as (select * from {{ ref('stg_findings') }}),

stated_facts as (select * from {{ ref('stg_stated_facts') }}),

empty_tables as (select * from {{ ref('int_empty_tables') }}),

region_figures as (select * from {{ ref('stg_region_figures') }}),

placed as (select * from {{ ref('int_figures_placed') }}),

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

identity_names as (select * from {{ ref('identity_names') }}),

grades as (

    select
        projects.document_id,
        projects.grade_receipt_id as receipt_id,
        coalesce(cells.locator, projects.locator) as locator,
        projects.form_id,
        projects.name_text,
        projects.grade
    from projects
    left join {{ ref('stg_cells') }} as cells
        on
            projects.document_id = cells.document_id
            and projects.grade_receipt_id = cells.receipt_id
    where projects.grade_receipt_id is not null

),

printed as (

    {% for rows, row_label, column_label, printed_text, known in sources %}
        select
            receipt_id,
            document_id,
            locator,
            {{ row_label }} as row_label,
            {{ column_label }} as column_label,
            {{ printed_text }} as printed_text,
            {{ loop.index }} as source_rank
            {%- for column in known %}
                ,
                {{ column }}
            {%- endfor %}
        from {{ rows }}
        {% if not loop.last %}

            union all by name

        {% endif %}
    {% endfor %}

),

-- One printed cell has one receipt, however many records were read from it.
cells_printed as (

    select
        * exclude (
            reading, source, confidence, alternatives, seen_text, has_odd_decimals
        ),
        coalesce(reading, 'as_published') as reading
    from printed
    qualify row_number() over (
        partition by receipt_id
        order by source_rank, row_label, column_label, printed_text
    ) = 1

),

half_units as (

    select
        receipt_id,
        max(half_unit) as half_unit_yuan
    from {{ ref('int_figures') }}
    where is_yuan
    group by receipt_id

    union all

    select
        receipt_id,
        half_unit_yuan
    from region_figures
    where is_money

),

-- What each rule came to, wherever it compares the figure. A limit that is kept proves
-- nothing. A narrative is judged by the table, not the table by it: its slips are its
-- own.
judgements as (

    select
        compared.receipt_id,
        reconciliations.identity_id,
        bool_or(
            reconciliations.status in ('holds', 'rounding')
            and reconciliations.axis <> 'limit'
        ) as is_held,
        bool_or(
            reconciliations.status = 'holds' and reconciliations.axis <> 'limit'
        ) as is_held_exactly,
        bool_or(reconciliations.status = 'broken') as is_broken
    from {{ ref('int_reconciliation_receipts') }} as compared
    inner join reconciliations using (reconciliation_id)
    inner join identity_names using (identity_id)
    where
        identity_names.is_rule
        and (reconciliations.axis <> 'prose' or compared.side = 'left')
    group by compared.receipt_id, reconciliations.identity_id

),

judged as (

    select
        receipt_id,
        {{ listed('case when is_held then identity_id end') }} as held_by,
        {{ listed('case when is_held_exactly then identity_id end') }}
            as held_exactly_by,
        {{ listed('case when is_broken then identity_id end') }} as broken_by
    from judgements
    group by receipt_id

),

seen as (

    select
        receipt_id,
        max(source) as source,
        min(confidence) as confidence,
        max(alternatives) as alternatives,
        max(seen_text) as seen_text,
        bool_or(has_odd_decimals) as has_odd_decimals
    from printed
    where source is not null or has_odd_decimals
    group by receipt_id

),

-- Rounding bears out no decimal that the table's other figures do not print.
held as (

    select
        cells_printed.*,
        cast(half_units.half_unit_yuan as decimal(20, 6)) as half_unit_yuan,
        case
            when seen.has_odd_decimals then judged.held_exactly_by
            else coalesce(
                judged.held_by,
                case
                    when cells_printed.reading = 'realigned' then cells_printed.proof
                end
            )
        end as held_by,
        judged.broken_by,
        placed.place_doubt,
        placed.rivals,
        placed.pinned_by,
        seen.source,
        cast(seen.confidence as decimal(4, 3)) as confidence,
        seen.seen_text,
        seen.alternatives
    from cells_printed
    left join seen using (receipt_id)
    left join half_units using (receipt_id)
    left join judged using (receipt_id)
    left join placed using (receipt_id)

),

final as (

    select
        * exclude (source_rank, held_by, place_doubt, rivals, pinned_by),
        reading <> 'unreconciled'
        and held_by is not null
        and broken_by is null as is_amount_proven,
        coalesce(source = 'scan', false)
        and broken_by is not null
        and held_by is null as is_denied,
        is_amount_proven and place_doubt is null as is_proven,
        case when is_amount_proven then held_by end as verified_by,
        {%- for column in ['place_doubt', 'rivals', 'pinned_by'] %}
            case when is_amount_proven then {{ column }} end as {{ column }}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from held

)

select * from final  -- noqa: AM04
