"""The cells of an indicator row → the form's columns, by what each column can hold.

A row whose cells stand under their own headers is taken as printed, whatever is blank in
it: no name moves because a value is missing. A displaced one is put back: its cells in
printed order go to the columns that can hold them, so that level names stand in their
level, and the row moves as one where it can. Cells under a header that is none of the
form's take no part.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.alignment import AS_PUBLISHED, REALIGNED, UNRECONCILED
from ingest.documents import Row
from ingest.measures import operator, quantity
from ingest.shapes.indicator_words import (
    is_any_level,
    is_group_name,
    is_kind,
    is_level_name,
    is_placeholder,
    is_value,
)
from ingest.units import is_unit
from ingest.value import value
from ingest.values import is_blank, number, squeeze

MAX_TRIALS = 20_000
"""Placements tried for one row before it is given up as unreconciled."""

NAME = "indicator"
"""What an indicator row cannot do without."""
FIGURES = ("weight", "score")
"""Columns that hold numbers alone."""
_VALUES = ("target", "adjusted_target", "half_year", "actual")
_EXPECTED = ("operator", *_VALUES, *FIGURES)
"""What a displaced row is expected to fill where its table prints the column."""
_LONGEST_UNIT = 8
_MOST_TO_PLACE = 12


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """The texts of a row by column, the grid column of each, and how it was read.

    `left` are the grid columns of cells that no column of the form takes.
    """

    texts: dict[str, str]
    columns: Mapping[str, int]
    reading: str
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table prints the form's columns.

    `beside` are columns under a header that is none of the form's; `under` names the column
    of the form whose merged header covers a grid column.
    """

    positions: Mapping[str, int]
    beside: Collection[int] = ()
    under: Mapping[int, str] | None = None


@value(frozen=True, slots=True)
class _Cell:
    column_no: int
    text: str


_Placed = Mapping[str, _Cell]


def cells_of(row: Row, beside: Collection[int] = ()) -> list[tuple[int, str]]:
    """The cells of a row that say something of its indicator, with their columns."""
    return [
        (column, text)
        for column, text in enumerate(row.cells)
        if not (is_blank(text) or column in beside or is_group_name(text))
        and not is_placeholder(text)
    ]


def place(row: Row, columns: Columns) -> PlacedRow:
    """The row in the form's columns.

    Without a name in its texts it is no indicator: the header gives it none, and nothing
    shows that the row is displaced.
    """
    cells = [_Cell(*cell) for cell in cells_of(row, columns.beside)]
    given, stray = _by_header(cells, columns)
    bad = {name for name in given if _is_wrong(name, given)}
    own = {name: cell for name, cell in given.items() if name not in bad}
    left = (*stray, *(given[name].column_no for name in bad))
    is_named = NAME in own
    if is_named and not left:
        return _placed(own, AS_PUBLISHED, columns)
    best = _best(cells, columns.positions)
    stays = is_named and _bears_out(own, is_row=True)
    if best is not None and (not stays or _improves(best, own, bad, columns)):
        moved = any(columns.positions[name] != cell.column_no for name, cell in best.items())
        return _placed(best, REALIGNED if moved else AS_PUBLISHED, columns)
    is_whole = bool(stays) and bad <= set(FIGURES)
    reading = AS_PUBLISHED if is_whole else UNRECONCILED
    return _placed(own, reading, columns, tuple(sorted(left)))


def _improves(best: _Placed, own: _Placed, bad: set[str], columns: Columns) -> bool:
    """Whether a placement is better than a row as its header has it.

    It fills more of the columns, or only gives a place to what the header gave none.
    """
    if _empty(best, columns) < _empty(own, columns):
        return True
    moves_none = all(best.get(name) == cell for name, cell in own.items())
    return moves_none and not bad <= set(FIGURES)


def _by_header(
    cells: Sequence[_Cell], columns: Columns
) -> tuple[dict[str, _Cell], tuple[int, ...]]:
    """Each cell under the form's header above it, and the columns of those under none."""
    measures = {column: name for name, column in columns.positions.items()}
    given = {measures[c.column_no]: c for c in cells if c.column_no in measures}
    stray = []
    for cell in cells:
        if cell.column_no in measures:
            continue
        name = (columns.under or {}).get(cell.column_no)
        if name is None or name in given:
            stray.append(cell.column_no)
        else:
            given[name] = cell
    return given, tuple(stray)


def _is_wrong(name: str, given: _Placed) -> bool:
    """Whether a cell cannot be what the header over it says."""
    text = given[name].text
    if not _fits(name, text) or _is_misplaced(name, given):
        return True
    return name == NAME and any(
        value in given and squeeze(given[value].text) == squeeze(text) for value in _VALUES
    )  # a name that its own value repeats is no name


def _placed(
    cells: _Placed, reading: str, columns: Columns, left: tuple[int, ...] = ()
) -> PlacedRow:
    """A row so placed; among levels, a level's name in the place of an indicator's is both."""
    texts = {name: cell.text for name, cell in cells.items()}
    has_levels = "level2" in columns.positions or "level1" in columns.positions
    if has_levels and is_level_name(texts.get(NAME, ""), 2) and "level2" not in texts:
        texts["level2"] = texts[NAME]
    places = {name: cell.column_no for name, cell in cells.items()}
    return PlacedRow(texts, places, reading, left)


Cost = tuple[int, int, int, int]


