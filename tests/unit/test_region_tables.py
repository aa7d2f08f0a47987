"""Tables of whole areas: titles, the roles of columns, the lines of the tree."""

from decimal import Decimal

import pytest

from ingest.documents import Grid, Line, Prose, Row
from ingest.form import load_forms
from ingest.government import (
    Area,
    area_of,
    is_government,
    part_headings,
    with_whole_titles,
    year_of,
)
from ingest.reading import read_document
from ingest.region_columns import roles_of, with_bases_of_figures
from ingest.region_order import Line as OrderedLine
from ingest.region_order import by_codes
from ingest.region_titles import level_of, place_in, read_title, years_by_phase
from ingest.values import number


@pytest.mark.parametrize(
    ("title", "side", "scope", "place", "years"),
    [
        ("2025年示例市一般公共预算收入执行情况表", "revenue", "whole_region", "示例市",
         {"executed": 2025}),
        ("2026年市级一般公共预算支出草案表(按功能分类)", "expenditure", "own_level", None,
         {"approved": 2026}),
        ("二○二五年全市政府性基金预算收入执行情况表", "revenue", "whole_region", None,
         {"executed": 2025}),
        ("2024年自治区一般公共预算支出决算表", "expenditure", "whole_region", None,
         {"final": 2024}),
        ("全市及市本级一般公共预算收入表", "revenue", None, None, {}),
    ],
)  # fmt: skip
def test_a_title_says_side_level_place_and_years(title, side, scope, place, years):
    said = read_title(title)
    assert (said.side, said.scope, said.place, said.years) == (side, scope, place, years)


def test_the_part_of_the_document_says_the_level_where_the_title_names_the_place_alone():
    title = "2022年示例省政府性基金支出决算表"
    assert read_title(title, "第三部分 示例省本级财政决算报表").scope == "own_level"
    assert read_title(title, "第二部分 示例省财政决算报表").scope == "whole_region"


def test_a_place_is_named_with_its_part_and_a_level_alone_is_none():
    assert place_in("2024年示例市东示例区一般公共预算收入表") == "示例市东示例区"
    assert place_in("2024年示例市市本级一般公共预算收入表") == "示例市"
    assert place_in("2024年自治区一般公共预算收入表") is None
    assert level_of("2024年各级财政") is None


def test_the_number_of_a_table_is_no_part_of_its_year():
    assert years_by_phase("2.19 2022 年示例省社会保险基金收入决算表") == {"final": 2022}
    assert place_in("关于示例市2024年全市和市本级预算执行情况") == "示例市"


def test_a_report_on_two_years_names_each_with_its_phase():
    title = "关于示例市2024年预算执行情况和2025年预算草案的报告"
    assert years_by_phase(title) == {"executed": 2024, "approved": 2025}


HEADS = {
    1: ("2024年决算数",),
    2: ("2025年预算数",),
    3: ("2025年调整预算数",),
    4: ("2025年执行数", "金额"),
    5: ("2025年执行数", "占调整预算"),
    6: ("2025年执行数", "比上年增长"),
}


def test_columns_have_their_roles_from_words_in_any_order():
    title = read_title("2025年示例市一般公共预算收入执行情况表")
    roles = roles_of(HEADS, title, "revenue")
    said = {at: (role.measure, role.phase, role.year) for at, role in roles.items()}
    assert said == {
        1: ("amount", "final", 2024),
        2: ("amount", "approved", 2025),
        3: ("amount", "adjusted", 2025),
        4: ("amount", "executed", 2025),
        5: ("completion", "executed", 2025),
        6: ("growth", "executed", 2025),
    }
    assert (roles[5].base_phase, roles[5].base_column) == ("adjusted", 3)
    assert (roles[6].base_year, roles[6].base_column) == (2024, 1)
    turned = {7 - at: path for at, path in HEADS.items() if at < 5}
    mirrored = roles_of(turned, title, "revenue")
    assert {7 - at: (r.measure, r.phase, r.year) for at, r in mirrored.items()} == {
        at: what for at, what in said.items() if at < 5
    }


