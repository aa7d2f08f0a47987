"""The marts that the scoreboard compares: their keys and columns, in comparable spelling."""

from __future__ import annotations

from decimal import Decimal

from corpus.expected_facts import project_name
from ingest.values import squeeze, without_ordinal

_MONEY = "amount_yuan"
LONG: dict[str, tuple[str, tuple[str, ...]]] = {
    "fct_spending": ("function_code, spending_nature", (_MONEY,)),
    "fct_budgets": ("phase, function_code, spending_nature, fund_source", (_MONEY,)),
    "fct_revenue": ("phase, function_code, revenue_source", (_MONEY,)),
    "fct_spending_economic": (
        "phase, economic_code, spending_nature, fund_source",
        (_MONEY,),
    ),
    "fct_appropriations": (
        "phase, function_code, fund_source",
        (
            "opening_yuan", "income_yuan", "personnel_yuan", "public_yuan", "project_yuan",
            "closing_yuan",
        ),
    ),
    "fct_three_public": (
        "item_code, fund_basis",
        ("budget_yuan", "adjusted_yuan", "executed_yuan", "quantity"),
    ),
    "fct_assets": ("asset_class", ("original_value_yuan", "net_value_yuan")),
    "fct_account_lines": ("account, phase, side, line_name, fund_source", (_MONEY,)),
    "fct_project_funding": (
        "project_name",
        (
            "approved_yuan", "adjusted_yuan", "executed_yuan", "execution_rate_published",
            "appropriation_yuan", "carryover_yuan", "other_funds_yuan",
        ),
    ),
    "fct_indicators": (
        "project_name, indicator_name",
        (
            "level1", "level2", "operator", "target_text", "target_value", "target_unit",
            "half_year_target_text", "actual_text", "weight", "score",
        ),
    ),
    "fct_evaluations": ("project_name", ("total_score", "grade_published")),
    "fct_findings": ("project_name", ("finding_text",)),
}  # fmt: skip
"""Each mart's key and the columns that the truth knows."""


TYPED_ALSO: dict[str, tuple[str, ...]] = {
    "fct_appropriations": ("basic_yuan", "spending_yuan"),
    "fct_indicators": ("actual_value",),
}
"""Columns that typed facts name, and the truth of the corpus does not know."""


def key_text(name: str, value: object) -> str:
    """A key in comparable spelling."""
    text = "" if value is None else str(value)
    if name == "project_name":
        return project_name(text)
    if name == "line_name":
        return without_ordinal(text)
    return squeeze(text) if name == "indicator_name" else text


def value_text(column: str, value: object) -> str:
    """A value in comparable spelling, empty for nothing: money with two decimals."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        if column.endswith("_yuan") or column == "quantity":
            return f"{value:.2f}" if value else ""
        return f"{value.normalize():f}"
    return squeeze(str(value))
