"""Labels around a table: whose it is and of which year."""

import pytest

from ingest.documents import Row
from ingest.labels import department_in, departments, is_of_labels, year_in
from ingest.values import fiscal_years

BODY = "示例市示例区示例局"


@pytest.mark.parametrize(
    "label",
    ["部门：", "单位:", "部门/单位：", "编报单位: ", "部门（单位）名称：", "填报单位（盖章）：",
     "预算部门:", "单位全称：", "编制部门∶",
     "部门、单位：", "部 门：", "公开单位　", "部门名称  ",
     "部门编码及名称：101001"],
)  # fmt: skip
@pytest.mark.parametrize(
    "behind",
    ["", "　　金额单位：万元", "　（单位：元）", " (万元)",
     " 单位：人民币万元", " 2023年度 单位：元",
     "　　【单位：万元】", " 单位（万元）", "　[金额单位：元]", " 单位（人民币万元）",
     " 公开03表", " 编制日期：2024年3月1日", " 填表人：某某", " 币种：人民币　单位：元"],
)  # fmt: skip
def test_a_body_is_named_behind_any_label_and_ends_where_the_next_begins(label, behind):
    assert department_in(f"{label}{BODY}{behind}") == BODY


@pytest.mark.parametrize(
    "text",
    ["金额单位：万元", "单位：元", "单位：万元、个", "单位：平方米", "单位：台",
     "单位：辆、台", "部门预算收支总表", "部门职责：负责全区统计，", "单位名称",
     "主管部门：示例市财政局", "项目单位：示例中心", "部门  合计", "实施单位：示例中心"],
)  # fmt: skip
def test_what_is_no_label_with_a_body_names_none(text):
    assert department_in(text) is None


def test_the_name_stands_in_the_cell_beside_its_label():
    assert list(departments(["单位名称", BODY, "单位：万元"])) == [BODY]
    assert list(departments(["单位名称", "合计", "基本支出"])) == []
    assert list(departments(["部门名称：", "年初预算数"])) == []


def test_a_part_of_a_name_in_brackets_stays_and_a_seal_goes():
    assert department_in(f"部门：{BODY}（本级）") == f"{BODY}(本级)"
    assert department_in(f"部门：{BODY}（盖章）") == BODY


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        ([f"部门：{BODY}", "2023年度", "单位：万元"], "2023"),
        (["单位名称", BODY, "会计年度", "2023"], "2023"),
        (["年度：2023年"], "2023"),
        (["项目", "2022年度", "2023年度"], None),
        (["编制日期：2024年3月1日"], None),
        ([f"部门：{BODY}", "编制日期：2024年3月1日"], None),
        (["2023"], None),
    ],
)
def test_a_year_among_labels_is_the_tables(texts, year):
    assert year_in(texts) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年度部门决算", ("2023",)),
        ("2023部门预算公开", ("2023",)),
        ("会计年度：2023", ("2023",)),
        ("二〇二三年度部门决算", ("2023",)),
        ("2025年1-6月预算执行情况", ("2025",)),
        ("部门决算 2024年8月", ()),
        ("二〇二四年八月", ()),
        ("编制日期：2024年3月1日", ()),
        ("填报时间：2024年", ()),
        ("发布日期：2024-08-30", ()),
        ("W020240830", ()),
    ],
)
def test_a_date_is_no_fiscal_year(text, years):
    assert fiscal_years(text) == years


@pytest.mark.parametrize(
    ("cells", "is_labels"),
    [
        (["单位名称", BODY, "", "单位：万元"], True),
        ([f"部门：{BODY}", "", "2023年度", "公开03表"], True),
        (["单位名称", "合计", "基本支出", "项目支出"], False),
        (["项目名称", "主管部门", "预算数"], False),
        (["101001", BODY, "12.00"], False),
    ],
)
def test_a_row_of_labels_is_no_header(cells, is_labels):
    assert is_of_labels(Row(tuple(cells), ("",) * len(cells))) is is_labels
