{#- What becomes of each figure: the fact that it is, by the routes of its account, or
    the rule by which it is none. Some are two facts: an asset printed with one value
    stands in both columns. -#}

with

figures as (select * from {{ ref('int_figures_fitted') }}),

routes as (select * from {{ ref('stg_account_routes') }}),

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
    from figures
    where is_counted

),

counted_items as (

    select distinct
        document_id,
        block_no,
        row_key,
        mart,
        coalesce(fund_source, '') as fund
    from figures
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
        figures.*,
        case
            when figures.mart is null then coalesce(figures.rule, 'no_route')
            when figures.lines = 'leaves' and figures.code is null then 'total_line'
            when figures.lines = 'leaves' and not figures.is_leaf then 'sum_of_codes'
            when figures.lines = 'items' and figures.code is null then 'code_unknown'
            when not figures.is_number then 'no_number'
            when
                not case figures.zeros
                    when 'kept' then true
                    when 'row' then counted_rows.document_id is not null
                    when 'item' then counted_items.document_id is not null
                    else
                        figures.is_counted
                        or (figures.is_quantity and figures.amount <> 0)
                end
                then 'zero'
            when figures.parts is not null and figures.amount_yuan = 0 then 'zero'
            when split_rows.row_key is not null then 'sum_of_rows'
        end as row_rule
    from figures
    left join split_rows using (document_id, block_no, measure, row_key)
    left join counted_rows
        on
            figures.zeros = 'row'
            and figures.document_id = counted_rows.document_id
            and figures.block_no = counted_rows.block_no
            and figures.row_no = counted_rows.row_no
            and figures.row_key = counted_rows.row_key
            and figures.mart = counted_rows.mart
            and figures.is_current = counted_rows.is_current
            and coalesce(figures.set_aside_reason, '') = counted_rows.reason
    left join counted_items
        on
            figures.zeros = 'item'
            and figures.document_id = counted_items.document_id
            and figures.block_no = counted_items.block_no
            and figures.row_key = counted_items.row_key
            and figures.mart = counted_items.mart
            and coalesce(figures.fund_source, '') = counted_items.fund

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

select * from final  -- noqa: AM04
