"""What a row of a table is, and what must add up along and down a table of such rows."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from ingest.alignment import PrintedRow, Rules, Sum, Table, sums_of_codes, sums_of_lines
from ingest.form import Form
from ingest.value import value

BESIDE = "beside "
"""How the columns that a form does not know are called where rows are placed."""
_SIDES = {None: 0, "income": 1, "expenditure": 2}
"""The number of the table that each side of an account is."""


@value(frozen=True, slots=True)
class RowName:
    """What a row of a table is: key, code, label and the other marks it prints."""

    row_key: str
    code_text: str | None = None
    label_text: str | None = None
    line_text: str | None = None
    line_code: str | None = None
    side: str | None = None
    project_no: int | None = None


@lru_cache(maxsize=1_024)
def rules_of(form: Form) -> Rules:
    """The identities of a form that hold inside a row."""
    return Rules(
        tuple(i for i in form.identities if i.axis in ("columns", "ratio")),
        form.blank_is_zero,
    )


def table_of(
    form: Form,
    positions: Mapping[str, int],
    names: Sequence[RowName],
    rows: Sequence[PrintedRow],
    beside: Collection[int] = (),
) -> Table:
    """The rows of a table with all that must add up along and down it.

    `beside` are columns that the form does not know: figures can stand in them and slip out
    of them, but they are no measure.
    """
    added = frozenset(positions) - frozenset(form.units)
    every = {**positions, **{f"{BESIDE}{column}": column for column in beside}}
    side = next((name.side for name in names if name.side), None)
    return Table(rows, every, rules_of(form), sums_of(form, names), added, _SIDES[side])


def sums_of(form: Form, names: Sequence[RowName]) -> list[Sum]:
    """What must add up down the columns of a table with these rows."""
    trees = {
        term.name: identity.identity_id
        for identity in form.identities
        if identity.axis == "tree"
        for term in identity.of("left")
    }
    parents = trees.pop("parent", None)
    keys = [name.row_key for name in names]
    codes = [name.code_text for name in names]
    lines = [
        (identity.identity_id, [(t.sign if t.side == "left" else -t.sign, t.name)
                                for t in identity.terms])
        for identity in form.identities
        if identity.axis == "rows"
    ]  # fmt: skip
    named = [
        {name.row_key, f"{name.side}.{name.row_key}"} if name.side else {name.row_key}
        for name in names
    ]
    return [
        *sums_of_codes(codes, keys, parents, trees),
        *sums_of_lines(named, lines),
    ]
