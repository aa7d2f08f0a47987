{#- What becomes of each figure: the fact that it is, by the routes of its account, or
    the rule by which it is none. Some are two facts: an asset printed with one value
    stands in both columns. -#}

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

numbered as (

    select
        *,
        {{ scope_of_fact() }} as scope,
        case
            when is_quantity then amount is not null and amount_yuan is null
            else amount_yuan is not null
        end as is_number
    from routed

),

-- Rows, and items of a table, of which a figure is not zero.
counted_rows as (

    select distinct
        document_id,
        block_no,
        row_no,
        row_key,
        mart,
        is_current,
        coalesce(set_aside_reason, '') as reason
    from routed
    where is_counted

),

counted_items as (

    select distinct
        document_id,
        block_no,
        row_key,
        mart,
        coalesce(fund_source, '') as fund
    from routed
    where is_counted

),

parts as (

    select distinct
        account_id,
        row_key,
        {{ each_item("string_split(parts, ',')") }} as part_key
    from routes
    where parts is not null

),

-- Rows that their table splits are the sums of their parts.
split_rows as (

    select distinct
        figures.document_id,
        figures.block_no,
        figures.measure,
        parts.row_key
    from figures
    inner join parts
        on
            figures.account_id = parts.account_id
            and figures.row_key = parts.part_key
    where figures.set_aside_reason is null and figures.amount_yuan <> 0

),

ruled as (

    select
        numbered.*,
        case
            when numbered.mart is null then coalesce(numbered.rule, 'no_route')
            when numbered.lines = 'leaves' and numbered.code is null then 'total_line'
            when numbered.lines = 'leaves' and not numbered.is_leaf then 'sum_of_codes'
            when numbered.lines = 'items' and numbered.code is null then 'code_unknown'
            when not numbered.is_number then 'no_number'
            when
                not case numbered.zeros
                    when 'kept' then true
                    when 'row' then counted_rows.document_id is not null
                    when 'item' then counted_items.document_id is not null
                    else
                        numbered.is_counted
                        or (numbered.is_quantity and numbered.amount <> 0)
                end
                then 'zero'
            when numbered.parts is not null and numbered.amount_yuan = 0 then 'zero'
            when split_rows.row_key is not null then 'sum_of_rows'
        end as row_rule
    from numbered
    left join counted_rows
        on
            numbered.zeros = 'row'
            and numbered.document_id = counted_rows.document_id
            and numbered.block_no = counted_rows.block_no
            and numbered.row_no = counted_rows.row_no
            and numbered.row_key = counted_rows.row_key
            and numbered.mart = counted_rows.mart
            and numbered.is_current = counted_rows.is_current
            and coalesce(numbered.set_aside_reason, '') = counted_rows.reason
    left join counted_items
        on
            numbered.zeros = 'item'
            and numbered.document_id = counted_items.document_id
            and numbered.block_no = counted_items.block_no
            and numbered.row_key = counted_items.row_key
            and numbered.mart = counted_items.mart
            and coalesce(numbered.fund_source, '') = counted_items.fund
    left join split_rows
        on
            numbered.document_id = split_rows.document_id
            and numbered.block_no = split_rows.block_no
            and numbered.measure = split_rows.measure
            and numbered.row_key = split_rows.row_key

),

-- What a document tells of a mart and scope, and by which of its accounts first.
told as (

    select
        document_id,
        department_key,
        mart,
        phase,
        scope,
        min(precedence) as precedence
    from ruled
    where row_rule is null and is_current and set_aside_reason is null
    group by document_id, department_key, mart, phase, scope

),

-- Of what counts once however often it is printed, which printing is which.
once_marts as (

    select distinct mart from routes
    where is_once

),

printings as (

    select
        ruled.receipt_id,
        ruled.mart,
        ruled.column_name,
        row_number() over (
            partition by
                ruled.document_id, ruled.mart, ruled.item_code, ruled.phase,
                ruled.is_quantity, ruled.is_current, ruled.set_aside_reason
            order by ruled.block_no, ruled.row_no, ruled.column_no
        ) as printing_order
    from ruled
    inner join once_marts using (mart)
    where ruled.row_rule is null

),

compared as (

    select
        ruled.*,
        coalesce(told.precedence < ruled.precedence, false)
        and not ruled.stands_beside as is_told_already,
        printings.printing_order
    from ruled
    left join printings using (receipt_id, mart, column_name)
    left join told
        on
            ruled.document_id = told.document_id
            and ruled.mart = told.mart
            and ruled.department_key is not distinct from told.department_key
            and ruled.phase is not distinct from told.phase
            and ruled.scope is not distinct from told.scope

),

final as (

    select
        * exclude (
            rule,
            row_rule,
            zeros,
            parts,
            is_number,
            is_told_already,
            printing_order
        ),
        case
            when row_rule is not null then row_rule
            when is_told_already then 'told_by_other_table'
            when is_once and printing_order > 1 then 'printed_again'
            else 'fact'
        end as fate
    from compared

)

select * from final
