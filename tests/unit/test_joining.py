"""One table that a page's end, or an author, has cut: joined where it is one, else not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Grid, Line, Prose, Row
from ingest.joining import rejoined

HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
BODY = (
    ("", "合计", "30.00", "20.00", "10.00"),
    ("201", "一般公共服务支出", "18.00", "12.00", "6.00"),
    ("20126", "档案事务", "18.00", "12.00", "6.00"),
    ("2012601", "行政运行", "12.00", "12.00", ""),
    ("2012604", "档案馆", "6.00", "", "6.00"),
    ("208", "社会保障和就业支出", "12.00", "8.00", "4.00"),
    ("20805", "行政事业单位养老支出", "12.00", "8.00", "4.00"),
    ("2080505", "机关事业单位基本养老保险缴费支出", "8.00", "8.00", ""),
    ("2080599", "其他行政事业单位养老支出", "4.00", "", "4.00"),
)
LINES = tuple(
    (f"{'一二三四五六七八九'[i]}、第{i}项收入", f"{i + 1}", f"{i}.50" if i % 2 else "")
    for i in range(9)
)
TITLE = (Line("支出决算表", "line 1"), Line("金额单位：万元", "line 2"))


def grid(rows, number=1, table=1, before=(), merges_known=True):
    made = tuple(
        Row(tuple(cells), tuple(f"table {table} row {y} cell {x}" for x in range(len(cells))))
        for y, cells in enumerate(rows, start=1)
    )
    return Grid(number, made, before, (), merges_known)


def texts(block):
    return [row.cells for row in block.rows]


def cut(rows, *places, head=None):
    """The parts of a table cut before these rows, below their head if it is given."""
    starts, ends = (0, *places), (*places, len(rows))
    parts = [rows[start:end] for start, end in zip(starts, ends, strict=True)]
    parts = [
        list(part if i == 0 or not head else (head, *part)) for i, part in enumerate(parts)
    ]
    return [grid(part, i, i, TITLE if i == 1 else ()) for i, part in enumerate(parts, start=1)]


WHOLE = (HEAD, *BODY)


@given(place=st.integers(1, len(BODY)), merges_known=st.booleans())
def test_a_table_cut_at_any_row_reads_as_the_whole(place, merges_known):
    parts = [replace(part, merges_known=merges_known) for part in cut(WHOLE, place)]
    (table,) = rejoined(parts)
    assert texts(table) == list(WHOLE)


@given(place=st.integers(2, len(BODY)))
def test_so_does_one_whose_head_is_printed_again(place):
    (table,) = rejoined(cut(WHOLE, place, head=HEAD))
    assert texts(table) == [*WHOLE[:place], HEAD, *WHOLE[place:]]


@given(st.lists(st.integers(1, len(BODY)), min_size=2, max_size=3, unique=True))
def test_so_does_one_in_several_parts(places):
    (table,) = rejoined(cut(WHOLE, *sorted(places)))
    assert texts(table) == list(WHOLE)


@given(place=st.integers(1, len(LINES)))
def test_lines_go_on_by_their_numbers(place):
    rows = (("项目", "行次", "金额"), *LINES)
    (table,) = rejoined(cut(rows, place))
    assert texts(table) == list(rows)


def test_joined_rows_keep_their_places():
    (table,) = rejoined(cut(WHOLE, 4))
    assert table.rows[3].places[0] == "table 1 row 4 cell 0"
    assert table.rows[4].places[0] == "table 2 row 1 cell 0"


@pytest.mark.parametrize(
    "text",
    ["- 3 -", "第 3 页 共 9 页", "续表", "金额单位：万元", "支出决算表（续表）", "Sheet2"],
)
def test_what_runs_through_pages_parts_no_table(text):
    first, second = cut(WHOLE, 4, head=HEAD)
    between = Prose(2, (Line(text, "line 9"),))
    joined = rejoined([first, between, replace(second, block_no=3)])
    assert [type(block) for block in joined] == [Grid, Prose]


@pytest.mark.parametrize(
    "text", ["收入决算表", "单位：元", "下面是另一张表的数据。", "示例中心"]
)
def test_another_title_unit_or_sentence_parts_two_tables(text):
    first, second = cut(WHOLE, 4, head=HEAD)
    between = Prose(2, (Line(text, "line 9"),))
    assert len(rejoined([first, between, replace(second, block_no=3)])) == 3


OTHER_HEAD = ("科目编码", "科目名称", "合计", "财政拨款收入", "其他收入")
ONE_MORE = tuple((*row, "") for row in BODY[4:])
DISPLACED = tuple(("", *row[:-1]) for row in BODY[4:])


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(WHOLE, id="the same table again"),
        pytest.param(BODY, id="the same table again, without its head"),
        pytest.param((OTHER_HEAD, *BODY[5:]), id="another head"),
        pytest.param((OTHER_HEAD, *BODY), id="another table"),
        pytest.param(ONE_MORE, id="a column more"),
        pytest.param(DISPLACED, id="names where the figures stand"),
        pytest.param(BODY[1:3], id="codes that begin anew"),
    ],
)
def test_what_does_not_fit_is_not_joined(second):
    first = grid((HEAD, *BODY[:5]), before=TITLE)
    assert len(rejoined([first, grid(second, 2, 2)])) == 2


def test_nothing_goes_on_below_the_total_that_ends_a_table():
    first = grid((HEAD, *BODY[1:5], BODY[0]), before=TITLE)
    assert len(rejoined([first, grid(BODY[5:], 2, 2)])) == 2


def test_a_total_alone_ends_the_table_that_has_none():
    first = grid((HEAD, *BODY[1:]), before=TITLE)
    (table,) = rejoined([first, grid(BODY[:1], 2, 2)])
    assert texts(table)[-1] == BODY[0]


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("注：因四舍五入可能存在尾差。", 1),
        ("注：本单位没有此项支出，故本表为空表。", 2),
        ("支出决算表", 2),
    ],
)
def test_a_note_between_a_head_and_its_rows_parts_them_as_little(note, parts):
    between = Prose(2, (Line(note, "line 9"),))
    found = rejoined([grid([HEAD]), between, grid(BODY, 3, 2)])
    assert sum(isinstance(block, Grid) for block in found) == parts


def test_an_empty_table_is_not_the_head_of_one_with_its_own():
    assert len(rejoined([grid([HEAD]), grid((OTHER_HEAD, *BODY), 2, 2)])) == 2


@pytest.mark.parametrize("spanning", [(), ("2023年决算数",)])
def test_a_row_of_labels_as_a_table_keeps_the_title_above_it(spanning):
    labels = grid([("部门：示例市示例局", "2023年度", "单位：万元")], 1, 1, TITLE)
    top = tuple(Line(text, "table 2 row 1 cell 0") for text in spanning)
    table = grid(WHOLE, 3, 2, top)
    between = (Prose(2, top),) if top else ()
    *_, found = rejoined([labels, *between, table])
    above = [line.text for line in found.before]
    assert above[:2] == [line.text for line in TITLE]
    assert above[2:] == ["部门：示例市示例局", "2023年度", "单位：万元", *spanning]


@pytest.mark.parametrize(("name", "count"), [("表4", 1), ("公开04表", 1), ("收入决算表", 2)])
def test_a_sheet_that_is_only_numbered_goes_on_with_the_table_of_the_sheet_before(name, count):
    above, below = cut(WHOLE, 5)
    between = Prose(7, (Line(name, f"sheet {name}"),))
    assert sum(isinstance(block, Grid) for block in rejoined([above, between, below])) == count


@pytest.mark.parametrize(
    ("line", "count"), [("（1） 含上年结转。", 1), ("（2） 含上年结转。", 2)]
)
def test_a_footnote_to_a_figure_parts_no_table(line, count):
    marked = (*BODY[0][:2], "30.00（1）", *BODY[0][3:])
    parts = [grid([HEAD, marked, *BODY[1:3]]), Prose(2, (Line(line, "line 9"),))]
    found = rejoined([*parts, grid(BODY[3:], 3, 2)])
    assert sum(isinstance(block, Grid) for block in found) == count


def on_other_columns(rows):
    """Rows as wide as their own texts: the columns that print nothing are left out."""
    kept = [x for x in range(len(rows[0])) if any(row[x] for row in rows)]
    return [("", *(row[x] for x in kept)) for row in rows]


def test_a_part_on_other_columns_goes_on_where_the_sums_of_codes_say_so():
    """201 is 12.00 above and 6.00 below, in each of three columns."""
    above, part = grid(WHOLE[:5], 1, 1, TITLE), grid(on_other_columns(BODY[4:]), 2, 2)
    (table,) = rejoined([above, part])
    assert texts(table) == list(WHOLE)


def test_a_part_on_other_columns_whose_sums_do_not_hold_is_left_alone():
    rows = [(*row[:2], *row[3:], row[2]) for row in BODY[4:]]
    above, part = grid(WHOLE[:5], 1, 1, TITLE), grid(on_other_columns(rows), 2, 2)
    assert len(rejoined([above, part])) == 2
