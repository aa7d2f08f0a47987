"""Economic classes in column groups side by side: code, name, amount, and again."""

from ingest.alignment import AS_PUBLISHED, Figure, Placement
from ingest.documents import Context, Grid, Records, Row, TableColumn
from ingest.form import Form
from ingest.shapes.tables import CODE, HEADER, LABEL, TEXT, RowName, Sheet, mark
from ingest.values import number, squeeze, without_ordinal

_LEVELS = {3: "class", 5: "item"}


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of an economic table.

    A row is read from left to right: a code opens a group, the next text is its name, the
    next number its amount; so a displaced group is read as well as a straight one.
    """
    sheet = Sheet(context, headers={"amount": "金额"}, given={})
    amount_column = 0
    for row_no, row in enumerate(grid.rows, start=1):
        found = _groups(row, form)
        for name, figure, columns in found:
            for column, role in columns:
                sheet.roles[row_no, column] = role
            if figure is not None:
                amount_column = amount_column or figure.column_no
                sheet.given = {"amount": figure.column_no}
                placement = Placement(("amount",), AS_PUBLISHED, ())
                sheet.add(row_no, row, name, [figure], placement)
        mark(sheet.roles, row_no, row, TEXT if found else HEADER)
    printed = [TableColumn("amount", amount_column, "金额")] if sheet.amounts else []
    return Records(amounts=sheet.amounts, columns=printed, roles=sheet.roles)


_Group = tuple[RowName, Figure | None, list[tuple[int, str]]]


def _groups(row: Row, form: Form) -> list[_Group]:
    groups: list[_Group] = []
    for column, cell in enumerate(row.cells):
        text = squeeze(cell)
        if not text:
            continue
        if text.isdecimal() and len(text) in _LEVELS and not _awaits_amount(groups):
            name = RowName(_LEVELS[len(text)], code_text=text)
            groups.append((name, None, [(column, CODE)]))
        elif (parsed := number(text)) is not None:
            if groups and groups[-1][1] is None:
                name, _, columns = groups[-1]
                amount = Figure(column, parsed.value, parsed.half_unit)
                groups[-1] = (name, amount, columns)
        elif groups and not groups[-1][0].label_text:
            name, figure, columns = groups[-1]
            named = RowName(name.row_key, name.code_text, cell)
            groups[-1] = (named, figure, [*columns, (column, LABEL)])
        elif key := _total_key(text, form):
            groups.append((RowName(key, None, cell), None, [(column, LABEL)]))
    return groups


def _awaits_amount(groups: list[_Group]) -> bool:
    """Whether the last group has its name but not yet its amount: 301 can be money."""
    return bool(groups) and groups[-1][1] is None and bool(groups[-1][0].label_text)


def _total_key(text: str, form: Form) -> str | None:
    label = without_ordinal(text)
    return next((key for key, pattern in form.rows.items() if pattern.fullmatch(label)), None)
