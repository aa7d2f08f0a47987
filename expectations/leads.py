"""Suites of the leads: suspicions kept apart from errors, and the figures they speak of."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import Suite, closed, filled, joins, no_rows, unique
from expectations.vocabulary import LEAD_KINDS


def suites() -> Iterable[Suite]:
    """Return the suites of the leads and of their receipts."""
    yield Suite(
        "marts.fct_leads",
        (
            *filled("lead_id", "lead_kind", "document_id", "receipt_id", "subject"),
            *filled("sentence_zh", "sentence_en"),
            *unique("lead_id"),
            *closed("lead_kind", LEAD_KINDS),
            joins("document_id", "marts.dim_documents"),
            joins("receipt_id", "marts.receipts"),
            joins("other_receipt_id", "marts.receipts", "receipt_id"),
            no_rows(
                "sentences_are_whole",
                "a sentence ends, and has no gap where a value is missing",
                "select * from {batch} where sentence_zh not like '%。'"
                " or sentence_en not like '%.' or sentence_zh like '%「」%'",
            ),
            no_rows(
                "every_lead_has_receipts",
                "each lead names at least its own receipt",
                "select own.* from {batch} as own left join marts.lead_receipts as named"
                " on own.lead_id = named.lead_id and own.receipt_id = named.receipt_id"
                " where named.lead_id is null",
            ),
        ),
    )
    yield Suite(
        "marts.lead_receipts",
        (
            *filled("lead_id", "receipt_id"),
            *unique("lead_id", "receipt_id"),
            joins("lead_id", "marts.fct_leads"),
            joins("receipt_id", "marts.receipts"),
        ),
    )
