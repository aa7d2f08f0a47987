"""The declared grain of each fact table: what one row of it is one of.

A null is a value like others: two rows without a function code that agree in the rest are one
row too many.
"""

from __future__ import annotations

from collections.abc import Mapping

_OF_DEPARTMENT = ("document_id", "department_key", "fiscal_year")
_BY_ECONOMIC_CLASS = (
    *_OF_DEPARTMENT,
    "phase",
    "economic_code",
    "spending_nature",
    "fund_source",
)

GRAINS: Mapping[str, tuple[str, ...]] = {
    "fct_budgets": (
        *_OF_DEPARTMENT,
        *("phase", "function_code", "spending_nature", "fund_source"),
    ),
    "fct_spending": (*_OF_DEPARTMENT, "function_code", "spending_nature"),
    "fct_spending_economic": _BY_ECONOMIC_CLASS,
    "fct_spending_government_economic": _BY_ECONOMIC_CLASS,
    "fct_appropriations": (*_OF_DEPARTMENT, "phase", "function_code", "fund_source"),
    "fct_revenue": (*_OF_DEPARTMENT, "phase", "function_code", "revenue_source"),
    "fct_three_public": (*_OF_DEPARTMENT, "item_code", "fund_basis"),
    "fct_assets": (*_OF_DEPARTMENT, "asset_class"),
    "fct_disclosed_items": (*_OF_DEPARTMENT, "phase", "item_code"),
    "fct_account_lines": ("receipt_id",),
    "fct_project_funding": (*_OF_DEPARTMENT, "project_key"),
    "fct_indicators": ("receipt_id",),
    "fct_evaluations": (*_OF_DEPARTMENT, "project_key"),
    "fct_findings": ("document_id", "project_key", "finding_no"),
}
