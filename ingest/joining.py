"""Parts of one table → the table: what a page's end, or an author, has cut in two or more.

Stands between reading and recognising, and is the same for every format. A part has no
title of its own; it prints the head of the table before it again, or none, or that head
stands alone as a table. It goes on with that table where its columns fit, its codes and
numbers go on, and nothing is said between but what runs through the pages. Rows keep their
places. Two tables are never joined, nor a table and its repetition.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.account_unit import money_unit
from ingest.documents import Block, Grid, Line, Prose, Row
from ingest.headers import is_number_line
from ingest.labels import is_of_labels
from ingest.number_text import MARK
from ingest.other_columns import on_columns_of
from ingest.readers.assemble import is_page_mark, is_title
from ingest.values import is_blank, number, squeeze, written_number

LEAST_COLUMNS = 3
MAX_NAMED = 4
"""How many lines above a table, up to its title, may be printed again above its next part."""
LONGEST_CODE, LONGEST_PART = 7, 2
LEAST_NUMBERED = 3
"""So many numbers that follow each other number the rows of a table."""
_CONTINUED = re.compile(r"[(（]?(?:续上?表?|接上[页表]|[转接续]下[页表])[一二三四五\d]*[)）]?")
_SHEET_NUMBER = re.compile(r"(?:附|公开|财决|预算)*(?:表\d{1,2}|\d{1,2}表?)")
_UNIT_LINE = re.compile(r"[(（]?(?:金额)?单位[:：]?[^,，。:：]{1,6}[)）]?")
_NOTE = re.compile(r"[(（]?(?:附?注|备注|说明)\d*[:：]")
_FOOTNOTE = re.compile(MARK)
_EXACT = re.compile(r"\d[.,]\d")
_WORD = re.compile(r"[A-Za-z一-鿿]{2}")
_NAMING = re.compile(r"[:：]|(?:19|20)\d\d年|续表")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[2-5]\d\d(?:\d\d){0,2}|[1-9]\d\d(?:\d\d\d){1,3}")
"""A code of a function, an economic class or a unit."""
_WITH_NAME = re.compile(r"[\[(]?(\d{3,7})[\])]?[-—_:.、]*[^\d\W]")
_GRAND_TOTAL = re.compile(r"合计|(?:收入|支出)?总计")
_ANY_TOTAL = re.compile(r".*[合总小]计")
_LINE_NUMBER = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"([(（]?)([一二三四五六七八九十]{1,3}|\d{1,3})([)）、.．])")

Mark = tuple[str, int]
"""How an item is numbered, and its number: `（二）` is (`（一）`, 2)."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table by its head, the rows from its first figure on, and its number of columns."""

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    width: int


def rejoined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, tables that were cut put together; what stood between comes after them."""
    made: list[Block] = []
    for block in _with_titles_as_text(blocks):
        at = _table_above(made) if isinstance(block, Grid) else None
        above = made[at] if at is not None else None
        if at is None or not isinstance(block, Grid) or not isinstance(above, Grid):
            made.append(block)
            continue
        between = [line for text in made[at + 1 :] for line in _lines(text)]
        rest = block.rows if _goes_on(above, between, block) else _moved(above, between, block)
        if rest:
            made[at] = replace(above, rows=above.rows + rest, after=block.after)
        else:
            made.append(block)
    return tuple(made)


def _moved(above: Grid, between: Sequence[Line], part: Grid) -> tuple[Row, ...]:
    """A part on the columns of a table, where it stands on others; none where it may not be."""
    is_next = not part.before and all(
        _says_nothing(_bare(line.text), above) for line in between
    )
    if not is_next or not goes_on_by_codes(above, part):
        return ()
    return on_columns_of(_table(above).body, part.rows, _place_in_tree) or ()


def _place_in_tree(row: Row) -> str | None:
    return "" if _total(row) else code_of(row)


def goes_on_by_codes(above: Grid, part: Grid) -> bool:
    """Whether a part without a head goes on with a table's codes, wherever they stand in it.

    Its columns need not be the table's, as `rejoined` asks.
    """
    table = _table(above)
    if not table.body or not _is_body(part.rows[0]) or _is_over(table.body, part.rows):
        return False
    mine = [code for row in table.body if (code := code_of(row))]
    theirs = [code for row in part.rows if (code := code_of(row))]
    if not mine or not theirs or 2 * len(mine) < len(table.body) - 1:
        return False
    is_of_one = mine[-1][0] == theirs[0][0]  # 2: functions, 3: economic classes
    return is_of_one and mine == sorted(mine) and mine[-1] < theirs[0]


def code_of(row: Row) -> str | None:
    """The code that a row prints before a name, whole or in parts."""
    found = _code(row)
    return found[1] if found else None


def _with_titles_as_text(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a table that only arranges the titles over the next one as text.

    What stands over such a table stands over the next one.
    """
    above: tuple[Line, ...] = ()
    for i, block in enumerate(blocks):
        if isinstance(block, Prose):
            yield block
            if not _is_top_of(block, blocks[i + 1 : i + 2]):
                above = ()
            continue
        if _heads_another(blocks[i + 1 : i + 3]) and all(map(_is_of_titles, block.rows)):
            above += block.before + tuple(
                Line(text, place)
                for row in block.rows
                for text, place in zip(row.cells, row.places, strict=True)
                if text
            )
            yield Prose(block.block_no, above)
            continue
        yield replace(block, before=(*above, *block.before)) if above else block
        above = ()


