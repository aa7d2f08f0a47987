"""The alignment puts back what has one solution, and invents none."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Figure,
    Rules,
    choose_positions,
    place,
    placer,
)
from ingest.form import Identity, Term


def identity(identity_id, left, right, axis="columns"):
    terms = [Term("left", name, 1) for name in left] + [
        Term("right", name, 1) for name in right
    ]
    return Identity(identity_id, axis, tuple(terms))


R03 = identity("R03", ["total"], ["basic", "project", "remitted"])
RULES = Rules((R03,))
POSITIONS = {"total": 2, "basic": 3, "project": 4, "remitted": 5}


def row(*cells):
    return [Figure(column, Decimal(value)) for column, value in cells]


def test_a_straight_row_stands_as_published_with_its_proof():
    found = place(row((2, "10.00"), (3, "4.00"), (4, "6.00")), POSITIONS, RULES)
    assert found.measures == ("total", "basic", "project")
    assert (found.reading, found.proof) == (AS_PUBLISHED, ("R03",))


def test_the_total_row_of_a_table_one_column_to_the_right_is_put_back():
    found = place(row((3, "3538.65"), (4, "405.29"), (5, "3133.36")), POSITIONS, RULES)
    assert found.measures == ("total", "basic", "project")
    assert (found.reading, found.proof) == (REALIGNED, ("R03",))


def test_a_misprint_is_not_corrected():
    found = place(row((2, "10.00"), (3, "4.00"), (4, "5.00")), POSITIONS, RULES)
    assert found.measures == ("total", "basic", "project")
    assert found.reading == UNRECONCILED


def test_two_placements_at_the_same_cost_are_none():
    either = {"total": 0, "left": 2, "right": 4}
    rules = Rules((identity("R03", ["total"], ["left", "right"]),))
    found = place(row((0, "7.00"), (3, "7.00")), either, rules)
    assert found.reading == UNRECONCILED


def test_a_figure_under_no_header_is_not_dropped_silently():
    found = place(row((2, "10.00"), (3, "10.00"), (9, "4.00")), POSITIONS, RULES)
    assert found.reading == UNRECONCILED
    assert found.measures[-1] is None


def test_a_blank_is_zero_only_where_the_form_says_so():
    figures = row((2, "10.00"), (3, "4.00"))
    assert place(figures, POSITIONS, RULES).reading == UNRECONCILED
    assert place(figures, POSITIONS, Rules((R03,), blank_is_zero=False)).reading == AS_PUBLISHED


def test_a_rate_places_the_figures_it_is_made_of():
    rate = Identity(
        "R13",
        "ratio",
        (
            Term("left", "rate", 1),
            Term("numerator", "executed", 1),
            Term("denominator", "adjusted", 1),
        ),
    )
    positions = {
        "approved": 3,
        "adjusted": 4,
        "executed": 5,
        "weight": 6,
        "rate": 7,
        "score": 8,
    }
    cells = [
        (1, "10"),
        (2, "8.34"),
        (3, "8.34"),
        (4, "10"),
        (5, "100.00"),
        (6, "10.00"),
    ]
    found = place(row(*cells), positions, Rules((rate,)))
    assert found.measures == tuple(positions)
    assert (found.reading, found.proof) == (REALIGNED, ("R13",))


def test_the_header_is_believed_unless_another_reading_breaks_fewer_rows():
    rows = [row((2, "10"), (3, "4"), (4, "6")), row((2, "5"), (3, "5"))]
    moved = {measure: column + 1 for measure, column in POSITIONS.items()}
    assert choose_positions([POSITIONS, moved], rows, RULES) == POSITIONS
    assert choose_positions([moved, POSITIONS], rows, RULES) == POSITIONS


def test_a_hopeless_table_stops_searching():
    place_row = placer(POSITIONS, RULES, give_up_after=3)
    broken = row((2, "10.00"), (3, "4.00"), (4, "5.00"))
    assert {place_row(broken).reading for _ in range(10)} == {UNRECONCILED}
    assert place_row(row((2, "9.00"), (3, "9.00"))).reading == AS_PUBLISHED


amounts = st.integers(min_value=1, max_value=10**7).map(lambda fen: Decimal(fen).scaleb(-2))


@settings(max_examples=200, deadline=None)
@given(
    parts=st.lists(amounts, min_size=2, max_size=3, unique=True),
    shift=st.integers(-2, 2),
)
def test_a_displaced_row_with_one_solution_is_put_back(parts, shift):
    names = ["basic", "project", "remitted"][: len(parts)]
    assume(sum(parts) not in parts)
    figures = [Figure(2 + shift, sum(parts, Decimal(0)))]
    figures += [Figure(3 + i + shift, part) for i, part in enumerate(parts)]
    found = place(figures, POSITIONS, RULES)
    assert found.measures == ("total", *names)
    assert found.reading == (REALIGNED if shift else AS_PUBLISHED)


@settings(max_examples=300, deadline=None)
@given(
    cells=st.lists(st.tuples(st.integers(0, 8), amounts), max_size=5, unique_by=lambda c: c[0])
)
def test_no_figure_is_lost_or_invented_and_a_realigned_row_ties(cells):
    figures = [Figure(column, value) for column, value in sorted(cells)]
    found = place(figures, POSITIONS, RULES)
    assert len(found.measures) == len(figures)
    if found.reading == REALIGNED:
        placed = dict(zip(found.measures, figures, strict=True))
        parts = [f.value for name, f in placed.items() if name != "total"]
        difference = placed["total"].value - sum(parts, Decimal(0))
        assert abs(difference) <= (len(parts) + 1) * Decimal("0.005")
        assert found.proof == ("R03",)


@pytest.mark.parametrize("difference", ["0.01", "0.02", "-0.02"])
def test_rounding_within_the_tolerance_is_no_reason_to_move(difference):
    total = Decimal("10.00") + Decimal(difference)
    figures = row((2, str(total)), (3, "4.00"), (4, "3.00"), (5, "3.00"))
    assert place(figures, POSITIONS, RULES).reading == AS_PUBLISHED


def test_columns_that_leave_figures_without_a_measure_are_not_believed():
    part = {"total": 2, "basic": 3}
    rows = [row((2, "10"), (3, "4"), (4, "6"))]
    assert choose_positions([part, POSITIONS], rows, RULES) == POSITIONS
