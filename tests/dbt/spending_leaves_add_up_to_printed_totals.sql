-- Leaves of a spending table = its printed total by nature, to the rounding of each.
-- A total that its publisher misprints is broken in the ledger and no error here.
with

figures as (

    select * from {{ ref('int_figures') }}

),

spending as (

    select * from {{ ref('fct_spending') }}

),

broken as (

    select distinct document_id
    from {{ ref('fct_reconciliations') }}
    where form_id = 'spending_account' and status in ('broken', 'insufficient')

),

printed as (

    select
        document_id,
        measure,
        sum(amount_yuan) as total_yuan,
        max(half_unit) as half_unit
    from figures
    where
        form_id = 'spending_account'
        and phase = 'executed'
        and row_key = 'total'
        and measure in {{ spending_natures() }}
    group by document_id, measure

),

added as (

    select
        document_id,
        spending_nature,
        sum(amount_yuan) as total_yuan,
        count(*) as leaf_count
    from spending
    group by document_id, spending_nature

),

compared as (

    select
        printed.document_id,
        printed.measure,
        printed.total_yuan as printed_yuan,
        coalesce(added.total_yuan, 0) as added_yuan,
        printed.half_unit * (coalesce(added.leaf_count, 0) + 1) as tolerance_yuan
    from printed
    left join added
        on
            printed.document_id = added.document_id
            and printed.measure = added.spending_nature
    left join broken
        on printed.document_id = broken.document_id
    where broken.document_id is null

)

select * from compared
where abs(printed_yuan - added_yuan) > tolerance_yuan