def test_what_is_completed_may_be_named_before_what_it_is_of():
    heads = {1: ("2025年预算数",), 2: ("2025年完成数",), 3: ("完成数为预算数的%",)}
    title = read_title("2025年示例市一般公共预算收入执行情况表")
    rate = roles_of(heads, title, "revenue")[3]
    assert (rate.measure, rate.base_phase, rate.of_column, rate.base_column) == (
        *("completion", "approved", 2, 1),
    )


def test_a_head_with_an_unknown_word_is_no_column():
    title = read_title("2025年示例市国有资本经营预算支出预算表")
    roles = roles_of({1: ("2025年预算数",), 2: ("风险程度",)}, title, "expenditure")
    assert list(roles) == [1]


def test_figures_say_which_amounts_a_rate_is_over_and_refute_one_that_is_of_none():
    title = read_title("2025年示例市一般公共预算支出预算表")
    heads = {1: ("2024年预算数",), 2: ("2024年执行数",), 3: ("2025年预算数",), 4: ("增长%",)}
    roles = roles_of(heads, title, "expenditure")
    texts = [("100", "80", "88", "10.0"), ("50", "40", "50", "25.0"), ("30", "20", "21", "5.0")]
    rows = [{i: number(text) for i, text in enumerate(row, start=1)} for row in texts]
    assert with_bases_of_figures(roles, rows)[4].base_column == 2
    wrong = [{**row, 4: number("77.7")} for row in rows]
    assert 4 not in with_bases_of_figures(roles, wrong)


REPORT = """示例市2024年财政决算

2024年示例市一般公共预算收入决算表

单位：万元

项目\t预算数\t决算数\t为预算%
一、税收收入\t100\t110\t110.0
增值税\t60\t70\t116.7
其他税收收入\t40\t40\t100.0
二、非税收入\t50\t60\t120.0
专项收入\t20\t30\t150.0
本年收入合计\t150\t170\t113.3
上级补助收入\t10\t10\t100.0
调入资金\t\t\t
不知名的行\t5\t5\t100.0
收入总计\t160\t180\t112.5
"""


def _read(text):
    return read_document(text.encode(), "a.txt", "a.txt")


def borne_out(heads, *texts):
    """The roles that words and figures give, with what each is of and over."""
    title = read_title("2025年示例市一般公共预算收入决算表")
    rows = [{i: number(text) for i, text in enumerate(row, start=1)} for row in texts]
    roles = with_bases_of_figures(roles_of(heads, title, "revenue"), rows)
    return {
        at: (role.measure, role.phase, role.year, role.of_column, role.base_column)
        for at, role in roles.items()
        if role.measure != "amount"
    }


def test_what_grew_since_last_year_is_this_years_wherever_last_years_column_stands():
    heads = {
        1: ("决算数",),
        2: ("上年决算数",),
        3: ("比上年增减额",),
        4: ("比上年增减%",),
        5: ("决算数为上年决算数的%",),
    }
    assert borne_out(heads, ("110", "100", "10", "10.0", "110.0")) == {
        3: ("change_yuan", "final", 2025, 1, 2),
        4: ("growth", "final", 2025, 1, 2),
        5: ("completion", "final", 2025, 1, 2),
    }


def test_a_change_may_be_called_so_in_brackets():
    heads = {
        1: ("2025年预算",), 2: ("2025年决算",), 3: ("2024年决算",),
        4: ("2025年决算比2024年决算(增减额)",), 5: ("2025年决算比2025年预算(增减额)",),
    }  # fmt: skip
    assert borne_out(heads, ("30", "20", "25", "-5", "-10")) == {
        4: ("change_yuan", "final", 2025, 2, 3),
        5: ("change_yuan", "final", 2025, 2, 1),
    }


def test_figures_say_what_a_change_is_whose_head_does_not():
    heads = {1: ("2024年决算数",), 2: ("2025年决算数",), 3: ("增减",)}
    assert borne_out(heads, ("100", "110", "10")) == {3: ("growth", "final", 2025, 2, 1)}
    assert borne_out(heads, ("200", "210", "10"))[3][0] == "change_yuan"
    assert borne_out(heads, ("200", "210", "77")) == {}
    assert borne_out({1: ("预算数", "年初预算"), 2: ("预算数", "增减变动")}, ("100", "5")) == {}


