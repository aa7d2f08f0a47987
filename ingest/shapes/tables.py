"""What the shapes of money tables share: figures of a row, placing them, recording them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest import headers, open_columns
from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Figure,
    Place,
    Placement,
    PrintedRow,
    Table,
    place_rows,
    proof_of,
)
from ingest.documents import Amount, Context, Grid, Records, Row
from ingest.form import Form
from ingest.head_faults import is_of_names, places_of, width_of
from ingest.shapes import untaken as left
from ingest.shapes.columns import Columns, columns_of
from ingest.shapes.rules import BESIDE, RowName, rules_of, table_of
from ingest.value import replace, value
from ingest.values import Number, blank_signs, is_blank, number, squeeze

CODE, LABEL, FIGURE, HEADER, TEXT, NOTE = (
    "code", "label", "figure", "header", "text", "note",
)  # fmt: skip

FEW_SLIPS = 0.2
"""The share of a column's figures that may have slipped into it from another."""

Roles = dict[tuple[int, int], str]


@dataclass(slots=True)
class Sheet:
    """Collects the figures of one table while its rows are read.

    `doubted` are columns whose measure nothing decides; `unsure` the measures that any column
    may have for all that its head says. Under a head with a fault (`needs_proof`) a row that
    proves nothing is of no column.
    """

    context: Context
    headers: Mapping[str, str]
    given: Mapping[str, int]
    measure_units: Mapping[str, str] = field(default_factory=dict)
    table_proof: tuple[str, ...] = ()
    doubted: Collection[int] = ()
    unsure: Collection[str] = ()
    needs_proof: bool = False
    amounts: list[Amount] = field(default_factory=list)
    roles: Roles = field(default_factory=dict)

    def add(
        self,
        row_no: int,
        row: Row,
        name: RowName,
        figures: Sequence[Figure],
        placement: Placement,
        unit_text: str | None = None,
    ) -> None:
        """Records each number of a row under the measure it was placed in."""
        places = placement.places or (None,) * len(figures)
        for figure, measure, place in zip(figures, placement.measures, places, strict=True):
            parsed = number(row.figure(figure.column_no))
            lost = measure is None and parsed is not None
            self.roles[row_no, figure.column_no] = NOTE if lost else FIGURE
            if measure is None or parsed is None:
                continue
            how = self._how(figure, measure, placement, place)
            self.amounts.append(
                self._amount(row_no, row, name, figure, measure, parsed, unit_text, how)
            )

    def _how(
        self, figure: Figure, measure: str, placement: Placement, place: Place | None
    ) -> dict[str, Any]:
        """How a figure was read, what proves it, and what ties it to its column."""
        reading, proof = self._reading(figure, measure, placement)
        how = {"reading": reading, "proof": ",".join(proof) or None}
        if figure.column_no in placement.refuted:
            return how | {"is_refuted": True, "wanted": placement.refuted[figure.column_no]}
        if place is None:
            return how
        others = place.rivals or [other for other in self.unsure if other != measure]
        rivals = [rival.rpartition(".")[2] for rival in others]
        return how | {"place_group": place.group, "rivals": ",".join(rivals) or None}

    def _reading(
        self, figure: Figure, measure: str, placement: Placement
    ) -> tuple[str, tuple[str, ...]]:
        """How a figure was read, and what proves it.

        As published where its header gives it the measure; realigned where the row, or
        for a row that proves nothing itself the table, shows that it belongs elsewhere.
        """
        doubted = figure.column_no in self.doubted or figure.column_no in placement.refuted
        if placement.reading == UNRECONCILED or doubted:
            return UNRECONCILED, ()
        if self.needs_proof and not placement.proof:
            return UNRECONCILED, ()
        if self.given.get(measure) == figure.column_no:
            return AS_PUBLISHED, placement.proof
        proof = placement.proof or self.table_proof
        return (REALIGNED if proof else UNRECONCILED), proof

    def _amount(
        self,
        row_no: int,
        row: Row,
        name: RowName,
        figure: Figure,
        measure: str,
        parsed: Number,
        unit_text: str | None,
        how: dict[str, Any],
    ) -> Amount:
        row_key, _, measure_name = measure.rpartition(".")
        own_unit = unit_text or self.measure_units.get(measure)
        unit_place = self.context.unit_locator if own_unit is None else None
        if unit_text:
            unit_place = _place_of(name.label_text, row)
        return Amount(
            row_no=row_no,
            column_no=figure.column_no,
            row_key=row_key or name.row_key,
            measure=measure_name,
            amount_text=row.printed.get(figure.column_no, row.cells[figure.column_no]),
            amount=parsed.value,
            decimals=parsed.decimals,
            locator=row.places[figure.column_no],
            side=name.side,
            line_code=name.line_code,
            code_text=name.code_text,
            label_text=name.label_text,
            line_text=name.line_text,
            column_text=self.headers.get(measure),
            unit_text=own_unit or self.context.unit_text,
            unit_locator=unit_place,
            project_no=name.project_no,
            **how,
        )


