"""Tables that a text prints a cell a line, blank cells as blank lines.

    科目编码        a table of eight columns: its head in eight lines, then each row in eight,
    科目名称        the first of them blank where the row has no code
    …

How many columns there are the text does not say. They are so many that the first lines are a
head, every column of figures holds figures or nothing in all rows, and every row prints some;
where more than one number does, it is no table for us.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.values import is_blank, number, squeeze

_LEAST_COLUMNS, _MOST_COLUMNS = 4, 30
_LEAST_ROWS = 3
_LONGEST = 40
_HEADS_TRIED = 12
"""Lines above the first figure at which the head may begin."""


@dataclass(frozen=True, slots=True)
class CellLines:
    """A table by its lines: the first, the last one not included, and its columns."""

    first: int
    end: int
    columns: int

    def rows(self, lines: Sequence[str]) -> Iterator[tuple[range, list[str]]]:
        """The numbers of each row's lines, from 0, and their texts."""
        for start in range(self.first, self.end, self.columns):
            numbers = range(start, start + self.columns)
            yield numbers, [lines[n].strip() for n in numbers]


def found(lines: Sequence[str]) -> CellLines | None:
    """The one table of a text that prints a cell a line; None where no reading is alone."""
    figures = [i for i, line in enumerate(lines) if _is_amount(line)]
    if len(figures) < _LEAST_ROWS or any("\t" in lines[i] for i in figures):
        return None
    earliest = max(0, figures[0] - _MOST_COLUMNS - _HEADS_TRIED)
    ways = [
        way
        for columns in range(_LEAST_COLUMNS, _MOST_COLUMNS + 1)
        for first in range(earliest, figures[0] - columns + 1)
        if (way := _way(lines, first, columns, figures)) is not None
    ]
    return ways[0] if len({way.columns for way in ways}) == 1 else None


def _way(
    lines: Sequence[str], first: int, columns: int, figures: Sequence[int]
) -> CellLines | None:
    head = lines[first : first + columns]
    if not all(_is_head(text) for text in head) or figures[0] >= first + 2 * columns:
        return None
    end = first + (figures[-1] - first) // columns * columns + columns
    if end > len(lines) or end - first < _LEAST_ROWS * columns:
        return None
    rows = [lines[i : i + columns] for i in range(first + columns, end, columns)]
    cells = [[row[column] for row in rows] for column in range(columns)]
    is_whole = all(any(map(_is_amount, row)) and any(map(_is_word, row)) for row in rows)
    return CellLines(first, end, columns) if is_whole and all(map(_is_column, cells)) else None


def _is_head(text: str) -> bool:
    is_short = 0 < len(text.strip()) <= _LONGEST
    return is_short and number(text) is None and ":" not in squeeze(text)


def _is_column(texts: Sequence[str]) -> bool:
    """Whether a column is of figures or of words, and not of both."""
    amounts = any(map(_is_amount, texts))
    return not (amounts and any(map(_is_word, texts)))


def _is_word(text: str) -> bool:
    return bool(text.strip()) and not is_blank(text) and number(text) is None


def _is_amount(text: str) -> bool:
    return "." in squeeze(text) and number(text) is not None
