"""The sheets of a document: printed tables whose cells know what they state.

A cell's `Figure` is the truth of it: the form, the row, the measure, the amount. Amounts
come from the books in fen and are printed in the unit, decimals and blanks of a `Style`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.render import Beside, Cell, Part, Table

FEN_IN = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}
"""How many fen a money unit has."""
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a printed cell states.

    `amount` is the number as printed, in `unit`; `exact` what the books say, in the same
    unit. `row_key` and `measure` are the names that the form gives its lines and columns.
    """

    form: str
    row_key: str
    measure: str
    amount: Decimal
    exact: Decimal
    unit: str
    code: str | None = None
    label: str | None = None
    side: str | None = None
    line_code: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class RowName:
    """What the figures of a row have in common."""

    row_key: str
    code: str | None = None
    label: str | None = None
    side: str | None = None
    line_code: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a department prints its tables, the same throughout a document.

    `zero` is what is printed for nothing; `total` where a code tree prints 合计: `first`,
    `head` (beside 类, 款, 项) or `last`; `codes` whether a code stands in one column
    (`single`), over three that are merged (`merged`) or cut over three (`split`).
    """

    unit: str = "万元"
    decimals: int = 2
    thousands: bool = True
    zero: str = ""
    total: str = "first"
    codes: str = "merged"
    line_numbers: bool = True
    column_numbers: bool = True
    unit_place: str = "line"
    title_numbers: bool = False

    def amount(self, fen: int) -> Decimal:
        """An amount in the printed unit, rounded half up to the printed decimals."""
        scale = FEN_IN[self.unit] // 10**self.decimals
        quotient, rest = divmod(abs(fen), scale)
        quotient += 2 * rest >= scale
        return Decimal(quotient if fen >= 0 else -quotient).scaleb(-self.decimals)

    def exact(self, fen: int) -> Decimal:
        """An amount in the printed unit as the books have it."""
        return Decimal(fen) / FEN_IN[self.unit]

    def text(self, amount: Decimal) -> str:
        """An amount as it is printed."""
        return f"{amount:,}" if self.thousands else f"{amount}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a document with what is printed around it.

    `blank` says why the table prints no figure, where it prints none; `column_unit` that the
    money unit stands in the heads of its columns, `inner_title` that its title and unit
    stand in its own first rows, `is_copy` that it prints another sheet once more,
    `is_continued` that it goes on with the sheet before it, without a title.
    """

    form: str
    title: str
    number: str
    table: Table
    notes: tuple[str, ...] = ()
    blank: str = ""
    unit: str = "万元"
    column_unit: bool = False
    inner_title: bool = False
    is_copy: bool = False
    is_continued: bool = False

    def figures_money(self) -> bool:
        """Whether the table prints an amount of money."""
        return any(
            isinstance(cell.figure, Figure) and cell.figure.unit in FEN_IN
            for row in self.table.rows
            for cell in row
            if cell is not None
        )


@dataclass(frozen=True, slots=True)
class Around:
    """How a document words the lines around its tables, the same for each of them.

    `unit_place` says where the money unit stands: `line` above the table, `title`, `note`
    below it; empty: where the style has it. `year` is a cell of its own beside department and
    unit, empty where there is none.
    """

    department: str = "部门：{name}"
    unit: str = ""
    unit_place: str = ""
    unit_note: str = ""
    year: str = ""


Row = list[Cell | None]
Amounts = Mapping[str, int | None]


def money(style: Style, form: str, name: RowName, measure: str, fen: int | None) -> Cell:
    """A cell for an amount: nothing where there is none, the style's zero for 0."""
    if fen is None:
        return Cell("")
    amount = style.amount(fen)
    if not fen and not style.zero.startswith("0"):
        return Cell(style.zero)
    text = style.zero if not fen and style.zero == "0" else style.text(amount)
    if text == "0":
        amount = Decimal(0)
    return Cell(text, figure=figure(form, name, measure, amount, style.exact(fen), style.unit))


def figure(
    form: str, name: RowName, measure: str, amount: Decimal, exact: Decimal, unit: str
) -> Figure:
    """The truth of a cell."""
    return Figure(
        form, name.row_key, measure, amount, exact, unit, name.code, name.label, name.side,
        name.line_code, name.project,
    )  # fmt: skip


def count(form: str, name: RowName, measure: str, number: int | Decimal, unit: str) -> Cell:
    """A cell for a number that is no money."""
    value = Decimal(number)
    return Cell(f"{value}", figure=figure(form, name, measure, value, value, unit))


# ---------------------------------------------------------------- headers


