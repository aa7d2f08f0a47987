"""Departments year by year, their spending by part, and the lines behind a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from dashboards.queries.edition import Edition, fetch


def department_years(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per department and year: all columns of the wide table, and some more.

    `label` is the department's name, with its region where two departments share the name;
    `sector_name` the function class of most of its money; `public_share` what personnel
    spending leaves.
    """
    return fetch(of, _DEPARTMENT_YEARS, synthetic=synthetic)


_DEPARTMENT_YEARS = """
    with names as (
        select department_name from marts.department_years
        group by 1 having count(distinct department_key) > 1
    )

    select
        years.*,
        profiles.sector_class_name as sector_name,
        1 - years.personnel_share as public_share,
        case
            when names.department_name is not null
                then concat(years.department_name, '（', years.region_name, '）')
            else coalesce(years.department_name, '—')
        end as label
    from marts.department_years as years
    left join names on years.department_name = names.department_name
    left join marts.department_profiles as profiles
        on
            years.department_key = profiles.department_key
            and years.is_synthetic = profiles.is_synthetic
    where years.is_synthetic = $synthetic
    order by label, years.fiscal_year
"""


def disclosures(of: Edition, year: int, synthetic: bool) -> pl.DataFrame:
    """Return department × document kind with what was found, for one year."""
    return fetch(of, _DISCLOSURES, year=year, synthetic=synthetic)


_DISCLOSURES = """
    select department_key, document_kind, status
    from marts.disclosure_matrix
    where fiscal_year = $year and is_synthetic = $synthetic
"""


def populations(of: Edition, year: int) -> dict[str, Decimal]:
    """Return the resident people of a year by region code, of regions for which it is known."""
    return dict(fetch(of, _POPULATIONS, year=year).iter_rows())


_POPULATIONS = """
    select region_code, any_value(population) from marts.region_years
    where fiscal_year = $year and population > 0
    group by 1
"""


def spending_structure(of: Edition, year: int, synthetic: bool) -> pl.DataFrame:
    """Return executed spending by department, nature and function class, in yuan.

    One document speaks for a department's year, as in department_years.
    """
    return fetch(of, _SPENDING_STRUCTURE, year=year, synthetic=synthetic)


_SPENDING_STRUCTURE = """
    select
        facts.department_year_key,
        facts.item_code as nature,
        functions.class_name as function,
        sum(facts.amount_yuan)::decimal(20, 2) as amount_yuan
    from marts.stated_facts as facts
    left join marts.dim_functions as functions on facts.code = functions.function_code
    where
        facts.fact_name = 'spending'
        and facts.is_chosen
        and facts.fiscal_year = $year
        and facts.is_synthetic = $synthetic
    group by 1, 2, 3
    order by 1, 2, 3
"""


def spending_lines(of: Edition, key: str) -> pl.DataFrame:
    """Return the lines of a department's executed spending, largest first.

    `key` is of department_years. Columns: nature, function (its class), label, amount_yuan,
    receipt_id.
    """
    return fetch(of, _SPENDING_LINES, key=key)


_SPENDING_LINES = """
    select
        facts.item_code as nature,
        functions.class_name as function,
        coalesce(functions.function_name, facts.code, '—') as label,
        facts.amount_yuan,
        facts.receipt_id
    from marts.stated_facts as facts
    left join marts.dim_functions as functions on facts.code = functions.function_code
    where
        facts.fact_name = 'spending'
        and facts.is_chosen
        and facts.department_year_key = $key
        and facts.receipt_id is not null
    order by facts.amount_yuan desc, facts.receipt_id
"""


def function_classes(of: Edition) -> list[str]:
    """Return the function classes by spending over all years: their rank gives their colour."""
    return fetch(of, _FUNCTION_CLASSES)["class_name"].to_list()


_FUNCTION_CLASSES = """
    select functions.class_name
    from marts.fct_spending as spending
    inner join marts.dim_functions as functions
        on spending.function_code = functions.function_code
    where functions.class_name is not null
    group by 1
    order by sum(spending.amount_yuan) desc, 1
"""


def lines_behind(of: Edition, measure: str, key: str) -> pl.DataFrame:
    """Return the lines that a department's measure sums, averages or counts, largest first.

    `key` is of department_years. Columns: label, amount (yuan, a fraction or points; null where
    the line is a text), receipt_id.
    """
    query, parameters = _LINES_BEHIND[measure]
    frame = fetch(of, query, key=key, **parameters)
    if frame.is_empty() and measure in _LINES_ELSE:
        query, parameters = _LINES_ELSE[measure]
        frame = fetch(of, query, key=key, **parameters)
    return frame


