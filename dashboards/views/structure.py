"""结构: spending as a tree from class to item, and money as a flow from income to spending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables, tree_charts
from dashboards.page import Context
from dashboards.texts import term
from dashboards.tree_charts import Flow

DEPTH = 3
CLASSES_IN_FLOW = 8
NATURE_COLOURS = {"basic": charts.BLUE, "project": charts.ORANGE}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: year, classification, department years (none: all), the node.

    `rows` are the keys of all department years in view, also where all are; `spent` how many
    of them state their spending.
    """

    year: int
    tree: str
    keys: tuple[str, ...]
    path: tuple[str, ...]
    rows: tuple[str, ...]
    spent: int


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("structure_page_title"), anchor=False)
    every = queries.department_years(context.edition, context.synthetic)
    every = every.filter(pl.col("fiscal_year").is_not_null())
    if every.is_empty():
        st.info(context.say("nothing_selected"))
        return
    choice, rows = _choose(context, every)
    page.caliber_guard(context, rows.filter(pl.col("total_spending_yuan").is_not_null()))
    _tree(context, choice)
    _flow(context, choice)


def _choose(context: Context, every: pl.DataFrame) -> tuple[Choice, pl.DataFrame]:
    spent = every.filter(pl.col("total_spending_yuan").is_not_null())
    counted = (spent if spent.height else every).group_by("fiscal_year").len()
    best = str(counted.sort("len", "fiscal_year", descending=True)["fiscal_year"][0])
    years = every["fiscal_year"].unique().sort(descending=True)
    with st.sidebar:
        named = {str(year): str(year) for year in years}
        year = int(page.one_of(context, page.drop_down, "year", named, "year", best))
        trees = {name: context.say(f"tree_{name}") for name in queries.TREES}
        tree = page.one_of(context, page.segments, "tree", trees, "tree")
        rows = every.filter(pl.col("fiscal_year") == year)
        region = st.selectbox(
            context.say("region"),
            every["region_name"].drop_nulls().unique().sort().to_list(),
            index=None,
            placeholder=context.say("all"),
            key="region",
            bind="query-params",
        )
        chosen = st.multiselect(
            context.say("departments"),
            every["label"].unique().sort().to_list(),
            placeholder=context.say("choose_all"),
            key="department",
            bind="query-params",
        )
    if region:
        rows = rows.filter(pl.col("region_name") == region)
    if chosen:
        rows = rows.filter(pl.col("label").is_in(chosen))
    keys = tuple(rows["department_year_key"]) if region or chosen else ()
    if (region or chosen) and not keys:
        keys = ("-",)
    node = st.query_params.get("node", "")
    path = tuple(code for code in node.split(",") if code)[:DEPTH]
    in_view = tuple(rows["department_year_key"]) or ("-",)
    stating = rows["total_spending_yuan"].count()
    return Choice(year, tree, keys, path, in_view, stating), rows


def _go(path: Sequence[str]) -> None:
    """Go to a node: kept in the address, so that a link shows the same."""
    if path:
        st.query_params["node"] = ",".join(path)
    elif "node" in st.query_params:
        del st.query_params["node"]


# ------------------------------------------------------------------ the tree


