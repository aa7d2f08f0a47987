"""Two accounts side by side: income on the left, expenditure on the right."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import takewhile

from ingest import headers
from ingest.alignment import MAX_SHIFT, Figure, PrintedRow, place_rows
from ingest.documents import Amount, Context, Grid, Records, Row, TableColumn, Untaken
from ingest.errors import DocumentError, Reason
from ingest.form import Column, Form
from ingest.head_faults import is_as_wide
from ingest.shapes.rules import RowName, table_of
from ingest.shapes.tables import HEADER, LABEL, NOTE, TEXT, Roles, Sheet, figures_of, mark
from ingest.shapes.untaken import is_amount, untaken
from ingest.value import value
from ingest.values import blank_signs, is_blank, number, squeeze, without_ordinal
from ingest.words import spelled, without_marks

_WORD = re.compile(r"[一-鿿]\W*[一-鿿]")
"""What every label has: two letters; a sign for nothing (`……`, 无) has none."""
_LABEL_HEADER = re.compile(spelled("{labels.account_line}"))
_DEEPEST_HEAD = 8
_PART = re.compile(r"其中[:：]|\d{1,2}[.、](?!\d)|\((?:\d{1,2}|[一二三四五六七八九十]{1,3})\)")
_ENDS = re.compile(
    r"(?:收入|支出|拨款|资金|补助|上缴|结转|结余|[合总小]计)\W*(?:[(（][^()（）]*[)）])?\s*$"
)
"""What the label of a line ends with."""
_LETTERS = re.compile(r"[一-鿿（()）]")
_GOES_ON = re.compile(r"\s*(?:[和及与、]|[(（]?境[)）])")
_RANKS = tuple(
    map(
        re.compile,
        (
            r"[一二三四五六七八九十]{1,3}[、.]",
            r"\([一二三四五六七八九十]{1,3}\)",
            r"\d{1,2}[.、](?!\d)",
            r"\(\d{1,2}\)",
            r"其中[:：]",
        ),
    )
)
"""How lines are numbered, from the top of the account down."""
_NO_ROW = Row((), ())
"""In place of a number line that a page break printed once more, so that rows keep numbers."""
_BALANCES = ("opening", "closing", "reserves", "distribution")


@dataclass(frozen=True, slots=True)
class _Side:
    """One half of the grid: its columns from `label` up to `end`, and its measures."""

    name: str
    label: int
    first: int
    end: int
    positions: dict[str, int]
    is_sure: bool = True

    @property
    def is_numbered(self) -> bool:
        """Whether the side prints line numbers between its labels and figures."""
        return self.first > self.label + 1


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of both sides, line by line.

    Raises:
        DocumentError: the two label columns or the amount columns cannot be found.
    """
    head, body = _split(grid)
    header = headers.header_of(grid, head)
    label_columns = _label_columns(head)
    roles: Roles = {}
    for row_no, row in enumerate(head, start=1):
        mark(roles, row_no, row, HEADER)
    amounts: list[Amount] = []
    columns: list[TableColumn] = []
    notes: list[str] = []
    lost: list[Untaken] = []
    foreign = {
        column: text
        for column, text in headers.foreign(form, header).items()
        if column not in label_columns
    }
    body = [_NO_ROW if headers.is_number_line(row) else row for row in body]
    sides = _sides(header, body, label_columns, form, foreign)
    taken = {column for side in sides for column in side.positions.values()}
    foreign = {column: text for column, text in foreign.items() if column not in taken}
    halves = [_halves(row, sides) for row in body]
    for number_, side in enumerate(sides):
        side_columns = headers.table_columns(side.positions, header.printed)
        sheet = Sheet(
            context,
            {column.measure: column.header_text for column in side_columns},
            side.positions,
            doubted=() if side.is_sure else range(side.label, side.end + 1),
            roles=roles,
        )
        own = [half[number_] for half in halves]
        rows = list(zip(body, own, strict=True))
        left_out = _read_side(rows, len(head), side, form, sheet, foreign)
        notes += [f"column not of the form: {foreign[column]}" for column in left_out]
        if not side.is_sure:
            notes.append(f"the heads of the {side.name} do not stand over its figures")
        lost += _untaken(rows, len(head), side, sheet, foreign)
        amounts += sheet.amounts
        columns += side_columns
    if len(label_columns) > 2:
        notes.append("the spending stands once more on a third side")
    for row_no, row in enumerate(body, start=len(head) + 1):
        mark(roles, row_no, row, TEXT)
    return Records(amounts=amounts, columns=columns, untaken=lost, roles=roles, notes=notes)


