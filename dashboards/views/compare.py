"""部门对比: departments of one year by one measure, their spending by part, their figures."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl
import streamlit as st

from dashboards import charts, formats, measures, parts, queries
from dashboards.measures import MEASURES
from dashboards.parts import Context
from dashboards.texts import term
from dashboards.views import compare_peers, compare_structure
from dashboards.views.compare_rows import Choice, rows

BARS_SHOWN = 30


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
    _guard(context, shown, choice)
    _metrics(context, shown, choice)
    compare_peers.show(context, frame, choice)
    _ranking(context, shown, choice)
    compare_structure.show(context, shown, choice.year)
    _table(context, shown, choice)


def _choose(context: Context, frame: pl.DataFrame) -> Choice:
    years = sorted(frame["fiscal_year"].drop_nulls().unique(), reverse=True)
    with st.sidebar:
        words = {name: _title(context, name) for name in MEASURES}
        measure = parts.one_of(context, parts.drop_down, "measure", words, "measure")
        views = {name: context.say(f"view_{name}") for name in MEASURES[measure].views}
        view = "amount"
        if len(views) > 1:
            view = parts.one_of(context, parts.drop_down, "view", views, "view")
        named = {str(year): str(year) for year in years}
        best = str(_best_year(frame))
        year = parts.one_of(context, parts.drop_down, "year", named, "year", best)
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


def _guard(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    """Warn where the values in view are of different calibers or fund bases."""
    present = shown.filter(pl.col("value").is_not_null())
    if choice.chosen.documents == measures.ACCOUNTS:
        parts.caliber_guard(context, present)
    bases = present["three_public_fund_basis"].n_unique()
    if choice.measure == "three_public_yuan" and bases > 1:
        st.warning(context.say("basis_mixed"), icon=":material/balance:")


# ------------------------------------------------------------------ numbers in words


def _word(context: Context, choice: Choice) -> str:
    """Return what is compared: the measure, as viewed."""
    word = term("measure", choice.measure, context.language)
    if choice.view == "amount":
        return word
    if choice.view == "share":
        whole = context.say(f"whole_{choice.chosen.share}")
        return context.say("measure_share", measure=word, whole=whole)
    if choice.view == "per_head":
        return context.say("measure_per_head", measure=word)
    return context.say("measure_real", measure=word, base=choice.base_year or "—")


def _worded(
    context: Context, shown: pl.DataFrame, kind: measures.Kind, *, exact: bool
) -> pl.Series:
    write = measures.exact if exact else measures.short
    words = [
        formats.missing(context.language, reason)
        if value is None
        else write(kind, value, context.language)
        for value, reason in shown.select("value", "reason").iter_rows()
    ]
    return pl.Series(words, dtype=pl.String)


# ------------------------------------------------------------------ blocks


def _metrics(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    kind, language = choice.chosen.kind_in(choice.view), context.language
    values = sorted(Decimal(value) for value in shown["value"].drop_nulls())
    items: list[tuple[str, str, str | None]] = [
        (context.say("metric_with_data"), f"{len(values)} / {shown.height}", None)
    ]
    figures = []
    if kind in {"money", "count"} and choice.view in {"amount", "real"} and values:
        figures.append(("metric_total", sum(values, Decimal(0))))
    if values:
        half = len(values) // 2
        figures.append(("metric_median", (values[half] + values[~half]) / 2))
        figures.append(("metric_highest", values[-1]))
    for key, value in figures:
        words = measures.short(kind, value, language), measures.exact(kind, value, language)
        items.append((context.say(key), *words))
    parts.metrics(items)


def _ranking(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    measure, word = choice.chosen, _word(context, choice)
    kind = measure.kind_in(choice.view)
    unit, factor = measures.axis(kind, shown["value"], context.language)
    missing = shown["value"].null_count()
    parts.heading(
        context.say("compare_chart_title", year=choice.year, measure=word),
        context.say(
            "compare_subtitle",
            measure=word,
            unit=unit,
            shown=shown.height - missing,
            missing=missing,
            scope=context.say(f"scope_{measure.scope}"),
        ),
    )
    first = shown.sort("value", descending=True, nulls_last=True).head(BARS_SHOWN)
    drawn = first.select(
        "key",
        name=pl.col("label"),
        value=pl.col("value").cast(pl.Decimal(38, 8)) * factor,
        short=_worded(context, first, kind, exact=False),
        exact=_worded(context, first, kind, exact=True),
    )
    names = {"name": context.say("department"), "exact": word}
    chart = charts.ranked_bars(drawn, unit, names)
    picked = parts.chart(chart, "ranking", context.say("compare_title"))
    st.caption(context.say("receipts_hint"))
    _receipts(context, shown, choice, picked)
    table = shown.select(
        pl.col("label").alias(context.say("department")),
        pl.col("value").alias(word),
        pl.when(pl.col("value").is_null()).then(pl.col("reason")).alias(context.say("no_data")),
    )
    parts.footer(context, _keys(shown), table, f"{choice.measure}-{choice.view}")


def _keys(shown: pl.DataFrame) -> list[str]:
    """Return the keys of department_years in view; where none is, one that matches none."""
    return shown["department_year_key"].drop_nulls().to_list() or ["-"]


def _receipts(context: Context, shown: pl.DataFrame, choice: Choice, picked: list[str]) -> None:
    """Show the lines behind the rows picked: of the figure as printed, in every view."""
    kind, language = choice.chosen.kind, context.language
    word = term("measure", choice.measure, language)
    for row in shown.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        if row["nominal"] is None:
            st.info(context.say("receipts_none", reason=formats.plain(row["reason"])))
            continue
        lines = queries.lines_behind(context.edition, choice.measure, row["key"])
        amount = measures.exact(kind, row["nominal"], language)
        parts.receipts(
            context,
            f"{row['label']} · {choice.year} · {word} {amount}",
            [
                (
                    line["label"]
                    if line["amount"] is None
                    else f"{line['label']} · {measures.exact(kind, line['amount'], language)}",
                    line["receipt_id"],
                )
                for line in lines.iter_rows(named=True)
            ],
        )


def _table(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    parts.heading(
        context.say("compare_table_title", year=choice.year),
        context.say("compare_table_subtitle"),
    )
    table = shown.select(
        "key",
        "label",
        pl.col("caliber")
        .map_elements(
            lambda caliber: term("caliber", caliber, context.language), return_dtype=pl.String
        )
        .alias("caliber"),
        *(
            (pl.col(name) * 100 if measure.kind == "rate" else pl.col(name)).alias(name)
            for name, measure in MEASURES.items()
        ),
    )
    text = st.column_config.TextColumn
    columns = {
        "label": text(context.say("department"), width="medium", pinned=True),
        **{name: _column(context, name) for name in MEASURES},
        "caliber": text(context.say("caliber"), width="small"),
    }
    row = parts.selectable(context, table, columns, "compare_table")
    if row is not None:
        _receipts(context, shown, choice, [table["key"][row]])
    named = {name: str(column["label"]) for name, column in columns.items()}
    parts.download(context, table.select(*named).rename(named), f"departments-{choice.year}")


def _column(context: Context, name: str) -> Mapping[str, object]:
    label = _title(context, name)
    kind = MEASURES[name].kind
    if kind == "rate":
        label = f"{label} (%)"
    formatted = {"money": "accounting", "rate": "%.2f", "points": "%.1f", "count": "%d"}
    return st.column_config.NumberColumn(label, format=formatted[kind])


show(parts.start())
