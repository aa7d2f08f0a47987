"""What the shapes of money tables share: figures of a row, placing them, recording them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest import headers, open_columns
from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Figure,
    Placement,
    PrintedRow,
    Rules,
    Sum,
    Table,
    choose_positions,
    place_rows,
    proof_of,
    sums_of_codes,
    sums_of_lines,
)
from ingest.documents import Amount, Context, Grid, Records, Row
from ingest.form import Form
from ingest.values import Number, is_blank, number, squeeze

CODE, LABEL, FIGURE, HEADER, TEXT, NOTE = (
    "code", "label", "figure", "header", "text", "note",
)  # fmt: skip

_BESIDE = "beside "
"""How the columns that a form does not know are called where rows are placed."""

Roles = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class RowName:
    """What a row of a table is: key, code, label and the other marks it prints."""

    row_key: str
    code_text: str | None = None
    label_text: str | None = None
    line_text: str | None = None
    line_code: str | None = None
    side: str | None = None
    project_no: int | None = None


@dataclass(slots=True)
class Sheet:
    """Collects the figures of one table while its rows are read."""

    context: Context
    headers: Mapping[str, str]
    given: Mapping[str, int]
    measure_units: Mapping[str, str] = field(default_factory=dict)
    table_proof: tuple[str, ...] = ()
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
        for figure, measure in zip(figures, placement.measures, strict=True):
            parsed = number(row.cells[figure.column_no])
            lost = measure is None and parsed is not None
            self.roles[row_no, figure.column_no] = NOTE if lost else FIGURE
            if measure is None or parsed is None:
                continue
            how = self._reading(figure, measure, placement)
            self.amounts.append(
                self._amount(row_no, row, name, figure, measure, parsed, unit_text, how)
            )

    def _reading(
        self, figure: Figure, measure: str, placement: Placement
    ) -> tuple[str, tuple[str, ...]]:
        """How a figure was read, and what proves it.

        As published where its header gives it the measure; realigned where the row, or
        for a row that proves nothing itself the table, shows that it belongs elsewhere.
        """
        if placement.reading == UNRECONCILED:
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
        how: tuple[str, tuple[str, ...]],
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
            amount_text=row.cells[figure.column_no],
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
            reading=how[0],
            proof=",".join(how[1]) or None,
        )


def _place_of(text: str | None, row: Row) -> str | None:
    """The place of the cell of a row that prints a text."""
    return next(
        (p for cell, p in zip(row.cells, row.places, strict=False) if cell == text), None
    )


def figures_of(row: Row, first: int, last: int | None = None) -> list[Figure]:
    """The cells from column `first` on that print a number or a dash, in order."""
    found = []
    for column in range(first, len(row.cells) if last is None else last):
        text = row.cells[column] if column < len(row.cells) else ""
        parsed = number(text)
        if parsed is not None:
            found.append(Figure(column, parsed.value, parsed.half_unit))
        elif text and is_blank(text):
            found.append(Figure(column, None))
    return found


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
    every = {**positions, **{f"{_BESIDE}{column}": column for column in beside}}
    return Table(rows, every, rules_of(form), sums_of(form, names), added)


def of_the_form(placement: Placement) -> Placement:
    """A placement in which what stands in a column beside the form has no measure."""
    return replace(
        placement,
        measures=tuple(
            None if measure is None or measure.startswith(_BESIDE) else measure
            for measure in placement.measures
        ),
    )


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


def mark(roles: Roles, row_no: int, row: Row, role: str) -> None:
    """Gives every printed cell of a row that has no role yet this one."""
    for column, cell in enumerate(row.cells):
        if cell:
            roles.setdefault((row_no, column), role)


@dataclass(frozen=True, slots=True)
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


def read_rows(
    grid: Grid,
    form: Form,
    context: Context,
    namer: Namer,
    unit_of: Callable[[RowName], str | None] = lambda _: None,
) -> Records:
    """The figures of a table whose rows above the first named one are its header.

    Raises:
        DocumentError: the form's columns cannot be found.
    """
    roles: Roles = {}
    head: list[Row] = []
    body: list[tuple[int, Row, Named, list[Figure]]] = []
    for row_no, row in enumerate(grid.rows, start=1):
        named = namer(row, head)
        if named is None:
            mark(roles, row_no, row, NOTE if body else HEADER)
            if not body:
                head.append(row)
            continue
        roles.update({(row_no, column): role for column, role in named.roles.items()})
        body.append((row_no, row, named, figures_of(row, named.first_figure)))
    rules = rules_of(form)
    home = usual([named.label_column for _, _, named, _ in body])
    foreign = headers.foreign(form, head, _printed(grid, head))
    printing = {f.column_no for *_, row in body for f in row if f.value is not None}
    all_figures = [figures for *_, figures in body]
    by_sums = open_columns.of_table(form, _printed(grid, head), all_figures, rules)
    printing -= set(by_sums.values())
    left_out = {c: text for c, text in foreign.items() if c in printing and c > home}
    rows = [[f for f in figures if f.column_no not in left_out] for *_, figures in body]
    names = [named.name for _, _, named, _ in body]
    printed, given, positions = _positions(grid, form, head, rows, names, by_sums)
    columns = headers.table_columns(positions, printed)
    last = max([*positions.values(), *left_out], default=0)
    body = [
        (row_no, row, named, [f for f in found if f.value is not None or f.column_no <= last])
        for row_no, row, named, found in body
    ]  # a dash in a column that the form does not know has no place to go
    sheet = Sheet(
        context,
        headers={column.measure: column.header_text for column in columns},
        given=given,
        measure_units=form.units,
        table_proof=proof_of(positions, rows, rules),
        roles=roles,
    )
    table = table_of(
        form, positions, names,
        [PrintedRow(tuple(figures), named.label_column - home)
         for _, _, named, figures in body],
        left_out,
    )  # fmt: skip
    for (row_no, row, named, figures), placement in zip(body, place_rows(table), strict=True):
        if figures:
            own = of_the_form(placement)
            sheet.add(row_no, row, named.name, figures, own, unit_of(named.name))
        mark(sheet.roles, row_no, row, TEXT)
    notes = [f"column not of the form: {header}" for header in left_out.values()]
    return Records(amounts=sheet.amounts, columns=columns, roles=sheet.roles, notes=notes)


def usual(columns: Sequence[int]) -> int:
    """The column that most rows of a table take."""
    return max(sorted(set(columns)), key=columns.count, default=0)


def _printed(grid: Grid, head: Sequence[Row]) -> Sequence[headers.Path]:
    rows = [row for row in head if not headers.is_number_line(row)]
    return headers.paths(rows, headers.width(grid), grid.merges_known)


def _positions(
    grid: Grid,
    form: Form,
    head: Sequence[Row],
    rows: Sequence[Sequence[Figure]],
    names: Sequence[RowName],
    by_sums: Mapping[str, int],
) -> tuple[Sequence[headers.Path], Mapping[str, int], Mapping[str, int]]:
    """The header path of each column, the columns that the header gives, those taken."""
    printed = _printed(grid, head)
    numbered = headers.numbered_columns(head)
    body = sorted({f.column_no for row in rows for f in row if f.value is not None})
    found = headers.candidates(form, printed, numbered, body, by_sums)
    taken = choose_positions(found, rows, rules_of(form), sums_of(form, names))
    by_number = tuple(sorted(taken.values())) == numbered
    given = taken if by_number else headers.by_text(form.columns, printed)
    return printed, given, taken


def column_after(head: Sequence[Row], header: str) -> int | None:
    """The column to the right of a header cell with this text, or None."""
    for row in head:
        for column, cell in enumerate(row.cells):
            if squeeze(cell) == header:
                return column + 1
    return None
