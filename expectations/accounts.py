"""Suites of the facts that the accounts fill."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import (
    Suite,
    closed,
    fact,
    fact_suite,
    filled,
    joins,
    money,
    no_double_count,
)
from expectations.vocabulary import (
    ASSET_CLASSES,
    DISCLOSED_ITEMS,
    FUND_SOURCES,
    NATURES,
    PHASES,
    REVENUE_SOURCES,
    THREE_PUBLIC_ITEMS,
)


def suites() -> Iterable[Suite]:
    """Return the suites of the accounts' facts."""
    yield fact_suite(
        "fct_budgets",
        fact(),
        closed("phase", ("approved", "adjusted")),
        closed("spending_nature", NATURES),
        closed("fund_source", FUND_SOURCES),
        money("amount_yuan"),
        [joins("function_code", "marts.dim_functions")],
        [
            no_double_count(
                "function_code", "phase", "spending_nature", "fund_source", "department_key"
            )
        ],
    )
    yield fact_suite(
        "fct_spending",
        fact(),
        filled("function_code", "amount_yuan"),
        closed("spending_nature", NATURES),
        money("amount_yuan"),
        [joins("function_code", "marts.dim_functions")],
        [no_double_count("function_code", "spending_nature", "department_key")],
    )
    for by_economic_class in ("fct_spending_economic", "fct_spending_government_economic"):
        yield fact_suite(
            by_economic_class,
            fact(),
            filled("economic_code", "amount_yuan"),
            closed("phase", ("approved", "executed")),
            closed("spending_nature", NATURES),
            closed("fund_source", FUND_SOURCES),
            money("amount_yuan"),
            [joins("economic_code", "marts.dim_economic_classes")],
            [no_double_count("economic_code", "phase", "spending_nature", "fund_source")],
        )
    yield fact_suite(
        "fct_appropriations",
        fact(),
        closed("phase", PHASES),
        closed("fund_source", FUND_SOURCES),
        money("opening_yuan", "income_yuan", "personnel_yuan", "public_yuan"),
        money("project_yuan", "closing_yuan"),
        [joins("function_code", "marts.dim_functions")],
        [no_double_count("function_code", "phase", "fund_source", "department_key")],
    )
    yield fact_suite(
        "fct_revenue",
        fact(),
        filled("amount_yuan"),
        closed("phase", PHASES),
        closed("revenue_source", REVENUE_SOURCES),
        money("amount_yuan"),
        [joins("function_code", "marts.dim_functions")],
        [no_double_count("function_code", "phase", "revenue_source", "department_key")],
    )
    yield from _line_suites()


def _line_suites() -> Iterable[Suite]:
    yield fact_suite(
        "fct_three_public",
        fact(),
        filled("item_code", "fund_basis"),
        closed("item_code", THREE_PUBLIC_ITEMS),
        closed("fund_basis", ("fiscal_appropriation", "general_public_budget")),
        money("budget_yuan", "adjusted_yuan", "executed_yuan"),
    )
    yield fact_suite(
        "fct_assets",
        fact(),
        filled("asset_class"),
        closed("asset_class", ASSET_CLASSES),
        money("original_value_yuan", "net_value_yuan"),
    )
    yield fact_suite(
        "fct_disclosed_items",
        fact(),
        filled("item_code"),
        closed("item_code", DISCLOSED_ITEMS),
        closed("phase", ("approved", "adjusted", "executed")),
        money("amount_yuan"),
    )
    yield fact_suite(
        "fct_account_lines",
        fact(),
        filled("account", "side", "line_name", "is_total"),
        closed("account", ("department", "appropriation")),
        closed("side", ("income", "expenditure")),
        closed("phase", PHASES),
        closed("fund_source", FUND_SOURCES),
        money("amount_yuan"),
    )
