"""What a document says of itself, from its first lines."""

import io

import pytest
import xlsxwriter

from ingest.about import describe
from ingest.form import load_forms
from ingest.readers import workbook
from ingest.reading import read_document


def test_a_sheets_name_is_no_part_of_the_title():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公开表")
        sheet.write(0, 0, "2023年曲靖市示例统计局关于重点项目绩效评价结果的说明")
        sheet.write(1, 0, "2023年，我局对三个项目开展了评价。")
    about = describe(workbook.read(made.getvalue()).blocks, (), load_forms())
    assert about.title == "2023年曲靖市示例统计局关于重点项目绩效评价结果的说明"
    assert about.department_text == "曲靖市示例统计局"


COLUMNS = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
COLUMNS += ["上缴上级支出", "经营支出", "对附属单位补助支出"]
HEAD = "<tr><td>" + "<td>".join(COLUMNS)
ROWS = (
    "<tr><td><td>合计<td>5.00<td>3.00<td>2.00<td><td><td>"
    "<tr><td>2010101<td>行政运行<td>3.00<td>3.00<td><td><td><td>"
    "<tr><td>2010104<td>人大会议<td>2.00<td><td>2.00<td><td><td>"
)
TABLE = f"<table>{HEAD}{ROWS}</table>"
NAME = "示例市示例区示例局"
LABELS = f"<p>部门：{NAME}　单位：万元</p>"


def said(body, name="x.html"):
    """The document's row, the years of its amounts, the details of its outcomes."""
    rows = read_document(f"<html><body>{body}</body></html>".encode(), name, name)
    details = [outcome["detail"] for outcome in rows["outcomes"] if outcome["detail"]]
    return rows["documents"][0], {row["year_text"] for row in rows["amounts"]}, details


@pytest.mark.parametrize(
    ("body", "year", "source"),
    [
        (f"<p>{NAME}部门决算</p><p>2023年度支出决算表</p>{LABELS}{TABLE}", "2023", "title"),
        (f"<p>{NAME}2023年度部门决算</p><p>支出决算表</p>{LABELS}{TABLE}", "2023", "title"),
        (f"<p>支出决算表</p><p>部门：{NAME} 2023年度 单位：元</p>{TABLE}", "2023", "text"),
        (f"<p>决算年度：2023</p><p>支出决算表</p>{LABELS}{TABLE}", "2023", "text"),
        (f"<p>支出决算表</p>{LABELS}{TABLE}<p>2023年度收入增加。</p>", "2023", "text"),
        (f"<p>{NAME}部门决算</p><p>2024年8月</p><p>支出决算表</p>{LABELS}{TABLE}", None, None),
        (f"<p>编制日期：2024年3月1日</p><p>支出决算表</p>{LABELS}{TABLE}", None, None),
        (
            f'<p><a href="x">2022年度部门决算</a></p><p>支出决算表</p>{LABELS}{TABLE}',
            None,
            None,
        ),
    ],
)
def test_the_year_is_the_nearest_that_is_stated_and_never_a_date(body, year, source):
    document, years, _ = said(body)
    assert (document["year_text"], document["year_source"]) == (year, source)
    assert years == {year}
    assert document["department_text"] == NAME


def test_the_files_name_is_the_last_evidence_and_marked():
    body = f"<p>支出决算表</p>{LABELS}{TABLE}"
    document, years, _ = said(body, f"{NAME}2023年度部门决算.html")
    assert (years, document["year_source"]) == ({"2023"}, "file_name")
    assert said(body, "W020240830.html")[1] == {None}


def test_a_file_called_by_another_year_says_so():
    body = f"<p>{NAME}2023年度部门决算</p><p>支出决算表</p>{LABELS}{TABLE}"
    doubt = "the file's name says 2022, the document 2023"
    assert doubt in said(body, "2022年决算.html")[2]
    assert not any("name" in detail for detail in said(body, "2024年公开2023年决算.html")[2])


def test_a_table_of_another_year_than_the_title_says_so():
    body = f"<p>{NAME}2022年度部门决算</p><p>2023年度支出决算表</p>{LABELS}{TABLE}"
    _, years, details = said(body)
    assert years == {"2023"}
    assert details[-1] == "the table is of 2023, the document's title says 2022"


def test_each_sheet_is_of_the_year_that_it_is_called_by():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for year in ("2022", "2023"):
            sheet = book.add_worksheet(f"{year}年支出决算")
            rows = [["支出决算表"], ["单位名称", NAME, "", "单位：万元"]]
            rows += [COLUMNS]
            rows += [["", "合计", f"{year[3]}.00", f"{year[3]}.00", ""]]
            rows += [["2010101", "行政运行", f"{year[3]}.00", f"{year[3]}.00", ""]]
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    landed = read_document(made.getvalue(), "x.xlsx", "x.xlsx")
    found = {(row["year_text"], row["amount"]) for row in landed["amounts"]}
    assert found == {("2022", 2), ("2023", 3)}
    assert {row["department_text"] for row in landed["amounts"]} == {NAME}


