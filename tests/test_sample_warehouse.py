"""The main job on the five documents, with numbers typed in from the printed pages.

Every test runs on the sample documents and, where they are beside this checkout, on the
documents as published.
"""

import re
from decimal import Decimal

import duckdb
import pytest
from conftest import build

QUJING = "曲靖市数字经济发展中心"
PERSONAL = re.compile(r"(?:联系电话|法人代表)：(?:\d{3,4}-)?([^\s（]+)")


@pytest.fixture(scope="session", params=["samples", "originals"])
def marts(request, tmp_path_factory):
    """A function that queries the published warehouse of the five documents."""
    if request.param == "samples":
        warehouse = request.getfixturevalue("published_warehouse")
    else:
        originals = request.getfixturevalue("original_documents")
        paths = sorted(originals.glob("0[1-5]_*.txt"))
        warehouse = build(tmp_path_factory.mktemp("originals"), *paths)
    database = (warehouse / "current.duckdb").resolve()

    def query(sql, *parameters):
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute("set schema = 'marts'")
            return connection.execute(sql, list(parameters)).fetchall()

    return query


def of_document(number):
    documents = f"select document_id from dim_documents where file_name like '{number}%'"
    return f"document_id in ({documents})"


def test_spending_of_qujing(marts):
    (row,) = marts(
        "select count(*), sum(amount_yuan), "
        "sum(amount_yuan) filter (where spending_nature = 'basic'), "
        "sum(amount_yuan) filter (where spending_nature = 'project') "
        "from fct_spending join dim_departments using (department_key) "
        "where department_name = ? and fiscal_year = 2023",
        QUJING,
    )
    assert row == (10, Decimal("35386500.00"), Decimal("4052900.00"), Decimal("31333600.00"))


def test_spending_by_economic_class(marts):
    rows = marts(
        "select spending_nature, sum(amount_yuan), "
        "sum(amount_yuan) filter (where left(economic_code, 3) in ('301', '303')), "
        "sum(amount_yuan) filter (where economic_code = '30227') "
        f"from fct_spending_economic where {of_document('03')} group by 1 order by 1"
    )
    basic, project = rows
    assert basic[:3] == ("basic", Decimal("4052900.00"), Decimal("3682400.00"))
    assert basic[1] - basic[2] == Decimal("370500.00")
    assert (project[1], project[3]) == (Decimal("31333600.00"), Decimal("29473000.00"))


def test_the_appropriation_of_2013750(marts):
    (row,) = marts(
        "select personnel_yuan, public_yuan, project_yuan, fund_source from fct_appropriations "
        f"where function_code = '2013750' and {of_document('03')}"
    )
    expected = (Decimal("2819400.00"), Decimal("370500.00"), None, "general_public_budget")
    assert row == expected


def test_assets_tie_to_both_printed_totals(marts):
    (row,) = marts(
        "select sum(net_value_yuan), sum(original_value_yuan) from fct_assets "
        f"where {of_document('03')}"
    )
    assert row == (Decimal("2508200.00"), Decimal("3730800.00"))
    statuses = marts(
        "select distinct status from fct_reconciliations where identity_id = 'R12'"
    )
    assert statuses == [("holds",)]


def test_the_three_projects(marts):
    rows = marts(
        "select approved_yuan, adjusted_yuan, executed_yuan, total_score, grade_published "
        "from fct_project_funding join fct_evaluations using (document_id, project_key) "
        f"where {of_document('03')} order by 1 desc"
    )
    assert [tuple(map(str, row)) for row in rows] == [
        ("40000000.00", "30942200.00", "30942200.00", "96.000000", "优"),
        ("352000.00", "308000.00", "308000.00", "94.000000", "优"),
        ("100000.00", "83400.00", "83400.00", "95.000000", "优"),
    ]


def test_scores_and_grades_are_recomputed(marts):
    rows = marts(
        "select total_score = score_recomputed, grade_published = grade_derived "
        "from fct_evaluations"
    )
    assert rows == [(True, True)] * 3


def test_indicators_per_document(marts):
    rows = marts(
        "select left(file_name, 2), count(i.document_id) from dim_documents d "
        "left join fct_indicators i on d.document_id = i.document_id group by 1 order by 1"
    )
    assert rows == [("01", 36), ("02", 0), ("03", 38), ("04", 14), ("05", 40)]
    by_project = marts(
        f"select count(*) from fct_indicators where {of_document('03')} "
        "group by project_key order by 1"
    )
    assert by_project == [(6,), (6,), (8,), (18,)]


def test_the_twenty_narrative_projects(marts):
    rows = marts(
        "select project_name, approved_yuan, executed_yuan, execution_rate_published, "
        "round(execution_rate, 4) from fct_project_funding "
        f"join dim_projects using (project_key) where {of_document('02')}"
    )
    assert len(rows) == 20
    by_name = {row[0]: row[1:] for row in rows}
    assert by_name["自贸易区综合服务中心运营费用"] == (None, None, None, None)
    (third,) = (values for name, values in by_name.items() if "产业招商地图" in name)
    assert third == (
        Decimal("1575000.00"),
        Decimal("495000.00"),
        Decimal("0.314300"),
        Decimal("0.3143"),
    )
    assert sum(1 for values in by_name.values() if values[0] is None) == 5
    assert marts(f"select count(*) from fct_findings where {of_document('02')}") == [(72,)]


