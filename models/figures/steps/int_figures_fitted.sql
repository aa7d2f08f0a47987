with

figures as (select * from {{ ref('int_figures_read') }}),

accounts as (select * from {{ ref('stg_accounts') }}),

routes as (select * from {{ ref('stg_account_routes') }}),

kinds as (

    select distinct
        account_id,
        row_key,
        measure,
        phase
    from figures

),

-- Of the routes that fit the most particular ones count.
fitting as (

    select
        kinds.account_id,
        kinds.row_key,
        kinds.measure,
        kinds.phase,
        routes.mart,
        routes.column_name,
        routes.item,
        routes.fund_source,
        routes.rule,
        routes.lines,
        routes.zeros,
        routes.is_once,
        routes.parts
    from kinds
    inner join routes
        on
            kinds.account_id = routes.account_id
            and routes.row_key in ('*', kinds.row_key)
            and routes.measure in ('*', kinds.measure)
            and coalesce(routes.phase, kinds.phase, '') = coalesce(kinds.phase, '')
    qualify dense_rank() over (
        partition by kinds.account_id, kinds.row_key, kinds.measure, kinds.phase
        order by
            case when routes.row_key = '*' then 1 else 0 end,
            case when routes.measure = '*' then 1 else 0 end
    ) = 1

),

routed as (

    select
        figures.receipt_id,
        figures.document_id,
        figures.block_no,
        figures.row_no,
        figures.column_no,
        figures.account_id,
        figures.department_key,
        figures.region_code,
        figures.fiscal_year,
        figures.phase,
        figures.side,
        figures.code,
        figures.row_key,
        figures.measure,
        figures.label_text,
        figures.column_text,
        figures.amount,
        figures.amount_yuan,
        figures.unit_text,
        figures.reading,
        figures.is_leaf,
        figures.is_counted,
        figures.is_current,
        figures.set_aside_reason,
        accounts.scope as account,
        accounts.precedence,
        accounts.stands_beside,
        fitting.mart,
        fitting.column_name,
        fitting.rule,
        fitting.lines,
        fitting.zeros,
        fitting.is_once,
        fitting.parts,
        fitting.column_name = 'quantity' as is_quantity,
        case
            when fitting.item <> 'row' then fitting.item
            when fitting.item = 'row'
                then coalesce(
                    figures.line_code,
                    case
                        when figures.row_key = 'item' then figures.function_class_code
                    end,
                    figures.row_key
                )
        end as item_code,
        coalesce(
            fitting.fund_source,
            case
                when
                    figures.side = 'income'
                    and figures.line_code in {{ fund_sources() }}
                    then figures.line_code
            end,
            figures.fund_source
        ) as fund_source
    from figures
    inner join accounts using (account_id)
    left join fitting
        on
            figures.account_id = fitting.account_id
            and figures.row_key is not distinct from fitting.row_key
            and figures.measure is not distinct from fitting.measure
            and figures.phase is not distinct from fitting.phase

),

final as (

    select
        *,
        {{ scope_of_fact() }} as scope,
        case
            when is_quantity then amount is not null and amount_yuan is null
            else amount_yuan is not null
        end as is_number
    from routed

)

select * from final
