"""The cells of an indicator row → the form's columns, by what each column can hold.

A row that its header places rightly is taken as printed. A displaced one is put back: its
cells in printed order go to the columns that can hold them, so that the required ones are
filled, level names stand in their level, and the row moves as one where it can.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.alignment import AS_PUBLISHED, REALIGNED, UNRECONCILED
from ingest.documents import Row
from ingest.values import is_blank, number, operator, squeeze

_LEVEL1 = re.compile(r"(?:产出|效益|效果|满意度|成本)(?:指标)?")
_LEVEL2 = re.compile(
    r"(?:数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度?)(?:指标)?等?"
)
_KIND = re.compile(r"定[量性](?:指标)?")
_UNIT = re.compile(r"[^\d.]{1,8}")

MAX_TRIALS = 20_000
"""Placements tried for one row before it is given up as unreconciled."""

REQUIRED = ("indicator", "target")
"""What an indicator row cannot do without."""
_EXPECTED = ("operator", "half_year", "actual", "weight", "score")
"""What a displaced row is expected to fill where its table prints the column."""


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """The texts of a row by column, the grid column of its target, and how it was read."""

    texts: dict[str, str]
    columns: Mapping[str, int]
    reading: str


@dataclass(frozen=True, slots=True)
class _Cell:
    column_no: int
    text: str


def is_level_name(text: str, level: int) -> bool:
    """Whether a text is an official first- or second-level heading of indicators."""
    return bool((_LEVEL1 if level == 1 else _LEVEL2).fullmatch(squeeze(text)))


def place(row: Row, positions: Mapping[str, int]) -> PlacedRow:
    """The row in the form's columns, given each column's place by the header."""
    cells = [_Cell(i, text) for i, text in enumerate(row.cells) if text and not is_blank(text)]
    measures = {column: name for name, column in positions.items()}
    given = {measures[cell.column_no]: cell for cell in cells if cell.column_no in measures}
    fits = len(given) == len(cells) and _defects(given) == 0
    if fits and _scores_fit(given):
        return _placed(given, AS_PUBLISHED)
    ranked = sorted(_ranked(cells, positions), key=lambda found: found[0])
    if fits and not ranked:  # no other place for any cell: the points themselves are wrong
        return _placed(given, AS_PUBLISHED)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return _placed(given, UNRECONCILED)
    best = ranked[0][1]
    moved = any(positions[name] != cell.column_no for name, cell in best.items())
    return _placed(best, REALIGNED if moved else AS_PUBLISHED)


def _placed(cells: Mapping[str, _Cell], reading: str) -> PlacedRow:
    texts = {name: cell.text for name, cell in cells.items()}
    if is_level_name(texts.get("indicator", ""), 2) and "level2" not in texts:
        texts["level2"] = texts["indicator"]
    return PlacedRow(texts, {name: cell.column_no for name, cell in cells.items()}, reading)


Cost = tuple[int, int, int, int]


def _ranked(
    cells: Sequence[_Cell], positions: Mapping[str, int]
) -> list[tuple[Cost, dict[str, _Cell]]]:
    """Every admissible placement with its cost.

    Expected columns left empty, level names in the wrong column, changes of shift from
    cell to cell, and the distance moved.
    """
    expected = [name for name in _EXPECTED if name in positions]
    found = []
    for trial, names in enumerate(_assignments(cells, positions)):
        if trial >= MAX_TRIALS:
            return []
        placed = dict(zip(names, cells, strict=True))
        if any(name not in placed for name in REQUIRED) or not _scores_fit(placed):
            continue
        shifts = [positions[name] - cell.column_no for name, cell in placed.items()]
        changes = sum(a != b for a, b in pairwise(shifts))
        misplaced = sum(_is_misplaced(name, cell.text) for name, cell in placed.items())
        empty = sum(name not in placed for name in expected)
        cost = (empty, misplaced, changes, sum(map(abs, shifts)))
        found.append((cost, placed))
    return found


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


def _is_number(text: str) -> bool:
    return number(text) is not None


def _is_name(text: str) -> bool:
    return not _is_number(text) and not is_kind(text)


def is_kind(text: str) -> bool:
    """Whether a text says of which kind an indicator is: 定量 or 定性."""
    return bool(_KIND.fullmatch(squeeze(text)))


def _is_no_kind(text: str) -> bool:
    return not is_kind(text)


def _is_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(squeeze(text))) and not is_kind(text)


_HOLDS: dict[str, Callable[[str], bool]] = {
    "level1": _is_name,
    "level2": _is_name,
    "indicator": _is_name,
    "deviation": _is_name,
    "unit": _is_unit,
    "kind": is_kind,
    "weight": _is_number,
    "score": _is_number,
}
"""What a column can hold; the others hold any text that is no kind of indicator."""


def _fits(name: str, text: str) -> bool:
    """Whether a column can hold a text at all; an operator stands in its own column.

    Of a qualitative indicator that column may say just this: 定性.
    """
    if name == "operator" or operator(text) is not None:
        return name == "operator" and (operator(text) is not None or is_kind(text))
    return _HOLDS.get(name, _is_no_kind)(text)


def _is_misplaced(name: str, text: str) -> bool:
    """Whether an official level name stands in another column than its level's."""
    level1, level2 = is_level_name(text, 1), is_level_name(text, 2)
    if name == "level1":
        return level2 and not level1
    if name == "level2":
        return level1 and not level2
    return name == "indicator" and (level1 or level2)


def _scores_fit(cells: Mapping[str, _Cell]) -> bool:
    """No more points are given than there are."""
    weight = number(cells["weight"].text) if "weight" in cells else None
    score = number(cells["score"].text) if "score" in cells else None
    return weight is None or score is None or score.value <= weight.value


def _defects(cells: Mapping[str, _Cell]) -> int:
    """What is wrong with the cells of a row as its header has it, points apart."""
    return (
        sum(name not in cells for name in REQUIRED)
        + sum(not _fits(name, cell.text) for name, cell in cells.items())
        + sum(_is_misplaced(name, cell.text) for name, cell in cells.items())
    )
