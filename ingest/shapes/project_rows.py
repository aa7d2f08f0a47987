"""Budget tables of projects: a row for each project, or for each of its codes and units.

Rows may print subtotals of a project, a unit or a class of projects among the rows that
they sum. Which rows are the leaves is decided by what they print and by the table's own
total; a name may be printed once for all rows of its project.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final

from ingest import headers
from ingest.alignment import UNRECONCILED
from ingest.documents import Amount, Context, Grid, Project, Records, Row
from ingest.form import Form
from ingest.shapes.rules import RowName
from ingest.shapes.tables import CODE, LABEL, Named, figures_of, read_rows
from ingest.value import replace
from ingest.values import is_blank, number, squeeze

_DEEPEST_HEAD = 15
_CODE = re.compile(r"\d{3,}")
_NUMBERED = re.compile("[一二三四五六七八九十]+、")
_BRACKETED = re.compile(r"\(.*\)$")
NAMES: Final = ("name_text", "item_text")
"""The field that names a row: a project, or an item that is none."""
BEHIND: Final = "grade_text"
"""A field that stands behind the figures of its row."""
DETAILS: Final = (
    "economic_code",
    "function_code",
    "implementing_unit_text",
    "project_code",
    "category_text",
)
"""Fields by which a leaf is told from the subtotal over it, from the finest up."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A body row: what its text columns print, where, and where its figures begin.

    `texts` has the name of the project that the row belongs to, printed or not (`is_named`).
    """

    row_no: int
    texts: Mapping[str, str]
    columns: Mapping[str, int]
    place: str
    is_total: bool
    printed_label: str
    is_named: bool

    @property
    def first_figure(self) -> int:
        """The first column after those of text."""
        return max(self.columns.values()) + 1


@dataclass(frozen=True, slots=True)
class Item:
    """A row of the table with its figure in the column of the total.

    `is_named`: whether it prints the name of its project itself.
    """

    row_no: int
    texts: Mapping[str, str]
    value: Decimal
    is_named: bool = True


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table of projects, and the projects.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    lines = {line.row_no: line for line in _lines(grid, form)}
    leaf_key = "project_item" if _name_field(form) == "name_text" else "item"
    keys = _likely_keys(list(lines.values()), leaf_key)
    named = {id(grid.rows[n - 1]): _named(line, form, keys[n]) for n, line in lines.items()}
    records = read_rows(grid, form, context, lambda row, _: named.get(id(row)))
    values = _totals_of(records.amounts, form)
    totals = [value for row_no, value in values.items() if lines[row_no].is_total]
    items = [
        Item(row_no, lines[row_no].texts, value, lines[row_no].is_named)
        for row_no, value in values.items()
        if not lines[row_no].is_total
    ]
    leaves = {item.row_no for item in leaf_rows(items, totals[-1] if totals else None)}
    return replace(
        records,
        amounts=[_keyed(a, lines[a.row_no], leaves, leaf_key) for a in records.amounts],
        projects=(
            list(_projects(lines, leaves, context)) if leaf_key == "project_item" else []
        ),
    )


def _likely_keys(lines: Sequence[_Line], leaf_key: str) -> dict[int, str]:
    """What each row is by its texts alone, so that their sums help to place its figures.

    Rows that lack the finest detail which others print are subtotals.
    """
    rows = [line for line in lines if not line.is_total]
    items = [Item(line.row_no, line.texts, Decimal(0), line.is_named) for line in rows]
    finest = next((d for d in DETAILS if any(_by_detail(items, (d,)))), None)
    return {
        line.row_no: "total"
        if line.is_total
        else leaf_key
        if finest is None or finest in line.texts
        else "subtotal"
        for line in lines
    }


def _totals_of(amounts: Sequence[Amount], form: Form) -> dict[int, Decimal]:
    """Each row's total by its number; of a displaced row, the figure that it prints first."""
    values: dict[int, Decimal] = {}
    for amount in sorted(amounts, key=lambda amount: amount.column_no):
        if amount.measure == form.columns[0].measure:
            values[amount.row_no] = amount.amount
        elif amount.reading == UNRECONCILED:
            values.setdefault(amount.row_no, amount.amount)
    return values


def _lines(grid: Grid, form: Form) -> Iterator[_Line]:
    """The rows that print figures after the columns of text that the header names."""
    field, name = _name_field(form), ""
    head: list[Row] = []
    columns: dict[str, int] = {}
    for row_no, row in enumerate(grid.rows, start=1):
        if headers.is_number_line(row):
            continue
        if field in columns and _prints_figures(row, max(columns.values()) + 1):
            texts = {
                key: row.cells[column]
                for key, column in columns.items()
                if column < len(row.cells) and not is_blank(row.cells[column])
            }
            is_total = _is_total(row, columns, form)
            label = texts.get(field) or next(iter(texts.values()), "")
            is_named = field in texts
            name = name if is_total else texts.get(field, name)
            if not is_total and (texts.keys() != {"category_text"}):
                texts[field] = name
            place = row.places[columns[field] if field in texts else 0]
            yield _Line(row_no, texts, columns, place, is_total, label, is_named)
        elif not name and len(head) < _DEEPEST_HEAD:
            head.append(row)
            paths = headers.paths(head, headers.width(grid), grid.merges_known)
            found = text_columns(paths, form)
            columns = {field_: c for field_, c in found.items() if field_ != BEHIND}


def _prints_figures(row: Row, first: int) -> bool:
    return any(figure.value is not None for figure in figures_of(row, first))


