"""Open rows placed by the sums they stand in."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ingest.alignment.figures import Values
from ingest.alignment.search import MAX_SLIPS, Candidate
from ingest.alignment.state import State, value_of

MAX_TOGETHER = 12
"""Open rows of a sum that are placed together; more wait until some are settled."""
MAX_COMBINATIONS = 4_096
"""Combinations of placements tried for the open rows of one sum."""


def settle(state: State, sum_nos: Iterable[int]) -> None:
    """Places rows by these sums, and by those that know more for it, until none does.

    A sum with one open row says what that row prints; sums with a few are asked after all
    those are through.
    """
    waiting = list(sum_nos)
    later: set[int] = set()
    while waiting or later:
        if waiting:
            sum_no = waiting.pop()
            count = state.open_count[sum_no]
            closed = _close_one(state, sum_no) if count == 1 else []
            if 1 < count <= MAX_TOGETHER:
                later.add(sum_no)
        else:
            sum_no = min(later)
            later.discard(sum_no)
            closed = _close_together(state, sum_no)
        for row in closed:
            waiting += (other for other in state.sums_of[row] if other != sum_no)


def _close_one(state: State, sum_no: int) -> list[int]:
    """Places the only open row of a sum, if the rest of the sum says how."""
    row = state.open_rows(sum_no)[0]
    found = state.matching(sum_no, row)
    if found is not None and not _is_in_doubt(state, sum_no, row):
        state.move(row, found, [state.table.sums[sum_no].identity_id])
        return [row]
    if _stands_but_for_one(state, sum_no, row):
        state.close(row)
        return [row]
    return []


def _is_in_doubt(state: State, sum_no: int, row: int) -> bool:
    """Whether another row of the sum stands in a settled sum that looks slipped."""
    return any(
        state.looks_slipped(other)
        for near in state.table.sums[sum_no].rows
        if near != row
        for other in state.sums_of[near]
        if other != sum_no
    )


def _stands_but_for_one(state: State, sum_no: int, row: int) -> bool:
    """Whether a sum confirms a row where it stands in all columns but one: a misprint."""
    if row in state.stray:
        return False
    uneven = state.uneven(sum_no)
    reading = state.readings[row]
    even = {m for m in reading if m in state.added and value_of(reading, m)} - uneven
    return len(uneven) <= 1 and bool(even)


def _close_together(state: State, sum_no: int) -> list[int]:
    """Places the few open rows of a sum, if one combination of placements adds up."""
    if not 1 < state.open_count[sum_no] <= MAX_TOGETHER:
        return []
    rows = state.open_rows(sum_no)
    for slips in range(1, MAX_SLIPS + 1):
        combined = _combinations(state, sum_no, rows, slips)
        if combined is None or len(combined) > 1:
            return []
        if combined:
            for row, found in zip(rows, combined[0], strict=True):
                state.move(row, found, [state.table.sums[sum_no].identity_id])
            return rows
    return []


def _combinations(
    state: State, sum_no: int, rows: Sequence[int], slips: int
) -> list[tuple[Candidate, ...]] | None:
    """The combinations of placements with which a sum adds up; None: too many to try."""
    measures = sorted(state.added)
    signs = dict(state.table.sums[sum_no].terms)
    whole = state.balances.of(sum_no)
    start = tuple(whole[measure].value for measure in measures)
    for row in rows:
        start = _added(start, -signs[row], state.readings[row], measures)
    partial: list[tuple[tuple[Decimal, ...], tuple[Candidate, ...]]] = [(start, ())]
    for row in rows:
        options = state.distinct(row, slips)
        if len(partial) * len(options) > MAX_COMBINATIONS:
            return None
        partial = [
            (_added(values, signs[row], option.values(state.figures(row)), measures),
             (*chosen, option))
            for values, chosen in partial
            for option in options
            if state.budget.take()
        ]  # fmt: skip
    tolerances = [whole[m].tolerance + len(rows) * state.half_unit for m in measures]
    return [
        chosen
        for values, chosen in partial
        if all(abs(v) <= t for v, t in zip(values, tolerances, strict=True))
        and all(
            state.is_supported(row, found, state.added)
            for row, found in zip(rows, chosen, strict=True)
        )
    ]


def _added(
    values: tuple[Decimal, ...], sign: int, reading: Values, measures: Sequence[str]
) -> tuple[Decimal, ...]:
    return tuple(
        value + sign * value_of(reading, measure)
        for value, measure in zip(values, measures, strict=True)
    )