def _place_of(text: str | None, row: Row) -> str | None:
    """The place of the cell of a row that prints a text."""
    return next(
        (p for cell, p in zip(row.cells, row.places, strict=False) if cell == text), None
    )


def figures_of(
    row: Row, first: int, last: int | None = None, blanks: Collection[str] = ()
) -> list[Figure]:
    """The cells from column `first` on that print a number or a dash, in order.

    `blanks` are other signs for nothing that the table prints, and stand for dashes.
    """
    found = []
    cells, stored = row.cells, row.stored
    for column in range(first, len(cells) if last is None else min(last, len(cells))):
        text = cells[column]
        if not text:
            continue
        parsed = number(stored.get(column, text) if stored else text)
        if parsed is not None:
            found.append(Figure(column, parsed.value, parsed.half_unit))
        elif is_blank(text) or squeeze(text) in blanks:
            found.append(Figure(column, None))
    return found


def of_the_form(placement: Placement) -> Placement:
    """A placement in which what stands in a column beside the form has no measure."""
    measures = tuple(
        None if measure is None or measure.startswith(BESIDE) else measure
        for measure in placement.measures
    )
    return placement._replace(measures=measures)


def mark(roles: Roles, row_no: int, row: Row, role: str) -> None:
    """Gives every printed cell of a row that has no role yet this one."""
    for column, cell in enumerate(row.cells):
        if cell:
            roles.setdefault((row_no, column), role)


@value(frozen=True, slots=True)
class Named:
    """A body row: what it is, the cells that say so, and where its figures begin."""

    name: RowName
    roles: Mapping[int, str]
    first_figure: int

    @property
    def label_column(self) -> int:
        """Where the row's label stands; -1 where it prints none."""
        return next((i for i, role in self.roles.items() if role == LABEL), -1)


Namer = Callable[[Row, Sequence[Row]], Named | None]
"""Names a body row, given the header rows so far; None: the row is no body row."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table: its head, those that were named, and those with figures beside."""

    head: Sequence[Row]
    body: Sequence[tuple[int, Row, Named, list[Figure]]]
    loose: Sequence[tuple[int, Row]]

    @property
    def home(self) -> int:
        """The column in which most rows have their label."""
        return usual([named.label_column for _, _, named, _ in self.body])


