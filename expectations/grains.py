"""The declared grain of each fact table: what one row of it is one of.

A null is a value like others: two rows without a function code that agree in the rest are one
row too many.
"""

from __future__ import annotations

from collections.abc import Mapping

_OF_DEPARTMENT = ("department_key", "fiscal_year", "is_synthetic")
_BY_ECONOMIC_CLASS = (
    *_OF_DEPARTMENT,
    "phase",
    "economic_code",
    "spending_nature",
    "fund_source",
)

_COUNTED: Mapping[str, tuple[str, ...]] = {
    "fct_budgets": (
        *_OF_DEPARTMENT,
        *("phase", "function_code", "spending_nature", "fund_source"),
    ),
    "fct_spending": (*_OF_DEPARTMENT, "function_code", "spending_nature"),
    "fct_spending_economic": _BY_ECONOMIC_CLASS,
    "fct_spending_government_economic": _BY_ECONOMIC_CLASS,
    "fct_appropriations": (*_OF_DEPARTMENT, "phase", "function_code", "fund_source"),
    "fct_revenue": (
        *_OF_DEPARTMENT,
        "phase",
        "function_code",
        "revenue_source",
        "revenue_source_text",
    ),
    "fct_three_public": (*_OF_DEPARTMENT, "item_code", "fund_basis"),
    "fct_assets": (*_OF_DEPARTMENT, "asset_class"),
    "fct_disclosed_items": (*_OF_DEPARTMENT, "phase", "item_code"),
    "fct_account_lines": ("receipt_id",),
}
_OF_DOCUMENT = ("document_id", "department_key", "fiscal_year")

GRAINS: Mapping[str, tuple[str, ...]] = {
    **_COUNTED,
    **{
        f"{fact}_all": ("document_id", "not_chosen_reason", *grain)
        for fact, grain in _COUNTED.items()
    },
    "fct_three_public_all": (
        *("document_id", "not_chosen_reason", "phase"),
        *_COUNTED["fct_three_public"],
    ),
    "stated_facts": ("stated_fact_key",),
    "fct_project_funding": ("project_year_key",),
    "fct_project_funding_all": (*_OF_DOCUMENT, "project_key"),
    "fct_indicators": ("receipt_id",),
    "fct_evaluations": (*_OF_DOCUMENT, "project_key"),
    "fct_findings": ("document_id", "project_key", "finding_no"),
}
