"""Tables of a PDF that nothing rules, their heads at the left of their columns."""

from test_pdf_pages import FONT, _chinese, page  # noqa: F401  the fixture registers the font

from ingest.documents import Grid
from ingest.readers import pdf
from ingest.readers.pdf.flush_columns import tables
from ingest.readers.pdf.phrases import Phrase, TextLine
from ingest.readers.pdf.unruled_heads import Known
from ingest.reading import read_document

STEP, TOP = 16.0, 100.0
STARTS = (40.0, 70.0, 110.0, 240.0, 300.0, 360.0)
ENDS = (*(x - 12 for x in STARTS[1:]), 408.0)
WIDE = 8.0
FIRST_FIGURE = 3


def phrase(text, x0, y):
    is_figure = text[:1].isdecimal() and text[-1:].isdecimal()
    return Phrase(
        text, x0, x0 + (WIDE if not text.isascii() else WIDE / 2) * len(text), y, is_figure
    )


def line(row_no, *cells, above=0.0):
    """A line of texts by column: words at the left, figures at the right."""
    y = TOP + STEP * row_no + above
    phrases = []
    for column, text in cells:
        width = (WIDE if not text.isascii() else WIDE / 2) * len(text)
        is_right = text[:1].isdecimal() and column >= FIRST_FIGURE and "." in text
        phrases.append(phrase(text, ENDS[column] - width if is_right else STARTS[column], y))
    return TextLine(y, WIDE, tuple(phrases), ())


HEADS = (
    line(0, (0, "项目"), (3, "本年支出合计")),
    line(1, (0, "科目编码"), (2, "科目名称"), (3, "小计"), (4, "基本支出"), (5, "项目支出")),
    line(2, (0, "类"), (1, "款")),
)
ROWS = (
    line(3, (0, "201"), (2, "一般公共服务支出"), (3, "30.00"), (4, "20.00"), (5, "10.00")),
    line(4, (0, "201"), (1, "03"), (2, "行政运行"), (3, "20.00"), (4, "20.00")),
)


def test_heads_that_begin_where_their_columns_begin_tell_the_columns():
    (made,) = tables((*HEADS, *ROWS))
    assert made.cells == (
        ("项目", "", "", "本年支出合计", "", ""),
        ("科目编码", "", "科目名称", "小计", "基本支出", "项目支出"),
        ("类", "款", "", "", "", ""),
        ("201", "", "一般公共服务支出", "30.00", "20.00", "10.00"),
        ("201", "03", "行政运行", "20.00", "20.00", ""),
    )


def test_a_figure_between_two_columns_leaves_the_table_uncut():
    y = TOP + 5 * STEP
    figures = (phrase("1234567.00", 262.0, y), phrase("9.00", 330.0, y))
    assert list(tables((*HEADS, *ROWS, TextLine(y, WIDE, figures, ())))) == []


def test_a_title_and_a_sentence_are_no_rows():
    title = TextLine(TOP - STEP, WIDE, (phrase("支出决算表", 200.0, TOP - STEP),), ())
    text = phrase("本表反映支出", 5.0, TOP + 5 * STEP)
    (made,) = tables((title, *HEADS, *ROWS, TextLine(TOP + 5 * STEP, WIDE, (text,), ())))
    assert (made.first, made.end) == (1, 6)


def test_a_running_title_beside_the_table_is_no_head():
    running = TextLine(TOP - STEP, WIDE, (phrase("某局部门预算", 5.0, TOP - STEP),), ())
    (made,) = tables((running, *HEADS, *ROWS))
    assert (made.first, made.cells[0][0]) == (1, "项目")


def test_a_page_that_begins_with_rows_shows_their_columns_by_themselves():
    (made,) = tables(ROWS)
    assert [len(row) for row in made.cells] == [6, 6]
    running = (
        phrase("某局", 40.0, TOP),
        phrase("预算", 200.0, TOP),
        phrase("公开", 400.0, TOP),
    )
    assert list(tables((TextLine(TOP, WIDE, running, ()),))) == []