def test_what_is_said_of_the_page_is_no_title():
    document, _, _ = said(
        f"<p>发布日期：2024-08-30</p><p>{NAME}2023年度部门决算</p><p>支出决算表</p>{LABELS}{TABLE}"
    )
    assert document["title"] == f"{NAME}2023年度部门决算"


_TOLD = (
    "一、项目名称\n古籍修缮经费\n二、立项依据\n按照职责设立。\n三、项目实施单位\n"
    "单位名称：示例市图书馆\n四、资金安排情况\n年度资金总投入160.00万元。\n"
    "五、项目绩效目标表\n{label}\n\n一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\n"
    "产出指标\t数量指标\t修缮数量\t>=\t57\t册\n"
)


@pytest.mark.parametrize(
    ("label", "department", "unit"),
    [
        ("部门：示例市文化局", "示例市文化局", "示例市图书馆"),
        ("部门：示例市图书馆", "示例市图书馆", None),
        ("单位：万元", "示例市图书馆", None),
    ],
)
def test_a_labelled_department_stands_above_the_unit_that_carries_a_project_out(
    label, department, unit
):
    rows = read_document(_TOLD.format(label=label).encode(), "a.txt", "a.txt")
    [project] = rows["projects"]
    assert (project["department_text"], project.get("implementing_unit_text")) == (
        department,
        unit,
    )
    assert rows["documents"][0]["department_text"] == department
    assert {one["department_text"] for one in rows["indicators"]} == {department}


@pytest.mark.parametrize("number", ["第二部分", "第二部分 ", "第三章　", "第2部分："])
def test_the_number_of_a_chapter_is_no_part_of_a_name(number):
    near = f"<p>{number}示例市示例局2024年度部门决算表</p><p>支出决算表</p><p>单位：万元</p>"
    about, *_ = said(f"{near}{TABLE}")
    assert about["department_text"] == "示例市示例局"


@pytest.mark.parametrize(
    "name",
    [
        "示例市第九中学",
        "示例市第一小学",
        "示例市第二幼儿园",
        "示例林场",
        "示例县委办",
        "示例市青少年宫",
    ],
)
@pytest.mark.parametrize(
    "title", ["{}2024年度部门决算", "2024年{}单位决算公开", "{} 2024年度决算"]
)
def test_a_school_or_a_forest_farm_is_the_body_of_its_title(name, title):
    body = f"<p>{title.format(name)}</p><p>支出决算表</p><p>单位：万元</p>{TABLE}"
    assert said(body)[0]["department_text"] == name


def test_a_place_that_a_project_builds_is_no_body():
    title = "2024年示例市示例局停车场项目支出绩效自评表"
    assert said(f"<p>{title}</p><p>支出决算表</p><p>单位：万元</p>{TABLE}")[0][
        "department_text"
    ] in (None, "示例市示例局")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("示例县2024年度县级部门支出决算汇总表", None),
        ("示例市2024年部门决算", None),
        ("示例市示例区2024年度部门决算", None),
        ("示例市示例开发区2024年度部门决算", "示例市示例开发区"),
        ("示例县大河镇2024年度部门决算", "示例县大河镇"),
    ],
)
def test_an_area_is_no_department(title, name):
    found = said(f"<p>{title}</p><p>支出决算表</p><p>单位：万元</p>{TABLE}", name="陆良县.html")
    assert found[0]["department_text"] == name


def test_the_department_of_a_row_is_not_that_of_the_table():
    rows = (
        "<tr><td>部门名称<td>合计<td>因公出国（境）费<td>公务接待费"
        "<tr><td>示例县教育局<td>20.00<td>5.00<td>15.00"
        "<tr><td>示例县公安局<td>40.00<td>30.00<td>10.00"
    )
    body = f"<p>2024年度部门“三公”经费支出决算汇总表</p><p>单位：万元</p><table>{rows}</table>"
    assert said(body)[0]["department_text"] is None


def test_the_heading_of_a_body_counts_where_the_title_is_an_areas():
    title = "2017年度部门“三公”经费预算情况表"
    rows = "<tr><td>项目<td>2017年预算数<tr><td>合计<td>5.00<tr><td>公务接待费<td>5.00"
    page = (
        f"<html><head><title>示例县{title}</title></head><body><p>示例园{title}</p>"
        f"<p>单位：万元</p><table>{rows}</table></body></html>"
    )
    (about,) = read_document(page.encode(), "x.html", "x.html")["documents"]
    assert about["department_text"] == "示例园"
