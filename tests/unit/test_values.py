"""What printed text means, and what it does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values import (
    account_years,
    count_unit,
    fiscal_years,
    is_blank,
    money_in,
    number,
    points,
    squeeze,
    without_ordinal,
    years,
)


@pytest.mark.parametrize(
    ("printed", "value", "decimals"),
    [
        ("3,538.65", "3538.65", 2),
        ("0", "0", 0),
        ("0.00", "0.00", 2),
        ("１２３．４５", "123.45", 2),
        ("（1,234.50）", "-1234.50", 2),
        ("-8.34", "-8.34", 2),
        ("−8.34", "-8.34", 2),
        ("31.43%", "31.43", 2),
        (" 3 538.65 ", "3538.65", 2),
    ],
)
def test_numbers_keep_value_and_printed_decimals(printed, value, decimals):
    parsed = number(printed)
    assert parsed is not None
    assert (parsed.value, parsed.decimals) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    "text", ["", "—", "12,34", "1.2.3", "3个", "2亿", "一", "1,23,456", "5-6"]
)
def test_what_is_no_number_alone_is_none(text):
    assert number(text) is None


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_every_amount_is_read_back_as_it_was_printed(value):
    parsed = number(f"{value:,.2f}")
    assert parsed is not None
    assert parsed.value == value
    assert parsed.decimals == 2


def test_blank_and_zero_stay_apart():
    assert is_blank("—")
    assert is_blank(" ")
    assert is_blank("/")
    assert not is_blank("0")
    assert number("0") is not None


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("4. 公务用车保有量（辆）", "辆"),
        ("因公出国（境）费", None),
        ("国内公务接待批次(个)", "个"),
    ],
)
def test_counts_take_their_unit_from_the_label(label, unit):
    assert count_unit(label) == unit


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("一般公共预算财政拨款收入支出决算表", "一般公共预算财政拨款收入支出决算表"),
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("二十一、国有资本经营预算支出", "国有资本经营预算支出"),
        ("（一）支出合计", "支出合计"),
        ("（1）公务用车购置费", "公务用车购置费"),
        ("1. 因公出国（境）费", "因公出国(境)费"),
        ("3.5万元", "3.5万元"),
    ],
)
def test_only_an_ordinal_is_taken_from_a_heading(heading, plain):
    assert without_ordinal(heading) == plain


def test_years_and_money_are_found_in_sentences():
    assert years("2023年不如2022 年") == ("2023", "2022")
    assert account_years("本部门2023年度无收入") == ("2023",)
    found = money_in("预算117.43万元，支出1,000元")
    assert [(digits, unit) for digits, _, unit, _ in found] == [
        ("117.43", "万元"),
        ("1,000", "元"),
    ]


def test_points_stand_before_the_rule():
    assert points("10分，完成1次得10分") == 10
    assert points("完成得10分") is None
    assert points("10分钟内到达") is None


@given(st.text())
def test_squeezing_twice_is_squeezing_once(text):
    assert squeeze(squeeze(text)) == squeeze(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年1月1日至2020年12月31日", ("2020",)),
        ("决算期间：2020年1月1日—12月31日", ("2020",)),
        ("2023年1月1日至2024年12月31日", ()),
        ("编制日期：2024.3.1 2023年度", ("2023",)),
        ("2024年1月15日", ()),
    ],
)
def test_a_whole_year_of_days_is_a_fiscal_year_and_a_date_is_none(text, expected):
    assert fiscal_years(text) == expected
