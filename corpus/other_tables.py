"""三公经费 and assets: tables of numbered lines, and of one row under many columns."""

from collections.abc import Mapping, Sequence

from corpus.books import Accounts, Flows
from corpus.render import Cell, Table
from corpus.sheet import (
    NOTHING,
    Row,
    RowName,
    Sheet,
    Style,
    count,
    header,
    money,
)

_MEASURES = (("approved", "预算数"), ("adjusted", "全年预算数"), ("executed", "决算统计数"))
_MONEY_LINES = (
    ("", "一、“三公”经费支出"),
    ("total", "（一）支出合计"),
    ("abroad", "1．因公出国（境）费"),
    ("vehicles", "2．公务用车购置及运行维护费"),
    ("vehicle_purchase", "（1）公务用车购置费"),
    ("vehicle_running", "（2）公务用车运行维护费"),
    ("reception", "3．公务接待费"),
    ("reception_domestic", "（1）国内接待费"),
    ("reception_foreign_affairs", "其中：外事接待费"),
    ("reception_foreign", "（2）国（境）外接待费"),
)
_COUNT_LINES = (
    ("", "（二）相关统计数", ""),
    ("abroad_groups", "1．因公出国（境）团组数（个）", "个"),
    ("abroad_persons", "2．因公出国（境）人次数（人）", "人"),
    ("vehicles_bought", "3．公务用车购置数（辆）", "辆"),
    ("vehicles_held", "4．公务用车保有量（辆）", "辆"),
    ("reception_batches", "5．国内公务接待批次（个）", "个"),
    ("foreign_affairs_batches", "其中：外事接待批次（个）", "个"),
    ("reception_persons", "6．国内公务接待人次（人）", "人"),
    ("foreign_affairs_persons", "其中：外事接待人次（人）", "人"),
    ("reception_foreign_batches", "7．国（境）外公务接待批次（个）", "个"),
    ("reception_foreign_persons", "8．国（境）外公务接待人次（人）", "人"),
)
_SUMS = {
    "vehicles": ("vehicle_purchase", "vehicle_running"),
    "reception": ("reception_domestic", "reception_foreign"),
    "total": (
        "abroad", "vehicle_purchase", "vehicle_running", "reception_domestic",
        "reception_foreign",
    ),
}  # fmt: skip


def three_public_amount(accounts: Accounts, item: str, measure: str) -> int:
    """An item or sum of 三公经费: approved, adjusted or executed."""
    parts = _SUMS.get(item, (item,))
    return sum(accounts.three_public[part][measure] for part in parts)


def three_public_lines(
    accounts: Accounts, style: Style, title: str, *, all_funds: bool
) -> Sheet:
    """The numbered lines of 三公经费: with counts and running costs for all funds."""
    form = "three_public_all_funds" if all_funds else "three_public_general_budget"
    lines = list(_MONEY_LINES)
    if not all_funds:
        lines = [("", "“三公”经费支出"), *lines[1:]]
    rows: list[Row] = [
        [Cell("项　目"), Cell("行次"), *(Cell(head) for _, head in _MEASURES)],
        [Cell("栏　次"), Cell(""), *(Cell(str(i)) for i in (1, 2, 3))],
    ]
    for key, label in lines:
        rows.append(_money_line(accounts, style, form, key, label, all_funds=all_funds))
    if all_funds:
        for key, label, unit in _COUNT_LINES:
            counted = accounts.counts[key]
            name = RowName(key, None, label)
            last = count(form, name, "executed", counted, unit) if counted else Cell("")
            rows.append([Cell(label), Cell(""), Cell(NOTHING), Cell(NOTHING),
                         last if key else Cell(NOTHING)])  # fmt: skip
        rows += _operating_lines(accounts, style, form)
    numbered = [[row[0], Cell(str(i)), *row[2:]] for i, row in enumerate(rows[2:], start=1)]
    number = "公开10表" if all_funds else "公开11表"
    return Sheet(form, title, number, Table(tuple(map(tuple, (*rows[:2], *numbered))), 2))