_FACT_LINES = """
    select
        coalesce(
            nullif(concat_ws(' · ', functions.function_name, economic.economic_name), ''),
            receipts.row_label, facts.code, facts.item_code
        ) as label,
        facts.amount_yuan::decimal(28, 6) as amount,
        facts.receipt_id
    from marts.stated_facts as facts
    left join marts.receipts as receipts on facts.receipt_id = receipts.receipt_id
    left join marts.dim_functions as functions
        on facts.code = functions.function_code and facts.fact_name <> 'economic'
    left join marts.dim_economic_classes as economic
        on facts.code = economic.economic_code and facts.fact_name = 'economic'
    where
        facts.department_year_key = $key
        and facts.is_chosen
        and facts.fact_name = $fact
        and facts.phase = 'executed'
        and if($part = '', facts.is_main, facts.expense_kind = $part)
        and facts.amount_yuan is not null
        and (len($items::varchar[]) = 0 or list_contains($items::varchar[], facts.item_code))
        and (
            facts.fact_name <> 'account'
            or facts.scope = 'department ' || $side
        )
        and (
            facts.fact_name <> 'three_public'
            or facts.scope = (
                select three_public_fund_basis from marts.department_years
                where department_year_key = $key
            )
        )
    order by amount desc, facts.receipt_id
"""
_PROJECT_LINES = """
    select
        coalesce(project_name, '—') as label,
        case $part
            when 'approved' then approved_yuan
            when 'executed' then executed_yuan
            else execution_rate
        end::decimal(28, 6) as amount,
        coalesce(
            case $part
                when 'approved' then approved_receipt_id
                when 'executed' then executed_receipt_id
            end,
            receipt_id
        ) as receipt_id
    from marts.project_years
    where department_year_key = $key and amount is not null and receipt_id is not null
    order by amount desc, receipt_id
"""
_SCORE_LINES = """
    select
        coalesce(projects.project_name, departments.department_name, '—') as label,
        scores.total_score::decimal(28, 6) as amount,
        scores.receipt_id
    from marts.fct_evaluations as scores
    inner join marts.department_years as years
        on
            scores.department_key = years.department_key
            and scores.fiscal_year = years.fiscal_year
    left join marts.dim_projects as projects on scores.project_key = projects.project_key
    left join marts.dim_departments as departments
        on scores.department_key = departments.department_key
    where years.department_year_key = $key and scores.total_score is not null
    order by amount desc, scores.receipt_id
"""
_INDICATOR_LINES = """
    select
        concat_ws(' · ', indicators.indicator_name, indicators.operator,
            indicators.target_text) as label,
        null::decimal(28, 6) as amount,
        indicators.receipt_id
    from marts.fct_indicators as indicators
    where
        indicators.department_year_key = $key
        and indicators.is_chosen
        and (not $judged or indicators.is_met is not null)
    order by indicators.is_met nulls last, label, indicators.receipt_id
"""
_FINDING_LINES = """
    select
        findings.finding_text as label,
        null::decimal(28, 6) as amount,
        findings.receipt_id
    from marts.fct_findings as findings
    inner join marts.department_years as years
        on
            findings.department_key = years.department_key
            and findings.fiscal_year = years.fiscal_year
    where years.department_year_key = $key
    order by findings.receipt_id
"""


def _facts(
    fact: str, *items: str, part: str = "", side: str = ""
) -> tuple[str, dict[str, Any]]:
    return _FACT_LINES, {"fact": fact, "items": list(items), "part": part, "side": side}


_LINES_BEHIND: dict[str, tuple[str, dict[str, Any]]] = {
    "total_spending_yuan": _facts("spending"),
    "basic_yuan": _facts("spending", "basic"),
    "project_yuan": _facts("spending", "project"),
    "personnel_yuan": _facts("appropriations", part="personnel"),
    "public_yuan": _facts("appropriations", part="public"),
    "three_public_yuan": _facts("three_public"),
    "total_revenue_yuan": _facts("revenue"),
    "approved_project_yuan": (_PROJECT_LINES, {"part": "approved"}),
    "executed_project_yuan": (_PROJECT_LINES, {"part": "executed"}),
    "execution_rate": (_PROJECT_LINES, {"part": "rate"}),
    "mean_score": (_SCORE_LINES, {}),
    "met_share": (_INDICATOR_LINES, {"judged": True}),
    "indicator_count": (_INDICATOR_LINES, {"judged": False}),
    "finding_count": (_FINDING_LINES, {}),
}
_LINES_ELSE = {
    "total_spending_yuan": _facts("account", "year_total", side="expenditure"),
    "total_revenue_yuan": _facts("account", "year_total", side="income"),
    "personnel_yuan": _facts("economic", part="personnel"),
    "public_yuan": _facts("economic", part="public"),
}