def draw_indicators(canvas):
    canvas.setFont(FONT, 9)
    xs = (40, 150, 290, 360, 450, 530)
    table = (
        ("项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "年度指标值"),
        ("某项补助", "", "产出指标", "数量指标", "补助人数", "100人"),
        ("", "", "产出指标", "质量指标", "验收合格率", "95%"),
        ("", "", "效益指标", "社会效益指标", "政策知晓率", "90%"),
    )
    canvas.drawString(40, 740, "部门项目支出绩效目标表")
    for i, row in enumerate(table):
        y = 700 - 24 * i
        for x, text in zip(xs, row, strict=True):
            canvas.drawString(x, y, text)
    canvas.drawString(150, 700 - 24 + 6, "完成年度各项补助，")
    canvas.drawString(150, 700 - 24 - 6, "资金按时到位。")


def test_indicators_that_nothing_rules_are_read():
    data = page(draw_indicators)
    (grid,) = [block for block in pdf.read(data).blocks if isinstance(block, Grid)]
    assert grid.rows[1].cells[:4] == (
        "某项补助", "完成年度各项补助，资金按时到位。", "产出指标", "数量指标",
    )  # fmt: skip
    found = read_document(data, "a.pdf", "a.pdf")["indicators"]
    assert [(row["indicator_text"], row["target_text"]) for row in found] == [
        ("补助人数", "100人"), ("验收合格率", "95%"), ("政策知晓率", "90%"),
    ]  # fmt: skip


def test_cells_of_several_lines_around_the_line_of_a_row_are_of_that_row():
    """Its name breaks off early, so that there is room beside it."""
    head = line(0, (0, "名称"), (2, "目标"), (3, "一级指标"), (4, "二级指标"), (5, "数"))
    body = (
        line(2, (0, "水"), (2, "一年之内监测四次并"), above=-5.0),
        line(2, (3, "产出指标"), (4, "数量指标"), (5, "4")),
        line(2, (0, "质"), (2, "公布结果"), above=5.0),
        line(4, (3, "效益指标"), (4, "社会效益"), (5, "90")),
    )
    (made,) = tables((head, *body))
    assert made.cells[1:] == (
        ("水质", "一年之内监测四次并公布结果", "产出指标", "数量指标", "4"),
        ("", "", "效益指标", "社会效益", "90"),
    )


def test_rows_below_the_line_on_top_of_all_pages_take_the_columns_of_the_page_before():
    """These print nothing in the third column, which the page before shows."""
    (whole,) = tables((*HEADS, *ROWS))
    running = line(0, (0, "示例市示例局2024年度部门决算表"))
    rows = [line(no, (0, "205"), (2, "教育支出"), (3, "9.00"), (4, "6.00")) for no in (2, 3, 4)]
    (made,) = tables((running, *rows), Known(whole.bands))
    assert [cells[-2:] for cells in made.cells] == [("9.00", "6.00")] * 3
    assert not list(tables((running, *rows[:1]), Known(whole.bands)))


def at_right(row_no, *cells):
    """A line of texts that stand at the right of their columns."""
    y = TOP + STEP * row_no
    made = (phrase(text, ENDS[x] - WIDE * len(text), y) for x, text in cells)
    return TextLine(y, WIDE, tuple(made), ())


HEAD = (0, "项目"), (2, "科目名称"), (3, "小计"), (4, "基本"), (5, "项目")
FIRST = line(1, (0, "201"), (2, "一般公共服务支出"), (3, "30.00"), (4, "20.00"), (5, "10.00"))


def test_a_head_that_is_printed_again_is_no_row_wherever_its_texts_stand():
    again = [at_right(row_no, *HEAD) for row_no in (2, 4)]
    last = line(3, (0, "205"), (2, "教育支出"), (3, "9.00"), (4, "6.00"), (5, "3.00"))
    (made,) = tables((line(0, *HEAD), FIRST, again[0], last, again[1]))
    assert [cells[0] for cells in made.cells] == ["项目", "201", "205"]
    assert made.end == 5


def test_a_table_goes_by_the_columns_of_the_one_above_where_it_has_its_head():
    """Its own, at the right of its columns, does not say where they begin."""
    phrases = line(4, HEAD[0]).phrases + at_right(4, *HEAD[1:]).phrases
    head = TextLine(TOP + STEP * 4, WIDE, phrases, ())
    code, *figures = line(5, (0, "212"), (3, "9.00"), (4, "6.00"), (5, "3.00")).phrases
    name = at_right(5, (2, "国有土地使用权出让")).phrases
    row = TextLine(TOP + STEP * 5, WIDE, (code, *name, *figures), ())
    title = line(3, (0, "政府性基金支出表"))
    _, made = tables((line(0, *HEAD), FIRST, title, head, row))
    assert made.cells[1] == ("212", "国有土地使用权出让", "9.00", "6.00", "3.00")


def test_a_column_behind_the_last_head_is_one_of_its_own():
    y = TOP + STEP * 2
    moved = (phrase("9.00", ENDS[5] - 16, y), phrase("6.00", 440.0, y))
    row = TextLine(y, WIDE, (*line(2, (0, "205"), (2, "教育支出")).phrases, *moved), ())
    (made,) = tables((line(0, *HEAD), FIRST, row))
    assert [cells[-2:] for cells in made.cells[1:]] == [("10.00", ""), ("9.00", "6.00")]


def test_words_that_reach_over_blank_columns_stand_in_the_one_in_which_they_begin():
    foot = line(2, (0, "结论"), (2, "项目总体执行情况良好，资金使用规范有效。"))
    (made,) = tables((line(0, *HEAD), FIRST, foot))
    assert made.cells[-1] == ("结论", "项目总体执行情况良好，资金使用规范有效。", "", "", "")


def placed(row_no, *cells):
    """A line of texts that begin where it is said."""
    y = TOP + STEP * row_no
    return TextLine(y, WIDE, tuple(phrase(text, float(x), y) for x, text in cells), ())


def test_parts_of_a_code_head_columns_in_the_row_of_the_total():
    """类, 款 and 项 stand beside the total, below 科目编码 and the head of the names."""
    head = placed(0, (40, "科目编码"), (160, "科目名称"), (260, "小计"), (320, "基本支出"))
    total = placed(
        1, (40, "类"), (80, "款"), (120, "项"), (160, "合计"), (260, "39.00"), (320, "26.00")
    )
    row = placed(
        2,
        (40, "201"),
        (80, "03"),
        (120, "01"),
        (160, "行政运行"),
        (260, "30.00"),
        (320, "20.00"),
    )
    (made,) = tables((head, total, row, placed(3, (40, "205"), (160, "教育"), (260, "9.00"))))
    assert made.cells[2] == ("201", "03", "01", "行政运行", "30.00", "20.00")


def test_a_column_that_no_head_names_shows_between_two_heads():
    """The head of the names is lost, and those behind it stand one column to the left."""
    head = placed(
        0, (40, "类"), (80, "款"), (260, "科目名称"), (320, "小计"), (380, "基本支出")
    )
    rows = [
        placed(1, (40, "201"), (80, "03"), (140, "行政运行"), (260, "30.00"), (320, "20.00")),
        placed(2, (40, "205"), (140, "教育支出"), (260, "9.00"), (320, "6.00")),
        placed(3, (40, "205"), (80, "01"), (140, "教育管理"), (260, "9.00"), (320, "6.00")),
    ]
    (made,) = tables((head, *rows))
    assert made.cells[0] == ("类", "款", "", "科目名称", "小计", "基本支出")
    assert made.cells[2] == ("205", "", "教育支出", "9.00", "6.00", "")


def test_a_head_printed_again_over_other_columns_begins_a_part():
    """The second part is narrower, and stands further to the right."""
    names = "科目编码", "科目名称", "小计", "基本支出"
    head = placed(0, *zip((40, 110, 240, 300), names, strict=True))
    row = placed(1, (40, "2010301"), (110, "行政运行"), (240, "30.00"), (300, "20.00"))
    again = placed(2, *zip((62, 120, 230, 280), names, strict=True))
    below = placed(3, (62, "2050101"), (120, "行政运行"), (230, "9.00"), (280, "6.00"))
    first, second = tables((head, row, again, below))
    assert first.cells == (names, ("2010301", "行政运行", "30.00", "20.00"))
    assert second.cells == (names, ("2050101", "行政运行", "9.00", "6.00"))


def test_heads_halfway_between_the_lines_of_a_head_are_no_labels_of_rows():
    """本年收入 reaches over both lines of the head, beside 合计 and what stands under it."""
    money = range(200, 500, 50)

    def at(y, texts, starts):
        def draw(canvas):
            canvas.setFont(FONT, 8)
            for x, text in zip(starts, texts, strict=True):
                canvas.drawString(x, y, text)

        return draw

    drawn = [
        at(700, ("项目", "上年结转", "年末结转"), (40, 200, 400)),
        at(692, ("本年收入", "本年支出"), (300, 350)),
        at(
            684, ("编码", "名称", "合计", "结余", "合计", "结余"), (40, 120, 200, 250, 400, 450)
        ),
        at(668, ("201", "公共服务", *["1.00"] * 6), (40, 120, *money)),
        at(652, ("205", "教育支出", *["2.00"] * 6), (40, 120, *money)),
    ]
    (grid,) = [b for b in pdf.read(page(*drawn)).blocks if isinstance(b, Grid)]
    upper = ("项目", "", "上年结转", "", "本年收入", "本年支出", "年末结转", "")
    assert grid.rows[0].cells == upper
    assert grid.rows[-1].cells[:3] == ("205", "教育支出", "2.00")


def test_a_title_in_book_marks_is_no_row():
    total = line(3, (0, "合计"), (3, "39.00"), (4, "26.00"), (5, "13.00"))
    (made,) = tables((line(0, *HEAD), FIRST, total, line(4, (0, "《收入决算表》"))))
    assert [cells[0] for cells in made.cells] == ["项目", "201", "合计"]
