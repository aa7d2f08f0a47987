"""Suites of the conservation of money: what was read is published, or a rule says why not."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import Suite, closed, filled, joins, no_rows, unique
from expectations.vocabulary import FATES, SET_ASIDE

_SIDES = ("read", "published", "quarantined", "excluded")


def suites() -> Iterable[Suite]:
    """Return the suites of what is weighed over the finished file."""
    yield Suite(
        "quality.conservation",
        (
            *filled("document_id", "mart", "measure"),
            *filled(*(f"{side}_yuan" for side in _SIDES)),
            *filled(*(f"{side}_value" for side in _SIDES)),
            *unique("document_id", "form_id", "mart", "measure", "unit"),
            no_rows(
                "money_is_conserved",
                "yuan read = published + quarantined + excluded, per document, form, mart"
                " and measure",
                "select * from {batch}"
                " where read_yuan <> published_yuan + quarantined_yuan + excluded_yuan",
            ),
            no_rows(
                "values_are_conserved",
                "the same of rates, points and counts",
                "select * from {batch} where read_value"
                " <> published_value + quarantined_value + excluded_value",
            ),
            no_rows(
                "records_stand_once",
                "every indicator and finding read is in its fact table once, and as read",
                "select * from {batch} where is_any_unlike",
            ),
        ),
    )
    yield Suite(
        "marts.figures_set_aside",
        (
            *filled("set_aside_id", "document_id", "reason", "remedy_zh", "remedy_en"),
            *unique("set_aside_id"),
            *closed("reason", SET_ASIDE),
            joins("document_id", "marts.dim_documents"),
            joins("receipt_id", "marts.receipts"),
            no_rows(
                "what_is_set_aside_is_no_fact",
                "no fact holds a figure whose place, body or year is not known",
                "select own.* from {batch} as own inner join marts.fact_receipts as facts"
                " on own.receipt_id = facts.receipt_id"
                " where own.set_aside_id = own.receipt_id",
            ),
            no_rows(
                "what_is_not_taken_is_told",
                "every figure that no record took has its outcome, a whole column one",
                "select own.* from raw.untaken as own left join raw.outcomes as told"
                " on own.document_id = told.document_id and own.block_no = told.block_no"
                " and own.column_no = told.column_no and (own.row_no = told.row_no"
                " or (own.reason_code = 'unknown_column'"
                " and told.reason_code = 'unknown_column'))"
                " where told.document_id is null",
            ),
        ),
    )
    yield Suite(
        "quality.figure_fates",
        (
            *filled("document_id", "account_id", "measure", "fate", "figure_count"),
            *closed("fate", FATES),
            no_rows(
                "every_figure_has_a_fate",
                "every figure of raw.amounts is published or falls under a rule",
                "select figures.document_id, figures.read, fates.told"
                " from (select document_id, count(*) as read from raw.amounts"
                " group by document_id) as figures"
                " left join (select document_id, sum(figure_count) as told from {batch}"
                " group by document_id) as fates on figures.document_id = fates.document_id"
                " where coalesce(fates.told, 0) < figures.read",
            ),
        ),
    )
    yield Suite(
        "quality.unlike_figures",
        (
            no_rows(
                "figures_are_as_printed",
                "what a mart holds of one printed cell is what the cell prints",
                "select * from {batch}",
            ),
        ),
    )
