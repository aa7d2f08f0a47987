"""The unit of account, in the ways in which offices state it."""

import pytest

from ingest.account_unit import (
    is_label,
    money_unit,
    unit_alone,
    unit_in_note,
    unit_of_head,
    without_unit,
)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("金额单位：万元", "万元"),
        ("单位： 元", "元"),
        ("单位:人民币亿元", "亿元"),
        ("项目资金 (万元)", "万元"),
        ("部门整体资金（万元）", "万元"),
        ("部门：某局 单位：万元", "万元"),
        ("币种：人民币　单位：万元", "万元"),
        ("单位:人民币：万元", "万元"),
        ("单位：万元人民币", "万元"),
        ("单位/万元", "万元"),
        ("计量单位—元", "元"),
        ("金额：万元", "万元"),
        ("合同金额万元以上", None),
        ("单位：曲靖市数字经济发展中心", None),
        ("单位：元谋县财政局", None),
        ("本套报表金额单位转换时可能存在尾数误差", None),
    ],
)
def test_a_money_unit_is_read_only_where_one_is_stated(line, unit):
    assert money_unit(line) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("注：本表金额单位为万元。", "万元"),
        ("说明：本表以“万元”为金额单位（保留两位小数）。", "万元"),
        ("注：表中数据单位均为元。", "元"),
        ("备注：以亿元为计量单位", "亿元"),
        ("本表数据以元列示。", "元"),
        ("注：本表反映部门本年度的总支出情况。", None),
        ("注：本表以收付实现制为基础，共支出3万元。", None),
    ],
)
def test_a_note_states_the_unit_of_its_table(text, unit):
    assert unit_in_note(text) == unit


@pytest.mark.parametrize("text", ["【单位：万元】", "单位（万元）", "单位（人民币万元）"])
def test_a_unit_may_stand_in_any_brackets(text):
    assert money_unit(text) == "万元"


@pytest.mark.parametrize("text", ["万元", "（万元）", "人民币万元", "[ 万 元 ]"])
def test_a_text_may_be_nothing_but_a_unit(text):
    assert unit_alone(text) == "万元"
    assert unit_alone(f"共{text}") is None


@pytest.mark.parametrize("label", ["单位", "金额单位：", "货币单位 :", "Unit:"])
def test_a_label_stands_beside_the_unit(label):
    assert is_label(label)
    assert not is_label(f"填报{label}")


@pytest.mark.parametrize(
    "head",
    [
        "合计（万元）",
        "合计/万元",
        "合计[万元]",
        "合计 万元",
        "合计，万元",
        "合计（单位：万元）",
    ],
)
def test_a_head_may_say_the_unit_of_its_column(head):
    assert unit_of_head(head) == "万元"
    assert without_unit(head) == "合计"


@pytest.mark.parametrize("head", ["合计", "公元", "第一单元", "100万元以上项目", "车辆（辆）"])
def test_a_head_that_says_no_unit_stays_as_it_is(head):
    assert unit_of_head(head) is None
    assert without_unit(head) == head.replace("（", "(").replace("）", ")")
