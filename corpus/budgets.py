"""Budgets: the sets of tables in which departments publish their plan, and the text beside."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from corpus import budget_plans as plans
from corpus import budget_projects as projects
from corpus import budget_trees as trees
from corpus import economic_tables, other_tables
from corpus.books import Accounts
from corpus.classification import (
    FUNDS,
    GENERAL,
    GOVERNMENT_FUND,
    STATE_CAPITAL,
    function_names,
)
from corpus.documents import Document
from corpus.sheet import Sheet, Style
from corpus.telling import Sentence, Subject, Teller, Told


def style_of(rng: Random, table_set: str, accounts_style: Style) -> Style:
    """How a department that uses the set prints its budgets: mostly in yuan."""
    if table_set == "shanghai":
        whole = rng.random() < 0.4
        return replace(
            accounts_style, unit="元", decimals=0 if whole else 2, total="last",
            zero="0" if whole else "", line_numbers=False,
        )  # fmt: skip
    if table_set == "yunnan":
        unit = rng.choice(("元", "万元"))
        return replace(accounts_style, unit=unit, codes="single", total="last", zero="",
                       line_numbers=False, unit_place="line")  # fmt: skip
    return replace(accounts_style, codes="single", line_numbers=False,
                   total=rng.choice(("first", "last")))  # fmt: skip


def document(
    rng: Random,
    units: Sequence[Accounts],
    whole: Accounts,
    before: Accounts,
    *,
    department: str,
    region_code: str,
    caliber: str,
    table_set: str,
    style: Style,
) -> Document:
    """The budget of a department (with its units) or of one unit."""
    word = "部门" if caliber == "department" else "单位"
    made = Document(
        "budget", f"{whole.name}{whole.year}年{word}预算", department, whole.name, region_code,
        whole.year, caliber, table_set, style,
    )  # fmt: skip
    sheets = {
        "yunnan": _yunnan, "shanghai": _shanghai, "national": _national,
    }[table_set](rng, units, whole, before, style)  # fmt: skip
    teller = Teller(replace(style, unit="万元", decimals=2))
    made.body += [*_told(whole, before, teller), *sheets]
    return made


def _shanghai(
    rng: Random, _: Sequence[Accounts], whole: Accounts, before: Accounts, style: Style
) -> list[Sheet]:
    year, money = f"{whole.year}年部门", replace(style, unit="万元", decimals=2, zero="0")
    return [
        plans.plan_shanghai(
            whole, style, f"{year}财务收支预算总表", by_nature=rng.random() < 0.4
        ),
        trees.plan_revenue(whole, style, f"{year}收入预算总表"),
        trees.plan_spending(whole, style, f"{year}支出预算总表", "", full=False),
        plans.plan_appropriations(whole, style, f"{year}财政拨款收支预算总表", "", way="short"),
        trees.plan_general(
            whole, before, style, f"{year}一般公共预算支出功能分类预算表", "", way="plain"
        ),
        trees.plan_fund(
            whole, style, GOVERNMENT_FUND, f"{year}政府性基金预算支出功能分类预算表", ""
        ),
        trees.plan_fund(
            whole, style, STATE_CAPITAL, f"{year}国有资本经营预算支出功能分类预算表", ""
        ),
        economic_tables.basic_budget(
            whole, style, f"{year}一般公共预算基本支出部门预算经济分类预算表"
        ),
        other_tables.three_public_plan(
            whole, money, f"{year}“三公”经费和机关运行经费预算表", "", general=False, costs=True
        ),
    ]


def _yunnan(
    rng: Random, units: Sequence[Accounts], whole: Accounts, before: Accounts, style: Style
) -> list[Sheet]:
    return [
        plans.plan(whole, style, "部门财务收支预算总表", "预算01-1表", grouped=True),
        plans.revenue_by_unit(units, whole, style, "部门收入预算表", "预算01-2表"),
        trees.plan_spending_by_fund(whole, style, "部门支出预算表"),
        plans.plan_appropriations(
            whole, style, "部门财政拨款收支预算总表", "预算02-1表", way="ranked"
        ),
        trees.plan_general(
            whole, before, style, "一般公共预算支出预算表（按功能科目分类）", "预算02-2表",
            way="natures",
        ),
        other_tables.three_public_plan(
            whole, style, "一般公共预算“三公”经费支出预算表", "预算03表",
            general=True, costs=False,
        ),
        projects.yunnan(
            rng, whole, style, "部门项目支出预算表（其他运转类、特定目标类项目）"
        ),
        trees.plan_fund(
            whole, style, GOVERNMENT_FUND, "部门政府性基金预算支出预算表", "预算06表"
        ),
    ]  # fmt: skip


def _national(
    rng: Random, units: Sequence[Accounts], whole: Accounts, before: Accounts, style: Style
) -> list[Sheet]:
    way = rng.choice(("plain", "natures", "last_approved", "last_executed"))
    return [
        plans.plan(whole, style, "部门收支总表", "公开01表", grouped=False),
        plans.revenue_by_unit(units, whole, style, "部门收入总表", "公开02表"),
        trees.plan_spending(whole, style, "部门支出总表", "公开03表", full=True),
        plans.plan_appropriations(whole, style, "财政拨款收支总表", "公开04表", way="funds"),
        trees.plan_general(whole, before, style, "一般公共预算支出表", "公开05表", way=way),
        economic_tables.basic_budget(whole, style, "一般公共预算基本支出表"),
        other_tables.three_public_plan_lines(
            whole, before, style, "一般公共预算“三公”经费支出预算表", "公开07表"
        ),
        trees.plan_fund(whole, style, GOVERNMENT_FUND, "政府性基金预算支出表", "公开08表"),
        trees.plan_fund(whole, style, STATE_CAPITAL, "国有资本经营预算支出表", "公开09表"),
        projects.national(rng, whole, style, "项目支出表"),
    ]


def _told(accounts: Accounts, before: Accounts, teller: Teller) -> Iterator[str | Told]:
    """预算编制说明: the plan's totals against last year's plan, and its items."""
    yield f"{accounts.name}{accounts.year}年预算编制说明"
    unit, year = teller.style.unit, accounts.year
    total, then = accounts.total(plans.PLANNED), before.total(plans.PLANNED)
    form = "budget_spending_account"
    subject = Subject("支出预算", form, "total", "total")
    template = f"{year}年支出预算{{amount}}{unit}。"
    fiscal = accounts.total(plans.PLANNED, FUNDS)
    given = Subject("财政拨款支出预算", "budget_appropriation_account", "grand_total", "total")
    yield Told(
        (
            Sentence(template, {"amount": teller.money(subject, total)}),
            teller.compared(subject, total, then, f"与{before.year}年预算相比，"),
            Sentence(f"其中：财政拨款支出预算{{amount}}{unit}。",
                     {"amount": teller.money(given, fiscal)}),
        )
    )  # fmt: skip
    names = function_names()
    number = 0
    for code, flows in accounts.items([GENERAL]).items():
        planned = sum(flows[name] for name in plans.PLANNED)
        if not planned:
            continue
        number += 1
        title = f"{names[code[:3]]}（类）{names[code[:5]]}（款）{names[code]}（项）"
        item = Subject(title, "budget_general_appropriations", code, "spending")
        text = f"{number}．{title}{year}年预算安排{{amount}}{unit}。"
        yield Told((Sentence(text, {"amount": teller.money(item, planned)}),))
