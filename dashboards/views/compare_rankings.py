"""Rankings of departments: what compares stands in one, what does not in another."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import streamlit as st

from dashboards import charts, formats, measures, page, queries
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views.compare_rows import Choice

BARS_SHOWN = 30


def metrics(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    """Show how many departments have data and, where all compare, their sum and middle."""
    kind, language = choice.chosen.kind_in(choice.view), context.language
    values = sorted(Decimal(value) for value in shown["value"].drop_nulls())
    items: list[tuple[str, str, str | None]] = [
        (context.say("metric_with_data"), f"{len(values)} / {shown.height}", None)
    ]
    if len(groups(shown, choice)) == 1:
        unit = formats.common_unit(values, language)
        if kind in {"money", "count"} and choice.view in {"amount", "real"}:
            items.append(_total(context, values, shown.height, kind, unit))
        half = len(values) // 2
        figures = {
            "metric_median": (values[half] + values[~half]) / 2,
            "metric_highest": values[-1],
        }
        for key, value in figures.items():
            word = measures.short(kind, value, language, unit)
            items.append((context.say(key), word, measures.exact(kind, value, language)))
    page.metrics(items)


def _total(
    context: Context,
    values: list[Decimal],
    known: int,
    kind: measures.Kind,
    unit: formats.Unit,
) -> tuple[str, str, str]:
    """Return the sum, which says of how many departments it is one."""
    language, count = context.language, len(values)
    total = sum(values, Decimal(0))
    explained = context.say(
        "help_total",
        exact=measures.exact(kind, total, language),
        known=known,
        count=count,
        coverage=formats.rate(Decimal(count) / known, language),
    )
    label = context.say("metric_total", count=count)
    return label, measures.short(kind, total, language, unit), explained


def show(context: Context, shown: pl.DataFrame, choice: Choice) -> None:
    """Draw a ranking of each group that compares, and one line on those without data."""
    apart = groups(shown, choice)
    if len(apart) > 1:
        st.caption(context.say("rankings_apart", count=len(apart)))
    picked = []
    for number, rows in enumerate(apart):
        picked += _ranking(context, rows, choice, number)
    _absent(context, shown)
    st.caption(context.say("receipts_hint"))
    receipts(context, shown, choice, picked)
    table = shown.select(
        pl.col("label").alias(context.say("department")),
        pl.col("value").alias(word(context, choice)),
        *(
            formats.termed(shown[name], prefix, context.language).alias(context.say(prefix))
            for name, prefix in _apart(choice).items()
        ),
        pl.when(pl.col("value").is_null()).then(pl.col("reason")).alias(context.say("no_data")),
    )
    page.footer(context, _keys(shown), table, f"{choice.measure}-{choice.view}")


def _apart(choice: Choice) -> dict[str, str]:
    """Return what keeps departments from one ranking: column → what its words begin with."""
    if choice.measure == "three_public_yuan":
        return {"region_level": "tier", "three_public_fund_basis": "basis"}
    return {"region_level": "tier"}


def groups(shown: pl.DataFrame, choice: Choice) -> list[pl.DataFrame]:
    """Return the rows with a value in groups that compare, the largest group first."""
    present = shown.filter(pl.col("value").is_not_null())
    by_what = list(_apart(choice))
    found = [rows for _, rows in present.group_by(by_what, maintain_order=True)]
    return sorted(found, key=lambda rows: -rows.height)


def word(context: Context, choice: Choice) -> str:
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


def _ranking(context: Context, rows: pl.DataFrame, choice: Choice, number: int) -> list[str]:
    """Draw one ranking and return the keys of what was picked in it."""
    kind, language = choice.chosen.kind_in(choice.view), context.language
    measure = word(context, choice)
    axis, factor = measures.axis(kind, rows["value"], language)
    unit = formats.common_unit(rows["value"], language)
    basis = term("basis", rows["three_public_fund_basis"][0], language)
    page.heading(
        context.say("compare_chart_title", year=choice.year, measure=measure),
        context.say(
            "compare_subtitle",
            measure=measure,
            unit=axis,
            level=term("tier", rows["region_level"][0] or "unknown", language),
            shown=rows.height,
            scope=context.say(f"scope_{choice.chosen.scope}", basis=basis),
        ),
    )
    first = rows.sort("value", descending=True).head(BARS_SHOWN)
    drawn = first.select(
        "key",
        "name",
        value=pl.col("value").cast(pl.Decimal(38, 8)) * factor,
        short=pl.Series([measures.short(kind, one, language, unit) for one in first["value"]]),
        exact=pl.Series([measures.exact(kind, one, language) for one in first["value"]]),
    )
    names = {"name": context.say("department"), "exact": measure}
    chart = charts.ranked_bars(drawn, axis, names)
    key = "ranking" if number == 0 else f"ranking_{number}"
    return page.chart(chart, key, context.say("compare_title"))


def _absent(context: Context, shown: pl.DataFrame) -> None:
    """Say in one line how many departments have no value, and why."""
    absent = shown.filter(pl.col("value").is_null())
    if absent.is_empty():
        return
    reasons = [
        context.say("absent_reason", reason=reason, count=count)
        for reason, count in absent["reason"]
        .value_counts(sort=True)
        .sort("count", "reason", descending=[True, False])
        .iter_rows()
    ]
    listed = context.say("reason_separator").join(reasons)
    st.caption(context.say("absent", count=absent.height, reasons=formats.plain(listed)))


def _keys(shown: pl.DataFrame) -> list[str]:
    """Return the keys of department_years in view; where none is, one that matches none."""
    return shown["department_year_key"].drop_nulls().to_list() or ["-"]


def receipts(context: Context, shown: pl.DataFrame, choice: Choice, picked: list[str]) -> None:
    """Show the lines behind the rows picked: of the figure as printed, in every view."""
    kind, language = choice.chosen.kind, context.language
    measure = term("measure", choice.measure, language)
    for row in shown.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        if row["nominal"] is None:
            st.info(context.say("receipts_none", reason=formats.plain(row["reason"])))
            continue
        lines = queries.lines_behind(context.edition, choice.measure, row["key"])
        amount = measures.exact(kind, row["nominal"], language)
        page.receipts(
            context,
            f"{row['label']} · {choice.year} · {measure} {amount}",
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
