"""Suites of the tables of all statements, of which the facts are the rows that count."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable, Mapping

from expectations import wholes
from expectations.rules import (
    Expectation,
    Suite,
    closed,
    fact_suite,
    filled,
    joins,
    no_rows,
)
from expectations.vocabulary import NOT_CHOSEN, SOURCES_LEFT_OUT

FACTS: Mapping[str, tuple[str, ...]] = {
    "fct_account_lines": ("amount_yuan",),
    "fct_appropriations": ("income_yuan", "spending_yuan", "project_yuan"),
    "fct_assets": ("original_value_yuan", "net_value_yuan"),
    "fct_budgets": ("amount_yuan",),
    "fct_disclosed_items": ("amount_yuan",),
    "fct_revenue": ("amount_yuan",),
    "fct_spending": ("amount_yuan",),
    "fct_spending_economic": ("amount_yuan",),
    "fct_spending_government_economic": ("amount_yuan",),
    "fct_three_public": ("budget_yuan", "adjusted_yuan", "executed_yuan"),
}
"""Each fact and the columns that a plain sum adds."""


def suites() -> Iterable[Suite]:
    """Return a suite for each table of all statements, and for all facts in one."""
    yield fact_suite(
        "stated_facts",
        filled("document_id", "receipt_id", "fact_receipt_id", "department_key", "fiscal_year"),
        filled("is_chosen"),
        closed("not_chosen_reason", sorted({*NOT_CHOSEN, *SOURCES_LEFT_OUT})),
        [joins("receipt_id", "marts.receipts", "receipt_id")],
    )
    for fact, columns in FACTS.items():
        yield fact_suite(
            f"{fact}_all",
            filled("document_id", "receipt_id", "department_key", "fiscal_year"),
            filled("is_chosen"),
            closed("not_chosen_reason", NOT_CHOSEN),
            _parts_within_wholes(fact),
            [
                joins("chosen_receipt_id", "marts.receipts", "receipt_id"),
                no_rows(
                    "what_does_not_count_says_why",
                    "a row counts or has a reason, and what gives way names what it gives"
                    " way to",
                    "select * from {batch} where is_chosen = (not_chosen_reason is not null)"
                    " or (not_chosen_reason in ('within_department', 'other_document',"
                    " 'other_statement') and chosen_receipt_id is null)",
                ),
                _counted(fact, columns),
            ],
        )


def _parts_within_wholes(fact: str) -> list[Expectation]:
    """Return the rules that hold a fact against others of its own document."""
    match fact:
        case "fct_budgets":
            return wholes.within_account_total("own.phase")
        case "fct_spending":
            return wholes.within_account_total("'executed'")
        case "fct_spending_economic" | "fct_spending_government_economic":
            return [
                *wholes.economic_within_functions("basic"),
                *wholes.economic_within_functions("project"),
            ]
        case "fct_appropriations":
            return wholes.appropriations_within_spending()
        case "fct_three_public":
            return wholes.three_public_within_spending()
        case _:
            return []


def _counted(fact: str, columns: tuple[str, ...]) -> Expectation:
    """Expect that the fact holds what was chosen, to the fen, by department and year."""
    sums = ", ".join(f"sum({column}) as {column}" for column in columns)
    differ = " or ".join(
        f"coalesce(chosen.{column}, 0) <> coalesce(facts.{column}, 0)" for column in columns
    )
    grouped = "department_key, fiscal_year, is_synthetic"
    return no_rows(
        "what_is_chosen_is_the_fact",
        f"{fact} holds the rows that count and no others",
        f"select * from (select {grouped}, {sums} from {{batch}} where is_chosen"
        f" group by {grouped}) as chosen full join (select {grouped}, {sums}"
        f" from marts.{fact} group by {grouped}) as facts using ({grouped}) where {differ}",
    )
