"""The charts: amounts are quantities, order and missing are kept, red is for broken only."""

from decimal import Decimal

import polars as pl
import pytest

from dashboards import charts

NAMES = dict.fromkeys(("name", "part", "exact", "stage", "exact_rate", "exact_score"), "x") | {
    "department": "部门",
    "year": "年度",
    "kind": "种类",
    "shown": "状态",
}


def _ranked() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "key": ["a", "b", "c"],
            "name": ["甲", "乙", "丙"],
            "value": [Decimal("1.50"), None, Decimal("30.25")],
            "short": ["1.50 万元", "无数据", "30.3 万元"],
            "exact": ["15,000.00 元", "无数据", "302,500.00 元"],
        }
    )


def _charts():
    ranked = _ranked()
    rated = ranked.drop_nulls()
    stacked = rated.with_columns(part=pl.lit("项目支出"))
    funding = pl.DataFrame(
        {
            "stage": ["年初预算", "执行数"],
            "kind": ["budget", "executed"],
            "value": [Decimal("4000"), Decimal("3094.22")],
            "short": ["4,000 万元", "3,090 万元"],
            "exact": ["40,000,000.00 元", "30,942,200.00 元"],
        }
    )
    points = rated.with_columns(
        label=pl.col("name"),
        rate=pl.col("value"),
        score=pl.col("value"),
        exact_rate=pl.col("exact"),
        exact_score=pl.col("exact"),
    )
    met = rated.with_columns(is_met=pl.Series([True, False]))
    return {
        "ranked_bars": charts.ranked_bars(ranked, "万元", NAMES),
        "stacked_bars": charts.stacked_bars(stacked, "万元", {"项目支出": charts.BLUE}, NAMES),
        "scatter": charts.scatter(points, "执行率（%）", "得分", NAMES),
        "rate_bars": charts.rate_bars(rated, "%", NAMES),
        "funding_bullets": charts.funding_bullets(funding, "万元", NAMES),
        "attainment_bullets": charts.attainment_bullets(
            met, "%", {True: "达标", False: "未达标"}, NAMES
        ),
    }


def _encodings(spec):
    for layer in spec["layer"]:
        for name, channel in layer.get("encoding", {}).items():
            if isinstance(channel, dict):
                yield name, channel


@pytest.mark.parametrize("name", _charts())
def test_amounts_are_quantities(name):
    spec = _charts()[name].to_dict()
    fields = {"value", "rate", "score"}
    types = {
        channel["type"] for _, channel in _encodings(spec) if channel.get("field") in fields
    }
    assert types == {"quantitative"}
    rows = [row for data in spec["datasets"].values() for row in data]
    assert all(
        isinstance(row[field], int | float | None)
        for row in rows
        for field in fields & row.keys()
    )


@pytest.mark.parametrize("name", _charts())
def test_red_is_kept_for_what_is_broken(name):
    assert charts.BROKEN not in _charts()[name].to_json()
    assert charts.BROKEN not in charts.CATEGORIES


@pytest.mark.parametrize("name", ["ranked_bars", "rate_bars", "stacked_bars"])
def test_bars_start_at_zero(name):
    spec = _charts()[name].to_dict()
    scales = [channel.get("scale", {}) for side, channel in _encodings(spec) if side == "x"]
    assert all(scale["domain"][0] == 0 for scale in scales if "domain" in scale)
    assert not any(scale.get("zero") is False for scale in scales)


def test_the_largest_stands_first_and_the_missing_last():
    spec = charts.ranked_bars(_ranked(), "万元", NAMES).to_dict()
    domains = [channel["scale"]["domain"] for side, channel in _encodings(spec) if side == "y"]
    assert all(domain == ["c", "a", "b"] for domain in domains)


def test_the_missing_are_hatched_and_have_no_bar():
    spec = charts.ranked_bars(_ranked(), "万元", NAMES).to_dict()
    bars, _, absent, _ = spec["layer"]
    assert bars["transform"] == [{"filter": "isValid(datum.value)"}]
    assert absent["transform"][0] == {"filter": "!isValid(datum.value)"}
    assert charts.HATCH in absent["transform"][1]["calculate"]


def test_a_chart_of_nothing_but_missing_can_be_drawn():
    frame = _ranked().filter(pl.col("value").is_null())
    assert charts.ranked_bars(frame, "万元", NAMES).to_dict()


def test_attainment_is_cut_but_told():
    frame = pl.DataFrame(
        {
            "key": ["a"],
            "name": ["归集数据量"],
            "value": [Decimal("1500")],
            "short": ["1500.00%"],
            "exact": ["3,000,000,000 条 / ≥ 200,000,000 条"],
            "is_met": [True],
        }
    )
    met = {True: "达标", False: "未达标"}
    spec = charts.attainment_bullets(frame, "%", met, NAMES).to_dict()
    row = next(row for data in spec["datasets"].values() for row in data if "value" in row)
    assert (row["value"], row["short"]) == (charts.ATTAINMENT_CAP, "1500.00%")


def test_parts_beyond_six_are_grey():
    colours = charts.coloured([f"类{number}" for number in range(8)])
    assert list(colours.values())[6:] == [charts.GREY, charts.GREY]
    assert len(set(list(colours.values())[:6])) == 6


def test_coverage_marks_each_kind_and_hatches_what_is_missing():
    frame = pl.DataFrame(
        {
            "department": ["甲", "甲"],
            "year": ["2023", "2023"],
            "kind": ["决算", "预算"],
            "kind_order": [1, 0],
            "letter": ["决", "预"],
            "status": ["found", "missing"],
            "shown": ["已有", "缺"],
        }
    )
    spec = charts.coverage(frame, {"found": "已有", "missing": "缺"}, NAMES).to_dict()
    squares = spec["layer"][0]["encoding"]
    assert squares["xOffset"]["sort"] == ["预算", "决算"]
    assert squares["color"]["scale"]["domain"] == ["已有", "缺"]


def test_an_amount_is_divided_exactly():
    frame = pl.DataFrame({"value": [Decimal("35386500.00")]})
    assert charts.in_unit(frame, "value", 10_000)["value"].to_list() == [Decimal("3538.65")]
