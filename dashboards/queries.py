"""All SQL of the dashboards: published file in, polars frames out.

Each function names the edition (the resolved published file) it reads. Connections are
read-only and closed after each query; results are cached by the resolved file, so that a new
build appears by itself. Values are bound, never written into a query. Synthetic documents stay
out unless `synthetic` is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import streamlit as st

from warehouse.connection import current_file, default_warehouse, reading
from warehouse.errors import QueryError

CACHED_FRAMES = 500


@dataclass(frozen=True, slots=True)
class Edition:
    """One published file: its resolved path and when it was written (nanoseconds)."""

    path: str
    written: int

    @property
    def build_id(self) -> str:
        """Return the build's id, which the file's name carries."""
        return Path(self.path).stem.removeprefix("warehouse-")


def edition() -> Edition | None:
    """Return the edition that is published now, or None."""
    file = current_file(default_warehouse())
    return None if file is None else Edition(str(file), file.stat().st_mtime_ns)


def _fetch(of: Edition, query: str, **parameters: object) -> pl.DataFrame:
    frame: pl.DataFrame = _cached(of.path, of.written, query, parameters)
    return frame


@st.cache_data(show_spinner=False, max_entries=CACHED_FRAMES)
def _cached(path: str, written: int, query: str, parameters: dict[str, object]) -> pl.DataFrame:  # noqa: ARG001
    with reading(Path(path)) as connection:
        try:
            frame: pl.DataFrame = connection.sql(query, params=parameters or None).pl()
        except duckdb.Error as error:
            raise QueryError("query_failed", reason=str(error)) from error
    return frame


def is_complete(of: Edition) -> bool:
    """Tell whether the file holds the tables that the dashboards read."""
    return _tables(of) >= _NEEDED


def _tables(of: Edition) -> frozenset[str]:
    return frozenset(_fetch(of, _TABLES)["name"])


_NEEDED = frozenset(
    {
        "marts.dim_documents",
        "marts.receipts",
        "marts.fact_receipts",
        "marts.reconciliation_receipts",
        "marts.fct_reconciliations",
        "marts.department_years",
        "marts.project_years",
        "marts.disclosure_matrix",
        "raw.cells",
        "raw.outcomes",
    }
)
_TABLES = """
    select table_schema || '.' || table_name as name from information_schema.tables
"""


# ------------------------------------------------------------------ what is in the warehouse


def headline(of: Edition, synthetic: bool) -> dict[str, Any]:
    """Return the counts of documents, departments and years, and the first and last year."""
    return _fetch(of, _HEADLINE, synthetic=synthetic).row(0, named=True)


_HEADLINE = """
    select
        count(*) as documents,
        count(distinct department_key) as departments,
        count(distinct fiscal_year) as years,
        min(fiscal_year) as first_year,
        max(fiscal_year) as last_year
    from marts.dim_documents
    where $synthetic or not is_synthetic
"""


def has_synthetic(of: Edition) -> bool:
    """Tell whether the warehouse holds synthetic documents."""
    return bool(_fetch(of, _HAS_SYNTHETIC).item())


_HAS_SYNTHETIC = "select coalesce(bool_or(is_synthetic), false) from marts.dim_documents"


def evidence(of: Edition, keys: list[str], synthetic: bool) -> dict[str, Any]:
    """Return how many documents stand behind some departments' years, and their verified share.

    `keys` are keys of department_years; an empty list stands for all of them.
    """
    return _fetch(of, _EVIDENCE, keys=keys, synthetic=synthetic).row(0, named=True)


_EVIDENCE = """
    select
        coalesce(sum(document_count), 0)::bigint as documents,
        (sum(verified_yuan) / nullif(sum(verifiable_yuan), 0))::decimal(18, 6)
            as verified_share
    from marts.department_years
    where
        ($synthetic or not is_synthetic)
        and (
            len($keys::varchar[]) = 0
            or list_contains($keys::varchar[], department_year_key)
        )
