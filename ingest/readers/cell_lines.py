"""Tables that a text prints a cell a line, blank cells as blank lines.

    科目编码        a table of eight columns: its head in eight lines, then each row in eight,
    科目名称        the first of them blank where the row has no code
    …

How many columns there are the text does not say. They are so many that the first lines are a
head, every column of figures holds figures or nothing in all rows, and every row prints some;
where more than one number does, it is no table for us. A blank line may end each row.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.values import is_blank, number, squeeze

_LEAST_COLUMNS, _MOST_COLUMNS = 3, 30
_LEAST_ROWS = 3
_LONGEST = 40
IsFigure = Callable[[str], bool]
"""Whether a line prints what a column of figures holds."""
_HEADS_TRIED = 12
"""Lines above the first figure at which the head may begin."""


@dataclass(frozen=True, slots=True)
class CellLines:
    """A table by its lines: the first, the last one not included, and its columns.

    `gap` is how many blank lines end a row.
    """

    first: int
    end: int
    columns: int
    gap: int = 0

    def rows(self, lines: Sequence[str]) -> Iterator[tuple[range, list[str]]]:
        """The numbers of each row's lines, from 0, and their texts."""
        for start in range(self.first, self.end, self.columns + self.gap):
            numbers = range(start, start + self.columns)
            yield numbers, [lines[n].strip() for n in numbers]


def found(lines: Sequence[str]) -> CellLines | None:
    """The one table of a text that prints a cell a line; None where no reading is alone.

    Figures are amounts; where blank lines end the rows, whole numbers are as well.
    """
    return _found(lines, _is_amount, (0, 1)) or _found(lines, _is_number, (1,))


def _found(lines: Sequence[str], is_figure: IsFigure, gaps: Sequence[int]) -> CellLines | None:
    figures = [i for i, line in enumerate(lines) if is_figure(line)]
    if len(figures) < _LEAST_ROWS or any("\t" in lines[i] for i in figures):
        return None
    earliest = max(0, figures[0] - _MOST_COLUMNS - _HEADS_TRIED)
    ways = [
        way
        for columns in range(_LEAST_COLUMNS, _MOST_COLUMNS + 1)
        for first in range(earliest, figures[0] - columns + 1)
        for gap in gaps
        if (way := _way(lines, CellLines(first, 0, columns, gap), figures, is_figure))
    ]
    return ways[0] if len({(way.columns, way.gap) for way in ways}) == 1 else None


def _way(
    lines: Sequence[str], way: CellLines, figures: Sequence[int], is_figure: IsFigure
) -> CellLines | None:
    """A table that begins so, as far as it goes; None where its lines are none."""
    first, columns, step = way.first, way.columns, way.columns + way.gap
    head = lines[first : first + columns]
    if not all(_is_head(text) for text in head) or figures[0] >= first + 2 * step:
        return None
    end = first + (figures[-1] - first) // step * step + columns
    if end > len(lines) or end - first < _LEAST_ROWS * columns:
        return None
    starts = range(first + step, end, step)
    if way.gap and any(lines[start - 1].strip() for start in starts):
        return None
    rows = [lines[i : i + columns] for i in starts]
    cells = [[row[column] for row in rows] for column in range(columns)]
    is_whole = all(any(map(is_figure, row)) and any(map(_is_word, row)) for row in rows)
    are_columns = all(_is_column(texts, is_figure) for texts in cells)
    return replace(way, end=end) if is_whole and are_columns else None


def _is_head(text: str) -> bool:
    is_short = 0 < len(text.strip()) <= _LONGEST
    return is_short and number(text) is None and ":" not in squeeze(text)


def _is_column(texts: Sequence[str], is_figure: IsFigure) -> bool:
    """Whether a column is of figures or of words, and not of both."""
    return not (any(map(is_figure, texts)) and any(map(_is_word, texts)))


def _is_word(text: str) -> bool:
    return bool(text.strip()) and not is_blank(text) and number(text) is None


def _is_number(text: str) -> bool:
    """Whether a line is a number; a share can stand among targets."""
    return number(text) is not None and not text.strip().endswith(("%", "％"))


def _is_amount(text: str) -> bool:
    return "." in squeeze(text) and number(text) is not None
