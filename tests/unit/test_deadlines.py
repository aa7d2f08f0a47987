"""Targets and results that are dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadlines import days_of_result, days_of_target


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2023年12月31日前", (2023, 12, 31)),
        ("2024年2月底前完成", (2024, 2, 29)),
        ("2023年底", (2023, 12, 31)),
        ("年底前", (2023, 12, 31)),
        ("次年3月底前", (2024, 3, 31)),
        ("10月31日前", (2023, 10, 31)),
        ("第三季度", (2023, 9, 30)),
        ("2023年上半年", (2023, 6, 30)),
        ("12月上旬", (2023, 12, 10)),
        ("2023-12-31", (2023, 12, 31)),
        ("2023.6.5", (2023, 6, 5)),
        ("20231231", (2023, 12, 31)),
        ("二〇二三年十二月三十一日", (2023, 12, 31)),
        ("二〇二三年十月三十日", (2023, 10, 30)),
        ("2023年十一月二十日", (2023, 11, 20)),
        ("不晚于2023年11月", (2023, 11, 30)),
        ("项目于2023年12月底前完成验收", (2023, 12, 31)),
    ],
)
def test_a_deadline_is_its_last_day(text, last):
    found = days_of_target(text, 2023)
    assert found is not None
    assert (found.last, found.is_period) == (date(*last), False)


@pytest.mark.parametrize(
    "text",
    [
        "2023年2月30日", "13月底前", "每月10日前", "比2021年增长", "≤6月", "6月内",
        "2023年任务", "十四五", "全年", "12期", "2023", "2023.12", "去年底前", "≤1季度", "",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert days_of_target(text, 2023) is None


def test_without_a_year_of_the_document_a_date_prints_its_own():
    assert days_of_target("10月31日前", None) is None
    assert days_of_target("2023年10月31日前", None) is not None


@pytest.mark.parametrize(
    "text", ["2023年6月—12月", "6月至12月", "6-12月", "2023.6-2023.12", "2023年6月到2023年12月"]
)
def test_two_dates_are_a_period(text):
    found = days_of_target(text, 2023)
    assert found is not None
    assert (found.first, found.last) == (date(2023, 6, 1), date(2023, 12, 31))
    assert found.is_period


DUE = days_of_target("2023年12月底前完成", 2023)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("已于2023年11月20日完成", (2023, 11, 20), (2023, 11, 20)),
        ("2023年11月", (2023, 11, 1), (2023, 11, 30)),
        ("11月20日", (2023, 11, 20), (2023, 11, 20)),
        ("2023.11", (2023, 11, 1), (2023, 11, 30)),
    ],
)
def test_a_result_has_a_first_and_a_last_day(text, first, last):
    found = days_of_result(text, DUE, 2023)
    assert found is not None
    assert (found.first, found.last) == (date(*first), date(*last))


def test_a_result_before_a_day_has_no_first_one():
    found = days_of_result("2023年11月底前完成", DUE, 2023)
    assert found is not None
    assert (found.first, found.last) == (None, date(2023, 11, 30))


@pytest.mark.parametrize(
    "text",
    ["2023年11月启动", "2023年11月20日完成80%", "截至2023年12月31日未完成", "1月5日", "已完成"],
)
def test_a_result_that_does_not_say_when_it_was_done_is_none(text):
    assert days_of_result(text, DUE, 2023) is None


@given(st.text(st.sampled_from("年月日前底末-./至第一二十季度0123456789"), max_size=16))
def test_any_text_is_a_date_or_none(text):
    found = days_of_target(text, 2023)
    assert found is None or found.first is None or found.operator or found.first <= found.last