def test_what_a_budget_was_changed_by_is_no_adjusted_budget():
    title = read_title("2025年示例市一般公共预算收入预算变动情况表")
    heads = {1: ("年初预算数",), 2: ("预算调整数",), 3: ("调整预算数",), 4: ("决算数",)}
    assert list(roles_of(heads, title, "revenue")) == [1, 3, 4]
    assert list(roles_of({1: ("年初预算数",), 2: ("预算调整数",)}, title, "revenue")) == [1, 2]


def figures(*lines):
    found = read_document("\n".join(lines).encode(), "a.txt", "a.txt")
    return [
        (one["line_name"], one["parent_line_no"], one["level"], one["number"], one["column_no"])
        for one in found["region_figures"]
    ]


def test_a_long_list_in_groups_side_by_side_is_one_list():
    found = figures(
        "示例市2022年财政决算",
        "2022年示例市一般公共预算收入决算表",
        "单位：万元",
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数",
        "101\t税收收入\t490\t10109\t城市维护建设税\t190",
        "10101\t增值税\t300\t103\t非税收入\t230",
    )
    assert found == [
        ("税收收入", None, 1, 490, 3),
        ("增值税", 1, 2, 300, 3),
        ("城市维护建设税", 1, 2, 190, 6),
        ("非税收入", None, 1, 230, 6),
    ]


def test_a_line_that_does_not_apply_is_no_head():
    found = figures(
        "示例市2023年预算执行情况和2024年预算草案的报告",
        "2023年示例市社会保险基金收入执行情况表",
        "单位：万元",
        "项目\t2023年执行数\t2024年预算数",
        "企业职工基本养老保险基金\t×\t×",
        "失业保险基金\t10\t11",
    )
    assert [(name, number) for name, _, _, number, _ in found] == [
        ("失业保险基金", 10),
        ("失业保险基金", 11),
    ]


FUNDS = """示例市2026年预算草案

2026年示例市社会保险基金收入预算表

单位：万元

项目	2026年预算数
一、企业职工基本养老保险基金收入	100
其中：保险费收入	50
上级补助收入	45
其中：全国统筹调剂资金收入	40
利息收入	5
二、失业保险基金收入	30
其中：保险费收入	20
利息收入	2
收入合计	130
上级补助收入	7
一、返还性收入	3
"""


def test_each_fund_of_social_insurance_is_revenue_whatever_the_one_before_was_granted():
    rows = _read(FUNDS)["region_figures"]
    sides = [(row["line_name"], row["side"], row["parent_line_no"]) for row in rows]
    assert sides == [
        ("企业职工基本养老保险基金收入", "revenue", None),
        ("保险费收入", "revenue", 1),
        ("上级补助收入", "transfer_in", 1),
        ("全国统筹调剂资金收入", "transfer_in", None),
        ("利息收入", "revenue", 1),
        ("失业保险基金收入", "revenue", None),
        ("保险费收入", "revenue", None),
        ("利息收入", "revenue", None),
        ("收入合计", "revenue", None),
        ("上级补助收入", "transfer_in", None),
        ("返还性收入", "transfer_in", None),
    ]


def test_a_line_without_number_is_a_part_only_where_its_siblings_add_up():
    lines = {row["line_name"]: row for row in _read(REPORT)["region_figures"]}
    assert [lines[n]["level"] for n in ("税收收入", "增值税", "其他税收收入")] == [1, 2, 2]
    assert lines["增值税"]["is_leaf"] is True
    assert (lines["专项收入"]["level"], lines["专项收入"]["is_leaf"]) == (None, None)


def ordered(*printed):
    """The parents (by code) and levels of lines of code and name."""
    lines = {
        number: OrderedLine(
            number, name, name, code, "expenditure", None, None, is_of_which=False
        )
        for number, (code, name) in enumerate(printed, start=1)
    }
    placed = by_codes(lines)
    return [
        (lines[line.parent_line_no].code if line.parent_line_no else None, line.level)
        for line in placed.values()
    ]


