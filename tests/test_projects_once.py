"""Each project's money counts once: the plain sum is what a corpus knows to be true."""

from decimal import Decimal

import duckdb
import pytest

from warehouse.connection import published

EXECUTED = """
    select documents.department, documents.fiscal_year, facts.key,
        list(distinct facts.value::decimal(20, 2)) as said
    from read_parquet('{truth}/facts.parquet') as facts
    inner join read_parquet('{truth}/documents.parquet') as documents using (document_id)
    where facts.mart = 'fct_project_funding' and facts.column = 'executed_yuan'
    group by all order by all
"""


@pytest.fixture(scope="module")
def projects(years_warehouse):
    """The published warehouse of the corpus, and the money of each project in its truth."""
    truth = years_warehouse.parent / "corpus" / "truth"
    with duckdb.connect(str(published(years_warehouse)), read_only=True) as connection:
        yield connection, connection.execute(EXECUTED.format(truth=truth)).fetchall()


def test_the_plain_sum_of_a_year_is_what_was_spent(projects):
    connection, told = projects
    expected: dict[tuple[str, int], list[Decimal]] = {}
    for department, year, _, (said,) in told:
        expected.setdefault((department, year), []).append(said)
    found = connection.execute(
        "select department_name, fiscal_year, sum(executed_yuan), count(executed_yuan)"
        " from marts.fct_project_funding left join marts.dim_departments"
        " using (department_key) where executed_yuan is not null group by all"
    ).fetchall()
    assert {(name, year): (total, count) for name, year, total, count in found} == {
        key: (sum(amounts), len(amounts)) for key, amounts in expected.items()
    }
    assert len(expected) > 5


def test_projects_and_their_years_have_the_same_money(projects):
    connection, _ = projects
    assert connection.execute(
        "select count(*) from marts.fct_project_funding as funding"
        " full join marts.project_years as years using (project_year_key)"
        " where funding.executed_yuan is distinct from years.executed_yuan"
        " or funding.adjusted_yuan is distinct from years.adjusted_yuan"
        " or funding.approved_yuan is distinct from years.approved_yuan"
    ).fetchall() == [(0,)]


def test_no_departments_projects_cost_more_than_its_project_spending(projects):
    connection, _ = projects
    (row,) = connection.execute(
        "select count(*), count(*) filter (where executed_project_yuan > project_yuan)"
        " from marts.department_years"
        " where executed_project_yuan is not null and project_yuan is not null"
    ).fetchall()
    assert row[0] > 5
    assert row[1] == 0


def test_what_was_not_chosen_names_what_was(projects):
    connection, _ = projects
    (row,) = connection.execute(
        "select count(*), count(*) filter (where not_chosen_reason is not null"
        " and chosen_document_id <> document_id) from marts.fct_project_funding_all"
        " where not is_chosen"
    ).fetchall()
    assert row[0] == row[1] > 0