"""


def fact_count(of: Edition, synthetic: bool) -> int:
    """Return the number of fact rows of all fact tables."""
    return int(_fetch(of, _FACT_COUNT, synthetic=synthetic).item() or 0)


_FACT_COUNT = """
    with facts as (
        select document_id from marts.fct_budgets
        union all select document_id from marts.fct_spending
        union all select document_id from marts.fct_spending_economic
        union all select document_id from marts.fct_appropriations
        union all select document_id from marts.fct_revenue
        union all select document_id from marts.fct_project_funding
        union all select document_id from marts.fct_indicators
        union all select document_id from marts.fct_evaluations
        union all select document_id from marts.fct_findings
        union all select document_id from marts.fct_three_public
        union all select document_id from marts.fct_assets
        union all select document_id from marts.fct_account_lines
    )

    select count(*) from facts
    inner join marts.dim_documents as documents on facts.document_id = documents.document_id
    where $synthetic or not documents.is_synthetic
"""


def check_counts(of: Edition, synthetic: bool) -> dict[str, int]:
    """Return the number of identities by status."""
    frame = _fetch(of, _CHECK_COUNTS, synthetic=synthetic)
    return dict(frame.iter_rows())


_CHECK_COUNTS = """
    select checks.status, count(*) from marts.fct_reconciliations as checks
    inner join marts.dim_documents as documents on checks.document_id = documents.document_id
    where $synthetic or not documents.is_synthetic
    group by 1
"""


def conservation(of: Edition) -> dict[str, Any] | None:
    """Return yuan read, published, quarantined and excluded; None where it was not measured."""
    if "quality.conservation" not in _tables(of):
        return None
    row = _fetch(of, _CONSERVATION).row(0, named=True)
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
    if "quality.builds" not in _tables(of):
        return None
    frame = _fetch(of, _LAST_BUILD)
    return None if frame.is_empty() else frame.row(0, named=True)


_LAST_BUILD = """
    select
        build_id, started_at, documents_seen, documents_read,
        read_seconds + load_seconds + transform_seconds + check_seconds as seconds
    from quality.builds order by started_at desc limit 1
"""


def coverage(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return department × year × document kind with what was found of it."""
    return _fetch(of, _COVERAGE, synthetic=synthetic)


_COVERAGE = """
    select
        coalesce(department_name, '—') as department, fiscal_year, document_kind, status
    from marts.disclosure_matrix
    where $synthetic or not is_synthetic
    order by 1, 2, 3
"""


