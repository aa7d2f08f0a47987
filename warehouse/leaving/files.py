"""Rows as files, written while they are read: CSV, JSON, Parquet and Excel workbooks.

A file appears whole or not at all, and no writer holds more than a batch of rows.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.errors import WarehouseError
from warehouse.render import csv_text, json_text

if TYPE_CHECKING:
    from warehouse.connection import Sandbox

BOM = "\ufeff"
EXCEL_ROWS = 1_048_575  # below the header
_EXACT_DIGITS = 15  # Excel keeps numbers as binary floats
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]+%?$)")
_AMOUNT = re.compile(r"DECIMAL\(\d+,(\d+)\)")


def replacing(out: Path, write: Callable[[Path], int]) -> int:
    """Let `write` fill a temporary file beside `out`, then give it its name.

    Returns what `write` returns, its number of rows. Raises WarehouseError where the file
    cannot be written; nothing is left behind then.
    """
    temporary = out.with_name(out.name + ".partial")
    try:
        rows = write(temporary)
        temporary.replace(out)
    except OSError as error:
        raise WarehouseError(
            "cannot_write", folder=out, reason=error.strerror or error
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def write_csv(sandbox: Sandbox, query: str, out: Path, *, for_excel: bool = False) -> int:
    """Write rows as CSV in UTF-8; `for_excel`: with a BOM, published formulas made text."""
    shown = harmless if for_excel else csv_text

    def write(path: Path) -> int:
        with path.open("w", encoding="utf-8", newline="") as file:
            if for_excel:
                file.write(BOM)
            writer = csv.writer(file, lineterminator="\n")
            with sandbox.stream(query) as rows:
                writer.writerow(rows.columns)
                return _counted(
                    rows.batches,
                    lambda batch: writer.writerows(
                        [shown(cell) for cell in row] for row in batch
                    ),
                )

    return replacing(out, write)


def harmless(value: object) -> str:
    """Return a cell's text; what a spreadsheet would run gets an apostrophe before it."""
    text = csv_text(value)
    if isinstance(value, str) and _FORMULA.match(text):
        return "'" + text
    return text


def write_json(sandbox: Sandbox, query: str, out: Path) -> int:
    """Write rows as a JSON list of objects, one a line; decimals keep all digits."""

    def write(path: Path) -> int:
        with path.open("w", encoding="utf-8", newline="") as file:
            with sandbox.stream(query) as rows:
                names = [json.dumps(name, ensure_ascii=False) for name in rows.columns]
                file.write("[")
                between: Iterator[str] = iter(())

                def put(batch: Sequence[Sequence[Any]]) -> None:
                    nonlocal between
                    for row in batch:
                        file.write(next(between, ""))
                        between = iter((",\n ",))
                        cells = zip(names, row, strict=True)
                        file.write(
                            "{" + ", ".join(f"{n}: {json_text(v)}" for n, v in cells) + "}"
                        )

                count = _counted(rows.batches, put)
            file.write("]\n")
            return count

    return replacing(out, write)


def write_parquet(sandbox: Sandbox, query: str, out: Path) -> int:
    """Write rows as one Parquet file."""
    from pyarrow import parquet  # type: ignore[import-untyped]

    def write(path: Path) -> int:
        with (
            sandbox.stream_arrow(query) as reader,
            parquet.ParquetWriter(path, reader.schema) as writer,
        ):
            count = 0
            for batch in reader:
                writer.write_batch(batch)
                count += int(batch.num_rows)
            return count

    return replacing(out, write)


def write_partitions(sandbox: Sandbox, query: str, column: str, folder: Path) -> int:
    """Write rows as `folder/column=value/data.parquet`, one file a value.

    The layout is Hive's; the column is in the folders' names, not in the files.
    """
    values = sandbox.fetch(f'select distinct "{column}" from ({query}) order by 1').rows  # noqa: S608
    count = 0
    if not values:
        _make(folder)
        return write_parquet(sandbox, query, folder / "data.parquet")
    for (value,) in values:
        name = "__HIVE_DEFAULT_PARTITION__" if value is None else str(value)
        part = folder / f"{column}={name}"
        _make(part)
        condition = f'"{column}" is not distinct from {"null" if value is None else value}'
        of_value = (
            f'select * exclude ("{column}") from ({query}) where {condition} order by all'  # noqa: S608
        )
        count += write_parquet(sandbox, of_value, part / "data.parquet")
    return count


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError("cannot_write", folder=folder, reason=error.strerror) from error


