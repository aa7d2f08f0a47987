"""The state of the checks: expectations, conservation, identities, verified share."""

from __future__ import annotations

import polars as pl

from dashboards.queries.edition import Edition, fetch, fetch_if_kept


def expectations(of: Edition) -> pl.DataFrame:
    """Return the expectations of the build, those that failed first; empty if none are kept."""
    return fetch_if_kept(of, "quality.expectations", _EXPECTATIONS)


_EXPECTATIONS = """
    select suite, expectation, "column", severity, success, unexpected_count, detail, error
    from quality.expectations
    order by success, severity, suite, expectation, "column"
"""


def conservation_by_form(of: Edition) -> pl.DataFrame:
    """Return yuan read, published, quarantined and excluded by form; empty if not kept."""
    return fetch_if_kept(of, "quality.conservation", _CONSERVATION)


_CONSERVATION = """
    select
        form_id,
        sum(figure_count)::bigint as figure_count,
        sum(read_yuan)::decimal(38, 2) as read_yuan,
        sum(published_yuan)::decimal(38, 2) as published_yuan,
        sum(quarantined_yuan)::decimal(38, 2) as quarantined_yuan,
        sum(excluded_yuan)::decimal(38, 2) as excluded_yuan
    from quality.conservation
    group by 1
    order by quarantined_yuan desc, excluded_yuan desc, read_yuan desc, 1
"""