def _tree(context: Context, choice: Choice) -> None:
    asked = (choice.tree, choice.year, choice.keys)
    frame = queries.children(context.edition, *asked, choice.path, context.synthetic)
    trail = _trail(context, choice)
    title = context.say("tree_title", year=choice.year, node=trail)
    total = sum(frame["amount_yuan"], Decimal(0))
    page.heading(
        title,
        context.say(
            f"tree_subtitle_{choice.tree}",
            total=formats.yuan(total, context.language),
            count=int(frame["figure_count"].sum()) if frame.height else 0,
            departments=choice.spent,
        ),
    )
    _way_up(context, choice)
    if frame.is_empty():
        st.info(context.say("tree_none"))
        return
    frame = _in_words(context, frame, total)
    positive = frame.filter(pl.col("amount_yuan") > 0)
    if positive.height < frame.height:
        st.caption(context.say("tree_negative", count=frame.height - positive.height))
    if positive.height:
        names = {"name": context.say("name"), "exact": context.say("exact")}
        drawn = positive.rename({"node": "key", "amount_yuan": "value"})
        chart = tree_charts.treemap(drawn, _colours(context, choice, positive), names)
        _opened(context, choice, frame, page.chart(chart, "treemap", title))
    table = page.with_addresses(context, frame)
    columns = {
        "name": st.column_config.TextColumn(
            context.say("name"), width=tables.NAMES, pinned=True
        ),
        "amount_yuan": st.column_config.NumberColumn(
            context.say("amount"), format="accounting"
        ),
        "share": st.column_config.NumberColumn(f"{context.say('share')} (%)", format="%.2f"),
        "verified": st.column_config.NumberColumn(
            f"{context.say('metric_verified')} (%)", format="%.1f"
        ),
        "figure_count": st.column_config.NumberColumn(context.say("figures")),
        "node": st.column_config.TextColumn(context.say("column_code")),
        "address": page.receipt_column(context),
    }
    row = page.selectable(context, table, columns, "tree_table")
    if row is not None:
        _opened(context, choice, frame, [table["node"][row]])
    named = {
        name: str(column["label"]) for name, column in columns.items() if name != "address"
    }
    page.footer(context, list(choice.rows), frame.select(*named).rename(named), "tree")


def _trail(context: Context, choice: Choice) -> str:
    if not choice.path:
        return context.say("tree_whole")
    names = queries.names_of(context.edition, choice.path)
    return formats.plain(
        " › ".join(
            names.get(code) or term("nature", code, context.language) for code in choice.path
        )
    )


def _way_up(context: Context, choice: Choice) -> None:
    if not choice.path:
        return
    with st.container(horizontal=True):
        st.button(context.say("tree_up"), on_click=_go, args=(choice.path[:-1],), key="up")
        if len(choice.path) > 1:
            st.button(context.say("tree_top"), on_click=_go, args=((),), key="top")


def _in_words(context: Context, frame: pl.DataFrame, total: Decimal) -> pl.DataFrame:
    language = context.language
    amounts = frame["amount_yuan"]
    shares = [amount / total if total else None for amount in amounts]
    exact = [
        f"{formats.yuan(amount, language)} ({formats.rate(share, language)})"
        for amount, share in zip(amounts, shares, strict=True)
    ]
    unit = formats.common_unit(amounts, language)
    short = [formats.magnitude(amount, language, unit) for amount in amounts]
    words = [
        term("nature", name, language) if name == node else name
        for name, node in frame.select("name", "node").iter_rows()
    ]
    percents = [None if share is None else float(share * 100) for share in shares]
    return frame.with_columns(
        pl.Series("name", words, dtype=pl.String),
        pl.Series("exact", exact, dtype=pl.String),
        pl.Series("short", short, dtype=pl.String),
        pl.Series("share", percents, dtype=pl.Float64),
        verified=pl.col("verified_share").cast(pl.Float64) * 100,
    )


def _colours(context: Context, choice: Choice, frame: pl.DataFrame) -> dict[str, str]:
    """Return the colour of each node: of its function class, as on every page, or nature."""
    if choice.tree == "economic":
        of_node = choice.path[0] if choice.path else None
        return {
            node: NATURE_COLOURS.get(of_node or node, charts.GREY) for node in frame["node"]
        }
    known = charts.coloured(queries.function_classes(context.edition))
    if not choice.path:
        return {
            node: known.get(name, charts.GREY)
            for node, name in frame.select("node", "name").iter_rows()
        }
    top = queries.names_of(context.edition, choice.path[:1]).get(choice.path[0], "")
    return dict.fromkeys(frame["node"], known.get(top, charts.GREY))


def _opened(
    context: Context, choice: Choice, frame: pl.DataFrame, picked: Sequence[str]
) -> None:
    """Show the ways on from a part: into it, and to the figures that it adds up."""
    for row in frame.filter(pl.col("node").is_in(picked)).iter_rows(named=True):
        path = (*choice.path, row["node"])[:DEPTH]
        if len(choice.path) < DEPTH - 1:
            label = context.say("tree_open", name=formats.plain(row["name"]))
            st.button(label, on_click=_go, args=(path,), type="primary", key=f"go_{path[-1]}")
        lines = queries.figures_in(
            context.edition, choice.tree, choice.year, choice.keys, path, context.synthetic
        )
        page.receipts(
            context,
            f"{row['name']} · {row['exact']}",
            [
                (
                    f"{line['label']} · {formats.yuan(line['amount_yuan'], context.language)}",
                    line["receipt_id"],
                )
                for line in lines.iter_rows(named=True)
            ],
        )


