"""Budgets by function: what a department plans for each item, beside the year before."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from corpus.accounts_tables import leaves, summed
from corpus.books import SPENDING, Accounts, Flows
from corpus.budget_plans import BASIC, EVERY, FUND_HEADS, PLANNED, Columns
from corpus.classification import FUNDS, GENERAL, OWN, SOURCES, function_names
from corpus.render import Cell, Table
from corpus.sheet import Sheet, Style, blanks, header, tree, tree_table


def plan_revenue(accounts: Accounts, style: Style, title: str) -> Sheet:
    """收入预算总表 by item and source (Shanghai)."""
    form = "budget_revenue_account"
    fiscal = accounts.items(FUNDS)
    own = accounts.items([OWN])
    items: dict[str, dict[str, int | None]] = {}
    for code in sorted({*fiscal, *own}):
        given = 0
        if code in fiscal:
            given = sum(fiscal[code][name] for name in PLANNED)
            given -= fiscal[code]["approved_carried"]
        amounts: dict[str, int | None] = {"fiscal_appropriation": given}
        for source in SOURCES:
            amounts[source] = own[code][f"approved_{source}"] if code in own else 0
        rest = (amounts.pop("superior_subsidy") or 0) + (
            amounts.pop("affiliate_remittance") or 0
        )
        amounts["other"] = (amounts["other"] or 0) + rest
        amounts["total"] = sum(value or 0 for value in amounts.values())
        if any(amounts.values()):
            items[code] = amounts
    top = "收入预算"
    columns: Columns = [
        ("total", (top, "合计")),
        ("fiscal_appropriation", (top, "财政拨款收入")),
        ("institutional", (top, "事业收入")),
        ("operating", (top, "事业单位经营收入")),
        ("other", (top, "其他收入")),
    ]
    return _tree_sheet(style, form, title, "", columns, items)


def plan_spending(
    accounts: Accounts, style: Style, title: str, number: str, *, full: bool
) -> Sheet:
    """支出(预算)总表 by item and nature; `full`: with the columns of institutions."""
    form = "budget_spending_account"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "total": summed(*PLANNED),
        "basic": summed(*BASIC),
        "project": summed(PLANNED[2]),
    }
    top: tuple[str, ...] = () if full else ("支出预算",)
    columns = [
        (measure, (*top, head))
        for measure, head in zip(measures, ("合计", "基本支出", "项目支出"), strict=True)
    ]
    if full:
        for measure, head in (
            ("remitted_upward", "上缴上级支出"),
            ("operating", "事业单位经营支出"),
            ("subsidy_to_affiliates", "对附属单位补助支出"),
        ):
            measures[measure] = lambda _: 0
            columns.append((measure, (head,)))
    return _tree_sheet(style, form, title, number, columns, leaves(accounts, EVERY, measures))


def plan_spending_by_fund(accounts: Accounts, style: Style, title: str) -> Sheet:
    """部门支出预算表: items by fund, the general budget by nature (Yunnan 01-3)."""
    form = "budget_spending_by_fund"
    items: dict[str, dict[str, int | None]] = {}
    by_fund = {fund: accounts.items([fund]) for fund in EVERY}
    for code in sorted({code for found in by_fund.values() for code in found}):
        amounts: dict[str, int | None] = {}
        for fund in EVERY:
            flows: Flows = by_fund[fund].get(code, Flows())
            amounts[fund if fund != OWN else "own_funds"] = sum(flows[n] for n in PLANNED)
        general = by_fund[GENERAL].get(code, Flows())
        amounts["total"] = sum(value or 0 for value in amounts.values())
        amounts["basic"] = sum(general[name] for name in BASIC)
        amounts["project"] = general[PLANNED[2]]
        amounts["special_account"] = 0
        if any(amounts.values()):
            items[code] = amounts
    columns: Columns = [
        ("total", ("合计",)),
        (GENERAL, ("一般公共预算", "小计")),
        ("basic", ("一般公共预算", "基本支出")),
        ("project", ("一般公共预算", "项目支出")),
        ("government_fund", ("政府性基金预算",)),
        ("state_capital", ("国有资本经营预算",)),
        ("special_account", ("财政专户管理的支出",)),
        ("own_funds", ("单位资金", "小计")),
    ]
    return _tree_sheet(style, form, title, "预算01-3表", columns, items)


def plan_general(
    accounts: Accounts,
    before: Accounts,
    style: Style,
    title: str,
    number: str,
    *,
    way: str,
) -> Sheet:
    """一般公共预算支出表: `plain`, `natures` (personnel and public), or beside last year's.

    `last_approved` and `last_executed` print the year before and the change against it.
    """
    form = "budget_general_appropriations"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "spending": summed(*PLANNED),
        "basic": summed(*BASIC),
        "personnel": summed(PLANNED[0]),
        "public": summed(PLANNED[1]),
        "project": summed(PLANNED[2]),
    }
    items = leaves(accounts, [GENERAL], measures)
    if way in ("last_approved", "last_executed"):
        names = PLANNED if way == "last_approved" else SPENDING
        return _beside_last_year(accounts, before, style, title, number, way, names, items)
    top = "一般公共预算支出"
    columns: Columns = [
        ("spending", (top, "合计")),
        ("basic", (top, "基本支出")),
        ("project", (top, "项目支出")),
    ]
    if way == "natures":
        columns = [
            ("spending", ("合计",)),
            ("basic", ("基本支出", "小计")),
            ("personnel", ("基本支出", "人员经费")),
            ("public", ("基本支出", "公用经费")),
            ("project", ("项目支出",)),
        ]
    return _tree_sheet(style, form, title, number, columns, items)


def _beside_last_year(
    accounts: Accounts,
    before: Accounts,
    style: Style,
    title: str,
    number: str,
    way: str,
    names: Sequence[str],
    items: dict[str, dict[str, int | None]],
) -> Sheet:
    """The year's plan, the year before, and the change in amount and per cent."""
    form = "budget_general_appropriations"
    last = f"last_year_{way.removeprefix('last_')}"
    then = leaves(before, [GENERAL], {last: summed(*names)})
    blank: dict[str, int | None] = {"spending": 0, "basic": 0, "project": 0}
    for code in sorted({*items, *then}):
        items[code] = {**blank, **items.get(code, {}), last: then.get(code, {}).get(last) or 0}
    word = "预算数" if way == "last_approved" else "执行数"
    now, ago = f"{accounts.year}年预算数", f"{before.year}年{word}"
    columns: Columns = [
        (last, (ago,)),
        ("spending", (now, "小计")),
        ("basic", (now, "基本支出")),
        ("project", (now, "项目支出")),
    ]
    sheet = _tree_sheet(style, form, title, number, columns, dict(sorted(items.items())))
    total, rows = tree(dict(sorted(items.items())), function_names())
    amounts = {row.code: row.amounts for row in (total, *rows)}
    return _with_change(sheet, style, f"{now}比{ago}", amounts, last)