def write_workbook(
    sandbox: Sandbox, queries: Sequence[tuple[str, str]], out: Path
) -> list[int]:
    """Write one sheet for each (name, query): frozen header, filter, number formats.

    Text is written as text, so that no published `=…` is a formula; a number with more
    digits than a spreadsheet keeps is text too. Returns the rows of each sheet; what does
    not fit a sheet goes on in further ones.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    counts: list[int] = []

    def write(path: Path) -> int:
        options = {"constant_memory": True, "strings_to_formulas": False}
        book = xlsxwriter.Workbook(str(path), options)
        try:
            for name, query in queries:
                with sandbox.stream(query) as rows:
                    counts.append(_sheets(book, name, rows.columns, rows.types, rows.batches))
        finally:
            book.close()
        return sum(counts)

    replacing(out, write)
    return counts


def workbook(
    name: str, columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]]
) -> bytes:
    """Return a workbook of one sheet of rows held in memory, as `write_workbook` writes it."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    _sheets(book, name, columns, types, [rows])
    book.close()
    return content.getvalue()


def _sheets(
    book: Any,  # noqa: ANN401  xlsxwriter has no types
    name: str,
    columns: Sequence[str],
    types: Sequence[str],
    batches: Iterable[Sequence[Sequence[Any]]],
) -> int:
    bold = book.add_format({"bold": True, "bg_color": "#edf1f5", "bottom": 1})
    formats = [_format(book, one) for one in types]
    sheet = _sheet(book, name, 1, columns, formats, bold)
    total = 0
    for row in (row for batch in batches for row in batch):
        number, at = divmod(total, EXCEL_ROWS)
        if number and not at:
            sheet = _sheet(book, name, number + 1, columns, formats, bold)
        for index, value in enumerate(row):
            _cell(sheet, at + 1, index, value, formats[index])
        total += 1
    return total


def _sheet(
    book: Any,  # noqa: ANN401
    name: str,
    number: int,
    columns: Sequence[str],
    formats: Sequence[Any],
    bold: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401
    suffix = "" if number == 1 else f" ({number})"
    sheet = book.add_worksheet(name[: 31 - len(suffix)] + suffix)
    sheet.freeze_panes(1, 0)
    for index, (column, form) in enumerate(zip(columns, formats, strict=True)):
        sheet.set_column(index, index, max(12, min(30, len(column) + 2)), form)
        sheet.write_string(0, index, column, bold)
    if columns:
        sheet.autofilter(0, 0, 0, len(columns) - 1)
    return sheet


def _format(book: Any, kind: str) -> Any:  # noqa: ANN401
    """Return a number format for a decimal type: yuan with fen, rates as they are."""
    found = _AMOUNT.fullmatch(kind)
    if found is None:
        return None
    return book.add_format({"num_format": "#,##0.00" if found[1] == "2" else "0.0###########"})


def _cell(sheet: Any, row: int, column: int, value: object, form: Any) -> None:  # noqa: ANN401
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, float) and math.isfinite(value):
        sheet.write_number(row, column, value, form)
    elif isinstance(value, int | Decimal) and _fits(value):
        sheet.write_number(row, column, float(value), form)
    else:
        sheet.write_string(row, column, csv_text(value)[:32767])


def _fits(value: int | Decimal) -> bool:
    """Tell whether a spreadsheet, which keeps binary floats, shows all digits of a number."""
    number = Decimal(value)
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= _EXACT_DIGITS


def _counted(
    batches: Iterable[Sequence[Sequence[Any]]], put: Callable[[Sequence[Sequence[Any]]], object]
) -> int:
    count = 0
    for batch in batches:
        put(batch)
        count += len(batch)
    return count
