"""Each named question runs, has its titles, and gives what the sample documents print."""

import json
import re
import shutil
from collections import Counter
from decimal import Decimal

import duckdb
import pytest

from warehouse.asking import analyses
from warehouse.asking.mcp_tools import MEASURES, Tools
from warehouse.cli import main
from warehouse.connection import published, sandboxed
from warehouse.errors import UsageError

QUJING, KUNMING = "曲靖市数字经济发展中心", "昆明经济技术开发区"
# name: rows, then what the first row says, typed in from the printed pages
ANSWERS = {
    "adjusted_project_budgets": (
        3,
        {"approved_yuan": "40000000.00", "adjusted_yuan": "30942200.00"},
    ),
    "assets_by_class": (3, {"department_name": QUJING, "fiscal_year": 2023}),
    "broken_identities": (4, {"identity_id": "R11", "status": "insufficient"}),
    "budget_against_spending": (
        2,
        {"department_name": QUJING, "total_spending_yuan": "35386500.00"},
    ),
    "dependence_on_appropriation": (1, {"appropriation_share": "1.000000"}),
    "departments_within_governments": (0, {}),
    "disclosure_gaps": (24, {"status": "missing"}),
    "documents_by_kind": (5, {"document_count": 1, "current_count": 1}),
    "execution_rate_by_department_year": (
        2,
        {
            "department_name": KUNMING,
            "rated_budget_yuan": "211776700.00",
            "rated_executed_yuan": "197512900.00",
        },
    ),
    "findings_by_category": (12, {"name_zh": "绩效目标与自评", "finding_count": 18}),
    **{
        f"governments_{name}": (0, {})
        for name in (
            *("accounts", "budget_against_result", "debt_against_limit", "debt_by_kind"),
            *("revenue_and_spending", "revenue_by_item", "spending_by_function"),
            "transfers_by_place",
        )
    },
    "high_scores_with_findings": (0, {}),
    "indicators_by_level": (19, {"level1": "产出指标", "level2": "数量指标"}),
    "largest_economic_items": (
        19,
        {"economic_code": "30227", "amount_yuan": "29473000.00"},
    ),
    "largest_function_items": (
        10,
        {"function_code": "2060503", "amount_yuan": "23575000.00"},
    ),
    "largest_projects": (21, {"executed_yuan": "69070300.00", "department_name": KUNMING}),
    "leads_by_kind": (6, {"lead_kind": "qualitative_target_without_measure"}),
    "like_indicators": (4, {"family_name": "运行稳定率", "family_unit": "%"}),
    "lowest_execution_projects": (
        6,
        {
            "budget_yuan": "1575000.00",
            "executed_yuan": "495000.00",
            "execution_rate": "0.314286",
        },
    ),
    "met_share_by_department": (4, {"met_indicator_count": 35, "judged_indicator_count": 38}),
    "overshot_indicators": (3, {"indicator_name": "归集数据量", "target_unit": "条"}),
    "places_of_governments": (0, {}),
    "printed_execution_rates": (14, {"execution_rate_published": "0.561000"}),
    "projects_of_like_names": (0, {}),
    "projects_with_most_findings": (
        20,
        {"project_name": "2023年物业管理经费项目", "finding_count": 7},
    ),
    "projects_without_execution": (3, {"budget_yuan": "5908200.00"}),
    "projects_without_targets": (16, {"funding_yuan": "69070300.00"}),
    "qualitative_share_by_department": (4, {"indicator_count": 40, "without_number": 22}),
    "realigned_figures": (5, {"moved_count": 120, "unreconciled_count": 0}),
    "reception_cost_per_person": (
        1,
        {"spent_yuan": "40800.00", "batches": "23.00", "guests": "134.00"},
    ),
    "reconciliations_by_identity": (34, {"identity_id": "R01", "broken": 0}),
    "regions_covered": (5, {"region_name": "呈贡区", "fiscal_year": 2022}),
    "revenue_by_source": (
        1,
        {"revenue_source": "fiscal_appropriation", "amount_yuan": "35386500.00"},
    ),
    "scores_and_grades": (3, {"total_score": "96.000000", "grade_published": "优"}),
    "spending_by_economic_class": (3, {"class_code": "302", "amount_yuan": "31396100.00"}),
    "spending_by_function_class": (
        5,
        {"class_name": "科学技术支出", "spending_yuan": "23575000.00"},
    ),
    "spending_growth": (0, {}),
    "spending_structure": (1, {"total_spending_yuan": "35386500.00"}),
    "three_public_by_item": (2, {"budget_yuan": "45500.00", "executed_yuan": "40800.00"}),
    "three_public_per_spending": (1, {"three_public_yuan": "40800.00"}),
    "unmet_indicators": (3, {"indicator_name": "方案编制", "operator": "="}),
    "unspent_project_budgets": (6, {"unspent_yuan": "11557700.00"}),
    "verified_share_by_department": (5, {"verified_share": "0.000000"}),
}


