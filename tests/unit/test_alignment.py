"""A row by itself: what has one solution is put back, and none is invented."""

from decimal import Decimal

import pytest
from alignment_tables import POSITIONS, R03, RULES, identity, place, row

from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Rules,
    Table,
    choose_positions,
    place_rows,
)
from ingest.form import Identity, Term


def test_a_straight_row_stands_as_published_with_its_proof():
    found = place(row((2, "10.00"), (3, "4.00"), (4, "6.00")))
    assert found.measures == ("total", "basic", "project")
    assert (found.reading, found.proof) == (AS_PUBLISHED, ("R03",))


def test_the_total_row_of_a_table_one_column_to_the_right_is_put_back():
    found = place(row((3, "3538.65"), (4, "405.29"), (5, "3133.36")))
    assert found.measures == ("total", "basic", "project")
    assert (found.reading, found.proof) == (REALIGNED, ("R03",))


@pytest.mark.parametrize("shift", [-2, -1, 1])
def test_a_row_moves_as_one_with_its_zeros(shift):
    cells = [(2, "10.00"), (3, "4.00"), (4, "6.00"), (5, "0.00")]
    found = place(row(*((column + shift, value) for column, value in cells)))
    assert found.measures == ("total", "basic", "project", "remitted")
    assert found.reading == REALIGNED


def test_a_dash_holds_its_column():
    found = place(row((3, "10.00"), (4, "—"), (5, "4.00"), (6, "6.00")))
    assert found.measures == ("total", "basic", "project", "remitted")
    assert found.reading == REALIGNED


@pytest.mark.parametrize(
    "cells",
    [
        [(2, "10.00"), (3, "4.00"), (4, "5.00")],
        [(2, "1.00"), (3, "4.00"), (4, "6.00")],
        [(3, "4.00"), (4, "6.00")],
        [(2, "10.00"), (3, "4.00"), (4, "6.00"), (5, "6.00")],
    ],
)
def test_a_misprint_stands_where_it_is_printed(cells):
    found = place(row(*cells))
    names = {column: measure for measure, column in POSITIONS.items()}
    assert found.measures == tuple(names[column] for column, _ in cells)
    assert (found.reading, found.proof) == (AS_PUBLISHED, ())


def test_equal_amounts_beside_a_blank_total_are_no_proof():
    found = place(row((3, "6.00"), (4, "6.00")))
    assert found.measures == ("basic", "project")
    assert found.reading == UNRECONCILED


def test_equal_amounts_are_placed_where_the_label_slipped_with_them():
    found = place(row((3, "6.00"), (4, "6.00"), label_shift=1))
    assert found.measures == ("total", "basic")
    assert found.reading == REALIGNED


def test_two_placements_at_the_same_cost_are_none():
    either = {"total": 0, "left": 2, "right": 4}
    rules = Rules((identity("R03", ["total"], ["left", "right"]),))
    found = place(row((0, "7.00"), (3, "7.00")), either, rules)
    assert found.reading == UNRECONCILED


def test_a_figure_under_no_header_is_not_dropped_silently():
    found = place(row((2, "10.00"), (3, "10.00"), (9, "4.00")))
    assert found.reading == UNRECONCILED
    assert found.measures[-1] is None


def test_a_figure_of_no_identity_moves_only_with_one_that_is_proven():
    positions = {**POSITIONS, "beside": 6}
    along = place(row((1, "10.00"), (2, "4.00"), (3, "6.00"), (5, "2.00")), positions)
    assert along.measures == ("total", "basic", "project", "beside")
    alone = place(row((2, "10.00"), (3, "4.00"), (4, "6.00"), (7, "2.00")), positions)
    assert alone.reading == UNRECONCILED


def test_a_blank_is_zero_only_where_the_form_says_so():
    figures = row((2, "10.00"), (3, "4.00"))
    assert place(figures).proof == ()
    open_form = Rules((R03,), blank_is_zero=False)
    assert place(figures, POSITIONS, open_form).reading == AS_PUBLISHED


