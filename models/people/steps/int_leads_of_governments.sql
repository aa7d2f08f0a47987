{#- Suspicions about whole areas: each sentence with both of its sides. -#}
{%- set scopes = {
    'zh': {'own_level': '本级', 'city_level': '市级', 'whole_region': '全地区'},
    'en': {
        'own_level': ', own level',
        'city_level': ', city level',
        'whole_region': ', whole region'
    }
} -%}
with

figures as (select * from {{ ref('region_account_figures') }}),

debt as (

    select * from {{ ref('fct_region_debt') }}
    where is_chosen and fiscal_year is not null

),

regions as (select * from {{ ref('dim_regions') }}),

-- What was spent of an account against the budget as it stood at the end. A budget that
-- was never adjusted says nothing: what is granted in the year comes on top of it.
over_budget as (

    select
        'spending_over_its_budget' as lead_kind,
        spent.region_code,
        spent.scope,
        spent.fiscal_year,
        spent.document_id,
        spent.receipt_id,
        budgets.receipt_id as other_receipt_id,
        spent.line_name,
        spent.amount_yuan,
        budgets.amount_yuan as other_yuan
    from figures as spent
    inner join figures as budgets using (region_account_key, item)
    where
        spent.item like '%spending'
        and spent.phase in ('executed', 'final')
        and budgets.phase = 'adjusted'
        and spent.amount_yuan > budgets.amount_yuan

),

-- What is owed against what may be, of a kind of debt, of the area or of a place in it.
over_limit as (

    select
        'debt_over_its_limit' as lead_kind,
        balances.region_code,
        balances.scope,
        balances.fiscal_year,
        balances.document_id,
        balances.receipt_id,
        limits.receipt_id as other_receipt_id,
        balances.label_text as line_name,
        balances.amount_yuan,
        limits.amount_yuan as other_yuan
    from debt as balances
    inner join debt as limits
        using (region_code, scope, fiscal_year, phase, debt_kind, is_synthetic)
    where
        balances.debt_measure = 'balance'
        and limits.debt_measure = 'limit'
        and balances.counterpart_name is not distinct from limits.counterpart_name
        and balances.amount_yuan - limits.amount_yuan
        > balances.half_unit_yuan + limits.half_unit_yuan

),

exceeded as (

    select * from over_budget
    union all
    select * from over_limit

),

named as (

    select
        exceeded.*,
        cast(null as varchar) as department_key,
        coalesce(regions.region_name, exceeded.region_code) as region_name,
        {%- for language, words in scopes.items() %}
            case exceeded.scope
                {%- for scope, word in words.items() %}
                    when '{{ scope }}' then '{{ word }}'
                {%- endfor %}
                else ''
            end as scope_{{ language }}{% if not loop.last %},{% endif %}
        {%- endfor %}
    from exceeded
    left join regions using (region_code)
    qualify row_number() over (
        partition by exceeded.lead_kind, exceeded.receipt_id
        order by exceeded.other_receipt_id
    ) = 1

),

-- A growth is compared as what it makes of its base; people read what it adds.
broken as (

    select
        *,
        coalesce(line_name, subject) as named_subject,
        {%- for side in ['left', 'right'] %}
            cast(
                {{ side }}_value * 100
                - case when measure = 'growth' then 100 else 0 end as decimal(18, 2)
            ) as {{ side }}_percent{% if not loop.last %},{% endif %}
        {%- endfor %}
    from {{ ref('fct_reconciliations') }}
    where
        status = 'broken'
        and identity_id in ('R21', 'R24')
        and left_receipt_id is not null
    qualify row_number() over (
        partition by identity_id, receipt_id
        order by reconciliation_id
    ) = 1

),

united as (

    {{ leads(
        'spending_over_its_budget',
        'named',
        "concat(region_name, scope_zh, cast(fiscal_year as varchar), '年', line_name)",
        '{region_name}{scope_zh}{fiscal_year}年「{line_name}」支出{amount_yuan}元，'
        ~ '高于调整后的预算{other_yuan}元。',
        '{region_name}{scope_en}, {fiscal_year}, "{line_name}": spending of {amount_yuan} '
        ~ 'yuan is above the budget as adjusted of {other_yuan} yuan.',
        'amount_yuan',
        'other_yuan',
        other='other_receipt_id',
        project='null',
        condition="lead_kind = 'spending_over_its_budget'"
    ) }}

    union all

    {{ leads(
        'debt_over_its_limit',
        'named',
        "concat(region_name, scope_zh, cast(fiscal_year as varchar), '年', line_name)",
        '{region_name}{scope_zh}{fiscal_year}年「{line_name}」余额{amount_yuan}元，'
        ~ '高于限额{other_yuan}元。',
        '{region_name}{scope_en}, {fiscal_year}, "{line_name}": debt of {amount_yuan} '
        ~ 'yuan is above the limit of {other_yuan} yuan.',
        'amount_yuan',
        'other_yuan',
        other='other_receipt_id',
        project='null',
        condition="lead_kind = 'debt_over_its_limit'"
    ) }}

    union all

    {{ leads(
        'rate_of_area_differs',
        'broken',
        'named_subject',
        '「{named_subject}」印出的比率为{left_percent}%，按印出的金额计算为{right_percent}%。',
        '"{named_subject}": the printed rate is {left_percent}%; '
        ~ 'the printed amounts give {right_percent}%.',
        'left_percent',
        'right_percent',
        "'%'",
        other='right_receipt_id',
        project='null',
        condition="identity_id = 'R24'"
    ) }}

    union all

    {{ leads(
        'total_of_area_differs',
        'broken',
        'named_subject',
        '「{named_subject}」印出的合计为{left_yuan}元，各项之和为{right_yuan}元。',
        '"{named_subject}": the printed total is {left_yuan} yuan; '
        ~ 'its lines come to {right_yuan} yuan.',
        'left_yuan',
        'right_yuan',
        other='right_receipt_id',
        project='null',
        condition="identity_id = 'R21'"
    ) }}

)

select * from united
