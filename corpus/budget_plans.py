"""Budgets as a whole: sources beside expenditure, and a row for each unit."""

from collections.abc import Mapping, Sequence

from corpus.accounts_tables import ordinal
from corpus.books import Accounts
from corpus.classification import CLASSES, FUNDS, OWN, SOURCES, function_names
from corpus.render import Cell, Table
from corpus.sheet import (
    AccountLine,
    Row,
    RowName,
    Sheet,
    Side,
    Style,
    header,
    money,
    two_sided_table,
)

PLANNED = ("approved_personnel", "approved_public", "approved_project")
BASIC = PLANNED[:2]
EVERY = (*FUNDS, OWN)
FUND_HEADS = {
    "general_public_budget": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
}
SOURCE_HEADS = {
    "institutional": "事业收入",
    "operating": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "affiliate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
_BY_FUNCTION = "项目（按功能分类）"
Columns = Sequence[tuple[str, tuple[str, ...]]]


def planned_income(accounts: Accounts, fund: str) -> int:
    """The appropriation of a fund: its planned spending without what is carried over."""
    return accounts.total(PLANNED, [fund]) - accounts.total(["approved_carried"], [fund])


def planned_source(accounts: Accounts, source: str) -> int:
    """The planned income of a source besides appropriations."""
    return accounts.total([f"approved_{source}"], [OWN])


def _used_classes(accounts: Accounts, funds: Sequence[str], names: Sequence[str]) -> list[str]:
    """The classes that have something in them, in their order."""
    found = {
        code[:3]
        for code, flows in accounts.items(funds).items()
        if any(flows[name] for name in names)
    }
    return [code for code in CLASSES if code in found]


def _of_class(accounts: Accounts, code: str, names: Sequence[str], funds: Sequence[str]) -> int:
    return sum(
        flows[name]
        for item, flows in accounts.items(funds).items()
        if item[:3] == code
        for name in names
    )


# ---------------------------------------------------------------- the whole plan


def plan_shanghai(accounts: Accounts, style: Style, title: str, *, by_nature: bool) -> Sheet:
    """财务收支预算总表: sources beside the classes that are used, grand totals alone."""
    form = "budget_revenue_expenditure_account"
    fiscal = sum(planned_income(accounts, fund) for fund in FUNDS)
    carried = accounts.total(["approved_carried"])
    names = ("一般公共预算资金", "政府性基金", "国有资本经营预算")
    income = [
        AccountLine("一、财政拨款收入", "item", {"amount": fiscal}, "fiscal_appropriation"),
        *(
            AccountLine(
                f"{i}. {name}", "part", {"amount": planned_income(accounts, fund)}, fund
            )
            for i, (fund, name) in enumerate(zip(FUNDS, names, strict=True), start=1)
        ),
    ]
    shown = {"institutional": "事业收入", "operating": "事业单位经营收入", "other": "其他收入"}
    rest = sum(
        planned_source(accounts, s) for s in ("superior_subsidy", "affiliate_remittance")
    )
    for i, (source, name) in enumerate(shown.items(), start=2):
        amount = planned_source(accounts, source) + (rest if source == "other" else 0)
        income.append(AccountLine(f"{ordinal(i)}、{name}", "item", {"amount": amount}, source))
    if carried:
        income.append(AccountLine("五、上年结转", "opening", {"amount": carried}))
    columns: Columns = [("total", ("预算数",))]
    parts: Mapping[str, Sequence[str]] = {"total": PLANNED}
    if by_nature:
        parts = {
            "total": PLANNED,
            "personnel": PLANNED[:1],
            "public": PLANNED[1:2],
            "project": PLANNED[2:],
        }
        heads = ("合计", "人员经费", "公用经费", "项目支出")
        columns = [(m, ("预算数", head)) for m, head in zip(parts, heads, strict=True)]
    spent = [
        AccountLine(
            f"{ordinal(i)}、{function_names()[code]}", "item",
            {m: _of_class(accounts, code, names_, EVERY) for m, names_ in parts.items()}, code,
        )
        for i, code in enumerate(_used_classes(accounts, EVERY, PLANNED), start=1)
    ]  # fmt: skip
    whole = {m: accounts.total(names_) for m, names_ in parts.items()}
    total = accounts.total(PLANNED)
    sides = (
        Side("income", "本年收入", "项目", (("amount", ("预算数",)),), tuple(income),
             (AccountLine("收入总计", "grand_total", {"amount": total}),)),
        Side("expenditure", "本年支出", "项目", tuple(columns), tuple(spent),
             (AccountLine("支出总计", "grand_total", whole),)),
    )  # fmt: skip
    return Sheet(form, title, "", two_sided_table(style, form, sides), unit=style.unit)


def plan(accounts: Accounts, style: Style, title: str, number: str, *, grouped: bool) -> Sheet:
    """收支预算总表: sources beside all classes, the year's totals and what is carried over.

    `grouped`: own money is one line with its sources as parts, as in Yunnan.
    """
    form = "budget_revenue_expenditure_account"
    income = [
        AccountLine(
            f"{ordinal(i)}、{FUND_HEADS[fund]}拨款收入", "item",
            {"amount": planned_income(accounts, fund)}, fund,
        )
        for i, fund in enumerate(FUNDS, start=1)
    ]  # fmt: skip
    income.append(
        AccountLine("四、财政专户管理资金收入", "item", {"amount": 0}, "special_account")
    )
    own = sum(planned_source(accounts, source) for source in SOURCES)
    if grouped:
        income.append(AccountLine("五、单位资金", "item", {"amount": own}, "own_funds"))
    for i, (source, name) in enumerate(SOURCE_HEADS.items(), start=1):
        amounts = {"amount": planned_source(accounts, source)}
        label = f"（{ordinal(i)}）{name}" if grouped else f"{ordinal(i + 4)}、{name}"
        income.append(AccountLine(label, "part" if grouped else "item", amounts, source))
    received = sum(planned_income(accounts, fund) for fund in FUNDS) + own
    carried = accounts.total(["approved_carried"])
    spent = [
        AccountLine(
            f"{ordinal(i)}、{function_names()[code]}", "item",
            {"total": _of_class(accounts, code, PLANNED, EVERY)}, code,
        )
        for i, code in enumerate(CLASSES, start=1)
    ]  # fmt: skip
    total = accounts.total(PLANNED)
    sides = (
        Side("income", "收入", "项目", (("amount", ("预算数",)),), tuple(income), (
            AccountLine("本年收入合计", "year_total", {"amount": received}),
            AccountLine("上年结转结余", "opening", {"amount": carried}),
            AccountLine("收入总计", "grand_total", {"amount": received + carried}),
        )),
        Side("expenditure", "支出", _BY_FUNCTION, (("total", ("预算数",)),), tuple(spent), (
            AccountLine("本年支出合计", "year_total", {"total": total}),
            AccountLine("年终结转结余", "closing", {"total": 0}),
            AccountLine("支出总计", "grand_total", {"total": total}),
        )),
    )  # fmt: skip
    return Sheet(form, title, number, two_sided_table(style, form, sides), unit=style.unit)


# ---------------------------------------------------------------- appropriations


def plan_appropriations(
    accounts: Accounts, style: Style, title: str, number: str, *, way: str
) -> Sheet:
    """财政拨款收支预算总表: `short` (Shanghai), `ranked` (Yunnan) or by `funds`.

    `ranked` numbers the year's total and its lines in two ranks, in one column a side.
    """
    form = "budget_appropriation_account"
    received = {fund: planned_income(accounts, fund) for fund in FUNDS}
    carried = {fund: accounts.total(["approved_carried"], [fund]) for fund in FUNDS}
    used = _used_classes(accounts, FUNDS, PLANNED)
    by_fund: dict[str, Sequence[str]] = {"total": FUNDS, **{fund: (fund,) for fund in FUNDS}}
    if way == "ranked":
        by_fund = {"total": FUNDS}
    columns: Columns = [("total", ("预算数",))]
    if way != "ranked":
        columns = [("total", ("合计",)), *((f, (head,)) for f, head in FUND_HEADS.items())]
    lines = [
        AccountLine(
            f"{_rank(way, i)}{function_names()[code]}",
            "year_total_part" if way != "short" else "item",
            {m: _of_class(accounts, code, PLANNED, f) for m, f in by_fund.items()}, code,
        )
        for i, code in enumerate(used if way == "short" else CLASSES, start=1)
    ]  # fmt: skip
    whole = {m: accounts.total(PLANNED, funds) for m, funds in by_fund.items()}
    income = _appropriation_lines(way, received, carried)
    both = sum(received.values()) + sum(carried.values())
    if way != "short":
        lines.insert(0, AccountLine("一、本年支出", "year_total", whole))
    closing = [AccountLine("二、结转下年", "closing", dict.fromkeys(by_fund, 0))]
    ends = [] if way == "short" else closing
    head = "财政拨款" if way == "short" else ""
    sides = (
        Side("income", f"{head}收入", "项目", (("amount", ("预算数",)),), tuple(income),
             (AccountLine("收入总计", "grand_total", {"amount": both}),)),
        Side("expenditure", f"{head}支出", "项目", tuple(columns), tuple(lines),
             (*ends, AccountLine("支出总计", "grand_total", whole))),
    )  # fmt: skip
    return Sheet(form, title, number, two_sided_table(style, form, sides), unit=style.unit)


def _rank(way: str, number: int) -> str:
    return f"{ordinal(number)}、" if way == "short" else f"（{ordinal(number)}）"


def _appropriation_lines(
    way: str, received: Mapping[str, int], carried: Mapping[str, int]
) -> list[AccountLine]:
    """The income side: funds of the year, and what is carried over where there is any."""
    short = ("一般公共预算资金", "政府性基金", "国有资本经营预算")
    names = short if way == "short" else tuple(f"{h}拨款" for h in FUND_HEADS.values())
    key = "item" if way == "short" else "year_total_part"
    made = [
        AccountLine(f"{_rank(way, i)}{name}", key, {"amount": received[fund]}, fund)
        for i, (fund, name) in enumerate(zip(FUNDS, names, strict=True), start=1)
    ]
    if way == "short":
        if sum(carried.values()):
            amount = {"amount": sum(carried.values())}
            made.append(AccountLine("四、上年结转", "opening", amount))
        return made
    made.insert(
        0, AccountLine("一、本年收入", "year_total", {"amount": sum(received.values())})
    )
    made.append(AccountLine("二、上年结转", "opening", {"amount": sum(carried.values())}))
    made += [
        AccountLine(f"{_rank(way, i)}{name}", "opening_part", {"amount": carried[fund]}, fund)
        for i, (fund, name) in enumerate(zip(FUNDS, names, strict=True), start=1)
    ]
    return made


# ---------------------------------------------------------------- by unit


def revenue_by_unit(
    units: Sequence[Accounts], whole: Accounts, style: Style, title: str, number: str
) -> Sheet:
    """部门收入预算表: a row for the department and for each of its units."""
    form = "budget_revenue_by_unit"
    columns: list[tuple[str, tuple[str, ...]]] = [
        ("total", ("合计",)),
        ("year_total", ("本年收入", "小计")),
        *((fund, ("本年收入", head)) for fund, head in FUND_HEADS.items()),
        ("special_account", ("本年收入", "财政专户管理资金")),
        ("own_funds_total", ("本年收入", "单位资金", "小计")),
        *((s, ("本年收入", "单位资金", head)) for s, head in SOURCE_HEADS.items()),
        ("carried_over", ("上年结转结余", "小计")),
        *((f"carried_{f}", ("上年结转结余", head)) for f, head in FUND_HEADS.items()),
    ]
    made = header([("部门（单位）代码",), ("部门（单位）名称",), *(p for _, p in columns)])
    if style.column_numbers:
        made.append([Cell(str(i)) for i in range(1, len(columns) + 3)])
    depth = len(made)
    coded = [("105", whole), *((f"105{i:03}", unit) for i, unit in enumerate(units, start=1))]
    for code, accounts in coded:
        name = RowName("unit", code, accounts.name)
        made.append([Cell(code), Cell(accounts.name), *_unit_row(style, form, columns, name,
                                                                 accounts)])  # fmt: skip
    name = RowName("total", None, "合计")
    made.append([Cell("合计", 2), None, *_unit_row(style, form, columns, name, whole)])
    table = Table(tuple(map(tuple, made)), depth)
    return Sheet(form, title, number, table, unit=style.unit)


def _unit_row(
    style: Style, form: str, columns: Columns, name: RowName, accounts: Accounts
) -> Row:
    amounts: dict[str, int] = {fund: planned_income(accounts, fund) for fund in FUNDS}
    amounts |= {source: planned_source(accounts, source) for source in SOURCES}
    amounts["own_funds_total"] = sum(amounts[source] for source in SOURCES)
    amounts["year_total"] = sum(amounts[fund] for fund in FUNDS) + amounts["own_funds_total"]
    amounts["carried_over"] = accounts.total(["approved_carried"])
    amounts["total"] = amounts["year_total"] + amounts["carried_over"]
    row: Row = []
    for measure, _ in columns:
        fund = measure.removeprefix("carried_")
        if measure.startswith("carried_") and fund in FUNDS:
            carried = accounts.total(["approved_carried"], [fund])
            row.append(Cell(money(style, form, name, measure, carried).text))
        else:
            row.append(money(style, form, name, measure, amounts.get(measure, 0)))
    return row
