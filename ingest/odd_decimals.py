"""Figures that print more decimals than the others of their table are looked at.

`900.00①` read as 900.001 still adds up within rounding. A table in 万元 prints two decimals;
a figure with three among them is either exact, or something stuck to it.
"""

from collections import Counter
from dataclasses import replace

from ingest.documents import Records


def marked(records: Records) -> Records:
    """The records with the amounts marked that print more decimals than is usual there.

    Usual is what most figures of the same unit print that have decimals at all.
    """
    counts: dict[str | None, Counter[int]] = {}
    for amount in records.amounts:
        if amount.decimals:
            counts.setdefault(amount.unit_text, Counter())[amount.decimals] += 1
    usual = {unit: _usual(found) for unit, found in counts.items()}
    odd = [a.decimals > usual.get(a.unit_text, a.decimals) for a in records.amounts]
    if not any(odd):
        return records
    amounts = [
        replace(amount, has_odd_decimals=True) if is_odd else amount
        for amount, is_odd in zip(records.amounts, odd, strict=True)
    ]
    printed = ", ".join(a.amount_text for a in amounts if a.has_odd_decimals)[:60]
    note = f"{sum(odd)} figures print more decimals than the others: {printed}"
    return replace(records, amounts=amounts, notes=[*records.notes, note])


def _usual(counts: Counter[int]) -> int:
    """The decimals that most figures print; of two as common, the more."""
    return max(counts, key=lambda decimals: (counts[decimals], decimals))
