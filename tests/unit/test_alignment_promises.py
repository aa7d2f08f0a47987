"""What the alignment promises of any table: nothing moves wrongly, nothing is lost."""

from collections.abc import Sequence
from decimal import Decimal

from alignment_tables import identity
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    Figure,
    PrintedRow,
    Rules,
    Table,
    place_rows,
    sums_of_codes,
)

FIRST = 3
"""The column of the first measure; the columns before it are blank."""

fen = st.one_of(st.just(0), st.integers(20, 500), st.integers(20, 10**8))


@st.composite
def straight_tables(draw, largest=10**8):
    """Codes and truth of a table that adds up: classes, sections, items, and a total."""
    parts = [f"part{number}" for number in range(draw(st.integers(2, 4)))]
    split = draw(st.booleans())
    measures = ["total", *parts, *(["staff", "other"] if split else [])]
    identities = [identity("R03", ["total"], parts)]
    if split:
        identities.append(identity("R04", ["part1"], ["staff", "other"]))
        measures.sort(key=["total", "part0", "part1", "staff", "other", "part2", "part3"].index)
    codes: list[str] = []
    for first in range(draw(st.integers(1, 3))):
        codes.append(f"2{first:02}")
        for second in range(draw(st.integers(1, 3))):
            codes.append(f"2{first:02}{second:02}")
            thirds = range(draw(st.integers(0, 2)))
            codes += [f"2{first:02}{second:02}{third:02}" for third in thirds]
    leaves = [c for c in codes if not any(o != c and o.startswith(c) for o in codes)]
    free = [m for m in measures if m != "total" and not (split and m == "part1")]
    amounts = {leaf: {m: draw(fen) % largest for m in free} for leaf in leaves}
    rows = []
    for code in [None, *codes]:
        below = [amounts[leaf] for leaf in leaves if code is None or leaf.startswith(code)]
        values = {m: sum(amount[m] for amount in below) for m in free}
        if split:
            values["part1"] = values["staff"] + values["other"]
        values["total"] = sum(values[part] for part in parts)
        rows.append([values[m] for m in measures])
    zero = draw(st.sampled_from([None, Decimal(0)]))
    positions = {m: FIRST + i for i, m in enumerate(measures)}
    figures = [_printed(values, zero) for values in rows]
    return [None, *codes], figures, positions, Rules(tuple(identities))


def _printed(values: Sequence[int], zero: Decimal | None) -> list[Figure]:
    amounts = [Decimal(value).scaleb(-2) if value else zero for value in values]
    return [Figure(FIRST + i, amount) for i, amount in enumerate(amounts) if amount is not None]


def placed(codes, rows, positions, rules):
    keys = ["total" if code is None else "item" for code in codes]
    sums = sums_of_codes(codes, keys, "R05", {"total": "R05"})
    return place_rows(Table([PrintedRow(tuple(row)) for row in rows], positions, rules, sums))


def slip(row, at, shift):
    """The row with its figures from one on moved; None where they run into others."""
    moved = [Figure(f.column_no + shift, f.value) if i >= at else f for i, f in enumerate(row)]
    columns = [figure.column_no for figure in moved]
    free = columns == sorted(set(columns)) and all(column > 0 for column in columns)
    return moved if free else None


def money(row, measures):
    """What is read of a row: amounts by measure, without zeros."""
    return {(measure, f.value) for f, measure in zip(row, measures, strict=True) if f.value}


def truth(row, positions):
    measures = {column: measure for measure, column in positions.items()}
    return {(measures[f.column_no], f.value) for f in row if f.value}


slips = st.tuples(st.integers(0, 6), st.sampled_from([-2, -1, 1, 2]))


@settings(max_examples=200, deadline=None)
@given(straight_tables())
def test_a_table_that_adds_up_is_not_touched(table):
    _codes, rows, positions, _rules = table
    for row, found in zip(rows, placed(*table), strict=True):
        assert money(row, found.measures) == truth(row, positions)
        assert found.reading == AS_PUBLISHED


@settings(max_examples=500, deadline=None)
@given(straight_tables(), st.integers(0, 30), slips)
def test_one_row_that_slipped_is_put_back_or_left(table, number, slipped):
    codes, rows, positions, rules = table
    number %= len(rows)
    moved = slip(rows[number], *slipped) or rows[number]
    printed = [*rows[:number], moved, *rows[number + 1 :]]
    for i, found in enumerate(placed(codes, printed, positions, rules)):
        if found.reading == REALIGNED:
            assert money(printed[i], found.measures) == truth(rows[i], positions)
        if i != number:
            assert money(printed[i], found.measures) == truth(rows[i], positions)


@settings(max_examples=300, deadline=None)
@given(
    straight_tables(),
    st.integers(0, 30),
    st.integers(1, 4),
    st.sampled_from([-2, -1, 1, 2]),
)
def test_rows_that_slipped_together_are_put_back_or_left(table, first, count, shift):
    codes, rows, positions, rules = table
    first %= len(rows)
    page = range(first, min(len(rows), first + count))
    printed = [slip(row, 0, shift) if i in page else row for i, row in enumerate(rows)]
    for i, found in enumerate(placed(codes, printed, positions, rules)):
        if found.reading == REALIGNED:
            assert money(printed[i], found.measures) == truth(rows[i], positions)


@settings(max_examples=300, deadline=None)
@given(straight_tables(), st.data())
def test_a_misprint_is_not_corrected(table, data):
    codes, rows, positions, rules = table
    filled = [(i, j) for i, row in enumerate(rows) for j, f in enumerate(row) if f.value]
    if not filled:
        return
    i, j = data.draw(st.sampled_from(filled))
    wrong = data.draw(fen.filter(lambda v: abs(Decimal(v).scaleb(-2) - rows[i][j].value) > 1))
    printed = [list(row) for row in rows]
    printed[i][j] = Figure(rows[i][j].column_no, Decimal(wrong).scaleb(-2))
    for row, found in zip(printed, placed(codes, printed, positions, rules), strict=True):
        assert found.reading != REALIGNED
        assert money(row, found.measures) == truth(row, positions)


@settings(max_examples=300, deadline=None)
@given(straight_tables(), st.lists(st.tuples(st.integers(0, 30), slips), max_size=6))
def test_order_and_figures_are_kept_and_a_second_reading_changes_nothing(table, slipped):
    codes, rows, positions, rules = table
    printed = list(rows)
    for number, (at, shift) in slipped:
        place = number % len(rows)
        printed[place] = slip(printed[place], at, shift) or printed[place]
    found = placed(codes, printed, positions, rules)
    again = []
    for row, placement in zip(printed, found, strict=True):
        assert len(placement.measures) == len(row)
        columns = [positions[m] for m in placement.measures if m is not None]
        assert columns == sorted(set(columns))
        if placement.reading == REALIGNED:
            assert placement.proof
            again.append([Figure(positions[m], f.value)
                          for m, f in zip(placement.measures, row, strict=True)])  # fmt: skip
        else:
            again.append(row)
    for first, second in zip(found, placed(codes, again, positions, rules), strict=True):
        if first.reading == REALIGNED:
            assert second.reading == AS_PUBLISHED
            assert second.measures == first.measures
