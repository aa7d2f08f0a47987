"""Suites of the facts about projects and performance."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import (
    WARNING,
    Expectation,
    Suite,
    between,
    closed,
    fact,
    fact_suite,
    filled,
    joins,
    money,
    no_rows,
    unique,
)
from expectations.vocabulary import (
    GRADES,
    OPERATORS,
    PROJECT_RULES,
    SOURCES_LEFT_OUT,
    VERDICT_REASONS,
)


def suites() -> Iterable[Suite]:
    """Return the suites of project funding, indicators, evaluations and findings."""
    project = [joins("project_key", "marts.dim_projects")]
    funding = [
        *filled("project_key", "project_year_key"),
        *project,
        *money("approved_yuan", "adjusted_yuan", "executed_yuan"),
        between("execution_rate", 0, 10, WARNING),
        between("execution_rate_published", 0, 10, WARNING),
        _execution_rate(),
    ]
    yield fact_suite(
        "fct_project_funding",
        fact(),
        funding,
        _projects_within_spending(),
    )
    yield fact_suite(
        "fct_project_funding_all",
        fact(),
        funding,
        filled("is_chosen", "chosen_document_id", "chosen_receipt_id"),
        closed("not_chosen_reason", SOURCES_LEFT_OUT),
        [_one_source_is_chosen()],
    )
    yield fact_suite(
        "project_lineages",
        filled("lineage_key", "project_key", "document_id", "printed_name", "rule"),
        unique("lineage_key"),
        closed("rule", PROJECT_RULES),
        project,
        [joins("document_id", "marts.dim_documents")],
    )
    yield fact_suite(
        "fct_indicators",
        fact(),
        filled("indicator_name"),
        project,
        closed("indicator_kind", ("quantitative", "qualitative")),
        closed("operator", OPERATORS),
        closed("verdict_reason", VERDICT_REASONS),
        [_verdicts_rest_on_something()],
        [between("weight", 0, 100), between("score", 0, 100)],
        [_no_telephone("content", "scoring_rule", "basis", "deviation_reason")],
        [_names_are_no_quantities(), _names_are_no_signatures(), _names_end_in_no_name()],
        [_levels_are_printed()],
    )
    yield fact_suite(
        "fct_evaluations",
        fact(),
        project,
        closed("grade_derived", GRADES),
        [between("total_score", 0, 120), between("execution_score", 0, 100)],
    )
    yield fact_suite(
        "fct_findings",
        fact(),
        filled("finding_text"),
        project,
        [_no_telephone("finding_text", "improvement_text")],
    )


def _one_source_is_chosen() -> Expectation:
    """Expect one chosen source for each year of a project, and a reason for every other."""
    return no_rows(
        "one_source_is_chosen",
        "one document speaks for a project's year, the others say why they do not",
        "select own.* from {batch} as own inner join (select project_year_key from {batch}"
        " group by project_year_key having count(*) filter (where is_chosen) <> 1"
        " or count(*) filter (where is_chosen = (not_chosen_reason is not null)) > 0)"
        " as wrong on own.project_year_key = wrong.project_year_key",
    )


_MORE_THAN_SPENT = (
    "select own.* from {{batch}} as own"
    " inner join marts.department_years as years"
    " on own.department_key = years.department_key"
    " and own.fiscal_year = years.fiscal_year"
    " and own.is_synthetic = years.is_synthetic"
    " left join marts.fct_leads as leads"
    " on own.department_key = leads.department_key"
    " and own.fiscal_year = leads.fiscal_year"
    " and leads.lead_kind = 'self_evaluated_spending_exceeds_project_spending'"
    " {doubled} where own.executed_yuan is not null and leads.lead_id is null"
    " and years.caliber is distinct from 'unit' and not years.is_caliber_mixed"
    " and years.project_yuan > 0 and years.executed_project_yuan > years.project_yuan"
    " + coalesce(years.executed_project_interval_yuan, 0)"
    " + coalesce(years.project_interval_yuan, 0)"
)
_DOUBLED = (
    "inner join (select department_key, fiscal_year, is_synthetic from (select *,"
    " count(distinct document_id) over (partition by department_key, fiscal_year,"
    " is_synthetic, executed_yuan) as document_count from {batch} where executed_yuan > 0)"
    " as amounts group by all having sum(executed_yuan) filter (where document_count > 1)"
    " > 0.5 * sum(executed_yuan)) as doubled on own.department_key = doubled.department_key"
    " and own.fiscal_year = doubled.fiscal_year and own.is_synthetic = doubled.is_synthetic"
)


def _projects_within_spending() -> list[Expectation]:
    """Expect the executed projects of a department's year within its project spending (R17).

    Not all projects are published, so that the spending is an upper bound; it is none where the
    account is a unit's alone, or where projects spend money that goes through the department to
    others. So more is a warning, unless most of the money stands under two projects of two
    documents to the fen: then projects are counted twice. What one document prints of both
    sides is a lead, and explains the excess.
    """
    sentence = (
        "executed projects of a department's year are within its project spending, or a lead"
        " says why not"
    )
    return [
        no_rows(
            "projects_within_spending",
            sentence,
            _MORE_THAN_SPENT.format(doubled=""),
            WARNING,
            remedy="parts",
        ),
        no_rows(
            "projects_are_not_doubled",
            f"{sentence}, and no two documents tell the same money of two projects",
            _MORE_THAN_SPENT.format(doubled=_DOUBLED),
            remedy="twice",
        ),
    ]


def _verdicts_rest_on_something() -> Expectation:
    """Expect a verdict where its reason tells one, and nowhere else."""
    return no_rows(
        "verdicts_rest_on_something",
        "is_met is told where, and only where, verdict_reason tells one",
        "select * from {batch} where (is_met is null) = (verdict_reason in"
        " ('compared', 'dated', 'worded', 'full_points'))",
    )


def _execution_rate() -> Expectation:
    return no_rows(
        "execution_rate_recomputed",
        "execution rate = executed / adjusted, else / approved",
        "select * from {batch} where abs(execution_rate - executed_yuan"
        " / coalesce(nullif(adjusted_yuan, 0), nullif(approved_yuan, 0))) > 0.0001",
    )


_OPERATOR = "([<>=＜＞＝≤≥≦≧]|大于|小于|不低于|不高于|不少于|不超过)[等于=]*"
_QUANTITY = "[0-9０-９][0-9０-９,，.]*[百千万亿]*"
_UNIT = "([%％‰]|[\\x{{4e00}}-\\x{{9fff}}]{{0,2}})"


def _names_are_no_quantities() -> Expectation:
    """Expect no name that is a number with its unit, or a bound: `15件`, `≥12场`, `≥`."""
    plain = "regexp_replace(indicator_name, '\\s', '', 'g')"
    return no_rows(
        "names_are_no_quantities",
        "no indicator is called by a quantity",
        f"select * from {{batch}} where regexp_full_match({plain}, '{_QUANTITY}{_UNIT}')"
        f" or regexp_full_match({plain}, '{_OPERATOR}({_QUANTITY}.{{{{0,8}}}})?')",
    )


def _names_are_no_signatures() -> Expectation:
    """Expect no name that says who answers or signs: such rows carry names of persons."""
    who = "负责人|责任人|填表人|填报人|经办人|审核人|复核人|制表人|联系人|联系电话"
    return no_rows(
        "names_are_no_signatures",
        "no indicator is called by who signs",
        "select * from {batch} where regexp_matches(indicator_name,"
        f" '({who})([(（][^:：]{{{{0,8}}}}[)）])?\\s*([:：]|$)')",
    )


def _names_end_in_no_name() -> Expectation:
    """Expect no name that ends in a colon, or in a colon and what may be a person's name."""
    return no_rows(
        "names_end_in_no_name",
        "no indicator is called by a label and a name",
        "select * from {batch} where regexp_matches(indicator_name,"
        " '[:：]\\s*[\\x{{4e00}}-\\x{{9fff}}·]{{0,4}}$')",
        WARNING,
    )