def test_an_identity_without_a_printed_side_says_nothing():
    terms = (Term("left", "total", 1), Term("right", "carried_over", 1, is_optional=True))
    rules = Rules((Identity("R03", "columns", terms),))
    assert place(row((2, "10.00"), (3, "4.00")), POSITIONS, rules).proof == ()


RATE = Identity(
    "R13",
    "ratio",
    (
        Term("left", "rate", 1),
        Term("numerator", "executed", 1),
        Term("denominator", "adjusted", 1),
    ),
)
FUNDS = {"approved": 3, "adjusted": 4, "executed": 5, "weight": 6, "rate": 7, "score": 8}


def test_a_rate_places_the_figures_it_is_made_of():
    cells = [(1, "10"), (2, "8.34"), (3, "8.34"), (4, "10"), (5, "100.00"), (6, "10.00")]
    found = place(row(*cells), FUNDS, Rules((RATE,)))
    assert found.measures == tuple(FUNDS)
    assert (found.reading, found.proof) == (REALIGNED, ("R13",))


def test_a_rate_that_was_taken_before_its_amounts_were_rounded_holds():
    cells = [(4, "7.32"), (5, "3.34"), (6, "10"), (7, "45.65"), (8, "4.56")]
    found = place(row(*cells), FUNDS, Rules((RATE,)))
    assert (found.reading, found.proof) == (AS_PUBLISHED, ("R13",))


@pytest.mark.parametrize("difference", ["0.01", "0.02", "-0.02"])
def test_rounding_within_the_tolerance_is_no_reason_to_move(difference):
    total = Decimal("10.00") + Decimal(difference)
    found = place(row((2, str(total)), (3, "4.00"), (4, "3.00"), (5, "3.00")))
    assert (found.reading, found.proof) == (AS_PUBLISHED, ("R03",))


def figures(*rows):
    return [row(*cells).figures for cells in rows]


def test_the_header_is_believed_unless_another_reading_breaks_fewer_rows():
    rows = figures([(2, "10"), (3, "4"), (4, "6")], [(2, "5"), (3, "5")])
    moved = {measure: column + 1 for measure, column in POSITIONS.items()}
    assert choose_positions([POSITIONS, moved], rows, RULES) == POSITIONS
    assert choose_positions([moved, POSITIONS], rows, RULES) == POSITIONS


def test_a_header_off_its_columns_is_moved_where_two_rows_say_so():
    cells = [
        [(2, "10"), (3, "4"), (4, "5"), (5, "1")],
        [(2, "9"), (3, "5"), (4, "3"), (5, "1")],
    ]
    off = {measure: column + 1 for measure, column in POSITIONS.items()}
    assert choose_positions([off], figures(*cells), RULES) == POSITIONS
    assert choose_positions([off], figures(cells[0]), RULES) == off


def test_columns_that_leave_figures_without_a_measure_are_not_believed():
    part = {"total": 2, "basic": 3}
    rows = figures([(2, "10"), (3, "4"), (4, "6")])
    assert choose_positions([part, POSITIONS], rows, RULES) == POSITIONS


def test_a_row_with_a_zero_behind_all_columns_and_no_total_is_doubted():
    """It slipped by one, under heads of which one was lost: nothing of it adds up, or not."""
    rows = [row((2, "9.00"), (3, "5.00"), (4, "4.00"), (5, "0.00"))] * 3
    slipped = row((3, "8.74"), (4, "8.74"), (5, "0.00"), (6, "0.00"))
    rules = Rules((identity("R03", ["total"], ["basic", "project", "remitted", "fees"]),))
    *stand, last = place_rows(Table([*rows, slipped], POSITIONS, rules))
    assert {found.reading for found in stand} == {AS_PUBLISHED}
    assert last.reading == UNRECONCILED
