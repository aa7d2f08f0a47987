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


def test_a_numbered_item_with_its_amount_is_no_heading():
    found = told(
        "（二）全市一般公共预算收入执行情况",
        "1、增值税517,804万元，为预算的95.1%，增加48,320万元，增长10.3%。",
        "2、国有资本经营收入256万元，下降5%。",
    )
    assert found == [
        ("whole_region", "增值税", "amount", Decimal(517804), "executed", 2024),
        ("whole_region", "增值税", "completion", Decimal("95.1"), "executed", 2024),
        ("whole_region", "增值税", "growth", Decimal("10.3"), "executed", 2024),
        ("whole_region", "国有资本经营收入", "amount", Decimal(256), "executed", 2024),
        ("whole_region", "国有资本经营收入", "growth", Decimal(-5), "executed", 2024),
    ]


def test_the_budget_what_it_was_changed_to_and_what_was_done_are_three_figures():
    found = told(
        "经市十一届人大二次会议批准，2024年市本级一般公共预算收入年初预算为525,800万元，"
        "调整预算数为530,000万元，实际完成566,579万元，为调整预算的106.9%。"
    )
    assert [(name, number, phase) for _, name, _, number, phase, _ in found] == [
        ("一般公共预算收入", 525800, "approved"),
        ("一般公共预算收入", 530000, "adjusted"),
        ("一般公共预算收入", 566579, "executed"),
        ("一般公共预算收入", Decimal("106.9"), "executed"),
    ]


def test_a_budget_that_is_changed_from_one_amount_to_another_is_both():
    found = told("1．一般公共预算执行情况", "全市平稳，支出预算由3,190万元变动为4,202万元。")
    assert [(name, number, phase) for _, name, _, number, phase, _ in found] == [
        ("一般公共预算支出", 3190, "approved"),
        ("一般公共预算支出", 4202, "adjusted"),
    ]


DRAFT = ("二、2025年全市预算草案", "（一）政府性基金预算")


def test_a_draft_without_names_is_of_its_headings_account():
    found = told(*DRAFT, "收入预算安排97.8亿元，增长3%左右，支出预算安排106.8亿元。")
    assert [(name, number, phase, year) for _, name, _, number, phase, year in found] == [
        ("政府性基金预算收入", Decimal("97.8"), "approved", 2025),
        ("政府性基金预算收入", Decimal(3), "approved", 2025),
        ("政府性基金预算支出", Decimal("106.8"), "approved", 2025),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "专项公用资金支出安排6亿元，收入安排7亿元。",
        "加上上年结转、上级转移支付收入0.6亿元。",
        "过去五年，全市政府性基金预算收入累计完成580亿元。",
        "“十四五”以来，全市政府性基金预算收入累计完成580亿元。",
        "争取上级资金260亿元，其中新增专项债券85亿元。",
        "基本建设支出安排20亿元，其中教育支出2亿元。",
        "全市偿还债务本息61亿元，其中：市本级44亿元。",
    ],
)
def test_what_is_said_of_something_unknown_is_no_line_of_the_account(sentence):
    assert told(*DRAFT, sentence) == []


def test_what_a_paragraph_says_of_level_holds_for_the_next_under_its_heading():
    lines = (
        "（一）一般公共预算执行情况",
        "全市一般公共预算支出完成78亿元。",
        "主要支出项目：教育15.2亿元，增长4.5%；卫生健康支出6.7亿元。",
    )
    found = [(scope, name) for scope, name, measure, *_ in told(*lines) if measure == "amount"]
    assert found[-1] == ("whole_region", "卫生健康支出")


@pytest.mark.parametrize(
    "around",
    [
        "控制在省核定的限额650亿元以内",
        "严格控制在债务限额650亿元之内",
        "保持在上级下达限额650亿元内",
    ],
)
def test_the_limit_of_all_debt_is_told_around_its_balance_alone(around):
    balance = "2023年末全市政府债务余额600亿元，"
    assert [
        number for _, _, _, number, _, _ in told("（五）政府债务情况", f"{balance}{around}。")
    ] == [
        600,
        650,
    ]
    parts = f"{balance}其中：一般债务200亿元、专项债务400亿元，{around}。"
    found = [number for _, _, _, number, _, _ in told("（五）政府债务情况", parts)]
    assert found == [600, 200, 400]


def test_debt_is_told_by_kind_and_by_level():
    found = told(
        "（四）政府债务情况",
        "2024年全市政府债务限额2,445万元，其中市本级798万元。年末政府债务余额2,283万元，"
        "其中：一般债务1,000万元，专项债务1,283万元。",
    )
    assert [(scope, number) for scope, _, _, number, _, _ in found] == [
        ("whole_region", 2445),
        ("own_level", 798),
        ("whole_region", 2283),
        ("whole_region", 1000),
        ("whole_region", 1283),
    ]


