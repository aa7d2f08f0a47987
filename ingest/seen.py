"""Figures that were seen on pictures of pages, not read from text: how sure each of them is.

What is seen is not what is printed. A figure whose characters are not all sure is kept as a
fact only where the arithmetic of its table proves it in its place; else it is unreconciled.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.alignment.figures import UNRECONCILED
from ingest.documents import Amount, Records

SURE = 0.9
"""A figure is sure whose characters are all at least so sure. Chosen, not measured: on the
scans at hand no wrong figure was seen, so that none says where the border lies."""
SCAN = "scan"
_PAGE = re.compile(r"page \d+")

Seen = Mapping[str, Mapping[str, float]]
"""By page, how sure the least sure character of each text with figures is."""


def marked(records: Records, seen: Seen) -> Records:
    """The records with what was seen marked, and what is unsure set aside."""
    if not seen or not records.amounts:
        return records
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
    return made if confidence >= SURE or amount.proof else replace(made, reading=UNRECONCILED)


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