def test_what_is_granted_is_not_all_that_is_transferred():
    """Beside 230 stands 补助下级支出: what goes up or is kept is no part of it."""
    granted = [("230", "补助下级支出"), ("23001", "返还性支出"), ("23006", "上解上级支出"),
               ("2300601", "体制上解支出"), ("23009", "年终结余")]  # fmt: skip
    assert ordered(*granted) == [(None, 1), ("230", 2), (None, 1), ("23006", 2), (None, 1)]
    all_of_them = [("230", "转移性支出"), *granted[1:]]
    assert ordered(*all_of_them) == [
        *((None, 1), ("230", 2), ("230", 2), ("23006", 3), ("230", 2))
    ]


def test_a_code_that_stands_twice_is_no_part_of_a_line_far_above():
    """The second 20598 is misprinted below 210, and 205 is not the larger for it."""
    lines = [("205", "教育支出"), ("20598", "特别国债安排的支出"), ("210", "卫生健康支出"),
             ("20598", "特别国债安排的支出"), ("212", "城乡社区支出")]  # fmt: skip
    assert ordered(*lines) == [(None, 1), ("205", 2), (None, 1), (None, 2), (None, 1)]


def test_what_stands_below_the_total_is_beside_the_account_and_what_is_unknown_not_taken():
    rows = _read(REPORT)
    lines = {row["line_name"]: row for row in rows["region_figures"]}
    assert lines["上级补助收入"]["side"] == "transfer_in"
    assert [lines[n]["total_kind"] for n in ("本年收入合计", "收入总计")] == ["own", "grand"]
    assert "不知名的行" not in lines
    assert {row["reason_code"] for row in rows["untaken"]} == {"unknown_row"}


def test_no_department_and_no_amount_of_one_comes_out_of_a_governments_document():
    rows = _read(REPORT)
    (document,) = rows["documents"]
    assert document["document_kind"] == "government"
    assert (document["year_text"], document["region_text"]) == ("2024", "示例市")
    assert document["department_text"] is None
    assert rows["amounts"] == []


def test_a_table_of_several_areas_is_not_read_as_one():
    text = REPORT.replace("项目\t", "地区\t")
    assert not _read(text)["region_figures"]


IN_PARTS = """示例县2024年财政决算

2024年示例县一般公共预算支出决算表

单位：万元

科目编码\t科目编码\t科目编码\t科目名称\t决算数
201\t\t\t一般公共服务支出\t1200
\t01\t\t人大事务\t1200
\t\t01\t行政运行\t1200
205\t02\t01\t学前教育\t300
"""


def test_a_code_in_three_columns_is_one_and_takes_what_it_leaves_blank_from_above():
    lines = {row["line_name"]: row for row in _read(IN_PARTS)["region_figures"]}
    codes = {name: row["code_text"] for name, row in lines.items()}
    assert codes == {
        "一般公共服务支出": "201",
        "人大事务": "20101",
        "行政运行": "2010101",
        "学前教育": "2050201",
    }
    assert lines["行政运行"]["level"] == 3


WITHOUT_LEVEL = """2025年度示例市政府预算公开

2025年一般公共预算收入预算表

单位：万元

项目\t上年执行数\t预算数
税收收入\t80\t90
收入合计\t80\t90
"""


def test_a_title_that_names_no_level_is_of_the_documents():
    rows = _read(WITHOUT_LEVEL)
    assert {row["scope"] for row in rows["region_figures"]} == {"whole_region"}
    assert next(iter(rows["documents"]))["region_text"] == "示例市"
    own = _read(WITHOUT_LEVEL.replace("示例市政府预算", "示例市本级政府预算"))
    assert {row["scope"] for row in own["region_figures"]} == {"own_level"}
    both = _read(WITHOUT_LEVEL.replace("示例市政府预算", "全市和市本级政府预算"))
    assert {row["scope"] for row in both["region_figures"]} == {None}


def test_a_table_may_be_called_by_its_year_without_the_word_for_table():
    title = "示例市2025年一般公共预算收入执行情况和2026年预算(草案)"
    text = WITHOUT_LEVEL.replace("2025年一般公共预算收入预算表", title)
    text = text.replace("上年执行数\t预算数", "2025年执行数\t2026年预算数")
    assert len(_read(text)["region_figures"]) == 4


WITHOUT_YEAR = """示例市2024年政府决算

一般公共预算收入决算表

单位：万元

项目\t预算数\t决算数
税收收入\t80\t90
"""


