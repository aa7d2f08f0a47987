"""Suites of the facts about projects and performance."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable

from expectations.parts import (
    WARNING,
    Expectation,
    Suite,
    between,
    closed,
    fact,
    fact_suite,
    filled,
    joins,
    money,
    no_rows,
    unique,
)
from expectations.vocabulary import (
    GRADES,
    OPERATORS,
)


def suites() -> Iterable[Suite]:
    """Return the suites of project funding, indicators, evaluations and findings."""
    project = [joins("project_key", "marts.dim_projects")]
    yield fact_suite(
        "fct_project_funding",
        fact("project_key"),
        filled("project_key"),
        project,
        money("approved_yuan", "adjusted_yuan", "executed_yuan"),
        [between("execution_rate", 0, 10, WARNING)],
        [between("execution_rate_published", 0, 10, WARNING)],
        [_execution_rate()],
    )
    yield fact_suite(
        "fct_indicators",
        fact(),
        unique("receipt_id"),
        filled("indicator_name"),
        project,
        closed("indicator_kind", ("quantitative", "qualitative")),
        closed("operator", OPERATORS),
        [between("weight", 0, 100), between("score", 0, 100)],
        [_no_telephone("content", "scoring_rule", "basis", "deviation_reason")],
    )
    yield fact_suite(
        "fct_evaluations",
        fact("project_key"),
        project,
        closed("grade_derived", GRADES),
        [between("total_score", 0, 120), between("execution_score", 0, 100)],
    )
    yield fact_suite(
        "fct_findings",
        fact(),
        unique("document_id", "project_key", "finding_no"),
        filled("finding_text"),
        project,
        [_no_telephone("finding_text")],
    )


def _execution_rate() -> Expectation:
    return no_rows(
        "execution_rate_recomputed",
        "execution rate = executed / adjusted, else / approved",
        "select * from {batch} where abs(execution_rate - executed_yuan"
        " / coalesce(nullif(adjusted_yuan, 0), nullif(approved_yuan, 0))) > 0.0001",
    )


def _no_telephone(*columns: str) -> Expectation:
    """Expect no mobile number: a text of eleven digits that no longer number surrounds."""
    pattern = "(^|[^0-9.,])1[3-9][0-9]{{9}}($|[^0-9.,亿万元])"
    found = " or ".join(f"regexp_matches({column}, '{pattern}')" for column in columns)
    return no_rows(
        "no_telephone_numbers",
        "telephone numbers of persons stay in raw",
        f"select * from {{batch}} where {found}",
        WARNING,
    )
