"""Receipts, the printed text around them, and what was made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st

from dashboards.queries.edition import Edition, fetch
from warehouse.asking import receipt_page

if TYPE_CHECKING:
    from ingest.readers.page_pictures import Shown


def receipt(of: Edition, receipt_id: str) -> dict[str, Any] | None:
    """Return a receipt, its document, its reading and its proof; None if unknown."""
    frame = fetch(of, _RECEIPT, receipt=receipt_id)
    return None if frame.is_empty() else frame.row(0, named=True)


@st.cache_data(show_spinner=False, max_entries=50)
def _page(
    folder: str,
    document_id: str,
    locator: str,
    printed: str,
    written: int,  # noqa: ARG001
) -> Shown | None:
    receipt = {"document_id": document_id, "locator": locator, "printed_text": printed}
    return receipt_page.page_of(Path(folder), receipt)


def receipt_page_of(of: Edition, document_id: str, locator: str, printed: str) -> Shown | None:
    """Return the picture of the place where a figure is printed; None where none is kept."""
    return _page(str(Path(of.path).parent), document_id, locator, printed, of.written)


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
        and outcomes.row_no is null
    where receipts.receipt_id = $receipt
    limit 1
"""


def cells_around(of: Edition, document: str, block: int, row: int, span: int) -> pl.DataFrame:
    """Return the cells of the rows around a printed row, and the header rows of its table."""
    return fetch(of, _CELLS, document=document, block=block, row=row, span=span)


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
    return fetch(of, _PASSAGES, document=document, block=block, locator=locator)


_PASSAGES = """
    select passage_no, heading, text, locator, locator = $locator as is_place
    from raw.passages
    where document_id = $document and block_no = $block
    qualify is_place or not bool_or(is_place) over ()
    order by passage_no
"""


def checks_of(of: Edition, receipt_id: str) -> pl.DataFrame:
    """Return the identities that compare a printed figure, the broken ones first."""
    return fetch(of, _CHECKS, receipt=receipt_id)


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
            and outcomes.row_no is null
            and starts_with(checks.subject, checks.form_id)
    order by
        case checks.status when 'broken' then 0 when 'error' then 1 else 2 end,
        checks.identity_id, subject
"""


def facts_of(of: Edition, receipt_id: str) -> pl.DataFrame:
    """Return the columns of fact rows that say a printed figure, and what the rows tell of."""
    return fetch(of, _FACTS, receipt=receipt_id)


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
        select 'fct_spending_government_economic', receipt_id,
            concat_ws(' · ', economic_code, spending_nature, fund_source)
        from marts.fct_spending_government_economic
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
        from marts.fct_project_funding_all as funding
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
        select 'fct_disclosed_items', receipt_id, item_code
        from marts.fct_disclosed_items
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
    return fetch(of, _TABLES_OF, document=document)


_TABLES_OF = """
    select block_no, form_id, status, reason_code, title_text, locator, record_count
    from raw.outcomes
    where
        document_id = $document and block_no > 0 and row_no is null and status <> 'ignored'
    order by block_no
"""


def receipts_of(of: Edition, document: str) -> pl.DataFrame:
    """Return the receipts of a document in printed order."""
    return fetch(of, _RECEIPTS_OF, document=document)


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
