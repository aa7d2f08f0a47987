"""Scanned pages lie a little elsewhere: their tables go on, and each cell is itself."""

from decimal import Decimal

import pytest

from ingest.documents import Alternative, Line, Row, Sight
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.over_pages import joined
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.page_parts import PageTable, Printed
from ingest.readers.pdf.places import Sighting, sights
from ingest.readers.pdf.sheets import in_place

EDGES = (100.0, 180.0, 300.0, 420.0, 500.0)


def part(edges, *codes):
    cells = [(code, "项目", "1.00", "") for code in codes]
    return PageTable(edges, tuple(Row(row, ("page 1",) * 4) for row in cells))


def tables(second, scanned, between=()):
    pages = [[part(EDGES, "201", "202")], [*between, part(second, "203")]]
    parts = joined(in_place(pages, scanned))
    return [[row.cells[0] for row in part] for part in parts if isinstance(part[0], Row)]


ASIDE = tuple(118 + 1.02 * (edge - 100) for edge in EDGES)


@pytest.mark.parametrize("scanned", [{0, 1}, {1}, {0}])
def test_a_table_goes_on_on_a_page_that_lay_elsewhere(scanned):
    assert tables(ASIDE, scanned) == [["201", "202", "203"]]


@pytest.mark.parametrize(
    ("edges", "scanned"),
    [
        (ASIDE, ()),  # as printed: another table
        (tuple(edge + 90 for edge in EDGES), {0, 1}),
        (tuple(130 + 1.3 * (edge - 100) for edge in EDGES), {0, 1}),
        ((110.0, 250.0, 280.0, 420.0, 510.0), {0, 1}),
        ((110.0, 510.0), {0, 1}),
    ],
)
def test_other_columns_are_another_table(edges, scanned):
    assert tables(edges, scanned)[0] == ["201", "202"]


def test_the_first_row_of_a_head_goes_on_with_the_rest_of_it():
    top = PageTable((100.0, 300.0, 500.0), (Row(("收入", "支出"), ("page 1",) * 2),))
    below = part(tuple(edge + 14 for edge in EDGES), "201")
    wider = part(tuple(114 + 1.05 * (edge - 100) for edge in EDGES), "201")
    whole = [list(joined(in_place([[top], [rest]], {0, 1}))) for rest in (below, wider)]
    assert [len(parts) for parts in whole] == [1, 2]
    assert [row.cells[0] for row in whole[0][0]] == ["收入", "201"]


def test_nothing_that_stands_between_is_passed_over():
    title = [Printed(Line("支出决算表", "page 2 line 1"), 30.0)]
    assert tables(ASIDE, {0, 1}, [title]) == [["201", "202"], ["203"]]


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (["— CH"], 1),
        (["二", "TA", "—"], 1),
        (["注：本表反映各项支出。", "— 2 —"], 2),
        (["合计：9"], 2),
        (["1.50"], 2),
    ],
)
def test_a_table_goes_on_below_what_may_be_the_number_of_a_page(texts, count):
    foot = [Printed(Line(text, "page 1 line 9"), 800.0) for text in texts]
    pages = [[part(EDGES, "201"), foot], [part(ASIDE, "202")]]
    found = [p for p in joined(in_place(pages, {0, 1})) if isinstance(p[0], Row)]
    assert len(found) == count
    as_printed = [p for p in joined(in_place(pages, ())) if isinstance(p[0], Row)]
    assert len(as_printed) == 2


BENT = (100.0, 160.0, 230.0, 290.0, 360.0, 430.0, 500.0)


@pytest.mark.parametrize(
    ("text", "count"), [("à", 1), ("公", 1), ("表3", 2), ("支出决算表", 2)]
)
def test_a_table_goes_on_below_dirt_that_was_read_at_the_head_of_a_page(text, count):
    head = [Printed(Line(text, "page 2 line 1"), 20.0)]
    assert len(tables(ASIDE, {0, 1}, [head])) == count


@pytest.mark.parametrize(
    ("bend", "count"), [(0.0, 1), (5.0, 1), (7.0, 2)], ids=["flat", "bent", "other"]
)
def test_a_table_goes_on_on_bent_paper_where_many_edges_say_so(bend, count):
    def seven(edges, code):
        row = Row((code, "项目", "1.00", "", "", ""), ("page 1",) * 6)
        return PageTable(edges, (row,))

    second = tuple(edge + 12 + bend * (edge == 290.0) for edge in BENT)
    pages = [[seven(BENT, "201")], [seven(second, "202")]]
    found = list(joined(in_place(pages, {0, 1})))
    assert len(found) == count
    if count == 1:
        assert [row.cells[:3] for row in found[0]] == [
            ("201", "项目", "1.00"),
            ("202", "项目", "1.00"),
        ]


def test_a_figure_is_as_sure_as_it_was_seen_in_its_own_cell():
    chars = tuple(
        Char(text, x, y, x + 6, y + 10)
        for text, x, y in (("0", 20, 20), ("0", 70, 20), ("5", 20, 50), ("6", 70, 50))
    )
    look = Look(
        "0 0\n5 6",
        chars,
        (),
        tuple(Rule(y, 10, 110) for y in (10, 40, 70)),
        tuple(Rule(x, 10, 70) for x in (10, 60, 110)),
    )
    six, eight, surer = (
        Alternative(1, "0", other, Decimal(odds))
        for other, odds in (("6", "0.020"), ("8", "0.011"), ("8", "0.310"))
    )
    seen = [
        Sighting(23, 25, "0", Sight(0.99, (six, eight))),
        Sighting(73, 25, "0", Sight(0.6, (surer,))),
        Sighting(23, 55, "", Sight(0.0)),
        Sighting(23, 5, "", Sight(0.0)),
    ]
    found = sights(look, 3, seen)
    assert found["page 3 table 1 row 1 cell 1 0"] == Sight(0.99, (six, eight))
    assert found["page 3 table 1 row 1 cell 2 0"] == Sight(0.6, (surer,))
    assert found["0"] == Sight(0.6, (eight,))
    assert {key for key in found if key.startswith("page 3 table 1 row 2")} == {
        "page 3 table 1 row 2",
        "page 3 table 1 row 2 cell 1",
    }
    assert "page 3 table 1" in found  # over which its title may stand
    assert "page 3 table 1" not in sights(look, 3, seen[:3])
