"""Text files: encodings, the three ways tables are printed, and what is no text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import text
from ingest.readers.encoding import decode
from ingest.readers.scan.pages import can_see
from ingest.reading import read_document


def grids(printed):
    return [b for b in text.read(printed.encode()).blocks if isinstance(b, Grid)]


def cells(grid):
    return [list(row.cells) for row in grid.rows]


def test_a_row_a_line_with_a_tab_between_cells():
    (grid,) = grids("标题\n\na\tb\tc\n1\t\t3\n\n注：说明")
    assert cells(grid) == [["a", "b", "c"], ["1", "", "3"]]
    assert grid.rows[1].places[2] == "line 4 cell 3"
    assert [line.text for line in grid.before] == ["标题"]
    assert [line.text for line in grid.after] == ["注：说明"]


def test_a_row_a_paragraph_with_two_tabs_between_cells():
    (grid,) = grids("\t\ta\t\t\t\tc\n\n\t\t1\t\t2\t\t第一行\n第二行\t\t4")
    assert cells(grid) == [["", "a", "", "c"], ["", "1", "2", "第一行\n第二行", "4"]]


def test_a_cell_a_line_with_a_blank_line_between_rows():
    (grid,) = grids("\ta\n\tb\n\n\t1.甲\n2.乙\n\t2")
    assert cells(grid) == [["a", "b"], ["1.甲\n2.乙", "2"]]


def test_two_tables_with_a_blank_line_between_them_stay_two():
    assert len(grids("a\tb\n1\t2\n\nc\td\n3\t4")) == 2


def test_an_indented_line_alone_is_running_text():
    (block,) = text.read("\t\t项目绩效目标表".encode()).blocks
    assert isinstance(block, Prose)


def test_markup_and_entities_go_and_paragraphs_become_lines():
    assert text.plain("<p>一、甲</p> <p>二&amp;乙</p>") == "一、甲\n 二&乙"
    assert text.plain("1 < 2 > 0") == "1 < 2 > 0"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_common_encodings_are_read_alike(encoding):
    printed = "收入支出决算表\n部门：曲靖市数字经济发展中心\n金额单位：万元"
    found = decode(printed.encode(encoding))
    assert (found.text, found.notices) == (printed, ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b" \n\t\n", Reason.EMPTY_FILE),
        (b"\x00" * 100, Reason.EMPTY_FILE),
        (bytes(range(256)) * 20, Reason.UNKNOWN_FORMAT),
        (b"%PDF-1.7 ...", Reason.DAMAGED),
        (b"PK\x03\x04...", Reason.DAMAGED),
        (b"\x89PNG\r\n", Reason.DAMAGED if can_see() else Reason.NO_TEXT_LAYER),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(DocumentError) as caught:
        readers.read(data)
    assert caught.value.reason == reason


cell = st.text(alphabet="甲乙丙0123456789.,%", max_size=6)
tables = st.integers(3, 5).flatmap(
    lambda width: st.lists(
        st.lists(cell, min_size=width, max_size=width).filter(
            lambda r: r[0] and r[1] and r[-1]
        ),
        min_size=2,
        max_size=6,
    )
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_what_is_printed_in_any_layout_is_read_back(rows):
    single = "\n".join("\t".join(row) for row in rows)
    if any("" in row for row in rows):
        rows = [[c or "甲" for c in row] for row in rows]
        single = "\n".join("\t".join(row) for row in rows)
    double = "\n\n".join("\t\t".join(row) for row in rows)
    lines = "\n\n".join("\n".join(f"\t{c}" for c in row) for row in rows)
    for printed in (single, double, lines):
        (grid,) = grids(printed)
        assert cells(grid) == rows


def test_text_right_above_a_table_with_tabs_is_text():
    reading = text.read("部门决算\n支出决算表\n科目\t合计\n201\t1.00\n".encode())
    prose, grid = reading.blocks
    assert [line.text for line in prose.lines] == ["部门决算", "支出决算表"]
    assert grid.rows[0].cells == ("科目", "合计")
    assert grid.rows[1].places == ("line 4 cell 1", "line 4 cell 2")


SPACED = (
    "科目编码    科目名称              合计      基本支出    项目支出",
    "",
    "201         一般公共服务支出     30.00         20.00       10.00",
    "20126       档案事务             30.00         20.00       10.00",
    "",
    "2012601     行政运行             20.00         20.00           —",
    "2012604     档案馆               10.00             —       10.00",
)


def test_a_blank_line_between_rows_by_spaces_parts_no_table():
    (table,) = grids("\n".join(SPACED))
    assert [row for row in cells(table) if any(row)][-1] == [
        "2012604",
        "档案馆",
        "10.00",
        "—",
        "10.00",
    ]
    assert cells(table)[0] == ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]


def test_a_title_between_two_tables_by_spaces_parts_them():
    assert len(grids("\n".join([*SPACED, "", "收入决算表", "", *SPACED]))) == 2


def test_a_letter_without_width_moves_no_column():
    marked = [line.replace("档案馆", "\u200b\ufeff档案馆") for line in SPACED if line]
    (table,) = grids("\n".join(marked))
    assert cells(table)[-1][2:] == ["10.00", "—", "10.00"]


def test_a_line_of_three_labels_over_columns_by_spaces_is_text():
    above = "部门：示例市示例局      2023年度      单位：万元"
    (table,) = grids("\n".join([above, *[line for line in SPACED if line]]))
    assert cells(table)[0][0] == "科目编码"


def test_the_number_of_a_page_is_no_row_of_a_table_with_tabs():
    (table,) = grids("项目\t预算数\t决算数\n16\n甲\t1.00\t2.00\n— 17 —\n乙\t3.00\t4.00\n")
    assert cells(table)[1:] == [["甲", "1.00", "2.00"], ["乙", "3.00", "4.00"]]


def test_a_line_with_bars_and_an_amount_is_a_row():
    (table,) = grids("“三公”经费支出表\n\n合计|出国|接待\n\n8.33|1.00|7.33\n")[-1:]
    assert cells(table)[-1] == ["8.33", "1.00", "7.33"]


def test_a_table_of_three_columns_is_read_a_cell_a_line():
    table = [["科目编码", "科目名称", "决算数"], ["301", "工资福利支出", "30.00"]]
    table += [["30101", "基本工资", "20.00"], ["30102", "津贴补贴", "10.00"]]
    above = ["示例市示例局2023年度部门决算", "一般公共预算财政拨款基本支出决算表", "单位：万元"]
    lines = [*above, *(cell for row in table for cell in row), ""]
    rows = read_document("\n".join(lines).encode(), "a.txt", "a")
    assert [r["amount_text"] for r in rows["amounts"]] == ["30.00", "20.00", "10.00"]


def test_indicators_are_read_a_cell_a_line_where_blank_lines_part_the_rows():
    table = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]]
    for name in ("宣传次数", "培训次数", "检查次数"):
        table += [["产出指标", "数量指标", name, "≥5次", "6次", "30", "30"]]
    above = ["示例市示例局2023年度项目支出绩效自评表", "项目名称：普法经费", ""]
    lines = [*above, *(cell for row in table for cell in (*row, ""))]
    rows = read_document("\n".join(lines).encode(), "a.txt", "a")
    assert [r["indicator_text"] for r in rows["indicators"]] == [
        "宣传次数",
        "培训次数",
        "检查次数",
    ]


def test_marks_of_markdown_are_no_text():
    (grid,) = grids(
        "## 支出决算表\n\n"
        "| 科目编码 | 科目名称 | 支出合计 |\n|:--|:--|--:|\n"
        "| | **合计** | **5.00** |\n| 201 | 一般公共服务支出 | 5.00 |\n"
    )
    assert [line.text for line in grid.before] == ["支出决算表"]
    assert cells(grid)[1] == ["", "合计", "5.00"]
    assert text.plain("## 2**3 ** 4 #5") == "2**3 ** 4 #5"
