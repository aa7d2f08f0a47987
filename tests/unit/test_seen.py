"""What is seen on a picture: sure figures count, unsure ones where arithmetic proves them."""

from decimal import Decimal

import pytest

from ingest.documents import Amount, Records, RegionFigure
from ingest.errors import Reason
from ingest.seen import marked


def amount(text="12.00", *, place="page 2 table 1 row 3 cell 2", **how):
    return Amount(3, 1, "total", "amount", text, Decimal("12.00"), 2, place, **how)


def one(figure, seen):
    (made,) = marked(Records([figure]), seen).amounts
    return made.source, made.confidence, made.reading


@pytest.mark.parametrize(
    ("sure", "proof", "expected"),
    [
        ({"12.00": 0.99}, None, ("scan", 0.99, "as_published")),
        ({"12.00": 0.62}, None, ("scan", 0.62, "unreconciled")),
        ({"12.00": 0.62}, "total_is_sum", ("scan", 0.62, "as_published")),
        ({"共 12.00 万元": 0.95, "12.001": 0.5}, None, ("scan", 0.5, "unreconciled")),
        ({"7.00": 0.99}, None, ("scan", 0.0, "unreconciled")),
    ],
)
def test_a_figure_counts_where_it_is_sure_or_proven(sure, proof, expected):
    assert one(amount(proof=proof), {"page 2": sure}) == expected


def test_a_sure_figure_that_its_row_and_column_deny_is_no_fact():
    seen = {"page 2": {"12.00": 0.99}}
    assert one(amount(is_refuted=True), seen) == ("scan", 0.99, "unreconciled")
    assert one(amount(is_refuted=True, proof="R01"), seen) == ("scan", 0.99, "as_published")


def region_figure(text, place):
    return RegionFigure(
        3, 1, "amount", text, Decimal(text), 2, place, 1, "税收收入", "税收收入", "revenue",
        None, "", None, None, 2024, "决算数",
    )  # fmt: skip


def test_an_unsure_figure_of_a_whole_area_is_taken_nowhere():
    sure = region_figure("5.00", "page 2 table 1 row 3 cell 2")
    unsure = region_figure("12.00", "page 2 table 1 row 4 cell 2")
    told = region_figure("12.00", "page 1 table 1 row 4 cell 2")
    records = Records(region_figures=[sure, unsure, told])
    made = marked(records, {"page 2": {"12.00": 0.5, "5.00": 0.95}})
    assert made.region_figures == [sure, told]
    ((untaken),) = made.untaken
    assert (untaken.reason, untaken.text) == (Reason.UNREADABLE_FIGURE, "12.00")


def test_a_figure_of_a_page_with_text_is_as_it_was():
    plain = amount()
    assert one(plain, {"page 22": {"12.00": 0.1}}) == ("text", None, "as_published")
    records = Records([plain])
    assert marked(records, {}) is records


def test_what_is_set_aside_is_said():
    records = marked(Records([amount()], notes=["first"]), {"page 2": {"12.00": 0.5}})
    assert records.notes == [
        "first",
        "1 figures were not seen for sure, and nothing proves them: 12.00",
    ]
