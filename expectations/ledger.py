"""Suites of the ledger: what must add up, what is compared, how far the proof reaches."""

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
    no_rows_of_document,
    unique,
)
from expectations.vocabulary import FINDINGS, IDENTITIES, RECONCILIATIONS

_COUNTS = (
    "applicable_count",
    "checked_count",
    "held_count",
    "rounding_count",
    "broken_count",
    "insufficient_count",
    "error_count",
    "not_applicable_count",
)


def suites() -> Iterable[Suite]:
    """Return the suites of the ledger and of what is counted over it."""
    yield Suite("marts.fct_reconciliations", tuple(_reconciliations()))
    yield Suite(
        "marts.reconciliation_receipts",
        (
            *filled("reconciliation_id", "side", "term", "receipt_id", "document_id"),
            *unique("reconciliation_id", "side", "receipt_id"),
            *closed("side", ("left", "right")),
            joins("reconciliation_id", "marts.fct_reconciliations"),
            joins("receipt_id", "marts.receipts"),
        ),
    )
    yield Suite("marts.reconciliation_coverage", tuple(_coverage()))


def _reconciliations() -> Iterable[Expectation]:
    yield from filled("reconciliation_id", "document_id", "identity_id", "subject", "status")
    yield from unique("reconciliation_id")
    yield from closed("identity_id", IDENTITIES)
    yield from closed("status", RECONCILIATIONS)
    yield joins("document_id", "marts.dim_documents")
    yield joins("project_key", "marts.dim_projects")
    yield no_rows_of_document(
        "status_fits_difference",
        "what is broken differs by more than its tolerance, what holds does not;"
        " what is within a limit may be less",
        "select * from (select *, case when axis = 'limit' then difference_yuan"
        " else abs(difference_yuan) end as off_yuan from {batch}) as judged"
        " where ((status = 'broken' and off_yuan <= tolerance_yuan)"
        " or (status in ('holds', 'rounding') and off_yuan > tolerance_yuan))",
    )
    yield no_rows_of_document(
        "checked_has_both_sides",
        "what was checked has a figure on each side, or nothing on the right of nothing;"
        " a percentage of a base of nought has none to be set against",
        "select * from {batch} where status in ('holds', 'rounding', 'broken')"
        " and (coalesce(left_yuan, left_value) is null"
        " or (coalesce(right_yuan, right_value) is null"
        " and coalesce(left_yuan, left_value) <> 0"
        " and coalesce(finding, '') <> 'not_of_a_base_of_zero'))",
    )
    yield no_rows_of_document(
        "findings_are_of_the_list",
        "what a row between figures rests on is of the closed list",
        f"select * from {{batch}} where axis <> 'prose' and finding not in {FINDINGS}",  # noqa: S608  our own list
    )
    yield no_rows_of_document(
        "what_was_not_taken_is_named",
        "a row that rests on a figure that was not taken names it, and no other row does",
        "select * from {batch}"
        " where (finding = 'figure_not_taken') <> (untaken_locator is not null)",
    )
    yield no_rows_of_document(
        "every_row_has_receipts",
        "what is applicable names a printed figure, what is not names none",
        "select own.* from {batch} as own left join marts.reconciliation_receipts as named"
        " on own.reconciliation_id = named.reconciliation_id"
        " where (named.reconciliation_id is null) <> (own.status = 'not_applicable')",
    )
    yield no_rows_of_document(
        "no_errors",
        "every identity could be computed",
        "select * from {batch} where status = 'error'",
        WARNING,
    )


def _coverage() -> Iterable[Expectation]:
    yield from filled("document_id", "identity_id", *_COUNTS)
    yield from unique("document_id", "identity_id")
    yield from closed("identity_id", IDENTITIES)
    yield joins("document_id", "marts.dim_documents")
    for count in _COUNTS:
        yield between(count, 0, 1_000_000_000)
    yield no_rows_of_document(
        "counts_add_up",
        "checked = held + rounding + broken; applicable = checked + insufficient + error",
        "select * from {batch}"
        " where checked_count <> held_count + rounding_count + broken_count"
        " or applicable_count <> checked_count + insufficient_count + error_count",
    )
    yield no_rows_of_document(
        "ledger_is_counted",
        "every row of the ledger is counted once",
        "select coalesce(own.document_id, ledger.document_id) as document_id,"
        " own.counted, ledger.written"
        " from (select document_id, sum(applicable_count + not_applicable_count) as counted"
        " from {batch} group by document_id) as own full join"
        " (select document_id, count(*) as written from marts.fct_reconciliations"
        " group by document_id) as ledger on own.document_id = ledger.document_id"
        " where coalesce(own.counted, 0) <> coalesce(ledger.written, 0)",
    )
