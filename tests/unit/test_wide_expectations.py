"""What the suites of the wide tables find, on rows typed in by hand."""

import duckdb
import pytest

from expectations import wide

ROWS = """
create schema marts;
create table marts.fct_spending as
select 'k' as department_key, 2023 as fiscal_year, false as is_synthetic, amount_yuan
from (values (70.00), (30.00)) as facts (amount_yuan);
create table marts.department_years (
    department_key varchar, region_code varchar, fiscal_year integer, is_synthetic boolean,
    total_spending_yuan decimal(20, 2)
);
create table marts.region_years (
    region_code varchar, fiscal_year integer, is_synthetic boolean,
    total_spending_yuan decimal(20, 2)
);
"""


@pytest.fixture
def marts():
    """A department that spent 100 yuan."""
    with duckdb.connect() as connection:
        connection.execute(ROWS)
        yield connection


def disagreeing(connection, table):
    """How many rows of a wide table disagree with what they are summed from."""
    (suite,) = (s for s in wide.suites() if s.table == table)
    (expectation,) = (
        e for e in suite.expectations
        if (e.meta or {}).get("name") == "total_spending_yuan_agrees"
    )  # fmt: skip
    query = expectation.unexpected_rows_query.format(batch=table)
    return len(connection.execute(query).fetchall())


def department(connection, total, region="530000"):
    connection.execute(
        "insert into marts.department_years values ('k', ?, 2023, false, ?)", [region, total]
    )
    return disagreeing(connection, "marts.department_years")


def test_a_total_is_the_plain_sum(marts):
    assert department(marts, 100) == 0


@pytest.mark.parametrize("total", [140, "99.99", None])
def test_a_total_that_is_not_shows(marts, total):
    assert department(marts, total) == 1


def test_a_total_of_which_an_account_alone_tells_is_its_own(marts):
    marts.execute("delete from marts.fct_spending")
    assert department(marts, 100) == 0


@pytest.mark.parametrize("region", ["530000", None])
@pytest.mark.parametrize(("total", "count"), [(100, 0), (140, 1), (60, 1)])
def test_a_region_has_as_much_as_its_departments(marts, region, total, count):
    department(marts, 100, region)
    marts.execute("insert into marts.region_years values (?, 2023, false, ?)", [region, total])
    assert disagreeing(marts, "marts.region_years") == count
