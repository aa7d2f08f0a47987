"""What the marts must hold of a document, by the contract: each value with its key.

A fact is `(mart, key, column, value)`: money in yuan with two decimals, amounts of nothing
left out, since a printed 0 is a row only where a form's own total needs it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from corpus.classification import FUNDS
from corpus.documents import Document
from corpus.performance_tables import Evaluation, Promise
from corpus.sheet import Figure
from corpus.telling import Told
from ingest.values import squeeze, without_ordinal

YUAN_IN = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


class Fact(NamedTuple):
    """A value in a mart: where it stands, and what it is."""

    mart: str
    key: str
    column: str
    value: str


_NATURES = ("basic", "project", "remitted_upward", "operating", "subsidy_to_affiliates")
_SOURCES = (
    "fiscal_appropriation",
    "superior_subsidy",
    "institutional",
    "operating",
    "affiliate_remittance",
    "other",
)
_BALANCES = ("opening", "income", "personnel", "public", "project", "closing")
_THREE_PUBLIC = {
    "three_public_all_funds": "fiscal_appropriation",
    "three_public_row": "fiscal_appropriation",
    "budget_three_public_row": "fiscal_appropriation",
    "three_public_general_budget": "general_public_budget",
    "three_public_general_row": "general_public_budget",
    "budget_three_public_general_row": "general_public_budget",
    "budget_three_public_general_lines": "general_public_budget",
}
_ITEMS = ("abroad", "vehicle_purchase", "vehicle_running")
_COUNTS = (
    "abroad_groups",
    "abroad_persons",
    "vehicles_bought",
    "vehicles_held",
    "reception_batches",
    "reception_persons",
)
_ASSETS = (
    "current",
    "fixed_buildings",
    "fixed_vehicles",
    "fixed_large_equipment",
    "fixed_other",
    "investment",
    "construction_in_progress",
    "intangible",
    "other",
)
_ACCOUNTS = {
    "revenue_expenditure_account": "department",
    "budget_revenue_expenditure_account": "department",
    "appropriation_account": "appropriation",
    "budget_appropriation_account": "appropriation",
}
_ITEM_DIGITS, _ECONOMIC_DIGITS, _DEPARTMENT_DIGITS = 7, 5, 3


def facts(document: Document) -> Iterator[tuple[str, Fact]]:
    """Every fact of a document with the form that states it, empty for running text.

    A table that is printed twice gives its facts once, one that is cut in two gives those of
    both parts together.
    """
    for form, stated in _stated(document):
        yield from ((form, fact) for fact in _of_all(stated, form))
    for piece in document.body:
        if isinstance(piece, Told):
            yield from (("", fact) for fact in _of_text(piece))


def _stated(document: Document) -> list[tuple[str, list[object]]]:
    """What each table states, its parts together."""
    found: list[tuple[str, list[object]]] = []
    for sheet in document.sheets():
        if not sheet.is_copy:
            stated = [c.figure for row in sheet.table.rows for c in row if c and c.figure]
            if sheet.is_continued:
                found[-1][1].extend(stated)
            else:
                found.append((sheet.form, stated))
    return found


def _of_all(stated: Sequence[object], form: str) -> Iterator[Fact]:
    yield from _of_table([f for f in stated if isinstance(f, Figure)], form)
    for said in stated:
        if isinstance(said, Promise):
            yield from _of_promise(said)
        elif isinstance(said, Evaluation):
            yield from _of_evaluation(said)


def yuan(figure: Figure) -> str | None:
    """An amount in yuan; None for nothing, and for what is no money."""
    scale = YUAN_IN.get(figure.unit)
    if scale is None or not figure.amount:
        return None
    return f"{figure.amount * scale:.2f}"


def project_name(text: str | None) -> str:
    """A project's name without the year before it and the word after it."""
    name = squeeze(text or "")
    if name[:4].isdecimal():
        name = name[4:].removeprefix("年").removeprefix("度")
    return name.removesuffix("项目")


def _of_table(figures: Sequence[Figure], form: str) -> Iterator[Fact]:
    phase = "approved" if form.startswith("budget_") else "executed"
    if form in _ACCOUNTS:
        yield from _account_lines(figures, form, phase)
    elif form in _THREE_PUBLIC:
        yield from _three_public(figures, _THREE_PUBLIC[form])
    elif form == "state_assets":
        yield from _assets(figures)
    elif form == "budget_revenue_by_unit":
        yield from _revenue_by_unit(figures)
    elif form in ("project_self_evaluation", "department_targets", "project_budget"):
        yield from _funding(figures, form)
    else:
        yield from _coded(figures, form, phase)


