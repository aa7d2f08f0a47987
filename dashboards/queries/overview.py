"""What is in the warehouse: documents, checks, coverage, the last build."""

from __future__ import annotations

from typing import Any

import polars as pl

from dashboards.queries.edition import Edition, fetch, tables


def headline(of: Edition, synthetic: bool) -> dict[str, Any]:
    """Return the counts of documents, departments and years, and the first and last year.

    A department is one with anything published of any year, as on every page.
    """
    return fetch(of, _HEADLINE, synthetic=synthetic).row(0, named=True)


_HEADLINE = """
    select
        count(*) as documents,
        (
            select count(distinct department_key) from marts.department_years
            where is_synthetic = $synthetic
        ) as departments,
        count(distinct fiscal_year) as years,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from marts.dim_documents
    where is_synthetic = $synthetic
"""


def synthetic_share(of: Edition) -> str:
    """Return whether `all`, `some` or `none` of the documents are synthetic."""
    return str(fetch(of, _SYNTHETIC_SHARE).item())


_SYNTHETIC_SHARE = """
    select
        case
            when coalesce(not bool_or(is_synthetic), true) then 'none'
            when bool_and(is_synthetic) then 'all'
            else 'some'
        end
    from marts.dim_documents
"""


def evidence(of: Edition, keys: list[str], synthetic: bool) -> dict[str, Any]:
    """Return how many documents stand behind some departments' years, and their verified share.

    `keys` are keys of department_years; an empty list stands for all of them.
    """
    return fetch(of, _EVIDENCE, keys=keys, synthetic=synthetic).row(0, named=True)


_EVIDENCE = """
    select
        coalesce(sum(document_count), 0)::bigint as documents,
        (sum(verified_yuan) / nullif(sum(verifiable_yuan), 0))::decimal(18, 6)
            as verified_share
    from marts.department_years
    where
        is_synthetic = $synthetic
        and (
            len($keys::varchar[]) = 0
            or list_contains($keys::varchar[], department_year_key)
        )
"""


def fact_count(of: Edition, synthetic: bool) -> int:
    """Return the number of fact rows of all fact tables."""
    return int(fetch(of, _FACT_COUNT, synthetic=synthetic).item() or 0)


_FACT_COUNT = """
    with facts as (
        select document_id from marts.fct_budgets
        union all select document_id from marts.fct_spending
        union all select document_id from marts.fct_spending_economic
        union all select document_id from marts.fct_spending_government_economic
        union all select document_id from marts.fct_appropriations
        union all select document_id from marts.fct_revenue
        union all select document_id from marts.fct_project_funding_all
        union all select document_id from marts.fct_indicators
        union all select document_id from marts.fct_evaluations
        union all select document_id from marts.fct_findings
        union all select document_id from marts.fct_three_public
        union all select document_id from marts.fct_assets
        union all select document_id from marts.fct_disclosed_items
        union all select document_id from marts.fct_account_lines
    )

    select count(*) from facts
    inner join marts.dim_documents as documents on facts.document_id = documents.document_id
    where documents.is_synthetic = $synthetic
"""


def check_counts(of: Edition, synthetic: bool) -> dict[str, int]:
    """Return the number of identities by status."""
    frame = fetch(of, _CHECK_COUNTS, synthetic=synthetic)
    return dict(frame.iter_rows())


_CHECK_COUNTS = """
    select checks.status, count(*) from marts.fct_reconciliations as checks
    inner join marts.dim_documents as documents on checks.document_id = documents.document_id
    where documents.is_synthetic = $synthetic
    group by 1
"""


def conservation(of: Edition) -> dict[str, Any] | None:
    """Return yuan read, published, quarantined and excluded; None where it was not measured."""
    if "quality.conservation" not in tables(of):
        return None
    row = fetch(of, _CONSERVATION).row(0, named=True)
    return None if row["read"] is None else row


_CONSERVATION = """
    select
        sum(read_yuan)::decimal(38, 2) as read,
        sum(published_yuan)::decimal(38, 2) as published,
        sum(quarantined_yuan)::decimal(38, 2) as quarantined,
        sum(excluded_yuan)::decimal(38, 2) as excluded
    from quality.conservation
"""


def last_build(of: Edition) -> dict[str, Any] | None:
    """Return the record of the build; None where the file keeps none."""
    if "quality.builds" not in tables(of):
        return None
    frame = fetch(of, _LAST_BUILD)
    return None if frame.is_empty() else frame.row(0, named=True)


_LAST_BUILD = """
    select
        build_id, started_at, documents_seen, documents_read,
        read_seconds + load_seconds + transform_seconds + check_seconds as seconds
    from quality.builds order by started_at desc limit 1
"""


def coverage(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return department × year × document kind with what was found of it, and in which file."""
    return fetch(of, _COVERAGE, synthetic=synthetic)


_COVERAGE = """
    select
        coalesce(matrix.department_name, '—') as department,
        matrix.fiscal_year,
        matrix.document_kind,
        matrix.status,
        matrix.disclosure_key,
        documents.file_name,
        documents.title
    from marts.disclosure_matrix as matrix
    left join marts.dim_documents as documents on matrix.document_id = documents.document_id
    where
        matrix.is_synthetic = $synthetic
        and matrix.department_key in (select department_key from marts.department_years)
    order by 1, 2, 3
"""


def documents(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per document with what became of its tables."""
    return fetch(of, _DOCUMENTS, synthetic=synthetic)


_DOCUMENTS = """
    with outcomes as (
        select
            document_id,
            max(status) filter (where block_no = 0) as outcome,
            max(record_count) filter (where block_no = 0) as records,
            count(*) filter (
                where block_no > 0 and status in ('parsed', 'partial', 'set_aside')
            ) as parsed,
            count(*) filter (where block_no > 0 and status = 'partial') as partial,
            count(*) filter (where block_no > 0 and status = 'empty_declared')
                as empty_declared,
            count(*) filter (
                where block_no > 0 and status in ('unrecognised', 'failed')
            ) as unread
        from raw.outcomes where row_no is null group by 1
    )

    select
        documents.document_id,
        documents.title,
        documents.file_name,
        documents.document_kind,
        departments.department_name,
        documents.fiscal_year,
        documents.is_current,
        outcomes.outcome,
        outcomes.parsed,
        outcomes.partial,
        outcomes.empty_declared,
        outcomes.unread,
        outcomes.records
    from marts.dim_documents as documents
    left join outcomes on documents.document_id = outcomes.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    where documents.is_synthetic = $synthetic
    order by documents.file_name
"""
