"""A column whose header no form knows, named by the sums of the rows.

Where exactly one column of figures is open and exactly one measure would make every row add
up with it, and no row does without it, the column is that measure. The header did not say
so: what is taken this way is read by arithmetic.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from ingest import headers
from ingest.alignment.figures import Figure, Rules, by_header
from ingest.form import Form

LEAST_ROWS = 2
"""Rows that must speak for a column: one can add up by chance."""


def of_table(
    form: Form,
    printed: Sequence[headers.Path],
    rows: Sequence[Sequence[Figure]],
    rules: Rules,
) -> dict[str, int]:
    """The measure of a table's open column, given the header path of each of its columns.

    Columns that only compare others (增减, 占比) are not open: nobody asks what they are.
    """
    positions = headers.by_text(form.columns, printed, form.phase)
    taken = set(positions.values())
    derived = {i for i, path in enumerate(printed) if headers.is_derived("/".join(path))}
    figures = {f.column_no for row in rows for f in row if f.value}
    if alone := _alone(form, printed, positions, figures - derived):
        return alone
    return named_by_sums(form, positions, figures - taken - derived, rows, rules)


def _alone(
    form: Form,
    printed: Sequence[headers.Path],
    positions: Mapping[str, int],
    figures: Collection[int],
) -> dict[str, int]:
    """The one measure that a form needs, where a table has one column of figures.

    Its head decides nothing, unless it says that the figures are of another year or stage.
    """
    needed = [column.measure for column in form.columns if not column.optional]
    if positions or len(needed) != 1 or len(figures) != 1:
        return {}
    (column,) = figures
    head = "/".join(printed[column]) if column < len(printed) else ""
    return {} if _OF_ANOTHER.search(head) else {needed[0]: column}


_OF_ANOTHER = re.compile(
    "上年|去年|前年|预算(?:数|金额|安排|$)|决算|执行|其中|财政|人员|公用|项目"
)


def named_by_sums(
    form: Form,
    positions: Mapping[str, int],
    open_columns: Collection[int],
    rows: Sequence[Sequence[Figure]],
    rules: Rules,
) -> dict[str, int]:
    """The missing measure that an open column is, by measure; empty where none is named.

    A column is named only if it is the only open one, if with it every row that speaks holds
    and at least two do, if those rows do not hold without it, and if no other missing measure
    does as well; one that every table of the form has goes before one that may be absent. A
    part is not told from another part by its sum: of several missing parts none is named.

    Args:
        form: the form, whose identities say what adds up in a row.
        positions: the columns that the header gives.
        open_columns: columns with figures under a header that is none of the form's.
        rows: the figures of each row, those in open columns among them.
        rules: what must add up in a row.
    """
    filled = {c for c in open_columns if any(_in(row, c) for row in rows)}
    if len(filled) != 1:
        return {}
    (column,) = filled
    missing = [c.measure for c in form.columns if c.measure not in positions]
    fits = [m for m in missing if _fits({**positions, m: column}, positions, m, rows, rules)]
    needed = {c.measure for c in form.columns if not c.optional}
    fits = [m for m in fits if m in needed] or fits
    return {fits[0]: column} if len(fits) == 1 else {}


def _in(row: Sequence[Figure], column: int) -> Decimal | None:
    return next((f.value for f in row if f.column_no == column and f.value), None)


def _fits(
    with_it: Mapping[str, int],
    without: Mapping[str, int],
    measure: str,
    rows: Sequence[Sequence[Figure]],
    rules: Rules,
) -> bool:
    """Whether every row adds up with the column as the measure, and two only with it."""
    own = Rules(
        tuple(
            identity
            for identity in rules.identities
            if any(term.name == measure for term in identity.terms)
        ),
        rules.blank_is_zero,
        rules.half_unit,
    )
    speaking = 0
    for row in rows:
        reading = by_header(row, with_it)
        figure = reading.get(measure)
        held, is_broken = own.verdicts(reading, with_it)
        if is_broken:
            return False
        if held and figure is not None and figure.value:
            before = own.verdicts(by_header(row, without), without)
            speaking += not before[0]
    return speaking >= LEAST_ROWS
