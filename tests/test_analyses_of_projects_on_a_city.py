"""Named analyses of projects, indicators and evaluations against the truth of a city.

The expected rows come from the corpus' truth alone (`city_truth`), compared whole. Where the
city has nothing to say, the samples' printed pages do: rows typed in from them.
"""

from decimal import Decimal

import pytest
from city_truth import alike, answer

_PLACE = "stem, department, fiscal_year"
_SHARE = "round({part} / {whole}, 6)::decimal(18, 6)"
# name: the columns compared, and the query over the views of the truth that gives them
EXPECTED = {
    "adjusted_project_budgets": (
        "project_name department_name fiscal_year approved_yuan adjusted_yuan change_yuan",
        (
            f"select {_PLACE}, approved, adjusted, adjusted - approved from projects"
            " where adjusted <> approved"
        ),
    ),
    "largest_projects": (
        "project_name department_name fiscal_year budget_yuan executed_yuan",
        (
            f"select {_PLACE}, budget, executed from projects where budget is not null"
            " order by budget desc limit 50"
        ),
    ),
    "lowest_execution_projects": (
        "project_name department_name fiscal_year budget_yuan executed_yuan execution_rate",
        f"select {_PLACE}, budget, executed, rate from projects where executed < budget",
    ),
    "unspent_project_budgets": (
        "project_name department_name fiscal_year unspent_yuan execution_rate",
        f"select {_PLACE}, budget - executed, rate from projects where executed < budget",
    ),
    "printed_execution_rates": (
        "project_name fiscal_year execution_rate_published execution_rate difference",
        (
            "select stem, fiscal_year, printed_rate, rate, printed_rate - rate from projects"
            " where printed_rate is not null"
        ),
    ),
    "execution_rate_by_department_year": (
        "department_name fiscal_year rated_budget_yuan rated_executed_yuan execution_rate",
        (
            "select department, fiscal_year, sum(budget), sum(executed),"
            f" {_SHARE.format(part='sum(executed)', whole='sum(budget)')} from projects"
            " where executed is not null and budget > 0 group by all"
        ),
    ),
    "projects_of_like_names": (
        "project_name department_count year_count executed_yuan",
        (
            "select stem, count(distinct department) as bodies, count(distinct fiscal_year)"
            " as years, sum(executed) from projects group by stem having bodies > 1"
            " or years > 1"
        ),
    ),
    "leads_by_kind": (
        "lead_kind lead_count department_count",
        # the points of execution are those of the year's budget, which was moved far from the
        # first one; nothing else is planted, and nothing else is told
        (
            "select 'execution_far_from_budget_with_full_score', count(*),"
            " count(distinct department) from projects"
            " where executed >= adjusted and abs(executed - approved) >= 0.2 * approved"
        ),
    ),
    "scores_and_grades": (
        "project_name department_name fiscal_year total_score grade_published",
        f"select {_PLACE}, total_score, grade from scores",
    ),
    "high_scores_with_findings": (
        "project_name department_name fiscal_year total_score finding_count",
        (
            f"select {_PLACE}, total_score, count(*) from scores inner join problems"
            f" using ({_PLACE}) where total_score >= 90 group by all"
        ),
    ),
    "projects_with_most_findings": (
        "project_name department_name fiscal_year finding_count execution_rate",
        (
            f"select {_PLACE}, count(*), rate from problems left join projects"
            f" using ({_PLACE}) group by all"
        ),
    ),
    "indicators_by_level": (
        "level1 level2 indicator_count judged_count met_count",
        (
            "select level1, level2, count(*), count(met), count(*) filter (where met)"
            " from promises group by all"
        ),
    ),
    "met_share_by_department": (
        (
            "department_name fiscal_year indicator_count judged_indicator_count"
            " met_indicator_count met_share"
        ),
        (
            "select department, fiscal_year, count(*), count(met), count(*) filter (where"
            f" met), {_SHARE.format(part='count(*) filter (where met)', whole='count(met)')}"
            " from promises group by all"
        ),
    ),
    "qualitative_share_by_department": (
        "department_name fiscal_year indicator_count without_number share_without_number",
        (
            "select department, fiscal_year, count(*), count(*) filter (where target is null)"
            f" as words, {_SHARE.format(part='words', whole='count(*)')} from promises"
            " group by all"
        ),
    ),
    "unmet_indicators": (
        (
            "project_name fiscal_year indicator_name operator target_value actual_value"
            " target_unit attainment_ratio"
        ),
        (
            "select stem, fiscal_year, indicator, operator, target, actual, target_unit,"
            " attained from promises where not met and target is not null"
        ),
    ),
    "overshot_indicators": (
        (
            "project_name fiscal_year indicator_name target_value actual_value target_unit"
            " attainment_ratio"
        ),
        (
            "select stem, fiscal_year, indicator, target, actual, target_unit, attained"
            " from promises where operator in ('>=', '=') and attained > 1.3"
        ),
    ),
    "like_indicators": (
        (
            "family_name family_unit member_count department_count min_target_value"
            " max_target_value met_share"
        ),
        # the corpus plants the same indicators in several projects: name and unit are alike
        (
            "select indicator, translate(target_unit, '()', '（）'), count(*) as places,"
            " count(distinct department), min(target), max(target), if(count(met) > 0, "
            f"{_SHARE.format(part='count(*) filter (where met)', whole='count(met)')}, null)"
            " from promises group by indicator, target_unit having places > 1"
        ),
    ),
    "projects_without_execution": (
        "project_name department_name fiscal_year budget_yuan",
        f"select {_PLACE}, budget from projects where executed is null",
    ),
    "projects_without_targets": (
        "project_name department_name fiscal_year funding_yuan",
        (
            f"select {_PLACE}, coalesce(budget, executed) from projects"
            f" anti join promises using ({_PLACE})"
        ),
    ),
}
NONE_IN_THE_CITY = {"projects_without_execution", "projects_without_targets"}
CATEGORIES = {
    "绩效目标设置不够明确": "performance_targets",
    "项目资料归档不完整": "records",
    "合同履约监管不到位": "procurement_and_contracts",
    "资金拨付不及时": "execution_slow",
    "满意度调查样本不足": "quality_and_outcome",
}
"""A problem that the city's evaluations name, and what a reader calls it."""


