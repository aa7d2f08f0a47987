"""Published indicators: as a reader's filters leave them, and how many were met."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import polars as pl

from dashboards.queries.edition import Edition, fetch


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader filters indicators by; None, and no words, leave all.

    `kind` is a kind of indicator or `unknown`; `words` stand in the indicator's name, its
    second level or its project's name.
    """

    department: str | None = None
    year: int | None = None
    kind: str | None = None
    words: str = ""
    project: str | None = None
    family: str | None = None


ALL = Wanted()


def indicators(
    of: Edition, synthetic: bool, wanted: Wanted = ALL, most: int | None = None
) -> pl.DataFrame:
    """Return published indicators: all that are wanted, or the first of them.

    They come by project, and there as the document prints them.
    """
    return fetch(of, _INDICATORS, synthetic=synthetic, most=most, **asdict(wanted))


_WANTED = """
    from marts.fct_indicators as indicators
    left join marts.dim_departments as departments
        on indicators.department_key = departments.department_key
    left join marts.dim_projects as projects
        on indicators.project_key = projects.project_key
    where
        indicators.document_id in (
            select document_id from marts.dim_documents where is_synthetic = $synthetic
        )
        and ($project::varchar is null or indicators.project_key = $project)
        and ($department::varchar is null or departments.department_name = $department)
        and ($year::integer is null or indicators.fiscal_year = $year)
        and ($kind::varchar is null or coalesce(indicators.indicator_kind, 'unknown') = $kind)
        and (
            $family::varchar is null
            or (indicators.family_key = $family and indicators.is_chosen)
        )
        and (
            $words = '' or contains(
                concat_ws(
                    ' ', indicators.indicator_name, indicators.level2, projects.project_name
                ),
                $words
            )
        )
"""
_INDICATORS = f"""
    select
        departments.department_name as department,
        indicators.department_key,
        projects.project_name as project,
        indicators.fiscal_year,
        indicators.level1,
        indicators.level2,
        indicators.indicator_name,
        indicators.indicator_kind,
        indicators.operator,
        indicators.target_text,
        indicators.target_value,
        indicators.target_unit,
        indicators.actual_text,
        indicators.actual_value,
        indicators.attainment_ratio,
        indicators.is_met,
        indicators.weight,
        indicators.score,
        indicators.deviation_reason,
        indicators.receipt_id,
        indicators.actual_receipt_id,
        indicators.document_id,
        split_part(indicators.receipt_id, '-', 2)::integer as block_no,
        split_part(indicators.receipt_id, '-', 3)::integer as row_no
    {_WANTED}
    order by department nulls last, project nulls last, fiscal_year nulls last,
        indicators.document_id, block_no, row_no
    limit $most
"""


def indicator_counts(of: Edition, synthetic: bool, wanted: Wanted) -> pl.DataFrame:
    """Return how many wanted indicators there are by department, year, first level and result.

    Columns: `department_key`, `fiscal_year`, `level1`, `is_met`, `indicators`.
    """
    return fetch(of, _COUNTS, synthetic=synthetic, **asdict(wanted))


_COUNTS = f"""
    select
        indicators.department_key, indicators.fiscal_year, indicators.level1, indicators.is_met,
        count(*) as indicators
    {_WANTED}
    group by all
    order by all
"""


def indicator_subjects(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return of which departments and years there are indicators.

    Columns: `department`, `fiscal_year`, each of which may be null.
    """
    return fetch(of, _SUBJECTS, synthetic=synthetic)


_SUBJECTS = """
    select distinct departments.department_name as department, indicators.fiscal_year
    from marts.fct_indicators as indicators
    left join marts.dim_departments as departments
        on indicators.department_key = departments.department_key
    where indicators.document_id in (
        select document_id from marts.dim_documents where is_synthetic = $synthetic
    )
"""


def families(of: Edition, synthetic: bool, wanted: Wanted) -> pl.DataFrame:
    """Return families with more than one member, and a wanted one among them.

    The most spread over departments come first.
    """
    return fetch(of, _FAMILIES, synthetic=synthetic, **asdict(wanted))


_FAMILIES = f"""
    with wanted as (select indicators.family_key {_WANTED})

    select * from marts.indicator_families
    where
        member_count > 1 and is_synthetic = $synthetic
        and family_key in (select family_key from wanted)
    order by department_count desc, member_count desc, family_name, family_key
"""  # noqa: S608 - of constants alone
