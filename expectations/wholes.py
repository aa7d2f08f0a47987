"""Parts never exceed their whole: the sums of two facts of one document against each other.

The rules are of the tables of all statements: each document is held against itself, whether it
counts or another says the same first.

A document may itself print parts that exceed their whole: then an identity of its ledger is
broken, or a figure is missing, and the document is published with that; the rule is a warning.
Where nothing in the ledger says so, the sums of our facts are wrong, and the document stands
aside.
"""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from expectations.rules import CRITICAL, WARNING, Expectation, no_rows

_THREE_PUBLIC = (
    *("abroad", "vehicle_purchase", "vehicle_running"),
    *("reception", "reception_domestic", "reception_foreign"),
)
_STATED = "coalesce(not_chosen_reason, '') not in ('unreconciled', 'superseded')"
_KEY = "own.document_id, own.department_key, own.fiscal_year"
_APPROPRIATED = f"""
    select document_id, department_key, fiscal_year, phase, {{fund}} as fund,
        sum({{amount}}) as yuan, 4 * sum(coalesce(half_unit_yuan, 0)) as slack
    from marts.fct_appropriations_all where {_STATED} group by all
"""
_BASIC = "coalesce(basic_yuan, coalesce(personnel_yuan, 0) + coalesce(public_yuan, 0))"
_NOT_PERSONNEL = (
    "coalesce(public_yuan, basic_yuan - coalesce(personnel_yuan, 0), 0)"
    " + coalesce(project_yuan, 0)"
)
_ALL = f"coalesce(spending_yuan, {_BASIC} + coalesce(project_yuan, 0))"
_REASONED = (
    " and not exists (select 1 from marts.fct_reconciliations as ledger"
    " where ledger.document_id = part.document_id"
    " and ledger.status in ('broken', 'insufficient', 'error'))"
    " and not exists (select 1 from marts.figures_set_aside as aside"
    " where aside.document_id = part.document_id)"
)


def three_public_within_spending() -> list[Expectation]:
    """Expect the three public expenses within public funds and project spending."""
    lines = ", ".join(f"'{item}'" for item in _THREE_PUBLIC)
    part = (
        f"select {_KEY}, phases.phase,"
        " case own.fund_basis when 'general_public_budget' then own.fund_basis else 'all' end"
        " as fund, sum(case phases.phase when 'approved' then own.budget_yuan"
        " else own.executed_yuan end) as yuan, sum(coalesce(own.half_unit_yuan, 0)) as slack"
        " from {batch} as own cross join (values ('approved'), ('executed')) as phases (phase)"
        f" where own.item_code in ({lines}) and {_STATED} group by all"
    )
    whole = (
        f"{_of_appropriations(_NOT_PERSONNEL, 'fund_source')}"
        f" union all {_of_appropriations(_NOT_PERSONNEL, _quoted('all'))}"
    )
    return _within(
        "three_public_within_spending",
        "the three public expenses are within public funds and project spending",
        part,
        whole,
    )


def economic_within_functions(nature: str) -> list[Expectation]:
    """Expect the sums by economic class within those by function, of a nature."""
    part = (
        f"select {_KEY}, own.phase, coalesce(own.fund_source, 'general_public_budget') as fund,"
        " sum(own.amount_yuan) as yuan, sum(coalesce(own.half_unit_yuan, 0)) as slack"
        f" from {{batch}} as own where own.spending_nature = '{nature}'"
        f" and {_STATED} group by all"
    )
    amount = _BASIC if nature == "basic" else "project_yuan"
    return _within(
        f"{nature}_economic_within_functions",
        f"{nature} spending by economic class is within that by function",
        part,
        _of_appropriations(amount, "fund_source"),
    )


def appropriations_within_spending() -> list[Expectation]:
    """Expect what is spent of fiscal appropriations within the spending of all funds."""
    amount = _ALL
    for column in ("spending", "basic", "personnel", "public", "project"):
        amount = amount.replace(f"{column}_yuan", f"own.{column}_yuan")
    part = (
        f"select {_KEY}, own.phase, 'all' as fund, sum({amount}) as yuan,"
        " 4 * sum(coalesce(own.half_unit_yuan, 0)) as slack from {batch} as own"
        f" where {_STATED} group by all"
    )
    whole = " union all ".join(
        "select document_id, department_key, fiscal_year,"
        f" {phase} as phase, 'all' as fund, sum(amount_yuan) as yuan,"
        f" sum(coalesce(half_unit_yuan, 0)) as slack from marts.{table}"
        f" where {_STATED} group by all"
        for table, phase in (("fct_budgets_all", "phase"), ("fct_spending_all", "'executed'"))
    )
    return _within(
        "appropriations_within_spending",
        "spending of fiscal appropriations is within the spending of all funds",
        part,
        whole,
    )


def within_account_total(phase: str) -> list[Expectation]:
    """Expect the sum of the facts within the total of the account that prints them too."""
    part = (
        f"select {_KEY}, {phase} as phase, 'all' as fund, sum(own.amount_yuan) as yuan,"
        " sum(coalesce(own.half_unit_yuan, 0)) as slack from {batch} as own"
        f" where {_STATED} group by all"
    )
    whole = (
        "select document_id, department_key, fiscal_year, phase, 'all' as fund,"
        " max(amount_yuan) as yuan, max(coalesce(half_unit_yuan, 0)) as slack"
        f" from marts.fct_account_lines_all where {_STATED}"
        " and account = 'department' and side = 'expenditure' and is_total group by all"
    )
    return _within(
        "within_account_total",
        "the sum of the facts is within the printed total of the account",
        part,
        whole,
    )


def _of_appropriations(amount: str, fund: str) -> str:
    return _APPROPRIATED.format(amount=amount, fund=fund)


def _quoted(text: str) -> str:
    return f"'{text}'"


def _within(name: str, sentence: str, part: str, whole: str) -> list[Expectation]:
    """Return the rule as a warning, and as critical where no ledger row gives a reason."""
    query = (
        "select part.document_id, part.department_key, part.fiscal_year, part.phase,"
        " part.yuan as part_yuan, whole.yuan as whole_yuan"
        f" from ({part}) as part inner join ({whole}) as whole"
        " on part.document_id = whole.document_id"
        " and part.department_key = whole.department_key"
        " and part.fiscal_year = whole.fiscal_year"
        " and part.phase = whole.phase and part.fund = whole.fund"
        " where part.yuan > whole.yuan + part.slack + whole.slack"
    )
    return [
        no_rows(name, sentence, query, WARNING, remedy="parts"),
        no_rows(
            f"{name}_or_the_ledger_says_why",
            f"{sentence}, or an identity of the document is broken",
            query + _REASONED,
            CRITICAL,
            remedy="parts",
        ),
    ]
