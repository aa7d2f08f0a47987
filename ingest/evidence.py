"""What one table of a document says of another.

公开03表 prints of each function what was basic spending and what project, of all funds; no
table of one fund can have more of either:

    支出决算表               基本支出          项目支出
    2230105                                   147.65
    国有资本经营预算 … 决算表
    2230105                  147.65                         ← not this column

A form says by `within` which account its figures stay within, code by code.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from ingest.about import Recognised
from ingest.alignment import UNRECONCILED
from ingest.documents import Amount, Bound, Records
from ingest.value import replace
from ingest.values import MONEY_UNITS

_IN_YUAN = dict(
    zip(MONEY_UNITS, map(Decimal, (1, 1_000, 10_000, 1_000_000, 10**8)), strict=True)
)

Bounds = Mapping[tuple[str, str], Bound]


def bounds_of(recognised: Iterable[Recognised], account_id: str, phase: str | None) -> Bounds:
    """What the tables of an account print of each code and measure.

    Empty where the document has no such table, or two that say it twice.
    """
    tables = [
        found.records
        for found in recognised
        if found.claim.form.account_id == account_id and found.claim.form.phase == phase
    ]
    if len(tables) != 1 or any(a.reading == UNRECONCILED for a in tables[0].amounts):
        return {}
    measures = {column.measure for column in tables[0].columns}
    bounds: dict[tuple[str, str], Bound] = {}
    known: set[str] = set()
    for amount in tables[0].amounts:
        found = bound_of(amount)
        if amount.code_text is None or found is None:
            continue
        if amount.code_text not in known:
            known.add(amount.code_text)
            nothing = replace(found, amount=Decimal(0))
            bounds |= {(amount.code_text, measure): nothing for measure in measures}
        bounds[amount.code_text, amount.measure] = found
    return bounds


def bound_of(amount: Amount) -> Bound | None:
    """An amount in yuan with half of its last printed unit; None without a unit of money."""
    factor = factor_of(amount.unit_text)
    if factor is None:
        return None
    return Bound(amount.amount * factor, _half_unit(factor, amount.decimals))


@lru_cache(maxsize=1_024)
def _half_unit(factor: Decimal, decimals: int) -> Decimal:
    return factor * Decimal(5).scaleb(-decimals - 1)


def factor_of(unit_text: str | None) -> Decimal | None:
    """How many yuan a unit of money is; None for any other unit."""
    return _IN_YUAN.get(unit_text or "")


def is_over(amount: Decimal, half_unit: Decimal, bound: Bound) -> bool:
    """Whether an amount in yuan exceeds a bound by more than both can have been rounded."""
    return amount > bound.amount + 2 * (half_unit + bound.half_unit)


def refuted(records: Records, bounds: Bounds) -> frozenset[str]:
    """The measures all of whose figures exceed what the other table leaves for them."""
    verdicts: dict[str, list[bool]] = {}
    for amount in records.amounts:
        own = bound_of(amount)
        bound = bounds.get((amount.code_text or "", amount.measure))
        if own is not None and bound is not None and own.amount:
            verdicts.setdefault(amount.measure, []).append(
                is_over(own.amount, own.half_unit, bound)
            )
    return frozenset(measure for measure, over in verdicts.items() if all(over))


def is_asked(records: Records, bounds: Bounds) -> bool:
    """Whether a table needs what another says: it is refuted, or leaves a place undecided."""
    return bool(refuted(records, bounds)) or any(
        amount.reading == UNRECONCILED for amount in records.amounts
    )


def doubted(records: Records, measures: Iterable[str], account_id: str | None) -> Records:
    """The records with the figures of these measures unreconciled, and a note that says why."""
    wrong = frozenset(measures)
    if not wrong:
        return records
    amounts = [
        replace(amount, reading=UNRECONCILED, proof=None) if amount.measure in wrong else amount
        for amount in records.amounts
    ]
    note = f"{account_id} of this document speaks against {', '.join(sorted(wrong))}"
    return replace(records, amounts=amounts, notes=[*records.notes, note])
