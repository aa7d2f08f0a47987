"""Heads with a cell too many or too few."""

import pytest

from ingest.reading import read_document

FUND = """
<p>2023年度国有资本经营预算财政拨款收入支出决算表</p><p>部门：示例市示例国资局 单位：万元</p>
<table><tr><td colspan="2">项目</td><td rowspan="2">年初结转和结余</td>
<td rowspan="2">本年收入</td><td colspan="3">本年支出</td>
<td rowspan="2">年末结转和结余</td></tr>
<tr><td>科目编码</td><td>科目名称</td>{heads}</tr>
<tr><td colspan="2">合计</td><td></td><td>8.00</td><td>8.00</td>{figures}<td></td></tr>
<tr><td>2230105</td><td>示例支出</td><td></td><td>8.00</td><td>8.00</td>{figures}<td></td></tr>
</table>"""
SPENDING = """
<p>2023年度支出决算表</p><p>部门：示例市示例国资局 单位：万元</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td><td>基本支出</td>
<td>项目支出</td><td>上缴上级支出</td><td>经营支出</td><td>对附属单位补助支出</td></tr>
<tr><td></td><td>合计</td><td>8.00</td>{figures}<td></td><td></td><td></td></tr>
<tr><td>2230105</td><td>示例支出</td><td>8.00</td>{figures}<td></td><td></td><td></td></tr>
</table>"""
SOUND = "<td>小计</td><td>基本支出</td><td>项目支出</td>"
ONE_TOO_MANY = "<td>小计</td><td></td><td>基本支出</td><td>项目支出</td>"
ONE_TOO_FEW = "<td>小计</td><td>项目支出</td>"
BASIC, PROJECT = "<td>8.00</td><td></td>", "<td></td><td>8.00</td>"


def read(*tables):
    """Measure and reading of the figures of the fund's table, by measure."""
    page = f"<html><h1>示例市示例国资局2023年度部门决算</h1>{''.join(tables)}</html>"
    rows = read_document(page.encode(), "a.html", "a.html")
    return {
        (row["measure"], row["reading"])
        for row in rows["amounts"]
        if row["form_id"] == "state_capital_appropriations"
    }


def natures(found):
    return {(m, r) for m, r in found if m in ("basic", "project", "personnel", "public")}


def test_a_sound_head_is_taken_as_it_stands():
    found = read(FUND.format(heads=SOUND, figures=PROJECT))
    assert natures(found) == {("project", "as_published")}


@pytest.mark.parametrize("heads", [ONE_TOO_MANY, ONE_TOO_FEW])
def test_a_head_with_another_number_of_cells_than_places_is_not_as_published(heads):
    found = natures(read(FUND.format(heads=heads, figures=PROJECT)))
    assert not {reading for _, reading in found} - {"unreconciled", "realigned"}
    assert ("basic", "realigned") not in found


def test_the_table_of_all_spending_tells_which_column_it_was():
    fund = FUND.format(heads=ONE_TOO_MANY, figures=PROJECT)
    found = read(SPENDING.format(figures=PROJECT), fund)
    assert natures(found) == {("project", "realigned")}
    assert natures(read(fund, SPENDING.format(figures=PROJECT))) == {("project", "realigned")}


def test_a_column_that_the_table_of_all_spending_refutes_is_unreconciled():
    fund = FUND.format(heads=SOUND, figures=BASIC)
    found = read(SPENDING.format(figures=PROJECT), fund)
    assert natures(found) == {("basic", "unreconciled")}


HEAD = "科目编码\t科目名称\t合计\t基本支出\t\t\t项目支出\n\t\t\t{heads}\t\n"
BODY = (
    "208\t社会保障和就业支出\t9.00\t6.00\t5.00\t1.00\t3.00\n"
    "2080505\t养老保险缴费支出\t6.00\t6.00\t5.00\t1.00\t\n"
    "2081001\t儿童福利\t3.00\t\t\t\t3.00\n"
)


