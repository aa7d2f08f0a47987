"""Figures told of statutory items → records: one figure for each item and measure."""

from collections.abc import Iterable, Mapping, Sequence

from ingest.documents import Amount, Records, Untaken
from ingest.errors import Reason
from ingest.statements.clauses import Meant, meant
from ingest.statements.disclosed_facts import Told

_NOUGHT = "元"
"""The unit of a nought that is printed without one."""


def settled(
    told: Iterable[Told], printed: Mapping[tuple[str, str], Meant]
) -> tuple[list[Told], list[Told]]:
    """The figures of a document that are taken, and those that cannot be.

    A document that tells an item's figure twice and differently has none of it: neither is
    taken, nor what is said of its change or its share. What its tables print is not told
    again. What stands under a heading of such items goes before what a report of work tells.

    Args:
        told: the figures of its text.
        printed: those of its tables, by item and measure.
    """
    found = list(told)
    groups: dict[tuple[str, str], list[Told]] = {}
    for one in found:
        if one.reason is None:
            groups.setdefault((one.item, one.measure), []).append(one)
    groups = {key: _headed(said) for key, said in groups.items()}
    rivals = {
        key
        for key, said in groups.items()
        if not all(_meant(one).agrees(printed.get(key, _meant(said[0]))) for one in said)
    }
    doubtful = {item for item, measure in rivals if not _depends(measure)}
    taken = [
        _finest(said)
        for key, said in groups.items()
        if key not in rivals | printed.keys()
        and (key[0] not in doubtful or not _depends(key[1]))
    ]
    return taken, [one for one in found if one.reason or (one.item, one.measure) in rivals]


def _headed(said: list[Told]) -> list[Told]:
    return [one for one in said if one.is_headed] or said


def _finest(said: Sequence[Told]) -> Told:
    """Of figures that say the same the one with the smallest unit, the first of such."""
    return min(said, key=lambda one: _meant(one).half)


def _depends(measure: str) -> bool:
    return measure in ("change", "growth") or measure.startswith("share_of_")


def _meant(told: Told) -> Meant:
    return meant(told.value, told.figure.parsed.decimals, told.figure.unit)


def records(taken: Sequence[Told], left: Sequence[Told]) -> Records:
    """Figures as amounts, and those that could not be taken with their reason."""
    return Records(
        amounts=[_amount(one) for one in taken], untaken=[_untaken(one) for one in left]
    )


def _unit(told: Told) -> str:
    return told.unit or told.figure.unit or _NOUGHT


def _amount(told: Told) -> Amount:
    place = told.stream.place(told.figure.start)
    return Amount(
        row_no=place.row_no,
        column_no=place.column_no,
        row_key=told.item,
        measure=told.measure,
        amount_text=told.figure.digits,
        amount=told.value,
        decimals=told.figure.parsed.decimals,
        locator=place.locator,
        label_text=told.label,
        unit_text=_unit(told),
        unit_locator=place.locator,
    )


def _untaken(told: Told) -> Untaken:
    place = told.stream.place(told.figure.start)
    return Untaken(
        reason=told.reason or Reason.TWO_READINGS,
        row_no=place.row_no,
        column_no=place.column_no,
        text=f"{told.label}{told.figure.digits}{told.figure.unit}",
        locator=place.locator,
        amount=told.figure.parsed.value,
        unit_text=_unit(told),
        row_key=told.item,
        label_text=told.label,
        measure=told.measure,
    )