def documents(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per document with what became of its tables."""
    return _fetch(of, _DOCUMENTS, synthetic=synthetic)


_DOCUMENTS = """
    with outcomes as (
        select
            document_id,
            max(status) filter (where block_no = 0) as outcome,
            max(record_count) filter (where block_no = 0) as records,
            count(*) filter (where block_no > 0 and status = 'parsed') as parsed,
            count(*) filter (where block_no > 0 and status = 'empty_declared')
                as empty_declared,
            count(*) filter (
                where block_no > 0 and status in ('unrecognised', 'failed')
            ) as unread
        from raw.outcomes group by 1
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
        outcomes.empty_declared,
        outcomes.unread,
        outcomes.records
    from marts.dim_documents as documents
    left join outcomes on documents.document_id = outcomes.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    where $synthetic or not documents.is_synthetic
    order by documents.file_name
"""


# ------------------------------------------------------------------ departments and years


def department_years(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per department and year: all columns of the wide table, and a `label`.

    The label is the department's name, with its region where two departments share the name.
    """
    return _fetch(of, _DEPARTMENT_YEARS, synthetic=synthetic)


_DEPARTMENT_YEARS = """
    with names as (
        select department_name from marts.department_years
        group by 1 having count(distinct department_key) > 1
    )

    select
        years.*,
        case
            when names.department_name is not null
                then concat(years.department_name, '（', years.region_name, '）')
            else coalesce(years.department_name, '—')
        end as label
    from marts.department_years as years
    left join names on years.department_name = names.department_name
    where $synthetic or not years.is_synthetic
    order by label, years.fiscal_year
"""


def disclosures(of: Edition, year: int, synthetic: bool) -> pl.DataFrame:
    """Return department × document kind with what was found, for one year."""
    return _fetch(of, _DISCLOSURES, year=year, synthetic=synthetic)


_DISCLOSURES = """
    select department_key, document_kind, status
    from marts.disclosure_matrix
    where fiscal_year = $year and ($synthetic or not is_synthetic)
"""


def spending_structure(of: Edition, year: int, synthetic: bool) -> pl.DataFrame:
    """Return executed spending by department, nature and function class, in yuan.

    One document speaks for a department's year, as in department_years.
    """
    return _fetch(of, _SPENDING_STRUCTURE, year=year, synthetic=synthetic)


_SPENDING_STRUCTURE = """
    select
        facts.department_year_key,
        facts.item_code as nature,
        functions.class_name as function,
        sum(facts.amount_yuan)::decimal(20, 2) as amount_yuan
    from intermediate.int_facts_verified as facts
    left join marts.dim_functions as functions on facts.code = functions.function_code
    where
        facts.fact_name = 'spending'
        and facts.is_chosen
        and facts.fiscal_year = $year
        and ($synthetic or not facts.is_synthetic)
    group by 1, 2, 3
    order by 1, 2, 3
"""


def function_classes(of: Edition) -> list[str]:
    """Return the function classes by spending over all years: their rank gives their colour."""
    return _fetch(of, _FUNCTION_CLASSES)["class_name"].to_list()


_FUNCTION_CLASSES = """
    select functions.class_name
    from marts.fct_spending as spending
    inner join marts.dim_functions as functions
        on spending.function_code = functions.function_code
    where functions.class_name is not null
    group by 1
    order by sum(spending.amount_yuan) desc, 1
"""


def lines_behind(of: Edition, measure: str, key: str) -> pl.DataFrame:
    """Return the lines that a department's measure sums, averages or counts, largest first.

    `key` is of department_years. Columns: label, amount (yuan, a fraction or points; null where
    the line is a text), receipt_id.
    """
    query, parameters = _LINES_BEHIND[measure]
    frame = _fetch(of, query, key=key, **parameters)
    if frame.is_empty() and measure in _LINES_ELSE:
        query, parameters = _LINES_ELSE[measure]
        frame = _fetch(of, query, key=key, **parameters)
    return frame


_FACT_LINES = """
    select
        coalesce(
            nullif(concat_ws(' · ', functions.function_name, economic.economic_name), ''),
            receipts.row_label, facts.code, facts.item_code
        ) as label,
        case $part
            when 'personnel' then facts.personnel_yuan
            when 'public' then facts.public_yuan
            else facts.amount_yuan
        end::decimal(28, 6) as amount,
        case $part
            when 'personnel' then facts.personnel_receipt_id
            when 'public' then facts.public_receipt_id
            else facts.receipt_id
        end as receipt_id
    from intermediate.int_facts_verified as facts
    left join marts.receipts as receipts on facts.receipt_id = receipts.receipt_id
    left join marts.dim_functions as functions
        on facts.code = functions.function_code and facts.fact_name <> 'economic'
    left join marts.dim_economic_classes as economic
        on facts.code = economic.economic_code and facts.fact_name = 'economic'
    where
        facts.department_year_key = $key
        and facts.is_chosen
        and facts.fact_name = $fact
        and facts.phase = 'executed'
        and amount is not null
        and (len($items::varchar[]) = 0 or list_contains($items::varchar[], facts.item_code))
        and (
            facts.fact_name <> 'account'
            or facts.scope = 'department ' || $side
        )
        and (
            facts.fact_name <> 'three_public'
            or facts.scope = (
                select three_public_fund_basis from marts.department_years
                where department_year_key = $key
            )
        )
    order by amount desc, facts.receipt_id
"""
_PROJECT_LINES = """
    select
        coalesce(project_name, '—') as label,
        case $part
            when 'approved' then approved_yuan
            when 'executed' then executed_yuan
            else execution_rate
        end::decimal(28, 6) as amount,
        coalesce(
            case $part
                when 'approved' then approved_receipt_id
                when 'executed' then executed_receipt_id
            end,
            receipt_id
        ) as receipt_id
    from marts.project_years
    where department_year_key = $key and amount is not null and receipt_id is not null
    order by amount desc, receipt_id
"""
_SCORE_LINES = """
    select
        coalesce(projects.project_name, departments.department_name, '—') as label,
        scores.total_score::decimal(28, 6) as amount,
        scores.receipt_id
    from marts.fct_evaluations as scores
    inner join marts.department_years as years
        on
            scores.department_key = years.department_key
            and scores.fiscal_year = years.fiscal_year
    left join marts.dim_projects as projects on scores.project_key = projects.project_key
    left join marts.dim_departments as departments
        on scores.department_key = departments.department_key
    where years.department_year_key = $key and scores.total_score is not null
    order by amount desc, scores.receipt_id
"""
_INDICATOR_LINES = """
    select
        concat_ws(' · ', indicators.indicator_name, indicators.operator,
            indicators.target_text) as label,
        null::decimal(28, 6) as amount,
        indicators.receipt_id
    from marts.fct_indicators as indicators
    inner join intermediate.int_indicators_grouped as groups
        on indicators.receipt_id = groups.receipt_id
    where
        groups.department_year_key = $key
        and groups.is_chosen
        and (not $judged or groups.is_met is not null)
    order by indicators.is_met nulls last, label, indicators.receipt_id
"""
_FINDING_LINES = """
    select
        findings.finding_text as label,
        null::decimal(28, 6) as amount,
        findings.receipt_id
    from marts.fct_findings as findings
    inner join marts.department_years as years
        on
            findings.department_key = years.department_key
            and findings.fiscal_year = years.fiscal_year
    where years.department_year_key = $key
    order by findings.receipt_id
"""


def _facts(
    fact: str, *items: str, part: str = "", side: str = ""
) -> tuple[str, dict[str, Any]]:
    return _FACT_LINES, {"fact": fact, "items": list(items), "part": part, "side": side}


_LINES_BEHIND: dict[str, tuple[str, dict[str, Any]]] = {
    "total_spending_yuan": _facts("spending"),
    "basic_yuan": _facts("spending", "basic"),
    "project_yuan": _facts("spending", "project"),
    "personnel_yuan": _facts("appropriations", part="personnel"),
    "public_yuan": _facts("appropriations", part="public"),
    "three_public_yuan": _facts("three_public"),
    "total_revenue_yuan": _facts("revenue"),
    "approved_project_yuan": (_PROJECT_LINES, {"part": "approved"}),
    "executed_project_yuan": (_PROJECT_LINES, {"part": "executed"}),
    "execution_rate": (_PROJECT_LINES, {"part": "rate"}),
    "mean_score": (_SCORE_LINES, {}),
    "met_share": (_INDICATOR_LINES, {"judged": True}),
    "indicator_count": (_INDICATOR_LINES, {"judged": False}),
    "finding_count": (_FINDING_LINES, {}),
}
_LINES_ELSE = {
    "total_spending_yuan": _facts("account", "year_total", side="expenditure"),
    "total_revenue_yuan": _facts("account", "year_total", side="income"),
    "personnel_yuan": _facts("economic", part="personnel"),
    "public_yuan": _facts("economic", part="public"),
}


# ------------------------------------------------------------------ projects and indicators


def project_years(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per project and year: money and its receipt, score, problems."""
    return _fetch(of, _PROJECT_YEARS, synthetic=synthetic)


_PROJECT_YEARS = """
    select * from marts.project_years
    where $synthetic or not is_synthetic
    order by department_name, project_name, fiscal_year
"""


def project_funding(of: Edition, project: str) -> pl.DataFrame:
    """Return what each document prints of a project's money, rate, score and grade."""
    return _fetch(of, _PROJECT_FUNDING, project=project)


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
    from (select * from marts.fct_project_funding where project_key = $project) as funding
    full join (select * from marts.fct_evaluations where project_key = $project) as scores
        on funding.document_id = scores.document_id
        and funding.fiscal_year is not distinct from scores.fiscal_year
    left join marts.dim_documents as documents
        on coalesce(funding.document_id, scores.document_id) = documents.document_id
    order by 1, 2
"""


def findings(of: Edition, project: str) -> pl.DataFrame:
    """Return the problems that documents name in a project, in their order."""
    return _fetch(of, _FINDINGS, project=project)


_FINDINGS = """
    select fiscal_year, finding_no, finding_text, finding_category, receipt_id
    from marts.fct_findings where project_key = $project
    order by fiscal_year, document_id, finding_no
"""


def indicators(of: Edition, synthetic: bool, project: str | None = None) -> pl.DataFrame:
    """Return published indicators, of one project or (None) of all projects and departments."""
    return _fetch(of, _INDICATORS, synthetic=synthetic, project=project)


_INDICATORS = """
    select
        departments.department_name as department,
        indicators.department_key,
        projects.project_name as project,
        indicators.fiscal_year,
        indicators.level1,
        indicators.level2,
        indicators.indicator_name,
        indicators.indicator_kind,
        indicators.operator,
        indicators.target_text,
        indicators.target_value,
        indicators.target_unit,
        indicators.actual_text,
        indicators.actual_value,
        indicators.attainment_ratio,
        indicators.is_met,
        indicators.weight,
        indicators.score,
        indicators.deviation_reason,
        indicators.receipt_id,
        indicators.actual_receipt_id
    from marts.fct_indicators as indicators
    left join marts.dim_departments as departments
        on indicators.department_key = departments.department_key
    left join marts.dim_projects as projects
        on indicators.project_key = projects.project_key
    inner join marts.dim_documents as documents
        on indicators.document_id = documents.document_id
    where
        ($synthetic or not documents.is_synthetic)
        and ($project::varchar is null or indicators.project_key = $project)
    order by
        department, project, indicators.fiscal_year, indicators.document_id,
        split_part(indicators.receipt_id, '-', 2)::integer,
        split_part(indicators.receipt_id, '-', 3)::integer
"""


# ------------------------------------------------------------------ receipts and their sources


def receipt(of: Edition, receipt_id: str) -> dict[str, Any] | None:
    """Return a receipt, its document, its reading and its proof; None if unknown."""
    frame = _fetch(of, _RECEIPT, receipt=receipt_id)
    return None if frame.is_empty() else frame.row(0, named=True)


_RECEIPT = """
    select
        receipts.*,
        documents.title,
        documents.file_name,
        documents.document_kind,
        documents.fiscal_year,
        documents.is_current,
        documents.is_synthetic,
        departments.department_name,
        split_part(receipts.receipt_id, '-', 2)::integer as block_no,
        split_part(receipts.receipt_id, '-', 3)::integer as row_no,
        split_part(receipts.receipt_id, '-', 4)::integer as column_no,
        outcomes.title_text as table_title
    from marts.receipts as receipts
    inner join marts.dim_documents as documents
        on receipts.document_id = documents.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    left join raw.outcomes as outcomes
        on receipts.document_id = outcomes.document_id
        and split_part(receipts.receipt_id, '-', 2)::integer = outcomes.block_no
    where receipts.receipt_id = $receipt
    limit 1
"""


def cells_around(of: Edition, document: str, block: int, row: int, span: int) -> pl.DataFrame:
    """Return the cells of the rows around a printed row, and the header rows of its table."""
    return _fetch(of, _CELLS, document=document, block=block, row=row, span=span)


_CELLS = """
    select row_no, column_no, text, role, locator from raw.cells
    where
        document_id = $document
        and block_no = $block
        and text is not null
        and (
            row_no between $row - $span and $row + $span
            or row_no in (
                select row_no from raw.cells
                where document_id = $document and block_no = $block and row_no <= $row
                group by row_no having bool_and(role = 'header')
            )
        )
    order by row_no, column_no
"""


def passages_around(of: Edition, document: str, block: int, locator: str) -> pl.DataFrame:
    """Return the passage printed at `locator`, else the passages of its block, in order."""
    return _fetch(of, _PASSAGES, document=document, block=block, locator=locator)


_PASSAGES = """
    select passage_no, heading, text, locator, locator = $locator as is_place
    from raw.passages
    where document_id = $document and block_no = $block
    qualify is_place or not bool_or(is_place) over ()
    order by passage_no
"""


def checks_of(of: Edition, receipt_id: str) -> pl.DataFrame:
    """Return the identities that compare a printed figure, the broken ones first."""
    return _fetch(of, _CHECKS, receipt=receipt_id)


_CHECKS = """
    with compared as (
        select reconciliation_id, list(distinct side order by side) as sides
        from marts.reconciliation_receipts where receipt_id = $receipt group by all
    )
    select
        checks.identity_id,
        coalesce(
            outcomes.title_text || substr(checks.subject, length(checks.form_id) + 1),
            checks.subject
        ) as subject,
        checks.status,
        compared.sides,
        checks.left_yuan, checks.right_yuan, checks.difference_yuan, checks.tolerance_yuan,
        checks.left_value, checks.right_value, checks.unit_text,
        checks.left_receipt_id, checks.right_receipt_id
    from compared
    inner join marts.fct_reconciliations as checks
        on compared.reconciliation_id = checks.reconciliation_id
    left join raw.outcomes as outcomes
        on
            checks.document_id = outcomes.document_id
            and checks.block_no = outcomes.block_no
            and starts_with(checks.subject, checks.form_id)
    order by
        case checks.status when 'broken' then 0 when 'error' then 1 else 2 end,
        checks.identity_id, subject
"""


def facts_of(of: Edition, receipt_id: str) -> pl.DataFrame:
    """Return the columns of fact rows that say a printed figure, and what the rows tell of."""
    return _fetch(of, _FACTS, receipt=receipt_id)


_FACTS = """
    with facts as (
        select 'fct_budgets' as fact, receipt_id,
            concat_ws(' · ', function_code, spending_nature, phase) as what
        from marts.fct_budgets
        union all
        select 'fct_spending', receipt_id, concat_ws(' · ', function_code, spending_nature)
        from marts.fct_spending
        union all
        select 'fct_spending_economic', receipt_id,
            concat_ws(' · ', economic_code, spending_nature, fund_source)
        from marts.fct_spending_economic
        union all
        select 'fct_appropriations', receipt_id,
            concat_ws(' · ', function_code, fund_source, phase)
        from marts.fct_appropriations
        union all
        select 'fct_revenue', receipt_id,
            concat_ws(' · ', function_code, revenue_source, phase)
        from marts.fct_revenue
        union all
        select 'fct_project_funding', funding.receipt_id, projects.project_name
        from marts.fct_project_funding as funding
        left join marts.dim_projects as projects on funding.project_key = projects.project_key
        union all
        select 'fct_indicators', receipt_id,
            concat_ws(' · ', indicator_name, target_text, actual_text)
        from marts.fct_indicators
        union all
        select 'fct_evaluations', receipt_id,
            concat_ws(' · ', total_score::varchar, grade_published)
        from marts.fct_evaluations
        union all
        select 'fct_findings', receipt_id, finding_text from marts.fct_findings
        union all
        select 'fct_three_public', receipt_id, concat_ws(' · ', item_name, fund_basis)
        from marts.fct_three_public
        union all
        select 'fct_assets', receipt_id, asset_class from marts.fct_assets
        union all
        select 'fct_account_lines', receipt_id,
            concat_ws(' · ', line_name, side, fund_source)
        from marts.fct_account_lines
    )

    select
        figures.fact_table as fact, figures.column_name, facts.what, figures.amount_yuan,
        coalesce(figures.number::varchar, figures.text) as said
    from marts.fact_receipts as figures
    left join facts
        on figures.fact_table = facts.fact and figures.fact_receipt_id = facts.receipt_id
    where figures.receipt_id = $receipt
    order by fact, figures.column_name, what
"""


def tables_of(of: Edition, document: str) -> pl.DataFrame:
    """Return the tables and passages of a document with what became of them."""
    return _fetch(of, _TABLES_OF, document=document)


_TABLES_OF = """
    select block_no, form_id, status, reason_code, title_text, locator, record_count
    from raw.outcomes
    where document_id = $document and block_no > 0 and status <> 'ignored'
    order by block_no
"""


def receipts_of(of: Edition, document: str) -> pl.DataFrame:
    """Return the receipts of a document in printed order."""
    return _fetch(of, _RECEIPTS_OF, document=document)


_RECEIPTS_OF = """
    select
        receipt_id,
        split_part(receipt_id, '-', 2)::integer as block_no,
        row_label, column_label, printed_text, unit_text, reading, locator
    from marts.receipts
    where document_id = $document
    order by
        block_no, split_part(receipt_id, '-', 3)::integer,
        split_part(receipt_id, '-', 4)::integer
"""
