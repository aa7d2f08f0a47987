"""The head of an indicator table → where the form's columns stand.

Columns with a head of their own that is none of the form's are set aside: what stands in
them takes no part in placing a row.
"""

from collections.abc import Mapping, Sequence

from ingest import headers
from ingest.documents import Row
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.measures import operator
from ingest.shapes import indicator_words as words
from ingest.shapes.indicator_rows import FIGURES, NAME, Columns
from ingest.shapes.indicator_state import Head
from ingest.values import is_blank, number


def head_of(form: Form, row: Row, above: Row, body: Sequence[Row]) -> Head:
    """The form's columns in a head row, and in the row above it where it is blank.

    Columns of levels that no head names are told by the names in `body`; where no head says
    which column names the indicators, one that can is taken.

    Raises:
        DocumentError: the table lacks a column that the form requires.
    """
    width = max(len(row.cells), len(above.cells))
    printed = [(headers.cell_at(row, i) or headers.cell_at(above, i),) for i in range(width)]
    names = [p if p[0] and not words.is_group_name(p[0]) else () for p in printed]
    positions = headers.by_text(form.columns, names)
    if NAME not in positions:
        positions |= _bare_name(positions, printed, body)
    positions = {**positions, **_levels_by_name(positions, printed, body)}
    positions |= _points_behind(form, positions, names)
    positions = _bare_target(positions, printed)
    positions |= _operators(form, positions, body)
    if positions.get("kind") in (positions.get("level1"), positions.get("level2")):
        positions.pop("kind", None)
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
        for column, text in beside.items()
        if (words.heads_points(text) if column in right else words.heads_money(text))
        and any(_prints_number(line, column) for line in body)
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


def _bare_name(
    positions: Mapping[str, int], printed: Sequence[headers.Path], body: Sequence[Row]
) -> dict[str, int]:
    """The column of the names whose head says no more than 指标 or 绩效指标.

    It is the last of these before the values that prints texts of its own, row by row; the
    head stands over the columns behind it that have none.
    """
    values = [positions[name] for name in ("target", "actual", "operator") if name in positions]
    first = min(values, default=len(printed))
    bare = [i for i, (text,) in enumerate(printed[:first]) if words.is_bare_name(text)]
    columns = [
        column
        for column in range(min(bare, default=first), first)
        if (column in bare or not printed[column][0]) and len(_names(column, body)) >= _FEWEST
    ]
    told = [c for c in columns if not any(words.is_any_level(n) for n in _names(c, body))]
    return {NAME: told[-1]} if told else {}


def _bare_target(
    positions: Mapping[str, int], printed: Sequence[headers.Path]
) -> dict[str, int]:
    """The columns with that of the targets, whose head may say no more than 年度目标."""
    if "target" in positions or NAME not in positions:
        return dict(positions)
    taken = {column for name, column in positions.items() if name != "goal"}
    for column in range(positions[NAME] + 1, len(printed)):
        if column not in taken and words.is_bare_target(printed[column][0]):
            own = {name: place for name, place in positions.items() if place != column}
            return own | {"target": column}
    return dict(positions)


def _points_behind(
    form: Form, positions: Mapping[str, int], printed: Sequence[headers.Path]
) -> dict[str, int]:
    """The columns of points behind the names, where others before them have the same head.

    Those before the names are the points of levels.
    """
    found: dict[str, int] = {}
    for column in form.columns:
        if column.measure not in FIGURES or NAME not in positions:
            continue
        own = [
            i
            for i, path in enumerate(printed)
            if path and any(header[-1].fullmatch(path[-1]) for header in column.headers)
        ]
        behind = [i for i in own if i > positions[NAME]]
        if behind and positions.get(column.measure, len(printed)) < positions[NAME]:
            found[column.measure] = behind[0]
    return found


def _operators(form: Form, positions: Mapping[str, int], body: Sequence[Row]) -> dict[str, int]:
    """The column behind the names that prints comparisons alone, whatever its head says.

    定性 may stand where an indicator has none.
    """
    known = any(column.measure == "operator" for column in form.columns)
    if not known or "operator" in positions or NAME not in positions:
        return {}
    taken = set(positions.values())
    for column in range(positions[NAME] + 1, max((len(row.cells) for row in body), default=0)):
        texts = [] if column in taken else _names(column, body)
        compared = [text for text in texts if operator(text) is not None]
        others = [text for text in texts if operator(text) is None and not words.is_kind(text)]
        if len(compared) >= _FEWEST and not others:
            return {"operator": column}
    return {}


_FEWEST = 2
"""How many names make a column of names; a group's stands once, beside all rows."""


def _names(column: int, body: Sequence[Row]) -> list[str]:
    return [row.cells[column] for row in body if _prints(row, column)]


def _levels_by_name(
    positions: Mapping[str, int], printed: Sequence[headers.Path], body: Sequence[Row]
) -> dict[str, int]:
    """The columns of levels before the names whose head names none: 指标类型, or a blank.

    Official names stand in them, and nothing else.
    """
    found: dict[str, int] = {}
    taken = {column for name, column in positions.items() if name != "kind"}
    for column in range(min(positions.get(NAME, 0), len(printed))):
        (text,) = printed[column]
        is_unnamed = not text or words.is_level_head(text) or words.is_group_name(text)
        names = _names(column, body) if is_unnamed and column not in taken else []
        names = [name for name in names if not words.is_group_name(name)]
        for name, level in (("level2", 2), ("level1", 1)):
            own = [text for text in names if words.is_level_name(text, level)]
            if name not in positions and 2 * len(own) > len(names):
                found.setdefault(name, column)
                break
    return found


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
