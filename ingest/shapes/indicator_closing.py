"""The rows that close an indicator table: totals of points, grades, conclusions, signatures.

Points and grades are kept; what somebody concludes is text, and who signs stays in the
cells as printed.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.alignment import AS_PUBLISHED, REALIGNED, UNRECONCILED, Figure
from ingest.documents import Amount, Row
from ingest.shapes import indicator_words as words
from ingest.shapes.indicator_state import Sections
from ingest.shapes.tables import FIGURE, LABEL, mark
from ingest.values import Number, number, squeeze

SCORE_TOTAL = "score_total"
_POINTS = "分"
_WITH_POINTS = re.compile(r"([\d.]+)分")


def closes(row: Row) -> bool:
    """Whether a row closes the table: its first text is a conclusion's or a signature's.

    So is a row any of whose cells says who signs, and a name or nothing behind it.
    """
    printed = [cell for cell in row.cells if cell.strip()]
    if not printed:
        return False
    if words.closes(printed[0]):
        return True
    return any(words.labelled(cell) and words.names_persons(cell.split("：")[0].split(":")[0])
               for cell in printed)  # fmt: skip


def read_total(sections: Sections, row_no: int, row: Row) -> None:
    """The closing row: full mark, total score, grade."""
    for column, cell in enumerate(row.cells):
        _labelled_score(sections, row_no, row, column, cell)
    figures = _figures(row)
    measures = _total_measures(sections, figures)
    values = {m: f.value or 0 for m, f in zip(measures, figures, strict=True) if m}
    proven = len(values) == 2 and values["score"] <= values["weight"]
    for figure, measure in zip(figures, measures, strict=True):
        parsed = _points(row.cells[figure.column_no])
        if measure is not None and parsed is not None:
            text = row.cells[figure.column_no]
            reading = _reading(sections, figure.column_no, measure, proven)
            _add_total(
                sections, row_no, row, figure.column_no, measure, (text, parsed), reading
            )
    read_grades(sections, row_no, row, is_total=True)
    mark(sections.sheet.roles, row_no, row, LABEL)
    sections.is_summed = True


def read_scores(sections: Sections, row_no: int, row: Row) -> None:
    """Total scores beside their label in the block above the indicators: 自评得分 | 98."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    for column, cell in printed:
        _labelled_score(sections, row_no, row, column, cell)
    for (_, label), (column, cell) in pairwise(printed):
        parsed = _points(cell)
        if words.is_score_label(label) and parsed is not None:
            _add_total(
                sections, row_no, row, column, "score", (cell, parsed), (AS_PUBLISHED, None)
            )


def read_grades(sections: Sections, row_no: int, row: Row, *, is_total: bool = False) -> None:
    """The grade that a row prints: behind its label, or in the total row alone."""
    before = ""
    for column, cell in enumerate(row.cells):
        if not cell:
            continue
        is_told = is_total or words.is_grade_label(before) or words.labelled(cell) is not None
        grade = words.grade_of(cell) if is_told else None
        if grade is not None and "grade_text" not in sections.project:
            sections.project["grade_text"] = grade
            sections.project_cells["grade_text"] = (row_no, column)
            sections.sheet.roles[row_no, column] = LABEL
        before = cell


def _figures(row: Row) -> list[Figure]:
    """The points that a row prints, with 分 behind them or without."""
    parsed = ((column, _points(row.figure(column))) for column in range(len(row.cells)))
    return [Figure(column, p.value, p.half_unit) for column, p in parsed if p is not None]


def _points(text: str) -> Number | None:
    found = _WITH_POINTS.fullmatch(squeeze(text))
    return number(found[1] if found else text)


def _labelled_score(sections: Sections, row_no: int, row: Row, column: int, cell: str) -> None:
    """A total score in one cell with its label: 自评得分：98."""
    found = words.labelled(cell)
    if not found or not words.is_score_label(found[0]):
        return
    parsed = _points(found[1])
    if parsed is not None:
        _add_total(
            sections, row_no, row, column, "score", (found[1], parsed), (AS_PUBLISHED, None)
        )


def _positions(sections: Sections) -> dict[str, int]:
    return dict(sections.head.columns.positions) if sections.head else {}


def _total_measures(sections: Sections, figures: Sequence[Figure]) -> list[str | None]:
    """What each figure of the closing row totals: points given stand after those to be had.

    One figure alone is the total score, unless it stands where the weights do.
    """
    positions = _positions(sections)
    points = [name for name in ("weight", "score") if name in positions] or ["score"]
    if len(figures) == 1 and figures[0].column_no == positions.get("weight"):
        points = ["weight"]
    closing = points[-len(figures) :] if figures else []
    return [None] * (len(figures) - len(closing)) + closing


def _reading(
    sections: Sections, column: int, measure: str, proven: bool
) -> tuple[str, str | None]:
    """Off its column a total is proven where the score is within the marks."""
    if column == _positions(sections).get(measure):
        return AS_PUBLISHED, None
    return (REALIGNED, "R15") if proven else (UNRECONCILED, None)


def _add_total(
    sections: Sections,
    row_no: int,
    row: Row,
    column: int,
    measure: str,
    printed: tuple[str, Number],
    reading: tuple[str, str | None],
) -> None:
    """Records a total of points; a score that is told already is not told again."""
    text, parsed = printed
    told = [
        amount.amount
        for amount in sections.sheet.amounts
        if amount.row_key == SCORE_TOTAL and amount.measure == measure
    ]
    if parsed.value in told:
        return
    if measure == "score":
        sections.project["total_score_text"] = text
    sections.sheet.roles[row_no, column] = FIGURE
    columns = sections.head.printed if sections.head else ()
    sections.sheet.amounts.append(
        Amount(
            row_no=row_no,
            column_no=column,
            row_key=SCORE_TOTAL,
            measure=measure,
            amount_text=text,
            amount=parsed.value,
            decimals=parsed.decimals,
            locator=row.places[column],
            reading=reading[0],
            proof=reading[1],
            label_text=next((cell for cell in row.cells if cell), None),
            column_text=next((c.header_text for c in columns if c.measure == measure), None),
            unit_text=_POINTS,
        )
    )
