"""Which other places a figure could take with all that must add up still true."""

from decimal import Decimal

from alignment_tables import account, identity, place, row
from hypothesis import given
from hypothesis import strategies as st

from ingest.alignment import Rules, place_rows

SPENDING = {"total": 2, "basic": 3, "project": 4}
R03 = Rules((identity("R03", ["total"], ["basic", "project"]),))


def rivals(table):
    """By code, the rivals of each measure's figure."""
    return {
        code: {
            measure: set(at.rivals)
            for measure, at in zip(placed.measures, placed.places, strict=True)
            if at
        }
        for code, placed in table.placed().items()
    }


def test_sums_do_not_tell_the_column_of_a_figure_beside_an_empty_one():
    table = account(
        {
            None: {2: "500.65", 3: "500.65"},
            "223": {2: "500.65", 3: "500.65"},
            "22301": {2: "147.65", 3: "147.65"},
            "22399": {2: "353.00", 3: "353.00"},
        },
        SPENDING,
        R03,
    )
    assert all(found["basic"] == {"project"} for found in rivals(table).values())
    assert all(found["total"] == set() for found in rivals(table).values())


def test_a_total_that_prints_both_columns_ties_the_rows_under_it_to_theirs():
    table = account(
        {
            None: {2: "30", 3: "20", 4: "10"},
            "201": {2: "30", 3: "20", 4: "10"},
            "20101": {2: "20", 3: "20"},
            "20102": {2: "10", 4: "10"},
        },
        SPENDING,
        R03,
    )
    assert all(not places for found in rivals(table).values() for places in found.values())


def test_a_printed_zero_leaves_no_free_place():
    placed = place(row((2, "20"), (3, "20"), (4, "0")), SPENDING, R03)
    assert [at.rivals if at else None for at in placed.places] == [(), (), None]


def test_a_figure_within_the_rounding_of_its_sum_is_not_tied_by_it():
    table = account(
        {
            "201": {2: "30.01", 3: "20.00", 4: "10.01"},
            "20101": {2: "20.00", 3: "20.00"},
            "20102": {2: "10.00", 4: "10.00"},
            "20103": {2: "0.01", 4: "0.01"},
        },
        SPENDING,
        R03,
    )
    found = rivals(table)
    assert found["20102"]["project"] == set()
    assert found["20103"]["project"] == {"basic"}


def test_figures_that_move_together_are_one_group():
    table = account(
        {"201": {2: "20", 3: "20"}, "20101": {2: "20", 3: "20"}, "208": {2: "5", 3: "5"}},
        SPENDING,
        R03,
    )
    groups = [[at.group for at in placed.places] for placed in table.placed().values()]
    assert groups[0] == groups[1]
    assert set(groups[0]).isdisjoint(groups[2])


def moved(account_, measure, rival):
    """The rows of an account with all figures of one column in another."""
    home, away = account_.positions[measure], account_.positions[rival]
    rows = {
        code: {away if column == home else column: text for column, text in cells.items()}
        for code, cells in account_.rows.items()
    }
    return account(rows, account_.positions, account_.rules)


@given(
    st.lists(st.tuples(st.integers(1, 900), st.sampled_from([3, 4])), min_size=1, max_size=6)
)
def test_moved_to_a_rival_all_that_added_up_still_does(leaves):
    items = {
        f"201{i:02}": {2: str(amount), column: str(amount)}
        for i, (amount, column) in enumerate(leaves, start=1)
    }
    whole: dict[int, Decimal] = {}
    for cells in items.values():
        for column, text in cells.items():
            whole[column] = whole.get(column, Decimal(0)) + Decimal(text)
    table = account({"201": {c: str(v) for c, v in whole.items()}, **items}, SPENDING, R03)
    for found in rivals(table).values():
        for measure, others in found.items():
            for rival in others:
                for placed in place_rows(moved(table, measure, rival).table()):
                    assert placed.reading == "as_published"
                    assert placed.proof