def test_the_rows_tell_which_head_was_lost():
    text = "2023年示例市示例民政局部门预算\n\n一般公共预算支出表\n单位：万元\n\n"
    text += HEAD.format(heads="小计\t公用经费\t") + BODY
    rows = read_document(text.encode(), "a.txt", "a.txt")["amounts"]
    assert {
        (row["measure"], row["amount_text"], row["reading"])
        for row in rows
        if row["code_text"] == "2080505" and row["measure"] in ("personnel", "public")
    } == {("personnel", "5.00", "realigned"), ("public", "1.00", "realigned")}


OWN = """
<p>2025年部门收入预算表</p><p>部门：示例市示例国资局 单位：万元</p>
<table><tr><td rowspan="2">单位代码</td><td rowspan="2">单位名称</td>
<td rowspan="2">合计</td><td rowspan="2">一般公共预算</td><td colspan="4">单位资金收入</td></tr>
<tr><td>小计</td><td>事业单位经营收入</td><td>上级补助收入</td><td></td></tr>
<tr><td>105</td><td>示例市示例国资局</td><td>9.00</td><td>4.00</td><td>5.00</td>
<td>3.00</td><td>2.00</td><td></td></tr>
<tr><td colspan="2">合计</td><td>9.00</td><td>4.00</td><td>5.00</td><td>3.00</td><td>2.00</td>
<td></td></tr></table>"""


def test_heads_under_which_one_was_lost_may_be_any_of_the_form_s():
    """The income of institutions can have stood before, and all sums hold then as well."""
    page = f"<html><h1>示例市示例国资局2025年部门预算</h1>{OWN}</html>"
    found = {
        row["amount_text"]: row["reading"]
        for row in read_document(page.encode(), "a.html", "a.html")["amounts"]
    }
    assert found["9.00"] == found["4.00"] == found["5.00"] == "as_published"
    assert found["3.00"] == found["2.00"] == "unreconciled"


GROUP = """
<p>2025年部门一般公共预算支出表</p><p>部门：示例市示例国资局 单位：万元</p>
<table><tr><td colspan="2">项目</td><td colspan="3">一般公共预算支出</td></tr>
<tr><td>科目编码</td><td>科目名称</td><td></td><td>合计</td><td>基本支出</td></tr>
<tr><td></td><td>合计</td><td>{0}.00</td><td>{1}.00</td><td>{2}.00</td></tr>
<tr><td>201</td><td>示例支出</td><td>{0}.00</td><td>{1}.00</td><td>{2}.00</td></tr>
<tr><td>20101</td><td>示例事务</td><td>{0}.00</td><td>{1}.00</td><td>{2}.00</td></tr>
</table>"""


@pytest.mark.parametrize("figures", [(9, 5, 4), (9, 3, 2), (7, 7, 7)])
def test_no_figure_is_as_published_under_a_merged_head_whose_first_place_is_bare(figures):
    page = f"<html><h1>示例市示例国资局2025年部门预算</h1>{GROUP.format(*figures)}</html>"
    rows = read_document(page.encode(), "a.html", "a.html")
    printed = {
        (row["measure"], row["amount_text"]) for row in rows["amounts"]
        if row["reading"] != "unreconciled"
    }  # fmt: skip
    right = {("spending", "9.00"), ("basic", "5.00"), ("project", "4.00")}
    assert printed == (right if figures == (9, 5, 4) else set())
    assert "as_published" not in {row["reading"] for row in rows["amounts"]}


def test_figures_under_a_head_of_names_are_read_by_what_adds_up():
    head = "<td></td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td>"
    body = "".join(
        f"<tr><td>{code}</td><td>示例</td><td>9.00</td><td>5.00</td><td>4.00</td><td></td></tr>"
        for code in ("201", "20101", "2010101")
    )
    page = (
        "<html><h1>示例市示例局2025年部门预算</h1><p>部门支出预算总表</p><p>单位：万元</p>"
        f"<table><tr><td>科目编码</td>{head}</tr>{body}</table></html>"
    )
    rows = read_document(page.encode(), "a.html", "a.html")["amounts"]
    assert {(row["measure"], row["amount_text"], row["reading"]) for row in rows} == {
        ("total", "9.00", "realigned"),
        ("basic", "5.00", "realigned"),
        ("project", "4.00", "realigned"),
    }