def _split(grid: Grid) -> tuple[list[Row], list[Row]]:
    """Header rows and body rows.

    The header ends with the lowest row above the first figures that heads both sides, and
    with what numbers or names columns right below it.
    """
    above = list(takewhile(lambda row: not _prints_a_line(row), grid.rows[:_DEEPEST_HEAD]))
    heads = [i for i, row in enumerate(above) if len(_labels(row)) > 1]
    end = heads[-1] + 1 if heads else 0
    labels = _labels(grid.rows[heads[-1]]) if heads else []
    while labels and end < len(grid.rows) and _names_columns(grid.rows[end], labels):
        end += 1
    return list(grid.rows[:end]), list(grid.rows[end:])


def _prints_a_line(row: Row) -> bool:
    """Whether a row is one of the account's lines: figures, and not those of a number line."""
    is_head = headers.is_number_line(row) or len(_labels(row)) > 1
    return not is_head and any(number(cell) is not None for cell in row.cells)


def _labels(row: Row) -> list[int]:
    """The columns in which a row heads the labels of a side."""
    return [i for i, cell in enumerate(row.cells) if _LABEL_HEADER.fullmatch(squeeze(cell))]


def _names_columns(row: Row, labels: Sequence[int]) -> bool:
    """Whether a row below the label heads still names columns: no label and no figure."""
    if headers.is_number_line(row):
        return True
    return not any(
        column in labels or number(cell) is not None
        for column, cell in enumerate(row.cells)
        if cell
    )


def _sides(
    header: headers.Header,
    body: Sequence[Row],
    labels: Sequence[int],
    form: Form,
    foreign: Collection[int],
) -> list[_Side]:
    if len(labels) < 2:
        raise DocumentError(Reason.COLUMNS_UNMAPPED, "the table does not show its two sides")
    last = [*labels, _without_remarks(header.width, body, foreign)][2]
    bounds = ((labels[0], labels[1]), (labels[1], last))
    sides = []
    for name, (label, end) in zip(("income", "expenditure"), bounds, strict=True):
        wanted = [c for c in form.columns if c.measure.startswith(f"{name}.")]
        span: list[headers.Path] = [
            path if label < i < end else () for i, path in enumerate(header.printed)
        ]
        found = headers.by_text(wanted, span)
        if _missing(wanted, found):
            found = _only_column(wanted, found, span, _printing(body, header, label, end))
        if missing := _missing(wanted, found):
            raise DocumentError(
                Reason.COLUMNS_UNMAPPED, f"no column found for {', '.join(missing)}"
            )
        numbered = any("行次" in path for path in span)
        positions = {m.partition(".")[2]: column for m, column in found.items()}
        is_sure = _stand_together(wanted, found, header, body, (label, end))
        sides.append(_Side(name, label, label + 1 + numbered, end, positions, is_sure))
    return sides


def _without_remarks(width: int, body: Sequence[Row], foreign: Collection[int]) -> int:
    """How wide the table is without columns behind it that print remarks, and no figure."""
    end = width
    while end:
        printed = [cell for row in body for cell in row.cells[end - 1 : end] if squeeze(cell)]
        is_beside = end - 1 in foreign or not printed
        if not is_beside or any(number(cell) is not None for cell in printed):
            break
        end -= 1
    return end if any(column in foreign for column in range(end, width)) else width


