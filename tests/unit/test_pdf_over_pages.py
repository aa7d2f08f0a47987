"""Tables that run over the pages of a PDF: joined where they go on, and only there."""

from itertools import pairwise

import pytest

from ingest.documents import Line, Row
from ingest.readers.pdf.over_pages import joined
from ingest.readers.pdf.page_parts import PageTable, Printed
from ingest.readers.pdf.unruled_heads import Band

EDGES = (60.0, 160.0, 260.0)
TOP, FOOT = 40.0, 800.0


def lines(*texts, y=TOP):
    return [Printed(Line(text, "page"), y + 20 * i) for i, text in enumerate(texts)]


def rows(*texts):
    made = (tuple(row) for row in texts)
    return tuple(Row(row, tuple(f"cell {text}" for text in row), row) for row in made)


def ruled(*texts, edges=EDGES, **cut):
    return PageTable(edges, rows(*texts), **cut)


def read(*pages):
    """The parts of a document: a line's text, or the cells of a table's rows."""
    return [
        [part.cells if isinstance(part, Row) else part.text for part in parts]
        for parts in joined([list(page) for page in pages])
    ]


HEAD, ONE, TWO = ("项目", "金额"), ("甲", "1.00"), ("乙", "2.00")


@pytest.mark.parametrize(
    "above",
    [
        [],
        [lines("支出决算表")],
        [lines("支出决算表（续）")],
        [lines("续表")],
        [lines("续表3")],
        [lines("（续）", "支出决算表")],
    ],
    ids=["nothing", "title", "title continued", "continued", "numbered", "in brackets"],
)
def test_a_table_goes_on_under(above):
    pages = [lines("支出决算表"), ruled(HEAD, ONE)], [*above, ruled(TWO)]
    assert read(*pages) == [["支出决算表"], [HEAD, ONE, TWO]]


def test_another_table_of_the_same_columns_is_another():
    pages = [lines("收入决算表"), ruled(HEAD, ONE)], [lines("支出决算表"), ruled(HEAD, TWO)]
    assert read(*pages) == [["收入决算表"], [HEAD, ONE], ["支出决算表"], [HEAD, TWO]]


def test_a_title_within_the_lines_begins_another_table():
    title = ("支出决算表", "")
    assert read([ruled(HEAD, ONE)], [ruled(title, HEAD, TWO)]) == [
        [HEAD, ONE],
        [title, HEAD, TWO],
    ]


def test_a_heading_of_one_cell_goes_on_with_its_table():
    heading = ("一、基本支出", "")
    assert read([ruled(HEAD, ONE)], [ruled(heading, TWO)]) == [[HEAD, ONE, heading, TWO]]


def test_a_title_that_runs_through_later_pages_begins_its_own_table():
    later = [lines("支出决算表"), ruled(HEAD, TWO)]
    assert read([lines("收入决算表"), ruled(HEAD, ONE)], later, later, later) == [
        ["收入决算表"],
        [HEAD, ONE],
        ["支出决算表"],
        [HEAD, TWO, HEAD, TWO, HEAD, TWO],
    ]


def test_what_runs_along_the_head_of_pages_parts_no_table():
    first = [lines("2024年决算"), ruled(("部门", "局")), lines("支出", y=90), ruled(HEAD, ONE)]
    assert read(first, [lines("2024年决算"), ruled(TWO)])[-1] == [HEAD, ONE, TWO]


def test_what_runs_along_the_foot_of_pages_parts_no_table_and_is_not_lost():
    foot = lines("示例局编制", y=FOOT)
    pages = [[ruled(HEAD, ONE), foot], [ruled(TWO), foot], [ruled(ONE), foot]]
    assert read(*pages) == [[HEAD, ONE, TWO, ONE], ["示例局编制"]]


def test_a_note_under_each_table_stays_with_it():
    pages = [
        [ruled(HEAD), lines("注：本表无数据", y=100 + 50 * i), lines(f"表{i}", y=700)]
        for i in range(3)
    ]
    assert sum("注：本表无数据" in part for part in read(*pages)) == 3


def test_a_row_that_a_page_cuts_is_one_row():
    upper = ruled(HEAD, ("机关事业单位", "1,094"), goes_on=True)
    lower = ruled(("养老支出", ".85"), ONE, went_on=True)
    assert read([upper], [lower]) == [[HEAD, ("机关事业单位养老支出", "1,094.85"), ONE]]


def test_two_rows_with_figures_stay_two():
    pages = [ruled(HEAD, ONE, goes_on=True)], [ruled(TWO, went_on=True)]
    assert read(*pages) == [[HEAD, ONE, TWO]]


def test_a_row_is_not_one_with_another_that_is_closed():
    pages = [ruled(HEAD, ("甲", ""), goes_on=True)], [ruled(TWO)]
    assert read(*pages) == [[HEAD, ("甲", ""), TWO]]


