"""Named analyses against what the documents of a synthetic city print.

The expected rows come from the corpus' truth alone, by queries of their own: a figure of a
consolidated document, once. None of the warehouse's tables is read for them.
"""

from decimal import Decimal

import duckdb
import pytest

from warehouse.asking import analyses
from warehouse.connection import published, sandboxed

# What the documents print, a row a figure; of departments as they publish for themselves and
# their units (`department` caliber), and of documents that have no caliber.
_PRINTED = """
    create view printed as
    select
        d.document_kind, d.department, d.fiscal_year, d.region_code, f.mart,
        f."column" as measure, split(f.key, ' ') as key, f.key as whole_key, f.value,
        try_cast(f.value as decimal(20, 2)) as yuan
    from facts as f inner join documents as d on f.document_id = d.document_id
    where d.caliber is distinct from 'unit'
"""
_SPENT = "mart = 'fct_spending'"
# name: the columns compared, and the query over `printed` that gives them
EXPECTED = {
    "revenue_by_source": (
        "fiscal_year phase revenue_source amount_yuan department_count",
        (
            "select fiscal_year, key[1], key[3], sum(yuan), count(distinct department)"
            " from printed where mart = 'fct_revenue' and (key[2] <> '' or key[3] <> 'other')"
            " group by all"
        ),  # 100,000 of a budget that no arithmetic can place: in no fact
    ),
    "dependence_on_appropriation": (
        "department_name fiscal_year revenue_yuan appropriation_share",
        (
            "select department, fiscal_year, sum(yuan), round(coalesce(sum(yuan) filter (where"
            " key[3] = 'fiscal_appropriation'), 0) / sum(yuan), 6)::decimal(18, 6) from printed"
            " where mart = 'fct_revenue' and key[1] = 'executed' group by all"
        ),
    ),
    "spending_by_economic_class": (
        "fiscal_year phase class_code amount_yuan department_count",
        (
            "select fiscal_year, key[1], key[2][:3], sum(yuan), count(distinct department)"
            " from printed where mart = 'fct_spending_economic' group by all"
        ),
    ),
    "largest_economic_items": (
        "fiscal_year economic_code amount_yuan",
        (
            "select fiscal_year, key[2], sum(yuan) as yuan from printed"
            " where mart = 'fct_spending_economic' and key[1] = 'executed' group by all"
            " order by yuan desc, 2, 1 limit 50"
        ),
    ),
    "largest_function_items": (
        "fiscal_year function_code amount_yuan",
        (
            f"select fiscal_year, key[1], sum(yuan) as yuan from printed where {_SPENT}"
            " group by all order by yuan desc, 2, 1 limit 50"
        ),
    ),
    "spending_by_function_class": (
        "fiscal_year class_code spending_yuan spending_share spending_department_count",
        (
            "with regions as (select fiscal_year, region_code, sum(yuan) as yuan,"
            " count(distinct department) as departments from printed"
            f" where {_SPENT} group by all)"
            " select p.fiscal_year, p.key[1][:3], sum(p.yuan), round(sum(p.yuan)"
            " / any_value(r.yuan), 6)::decimal(18, 6), any_value(r.departments)"
            " from printed as p inner join regions as r"
            f" using (fiscal_year, region_code) where {_SPENT}"
            " group by p.region_code, 1, 2"
        ),
    ),
    "regions_covered": (
        "fiscal_year total_spending_yuan spending_department_count",
        (
            "select fiscal_year, sum(yuan), count(distinct department) from printed"
            f" where {_SPENT} group by fiscal_year, region_code"
        ),
    ),
    "spending_structure": (
        "department_name fiscal_year total_spending_yuan basic_share project_share",
        (
            "select department, fiscal_year, sum(yuan), round(coalesce(sum(yuan) filter (where"
            " key[2] = 'basic'), 0) / sum(yuan), 6)::decimal(18, 6), case when bool_or(key[2] ="
            " 'project') then round(sum(yuan) filter (where key[2] = 'project') / sum(yuan), 6)"
            f"::decimal(18, 6) end from printed where {_SPENT} group by all"
        ),
    ),
    "spending_growth": (
        (
            "department_name fiscal_year previous_total_spending_yuan total_spending_yuan"
            " spending_change_rate"
        ),
        (
            "with years as (select department, fiscal_year, sum(yuan) as yuan from printed"
            f" where {_SPENT} group by all) select a.department, a.fiscal_year, b.yuan, a.yuan,"
            " round((a.yuan - b.yuan) / b.yuan, 6)::decimal(18, 6) from years as a inner join"
            " years as b on a.department = b.department and a.fiscal_year = b.fiscal_year + 1"
        ),
    ),
    "budget_against_spending": (
        "department_name fiscal_year approved_budget_yuan total_spending_yuan",
        (
            "select department, fiscal_year, sum(yuan) filter (where mart = 'fct_budgets'),"
            f" sum(yuan) filter (where {_SPENT}) from printed where (mart = 'fct_budgets' and"
            f" document_kind = 'budget') or {_SPENT} group by all"
        ),
    ),
    "three_public_by_item": (
        (
            "department_name fiscal_year fund_basis item_code budget_yuan adjusted_yuan"
            " executed_yuan"
        ),
        (
            "select department, fiscal_year, key[2], key[1], coalesce(max(yuan) filter (where"
            " measure = 'budget_yuan' and document_kind = 'final_accounts'), max(yuan) filter"
            " (where measure = 'budget_yuan')), max(yuan) filter (where measure ="
            " 'adjusted_yuan'), max(yuan) filter (where measure = 'executed_yuan') from printed"
            " where mart = 'fct_three_public' and measure <> 'quantity' group by all"
        ),
    ),
    "three_public_per_spending": (
        "department_name fiscal_year three_public_yuan total_spending_yuan",
        (
            "select department, fiscal_year, coalesce(sum(yuan) filter (where key[2] ="
            " 'general_public_budget' and measure = 'executed_yuan'), sum(yuan) filter"
            " (where measure = 'executed_yuan')) as spent, sum(yuan) filter (where"
            f" {_SPENT}) from printed where {_SPENT} or mart = 'fct_three_public'"
            " group by all having count(*) filter (where mart = 'fct_three_public' and"
            " document_kind = 'final_accounts') > 0"
        ),
    ),
    "assets_by_class": (
        "department_name fiscal_year asset_class original_value_yuan net_value_yuan",
        (
            "select department, fiscal_year, whole_key, max(yuan) filter (where measure ="
            " 'original_value_yuan'), max(yuan) filter (where measure = 'net_value_yuan')"
            " from printed where mart = 'fct_assets' group by all"
        ),
    ),
    "reception_cost_per_person": (
        "department_name fiscal_year batches guests",
        (
            "select department, fiscal_year, max(yuan) filter (where key[1] ="
            " 'reception_batches') as batches, max(yuan) filter (where key[1] ="
            " 'reception_persons') as guests from printed where mart = 'fct_three_public'"
            " group by all having (batches is not null or guests is not null) and"
            " count(*) filter (where key[1] = 'reception_domestic' and measure ="
            " 'executed_yuan') > 0"
        ),
    ),
    "documents_by_kind": (
        "document_kind fiscal_year document_count",
        "select document_kind, fiscal_year, count(*) from documents group by all",
    ),
    "indicators_by_level": (
        "level1 level2 indicator_count",
        # the targets of one project are published by a museum, a body of its own
        (
            "select level1, level2, count(distinct (d.department, d.fiscal_year, stem,"
            " indicator, stem = '文物保护修缮经费' and d.document_kind = 'project_targets'))"
            " from (select *, ltrim(coalesce(project, ''), '0123456789年') as stem"
            " from indicators) as i inner join documents as d on i.document_id = d.document_id"
            " group by all"
        ),
    ),
    "scores_and_grades": (
        "department_name fiscal_year total_score grade_published",
        (
            "select d.department, d.fiscal_year, e.total_score, e.grade from evaluations as e"
            " inner join documents as d on e.document_id = d.document_id"
        ),
    ),
}


