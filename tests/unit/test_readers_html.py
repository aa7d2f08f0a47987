"""Web pages: spans, layout tables, navigation, encodings, breaks inside cells."""

import pytest

from ingest import readers
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import html


def read(body, head=""):
    return html.read(f"<html><head>{head}</head><body>{body}</body></html>".encode())


def grids(body):
    return [block for block in read(body).blocks if isinstance(block, Grid)]


def lines(reading):
    return [x.text for block in reading.blocks if isinstance(block, Prose) for x in block.lines]


def cells(grid):
    return [list(row.cells) for row in grid.rows]


def test_spans_cover_the_positions_that_they_reach():
    (grid,) = grids(
        "<table><tr><th rowspan=2>项目<th colspan=2>本年支出<tr><td>合计<td>基本支出"
        "<tr><td>甲<td>2.00<td>1.00</table>"
    )
    assert cells(grid) == [
        ["项目", "本年支出", ""],
        ["", "合计", "基本支出"],
        ["甲", "2.00", "1.00"],
    ]
    assert [list(row.covered) for row in grid.rows[:2]] == [
        ["项目", "本年支出", "本年支出"],
        ["项目", "合计", "基本支出"],
    ]
    assert grid.rows[1].places[1] == "table 1 row 2 cell 1"


def test_a_span_that_reaches_past_the_table_is_cut():
    (grid,) = grids("<table><tr><td>甲<td>乙<tr><td>1<td>2<tr><td colspan=99999>注</table>")
    assert cells(grid)[1][:3] == ["1", "2", ""]


def test_spans_that_are_no_numbers_count_as_one():
    (grid,) = grids("<table><tr><td colspan='x'>a<td rowspan='-2'>b<tr><td>1<td>2</table>")
    assert cells(grid) == [["a", "b"], ["1", "2"]]


def test_a_layout_table_is_entered_and_its_inner_table_read():
    reading = read(
        "<table><tr><td>左栏<td><p>支出决算表</p><p>单位：万元</p>"
        "<table><tr><td>项目<td>金额<tr><td>甲<td>1.00</table><p>注：说明</p></table>"
    )
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert cells(grid) == [["项目", "金额"], ["甲", "1.00"]]
    assert [line.text for line in grid.before] == ["左栏", "支出决算表", "单位：万元"]
    assert [line.text for line in grid.after] == ["注：说明"]


def test_two_tables_in_one_layout_table_stay_two():
    one = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
    assert len(grids(f"<table><tr><td>{one}<td>{one}</table>")) == 2


TABLE = "<tr><td>科目<td>金额<tr><td>201<td>1.00<tr><td>202<td>2.00"


@pytest.mark.parametrize("between", ["", "<tr><td><td>"], ids=["nothing", "a blank row"])
def test_a_table_that_holds_several_is_parted_at_their_titles(between):
    titles = [f"<tr><td colspan=2>{name}决算表" for name in ("收入", "支出")]
    made = grids(f"<table>{titles[0]}{TABLE}{between}{titles[1]}{TABLE}</table>")
    assert [cells(grid)[0] for grid in made] == [["科目", "金额"]] * 2
    assert [grid.before[-1].text for grid in made] == ["收入决算表", "支出决算表"]


@pytest.mark.parametrize("inside", ["收入决算表", "其中：", "详见附表，共三张表。"])
def test_what_a_table_prints_again_or_says_in_a_row_parts_it_not(inside):
    title = "<tr><td colspan=2>收入决算表"
    made = grids(f"<table>{title}{TABLE}<tr><td colspan=2>{inside}{TABLE}</table>")
    assert len(made) == 1


def test_navigation_scripts_and_styles_are_no_text():
    reading = read(
        "<nav>首页 政务公开</nav><script>var a='决算'</script><style>td{}</style>"
        "<header>某某局网站</header><h1>2023年度部门决算</h1><p>正文</p><footer>版权所有</footer>"
    )
    assert lines(reading) == ["2023年度部门决算", "2023年度部门决算", "正文"]


def test_the_name_of_the_page_is_its_title_where_it_has_no_heading():
    reading = read("<p>正文</p>", head="<title>2023年度部门决算</title>")
    assert lines(reading)[0] == "2023年度部门决算"


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030"])
def test_a_page_that_declares_a_chinese_encoding_is_read_whole(name):
    page = f'<html><head><meta charset="{name}"></head><body><p>镕㙍局决算</p></body></html>'
    reading = html.read(page.encode("gb18030"))
    assert lines(reading) == ["镕㙍局决算"]
    assert reading.encoding == "gb18030"


def test_a_page_saved_anew_is_read_by_its_bytes_not_by_what_it_declares():
    page = '<html><head><meta charset="gb2312"></head><body><p>部门决算</p></body></html>'
    assert lines(html.read(page.encode())) == ["部门决算"]


def test_a_page_with_a_few_broken_bytes_is_read():
    page = '<html><head><meta charset="gb2312"></head><body><p>部门决算</p>'
    assert lines(html.read(page.encode("gb18030") + b"<p>\xff\xff</p>"))[0] == "部门决算"


def test_entities_are_the_characters_that_they_name():
    (grid,) = grids(
        "<table><tr><td>指标<td>值<tr><td>&quot;两新&quot;<td>&gt;=&nbsp;90</table>"
    )
    assert cells(grid)[1] == ['"两新"', ">= 90"]


def test_breaks_and_paragraphs_in_a_cell_are_lines():
    (grid,) = grids(
        "<table><tr><td>年度<br>目标<td>金额<tr><td><p>一是</p><p>二是</p><td>1</table>"
    )
    assert cells(grid) == [["年度\n目标", "金额"], ["一是\n二是", "1"]]


def test_white_space_of_the_source_is_one_space():
    (grid,) = grids("<table><tr><td>基本\n   支出<td>1<tr><td>a<td>b</table>")
    assert cells(grid)[0] == ["基本 支出", "1"]


def test_a_page_of_nested_elements_is_refused_before_it_is_built():
    with pytest.raises(DocumentError) as raised:
        read("<div>" * 100_000)
    assert raised.value.reason == Reason.TOO_LARGE


def test_formatting_that_is_opened_again_in_each_paragraph_is_refused():
    left_open = "".join(f"<font color={i}>" for i in range(2_000))
    with pytest.raises(DocumentError) as raised:
        read(f"<p>{left_open}" + "<p>x" * 2_000)
    assert raised.value.reason == Reason.TOO_LARGE


def test_a_thousand_nested_elements_are_read():
    assert lines(read("<div>" * 1_000 + "决算"))[-1] == "决算"


def test_nested_layout_tables_are_read():
    inner = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
    reading = read("<table><tr><td>" * 300 + inner)
    assert sum(isinstance(block, Grid) for block in reading.blocks) == 1


def test_a_page_is_known_by_its_content():
    assert readers.sniff(b"  <!DOCTYPE html><p>x") == "text/html"
