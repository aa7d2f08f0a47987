"""Targets and results taken apart: operator, number, scale and unit."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.measures import is_bare_number, operator, quantity
from ingest.units import factor_between, is_unit


@pytest.mark.parametrize(
    ("value", "unit", "operator", "expected"),
    [
        ("2亿", "条", ">=", (">=", 2, "亿", "条")),
        ("20000", "万条", ">=", (">=", 20000, "万", "条")),
        ("≥90%", "", "", ("≥", 90, None, "%")),
        ("≤1587.38万元", "", "", ("≤", "1587.38", "万", "元")),
        ("大于等于90%", "", "", ("大于等于", 90, None, "%")),
        ("90%以上", "", "", ("以上", 90, None, "%")),
        ("95", "百分比", "", (None, 95, None, "%")),
        ("5", "千米", "=", ("=", 5, None, "千米")),
        ("≥30000平方米", "", "", ("≥", 30000, None, "平方米")),
        ("≥十个", "", "", ("≥", 10, None, "个")),
        ("一百二十人", "", "", (None, 120, None, "人")),
        ("百分之九十五", "", "", (None, 95, None, "%")),
        ("不得超过30个工作日", "", "", ("不得超过", 30, None, "个工作日")),
        ("控制在100万元以内", "", "", ("以内", 100, "万", "元")),
        ("1.2万元/公里", "", "", (None, "1.2", "万", "元/公里")),
        ("95元", "万元", "", (None, 95, None, "元")),
        ("≥95%①", "", "", ("≥", 95, None, "%")),
        ("≥90%（含90%）", "", "", ("≥", 90, None, "%")),
        ("90%以上（含）", "", "", ("以上", 90, None, "%")),
        ("≤￥500万元", "", "", ("≤", 500, "万", "元")),
        ("≥900.00①", "", "", ("≥", 900, None, None)),
        ("约85%", "", "", (None, None, None, "%")),
        ("100余人", "", "", (None, None, None, "人")),
        ("作用明显", "%", "=", ("=", None, None, "%")),
        ("2021年11月30日前", "", "=", ("=", None, None, None)),
        ("2024年12月", "", "", (None, None, None, None)),
        ("3次，每次2天", "", "", (None, None, None, None)),
        ("一次性", "", "", (None, None, None, None)),
        ("一般", "", "", (None, None, None, None)),
        ("1:3", "", "", (None, None, None, None)),
        ("12月内", "", "", (None, None, None, None)),
        ("最低生活保障", "", "", (None, None, None, None)),
    ],
)
def test_targets_come_apart_into_operator_number_scale_and_unit(
    value, unit, operator, expected
):
    found = quantity(value, unit, operator)
    sign, digits, scale, unit_text = expected
    assert found.operator_text == sign
    assert found.number == (None if digits is None else Decimal(digits))
    assert (found.scale_text, found.unit_text) == (scale, unit_text)


def test_an_actual_value_has_the_scale_of_its_unit_column():
    assert quantity("300000", "万条").scale_text == "万"
    assert quantity("30亿", "条").scale_text == "亿"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("≥", ">="), ("＞=", ">="), ("⩾", ">="), ("大于或等于", ">="), ("不得少于", ">="),
        ("至少", ">="), ("以上", ">="), ("（含）以上", ">="), ("≤", "<="), ("≯", "<="),
        ("小于等于", "<="), ("不应超过", "<="), ("最多", "<="), ("及以下", "<="),
        ("以内", "<="), ("＞", ">"), ("超过", ">"), ("＜", "<"), ("不满", "<"), ("＝", "="),
        ("等于", "="),
    ],
)  # fmt: skip
def test_operators_mean_the_same_in_a_cell_of_their_own(printed, meant):
    assert operator(printed) is not None
    assert quantity("5", "个", printed).operator == meant


@pytest.mark.parametrize(
    ("value", "low", "high", "unit"),
    [
        ("10-20个", 10, 20, "个"),
        ("10个至20个", 10, 20, "个"),
        ("90%～95%", 90, 95, "%"),
        ("5000-1万元", Decimal("0.5"), 1, "元"),
        ("±5%", -5, 5, "%"),
        ("3-5", 3, 5, None),
    ],
)
def test_a_range_has_two_ends_and_no_number(value, low, high, unit):
    found = quantity(value)
    assert (found.low, found.high, found.unit_text) == (low, high, unit)
    assert found.number is None


@pytest.mark.parametrize("value", ["20-10个", "10-20-30", "≥10-20个", "10-20个以上"])
def test_what_is_no_range_in_order_has_no_ends(value):
    assert (quantity(value).low, quantity(value).number) == (None, None)


@pytest.mark.parametrize(
    ("unit", "other", "factor"),
    [
        ("公里", "米", 1000), ("公顷", "亩", 15), ("吨", "公斤", 1000), ("小时", "分钟", 60),
        ("天", "日", 1), ("个月", "月", 1), ("年", "个月", 12), ("人", "名", 1),
        ("%", "‰", 10), ("家", "家企业", 1), ("场次", "场", 1),
    ],
)  # fmt: skip
def test_units_of_one_family_are_converted(unit, other, factor):
    assert factor_between(unit, other) == factor


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("天", "个月"), ("天", "工作日"), ("人", "人次"), ("次", "次/年"), ("个村", "个项目"),
        ("元/平方米", "元/亩"), ("%", "个百分点"), ("分", "分钟"), ("米", "平方米"),
    ],
)  # fmt: skip
def test_unlike_units_are_never_converted(unit, other):
    assert factor_between(unit, other) is None


@pytest.mark.parametrize(
    "text", ["万元", "个工作日", "次/年", "元/平方米", "%", "台套", "万人次"]
)
def test_what_stands_in_brackets_behind_a_name_can_be_a_unit(text):
    assert is_unit(text)


@pytest.mark.parametrize("text", ["含税", "境", "以上", "一期", "单位", ""])
def test_what_is_no_unit_is_none(text):
    assert not is_unit(text)


def test_only_a_number_without_its_unit_takes_that_of_the_name():
    assert all(map(is_bare_number, ["≥90", "12", "10-20", "不少于3"]))
    assert not any(map(is_bare_number, ["≥90%", "12期", "明显", "2023年底", ""]))


@given(st.text())
def test_any_text_is_read_or_left(text):
    found = quantity(text)
    assert found.number is None or found.low is None


@given(st.text(st.sampled_from("①②③⑩⒈²³¼㈠㊀❶万元个"), min_size=1))
@example("㊀个")
def test_what_is_no_digit_never_becomes_one(text):
    assert quantity(text).number is None