def header(paths: Sequence[Sequence[str]]) -> list[Row]:
    """Header rows over columns whose texts run from the top down.

    Equal texts beside each other under one parent are one merged cell; the last text of a
    path reaches down to the lowest row.
    """
    depth = max(map(len, paths), default=0)
    rows: list[Row] = [[None] * len(paths) for _ in range(depth)]
    for column, path in enumerate(paths):
        for level, text in enumerate(path):
            if column and _is_shared(paths[column - 1], path, level):
                continue
            last = column
            while last + 1 < len(paths) and _is_shared(path, paths[last + 1], level):
                last += 1
            height = depth - level if level == len(path) - 1 else 1
            rows[level][column] = Cell(text, last - column + 1, height)
    return rows


def _is_shared(left: Sequence[str], right: Sequence[str], level: int) -> bool:
    """Whether two columns lie under one cell of this header row."""
    same = list(left[: level + 1]) == list(right[: level + 1])
    leaves = (len(left) == level + 1, len(right) == level + 1)
    return same and (list(left) == list(right) if any(leaves) else True)


def blanks(count_: int) -> Row:
    """Empty cells."""
    return [Cell("") for _ in range(count_)]


# ---------------------------------------------------------------- code trees


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A class, section or item with its amounts; the total has no code."""

    code: str
    name: str
    amounts: Amounts


def tree(
    items: Mapping[str, Amounts], names: Mapping[str, str], *, lengths: Sequence[int] = (3, 5)
) -> tuple[TreeRow, list[TreeRow]]:
    """The total, and the rows of items with their sections and classes above them.

    Args:
        items: the amounts of each leaf code.
        names: the name of each code.
        lengths: the lengths of the codes above the leaves.
    """
    sums: dict[str, dict[str, int | None]] = {}
    for code, amounts in items.items():
        for upper in ("", *(code[:length] for length in lengths), code):
            into = sums.setdefault(upper, {})
            for measure, fen in amounts.items():
                if fen is not None:
                    into[measure] = (into.get(measure) or 0) + fen
                else:
                    into.setdefault(measure, None)
    total = TreeRow("", "合计", sums.pop("", {}))
    return total, [TreeRow(code, names[code], sums[code]) for code in sorted(sums)]


LEVEL_NAMES = {3: "class", 5: "section", 7: "item"}


def tree_table(
    style: Style,
    form: str,
    columns: Sequence[tuple[str, Sequence[str]]],
    total: TreeRow,
    rows: Sequence[TreeRow],
    *,
    code_head: str = "支出功能分类科目编码",
    name_head: str = "科目名称",
    top: str = "项目",
    levels: int = 3,
    economic: bool = False,
) -> Table:
    """The table of a code tree in the style's layout of codes, numbers and total.

    Args:
        style: how the department prints.
        form: the form's id.
        columns: measure and header path of each money column.
        total: the total's row.
        rows: the other rows in the order of their codes.
        code_head: the header over the codes.
        name_head: the header over the names.
        top: the header over both.
        levels: how many columns a cut code takes.
        economic: whether the codes are economic classes (3 and 5 digits).
    """
    wide = style.codes != "single"
    parts = "类款项"[:levels] if wide else ""
    left = [[top, code_head]] * max(len(parts), 1) + [[top, name_head]]
    body_width = len(columns)
    made = header([*left, *(path for _, path in columns)])
    names = _level_names(economic)
    head_total = style.total == "head" and wide
    if wide:
        tail = blanks(body_width)
        if head_total:
            tail = _amounts(style, form, columns, total, names)
        label = "合计" if head_total else "栏次" if style.column_numbers else ""
        if style.column_numbers and not head_total:
            tail = [Cell(str(i + 1)) for i in range(body_width)]
        made.append([*map(Cell, parts), Cell(label), *tail])
    elif style.column_numbers:
        numbers = [Cell(str(i + 1)) for i in range(body_width)]
        made.append([Cell("栏次", 2), None, *numbers])
    depth = len(made)
    body = [_tree_row(style, form, columns, row, names, len(parts)) for row in rows]
    if not head_total:
        closing: Row = [Cell("合计", max(len(parts), 1) + 1), *[None] * max(len(parts), 1)]
        if style.total == "first" and wide:
            closing = [*blanks(len(parts)), Cell("合计")]
        closing += _amounts(style, form, columns, total, names)
        body.insert(0 if style.total == "first" else len(body), closing)
    return Table(tuple(map(tuple, (*made, *body))), depth)


def _level_names(economic: bool) -> Mapping[int, str]:
    return {3: "class", 5: "item"} if economic else LEVEL_NAMES


def _tree_row(
    style: Style,
    form: str,
    columns: Sequence[tuple[str, Sequence[str]]],
    row: TreeRow,
    names: Mapping[int, str],
    width: int,
) -> Row:
    if not width:
        codes: Row = [Cell(row.code)]
    elif style.codes == "split":
        cut = [row.code[:3], row.code[3:5], row.code[5:7]]
        codes = [Cell(part) for part in cut[:width]]
    else:
        codes = [Cell(row.code, width), *[None] * (width - 1)]
    return [*codes, Cell(row.name), *_amounts(style, form, columns, row, names)]


def _amounts(
    style: Style,
    form: str,
    columns: Sequence[tuple[str, Sequence[str]]],
    row: TreeRow,
    names: Mapping[int, str],
) -> Row:
    key = names.get(len(row.code), "total")
    name = RowName(key, row.code or None, row.name)
    return [money(style, form, name, m, row.amounts.get(m)) for m, _ in columns]


# ---------------------------------------------------------------- two-sided accounts


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A line of one side of an account: its label, what it is, and its amounts."""

    label: str
    row_key: str
    amounts: Amounts = field(default_factory=dict)
    line_code: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an account: heads, the measures of its columns, lines and totals."""

    name: str
    head: str
    label_head: str
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[AccountLine, ...]
    totals: tuple[AccountLine, ...]


def two_sided_table(style: Style, form: str, sides: tuple[Side, Side]) -> Table:
    """Income beside expenditure, with line numbers where the style has them."""
    paths: list[list[str]] = []
    for side in sides:
        paths.append([side.head, side.label_head])
        paths += [[side.head, "行次"]] * style.line_numbers
        paths += [[side.head, *path] for _, path in side.columns]
    made = header(paths)
    if style.line_numbers and style.column_numbers:
        row: Row = []
        number = 1
        for side in sides:
            row += [Cell("栏次"), Cell("")]
            row += [Cell(str(number + i)) for i in range(len(side.columns))]
            number += len(side.columns)
        made.append(row)
    depth = len(made)
    most = max(len(side.lines) for side in sides)
    deepest = max(len(side.totals) for side in sides)
    body: list[Row] = [[] for _ in range(most + deepest)]
    start = 1
    for side in sides:
        padded = [
            *side.lines,
            *[None] * (most - len(side.lines)),
            *side.totals[:-1],
            *[None] * (deepest - len(side.totals)),
            side.totals[-1],
        ]
        for i, line in enumerate(padded):
            body[i] += _side_row(style, form, side, line, start + i)
        start += len(padded)
    return Table(tuple(map(tuple, (*made, *body))), depth)


def _side_row(
    style: Style, form: str, side: Side, line: AccountLine | None, number: int
) -> Row:
    numbered: Row = [Cell(str(number))] if style.line_numbers else []
    if line is None:
        return [Cell(""), *numbered, *blanks(len(side.columns))]
    name = RowName(line.row_key, None, line.label, side.name, line.line_code)
    cells = [money(style, form, name, m, line.amounts.get(m)) for m, _ in side.columns]
    return [Cell(line.label), *numbered, *cells]


# ---------------------------------------------------------------- around the table


def around(
    sheet: Sheet, style: Style, publisher: str, words: Around = Around()
) -> Iterator[Part]:
    """The lines above a table, the table, and its notes."""
    if sheet.inner_title or sheet.is_continued:
        yield sheet.table
        yield from sheet.notes
        return
    unit = f"{'金额' if style.line_numbers else ''}单位：{sheet.unit}"
    if words.unit:
        unit = words.unit.format(unit=sheet.unit)
    place = words.unit_place or style.unit_place
    if place == "title" and not sheet.column_unit:
        yield f"{sheet.title}（单位：{sheet.unit}）"
    else:
        yield sheet.title
    above = [words.department.format(name=publisher)] if publisher else []
    if words.year:
        above.append(words.year)
    if place == "line" and not sheet.column_unit:
        above.append(unit)
    if sheet.number and style.title_numbers:
        yield sheet.number
    if len(above) > 1:
        yield Beside(tuple(above))
    elif above:
        yield above[0]
    yield sheet.table
    yield from sheet.notes


def mapped(table: Table, change: Callable[[int, int, Cell], Cell]) -> Table:
    """A table with cells changed; `change` gets row, column and cell."""
    return Table(
        tuple(
            tuple(
                change(i, j, cell) if cell is not None else None for j, cell in enumerate(row)
            )
            for i, row in enumerate(table.rows)
        ),
        table.header,
        table.hidden,
    )
