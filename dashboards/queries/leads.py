"""Leads and broken identities, each with its receipts."""

from __future__ import annotations

import polars as pl

from dashboards.queries.edition import Edition, fetch


def leads(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return the leads with the names of their kind, department and project."""
    return fetch(of, _LEADS, synthetic=synthetic)


_LEADS = """
    select
        leads.*,
        coalesce(kinds.name_zh, leads.lead_kind) as kind_zh,
        coalesce(kinds.name_en, leads.lead_kind) as kind_en,
        departments.department_name,
        documents.title,
        documents.file_name
    from marts.fct_leads as leads
    left join reference.lead_kinds as kinds on leads.lead_kind = kinds.lead_kind
    left join marts.dim_departments as departments
        on leads.department_key = departments.department_key
    left join marts.dim_documents as documents on leads.document_id = documents.document_id
    where leads.is_synthetic = $synthetic
    order by kinds.name_zh, departments.department_name, leads.fiscal_year, leads.lead_id
"""


def lead_figures(of: Edition, lead: str) -> pl.DataFrame:
    """Return the printed figures and texts that a lead speaks of: label, receipt_id."""
    return fetch(of, _LEAD_FIGURES, lead=lead)


_LEAD_FIGURES = """
    select
        concat_ws(' · ', receipts.row_label, receipts.column_label, receipts.printed_text)
            as label,
        receipts.receipt_id
    from marts.lead_receipts as links
    inner join marts.receipts as receipts on links.receipt_id = receipts.receipt_id
    where links.lead_id = $lead
    order by receipts.receipt_id
"""


def broken_identities(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return the identities that do not hold, with both sides and their receipts."""
    return fetch(of, _BROKEN, synthetic=synthetic)


_BROKEN = """
    select
        checks.reconciliation_id,
        checks.identity_id,
        departments.department_name,
        checks.fiscal_year,
        coalesce(
            outcomes.title_text || substr(checks.subject, length(checks.form_id) + 1),
            checks.subject
        ) as subject,
        checks.left_yuan,
        checks.right_yuan,
        checks.difference_yuan,
        checks.tolerance_yuan,
        checks.left_value,
        checks.right_value,
        checks.difference_value,
        checks.unit_text,
        checks.left_receipt_id,
        checks.right_receipt_id,
        documents.title,
        documents.file_name
    from marts.fct_reconciliations as checks
    inner join marts.dim_documents as documents on checks.document_id = documents.document_id
    left join marts.dim_departments as departments
        on checks.department_key = departments.department_key
    left join raw.outcomes as outcomes
        on
            checks.document_id = outcomes.document_id
            and checks.block_no = outcomes.block_no
            and outcomes.row_no is null
            and starts_with(checks.subject, checks.form_id)
    where checks.status = 'broken' and documents.is_synthetic = $synthetic
    order by abs(checks.difference_yuan) desc nulls last, checks.identity_id, checks.subject
"""


def broken_figures(of: Edition, reconciliation: str) -> pl.DataFrame:
    """Return the printed figures that an identity compares: label, receipt_id."""
    return fetch(of, _BROKEN_FIGURES, reconciliation=reconciliation)


_BROKEN_FIGURES = """
    select distinct
        concat_ws(' · ', receipts.row_label, receipts.column_label, receipts.printed_text)
            as label,
        receipts.receipt_id
    from marts.reconciliation_receipts as links
    inner join marts.receipts as receipts on links.receipt_id = receipts.receipt_id
    where links.reconciliation_id = $reconciliation
    order by receipts.receipt_id
"""
