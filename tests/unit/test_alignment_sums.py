"""Rows of a table together: what the columns' sums decide, and what they leave open."""

from alignment_tables import POSITIONS, RULES, account, row

from ingest.alignment import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    PrintedRow,
    Rules,
    Sum,
    Table,
    choose_positions,
    place_rows,
    sums_of_codes,
    sums_of_lines,
)

STRAIGHT = {
    None: {2: "30.00", 3: "10.00", 4: "20.00"},
    "201": {2: "30.00", 3: "10.00", 4: "20.00"},
    "20101": {2: "10.00", 3: "10.00"},
    "20102": {2: "20.00", 4: "20.00"},
}
TRUE = {
    None: ("total", "basic", "project"),
    "201": ("total", "basic", "project"),
    "20101": ("total", "basic"),
    "20102": ("total", "project"),
}


def measures(placed):
    return {code: placement.measures for code, placement in placed.items()}


def test_a_straight_table_stands_as_published():
    placed = account(STRAIGHT).placed()
    assert measures(placed) == TRUE
    assert {placement.reading for placement in placed.values()} == {AS_PUBLISHED}


def test_two_equal_amounts_are_placed_by_the_row_above():
    placed = account({**STRAIGHT, "20102": {3: "20.00", 5: "20.00"}}).placed()
    assert measures(placed) == TRUE
    assert (placed["20102"].reading, placed["20102"].proof) == (REALIGNED, ("R03", "R05"))


def test_the_total_is_placed_by_the_classes():
    rows = {**STRAIGHT, None: {3: "30.00", 4: "10.00", 5: "20.00"}}
    assert measures(account(rows).placed()) == TRUE


def test_a_figure_that_slipped_from_one_addend_to_the_next_is_found():
    placed = account({**STRAIGHT, "20102": {2: "20.00", 5: "20.00"}}).placed()
    assert measures(placed) == TRUE
    assert placed["20102"].reading == REALIGNED
    assert "R05" in placed["20102"].proof


def test_the_row_between_two_sums_is_the_one_that_slipped():
    rows = {
        None: {2: "9.00", 3: "9.00"},
        "201": {2: "9.00", 5: "9.00"},
        "20101": {2: "9.00", 3: "9.00"},
    }
    placed = account(rows).placed()
    assert {placement.measures for placement in placed.values()} == {("total", "basic")}
    assert [p.reading for p in placed.values()] == [AS_PUBLISHED, REALIGNED, AS_PUBLISHED]


def test_a_row_and_its_only_part_are_placed_together():
    rows = {
        None: {2: "30.00", 3: "10.00", 4: "20.00"},
        "201": {2: "10.00", 3: "10.00"},
        "202": {3: "20.00", 5: "20.00"},
        "20201": {3: "20.00", 5: "20.00"},
    }
    placed = account(rows).placed()
    assert placed["202"].measures == placed["20201"].measures == ("total", "project")


def test_rows_without_an_identity_of_their_own_are_placed_by_the_sum():
    positions = {"approved": 1, "executed": 2}
    rows = [
        row((1, "5.00"), (2, "8.00")),
        row((1, "5.00"), (2, "1.00")),
        row((3, "7.00")),
    ]
    sums = [Sum("R11", ((0, 1), (1, -1), (2, -1)))]
    placed = place_rows(Table(rows, positions, Rules(()), sums))
    assert placed[2].measures == ("executed",)
    assert (placed[2].reading, placed[2].proof) == (REALIGNED, ("R11",))


def test_a_figure_of_no_sum_and_no_column_stays_open():
    placed = place_rows(Table([row((3, "7.00"))], {"approved": 1, "executed": 2}, Rules(())))
    assert placed[0].reading == UNRECONCILED


def test_a_misprint_moves_nothing():
    for code, wrong in (("20102", "20.09"), ("201", "30.90"), (None, "31.00")):
        printed = {**STRAIGHT, code: {**STRAIGHT[code], 2: wrong}}
        placed = account(printed).placed()
        assert measures(placed) == TRUE
        assert REALIGNED not in {placement.reading for placement in placed.values()}


def test_a_misprint_elsewhere_does_not_keep_a_row_displaced():
    rows = {
        **STRAIGHT,
        "20101": {2: "10.00", 3: "10.50"},
        "20102": {3: "20.00", 4: "0.00", 5: "20.00", 6: "0.00"},
    }
    assert account(rows).placed()["20102"].measures[0] == "total"


def test_two_rows_that_may_both_have_slipped_are_both_in_doubt():
    rows = {
        None: {2: "14.00", 3: "7.00", 4: "7.00"},
        "201": {2: "7.00", 4: "7.00"},
        "202": {2: "7.00", 4: "7.00"},
    }
    placed = account(rows).placed()
    assert [p.reading for p in placed.values()] == [AS_PUBLISHED, UNRECONCILED, UNRECONCILED]


def test_a_sum_whose_rows_are_in_doubt_proves_nothing():
    rows = {
        None: {2: "20.00", 4: "20.00"},
        "201": {2: "20.00", 5: "20.00"},
        "20101": {6: "20.00", 7: "20.00"},
    }
    placed = account(rows).placed()
    assert placed["20101"].reading == UNRECONCILED


def test_rates_do_not_add_up():
    positions = {"executed": 1, "rate": 2}
    rows = [
        row((1, "9.00"), (2, "90")),
        row((1, "4.00"), (2, "80")),
        row((2, "5.00"), (3, "99")),
    ]
    sums = [Sum("R14", ((0, 1), (1, -1), (2, -1)))]
    added = frozenset({"executed"})
    placed = place_rows(Table(rows, positions, Rules(()), sums, added))
    assert placed[2].measures == ("executed", "rate")


def test_a_page_that_slipped_does_not_outvote_the_header():
    straight = account(STRAIGHT).table()
    rows = [
        PrintedRow(row((3, "20.00"), (5, "20.00")).figures) if number == 3 else printed
        for number, printed in enumerate(straight.rows)
    ]
    off = {measure: column + 1 for measure, column in POSITIONS.items()}
    figures = [printed.figures for printed in rows]
    assert choose_positions([POSITIONS, off], figures, RULES, straight.sums) == POSITIONS


def test_codes_give_parents_and_totals():
    codes = [None, "201", "20101", "2010102", "202", "20303"]
    keys = ["total", *["item"] * 5]
    sums = sums_of_codes(codes, keys, "R05", {"total": "R05"})
    assert [sum_.terms for sum_ in sums] == [
        ((1, 1), (2, -1)),
        ((2, 1), (3, -1)),
        ((0, 1), (1, -1), (4, -1), (5, -1)),
    ]
    assert sums_of_codes(codes, keys, None, {}) == []


def test_a_code_printed_twice_is_the_parent_of_what_follows_it():
    sums = sums_of_codes(["201", "20101", "201", "20102"], ["item"] * 4, "R05", {})
    assert [sum_.terms for sum_ in sums] == [((0, 1), (1, -1)), ((2, 1), (3, -1))]


def test_lines_are_summed_by_name():
    equation = ("R01", [(1, "year_total"), (-1, "item")])
    names = [{"item"}, {"item"}, {"part"}, {"year_total"}]
    sums = sums_of_lines(names, [equation])
    assert [sum_.terms for sum_ in sums] == [((3, 1), (0, -1), (1, -1))]
    assert sums_of_lines(names[:3], [equation]) == []
