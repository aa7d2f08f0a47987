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


def printed(cell, head=""):
    """The text of a cell in a table of a page."""
    page = read(f"<table><tr><td>科目<td>金额<tr><td>201<td>{cell}</table>", head)
    (grid,) = (block for block in page.blocks if isinstance(block, Grid))
    return grid.rows[1].cells[1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("900.00<sup>1</sup>", "900.00¹"),
        ("900.00<sup>[1]</sup>", "900.00[1]"),
        ("900.00<sup>a</sup>", "900.00[a]"),
        ("900.00<sup>①</sup>", "900.00①"),
        ('900.00<span style="vertical-align:super">1</span>', "900.00¹"),
        ("m<sup>2</sup>", "m²"),
        ("CO<sub>2</sub>", "CO₂"),
    ],
)
def test_raised_text_is_kept_apart_from_the_digits_before_it(cell, text):
    assert printed(cell) == text


@pytest.mark.parametrize(
    "hidden",
    ["<s>880.00</s>", "<del>880.00</del>", '<b style="text-decoration: line-through">8</b>',
     "<i hidden>8</i>", '<i style="display : none">8</i>', '<i style="visibility:hidden">8</i>',
     "<i class=k>8</i>"],
)  # fmt: skip
def test_what_a_page_hides_or_strikes_out_is_not_read_and_said(hidden):
    style = "<style>.k, p.x{display:none} @media print{td{display:none}} a:hover{}</style>"
    assert printed(f"{hidden}900.00", style) == "900.00"
    (notice,) = read(f"<table><tr><td>{hidden}900.00<td>1</table>", style).notices
    assert notice.reason == Reason.HIDDEN


def test_a_hidden_row_is_left_out_and_an_invisible_cell_keeps_its_place():
    (grid,) = grids(
        "<table><tr><td>科目<td>甲<td>乙<tr hidden><td>201<td>1.00<td>1.00"
        '<tr><td>202<td style="visibility:hidden">9.00<td>2.00</table>'
    )
    assert cells(grid) == [["科目", "甲", "乙"], ["202", "", "2.00"]]


MENU = '<a href="a">2022年度部门决算</a> <a href="b">2021年度部门决算</a>'


@pytest.mark.parametrize(
    "around",
    [
        f"<ul><li>{MENU}</ul>",
        f"<div class=x><p>{MENU}</p></div>",
        f"<table><tr><td>{MENU}<td>{MENU}</table>",
        f"<aside>{MENU}</aside>",
        "<div>当前位置：首页 &gt; 2022年 &gt; 部门决算</div>",
        "<div>信息公开 &gt; 财政资金 &gt; 部门决算</div>",
        "<p>上一篇：某局2022年度部门决算 下一篇：另局2020年度部门决算</p>",
        "<div>版权所有 示例市财政局</div>",
    ],
)
def test_menus_paths_pagers_and_feet_are_not_the_documents_text(around):
    assert lines(read(f"{around}<p>2023年度部门决算</p><p>正文</p>{around}")) == [
        "2023年度部门决算",
        "正文",
    ]


def test_a_heading_or_a_line_with_a_link_in_it_is_kept():
    reading = read(
        '<h2><a href="x">支出决算表</a></h2><p><a name="_Toc">一、概况</a></p>'
        '<p>全文见<a href="y">附件</a>，共三页。</p><p><a href="#t">附表</a></p>'
    )
    assert lines(reading) == ["支出决算表", "一、概况", "全文见附件，共三页。", "附表"]


def test_the_head_of_an_article_is_its_text():
    assert lines(read("<article><header><h2>部门决算</h2></header>正文</article>")) == [
        "部门决算",
        "正文",
    ]


def test_a_layout_tables_cell_of_links_is_no_text():
    reading = read(
        f"<table><tr><td>{MENU}<td><p>支出决算表</p>"
        "<table><tr><td>项目<td>金额<tr><td>甲<td>1.00</table></table>"
    )
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert [line.text for line in grid.before] == ["支出决算表"]


def test_a_caption_stands_above_its_table():
    (grid,) = grids(
        "<table><caption>支出决算表<br>部门：甲局　单位：元</caption>"
        "<tr><td>a<td>b<tr><td>1<td>2</table>"
    )
    assert [line.text for line in grid.before] == ["支出决算表", "部门：甲局 单位：元"]


def test_text_with_tabs_in_the_sources_own_lines_is_a_table():
    (grid,) = grids("<p>支出决算表</p><pre>科目\t合计\n201\t1.00\n202\t2.00</pre>")
    assert cells(grid) == [["科目", "合计"], ["201", "1.00"], ["202", "2.00"]]
    assert grid.rows[1].places[1] == "table 1 line 2 cell 2"
    assert not grid.merges_known
    assert lines(read("<pre>第一行\n第二行</pre>")) == ["第一行", "第二行"]