def answer(warehouse, name):
    with sandboxed(published(warehouse)) as sandbox:
        return sandbox.fetch(analyses.named(name).query)


def test_every_analysis_has_a_known_answer():
    assert {one.name for one in analyses.load()} == set(ANSWERS)
    assert len(ANSWERS) >= 30


@pytest.mark.parametrize("name", ANSWERS)
def test_an_analysis_gives_what_the_documents_print(published_warehouse, name):
    rows, first = ANSWERS[name]
    result = answer(published_warehouse, name)
    assert len(result.rows) == rows
    assert len(set(result.columns)) == len(result.columns)
    found = dict(zip(result.columns, result.rows[0], strict=True)) if rows else {}
    known = {key: str(one) if isinstance(one, Decimal) else one for key, one in found.items()}
    assert {key: known[key] for key in first} == first


@pytest.mark.parametrize("one", analyses.load(), ids=lambda one: one.name)
def test_an_analysis_is_exact_and_in_order(published_warehouse, one):
    """No amount or rate becomes a float, and the same rows come in the same order."""
    result = answer(published_warehouse, one.name)
    assert not {"DOUBLE", "FLOAT"} & set(result.types)
    assert re.search(r"\border by\b", one.query)
    assert "is_synthetic" in one.query
    assert one.title_zh != one.title_en
    assert answer(published_warehouse, one.name).rows == result.rows


def test_growth_and_repeated_names_are_found_where_there_are_years(tmp_path):
    """What one year of samples cannot answer is answered on rows made for it."""
    with duckdb.connect() as connection:
        connection.execute(
            "create schema marts;"
            "create table marts.department_years as select '甲局' as department_name,"
            " 2023 as fiscal_year, 100.00 as previous_total_spending_yuan,"
            " 90.00 as total_spending_yuan, -0.1 as spending_change_rate,"
            " false as is_synthetic;"
            "create table marts.dim_projects as"
            " from (values ('a', '信息化'), ('b', '信息化'))"
            " as t (project_key, matching_name);"
            "create table marts.project_years as select name as project_name,"
            " d as project_key, d as department_key, d as department_name,"
            " 2023 as fiscal_year, 1.00 as executed_yuan, 95 as total_score,"
            " 2 as finding_count, false as is_synthetic"
            " from (values ('a', '2023年信息化项目'), ('b', '信息化经费')) as t (d, name);"
            "create table marts.region_accounts as select '示例市' as region_name,"
            " 'own_level' as scope, 2023 as fiscal_year, 200.00 as general_revenue_yuan,"
            " 0.1 as general_revenue_growth, 1.1 as general_revenue_completion,"
            " 0.5 as tax_share, 400.00 as general_spending_yuan,"
            " 0.2 as general_spending_growth, 0.9 as general_spending_completion,"
            " 100.00 as debt_limit_yuan, 80.00 as debt_balance_yuan,"
            " 0.8 as debt_share_of_limit, 90.00 as department_spending_yuan,"
            " 0.225 as department_coverage_share, 1.0 as verified_share,"
            " 50.00 as fund_revenue_yuan, 60.00 as fund_spending_yuan,"
            " 5.00 as capital_revenue_yuan, 4.00 as capital_spending_yuan,"
            " 70.00 as insurance_revenue_yuan, 65.00 as insurance_spending_yuan,"
            " false as is_synthetic;" + _STATED_OF_AREAS
        )
        said = {
            name: connection.execute(analyses.named(name).query).fetchall()
            for name, (rows, _) in ANSWERS.items()
            if not rows
        }
    assert [row[-1] for row in said["spending_growth"]] == [Decimal("-0.1")]
    assert said["projects_of_like_names"] == [("2023年信息化项目", 2, 1, Decimal("2.00"))]
    assert len(said["high_scores_with_findings"]) == 2
    assert [row[-1] for row in said["governments_debt_against_limit"]] == [Decimal("0.8")]
    assert [row[3] for row in said["governments_revenue_and_spending"]] == [Decimal(200)]
    assert [row[-1] for row in said["departments_within_governments"]] == [Decimal("0.225")]
    assert said["governments_accounts"][0][3:7] == (200, 400, 50, 60)
    # against the budget as adjusted; the final account before the execution
    assert [row[3:] for row in said["governments_budget_against_result"]] == [
        ("general_spending", 380, 500, 400, Decimal("0.8"))
    ]
    assert [row[5:8] for row in said["governments_spending_by_function"]] == [
        ("社保支出", 300, Decimal("0.75")),
        ("教育支出", 100, Decimal("0.25")),
    ]
    assert [row[4:7] for row in said["governments_revenue_by_item"]] == [("税收收入", 1, 100)]
    assert [row[4:7] for row in said["governments_transfers_by_place"]] == [
        ("甲县", "体制补助", 3)
    ]
    assert [row[4:] for row in said["places_of_governments"]] == [("甲县", 7, 9)]
    assert [row[4:7] for row in said["governments_debt_by_kind"]] == [
        ("general", 60, 50),
        ("total", 100, None),
    ]


