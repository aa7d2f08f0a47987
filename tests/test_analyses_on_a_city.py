"""Named analyses against what the documents of a synthetic city print.

The expected rows come from the corpus' truth alone, by queries of their own: a figure of a
consolidated document, once. None of the warehouse's tables is read for them.
"""

from collections import Counter
from types import SimpleNamespace

import pytest
from city_truth import alike, answer
from test_analyses_of_projects_on_a_city import EXPECTED as OF_PROJECTS

from corpus.identities import instances
from warehouse.asking import analyses
from warehouse.connection import published, sandboxed

_SPENT = "mart = 'fct_spending'"
# name: the columns compared, and the query over `printed` that gives them
EXPECTED = {
    "revenue_by_source": (
        "fiscal_year phase revenue_source amount_yuan department_count",
        (
            "select fiscal_year, key[1], key[3], sum(yuan), count(distinct department)"
            " from printed where mart = 'fct_revenue' group by all"
        ),
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
    "verified_share_by_department": (
        (
            "department_name fiscal_year verified_basis verifiable_yuan verified_yuan"
            " verified_share"
        ),
        # all tables add up, so that each figure of spending is proven where it stands
        (
            "select department, fiscal_year, 'spending', sum(yuan), sum(yuan),"
            f" 1::decimal(18, 6) from printed where {_SPENT} group by all"
        ),
    ),
    "disclosure_gaps": (
        "department_name fiscal_year document_kind status expectation reason_code",
        # each department is the only one of its region: it is asked for the years between
        # its first document and its last
        (
            "with kinds as (select unnest(['budget', 'project_targets', 'department_targets',"
            " 'final_accounts', 'self_evaluation', 'evaluation_results']) as document_kind),"
            " asked as (select department, unnest(range(min(fiscal_year), max(fiscal_year) +"
            " 1))::integer as fiscal_year from documents group by department) select"
            " department, fiscal_year, document_kind, 'missing', if((department,"
            " document_kind) in (select (department, document_kind) from documents),"
            " 'own_other_year', 'by_rule'), 'no_document' from asked cross join kinds"
            " anti join documents using (department, fiscal_year, document_kind)"
        ),
    ),
    "realigned_figures": (
        "file_name moved_count unreconciled_count",
        "select file_name, 0, 0 from documents",  # nothing is printed out of its column
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_an_analysis_adds_each_figure_up_once(years_warehouse, city_truth, name):
    columns, query = EXPECTED[name]
    expected = alike(city_truth.execute(query).fetchall())
    assert expected
    assert answer(years_warehouse, name, columns) == expected


BROKEN = "identity_id status file_name left_yuan"


def test_no_identity_is_broken_and_what_lacks_a_part_is_printed_without_it(
    years_warehouse, city_truth
):
    """Nothing is misprinted: a sum is printed without its parts, or a text states it alone."""
    said = answer(years_warehouse, "broken_identities", BROKEN)
    assert {row[:2] for row in said} == {
        (identity, "insufficient") for identity in ("R11", "R18", "R20")
    }
    unsplit = city_truth.execute(
        "select 'R11', 'insufficient', file_name, amount_yuan from cells as c inner join"
        " documents using (document_id) where form_id = 'three_public_general_budget'"
        " and row_key = 'reception' and amount <> 0 and not exists (from cells as p where"
        " p.document_id = c.document_id and p.table_no = c.table_no"
        " and p.measure = c.measure and p.row_key like 'reception!_%' escape '!')"
    ).fetchall()
    assert [row for row in said if row[0] == "R11"] == alike(unsplit)
    stated = city_truth.execute(
        "select file_name, replace(stated, ',', '')::decimal(20, 2) * unnest([1, 10000])"
        " from statements inner join documents using (document_id)"
        " where kind in ('amount', 'change')"
    ).fetchall()
    alone = {(row[2], abs(row[3] or 0)) for row in said if row[0] == "R18"}
    assert alone <= {*stated, *((name, 0) for name, _ in stated)}


def test_identities_apply_wherever_the_accounting_has_them_and_hold(
    years_warehouse, city_truth
):
    """Each identity that the corpus states, apart from the reader's forms, is judged."""
    known = Counter(one.identity_id for one in _instances(city_truth))
    columns = "identity_id applicable held rounding broken insufficient"
    said = answer(years_warehouse, "reconciliations_by_identity", columns)
    lacking = Counter(row[0] for row in answer(years_warehouse, "broken_identities", BROKEN))
    for identity, applicable, held, rounding, broken, insufficient in said:
        assert not broken
        assert (insufficient or 0) == lacking[identity]
        assert applicable == (held or 0) + (rounding or 0) + (insufficient or 0)
        assert applicable >= known[identity]
    assert set(known) <= {row[0] for row in said}
    assert len(known) > 10


def _instances(city_truth):
    """What must add up in each document of the city, by the accounting itself."""
    read = city_truth.execute(
        "select document_id, table_no, form_id as form, unit_text as unit, * exclude"
        " (form_id, unit_text) from cells"
    )
    names = [column[0] for column in read.description]
    documents = {}
    for place, row in enumerate(read.fetchall()):
        figure = SimpleNamespace(**dict(zip(names, row, strict=True)))
        documents.setdefault(row[0], {})[row[1], place] = figure
    for figures in documents.values():
        yield from instances(figures)


OF_OTHER_TESTS = {
    "broken_identities",
    "reconciliations_by_identity",
    "findings_by_category",
}


OF_GOVERNMENTS = {
    "departments_within_governments",
    "governments_accounts",
    "governments_budget_against_result",
    "governments_debt_against_limit",
    "governments_debt_by_kind",
    "governments_revenue_and_spending",
    "governments_revenue_by_item",
    "governments_spending_by_function",
    "governments_transfers_by_place",
    "places_of_governments",
}
"""The city's documents are its departments'; `test_analyses` types what governments state."""


def test_every_analysis_is_compared_with_the_truth():
    compared = EXPECTED.keys() | OF_PROJECTS.keys() | OF_OTHER_TESTS | OF_GOVERNMENTS
    assert {one.name for one in analyses.load()} == compared


@pytest.mark.parametrize("one", analyses.load(), ids=lambda one: one.name)
def test_a_city_of_synthetic_documents_is_answered_and_never_mixed(years_warehouse, one):
    """Where all is synthetic it need not be asked for; where not, it stays apart."""
    with sandboxed(published(years_warehouse)) as sandbox:
        said = sandbox.fetch(one.query).rows
        sandbox.fetch("set variable synthetic = false")
        assert sandbox.fetch(one.query).rows == []
    assert said or one.name in NOTHING_TO_SAY


NOTHING_TO_SAY = OF_GOVERNMENTS | {"projects_without_execution", "projects_without_targets"}
"""What the city has none of: each of its projects has targets and a self-evaluation."""
