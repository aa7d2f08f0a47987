"""Printed text as markup to look at: escaped, persons masked, the figure marked.

Nothing that a document says reaches a page as HTML: every text goes through `html.escape` here.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import polars as pl

from warehouse.masking import MASK, is_personal_label, mask_passage, mask_row, mask_text

__all__ = ["MASK", "definitions", "masked", "passage", "table"]

_MARK = "background:rgba(230,159,0,.32);outline:2px solid #E69F00;font-weight:600"
_LINE = "background:rgba(128,140,152,.13)"
_CELL = (
    "border:1px solid rgba(128,140,152,.35);padding:.2rem .4rem;vertical-align:top;"
    "font-variant-numeric:tabular-nums"
)
_TERM = (
    "text-align:left;font-weight:400;opacity:.75;padding:.12rem 1rem .12rem 0;"
    "white-space:nowrap;vertical-align:top"
)
_SCROLL = "overflow-x:auto;max-width:100%;font-size:.88rem"
_LONGEST_CELL = 160
_UNBROKEN = 7
_TWO_LINES = 20


def masked(text: str | None, label: str | None) -> str:
    """Return a printed text for people: hidden where its label or itself tells of a person."""
    if text is None:
        return ""
    return MASK if is_personal_label(label) else mask_text(text)


def definitions(rows: Sequence[tuple[str, str]]) -> str:
    """Return terms and their texts as markup, one a line."""
    lines = "".join(
        f'<tr><th style="{_TERM}">{escape(name)}</th>'
        f'<td style="padding:.12rem 0;overflow-wrap:anywhere">{escape(text)}</td></tr>'
        for name, text in rows
    )
    return f'<table style="border-collapse:collapse;font-size:.92rem">{lines}</table>'


def table(cells: pl.DataFrame, row_no: int, column_no: int) -> str:
    """Return rows of a printed table as markup, the figure at (`row_no`, `column_no`) marked.

    `cells`: row_no, column_no, text, role. A gap between rows is shown as a row of dots;
    columns that are blank in all rows shown are left out.
    """
    columns = cells["column_no"].unique().sort().to_list()
    lines = []
    previous = None
    for (number,), row in cells.group_by("row_no", maintain_order=True):
        at = int(str(number))
        if previous is not None and at > previous + 1:
            lines.append(f'<tr><td colspan="{len(columns) + 1}" style="{_CELL}">…</td></tr>')
        previous = at
        lines.append(_table_row(row, columns, at, column_no if at == row_no else None))
    return (
        f'<div style="{_SCROLL}" tabindex="0">'
        f'<table style="border-collapse:collapse">{"".join(lines)}</table></div>'
    )


def _table_row(
    row: pl.DataFrame, columns: Sequence[int], number: int, marked: int | None
) -> str:
    texts = mask_row(row["text"].to_list(), row["role"].to_list())
    shown = dict(zip(row["column_no"], zip(texts, row["role"], strict=True), strict=True))
    cells = "".join(
        _table_cell(*shown.get(column, ("", None)), is_marked=column == marked)
        for column in columns
    )
    place = f'<th style="{_CELL};opacity:.55;font-weight:400">{number}</th>'
    line = f' style="{_LINE}"' if marked is not None else ""
    return f"<tr{line}>{place}{cells}</tr>"


def _table_cell(text: str, role: str | None, *, is_marked: bool) -> str:
    style = _CELL + (";text-align:right" if role == "figure" else "")
    if role == "figure" or len(text) <= _UNBROKEN:
        style += ";white-space:nowrap"
    else:
        style += ";min-width:4.2em" if len(text) <= _TWO_LINES else ";min-width:11em"
    if len(text) > _LONGEST_CELL and not is_marked:
        text = text[:_LONGEST_CELL] + "…"
    if role == "header":
        style += ";opacity:.75"
    if not is_marked:
        return f'<td style="{style}">{escape(text)}</td>'
    return f'<td style="{style};{_MARK}"><mark style="all:unset">{escape(text)}</mark></td>'


def passage(heading: str | None, text: str, figure: str | None, near: int) -> str:
    """Return a passage as markup, with the occurrence of `figure` nearest to `near` marked."""
    shown = mask_passage(heading, text)
    start = _nearest(shown, figure, near) if figure else None
    if figure is None or start is None:
        body = escape(shown)
    else:
        end = start + len(figure)
        body = (
            f'{escape(shown[:start])}<mark style="{_MARK};color:inherit;padding:0 .15em">'
            f"{escape(figure)}</mark>{escape(shown[end:])}"
        )
    return (
        '<div style="line-height:1.9;white-space:pre-wrap;overflow-wrap:anywhere;'
        f'border-left:3px solid rgba(128,140,152,.5);padding:.2rem .9rem">{body}</div>'
    )


def _nearest(text: str, figure: str, near: int) -> int | None:
    """Return where `figure` begins in `text`, of several places the one nearest to `near`."""
    starts = []
    start = text.find(figure)
    while start >= 0:
        starts.append(start)
        start = text.find(figure, start + 1)
    return min(starts, key=lambda place: abs(place - near), default=None)
