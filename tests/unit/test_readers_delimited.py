"""CSV and TSV: a sheet by the mark between its cells; other texts are none."""

import pytest

from corpus.render import delimited, table
from ingest.documents import Grid, Prose
from ingest.readers import read
from ingest.readers.delimited import found
from ingest.reading import read_document

ROWS = [
    ["项目", "预算数", "决算数"],
    ["教育支出", "1,094.85", "360.20"],
    ["卫生支出", "", "73.06"],
    ["合计", "1,094.85", "433.26"],
]
PARTS = ["支出决算表", "单位：万元", table(ROWS), "注：本表为空表示没有数据，见说明。"]


def seen(data):
    blocks = read(data).blocks
    (grid,) = (block for block in blocks if isinstance(block, Grid))
    texts = [line.text for b in blocks if isinstance(b, Prose) for line in b.lines]
    return [list(row.cells) for row in grid.rows], texts


@pytest.mark.parametrize(
    ("mark", "is_filled"),
    [*((mark, is_filled) for mark in ",;^~" for is_filled in (True, False)), ("\t", False)],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_sheet_is_read_whatever_parts_its_cells(mark, encoding, is_filled):
    data = delimited(PARTS, mark, encoding, is_filled=is_filled)
    assert seen(data) == (ROWS, ["支出决算表", "单位：万元", PARTS[-1]])


@pytest.mark.parametrize("is_filled", [True, False])
def test_a_sheet_in_tabs_has_its_figures(is_filled):
    heads = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    lines = [
        ["合计", "", "30.00", "20.00", "10.00"],
        ["205", "教育支出", "30.00", "20.00", "10.00"],
    ]
    parts = ["支出决算表", "部门：示例县财政局 2023年度 单位：万元", table([heads, *lines])]
    rows = read_document(delimited(parts, "\t", is_filled=is_filled), "a.tsv", "a.tsv")
    assert [row["amount_text"] for row in rows["amounts"]] == lines[0][2:] + lines[1][2:]
    assert {row["unit_text"] for row in rows["amounts"]} == {"万元"}


def test_commas_of_figures_between_tabs_part_nothing():
    lines = ["类别\t预算数\t完成数", "甲\t1,060\t1,100", "乙\t2,060\t2,100", "丙\t3,000\t3,100"]
    assert found("\n".join([*lines, "合计，见说明。", "完", "完", "完", "完"])) is None


def test_cells_in_quotation_marks_hold_marks_and_lines():
    text = '项目,预算数,说明\n"甲,乙",1.00,"上\n下"\n丙,2.00,\n'
    rows = found(text)
    assert [row.cells for row in rows] == [
        ("项目", "预算数", "说明"),
        ("甲,乙", "1.00", "上\n下"),
        ("丙", "2.00", ""),
    ]
    assert rows[2].places == ("line 4 cell 1", "line 4 cell 2", "line 4 cell 3")


@pytest.mark.parametrize(
    "text",
    [
        "支出决算表\n教育支出    1,094.85    3,360.20\n卫生支出    2,073.06    1,173.06\n末",
        "本部门2024年支出1,094.85万元。\n其中基本支出360.20万元。\n项目支出734.65万元。",
        '甲,"乙\n丙,丁\n戊,己',
        "",
    ],
)
def test_a_text_with_commas_in_it_is_no_sheet(text):
    assert found(text) is None


TWO = ["收入决算表", "单位：万元", table(ROWS), "支出决算表", "单位：万元",
       table([["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
              ["201", "一般公共服务支出", "1,094.85", "360.20", "734.65"],
              ["", "合计", "1,094.85", "360.20", "734.65"]])]  # fmt: skip


def rows_of(data):
    return [
        [list(row.cells[: len(part.rows[0])]) for row in block.rows]
        for part, block in zip(
            (part for part in TWO if not isinstance(part, str)),
            (block for block in read(data).blocks if isinstance(block, Grid)),
            strict=True,
        )
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "^", "~"])
@pytest.mark.parametrize("is_filled", [True, False])
def test_several_tables_of_unlike_width_are_as_many(mark, is_filled):
    found = rows_of(delimited(TWO, mark, "utf-8", is_filled=is_filled))
    assert found == [[[c.text for c in row] for row in TWO[i].rows] for i in (2, 5)]


def test_rows_that_end_with_their_last_text_stand_in_their_columns():
    text = delimited(TWO, ",", "utf-8", is_filled=False).decode()
    short = "\r\n".join(line.rstrip(",") for line in text.split("\r\n"))
    assert rows_of(short.encode()) == rows_of(text.encode())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", "~"])
def test_the_first_line_may_say_what_parts_cells(mark):
    data = f"sep={mark}\r\n".encode() + delimited(TWO, mark, "utf-8", is_filled=False)
    assert rows_of(data) == rows_of(delimited(TWO, mark, "utf-8"))
    (first, *_) = (block for block in read(data).blocks if isinstance(block, Grid))
    assert first.rows[0].places[0] == "line 4 cell 1"


def test_what_keeps_a_number_a_text_is_none_of_it():
    rows = [["编码", "科目", "金额"], ["201", "甲", "1.00"], ["0012", "乙", "2.00"]]
    guarded = [[f'="{c}"' if c.isdigit() else c for c in row] for row in rows]
    for text in (
        "\n".join(",".join(row) for row in guarded),
        delimited([table(guarded)], ",", "utf-8").decode(),
    ):
        assert [list(row.cells) for row in found(text)] == rows


@pytest.mark.parametrize("mark", ["\t", "|"])
def test_quoted_cells_between_tabs_or_bars_hold_lines(mark):
    text = '项目\t"金额\n（万元）"\t说明\n甲\t1.00\t"上\n下"\n乙\t2.00\t\n'
    text = text.replace("\t", mark)
    assert [row.cells for row in found(text)] == [
        ("项目", "金额\n（万元）", "说明"),
        ("甲", "1.00", "上\n下"),
        ("乙", "2.00", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1,094\n2,073\n3,167\n合计\n4,201\n",
        "甲 1,060 1,100\n乙 2,060 2,100\n丙 3,000 3,100\n",
        "2021~2023年\n增长1~3%\n2024~2025年\n完成5~6项\n上升0~1位\n",
        "2021~2023年，增长1~3%\n2024~2025年，增长2~4%\n2026~2027年，增长1~2%\n",
        "按照市委,市政府要求\n各部门,各单位\n抓好收入,压减支出\n落实政策\n办好实事\n",
    ],
)
def test_commas_of_figures_and_sentences_part_no_cells(text):
    assert found(text) is None


def test_bars_that_stand_apart_are_those_of_a_text():
    """Such a text leaves out what a merged cell covers: its cells are displaced."""
    lines = ["支出决算表||", "项目|预算数|决算数", "合计|1.00|", "教育支出|1.00|1.00"]
    assert found("\n".join(lines)) is not None
    assert found("\n".join(line.replace("|", " | ") for line in lines)) is None


def test_figures_between_bars_that_nothing_cuts_are_said():
    """Where lines end with their last text, others may leave out cells before it as well."""
    lines = ["支出决算表", "项目|行次|金额|项目|行次|金额", "栏次||1|栏次||2",
             "一、教育|1|2,509.18|一、外交支出|31", "二、卫生|2|13.20|二、国防支出",
             "三、住房|3||三、公共安全支出|33|1.00", "合计|4|2,522.38"]  # fmt: skip
    reading = read("\n".join(lines).encode())
    assert all(isinstance(block, Prose) for block in reading.blocks)
    (notice,) = reading.notices
    assert notice.reason == "table_without_grid"