@pytest.mark.parametrize("name", EXPECTED)
def test_an_analysis_says_what_the_documents_print(years_warehouse, city_truth, name):
    columns, query = EXPECTED[name]
    expected = alike(city_truth.execute(query).fetchall())
    assert bool(expected) is (name not in NONE_IN_THE_CITY)
    assert answer(years_warehouse, name, columns) == expected


def test_findings_are_counted_as_the_documents_name_them(years_warehouse, city_truth):
    told = city_truth.execute(
        "select finding_text, count(*), list(distinct (department, stem)) from problems"
        " group by finding_text"
    ).fetchall()
    assert {text for text, _, _ in told} == set(CATEGORIES)
    expected = [(CATEGORIES[text], count, len(places)) for text, count, places in told]
    columns = "finding_category finding_count project_count"
    assert answer(years_warehouse, "findings_by_category", columns) == alike(expected)


BUDGETED = (
    ("信息产业园区日常管理经费", 2024, "5908200"),
    ("大楼运行费（2023-2025）", 2024, "2500000"),
    ("宣传和社会事业党工委党员教育活动经费", 2022, "534600"),
)
"""Of the samples, projects with a budget (590.82, 250 and 53.46 万元) and no execution."""
WITHOUT_TARGETS = (
    BUDGETED[1],
    ("国际法律服务综合体项目建设经费", 2023, "2924900"),
    ("国有资本经营预算", 2023, "3435900"),
    ("产业招商地图编制及招商支持服务经费", 2023, "1575000"),
    ("安石公路市政化改造及综合管廊PPP项目经费", 2023, "10000000"),
    ("2023不动产登记中心运行经费", 2023, "6894700"),
    ("科技工作经费", 2023, "1490000"),
    ("绿化管养费用专项经费", 2023, "42988300"),
    ("经开区排水(再生水)管网及泵站运行管理(一般)专项经费", 2023, "26330000"),
    ("文创——文化创意企业相关扶持政策补助资金", 2023, "3840000"),
    ("垃圾分类服务经费", 2023, "3436800"),
    ("物业管理经费", 2023, "1850000"),
    ("倪家营、普照(两座)水质净化厂2023年运行管理专项经费", 2023, "69070300"),
    ("洛羊街道疑似黑臭水体综合治理工程经费", 2023, "1174300"),
    ("昆明经济技术开发区B3道路(A13道路)", 2023, "13327400"),
    ("城乡保洁垃圾清运处置经费", 2023, "23439100"),
)
"""Of the samples, projects with money: those of results in prose, and one of a task list."""


@pytest.mark.parametrize(
    ("name", "amount", "rows"),
    [
        ("projects_without_execution", "budget_yuan", BUDGETED),
        ("projects_without_targets", "funding_yuan", WITHOUT_TARGETS),
    ],
)
def test_what_the_city_has_none_of_is_named_on_the_samples(
    published_warehouse, name, amount, rows
):
    expected = alike((project, year, Decimal(yuan)) for project, year, yuan in rows)
    columns = f"project_name fiscal_year {amount}"
    assert answer(published_warehouse, name, columns) == expected
