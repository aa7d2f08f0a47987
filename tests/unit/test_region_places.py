"""Places, kinds of debt and halves in tables of whole areas."""

import pytest

from ingest.documents import Line, Prose
from ingest.form import load_forms
from ingest.government import is_government
from ingest.region_debt import Debt, debt_of, is_understood
from ingest.region_places import Place, place_of, places_of
from ingest.region_titles import place_in


@pytest.mark.parametrize(
    ("label", "scope", "name"),
    [
        ("全市", "whole_region", None),
        ("市本级", "own_level", None),
        ("市级合计", "city_level", None),
        ("县区合计", "lower_levels", None),
        ("东示例区", "lower_part", "东示例区"),
        ("示例市合计", "lower_part", "示例市"),
    ],
)
def test_a_label_names_a_place_and_how_far_it_reaches(label, scope, name):
    assert place_of(label) == Place(scope, name)


@pytest.mark.parametrize("label", ["返还性支出", "城乡社区", "均衡性转移支付", "教育"])
def test_an_item_is_no_place(label):
    assert place_of(label) is None


def test_a_total_is_of_the_whole_only_beside_the_own_level():
    parts = {1: "合计", 2: "东示例区", 3: "西示例县"}
    assert places_of(parts)[1].scope == "lower_levels"
    assert places_of({**parts, 4: "市本级"})[1].scope == "whole_region"


def test_the_own_level_of_a_part_is_not_the_areas():
    labels = {1: "市县合计", 2: "东示例市合计", 3: "市本级", 4: "东示例县"}
    assert places_of(labels)[3] == Place("lower_part", "东示例市市本级")


def test_a_place_called_without_its_level_is_told_by_its_own_level():
    labels = {
        1: "全省",
        2: "东示例合计",
        3: "行署本级",
        4: "东示例县",
        5: "收入合计",
        6: "省本级",
    }
    found = places_of(labels)
    assert found[2] == Place("lower_part", "东示例")
    assert found[3] == Place("lower_part", "东示例行署本级")
    assert 5 not in found
    assert places_of({1: "全省", 2: "东示例合计", 3: "东示例县"}).keys() == {1, 3}


def test_the_row_before_one_told_as_a_part_is_the_whole():
    assert places_of({1: "示例市", 2: "其中：市本级", 3: "东示例区"})[1].scope == "whole_region"


@pytest.mark.parametrize(
    ("texts", "debt"),
    [
        (("2022年限额", "一般债务", "债务限额和余额表"), Debt("general", "limit", 2022)),
        (("2026年初政府债务余额", ""), Debt("total", "balance", 2025)),
        (("其中：再融资债券", "（二）专项债券", "一、2025年发行数", ""),
         Debt("special", "issued_refinancing", 2025)),
        (("其中：再融资", "（一）一般债券", "四、2026年还本预算数", ""),
         Debt("general", None, 2026)),
        (("一般债务", "债务限额、余额表"), Debt("general", None, None)),
    ],
)  # fmt: skip
def test_words_say_which_debt_and_what_of_it(texts, debt):
    assert debt_of(texts) == debt


def test_a_word_that_debt_is_not_spoken_of_in_is_not_understood():
    assert is_understood("其中：新增专项债券")
    assert not is_understood("棚户区改造专项债券")


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("示例市甲区2024年区本级财政收支决算报告", "示例市甲区"),
        ("示例市和平区人民政府关于2024年财政决算的报告", "示例市和平区"),
        ("2020年示例市甲区政府债务情况说明", "示例市甲区"),
        ("示例省示范族自治州2022年全州预算执行情况", "示例省示范族自治州"),
        ("示例市人民政府关于2022年市级财政决算的报告", "示例市"),
        ("2022年示例省全省和省本级财政决算", "示例省"),
        ("示例市人民政府办公室2023年决算", "示例市"),
    ],
)
def test_a_title_names_the_whole_area_that_reports(title, place):
    assert place_in(title) == place


@pytest.mark.parametrize(
    ("title", "is_area"),
    [
        ("示例市甲区2024年决算报告", True),
        ("示例市甲区人民政府关于2024年决算（草案）的报告", True),
        ("示例经济技术开发区2024年决算报告", True),
        ("2020年示例市甲区政府债务情况说明", True),
        ("示例市财政局2024年决算报告", False),
        ("示例市甲区教育局2024年决算公开", False),
        ("示例市甲区青山镇人民政府2024年决算公开", False),
    ],
)
def test_an_area_that_reports_itself_is_known_by_its_title(title, is_area):
    lines = tuple(Line(text, f"line {no}") for no, text in enumerate([title, "一、收支情况。"]))
    assert is_government([Prose(1, lines)], load_forms()) is is_area