def test_a_title_without_a_year_is_of_the_documents_one_year_and_its_file_may_say_it():
    found = {(r["phase"], r["fiscal_year"]) for r in _read(WITHOUT_YEAR)["region_figures"]}
    assert found == {("approved", 2024), ("final", 2024)}
    _, _, table = WITHOUT_YEAR.partition("\n\n")
    rows = read_document(table.encode(), "a.txt", "/示例市2024年财政决算/a.txt")
    said = {(r["phase"], r["fiscal_year"], r["scope"]) for r in rows["region_figures"]}
    assert said == {("approved", 2024, "whole_region"), ("final", 2024, "whole_region")}


CODED = """示例县2025年县级一般公共预算支出表

单位：万元

科目\t预算数
201一般公共服务支出\t1200
20101人大事务\t1200
2010101行政运行\t1200
"""


def test_a_code_may_stand_before_the_name_in_its_cell():
    lines = [
        (r["code_text"], r["line_name"], r["level"]) for r in _read(CODED)["region_figures"]
    ]
    assert lines == [
        ("201", "一般公共服务支出", 1),
        ("20101", "人大事务", 2),
        ("2010101", "行政运行", 3),
    ]


LEVELS_ACROSS = """云省2025年一般公共预算收入执行情况表　　单位：亿元

项目\t全省/2025年执行数\t省级/2025年执行数\t全省/比上年同口径±%
税收收入\t6100.2\t1230.0\t3.5
"""


def test_levels_may_stand_across_and_a_unit_beside_the_title_names_no_body():
    rows = _read(LEVELS_ACROSS)
    assert next(iter(rows["documents"]))["document_kind"] == "government"
    found = [(r["scope"], r["measure"], r["number"]) for r in rows["region_figures"]]
    assert found == [
        ("whole_region", "amount", Decimal("6100.2")),
        ("own_level", "amount", Decimal("1230.0")),
        ("own_level", "growth_comparable", Decimal("3.5")),
    ]


GRANTED = """示例省2026年预算草案

2026年省对市县专项转移支付分项目预算表

单位：万元

项目\t2026年预算数
合计\t320
教育专项资金\t320
"""


def test_what_a_government_grants_to_those_below_is_paid_whatever_its_items_are_called():
    found = {(r["side"], r["scope"]) for r in _read(GRANTED)["region_figures"]}
    assert found == {("transfer_out", "lower_levels")}


ISSUED = """示例市2025年财政决算

2025年示例市地方政府债券发行情况表（分地区）

单位：万元

地区	一般债券合计	其中：		专项债券合计	其中：
		新增债券	再融资债券		新增债券	再融资债券
全市	70	30	40	90	50	41
市本级	20	10	10	30	20	11
示例县	50	20	30	60	30	30
"""


def test_what_stands_under_of_which_is_of_the_kind_of_debt_at_its_left():
    read = _read(ISSUED)
    whole = {
        row["column_item"]: int(row["number"])
        for row in read["region_figures"]
        if row["scope"] == "whole_region"
    }
    assert whole == {
        "general issued": 70, "general issued_new": 30, "general issued_refinancing": 40,
        "special issued": 90, "special issued_new": 50, "special issued_refinancing": 41,
    }  # fmt: skip
    assert not read["untaken"]


SHARED = """<html><body><h1>示例市2026年预算草案</h1>
<p>2026年示例省提前下达示例市一般性转移支付明细表</p><p>单位：万元</p>
<table>
<tr><th>预算科目</th><th>预算总额</th><th>项目明细</th></tr>
<tr><td>合计</td><td>830</td><td></td></tr>
<tr><td rowspan="2">均衡性转移支付收入</td><td rowspan="2">100</td><td>提前下达数</td></tr>
<tr><td>奖励资金</td></tr>
<tr><td rowspan="3">结算补助收入</td><td>600</td><td>{}</td></tr>
<tr><td>80</td><td>选调生补助资金</td></tr>
<tr><td>50</td><td>社区工作者报酬</td></tr>
</table>"""