def test_a_subsidy_is_not_a_budget(marts):
    (row,) = marts(
        "select approved_yuan, executed_yuan from fct_project_funding "
        "join dim_projects using (project_key) where project_name like '%人才专项经费' "
        f"and {of_document('02')}"
    )
    assert row == (None, None)


@pytest.mark.parametrize(("number", "approved"), [("01", "5908200.00"), ("04", "534600.00")])
def test_planned_sums_of_project_statements(marts, number, approved):
    rows = marts(f"select approved_yuan from fct_project_funding where {of_document(number)}")
    assert rows == [(Decimal(approved),)]


def test_the_budget_of_changzhou(marts):
    rows = marts(
        "select spending_nature, amount_yuan, phase, function_code from fct_budgets "
        f"where {of_document('05')} order by 1"
    )
    assert rows == [
        ("basic", Decimal("736000.00"), "approved", None),
        ("project", Decimal("5000000.00"), "approved", None),
    ]
    (building,) = marts(
        f"select approved_yuan from fct_project_funding where {of_document('05')}"
    )
    assert building == (Decimal("2500000.00"),)


def test_every_department_stands_in_its_region(marts):
    rows = marts(
        "select left(file_name, 2), r.region_name, p.region_name from dim_documents d "
        "left join dim_regions r on d.region_code = r.region_code "
        "left join dim_regions p on r.parent_region_code = p.region_code order by 1"
    )
    assert rows == [
        ("01", "云南省数字经济开发区", "呈贡区"),
        ("02", "昆明经济技术开发区", "昆明市"),
        ("03", "曲靖市", "云南省"),
        ("04", "呈贡区", "昆明市"),
        ("05", "新北区", "常州市"),
    ]


def test_the_ledger_raises_no_false_alarm(marts):
    rows = marts("select status, count(*) from fct_reconciliations group by 1 order by 1")
    assert [status for status, _ in rows] == ["holds", "insufficient", "not_applicable"]
    assert dict(rows)["insufficient"] == 4
    task = marts(
        "select identity_id, status from fct_reconciliations "
        "where form_id = 'department_tasks' order by 1"
    )
    assert task == [("R13", "holds"), ("R14", "insufficient")]
    lead = marts("select sentence_en from fct_leads where lead_kind = 'task_total_differs'")
    assert len(lead) == 1
    assert "34891900.00" in lead[0][0]
    assert "35386500.00" in lead[0][0]


def test_displaced_rows_were_realigned_with_proof(marts):
    rows = marts(
        "select form_id, count(*), count(*) filter (where proof is null) from raw.amounts "
        "where reading = 'realigned' group by 1 order by 1"
    )
    assert rows == [
        ("general_budget_appropriations", 80, 0),
        ("project_self_evaluation", 12, 0),
        ("spending_account", 3, 0),
    ]


def test_two_hundred_million_is_two_hundred_million(marts):
    rows = marts(
        "select target_text, target_value, target_unit, actual_value from fct_indicators "
        "where indicator_name = '归集数据量' order by 1"
    )
    assert [(row[0], int(row[1]), row[2], int(row[3])) for row in rows] == [
        ("20000", 200_000_000, "条", 3_000_000_000),
        ("2亿", 200_000_000, "条", 3_000_000_000),
    ]


def test_the_table_that_stands_twice_is_read_once(marts):
    rows = marts(
        "select status, reason_code from raw.outcomes where reason_code = 'repeats_table'"
    )
    assert rows == [("ignored", "repeats_table")]


def test_every_fact_joins_its_receipt(marts):
    facts = marts(
        "select table_name from information_schema.columns where table_schema = 'marts' "
        "and table_name like 'fct_%' and column_name = 'receipt_id' "
        "and table_name <> 'fct_leads'"
    )
    assert len(facts) >= 12
    for (name,) in facts:
        missing = marts(
            f"select count(*) from {name} f left join receipts r "
            "on f.receipt_id = r.receipt_id where r.receipt_id is null"
        )
        assert missing == [(0,)], name


def test_no_person_and_no_telephone_reaches_the_marts(marts, original_documents):
    texts = [path.read_text("utf-8") for path in original_documents.glob("0[1-5]_*.txt")]
    personal = [found for text in texts for found in PERSONAL.findall(text)]
    assert len(personal) == 4
    columns = marts(
        "select table_name, list(column_name) from information_schema.columns "
        "where table_schema = 'marts' and data_type = 'VARCHAR' group by table_name"
    )
    pattern = "|".join(["联系电话", "法人代表", *map(re.escape, personal)])
    for table, names in columns:
        printed = " || chr(10) || ".join(f"coalesce(\"{name}\", '')" for name in names)
        found = marts(
            f"select count(*) from {table} where regexp_matches({printed}, ?)", pattern
        )
        assert found == [(0,)], table


def test_printed_cells_are_read_or_ignored_with_a_reason(marts):
    rows = marts(
        "select count(*) from raw.outcomes where cell_count <> read_count + ignored_count "
        "or reason_code is null"
    )
    assert rows == [(0,)]
