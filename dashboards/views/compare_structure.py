"""What the departments in view spent their money on, each part with its receipts."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts, formats, measures, page, queries
from dashboards.page import Context
from dashboards.texts import term

PARTS_SHOWN = 6
NATURES = ("basic", "project", "remitted_upward", "operating", "subsidy_to_affiliates")


def show(context: Context, rows: pl.DataFrame, year: int) -> None:
    """Draw a bar per department, stacked by nature or function class.

    `rows`: department_year_key and name of the departments in view.
    """
    frame = queries.spending_structure(context.edition, year, context.synthetic)
    keys = rows["department_year_key"].drop_nulls()
    frame = frame.filter(pl.col("department_year_key").is_in(keys.to_list()))
    if frame.is_empty():
        return
    title = context.say("structure_title", year=year)
    st.subheader(title, anchor=False)
    by, as_share = _choices(context)
    word = context.say(f"by_{by}")
    parted, order = _parted(context, frame, by)
    named = rows.select("department_year_key", "name")
    parted = parted.join(named, on="department_year_key", maintain_order="left")
    unit, drawn = _values(context, parted, as_share=as_share)
    shown = parted["department_year_key"].n_unique()
    st.caption(context.say("structure_subtitle", by=word, unit=unit, shown=shown))
    names = {"name": context.say("department"), "part": word, "exact": context.say("exact")}
    chart = charts.stacked_bars(drawn, unit, order, names)
    picked = page.chart(chart, "structure_chart", title, "segment")
    st.caption(context.say("receipts_part_hint"))
    for row in drawn.filter(pl.col("segment").is_in(picked)).iter_rows(named=True):
        _receipts(context, row, by, year)
    table = parted.select(
        pl.col("name").alias(context.say("department")),
        pl.col("part").alias(word),
        pl.col("amount_yuan").alias(context.say("amount")),
    )
    page.footer(context, keys.to_list(), table, f"structure-{by}")


def _choices(context: Context) -> tuple[str, bool]:
    ways = {name: context.say(f"by_{name}") for name in ("function", "nature")}
    views = {name: context.say(f"as_{name}") for name in ("amount", "share")}
    with st.container(horizontal=True):
        by = page.one_of(context, page.segments, "structure_by", ways, "structure")
        shown_as = page.one_of(context, page.segments, "structure_as", views, "as")
    return by, shown_as == "share"


def _part(context: Context, by: str) -> tuple[pl.Expr, list[str]]:
    """Return what names a line's part, small ones *other*, and the parts in order."""
    other = context.say("other")
    if by == "nature":
        words = {name: term("nature", name, context.language) for name in NATURES}
        named = pl.col("nature").replace_strict(words, default=other, return_dtype=pl.String)
        return named, [*words.values()]
    order = queries.function_classes(context.edition)[:PARTS_SHOWN]
    known = pl.col("function").is_in(order)
    return pl.when(known).then("function").otherwise(pl.lit(other)), order


def _parted(
    context: Context, frame: pl.DataFrame, by: str
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return amounts by department and part, small ones as *other*; part → colour in order.

    A function class has its colour by its rank in the whole warehouse: the same on every page.
    """
    part, order = _part(context, by)
    parted = (
        frame.with_columns(part=part)
        .group_by("department_year_key", "part", maintain_order=True)
        .agg(pl.col("amount_yuan").sum())
    )
    present = set(parted["part"])
    every = charts.coloured(order) | {context.say("other"): charts.GREY}
    return parted, {name: colour for name, colour in every.items() if name in present}


def _values(
    context: Context, frame: pl.DataFrame, *, as_share: bool
) -> tuple[str, pl.DataFrame]:
    total = pl.col("amount_yuan").sum().over("department_year_key")
    share = pl.col("amount_yuan").cast(pl.Decimal(38, 8)) / total
    totals = frame.group_by("department_year_key").agg(pl.col("amount_yuan").sum())
    unit, factor = measures.axis("money", totals["amount_yuan"], context.language)
    money = pl.col("amount_yuan").cast(pl.Decimal(38, 8)) * factor
    exact = [
        f"{formats.yuan(amount, context.language)} ({formats.rate(part, context.language)})"
        for amount, part in frame.select("amount_yuan", share=share).iter_rows()
    ]
    drawn = frame.select(
        "part",
        key=pl.col("department_year_key"),
        name="name",
        value=share * 100 if as_share else money,
        exact=pl.Series(exact, dtype=pl.String),
        segment=pl.concat_str("department_year_key", "part", separator=" · "),
    )
    return (context.say("share_unit") if as_share else unit), drawn


def _receipts(context: Context, row: dict[str, str], by: str, year: int) -> None:
    """Show the lines of one part of one department's spending."""
    lines = queries.spending_lines(context.edition, row["key"])
    part, _ = _part(context, by)
    own = lines.with_columns(part=part).filter(pl.col("part") == row["part"])
    shown = [
        (f"{label} · {formats.yuan(amount, context.language)}", receipt)
        for label, amount, receipt in own.select(
            "label", "amount_yuan", "receipt_id"
        ).iter_rows()
    ]
    subject = f"{row['name']} · {year} · {row['part']} {row['exact']}"
    page.receipts(context, subject, shown)