def identities(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return each identity with how often it applies, holds, is broken or cannot be judged."""
    return fetch(of, _IDENTITIES, synthetic=synthetic)


_IDENTITIES = """
    select
        coverage.identity_id,
        any_value(names.name_zh) as name_zh,
        any_value(names.name_en) as name_en,
        sum(coverage.applicable_count)::bigint as applicable,
        sum(coverage.held_count)::bigint as holds,
        sum(coverage.rounding_count)::bigint as rounding,
        sum(coverage.broken_count)::bigint as broken,
        sum(coverage.insufficient_count)::bigint as insufficient,
        sum(coverage.error_count)::bigint as error
    from marts.reconciliation_coverage as coverage
    left join reference.identity_names as names
        on coverage.identity_id = names.identity_id
    where coverage.is_synthetic = $synthetic
    group by 1
    order by 1
"""


def judged(of: Edition, identity: str, status: str, synthetic: bool) -> pl.DataFrame:
    """Return the figures that an identity compares with one outcome: a row per comparison.

    Columns: department, fiscal_year, subject, receipt_id (of the left side, else the right).
    """
    asked = {"identity": identity, "status": status, "synthetic": synthetic}
    return fetch(of, _JUDGED, **asked)


_JUDGED = """
    select
        departments.department_name as department,
        checks.fiscal_year,
        checks.subject,
        coalesce(checks.left_receipt_id, checks.right_receipt_id, checks.receipt_id)
            as receipt_id
    from marts.fct_reconciliations as checks
    inner join marts.dim_documents as documents on checks.document_id = documents.document_id
    left join marts.dim_departments as departments
        on checks.department_key = departments.department_key
    where
        checks.identity_id = $identity
        and checks.status = $status
        and documents.is_synthetic = $synthetic
    order by 1, 2, 3, 4
    limit 500
"""


def unproven(of: Edition, key: str) -> pl.DataFrame:
    """Return the figures of a department's year that no identity proves, largest first.

    `key` is of department_years. Columns: label, amount_yuan, receipt_id.
    """
    return fetch(of, _UNPROVEN, key=key)


_UNPROVEN = """
    select
        concat_ws(' · ', receipts.row_label, receipts.column_label) as label,
        facts.amount_yuan,
        facts.receipt_id
    from marts.stated_facts as facts
    inner join marts.department_years as years
        on
            facts.department_year_key = years.department_year_key
            and facts.fact_name = years.verified_basis
    left join marts.receipts as receipts on facts.receipt_id = receipts.receipt_id
    where
        facts.department_year_key = $key
        and facts.is_chosen
        and facts.is_main
        and not facts.is_proven
        and facts.receipt_id is not null
    order by abs(facts.amount_yuan) desc, facts.receipt_id
"""


def disclosed(of: Edition, kind: str, status: str, synthetic: bool) -> pl.DataFrame:
    """Return the departments' years in which a kind of document has one status."""
    return fetch(of, _DISCLOSED, kind=kind, status=status, synthetic=synthetic)


_DISCLOSED = """
    select
        coalesce(matrix.department_name, '—') as department,
        matrix.fiscal_year,
        documents.file_name
    from marts.disclosure_matrix as matrix
    left join marts.dim_documents as documents on matrix.document_id = documents.document_id
    where
        matrix.document_kind = $kind
        and matrix.status = $status
        and matrix.is_synthetic = $synthetic
    order by 1, 2
"""


def conserved_in(of: Edition, form: str) -> pl.DataFrame:
    """Return the money of a form by document, what is not published first."""
    return fetch(of, _CONSERVED_IN, form=form)


_CONSERVED_IN = """
    select
        documents.file_name,
        sum(money.read_yuan)::decimal(38, 2) as read_yuan,
        sum(money.published_yuan)::decimal(38, 2) as published_yuan,
        sum(money.quarantined_yuan)::decimal(38, 2) as quarantined_yuan,
        sum(money.excluded_yuan)::decimal(38, 2) as excluded_yuan
    from quality.conservation as money
    left join marts.dim_documents as documents on money.document_id = documents.document_id
    where money.form_id = $form
    group by 1
    order by quarantined_yuan desc, excluded_yuan desc, read_yuan desc, 1
    limit 500
"""


def set_aside(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return what documents print and no fact holds, with reason, place and amount."""
    return fetch(of, _SET_ASIDE, synthetic=synthetic)


_SET_ASIDE = """
    select
        aside.reason, documents.file_name, aside.locator, aside.form_id, aside.row_label,
        aside.measure, aside.printed_text, aside.amount_yuan
    from marts.figures_set_aside as aside
    left join marts.dim_documents as documents on aside.document_id = documents.document_id
    where documents.is_synthetic = $synthetic
    order by aside.reason, documents.file_name, aside.block_no, aside.set_aside_id
    limit 2000
"""


def documents_set_aside(of: Edition) -> pl.DataFrame:
    """Return the documents that the gate set aside, with rule, rows and what to do."""
    return fetch_if_kept(of, "quality.documents_set_aside", _DOCUMENTS_SET_ASIDE)


_DOCUMENTS_SET_ASIDE = """
    select
        document_id, file_name, was_published, table_name, rule, measures_text, sentence,
        row_count, remedy_zh, remedy_en
    from quality.documents_set_aside
    order by was_published desc, file_name, document_id, table_name, rule
"""


def disclosure_counts(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return how many department years have each kind of document: kind, status, count."""
    return fetch(of, _DISCLOSURES, synthetic=synthetic)


_DISCLOSURES = """
    select document_kind, status, count(*) as count from marts.disclosure_matrix
    where is_synthetic = $synthetic
    group by all order by 1, 2
"""


def accuracy(of: Edition) -> pl.DataFrame:
    """Return how well known documents were read, by set and what was counted.

    Precision, recall and F1 are cut to four decimals: 1 means every one.
    """
    return fetch_if_kept(of, "reference.accuracy_scores", _ACCURACY)


_ACCURACY = """
    select
        document_set,
        counted,
        document_count,
        printed_count,
        10000 * right_count // nullif(read_count, 0) / 10000 as precision,
        10000 * right_count // nullif(printed_count, 0) / 10000 as recall,
        20000 * right_count // nullif(printed_count + read_count, 0) / 10000 as f1,
        invented_count + coalesce(proven_but_wrong_count, 0) as wrong_count,
        lost_in_silence_count
    from reference.accuracy_scores
    order by
        counted desc,
        list_position(
            ['real', 'dresses', 'samples', 'none', 'light', 'heavy'], document_set
        )
"""
