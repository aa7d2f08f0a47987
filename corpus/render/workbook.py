"""A workbook: lines are merged over the table's columns, amounts are numbers with formats."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from corpus.render.printed import Beside, Part, Table, plain_lines
from ingest.values import number

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_FORMATS = ("#,##0.00", "#,##0", "0.00", "0.0", "0", "0.00%", "0%")
_LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def xlsx(parts: Sequence[Part], sheet_name: str = "表") -> bytes:
    """One sheet with all the parts below each other, a blank row after each table."""
    return workbook([(sheet_name, parts)])


def workbook(
    sheets: Sequence[tuple[str, Sequence[Part]]],
    *,
    hidden: Sequence[tuple[str, Sequence[Part]]] = (),
    as_text: bool = False,
) -> bytes:
    """Sheets in their order.

    Args:
        sheets: name and parts of each sheet.
        hidden: sheets that the workbook does not show.
        as_text: whether figures are stored as text, as exports of other programs do.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _LONG_AGO})
        formats = {code: book.add_format({"num_format": code}) for code in _FORMATS}
        for name, parts in sheets:
            _fill(book.add_worksheet(name), parts, {} if as_text else formats)
        for name, parts in hidden:
            sheet = book.add_worksheet(name)
            _fill(sheet, parts, {} if as_text else formats)
            sheet.hide()
    return made.getvalue()


def _fill(sheet: Worksheet, parts: Sequence[Part], formats: Mapping[str, Format]) -> None:
    width = max((part.width for part in parts if isinstance(part, Table)), default=1)
    row_no = 0
    for position, part in enumerate(parts):
        row_no += position > 0 and isinstance(parts[position - 1], Table)
        if isinstance(part, Table):
            _fill_table(sheet, row_no, part, formats)
            row_no += len(part.rows)
            continue
        if isinstance(part, Beside) and width >= len(part.texts):
            _fill_beside(sheet, row_no, part, width)
        elif width > 1:
            sheet.merge_range(row_no, 0, row_no, width - 1, plain_lines(part))
        else:
            sheet.write_string(row_no, 0, plain_lines(part))
        row_no += 1


def _fill_beside(sheet: Worksheet, row_no: int, part: Beside, width: int) -> None:
    """The first text in the first column, the last in the last, others in between."""
    *texts, last = part.texts
    step = max((width - 1) // max(len(texts), 1), 1)
    for i, text in enumerate(texts):
        sheet.write_string(row_no, i * step, text)
    sheet.write_string(row_no, width - 1, last)


def _fill_table(
    sheet: Worksheet, first: int, part: Table, formats: Mapping[str, Format]
) -> None:
    for row_no, row in enumerate(part.rows, start=first):
        for column, cell in enumerate(row):
            if cell is None or not cell.text:
                continue
            if cell.columns > 1 or cell.rows > 1:
                last = row_no + cell.rows - 1, column + cell.columns - 1
                sheet.merge_range(row_no, column, *last, cell.text)
            else:
                _write(sheet, row_no, column, cell.text, formats, cell.stored)
    for hidden in part.hidden:
        sheet.set_row(first + hidden, None, None, {"hidden": True})


def _write(
    sheet: Worksheet,
    row: int,
    column: int,
    text: str,
    formats: Mapping[str, Format],
    stored: str = "",
) -> None:
    """A figure as a number that its format prints so, anything else as text.

    `stored`: the number behind the text, where it has more decimals than are shown.
    """
    parsed = number(text) if formats else None
    code = "#,##0" if "," in text else "0"
    decimals = parsed.decimals if parsed else 0
    code += f".{'0' * decimals}" * bool(decimals) + "%" * text.endswith("%")
    if parsed is None or code not in formats or not (stored or _as_format_prints(text, code)):
        sheet.write_string(row, column, text)
    else:
        value = parsed.value / 100 if text.endswith("%") else parsed.value
        value = Decimal(stored) if stored else value
        sheet.write_number(row, column, float(value), formats[code])


def _as_format_prints(text: str, code: str) -> bool:
    """Whether a number under this format looks as the text does."""
    plain = text.isascii() and not text.startswith(("(", "+"))
    return plain and not (code == "0" and len(text) > 1)
