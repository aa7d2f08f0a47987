"""Figures that print more decimals than the others of their table are looked at.

`900.00①` read as 900.001 still adds up within rounding. A table in 万元 prints two decimals;
a figure with three among them is either exact, or something stuck to it.
"""

from collections import Counter
from dataclasses import replace

from ingest.documents import Records
from ingest.values import number


def marked(records: Records) -> Records:
    """The records with the amounts marked that print more decimals than is usual there.

    Usual is what most figures of the same unit print that have decimals at all.
    """
    printed = [_decimals(amount.amount_text) for amount in records.amounts]
    counts: dict[str | None, Counter[int]] = {}
    for amount, decimals in zip(records.amounts, printed, strict=True):
        if decimals:
            counts.setdefault(amount.unit_text, Counter())[decimals] += 1
    usual = {unit: _usual(found) for unit, found in counts.items()}
    odd = [
        decimals > usual.get(amount.unit_text, decimals)
        for amount, decimals in zip(records.amounts, printed, strict=True)
    ]
    if not any(odd):
        return records
    amounts = [
        replace(amount, has_odd_decimals=True) if is_odd else amount
        for amount, is_odd in zip(records.amounts, odd, strict=True)
    ]
    texts = ", ".join(a.amount_text for a in amounts if a.has_odd_decimals)[:60]
    note = f"{sum(odd)} figures print more decimals than the others: {texts}"
    return replace(records, amounts=amounts, notes=[*records.notes, note])


def _decimals(text: str) -> int:
    """How many decimals a figure shows; a workbook stores more than it shows."""
    parsed = number(text)
    return parsed.decimals if parsed else 0


def _usual(counts: Counter[int]) -> int:
    """The decimals that most figures print; of two as common, the more."""
    return max(counts, key=lambda decimals: (counts[decimals], decimals))
