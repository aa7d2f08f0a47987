"""Tables in two halves, and those with a second head below."""

from ingest.documents import Grid, Row
from ingest.halves import second_head, stacked


def row(*cells):
    return Row(cells, tuple(f"cell {i}" for i in range(len(cells))))


HEAD = row("项目", "统计数", "项目", "统计数")


def test_the_right_half_follows_the_left_one():
    grid = Grid(1, (row("标题", "", "", ""), HEAD, row("合计", "9", "保有量", "3")))
    made, places = stacked(grid)
    assert [r.cells for r in made.rows] == [
        ("标题", "", "", ""), ("项目", "统计数"), ("合计", "9"), ("保有量", "3"),
    ]  # fmt: skip
    assert made.rows[3].places == ("cell 2", "cell 3")
    assert places[3] == (3, 2)


def test_two_heads_over_figures_alone_are_no_halves():
    assert stacked(Grid(1, (HEAD, row("合计", "9", "8", "3")))) is None


def test_a_head_that_does_not_repeat_itself_has_no_halves():
    assert (
        stacked(Grid(1, (row("项目", "预算数", "项目", "决算数"), row("a", "1", "b", "2"))))
        is None
    )


def test_a_head_of_halves_below_figures_begins_another_part():
    assert second_head((row("合计", "接待费"), row("9", "3"), HEAD)) == 2
    assert second_head((HEAD, row("合计", "9", "保有量", "3"), HEAD)) is None


def test_letters_behind_the_heads_part_no_halves():
    head = row("项目", "决算数（A）", "项目", "决算数（B）")
    made, _ = stacked(Grid(1, (head, row("合计", "9", "保有量", "3"))))
    assert [r.cells[0] for r in made.rows] == ["项目", "合计", "保有量"]