def _money_line(
    accounts: Accounts, style: Style, form: str, key: str, label: str, *, all_funds: bool
) -> Row:
    cells: Row = [Cell(label), Cell("")]
    if not key:
        return [*cells, *(Cell(NOTHING) for _ in _MEASURES)]
    detail = key.startswith("reception_") and not all_funds
    apart = key in ("reception_foreign_affairs", "reception_foreign") or detail
    for measure, _ in _MEASURES:
        amount = three_public_amount(accounts, key, measure)
        if apart and measure != "executed":
            cells.append(Cell(NOTHING))
        elif detail:
            cells.append(Cell(""))
        else:
            cells.append(money(style, form, RowName(key, None, label), measure, amount))
    return cells


def _operating_lines(accounts: Accounts, style: Style, form: str) -> list[Row]:
    amount = accounts.operating_costs["executed"]
    made: list[Row] = []
    for key, label, fen in (
        ("operating_costs", "二、机关运行经费", amount),
        ("operating_administrative", "（一）行政单位", amount),
        ("operating_civil_service", "（二）参照公务员法管理事业单位", 0),
    ):
        cell = money(style, form, RowName(key, None, label), "executed", fen)
        made.append([Cell(label), Cell(""), Cell(NOTHING), Cell(NOTHING), cell])
    return made


_ROW_ITEMS: Sequence[tuple[str, tuple[str, ...]]] = (
    ("total", ("合计",)),
    ("abroad", ("因公出国（境）费",)),
    ("vehicles", ("公务用车购置及运行维护费", "小计")),
    ("vehicle_purchase", ("公务用车购置及运行维护费", "公务用车购置费")),
    ("vehicle_running", ("公务用车购置及运行维护费", "公务用车运行维护费")),
    ("reception", ("公务接待费",)),
)


def three_public_row(
    accounts: Accounts, style: Style, title: str, *, by_phase: bool, general: bool
) -> Sheet:
    """One row of 三公经费 (national): budget and account side by side.

    `by_phase`: all budget columns first, then all columns of the account, as most provinces
    print it; else both under each item, as Shanghai does.
    """
    form = "three_public_general_row" if general else "three_public_row"
    phases = (("approved", "预算数"), ("executed", "决算数"))
    columns: list[tuple[str, str, tuple[str, ...]]] = []
    if by_phase:
        columns = [(i, m, (n, *p)) for m, n in phases for i, p in _ROW_ITEMS]
    else:
        columns = [(i, m, (*p, n)) for i, p in _ROW_ITEMS for m, n in phases]
    made = header([path for *_, path in columns])
    if by_phase and style.column_numbers:
        made.append([Cell(str(i)) for i in range(1, len(columns) + 1)])
    row: Row = [
        money(style, form, RowName(item), measure, three_public_amount(accounts, item, measure))
        for item, measure, _ in columns
    ]
    blank = "" if any(cell and cell.figure for cell in row) else "没有“三公”经费"
    table = Table(tuple(map(tuple, (*made, row))), len(made))
    return Sheet(form, title, "公开07表", table, blank=blank)


def three_public_plan(
    accounts: Accounts, style: Style, title: str, number: str, *, general: bool, costs: bool
) -> Sheet:
    """One row of planned 三公经费; `costs`: with the running costs, under the year's head."""
    form = "budget_three_public_general_row" if general else "budget_three_public_row"
    year = f"{accounts.year}年"
    top: tuple[str, ...] = (f"{year}“三公”经费预算数",) if costs else ()
    vehicles = "公务用车购置及运行费"
    columns: list[tuple[str, tuple[str, ...]]] = [
        ("total", (*top, "合计" if costs else "“三公”经费合计")),
        ("abroad", (*top, "因公出国（境）费")),
        ("vehicles", (*top, vehicles, "小计")),
        ("vehicle_purchase", (*top, vehicles, "公务用车购置费")),
        ("vehicle_running", (*top, vehicles, "公务用车运行费")),
        ("reception", (*top, "公务接待费")),
    ]
    if costs:
        columns.insert(2, columns.pop())
        columns.append(("operating_costs", (f"{year}机关运行经费预算数",)))
    made = header([path for _, path in columns])
    if style.column_numbers:
        made.append([Cell(str(i)) for i in range(1, len(columns) + 1)])
    row: Row = []
    for item, _ in columns:
        amount = (
            accounts.operating_costs["approved"]
            if item == "operating_costs"
            else three_public_amount(accounts, item, "approved")
        )
        row.append(money(style, form, RowName(item), "approved", amount))
    blank = "" if any(cell and cell.figure for cell in row) else "没有“三公”经费预算"
    table = Table(tuple(map(tuple, (*made, row))), len(made))
    return Sheet(form, title, number, table, blank=blank, unit=style.unit)