@pytest.fixture(scope="module")
def truth(years_warehouse):
    """What the city's documents print, as tables of their own."""
    folder = years_warehouse.parent / "corpus" / "truth"
    with duckdb.connect() as connection:
        for name in ("documents", "facts", "indicators", "evaluations", "findings"):
            connection.execute(f"create view {name} as from '{folder / name}.parquet'")
        connection.execute(_PRINTED)
        yield connection


def _answer(warehouse, name, columns):
    with sandboxed(published(warehouse)) as sandbox:
        result = sandbox.fetch(analyses.named(name).query)
    places = [result.columns.index(column) for column in columns.split()]
    return _alike([row[place] for place in places] for row in result.rows)


def _alike(rows):
    """The rows in an order of their own, numbers as numbers, a printed zero as nothing."""
    told = [
        tuple((one.normalize() or None) if isinstance(one, Decimal) else one for one in row)
        for row in rows
    ]
    return sorted(told, key=repr)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_analysis_adds_each_figure_up_once(years_warehouse, truth, name):
    columns, query = EXPECTED[name]
    expected = _alike(truth.execute(query).fetchall())
    assert expected
    assert _answer(years_warehouse, name, columns) == expected


def test_findings_are_counted_as_the_documents_name_them(years_warehouse, truth):
    [(findings,)] = truth.execute("select count(*) from findings").fetchall()
    counted = _answer(years_warehouse, "findings_by_category", "finding_count")
    of_projects = _answer(years_warehouse, "projects_with_most_findings", "finding_count")
    assert sum(count for (count,) in counted) == findings
    assert sum(count for (count,) in of_projects) == findings


