"""Tables of a PDF whose cells have grounds of colour: cut where the grounds end."""

import itertools

import pytest
from test_pdf_pages import FONT, _chinese, page  # noqa: F401  the fixture registers the font

from ingest.documents import Grid
from ingest.readers import pdf

STEP, TOP = 13, 700


def grids(*draw):
    return [block for block in pdf.read(page(*draw)).blocks if isinstance(block, Grid)]


def cells(xs, rows, *, shaded, merged=()):
    """Rows of words at the left of their cells; grounds behind those of the shaded ones.

    `merged` are cells that reach down: row, column, how many rows; they have grounds.
    """

    def draw(canvas):
        canvas.setFont(FONT, 8)
        down = {(y + i, x): (y, i) for y, x, n in merged for i in range(n)}
        canvas.setFillGray(0.85)
        for y, x, n in merged:
            canvas.rect(xs[x], TOP - (y + n) * STEP, xs[x + 1] - xs[x], n * STEP, 0, 1)
        for y in shaded:
            for x, (x0, x1) in enumerate(itertools.pairwise(xs)):
                if (y, x) not in down:
                    canvas.rect(x0, TOP - (y + 1) * STEP, x1 - x0, STEP, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                canvas.drawString(xs[x] + 4, TOP - y * STEP - 10, text)

    return draw


def centred(*placed):
    def draw(canvas):
        canvas.setFont(FONT, 8)
        for text, x, y in placed:
            canvas.drawCentredString(x, y, text)

    return draw


COLUMNS = (40, 120, 200, 320, 400, 480)
INDICATORS = (
    ("产出指标", "数量指标", "印发宣传册", "≥20册", "22册"),
    ("", "质量指标", "验收合格率", "≥95%", "96%"),
    ("", "时效指标", "按期完成率", "=100%", "100%"),
    ("效益指标", "社会效益指标", "居民安全意识", "持续提高", "达到预期"),
)


def test_rows_of_words_between_grounds_keep_their_columns():
    (table,) = grids(
        centred(("指标", 250, TOP + 60)),
        cells(COLUMNS, INDICATORS, shaded=(0, 2), merged=[(0, 0, 3)]),
        centred(("3.50", 60, 100), ("1.25", 120, 100)),
    )
    assert [row.cells for row in table.rows] == list(INDICATORS)
    assert [row.covered[0] for row in table.rows] == ["产出指标"] * 3 + ["效益指标"]


def test_a_text_that_crosses_edges_is_one_cell():
    goal = ("年度目标", "完成水质监测年度任务，保障群众用水和用地等基本需求", "", "", "已完成")
    rows = (INDICATORS[0], goal, INDICATORS[2])
    (table,) = grids(cells(COLUMNS, rows, shaded=(0, 2)), centred(("9.1 2.5 3.5", 300, 60)))
    assert table.rows[1].cells == goal
    assert table.rows[1].covered[1:4] == (goal[1],) * 3


AMOUNTS = (40, 120, 200, 280, 360, 440, 520)
HEAD = (
    ("单位：万元", 490, TOP + 56),
    ("2023年预算数", 280, TOP + 33),
    *(("合计", 80, TOP + 20), ("因公出国（境）费", 160, TOP + 20)),
    *(("公务用车购置及运行费", 320, TOP + 20), ("公务接待费", 480, TOP + 20)),
    *(("小计", 240, TOP + 7), ("购置费", 320, TOP + 7), ("运行维护费", 400, TOP + 7)),
)


def test_a_head_over_one_shaded_row_is_read_in_its_levels():
    row = ("9.50", "", "8.00", "", "8.00", "1.50")
    (table,) = grids(centred(*HEAD), cells(AMOUNTS, (row,), shaded=(0,)))
    assert [line.text for line in table.before] == ["单位：万元", "2023年预算数"]
    assert [found.covered for found in table.rows[:2]] == [
        ("合计", "因公出国（境）费", *("公务用车购置及运行费",) * 3, "公务接待费"),
        ("", "", "小计", "购置费", "运行维护费", ""),
    ]
    assert table.rows[2].cells == row


@pytest.mark.parametrize("shaded", [(0, 2), (1, 3)])
def test_rows_before_and_after_the_grounds_belong_to_the_table(shaded):
    rows = [(f"201{i}", "行政运行", f"{i}.50", "1.00", f"{i}.00") for i in range(1, 5)]
    head = (("科目编码", 80, TOP + 8), ("科目名称", 160, TOP + 8), ("合计", 260, TOP + 8))
    more = (("基本支出", 360, TOP + 8), ("项目支出", 440, TOP + 8))
    (table,) = grids(centred(*head, *more), cells(COLUMNS, rows, shaded=shaded))
    assert [row.cells for row in table.rows[1:]] == rows
    assert table.rows[0].cells == ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def test_a_ground_under_the_head_alone_gives_the_columns_of_all_rows():
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    rows = [(f"201{i}", "行政运行", f"{i}.50", "1.00", f"{i}.00") for i in range(1, 5)]
    (table,) = grids(cells(COLUMNS, [head, *rows], shaded=(0,)))
    assert [row.cells for row in table.rows] == [head, *rows]


def test_a_note_below_the_grounds_is_no_row():
    note = centred(("注：本表反映本年度支出。", 120, TOP - 5 * STEP))
    found = grids(cells(COLUMNS, INDICATORS, shaded=(0, 2)), note)
    assert len(found[0].rows) == len(INDICATORS)
