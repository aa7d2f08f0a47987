"""Departments, regions and functions over the years, with their breaks, and price levels."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from dashboards.queries.edition import Edition, fetch, tables


def department_trends(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return departments year by year along their lines (renamed bodies are one line).

    Columns: all of department_years, `is_comparable` and `break_reason` against the year
    before among them; `line_key` and `line_name` (the last name).
    """
    return fetch(of, _DEPARTMENTS, synthetic=synthetic)


_DEPARTMENTS = """
    select
        years.*,
        coalesce(breaks.continuity_key, years.department_year_key) as line_key,
        last_value(coalesce(years.department_name, '—')) over (
            partition by line_key order by years.fiscal_year, years.department_year_key
            rows between unbounded preceding and unbounded following
        ) as line_name
    from marts.department_years as years
    left join marts.department_comparability as breaks
        on years.department_year_key = breaks.department_year_key
    where years.fiscal_year is not null and years.is_synthetic = $synthetic
    order by line_name, line_key, years.fiscal_year, years.department_year_key
"""


def region_trends(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return regions year by year; a change of the departments that report is a break.

    What is summed is what departments published: `spending_department_count` of
    `known_department_count`.
    """
    return fetch(of, _REGIONS, synthetic=synthetic)


_REGIONS = """
    select
        *,
        region_year_key as department_year_key,
        concat(coalesce(region_code, '-'), is_synthetic) as line_key,
        coalesce(region_name, '—') as line_name,
        coalesce(has_same_departments, false) as is_comparable,
        case
            when not has_same_departments then 'other_departments'
            when has_same_departments is null then 'first_year'
        end as break_reason
    from marts.region_years
    where fiscal_year is not null and is_synthetic = $synthetic
    order by line_name, line_key, fiscal_year
"""


def function_trends(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return function classes of regions year by year; codes that changed meaning break."""
    return fetch(of, _FUNCTIONS, synthetic=synthetic)


_FUNCTIONS = """
    with breaks as (
        select code, fiscal_year, is_comparable, break_reason
        from marts.code_years where code_system = 'function' and length(code) = 3
    )

    select
        years.*,
        years.function_year_key as department_year_key,
        years.spending_yuan as total_spending_yuan,
        regions.spending_department_count,
        regions.known_department_count,
        concat_ws('-', years.region_code, years.class_code, years.is_synthetic) as line_key,
        concat_ws(' · ', years.class_name, years.region_name) as line_name,
        coalesce(years.has_same_departments, false)
        and coalesce(breaks.is_comparable, true) as is_comparable,
        case
            when not breaks.is_comparable then breaks.break_reason
            when not years.has_same_departments then 'other_departments'
            when years.has_same_departments is null then 'first_year'
        end as break_reason
    from marts.function_years as years
    left join marts.region_years as regions
        on
            years.region_code is not distinct from regions.region_code
            and years.fiscal_year = regions.fiscal_year
            and years.is_synthetic = regions.is_synthetic
    left join breaks
        on years.class_code = breaks.code and years.fiscal_year = breaks.fiscal_year
    where years.fiscal_year is not null and years.is_synthetic = $synthetic
    order by line_name, line_key, years.fiscal_year
"""


def members_of(of: Edition, key: str) -> pl.DataFrame:
    """Return the department years that a region's or a function's year adds up.

    Columns: department_year_key, label, amount_yuan (spending of the region's departments, or
    of the function class in them), receipt_id (null where there are several figures).
    """
    return fetch(of, _MEMBERS, key=key)


_MEMBERS = """
    select
        departments.department_name as label,
        departments.department_year_key,
        departments.total_spending_yuan as amount_yuan,
        null::varchar as receipt_id
    from marts.region_years as regions
    inner join marts.department_years as departments
        on
            regions.region_code is not distinct from departments.region_code
            and regions.fiscal_year = departments.fiscal_year
            and regions.is_synthetic = departments.is_synthetic
    where regions.region_year_key = $key and departments.total_spending_yuan is not null
    union all
    select
        concat_ws(' · ', departments.department_name, names.function_name),
        facts.department_year_key,
        facts.amount_yuan,
        facts.receipt_id
    from marts.function_years as years
    inner join marts.stated_facts as facts
        on
            years.region_code is not distinct from facts.region_code
            and years.fiscal_year = facts.fiscal_year
            and years.is_synthetic = facts.is_synthetic
            and years.class_code = left(facts.code, 3)
    inner join marts.department_years as departments
        on facts.department_year_key = departments.department_year_key
    left join marts.dim_functions as names on facts.code = names.function_code
    where
        years.function_year_key = $key
        and facts.fact_name = 'spending'
        and facts.is_chosen
    order by amount_yuan desc, label
"""


def price_factors(of: Edition) -> tuple[int, dict[int, Decimal]] | None:
    """Return the base year and, by year, what makes its money money of the base year.

    None where the warehouse holds no price levels.
    """
    if "marts.price_levels" not in tables(of):
        return None
    frame = fetch(of, _PRICES)
    if frame.is_empty():
        return None
    return int(frame["base_year"][0]), dict(
        frame.select("fiscal_year", "price_factor").iter_rows()
    )


_PRICES = """
    select fiscal_year, base_year, price_factor from marts.price_levels
    where is_default_base order by fiscal_year
"""
