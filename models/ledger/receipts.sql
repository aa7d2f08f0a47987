with

cells_printed as (select * from {{ ref('int_cells_printed') }}),

region_figures as (select * from {{ ref('stg_region_figures') }}),

placed as (select * from {{ ref('int_figures_placed') }}),

reconciliations as (select * from {{ ref('fct_reconciliations') }}),

identity_names as (select * from {{ ref('identity_names') }}),

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

-- Rounding bears out no decimal that the table's other figures do not print.
held as (

    select
        cells_printed.*,
        cast(half_units.half_unit_yuan as decimal(20, 6)) as half_unit_yuan,
        case
            when cells_printed.has_odd_decimals then judged.held_exactly_by
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
        placed.pinned_by
    from cells_printed
    left join half_units using (receipt_id)
    left join judged using (receipt_id)
    left join placed using (receipt_id)

),

final as (

    select
        * exclude (has_odd_decimals, held_by, place_doubt, rivals, pinned_by),
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