def _is_total(row: Row, columns: Mapping[str, int], form: Form) -> bool:
    """Whether a row is the table's total: 合计, or nothing, is all its text."""
    printed = [
        squeeze(cell)
        for cell in row.cells[: max(columns.values()) + 1]
        if not is_blank(cell) and number(cell) is None
    ]
    return all(map(form.rows["total"].fullmatch, printed))


def text_columns(paths: Sequence[headers.Path], form: Form) -> dict[str, int]:
    """The column of each field that a header names: by its lowest text, or by all of it."""
    found: dict[str, int] = {}
    for field, rule in form.sections.items():
        for column, path in enumerate(paths):
            spellings = {path[-1], _BRACKETED.sub("", path[-1]), "".join(path)} if path else ()
            if column not in found.values() and any(map(rule.fullmatch, spellings)):
                found[field] = column
                break
    return found


def _name_field(form: Form) -> str:
    return next(name for name in NAMES if name in form.sections)


def _named(line: _Line, form: Form, key: str) -> Named:
    code = squeeze(line.texts.get("economic_code", ""))
    label = line.texts.get(_name_field(form)) or next(iter(line.texts.values()), "")
    roles = {
        column: CODE if field.endswith("_code") else LABEL
        for field, column in line.columns.items()
    }
    name = RowName(key, code if _CODE.fullmatch(code) else None, label)
    return Named(name, roles, line.first_figure)


def leaf_rows(rows: Sequence[Item], total: Decimal | None) -> Sequence[Item]:
    """The rows that no other row of the table sums.

    Readings in order of trust: only rows that print the finest detail which some rows
    print and others do not; then each row that is not the sum of the rows under it; then
    each that is not that either of the one row under it, as a class of one project is; then
    every row. The one whose sum is nearest to the printed total is taken; without a total,
    the first in which each row left out is the sum of rows under it.
    """
    readings = [*_by_detail(rows), _not_sums(rows), _not_sums(rows, of_one=True), list(rows)]
    if total is None:
        return next((found for found in readings if _explains(rows, found)), list(rows))
    return min(readings, key=lambda found: abs(total - sum(row.value for row in found)))


def _by_detail(rows: Sequence[Item], details: Sequence[str] = DETAILS) -> Iterator[list[Item]]:
    for detail in details:
        found = [row for row in rows if detail in row.texts]
        others = [row for row in rows if detail not in row.texts]
        if found and others and not (_head_projects(found) and _are_projects(others)):
            yield found


def _head_projects(rows: Sequence[Item]) -> bool:
    """Whether rows name no project themselves: those of units, over the projects of each."""
    return not any(row.is_named for row in rows)


def _are_projects(rows: Sequence[Item]) -> bool:
    return all(row.is_named for row in rows)


def _not_sums(rows: Sequence[Item], *, of_one: bool = False) -> list[Item]:
    sums = _sums(rows, of_one=of_one)
    return [row for at, row in enumerate(rows) if at not in sums]


def _sums(rows: Sequence[Item], *, of_one: bool = False) -> frozenset[int]:
    """The positions of rows that the rows right under them add up to.

    Two rows at least, or one that says more or stands under a numbered heading; with `of_one`
    any one.
    """
    sums_before = [Decimal(0), *accumulate(row.value for row in rows)]
    reached: dict[Decimal, list[int]] = {}
    for position, total in enumerate(sums_before):
        reached.setdefault(total, []).append(position)
    found = set()
    for at, row in enumerate(rows):
        ends = reached.get(sums_before[at + 1] + row.value, [])
        end = bisect_right(ends, at + 1)
        if not row.value or end == len(ends):
            continue
        added = ends[end] - at - 1
        if of_one or added > 1 or _heads(row, rows[at + 1]):
            found.add(at)
    return frozenset(found)


def _heads(row: Item, below: Item) -> bool:
    """Whether a row is the heading of the next by its texts: it says less, or is numbered."""
    if len(below.texts) > len(row.texts):
        return True
    heading, under = (
        next((squeeze(i.texts[name]) for name in NAMES if name in i.texts), "")
        for i in (row, below)
    )
    return bool(_NUMBERED.match(heading)) and not _NUMBERED.match(under)


def _explains(rows: Sequence[Item], leaves: Sequence[Item]) -> bool:
    kept, sums = {row.row_no for row in leaves}, _sums(rows)
    return all(row.row_no in kept or at in sums for at, row in enumerate(rows))


def _keyed(amount: Amount, line: _Line, leaves: set[int], leaf_key: str) -> Amount:
    """A total and a subtotal carry no code, and the label that they print themselves."""
    if amount.row_no in leaves:
        return replace(amount, row_key=leaf_key)
    key = "total" if line.is_total else "subtotal"
    return replace(amount, row_key=key, code_text=None, label_text=line.printed_label or None)


def _projects(
    lines: Mapping[int, _Line], leaves: set[int], context: Context
) -> Iterator[Project]:
    """Each project once, as its first row presents it."""
    seen: set[str] = set()
    for row_no in sorted(leaves):
        texts = lines[row_no].texts
        name = texts.get("name_text", "")
        if not name or squeeze(name) in seen:
            continue
        seen.add(squeeze(name))
        told = ("name_text", "implementing_unit_text")
        fields = {field: texts[field] for field in told if field in texts}
        project_no = context.next_project_no + len(seen) - 1
        yield Project(project_no, row_no, lines[row_no].place, fields)
