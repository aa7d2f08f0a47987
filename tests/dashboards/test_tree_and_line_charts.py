"""Treemap, sankey and lines: areas and flows in proportion, breaks drawn, gaps kept."""

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards import charts, line_charts, tree_charts
from dashboards.tree_charts import Flow

AMOUNTS = st.lists(st.floats(min_value=0.5, max_value=1e6), min_size=1, max_size=40)


@given(AMOUNTS)
def test_areas_of_a_treemap_are_in_proportion_and_fill_it(amounts):
    ordered = sorted(amounts, reverse=True)
    boxes = tree_charts.squarified(ordered, 100, 60)
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in boxes]
    assert sum(areas) == pytest.approx(6000)
    for area, amount in zip(areas, ordered, strict=True):
        assert area == pytest.approx(amount / sum(ordered) * 6000, rel=1e-6)


@given(AMOUNTS)
def test_boxes_of_a_treemap_stay_inside(amounts):
    for box in tree_charts.squarified(sorted(amounts, reverse=True), 100, 60):
        assert -1e-6 <= box.left <= box.right <= 100 + 1e-6
        assert -1e-6 <= box.top <= box.bottom <= 60 + 1e-6


def test_words_on_a_colour_can_be_read():
    assert tree_charts.ink_on("#F0E442") == "#000000"
    assert tree_charts.ink_on("#0072B2") == "#FFFFFF"


def test_flows_keep_their_width_from_end_to_end():
    flows = [
        Flow(0, "拨款", "收支", Decimal(90), charts.GREEN, "90"),
        Flow(0, "其他", "收支", Decimal(10), charts.GREEN, "10"),
        Flow(1, "收支", "基本", Decimal(60), charts.BLUE, "60"),
        Flow(1, "收支", "项目", Decimal(40), charts.ORANGE, "40"),
    ]
    chart = tree_charts.sankey(flows, {}, {"name": "n", "exact": "e"}).to_dict()
    ribbons = chart["datasets"][chart["layer"][0]["data"]["name"]]
    widths = {}
    for point in ribbons:
        widths.setdefault(point["flow"], []).append(point["y2"] - point["y"])
    for flow, seen in widths.items():
        assert max(seen) == pytest.approx(min(seen))
        assert seen[0] / widths[0][0] == pytest.approx(float(flows[flow].amount) / 90)
    assert all(-1e-9 <= point["y"] <= point["y2"] <= 1 + 1e-9 for point in ribbons)


def _points() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "line": ["a"] * 4,
            "name": ["甲"] * 4,
            "year": ["2020", "2021", "2022", "2023"],
            "value": [Decimal(1), Decimal(2), None, Decimal(4)],
            "segment": [0, 0, 0, 1],
            "key": ["1", "2", "3", "4"],
            "short": ["1", "2", "", "4"],
            "exact": ["1", "2", "", "4"],
            "note": [""] * 4,
        }
    )


def _layers(chart):
    drawn = chart.to_dict()
    return [drawn["datasets"][layer["data"]["name"]] for layer in drawn["layer"]]


def test_a_break_is_drawn_between_the_stretches_and_a_gap_is_no_zero():
    names = dict.fromkeys(("name", "year", "exact", "note"), "x")
    breaks, lines, *_ = _layers(line_charts.trends(_points(), "元", names))
    assert [point["year"] for point in breaks] == ["2021", "2023"]
    assert [point["value"] for point in lines] == [1, 2, 4]
    assert {point["stretch"] for point in lines} == {"a-0", "a-1"}


def test_words_at_the_ends_do_not_lie_on_one_another():
    near = _points().with_columns(
        line=pl.lit("b"),
        name=pl.lit("乙"),
        value=pl.Series([Decimal(1), Decimal(2), None, Decimal("3.99")]),
    )
    both = pl.concat(
        [_points(), near.cast({"value": pl.Decimal(38, 2)})], how="vertical_relaxed"
    )
    names = dict.fromkeys(("name", "year", "exact", "note"), "x")
    ends = _layers(line_charts.trends(both, "元", names))[-1]
    assert [point["short"] for point in ends] == ["4"]


def test_a_missing_actual_has_no_dot():
    frame = pl.DataFrame(
        {
            "key": ["a", "b"],
            "name": ["甲", "乙"],
            "target": [Decimal(90), Decimal(95)],
            "actual": [Decimal(91), None],
            "exact": ["91 / 90", "— / 95"],
        }
    )
    chart = charts.targets(frame, "%", {"name": "n", "exact": "e"}).to_dict()
    filters = [
        step["filter"]
        for layer in chart["layer"]
        for step in layer.get("transform", [])
        if "filter" in step
    ]
    assert filters == ["isValid(datum.actual)"]
