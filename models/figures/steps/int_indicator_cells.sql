with

indicators as (select * from {{ ref('int_indicators_levelled') }}),

cells as (select * from {{ ref('stg_cells') }}),

table_columns as (select * from {{ ref('stg_table_columns') }}),

-- Only targets and values have a unit: of its own column, else inside the text.
measures as (
    {% for measure, text, number, unit in [
        ('indicator', 'indicator_name', 'null', 'null'),
        (
            'target',
            'target_text',
            'case when adjusted_target_text is null then target_value end',
            'target_unit'
        ),
        (
            'adjusted_target',
            'adjusted_target_text',
            'target_value',
            'target_unit'
        ),
        (
            'half_year',
            'half_year_target_text',
            'half_year_target_value',
            'target_unit'
        ),
        ('actual', 'actual_text', 'actual_value', 'actual_unit'),
        ('weight', 'null', 'weight', 'null'),
        ('score', 'null', 'score', 'null')
    ] %}
        select
            {{ measure }}_receipt_id as receipt_id,
            document_id,
            block_no,
            form_id,
            '{{ measure }}' as measure,
            indicator_name as row_label,
            cast({{ text }} as varchar) as printed_text,
            cast({{ unit }} as varchar) as unit_in_text,
            {% if unit == 'null' %}cast(null as varchar) as {% endif %}unit_receipt_id,
            cast({{ number }} as decimal(28, 8)) as number,
            case
                when {{ is_unsure(measure) }} then 'unreconciled' else reading
            end as reading
        from indicators
        where {{ measure }}_receipt_id is not null
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}
),

headers as (

    select
        document_id,
        block_no,
        measure,
        max(header_text) as header_text
    from table_columns
    group by document_id, block_no, measure

),

located as (

    select
        measures.receipt_id,
        measures.document_id,
        measures.form_id,
        measures.measure,
        measures.row_label,
        headers.header_text as column_label,
        coalesce(cells.printed_text, measures.printed_text) as printed_text,
        coalesce(unit_cells.printed_text, measures.unit_in_text) as unit_text,
        coalesce(
            unit_cells.locator,
            case when measures.unit_in_text is not null then cells.locator end
        ) as unit_locator,
        measures.number,
        measures.reading,
        case
            when measures.measure = 'indicator' then null
            when measures.number is not null then coalesce(cells.source, 'text')
            else cells.source
        end as source,
        case when measures.measure <> 'indicator' then cells.confidence end
            as confidence,
        case when measures.measure <> 'indicator' then cells.alternatives end
            as alternatives,
        cells.locator
    from measures
    left join cells using (document_id, receipt_id)
    left join cells as unit_cells
        on
            measures.document_id = unit_cells.document_id
            and measures.unit_receipt_id = unit_cells.receipt_id
    left join headers
        on
            measures.document_id = headers.document_id
            and measures.block_no = headers.block_no
            and measures.measure = headers.measure

)

select * from located
