"""趋势: departments, regions and functions over the years, breaks drawn, nominal and real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import formats, line_charts, page, queries
from dashboards.page import Context
from dashboards.queries import Edition
from dashboards.texts import term

_ALL = (
    "total_spending_yuan",
    "total_revenue_yuan",
    "basic_yuan",
    "project_yuan",
    "personnel_yuan",
    "public_yuan",
    "three_public_yuan",
)
MEASURES = {"departments": _ALL, "regions": _ALL, "functions": (_ALL[0], *_ALL[2:4])}
SOURCES: dict[str, Callable[[Edition, bool], pl.DataFrame]] = {
    "departments": queries.department_trends,
    "regions": queries.region_trends,
    "functions": queries.function_trends,
}
LINES_AT_FIRST = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: whose lines, which measure, how shown, at which prices."""

    of: str
    measure: str
    shown_as: str
    base_year: int | None
    factors: dict[int, Decimal]


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("trends_title"), anchor=False)
    choice = _choose(context)
    frame = SOURCES[choice.of](context.edition, context.synthetic)
    frame = frame.filter(pl.col(choice.measure).is_not_null())
    if frame.is_empty():
        st.info(context.say("nothing_selected"))
        return
    points = _points(context, frame, choice)
    chosen = _lines(context, points)
    points = points.filter(pl.col("name").is_in(chosen))
    if choice.of == "departments":
        lines = points["line"].unique().to_list()
        page.caliber_guard(context, frame.filter(pl.col("line_key").is_in(lines)))
    _chart(context, points, choice)


def _choose(context: Context) -> Choice:
    with st.sidebar:
        who = {name: context.say(f"of_{name}") for name in SOURCES}
        of = page.one_of(context, page.segments, "trends_of", who, "follow")
        words = {
            name: term("measure", name, context.language).capitalize() for name in MEASURES[of]
        }
        measure = page.one_of(context, page.drop_down, "measure", words, "measure")
        ways = {name: context.say(f"trend_{name}") for name in ("amount", "change")}
        shown_as = page.one_of(context, page.segments, "trends_as", ways, "as")
        found = queries.price_factors(context.edition)
        if found is None:
            st.caption(context.say("prices_none"))
            return Choice(of, measure, shown_as, None, {})
        kinds = {name: context.say(f"price_{name}") for name in ("nominal", "real")}
        if page.one_of(context, page.segments, "prices", kinds, "prices") == "real":
            return Choice(of, measure, shown_as, *found)
    return Choice(of, measure, shown_as, None, {})