_STATED_OF_AREAS = (
    "create table marts.dim_regions as select '999901' as region_code,"
    " '示例市' as region_name;"
    "create table marts.region_account_figures as select '999901' as region_code,"
    " 'own_level' as scope, 2023 as fiscal_year, false as is_synthetic, * from (values"
    " ('general_spending', 'approved', 380.00), ('general_spending', 'adjusted', 500.00),"
    " ('general_spending', 'executed', 390.00), ('general_spending', 'final', 400.00),"
    " ('general_revenue', 'final', 200.00), ('debt_balance', 'final', 80.00))"
    " as t (item, phase, amount_yuan);"
    "create table marts.fct_region_lines as select '999901' as region_code, 2023 as"
    " fiscal_year, 'general_public_budget' as account, * exclude (place), place as"
    " counterpart_name, null::varchar as column_item, null::varchar as part,"
    " false as is_of_which, null::integer as parent_line_no,"
    " if(place is null, 'own_level', 'lower_part') as scope, 1 as level, true as is_chosen,"
    " false as is_synthetic, concat('r', line_name, amount_yuan) as receipt_id from (values"
    " ('expenditure', 'function', 'executed', '205', '教育支出', null, null, 90.00),"
    " ('expenditure', 'function', 'final', '205', '教育支出', null, null, 100.00),"
    " ('expenditure', 'function', 'final', '208', '社保支出', null, null, 300.00),"
    " ('expenditure', 'function', 'final', null, '支出合计', 'own', null, 400.00),"
    " ('revenue', 'revenue_item', 'final', '101', '税收收入', null, null, 100.00),"
    " ('revenue', 'revenue_item', 'final', null, '收入合计', 'own', null, 200.00),"
    " ('revenue', 'place', 'final', null, '收入', 'own', '甲县', 7.00),"
    " ('expenditure', 'place', 'final', null, '支出', 'own', '甲县', 9.00),"
    " ('transfer_out', 'transfer', 'final', null, '体制补助', null, '甲县', 3.00))"
    " as t (side, classification, phase, line_code, line_name, total_kind, place,"
    " amount_yuan);"
    "create table marts.fct_region_debt as select '999901' as region_code, 'own_level' as"
    " scope, 2023 as fiscal_year, 'final' as phase, null::varchar as counterpart_name,"
    " true as is_chosen, false as is_synthetic, * from (values ('general', 'limit', 60.00),"
    " ('general', 'balance', 50.00), ('total', 'limit', 100.00))"
    " as t (debt_kind, debt_measure, amount_yuan)"
)


