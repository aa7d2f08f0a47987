"""部门对比: departments of one year by one measure, their spending by part, their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl
import streamlit as st

from dashboards import charts, formats, parts, queries
from dashboards.parts import Context
from dashboards.texts import term

BARS_SHOWN = 30
PARTS_SHOWN = 6
NATURES = ("basic", "project", "remitted_upward", "operating", "subsidy_to_affiliates")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of department_years: its kind, its scope in `texts`, who prints it."""

    kind: Literal["money", "rate", "points", "count"]
    scope: str
    documents: tuple[str, ...]


_ACCOUNTS = ("final_accounts",)
_PROJECTS = ("self_evaluation", "evaluation_results", "project_targets")
MEASURES = {
    "total_spending_yuan": Measure("money", "spending", _ACCOUNTS),
    "basic_yuan": Measure("money", "spending", _ACCOUNTS),
    "project_yuan": Measure("money", "spending", _ACCOUNTS),
    "personnel_yuan": Measure("money", "appropriation", _ACCOUNTS),
    "public_yuan": Measure("money", "appropriation", _ACCOUNTS),
    "three_public_yuan": Measure("money", "three_public", _ACCOUNTS),
    "total_revenue_yuan": Measure("money", "spending", _ACCOUNTS),
    "approved_project_yuan": Measure("money", "projects", _PROJECTS),
    "executed_project_yuan": Measure("money", "projects", _PROJECTS),
    "execution_rate": Measure("rate", "projects", _PROJECTS),
    "met_share": Measure("rate", "indicators", ("self_evaluation",)),
    "mean_score": Measure("points", "projects", ("self_evaluation",)),
    "indicator_count": Measure("count", "indicators", _PROJECTS),
    "finding_count": Measure("count", "indicators", ("evaluation_results",)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: the measure, the year, the departments (none: all)."""

    measure: str
    year: int
    labels: tuple[str, ...]


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("compare_title"), anchor=False)
    frame = queries.department_years(context.edition, context.synthetic)
    if frame.is_empty():
        st.info(context.say("nothing_selected"))
        return
    choice = _choose(context, frame)
    rows = _rows(context, frame, choice)
    _metrics(context, rows, choice)
    _ranking(context, rows, choice)
    _structure(context, rows, choice)
    _table(context, rows, choice)


def _choose(context: Context, frame: pl.DataFrame) -> Choice:
    years = sorted(frame["fiscal_year"].drop_nulls().unique(), reverse=True)
    labels = frame["label"].unique().sort().to_list()
    with st.sidebar:
        words = {name: _title(context, name) for name in MEASURES}
        measure = parts.one_of(context, parts.drop_down, "measure", words, "measure")
        named = {str(year): str(year) for year in years}
        best = str(_best_year(frame))
        year = parts.one_of(context, parts.drop_down, "year", named, "year", best)
        chosen = st.multiselect(
            context.say("departments"),
            labels,
            placeholder=context.say("choose_all"),
            key="department",
            bind="query-params",
        )
    return Choice(measure, int(year), tuple(chosen))


def _title(context: Context, measure: str) -> str:
    return term("measure", measure, context.language).capitalize()


def _best_year(frame: pl.DataFrame) -> int:
    """Return the latest year for which accounts are there, else the latest year."""
    spent = frame.filter(pl.col("total_spending_yuan").is_not_null())["fiscal_year"]
    years = spent if len(spent) else frame["fiscal_year"]
    return int(years.max())  # type: ignore[arg-type]


def _rows(context: Context, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Return one row per department chosen: those without the year have nulls and a reason."""
    every = frame.select("label", "department_key").unique("label", maintain_order=True)
    if choice.labels:
        every = every.filter(pl.col("label").is_in(choice.labels))
    year = frame.filter(pl.col("fiscal_year") == choice.year).drop("department_key")
    rows = every.join(year, on="label", how="left", maintain_order="left")
    rows = rows.with_columns(
        value=pl.col(choice.measure),
        key=pl.coalesce("department_year_key", "label"),
    )
    return _reasoned(context, rows, choice)


def _reasoned(context: Context, rows: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Add why the measure may be missing, by the disclosure matrix.

    A count of zero without a document that could name anything is no data, not a zero.
    """
    found = queries.disclosures(context.edition, choice.year, context.synthetic)
    statuses = {
        (key, kind): status
        for key, kind, status in found.select(
            "department_key", "document_kind", "status"
        ).iter_rows()
    }
    measure = MEASURES[choice.measure]
    kinds = measure.documents
    reasons, known = [], []
    for key in rows["department_key"]:
        by_kind = {kind: statuses.get((key, kind), "missing") for kind in kinds}
        kind = next((k for k, status in by_kind.items() if status != "missing"), kinds[0])
        word = term("kind", kind, context.language)
        reasons.append(context.say(f"reason_{by_kind[kind]}", kind=word))
        known.append(measure.kind != "count" or by_kind[kind] != "missing")
    value = pl.when(pl.Series(known, dtype=pl.Boolean) | (pl.col("value") != 0))
    return rows.with_columns(
        value=value.then("value"), reason=pl.Series(reasons, dtype=pl.String)
    )


# ------------------------------------------------------------------ numbers in words


def _short(context: Context, kind: str, value: Decimal | None) -> str:
    language = context.language
    if kind == "money":
        return formats.magnitude(value, language)
    if kind == "rate":
        return formats.rate(value, language)
    return formats.number(None if value is None else round(value, 2), language)


def _exact(context: Context, kind: str, value: Decimal | None) -> str:
    if kind == "money":
        return formats.yuan(value, context.language)
    return _short(context, kind, value)


def _axis(context: Context, kind: str, values: pl.Series) -> tuple[str, Decimal]:
    """Return the axis's unit and what a value is multiplied by to be in it."""
    if kind == "money":
        largest = values.max()
        unit = formats.unit_for(
            largest if isinstance(largest, Decimal) else None, context.language
        )
        return context.say(unit.key), Decimal(1) / unit.yuan
    if kind == "rate":
        return context.say("unit_percent"), Decimal(100)
    return context.say("unit_points" if kind == "points" else "unit_count"), Decimal(1)


# ------------------------------------------------------------------ blocks


def _metrics(context: Context, rows: pl.DataFrame, choice: Choice) -> None:
    kind = MEASURES[choice.measure].kind
    present = rows.filter(pl.col("value").is_not_null())
    values = sorted(Decimal(value) for value in present["value"])
    items: list[tuple[str, str, str | None]] = [
        (context.say("metric_with_data"), f"{present.height} / {rows.height}", None)
    ]
    if values:
        if kind in {"money", "count"}:
            total = sum(values, Decimal(0))
            items.append(
                (
                    context.say("metric_total"),
                    _short(context, kind, total),
                    _exact(context, kind, total),
                )
            )
        half = len(values) // 2
        median = (values[half] + values[~half]) / 2
        for key, value in (("metric_median", median), ("metric_highest", values[-1])):
            exact = _exact(context, kind, value)
            items.append((context.say(key), _short(context, kind, value), exact))
    parts.metrics(items)


def _ranking(context: Context, rows: pl.DataFrame, choice: Choice) -> None:
    measure = MEASURES[choice.measure]
    word = term("measure", choice.measure, context.language)
    unit, factor = _axis(context, measure.kind, rows["value"])
    missing = rows["value"].null_count()
    parts.heading(
        context.say("compare_chart_title", year=choice.year, measure=word),
        context.say(
            "compare_subtitle",
            measure=word,
            unit=unit,
            shown=rows.height - missing,
            missing=missing,
            scope=context.say(f"scope_{measure.scope}"),
        ),
    )
    shown = rows.sort("value", descending=True, nulls_last=True).head(BARS_SHOWN)
    drawn = shown.select(
        "key",
        name=pl.col("label"),
        value=pl.col("value").cast(pl.Decimal(38, 8)) * factor,
        short=_worded(context, shown, measure.kind, exact=False),
        exact=_worded(context, shown, measure.kind, exact=True),
    )
    names = {"name": context.say("department"), "exact": word}
    chart = charts.ranked_bars(drawn, unit, names)
    picked = parts.chart(chart, "ranking", context.say("compare_title"))
    st.caption(context.say("receipts_hint"))
    _receipts(context, rows, choice, picked)
    table = rows.select(
        pl.col("label").alias(context.say("department")),
        pl.col("value").alias(word),
        pl.when(pl.col("value").is_null()).then(pl.col("reason")).alias(context.say("no_data")),
    )
    parts.footer(context, _keys(rows), table, choice.measure)


def _worded(context: Context, rows: pl.DataFrame, kind: str, *, exact: bool) -> pl.Series:
    write = _exact if exact else _short
    words = [
        formats.missing(context.language, reason)
        if value is None
        else write(context, kind, value)
        for value, reason in rows.select("value", "reason").iter_rows()
    ]
    return pl.Series(words, dtype=pl.String)


def _keys(rows: pl.DataFrame) -> list[str]:
    """Return the keys of department_years in view; where none is, one that matches none."""
    return rows["department_year_key"].drop_nulls().to_list() or ["-"]


def _receipts(context: Context, rows: pl.DataFrame, choice: Choice, picked: list[str]) -> None:
    kind = MEASURES[choice.measure].kind
    for row in rows.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        if row["value"] is None:
            st.info(context.say("receipts_none", reason=formats.plain(row["reason"])))
            continue
        lines = queries.lines_behind(context.edition, choice.measure, row["key"])
        word = term("measure", choice.measure, context.language)
        parts.receipts(
            context,
            f"{row['label']} · {choice.year} · {word} {_exact(context, kind, row['value'])}",
            [
                (
                    line["label"]
                    if line["amount"] is None
                    else f"{line['label']} · {_exact(context, kind, line['amount'])}",
                    line["receipt_id"],
                )
                for line in lines.iter_rows(named=True)
            ],
        )


def _structure(context: Context, rows: pl.DataFrame, choice: Choice) -> None:
    frame = queries.spending_structure(context.edition, choice.year, context.synthetic)
    frame = frame.filter(pl.col("department_year_key").is_in(_keys(rows)))
    if frame.is_empty():
        return
    by, as_share = _structure_choices(context)
    word = context.say(f"by_{by}")
    frame, order = _parted(context, frame, by)
    labels = rows.select("department_year_key", "label")
    frame = frame.join(labels, on="department_year_key", maintain_order="left")
    unit, drawn = _structure_values(context, frame, as_share=as_share)
    parts.heading(
        context.say("structure_title", year=choice.year),
        context.say(
            "structure_subtitle",
            by=word,
            unit=unit,
            shown=frame["department_year_key"].n_unique(),
        ),
    )
    names = {"name": context.say("department"), "part": word, "exact": context.say("exact")}
    chart = charts.stacked_bars(drawn, unit, order, names)
    parts.still_chart(
        chart, "structure_chart", context.say("structure_title", year=choice.year)
    )
    table = frame.select(
        pl.col("label").alias(context.say("department")),
        pl.col("part").alias(word),
        pl.col("amount_yuan").alias(context.say("amount")),
    )
    parts.footer(context, _keys(rows), table, f"structure-{by}")


def _structure_choices(context: Context) -> tuple[str, bool]:
    ways = {name: context.say(f"by_{name}") for name in ("function", "nature")}
    views = {name: context.say(f"as_{name}") for name in ("amount", "share")}
    with st.sidebar:
        by = parts.one_of(context, parts.segments, "structure_by", ways, "structure")
        shown_as = parts.one_of(context, parts.segments, "structure_as", views, "as")
    return by, shown_as == "share"


def _parted(
    context: Context, frame: pl.DataFrame, by: str
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return amounts by department and part, small ones as *other*; part → colour in order.

    A function class has its colour by its rank in the whole warehouse: the same on every page.
    """
    other = context.say("other")
    if by == "nature":
        words = {name: term("nature", name, context.language) for name in NATURES}
        part = pl.col("nature").replace_strict(words, default=other, return_dtype=pl.String)
        order = [*words.values()]
    else:
        order = queries.function_classes(context.edition)[:PARTS_SHOWN]
        part = (
            pl.when(pl.col("function").is_in(order)).then("function").otherwise(pl.lit(other))
        )
    parted = (
        frame.with_columns(part=part)
        .group_by("department_year_key", "part", maintain_order=True)
        .agg(pl.col("amount_yuan").sum())
    )
    present = set(parted["part"])
    every = charts.coloured(order) | {other: charts.GREY}
    return parted, {name: colour for name, colour in every.items() if name in present}


def _structure_values(
    context: Context, frame: pl.DataFrame, *, as_share: bool
) -> tuple[str, pl.DataFrame]:
    total = pl.col("amount_yuan").sum().over("department_year_key")
    share = pl.col("amount_yuan").cast(pl.Decimal(38, 8)) / total
    totals = frame.group_by("department_year_key").agg(pl.col("amount_yuan").sum())
    unit, factor = _axis(context, "money", totals["amount_yuan"])
    money = pl.col("amount_yuan").cast(pl.Decimal(38, 8)) * factor
    exact = [
        f"{formats.yuan(amount, context.language)} ({formats.rate(part, context.language)})"
        for amount, part in frame.select("amount_yuan", share=share).iter_rows()
    ]
    drawn = frame.select(
        "part",
        key=pl.col("department_year_key"),
        name=pl.col("label"),
        value=share * 100 if as_share else money,
        exact=pl.Series(exact, dtype=pl.String),
    )
    return (context.say("share_unit") if as_share else unit), drawn


def _table(context: Context, rows: pl.DataFrame, choice: Choice) -> None:
    parts.heading(
        context.say("compare_table_title", year=choice.year),
        context.say("compare_table_subtitle"),
    )
    shown = rows.select(
        "key",
        "label",
        *(
            (pl.col(name) * 100 if measure.kind == "rate" else pl.col(name)).alias(name)
            for name, measure in MEASURES.items()
        ),
    )
    columns = {
        "label": st.column_config.TextColumn(
            context.say("department"), width="medium", pinned=True
        ),
        **{name: _column(context, name) for name in MEASURES},
    }
    row = parts.selectable(context, shown, columns, "compare_table")
    if row is not None:
        _receipts(context, rows, choice, [shown["key"][row]])
    named = {name: str(column["label"]) for name, column in columns.items()}
    parts.download(context, shown.select(*named).rename(named), f"departments-{choice.year}")


def _column(context: Context, name: str) -> Mapping[str, object]:
    label = _title(context, name)
    kind = MEASURES[name].kind
    if kind == "rate":
        label = f"{label} (%)"
    formatted = {"money": "accounting", "rate": "%.2f", "points": "%.1f", "count": "%d"}
    return st.column_config.NumberColumn(label, format=formatted[kind])


show(parts.start())