def _named(html):
    read = read_document(html.encode(), "a.html", "a.html")
    figures = {r["line_name"]: int(r["number"]) for r in read["region_figures"]}
    return figures, [row["text"] for row in read["untaken"]]


HANDED = """示例市2026年预算草案

{}

单位：万元

科目	金额
合计	59
其他风沙荒漠治理支出	9
公路建设	50
"""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "2026年自治区提前下达示例市专项转移支付明细表",
            ("transfer_in", "whole_region", "示例市"),
        ),
        (
            "2026年提前下达东示例区专项转移支付明细表",
            ("transfer_in", "whole_region", "东示例区"),
        ),
        ("2026年省下达我市专项转移支付明细表", ("transfer_in", "whole_region", None)),
        ("2026年示例市下达各县区专项转移支付明细表", ("transfer_out", "lower_levels", None)),
    ],
)
def test_who_gets_what_is_handed_down_is_said_by_the_title(title, said):
    found = {
        (row["side"], row["scope"], row["place_text"])
        for row in _read(HANDED.format(title))["region_figures"]
    }
    assert found == {said}


def test_amounts_that_share_a_name_are_of_its_parts_each_and_none_is_all_of_it():
    figures, untaken = _named(SHARED.format("补助基数"))
    assert figures == {
        "合计": 830, "均衡性转移支付收入": 100, "结算补助收入/补助基数": 600,
        "结算补助收入/选调生补助资金": 80, "结算补助收入/社区工作者报酬": 50,
    }  # fmt: skip
    assert untaken == []


def test_amounts_that_share_a_name_and_say_nothing_else_are_nobody_knows_whose():
    figures, untaken = _named(SHARED.format(""))
    assert figures == {"合计": 830, "均衡性转移支付收入": 100}
    assert untaken == ["600", "80", "50"]


def test_places_of_two_letters_and_lists_by_place_are_told_apart():
    assert place_in("丰县2025年县级一般公共预算支出表") == "丰县"
    assert place_in("2025年云河省分地区转移支付预算表") == "云河省"
    assert place_in("全县2025年一般公共预算") is None


CONTENTS = ["第一部分 说明", "第二部分 全省报表", "第三部分 省本级报表"]


def test_a_part_begins_where_it_is_named_last_not_in_the_contents():
    blocks = [
        Prose(1, tuple(Line(text, f"page 1 line {i}") for i, text in enumerate(CONTENTS))),
        Prose(2, (Line("第一部分 说明", "page 2"), Line("第二部分 全省报表", "page 3"))),
        Prose(5, (Line("第三部分 省本级报表", "page 9"),)),
    ]
    assert part_headings(blocks) == {2: "第二部分全省报表", 5: "第三部分省本级报表"}


ITEMS_ACROSS = """示例省2026年预算草案

2026年省级“三公”经费预算表

单位：万元

合计\t因公出国（境）费\t公务用车/小计\t公务用车/购置费\t公务接待费
5000\t500\t4000\t1000\t500
"""


def test_items_that_stand_across_over_one_row_are_lines():
    found = [
        (row["row_no"], row["column_no"], row["line_name"], row["number"], row["total_kind"])
        for row in _read(ITEMS_ACROSS)["region_figures"]
    ]
    assert found == [
        (2, 1, "合计", 5000, "own"),
        (2, 2, "因公出国(境)费", 500, None),
        (2, 3, "公务用车/小计", 4000, None),
        (2, 4, "公务用车/购置费", 1000, None),
        (2, 5, "公务接待费", 500, None),
    ]


INSURED = """示例省2023年财政决算

2023年全省社会保险基金决算情况表

单位：亿元

项目\t收入\t支出\t本年收支结余\t年末滚存结余
失业保险基金\t110\t99\t11\t300
"""


def test_what_is_left_of_a_fund_may_stand_in_columns():
    found = [
        (r["side"], r["column_item"], r["number"]) for r in _read(INSURED)["region_figures"]
    ]
    assert found == [
        ("revenue", None, 110),
        ("expenditure", None, 99),
        ("balance", "本年收支结余", 11),
        ("balance", "年末滚存结余", 300),
    ]


LIMITS = """示例省2025年预算草案

2024年地方政府债务限额及余额情况表

单位：亿元

地区\t债务限额\t债务余额
示例省\t9000\t8800
省本级\t2000\t1900
甲市\t7000\t6900
"""