def read_rows(
    grid: Grid,
    form: Form,
    context: Context,
    namer: Namer,
    unit_of: Callable[[RowName], str | None] = lambda _: None,
) -> Records:
    """The figures of a table whose rows above the first named one are its header.

    A row with figures that is not named heads nothing: its figures are untaken.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    roles: Roles = {}
    rows = _rows(grid, namer, roles)
    header = headers.header_of(grid, rows.head)
    printed = header.printed
    every = [figures for *_, figures in rows.body]
    by_sums = open_columns.of_table(form, printed, every, rules_of(form))
    left_out = _left_out(form, header, rows, by_sums)
    own = [[f for f in figures if f.column_no not in left_out] for figures in every]
    names = [named.name for _, _, named, _ in rows.body]
    places = places_of(own, [width_of(row) for _, row, _, _ in rows.body], left_out)
    found = columns_of(grid, form, header, own, names, context, by_sums, places)
    columns = headers.table_columns(found.taken, printed)
    last = max([*found.taken.values(), *left_out], default=0)
    body = [
        (row_no, row, named, [f for f in all_ if f.value is not None or f.column_no <= last])
        for row_no, row, named, all_ in rows.body
    ]  # a dash in a column that the form does not know has no place to go
    sheet = Sheet(
        context,
        headers={column.measure: column.header_text for column in columns},
        given=found.given,
        measure_units=form.units,
        table_proof=proof_of(found.taken, own, rules_of(form)),
        doubted=found.doubted,
        unsure=[column.measure for column in form.columns] if found.is_unsure else (),
        needs_proof=found.is_unsure or found.fault is not None,
        roles=roles,
    )
    home = rows.home
    shifted = [
        PrintedRow(tuple(figures), named.label_column - home) for _, _, named, figures in body
    ]
    placements = _that_keep_columns(table_of(form, found.taken, names, shifted, left_out))
    taken = _taken(found, printed, body, context)
    untaken = [*left.of_rows(taken, rows.loose)]
    untaken += left.of_columns(taken, [(n, r, d.name) for n, r, d, _ in body], left_out)
    for (row_no, row, named, figures), placement in zip(body, placements, strict=True):
        placed = of_the_form(placement)
        if figures:
            sheet.add(row_no, row, named.name, figures, placed, unit_of(named.name))
        known = {f.column_no for f, m in zip(figures, placed.measures, strict=True) if m}
        untaken += left.of_cells(
            taken, row_no, row, named.name, named.first_figure, known | left_out.keys()
        )
        mark(sheet.roles, row_no, row, TEXT)
    notes = [f"column not of the form: {header}" for header in left_out.values()]
    notes += [f"row not of the form, all zero: {row}" for row in left.rows_of_zeros(rows.loose)]
    notes += [found.fault] if found.fault else []
    return Records(
        amounts=sheet.amounts,
        columns=columns,
        untaken=untaken,
        roles=sheet.roles,
        notes=notes,
    )


def _that_keep_columns(table: Table) -> list[Placement]:
    """The placements of a table's rows; no column slips whole out of its place.

    A figure may slip over a column that the form does not know, or out of it. Where more than
    a few of such a column's figures would, it is a column of its own, and its rows stand.
    """
    placements = place_rows(table)
    beside = {c: m for m, c in table.positions.items() if m.startswith(BESIDE)}
    stays: dict[int, list[bool]] = {}
    for row, placement in zip(table.rows, placements, strict=True):
        for figure, measure in zip(row.figures, placement.measures, strict=True):
            if figure.value and (name := beside.get(figure.column_no)):
                stays.setdefault(figure.column_no, []).append(measure == name)
    own = {c for c, stay in stays.items() if stay.count(False) > FEW_SLIPS * len(stay)}
    if not own:
        return placements
    rest = [
        replace(row, figures=tuple(f for f in row.figures if f.column_no not in own))
        for row in table.rows
    ]
    positions = {m: c for m, c in table.positions.items() if c not in own}
    placed = place_rows(replace(table, rows=rest, positions=positions))
    return [
        _with_own(row, placement, {column: beside[column] for column in own})
        for row, placement in zip(table.rows, placed, strict=True)
    ]


def _with_own(row: PrintedRow, placement: Placement, own: Mapping[int, str]) -> Placement:
    """The placement of a row, with the figures of these columns where they stand."""
    measures, places = iter(placement.measures), iter(placement.places)
    is_own = [figure.column_no in own for figure in row.figures]
    return placement._replace(
        measures=tuple(
            own[figure.column_no] if mine else next(measures)
            for figure, mine in zip(row.figures, is_own, strict=True)
        ),
        places=tuple(None if mine else next(places, None) for mine in is_own),
    )


def _rows(grid: Grid, namer: Namer, roles: Roles) -> _Rows:
    """The rows of a table by what they are, with the roles of their cells."""
    head: list[Row] = []
    loose: list[tuple[int, Row]] = []
    body: list[tuple[int, Row, Named]] = []
    for row_no, row in enumerate(grid.rows, start=1):
        named = namer(row, head)
        if named is not None:
            roles.update({(row_no, column): role for column, role in named.roles.items()})
            body.append((row_no, row, named))
        elif body or headers.prints_figures(row):
            mark(roles, row_no, row, NOTE)
            loose.append((row_no, row))
        else:
            mark(roles, row_no, row, HEADER)
            head.append(row)
    blanks = blank_signs(
        cell
        for _, row, named in body
        for cell in row.cells[named.first_figure :]
        if number(cell) is None
    )
    with_figures = [
        (row_no, row, named, figures_of(row, named.first_figure, blanks=blanks))
        for row_no, row, named in body
    ]
    return _Rows(head, with_figures, loose)


def _left_out(
    form: Form, header: headers.Header, rows: _Rows, by_sums: Mapping[str, int]
) -> dict[int, str]:
    """The columns behind the labels that print figures under a head that is not the form's."""
    foreign = headers.foreign(form, header)
    printing = {f.column_no for *_, row in rows.body for f in row if f.value is not None}
    printing -= set(by_sums.values())
    return {
        c: text
        for c, text in foreign.items()
        if c in printing and c > rows.home and not _is_of_a_faulty_head(header.printed, c)
    }


def _is_of_a_faulty_head(printed: Sequence[headers.Path], column: int) -> bool:
    """Whether a column has its head from a cell too many or too few.

    It covers the next ones too, since its own below it was lost; or it is one of names.
    """
    path = printed[column]
    after = printed[column + 1] if column + 1 < len(printed) else ()
    return is_of_names(path[-1]) or (len(after) > len(path) and after[: len(path)] == path)


def _taken(
    found: Columns,
    printed: Sequence[headers.Path],
    body: Sequence[tuple[int, Row, Named, list[Figure]]],
    context: Context,
) -> left.Taken:
    """What the reading takes of the table, so that the rest can be told."""
    blanks = blank_signs(
        row.cells[column]
        for _, row, _, _ in body
        for column in found.taken.values()
        if column < len(row.cells)
    )
    heads = {column: "/".join(path) for column, path in enumerate(printed) if path}
    return left.Taken(found.taken, heads, context, blanks)


def usual(columns: Sequence[int]) -> int:
    """The column that most rows of a table take."""
    return max(sorted(set(columns)), key=columns.count, default=0)


def column_after(head: Sequence[Row], header: str) -> int | None:
    """The column to the right of a header cell with this text, or None."""
    for row in head:
        for column, cell in enumerate(row.cells):
            if squeeze(cell) == header:
                return column + 1
    return None
