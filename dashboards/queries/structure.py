"""Spending as a tree and as a flow: classes, sections and items; income to spending."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dashboards.queries.edition import Edition, fetch

TREES = ("function", "economic")

# Leaves of a tree, with the codes of their three levels: function class, section and item; or
# nature, economic class and item. One document speaks for a department's year.
_LEAVES = """
    with leaves as (
        select
            facts.department_year_key,
            facts.receipt_id,
            facts.amount_yuan,
            facts.is_proven,
            case $tree when 'function' then left(facts.code, 3) else facts.item_code end as l1,
            case $tree when 'function' then left(facts.code, 5) else left(facts.code, 3) end
                as l2,
            facts.code as l3
        from marts.stated_facts as facts
        where
            facts.fact_name = case $tree when 'function' then 'spending' else 'economic' end
            and facts.phase = 'executed'
            and facts.is_chosen
            and facts.is_main
            and facts.fiscal_year = $year
            and facts.code is not null
            and facts.amount_yuan is not null
            and facts.is_synthetic = $synthetic
            and (len($keys::varchar[]) = 0
                or list_contains($keys::varchar[], facts.department_year_key))
    ),

    inside as (
        select *, case len($path::varchar[]) when 0 then l1 when 1 then l2 else l3 end as node
        from leaves
        where
            (len($path::varchar[]) < 1 or l1 = $path[1])
            and (len($path::varchar[]) < 2 or l2 = $path[2])
            and (len($path::varchar[]) < 3 or l3 = $path[3])
    )
"""


def children(
    of: Edition, tree: str, year: int, keys: Sequence[str], path: Sequence[str], synthetic: bool
) -> pl.DataFrame:
    """Return the parts below `path` (codes from the top) of some departments' spending.

    `keys` of department_years; none stands for all. Columns: node, name, amount_yuan,
    verified_share, figure_count, and receipt_id where one figure says it.
    """
    return fetch(
        of,
        _CHILDREN,
        tree=tree,
        year=year,
        keys=list(keys),
        path=list(path),
        synthetic=synthetic,
    )


_CHILDREN = (
    _LEAVES
    + """
    select
        inside.node,
        coalesce(any_value(functions.function_name), any_value(economic.economic_name),
            inside.node) as name,
        sum(inside.amount_yuan)::decimal(20, 2) as amount_yuan,
        (
            sum(abs(inside.amount_yuan)) filter (where inside.is_proven)
            / nullif(sum(abs(inside.amount_yuan)), 0)
        )::decimal(18, 6) as verified_share,
        count(*) as figure_count,
        case when count(*) = 1 then any_value(inside.receipt_id) end as receipt_id
    from inside
    left join marts.dim_functions as functions
        on inside.node = functions.function_code and $tree = 'function'
    left join marts.dim_economic_classes as economic
        on inside.node = economic.economic_code and $tree = 'economic'
    group by inside.node
    order by amount_yuan desc, inside.node
"""
)


def figures_in(
    of: Edition, tree: str, year: int, keys: Sequence[str], path: Sequence[str], synthetic: bool
) -> pl.DataFrame:
    """Return the printed figures below `path`, largest first.

    Columns: label, amount_yuan, receipt_id.
    """
    return fetch(
        of,
        _FIGURES_IN,
        tree=tree,
        year=year,
        keys=list(keys),
        path=list(path),
        synthetic=synthetic,
    )


_FIGURES_IN = (
    _LEAVES
    + """
    select
        concat_ws(
            ' · ', departments.department_name,
            coalesce(functions.function_name, economic.economic_name, inside.l3)
        ) as label,
        inside.amount_yuan,
        inside.receipt_id
    from inside
    left join marts.department_years as departments
        on inside.department_year_key = departments.department_year_key
    left join marts.dim_functions as functions
        on inside.l3 = functions.function_code and $tree = 'function'
    left join marts.dim_economic_classes as economic
        on inside.l3 = economic.economic_code and $tree = 'economic'
    order by abs(inside.amount_yuan) desc, inside.receipt_id
"""
)


def names_of(of: Edition, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of function and economic codes."""
    return dict(fetch(of, _NAMES, codes=list(codes)).iter_rows())


_NAMES = """
    select function_code, function_name from marts.dim_functions
    where list_contains($codes::varchar[], function_code)
    union all
    select economic_code, economic_name from marts.dim_economic_classes
    where
        list_contains($codes::varchar[], economic_code)
        and not exists (
            select 1 from marts.dim_functions where function_code = economic_code
        )
"""


def money_flows(of: Edition, year: int, keys: Sequence[str], synthetic: bool) -> pl.DataFrame:
    """Return income by source, and spending by nature and function class, of departments.

    Only department years that print both count, so that both sides tell of the same bodies.
    Columns: side (`income`, `spending`), part, class_name (null for income), amount_yuan.
    """
    return fetch(of, _FLOWS, year=year, keys=list(keys), synthetic=synthetic)


_FLOWS = """
    with facts as (
        select * from marts.stated_facts
        where
            fact_name in ('spending', 'revenue')
            and phase = 'executed'
            and is_chosen
            and fiscal_year = $year
            and is_synthetic = $synthetic
            and (len($keys::varchar[]) = 0
                or list_contains($keys::varchar[], department_year_key))
        qualify count(distinct fact_name) over (partition by department_year_key) = 2
    )

    select
        if(facts.fact_name = 'revenue', 'income', 'spending') as side,
        facts.item_code as part,
        if(facts.fact_name = 'revenue', null, functions.class_name) as class_name,
        sum(facts.amount_yuan)::decimal(20, 2) as amount_yuan,
        count(distinct facts.department_year_key) as department_count
    from facts
    left join marts.dim_functions as functions on facts.code = functions.function_code
    group by all
    having sum(facts.amount_yuan) <> 0
    order by side, amount_yuan desc, part, class_name
"""
