{#- Suspicions about whole areas: each sentence with both of its sides. -#}
with

figures as (

    select * from {{ ref('region_account_figures') }}

),

debt as (

    select * from {{ ref('fct_region_debt') }}
    where is_chosen and fiscal_year is not null

),

reconciliations as (

    select * from {{ ref('fct_reconciliations') }}
    where
        status = 'broken'
        and identity_id in ('R21', 'R24')
        and left_receipt_id is not null

),

regions as (

    select * from {{ ref('dim_regions') }}

),

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
        cast(null as varchar) as debt_kind,
        spent.amount_yuan,
        budgets.amount_yuan as other_yuan
    from figures as spent
    inner join figures as budgets
        on
            spent.region_account_key = budgets.region_account_key
            and spent.item = budgets.item
            and budgets.phase = 'adjusted'
    where
        spent.item in (
            'general_spending', 'fund_spending', 'capital_spending',
            'insurance_spending'
        )
        and spent.phase in ('executed', 'final')
        and spent.amount_yuan > budgets.amount_yuan

),

-- What is owed against what may be, of a kind of debt of the area or of one of its places.
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
        balances.debt_kind,
        balances.amount_yuan,
        limits.amount_yuan as other_yuan
    from debt as balances
    inner join debt as limits
        on
            balances.region_code = limits.region_code
            and balances.scope = limits.scope
            and coalesce(balances.counterpart_name, '')
            = coalesce(limits.counterpart_name, '')
            and balances.fiscal_year = limits.fiscal_year
            and balances.phase = limits.phase
            and balances.debt_kind = limits.debt_kind
            and balances.is_synthetic = limits.is_synthetic
            and limits.debt_measure = 'limit'
    where
        balances.debt_measure = 'balance'
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
        coalesce(regions.region_name, exceeded.region_code) as region_name,
        case exceeded.scope
            when 'own_level' then '本级'
            when 'city_level' then '市级'
            when 'whole_region' then '全地区'
            else ''
        end as scope_zh,
        case exceeded.scope
            when 'own_level' then ', own level'
            when 'city_level' then ', city level'
            when 'whole_region' then ', whole region'
            else ''
        end as scope_en,
        row_number() over (
            partition by exceeded.lead_kind, exceeded.receipt_id
            order by exceeded.other_receipt_id
        ) as reading_order
    from exceeded
    left join regions
        on exceeded.region_code = regions.region_code

),

exceeding_leads as (

    select
        lead_kind,
        region_code,
        fiscal_year,
        document_id,
        receipt_id,
        other_receipt_id,
        concat(
            region_name, scope_zh, cast(fiscal_year as varchar), '年', line_name
        ) as subject,
        concat(
            region_name, scope_zh, cast(fiscal_year as varchar), '年「', line_name, '」',
            case lead_kind when 'debt_over_its_limit' then '余额' else '支出' end,
            cast(amount_yuan as varchar), '元，高于',
            case lead_kind
                when 'debt_over_its_limit' then '限额' else '调整后的预算'
            end,
            cast(other_yuan as varchar), '元。'
        ) as sentence_zh,
        concat(
            region_name, scope_en, ', ', cast(fiscal_year as varchar), ', "', line_name,
            '": ',
            case lead_kind when 'debt_over_its_limit' then 'debt' else 'spending' end,
            ' of ', cast(amount_yuan as varchar), ' yuan is above the ',
            case lead_kind
                when 'debt_over_its_limit' then 'limit' else 'budget as adjusted'
            end,
            ' of ', cast(other_yuan as varchar), ' yuan.'
        ) as sentence_en,
        cast(amount_yuan as decimal(28, 6)) as measured_value,
        cast(other_yuan as decimal(28, 6)) as compared_value,
        '元' as value_unit
    from named
    where reading_order = 1

),

-- A growth is compared as what it makes of its base; people read what it adds.
broken as (

    select
        *,
        identity_id = 'R24' as is_rate,
        case when measure = 'growth' then 100 else 0 end as taken_away,
        row_number() over (
            partition by identity_id, receipt_id
            order by reconciliation_id
        ) as reading_order
    from reconciliations

),

sides as (

    select
        *,
        case
            when is_rate
                then
                    concat(
                        cast(
                            cast(left_value * 100 - taken_away as decimal(18, 2))
                            as varchar
                        ),
                        '%'
                    )
            else cast(left_yuan as varchar)
        end as left_text,
        case
            when is_rate
                then
                    concat(
                        cast(
                            cast(right_value * 100 - taken_away as decimal(18, 2))
                            as varchar
                        ),
                        '%'
                    )
            else cast(right_yuan as varchar)
        end as right_text
    from broken
    where reading_order = 1

),

ledger_leads as (

    select
        case
            when is_rate then 'rate_of_area_differs' else 'total_of_area_differs'
        end as lead_kind,
        region_code,
        fiscal_year,
        document_id,
        receipt_id,
        right_receipt_id as other_receipt_id,
        coalesce(line_name, subject) as subject,
        case
            when is_rate
                then concat(
                    '「', coalesce(line_name, subject), '」印出的比率为', left_text,
                    '，按印出的金额计算为', right_text, '。'
                )
            else concat(
                '「', coalesce(line_name, subject), '」印出的合计为', left_text,
                '元，各项之和为', right_text, '元。'
            )
        end as sentence_zh,
        case
            when is_rate
                then concat(
                    '"', coalesce(line_name, subject), '": the printed rate is ',
                    left_text, '; the printed amounts give ', right_text, '.'
                )
            else concat(
                '"', coalesce(line_name, subject), '": the printed total is ',
                left_text, ' yuan; its lines come to ', right_text, ' yuan.'
            )
        end as sentence_en,
        cast(
            case when is_rate then left_value * 100 - taken_away else left_yuan end
            as decimal(28, 6)
        ) as measured_value,
        cast(
            case when is_rate then right_value * 100 - taken_away else right_yuan end
            as decimal(28, 6)
        ) as compared_value,
        case when is_rate then '%' else '元' end as value_unit
    from sides

),

united as (

    select * from exceeding_leads
    union all by name
    select * from ledger_leads

),

final as (

    select
        lead_kind,
        cast(null as varchar) as department_key,
        region_code,
        fiscal_year,
        cast(null as varchar) as project_key,
        document_id,
        receipt_id,
        other_receipt_id,
        cast(null as varchar[]) as further_receipt_ids,
        subject,
        sentence_zh,
        sentence_en,
        measured_value,
        compared_value,
        value_unit
    from united

)

select * from final