def test_a_cell_added_in_the_midst_of_a_merged_head_may_have_pushed_out_the_last():
    """其他收入 would stand over 5.00, were it not for the empty cell before 事业收入."""
    page = """<html><h1>示例市示例国资局2024年部门预算</h1>
    <p>部门收入预算表</p><p>单位：万元</p><table>
    <tr><td rowspan="2">单位代码</td><td rowspan="2">单位名称</td><td rowspan="2">合计</td>
    <td colspan="6">单位资金</td></tr>
    <tr><td>小计</td><td></td><td>事业收入</td><td>事业单位经营收入</td><td>上级补助收入</td>
    <td>附属单位上缴收入</td></tr>
    <tr><td>105001</td><td>示例国资局</td><td>5.00</td><td>5.00</td><td></td><td></td><td></td>
    <td></td><td>5.00</td></tr>
    <tr><td></td><td>合计</td><td>5.00</td><td>5.00</td><td></td><td></td><td></td>
    <td></td><td>5.00</td></tr></table>"""
    rows = read_document(page.encode(), "a.html", "a.html")
    found = {(row["measure"], row["reading"]) for row in rows["amounts"]}
    assert ("affiliate_remittance", "unreconciled") in found
    assert ("affiliate_remittance", "as_published") not in found


UNITS = """
编号\t名称\t合计\t本年收入合计\t\t\t\t\t\t\t\t\t\t\t上年结转结余\t\t\t
\t\t\t小计\t一般公共预算\t政府性基金\t国有资本经营预算\t财政专户管理资金\t单位资金\t\t\t\t\t\t小计\t一般公共预算\t政府性基金\t国有资本经营预算
\t\t\t\t\t\t\t\t小计\t事业收入\t经营收入\t上级补助收入\t附属单位上缴收入\t其他收入\t\t\t\t
{numbers}101\t示例市示例局\t9.00\t9.00\t4.00\t0\t0\t0\t5.00\t0\t0\t0\t0\t5.00\t0\t0\t0\t0
101001\t示例市示例局\t9.00\t9.00\t4.00\t0\t0\t0\t5.00\t0\t0\t0\t0\t5.00\t0\t0\t0\t0
合计\t\t9.00\t9.00\t4.00\t0\t0\t0\t5.00\t0\t0\t0\t0\t5.00\t0\t0\t0\t0
"""


@pytest.mark.parametrize(
    "numbers", ["", "".join(f"{n}\t" for n in range(1, 18)) + "18\n"], ids=["none", "of all"]
)
def test_columns_that_the_form_does_not_know_have_their_heads_too(numbers):
    """A line of numbers that counts the columns of names as well is none of the figures'."""
    table = (
        UNITS.format(numbers=numbers).replace("编号", "单位代码").replace("名称", "单位名称")
    )
    text = f"示例市示例局2024年部门预算\n部门收入总表\n部门：示例市示例局 单位：万元\n{table}"
    rows = read_document(text.encode(), "a.txt", "a.txt")
    found = {(row["measure"], row["amount_text"]) for row in rows["amounts"]}
    assert ("other", "5.00") in found
    assert {row["reading"] for row in rows["amounts"]} == {"as_published"}


@pytest.mark.parametrize("sign", ["—", "……", "×"])
def test_a_column_of_signs_for_nothing_is_one_under_its_head(sign):
    head = ["项目", "行次", "预算数", "调整预算数", "决算数"]
    named = ["（一）支出合计", "2．公务用车购置及运行维护费", "（2）公务用车运行维护费"]
    lines = [[name, str(i + 1), "13.64", "13.64", sign] for i, name in enumerate(named)]
    empty = [["3．公务接待费", "4", sign, sign, sign], ["（1）国内接待费", "5", "—", "—", ""]]
    table = "\n".join("\t".join(row) for row in [head, *lines, *empty])
    title = "一般公共预算财政拨款“三公”经费支出决算表"
    text = f"示例市示例局2023年度部门决算\n{title}\n部门：示例市示例局 单位：万元\n\n{table}\n"
    rows = read_document(text.encode(), "a.txt", "a.txt")
    readings = [(row["measure"], row["reading"]) for row in rows["amounts"]]
    assert readings == [(m, "as_published") for _ in named for m in ("approved", "adjusted")]
