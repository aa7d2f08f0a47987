"""The tables of final accounts: what each prints of a department's books.

The Yunnan set has twelve tables, the national one nine; a set is a choice among the tables
here with its titles, lines and columns.
"""

from collections.abc import Callable, Mapping, Sequence

from corpus.books import CLOSING, INCOME, OPENING, SPENDING, Accounts, Flows
from corpus.classification import (
    CLASSES,
    FUNDS,
    GENERAL,
    GOVERNMENT_FUND,
    OWN,
    SOURCES,
    STATE_CAPITAL,
    function_names,
)
from corpus.render import Table
from corpus.sheet import (
    AccountLine,
    Sheet,
    Side,
    Style,
    tree,
    tree_table,
    two_sided_table,
)

Measures = Mapping[str, Callable[[Flows], int | None]]
ORDINALS = "一二三四五六七八九十"
FUND_NAMES = {
    GENERAL: "一般公共预算财政拨款",
    GOVERNMENT_FUND: "政府性基金预算财政拨款",
    STATE_CAPITAL: "国有资本经营预算财政拨款",
}
SOURCE_NAMES = {
    "superior_subsidy": "上级补助收入",
    "institutional": "事业收入",
    "operating": "经营收入",
    "affiliate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
NATURE_NAMES = {
    "basic": "基本支出",
    "project": "项目支出",
    "remitted_upward": "上缴上级支出",
    "operating": "经营支出",
    "subsidy_to_affiliates": "对附属单位补助支出",
}


def ordinal(number: int) -> str:
    """A Chinese ordinal up to 99: 21 → 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return ORDINALS[ones - 1]
    head = "十" if tens == 1 else f"{ORDINALS[tens - 1]}十"
    return head + (ORDINALS[ones - 1] if ones else "")


def summed(*names: str) -> Callable[[Flows], int]:
    """A measure that sums flows."""
    return lambda flows: sum(flows[name] for name in names)


def leaves(
    accounts: Accounts, funds: Sequence[str], measures: Measures
) -> dict[str, dict[str, int | None]]:
    """The measures of each item of the funds, items with nothing in them left out."""
    found = {}
    for code, flows in accounts.items(funds).items():
        amounts = {measure: take(flows) for measure, take in measures.items()}
        if any(amounts.values()):
            found[code] = amounts
    return found


# ---------------------------------------------------------------- the department's account


def revenue_expenditure(accounts: Accounts, style: Style, title: str, reserves: str) -> Sheet:
    """收入支出决算(总)表: income by source beside expenditure by class."""
    form = "revenue_expenditure_account"
    income = [
        AccountLine(
            f"{ordinal(i)}、{FUND_NAMES[fund]}收入", "item",
            {"amount": accounts.total(INCOME, [fund])}, fund,
        )
        for i, fund in enumerate(FUNDS, start=1)
    ]  # fmt: skip
    income += [
        AccountLine(
            f"{ordinal(i)}、{SOURCE_NAMES[source]}", "item",
            {"amount": accounts.total([source], [OWN])}, source,
        )
        for i, source in enumerate(SOURCES, start=4)
    ]  # fmt: skip
    received = accounts.total(INCOME)
    spent = accounts.total(SPENDING)
    opening, used = accounts.total(OPENING), accounts.total(["reserves_used"])
    closing, given = accounts.total(CLOSING), accounts.total(["distributed"])
    both = received + opening + used
    left = Side(
        "income", "收入", "项目", (("amount", ("金额" if style.line_numbers else "决算数",)),),
        tuple(income),
        (
            AccountLine("本年收入合计", "year_total", {"amount": received}),
            AccountLine(reserves, "reserves", {"amount": used}),
            AccountLine("年初结转和结余", "opening", {"amount": opening}),
            AccountLine("总计", "grand_total", {"amount": both}),
        ),
    )  # fmt: skip
    right = Side(
        "expenditure", "支出", "项目（按功能分类）" if style.line_numbers else "项目",
        (("amount", ("金额" if style.line_numbers else "决算数",)),),
        class_lines(accounts, {"amount": (SPENDING, (*FUNDS, OWN))}),
        (
            AccountLine("本年支出合计", "year_total", {"amount": spent}),
            AccountLine("结余分配", "distribution", {"amount": given}),
            AccountLine("年末结转和结余", "closing", {"amount": closing}),
            AccountLine("总计", "grand_total", {"amount": both}),
        ),
    )  # fmt: skip
    return Sheet(form, title, "公开01表", two_sided_table(style, form, (left, right)))


def class_lines(
    accounts: Accounts, columns: Mapping[str, tuple[Sequence[str], Sequence[str]]]
) -> tuple[AccountLine, ...]:
    """A line for each function class, with the flows and funds of each column."""
    names = function_names()
    sums: dict[str, dict[str, int | None]] = {
        code: dict.fromkeys(columns, 0) for code in CLASSES
    }
    for measure, (flow_names, funds) in columns.items():
        for code, flows in accounts.items(funds).items():
            into = sums[code[:3]]
            into[measure] = (into[measure] or 0) + sum(flows[name] for name in flow_names)
    return tuple(
        AccountLine(f"{ordinal(i)}、{names[code]}", "item", sums[code], code)
        for i, code in enumerate(CLASSES, start=1)
    )


def appropriation_account(accounts: Accounts, style: Style, title: str) -> Sheet:
    """财政拨款收入支出决算(总)表: appropriations, expenditure by class and fund."""
    form = "appropriation_account"
    received = {fund: accounts.total(INCOME, [fund]) for fund in FUNDS}
    opening = {fund: accounts.total(OPENING, [fund]) for fund in FUNDS}
    spent = {fund: accounts.total(SPENDING, [fund]) for fund in FUNDS}
    closing = {fund: accounts.total(CLOSING, [fund]) for fund in FUNDS}
    both = sum(received.values()) + sum(opening.values())
    left = Side(
        "income", "收入", "项目", (("amount", ("决算数",)),),
        tuple(
            AccountLine(f"{ordinal(i)}、{FUND_NAMES[f]}", "item", {"amount": received[f]}, f)
            for i, f in enumerate(FUNDS, start=1)
        ),
        (
            AccountLine("本年收入合计", "year_total", {"amount": sum(received.values())}),
            AccountLine("年初财政拨款结转和结余", "opening", {"amount": sum(opening.values())}),
            *(
                AccountLine(
                    f"{ordinal(i)}、{FUND_NAMES[f]}", "opening_part", {"amount": opening[f]}, f
                )
                for i, f in enumerate(FUNDS, start=1)
            ),
            AccountLine("总计", "grand_total", {"amount": both}),
        ),
    )  # fmt: skip
    columns = (("total", ("合计",)), *((fund, (FUND_NAMES[fund],)) for fund in FUNDS))
    right = Side(
        "expenditure", "支出", "项目（按功能分类）" if style.line_numbers else "项目", columns,
        class_lines(
            accounts,
            {"total": (SPENDING, FUNDS), **{fund: (SPENDING, (fund,)) for fund in FUNDS}},
        ),
        (
            AccountLine("本年支出合计", "year_total", _with_total(spent)),
            AccountLine("年末财政拨款结转和结余", "closing", _with_total(closing)),
            AccountLine("总计", "grand_total", _with_total(
                {fund: spent[fund] + closing[fund] for fund in FUNDS})),
        ),
    )  # fmt: skip
    return Sheet(form, title, "公开04表", two_sided_table(style, form, (left, right)))


def _with_total(by_fund: Mapping[str, int]) -> dict[str, int | None]:
    return {"total": sum(by_fund.values()), **by_fund}


# ---------------------------------------------------------------- by function


def revenue(accounts: Accounts, style: Style, title: str, *, education_fees: bool) -> Sheet:
    """收入决算表: income by item and source."""
    form = "revenue_account"
    columns: list[tuple[str, tuple[str, ...]]] = [
        ("total", ("本年收入合计",)),
        ("fiscal_appropriation", ("财政拨款收入",)),
        ("superior_subsidy", ("上级补助收入",)),
    ]
    if education_fees:
        columns += [
            ("institutional", ("事业收入", "小计")),
            ("education_fees", ("事业收入", "其中：教育收费")),
        ]
    else:
        columns.append(("institutional", ("事业收入",)))
    columns += [
        ("operating", ("经营收入",)),
        ("affiliate_remittance", ("附属单位上缴收入",)),
        ("other", ("其他收入",)),
    ]
    items: dict[str, dict[str, int | None]] = {}
    fiscal, own = accounts.items(FUNDS), accounts.items([OWN])
    for code in sorted({*fiscal, *own}):
        given = sum(fiscal[code][name] for name in INCOME) if code in fiscal else 0
        amounts: dict[str, int | None] = {"fiscal_appropriation": given}
        for source in (*SOURCES, "education_fees"):
            amounts[source] = own[code][source] if code in own else 0
        amounts["total"] = given + sum(amounts[source] or 0 for source in SOURCES)
        if any(amounts.values()):
            items[code] = amounts
    total, rows = tree(items, function_names())
    table = tree_table(style, form, columns, total, rows)
    return Sheet(form, title, "公开02表", table, _notes(style, "反映本年度取得的各项收入。"))


def spending(accounts: Accounts, style: Style, title: str) -> Sheet:
    """支出决算表: spending by item and nature."""
    form = "spending_account"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "total": summed(*SPENDING),
        "basic": summed("personnel", "public"),
        "project": summed("project"),
        "remitted_upward": summed("remitted_upward"),
        "operating": summed("operating_spending"),
        "subsidy_to_affiliates": summed("subsidy_to_affiliates"),
    }
    columns = [("total", ("本年支出合计",)), *((m, (n,)) for m, n in NATURE_NAMES.items())]
    total, rows = tree(leaves(accounts, (*FUNDS, OWN), measures), function_names())
    table = tree_table(style, form, columns, total, rows)
    return Sheet(form, title, "公开03表", table, _notes(style, "反映本年度各项支出。"))


def general_appropriations_full(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算财政拨款收入支出决算表 with balances, in sixteen columns (Yunnan)."""
    form = "general_budget_appropriations"
    table = _full_table(accounts, style, form, GENERAL)
    note = _notes(style, "反映一般公共预算财政拨款本年收支和年初、年末结转结余。")
    return Sheet(form, title, "公开05表", table, note)


def _full_table(accounts: Accounts, style: Style, form: str, fund: str) -> Table:
    """A fund's items with opening, income, spending and closing, each by nature."""
    measures: dict[str, Callable[[Flows], int | None]] = {
        "opening": summed(*OPENING),
        "opening_basic": summed("opening_basic"),
        "opening_project": summed("opening_carryover", "opening_surplus"),
        "income": summed(*INCOME),
        "income_basic": summed("income_basic"),
        "income_project": summed("income_project"),
        "spending": summed("personnel", "public", "project"),
        "basic": summed("personnel", "public"),
        "personnel": summed("personnel"),
        "public": summed("public"),
        "project": summed("project"),
        "closing": summed(*CLOSING),
        "closing_basic": summed("closing_basic"),
        "closing_project": summed("closing_carryover", "closing_surplus"),
        "closing_project_carryover": summed("closing_carryover"),
        "closing_project_surplus": summed("closing_surplus"),
    }
    kept = ("合计",), ("基本支出结转",), ("项目支出结转和结余",)
    heads: list[tuple[str, ...]] = [
        *(("年初结转和结余", *path) for path in kept),
        *(("本年收入", name) for name in ("合计", "基本支出", "项目支出")),
        ("本年支出", "合计"),
        *(("本年支出", "基本支出", name) for name in ("小计", "人员经费", "公用经费")),
        ("本年支出", "项目支出"),
        ("年末结转和结余", "合计"),
        ("年末结转和结余", "基本支出结转"),
        *(
            ("年末结转和结余", "项目支出结转和结余", name)
            for name in ("小计", "项目支出结转", "项目支出结余")
        ),
    ]
    columns = list(zip(measures, heads, strict=True))
    total, rows = tree(leaves(accounts, [fund], measures), function_names())
    return tree_table(style, form, columns, total, rows)


def general_appropriations(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算财政拨款支出决算表: spending alone (national)."""
    form = "general_budget_appropriations"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "spending": summed("personnel", "public", "project"),
        "basic": summed("personnel", "public"),
        "project": summed("project"),
    }
    heads = ("本年支出合计" if style.line_numbers else "合计", "基本支出", "项目支出")
    columns = [(measure, (head,)) for measure, head in zip(measures, heads, strict=True)]
    total, rows = tree(leaves(accounts, [GENERAL], measures), function_names())
    table = tree_table(style, form, columns, total, rows)
    return Sheet(form, title, "公开05表", table)


def government_fund_full(accounts: Accounts, style: Style, title: str) -> Sheet:
    """政府性基金预算财政拨款收入支出决算表 in the columns of the general budget (Yunnan)."""
    form = "government_fund_appropriations"
    table = _full_table(accounts, style, form, GOVERNMENT_FUND)
    return _declared(accounts, GOVERNMENT_FUND, Sheet(form, title, "公开08表", table))


def state_capital_full(accounts: Accounts, style: Style, title: str) -> Sheet:
    """国有资本经营预算财政拨款收入支出决算表 with balances (Yunnan)."""
    form = "state_capital_appropriations"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "opening": summed(*OPENING),
        "opening_carryover": summed("opening_basic", "opening_carryover"),
        "opening_surplus": summed("opening_surplus"),
        "income": summed(*INCOME),
        "spending": summed(*SPENDING),
        "closing": summed(*CLOSING),
        "closing_carryover": summed("closing_basic", "closing_carryover"),
        "closing_surplus": summed("closing_surplus"),
    }
    heads: list[tuple[str, ...]] = [
        *(("年初结转和结余", name) for name in ("合计", "结转", "结余")),
        ("本年收入",),
        ("本年支出",),
        *(("年末结转和结余", name) for name in ("合计", "结转", "结余")),
    ]
    columns = list(zip(measures, heads, strict=True))
    total, rows = tree(leaves(accounts, [STATE_CAPITAL], measures), function_names())
    table = tree_table(style, form, columns, total, rows)
    return _declared(accounts, STATE_CAPITAL, Sheet(form, title, "公开09表", table))


def fund_appropriations(accounts: Accounts, style: Style, fund: str, title: str) -> Sheet:
    """A fund's income and spending with balances, in six columns (national)."""
    form = f"{fund}_appropriations"
    measures: dict[str, Callable[[Flows], int | None]] = {
        "opening": summed(*OPENING),
        "income": summed(*INCOME),
        "spending": summed(*SPENDING),
        "basic": summed("personnel", "public"),
        "project": summed("project"),
        "closing": summed(*CLOSING),
    }
    heads: list[tuple[str, ...]] = [
        ("年初结转和结余",),
        ("本年收入",),
        *(("本年支出", name) for name in ("小计", "基本支出", "项目支出")),
        ("年末结转和结余",),
    ]
    columns = list(zip(measures, heads, strict=True))
    total, rows = tree(leaves(accounts, [fund], measures), function_names())
    table = tree_table(style, form, columns, total, rows)
    number = "公开08表" if fund == GOVERNMENT_FUND else "公开09表"
    return _declared(accounts, fund, Sheet(form, title, number, table))


def _declared(accounts: Accounts, fund: str, sheet: Sheet) -> Sheet:
    """A table without a figure says that it is empty."""
    if any(accounts.items([fund])):
        return sheet
    name = FUND_NAMES[fund]
    reason = f"{accounts.year}年度没有{name}收入和支出"
    note = f"注：{accounts.name}{reason}，《{sheet.title}》为空表。"
    return Sheet(sheet.form, sheet.title, sheet.number, sheet.table, (note,), reason)


def _notes(style: Style, text: str) -> tuple[str, ...]:
    """The note under a table, where the style numbers lines (the fuller sets)."""
    return (f"注：本表{text}",) if style.line_numbers else ()
