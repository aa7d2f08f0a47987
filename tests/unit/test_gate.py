"""The gate counts known-bad rows exactly, and an expectation that errs has failed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from expectations import results
from mingzhang import PACKAGES
from warehouse.building import gate

# The negative control, 100 rows: 15 without key, 10 of a nature outside the list, 2 of one id,
# 3 beyond the bounds, 4 without their receipt, 5 codes above other codes.
BAD_ROWS = """
create schema marts; create schema staging;
create table marts.receipts as select 'r' || i as receipt_id from range(96) as t (i);
create table staging.facts as select 1 as decoy;
create table marts.facts as
select
    case when i = 99 then 98 else i end as id,
    case when i % 7 = 0 then null else i end as key,
    case when i % 10 = 0 then 'misc' else 'basic' end as nature,
    case when i in (1, 2) then 1e15 when i = 3 then -1e15 else i * 1.5 end::decimal(20, 2)
        as amount_yuan,
    'r' || i as receipt_id,
    case when i < 5 then '20' || i when i < 10 then '20' || (i - 5) || '01' end
        as function_code,
    'd' as document_id
from range(100) as t (i);
create table marts.empty as select * from marts.facts where false;
"""


REST = {"unexpected_count": 1, "detail": "说明", "error": None}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Check the bad rows in a process of their own, as a build does."""
    folder = tmp_path_factory.mktemp("gate")
    with duckdb.connect(str(folder / "bad.duckdb")) as connection:
        connection.execute(BAD_ROWS)
    script = Path(__file__).with_name("gate_on_bad_rows.py")
    subprocess.run(
        [sys.executable, script, folder / "bad.duckdb", folder / "findings.json"],
        check=True,
        cwd=PACKAGES,
        env={**os.environ, "PYTHONPATH": str(PACKAGES), "GX_ANALYTICS_ENABLED": "false"},
    )
    return folder / "findings.json"


@pytest.fixture(scope="module")
def checked(found):
    """The findings by table."""
    tables = ("marts.facts", "marts.empty", "marts.missing")
    findings = results.read(found)
    return {table: [f for f in findings if f.suite == table[6:]] for table in tables}


@pytest.mark.parametrize(
    ("expectation", "count"),
    [
        ("expect_column_values_to_not_be_null", 15),
        ("expect_column_values_to_be_in_set", 10),
        ("expect_column_values_to_be_unique", 2),
        ("grain", 2),
        ("expect_column_values_to_be_between", 3),
        ("receipt_id_joins_marts.receipts", 4),
        ("leaves_only", 5),
        ("letters", 10),
    ],
)
def test_known_bad_rows_are_counted_exactly(checked, expectation, count):
    found = [
        finding
        for finding in checked["marts.facts"]
        if finding.expectation == expectation and finding.column != "no_such_column"
    ]
    assert [(f.success, f.unexpected_count, f.error) for f in found] == [(False, count, None)]


def test_examples_of_bad_values_are_told(checked):
    details = [f.detail for f in checked["marts.facts"] if f.column == "nature"]
    assert details == ["misc, misc, misc, misc, misc"]


def test_an_expectation_that_errs_has_failed_and_says_why(checked):
    erring = [
        finding
        for finding in checked["marts.facts"]
        if finding.column == "no_such_column" or finding.expectation == "wrong"
    ]
    assert len(erring) == 2
    for finding in erring:
        assert (finding.success, finding.unexpected_count) == (False, None)
        assert finding.refuses
    told = " ".join(finding.error for finding in erring)
    assert "no_such_column" in told
    assert '"nope" not found' in told
    assert "[SQL:" not in told


def test_an_empty_table_passes_what_can_be_computed(checked):
    failed = [finding for finding in checked["marts.empty"] if not finding.success]
    assert all(finding.error for finding in failed)
    assert len(failed) == 2  # the two that err anywhere


def test_bad_rows_are_counted_and_not_fetched_as_well(found):
    statements = json.loads(found.with_suffix(".statements").read_text("utf-8"))
    asked = [one for one in statements if "regexp_full_match" in one]
    assert asked
    assert [one for one in asked if not one.upper().startswith("SELECT COUNT(*)")] == []


