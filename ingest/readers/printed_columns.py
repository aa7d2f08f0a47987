"""Tables that a text prints without tabs: cells between bars, or columns by runs of spaces.

Each run of such lines becomes lines with a tab between cells, so that it is read as any other
table of a text (`readers.text`). Columns by spaces are places on the line, where a wide
character takes two; where a line does not fit them nothing is cut, and the text stays text.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.values import CODE_PARTS, number

_BARS = "|｜│┃║┆┊"
_MARKS = ",;^~¦‖#"
_BAR = re.compile(rf"\s*[{_BARS}]\s*")
_APART = re.compile(r"(?<=\S)(?:\u3000|  )")
_RULE = re.compile(r"[\s|｜│┃║┆┊+:=\-_—─━┄┈═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]+")
_BETWEEN = re.compile(rf"\s*[{_BARS};^~¦‖#]\s*")
_GAP = re.compile(r"\s*(?:\u3000|  )\s*")
_SPACE = re.compile(r"\s+")
_MONEY = re.compile(r"[-+(（]?[\d,，]+[.．]\d+[)）]?")
_LEAST_CELLS = 3
_LEAST_ROWS = 3
_LEAST_FIGURES = 3
"""A table prints at least so many figures, or heads and levels of indicators."""
_LETTER = re.compile(r"[一-鿿。，、；]")
_SPACED = 2
"""Letters of one word stand no further apart than this many places."""
_NEARLY_FULL = 0.6
"""The share of the fullest line's cells that a line must print to say where columns stand."""


_Span = tuple[int, int]
"""The first place of a stretch of a line, and the one after its last."""


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


def goes_on(line: str) -> bool:
    """Whether a line is a row of a table by spaces: texts apart, a number among them."""
    return stands_apart(line) and any(
        number(text) is not None for text in _GAP.split(line.strip())
    )


def stands_apart(line: str) -> bool:
    """Whether a line prints several texts with white space between them."""
    return len(_APART.findall(line.strip())) >= _LEAST_CELLS - 1


def uncut(lines: Sequence[str]) -> int | None:
    """The position of the first line of a table that nothing cuts; None where there is none.

    Amounts or numbers stand apart, or between marks, in two lines, or three numbers or two
    amounts in one.
    """
    found = []
    for i, line in enumerate(lines):
        texts = _GAP.split(line.strip()) if _APART.search(line) else []
        if len(between := _BETWEEN.split(line.strip())) > max(len(texts), _LEAST_CELLS):
            texts = between
        numbers = sum(number(text) is not None for text in texts)
        if len(texts) >= _LEAST_CELLS and (numbers > 1 or any(map(_MONEY.fullmatch, texts))):
            amounts = sum(_MONEY.fullmatch(text) is not None for text in texts)
            found += [i] * (1 + (numbers >= _LEAST_FIGURES or amounts > 1))
    return found[0] if len(found) > 1 else None


