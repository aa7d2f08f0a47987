"""Tables of an area by place, of transfers, and of debt: places, items or kinds × columns.

Rows or columns name the places (`region_places`); what stands against them are years and
phases (`region_columns`), items of a transfer, or kinds of debt and what of them
(`region_debt`). A head or a label that is none of these has its figures told one by one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest import region_columns
from ingest.documents import Context, Grid, Records, RegionFigure, Row, Untaken
from ingest.errors import DocumentError, Reason
from ingest.form import Form
from ingest.headers import is_number_line, paths, width
from ingest.region_columns import Role
from ingest.region_debt import debt_of, is_understood, says_kind
from ingest.region_lines import name_of, rank_of
from ingest.region_places import Place, place_of, places_of
from ingest.region_titles import AreaTitle, place_in, read_title
from ingest.shapes.region_tree import (
    MONEY,
    head_rows_of,
    numbers_of,
    prints_numbers,
    ran_together,
    untaken,
)
from ingest.shapes.tables import CODE, FIGURE, HEADER, LABEL, NOTE, Roles, mark
from ingest.values import Number, number, squeeze

DEBT = "debt"
_ACCOUNTS = {
    "general_public_budget": "一般公共预算",
    "government_fund": "政府性基金",
    "state_capital": "国有资本经营",
    "social_insurance": "社会保险基金",
}
_SIDES = {"revenue": "收入", "expenditure": "支出"}
_TRANSFERS = {"revenue": "transfer_in", "expenditure": "transfer_out"}
_TOTAL = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column is of: its role, and the place or the item that its head names."""

    role: Role
    texts: tuple[str, ...]
    place: Place | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """What a row is of: its label, those that it stands under, its place if it names one.

    `part` is what a row says of itself where its label stands over several rows of figures.
    """

    line_no: int
    label: str
    above: tuple[str, ...]
    place: Place | None
    code: str | None
    part: str | None = None
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as its figures need it."""

    title: AreaTitle
    title_text: str
    account: str
    is_of_transfers: bool
    side: str | None
    columns: Mapping[int, _Column]
    unknown: Mapping[int, str]
    lines: Mapping[int, _Line]
    phases: Mapping[int, str]


def read(grid: Grid, form: Form, context: Context) -> Records:
    """The figures of a table by place, of transfers or of debt.

    Raises:
        DocumentError: no column names rows, or no column of figures is understood.
    """
    title = read_title(
        context.title_text or "",
        context.part_heading,
        context.year_phases,
        context.area_heading,
    )
    head_rows = head_rows_of(grid.rows)
    body = {
        row_no: row
        for row_no, row in enumerate(grid.rows, start=1)
        if row_no > len(head_rows) and not is_number_line(row)
    }
    printed = paths(head_rows, width(grid), grid.merges_known)
    if form.account_id == DEBT:
        printed = _with_wholes(printed, head_rows)
    name = _name_column(body, len(printed))
    if name is None:
        raise DocumentError(Reason.COLUMNS_UNMAPPED, "no column of names")
    table = _table(body, printed, name, form, title, context)
    is_of_places = any(line.place for line in table.lines.values()) or any(
        column.place for column in table.columns.values()
    )
    if not table.columns or (form.id.endswith("_places") and not is_of_places):
        detail = " | ".join("/".join(path) for path in printed)
        raise DocumentError(Reason.COLUMNS_UNMAPPED, detail)
    return _records(grid, len(head_rows), body, table, context)


def _with_wholes(
    printed: Sequence[Sequence[str]], head_rows: Sequence[Row]
) -> tuple[tuple[str, ...], ...]:
    """The heads of columns, those told as 其中 under the head before them.

    一般债券合计  其中：             专项债券合计  其中：
                  新增债券  再融资                 新增债券  再融资
    """
    found = [tuple(path) for path in printed]
    for row in head_rows:
        whole, is_part = "", False
        for column, text in enumerate(map(squeeze, row.cells[: len(found)])):
            if text.startswith("其中"):
                is_part = bool(whole)
            elif text and (not is_part or says_kind(text) or text.endswith(_TOTAL)):
                whole, is_part = text, False
            if is_part and whole not in found[column]:
                found[column] = (whole, *found[column])
    return tuple(found)


def _name_column(body: Mapping[int, Row], count: int) -> int | None:
    """The first column that prints names, not figures or codes."""
    for column in range(min(3, count)):
        cells = [row.cells[column] for row in body.values() if column < len(row.cells)]
        filled = [cell for cell in cells if cell.strip()]
        if filled and 2 * sum(number(cell) is None for cell in filled) > len(filled):
            return column
    return None


def _table(
    body: Mapping[int, Row],
    printed: Sequence[Sequence[str]],
    name: int,
    form: Form,
    title: AreaTitle,
    context: Context,
) -> _Table:
    labels, parts = _labels(body, name)
    whole = _whole(title, context.title_text) or place_in(context.area_heading or "")
    places = _with_whole(places_of(labels), labels, whole)
    lines = _lines(labels, places, body, name)
    formulas = next((i for i, path in enumerate(printed) if path[-1:] == ("公式",)), None)
    lines = {
        row_no: replace(line, part=parts.get(row_no), formula=_formula(body[row_no], formulas))
        for row_no, line in lines.items()
    }
    heads = {
        i: tuple(printed[i])
        for i in range(name + 1, len(printed))
        if prints_numbers([*body.values()], i) and not _counts(printed[i])
    }
    is_of_debt = form.account_id == DEBT
    is_of_transfers = not is_of_debt and form.id.endswith("transfers")
    columns = _columns(heads, title, body, has_places=bool(places), is_of_debt=is_of_debt)
    side = title.side
    if is_of_transfers:
        side = _transfer_side(title, context.title_text or "", labels, columns, places)
    unknown = {i: "/".join(path) for i, path in heads.items() if i not in columns}
    text = squeeze(context.title_text or "")
    return _Table(
        title, text, form.account_id, is_of_transfers, side, columns, unknown, lines,
        context.year_phases,
    )  # fmt: skip


def _labels(body: Mapping[int, Row], name: int) -> tuple[dict[int, str], dict[int, str]]:
    """The label of each row, and what rows say of themselves that share theirs with others.

        科目       金额  项目明细
        结算补助    692  补助基数
                     81  选调生补助资金

    Neither amount is all of 结算补助. Where rows that one cell names say nothing of
    themselves they have no label: nobody knows what their figures are of.
    """
    labels: dict[int, str] = {}
    parts: dict[int, str] = {}
    for rows in _under_one_name(body, name):
        first = body[rows[0]]
        figures = _numbered(first, name) if len(rows) > 1 else set()
        shared = [at for at in rows if _numbered(body[at], name) & figures] if figures else []
        said = {at: _beside(body[at], name) for at in shared}
        if len(shared) <= 1:
            labels[rows[0]] = first.cells[name]
        elif all(said.values()) and len({*said.values()}) == len(said):
            labels |= dict.fromkeys(shared, first.cells[name])
            parts |= said
        elif not first.covered:
            labels[rows[0]] = first.cells[name]
    return labels, parts


def _under_one_name(body: Mapping[int, Row], name: int) -> Iterator[list[int]]:
    """The rows of each name: the one that prints it, and those below that it covers."""
    rows: list[int] = []
    for row_no, row in body.items():
        if name >= len(row.cells):
            continue
        if row.cells[name].strip():
            if rows:
                yield rows
            rows = [row_no]
        elif rows and (not row.covered or row.covered[name] == body[rows[0]].cells[name]):
            rows.append(row_no)
    if rows:
        yield rows


def _numbered(row: Row, name: int) -> set[int]:
    return {i for i, cell in enumerate(row.cells) if i > name and number(cell) is not None}


def _beside(row: Row, name: int) -> str:
    texts = (squeeze(cell) for cell in row.cells[name + 1 :] if number(cell) is None)
    return "/".join(text for text in texts if text)


def _counts(path: Sequence[str]) -> bool:
    return bool(path) and path[-1] in ("序号", "行次", "公式", "期限", "年限", "利率")


def _whole(title: AreaTitle, text: str | None) -> str | None:
    """The name of the area: of the title, also where its government is meant."""
    found = _OF_GOVERNMENT.search(squeeze(text or ""))
    return title.place or (found["name"] if found else None)


_OF_GOVERNMENT = re.compile(r"(?:^|年度?)(?P<name>[一-鿿]{2,10}?[省市州盟县区旗])政府(?!性)")


def _with_whole(
    places: dict[int, Place], labels: Mapping[int, str], whole: str | None
) -> dict[int, Place]:
    """The places with the area itself, and a total that is called by its account."""
    for row_no, label in labels.items():
        if places and squeeze(label) == whole:
            places[row_no] = Place("whole_region")
    last = max(labels, default=0)
    if places and last not in places and squeeze(labels[last]).endswith(("收入", "支出")):
        has_own = any(place.scope == "own_level" for place in places.values())
        places[last] = Place("whole_region" if has_own else "lower_levels")
    return places


def _lines(
    labels: Mapping[int, str], places: Mapping[int, Place], body: Mapping[int, Row], name: int
) -> dict[int, _Line]:
    lines: dict[int, _Line] = {}
    opened: list[tuple[int, str]] = []
    for line_no, (row_no, label) in enumerate(labels.items(), start=1):
        if number(label) is not None:
            continue
        rank = rank_of(label)
        depth = rank if rank is not None else _DEEPEST
        opened = [(at, text) for at, text in opened if at < depth]
        code = _code(body[row_no], name)
        lines[row_no] = _Line(
            line_no,
            label,
            tuple(text for _, text in reversed(opened)),
            places.get(row_no),
            code,
        )
        if rank is not None:
            opened.append((rank, label))
    if places:
        return {row_no: line for row_no, line in lines.items() if line.place}
    return lines


_DEEPEST = 9


def _code(row: Row, name: int) -> str | None:
    text = squeeze(row.cells[name - 1]) if name else ""
    return text if text.isdigit() else None


def _columns(
    heads: Mapping[int, tuple[str, ...]],
    title: AreaTitle,
    body: Mapping[int, Row],
    *,
    has_places: bool,
    is_of_debt: bool,
) -> dict[int, _Column]:
    """The columns whose heads are understood, each with what it is of."""
    across = {} if has_places else places_of({i: _placing(p) for i, p in heads.items() if p})
    found: dict[int, _Column] = {}
    known: dict[int, tuple[str, ...]] = {}
    items: dict[int, str] = {}
    for column, printed in heads.items():
        path = [text for text in printed if not _FORMULA.fullmatch(text)]
        rest = [text for text in path if not (across and place_of(text))]
        said = [text for text in rest if region_columns.is_known(text, title.side)]
        other = [text for text in rest if text not in said]
        if is_of_debt:
            if not is_understood("".join(rest)):
                continue
        elif other and (across or not has_places):
            continue
        elif other:
            items[column] = "/".join(other)
        known[column] = tuple(said) if not is_of_debt else ()
    roles = (
        {i: _debt_role(i, heads[i], title) for i in known}
        if is_of_debt
        else region_columns.roles_of(known, title, title.side)
    )
    roles = {i: replace(role, item=items.get(i, role.item)) for i, role in roles.items()}
    if not is_of_debt:
        rows = [numbers_of(row, roles) for row in body.values()]
        roles = region_columns.with_bases_of_figures(roles, rows)
    for column, role in roles.items():
        found[column] = _Column(role, heads[column], across.get(column), role.item)
    return found


def _formula(row: Row, column: int | None) -> str | None:
    """What a row prints in the column of formulas: A=B+C, or its letter alone."""
    text = squeeze(row.cells[column]) if column is not None and column < len(row.cells) else ""
    return text if _FORMULA.fullmatch(text) else None


def _placing(path: Sequence[str]) -> str:
    """The text of a head that names its place: the lowest, else one above that says a level."""
    if place_of(path[-1]):
        return path[-1]
    above = (text for text in path if (place := place_of(text)) and place.scope)
    return next(above, path[-1])


_FORMULA = re.compile(r"[A-Z]{1,2}(?:=[-A-Z+*/()]+)?")
"""What a column is worked out of: A=B+C."""


def _debt_role(column: int, path: tuple[str, ...], title: AreaTitle) -> Role:
    """A column of debt: its phase is its own or the title's; its year the row may say."""
    text = "/".join(path)
    phase, is_estimate = region_columns.phase_said(text)
    place = place_of(_placing(path)) if path else None
    return Role(
        column, text, "amount", phase, title.year_of(phase or title.phase),
        scope=place.scope if place else None, is_estimate=is_estimate,
    )  # fmt: skip


