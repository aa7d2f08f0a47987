"""Budgets by project: what each may spend, by unit, function, economic class and fund."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from corpus.books import Accounts, Project
from corpus.classification import (
    GENERAL,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
    economic_names,
    function_names,
)
from corpus.money import split
from corpus.render import Cell, Table
from corpus.sheet import Row, RowName, Sheet, Style, blanks, header, money

_FORM = "project_budget"
_TASKS = {"30201": 1.0, "30213": 1.0, "30226": 1.0, "30227": 2.0, "31003": 1.0, "31005": 1.5}
_MEASURES: Sequence[tuple[str, tuple[str, ...]]] = (
    ("total", ("合计",)),
    ("appropriation_total", ("本年拨款", "小计")),
    (GENERAL, ("本年拨款", "一般公共预算")),
    (GOVERNMENT_FUND, ("本年拨款", "政府性基金预算")),
    (STATE_CAPITAL, ("本年拨款", "国有资本经营预算")),
    ("special_account", ("财政专户管理资金",)),
    ("own_funds_total", ("单位资金", "小计")),
    ("institutional", ("单位资金", "事业收入")),
    ("superior_subsidy", ("单位资金", "上级补助收入")),
    ("other", ("单位资金", "其他收入")),
)
_SHORT: Sequence[tuple[str, tuple[str, ...]]] = (
    ("total", ("合计",)),
    (GENERAL, ("本年拨款", "一般公共预算")),
    (GOVERNMENT_FUND, ("本年拨款", "政府性基金预算")),
    (STATE_CAPITAL, ("本年拨款", "国有资本经营预算")),
    (f"carryover_{GENERAL}", ("财政拨款结转结余", "一般公共预算")),
    (f"carryover_{GOVERNMENT_FUND}", ("财政拨款结转结余", "政府性基金预算")),
    (f"carryover_{STATE_CAPITAL}", ("财政拨款结转结余", "国有资本经营预算")),
    ("special_account", ("财政专户管理资金",)),
    ("own_funds", ("单位资金",)),
)


def yunnan(rng: Random, accounts: Accounts, style: Style, title: str) -> Sheet:
    """项目支出预算表 05-1: each project with a subtotal, its functions and classes below."""
    heads = ("项目分类", "项目代码", "项目名称", "项目单位", "功能科目编码", "功能科目名称",
             "经济科目编码", "经济科目名称")  # fmt: skip
    made = header([*((head,) for head in heads), *(path for _, path in _MEASURES)])
    if style.column_numbers:
        made.append([Cell(str(i)) for i in range(1, len(heads) + len(_MEASURES) + 1)])
    depth = len(made)
    total: dict[str, int] = {}
    for number, project in enumerate(_planned(accounts), start=1):
        code = f"5300002{accounts.year % 100:02}0000000{number:05}"
        kind = rng.choice(("特定目标类", "其他运转类"))
        whole = _amounts(project, project.approved["appropriation"])
        name = RowName("subtotal", None, project.name, project=project.name)
        blank: Row = [*blanks(2), Cell(project.name), *blanks(5)]
        made.append([*blank, *_cells(style, name, _MEASURES, whole)])
        for economic, amount in _classes(rng, project):
            name = RowName("project_item", economic, project.name, project=project.name)
            texts = (kind, code, project.name, project.unit, project.key[0],
                     function_names()[project.key[0]], economic,
                     economic_names()[economic])  # fmt: skip
            cells = _cells(style, name, _MEASURES, _amounts(project, amount))
            made.append([*map(Cell, texts), *cells])
        for measure, amount in whole.items():
            total[measure] = total.get(measure, 0) + amount
    last: Row = [Cell("合计", len(heads)), *[None] * (len(heads) - 1)]
    made.append([*last, *_cells(style, RowName("total", None, "合计"), _MEASURES, total)])
    table = Table(tuple(map(tuple, made)), depth)
    return Sheet(_FORM, title, "预算05-1表", table, unit=style.unit)


def national(rng: Random, accounts: Accounts, style: Style, title: str) -> Sheet:
    """项目支出表: the total first, then a row for each project."""
    heads = ("类型", "项目名称", "项目单位")
    made = header([*((head,) for head in heads), *(path for _, path in _SHORT)])
    depth = len(made)
    total: dict[str, int] = {}
    body: list[Row] = []
    for project in _planned(accounts, with_carryover=True):
        amounts = {
            "total": project.approved["appropriation"] + project.approved["carryover"],
            project.key[1]: project.approved["appropriation"],
            f"carryover_{project.key[1]}": project.approved["carryover"],
        }
        name = RowName("project_item", None, project.name, project=project.name)
        kind = rng.choice(("特定目标类", "其他运转类"))
        texts = (kind, project.name, project.unit)
        body.append([*map(Cell, texts), *_cells(style, name, _SHORT, amounts)])
        for measure, amount in amounts.items():
            total[measure] = total.get(measure, 0) + amount
    first: Row = [Cell("合计"), *blanks(len(heads) - 1)]
    made.append([*first, *_cells(style, RowName("total", None, "合计"), _SHORT, total)])
    table = Table(tuple(map(tuple, (*made, *body))), depth)
    return Sheet(_FORM, title, "公开10表", table, unit=style.unit)


def _planned(accounts: Accounts, *, with_carryover: bool = False) -> Iterator[Project]:
    """Each project that the budget gives money, projects of one name once."""
    seen: set[str] = set()
    for project in accounts.projects:
        money_ = project.approved["appropriation"]
        money_ += project.approved["carryover"] if with_carryover else 0
        name = project.name.removeprefix(f"{accounts.year}年")
        if money_ and name not in seen:
            seen.add(name)
            yield project


def _classes(rng: Random, project: Project) -> Iterator[tuple[str, int]]:
    chosen = dict(rng.sample(list(_TASKS.items()), rng.randint(1, 3)))
    parts = split(rng, project.approved["appropriation"], chosen)
    return ((code, amount) for code, amount in sorted(parts.items()) if amount)


def _amounts(project: Project, amount: int) -> dict[str, int]:
    return {"total": amount, "appropriation_total": amount, project.key[1]: amount}


def _cells(
    style: Style,
    name: RowName,
    columns: Sequence[tuple[str, tuple[str, ...]]],
    amounts: Mapping[str, int],
) -> Row:
    return [money(style, _FORM, name, m, amounts.get(m, 0)) for m, _ in columns]
