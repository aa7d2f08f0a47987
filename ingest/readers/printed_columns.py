"""Tables that a text prints without tabs: cells between bars, or columns by runs of spaces.

Each run of such lines becomes lines with a tab between cells, so that it is read as any other
table of a text (`readers.text`). Columns by spaces are places on the line, where a wide
character takes two; where a line does not fit them nothing is cut, and the text stays text.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.values import number

_BARS = "|｜│┃║┆┊"
_BAR = re.compile(rf"\s*[{_BARS}]\s*")
_APART = re.compile(r"(?<=\S)(?:\u3000|  )")
_RULE = re.compile(r"[\s|｜│┃║┆┊+:=\-_—─━┄┈═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+")
_GAP = re.compile(r"\s*(?:\u3000|  )\s*")
_SPACE = re.compile(r"\s+")
_MONEY = re.compile(r"[-+(（]?[\d,，]+[.．]\d+[)）]?")
_LEAST_CELLS = 3
_LEAST_ROWS = 3
_NEARLY_FULL = 0.6
"""The share of the fullest line's cells that a line must print to say where columns stand."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text with the places of its line that it takes, the last one not included."""

    text: str
    first: int
    end: int


def in_tabs(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines without a blank one between them, with tabs for bars or columns of spaces.

    As many lines come back; a rule between rows becomes an empty one.
    """
    if any("\t" in line for line in lines):
        return tuple(lines)
    if any(map(_has_bars, lines)):
        return _by_bars(lines)
    marked = _by_marks(lines)
    if marked is not None:
        return marked
    apart = sum(1 for line in lines if len(_APART.findall(line)) >= _LEAST_CELLS - 1)
    placed = _by_spaces(lines) if apart >= _LEAST_ROWS - 1 else tuple(lines)
    return placed if placed != tuple(lines) else _by_count(lines)


def _by_marks(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Lines of values parted by commas or semicolons, as many in each; None where they are not.

    A value with a mark in it stands in quotation marks.
    """
    for mark in ",;":
        if all(line.count(mark) < _LEAST_CELLS - 1 for line in lines):
            continue
        try:
            rows = [next(csv.reader([line], delimiter=mark, strict=True), []) for line in lines]
        except csv.Error:
            continue
        last = max(i for i, row in enumerate(rows) if len(row) >= _LEAST_CELLS)
        first = next(i for i, row in enumerate(rows) if len(row) >= _LEAST_CELLS)
        body = rows[first : last + 1]
        if len({len(row) for row in body}) == 1 and _are_rows(body):
            cut = ["\t".join(cell.strip() for cell in row) for row in body]
            return (*lines[:first], *cut, *lines[last + 1 :])
    return None


def _by_count(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines whose texts between white space are as many in each: there is no blank cell."""
    for gap in (_GAP, _SPACE):
        rows = [gap.split(line.rstrip()) for line in lines]
        most = max(map(len, rows))
        full = [i for i, row in enumerate(rows) if len(row) == most]
        body = rows[full[0] : full[-1] + 1]
        if len({len(row) for row in body}) == 1 and most >= _LEAST_CELLS and _are_rows(body):
            cut = ["\t".join(row) for row in body]
            return (*lines[: full[0]], *cut, *lines[full[-1] + 1 :])
    return tuple(lines)


def _are_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether lines cut into cells are a table of amounts: a head, figures below each other."""
    figures = [[number(cell) is not None for cell in row] for row in rows]
    money = sum(any(map(_MONEY.fullmatch, row)) for row in rows)
    columns = [sum(column[1:]) for column in zip(*figures, strict=True)]
    return (
        len(rows) >= _LEAST_ROWS
        and money >= _LEAST_ROWS - 1
        and not any(figures[0])
        and any(count >= _LEAST_ROWS - 1 for count in columns)
    )


def _has_bars(line: str) -> bool:
    return sum(map(line.count, _BARS)) >= _LEAST_CELLS - 1


def _by_bars(lines: Sequence[str]) -> tuple[str, ...]:
    made: list[str] = []
    for are_rows, run in groupby(lines, key=lambda line: _has_bars(line) or _is_rule(line)):
        part = list(run)
        rows = [line for line in part if not _is_rule(line)]
        counts = {len(_BAR.findall(line)) for line in rows}
        if are_rows and len(rows) >= _LEAST_ROWS and len(counts) == 1:
            is_framed = all(_BAR.match(row) and row.rstrip()[-1:] in "|｜│┃║" for row in rows)
            made += ["" if _is_rule(line) else _row(line, is_framed) for line in part]
        else:
            made += part
    return tuple(made)


def _is_rule(line: str) -> bool:
    """Whether a line only parts rows: `|---|---|`, `├──┼──┤`."""
    return _RULE.fullmatch(line) is not None and len(set(line) & set("-=─━═_—┄┈")) > 0


def _row(line: str, is_framed: bool) -> str:
    cells = _BAR.split(line)
    return "\t".join(cell.strip() for cell in (cells[1:-1] if is_framed else cells))


def _by_spaces(lines: Sequence[str]) -> tuple[str, ...]:
    """Lines with their columns cut, where places as shown or as counted cut them in one way."""
    found = {cut for width in (_shown, _counted) if (cut := _cut(lines, width)) is not None}
    return found.pop() if len(found) == 1 else tuple(lines)


def _cut(lines: Sequence[str], width: Callable[[str], int]) -> tuple[str, ...] | None:
    cells = [list(_cells(line, width)) for line in lines]
    first = next((i for i, row in enumerate(cells) if len(row) >= _LEAST_CELLS), len(lines))
    last = len(lines)
    while last > first and len(cells[last - 1]) < _LEAST_CELLS - 1:
        last -= 1
    body = cells[first:last]
    figures = sum(1 for row in body if any(_MONEY.fullmatch(cell.text) for cell in row))
    if len(body) < _LEAST_ROWS or figures < _LEAST_ROWS - 1:
        return None
    columns = _columns(body)
    rows = [_placed(row, columns) for row in body]
    if len(columns) < _LEAST_CELLS or any(row is None for row in rows):
        return None
    made = ["\t".join(row) for row in rows if row is not None]
    while first and (above := _beside_each_other(cells[first - 1], columns)) is not None:
        made.insert(0, "\t".join(above))
        first -= 1
    return (*lines[:first], *made, *lines[last:])


def _beside_each_other(
    row: Sequence[_Cell], columns: Sequence[tuple[int, int]]
) -> list[str] | None:
    """A name and what it names above a table's first full row, each where a column begins."""
    starts = {first for first, _ in columns}
    is_pair = len(row) == _LEAST_CELLS - 1 and all(cell.first in starts for cell in row)
    says = any(mark in cell.text for cell in row for mark in ":：")
    return _placed(row, columns) if is_pair and not says else None


def _cells(line: str, width: Callable[[str], int]) -> Iterator[_Cell]:
    """The texts of a line between runs of white space, with their places."""
    place = 0
    position = 0
    for text in _GAP.split(line.rstrip()):
        at = line.index(text, position) if text else position
        place += sum(map(width, line[position:at]))
        end = place + sum(map(width, text))
        if text.strip():
            lead = len(text) - len(text.lstrip())
            yield _Cell(text.strip(), place + lead, end)
        place, position = end, at + len(text)


def _counted(_: str) -> int:
    return 1


def _shown(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _columns(rows: Sequence[Sequence[_Cell]]) -> list[tuple[int, int]]:
    """The places of each column: those that cells of well filled rows take, run together."""
    most = max(map(len, rows))
    spans = sorted(
        (cell.first, cell.end)
        for row in rows
        if len(row) >= _NEARLY_FULL * most
        for cell in row
    )
    found: list[tuple[int, int]] = []
    for first, end in spans:
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((first, end))
    return found


def _placed(row: Sequence[_Cell], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """The row's texts by column; None where two stand in one, or a figure in none or two."""
    texts = [""] * len(columns)
    for cell in row:
        under = [i for i, (a, b) in enumerate(columns) if cell.first < b and a < cell.end]
        is_figure = number(cell.text) is not None
        if not under or (is_figure and len(under) > 1) or texts[under[0]]:
            return None
        texts[under[0]] = cell.text
    return texts
