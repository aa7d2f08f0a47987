"""The head of an indicator table → where the form's columns stand.

Columns with a head of their own that is none of the form's are set aside: what stands in
them takes no part in placing a row.
"""

from collections.abc import Mapping, Sequence

from ingest import headers
from ingest.documents import Row
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.shapes import indicator_words as words
from ingest.shapes.indicator_rows import NAME, Columns
from ingest.shapes.indicator_state import Head
from ingest.values import is_blank, number


def head_of(form: Form, row: Row, above: Row, body: Sequence[Row]) -> Head:
    """The form's columns in a head row, and in the row above it where it is blank.

    A head that can stand over names of any level (指标类型) is told by the names in `body`.

    Raises:
        DocumentError: the table lacks a column that the form requires.
    """
    width = max(len(row.cells), len(above.cells))
    printed = [(headers.cell_at(row, i) or headers.cell_at(above, i),) for i in range(width)]
    positions = headers.by_text(form.columns, [p if p[0] else () for p in printed])
    positions |= _levels_by_name(positions, printed, body)
    missing = [c.measure for c in form.columns if not c.optional and c.measure not in positions]
    if missing:
        raise DocumentError(
            Reason.COLUMNS_UNMAPPED,
            f"no column found for {', '.join(missing)}",
            row.places[0] if row.places else "",
        )
    own = set(positions.values())
    beside = {
        column: text
        for column, (text,) in enumerate(printed)
        if text and column not in own and not words.is_group_name(text)
    }
    right = {column: text for column, text in beside.items() if column > positions[NAME]}
    unknown = {
        column: text
        for column, text in right.items()
        if words.heads_points(text) and any(_prints_number(line, column) for line in body)
    }
    notes = tuple(
        f"column not of the form: {text}"
        for column, text in right.items()
        if column not in unknown and any(_prints(line, column) for line in body)
    )
    return Head(
        Columns(positions, frozenset(beside), _covered(row, positions)),
        tuple(headers.table_columns(positions, printed)),
        words.says_unit_behind(printed[positions[NAME]][0]),
        notes,
        unknown,
    )


def _levels_by_name(
    positions: Mapping[str, int], printed: Sequence[headers.Path], body: Sequence[Row]
) -> dict[str, int]:
    """The column of a level whose head names none, where official names stand in it."""
    if "level1" in positions or "level2" in positions:
        return {}
    for column, (text,) in enumerate(printed):
        if not words.is_level_head(text):
            continue
        names = [row.cells[column] for row in body if _prints(row, column)]
        for name, level in (("level2", 2), ("level1", 1)):
            if any(words.is_level_name(text, level) for text in names):
                return {name: column}
    return {}


def _prints(row: Row, column: int) -> bool:
    return column < len(row.cells) and not is_blank(row.cells[column])


def _prints_number(row: Row, column: int) -> bool:
    return column < len(row.cells) and number(row.cells[column]) is not None


def _covered(row: Row, positions: Mapping[str, int]) -> dict[int, str]:
    """The columns without a head of their own that a merged head covers."""
    return {
        column: name
        for name, place in positions.items()
        if place < len(row.covered)
        for column in range(place + 1, len(row.covered))
        if not row.cells[column] and row.covered[column] == row.covered[place] != ""
    }