def test_the_command_answers_and_lists(published_warehouse, capsys):
    place = ["--warehouse", str(published_warehouse)]
    assert main(["sql", "--analysis", "scores_and_grades", "--format", "csv", *place]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("“数字曲靖”建设项目专项资金")
    assert main(["--language", "zh", "sql", "--analyses", *place]) == 0
    assert "评价得分与等次" in capsys.readouterr().out
    assert main(["sql", "--analysis", "nope", *place]) == 2
    assert main(["sql", "select 1", "--analysis", "scores_and_grades", *place]) == 2


@pytest.fixture(scope="module")
def mixed_warehouse(published_warehouse, tmp_path_factory):
    """A warehouse in which the department with accounts is said to be synthetic."""
    folder = tmp_path_factory.mktemp("mixed")
    file = folder / "warehouse-20260101-0000.duckdb"
    shutil.copy(published(published_warehouse), file)
    (folder / "CURRENT").write_text(file.name)
    with duckdb.connect(str(file)) as connection:
        for table in ("dim_documents", "department_years"):
            connection.execute(
                f"update marts.{table} set is_synthetic = true where department_key ="
                " (select department_key from marts.dim_departments where department_name = ?)",
                [QUJING],
            )
    return folder


@pytest.mark.parametrize(("asked", "said"), [([], []), (["--synthetic"], [QUJING])])
def test_real_and_synthetic_documents_are_asked_for_apart(mixed_warehouse, capsys, asked, said):
    place = ["--warehouse", str(mixed_warehouse)]
    words = ["sql", "--analysis", "spending_structure", "--format", "csv", *asked, *place]
    assert main(words) == 0
    shown = capsys.readouterr()
    assert [line.split(",")[0] for line in shown.out.splitlines()[1:]] == said
    assert bool(shown.err) == bool(asked)


@pytest.mark.parametrize("synthetic", [False, True])
def test_an_assistant_is_answered_about_one_kind_of_documents(mixed_warehouse, synthetic):
    tools = Tools(mixed_warehouse)
    answer = json.loads(tools.analyse("budget_against_spending", synthetic))
    assert answer["is_synthetic"] is synthetic
    assert (QUJING in {one["department_name"] for one in answer["rows"]}) is synthetic
    with sandboxed(published(mixed_warehouse)) as box:
        keys = [row[0] for row in box.fetch("from marts.dim_departments").rows]
    compared = json.loads(tools.compare(keys, 2023, "total_spending_yuan", synthetic))
    assert [one["total_spending_yuan"] for one in compared["rows"] if one["caliber"]] == (
        [35386500] if synthetic else []
    )
    assert bool(compared["receipts"]) is synthetic


@pytest.mark.parametrize("measure", MEASURES)
def test_a_compared_figure_is_the_sum_of_its_receipts(years_warehouse, measure):
    tools = Tools(years_warehouse)
    with sandboxed(published(years_warehouse)) as box:
        keys = [row[0] for row in box.fetch("from marts.dim_departments").rows]
    compared = 0
    for year in (2021, 2022, 2023):
        answer = json.loads(tools.compare(keys, year, measure), parse_float=Decimal)
        assert not answer["is_truncated"]
        summed = Counter()
        for one in answer["receipts"]:
            summed[one["department_key"]] += Decimal(one["amount_yuan"])
        for row in answer["rows"]:
            assert row[measure] is None or summed[row["department_key"]] == row[measure]
            compared += row[measure] is not None
    assert compared


@pytest.mark.parametrize("name", ["../secret", "a/b", "", "Nope"])
def test_a_name_is_no_path(name, tmp_path):
    (tmp_path / "secret.sql").write_text("-- zh: 甲\n-- en: a\nselect 1\n", "utf-8")
    with pytest.raises(UsageError):
        analyses.named(name, tmp_path / "inside")


def test_a_file_without_titles_is_an_error(tmp_path):
    (tmp_path / "a.sql").write_text("select 1", "utf-8")
    with pytest.raises(ValueError, match=r"a\.sql"):
        analyses.load(tmp_path)
