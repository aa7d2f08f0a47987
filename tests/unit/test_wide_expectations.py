"""What the suites of the wide tables find, on rows typed in by hand."""

import duckdb
import pytest

from expectations import wide

ROWS = """
create schema marts;
create table marts.dim_documents (document_id varchar, caliber varchar);
insert into marts.dim_documents values ('d', 'department'), ('u', 'unit'), ('x', null);
create table marts.fct_spending as
select 'k' as department_key, 2023 as fiscal_year, document_id, amount_yuan
from (values ('d', 70.00), ('d', 30.00), ('u', 40.00)) as facts (document_id, amount_yuan);
create table marts.department_years (
    department_key varchar, fiscal_year integer, caliber varchar, is_caliber_mixed boolean,
    total_spending_yuan decimal(20, 2)
);
"""


@pytest.fixture
def marts():
    """A department's spending of 100 yuan, 40 of them its own unit's."""
    with duckdb.connect() as connection:
        connection.execute(ROWS)
        yield connection


def disagreeing(connection, caliber, total, is_mixed=False):
    """How many rows disagree where the table says this total."""
    connection.execute(
        "insert into marts.department_years values ('k', 2023, ?, ?, ?)",
        [caliber, is_mixed, total],
    )
    (suite,) = (s for s in wide.suites() if s.table == "marts.department_years")
    (expectation,) = (
        e for e in suite.expectations
        if (e.meta or {}).get("name") == "total_spending_yuan_agrees"
    )  # fmt: skip
    query = expectation.unexpected_rows_query.format(batch="marts.department_years")
    return len(connection.execute(query).fetchall())


@pytest.mark.parametrize(("caliber", "total"), [("department", 100), ("unit", 40)])
def test_a_total_is_that_of_its_own_caliber(marts, caliber, total):
    assert disagreeing(marts, caliber, total) == 0


@pytest.mark.parametrize(("caliber", "total"), [("department", 140), ("unit", 100)])
def test_a_total_over_both_calibers_shows(marts, caliber, total):
    assert disagreeing(marts, caliber, total) == 1


def test_a_total_without_any_fact_shows(marts):
    marts.execute("delete from marts.fct_spending")
    assert disagreeing(marts, "department", 100) == 1


def test_a_document_without_caliber_goes_with_the_department(marts):
    marts.execute("insert into marts.fct_spending values ('k', 2023, 'x', 5.00)")
    assert disagreeing(marts, "department", 105) == 0