def _by_marks(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Lines of values parted by one mark, as many in each; None where they are not.

    A value with a mark in it stands in quotation marks.
    """
    for mark in _MARKS:
        if all(line.count(mark) < _LEAST_CELLS - 1 for line in lines):
            continue
        try:
            rows = [next(csv.reader([line], delimiter=mark, strict=True), []) for line in lines]
        except csv.Error:
            continue
        full = [i for i, row in enumerate(rows) if len(row) >= _LEAST_CELLS]
        body = rows[full[0] : full[-1] + 1] if full else []
        if len({len(row) for row in body}) == 1 and _are_rows(body):
            cut = ["\t".join(cell.strip() for cell in row) for row in body]
            return (*lines[: full[0]], *cut, *lines[full[-1] + 1 :])
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
        has_money = any(_MONEY.fullmatch(cell) for line in rows for cell in _BAR.split(line))
        if are_rows and (len(rows) >= _LEAST_ROWS or has_money) and len(counts) == 1:
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
    """Lines with their columns cut, by places as shown or as counted.

    Where several cut them, and not alike, the one counts whose columns are more even.
    """
    found = [
        cut
        for width in (_shown, _shown_wide, _counted)
        if (cut := _cut(lines, width)) is not None
    ]
    least = min((ragged for ragged, _ in found), default=0)
    cuts = {cut for ragged, cut in found if ragged == least}
    return cuts.pop() if len(cuts) == 1 else tuple(lines)


def _cut(
    lines: Sequence[str], width: Callable[[str], int]
) -> tuple[int, tuple[str, ...]] | None:
    """The lines with tabs, and how uneven their columns are; None where they are no table."""
    cells = [_words(_cells(line, width)) for line in lines]
    first = next((i for i, row in enumerate(cells) if len(row) >= _LEAST_CELLS), len(lines))
    last = len(lines)
    while last > first and len(cells[last - 1]) < _LEAST_CELLS - 1:
        last -= 1
    found = _placed_rows(cells[first:last])
    while found is None and first < last and _is_of_labels(cells[first]):
        first += 1
        found = _placed_rows(cells[first:last])
    if found is None:
        return None
    columns, rows = found
    made = ["\t".join(row) if any(row) else "" for row in rows]
    ragged = _raggedness(cells[first:last], columns)
    while first and (above := _beside_each_other(cells[first - 1], columns)) is not None:
        made.insert(0, "\t".join(above))
        first -= 1
    return ragged, (*lines[:first], *made, *lines[last:])


def _placed_rows(
    body: Sequence[Sequence[_Cell]],
) -> tuple[list[_Span], list[list[str]]] | None:
    """The columns of a table's lines and the texts in each; None where they are no table."""
    if len(body) < _LEAST_ROWS - 1 or not _is_table(body):
        return None
    columns = _columns(body)
    rows = [_placed(row, columns) for row in body]
    if len(columns) < _LEAST_CELLS or any(row is None for row in rows):
        return None
    return columns, [row for row in rows if row is not None]


def _is_of_labels(row: Sequence[_Cell]) -> bool:
    """Whether a line stands over a table: a label with its colon, and no figure."""
    texts = [cell.text for cell in row]
    return any(mark in text for text in texts for mark in ":：") and not any(
        number(text) is not None for text in texts
    )


def _is_table(rows: Sequence[Sequence[_Cell]]) -> bool:
    """Whether lines print what a table does: several figures, or levels of indicators."""
    texts = [cell.text for row in rows for cell in row]
    figures = sum(number(text) is not None for text in texts)
    levels = sum("指标" in text for text in texts)
    return max(figures, levels) >= _LEAST_FIGURES


def _beside_each_other(row: Sequence[_Cell], columns: Sequence[_Span]) -> list[str] | None:
    """A name and what it names above a table's first full row, each where a column begins."""
    starts = {first for first, _ in columns}
    is_pair = len(row) == _LEAST_CELLS - 1 and all(
        min(abs(cell.first - start) for start in starts) <= 1 for cell in row
    )
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
        if any(width(letter) and not letter.isspace() for letter in text):
            lead = len(text) - len(text.lstrip())
            yield _Cell(text.strip(), place + lead, end)
        place, position = end, at + len(text)


def _words(cells: Iterable[_Cell]) -> list[_Cell]:
    """The texts of a line, words with their letters spaced out (`项　目`) as one each.

    The heads 类, 款 and 项 stand alone, but for 项 in 项目.
    """
    made: list[_Cell] = []
    letters = ""
    for cell in cells:
        is_letter = _LETTER.fullmatch(cell.text) is not None
        near = bool(made) and cell.first - made[-1].end <= _SPACED
        if near and is_letter and _go_on(letters, cell.text):
            letters += cell.text
            made[-1] = _Cell(letters, made[-1].first, cell.end)
        else:
            letters = cell.text if is_letter else ""
            made.append(cell)
    return made


def _go_on(letters: str, letter: str) -> bool:
    """Whether a letter is of the word that those before it begin."""
    is_head = letters in CODE_PARTS or letter in CODE_PARTS
    return bool(letters) and (letters + letter == "项目" or not is_head)


def _counted(_: str) -> int:
    return 1


def _shown(character: str) -> int:
    if unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown_wide(character: str) -> int:
    """The places of a character in a font in which dashes and marks are as wide as letters."""
    return 2 if unicodedata.east_asian_width(character) == "A" else _shown(character)


def _columns(rows: Sequence[Sequence[_Cell]]) -> list[_Span]:
    """The places of each column: those that cells of well filled rows take, run together.

    Where these print nothing and two other rows do, there is a column as well.
    """
    most = max(map(len, rows))
    full = [cell for row in rows if len(row) >= _NEARLY_FULL * most for cell in row]
    found = _run_together((cell.first, cell.end) for cell in full)
    lone = [(c.first, c.end) for row in rows for c in row if not _under(c, found)]
    more = [span for span in _run_together(lone) if sum(_within(one, span) for one in lone) > 1]
    return sorted([*found, *more])


def _run_together(spans: Iterable[_Span]) -> list[_Span]:
    """Stretches of a line that overlap, as one."""
    found: list[_Span] = []
    for first, end in sorted(spans):
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((first, end))
    return found


def _within(one: _Span, other: _Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _under(cell: _Cell, columns: Sequence[_Span]) -> list[int]:
    """The columns that a text stands in."""
    return [i for i, (a, b) in enumerate(columns) if cell.first < b and a < cell.end]


def _raggedness(rows: Sequence[Sequence[_Cell]], columns: Sequence[_Span]) -> int:
    """How far the texts of columns are from beginning, or ending, at one place each."""
    ragged = 0
    for first, end in columns:
        own = [cell for row in rows for cell in row if cell.first < end and first < cell.end]
        edges = {cell.first for cell in own}, {cell.end for cell in own}
        ragged += min(map(len, edges)) - 1
    return ragged


def _placed(row: Sequence[_Cell], columns: Sequence[_Span]) -> list[str] | None:
    """The row's texts by column; None where two stand in one, or a figure in none or two."""
    texts = [""] * len(columns)
    for cell in row:
        under = _under(cell, columns)
        is_figure = number(cell.text) is not None
        if not under or (is_figure and len(under) > 1):
            return None
        before = texts[under[0]]
        if before and not (_LETTER.fullmatch(cell.text) and _go_on(before, cell.text)):
            return None
        texts[under[0]] = before + cell.text
    return texts