def test_debt_of_a_year_before_the_draft_is_what_was_done():
    found = [(row["phase"], row["scope"]) for row in _read(LIMITS)["region_figures"]]
    assert set(found) == {
        ("executed", "whole_region"),
        ("executed", "own_level"),
        ("executed", "lower_part"),
    }


def test_a_table_of_whole_numbers_that_no_line_takes_is_not_called_empty():
    text = LIMITS.replace("债务限额\t", "债券期限说明\t").replace("债务余额\n", "债券评级\n")
    found = [row for row in _read(text)["outcomes"] if row["form_id"] == "region_debt"]
    assert found
    assert not [row for row in found if row["status"] == "empty_declared"]


def test_parts_that_a_document_lists_say_whose_they_are_and_at_last_its_file_does():
    listed = "分地区为：市本级20万元，甲县30万元，乙县10万元，丙区-5万元，高新区3万元。"
    assert area_of([_prose("2024年全市决算说明", listed)], load_forms()) == Area(
        "甲县、乙县、丙区", "parts"
    )
    few = _prose("2024年全市决算说明", "其中：甲县30万元，乙县10万元。")
    assert area_of([few], load_forms()).source is None
    named = area_of([few], load_forms(), ("2024年决算", "示例市财政决算"))
    assert named == Area("示例市", "folder")


def _prose(*texts):
    return Prose(1, tuple(Line(text, f"line {i}") for i, text in enumerate(texts, start=1)))


def _grid(*before):
    cells = ("项目", "2024年决算数")
    lines = tuple(Line(text, f"line {i}") for i, text in enumerate(before, start=1))
    return Grid(2, (Row(cells, cells), Row(("合计", "1"), ("a", "b"))), before=lines)


@pytest.mark.parametrize(
    ("title", "is_of_area"),
    [
        ("关于示例市2024年财政决算的报告", True),
        ("2019年全市及市本级决算草案的说明", True),
        ("示例市2024年预算执行情况和2025年预算草案", True),
        ("示例市财政局2024年度部门决算", False),
        ("示例市示例局2024年部门预算执行情况", False),
        ("示例市市级部门预算", False),
        ("示例中学2024年度决算公开", False),
    ],
)
def test_a_title_says_whether_a_document_is_a_governments(title, is_of_area):
    assert is_government([_prose(title)], load_forms()) is is_of_area


def test_tables_say_it_where_no_title_does():
    blocks = [_prose("目录"), _grid("2024年全市一般公共预算收入决算表")]
    assert is_government(blocks, load_forms())
    assert year_of(blocks, load_forms()) == ("2024", "title")
    assert area_of([_prose("来源：示例市财政局")], load_forms()).source == "publisher"


def test_a_title_over_two_lines_is_one():
    grid = _grid("2.5 2024年示例省一般公共预算支出", "功能分类决算表", "单位：万元")
    (joined,) = with_whole_titles([grid])
    assert joined.before[0].text == "2.5 2024年示例省一般公共预算支出功能分类决算表"
    assert joined.before[0].place == "line 1"


def test_letters_that_bold_print_sets_twice_stand_once():
    lines = (Line("表十：2025年示例省对各各地地转转移移支支付付预预算算表表", "page 3 line 1"),)
    (grid,) = with_whole_titles([Grid(1, (), before=lines)])
    assert grid.before[0].text == "表十：2025年示例省对各地转移支付预算表"


def test_a_column_that_ran_together_in_one_cell_is_no_amount_and_is_said():
    data = (
        "示例省示例市\n2024年一般公共预算收入决算表\n单位：万元\n"
        "项目\t2024年决算数\n税收收入\t80\n增值税\t191956068643249620167105492\n"
        "非税收入\t20\n本年收入合计\t100\n"
    ).encode()
    rows = read_document(data, "a.txt", "a.txt")
    assert [row["number_text"] for row in rows["region_figures"]] == ["80", "20", "100"]
    (left,) = rows["untaken"]
    assert (left["reason_code"], left["text"], left["amount"]) == (
        *("unreadable_figure", "191956068643249620167105492", None),
    )
