"""Figures that were seen on pictures of pages, not read from text: how sure each of them is.

What is seen is not what is printed. A figure whose characters are not all sure, or against
which its row and its column speak, is kept as a fact only where the arithmetic of its table
bears out its column; else it is unreconciled. An unsure figure of a whole area's table, which
no arithmetic places, is none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.alignment.figures import UNRECONCILED
from ingest.documents import Amount, Records, RegionFigure, Untaken
from ingest.errors import Reason

SURE = 0.9
"""A figure is sure whose characters are all at least so sure. Chosen, not measured: on the
scans at hand no wrong figure was seen, so that none says where the border lies."""
SCAN = "scan"
_PAGE = re.compile(r"page \d+")

Seen = Mapping[str, Mapping[str, float]]
"""By page, how sure the least sure character of each text with figures is."""


def marked(records: Records, seen: Seen) -> Records:
    """The records with what was seen marked, and what is unsure set aside."""
    if not seen:
        return records
    records = _without_unsure(records, seen)
    amounts = [_marked(amount, seen) for amount in records.amounts]
    unsure = [
        amount.amount_text
        for amount, before in zip(amounts, records.amounts, strict=True)
        if amount.reading != before.reading
    ]
    notes = [*records.notes, _note(unsure)] if unsure else records.notes
    return replace(records, amounts=amounts, notes=notes)


def _marked(amount: Amount, seen: Seen) -> Amount:
    page = _PAGE.match(amount.locator)
    if page is None or page[0] not in seen:
        return amount
    confidence = _confidence(amount.amount_text, seen[page[0]])
    made = replace(amount, source=SCAN, confidence=confidence)
    is_sure = confidence >= SURE and not amount.is_refuted
    return made if is_sure or amount.proof else replace(made, reading=UNRECONCILED)


def _without_unsure(records: Records, seen: Seen) -> Records:
    """The records without the unsure figures of whole areas, which no identity places."""
    unsure = [figure for figure in records.region_figures if not _is_sure(figure, seen)]
    if not unsure:
        return records
    untaken = [
        Untaken(
            Reason.UNREADABLE_FIGURE,
            figure.row_no,
            figure.column_no,
            figure.number_text,
            figure.locator,
            amount=figure.number,
        )
        for figure in unsure
    ]
    kept = [figure for figure in records.region_figures if figure not in unsure]
    return replace(records, region_figures=kept, untaken=[*records.untaken, *untaken])


def _is_sure(figure: RegionFigure, seen: Seen) -> bool:
    page = _PAGE.match(figure.locator)
    if page is None or page[0] not in seen:
        return True
    return _confidence(figure.number_text, seen[page[0]]) >= SURE


def _confidence(text: str, sure: Mapping[str, float]) -> float:
    """How sure a figure is: as the text that it is, else as those that hold it."""
    if text in sure:
        return sure[text]
    wanted = _tight(text)
    holding = [confidence for held, confidence in sure.items() if wanted in _tight(held)]
    return min(holding, default=0.0)


def _tight(text: str) -> str:
    return "".join(text.split())


def _note(texts: Sequence[str]) -> str:
    shown = ", ".join(texts)[:60]
    return f"{len(texts)} figures were not seen for sure, and nothing proves them: {shown}"
