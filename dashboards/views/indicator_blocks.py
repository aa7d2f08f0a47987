"""Indicators as charts and tables: how many were met, how far, target beside actual."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables
from dashboards.page import Context


def levels(context: Context, counts: pl.DataFrame) -> None:
    """Draw how many indicators of each first level were met, the largest level first."""
    judged = counts.filter(pl.col("is_met").is_not_null())["indicators"].sum()
    every = counts["indicators"].sum()
    page.heading(
        context.say("indicators_title"),
        context.say("indicators_subtitle", shown=every, judged=judged),
    )
    words = _met_words(context)
    counted = (
        counts.with_columns(
            part=pl.col("is_met").replace_strict(
                words, default=context.say("met_unknown"), return_dtype=pl.String
            ),
            level=pl.col("level1").fill_null("—"),
        )
        .group_by("level", "part")
        .agg(value=pl.col("indicators").sum())
        .sort(pl.col("value").sum().over("level"), "level", descending=[True, False])
    )
    drawn = counted.select(
        "part",
        "value",
        key="level",
        name="level",
        exact=pl.col("value").cast(pl.String),
    )
    order = {
        words[True]: charts.BLUE,
        words[False]: charts.ORANGE,
        context.say("met_unknown"): charts.UNKNOWN,
    }
    names = {
        "name": context.say("level1"),
        "part": context.say("met"),
        "exact": context.say("count"),
    }
    chart = charts.stacked_bars(drawn, context.say("unit_count"), order, names)
    page.still_chart(chart, "levels", context.say("indicators_title"))
    table = drawn.select("name", "part", pl.col("value").alias("exact")).rename(names)
    keys = _indicator_keys(context, counts)
    page.footer(context, keys, table, "indicator-levels")


def _indicator_keys(context: Context, counts: pl.DataFrame) -> list[str]:
    every = queries.department_years(context.edition, context.synthetic)
    pairs = counts.select("department_key", "fiscal_year").unique()
    joined = every.join(pairs, on=["department_key", "fiscal_year"], nulls_equal=True)
    return joined["department_year_key"].to_list() or ["-"]


def _met_words(context: Context) -> dict[bool, str]:
    return {True: context.say("met_yes"), False: context.say("met_no")}


def attainment(context: Context, frame: pl.DataFrame) -> None:
    """Draw each comparable indicator's actual against its target."""
    judged = frame.filter(
        pl.col("attainment_ratio").is_not_null() & pl.col("is_met").is_not_null()
    )
    page.heading(
        context.say("attainment_title"),
        context.say(
            "attainment_subtitle",
            cap=charts.ATTAINMENT_CAP,
            shown=judged.height,
            missing=frame.height - judged.height,
        ),
    )
    if judged.is_empty():
        return
    exact = [
        f"{_in_words(row, 'actual')} / {_in_words(row, 'target')}"
        for row in judged.iter_rows(named=True)
    ]
    drawn = judged.select(
        "is_met",
        key="receipt_id",
        name="indicator_name",
        value=pl.col("attainment_ratio") * 100,
        exact=pl.Series(exact, dtype=pl.String),
        short=pl.Series(
            [formats.rate(ratio, context.language) for ratio in judged["attainment_ratio"]],
            dtype=pl.String,
        ),
    )
    names = {
        "name": context.say("indicator"),
        "exact": f"{context.say('actual')} / {context.say('target')}",
    }
    chart = charts.attainment_bullets(
        drawn, context.say("attainment"), _met_words(context), names
    )
    page.still_chart(chart, "attainment", context.say("attainment_title"))


def both_in_words(frame: pl.DataFrame) -> pl.Series:
    """Return each indicator's actual and target in words: `95 % / ≥ 90 %`."""
    words = [
        f"{_in_words(row, 'actual') or '—'} / {_in_words(row, 'target') or '—'}"
        for row in frame.iter_rows(named=True)
    ]
    return pl.Series(words, dtype=pl.String)


def _series(frame: pl.DataFrame, side: str) -> pl.Series:
    words = [_in_words(row, side) for row in frame.iter_rows(named=True)]
    return pl.Series(words, dtype=pl.String)


def _in_words(row: dict[str, Any], side: str) -> str | None:
    """Write a target or an actual: its value, scales resolved, else its text as printed."""
    operator = _SIGNS.get(row["operator"] or "", "") if side == "target" else ""
    value: Decimal | None = row[f"{side}_value"]
    if value is None:
        text: str | None = row[f"{side}_text"]
        return text
    unit = row["target_unit"] or ""
    return f"{operator}{formats.number(value, 'zh')}{'' if unit == '%' else ' '}{unit}".strip()


_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def table(context: Context, wanted: queries.Wanted, first: pl.DataFrame, count: int) -> None:
    """Show indicators with target, actual and receipt, and offer all that are wanted as files.

    `first` are the first of the `count` wanted ones, as many as a page can show or more.
    """
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns: dict[str, Any] = {
        "indicator_name": text(context.say("indicator"), width=tables.NAMES, pinned=True),
        "address": page.receipt_column(context),
        "target": text(context.say("target"), alignment="right"),
        "achieved": text(context.say("actual"), alignment="right"),
        "achieved_address": page.receipt_column(context, "actual_receipt"),
        "attainment": number(context.say("attainment"), format="%.1f"),
        "met": text(context.say("met"), width="small"),
        "weight": number(context.say("weight"), format="%.1f", width="small"),
        "score": number(context.say("score"), format="%.1f", width="small"),
        "level1": text(context.say("level1")),
        "level2": text(context.say("level2")),
        "of": text(context.say("project"), width="medium"),
        "department": text(context.say("department"), width="medium"),
        "fiscal_year": number(context.say("year"), format="%d", width="small"),
    }
    page.heading(context.say("indicators_table_title"), context.say("receipts_column_hint"))
    page.say_first_rows(context, count)
    shown = first.head(page.MOST_ROWS)
    addressed = page.with_addresses(context, _in_full(context, shown)).with_columns(
        achieved_address=page.addresses(context, shown["actual_receipt_id"])
    )
    tables.shown(context.say("no_data"), addressed, columns, key="indicator_table")
    named = {
        name: str(settings["label"])
        for name, settings in columns.items()
        if not name.endswith("address")
    }
    named |= {
        "receipt_id": context.say("receipt"),
        "actual_receipt_id": context.say("actual_receipt"),
    }

    def every() -> pl.DataFrame:
        found = queries.indicators(context.edition, context.synthetic, wanted)
        return _in_full(context, found).select(*named).rename(named)

    page.download_later(context, every, "indicators", count)


def _in_full(context: Context, frame: pl.DataFrame) -> pl.DataFrame:
    """Return indicators with target and actual in words, and what came of them."""
    words = _met_words(context)
    return frame.with_columns(
        of=pl.col("project").fill_null(context.say("whole_department")),
        attainment=pl.col("attainment_ratio") * 100,
        met=pl.col("is_met").replace_strict(words, default=None, return_dtype=pl.String),
        target=_series(frame, "target"),
        achieved=_series(frame, "actual"),
    )
