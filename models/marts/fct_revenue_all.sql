with

figures as (

    select * from {{ ref('int_figures_stated') }}

),

-- Funds are appropriations; what goes through the fiscal special account is the fees of
-- institutions, and own funds that are not split are other income.
sourced as (

    select
        *,
        case
            when measure in (
                'superior_subsidy',
                'institutional',
                'operating',
                'affiliate_remittance',
                'other'
            ) then measure
            when measure = 'fiscal_appropriation' or measure in {{ fund_sources() }}
                then 'fiscal_appropriation'
            when measure = 'special_account' then 'institutional'
            when measure = 'own_funds' then 'other'
        end as revenue_source
    from figures
    where account_id in ('revenue_account', 'revenue_by_unit')

),

function_revenue as (

    select
        document_id,
        receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        code as function_code,
        revenue_source,
        column_text as revenue_source_text,
        amount_yuan,
        reading,
        is_current,
        set_aside_reason
    from sourced
    where
        account_id = 'revenue_account'
        and is_leaf
        and is_counted
        and revenue_source is not null

),

-- The units' lowest rows added up, with the receipt of the cell that prints their sum.
unit_revenue as (

    select
        document_id,
        coalesce(
            max(case when row_key = 'total' then receipt_id end), min(receipt_id)
        ) as receipt_id,
        department_key,
        region_code,
        fiscal_year,
        phase,
        cast(null as varchar) as function_code,
        revenue_source,
        column_text as revenue_source_text,
        {{ yuan_where(unit_leaf()) }} as amount_yuan,
        {{ worst_reading('reading') }} as reading,
        is_current,
        set_aside_reason
    from sourced
    where
        account_id = 'revenue_by_unit'
        and is_counted
        and revenue_source is not null
    group by
        document_id,
        block_no,
        department_key,
        region_code,
        fiscal_year,
        phase,
        revenue_source,
        column_text,
        is_current,
        set_aside_reason
    having max(case when {{ unit_leaf() }} then 1 else 0 end) = 1

),

told_by_function as (

    select distinct
        document_id,
        department_key,
        phase
    from function_revenue
    where is_current and set_aside_reason is null

),

revenue as (

    select
        *,
        1 as precedence
    from function_revenue

    union all

    select
        unit_revenue.*,
        2 as precedence
    from unit_revenue
    left join told_by_function
        on
            unit_revenue.document_id = told_by_function.document_id
            and coalesce(unit_revenue.department_key, '')
            = coalesce(told_by_function.department_key, '')
            and unit_revenue.phase = told_by_function.phase
    where told_by_function.document_id is null

),

{{ with_choice(
    'revenue',
    scope=['phase'],
    line=['function_code', 'revenue_source'],
    kind=kind_of_phase(),
    has_precedence=true
) }}
