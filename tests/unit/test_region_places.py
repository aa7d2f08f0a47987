"""Places, kinds of debt and halves in tables of whole areas."""

import pytest

from ingest.region_debt import Debt, debt_of, is_understood
from ingest.region_places import Place, place_of, places_of


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