def _stand_together(
    wanted: Sequence[Column],
    found: Mapping[str, int],
    header: headers.Header,
    body: Sequence[Row],
    side: tuple[int, int],
) -> bool:
    """Whether the heads of a side stand over its figures, and where its numbers say.

    A side with one measure has nothing that could be mixed up.
    """
    label, end = side
    if len(wanted) < 2:
        return True
    headed = {
        c
        for row in header.rows
        for c, cell in enumerate(row.cells)
        if cell and number(cell) is None
    }
    if any(column not in headed for column in _printing(body, header, label, end)):
        return False
    if not is_as_wide(header.rows, [row for row in body if row.cells]):
        return False
    numbered = [c for c in header.numbered if label < c < end]
    measures = [column.measure for column in wanted]
    counted = dict(zip(measures, numbered, strict=False)) if numbered else {}
    return len(numbered) != len(wanted) or all(counted[m] == c for m, c in found.items())


def _printing(body: Sequence[Row], header: headers.Header, label: int, end: int) -> list[int]:
    """The columns of a side in which its rows print amounts, line numbers aside."""
    return [
        column
        for column in range(label + 1, end)
        if column not in header.lines
        and any(column < len(row.cells) and is_amount(row.cells[column], ()) for row in body)
    ]


def _only_column(
    wanted: Sequence[Column],
    found: dict[str, int],
    span: Sequence[headers.Path],
    printing: Sequence[int],
) -> dict[str, int]:
    """The columns of a side with its only column of figures as the one that is missing.

    Nothing else can stand there, whatever heads it, unless it is another year's.
    """
    missing = _missing(wanted, found)
    open_ = [c for c in printing if c not in found.values()]
    if len(missing) != 1 or len(open_) != 1 or len(printing) != 1:
        return found
    measure = missing[0]
    if headers.is_of_another_year(span[open_[0]]) or headers.is_derived(
        "/".join(span[open_[0]])
    ):
        return found
    return {**found, measure: open_[0]}


def _missing(wanted: Sequence[Column], found: dict[str, int]) -> list[str]:
    return [c.measure for c in wanted if not c.optional and c.measure not in found]


def _label_columns(head: Sequence[Row]) -> list[int]:
    """The columns of the label headers, in the lowest header row that has both sides'.

    A third one heads the same spending in other classes.
    """
    return next((found for row in reversed(head) if len(found := _labels(row)) > 1), [])


@value(frozen=True, slots=True)
class _Half:
    """Where a row prints its line of a side: its label, and its figures up to `end`."""

    label: int
    first: int
    end: int


def _halves(row: Row, sides: Sequence[_Side]) -> list[_Half]:
    """Where a row prints each side, which may have slipped by itself or with the other.

    The figures of a side reach up to the next label; where there is none, one may have
    slipped into its column.
    """
    labels = _labels_of(row, sides)
    halves = []
    for side, label, after in zip(sides, labels, [*labels[1:], None], strict=True):
        first = label + side.first - side.label
        if label != side.label and side.is_numbered and not _is_line_number(row, first - 1):
            first = side.first
        end = side.end + max(label - side.label, 0)
        if after is not None:
            end = after if _is_text(row, after) else after + 1
        halves.append(_Half(label, first, end))
    return halves


def _labels_of(row: Row, sides: Sequence[_Side]) -> list[int]:
    """The column of each side's label: the text nearest to where the head has it."""
    homes = [side.label for side in sides]
    taken = {c for s in sides if _is_text(row, s.label) for c in s.positions.values()}
    texts = [i for i in range(sides[-1].end) if _is_text(row, i) and i not in taken]
    if len(texts) == len(homes):
        near = zip(texts, homes, strict=True)
        return [text if abs(text - home) <= MAX_SHIFT else home for text, home in near]
    nearest = {min(homes, key=partial(_distance, text)): text for text in reversed(texts)}
    return [
        text if _distance(text := nearest.get(home, home), home) <= MAX_SHIFT else home
        for home in homes
    ]


def _distance(column: int, other: int) -> int:
    return abs(column - other)


def _is_text(row: Row, column: int) -> bool:
    return column < len(row.cells) and _is_word(row.cells[column])


@lru_cache(maxsize=65_536)
def _is_word(cell: str) -> bool:
    return number(cell) is None and _WORD.search(cell) is not None