def _heads_another(following: Sequence[Block]) -> bool:
    """Whether a table follows, perhaps below titles that stand in its own first rows."""
    if following and isinstance(following[0], Prose):
        return _is_top_of(following[0], following[1:])
    return bool(following)


def _is_top_of(text: Prose, following: Sequence[Block]) -> bool:
    """Whether running text was the first row of the table that follows."""
    return any(
        isinstance(grid, Grid) and all(_is_of(line, grid) for line in text.lines)
        for grid in following
    )


def _is_of_titles(row: Row) -> bool:
    """Whether a row prints one text, or the labels over a table."""
    printed = [cell for cell in row.cells if cell.strip()]
    is_text = len(printed) <= 1 or is_of_labels(row) or any(map(money_unit, printed))
    return is_text and not any(number(cell) is not None for cell in printed)


def _table_above(made: Sequence[Block]) -> int | None:
    return next((i for i in range(len(made) - 1, -1, -1) if isinstance(made[i], Grid)), None)


def _lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else ()


def _goes_on(above: Grid, between: Sequence[Line], part: Grid) -> bool:
    """Whether a part goes on with a table, what stands between them being known."""
    if above.merges_known != part.merges_known or not _is_as_wide(above, part):
        return False
    table = _table(above)
    first = _titles(part.rows)
    alone = [next(filter(None, row.cells)) for row in part.rows[:first]]
    alone += [line.text for line in between if _is_of(line, part)]
    said = [
        _bare(line.text)
        for line in between
        if not _is_of(line, part) and not _is_sheets_number(line)
    ]
    again = {_texts(row) for row in table.head}
    rest = [row for row in part.rows[first:] if _texts(row) not in again]
    has_head = _texts(part.rows[first]) in again if first < len(part.rows) else False
    known = set(_named(above, table))
    if not table.body:  # a note cannot be of rows that are not printed yet
        said = [text for text in said if not _NOTE.match(text) or "空表" in text]
    said += [text for text in map(_bare, alone) if has_head or text in known or _names(text)]
    if not all(text in known or _says_nothing(text, above) for text in said):
        return False
    if not any(map(_is_body, rest)):
        return False
    if not table.body:
        return not has_head and _can_head(table, rest)
    if not _columns_fit(table, rest) or _is_over(table.body, rest):
        return False
    numbered = _number_on(table.body, rest, has_head)
    is_narrow = table.width < LEAST_COLUMNS and not has_head
    is_titled = any(is_title(text) for text in said)
    return numbered is True or (numbered is None and not is_titled and not is_narrow)


def _is_sheets_number(line: Line) -> bool:
    """Whether a line is the name of a sheet that only numbers it: `表4`, `公开04表`."""
    is_name = line.place == f"sheet {line.text}"
    return is_name and _SHEET_NUMBER.fullmatch(squeeze(line.text)) is not None


def _is_of(line: Line, part: Grid) -> bool:
    """Whether a line was the first row of a part, which printed nothing else."""
    table, found, _ = line.place.rpartition(" row ")
    return bool(found) and part.rows[0].places[0].startswith(f"{table} row ")


def _names(text: str) -> bool:
    """Whether a row of one text names a table, its body, its year or its unit."""
    return is_title(text) or _NAMING.search(text) is not None


def _table(grid: Grid) -> _Table:
    rows = grid.rows
    first = next((i for i, row in enumerate(rows) if _is_body(row)), len(rows))
    return _Table(rows[:first], rows[first:], _width(rows))


