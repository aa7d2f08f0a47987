{#- A fact table of whole areas: what every figure of an area has, the columns of its own, and
    what proves it. -#}
{% macro region_facts(condition, columns) -%}
with

figures as (

    select * from {{ ref('int_region_figures') }}
    where set_aside_reason is null and is_current

),

receipts as (

    select * from {{ ref('receipts') }}

),

-- A name that one place alone within an area bears.
places as (

    select
        chains.ancestor_region_code,
        regions.region_name,
        min(regions.region_code) as region_code
    from {{ ref('int_region_chains') }} as chains
    inner join {{ ref('dim_regions') }} as regions
        on chains.region_code = regions.region_code
    where regions.is_current and chains.region_code <> chains.ancestor_region_code
    group by chains.ancestor_region_code, regions.region_name
    having count(*) = 1

),

final as (

    select
        figures.document_id,
        figures.receipt_id,
        figures.region_code,
        figures.scope,
        figures.place_name,
        figures.counterpart_name,
        places.region_code as counterpart_region_code,
        figures.fiscal_year,
        figures.report_year,
        figures.phase,
        figures.is_estimate,
        figures.block_no,
        figures.line_no,
        {%- for column in columns %}
            {{ column if ' as ' in column else 'figures.' ~ column }},
        {%- endfor %}
        receipts.reading,
        receipts.is_amount_proven,
        receipts.is_proven,
        receipts.verified_by,
        figures.is_synthetic,
        figures.is_chosen
    from figures
    left join receipts
        on figures.receipt_id = receipts.receipt_id
    left join places
        on
            figures.region_code = places.ancestor_region_code
            and figures.counterpart_name = places.region_name
    where {{ condition }} and not coalesce(receipts.is_denied, false)

)

select * from final
{%- endmacro %}


{#- What the line of a table of transfers is by its name: all of them, or one of their kinds. -#}
{% macro transfer_kind(name) -%}
    case
        when
            {{ name }} in (
                '上级补助收入', '补助下级支出', '转移支付收入', '转移支付支出',
                '中央补助收入', '上级转移支付收入'
            )
            then 'all'
        when {{ name }} in ('返还性收入', '返还性支出', '税收返还', '税收返还收入')
            then 'refund'
        when {{ name }} in ('一般性转移支付收入', '一般性转移支付支出', '一般性转移支付')
            then 'general'
        when {{ name }} in ('专项转移支付收入', '专项转移支付支出', '专项转移支付')
            then 'special'
    end
{%- endmacro %}


{#- Where a figure of an area stands in its table, in words. -#}
{% macro cell_of(figures) -%}
    concat(
        'row ', cast({{ figures }}.row_no as varchar),
        ' column ', cast({{ figures }}.column_no as varchar)
    )
{%- endmacro %}
