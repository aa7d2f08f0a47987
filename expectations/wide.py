"""Suites of the wide tables for people."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import (
    WARNING,
    Expectation,
    Suite,
    between,
    closed,
    filled,
    joins,
    money,
    no_rows,
    shares,
    unique,
)
from expectations.vocabulary import (
    DOCUMENT_KINDS,
)


def suites() -> Iterable[Suite]:
    """Return the suites of the wide tables; each has a key of its own for its grain."""
    yield Suite("marts.department_years", tuple(_department_years()))
    yield Suite("marts.region_years", tuple(_region_years()))
    yield Suite(
        "marts.function_years",
        (
            *filled("function_year_key", "class_code", "fiscal_year"),
            *unique("function_year_key"),
            *money("spending_yuan"),
            *shares("spending_share", "verified_share"),
        ),
    )
    yield Suite("marts.project_years", tuple(_project_years()))
    yield Suite(
        "marts.indicator_families",
        (*filled("family_key", "family_name", "member_count"), *shares("met_share")),
    )
    yield Suite(
        "marts.disclosure_matrix",
        (
            *filled("disclosure_key", "document_kind", "status"),
            *unique("disclosure_key"),
            *closed("document_kind", DOCUMENT_KINDS),
            joins("document_id", "marts.dim_documents"),
        ),
    )


def _department_years() -> Iterable[Expectation]:
    yield from filled("department_year_key")
    yield from filled("department_key", "fiscal_year", severity=WARNING)
    yield from unique("department_year_key")
    yield from shares("met_share", "verified_share")
    yield between("execution_rate", 0, 10, WARNING)
    yield between("mean_score", 0, 120)
    yield _total_agrees("total_spending_yuan", "marts.fct_spending")


def _region_years() -> Iterable[Expectation]:
    yield from filled("region_year_key", "fiscal_year", "department_count")
    yield from unique("region_year_key")
    yield from shares("met_share", "verified_share")
    yield _sum_agrees("total_spending_yuan")


def _project_years() -> Iterable[Expectation]:
    yield from filled("project_year_key", "project_key")
    yield from unique("project_year_key")
    yield from shares("met_share")
    yield joins("project_key", "marts.dim_projects")
    yield joins("receipt_id", "marts.receipts")


def _total_agrees(column: str, fact_table: str) -> Expectation:
    """Expect a row's total to be the plain sum of the facts, where there are any."""
    return no_rows(
        f"{column}_agrees",
        f"{column} is the plain sum of {fact_table}",
        "select own.department_key, own.fiscal_year from {batch} as own inner join"
        " (select department_key, fiscal_year, is_synthetic, sum(amount_yuan) as amount_yuan"
        f" from {fact_table} group by all) as facts"
        " on own.department_key = facts.department_key"
        " and own.fiscal_year = facts.fiscal_year and own.is_synthetic = facts.is_synthetic"
        f" where own.{column} is distinct from facts.amount_yuan",
    )


def _sum_agrees(column: str) -> Expectation:
    return no_rows(
        f"{column}_agrees",
        f"a region has as much {column} as its departments and units",
        "select * from (select region_code, fiscal_year, is_synthetic,"
        f" sum({column}) as total from {{batch}} group by all) as own"
        " full join (select region_code, fiscal_year, is_synthetic,"
        f" sum({column}) as total from marts.department_years"
        " where fiscal_year is not null group by all) as departments"
        " on own.region_code is not distinct from departments.region_code"
        " and own.fiscal_year = departments.fiscal_year"
        " and own.is_synthetic = departments.is_synthetic"
        " where own.total is distinct from departments.total",
    )
