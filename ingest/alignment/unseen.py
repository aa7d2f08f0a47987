"""Rows that slipped between columns of which their own identities cannot tell.

A figure that slips from one addend to the next leaves its row true, and each sum that the
row stands in with too little in one column and too much in another. A misprint leaves one
column uneven, and no figure fits the differences of two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ingest.alignment.search import Candidate
from ingest.alignment.state import State, value_of

MAX_TANGLED = 8
"""Uneven sums that share rows and are looked into together; more tell too little."""
MAX_MOVES = 3
"""Rows that are moved to make such sums even, at most."""
MAX_PAIRED = 40
"""Rows of a sum of which any two may have slipped."""
MAX_EXPLANATIONS = 64
"""Ways to even a tangle of sums that are looked at before it is given up."""

Move = tuple[int, Candidate]
Moves = frozenset[Move]


def look_into_uneven_sums(state: State) -> None:
    """Moves the rows with which uneven sums add up, where one set of moves does it best.

    One row that explains all is believed. Where it takes more, no other set may do it as
    well: the sets that even the most columns are asked, whatever their size.
    """
    uneven = [
        sum_no
        for sum_no in range(len(state.table.sums))
        if state.open_count[sum_no] or state.looks_slipped(sum_no)
    ]
    for tangle in _tangles(state, uneven):
        if len(tangle) > MAX_TANGLED:
            continue
        search = _Search(state, {})
        found: dict[Moves, int] = {}
        for moves in range(1, MAX_MOVES + 1):
            found |= dict(islice(search.explanations(tangle, moves), MAX_EXPLANATIONS))
            if found and moves == 1:
                break
        best = [made for made, left in found.items() if left == min(found.values())]
        if len(best) == 1:
            for row, candidate in best[0]:
                proof = [state.table.sums[n].identity_id for n in state.sums_of[row]]
                state.move(row, candidate, proof)
        else:
            state.doubted |= {row for made in best for row, _ in made}


def _tangles(state: State, uneven: Sequence[int]) -> list[list[int]]:
    """Uneven sums, those together that share rows."""
    left = set(uneven)
    found = []
    for sum_no in uneven:
        if sum_no not in left:
            continue
        left.discard(sum_no)
        tangle = [sum_no]
        for member in tangle:
            for row in state.table.sums[member].rows:
                near = [n for n in state.sums_of[row] if n in left]
                left.difference_update(near)
                tangle += near
        found.append(sorted(tangle))
    return found


@dataclass(slots=True)
class _Search:
    """One search for the moves that even a tangle; `before` is how its sums stood."""

    state: State
    before: dict[int, frozenset[str]]

    def explanations(
        self, wrong: Sequence[int], moves: int, done: Moves = frozenset()
    ) -> Iterator[tuple[Moves, int]]:
        """The sets of just so many moves that even these sums and spoil no other.

        Each comes with the columns of sums that are uneven more than before, or less.
        """
        if not wrong:
            if not moves:
                yield done, self._change()
            return
        if not moves:
            return
        state = self.state
        rows_done = {row for row, _ in done}
        for made in _ways(state, wrong[0], moves, rows_done):
            touched = {n for row, _ in made for n in state.sums_of[row]}
            for sum_no in sorted(touched | set(wrong)):
                self.before.setdefault(sum_no, state.uneven(sum_no))
            before = {row: state.readings[row] for row, _ in made}
            for row, candidate in made:
                state.read(row, candidate.values(state.figures(row)))
            placed = rows_done | before.keys()
            rest = sorted(n for n in touched | set(wrong) if self._is_wrong(n, placed))
            try:
                yield from self.explanations(rest, moves - len(made), done | set(made))
            finally:
                for row, reading in before.items():
                    state.read(row, reading)

    def _is_wrong(self, sum_no: int, placed: set[int]) -> bool:
        """Whether a sum still has a row to place, leans, or is worse than it was."""
        state = self.state
        open_rows = sum(row in state.open for row in placed if sum_no in state.sums_of[row])
        if open_rows < state.open_count[sum_no] or state.leans(sum_no):
            return True
        before, after = self.before[sum_no], state.uneven(sum_no)
        return bool(after - before) and len(after) >= len(before)

    def _change(self) -> int:
        return sum(
            len(self.state.uneven(sum_no)) - len(before)
            for sum_no, before in self.before.items()
        )


def _ways(state: State, sum_no: int, moves: int, done: set[int]) -> Iterator[tuple[Move, ...]]:
    """Moves of one row of a sum that make it even, and of two."""
    rows = [row for row in state.table.sums[sum_no].rows
            if row not in done and row not in state.moved]  # fmt: skip
    for row in rows:
        found = state.matching(sum_no, row)
        if found is not None:
            yield ((row, found),)
    if moves < 2 or len(rows) > MAX_PAIRED:
        return
    missing = {m: -b.value for m, b in state.balances.of(sum_no).items() if not b.is_even}
    signs = dict(state.table.sums[sum_no].terms)
    seen: dict[frozenset[tuple[str, Decimal]], list[Move]] = {}
    for row in rows:
        mine: list[tuple[frozenset[tuple[str, Decimal]], Move]] = []
        for candidate in state.distinct(row, 1):
            change = _change(state, row, candidate, signs[row])
            if not change or not state.is_supported(row, candidate, state.added):
                continue
            lacking = {
                m: v
                for m in missing.keys() | change.keys()
                if (v := missing.get(m, Decimal(0)) - change.get(m, Decimal(0)))
            }
            for other in seen.get(frozenset(lacking.items()), ()):
                yield (other, (row, candidate))
            mine.append((frozenset(change.items()), (row, candidate)))
        for key, move in mine:
            seen.setdefault(key, []).append(move)


def _change(state: State, row: int, found: Candidate, sign: int) -> Mapping[str, Decimal]:
    """What a move adds to each column of a sum."""
    before, after = state.readings[row], found.values(state.figures(row))
    return {
        measure: sign * difference
        for measure in before.keys() | after.keys()
        if measure in state.added
        and (difference := value_of(after, measure) - value_of(before, measure))
    }
