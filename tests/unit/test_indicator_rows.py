"""Displaced indicator rows go back where their cells can stand."""

import pytest

from ingest.documents import Row
from ingest.shapes.indicator_rows import Columns, place

SELF_EVALUATION = {
    name: column
    for column, name in enumerate(
        ["level1", "level2", "indicator", "operator", "target", "unit", "actual", "weight",
         "score", "deviation"]
    )
}  # fmt: skip
TARGETS = {"level1": 0, "level2": 1, "indicator": 4, "half_year": 5, "target": 6}


def read(positions, *cells):
    return place(Row(tuple(cells), tuple("" for _ in cells)), Columns(positions))


def test_a_straight_row_is_as_published():
    found = read(
        SELF_EVALUATION,
        "产出指标",
        "数量指标",
        "会议次数",
        ">=",
        "4",
        "次",
        "5",
        "5",
        "5",
    )
    assert found.reading == "as_published"
    assert found.texts["actual"] == "5"


def test_a_row_one_column_to_the_left_is_put_back():
    found = read(
        SELF_EVALUATION,
        "可持续影响指标",
        "机制建设",
        "=",
        "作用明显",
        "",
        "作用明显",
        "5",
        "5",
        "无",
    )
    assert found.reading == "realigned"
    assert found.texts == {
        "level2": "可持续影响指标", "indicator": "机制建设", "operator": "=",
        "target": "作用明显", "actual": "作用明显", "weight": "5", "score": "5",
        "deviation": "无",
    }  # fmt: skip


def test_a_row_one_column_to_the_right_is_put_back():
    found = read(
        SELF_EVALUATION,
        "",
        "",
        "经济效益指标",
        "减少费用",
        ">=",
        "20",
        "%",
        "20",
        "5",
        "5",
    )
    assert found.texts["indicator"] == "减少费用"
    assert (found.texts["weight"], found.texts["score"]) == ("5", "5")


def test_an_official_level_name_in_the_first_column_belongs_to_the_second():
    found = read(
        SELF_EVALUATION,
        "社会效益指标",
        "",
        "运行稳定率",
        ">=",
        "90",
        "%",
        "100",
        "5",
        "5",
        "无",
    )
    assert found.texts["level2"] == "社会效益指标"
    assert "level1" not in found.texts


def test_an_indicator_without_a_name_of_its_own_takes_its_level_s():
    found = read(
        SELF_EVALUATION, "", "服务对象满意度指标等", ">=", "90", "%", "100", "10", "10"
    )
    assert found.texts["indicator"] == found.texts["level2"] == "服务对象满意度指标等"


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (
            ("预算编制", "", "", "科学性", "科学", "科学"),
            {"level2": "预算编制", "indicator": "科学性"},
        ),
        (("有效性", "", "", "", "有效", "有效"), {"indicator": "有效性"}),
        (("", "", "", "及时完成率", "=100%", "=100%"), {"indicator": "及时完成率"}),
    ],
)
def test_level_cells_displaced_with_their_row(cells, expected):
    found = read(TARGETS, *cells)
    assert found.reading == "realigned"
    assert found.texts == expected | {"half_year": cells[4], "target": cells[5]}


def test_more_points_than_there_are_are_read_as_printed_for_the_ledger_to_judge():
    found = read(
        SELF_EVALUATION, "产出指标", "数量指标", "次数", ">=", "4", "次", "5", "5", "6"
    )
    assert (found.reading, found.texts["score"]) == ("as_published", "6")


def test_a_displaced_row_with_more_points_than_there_are_is_no_reading():
    found = read(SELF_EVALUATION, "", "", "", "次数", ">=", "4", "次", "5", "5", "6")
    assert found.reading == "unreconciled"


SCORED = {
    name: column
    for column, name in enumerate(
        ["level1", "level2", "indicator", "target", "actual", "weight", "score", "deviation"]
    )
}


def test_a_blank_target_stays_blank_and_the_name_where_it_is():
    found = read(SCORED, "", "质量指标", "验收合格率", "", "63.2%", "20", "15", "无")
    assert found.reading == "as_published"
    assert found.texts["indicator"] == "验收合格率"
    assert "target" not in found.texts


def test_a_cost_may_be_of_the_second_level():
    found = read(SCORED, "", "成本指标", "项目总成本", "≤90万元", "90", "8", "8", "")
    assert (found.reading, found.texts["level2"]) == ("as_published", "成本指标")


def test_points_that_are_no_number_are_left_and_move_nothing():
    found = read(SCORED, "", "数量指标", "培训期数", "≥5期", "5期", "20", "见附件", "")
    assert found.reading == "as_published"
    assert (found.texts["indicator"], found.texts["weight"]) == ("培训期数", "20")
    assert found.left == (6,)


def test_a_cell_under_a_merged_head_stands_under_it():
    row = Row(("产出指标", "数量指标", "", "培训期数", "≥5期"), ("",) * 5)
    positions = {"level1": 0, "level2": 1, "indicator": 2, "target": 4}
    found = place(row, Columns(positions, under={3: "indicator"}))
    assert (found.reading, found.texts["indicator"]) == ("as_published", "培训期数")


def test_a_row_without_proof_of_its_displacement_is_no_indicator():
    found = read(SCORED, "综合评述", "项目完成较好")
    assert "indicator" not in found.texts
