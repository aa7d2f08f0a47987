"""Tables that a text prints without tabs."""

import pytest

from ingest.readers.printed_columns import in_tabs, uncut

HEAD = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
ROWS = (
    ("", "合计", "30.00", "20.00", "10.00"),
    ("201", "一般公共服务支出", "30.00", "20.00", "10.00"),
    ("2010301", "行政运行", "20.00", "20.00", ""),
    ("2010302", "一般行政管理事务", "10.00", "", "10.00"),
)
TABLE = (HEAD, *ROWS)


def places(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text)


def spaced(is_right: bool = False, space: str = " ") -> list[str]:
    widths = [max(map(places, column)) + 2 for column in zip(*TABLE, strict=True)]
    lines = []
    for row in TABLE:
        line = ""
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - places(text))
            line += blank + text if is_right and column > 1 else text + blank
        lines.append(line.replace("  ", space) if space != " " else line)
    return lines


def cells(lines):
    return [tuple(cell.strip() for cell in line.split("\t")) for line in lines]


@pytest.mark.parametrize("is_right", [False, True])
@pytest.mark.parametrize("space", [" ", "\u3000"])
def test_columns_of_spaces_are_cut_at_their_places(is_right, space):
    assert cells(in_tabs(spaced(is_right, space))) == list(TABLE)


@pytest.mark.parametrize("bar", ["|", " | ", "｜", " │ ", "┃"])
@pytest.mark.parametrize("is_framed", [False, True])
def test_cells_between_bars_are_cut(bar, is_framed):
    lines = [bar.join(row) for row in TABLE]
    lines = [f"{bar.strip()}{line}{bar.strip()}" for line in lines] if is_framed else lines
    assert cells(in_tabs(lines)) == list(TABLE)


def test_rules_between_rows_are_no_rows():
    lines = ["| " + " | ".join(row) + " |" for row in TABLE]
    lines.insert(1, "|---|---|---:|---|---|")
    assert [row for row in cells(in_tabs(lines)) if any(row)] == list(TABLE)


def in_columns(table):
    """A table with each column as wide as its widest text and two places more."""
    widths = [max(map(places, column)) + 2 for column in zip(*table, strict=True)]
    texts = (zip(row, widths, strict=True) for row in table)
    return [
        "".join(text + " " * (w - places(text)) for text, w in row).rstrip() for row in texts
    ]


WHOLE_YUAN = (
    ("项　目", "行次", "预算数", "决算数"),
    ("一、一般公共服务支出", "1", "2500", "2100"),
    ("合  计", "2", "2500", "2100"),
    ("说明", "", "", "无  。"),
)


def test_spaced_letters_are_one_word_and_whole_amounts_make_a_table():
    expected = [tuple(text.replace("　", "").replace(" ", "") for text in row)
                for row in WHOLE_YUAN]  # fmt: skip
    assert cells(in_tabs(in_columns(WHOLE_YUAN))) == expected


def test_heads_of_code_columns_are_no_word():
    table = (
        ("类", "款", "项", "科目名称", "合计"),
        ("20", "01", "03", "行政运行", "1,200.00"),
        ("20", "01", "05", "其他支出", "1,300.00"),
    )
    assert cells(in_tabs(in_columns(table))) == list(table)


def test_one_row_of_amounts_under_a_head_is_a_table():
    table = (
        ("预算数", "", "", "决算数", "", ""),
        ("合计", "购置费", "公务接待费", "合计", "购置费", "公务接待费"),
        ("1.30", "", "0.71", "0.95", "", "0.60"),
    )
    assert cells(in_tabs(in_columns(table))) == list(table)


def test_a_column_that_only_poorly_filled_rows_print_is_a_column():
    table = (
        ("项目", "行次", "资产合计", "固定资产", "", "", "", "其他资产"),
        ("", "", "", "原值", "净值", "原值", "净值", "净值"),
        ("栏次", "", "1", "2", "3", "4", "5", "6"),
        ("合计", "1", "2.98", "7.72", "", "", "", "0.54"),
    )
    assert cells(in_tabs(in_columns(table))) == list(table)


INDICATORS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值"),
    ("产出指标", "数量指标", "补助人数", "≥100人"),
    ("效益指标", "社会效益指标", "政策知晓率", "≥90%"),
)


def test_a_table_of_indicators_in_columns_of_spaces_is_cut():
    assert cells(in_tabs(in_columns(INDICATORS))) == list(INDICATORS)


def test_a_table_that_nothing_cuts_is_told_and_prose_is_none():
    lines = ["预算数    决算数", "30.00   20.00    10.00   5.00", "3.00    20.00  1.00"]
    assert uncut(lines) == 1
    assert uncut(["目录", "第一部分　概况　1", "第二部分　决算表　12"]) is None
    assert uncut(["单位：某局　　2023年　　金额单位：万元"] * 3) is None


def test_lines_that_do_not_fit_the_columns_stay_text():
    lines = [*spaced(), "2010399   其他  政府办公厅  1,234.00 5.00  6.00  7.00  8.00"]
    assert in_tabs(lines) == tuple(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["部门：示例局　　金额单位：万元", "支出决算表"],
        ["负责人：某某　　填表人：某某　　日期：3月1日"] * 3,
        ["本年支出  为  30.00万元。"],
    ],
)
def test_labels_and_sentences_are_no_table(lines):
    assert in_tabs(lines) == tuple(lines)


def test_marks_within_quotation_marks_cut_nothing():
    lines = ["（一）项目基本情况", '"预算1,141.78万元，支出1,141.78万元，人次达到1,290人次"']
    assert in_tabs(lines) == tuple(lines)
