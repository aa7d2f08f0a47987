"""Rows of a table that say of which year their figures are, or of which stage.

    年度     | “三公”经费合计 | 因公出国（境）费 | …
    2025年   | 25.00 | 5.00 | …
    2026年   | 22.00 | 4.00 | …
    增减额   | -3.00 | -1.00 | …

What heads say of columns elsewhere, labels say of rows here: the newest year is the table's,
and what compares two rows is no figure of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.documents import Amount, Records, Row
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes import untaken
from ingest.shapes.tables import NOTE
from ingest.value import replace
from ingest.values import squeeze

_CHANGE = re.compile(r"(?:增减|增长|变动|变化|差额|同比|[比较](?:上年|去年|20\d\d年)).*")
_SAYS: Final = re.compile(
    r"(?:(?P<year>20\d\d)年?度?|(?P<last>上年度?|去年)|本年度?|当年)?"
    r"(?P<stage>(?:年初)?预算|调整(?:后)?预算|全年预算|决算|执行|完成)?(?:批复|安排)?(?:数额?|金额|情况)?"
)
_ADJUSTED = re.compile(r"调整|全年")
_EXECUTED = re.compile(r"决算|执行|完成")
_STAGES: Final = ("approved", "adjusted", "executed")
_LAST_YEAR: Final = ("last_year_approved", "last_year_executed")
_HEAD = re.compile(r"(?:会计|财政|预算|决算)?年[度份]?")


@dataclass(frozen=True, slots=True)
class Said:
    """What the label of a row says: a year or the year before, a stage, or a comparison."""

    year: int | None = None
    is_last: bool = False
    stage: str | None = None
    is_change: bool = False


def said_of(label: str | None) -> Said | None:
    """What a label says of year and stage; None where it names anything else."""
    text = squeeze(label or "")
    if _CHANGE.fullmatch(text):
        return Said(is_change=True)
    found = _SAYS.fullmatch(text)
    if not text or found is None or not (found["year"] or found["last"] or found["stage"]):
        return None
    stage = found["stage"]
    if stage is not None:
        is_done = _EXECUTED.search(stage)
        stage = "executed" if is_done else "adjusted" if _ADJUSTED.search(stage) else "approved"
    return Said(int(found["year"]) if found["year"] else None, bool(found["last"]), stage)


def is_year_under(head: Sequence[Row], column: int) -> bool:
    """Whether a column is headed 年度, so that 2025 in it names a row."""
    return any(
        column < len(row.cells) and _HEAD.fullmatch(squeeze(row.cells[column])) for row in head
    )


def with_stages(records: Records, rows: Mapping[int, Row], form: Form) -> Records:
    """The records of a table, each figure of the year and stage that its row's label says.

    A figure of a year before the last, or of a stage that the form does not have, is untaken.
    """
    labels = {amount.row_no: amount.label_text for amount in records.amounts}
    found = {no: said for no, label in labels.items() if (said := said_of(label))}
    if not found:
        return records
    newest = max((said.year for said in found.values() if said.year), default=None)
    kept, left = [], [*records.untaken]
    known = {column.measure.rpartition(".")[2] for column in form.columns}
    for amount in records.amounts:
        said = found.get(amount.row_no)
        measure = _measure(amount, said, newest) if said else amount.measure
        if measure in {amount.measure, *_LAST_YEAR, *known}:
            kept.append(replace(amount, measure=measure))
        elif said and not said.is_change:
            left.append(replace(untaken.of_no_project(amount), reason=_why(said, newest)))
    changes = [no for no, said in found.items() if said.is_change]
    return replace(
        records,
        amounts=kept,
        untaken=left,
        roles=records.roles | dict(_notes(changes, records)),
        notes=[*records.notes, *(f"row that compares: {labels[no]}" for no in changes)],
    )


def _measure(amount: Amount, said: Said, newest: int | None) -> str | None:
    """The measure of a row's figure; None where no form has one for what the label says."""
    stage = said.stage if said.stage and amount.measure in _STAGES else amount.measure
    before = 1 if said.is_last else newest - said.year if newest and said.year else 0
    if said.is_change or before > 1:
        return None
    return f"last_year_{stage}" if before else stage


def _why(said: Said, newest: int | None) -> Reason:
    """Why such a figure is untaken."""
    is_other = said.year is not None and said.year != newest
    return Reason.OTHER_YEAR if is_other else Reason.UNKNOWN_ROW


def _notes(row_nos: Sequence[int], records: Records) -> Iterator[tuple[tuple[int, int], str]]:
    """The places of these rows as notes."""
    for place in records.roles:
        if place[0] in row_nos:
            yield place, NOTE