OF_PROJECTS = {
    "adjusted_project_budgets": ("approved_yuan", "adjusted_yuan"),
    "largest_projects": ("budget_yuan", "executed_yuan"),
    "lowest_execution_projects": ("budget_yuan", "executed_yuan"),
    "projects_without_execution": ("budget_yuan",),
    "projects_without_targets": ("funding_yuan",),
}


@pytest.mark.parametrize("name", OF_PROJECTS)
def test_money_of_a_project_is_what_a_document_prints_of_it(years_warehouse, truth, name):
    """Whatever documents are one project, its figures of a year are printed of its name."""
    printed = set(
        truth.execute(
            f"select {_STEM.format(name='whole_key')}, fiscal_year, yuan from printed"
            " where mart = 'fct_project_funding' and yuan is not null"
        ).fetchall()
    )
    amounts = OF_PROJECTS[name]
    rows = _answer(years_warehouse, name, f"project_name fiscal_year {' '.join(amounts)}")
    for project, year, *money in rows:
        [(stem,)] = truth.execute(f"select {_STEM.format(name='?')}", [project]).fetchall()
        assert {(stem, year, one) for one in money if one is not None} <= printed


_STEM = "regexp_replace({name}, '^[0-9]{{4}}年|项目$', '', 'g')"


@pytest.mark.parametrize("one", analyses.load(), ids=lambda one: one.name)
def test_a_city_of_synthetic_documents_is_answered_and_never_mixed(years_warehouse, one):
    """Where all is synthetic it need not be asked for; where not, it stays apart."""
    with sandboxed(published(years_warehouse)) as sandbox:
        said = sandbox.fetch(one.query).rows
        sandbox.fetch("set variable synthetic = false")
        assert sandbox.fetch(one.query).rows == []
    assert said or one.name in NOTHING_TO_SAY


NOTHING_TO_SAY = {
    "broken_identities",
    "projects_of_like_names",
    "projects_without_targets",
}
"""What a city may have none of: without misprints, of one department a trade, each of its
projects with its targets."""
