"""Query results as text: tables, CSV and JSON, with every digit kept."""

from __future__ import annotations

import csv
import io
import json
import math
from decimal import Decimal
from typing import TYPE_CHECKING

from warehouse import table

if TYPE_CHECKING:
    from warehouse.connection import Result


def render(result: Result, form: str) -> str:
    """Return a result as text in `form`: table, csv or json, with a newline at its end."""
    if form == "csv":
        return to_csv(result)
    if form == "json":
        return to_json(result)
    return table.render(result.columns, result.types, result.rows) + "\n"


def to_csv(result: Result) -> str:
    """Return a result as CSV with a header line; NULL is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([csv_text(value) for value in row] for row in result.rows)
    return buffer.getvalue()


def to_json(result: Result) -> str:
    """Return a result as a JSON list of objects, one a line; decimals are exact numbers."""
    names = [json.dumps(name, ensure_ascii=False) for name in result.columns]
    objects = [
        ", ".join(f"{name}: {json_text(value)}" for name, value in zip(names, row, strict=True))
        for row in result.rows
    ]
    return "[" + ",\n ".join(f"{{{content}}}" for content in objects) + "]\n"


def json_text(value: object) -> str:
    """Return a value of DuckDB's as JSON text: decimals digit by digit, dates in ISO 8601."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, float) and not math.isfinite(value):
        return "null"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (
            f"{json.dumps(str(k), ensure_ascii=False)}: {json_text(v)}"
            for k, v in value.items()
        )
        return "{" + ", ".join(pairs) + "}"
    if value is None or isinstance(value, bool | int | float | str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(_plain_text(value), ensure_ascii=False)


def csv_text(value: object) -> str:
    """Return a value as the text of one cell; lists and structs as JSON."""
    if isinstance(value, list | tuple | dict):
        return json_text(value)
    return table.cell_text(value)


def _plain_text(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if callable(isoformat) else str(value)
