"""Amounts that stand beside their labels in the header block, without heads over them.

A label names a line of the funds, or what is told of all of them: 年度资金总额 | 50,
预算数 | 50 | 执行数 | 45, 全年执行数：45. A line below such a pair has its measure; what stands
under the whole project's total is the whole project's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ingest.account_unit import money_unit
from ingest.alignment import AS_PUBLISHED, Placement
from ingest.documents import Row
from ingest.errors import Reason
from ingest.shapes.indicator_funding import PROJECT, TOTALS, Funding, Stated, leave_figure
from ingest.shapes.rules import RowName
from ingest.shapes.tables import figures_of
from ingest.values import number, squeeze
from ingest.words import spelled

STATED: Final = "approved"
"""What an amount is that stands beside its label without a head: a plan's."""
_POINTS: Final = ("weight", "score")
_OF_THE_YEAR = re.compile(spelled("{indicators.stated}"))
_OF_ALL_YEARS = re.compile(spelled("{indicators.stated_whole}"))
_MONEY = re.compile(spelled("{indicators.any_money}"))
_NO_MONEY = re.compile(spelled("{indicators.no_money}"))
_AMOUNT = re.compile(r"([\d,]+(?:\.\d+)?)(元|万元|亿元|万)?")
_BROKEN = re.compile(r"(?=.*[\d#])[^一-鿿]+(?:元|万元|亿元)?")
"""What a figure looks like that cannot be read: `####`, `5O.00`."""
_APART = re.compile(r"[\s;；,，。]+(?=[^\s\d])")
"""What stands between labels with their amounts in one cell."""
_PART = re.compile(r"^(?:其中|-|—|·)")
_LONGEST_LABEL = 30


def leave(funding: Funding, row_no: int, row: Row) -> None:
    """Takes the amounts that stand beside their labels; says what figures no line takes."""
    under = set(funding.sheet.given.values())
    figures = [figure for figure in figures_of(row, 0) if figure.value is not None]
    is_inside = any(figure.column_no in under for figure in figures)
    if funding.lines or (funding.lines is not None and is_inside):
        label = next((cell for cell in row.cells if cell and number(cell) is None), None)
        measures = {column: measure for measure, column in funding.sheet.given.items()}
        funding.knows_all = funding.knows_all and not figures
        for figure in figures:
            leave_figure(
                funding, Reason.UNKNOWN_ROW, row_no, row, figure.column_no,
                RowName("", None, label), measures.get(figure.column_no),
            )  # fmt: skip
        for stated in () if figures else _meant(funding, list(_beside(row_no, row))):
            if not _repeats(funding, stated):
                _leave(funding, stated, Reason.UNKNOWN_ROW)
        return
    for stated in _meant(funding, list(_beside(row_no, row))):
        _take(funding, stated)


def finish(funding: Funding) -> None:
    """Settles the amounts of all years: the year's own, where none else is printed."""
    has_year = any(has(funding, key, STATED) for key in TOTALS)
    for stated in funding.wholes:
        if not has_year and _is_free(funding, stated):
            _add(funding, stated, STATED)
        elif not _repeats(funding, stated):
            _leave(funding, stated, Reason.UNKNOWN_ROW)


def is_of_the_year(label: str) -> bool:
    """Whether a squeezed label says that an amount is the plan of the year."""
    return bool(_OF_THE_YEAR.fullmatch(label)) and not _OF_ALL_YEARS.fullmatch(label)


def _beside(row_no: int, row: Row) -> Iterator[Stated]:
    """Each text that stands beside its label: in the next cell, or in its own.

    A label with its amount in one cell may be one of several there.
    """
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    for (at, label), (column, cell) in pairwise(printed):
        is_label = number(label) is None and len(squeeze(label)) <= _LONGEST_LABEL
        if is_label and (number(cell) is not None or _BROKEN.fullmatch(squeeze(cell))
                         or _AMOUNT.fullmatch(squeeze(cell))):  # fmt: skip
            yield Stated(row_no, row, label, at, column, squeeze(cell))
    for column, cell in printed:
        for part in _APART.split(cell.strip()):
            label, colon, amount = squeeze(part).rpartition(":")
            if colon and len(label) <= _LONGEST_LABEL and _AMOUNT.fullmatch(amount):
                yield Stated(row_no, row, label, column, column, amount)


def _meant(funding: Funding, row: Sequence[Stated]) -> list[Stated]:
    """What the labels of a row mean; what it tells of the rows below is kept."""
    found = [_named(funding, stated) for stated in row]
    beside = funding.beside
    for stated in found:
        if stated.key in TOTALS and stated.is_whole:
            beside.whole = stated.label_column
        elif stated.key in TOTALS and stated.measure == STATED:
            beside.year = stated.label_column
    told = {s.column_no: s.measure for s in found if s.measure and s.key == "total"}
    if funding.form.phase != STATED and told:
        beside.row_no, beside.measures = row[0].row_no, told
    return [
        replace(stated, measure=_measure_above(funding, stated, len(found)))
        if stated.key and not stated.measure
        else replace(stated, is_whole=True)
        if stated.key and _is_under_whole(funding, stated)
        else stated
        for stated in found
    ]


