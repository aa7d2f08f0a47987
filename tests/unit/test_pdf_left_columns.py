"""Tables of words on pages without lines, and what a page's end cuts of such tables."""

from test_pdf_pages import FONT, _chinese, pages  # noqa: F401  the fixture registers the font

from ingest.documents import Grid
from ingest.readers import pdf
from ingest.readers.pdf.left_columns import tables
from ingest.readers.pdf.phrases import Phrase, TextLine
from ingest.readers.pdf.unruled_heads import Band, Known
from ingest.values import number

STEP, TOP, FOOT = 13, 760, 60
LEFT = (40, 110, 180, 280, 360, 440, 500)
TITLE = "项目支出绩效自评表"
NAME = ("项目名称", "", "水质监测", "", "", "", "")
FUNDS = (
    ("项目资金", "", "", "全年预算数", "全年执行数", "分值", "得分"),
    ("", "", "年度资金总额", 62.65, 40.10, "10", "6.40"),
    ("", "", "　上年结转", 1.25, 0.75, "—", "—"),
)
GOAL = ("年度目标", "按期完成全部河道水质监测年度任务，保障用水", "", "", "已完成", "", "")
INDICATORS = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标", "数量指标", "监测断面数", "≥70个", "73个", "30", "30"),
    ("", "质量指标", "数据合格率", "≥95%", "96%", "30", "29.5"),
    ("效益指标", "社会效益指标", "居民安全意识", "持续提高", "有所提高", "30", "28"),
)
ROWS = (NAME, *FUNDS, GOAL, *INDICATORS)


def words(rows, top=TOP):
    """Words at the left of their columns, amounts at the right."""

    def draw(canvas):
        canvas.setFont(FONT, 8)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                at = top - y * STEP
                if isinstance(text, float):
                    canvas.drawRightString(LEFT[x + 1] - 8, at, f"{text:.2f}")
                else:
                    canvas.drawString(LEFT[x], at, text)

    return draw


def centred(text, y):
    def draw(canvas):
        canvas.setFont(FONT, 8)
        canvas.drawCentredString(300, y, text)

    return draw


def printed(rows):
    return [
        tuple(f"{x:.2f}" if isinstance(x, float) else x.strip("　") for x in row)
        for row in rows
    ]


def grids(*drawings):
    blocks = pdf.read(pages(*drawings)).blocks
    return [[row.cells for row in b.rows] for b in blocks if isinstance(b, Grid)]


def test_a_form_of_indicators_keeps_the_columns_of_each_of_its_parts():
    (table,) = grids([centred(TITLE, TOP + 30), words(ROWS)])
    assert table == printed(ROWS)


def test_rows_as_near_as_lines_are_rows_of_their_own():
    (table,) = grids([centred(TITLE, TOP + 30), words(ROWS)])
    assert table[-3][2:4] == ("监测断面数", "≥70个")


def test_a_text_without_room_for_more_goes_on_in_the_line_below():
    full = ("产出指标", "数量指标", "监测断面和取水点总数额", "≥70个", "73个", "30", "30")
    rest = ("", "", "全年累计", "", "", "", "")
    (table,) = grids([centred(TITLE, TOP + 30), words((*ROWS[:-3], full, rest, *ROWS[-2:]))])
    assert table[-3][2] == "监测断面和取水点总数额全年累计"


def test_a_form_that_a_page_cuts_is_one_table():
    top = FOOT + 4 * STEP
    full = [centred(TITLE, TOP + 30), words(ROWS)]
    cut = [centred(TITLE, top + 30), words(ROWS[:4], top)]
    assert grids([*full, *cut], [words(ROWS[4:])]) == [printed(ROWS)] * 2


def test_a_name_at_the_foot_of_a_page_stays_with_its_form():
    top = FOOT + STEP
    full = [centred(TITLE, TOP + 30), words(ROWS)]
    (whole, cut) = grids(
        [
            *full,
            centred(TITLE, top + 30),
            words([NAME, ("主管部门", "", "水利局", "", "", "", "")], top),
        ],
        [words(ROWS[1:])],
    )
    assert whole == printed(ROWS)
    assert cut[0] == NAME
    assert cut[2:] == printed(ROWS[1:])


HEAD = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
AMOUNTS = (
    ("205", "教育支出", "1,094.85", "800.00", "294.85"),
    ("20502", "普通教育", "1,094.85", "800.00", "294.85"),
    ("2050202", "小学教育", "1,094.85", "800.00", "294.85"),
)
MIDDLE = (80, 180, 280, 380, 480)


def amounts(rows, top=TOP):
    def draw(canvas):
        canvas.setFont(FONT, 8)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                at = top - y * STEP
                if x < 2:
                    canvas.drawString(MIDDLE[x] - 40, at, text)
                else:
                    canvas.drawRightString(MIDDLE[x] + 44, at, text)

    return draw


def head(top):
    def draw(canvas):
        canvas.setFont(FONT, 8)
        for x, text in zip(MIDDLE, HEAD, strict=True):
            canvas.drawCentredString(x, top, text)

    return draw


def test_a_head_at_the_foot_of_a_page_stands_over_its_rows():
    title = centred("支出决算表", FOOT + 40)
    unit = centred("单位：万元", FOOT + 20)
    (table,) = grids([title, unit, head(FOOT)], [amounts(AMOUNTS)])
    assert table == [HEAD, *AMOUNTS]


