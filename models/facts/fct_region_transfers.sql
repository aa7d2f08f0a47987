{%- set item = "coalesce(column_item, line_name)" -%}
{%- set all_of_them -%}
    '^(?:总计|合计|小计|转移支付(?:收入|支出)?|上级补助收入|补助下级支出)$'
{%- endset -%}
{%- set said = '\n'.join([
    "case",
    "            when " ~ item ~ " like '%返还%转移支付%' then 'total'",
    "            when " ~ item ~ " like '%返还%' then 'refund'",
    "            when " ~ item ~ " like '%共同财政事权%' then 'shared_responsibility'",
    "            when " ~ item ~ " like '%专项%' then 'special'",
    "            when " ~ item ~ " like '%一般性%' then 'general'",
    "            when " ~ matches(item, all_of_them) ~ " then 'total'",
    "        end",
]) -%}
with

granted as (

    {{ region_facts(
        "figures.is_money and figures.classification = 'transfer'",
        [
            'account',
            'side',
            'column_no',
            'line_name',
            'column_item',
            'total_kind',
            'amount_yuan',
            'half_unit_yuan'
        ]
    ) | indent(4) }}

),

regions as (select * from {{ ref('dim_regions') }}),

-- What an item is by its own words.
worded as (

    select
        *,
        {{ item }} as item_name,
        {{ said }} as said_kind
    from granted

),

-- A row that names a kind heads the rows below it, a column those beside it; funds have
-- no kinds.
headings as (

    select
        *,
        case
            when
                said_kind in ('refund', 'general', 'special')
                and account = 'general_public_budget'
                then said_kind
        end as heading
    from worded

),

kinds as (

    select
        *,
        max(lpad(cast(line_no as varchar), 6, '0') || heading) over (
            partition by document_id, block_no, column_no
            order by line_no
            rows between unbounded preceding and current row
        ) as kind_of_rows,
        max(lpad(cast(column_no as varchar), 6, '0') || heading) over (
            partition by document_id, block_no, line_no
            order by column_no
            rows between unbounded preceding and current row
        ) as kind_of_columns
    from headings

),

transfers as (

    select
        kinds.document_id,
        kinds.receipt_id,
        kinds.region_code,
        kinds.scope,
        kinds.place_name,
        kinds.counterpart_name,
        kinds.counterpart_region_code,
        kinds.fiscal_year,
        kinds.report_year,
        kinds.account,
        kinds.phase,
        kinds.is_estimate,
        kinds.block_no,
        kinds.line_no,
        case
            when kinds.side = 'transfer_in' then 'received'
            else 'paid'
        end as direction,
        case
            when kinds.side = 'transfer_in' then regions.parent_region_code
            else kinds.region_code
        end as payer_region_code,
        case
            when kinds.side = 'transfer_in' then kinds.region_code
            else kinds.counterpart_region_code
        end as recipient_region_code,
        case
            when kinds.said_kind is not null then kinds.said_kind
            when kinds.column_item is null then substr(kinds.kind_of_rows, 7)
            else substr(kinds.kind_of_columns, 7)
        end as transfer_kind,
        kinds.item_name,
        coalesce(kinds.said_kind = 'total' or kinds.total_kind is not null, false)
            as is_total,
        kinds.amount_yuan,
        kinds.half_unit_yuan,
        kinds.reading,
        kinds.is_amount_proven,
        kinds.is_proven,
        kinds.verified_by,
        kinds.is_synthetic,
        kinds.is_chosen
    from kinds
    left join regions using (region_code)

)

select * from transfers