def _named(funding: Funding, stated: Stated) -> Stated:
    """The line and the measure that a label means where no head stands over its figure."""
    form, label = funding.form, squeeze(stated.label).rstrip(":")
    key = next((k for k, r in form.rows.items() if k != PROJECT and r.fullmatch(label)), "")
    if form.phase != STATED:
        rules = ((measure, rule) for measure, rules in form.amounts.items() for rule in rules)
        measure = next(
            (m for m, rule in rules if m not in _POINTS and rule.fullmatch(label)), None
        )
        return replace(stated, key="total" if measure else key, measure=measure)
    is_whole = key in ("", *TOTALS) and bool(_OF_ALL_YEARS.fullmatch(label))
    if not key and (is_whole or _OF_THE_YEAR.fullmatch(label)):
        key = next((total for total in TOTALS if total in form.rows), "total")
    return replace(stated, key=key, measure=STATED if key else None, is_whole=is_whole)


def _measure_above(funding: Funding, stated: Stated, beside: int) -> str | None:
    """The measure of the amount above, where a line is a part of what stands there."""
    above = funding.beside
    if stated.row_no > above.row_no + 1:
        return None
    is_part = len(above.measures) > 1 or _PART.match(squeeze(stated.label))
    measure = above.measures.get(stated.column_no) if is_part else None
    if measure and beside == len(above.measures):
        above.row_no = stated.row_no
    return measure


def _is_under_whole(funding: Funding, stated: Stated) -> bool:
    """Whether a line stands under the whole project's total, and not under the year's."""
    whole, year = funding.beside.whole, funding.beside.year
    if stated.key in TOTALS or whole is None or stated.label_column < whole:
        return False
    return year is None or stated.label_column < year or year < whole


def _take(funding: Funding, stated: Stated) -> None:
    """Records a stated amount by its label; money that no label explains is left."""
    label = squeeze(stated.label).rstrip(":")
    is_read = _AMOUNT.fullmatch(stated.text) or number(stated.text) is not None
    if stated.key and not is_read:
        _leave(funding, stated, Reason.UNREADABLE_FIGURE)
    elif not is_read or (_NO_MONEY.fullmatch(label) and not stated.measure):
        return
    elif stated.is_whole:
        funding.wholes.append(stated)
    elif stated.measure and _is_free(funding, stated):
        _add(funding, stated, stated.measure)
    elif (stated.key or _MONEY.fullmatch(label)) and not _repeats(funding, stated):
        _leave(funding, stated, Reason.UNKNOWN_ROW)


def _is_free(funding: Funding, stated: Stated) -> bool:
    """Whether neither another figure says the same, nor is one read in the same cell."""
    place = stated.row_no, stated.column_no
    return not has(funding, stated.key, stated.measure or "") and not any(
        (amount.row_no, amount.column_no) == place for amount in funding.sheet.amounts
    )


def _add(funding: Funding, stated: Stated, measure: str) -> None:
    digits, unit = _printed(stated)
    cells = list(stated.row.cells)
    cells[stated.column_no] = digits
    row = Row(tuple(cells), stated.row.places)
    (figure,) = figures_of(row, stated.column_no, stated.column_no + 1)
    funding.sheet.headers, funding.sheet.given = {}, {measure: stated.column_no}
    name = RowName(stated.key, None, stated.label)
    placed = Placement((measure,), AS_PUBLISHED, ())
    funding.sheet.add(stated.row_no, row, name, [figure], placed, unit)


def _printed(stated: Stated) -> tuple[str, str | None]:
    """The digits of a stated amount and the unit beside them, as printed."""
    digits = _AMOUNT.fullmatch(stated.text)
    if digits is None:
        return stated.text, money_unit(stated.label)
    unit = "万元" if digits[2] == "万" else digits[2]
    return digits[1], unit or money_unit(stated.label)


def has(funding: Funding, key: str, measure: str) -> bool:
    """Whether the funds have a figure of a line and a measure."""
    return any(a.row_key == key and a.measure == measure for a in funding.sheet.amounts)


def _repeats(funding: Funding, stated: Stated) -> bool:
    """Whether a figure says once more what is read of the whole."""
    parsed = number(_printed(stated)[0])
    return parsed is not None and any(
        amount.row_key in (*TOTALS, stated.key) and amount.amount == parsed.value
        for amount in funding.sheet.amounts
    )


def _leave(funding: Funding, stated: Stated, reason: Reason) -> None:
    leave_figure(
        funding, reason, stated.row_no, stated.row, stated.column_no,
        RowName(stated.key, None, stated.label), stated.measure, _printed(stated)[0],
    )  # fmt: skip
