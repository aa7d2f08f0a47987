"""Everything a report says, read from the marts once, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import duckdb

from reports import history as history_
from reports import queries
from reports.history import History
from reports.queried import (
    AreaFigure,
    Attainment,
    Evaluation,
    Finding,
    Growth,
    Imbalance,
    Lead,
    Project,
    Sum,
    ThreePublic,
    Unmet,
    Verified,
)
from reports.queries import Reader
from reports.scope import Build, Scope


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of the marts in one scope."""

    scope: Scope
    build: Build
    unreadable: int
    income: Sum | None
    spending: Sum | None
    budget: Sum | None
    economic_total: Sum | None
    income_growth: Growth | None
    spending_growth: Growth | None
    income_by_source: list[Sum]
    income_by_department: list[Sum]
    spending_by_department: list[Sum]
    spending_by_nature: list[Sum]
    spending_by_class: list[Sum]
    spending_by_item: list[Sum]
    budgets_by_department: list[Sum]
    economic: list[Sum]
    three_public: list[ThreePublic]
    projects: list[Project]
    evaluations: list[Evaluation]
    attainments: list[Attainment]
    unmet: list[Unmet]
    findings: list[Finding]
    leads: list[Lead]
    ledger: dict[str, dict[str, int]]
    imbalances: list[Imbalance]
    verified: list[Verified]
    history: History
    areas: list[AreaFigure]

    @property
    def both(self) -> list[Project]:
        """Return the projects that print a budget and an execution."""
        return [
            one for one in self.projects if one.budget is not None and one.executed is not None
        ]

    @property
    def both_budget(self) -> Decimal:
        """Return their budgets' sum."""
        return sum((one.budget or Decimal(0) for one in self.both), Decimal(0))

    @property
    def both_executed(self) -> Decimal:
        """Return their executions' sum."""
        return sum((one.executed or Decimal(0) for one in self.both), Decimal(0))

    @property
    def departments(self) -> tuple[str, ...]:
        """Return the names of the departments whose documents count, sorted."""
        names = {one.department for one in self.scope.documents if one.department}
        return tuple(sorted(names))


def gather(
    connection: duckdb.DuckDBPyConnection,
    scope: Scope,
    earlier: Scope,
    build: Build,
    language: str,
) -> Facts:
    """Read the facts of `scope`, and what the `earlier` year has to compare."""
    reader = Reader(connection, scope)
    return Facts(
        scope=scope,
        build=build,
        unreadable=queries.unreadable(connection),
        income=reader.total("fct_revenue"),
        spending=reader.total("fct_spending"),
        budget=reader.total("fct_budgets", "approved"),
        economic_total=reader.total("fct_spending_economic", "executed"),
        income_growth=reader.growth("fct_revenue", earlier),
        spending_growth=reader.growth("fct_spending", earlier),
        income_by_source=reader.income_by_source(),
        income_by_department=reader.income_by_department(),
        spending_by_department=reader.spending_by_department(),
        spending_by_nature=reader.spending_by_nature(),
        spending_by_class=reader.spending_by_class(),
        spending_by_item=reader.spending_by_item(),
        budgets_by_department=reader.budgets_by_department(),
        economic=reader.economic(),
        three_public=reader.three_public(),
        projects=reader.projects(),
        evaluations=reader.evaluations(),
        attainments=reader.attainments(),
        unmet=reader.unmet(),
        findings=reader.findings(),
        leads=reader.leads(language),
        ledger=reader.ledger(),
        imbalances=reader.imbalances(),
        verified=reader.verified(),
        history=history_.gather(connection, scope),
        areas=reader.areas(),
    )
