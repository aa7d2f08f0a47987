"""The printed figures of a money table that no record takes, each said with its place.

A row whose label no form knows, a column that no measure takes, a text where a figure should
stand: nothing of it may leave without a word, and what it belongs to cannot be checked.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import headers
from ingest.documents import Amount, Context, Records, Row, Untaken
from ingest.errors import Reason
from ingest.shapes.rules import RowName
from ingest.values import (
    NO_STORED_VALUE,
    blank_signs,
    is_blank,
    is_like_an_amount,
    number,
    squeeze,
)

_NO_MONEY = re.compile("序号|行次|栏次|依据|文号|日期|时间|年限|人数|编码|代码")
"""What heads a column of numbers that are no amounts."""
_WHOLE = re.compile(r"(?:小计|合计|总计|总额|全年数)$")


def of_no_project(amount: Amount) -> Untaken:
    """A figure of a project that nothing names: nobody can tell which."""
    return Untaken(
        reason=Reason.NO_PROJECT,
        row_no=amount.row_no,
        column_no=amount.column_no,
        text=amount.amount_text,
        locator=amount.locator,
        amount=amount.amount,
        unit_text=amount.unit_text,
        row_key=amount.row_key,
        label_text=amount.label_text,
        measure=amount.measure,
        column_text=amount.column_text,
    )


def without_blank_signs(records: Records) -> Records:
    """The records of a table without the signs by which it says that places are empty.

    Where a table prints one sign for nothing (`……`) in the place of figures, and no other text,
    nothing unreadable stands there:

        年度资金总额         ……   89.78   89.78
        其中：当年财政拨款    ……   89.78   89.78
    """
    texts = [f.text for f in records.untaken if f.reason == Reason.UNREADABLE_FIGURE]
    if not blank_signs(texts) or len(set(map(squeeze, texts))) > 1:
        return records
    left = [f for f in records.untaken if f.reason != Reason.UNREADABLE_FIGURE]
    return replace(records, untaken=left)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a table's reading takes: each measure's column, and the head over each column.

    `blanks` are the signs with which the whole table says that a place is empty.
    """

    positions: Mapping[str, int]
    heads: Mapping[int, str]
    context: Context
    blanks: frozenset[str] = frozenset()

    def measure_at(self, column: int) -> str | None:
        """The measure of a column, None where it is none of the form's."""
        return next((m for m, c in self.positions.items() if c == column), None)

    def is_beside(self, column: int) -> bool:
        """Whether a column holds no money of its own: it compares, takes notes, or splits."""
        head = self.heads.get(column, "")
        parts = head.split("/")
        is_known = headers.is_derived(head) or headers.is_of_another_year(tuple(parts))
        return is_known or any(map(_NO_MONEY.search, parts)) or self._is_part(column)

    def _is_part(self, column: int) -> bool:
        """Whether a column splits one that is taken whole, as 事业支出 does 单位资金/小计."""
        above = self.heads.get(column, "").rpartition("/")[0]
        taken = [self.heads.get(c, "") for c in self.positions.values()]
        within = [head for head in taken if head.startswith(f"{above}/")]
        wholes = [head for head in within if _WHOLE.search(head)]
        return bool(above) and (above in taken or bool(wholes)) and within == wholes

    def figure(
        self,
        reason: Reason,
        row_no: int,
        row: Row,
        column: int,
        name: RowName | None,
        label: str = "",
    ) -> Untaken:
        """A cell that no record took, with what is known of its place."""
        parsed = number(row.cells[column])
        measure = self.measure_at(column)
        return Untaken(
            reason,
            row_no,
            column,
            row.cells[column],
            row.places[column],
            parsed.value if parsed else None,
            self.context.unit_text,
            name.side if name else None,
            name.row_key if name else None,
            name.code_text if name else None,
            (name.label_text if name else None) or label or None,
            measure.rpartition(".")[2] if measure else None,
            self.heads.get(column),
            name.project_no if name else None,
        )


def prints_money(row: Row, first: int = 0) -> bool:
    """Whether a row prints an amount from a column on: a number with a point or a comma."""
    cells = map(squeeze, row.cells[first:])
    return any(number(cell) is not None and re.search("[.,]", cell) for cell in cells)


