"""What stands behind a mark of the quality page: the comparisons, figures and documents."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import formats, page, queries
from dashboards.page import Context
from dashboards.texts import term


def judged(context: Context, identity: str, outcome: str) -> None:
    """Show the comparisons that an identity judged so, each with its receipt."""
    frame = queries.judged(context.edition, identity, outcome, context.synthetic)
    word = term("check", outcome, context.language)
    _title(f"{identity} · {word} · {frame.height}")
    columns = {**_whose(context), "subject": _text(context, "subject", "large")}
    _leading(context, frame, columns, "judged")


def unproven(context: Context, key: str, subject: str) -> None:
    """Show the figures of a department's year that no identity proves."""
    frame = queries.unproven(context.edition, key)
    if frame.is_empty():
        st.info(context.say("unproven_none", subject=formats.plain(subject)))
        return
    lines = [
        (f"{label} · {formats.yuan(amount, context.language)}", receipt)
        for label, amount, receipt in frame.iter_rows()
    ]
    page.receipts(context, f"{subject} · {context.say('unproven')}", lines)


def disclosed(context: Context, kind: str, status: str) -> None:
    """Show whose documents of a kind have a status, each with its document."""
    frame = queries.disclosed(context.edition, kind, status, context.synthetic)
    words = term("kind", kind, context.language), term("disclosure", status, context.language)
    _title(" · ".join([*words, str(frame.height)]))
    _documents(context, frame, _whose(context), "disclosed")


def conserved(context: Context, form: str, columns: dict[str, Any]) -> None:
    """Show the money of a form by document, each with its document."""
    frame = queries.conserved_in(context.edition, form)
    _title(f"{form} · {frame.height}")
    money = {name: column for name, column in columns.items() if name.endswith("_yuan")}
    _documents(context, frame, money, "conserved")


def _title(words: str) -> None:
    st.markdown(f"**{formats.plain(words)}**")


def _text(context: Context, key: str, width: Any) -> Any:  # noqa: ANN401  streamlit's own
    return st.column_config.TextColumn(context.say(key), width=width)


def _whose(context: Context) -> dict[str, Any]:
    year = st.column_config.NumberColumn(context.say("year"), format="%d", width="small")
    return {"department": _text(context, "department", "medium"), "fiscal_year": year}


def _leading(context: Context, frame: pl.DataFrame, columns: dict[str, Any], key: str) -> None:
    """Show rows, each with the way to its receipt."""
    shown = page.with_addresses(context, frame)
    columns = {**columns, "address": page.receipt_column(context)}
    page.selectable(context, shown, columns, key)


def _documents(
    context: Context, frame: pl.DataFrame, columns: dict[str, Any], key: str
) -> None:
    """Show rows, each with the way to its document where there is one."""
    found = [page.document_address(context, file) for file in frame["file_name"]]
    shown = frame.with_columns(address=pl.Series(found, dtype=pl.String))
    open_it = st.column_config.LinkColumn(
        context.say("document"), display_text=context.say("open_receipt"), width="small"
    )
    file = _text(context, "column_file", "medium")
    page.selectable(context, shown, {**columns, "file_name": file, "address": open_it}, key)
