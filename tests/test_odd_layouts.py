"""Tables laid out in ways of their own are read as printed, and nothing is invented."""

from decimal import Decimal

from ingest.reading import read_document

ROWS = (
    "201\t一般公共服务支出\t30.00\t20.00\t10.00",
    "20103\t政府办公厅（室）及相关机构事务\t30.00\t20.00\t10.00",
    "2010301\t行政运行\t20.00\t20.00\t",
    "2010302\t一般行政管理事务\t10.00\t\t10.00",
    "208\t社会保障和就业支出\t5.50\t5.50\t",
    "20805\t行政事业单位养老支出\t5.50\t5.50\t",
    "2080505\t机关事业单位基本养老保险缴费支出\t5.50\t5.50\t",
)
HEAD = "科目编码\t科目名称\t合计\t基本支出\t项目支出"
TOTAL = "\t合计\t35.50\t25.50\t10.00"
TITLE = "一般公共预算财政拨款支出决算表"
RIGHT = {
    ("total", None, "spending"): Decimal("35.50"),
    ("total", None, "basic"): Decimal("25.50"),
    ("total", None, "project"): Decimal("10.00"),
    ("item", "2010301", "basic"): Decimal("20.00"),
    ("item", "2010302", "project"): Decimal("10.00"),
    ("class", "208", "spending"): Decimal("5.50"),
}


def amounts(text):
    rows = read_document(text.encode(), "document.txt", "document.txt")
    return rows.get("amounts", [])


def readings(text):
    return {
        (a["row_key"], a["code_text"], a["measure"]): (a["amount"], a["reading"])
        for a in amounts(text)
    }


def assert_read(text, count=19):
    found = {key: amount for key, (amount, _) in readings(text).items()}
    assert len(found) == count
    assert {key: found.get(key) for key in RIGHT} == RIGHT
    assert {a["unit_text"] for a in amounts(text)} == {"万元"}


def lines(*printed):
    return "\n".join(printed) + "\n"


def test_rows_with_the_title_and_the_unit_above_them():
    assert_read(lines(TITLE, "单位：万元", "", HEAD, *ROWS, TOTAL))


def test_the_title_in_a_row_of_the_table_with_a_head_beside_it():
    printed = [f"{line}\t" for line in (HEAD, *ROWS, TOTAL)]
    assert_read(lines("示例局", "", f"{TITLE}\t\t\t\t\t备注", "单位：万元\t\t\t\t\t", *printed))


def test_blank_rows_and_blank_lines_inside_the_table():
    rows = [HEAD, *ROWS[:2], "\t\t\t\t", *ROWS[2:4], "", *ROWS[4:], TOTAL]
    assert_read(lines(TITLE, "单位：万元", "", *rows))


def test_a_blank_row_between_two_rows_of_the_header():
    head = ("科目编码\t科目名称\t本年支出\t\t", "\t\t\t\t", "\t\t合计\t基本支出\t项目支出")
    assert_read(lines(TITLE, "单位：万元", "", *head, *ROWS, TOTAL))


def test_the_unit_in_the_heads_alone():
    head = "科目编码\t科目名称\t合计（万元）\t基本支出（万元）\t项目支出（万元）"
    assert_read(lines(TITLE, "", head, *ROWS, TOTAL))


def test_the_total_beside_its_unit():
    assert_read(lines(TITLE, "", HEAD, "\t合计（万元）\t35.50\t25.50\t10.00", *ROWS))


def test_rows_that_number_the_lines_and_the_columns():
    rows = [f"{i}\t{line}" for i, line in enumerate((*ROWS, TOTAL), start=1)]
    numbers = "栏次\t\t\t1\t2\t3"
    assert_read(lines(TITLE, "单位：万元", "", f"行次\t{HEAD}", numbers, *rows))


def test_a_note_and_a_repeated_header_inside_the_table():
    note = "注：本表反映本年支出情况。\t\t\t\t"
    assert_read(lines(TITLE, "单位：万元", "", HEAD, *ROWS[:4], HEAD, *ROWS[4:], TOTAL, note))


