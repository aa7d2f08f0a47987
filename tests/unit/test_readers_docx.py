"""Word documents: merges, inner tables, text boxes, content controls, tracked changes."""

import pytest

from corpus.render import WORD, package, word_package
from ingest import readers
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import docx


def p(text, properties=""):
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text, properties="", more=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}{more}</w:tc>"


def tbl(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def read(body, namespace=WORD):
    spaces = (
        f'xmlns:w="{namespace}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    return docx.read(word_package(f"<w:document {spaces}><w:body>{body}</w:body></w:document>"))


def grids(body):
    return [block for block in read(body).blocks if isinstance(block, Grid)]


def cells(grid):
    return [list(row.cells) for row in grid.rows]


def lines(reading):
    return [x.text for block in reading.blocks if isinstance(block, Prose) for x in block.lines]


SPAN = '<w:gridSpan w:val="2"/>'
TOP = '<w:vMerge w:val="restart"/>'
BELOW = "<w:vMerge/>"


def test_merged_cells_cover_columns_and_rows():
    (grid,) = grids(
        tbl(
            [tc("项目", TOP), tc("本年支出", SPAN)],
            [tc("", BELOW), tc("合计"), tc("基本支出")],
            [tc("甲"), tc("2.00"), tc("1.00")],
        )
    )
    assert cells(grid) == [
        ["项目", "本年支出", ""],
        ["", "合计", "基本支出"],
        ["甲", "2.00", "1.00"],
    ]
    assert list(grid.rows[1].covered) == ["项目", "合计", "基本支出"]
    assert list(grid.rows[0].covered) == ["项目", "本年支出", "本年支出"]


def test_a_cell_merged_over_columns_and_rows_covers_both():
    both = SPAN + TOP
    (grid,) = grids(
        tbl(
            [tc("a", both), tc("b")],
            [tc("", SPAN + BELOW), tc("c")],
            [tc("1"), tc("2"), tc("3")],
        )
    )
    assert [list(row.covered) for row in grid.rows[:2]] == [["a", "a", "b"], ["a", "a", "c"]]


def test_a_merge_that_begins_nowhere_is_a_cell_of_its_own():
    (grid,) = grids(tbl([tc("a", BELOW), tc("b")], [tc("1"), tc("2")]))
    assert cells(grid) == [["a", "b"], ["1", "2"]]


def test_a_row_that_begins_further_right_keeps_its_columns():
    before = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    (grid,) = grids(tbl([tc("a"), tc("b"), tc("c")], [before, tc("1"), tc("2")]))
    assert cells(grid) == [["a", "b", "c"], ["", "1", "2"]]


def test_an_inner_table_follows_the_table_that_holds_it():
    inner = tbl([tc("x"), tc("y")], [tc("1"), tc("2")])
    innermost = tbl([tc("u"), tc("v")], [tc("3"), tc("4")])
    second = tbl([tc("x2", more=innermost), tc("y2")], [tc("5"), tc("6")])
    found = grids(
        tbl([tc("a", more=inner), tc("b", more=second)], [tc("c"), tc("d")]) + p("注")
    )
    assert [cells(grid)[0] for grid in found] == [
        ["a", "b"],
        ["x", "y"],
        ["x2", "y2"],
        ["u", "v"],
    ]


def test_the_text_of_a_text_box_follows_its_paragraph_once():
    box = "<w:txbxContent>" + p("单位：万元") + "</w:txbxContent>"
    drawn = (
        f"<w:p><w:r><w:t>支出决算表</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}"
        f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(read(drawn + p("部门：某局"))) == ["支出决算表", "单位：万元", "部门：某局"]


def test_text_boxes_keep_their_order():
    boxes = "".join(f"<w:r><w:txbxContent>{p(x)}</w:txbxContent></w:r>" for x in "甲乙")
    assert lines(read(f"<w:p>{boxes}</w:p>")) == ["甲", "乙"]


def test_content_controls_are_transparent_at_every_level():
    def control(content):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    inside = f"<w:p>{control('<w:r><w:t>b</w:t></w:r>')}</w:p>"
    row = control(f"<w:tr>{control(tc('a'))}<w:tc>{inside}</w:tc></w:tr>")
    reading = read(control(p("标题") + f"<w:tbl>{row}<w:tr>{tc('1')}{tc('2')}</w:tr></w:tbl>"))
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert cells(grid) == [["a", "b"], ["1", "2"]]
    assert lines(reading) == ["标题"]


def test_insertions_are_read_and_deletions_are_not():
    changed = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r>"
        "</w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
    )
    assert lines(read(changed)) == ["新"]


def test_a_deleted_row_is_not_read():
    deleted = "<w:trPr><w:del/></w:trPr>"
    (grid,) = grids(tbl([tc("a"), tc("b")], [deleted, tc("9"), tc("9")], [tc("1"), tc("2")]))
    assert cells(grid) == [["a", "b"], ["1", "2"]]


def test_tabs_and_breaks_stay_and_tab_stops_are_nothing():
    stops = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="10"/></w:tabs></w:pPr>'
    marked = (
        f"<w:p>{stops}<w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三</w:t></w:r></w:p>"
    )
    assert lines(read(marked)) == ["一\t二", "三"]


def test_paragraphs_of_a_cell_are_its_lines():
    (grid,) = grids(tbl([tc("一是", more=p("") + p("二是")), tc("b")], [tc("1"), tc("2")]))
    assert cells(grid)[0][0] == "一是\n二是"


def test_a_document_in_the_strict_spelling_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert lines(read(p("部门决算"), namespace=strict)) == ["部门决算"]


def test_a_document_under_another_part_name_is_read():
    document = f'<w:document xmlns:w="{WORD}"><w:body>{p("决算")}</w:body></w:document>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r" Type="http://x/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    data = package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations,
            "word/document2.xml": document,
        }
    )
    assert lines(readers.read(data)) == ["决算"]