# ------------------------------------------------------------------ the flow


def _flow(context: Context, choice: Choice) -> None:
    frame = queries.money_flows(context.edition, choice.year, choice.keys, context.synthetic)
    unit = formats.common_unit(frame["amount_yuan"], context.language)
    title = context.say("flow_title", year=choice.year)
    count = frame["department_count"].max() if frame.height else 0
    page.heading(title, context.say("flow_subtitle", unit=context.say(unit.key), count=count))
    drawn = frame.filter(pl.col("amount_yuan") > 0)
    if drawn["side"].n_unique() < 2:
        st.info(context.say("flow_none"))
        return
    flows = _flows(context, drawn)
    names = {"name": context.say("name"), "exact": context.say("exact")}
    labels = {
        node: f"{node} {formats.magnitude(amount, context.language, unit)}"
        for node, amount in _node_amounts(flows).items()
    }
    page.still_chart(tree_charts.sankey(flows, labels, names), "sankey", title)
    table = pl.DataFrame(
        {
            context.say("flow_from"): [flow.source for flow in flows],
            context.say("flow_to"): [flow.target for flow in flows],
            context.say("amount"): [flow.amount for flow in flows],
        }
    )
    page.footer(context, list(choice.rows), table, "flow")


def _node_amounts(flows: Sequence[Flow]) -> dict[str, Decimal]:
    out: dict[str, Decimal] = {}
    into: dict[str, Decimal] = {}
    for flow in flows:
        out[flow.source] = out.get(flow.source, Decimal(0)) + flow.amount
        into[flow.target] = into.get(flow.target, Decimal(0)) + flow.amount
    return {
        node: max(out.get(node, Decimal(0)), into.get(node, Decimal(0))) for node in out | into
    }


def _flows(context: Context, frame: pl.DataFrame) -> list[Flow]:
    """Return income by source into one node, out of it by nature, and on by function class.

    What the sides differ by is drawn as what it is: the difference, from or to balances.
    """
    language = context.language
    whole = context.say("flow_whole")
    known = charts.coloured(queries.function_classes(context.edition))
    flows = []
    income = frame.filter(pl.col("side") == "income")
    spending = frame.filter(pl.col("side") == "spending")
    for part, amount in _summed(income, "part"):
        flows.append(
            _one(context, 0, term("source", part, language), whole, amount, charts.GREEN)
        )
    gap = sum(income["amount_yuan"], Decimal(0)) - sum(spending["amount_yuan"], Decimal(0))
    if gap < 0:
        drawn = context.say("flow_drawn")
        flows.append(_one(context, 0, drawn, whole, -gap, charts.GREY))
    for part, amount in _summed(spending, "part"):
        colour = NATURE_COLOURS.get(part, charts.GREY)
        flows.append(_one(context, 1, whole, term("nature", part, language), amount, colour))
    if gap > 0:
        flows.append(_one(context, 1, whole, context.say("flow_kept"), gap, charts.GREY))
    other = context.say("other")
    top = [name for name, _ in _summed(spending, "class_name")[:CLASSES_IN_FLOW]]
    shown = pl.when(pl.col("class_name").is_in(top)).then("class_name").otherwise(pl.lit(other))
    grouped = spending.with_columns(shown=shown).group_by("part", "shown")
    amounts = grouped.agg(pl.col("amount_yuan").sum()).sort("amount_yuan", descending=True)
    for part, name, amount in amounts.iter_rows():
        nature = term("nature", part, language)
        flows.append(_one(context, 2, nature, name, amount, known.get(name, charts.GREY)))
    return flows


def _one(
    context: Context, column: int, source: str, target: str, amount: Decimal, colour: str
) -> Flow:
    return Flow(column, source, target, amount, colour, formats.yuan(amount, context.language))


def _summed(frame: pl.DataFrame, column: str) -> list[tuple[str, Decimal]]:
    known = frame.filter(pl.col(column).is_not_null())
    summed = known.group_by(column).agg(pl.col("amount_yuan").sum())
    return list(summed.sort("amount_yuan", column, descending=[True, False]).iter_rows())


show(page.start())
