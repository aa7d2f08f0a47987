"""A money table as its shape reads it."""

from ingest.documents import Grid, Row
from ingest.plain_grid import prepared


def grid(*rows):
    return Grid(1, tuple(Row(tuple(r), tuple(f"{i} {j}" for j in range(len(r))))
                         for i, r in enumerate(rows)))  # fmt: skip


HEAD = ("科目编码", "科目名称", "合计①")


def test_labels_beside_a_name_are_blank_and_the_rows_keep_their_numbers():
    table, _ = prepared(grid(("单位名称", "示例市示例局", "单位：万元"), HEAD), None)
    assert [row.cells for row in table.rows] == [
        ("", "", ""),
        ("科目编码", "科目名称", "合计"),
    ]


def test_figures_that_all_carry_one_unit_give_it_to_the_table():
    table, unit = prepared(
        grid(HEAD, ("201", "公共服务*", "¥1,200.50万元"), ("202", "", "—")), None
    )
    assert unit == ("万元", "1 2")
    assert table.rows[1].cells == ("201", "公共服务", "1200.50")
    assert table.rows[1].printed == {2: "¥1,200.50万元"}


def test_a_unit_behind_one_figure_of_several_is_not_the_tables():
    rows = grid(HEAD, ("201", "甲", "5万元"), ("202", "乙", "1,200.50"))
    assert prepared(rows, None) == (grid(("科目编码", "科目名称", "合计"), *[
        row.cells for row in rows.rows[1:]]), None)  # fmt: skip


def test_a_unit_that_contradicts_the_tables_is_left_as_printed():
    table, unit = prepared(grid(HEAD, ("201", "甲", "5.00元")), ("万元", "title"))
    assert unit == ("万元", "title")
    assert table.rows[1].cells[2] == "5.00元"