def _best(cells: Sequence[_Cell], positions: Mapping[str, int]) -> _Placed | None:
    """The one placement of least cost, if something in it shows that the row is displaced."""
    if len(cells) > _MOST_TO_PLACE:
        return None
    ranked = sorted(_ranked(cells, positions), key=lambda found: found[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1] if _bears_out(ranked[0][1]) else None


def _ranked(
    cells: Sequence[_Cell], positions: Mapping[str, int]
) -> list[tuple[Cost, dict[str, _Cell]]]:
    """Every admissible placement with its cost.

    Expected columns left empty, level names in the wrong column, changes of shift from
    cell to cell, and the distance moved.
    """
    found = []
    for trial, names in enumerate(_assignments(cells, positions)):
        if trial >= MAX_TRIALS:
            return []
        placed = dict(zip(names, cells, strict=True))
        if not _is_admissible(placed) or not _scores_fit(placed):
            continue
        shifts = [positions[name] - cell.column_no for name, cell in placed.items()]
        changes = sum(a != b for a, b in pairwise(shifts))
        misplaced = sum(_is_misplaced(name, placed) for name in placed)
        empty = sum(name not in placed for name in _EXPECTED if name in positions)
        cost = (empty, misplaced, changes, sum(map(abs, shifts)))
        found.append((cost, placed))
    return found


def _is_admissible(placed: _Placed) -> bool:
    """Whether a placement has a name that is no level's, and a value that is not the name."""
    if NAME not in placed or _is_misplaced(NAME, placed):
        return False
    name = squeeze(placed[NAME].text)
    values = [squeeze(placed[value].text) for value in _VALUES if value in placed]
    return bool(values) and name not in values


def _empty(placed: _Placed, columns: Columns) -> int:
    return sum(name not in placed for name in _EXPECTED if name in columns.positions)


def _bears_out(placed: _Placed, *, is_row: bool = False) -> bool:
    """Whether something in a row shows that its cells stand where this placement has them.

    An official level name in its level, points, a quantity as a value, or one value twice.
    A row as its header has it (`is_row`) needs a level or points: any text is a value.
    """
    if any(
        f"level{n}" in placed and is_level_name(placed[f"level{n}"].text, n) for n in (1, 2)
    ):
        return True
    if any(name in placed for name in FIGURES):
        return True
    values = [squeeze(placed[name].text) for name in _VALUES if name in placed]
    measured = any(quantity(text).number is not None for text in values)
    return not is_row and (measured or len(set(values)) < len(values) or "operator" in placed)


def _assignments(
    cells: Sequence[_Cell], positions: Mapping[str, int]
) -> Iterator[tuple[str, ...]]:
    """Every way to give the cells columns in printed order that can hold them."""
    order = sorted(positions, key=lambda name: positions[name])

    def extend(index: int, first: int) -> Iterator[list[str]]:
        if index == len(cells):
            yield []
            return
        for target in range(first, len(order) - (len(cells) - index) + 1):
            if _fits(order[target], cells[index].text):
                for rest in extend(index + 1, target + 1):
                    yield [order[target], *rest]

    for names in extend(0, 0):
        yield tuple(names)


def _is_points(text: str) -> bool:
    return number(squeeze(text).removesuffix("分")) is not None


def _is_text(text: str) -> bool:
    return number(text) is None and not is_kind(text)


def _is_name(text: str) -> bool:
    return _is_text(text) and not is_value(text)


def _is_no_kind(text: str) -> bool:
    return not is_kind(text)


def _is_unit(text: str) -> bool:
    printed = squeeze(text)
    has_digit = any(letter.isdigit() or letter == "." for letter in printed)
    return len(printed) <= _LONGEST_UNIT and not has_digit and not is_kind(text)


def _is_value(text: str) -> bool:
    return not is_kind(text) and not is_unit(squeeze(text))


_HOLDS: dict[str, Callable[[str], bool]] = {
    **dict.fromkeys(_VALUES, _is_value),
    "level1": _is_name,
    "level2": _is_name,
    NAME: _is_name,
    "deviation": _is_text,
    "unit": _is_unit,
    "kind": is_kind,
    "weight": _is_points,
    "score": _is_points,
}
"""What a column can hold; the others hold any text that is no kind of indicator."""


@lru_cache(maxsize=65_536)
def _fits(name: str, text: str) -> bool:
    """Whether a column can hold a text at all; an operator stands in its own column.

    Of a qualitative indicator that column may say just this: 定性.
    """
    if name == "operator" or operator(text) is not None:
        return name == "operator" and (operator(text) is not None or is_kind(text))
    return _HOLDS.get(name, _is_no_kind)(text)


def _is_misplaced(name: str, placed: _Placed) -> bool:
    """Whether an official level name stands in another column than its level's.

    An indicator may bear its level's name beside that level, or before a value.
    """
    text = placed[name].text
    level1, level2 = is_level_name(text, 1), is_level_name(text, 2)
    if name == "level1":
        return level2 and not level1
    if name == "level2":
        return level1 and not level2
    if name != NAME or not is_any_level(text):
        return False
    beside = placed.get("level2")
    if beside is not None and beside.column_no < placed[name].column_no:
        return False
    return not ("target" in placed and is_value(placed["target"].text))


def _scores_fit(cells: _Placed) -> bool:
    """No more points are given than there are."""
    weight = number(cells["weight"].text) if "weight" in cells else None
    score = number(cells["score"].text) if "score" in cells else None
    return weight is None or score is None or score.value <= weight.value