def of_rows(taken: Taken, rows: Sequence[tuple[int, Row]]) -> Iterator[Untaken]:
    """The figures of rows that are none of the form's: below its columns, or amounts.

    Two amounts in one cell of a column (`30.004.16`) are told as what cannot be read.
    """
    own = set(taken.positions.values())
    for row_no, row in rows:
        if headers.is_number_line(row):
            continue
        label = next((c for c in row.cells if not is_blank(c) and number(c) is None), "")
        for column, cell in enumerate(row.cells):
            parsed = number(cell)
            if column in own and is_like_an_amount(cell):
                yield taken.figure(Reason.UNREADABLE_FIGURE, row_no, row, column, None, label)
            if parsed is None or not parsed.value:
                continue
            if column in own or re.search("[.,]", squeeze(cell)):
                yield taken.figure(Reason.UNKNOWN_ROW, row_no, row, column, None, label)


def rows_of_zeros(rows: Sequence[tuple[int, Row]]) -> Iterator[str]:
    """The labels of rows that are none of the form's and print zeros alone: no sum changes."""
    for _, row in rows:
        values = [parsed.value for cell in row.cells if (parsed := number(cell)) is not None]
        label = next((c for c in row.cells if not is_blank(c) and number(c) is None), "")
        if label and values and not any(values):
            yield squeeze(label)


def of_columns(
    taken: Taken, rows: Sequence[tuple[int, Row, RowName]], columns: Collection[int]
) -> Iterator[Untaken]:
    """The figures of columns that are none of the form's, but for what stands beside money."""
    for column in sorted(columns):
        if taken.is_beside(column):
            continue
        for row_no, row, name in rows:
            cell = row.cells[column] if column < len(row.cells) else ""
            parsed = number(cell)
            if parsed is not None and parsed.value:
                yield taken.figure(Reason.UNKNOWN_COLUMN, row_no, row, column, name)


def of_cells(
    taken: Taken, row_no: int, row: Row, name: RowName, first: int, placed: Collection[int]
) -> Iterator[Untaken]:
    """The cells of a body row under the form's columns that print neither figure nor blank.

    Args:
        taken: what the reading takes.
        row_no: the row's number.
        row: the row.
        name: what it is.
        first: where its figures begin.
        placed: the columns of its figures that have a measure.
    """
    own = set(taken.positions.values())
    for column in range(first, len(row.cells)):
        cell = row.cells[column]
        if is_blank(cell) or squeeze(cell) in taken.blanks:
            continue
        parsed = number(cell)
        if parsed is None and column in own:
            was_stored = cell != NO_STORED_VALUE
            reason = Reason.UNREADABLE_FIGURE if was_stored else Reason.NO_STORED_VALUE
            yield taken.figure(reason, row_no, row, column, name)
        elif parsed is not None and parsed.value and column not in placed:
            yield taken.figure(Reason.UNKNOWN_COLUMN, row_no, row, column, name)


_NO_AMOUNT = re.compile(r"\d{1,2}|(?:19|20)\d{2}|\d{9,}")
"""Numbers of lines, years, telephone numbers: no amounts of money beside a row's label."""


def is_amount(cell: str, before: Sequence[str]) -> bool:
    """Whether a cell can be an amount: a number that is no year, no count of lines, no phone.

    A small whole number is one where the row prints figures before it already.
    """
    if number(cell) is None:
        return False
    printed = squeeze(cell)
    if not _NO_AMOUNT.fullmatch(printed):
        return True
    return printed == "0" or (
        len(printed) <= 2 and any(_is_plain_amount(other) for other in before)
    )


def _is_plain_amount(cell: str) -> bool:
    return number(cell) is not None and not _NO_AMOUNT.fullmatch(squeeze(cell))


def untaken(
    reason: Reason,
    row_no: int,
    row: Row,
    column: int,
    context: Context,
    label: str | None = None,
) -> Untaken:
    """A cell that no record took, with what is known of its row."""
    parsed = number(row.cells[column])
    return Untaken(
        reason,
        row_no,
        column,
        row.cells[column],
        row.places[column] if column < len(row.places) else "",
        amount=parsed.value if parsed else None,
        unit_text=context.unit_text,
        label_text=label,
    )
