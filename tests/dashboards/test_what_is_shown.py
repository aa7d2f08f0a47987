"""What stands side by side on a page compares, in one unit, each figure whole."""

from decimal import Decimal

import polars as pl
import pytest
import streamlit as st

from dashboards import formats, measures, outliers, page, tables
from dashboards.texts import LANGUAGES
from dashboards.views import compare_rankings
from dashboards.views.compare_rows import Choice

ROWS = pl.DataFrame(
    {
        "label": ["甲局", "乙局", "丙局", "丁县局", "戊局"],
        "value": [Decimal(5), Decimal(4), Decimal(3), Decimal(9), None],
        "region_level": ["prefecture", "prefecture", "prefecture", "county", "prefecture"],
        "three_public_fund_basis": [
            *("general_public_budget", "fiscal_appropriation", "general_public_budget"),
            *("general_public_budget", None),
        ],
        "caliber": ["department", "unit", None, "department", "department"],
        "is_caliber_mixed": [False, False, False, True, False],
    }
)


def _choice(measure: str) -> Choice:
    return Choice(measure, 2023, "amount", (), None, None, None)


def _labels(rows: list[pl.DataFrame]) -> list[list[str]]:
    return [one["label"].to_list() for one in rows]


def test_a_ranking_holds_one_level_of_government():
    found = compare_rankings.groups(ROWS, _choice("total_spending_yuan"))
    assert _labels(found) == [["甲局", "乙局", "丙局"], ["丁县局"]]


def test_a_ranking_of_three_public_spending_holds_one_fund_basis():
    found = compare_rankings.groups(ROWS, _choice("three_public_yuan"))
    assert _labels(found) == [["甲局", "丙局"], ["乙局"], ["丁县局"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_departments_of_another_caliber_are_marked(language):
    context = page.Context(None, language, synthetic=False)
    assert page.of_other_caliber(ROWS) == [False, True, False, True, False]
    names = page.marked_names(context, ROWS).to_list()
    assert [name == label for name, label in zip(names, ROWS["label"], strict=True)] == [
        *(True, False, True, False, True)
    ]


def test_units_alone_compare_with_each_other():
    units = ROWS.filter(pl.col("caliber") == "unit")
    assert page.of_other_caliber(units) == [False]


@pytest.mark.parametrize(
    ("amounts", "unit"),
    [
        ([137_000_000, 72_400_000, 21_600_000], "unit_ten_thousand"),
        ([900_000_000, 300_000_000, 5_000], "unit_hundred_million"),
        ([0, None, 3_000], "unit_yuan"),
        ([], "unit_yuan"),
    ],
)
def test_amounts_that_stand_together_have_one_unit(amounts, unit):
    found = [None if one is None else Decimal(one) for one in amounts]
    assert formats.common_unit(found, "zh").key == unit
    shared = formats.common_unit(found, "zh")
    told = {measures.short("money", one, "zh", shared).split()[-1] for one in found if one}
    assert len(told) <= 1


def test_a_column_of_figures_is_as_wide_as_its_longest():
    column = st.column_config.NumberColumn("总支出", format="accounting", width="small")
    frame = pl.DataFrame({"name": ["甲局", "乙局"], "yuan": [None, Decimal("97603800.00")]})
    text = st.column_config.TextColumn("部门")
    columns = {"name": text, "yuan": column}
    found = tables.fitted(frame, columns, columns, "无数据")
    assert found["name"] == text
    assert found["yuan"]["width"] >= len("97,603,800.00") * 8
    assert found["yuan"]["type_config"]["format"] == "accounting"
    longer = frame.with_columns(yuan=pl.lit(Decimal("1114830411.70")))
    wider = tables.fitted(longer, columns, columns, "无数据")
    assert wider["yuan"]["width"] > found["yuan"]["width"]


def test_only_points_that_stand_apart_are_named():
    rates = pl.Series([98.0, 99.0, 100.0, 97.0, 99.5, 20.0, 98.5, 99.0])
    scores = pl.Series([95.0, 94.0, 96.0, 95.5, 95.0, 94.5, 60.0, 95.0])
    assert outliers.among([rates, scores]).to_list() == [
        *(False, False, False, False, False, True, True, False)
    ]
    assert not outliers.among([pl.Series([90.0] * 50)]).any()
    many = pl.Series([100.0] * 90 + [float(one) for one in range(20)])
    assert outliers.among([many]).sum() == outliers.NAMED_AT_MOST