def _points(context: Context, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Return one row per line and year: nominal, value (at the prices chosen), change, segment.

    Several bodies of one line are added up. In real terms a year without a price level is left
    out: it has no value, not a nominal one.
    """
    rows: list[dict[str, Any]] = []
    for (line, year), bodies in frame.group_by("line_key", "fiscal_year", maintain_order=True):
        nominal = sum(bodies[choice.measure], Decimal(0))
        factor = choice.factors.get(int(str(year))) if choice.base_year else Decimal(1)
        comparable = bool(bodies["is_comparable"].all())
        before = rows[-1] if rows and rows[-1]["line"] == line else None
        follows = before is not None and int(str(year)) == before["year"] + 1
        value = None if factor is None else nominal * factor
        joined = before is not None and follows and comparable
        change = None
        if before is not None and joined and value is not None and before["value"]:
            change = value / before["value"] - 1
        rows.append(
            {
                "line": line,
                "name": bodies["line_name"][0],
                "year": int(str(year)),
                "keys": bodies["department_year_key"].to_list(),
                "nominal": nominal,
                "value": value,
                "change": change,
                "segment": before["segment"] + (not joined) if before else 0,
                "departments": None if choice.of == "departments" else _summed(context, bodies),
                "note": _break(context, bodies["break_reason"].to_list(), before, joined),
            }
        )
    return _distinct_names(pl.DataFrame(rows, infer_schema_length=None))


def _summed(context: Context, bodies: pl.DataFrame) -> str:
    """Return of how many known departments a region's or function's year is the sum."""
    counts = bodies.row(0, named=True)
    return context.say(
        "summed",
        count=counts["spending_department_count"],
        known=counts["known_department_count"],
    )


def _break(
    context: Context, reasons: list[str | None], before: dict[str, Any] | None, joined: bool
) -> str:
    reason = next((reason for reason in reasons if reason), None)
    if reason is None:
        reason = "none" if joined else ("year_missing" if before else "first_year")
    return term("break", reason, context.language)


def _distinct_names(points: pl.DataFrame) -> pl.DataFrame:
    """Number lines that share a name."""
    lines = points.select("line", "name").unique("line", maintain_order=True)
    lines = lines.with_columns(number=pl.col("line").cum_count().over("name"))
    lines = lines.select(
        "line",
        shown=pl.when(pl.col("number") > 1)
        .then(pl.format("{} ({})", "name", "number"))
        .otherwise("name"),
    )
    joined = points.join(lines, on="line", how="left", maintain_order="left")
    return joined.with_columns(name="shown").drop("shown")


def _lines(context: Context, points: pl.DataFrame) -> list[str]:
    """Return the lines to draw: those chosen, else those longest and largest at the end."""
    with st.sidebar:
        chosen = st.multiselect(
            context.say("trends_lines"),
            points["name"].unique().sort().to_list(),
            placeholder=context.say("all"),
            help=context.say("trends_lines_help", count=line_charts.LINES_SHOWN),
            key="line",
            bind="query-params",
        )
    if chosen:
        if len(chosen) > line_charts.LINES_SHOWN:
            words = {"chosen": len(chosen), "count": line_charts.LINES_SHOWN}
            st.warning(context.say("trends_too_many", **words))
        return [str(name) for name in chosen]
    ranked = points.group_by("name", maintain_order=True).agg(
        pl.len().alias("years"), pl.col("nominal").last()
    )
    ranked = ranked.sort("years", "nominal", descending=True)
    return ranked["name"].head(LINES_AT_FIRST).to_list()


def _chart(context: Context, points: pl.DataFrame, choice: Choice) -> None:
    word = term("measure", choice.measure, context.language)
    prices = (
        context.say("prices_real_words", year=choice.base_year)
        if choice.base_year
        else context.say("prices_nominal_words")
    )
    unit, drawn = _drawn(context, points, choice)
    is_sum = choice.of != "departments"
    title = context.say(
        "trends_sums_title" if is_sum else "trends_chart_title",
        first=points["year"].min(),
        last=points["year"].max(),
        measure=word,
    )
    page.heading(
        title,
        context.say(
            "trends_subtitle",
            measure=word,
            unit=unit,
            prices=prices,
            shown=drawn["name"].n_unique(),
        ),
    )
    if is_sum:
        st.caption(context.say("trends_sums", summed=_last_sums(points)))
    table = points.select(
        pl.col("name").alias(context.say("line")),
        pl.col("year").alias(context.say("year")),
        pl.col("nominal").cast(pl.Decimal(20, 2)).alias(f"{word} ({context.say('unit_yuan')})"),
        *([pl.col("value").cast(pl.Decimal(20, 2)).alias(prices)] if choice.base_year else []),
        (pl.col("change").cast(pl.Float64) * 100)
        .round(2)
        .alias(f"{context.say('change')} (%)"),
        *([pl.col("departments").alias(context.say("departments"))] if is_sum else []),
        pl.col("note").alias(context.say("break")),
    )
    if drawn.filter(pl.col("value").is_not_null()).is_empty():
        st.info(context.say("no_data"))
    else:
        names = {
            "name": context.say("line"),
            "year": context.say("year"),
            "exact": word,
            "note": context.say("break"),
        }
        chart = line_charts.trends(drawn, unit, names)
        picked = page.chart(chart, "trends", title)
        st.caption(context.say("receipts_hint"))
        _receipts(context, points, choice, picked)
    keys = [key for each in points["keys"] for key in each]
    page.footer(context, keys if choice.of == "departments" else [], table, "trends")


def _last_sums(points: pl.DataFrame) -> str:
    """Return what the last year of each line sums, told once where all sum the same."""
    last = points.group_by("line", maintain_order=True).last()
    told = last.select(pl.format("{} {}", "year", "departments")).to_series()
    return " · ".join(told.unique(maintain_order=True).head(page.NAMED_AT_MOST))


def _drawn(context: Context, points: pl.DataFrame, choice: Choice) -> tuple[str, pl.DataFrame]:
    """Return the axis's unit and the points with their words, cut to what a chart can hold."""
    kept = points["name"].unique(maintain_order=True).head(line_charts.LINES_SHOWN)
    points = points.filter(pl.col("name").is_in(kept.to_list()))
    language = context.language
    unit = formats.common_unit(points["value"], language)
    growing = choice.shown_as == "change"
    values, shorts, exacts = [], [], []
    for row in points.iter_rows(named=True):
        change = formats.growth(row["change"], language)
        shorts.append(change if growing else formats.magnitude(row["value"], language, unit))
        exacts.append(f"{formats.yuan(row['value'], language)} · {change}")
        value = row["change"] if growing else row["value"]
        scale = Decimal(100) if growing else Decimal(1) / unit.yuan
        values.append(None if value is None else value * scale)
    drawn = points.select(
        "line",
        "name",
        "segment",
        "note",
        pl.concat_str("line", "year", separator="@").alias("key"),
        pl.col("year").cast(pl.String),
        pl.Series("value", [None if v is None else float(v) for v in values], dtype=pl.Float64),
        pl.Series("short", shorts, dtype=pl.String),
        pl.Series("exact", exacts, dtype=pl.String),
    )
    return context.say("unit_growth" if growing else unit.key), drawn


def _receipts(
    context: Context, points: pl.DataFrame, choice: Choice, picked: list[str]
) -> None:
    keyed = points.with_columns(key=pl.concat_str("line", "year", separator="@"))
    for row in keyed.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        subject = (
            f"{row['name']} · {row['year']} · {formats.yuan(row['nominal'], context.language)}"
        )
        if choice.of == "departments":
            lines = [
                line
                for key in row["keys"]
                for line in queries.lines_behind(
                    context.edition, choice.measure, key
                ).iter_rows(named=True)
            ]
            page.receipts(context, subject, [_worded(context, line) for line in lines])
            continue
        _members(context, subject, row["keys"][0], choice)


def _members(context: Context, subject: str, key: str, choice: Choice) -> None:
    """Show what a region's or a function's year adds up, each part with its receipts."""
    members = queries.members_of(context.edition, key)
    said = members.filter(pl.col("receipt_id").is_not_null())
    if not said.is_empty():
        lines = [
            (
                f"{row['label']} · {formats.yuan(row['amount_yuan'], context.language)}",
                row["receipt_id"],
            )
            for row in said.iter_rows(named=True)
        ]
        page.receipts(context, subject, lines)
        return
    with st.container(border=True):
        st.markdown(f"**{context.say('receipts_of', subject=formats.plain(subject))}**")
        for row in members.head(page.RECEIPTS_SHOWN).iter_rows(named=True):
            lines_of = queries.lines_behind(
                context.edition, choice.measure, row["department_year_key"]
            )
            total = sum(lines_of["amount"], Decimal(0))
            amount = formats.yuan(total, context.language)
            with st.expander(formats.plain(f"{row['label']} · {amount}")):
                for line in lines_of.iter_rows(named=True):
                    page.receipt_link(*_worded(context, line))


def _worded(context: Context, line: dict[str, Any]) -> tuple[str, str]:
    return (
        f"{line['label']} · {formats.yuan(line['amount'], context.language)}",
        line["receipt_id"],
    )


show(page.start())