def test_what_is_no_xml_is_damaged():
    with pytest.raises(DocumentError) as raised:
        docx.read(word_package("<w:document"))
    assert raised.value.reason == Reason.DAMAGED


def run(text, look=""):
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def one_cell(*runs):
    cell = f"<w:tc><w:tcPr/><w:p>{''.join(runs)}</w:p></w:tc>"
    return f"<w:tbl><w:tr>{tc('科目')}{tc('金额')}</w:tr><w:tr>{tc('201')}{cell}</w:tr></w:tbl>"


@pytest.mark.parametrize("look", ["vanish", "strike", "dstrike"])
def test_hidden_and_struck_out_text_is_not_read_and_said(look):
    body = one_cell(run("880.00", f"<w:{look}/>"), run("900.00", f'<w:{look} w:val="0"/>'))
    reading = read(body)
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert grid.rows[1].cells[1] == "900.00"
    (notice,) = reading.notices
    assert (notice.reason, "880.00" in notice.detail) == (Reason.HIDDEN, True)


def test_a_hidden_row_is_not_read():
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{tc('202')}{tc('9.00')}</w:tr></w:tbl>"
    (grid,) = grids(one_cell(run("900.00")).replace("</w:tbl>", hidden))
    assert cells(grid) == [["科目", "金额"], ["201", "900.00"]]


def test_a_raised_run_is_no_digit_of_the_figure_before_it():
    raised = '<w:vertAlign w:val="superscript"/>'
    (grid,) = grids(one_cell(run("900.00"), run("1", raised)))
    assert grid.rows[1].cells[1] == "900.00¹"


def test_a_style_raises_or_hides_as_its_properties_do():
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="Note"><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:styleId="Of"><w:basedOn w:val="Note"/></w:style></w:styles>'
    )
    header = f'<w:hdr xmlns:w="{WORD}">{p("示例局2023年度部门决算")}{p("3")}</w:hdr>'
    body = one_cell(run("900.00"), run("2", '<w:rStyle w:val="Of"/>'))
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    reading = docx.read(
        package(
            {
                "word/document.xml": document.encode(),
                "word/styles.xml": styles.encode(),
                "word/header1.xml": header.encode(),
            }
        )
    )
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert grid.rows[1].cells[1] == "900.00²"
    assert [(line.text, line.place) for line in grid.before] == [
        ("示例局2023年度部门决算", "page header")
    ]


def grid_of(*widths):
    return "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)


@pytest.mark.parametrize("inner", ["", "0.00"])
def test_an_edge_that_is_drawn_twice_parts_no_column(inner):
    """LibreOffice's tables of RTF have columns a twentieth of a point wide, by rounding."""
    rows = [
        [tc("科目"), tc("基本支出", TOP), tc("项目支出", SPAN + TOP)],
        [tc(""), tc("", BELOW), tc("", SPAN + BELOW)],
        [tc("甲"), tc("2.00", SPAN), tc("1.00")],
        [tc("乙"), tc("3.00"), tc(inner), tc("4.00")],
    ]
    table = tbl(*rows).replace(
        "<w:tbl>", f"<w:tbl><w:tblGrid>{grid_of(900, 899, 1, 900)}</w:tblGrid>"
    )
    (grid,) = grids(table)
    if inner:
        assert cells(grid)[-1] == ["乙", "3.00", inner, "4.00"]
    else:
        assert cells(grid) == [
            ["科目", "基本支出", "项目支出"],
            ["甲", "2.00", "1.00"],
            ["乙", "3.00", "4.00"],
        ]
