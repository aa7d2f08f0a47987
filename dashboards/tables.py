"""Tables on a page: each column of figures is as wide as its longest figure.

The browser sizes a column by a few of its cells and cuts a right-aligned figure at its first
digits, where nobody sees that something is gone. So the widths of figures are set here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

NAMES = 170
"""Width of the column of names that stays in view: beside it a figure fits on a phone."""
_NARROW, _BROAD = 8.5, 15.0  # points of a Latin letter or digit, of a Chinese one
_ROOM = 26  # beside the text of a cell


def shown(
    empty: str,
    frame: pl.DataFrame,
    columns: Mapping[str, Any] | None = None,
    **settings: Any,  # noqa: ANN401  those of st.dataframe
) -> Any:  # noqa: ANN401  what st.dataframe returns
    """Show a table, all its columns or those of `columns` (name → settings) in their order.

    `empty` is what stands where there is no value.
    """
    names = list(columns) if columns is not None else frame.columns
    return st.dataframe(
        frame,
        hide_index=True,
        column_order=names,
        column_config=fitted(frame, names, columns or {}, empty),
        placeholder=empty,
        **settings,
    )


def fitted(
    frame: pl.DataFrame, names: Iterable[str], columns: Mapping[str, Any], empty: str
) -> dict[str, Any]:
    """Return the settings of columns, with a width (points) where figures stand in one."""
    settings = {}
    for name in names:
        given = columns.get(name)
        if _holds_figures(frame, name, given):
            label = (given or {}).get("label") or name
            words = [_printed(value, _format(given)) for value in frame[name]]
            width = max(map(_width, [label, empty, *words]))
            given = {**(given or st.column_config.NumberColumn(name)), "width": width}
        if given is not None:
            settings[name] = given
    return settings


def _holds_figures(frame: pl.DataFrame, name: str, given: Mapping[str, Any] | None) -> bool:
    if name not in frame.columns:
        return False
    return frame[name].dtype.is_numeric() or (given or {}).get("alignment") == "right"


def _format(given: Mapping[str, Any] | None) -> str | None:
    found = ((given or {}).get("type_config") or {}).get("format")
    return found if isinstance(found, str) else None


def _printed(value: object, how: str | None) -> str:
    """Return a value as its column prints it, or longer."""
    if value is None or isinstance(value, str):
        return value or ""
    if how is not None and how.startswith("%"):
        return how % value
    if how == "accounting":
        return f"({value:,.2f})"
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0") if "." in text else text


def _width(text: str) -> int:
    broad = sum(unicodedata.east_asian_width(one) in "WFA" for one in text)
    return round(broad * _BROAD + (len(text) - broad) * _NARROW) + _ROOM
