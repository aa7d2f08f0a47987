"""Marks of what is no amount of an account: figures of areas, of indicators, of sentences."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ingest import sights
from ingest.documents import (
    Alternative,
    Grid,
    Indicator,
    Prose,
    Records,
    RegionFigure,
    Row,
    Sight,
    Untaken,
)
from ingest.errors import Reason
from ingest.marks import marked, marked_statements
from ingest.statements.stated import Quantity, Statement, Term

NINE = Alternative(1, "4", "9", Decimal("0.210"))
PROSE = Prose(1, ())


def on(texts, page="page 2"):
    return {page: {text: Sight(sure, (NINE,)) for text, sure in texts.items()}}


def region_figure(text, place):
    return RegionFigure(
        3, 1, "amount", text, Decimal(text), 2, place, 1, "税收收入", "税收收入", "revenue",
        None, "", None, None, 2024, "决算数",
    )  # fmt: skip


def test_what_is_read_as_text_is_as_it_was():
    records = Records(region_figures=[region_figure("5.00", "page 1 table 1 row 3 cell 2")])
    assert marked(PROSE, records, {}) is records
    made = marked(PROSE, records, on({"5.00": 0.3}, "page 11"))
    assert made.region_figures == records.region_figures


def test_an_unsure_figure_of_a_whole_area_is_unreconciled():
    place = "page 2 table 1 row {} cell 2"
    sure, unsure, beside = (
        region_figure(text, place.format(row))
        for row, text in enumerate(("5.00", "12.00", "5.00"), start=3)
    )
    page = {"5.00": 0.95, "12.00": 0.5, "page 2 table 1 row 5": 0.0}
    made = marked(PROSE, Records(region_figures=[sure, unsure, beside]), on(page))
    how = [(one.reading, one.source, one.confidence) for one in made.region_figures]
    assert how == [
        ("as_published", "scan", 0.95),
        ("unreconciled", "scan", 0.5),
        ("unreconciled", "scan", 0.95),  # something in its row was not read
    ]
    assert made.region_figures[1].alternatives == (NINE,)
    page = {"5.00": 0.95, "page 2 table 1": 0.0}  # what may be its title was not read
    made_so = marked(PROSE, Records(region_figures=[sure]), on(page)).region_figures
    assert [one.reading for one in made_so] == ["unreconciled"]
    assert made.notes == [
        "2 figures were not seen for sure, and nothing proves them: 12.00, 5.00"
    ]


def test_what_no_record_took_is_marked():
    place = "page 2 table 1 row 3 cell 2"
    figure = Untaken(Reason.UNKNOWN_COLUMN, 3, 1, "12.00", place)
    words = replace(figure, text="见说明")
    made = marked(PROSE, Records(untaken=[figure, words]), on({"12.00": 0.97}))
    assert [(one.source, one.confidence) for one in made.untaken] == [
        ("scan", 0.97),
        (None, None),
    ]


def indicator(**texts):
    columns = {name: column for column, name in enumerate(texts)}
    places = tuple(f"page 2 table 1 row 1 cell {column + 1}" for column in columns.values())
    grid = Grid(2, (Row(tuple(texts.values()), places),))
    return grid, Indicator(1, 0, texts, places[0], columns)


def test_of_an_indicator_each_figure_is_sure_or_not():
    grid, one = indicator(target="≥90%", actual="93%", weight="20", score="18")
    page = {"≥90%": 0.99, "93%": 0.6, "20": 0.99, "18": 0.99}
    page["page 2 table 1 row 1 cell 4 18"] = 0.4
    made = marked(grid, Records(indicators=[one]), on(page))
    assert made.indicators[0].unsure == ("actual", "score")
    assert made.sights[1, 0] == Sight(0.99, (NINE,))
    assert made.notes == ["2 figures were not seen for sure, and nothing proves them: 93%, 18"]


def test_points_in_a_rule_of_scoring_are_the_weight():
    grid, one = indicator(target="93%", scoring_rule="10分,完成得满分")
    made = marked(grid, Records(indicators=[one]), on({"93%": 0.99, "10": 0.5}))
    assert made.indicators[0].unsure == ("weight",)
    grid, one = indicator(target="93%", scoring_rule="见2号文件", weight="20")
    page = on({"93%": 0.99, "20": 0.99, "2": 0.5})
    assert marked(grid, Records(indicators=[one]), page).indicators[0].unsure == ()


@pytest.mark.parametrize(
    ("text", "page", "expected"),
    [
        ("明显改善", {}, None),
        ("≥4次", {"≥4次": 0.7, "4": 0.99}, (0.7, 1)),  # its sign and its unit count too
        ("完成年度检查4次", {"完成年度检查4次": 0.3, "4": 0.99}, (0.99, 7)),
        ("检查4次,整改4处", {"4": 0.95}, (0.95, 3)),
        ("4.5", {"完成4.5": 0.95}, (0.95, None)),
        ("4.5", {"7": 0.95}, (0.0, None)),
    ],
)
def test_a_text_is_as_sure_as_its_figures(text, page, expected):
    sight = sights.of_text(text, "page 2 line 3", on(page)["page 2"])
    if expected is None:
        assert sight is None
        return
    first = sight.alternatives[0].character_no if sight.alternatives else None
    assert (sight.confidence, first) == expected


def stated(text, value, terms=()):
    printed = Quantity(Decimal(value), 2, "万元")
    return Statement(
        "amount", 1, 3, 0, "", "revenue", "收入", text, printed, None, terms,
        is_certain=True, is_approximate=False, reason=None, place="page 2 line 3",
    )  # fmt: skip


def test_an_unsure_number_of_a_sentence_is_unreconciled_and_convicts_nobody():
    sure, unsure = stated("收入40.00万元", "40.00"), stated("另有7项41.00万元", "41.00")
    page = on({"40.00": 0.99, "41.00": 0.5, "7": 0.99})
    first, second = marked_statements([sure, unsure], page)
    assert (first.source, first.confidence, first.reading) == ("scan", 0.99, "as_published")
    assert first.is_certain
    assert (second.source, second.confidence, second.reading) == ("scan", 0.5, "unreconciled")
    assert not second.is_certain
    assert first.alternatives[0].character_no == 3
    assert second.alternatives[0].character_no == 5
    assert marked_statements([sure], {}) == [sure]
    assert marked_statements([sure], on({"40.00": 0.1}, "page 1")) == [sure]


def test_what_is_worked_out_of_an_unsure_number_convicts_nobody():
    terms = tuple(
        Term("above", 1, Quantity(Decimal(value), 2, "万元")) for value in ("30.00", "10.00")
    )
    sum_ = stated("共40.00万元", "40.00", terms)
    page = {"40.00": 0.99, "30.00": 0.99, "10.00": 0.99}
    assert marked_statements([sum_], on(page))[0].is_certain
    (made,) = marked_statements([sum_], on(page | {"10.00": 0.5}))
    assert (made.reading, made.is_certain) == ("as_published", False)