def test_funds_keep_their_totals_and_balances_to_themselves():
    found = told(
        "（三）社会保险基金预算执行情况",
        "全市职工医保基金预算总收入完成31亿元，总支出完成23亿元，年末滚存结余51亿元。",
    )
    assert [(name, number) for _, name, _, number, _, _ in found] == [
        ("职工医保基金收入", 31),
        ("职工医保基金支出", 23),
        ("年末滚存结余", 51),
    ]


def test_a_heading_that_names_a_zone_gives_it_the_figures_below():
    found = told("（三）示例高新区预算执行情况", "示例高新区一般公共预算收入完成9.2亿元。")
    assert [(scope, number) for scope, _, _, number, _, _ in found] == [
        ("lower_part", Decimal("9.2"))
    ]


def test_a_side_alone_behind_the_other_sides_total_is_of_the_same_account():
    found = told(
        "（二）政府性基金执行情况", "全市政府性基金预算收入18亿元，增长4%；支出23亿元，增长3%。"
    )
    assert [
        (name, number) for _, name, measure, number, *_ in found if measure == "amount"
    ] == [
        ("政府性基金预算收入", 18),
        ("政府性基金预算支出", 23),
    ]


def test_where_a_document_tells_of_one_level_alone_all_is_of_it():
    lines = ["示例县2024年预算执行情况和2025年预算草案", "二、2025年预算草案"]
    lines += ["（一）一般公共预算", "一般公共预算收入计划55,000万元。", "确保全县收支平衡。"]
    own = [*lines, "县本级收入另行安排。"]
    for text, scopes in ((lines, ["whole_region"]), (own, [])):
        prose = Prose(1, tuple(Line(line, f"line {no}") for no, line in enumerate(text)))
        found = [
            one for records in read_prose([prose]).values() for one in records.region_figures
        ]
        assert [one.scope for one in found] == scopes


def test_what_came_over_years_does_not_refute_a_years():
    lines = (
        "全市一般公共预算收入完成210亿元。",
        "“十四五”以来，全市一般公共预算收入累计完成980亿元。",
    )
    assert [number for *_, number, _, _ in told(*lines)] == [210]


def test_a_side_alone_begins_what_is_said_under_an_accounts_heading():
    found = told("（三）全市国有资本经营预算执行情况", "收入25万元，支出20万元。")
    assert [(name, number) for _, name, _, number, *_ in found] == [
        ("国有资本经营预算收入", 25),
        ("国有资本经营预算支出", 20),
    ]
    assert told("（三）全市国有资本经营预算执行情况", "某公司收入25万元，收入20万元。") == []


def test_a_part_of_a_year_is_no_year():
    assert told("二、2024年上半年全市预算执行情况", "全市一般公共预算收入完成50万元。") == []
    assert told("上半年，全市一般公共预算收入完成50万元。税收收入40万元。") == []


def test_what_a_whole_of_other_money_is_made_of_keeps_its_level():
    found = told("全市一般公共预算总收入900万元，其中地方一般公共预算收入500万元，增长2%。")
    assert [(scope, name, number) for scope, name, _, number, *_ in found] == [
        ("whole_region", "一般公共预算收入", 500),
        ("whole_region", "一般公共预算收入", 2),
    ]


def test_a_numbered_line_under_a_side_is_one_of_its_lines_whatever_its_name():
    heading = "（二）全市政府性基金收入执行情况"
    item = "1、土地收益资金收入30万元，为预算数的121.7%。"
    assert [name for _, name, *_ in told(heading, item)] == ["土地收益资金收入"] * 2
    assert told(heading, "1、土地收益资金收入30万元。") == []


def test_a_sentence_whose_beginning_is_cut_off_is_no_figure():
    proses = [
        Prose(1, tuple(Line(x, x) for x in [*HEADS, "全市平稳，市本级政"])),
        Prose(
            3,
            (Line("元，其中：一般债务余额5万元，期限包括3", "a"), Line("年，余额6万元。", "b")),
        ),
    ]
    assert read_prose(proses) == {}


def test_the_level_of_one_numbered_line_is_not_the_next_ones():
    found = told(
        "二、2024年政府债务情况",
        "1、市本级收入平稳，市本级政府债务余额30万元。",
        "2、政府债务余额50万元。",
    )
    assert [number for *_, number, _, _ in found] == [30]
