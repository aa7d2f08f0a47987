"""Header rows → which column prints which measure.

A header may be several rows deep. Where the format states merged cells they are filled
already; in plain text a merged cell stands once and blanks follow it, so a blank takes
the text on its left while the rows above agree.
"""

import re
from collections.abc import Mapping, Sequence

from ingest.documents import Grid, Row, TableColumn
from ingest.errors import DocumentError, Reason
from ingest.form import Column, Form
from ingest.values import is_blank, money_unit, number, relative_years, squeeze, without_unit

Path = tuple[str, ...]

_NOISE = re.compile(
    r"^其中[:：]?|^[一二三四五六七八九十]+、|\((?:单位:?)?[^()]*元\)"
    r"|^(?:编制|填报|公开|预算|金额)?(?:部门|单位)(?:名称)?[:：].*$|^(?:公开|预算)\d+(?:-\d+)?表$"
)
"""What a header cell prints that is no header: 其中, numbering, units, publisher, table no."""
_ANOTHER_YEAR = re.compile(r".*(?:上年|去年|前年|增减|增长|变动).*")
_TITLE = re.compile(r".+表(?:\(.*\))?")
_NUMBER_LINE = re.compile(r"栏次|行次|档次|类|款|项|\d{1,2}|[①-⑳]")


def paths(rows: Sequence[Row], width: int, merges_known: bool) -> tuple[Path, ...]:
    """Per column, the header texts from the top row down, each once.

    `merges_known`: the rows state which cell covers a position; else blanks take the text on
    their left.
    """
    levels = [
        [_squeezed(row.covered if merges_known else row.cells, i) for i in range(width)]
        for row in rows
    ]
    if not merges_known:
        levels = [level for level in levels if _heads_columns(level)]
        _fill_right(levels)
    return tuple(
        tuple(text for level, text in enumerate(column) if text and text not in column[:level])
        for column in (tuple(level[i] for level in levels) for i in range(width))
    )


def cell_at(row: Row, column: int) -> str:
    """A header cell's squeezed text without units and `其中：`; '' past the row's end."""
    return _squeezed(row.cells, column)


def _squeezed(cells: Sequence[str], column: int) -> str:
    if column >= len(cells) or is_blank(cells[column]):
        return ""
    return _NOISE.sub("", squeeze(cells[column]))


def _heads_columns(level: Sequence[str]) -> bool:
    """Whether a row heads columns: it is not blank, and not the table's title alone."""
    printed = [text for text in level if text]
    return bool(printed) and not (len(printed) == 1 and _TITLE.fullmatch(printed[0]))


def _fill_right(levels: list[list[str]]) -> None:
    for depth, level in enumerate(levels):
        for column in range(1, len(level)):
            above = [
                upper[column] == upper[column - 1] and upper[column] for upper in levels[:depth]
            ]
            if not level[column] and all(above):
                level[column] = level[column - 1]


def is_number_line(row: Row) -> bool:
    """Whether a row only numbers the columns: `栏次 | 1 | 2 | 3` or `类 | 款 | 项`."""
    printed = [without_unit(cell) for cell in row.cells if cell.strip()]
    return bool(printed) and all(map(_NUMBER_LINE.fullmatch, printed))


def numbered_columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """The positions that a number line numbers, in order; empty where there is none."""
    for row in rows:
        if is_number_line(row):
            columns = [i for i, cell in enumerate(row.cells) if squeeze(cell).isdecimal()]
            if len(columns) > 1:
                return tuple(columns)
    return ()


def _spoken(printed: Sequence[Path]) -> list[Path]:
    """The paths as a form speaks of them: years as 本年 and 上年, without a title over all."""
    longer = [path for path in printed if len(path) > 1]
    over = {path[0] for path in longer}
    shared = len(longer) > 1 and (
        len({path[:1] for path in printed if path}) == 1
        or (len(over) == 1 and all(map(_TITLE.fullmatch, over)))
    )
    paths = [path[1:] if shared and len(path) > 1 else path for path in printed]
    spoken = relative_years(part for path in paths for part in path)
    return [tuple(spoken[part] for part in path) for path in paths]