def _transfer_side(
    title: AreaTitle,
    text: str,
    labels: Mapping[int, str],
    columns: Mapping[int, _Column],
    places: Mapping[int, Place],
) -> str | None:
    """Whether transfers are received or paid: by the title, by its places, by its lines."""
    if (handed := _HANDED_DOWN.search(squeeze(text))) and not handed["below"]:
        return "transfer_in" if title.place or handed["own"] else None
    if title.side in _TRANSFERS:
        return _TRANSFERS[title.side]
    if places or any(column.place for column in columns.values()):
        return "transfer_out"
    names = [name_of(label) for label in labels.values()]
    counts = [sum(name.endswith(word) for name in names) for word in ("收入", "支出")]
    if counts[0] != counts[1]:
        return "transfer_in" if counts[0] > counts[1] else "transfer_out"
    return "transfer_out" if _GRANTED.search(squeeze(text)) else None


_BELOW = "下|市|州|县|区|旗|地|各|所属"
_HANDED_DOWN = re.compile(f"下达(?:给)?(?:(?P<own>[我本])|(?P<below>{_BELOW}))?")
"""Whom a title says that money was handed down to: 下达我市, 下达各县区, 下达示例市."""
_GRANTED = re.compile(f"(?:对|下达)(?:{_BELOW})")
"""To whom a government grants: 省对市县, 市对下."""


