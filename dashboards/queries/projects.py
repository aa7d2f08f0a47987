"""Projects, their funding and problems, and published indicators."""

from __future__ import annotations

import polars as pl

from dashboards.queries.edition import Edition, fetch


def project_years(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per project and year: money and its receipt, score, problems."""
    return fetch(of, _PROJECT_YEARS, synthetic=synthetic)


_PROJECT_YEARS = """
    select * from marts.project_years
    where is_synthetic = $synthetic
    order by department_name, project_name, fiscal_year
"""


def project_funding(of: Edition, project: str) -> pl.DataFrame:
    """Return what each document prints of a project's money, rate, score and grade."""
    return fetch(of, _PROJECT_FUNDING, project=project)


_PROJECT_FUNDING = """
    select
        coalesce(funding.fiscal_year, scores.fiscal_year) as fiscal_year,
        documents.title,
        funding.approved_yuan,
        funding.adjusted_yuan,
        funding.executed_yuan,
        funding.execution_rate,
        funding.execution_rate_published,
        scores.total_score,
        scores.grade_published,
        scores.grade_derived,
        funding.receipt_id,
        scores.receipt_id as score_receipt_id
    from (select * from marts.fct_project_funding_all where project_key = $project) as funding
    full join (select * from marts.fct_evaluations where project_key = $project) as scores
        on funding.document_id = scores.document_id
        and funding.fiscal_year is not distinct from scores.fiscal_year
    left join marts.dim_documents as documents
        on coalesce(funding.document_id, scores.document_id) = documents.document_id
    order by 1, 2
"""


def findings(of: Edition, project: str) -> pl.DataFrame:
    """Return the problems that documents name in a project, in their order."""
    return fetch(of, _FINDINGS, project=project)


_FINDINGS = """
    select fiscal_year, finding_no, finding_text, finding_category, receipt_id
    from marts.fct_findings where project_key = $project
    order by fiscal_year, document_id, finding_no
"""