def _levels_are_printed() -> Expectation:
    """Expect each level in some cell of the table, or official over the second level.

    Each name is looked for once in a document, in its cells put together: a sign that no text
    has stands between them.
    """
    parts = [_levels_not_printed(level) for level in (1, 2)]
    official = (
        " and not exists (select 1 from reference.indicator_levels as names"
        " where names.level = 2 and names.official_name = own.level2"
        " and names.parent_official_name = own.level1)"
    )
    return no_rows(
        "levels_are_printed",
        "every level of an indicator stands in its table",
        f"{parts[0]}{official} union all {parts[1]}",
    )


def _levels_not_printed(level: int) -> str:
    """Return the query of the rows whose name of a level no cell of their document has."""
    said = f"select distinct document_id, level{level} as name from {{batch}}"
    texts = (
        "select document_id, regexp_replace(string_agg(text, chr(31)), '\\s', '', 'g') as text"
        " from raw.cells where document_id in (select document_id from {batch})"
        " group by document_id"
    )
    printed = (
        "select said.document_id, said.name"
        f" from ({said}) as said inner join ({texts}) as texts using (document_id)"
        " left join reference.indicator_levels as names"
        f" on names.level = {level} and names.official_name = said.name"
        " where contains(texts.text, regexp_replace(said.name, '\\s', '', 'g'))"
        " or contains(texts.text, names.printed_name)"
    )
    return (
        f"select own.* from {{batch}} as own where own.level{level} is not null"
        f" and not exists (select 1 from ({printed}) as printed"
        f" where printed.document_id = own.document_id and printed.name = own.level{level})"
    )


def _no_telephone(*columns: str) -> Expectation:
    """Expect no mobile number: a text of eleven digits that no longer number surrounds."""
    pattern = "(^|[^0-9.,])1[3-9][0-9]{{9}}($|[^0-9.,亿万元])"
    found = " or ".join(f"regexp_matches({column}, '{pattern}')" for column in columns)
    return no_rows(
        "no_telephone_numbers",
        "telephone numbers of persons stay in raw",
        f"select * from {{batch}} where {found}",
        WARNING,
    )