def test_two_tabs_between_cells_and_rows_of_one_cell():
    rows = ["\t\t" + line.replace("\t", "\t\t") + "\n" for line in (HEAD, *ROWS, TOTAL)]
    title = "\t\t" + TITLE + "\t\t" * 4 + "\n"
    unit = "\t\t单位：万元" + "\t\t" * 4 + "\n"
    assert_read(lines("示例局\n", title, unit, *rows))


def test_a_table_after_another_of_the_same_width_begins_with_its_title():
    def doubled(*printed):
        return ["\t\t" + line.replace("\t", "\t\t") + "\n" for line in printed]

    second = "政府性基金预算财政拨款支出决算表"
    unit = "单位：万元\t\t\t\t"
    fund = ("212\t城乡社区支出\t7.00\t\t7.00",)
    text = lines(
        "示例局\n",
        *doubled(f"{TITLE}\t\t\t\t", unit, HEAD, *ROWS, TOTAL),
        *doubled(f"{second}\t\t\t\t", unit, HEAD, *fund, "\t合计\t7.00\t\t7.00"),
    )
    assert {a["form_id"] for a in amounts(text)} == {
        "general_budget_appropriations",
        "government_fund_appropriations",
    }


def test_a_row_that_slipped_left_into_the_label_column_is_put_back():
    slipped = "合计\t35.50\t25.50\t10.00\t"
    text = lines(TITLE, "单位：万元", "", HEAD, slipped, *ROWS)
    assert readings(text)["total", None, "spending"] == (Decimal("35.50"), "realigned")
    assert_read(text)


def test_a_row_slips_over_a_column_that_is_none_of_the_form():
    head = f"{HEAD}\t上年增减额"
    rows = [f"{line}\t1.00" for line in ROWS]
    text = lines(TITLE, "单位：万元", "", head, *rows, "\t合计\t\t35.50\t25.50\t10.00\t7.00")
    assert readings(text)["total", None, "basic"] == (Decimal("25.50"), "realigned")
    assert_read(text)


def test_economic_codes_that_slipped_are_no_money():
    text = lines(
        "一般公共预算财政拨款基本支出决算表",
        "单位：万元",
        "",
        "科目编码\t科目名称\t金额\t科目编码\t科目名称\t金额\t",
        "301\t工资福利支出\t8.00\t302\t商品和服务支出\t5.00\t",
        "30101\t基本工资\t8.00\t30201\t办公费\t5.00\t",
        "30102\t津贴补贴\t—\t\t30202\t印刷费\t—",
        "30103\t奖金\t\t30203\t咨询费\t\t",
    )
    assert {(a["code_text"], a["amount"]) for a in amounts(text)} == {
        ("301", Decimal("8.00")),
        ("30101", Decimal("8.00")),
        ("302", Decimal("5.00")),
        ("30201", Decimal("5.00")),
    }


def test_a_number_line_printed_again_is_no_line_of_the_account():
    head = (
        "收入\t\t\t支出\t\t",
        "项目\t行次\t决算数\t项目\t行次\t决算数",
        "栏次\t\t1\t栏次\t\t2",
    )
    text = lines(
        "收入支出决算总表",
        "单位：万元",
        "",
        *head,
        "一、一般公共预算财政拨款收入\t1\t9.00\t一、一般公共服务支出\t3\t9.00",
        *head,
        "本年收入合计\t2\t9.00\t本年支出合计\t4\t9.00",
    )
    assert [a["amount"] for a in amounts(text)] == [Decimal("9.00")] * 4


def test_a_displaced_row_of_a_project_table_does_not_make_a_leaf_of_its_subtotal():
    text = lines(
        "项目支出预算表",
        "单位：元",
        "",
        "项目名称\t项目代码\t经济科目编码\t经济科目名称\t合计\t一般公共预算\t政府性基金预算\t",
        "道路养护\t\t\t\t30.00\t30.00\t\t",
        "道路养护\t53001\t30201\t办公费\t\t10.00\t10.00\t",
        "道路养护\t53001\t30213\t维修（护）费\t20.00\t20.00\t\t",
        "合计\t\t\t\t30.00\t30.00\t\t",
    )
    keys = {(a["row_key"], a["code_text"]) for a in amounts(text) if a["measure"] == "total"}
    assert ("project_item", None) not in keys
    assert ("subtotal", None) in keys
