"""Funds of an indicator form whose lines are heads: 合计 | 财政拨款 | 其他资金."""

import re
from functools import lru_cache
from typing import Final

from ingest.alignment import AS_PUBLISHED, Placement
from ingest.documents import Row
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes import indicator_stated as stated
from ingest.shapes.indicator_funding import PROJECT, TOTALS, Funding, close, leave_figure
from ingest.shapes.rules import RowName
from ingest.shapes.tables import LABEL, figures_of, mark
from ingest.values import is_blank, number, squeeze
from ingest.words import spelled

_SUM = re.compile(spelled("{parts.sum}"))
_LEAST: Final = 2
"""How many lines a row names that heads amounts."""


def opens(funding: Funding, row: Row) -> bool:
    """Whether a row heads amounts with the lines of the funds; if so, they are kept.

    It names the whole and a part of it at least, and prints no figure.
    """
    if any(number(cell) is not None for cell in row.cells):
        return False
    found: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        key = _line_of(funding.form, squeeze(cell).rstrip(":"))
        if key and key not in found.values():
            found[column] = key
    if len(found) < _LEAST or not any(key in TOTALS for key in found.values()):
        return False
    close(funding)
    funding.across = {c: (key, row.cells[c]) for c, key in found.items()}
    return True


@lru_cache(maxsize=65_536)
def _line_of(form: Form, label: str) -> str | None:
    rows = form.rows
    for key, rule in rows.items():
        if key != PROJECT and rule.fullmatch(label):
            return key
    is_sum = _SUM.fullmatch(label) is not None
    return next((key for key in TOTALS if key in rows), None) if is_sum else None


def reads(funding: Funding, row_no: int, row: Row) -> bool:
    """Reads a row of amounts under the lines; False where the row is none."""
    cells = {c: row.cells[c] for c in funding.across if c < len(row.cells)}
    printed = {c: text for c, text in cells.items() if not is_blank(text)}
    if is_blank_line(funding, row):
        mark(funding.sheet.roles, row_no, row, LABEL)
        return True
    if not printed or not any(number(text) is not None for text in printed.values()):
        return False
    labels = [text for text in row.cells[: min(funding.across)] if text]
    measure = next(filter(None, (_measure(funding, text) for text in labels)), None)
    if measure is None and not labels and funding.form.phase == stated.STATED:
        measure = stated.STATED
    lines = (_line_of(funding.form, squeeze(text).rstrip(":")) for text in labels)
    line = next(filter(None, lines), "")
    for column, text in printed.items():
        key, head = funding.across[column]
        name = RowName(key, None, head)
        if line and measure is None and key in TOTALS and funding.form.phase == stated.STATED:
            name, key = RowName(line, None, labels[-1]), line
            _add(funding, row_no, row, column, name, stated.STATED)
            continue
        if number(text) is None:
            leave_figure(funding, Reason.UNREADABLE_FIGURE, row_no, row, column, name, measure)
        elif measure is None or stated.has(funding, key, measure):
            leave_figure(funding, Reason.UNKNOWN_ROW, row_no, row, column, name, measure)
        else:
            _add(funding, row_no, row, column, name, measure)
    mark(funding.sheet.roles, row_no, row, LABEL)
    return True


def is_blank_line(funding: Funding, row: Row) -> bool:
    """Whether a row below the lines names what its amounts are, and prints none."""
    printed = [cell for cell in row.cells if not is_blank(cell)]
    return bool(funding.across) and len(printed) == 1 and bool(_measure(funding, printed[0]))


def _measure(funding: Funding, label: str) -> str | None:
    """The measure that the label of a row of amounts says."""
    printed = squeeze(label).rstrip(":")
    for measure, rules in funding.form.amounts.items():
        if any(rule.fullmatch(printed) for rule in rules):
            return measure
    is_plan = funding.form.phase == stated.STATED
    return stated.STATED if is_plan and stated.is_of_the_year(printed) else None


def _add(
    funding: Funding, row_no: int, row: Row, column: int, name: RowName, measure: str
) -> None:
    funding.sheet.headers, funding.sheet.given = {}, {measure: column}
    placed = Placement((measure,), AS_PUBLISHED, ())
    funding.sheet.add(row_no, row, name, figures_of(row, column, column + 1), placed)