def _with_change(
    sheet: Sheet,
    style: Style,
    head: str,
    amounts: Mapping[str, Mapping[str, int | None]],
    last: str,
) -> Sheet:
    """Two columns more: the change of each row in amount and per cent."""
    table, made = sheet.table, []
    depth = len(header([("a", "b")]))
    for i, row in enumerate(table.rows):
        if i == 0:
            made.append((*row, Cell(head, 2), None))
        elif i < depth:
            made.append((*row, Cell("增减额"), Cell("增减%")))
        elif i < table.header:
            made.append((*row, *blanks(2)))
        else:
            codes = [cell.figure for cell in row if cell and cell.figure]
            code = getattr(codes[0], "code", None) or "" if codes else ""
            now = amounts[code]["spending"] or 0
            ago = amounts[code][last] or 0
            change = style.text(style.amount(now - ago))
            rate = Decimal(now - ago) * 100 / ago if ago else None
            text = "" if rate is None else f"{rate.quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
            made.append((*row, Cell(change), Cell(text)))
    return Sheet(sheet.form, sheet.title, sheet.number, Table(tuple(made), table.header),
                 sheet.notes, sheet.blank, sheet.unit)  # fmt: skip


def plan_fund(accounts: Accounts, style: Style, fund: str, title: str, number: str) -> Sheet:
    """A fund's planned spending by item; an empty one says so."""
    form = f"budget_{fund}_appropriations"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "spending": summed(*PLANNED),
        "basic": summed(*BASIC),
        "project": summed(PLANNED[2]),
    }
    top = f"本年{FUND_HEADS[fund]}支出"
    columns = [
        (measure, (top, head))
        for measure, head in zip(measures, ("合计", "基本支出", "项目支出"), strict=True)
    ]
    items = leaves(accounts, [fund], measures)
    sheet = _tree_sheet(style, form, title, number, columns, items)
    if items:
        return sheet
    reason = f"{accounts.year}年没有{FUND_HEADS[fund]}安排的支出"
    note = f"注：{accounts.name}{reason}，故本表为空表。"
    return Sheet(form, title, number, sheet.table, (note,), reason, sheet.unit)


def _tree_sheet(
    style: Style,
    form: str,
    title: str,
    number: str,
    columns: Columns,
    items: Mapping[str, Mapping[str, int | None]],
) -> Sheet:
    total, rows = tree(items, function_names())
    table = tree_table(
        style, form, columns, total, rows,
        code_head="功能分类科目编码", name_head="功能分类科目名称",
    )  # fmt: skip
    return Sheet(form, title, number, table, unit=style.unit)