def _records(
    grid: Grid, head_count: int, body: Mapping[int, Row], table: _Table, context: Context
) -> Records:
    roles: Roles = {}
    for row_no, row in enumerate(grid.rows[:head_count], start=1):
        mark(roles, row_no, row, HEADER)
    figures: list[RegionFigure] = []
    left: list[Untaken] = []
    seen: set[tuple[str | int | None, ...]] = set()
    for row_no, row in body.items():
        line = table.lines.get(row_no)
        columns = {**table.columns, **table.unknown}
        left += ran_together(row_no, row, columns, context)
        for column, parsed in numbers_of(row, columns).items():
            found = table.columns.get(column)
            figure = (
                _figure(row_no, row, parsed, line, found, table, context)
                if line and found
                else None
            )
            if figure and table.account == DEBT:
                figure = None if _key(figure) in seen else figure
                seen.update([_key(figure)] if figure else [])
            roles[row_no, column] = FIGURE if figure else NOTE
            if figure:
                figures.append(figure)
            else:
                said = untaken(
                    row_no,
                    row,
                    column,
                    parsed,
                    context,
                    role=found.role if found else None,
                    head=table.unknown.get(column, ""),
                    label=line.label if line else None,
                    code=line.code if line else None,
                )
                left.append(said)
        if row.cells and squeeze(row.cells[0]).isdigit():
            roles.setdefault((row_no, 0), CODE)
        mark(roles, row_no, row, LABEL)
    return Records(region_figures=figures, untaken=left, roles=roles)