def test_a_head_at_the_foot_of_a_page_stands_over_a_row_whose_name_is_cut_to_its_column():
    """The first line of the page is the first of that name, above the figures of its row."""
    starts = 40, 120, 240, 330, 420

    def at(y, *row):
        def draw(canvas):
            canvas.setFont(FONT, 8)
            for x, text in zip(starts, row, strict=True):
                canvas.drawString(x, y, text)

        return draw

    rows = [
        at(TOP + 5, "", "机关事业单位养老", "", "", ""),
        at(TOP, "208", "", "1,094.85", "800.00", "294.85"),
        at(TOP - 5, "", "保险缴费支出", "", "", ""),
        *(at(TOP - 25 - 16 * i, *row) for i, row in enumerate(AMOUNTS)),
    ]
    (table,) = grids([centred("支出决算表", FOOT + 40), at(FOOT, *HEAD)], rows)
    assert table[0] == HEAD
    assert table[1] == ("208", "机关事业单位养老保险缴费支出", "1,094.85", "800.00", "294.85")


def test_the_number_of_a_page_is_no_row():
    number = centred("- 100 -", TOP + 20)
    assert grids([number, centred("本年支出1,094.85万元。", TOP)]) == []


def test_one_row_of_two_amounts_under_a_head_is_a_table():
    row = (("", "", "1,094.85", "", "294.85"),)
    found = grids([centred("支出情况表", TOP + 60), head(TOP + 20), amounts(row)])
    assert found == [[HEAD, ("", "", "1,094.85", "", "294.85")]]


def test_a_name_of_two_lines_stands_in_the_row_of_the_figures_between_them():
    """The line above its figures is not the rest of the full name of the row above."""
    printed = [
        (100, {40: "2101103", 110: "公务员医疗补助", 210: "30.00", 310: "30.00"}),
        (120, {110: "其他行政事业单"}),
        (126, {40: "2101199", 210: "4.16", 310: "4.16"}),
        (132, {110: "位医疗支出"}),
        (150, {40: "213", 110: "农林水支出", 210: "5.00", 310: "5.00"}),
    ]
    lines = [
        TextLine(
            y,
            12.0,
            tuple(
                Phrase(text, x, x + 8 * len(text), y, number(text) is not None)
                for x, text in texts.items()
            ),
            (),
        )
        for y, texts in printed
    ]
    columns = Band(40, 110), Band(110, 172), Band(172, 260), Band(260, 360)
    (found,) = tables(lines, Known(columns))
    assert found.cells == (
        ("2101103", "公务员医疗补助", "30.00", "30.00"),
        ("2101199", "其他行政事业单位医疗支出", "4.16", "4.16"),
        ("213", "农林水支出", "5.00", "5.00"),
    )


def test_words_at_the_right_of_their_columns_stand_in_them():
    """Heads and funds begin where the columns do; names and figures end where they end."""
    ends = (*(x - 8 for x in LEFT[1:]), 560)

    def draw(canvas):
        canvas.setFont(FONT, 8)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                at = TOP - y * STEP
                if y > len(FUNDS) + 2 and x > 1:
                    canvas.drawRightString(ends[x], at, str(text))
                elif text:
                    canvas.drawString(LEFT[x], at, str(text))

    rows = (NAME, *FUNDS, GOAL, *INDICATORS)
    (table,) = grids([draw])
    assert table[-3:] == [tuple(row) for row in INDICATORS[1:]]


def at_right_of(columns, rows, first):
    """Draws rows: words and figures from `first` on end where their columns do."""
    ends = (*(x - 8 for x in LEFT[1:]), 560)

    def draw(canvas):
        canvas.setFont(FONT, 8)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                at = TOP - y * 16
                if y >= first and x in columns:
                    canvas.drawRightString(ends[x], at, str(text))
                elif text:
                    canvas.drawString(LEFT[x], at, str(text))

    return draw


SIGNED = (
    ("一级指标", "二级指标", "三级指标", "指标性质", "年度指标值", "单位", "备注"),
    ("产出指标", "数量指标", "监测断面数", "≥", "70", "个", "无"),
    ("产出指标", "质量指标", "数据合格率", "≥", "95", "%", "无"),
    ("效益指标", "社会效益指标", "居民知晓率", "≥", "90", "%", "无"),
    ("效益指标", "社会效益指标", "居民满意率", "≥", "85", "%", "无"),
)


def test_signs_and_one_word_at_the_right_of_a_column_are_no_columns():
    """≥, % and 无 end where the columns of their heads do, and each begins at one place."""
    rows = (NAME, *FUNDS, GOAL, *SIGNED)
    (table,) = grids([at_right_of(range(2, 7), rows, len(FUNDS) + 3)])
    assert table[-5:] == list(SIGNED)


def test_rows_at_the_right_go_on_in_the_columns_of_the_page_before():
    """Those of the last column reach further to the right than anything on that page."""
    rows = (NAME, *FUNDS, GOAL, *SIGNED[:4])
    rest = (*SIGNED[4:], ("满意度指标", "服务对象满意", "用水户", "≥", "95", "%", "受季节影响"))
    above = at_right_of(range(2, 7), rows, len(FUNDS) + 3)
    below = at_right_of(range(2, 7), rest, 0)
    (table,) = grids([above], [below])
    assert table[-2:] == list(rest)
