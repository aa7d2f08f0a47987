"""Years side by side, and departments side by side: rows that answer one query each.

A line's query stands in the annex, so that every figure of the line can be asked again.
"""
# ruff: noqa: S608  what is put into queries are our columns, numbers and quoted codes

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from reports.scope import Scope

SHOWN_YEARS = 5
MEASURES = (
    "total_revenue_yuan",
    "approved_budget_yuan",
    "total_spending_yuan",
    "basic_yuan",
    "project_yuan",
    "executed_project_yuan",
)


@dataclass(frozen=True, slots=True)
class Line:
    """Yuan by year (a year without data is not there), and the query that gives them."""

    name: str
    label: str | None
    by_year: Mapping[int, Decimal]
    query: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A department's year in `marts.department_years`; money in yuan, rates as fractions."""

    department: str | None
    revenue: Decimal | None
    budget: Decimal | None
    spending: Decimal | None
    three_public: Decimal | None
    execution_rate: Decimal | None
    met_share: Decimal | None
    mean_score: Decimal | None
    findings: int | None
    query: str


@dataclass(frozen=True, slots=True)
class History:
    """What the years before and the other departments have to compare."""

    departments_by_year: Line
    totals: tuple[Line, ...]
    paths: tuple[Line, ...]
    changes: tuple[Line, ...]
    classes: tuple[Line, ...]
    economic: tuple[Line, ...]
    departments: tuple[Compared, ...]
    known_departments: Line

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years of which any total is known, in order."""
        return tuple(sorted({year for line in self.totals for year in line.by_year}))


def gather(connection: duckdb.DuckDBPyConnection, scope: Scope) -> History:
    """Read the history of `scope`: its year and the four before it."""
    where = _where(connection, scope)
    bodies = f"{where} and {_of_caliber(scope)}"
    totals = tuple(_total(connection, one, where, scope) for one in MEASURES)
    paths = (_path(connection, one, where, scope) for one in totals)
    return History(
        departments_by_year=_total(connection, "departments", bodies, scope),
        totals=totals,
        paths=tuple(one for one in paths if one is not None),
        changes=tuple(
            _change(connection, one, where, scope)
            for one in ("total_revenue_yuan", "total_spending_yuan")
        ),
        classes=_lines(connection, "spending", where, scope),
        economic=_lines(connection, "economic", where, scope),
        departments=_departments(connection, where, scope),
        known_departments=_known(connection, bodies, scope),
    )


def _where(connection: duckdb.DuckDBPyConnection, scope: Scope) -> str:
    """Return the scope as a condition on columns of `marts.department_years`.

    A unit whose department published nothing is in it: its money counts for itself.
    """
    parts = ["is_synthetic" if scope.is_synthetic else "not is_synthetic"]
    if scope.department_key is not None:
        parts.append(f"department_key = {literal(scope.department_key)}")
    if scope.regions is not None:
        rows = connection.execute(
            "select distinct region_code from marts.department_years"
            " where list_contains(cast($regions as varchar[]), region_code) order by 1",
            {"regions": list(scope.regions)},
        ).fetchall()
        codes = ", ".join(literal(row[0]) for row in rows) or "null"
        parts.append(f"region_code in ({codes})")
    return " and ".join(parts)


def _of_caliber(scope: Scope) -> str:
    """Return the condition on what is counted as a department: no unit beside departments."""
    return f"coalesce(caliber, 'department') = {literal(scope.caliber)}"


def literal(text: str) -> str:
    """Return text as an SQL string."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _known(connection: duckdb.DuckDBPyConnection, where: str, scope: Scope) -> Line:
    """Return how many departments of the scope have anything published of any year."""
    query = f"select count(distinct department_key) from marts.department_years where {where}"
    found = connection.execute(query).fetchone()
    return Line(
        "known_departments", None, {scope.year: Decimal(found[0] if found else 0)}, query
    )


def _span(scope: Scope) -> str:
    return f"fiscal_year between {scope.year - SHOWN_YEARS + 1} and {scope.year}"


def _line(
    connection: duckdb.DuckDBPyConnection, name: str, label: str | None, query: str
) -> Line:
    rows = connection.execute(query).fetchall()
    known = {int(year): Decimal(value) for year, value in rows if value is not None}
    return Line(name, label, known, query)