def _key(figure: RegionFigure) -> tuple[str | int | None, ...]:
    """What a figure of debt is of; what says the same again is a part that is not named."""
    return (
        figure.scope, figure.counterpart_text, figure.column_item, figure.phase,
        figure.fiscal_year,
    )  # fmt: skip


def _figure(
    row_no: int,
    row: Row,
    parsed: Number,
    line: _Line,
    column: _Column,
    table: _Table,
    given: Context,
) -> RegionFigure | None:
    """A figure with what row, column and title say; None where they leave it open."""
    role, place = column.role, line.place or column.place
    side, item, year = role.side or table.side, column.item, role.year
    name, kind = name_of(line.label), "place" if place else "transfer"
    if line.part and line.place:
        item = "/".join(filter(None, (item, line.part)))
    elif line.part:
        name = f"{name}/{line.part}"
    if table.account == DEBT:
        said = _debt(line, column, table)
        if said is None:
            return None
        role, item = said
        side, year, kind = DEBT, role.year, "debt"
        place = place or place_of(line.label)
    if side is None:
        return None
    if line.place is not None:
        name = _name(table, side) if table.account == DEBT else item or _name(table, side)
    if table.is_of_transfers:
        kind = "transfer"
    scope = place.scope if place else role.scope or table.title.scope
    if table.is_of_transfers and side == "transfer_out" and not place:
        scope = "lower_levels"
    is_total = squeeze(line.label).endswith(_TOTAL)
    is_money = role.measure in MONEY
    return RegionFigure(
        row_no=row_no,
        column_no=role.column,
        measure=role.measure,
        number_text=row.printed.get(role.column, row.cells[role.column]),
        number=parsed.value,
        decimals=parsed.decimals,
        locator=row.places[role.column],
        line_no=line.line_no,
        label_text=line.label,
        line_name=name,
        side=side,
        scope=scope,
        scope_text=line.label if line.place else table.title.scope_text,
        place_text=table.title.place,
        phase=role.phase,
        fiscal_year=year,
        column_text=role.text,
        classification=kind,
        code_text=line.code,
        total_kind="own" if is_total else None,
        part=role.part,
        is_estimate=role.is_estimate,
        base_phase=role.base_phase,
        base_year=role.base_year,
        of_column_no=role.of_column,
        base_column_no=role.base_column,
        unit_text=given.unit_text if is_money else "%",
        unit_locator=given.unit_locator if is_money else None,
        counterpart_text=place.name if place else None,
        column_item=item,
        formula_text=line.formula or next(filter(_FORMULA.fullmatch, column.texts), None),
    )


