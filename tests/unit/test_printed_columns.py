"""Tables that a text prints without tabs."""

import pytest

from ingest.readers.printed_columns import in_tabs

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