def _coded(figures: Iterable[Figure], form: str, phase: str) -> Iterator[Fact]:
    account = form.removeprefix("budget_")
    for figure in figures:
        code, measure, value = figure.code or "", figure.measure, yuan(figure)
        if value is None:
            continue
        if account == "basic_economic" or account.endswith("spending_economic"):
            if len(code) == _ECONOMIC_DIGITS and measure == "amount":
                nature = "project" if account.startswith("project") else "basic"
                key = f"{phase} {code} {nature} general_public_budget"
                yield Fact("fct_spending_economic", key, "amount_yuan", value)
        elif len(code) == _ITEM_DIGITS:
            yield from _of_item(form, phase, code, measure, value)


def _of_item(form: str, phase: str, code: str, measure: str, value: str) -> Iterator[Fact]:
    """The facts of a leaf of the functions."""
    account = form.removeprefix("budget_")
    if account == "revenue_account" and measure in _SOURCES:
        yield Fact("fct_revenue", f"{phase} {code} {measure}", "amount_yuan", value)
    elif form == "spending_account" and measure in _NATURES:
        yield Fact("fct_spending", f"{code} {measure}", "amount_yuan", value)
    elif form == "budget_spending_account" and measure in _NATURES:
        yield Fact("fct_budgets", f"approved {code} {measure} ", "amount_yuan", value)
    elif form == "budget_spending_by_fund":
        yield from _budget_by_fund(code, measure, value)
    elif account.endswith("_appropriations") and measure in _BALANCES:
        fund = account.removesuffix("_appropriations").replace(
            "general_budget", "general_public_budget"
        )
        fund = "general_public_budget" if fund == "general" else fund
        key = f"{phase} {code} {fund}"
        yield Fact("fct_appropriations", key, f"{measure}_yuan", value)


def _budget_by_fund(code: str, measure: str, value: str) -> Iterator[Fact]:
    if measure in ("basic", "project"):
        key = f"approved {code} {measure} general_public_budget"
        yield Fact("fct_budgets", key, "amount_yuan", value)
    elif measure in ("government_fund", "state_capital", "special_account", "own_funds"):
        yield Fact("fct_budgets", f"approved {code}  {measure}", "amount_yuan", value)


def _revenue_by_unit(figures: Iterable[Figure]) -> Iterator[Fact]:
    """The units' revenue of each column added up; no function is printed."""
    sums: dict[str, Decimal] = {}
    for figure in figures:
        if len(figure.code or "") > _DEPARTMENT_DIGITS:
            amount = figure.amount * YUAN_IN[figure.unit]
            sums[figure.measure] = sums.get(figure.measure, Decimal(0)) + amount
    for measure, total in sums.items():
        source = "fiscal_appropriation" if measure in FUNDS else measure
        if source in _SOURCES and total:
            yield Fact("fct_revenue", f"approved  {source}", "amount_yuan", f"{total:.2f}")


def _account_lines(figures: Iterable[Figure], form: str, phase: str) -> Iterator[Fact]:
    for figure in figures:
        value = yuan(figure)
        fund = figure.measure if figure.measure in FUNDS else ""
        if value is None or not (fund or figure.measure in ("amount", "total")):
            continue
        if figure.side == "income" and figure.line_code in FUNDS:
            fund = figure.line_code or ""
        label = without_ordinal(figure.label or "")
        key = f"{_ACCOUNTS[form]} {phase} {figure.side} {label} {fund}"
        yield Fact("fct_account_lines", key, "amount_yuan", value)


def _three_public(figures: Sequence[Figure], basis: str) -> Iterator[Fact]:
    columns = {"approved": "budget_yuan", "adjusted": "adjusted_yuan",
               "executed": "executed_yuan"}  # fmt: skip
    parts = ("reception_domestic", "reception_foreign")
    split = {f.measure for f in figures if f.row_key in parts and f.amount}
    for figure in figures:
        key, value = figure.row_key, yuan(figure)
        is_item = key in _ITEMS or (
            key in parts or (key == "reception" and figure.measure not in split)
        )
        if is_item and value is not None and figure.measure in columns:
            yield Fact("fct_three_public", f"{key} {basis}", columns[figure.measure], value)
        elif key in _COUNTS and figure.amount and figure.measure == "executed":
            yield Fact("fct_three_public", f"{key} {basis}", "quantity", f"{figure.amount:.2f}")


def _assets(figures: Iterable[Figure]) -> Iterator[Fact]:
    for figure in figures:
        value = yuan(figure)
        if figure.row_key not in _ASSETS or value is None:
            continue
        measures = ("original_value", "net_value")
        both = measures if figure.measure == "value" else (figure.measure,)
        for measure in both:
            yield Fact("fct_assets", figure.row_key, f"{measure}_yuan", value)


_SOURCES_OF_BUDGET = {
    "general_public_budget": "appropriation",
    "government_fund": "appropriation",
    "state_capital": "appropriation",
    "carryover_general_public_budget": "carryover",
    "carryover_government_fund": "carryover",
    "carryover_state_capital": "carryover",
}


