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

final as (

    select
        cells_printed.*,
        seen.source,
        cast(seen.confidence as decimal(4, 3)) as confidence,
        seen.seen_text,
        seen.alternatives,
        coalesce(seen.has_odd_decimals, false) as has_odd_decimals
    from cells_printed
    left join seen using (receipt_id)

)

select * exclude (source_rank) from final  -- noqa: AM04
