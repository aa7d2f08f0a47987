"""Tables by economic class: codes, names and amounts in groups of columns side by side."""

from collections.abc import Mapping, Sequence

from corpus.books import Accounts
from corpus.classification import economic_names
from corpus.render import Cell, Table
from corpus.sheet import (
    Row,
    RowName,
    Sheet,
    Style,
    blanks,
    header,
    money,
    tree,
    tree_table,
)

PERSONNEL, PUBLIC = ("301", "303"), ("302", "307", "309", "310", "311", "312", "313", "399")


def basic_yunnan(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算财政拨款基本支出决算表: three groups, the last two of them 公用经费."""
    groups = (
        ("人员经费", PERSONNEL),
        ("公用经费", ("302", "307")),
        ("公用经费", ("310", "312", "399")),
    )
    table = _groups_table(accounts.basic, style, "basic_spending_economic", groups, "金额")
    note = ("注：本表反映一般公共预算财政拨款基本支出的经济分类。",)
    return Sheet("basic_spending_economic", title, "公开06表", table, note)


def basic_national(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算财政拨款基本支出决算表: two groups, codes cut or whole."""
    groups = (("人员经费", PERSONNEL), ("公用经费", ("302", "310")))
    table = _groups_table(
        accounts.basic, style, "basic_spending_economic", groups, "决算数", bare=True
    )
    return Sheet("basic_spending_economic", title, "公开06表", table)


def project_yunnan(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算财政拨款项目支出决算表: four groups."""
    groups = (
        ("项目经费", PERSONNEL),
        ("项目经费", ("302", "307")),
        ("项目经费", ("309", "310")),
        ("项目经费", ("311", "312", "313", "399")),
    )
    form = "project_spending_economic"
    table = _groups_table(accounts.project, style, form, groups, "金额", totals=False)
    note = ("注：本表反映一般公共预算财政拨款项目支出的经济分类。",)
    return Sheet(form, title, "公开07表", table, note)


def basic_budget(accounts: Accounts, style: Style, title: str) -> Sheet:
    """一般公共预算基本支出预算表: a code tree, personnel and public costs beside the sum."""
    form = "budget_basic_economic"
    items: dict[str, dict[str, int | None]] = {}
    for code, amount in sorted(accounts.approved_basic.items()):
        if amount:
            kind = "personnel" if code[:3] in PERSONNEL else "public"
            other = "public" if kind == "personnel" else "personnel"
            items[code] = {"amount": amount, kind: amount, other: 0}
    total, rows = tree(items, economic_names(), lengths=(3,))
    top = "一般公共预算基本支出"
    columns = [
        ("amount", (top, "合计")),
        ("personnel", (top, "人员经费")),
        ("public", (top, "公用经费")),
    ]
    table = tree_table(
        style, form, columns, total, rows,
        code_head="部门预算经济分类科目编码", name_head="经济分类科目名称",
        levels=2, economic=True,
    )  # fmt: skip
    return Sheet(form, title, "", table, unit=style.unit)


def _groups_table(
    amounts: Mapping[str, int],
    style: Style,
    form: str,
    groups: Sequence[tuple[str, Sequence[str]]],
    amount_head: str,
    *,
    totals: bool = True,
    bare: bool = False,
) -> Table:
    """Groups of code, name and amount side by side, and the two totals below them.

    `bare`: no heads over the groups, and codes cut where the style cuts codes.
    """
    cut = bare and style.codes == "split"
    heads: list[tuple[str, ...]] = []
    for title, _ in groups:
        above = () if bare else (title,)
        code = [(*above, "经济分类科目编码", part) for part in "类款"] if cut else [
            (*above, "科目编码" if not bare else "经济分类科目编码")]  # fmt: skip
        heads += [*code, (*above, "科目名称"), (*above, amount_head)]
    made = header(heads)
    depth = len(made)
    columns = [_group_rows(amounts, style, form, classes, cut=cut) for _, classes in groups]
    width = 3 + cut
    for i in range(max(map(len, columns))):
        made.append(
            [c for rows in columns for c in (rows[i] if i < len(rows) else blanks(width))]
        )
    if totals:
        made.append(_totals(amounts, style, form, groups, width))
    return Table(tuple(map(tuple, made)), depth)


def _group_rows(
    amounts: Mapping[str, int], style: Style, form: str, classes: Sequence[str], *, cut: bool
) -> list[Row]:
    rows: list[Row] = []
    for code, name in economic_names().items():
        if code[:3] not in classes:
            continue
        is_class = len(code) == 3
        amount = sum(v for c, v in amounts.items() if c[:3] == code) if is_class else (
            amounts.get(code, 0))  # fmt: skip
        key = RowName("class" if is_class else "item", code, name)
        codes: Row = [Cell(code[:3]), Cell(code[3:])] if cut else [Cell(code)]
        rows.append([*codes, Cell(name), money(style, form, key, "amount", amount)])
    return rows


def _totals(
    amounts: Mapping[str, int],
    style: Style,
    form: str,
    groups: Sequence[tuple[str, Sequence[str]]],
    width: int,
) -> Row:
    """人员经费合计 below the first group, 公用经费合计 below the others."""
    row: Row = []
    others = len(groups) - 1
    for key, label, classes, span in (
        ("personnel_total", "人员经费合计", PERSONNEL, width),
        ("public_total", "公用经费合计", PUBLIC, width * others),
    ):
        amount = sum(value for code, value in amounts.items() if code[:3] in classes)
        name = RowName(key, None, label)
        row += [Cell(label, span - 1), *[None] * (span - 2)]
        row.append(money(style, form, name, "amount", amount))
    return row