def _debt(line: _Line, column: _Column, table: _Table) -> tuple[Role, str] | None:
    """The role of a figure of debt, with its kind and measure; None where one is not said."""
    role = column.role
    if line.part:
        return None
    rows = [] if line.place else [line.label, *line.above]
    if rows and place_of(line.label):
        rows = [*line.above]
    elif rows and not is_understood(name_of(line.label)):
        return None
    texts = [*reversed(column.texts), *rows]
    debt = debt_of([*texts, table.title_text])
    year = debt_of([*texts, ""]).year or role.year
    phase, is_estimate = region_columns.phase_said("/".join(rows))
    phase = role.phase or phase or table.title.phase or _of_past(year, table.phases)
    if debt.measure is None or year is None or phase is None:
        return None
    is_estimate = is_estimate or role.is_estimate
    role = replace(role, phase=phase, year=year, is_estimate=is_estimate)
    return role, f"{debt.kind} {debt.measure}"


def _of_past(year: int | None, phases: Mapping[int, str]) -> str | None:
    """What is told of debt of a year before the one that is drafted is what was done."""
    drafted = [of for of, phase in phases.items() if phase == "approved"]
    return "executed" if year and drafted and year < max(drafted) else None


def _name(table: _Table, side: str) -> str:
    """What the figures of places are of: the account's side as the title names it."""
    word = next((word for word in _WORDS if word in table.title_text), None)
    if table.is_of_transfers or table.account == DEBT:
        return word or side
    return _ACCOUNTS.get(table.account, "") + _SIDES.get(side, "")


_WORDS = (
    "一般性转移支付",
    "专项转移支付",
    "税收返还和转移支付",
    "税收返还",
    "转移支付",
    "债务",
)