def _line_number(row: Row, column: int) -> str:
    return squeeze(row.cells[column]) if column < len(row.cells) else ""


def _is_line_number(row: Row, column: int) -> bool:
    return _line_number(row, column).isdecimal()


def _read_side(
    body: Sequence[tuple[Row, _Half]],
    offset: int,
    side: _Side,
    form: Form,
    sheet: Sheet,
    foreign: Collection[int],
) -> list[int]:
    """Reads one side; the columns that print figures and are none of the form's."""
    lines: list[tuple[int, Row, RowName, PrintedRow]] = []
    labels = _whole_labels(body)
    left_out: set[int] = set()
    all_figures = [figures_of(row, half.first, half.end) for row, half in body]
    keys = _with_parts_by_sums(_row_keys(labels, form), labels, all_figures)
    for row_no, ((row, half), label, key, printed) in enumerate(
        zip(body, labels, keys, all_figures, strict=True), start=offset + 1
    ):
        figures = tuple(figure for figure in printed if figure.column_no not in foreign)
        left_out |= {f.column_no for f in printed if f.value is not None} & set(foreign)
        if _is_text(row, half.label):
            sheet.roles[row_no, half.label] = LABEL
        if not label:
            continue
        name = RowName(
            key,
            None,
            label,
            _line_number(row, half.first - 1) if side.is_numbered else None,
            _line_code(label, form),
            side.name,
        )
        lines.append((row_no, row, name, PrintedRow(figures, half.label - side.label)))
    names = [name for _, _, name, _ in lines]
    rows = [line for *_, line in lines]
    placements = place_rows(table_of(form, side.positions, names, rows))
    for (row_no, row, name, line), placement in zip(lines, placements, strict=True):
        sheet.add(row_no, row, name, line.figures, placement)
    return sorted(left_out)


def _whole_labels(body: Sequence[tuple[Row, _Half]]) -> list[str]:
    """The label of each row, empty for one that goes on with the label above it.

    Such a row prints nothing else on its side, and what it prints ends the words above.
    """
    labels: list[str] = []
    for row, half in body:
        label = row.cells[half.label] if _is_text(row, half.label) else ""
        rest = label or _line_number(row, half.label)
        above = next((i for i in range(len(labels) - 1, -1, -1) if labels[i]), None)
        is_alone = not any(map(squeeze, row.cells[half.label + 1 : half.end]))
        if above is not None and is_alone and _LETTERS.match(rest):
            goes_on = _GOES_ON.match(rest) or not _ENDS.search(labels[above])
            whole = labels[above] + rest
            if goes_on and _ENDS.search(whole):
                labels[above], label = whole, ""
        labels.append(label)
    return labels


def _untaken(
    body: Sequence[tuple[Row, _Half]],
    offset: int,
    side: _Side,
    sheet: Sheet,
    foreign: Mapping[int, str],
) -> Iterator[Untaken]:
    """What a side prints and no line of it took.

    Amounts beside no label; texts where the side's figures stand; amounts of a line in a
    column that is none of the form's, each such column once.
    """
    told: set[int] = set()
    columns = set(side.positions.values())
    blanks = blank_signs(row.cells[c] for row, _ in body for c in columns if c < len(row.cells))
    for row_no, (row, half) in enumerate(body, start=offset + 1):
        label = row.cells[half.label] if _is_text(row, half.label) else None
        for column in range(half.first, min(half.end, len(row.cells))):
            if (row_no, column) in sheet.roles and sheet.roles[row_no, column] != NOTE:
                continue
            if squeeze(row.cells[column]) in blanks:
                continue
            reason = _reason(row, column, label, columns)
            header = foreign.get(column)
            if reason is None or (header and headers.is_derived(header)) or column in told:
                continue
            told |= {column} if reason == Reason.UNKNOWN_COLUMN else set()
            lost = untaken(reason, row_no, row, column, sheet.context, label)
            yield replace(lost, side=side.name, column_text=header)


