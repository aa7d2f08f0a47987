"""Which column of a money table is which measure: the head, where it can be trusted.

A head with a cell too many or too few names columns and not their places. Then each way to
give the places to the form's columns is asked what its rows say, and what other tables of
the document say: the one that they do not speak against is taken; where several are left,
the figures on which these differ are *doubted*, and come out unreconciled.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest import evidence, head_faults, headers
from ingest.alignment import (
    Figure,
    borne_out,
    choose_positions,
    fitting_positions,
    moved_positions,
)
from ingest.documents import Context, Grid, Row
from ingest.errors import DocumentError
from ingest.form import Form
from ingest.shapes.rules import RowName, rules_of, sums_of

Positions = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        printed: the header path of each column.
        given: the columns that the head gives.
        taken: the columns that are taken.
        doubted: columns whose measure nothing decides.
        fault: what is wrong with the head, None where nothing is.
        is_unsure: whether the columns rest on the rows' sums alone, which see columns change
            places that they add up alike.
    """

    printed: Sequence[headers.Path]
    given: Positions
    taken: Positions
    doubted: frozenset[int] = frozenset()
    fault: str | None = None
    is_unsure: bool = False


def columns_of(
    grid: Grid,
    form: Form,
    header: headers.Header,
    rows: Sequence[Sequence[Figure]],
    names: Sequence[RowName],
    context: Context,
    by_sums: Positions,
    places: head_faults.Places,
) -> Columns:
    """The columns of a table by its head, its rows, and the tables beside it.

    Args:
        grid: the table.
        form: its form.
        header: its head.
        rows: the figures of its body rows.
        names: what each body row is.
        context: its unit, and what other tables say.
        by_sums: a column that the sums of the rows name, where its head does not and is sound.
        places: where the rows print figures.

    Raises:
        DocumentError: no reading gives every column that the form needs.
    """
    printed, numbered = header.printed, header.numbered
    body = sorted({f.column_no for row in rows for f in row if f.value is not None})
    named = headers.by_text(form.columns, printed, form.phase) or dict(by_sums)
    wrong, ways = _ways(grid, form, header.rows, named, places, numbered)
    try:
        found = headers.candidates(form, printed, numbered, body, {} if wrong else by_sums)
    except DocumentError:
        if not ways:
            raise
        found = []
    rules, sums = rules_of(form), sums_of(form, names)
    if wrong is None:
        taken = choose_positions(found, rows, rules, sums)
        by_number = tuple(sorted(taken.values())) == numbered
        is_moved = taken not in found and not by_number
        return Columns(printed, taken if by_number else named, taken, is_unsure=is_moved)
    against = _Evidence(rows, names, context)
    fitting = fitting_positions([*found, *ways], rows, rules, sums, against.is_refuted)
    counted = [p for p in fitting if tuple(sorted(p.values())) == numbered]
    if counted and frozenset(numbered) == places.printed:
        fitting = borne_out(counted, rows, rules)
        if len(fitting) == 1:
            return Columns(printed, fitting[0], fitting[0], fault=wrong)
    others = [*fitting, *_exchanged(fitting[0], named, form)]
    undecided = _undecided(
        fitting_positions(others, rows, rules, sums, against.is_refuted), body
    )
    return Columns(printed, named, fitting[0], undecided, wrong, is_unsure=True)


def _exchanged(taken: Positions, named: Positions, form: Form) -> Iterator[dict[str, int]]:
    """The positions with a column that no head names as another measure that none names.

    Offices do not all print the columns in the form's order.
    """
    rest = [c.measure for c in form.columns if c.measure not in (taken.keys() | named.keys())]
    for measure in taken.keys() - named.keys():
        kept = {m: column for m, column in taken.items() if m != measure}
        yield from ({**kept, other: taken[measure]} for other in rest)


def _ways(
    grid: Grid,
    form: Form,
    head: Sequence[Row],
    named: Positions,
    places: head_faults.Places,
    numbered: Sequence[int],
) -> tuple[str | None, list[dict[str, int]]]:
    """What is wrong with a head, and the ways to read its places.

    A line of numbers that counts all columns of the form, and not those of names and codes, is
    one way; where the texts over it say otherwise, one of the two is wrong.
    """
    if not places.usual:
        return None, []
    first = min([*places.usual, *named.values()])
    last = head_faults.last_place(head, places, grid.merges_known)
    every = [column.measure for column in form.columns]
    is_of_figures = len(numbered) == len(every) and min(numbered) >= first
    counted = dict(zip(every, numbered, strict=True)) if is_of_figures else {}
    wrong = head_faults.fault(head, places, first, last, grid.merges_known)
    if wrong is None and counted and any(counted[m] != c for m, c in named.items()):
        wrong = "the numbers of the columns and their heads do not stand together"
    if wrong is None:
        return None, []
    ends = dict.fromkeys((last, max(places.often, default=last)))
    ways = [
        *(w for end in ends for w in head_faults.readings(form.columns, named, first, end)),
        *([counted] if counted else []),
        *moved_positions(named),
        *head_faults.fillings(form.columns, named, head, first, last, grid.merges_known),
    ]
    return wrong, ways


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What other tables of the document say against a reading of a table's rows."""

    rows: Sequence[Sequence[Figure]]
    names: Sequence[RowName]
    context: Context

    def is_refuted(self, positions: Positions) -> bool:
        """Whether a figure, under its measure, is more than another table leaves for it."""
        factor = evidence.factor_of(self.context.unit_text)
        if factor is None or not self.context.bounds:
            return False
        measures = {column: measure for measure, column in positions.items()}
        return any(
            evidence.is_over(figure.value * factor, figure.half_unit * factor, bound)
            for row, name in zip(self.rows, self.names, strict=True)
            for figure in row
            if figure.value
            and (measure := measures.get(figure.column_no)) is not None
            and (bound := self.context.bounds.get((name.code_text or "", measure))) is not None
        )


def _undecided(fitting: Sequence[Positions], body: Iterable[int]) -> frozenset[int]:
    """The columns with figures to which the readings left give different measures."""
    said = [{column: measure for measure, column in found.items()} for found in fitting]
    return frozenset(c for c in body if len({found.get(c) for found in said}) > 1)