def test_a_last_part_of_fewer_columns_goes_on():
    last = ruled(("合计", "3.00"), edges=(60.0, 160.0, 260.0))
    wide = (60.0, 110.0, 160.0, 260.0)
    whole = [ruled(("201", "教育", "3.00"), edges=wide)]
    assert read(whole, [last]) == [[("201", "教育", "3.00"), ("合计", "", "3.00")]]


def test_a_part_with_an_edge_of_its_own_is_another_table():
    other = ruled(("合计", "1.00", "2.00"), edges=(60.0, 130.0, 200.0, 260.0))
    assert len(read([ruled(HEAD, ONE)], [other])) == 2


def test_rows_that_are_narrower_than_a_head_that_stands_out_go_on():
    head = ("科目", "名称", "合计", "基本", "备注")
    wide = (60.0, 110.0, 160.0, 210.0, 260.0, 310.0)
    first = ruled(head, ("201", "教育", "3.00", "3.00", ""), edges=wide)
    rest = ruled(("205", "公安", "1.00", "1.00"), edges=wide[:5])
    assert read([first], [rest])[0][-1] == ("205", "公安", "1.00", "1.00", "")


def test_narrower_rows_without_figures_are_another_table():
    wide = (60.0, 110.0, 160.0, 210.0, 260.0, 310.0)
    first = ruled(("201", "教育", "3.00", "3.00", ""), edges=wide)
    other = ruled(("项目", "名称", "目标", "结果"), edges=wide[:5])
    assert len(read([first], [other])) == 2


def test_a_head_that_a_page_cuts_off_takes_the_columns_of_what_follows():
    head = ruled(("项目", "本年支出"), edges=(60.0, 160.0, 460.0))
    wide = (60.0, 160.0, 260.0, 360.0, 460.0)
    rest = ruled(("", "合计", "基本", "项目"), ("教育", "3.00", "2.00", "1.00"), edges=wide)
    assert read([head], [rest]) == [
        [
            ("项目", "本年支出", "", ""),
            ("", "合计", "基本", "项目"),
            ("教育", "3.00", "2.00", "1.00"),
        ]
    ]
    (whole,) = joined([[head], [rest]])
    assert whole[0].covered == ("项目", *["本年支出"] * 3)


def test_a_table_with_figures_takes_no_columns_of_another():
    other = ruled(("合计", "1.00", "2.00"), edges=(60.0, 130.0, 160.0, 260.0))
    assert len(read([ruled(HEAD, ONE)], [other])) == 2


def test_the_rows_of_a_form_that_show_fewer_edges_go_on_with_it():
    wide = tuple(60.0 + 40 * i for i in range(9))
    upper = ruled(("全年预算数", "", "", "1.00", "", "", ""), edges=wide[:5] + wide[6:])
    lower = ruled(("产出", "数量", "次数", ">=", "4", "次", "5", "5"), edges=wide)
    assert read([upper], [lower]) == [
        [("全年预算数", "", "", "1.00", "", "", "", ""), lower.rows[0].cells]
    ]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (("本年支出", "12,461"), ("合计", ".00"), ("本年支出合计", "12,461.00")),
        (("教育", "2,084.9"), ("", "0"), ("教育", "2,084.90")),
        (("教育", "12,46"), ("", "1.00"), ("教育", "12,461.00")),
        (("2022年", "1,0"), ("年会经费", "00.00"), ("2022年年会经费", "1,000.00")),
        (("20805", ""), ("05", ""), ("2080505", "")),
        (("205", ""), ("0203", ""), ("2050203", "")),
        (("10500", ""), ("2", ""), ("105002", "")),
        (("530000222000000", ""), ("000004", ""), ("530000222000000000004", "")),
        (("53000", ""), ("0222000000000004", ""), ("530000222000000000004", "")),
    ],
    ids=[
        "name and figure",
        "last digit",
        "point",
        "year",
        "code",
        "short",
        "unit",
        "project code",
        "begun",
    ],
)
def test_a_row_that_a_page_cuts_between_lines_is_one_row(above, below, whole):
    upper = ruled(HEAD, ONE, above, full=(0, 0))
    assert read([upper], [ruled(below, TWO)]) == [[HEAD, ONE, whole, TWO]]
    assert read([upper], [ruled(HEAD, ONE, below)]) == [[HEAD, ONE, whole, HEAD, ONE]]


@pytest.mark.parametrize(
    ("above", "below", "full"),
    [
        (("本年支出", "9.00"), ("合计", ""), (None, None)),
        (("本年支出", "9.00"), ("合计", "8.00"), (0, 0)),
        (("本年支出", "9.00"), ("合计", "8"), (0, 0)),
        (("本年支出", ""), ("合计", "8.00"), (0, 0)),
        (("本年支出", "9.00"), ("二、外交支出", ""), (0, 0)),
        (("205", "9.00"), ("206", ""), (0, 0)),
        (("31", "9.00"), ("32", ""), (0, 0)),
        (("105", "9.00"), ("12", ""), (0, 0)),
    ],
    ids=["room", "figure", "whole figure", "nothing above", "item", "code", "number", "count"],
)
def test_a_row_of_its_own_on_a_new_page_stays_one(above, below, full):
    upper = ruled(HEAD, ONE, above, full=full)
    assert read([upper], [ruled(below, TWO)]) == [[HEAD, ONE, above, below, TWO]]


