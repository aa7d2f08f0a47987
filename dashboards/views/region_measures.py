"""What areas are compared by: the measures, and the printed figures behind each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from dashboards import formats, measures
from dashboards.texts import Language

Kind = Literal["money", "rate", "growth"]


@dataclass(frozen=True, slots=True)
class AreaMeasure:
    """A column of region_accounts: its kind, the items of region_account_figures behind it."""

    kind: Kind
    items: tuple[str, ...]

    def short(
        self, value: Decimal | None, language: Language, unit: formats.Unit | None = None
    ) -> str:
        """Write a value as it stands beside its bar, money in the unit of its chart."""
        if self.kind == "growth":
            return formats.growth(value, language)
        return measures.short(self.kind, value, language, unit)

    def exact(self, value: Decimal | None, language: Language) -> str:
        """Write a value exactly."""
        return (
            formats.yuan(value, language)
            if self.kind == "money"
            else self.short(value, language)
        )

    def axis(self, values: pl.Series, language: Language) -> tuple[str, Decimal]:
        """Return the axis's unit and what a value is multiplied by to be in it."""
        kind: measures.Kind = "money" if self.kind == "money" else "rate"
        return measures.axis(kind, values, language)

    def unit(self, values: pl.Series, language: Language) -> formats.Unit | None:
        """Return the one unit of amounts that stand together; None where it is a rate."""
        return formats.common_unit(values, language) if self.kind == "money" else None


_REVENUE, _SPENDING = ("general_revenue",), ("general_spending",)
AREA_MEASURES = {
    "general_revenue_yuan": AreaMeasure("money", _REVENUE),
    "general_revenue_growth": AreaMeasure("growth", ("general_revenue_growth", *_REVENUE)),
    "general_revenue_completion": AreaMeasure(
        "rate", ("general_revenue_completion", *_REVENUE)
    ),
    "tax_share": AreaMeasure("rate", ("tax_revenue", *_REVENUE)),
    "general_spending_yuan": AreaMeasure("money", _SPENDING),
    "general_spending_growth": AreaMeasure("growth", ("general_spending_growth", *_SPENDING)),
    "general_spending_completion": AreaMeasure(
        "rate", ("general_spending_completion", *_SPENDING)
    ),
    "general_revenue_approved_yuan": AreaMeasure("money", _REVENUE),
    "general_spending_approved_yuan": AreaMeasure("money", _SPENDING),
    "general_revenue_per_head_yuan": AreaMeasure("money", _REVENUE),
    "general_spending_per_head_yuan": AreaMeasure("money", _SPENDING),
    "fund_revenue_yuan": AreaMeasure("money", ("fund_revenue",)),
    "fund_spending_yuan": AreaMeasure("money", ("fund_spending",)),
    "debt_balance_yuan": AreaMeasure("money", ("debt_balance",)),
    "debt_limit_yuan": AreaMeasure("money", ("debt_limit",)),
    "debt_share_of_limit": AreaMeasure("rate", ("debt_balance", "debt_limit")),
    "department_coverage_share": AreaMeasure("rate", _SPENDING),
}