_PLAN_LINES = (
    ("total", "合计"),
    ("abroad", "1、因公出国（境）费用"),
    ("reception", "2、公务接待费"),
    ("vehicles", "3、公务用车费"),
    ("vehicle_running", "其中：（1）公务用车运行维护费"),
    ("vehicle_purchase", "（2）公务用车购置费"),
)


def three_public_plan_lines(
    accounts: Accounts, before: Accounts, style: Style, title: str, number: str
) -> Sheet:
    """Lines of planned 三公经费 of the general budget, beside the year before."""
    form = "budget_three_public_general_lines"
    heads = ("项目", f"{before.year}年预算数", f"{accounts.year}年预算数")
    rows: list[Row] = [[Cell(head) for head in heads]]
    for key, label in _PLAN_LINES:
        name = RowName(key, None, label)
        ago = three_public_amount(before, key, "approved")
        now = three_public_amount(accounts, key, "approved")
        rows.append(
            [
                Cell(label),
                money(style, form, name, "last_year_approved", ago),
                money(style, form, name, "approved", now),
            ]
        )
    return Sheet(form, title, number, Table(tuple(map(tuple, rows)), 1), unit=style.unit)


_ASSETS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    ("total", "net_value", ("资产总额",)),
    ("total", "original_value", ("资产原值合计",)),
    ("current", "value", ("流动资产",)),
    *(
        (key, measure, ("固定资产", head, name))
        for key, head in (
            ("fixed", "小计"),
            ("fixed_buildings", "房屋构筑物"),
            ("fixed_vehicles", "车辆"),
            ("fixed_large_equipment", "单价200万以上大型设备"),
            ("fixed_other", "其他固定资产"),
        )
        for measure, name in (("original_value", "原值"), ("net_value", "净值"))
    ),
    ("investment", "value", ("对外投资/有价证券",)),
    ("construction_in_progress", "value", ("在建工程",)),
    ("intangible", "original_value", ("无形资产", "原值")),
    ("intangible", "net_value", ("无形资产", "净值")),
    ("other", "original_value", ("其他资产", "原值")),
    ("other", "net_value", ("其他资产", "净值")),
)
_FIXED = ("fixed_buildings", "fixed_vehicles", "fixed_large_equipment", "fixed_other")


def state_assets(accounts: Accounts, style: Style, title: str) -> Sheet:
    """国有资产使用情况表: one row, original and net values."""
    form = "state_assets"
    made = header([("项目",), ("行次",), *(path for *_, path in _ASSETS)])
    if style.column_numbers:
        made.append([Cell("栏次"), Cell(""), *(Cell(str(i + 1)) for i in range(len(_ASSETS)))])
    depth = len(made)
    row: Row = [Cell("合计"), Cell("1")]
    for key, measure, _ in _ASSETS:
        name = RowName(key, None, "合计")
        row.append(money(style, form, name, measure, _asset(accounts, key, measure)))
    made.append(row)
    notes = (
        "注：1．资产总额＝流动资产＋固定资产（净值）＋对外投资／有价证券＋在建工程＋无形资产（净值）＋其他资产（净值）；",
        "2．资产原值合计＝流动资产＋固定资产（原值）＋对外投资／有价证券＋在建工程＋无形资产（原值）＋其他资产（原值）。",
    )
    return Sheet(form, title, "公开12表", Table(tuple(map(tuple, made)), depth), notes)


def _asset(accounts: Accounts, key: str, measure: str) -> int:
    values: Flows = accounts.net if measure == "net_value" else accounts.original
    parts: Mapping[str, Sequence[str]] = {"fixed": _FIXED, "total": tuple(values)}
    return sum(values[part] for part in parts.get(key, (key,)))