def test_a_cell_that_spans_rows_and_a_page_is_one_cell():
    first = Row(("市政道路", "1.00"), ("a", "b"), ("市政道路", "1.00"))
    second = Row(("", "2.00"), ("c", "d"), ("市政道路", "2.00"))
    third = Row(("建设资金", "3.00"), ("e", "f"), ("建设资金", "3.00"))
    fourth = Row(("", "4.00"), ("g", "h"), ("建设资金", "4.00"))
    upper = PageTable(EDGES, (first, second), full=(1, None))
    (whole,) = joined([[upper], [PageTable(EDGES, (third, fourth))]])
    assert [row.cells[0] for row in whole] == ["市政道路建设资金", "", "", ""]
    assert [row.covered[0] for row in whole] == ["市政道路建设资金"] * 4


def test_a_head_that_a_page_cuts_is_whole_again():
    upper = ruled(("项目", "本年收入合"), full=(None, 0))
    lower = ruled(("科目名称", "计"), ONE)
    assert read([upper], [lower]) == [[("项目", "本年收入合计"), ("科目名称", ""), ONE]]


def test_rows_of_whole_numbers_are_no_head_that_a_page_cuts():
    edges = (60.0, 160.0, 260.0, 360.0)
    head, one, two = (
        ("二级指标", "三级指标", "指标值"),
        ("数量指标", "补助对象人数", "600"),
        ("数量指标", "建设道路里程", "32"),
    )
    upper = ruled(head, one, edges=edges, full=(None, 0, None))
    assert read([upper], [ruled(two, edges=edges)]) == [[head, one, two]]


def test_a_head_printed_again_with_a_cell_wrapped_otherwise_is_no_row():
    wide = tuple(60.0 + 40 * i for i in range(9))
    head = ("项目", "合计", "工资", "福利", "公用", "结转和结", "结余", "备注")
    again = (*head[:5], "结转和结余", *head[6:])
    above = ("教", "32", "", "", "", "", "", "")
    below = ("育", "3.53", "", "", "", "", "", "")
    other = ("体育", "1.00", "", "", "", "", "", "")
    upper = ruled(head, other, above, edges=wide, full=(0,) * 8)
    (whole,) = read([upper], [ruled(again, below, edges=wide)])
    assert whole == [head, other, ("教育", "323.53", *[""] * 6), again]


def test_a_head_that_stands_over_others_is_not_one_with_the_first_of_them():
    upper = PageTable((60.0, 160.0, 460.0), rows(("合计", "公务接待费")), full=(None, 0))
    wide = (60.0, 160.0, 310.0, 460.0)
    lower = ruled(("", "预算数", "决算数"), ("9.63", "3.12", "4.91"), edges=wide)
    (whole,) = read([upper], [lower])
    assert whole[:2] == [("合计", "公务接待费", ""), ("", "预算数", "决算数")]


FORM = (
    ("项目名称", "水质监测"),
    ("年度资金总额", "62.65"),
    ("上年结转", "1.25"),
    ("其他资金", "0.40"),
    ("三级指标", "分值"),
)
FIRST, SECOND = ("监测断面数", "30.00"), ("数据合格率", "20.00")


def test_the_upper_rows_of_a_form_that_a_page_prints_again_are_read_once():
    pages = [ruled(*FORM, FIRST)], [ruled(*FORM, SECOND)]
    assert read(*pages) == [[*FORM, FIRST, SECOND]]


@pytest.mark.parametrize("second", [(FIRST, SECOND), (FIRST,)], ids=["whole", "cut"])
def test_a_form_that_a_page_prints_again_whole_is_another_table(second):
    pages = [ruled(*FORM, FIRST, SECOND)], [ruled(*FORM, *second)]
    assert read(*pages) == [[*FORM, FIRST, SECOND], [*FORM, *second]]


def test_a_form_whose_lower_part_shows_more_columns_is_one_table():
    """The page cuts it above the head of its indicators; nothing rules either part."""

    def unruled(starts, *texts):
        bands = tuple(Band(a, b) for a, b in pairwise((*starts, 500.0)))
        return PageTable((*starts, 500.0), rows(*texts), bands=bands)

    upper = unruled((60.0, 160.0, 260.0, 360.0), ("项目名称", "", "水质监测", ""))
    lower = unruled(
        (60.0, 160.0, 260.0, 300.0, 360.0, 420.0),
        ("产出指标", "数量指标", "断面数", "≥", "70", "10"),
    )
    (made,) = read([lines("自评表"), upper], [lower])[1:]
    assert made == [("项目名称", "", "水质监测", "", "", ""), lower.rows[0].cells]
