{#- Suspicions that the ledger proves: each sentence with both of its sides. -#}
{#- What a narrative says wrong: the first that holds. -#}
{%- set sentences = [
    (
        "measure = 'clause'",
        '的语句像是从另一项的说明中照抄的',
        'has a clause that seems copied from another'
    ),
    (
        "measure = 'template'",
        '留有未删去的模板用语',
        'has words of the template left standing'
    ),
    (
        "measure = 'direction'",
        '所说的增减与表中数字相反',
        'tells a change opposite to that of the tables'
    ),
    (
        "measure = 'year'",
        '所说的年份与所属年度不符',
        'names a year that is not that of the document'
    ),
    (
        "measure = 'none'",
        '称没有发生，表中为{right_text}{unit_zh}',
        'says that there was none; the tables give {right_text}{unit_en}'
    ),
    (
        "finding = 'not_of_a_base_of_zero'",
        '为{left_text}{unit_zh}，而表中的基数为零',
        'says {left_text}{unit_en} of a base of zero'
    ),
    (
        'right_text is null',
        '为{left_text}{unit_zh}，与表中数字不符',
        'says {left_text}{unit_en}; the tables do not agree'
    ),
    (
        'true',
        '为{left_text}{unit_zh}，按表中数字为{right_text}{unit_zh}',
        'says {left_text}{unit_en}; by the tables it is {right_text}{unit_en}'
    )
] -%}
with

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

compared as (select * from {{ ref('reconciliation_receipts') }}),

projects as (select * from {{ ref('dim_projects') }}),

broken as (

    select * from reconciliations
    where
        status = 'broken'
        and identity_id in ('R13', 'R18')
        and left_receipt_id is not null

),

receipts_compared as (

    select
        reconciliation_id,
        array_agg(receipt_id order by side, receipt_id) as receipt_ids
    from compared
    where reconciliation_id in (select broken.reconciliation_id from broken)
    group by reconciliation_id

),

-- What breaks several identities is one suspicion.
suspected as (

    select
        broken.*,
        broken.right_receipt_id as other_receipt_id,
        receipts_compared.receipt_ids,
        coalesce(
            projects.project_name, broken.line_name, broken.subject
        ) as named,
        coalesce(broken.left_yuan, broken.left_value) as left_side,
        coalesce(broken.right_yuan, broken.right_value) as right_side,
        broken.unit_text = 'fraction' as is_fraction
    from broken
    left join projects using (project_key)
    left join receipts_compared using (reconciliation_id)
    qualify row_number() over (
        partition by broken.identity_id, broken.receipt_id
        order by broken.reconciliation_id
    ) = 1

),

rates as (

    select
        *,
        cast(left_side * 100 as decimal(18, 2)) as left_percent,
        cast(right_side * 100 as decimal(18, 2)) as right_percent
    from suspected
    where identity_id = 'R13'

),

-- What the narrative says, in the words of what it is: money, a share, a direction.
narratives as (

    select
        *,
        {% for side in ['left', 'right'] %}
            case
                when {{ side }}_yuan is not null then cast({{ side }}_yuan as varchar)
                when is_fraction
                    then cast(cast({{ side }}_side * 100 as decimal(18, 2)) as varchar)
                else {{ without('cast(' ~ side ~ '_side as varchar)', '\\.?0+$') }}
            end as {{ side }}_text,
        {% endfor %}
        case
            when is_fraction then '%' else coalesce(unit_text, '')
        end as unit_zh,
        case
            when is_fraction then '%'
            when unit_text = '元' then ' yuan'
            else concat(' ', coalesce(unit_text, ''))
        end as unit_en
    from suspected
    where identity_id = 'R18'

),

narratives_told as (

    select
        *,
        case
            {%- for condition, zh, en in sentences %}
                when {{ condition }} then {{ sentence(zh) }}
            {%- endfor %}
        end as told_zh,
        case
            {%- for condition, zh, en in sentences %}
                when {{ condition }} then {{ sentence(en) }}
            {%- endfor %}
        end as told_en
    from narratives

),

final as (

    {{ leads(
        'printed_rate_differs',
        'rates',
        'named',
        '「{named}」印出的执行率为{left_percent}%，'
        ~ '按印出的执行数与预算数计算为{right_percent}%。',
        '"{named}": the printed execution rate is {left_percent}%; the printed figures '
        ~ 'give {right_percent}%.',
        'left_side * 100',
        'right_side * 100',
        "'%'",
        'other_receipt_id',
        'receipt_ids'
    ) }}

    union all

    {{ leads(
        'narrative_differs_from_table',
        'narratives_told',
        'named',
        '文字说明中「{named}」{told_zh}。',
        'The narrative on "{named}" {told_en}.',
        'left_side',
        'right_side',
        'unit_text',
        'other_receipt_id',
        'receipt_ids'
    ) }}

)

select * from final