def test_a_missing_table_is_one_failed_expectation(checked):
    (finding,) = checked["marts.missing"]
    assert (finding.expectation, finding.refuses) == ("table_exists", True)
    assert finding.error == "there is no table marts.missing"


def test_every_document_with_bad_rows_is_named_with_their_number(checked):
    named = {f.expectation: dict(f.documents) for f in checked["marts.facts"] if not f.error}
    assert named["expect_column_values_to_not_be_null"] == {"d": 15}
    assert named["grain"] == {"d": 2}
    assert named["leaves_only"] == {"d": 5}
    assert all(sum(documents.values()) for documents in named.values())


def test_findings_survive_the_way_between_processes(checked, tmp_path):
    findings = tuple(checked["marts.facts"])
    results.write(findings, tmp_path / "findings.json")
    assert results.read(tmp_path / "findings.json") == findings


def test_reasons_name_suite_expectation_count_and_error(checked):
    reasons = gate.reasons(tuple(checked["marts.facts"]), {"d": "a.txt"})
    told = {reason.told: reason for reason in reasons}
    (of_key,) = (one for one in told if "(key) × 15" in one)
    assert of_key.startswith("facts · expect_column_values_to_not_be_null(key) × 15")
    assert told[of_key].documents == ("a.txt (d) × 15",)
    assert any("no_such_column" in one and "exist" in one for one in told)
    assert all("\n" not in one and len(one) < 500 for one in told)


def test_a_warning_does_not_refuse():
    finding = results.Finding("s", "e", None, "warning", success=False, **REST)
    assert gate.reasons((finding,), {}) == ()


def test_every_table_of_the_contract_has_a_suite(found):
    names = json.loads(found.with_suffix(".suites").read_text("utf-8"))
    assert len(names) == len(set(names))
    marts = {name.removeprefix("marts.") for name in names if name.startswith("marts.")}
    assert marts == {
        *("dim_regions", "dim_departments", "dim_functions", "dim_economic_classes"),
        *("dim_projects", "dim_documents", "receipts"),
        *("fct_budgets", "fct_spending", "fct_spending_economic", "fct_appropriations"),
        "fct_spending_government_economic",
        *("fct_revenue", "fct_project_funding", "fct_indicators", "fct_evaluations"),
        *("fct_findings", "fct_three_public", "fct_assets", "fct_account_lines"),
        *("fct_disclosed_items", "figures_set_aside"),
        *("fct_reconciliations", "department_years", "region_years", "function_years"),
        *("project_years", "indicator_families", "disclosure_matrix", "fct_leads"),
        *("reconciliation_receipts", "reconciliation_coverage", "lead_receipts"),
        *("fct_account_lines_all", "fct_appropriations_all", "fct_assets_all"),
        *("fct_budgets_all", "fct_disclosed_items_all", "fct_revenue_all"),
        *("fct_spending_all", "fct_spending_economic_all", "fct_three_public_all"),
        "fct_spending_government_economic_all",
        *("fct_project_funding_all", "project_lineages", "stated_facts"),
        *("fct_region_lines", "fct_region_debt", "region_accounts", "fct_region_rates"),
        *("region_account_figures", "fct_region_transfers"),
    }


def test_two_processes_find_what_one_would_in_the_same_order(found):
    names = json.loads(found.with_suffix(".suites").read_text("utf-8"))
    findings = results.read(found.with_suffix(".all"))
    met = list(dict.fromkeys(finding.suite for finding in findings))
    assert met == [name.removeprefix("marts.") for name in names]
    missing = {f.suite for f in findings if f.expectation == "table_exists"}
    assert missing == set(met) - {"receipts"}  # the one of them that stands in the database


def test_the_waiting_process_ends_when_the_build_does():
    done = subprocess.run(
        [sys.executable, "-m", "expectations.run", "--wait"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=PACKAGES,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_record_stands_in_the_file(tmp_path):
    finding = results.Finding("s", "e", "c", "critical", success=True, **REST)
    results.write([finding], tmp_path / "findings.json")
    assert json.loads((tmp_path / "findings.json").read_text("utf-8"))[0]["detail"] == "说明"
