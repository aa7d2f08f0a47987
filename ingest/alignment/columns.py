"""Which column of a table is which measure: the reading that its rows speak against least.

A row that slipped by itself says nothing of the header. So only those rows are asked that
stand in line with each other: whose sums add up in the columns as they are printed, under
whatever header.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ingest.alignment.figures import Figure, Rules, by_header
from ingest.alignment.sums import Balances, Sum

Positions = Mapping[str, int]
Rows = Sequence[Sequence[Figure]]

MAX_HEADER_SHIFT = 2
"""How many columns a header may stand off the columns it heads."""
MAX_ASKED = 200
"""Rows that are asked about each reading of a header; a longer table is asked in part."""


def choose_positions(
    candidates: Sequence[Positions],
    rows: Rows,
    rules: Rules,
    sums: Sequence[Sum] = (),
) -> Positions:
    """The column positions that fit a table's rows best.

    Under them the fewest rows break an identity or print a figure in no column of the form.
    Candidates come in order of trust, the header's own first; a later one is taken only if
    fewer rows speak against it. Where none is better, the header is tried with its columns
    from one on moved: it takes two rows to say so, and no other such move that fits as well.

    Args:
        candidates: complete column positions by the printed header and body.
        rows: the rows' figures.
        rules: what must add up in a row.
        sums: what must add up down a column.
    """
    header = candidates[0]
    if not any(_misfits(figures, header, rules) for figures in rows):
        return header
    asked, are_in_line = _in_line(rows, sums)

    def misfits(positions: Positions) -> int:
        return sum(_misfits(figures, positions, rules) for figures in asked)

    counts = list(map(misfits, candidates))
    if sums and not are_in_line and 2 * counts[0] < len(asked):
        return header
    least = min(counts)
    chosen = candidates[counts.index(least)]
    if least < 2:
        return chosen
    better = [
        (count, positions)
        for positions in moved_positions(chosen)
        if (count := misfits(positions)) < least // 2
        and _is_proven(chosen, positions, asked, rules)
    ]
    best = [p for count, p in better if count == min(count for count, _ in better)]
    readings = {tuple(tuple(_money(row, p)) for row in asked): p for p in best}
    return next(iter(readings.values())) if len(readings) == 1 else chosen


def fitting_positions(
    candidates: Sequence[Positions],
    rows: Rows,
    rules: Rules,
    sums: Sequence[Sum],
    is_refuted: Callable[[Positions], bool],
) -> list[Positions]:
    """The column positions under a faulty head that the rows speak against least.

    None of them is trusted more than another; those that another table refutes come last.

    Args:
        candidates: complete column positions.
        rows: the rows' figures.
        rules: what must add up in a row.
        sums: what must add up down a column.
        is_refuted: whether another table of the document speaks against positions.
    """
    asked, _ = _in_line(rows, sums)
    counts = [
        (is_refuted(positions), sum(_misfits(row, positions, rules) for row in asked))
        for positions in candidates
    ]
    return [p for p, count in zip(candidates, counts, strict=True) if count == min(counts)]


def borne_out(candidates: Sequence[Positions], rows: Rows, rules: Rules) -> list[Positions]:
    """Of column positions that nothing speaks against, those under which most sums hold."""
    counts = [
        sum(len(rules.verdicts(by_header(row, positions), positions)[0]) for row in rows)
        for positions in candidates
    ]
    return [p for p, count in zip(candidates, counts, strict=True) if count == max(counts)]


def _is_proven(before: Positions, after: Positions, rows: Rows, rules: Rules) -> bool:
    """Whether identities of the rows speak of every column that moves with figures in it."""
    readings = [by_header(row, after) for row in rows]
    printing = {m for reading in readings for m, figure in reading.items() if figure.value}
    held = set().union(*(rules.verdicts(reading, after)[0] for reading in readings))
    spoken = {
        term.name
        for identity in (identity.printed_in(after) for identity in rules.identities)
        if identity.identity_id in held and all(t.name in after for t in identity.terms)
        for term in identity.terms
    }
    return all(
        measure in spoken for measure in printing if after[measure] != before.get(measure)
    )


def _in_line(rows: Rows, sums: Sequence[Sum]) -> tuple[list[Sequence[Figure]], bool]:
    """The rows whose sums add up in every printed column; all, where none does.

    Returns also whether sums showed it.
    """
    printed = [{str(figure.column_no): figure for figure in row} for row in rows]
    columns = {column for row in printed for column in row}
    balances = Balances(sums, printed, columns, finest(rows))
    even: set[int] = set()
    uneven: set[int] = set()
    for sum_no, sum_ in enumerate(sums):
        is_even = all(balance.is_even for balance in balances.of(sum_no).values())
        (even if is_even else uneven).update(sum_.rows)
    found = [rows[i] for i in sorted(even - uneven) if any(f.value for f in rows[i])]
    asked = found or [row for row in rows if any(f.value for f in row)]
    step = max(1, len(asked) // MAX_ASKED)
    return asked[::step], bool(found)


def moved_positions(positions: Positions) -> list[dict[str, int]]:
    """The positions with the columns from one on moved, in order still."""
    ordered = sorted(positions, key=lambda measure: positions[measure])
    found = []
    for first in range(len(ordered)):
        for shift in range(-MAX_HEADER_SHIFT, MAX_HEADER_SHIFT + 1):
            behind = positions[ordered[first - 1]] if first else -1
            if shift and positions[ordered[first]] + shift > behind:
                later = {m: positions[m] + shift for m in ordered[first:]}
                found.append({**positions, **later})
    return found


def _money(row: Sequence[Figure], positions: Positions) -> list[tuple[str, Decimal]]:
    return sorted((m, f.value) for m, f in by_header(row, positions).items() if f.value)


def finest(rows: Rows) -> Decimal:
    """Half of the last unit in which any figure of a table is printed."""
    units = (f.half_unit for row in rows for f in row if f.value is not None)
    return min(units, default=Decimal("0.005"))


def _misfits(figures: Sequence[Figure], positions: Positions, rules: Rules) -> bool:
    """Whether a row speaks against the column positions."""
    row = by_header(figures, positions)
    stray = sum(1 for f in figures if f.value) > sum(1 for f in row.values() if f.value)
    return stray or rules.are_broken(row, positions)


def proof_of(positions: Positions, rows: Rows, rules: Rules) -> tuple[str, ...]:
    """The identities that hold in some row of a table with these column positions."""
    held = (rules.verdicts(by_header(row, positions), positions)[0] for row in rows)
    return tuple(sorted(set().union(*held)))
