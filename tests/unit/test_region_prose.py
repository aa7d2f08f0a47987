"""Sentences of governments' reports: what they leave open is no figure."""

from decimal import Decimal

import pytest

from ingest.documents import Line, Prose
from ingest.region_prose import read_prose

HEADS = ["关于示例市2024年预算执行情况和2025年预算草案的报告", "一、2024年全市预算执行情况"]


def told(*lines):
    """What sentences say below the headings: scope, name, measure, value."""
    text = [Line(line, f"line {no}") for no, line in enumerate([*HEADS, *lines], start=1)]
    records = read_prose([Prose(1, tuple(text))])
    return [
        (one.scope, one.line_name, one.measure, one.number, one.phase, one.fiscal_year)
        for found in records.values()
        for one in found.region_figures
    ]


def test_a_clause_is_a_figure_and_those_behind_it_are_its_rates():
    found = told(
        "全市一般公共预算收入完成1,100万元，为调整预算的110%，比上年增收100万元，下降9.1%。"
    )
    assert found == [
        ("whole_region", "一般公共预算收入", "amount", Decimal(1100), "executed", 2024),
        ("whole_region", "一般公共预算收入", "completion", Decimal(110), "executed", 2024),
        ("whole_region", "一般公共预算收入", "growth", Decimal("-9.1"), "executed", 2024),
    ]


def test_a_sentence_over_two_lines_is_one():
    found = told("全市一般公共预算收入完成1,1", "00万元，增长9%。")
    assert [value for *_, value, _, _ in found] == [1100, 9]


@pytest.mark.parametrize(
    "sentence",
    [
        "示例开发区一般公共预算收入完成30万元，一般公共预算支出完成40万元。",
        "全市一般公共预算收入为1000万元，年底无变动。",
        "全市下达教育资金500万元，安排教育支出300万元。",
        "全省一般公共预算收入完成900万元。",
        "区级一般公共预算收入完成9万元。",
        "预计2025年全市一般公共预算收入完成1,200万元，增长9%。",
    ],
)
def test_what_is_left_open_is_no_figure(sentence):
    assert not [one for one in told("全市财政平稳。", sentence) if one[0] != "whole_region"]
    assert not [one for one in told(sentence) if one[3] in (30, 40, 1000, 300, 500, 9)]


def test_what_two_sentences_say_differently_is_neithers_but_for_rounding():
    exact = "全市一般公共预算收入完成110440万元。"
    assert len(told(exact, "全市一般公共预算收入完成11.04亿元。")) == 2
    assert told(exact, "全市一般公共预算收入完成12亿元。") == []