def _funding(figures: Sequence[Figure], form: str) -> Iterator[Fact]:
    """Money of projects: the total by stage, and its sources as they were adjusted."""
    mart = "fct_project_funding"
    if form == "project_budget":
        yield from _budget_of_projects(figures)
        return
    for figure in figures:
        if not figure.project:
            if form == "department_targets" and figure.row_key in ("basic", "project"):
                yield from _target_budget(figure)
            continue
        key, value = project_name(figure.project), yuan(figure)
        stage = figure.measure in ("approved", "adjusted", "executed")
        if figure.row_key == "total" and stage and value is not None:
            yield Fact(mart, key, f"{figure.measure}_yuan", value)
        elif figure.row_key == "total" and figure.measure == "execution_rate":
            yield Fact(mart, key, "execution_rate_published", rate(figure.amount))
        elif figure.measure == "adjusted" and value is not None:
            yield Fact(mart, key, f"{figure.row_key}_yuan", value)


def _budget_of_projects(figures: Iterable[Figure]) -> Iterator[Fact]:
    sums: dict[tuple[str, str], Decimal] = {}
    classes: dict[str, Decimal] = {}
    for figure in figures:
        if figure.row_key != "project_item":
            continue
        if figure.code and figure.measure in FUNDS:
            key = f"approved {figure.code} project {figure.measure}"
            amount = figure.amount * YUAN_IN[figure.unit]
            classes[key] = classes.get(key, Decimal(0)) + amount
        line = "approved" if figure.measure == "total" else _SOURCES_OF_BUDGET.get(
            figure.measure)  # fmt: skip
        if line is not None:
            named = project_name(figure.project), f"{line}_yuan"
            sums[named] = sums.get(named, Decimal(0)) + figure.amount * YUAN_IN[figure.unit]
    for key, total in classes.items():
        if total:
            yield Fact("fct_spending_economic", key, "amount_yuan", f"{total:.2f}")
    for (name, column), total in sums.items():
        if total:
            yield Fact("fct_project_funding", name, column, f"{total:.2f}")


def _target_budget(figure: Figure) -> Iterator[Fact]:
    value = yuan(figure)
    if value is not None and figure.measure == "approved":
        yield Fact("fct_budgets", f"approved  {figure.row_key} ", "amount_yuan", value)


def rate(per_cent: Decimal) -> str:
    """A printed rate as a fraction."""
    return f"{(per_cent / 100).normalize():f}"


def _of_text(piece: Told) -> Iterator[Fact]:
    mart = "fct_project_funding"
    for sentence in piece.sentences:
        for said in sentence.facts.values():
            figure, value = said.figure, yuan(said.figure)
            key = project_name(figure.project)
            if value is not None:
                yield Fact(mart, key, f"{figure.measure}_yuan", value)
            elif figure.measure == "execution_rate":
                yield Fact(mart, key, "execution_rate_published", rate(figure.amount))
        for found in sentence.found:
            key = project_name(found.project)
            yield Fact("fct_findings", key, "finding_text", found.text)


_SCALES: Mapping[str, int] = {"万": 10_000, "亿": 100_000_000}
_SIGNS = {"≥": ">=", "≤": "<="}


def _of_promise(said: Promise) -> Iterator[Fact]:
    """An indicator field by field, its target as a number in its unit.

    A unit in a column of its own is stated though the target beside it is blank.
    """
    key = f"{project_name(said.project)} {squeeze(said.name)}"
    target = said.target.lstrip("≥≤=")
    digits = target.rstrip("%月人次期份台（套）条平方米公里篇小时元起亿万")
    unit = said.unit if said.unit is not None else target[len(digits) :]
    fields: dict[str, str | None] = {
        "level1": said.level1,
        "level2": said.level2,
        "operator": _SIGNS.get(said.operator, said.operator)
        or ("<=" if said.target.endswith("前") else None),
        "target_text": said.target,
        "half_year_target_text": said.half_year,
        "actual_text": said.actual,
        "weight": None if said.weight is None else f"{said.weight.normalize():f}",
        "score": None if said.score is None else f"{said.score.normalize():f}",
    }
    scale = _SCALES.get(unit[:1], 1)
    if digits.replace(".", "", 1).isdecimal():
        fields["target_value"] = f"{(Decimal(digits) * scale).normalize():f}"
    if not target or "target_value" in fields:
        fields["target_unit"] = squeeze(unit[1:] if scale > 1 else unit)
    for column, value in fields.items():
        if value:
            yield Fact("fct_indicators", key, column, squeeze(value))


def _of_evaluation(said: Evaluation) -> Iterator[Fact]:
    key = project_name(said.project)
    yield Fact("fct_evaluations", key, "total_score", f"{said.total_score.normalize():f}")
    yield Fact("fct_evaluations", key, "grade_published", said.grade)