def _total(
    connection: duckdb.DuckDBPyConnection, measure: str, where: str, scope: Scope
) -> Line:
    counted = "count(distinct department_key)"
    amount = counted if measure == "departments" else f"sum({measure})"
    query = (
        f"select fiscal_year, {amount} from marts.department_years"
        f" where {where} and {_span(scope)} group by 1 order by 1"
    )
    return _line(connection, measure, None, query)


def _path(
    connection: duckdb.DuckDBPyConnection, total: Line, where: str, scope: Scope
) -> Line | None:
    """Return the first known year and the scope's, of the departments that state both.

    None where they lie next to each other (the growth of the year says it) or nobody does.
    """
    first = min(total.by_year, default=scope.year)
    if first >= scope.year - 1 or scope.year not in total.by_year:
        return None
    rows = (
        f"from marts.department_years where {where} and {total.name} is not null"
        f" and fiscal_year in ({first}, {scope.year})"
    )
    query = (
        f"select fiscal_year, sum({total.name}) {rows} and department_key in (select"
        f" department_key {rows} group by 1 having count(distinct fiscal_year) = 2)"
        " group by 1 order by 1"
    )
    line = _line(connection, total.name, None, query)
    return line if len(line.by_year) == 2 else None


def _change(
    connection: duckdb.DuckDBPyConnection, measure: str, where: str, scope: Scope
) -> Line:
    """Return the change by year over the departments that state this and the year before."""
    query = (
        f"select fiscal_year, (sum({measure}) - sum(earlier)) / nullif(sum(earlier), 0)"
        f" from (select *, lag({measure}) over by_year as earlier,"
        f" lag(fiscal_year) over by_year as earlier_year"
        f" from marts.department_years where {where} and {measure} is not null"
        " window by_year as (partition by department_key order by fiscal_year))"
        f" where earlier_year = fiscal_year - 1 and {_span(scope)} group by 1 order by 1"
    )
    return _line(connection, measure, None, query)


_CLASSES: Mapping[str, tuple[str, str, str, str]] = {
    "spending": ("fct_spending", "function_code", "dim_functions", "true"),
    "economic": (
        "fct_spending_economic",
        "economic_code",
        "dim_economic_classes",
        "phase = 'executed'",
    ),
}


def _lines(
    connection: duckdb.DuckDBPyConnection, fact: str, where: str, scope: Scope
) -> tuple[Line, ...]:
    """Return executed spending by class and year, the largest of the last year first."""
    table, code, names, phase = _CLASSES[fact]
    source = f"from marts.{table} where {where} and {phase} and {_span(scope)}"
    found = connection.execute(
        f"with facts as (select substr({code}, 1, 3) as class_code, fiscal_year,"
        f" amount_yuan {source}) select class_code, (select any_value(class_name)"
        f" from marts.{names} as n where substr(n.{code}, 1, 3) = facts.class_code)"
        " from facts group by class_code order by sum(amount_yuan) filter"
        f" (where fiscal_year = {scope.year}) desc nulls last, class_code nulls last"
    ).fetchall()
    lines = []
    for class_code, class_name in found:
        own = f"{code} is null" if class_code is None else f"{code} like '{class_code}%'"
        query = f"select fiscal_year, sum(amount_yuan) {source} and {own} group by 1 order by 1"
        lines.append(_line(connection, class_code or "", class_name, query))
    return tuple(lines)


def _departments(
    connection: duckdb.DuckDBPyConnection, where: str, scope: Scope
) -> tuple[Compared, ...]:
    columns = (
        "total_revenue_yuan, approved_budget_yuan, total_spending_yuan,"
        " three_public_yuan, execution_rate, met_share, mean_score, finding_count"
    )
    rows = connection.execute(
        f"select department_year_key, department_name, {columns}"
        f" from marts.department_years where {where} and fiscal_year = {scope.year}"
        f" and ({_of_caliber(scope)} or coalesce(total_revenue_yuan, approved_budget_yuan,"
        " total_spending_yuan) is not null)"
        " order by coalesce(total_spending_yuan, approved_budget_yuan) desc nulls last,"
        " department_name, department_year_key"
    ).fetchall()
    asked = f"select {columns} from marts.department_years where department_year_key = "
    return tuple(Compared(*(*row[1:], asked + literal(str(row[0])))) for row in rows)
