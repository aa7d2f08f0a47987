"""Projects as rows for people: their columns, their words, the department years behind them."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import formats, page, tables
from dashboards.page import Context


def keys(frame: pl.DataFrame) -> list[str]:
    """Return the keys of department_years behind projects; one that matches none, if none."""
    return frame["department_year_key"].unique().to_list() or ["-"]


def columns(context: Context) -> dict[str, Any]:
    """Return the columns of a table of projects, with their settings."""
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    return {
        "project_name": text(context.say("project"), width=tables.NAMES, pinned=True),
        "address": page.receipt_column(context),
        "fiscal_year": number(context.say("year"), format="%d", width="small"),
        "approved_yuan": number(context.say("approved"), format="accounting"),
        "adjusted_yuan": number(context.say("adjusted"), format="accounting"),
        "executed_yuan": number(context.say("executed"), format="accounting"),
        "rate": number(context.say("execution_rate_percent"), format="%.2f"),
        "total_score": number(context.say("score"), format="%.1f", width="small"),
        "grade": text(context.say("grade"), width="small"),
        "finding_count": number(context.say("findings"), width="small"),
        "department_name": text(context.say("department"), width="medium"),
    }


def rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Return project years with their rate in per cent and one grade, the printed one first."""
    return frame.with_columns(
        rate=pl.col("execution_rate") * 100,
        grade=pl.coalesce("grade_published", "grade_derived"),
    )


def for_people(context: Context, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the projects with the columns named for people."""
    named = {
        name: str(settings["label"])
        for name, settings in columns(context).items()
        if name != "address"
    }
    named["receipt_id"] = context.say("receipt")
    return rows(frame).select(*named).rename(named)


def execution_words(context: Context, row: dict[str, Any]) -> str:
    """Write how a project's rate comes about: `31.43% = executed ÷ budget`."""
    language = context.language
    budget = row["adjusted_yuan"] or row["approved_yuan"]
    rate = formats.rate(row["execution_rate"], language)
    executed = formats.yuan(row["executed_yuan"], language)
    return f"{rate} = {executed} ÷ {formats.yuan(budget, language)}"