def _reason(
    row: Row, column: int, label: str | None, columns: Collection[int]
) -> Reason | None:
    """Why a cell of a side's figures was not taken; None where it holds no figure."""
    cell = row.cells[column]
    parsed = number(cell)
    if parsed is None:
        is_lost = label is not None and column in columns and not is_blank(cell)
        return Reason.UNREADABLE_FIGURE if is_lost else None
    if not parsed.value or not is_amount(cell, row.cells[:column]):
        return None
    return Reason.UNKNOWN_COLUMN if label is not None else Reason.UNKNOWN_ROW


def _row_keys(labels: Sequence[str], form: Form) -> list[str]:
    """What each line of a side is: a total or balance by its name, a line, or a part.

    Lines are numbered as the first of them is; a line numbered lower is a part of the one
    above. What follows the year's total or a balance belongs to it, unless the year's
    total stands first, over its lines.
    """
    named = [_named_key(label, form) for label in labels]
    totals = [i for i, key in enumerate(named) if key == "grand_total"]
    if len(totals) > 1 and "year_total" not in named:
        named[totals[0]] = "year_total"
    keys: list[str] = []
    section, rank = "item", None
    for label, name in zip(labels, named, strict=True):
        if name == "year_total" and "item" not in keys:
            section = "item"
        elif name in ("year_total", *_BALANCES):
            section = f"{name}_part"
        if name or not label or section != "item":
            keys.append(name or section)
            continue
        rank = _rank(label) if rank is None else rank
        keys.append("part" if _rank(label) > rank else "item")
    return keys


def _with_parts_by_sums(
    keys: list[str], labels: Sequence[str], figures: Sequence[Sequence[Figure]]
) -> list[str]:
    """The keys, lines without a number below numbered ones as their parts where sums say so.

    一、财政拨款         900.00
          一般公共预算   900.00
    二、其他收入          50.00
    本年收入合计         950.00
    """
    first = next((i for i, key in enumerate(keys) if key == "item"), len(keys))
    numbered = [bool(_RANKS[0].match(squeeze(label))) for label in labels]
    if first == len(keys) or not numbered[first]:
        return keys
    made = [
        "part" if key == "item" and not is_numbered and _rank(label) == 0 else key
        for key, label, is_numbered in zip(keys, labels, numbered, strict=True)
    ]
    columns = {figure.column_no for row in figures for figure in row}
    as_named, as_parts = ([_adds_up(k, figures, c) for c in columns] for k in (keys, made))
    return made if False in as_named and False not in as_parts and True in as_parts else keys


def _adds_up(
    keys: Sequence[str], figures: Sequence[Sequence[Figure]], column: int
) -> bool | None:
    """Whether a column's lines add up to the year's total, or with balances to the grand one.

    None where the column prints no total.
    """
    total = "year_total" if "year_total" in keys else "grand_total"
    added = ("item",) if total == "year_total" else ("item", *_BALANCES)
    printed = [
        (key, figure)
        for key, row in zip(keys, figures, strict=True)
        for figure in row
        if figure.column_no == column and figure.value is not None
    ]
    whole = [figure for key, figure in printed if key == total]
    parts = [figure for key, figure in printed if key in added]
    if not whole or not whole[-1].value:
        return None
    difference = sum(f.value or 0 for f in parts) - whole[-1].value
    return abs(difference) <= (len(parts) + 1) * whole[-1].half_unit


@lru_cache(maxsize=65_536)
def _named_key(label: str, form: Form) -> str | None:
    plain = without_ordinal(without_marks(label))
    return next((key for key, rule in form.rows.items() if rule.fullmatch(plain)), None)


@lru_cache(maxsize=65_536)
def _rank(label: str) -> int:
    """How deep in the account a line is numbered; one without a number stands on top."""
    printed = squeeze(label)
    return next((i for i, rule in enumerate(_RANKS) if rule.match(printed)), 0)


@lru_cache(maxsize=65_536)
def _line_code(label: str, form: Form) -> str | None:
    plain = without_ordinal(_PART.sub("", squeeze(label)))
    return next((code for code, rule in form.lines.items() if rule.fullmatch(plain)), None)
