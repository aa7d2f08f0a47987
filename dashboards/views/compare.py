"""部门对比: departments of one year by one measure, their spending by part, their figures."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboards import formats, measures, page, queries, tables
from dashboards.measures import MEASURES
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views import compare_peers, compare_rankings, compare_structure
from dashboards.views.compare_rows import Choice, rows

# Columns of closed lists in the table, and what their words begin with.
TERMS = {
    "caliber": "caliber",
    "region_level": "tier",
    "three_public_fund_basis": "basis",
}


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("compare_title"), anchor=False)
    frame = queries.department_years(context.edition, context.synthetic)
    if frame.is_empty():
        st.info(context.say("nothing_selected"))
        return
    choice = _choose(context, frame)
    shown = rows(context, frame, choice)
    if shown.is_empty():
        st.info(context.say("nothing_selected"))
        return
    shown = _guarded(context, shown, choice)
    compare_rankings.metrics(context, shown, choice)
    compare_peers.show(context, frame, choice)
    compare_rankings.show(context, shown, choice)
    compare_structure.show(context, shown, choice.year)
    _table(context, shown, choice)


def _choose(context: Context, frame: pl.DataFrame) -> Choice:
    years = sorted(frame["fiscal_year"].drop_nulls().unique(), reverse=True)
    with st.sidebar:
        words = {name: _title(context, name) for name in MEASURES}
        measure = page.one_of(context, page.drop_down, "measure", words, "measure")
        views = {name: context.say(f"view_{name}") for name in MEASURES[measure].views}
        view = "amount"
        if len(views) > 1:
            view = page.one_of(context, page.drop_down, "view", views, "view")
        named = {str(year): str(year) for year in years}
        best = str(_best_year(frame))
        year = page.one_of(context, page.drop_down, "year", named, "year", best)
        chosen = st.multiselect(
            context.say("departments"),
            frame["label"].unique().sort().to_list(),
            placeholder=context.say("choose_all"),
            key="department",
            bind="query-params",
        )
        with st.expander(context.say("more_filters")):
            region = _filter(context, frame, "region")
            sector = _filter(context, frame, "sector")
    prices = queries.price_factors(context.edition) if view == "real" else None
    base_year = None if prices is None else prices[0]
    return Choice(measure, int(year), view, tuple(chosen), region, sector, base_year)


def _filter(context: Context, frame: pl.DataFrame, name: str) -> str | None:
    """Ask for one value of the column `<name>_name`; None stands for all."""
    chosen: str | None = st.selectbox(
        context.say(name),
        frame[f"{name}_name"].drop_nulls().unique().sort().to_list(),
        index=None,
        placeholder=context.say("all"),
        key=name,
        bind="query-params",
    )
    return chosen


def _title(context: Context, measure: str) -> str:
    return term("measure", measure, context.language).capitalize()


def _best_year(frame: pl.DataFrame) -> int:
    """Return the latest year for which accounts are there, else the latest year."""
    spent = frame.filter(pl.col("total_spending_yuan").is_not_null())["fiscal_year"]
    years = spent if len(spent) else frame["fiscal_year"]
    return int(years.max())  # type: ignore[arg-type]


def _guarded(context: Context, shown: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Warn where the values in view are of different calibers; add `name`, which says it."""
    if choice.chosen.documents != measures.ACCOUNTS:
        return shown.with_columns(name="label")
    present = shown.filter(pl.col("value").is_not_null())
    page.caliber_guard(context, present)
    names = present.select("key", page.marked_names(context, present))
    return shown.join(names, on="key", how="left", maintain_order="left").with_columns(
        pl.coalesce("name", "label").alias("name")
    )


def _table(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    page.heading(
        context.say("compare_table_title", year=choice.year),
        context.say("compare_table_subtitle"),
    )
    table = shown.select(
        "key",
        "label",
        *(
            formats.termed(shown[name], prefix, context.language)
            for name, prefix in TERMS.items()
        ),
        *(
            (pl.col(name) * 100 if measure.kind == "rate" else pl.col(name)).alias(name)
            for name, measure in MEASURES.items()
        ),
    )
    text = st.column_config.TextColumn
    columns = {
        "label": text(context.say("department"), width=tables.NAMES, pinned=True),
        **{name: _column(context, name) for name in MEASURES},
        **{name: text(context.say(prefix), width="small") for name, prefix in TERMS.items()},
    }
    row = page.selectable(context, table, columns, "compare_table")
    if row is not None:
        compare_rankings.receipts(context, shown, choice, [table["key"][row]])
    named = {name: str(column["label"]) for name, column in columns.items()}
    page.download(context, table.select(*named).rename(named), f"departments-{choice.year}")


def _column(context: Context, name: str) -> Mapping[str, object]:
    label = _title(context, name)
    kind = MEASURES[name].kind
    if kind == "rate":
        label = f"{label} (%)"
    formatted = {"money": "accounting", "rate": "%.2f", "points": "%.1f", "count": "%d"}
    return st.column_config.NumberColumn(label, format=formatted[kind])


show(page.start())
