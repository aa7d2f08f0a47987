"""Open rows placed by their own identities."""

from collections.abc import Sequence

from ingest.alignment.figures import Figure
from ingest.alignment.search import MAX_SLIPS, Candidate
from ingest.alignment.settle import settle
from ingest.alignment.state import State, value_of


def close_alone(state: State, row: int) -> bool:
    """Places a row by its own identities, where something shows that it slipped."""
    if row not in state.open:
        return False
    for slips in range(MAX_SLIPS + 1):
        options = _least_uneven(state, row, _standing(state, row, slips))
        shared = [found for found in options if _slips_along(state, row, found)]
        for choice in (shared, options):
            if len(choice) == 1 and _is_believed(state, row, choice[0], slips):
                state.move(row, choice[0])
                settle(state, state.sums_of[row])
                return True
        if options:
            return False
    return False


def _standing(state: State, row: int, slips: int) -> list[Candidate]:
    """The placements with up to so many slips in which some identity holds."""
    return [found for found in state.distinct(row, slips) if found.held]


def _is_believed(state: State, row: int, found: Candidate, slips: int) -> bool:
    """Whether a row's only placement with so few slips is more than a coincidence.

    Two equal amounts are a sum in many places, so more slips must not give another.
    """
    if not state.is_supported(row, found, frozenset()):
        return False
    if not _has_slipped(state, row, found):
        return False
    if _adds_several(state, row, found) or _slips_along(state, row, found):
        return True
    wider = _least_uneven(state, row, _standing(state, row, MAX_SLIPS))
    return slips == MAX_SLIPS or len(wider) == 1


def _least_uneven(state: State, row: int, found: Sequence[Candidate]) -> list[Candidate]:
    """The placements with which the fewest columns of the settled sums are uneven."""
    settled = [n for n in state.sums_of[row] if state.open_rows(n) == [row]]
    if not settled or not found:
        return list(found)
    counts = [
        sum(len(state.uneven_with(n, row, candidate.values(state.figures(row))))
            for n in settled)
        for candidate in found
    ]  # fmt: skip
    least = min(counts)
    if row not in state.stray and least >= sum(len(state.uneven(n)) for n in settled):
        return []
    return [c for c, count in zip(found, counts, strict=True) if count == least]


def _slips_along(state: State, row: int, found: Candidate) -> bool:
    """Whether a row next to this one slipped in the same way, or its own label did."""
    label_shift = state.table.rows[row].label_shift
    if label_shift and set(found.shifts) == {-label_shift}:
        return True
    places = _places(state.figures(row), found)
    for other in (row - 1, row + 1):
        if other in state.moved:
            near = _places(state.figures(other), state.moved[other][0])
            if all(near.get(column) == measure for column, measure in places.items()):
                return True
    return False


def _places(figures: Sequence[Figure], found: Candidate) -> dict[int, str]:
    return {f.column_no: measure for f, measure in zip(figures, found.measures, strict=True)}


def _has_slipped(state: State, row: int, found: Candidate) -> bool:
    """Whether more than the row's own sum shows that the row does not stand.

    A misprint prints no figure outside the columns, moves no label and no other row, and
    leaves no sum of several figures true in another place.
    """
    printed = {figure.column_no for figure in state.figures(row)}
    if row in state.stray or not printed <= set(state.table.positions.values()):
        return True
    if len(set(found.shifts)) > 1:
        return False
    return _slips_along(state, row, found) or _adds_several(state, row, found)


def _adds_several(state: State, row: int, found: Candidate) -> bool:
    reading = found.values(state.figures(row))
    return any(
        identity.identity_id in found.held
        and sum(bool(value_of(reading, term.name)) for term in identity.terms) > 2
        for identity in state.columns.rules.identities
    )
