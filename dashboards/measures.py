"""What departments are compared by: the measures, how each can be viewed, its words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import polars as pl

from dashboards import formats
from dashboards.texts import Language, say

Kind = Literal["money", "rate", "points", "count"]
MONEY_VIEWS = ("amount", "share", "per_head", "real")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of department_years: its kind, its scope in `texts`, who prints it.

    `share` is the column that says it as a share of its whole, where it is part of one.
    """

    kind: Kind
    scope: str
    documents: tuple[str, ...]
    share: str | None = None

    @property
    def views(self) -> tuple[str, ...]:
        """Return how the measure can be shown; the first is as it is printed."""
        if self.kind != "money":
            return ("amount",)
        return tuple(view for view in MONEY_VIEWS if view != "share" or self.share)

    def kind_in(self, view: str) -> Kind:
        """Return what a value of the measure is in a view."""
        return "rate" if view == "share" else self.kind


ACCOUNTS = ("final_accounts",)
_PROJECTS = ("self_evaluation", "evaluation_results", "project_targets")
MEASURES = {
    "total_spending_yuan": Measure("money", "spending", ACCOUNTS, "region_spending_share"),
    "basic_yuan": Measure("money", "spending", ACCOUNTS, "basic_share"),
    "project_yuan": Measure("money", "spending", ACCOUNTS, "project_share"),
    "personnel_yuan": Measure("money", "appropriation", ACCOUNTS, "personnel_share"),
    "public_yuan": Measure("money", "appropriation", ACCOUNTS, "public_share"),
    "three_public_yuan": Measure("money", "three_public", ACCOUNTS, "three_public_share"),
    "total_revenue_yuan": Measure("money", "spending", ACCOUNTS),
    "approved_project_yuan": Measure("money", "projects", _PROJECTS),
    "executed_project_yuan": Measure("money", "projects", _PROJECTS),
    "execution_rate": Measure("rate", "projects", _PROJECTS),
    "met_share": Measure("rate", "indicators", ("self_evaluation",)),
    "mean_score": Measure("points", "projects", ("self_evaluation",)),
    "indicator_count": Measure("count", "indicators", _PROJECTS),
    "finding_count": Measure("count", "indicators", ("evaluation_results",)),
}


def per_head(amount: Decimal | None, people: Decimal | None) -> Decimal | None:
    """Return yuan per person, to the fen; None where either is unknown."""
    return None if amount is None or not people else (amount / people).quantize(_CENT)


def in_prices(amount: Decimal | None, factor: Decimal | None) -> Decimal | None:
    """Return an amount in prices of the base year, to the fen; None without a price level."""
    return None if amount is None or factor is None else (amount * factor).quantize(_CENT)


def short(
    kind: Kind, value: Decimal | None, language: Language, unit: formats.Unit | None = None
) -> str:
    """Write a value as it stands beside its bar, money in the unit of its chart."""
    if kind == "money":
        return formats.magnitude(value, language, unit)
    if kind == "rate":
        return formats.rate(value, language)
    return formats.number(None if value is None else round(value, 2), language)


def exact(kind: Kind, value: Decimal | None, language: Language) -> str:
    """Write a value exactly."""
    return formats.yuan(value, language) if kind == "money" else short(kind, value, language)


def axis(kind: Kind, values: pl.Series, language: Language) -> tuple[str, Decimal]:
    """Return the axis's unit and what a value is multiplied by to be in it."""
    if kind == "money":
        unit = formats.common_unit(values, language)
        return say(unit.key, language), Decimal(1) / unit.yuan
    if kind == "rate":
        return say("unit_percent", language), Decimal(100)
    return say("unit_points" if kind == "points" else "unit_count", language), Decimal(1)