def _width(rows: Iterable[Row]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _is_body(row: Row) -> bool:
    """Whether a row prints figures, a code or a number of its own; years may head columns."""
    return not is_number_line(row) and any(
        number(cell) is not None and not _YEAR.fullmatch(squeeze(cell)) for cell in row.cells
    )


def _texts(row: Row) -> tuple[str, ...]:
    return _texts_of(row.cells)


@lru_cache(maxsize=16_384)
def _texts_of(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(cell) for cell in cells if not is_blank(cell))


def _titles(rows: Sequence[Row]) -> int:
    """How many rows of one text a part begins with."""
    return next(
        (i for i, row in enumerate(rows) if len(_texts(row)) != 1 or _is_body(row)), len(rows)
    )


def _bare(text: str) -> str:
    """A line without what says that it is printed once more."""
    return _CONTINUED.sub("", squeeze(text))


def _named(grid: Grid, table: _Table) -> Iterator[str]:
    """What is printed over a table from its title on."""
    for row in table.head[: _titles(table.head)]:
        yield _bare(row.cells[0])
    for line in reversed(grid.before[-MAX_NAMED:]):
        yield _bare(line.text)
        if is_title(line.text):
            return


def _says_nothing(text: str, above: Grid) -> bool:
    """Whether a line between two parts is a page's number, a footnote, or the unit of both."""
    if not text or is_page_mark(text) or _is_footnote(text, above):
        return True
    units = {money_unit(line.text) for line in above.before[-MAX_NAMED:]} - {None}
    return bool(_UNIT_LINE.fullmatch(text)) and (not units or money_unit(text) in units)


def _is_footnote(text: str, above: Grid) -> bool:
    """Whether a line begins with the mark behind a figure of a table: `(1)含上年结转`."""
    found = _FOOTNOTE.match(text)
    return found is not None and any(
        (printed := number(cell)) is not None and printed.mark_text == found[0]
        for row in above.rows
        for cell in row.cells
    )


def _is_as_wide(above: Grid, part: Grid) -> bool:
    """Whether a part has the columns of a table; plain text does not print the last blanks."""
    if part.merges_known:
        return _width(part.rows) == _width(above.rows) > 1
    return 1 < max(map(_printed, part.rows)) <= max(map(_printed, above.rows))


def _printed(row: Row) -> int:
    """How many columns a row has up to the last that it prints."""
    return max((i for i, cell in enumerate(row.cells, start=1) if cell.strip()), default=0)


def _can_head(table: _Table, rest: Sequence[Row]) -> bool:
    """Whether a table of no figures heads the rows that follow, which have no head."""
    cells = [row.covered or row.cells for row in table.head]
    headed = {i for row in cells for i, text in enumerate(row) if not is_blank(text)}
    printed = {
        i for row in rest for i, cell in enumerate(row.cells) if number(cell) is not None
    }
    is_begun = _is_body(rest[0]) or is_number_line(rest[0])
    return is_begun and len(headed) >= LEAST_COLUMNS and max(printed) <= max(headed)


def _columns_fit(table: _Table, rest: Sequence[Row]) -> bool:
    """Whether no column of texts goes on with figures, and none of figures with words."""
    worded = set()
    for column in range(table.width):
        mine, theirs = _cells(table.body, column), _cells(rest, column)
        if any(map(_WORD.search, mine)):
            worded.add(column)
            none = not any(number(cell) is not None for cell in mine)
            if none and any(map(_is_amount, theirs)):
                return False
        elif any(map(_is_amount, mine)) and any(map(_WORD.search, theirs)):
            return False
    first = next(i for i, row in enumerate(rest) if _is_body(row))
    return not any(_heads(row, worded) for row in rest[:first])


def _is_amount(text: str) -> bool:
    return _EXACT.search(text) is not None and number(text) is not None


def _heads(row: Row, worded: Container[int]) -> bool:
    """Whether a row without figures is another head: its words stand where no names do."""
    return len(_texts(row)) > 1 and any(
        _WORD.search(cell) and not _ANY_TOTAL.fullmatch(squeeze(cell))
        for i, cell in enumerate(row.cells)
        if i not in worded
    )


def _cells(rows: Iterable[Row], column: int) -> list[str]:
    """What some rows print in a column, rows of one text left out."""
    return [
        squeeze(row.cells[column])
        for row in rows
        if column < len(row.cells) and not is_blank(row.cells[column]) and len(_texts(row)) > 1
    ]


def _is_over(body: Sequence[Row], rest: Sequence[Row]) -> bool:
    """Whether a table has said all, its total last, or a part begins with what it has said."""
    totals = [_total(row) for row in body]
    first = next(row for row in rest if _is_body(row))
    is_closed = len(body) > 1 and bool(totals[-1]) and not totals[0]
    is_again = bool(_total(first)) and _total(first) in totals
    return is_closed or is_again or any(_texts(first) == _texts(row) for row in body)


def _total(row: Row) -> str:
    """The words that say that a row is the total of all; '' where it is none."""
    words = next((text for text in _texts(row) if _WORD.search(text)), "")
    return words if _GRAND_TOTAL.fullmatch(words) else ""


def _begins_with_total(row: Row) -> bool:
    words = next((text for text in _texts(row) if _WORD.search(text)), "")
    return _ANY_TOTAL.fullmatch(words) is not None


def _number_on(body: Sequence[Row], rest: Sequence[Row], has_head: bool) -> bool | None:
    """Whether codes, line numbers and ordinals go on; None where the table prints none.

    Items may begin anew within a table, but not where its head is printed again.
    """
    said = [_codes_go_on(body, rest)]
    first = next(i for i, row in enumerate(rest) if _is_body(row))
    for column in range(_width(body)):
        mine = _cells(body, column)
        said.append(_numbers_go_on(mine, _cells(rest, column)))
        items = _ordinals_go_on(mine, _cells(rest[: first + 1], column))
        said.append(items or (None if not has_head else items))
    if said[0] is not False and True in said:
        return True
    return False if False in said else None


def _codes_go_on(body: Sequence[Row], rest: Sequence[Row]) -> bool | None:
    """Whether the next code is not smaller; a total of all may stand last, without one."""
    found = [code for row in body if (code := _code(row))]
    column = Counter(place for place, _ in found).most_common(1)[0][0] if found else 0
    mine = [code for place, code in found if place == column]
    others = [code for row in rest if (code := _code(row))]
    theirs = [code for place, code in others if place == column]
    if not mine or 2 * len(mine) < sum(map(_is_body, body)) - 1 or mine != sorted(mine):
        return None
    if not others:
        return all(map(_begins_with_total, filter(_is_body, rest)))
    return None if not theirs or theirs[0] == mine[-1] else theirs[0] > mine[-1]


def _code(row: Row) -> tuple[int, str] | None:
    """The first code that a row prints before a name, whole or in parts, and its column."""
    code, column = "", 0
    for i, text in enumerate(map(squeeze, row.cells)):
        if is_blank(text):
            continue
        if not code:
            named = _WITH_NAME.match(text)
            if named and _CODE.fullmatch(named[1]):
                return i, named[1]
            if _CODE.fullmatch(text):
                code, column = text, i
            elif number(text) is not None and not _LINE_NUMBER.fullmatch(text):
                return None
        elif text.isdecimal() and text.startswith(code) and _CODE.fullmatch(text):
            code = text
        elif text.isdecimal() and len(text) <= LONGEST_PART and len(code) < LONGEST_CODE:
            code += text.zfill(LONGEST_PART)
        else:
            return (column, code) if _WORD.search(text) else None
    return None


def _numbers_go_on(mine: Sequence[str], theirs: Sequence[str]) -> bool | None:
    """Whether a column that numbers the rows goes on with the next number."""
    numbers = [int(text) for text in mine if _LINE_NUMBER.fullmatch(text)]
    after = [int(text) for text in theirs if _LINE_NUMBER.fullmatch(text)]
    follow = all(b == a + 1 for a, b in pairwise(numbers))
    if len(numbers) < LEAST_NUMBERED or not follow or not after:
        return None
    return after[0] == numbers[-1] + 1


def _ordinals_go_on(mine: Sequence[str], theirs: Sequence[str]) -> bool | None:
    """Whether items go on; None where the next one is numbered otherwise than the last."""
    marks = [mark for text in mine if (mark := _mark(text))]
    after = [mark for text in theirs if (mark := _mark(text))]
    if not marks or not after or marks[-1][0] != after[0][0]:
        return None
    return after[0][1] > marks[-1][1]


def _mark(text: str) -> Mark | None:
    found = _ORDINAL.match(text)
    if found is None or number(text) is not None:
        return None
    opening, digits, closing = found.groups()
    if digits.isdecimal():
        return f"{opening}1{closing}", int(digits)
    return f"{opening}一{closing}", written_number(digits) or 0