def by_text(columns: Sequence[Column], printed: Sequence[Path]) -> dict[str, int]:
    """Measures by the header text over them; exact paths are given out first."""
    printed = _spoken(printed)
    positions: dict[str, int] = {}
    for exact in (True, False):
        for column in columns:
            if column.measure in positions:
                continue
            for header in column.headers:
                found = _first(header, printed, exact, set(positions.values()))
                if found is not None:
                    positions[column.measure] = found
                    break
    return positions


def _first(
    header: tuple[re.Pattern[str], ...],
    printed: Sequence[Path],
    exact: bool,
    taken: set[int],
) -> int | None:
    for position, path in enumerate(printed):
        if position not in taken and _matches(header, path, exact):
            return position
    return None


def _matches(header: tuple[re.Pattern[str], ...], path: Path, exact: bool) -> bool:
    """Whether a header's parts are the path, or end it with parts above left out.

    What says that the column is about another year is never left out.
    """
    if not path or (exact and len(header) != len(path)):
        return False
    if not header[-1].fullmatch(path[-1]):
        return False
    wanted = list(header[:-1])
    for text in path[:-1]:
        if wanted and wanted[0].fullmatch(text):
            wanted.pop(0)
        elif _ANOTHER_YEAR.fullmatch(text):
            return False
    return not wanted


def candidates(
    form: Form, printed: Sequence[Path], numbered: Sequence[int], body: Sequence[int]
) -> list[dict[str, int]]:
    """Complete column positions in order of trust.

    The header's text; the line that numbers the columns, the columns under any header, and
    those in which the body prints figures, where they are as many as the form has.

    Args:
        form: the form with its columns in printed order.
        printed: the header path of each column.
        numbered: columns that the number line numbers.
        body: columns in which body rows print figures.

    Raises:
        DocumentError: no reading gives every required column.
    """
    text = by_text(form.columns, printed)
    required = {column.measure for column in form.columns if not column.optional}
    every = [column.measure for column in form.columns]
    is_complete = required <= text.keys()
    least = [m for m in every if m in (text if is_complete else required)]
    found = [text] if is_complete else []
    first = min(text.values(), default=min(body, default=0))
    headed = [i for i, path in enumerate(printed) if path and i >= first]
    for columns in (numbered, headed, body):
        found.extend(
            dict(zip(measures, columns, strict=True))
            for measures in ([every] if every == least else [every, least])
            if len(columns) == len(measures)
        )
    if not found:
        missing = ", ".join(sorted(required - text.keys()))
        raise DocumentError(Reason.COLUMNS_UNMAPPED, f"no column found for {missing}")
    return found


def foreign(form: Form, head: Sequence[Row], printed: Sequence[Path]) -> dict[int, str]:
    """The columns that print a header of their own which is no header of the form.

    A blank that only takes the text on its left is not one: a displaced figure may stand
    there.
    """
    own = {
        column
        for row in head
        if not is_number_line(row)
        for column, cell in enumerate(row.cells)
        if not is_blank(cell) and number(cell) is None
    }
    ways = [header for column in form.columns for header in column.headers]
    spoken = _spoken(printed)
    return {
        column: "/".join(printed[column])
        for column in sorted(own)
        if column < len(printed) and printed[column] and not _is_of(ways, spoken[column])
    }


def _is_of(ways: Sequence[tuple[re.Pattern[str], ...]], path: Path) -> bool:
    """Whether a column can be one of the form's: by its lowest header, and by its year."""
    if any(map(_ANOTHER_YEAR.fullmatch, path)):
        return any(_matches(header, path, exact=False) for header in ways)
    return any(header[-1].fullmatch(path[-1]) for header in ways)


def table_columns(
    positions: Mapping[str, int], printed: Sequence[Path]
) -> tuple[TableColumn, ...]:
    """The table's columns as records, with their header texts."""
    return tuple(
        TableColumn(measure, column, "/".join(printed[column]))
        for measure, column in sorted(positions.items(), key=lambda item: item[1])
        if column < len(printed)
    )


def width(grid: Grid) -> int:
    """The number of columns of a grid's widest row."""
    return max((len(row.cells) for row in grid.rows), default=0)


def unit_in_cells(rows: Sequence[Row]) -> tuple[str, str] | None:
    """The money unit that a short cell states, and its place."""
    for row in rows:
        for cell, place in zip(row.cells, row.places, strict=True):
            if cell and len(cell) <= 40 and number(cell) is None:
                unit = money_unit(cell)
                if unit:
                    return unit, place
    return None
