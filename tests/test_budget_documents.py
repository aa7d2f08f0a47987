"""Budget sets whose tables tell the same money twice: it is added once.

The documents are made of the goldens' tables; their figures are invented.
"""

from decimal import Decimal

import duckdb
import pytest
from conftest import ROOT, build

GOLDEN = ROOT / "tests" / "golden"
DOCUMENTS = {
    "yunnan": [
        "budget_revenue_by_unit/yunnan",
        "basic_budget/yunnan",
        "project_budget/yunnan",
        "project_targets/many_merged",
    ],
    "national": [
        "budget_revenue_account/national",
        "budget_revenue_by_unit/yunnan",
        "budget_spending_account/national",
        "budget_spending_by_fund/printed",
        "budget_spending_by_unit/printed",
        "budget_basic_economic/two_classifications",
        "basic_budget/yunnan",
        "budget_general_appropriations/two_years",
        "project_budget/national",
    ],
    "report": ["budget_spending_account/national", "project_budget/national"],
}


@pytest.fixture(scope="module")
def marts(tmp_path_factory):
    """A function that queries a warehouse of the three documents."""
    folder = tmp_path_factory.mktemp("budgets")
    for name, goldens in DOCUMENTS.items():
        texts = [(GOLDEN / f"{golden}.txt").read_text(encoding="utf-8") for golden in goldens]
        if name == "report":
            texts.insert(0, "示例市2024年预算执行情况和2025年预算草案的报告\n")
        (folder / f"{name}.txt").write_text("\n\n".join(texts), encoding="utf-8")
    warehouse = build(tmp_path_factory.mktemp("warehouse"), folder)
    database = (warehouse / "current.duckdb").resolve()

    def query(sql):
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("set schema = 'marts'")
            return connection.execute(sql).fetchall()

    return query


def of(name):
    return (
        f"document_id in (select document_id from dim_documents where file_name = '{name}.txt')"
    )


def money(*texts):
    return tuple(Decimal(text) for text in texts)


def test_every_table_is_read(marts):
    rows = marts(
        "select distinct status from raw.outcomes where form_id is not null "
        f"and ({of('yunnan')} or {of('national')})"
    )
    assert rows == [("parsed",)]


def test_income_by_units_is_that_of_the_lowest_units(marts):
    rows = marts(
        "select revenue_source, sum(amount_yuan), max(function_code) from fct_revenue "
        f"where {of('yunnan')} group by 1 order by 1"
    )
    assert rows == [
        ("fiscal_appropriation", Decimal("8300000.00"), None),
        ("institutional", Decimal("580000.00"), None),
        ("other", Decimal("50000.00"), None),
        ("superior_subsidy", Decimal("70000.00"), None),
    ]


def test_income_by_functions_goes_before_income_by_units(marts):
    (row,) = marts(
        "select sum(amount_yuan), count(*) filter (where function_code is null) "
        f"from fct_revenue where {of('national')}"
    )
    assert row == (Decimal("12900000.00"), 0)


def test_spending_by_natures_goes_before_spending_by_funds_and_units(marts):
    rows = marts(
        "select spending_nature, sum(amount_yuan), max(fund_source) from fct_budgets "
        f"where {of('national')} group by 1 order by 1"
    )
    assert rows == [
        ("basic", Decimal("6000000.00"), None),
        ("operating", Decimal("200000.00"), None),
        ("project", Decimal("2750000.00"), None),
        ("subsidy_to_affiliates", Decimal("100000.00"), None),
    ]


def test_basic_spending_by_class_is_added_once(marts):
    rows = marts(
        "select fund_source, sum(amount_yuan) from fct_spending_economic "
        f"where spending_nature = 'basic' and {of('yunnan')} group by 1 order by 1"
    )
    assert rows == [
        ("general_public_budget", Decimal("1300000.00")),
        ("own_funds", Decimal("10000.00")),
    ]
    rows = marts(
        "select fund_source, sum(amount_yuan) from fct_spending_economic "
        f"where spending_nature = 'basic' and {of('national')} group by 1 order by 1"
    )
    assert rows == [
        ("general_public_budget", Decimal("5000000.00")),
        ("own_funds", Decimal("10000.00")),
    ]


def test_project_spending_by_class_and_fund(marts):
    rows = marts(
        "select economic_code, fund_source, amount_yuan from fct_spending_economic "
        f"where spending_nature = 'project' and {of('yunnan')} order by 1, 2"
    )
    assert rows == [
        ("30213", "general_public_budget", Decimal("38000.50")),
        ("30214", "own_funds", Decimal("60000.00")),
        ("30227", "general_public_budget", Decimal("50000.00")),
        ("31005", "general_public_budget", Decimal("150000.00")),
        ("31005", "government_fund", Decimal("50000.00")),
    ]


def test_a_project_of_several_rows_is_one_and_additive(marts):
    rows = marts(
        "select project_name, approved_yuan, appropriation_yuan, other_funds_yuan, "
        "carryover_yuan from fct_project_funding join dim_projects using (project_key) "
        f"where {of('yunnan')} order by 1"
    )
    assert rows == [
        ("示例信息系统运维经费", *money("88000.50", "88000.50"), None, None),
        ("示例街区路灯更新项目", *money("260000.00", "200000.00", "60000.00"), None),
    ]
    (total,) = marts(
        f"select sum(approved_yuan) from fct_project_funding where {of('national')}"
    )
    assert total == money("7315000.00")


def test_a_project_is_the_same_in_its_budget_and_in_its_targets(marts):
    rows = marts(
        "select project_key, count(*) from fct_indicators "
        f"where {of('yunnan')} group by 1 order by 1"
    )
    funded = marts(
        "select project_key from fct_project_funding "
        f"where approved_yuan is not null and {of('yunnan')} order by 1"
    )
    assert [key for key, _ in rows] == [key for (key,) in funded]
    assert sorted(count for _, count in rows) == [2, 4]


def test_a_subtotal_is_the_receipt_of_a_sum(marts):
    rows = marts(
        "select r.printed_text from fct_project_funding f "
        "join receipts r on f.approved_receipt_id = r.receipt_id "
        f"where f.{of('yunnan')} order by 1"
    )
    assert rows == [("260,000.00",), ("88,000.50",)]


def test_last_years_columns_are_no_facts(marts):
    (row,) = marts(
        "select sum(spending_yuan), sum(basic_yuan), sum(project_yuan), count(*) "
        f"from fct_appropriations where {of('national')}"
    )
    assert row == (*money("6970000.00", "5570000.00", "1400000.00"), 3)


def test_a_governments_report_gives_no_fact_of_a_department(marts):
    for table in ("fct_budgets", "fct_project_funding", "fct_account_lines"):
        assert marts(f"select count(*) from {table} where {of('report')}") == [(0,)]
    rows = marts(
        "select distinct reason_code from raw.outcomes "
        f"where form_id is not null and {of('report')}"
    )
    assert rows == [("region_level",)]


def test_nothing_is_broken(marts):
    rows = marts(
        f"select identity_id, subject from fct_reconciliations where status = 'broken' "
        f"and {of('yunnan')}"
    )
    assert rows == []
