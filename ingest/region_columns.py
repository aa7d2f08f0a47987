"""Heads of a whole area's table → the role of each column: year × phase × measure.

The order of columns changes inside one document, so a role is read from words alone; every
word of a head must be known. Which amounts a rate is worked out of is asked of the words, and
then of the figures.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ingest.region_titles import AreaTitle
from ingest.values import Number, year_in_digits

_LEVEL = "自治区|自治州|地区|省|市|州|盟|县|区|旗"
_FUND = (
    r"(?=[^/]*(?:养老|医疗|工伤|失业|生育|护理))"
    r"(?:(?!收入|支出|预算|决算|执行|完成|小计|合计)[^/\d%])+"
)
"""A fund of social insurance."""
_WORDS = re.compile(
    r"(?P<left>(?:本年|当年)?收支结余|(?:年末|期末|累计)?滚存结余|年末|期末|累计|滚存|结余)"
    r"|(?P<year>(?:19|20)\d{2}(?:年度?)?)|(?P<ago>上年度?|去年|上一年度?)|(?P<now>本年度?|当年|今年)"
    r"|(?P<estimate>预计|快报)"
    r"|(?P<adjusted>(?:调整|变动|变更)后?的?(?:年度)?预算|预算(?:调整|变动)后?)数?"
    r"|(?P<final>决算(?:草案)?)|(?P<executed>(?:实际)?(?:执行|完成)|实绩)"
    r"|(?P<approved>年初(?:预算)?|(?:年度)?预算(?:草案|安排)?|计划|草案|安排)"
    rf"|(?P<basic>基本支出)|(?P<project>项目支出)|(?P<whole>全(?:{_LEVEL})|本地区)|(?P<own>(?:{_LEVEL})?本级|(?:自治区|省|市|州)级)"
    r"|(?P<lower>(?:地市级?|市县级?|州县级?|县级)(?:及以下)?)"
    rf"|(?P<item>{_FUND}|资本性支出|费用性支出|其他支出)"
    r"|(?P<revenue>收入)|(?P<expenditure>支出)"
    r"|(?P<filler>表\d+(?:-\d+)*|单位|数额?|总?额|情况|金额|小计|合计|总计|的|/|\(代编\)|[:：、\s])"
)
_GROWTH = re.compile(
    r"增长|增减|增幅|增\(减\)|增、减|增\(\+\)减\(-\)|升降|增加\(?减少?\)?|同比|\+-|±|增减变化"
)
_SAYS_RATE = re.compile(
    rf"[%‰]|(?:完成|占|为|达到?)[^/]*(?:预算|决算|执行数|完成数)|率$|{_GROWTH.pattern}"
)
_DIFFERENCE = re.compile(
    r"(?:增减|增加|增长|增\(减\)|差|变动)[^%/]{0,2}额|增减数|差额|增加数|[±+-]额"
    r"|(?:增|减|比|差|变)[^%/]*/(?:增减|增加)?(?:金额|绝对额|绝对数|数额|额)$"
)
"""A change in amount: 比上年增减额, 同比增减 / 金额."""
_SAYS_PERCENT = re.compile("[%‰率幅]|增长|下降|百分")
_ADJUSTMENT = re.compile(r"预算(?:调整|变动|变更)数|(?:调整|变动|变更)数|增减变动")
"""What a budget was adjusted by, where the budget as adjusted stands beside it."""
_COMPARABLE = re.compile("同口径|可比|剔除")
_LIKE = re.compile("同期|按?(?:同口径|可比口径)")
_COMPLETION = re.compile(r"(?P<of>.*?)(?:完成(?!数)|占|为|达到?)(?P<base>.+)")
_COMPARED = re.compile(r"(?P<of>.*?)(?:比|较|为|同)(?P<base>.+)")
_GOES_ON = re.compile("(?:占|为|比|较)$")
"""A head that the one below it ends: 执行数占 / 年初预算%."""
_AFTER_BASE = re.compile(r"(?:同期|数)?的?(?:[%‰()（）]|比例|比重|百分比|数)*$")


@dataclass(frozen=True, slots=True)
class Role:
    """What a column prints.

    A rate is of the amounts in `of_column`, over those in `base_column`, both where the table
    prints them.
    """

    column: int
    text: str
    measure: str
    phase: str | None
    year: int | None
    part: str | None = None
    scope: str | None = None
    is_estimate: bool = False
    base_phase: str | None = None
    base_year: int | None = None
    of_column: int | None = None
    base_column: int | None = None
    side: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What the words of a head, or of a part of one, say."""

    phase: str | None = None
    year: int | None = None
    ago: int = 0
    part: str | None = None
    scope: str | None = None
    is_estimate: bool = False
    side: str | None = None
    item: str | None = None


def roles_of(
    paths: Mapping[int, Sequence[str]], title: AreaTitle, side: str | None
) -> dict[int, Role]:
    """The roles of the columns whose heads are understood word by word.

    Args:
        paths: the heads over each column of figures, from the top down.
        title: what the table's title says.
        side: the table's side; a column of the other side is none of its own. Where the table
            has none, its columns may.
    """
    amounts: dict[int, Role] = {}
    texts = {column: year_in_digits("/".join(path)) for column, path in paths.items()}
    for column, text in texts.items():
        is_worked_out = _is_rate(text) or _DIFFERENCE.search(text)
        said = None if is_worked_out else _said(text, side)
        if said is not None and (role := _amount(column, text, said, title)):
            amounts[column] = role
    amounts = _without_adjustments(amounts)
    rates = {
        column: role
        for column, text in texts.items()
        if column not in amounts
        and (_is_rate(text) or _DIFFERENCE.search(text))
        and (role := _rate(column, text, amounts, side))
    }
    return dict(sorted({**amounts, **rates}.items()))


def _without_adjustments(amounts: Mapping[int, Role]) -> dict[int, Role]:
    """The columns without those of what a budget was changed by: 预算调整数 | 调整预算数."""
    adjusted = [
        role
        for role in amounts.values()
        if role.phase == "adjusted" and not _ADJUSTMENT.search(role.text)
    ]
    return {
        column: role
        for column, role in amounts.items()
        if not (
            role.phase == "adjusted"
            and _ADJUSTMENT.search(role.text)
            and any(one.year == role.year and _stands(one) == _stands(role) for one in adjusted)
        )
    }


def is_known(text: str, side: str | None) -> bool:
    """Whether a head is understood word by word, as an amount's or a rate's."""
    plain = year_in_digits(text)
    return _is_rate(plain) or _said(plain, side) is not None


def phase_said(text: str) -> tuple[str | None, bool]:
    """The phase that a head names, whatever else it says, and whether it is an estimate."""
    found = {kind.lastgroup for kind in _WORDS.finditer(year_in_digits(text))}
    is_estimate = "estimate" in found
    phases = [name for name in ("adjusted", "final", "executed", "approved") if name in found]
    return (phases[0] if phases else "executed" if is_estimate else None), is_estimate


def _is_rate(text: str) -> bool:
    return bool(_SAYS_RATE.search(text)) and not _DIFFERENCE.search(text)


def _said(text: str, side: str | None = None) -> _Said | None:
    """What a head says, if every word of it is known."""
    own = {"revenue": "收入", "expenditure": "支出"}.get(side or "", "")
    accounts = (
        "一般公共预算|公共财政预算|政府性?基金(?:预算)?|国有资本经营(?:预算)?"
        "|社会保险基金(?:预算)?"
    )
    plain = re.sub(
        rf"(?:{accounts})?(?<!基本)(?<!项目)(?<!性)(?<!其他){own}(?=/|$)" if own else accounts,
        "",
        text,
    )
    said = _Said()
    at = 0
    while at < len(plain):
        found = _WORDS.match(plain, at)
        if found is None:
            return None
        at = found.end()
        kind = found.lastgroup or ""
        if kind in _OF_SIDE and side is not None:
            return None
        if kind == "left" and side is None and found.group().endswith("结余"):
            item = "/".join(filter(None, (said.item, found.group())))
            said = replace(said, side="balance", item=item)
            continue
        said = _with(said, kind, found.group())
    return said


_OF_SIDE = ("revenue", "expenditure")


def _with(said: _Said, kind: str, word: str) -> _Said:
    if kind == "year":
        return replace(said, year=int(word[:4]))
    if kind == "item":
        return replace(said, item=word)
    if kind in _OF_SIDE:
        return replace(said, side=kind)
    if kind in _MEANT:
        return replace(said, **_MEANT[kind])
    return said


_MEANT: Mapping[str, Mapping[str, Any]] = {
    "ago": {"ago": 1},
    "estimate": {"is_estimate": True},
    **{phase: {"phase": phase} for phase in ("final", "executed", "adjusted", "approved")},
    **{part: {"part": part} for part in ("basic", "project")},
    "whole": {"scope": "whole_region"},
    "own": {"scope": "own_level"},
    "lower": {"scope": "lower_levels"},
}
"""What each kind of word says of a column."""


def _amount(column: int, text: str, said: _Said, title: AreaTitle) -> Role | None:
    """The role of a column of amounts; None where nobody says its phase or its year."""
    phase = said.phase or ("executed" if said.is_estimate else title.phase)
    year = said.year or title.year_of(phase)
    if phase is None or year is None:
        return None
    return Role(
        column, text, "amount", phase, year - (0 if said.year else said.ago),
        said.part, said.scope, said.is_estimate, side=said.side, item=said.item,
    )  # fmt: skip


def _rate(column: int, text: str, amounts: Mapping[int, Role], side: str | None) -> Role | None:
    """The role of a column of rates, or of changes in amount: of which amount, over which."""
    above, _, lowest = text.rpartition("/")
    is_low = bool(_SAYS_RATE.search(lowest)) and not re.fullmatch(r"[%‰()]+", lowest)
    last = f"{above}{lowest}" if _GOES_ON.search(above) else lowest if is_low else text
    is_change = bool(_DIFFERENCE.search(text))
    is_growth = is_change or bool(_GROWTH.search(last))
    plain = _GROWTH.sub("", _AMOUNT_WORD.sub("", last)) if is_growth else last
    found = (_COMPARED if is_growth else _COMPLETION).match(plain)
    base_text = _AFTER_BASE.sub("", found["base"]) if found else ("上年" if is_growth else "")
    base = _said(_LIKE.sub("", base_text), side)
    of = _said(found["of"], side) if found else _Said()
    if not is_growth and not base_text and _BARE_COMPLETION.fullmatch(last):
        base, base_text = _only_plan(amounts), last
        of = _Said()
    if base is None or of is None or (not is_growth and not base_text):
        return None
    if is_low and is_growth and of == _Said():
        of = _said(above, side) or of
    numerator = _numerator(column, of, amounts, base, is_growth)
    if numerator is None:
        return None
    measure = "change_yuan" if is_change else "growth" if is_growth else "completion"
    if measure == "growth" and _COMPARABLE.search(text):
        measure = "growth_comparable"
    before = 1 if is_growth and base.year is None else base.ago
    if is_growth and base.phase and not base.ago and base.year is None and of.phase:
        before = 0
    year = base.year or (numerator.year or 0) - before
    bases = _bases(numerator, base.phase, year, amounts)
    return Role(
        column, text, measure, numerator.phase, numerator.year, numerator.part,
        numerator.scope, numerator.is_estimate, base.phase, year, numerator.column,
        bases[0].column if len(bases) == 1 else None, numerator.side, numerator.item,
    )  # fmt: skip


def _only_plan(amounts: Mapping[int, Role]) -> _Said | None:
    """The stage that a completion without a word for it is of: that of all plans printed."""
    planned = {role.phase for role in amounts.values()} & {"approved", "adjusted"}
    return _Said(phase=planned.pop()) if len(planned) == 1 else None


_BARE_COMPLETION = re.compile(r"完成(?:率|比例|进度)?[%()]*")
_AMOUNT_WORD = re.compile(r"/?(?:金额|绝对额|绝对数|数额|额)\)?$")


def _numerator(
    column: int, of: _Said, amounts: Mapping[int, Role], base: _Said, is_growth: bool
) -> Role | None:
    """The amounts that a rate is of: those that its head names, else the nearest before it.

    What grew since last year is of the newest year before it: 决算数 | 上年决算数 | 增长%.
    """
    before = [role for at, role in amounts.items() if at < column]
    named = [
        role
        for role in before
        if (of.phase is None or role.phase == of.phase)
        and (of.year is None or role.year == of.year)
    ]
    if (is_growth or base.ago) and of.year is None:
        newest = max((role.year or 0 for role in named), default=0)
        since = base.year or newest - 1
        named = [role for role in named if role.year == newest] if newest > since else named
    if not named:
        return None
    nearest = named[-1]
    if not is_growth and base.phase == nearest.phase and not base.ago and base.year is None:
        others = [role for role in named if role.phase != base.phase]
        return others[-1] if others else None
    return nearest


def _stands(role: Role) -> tuple[str | None, ...]:
    """What two columns of which one is the other's base have in common."""
    return role.part, role.scope, role.side, role.item


def _bases(
    numerator: Role, phase: str | None, year: int, amounts: Mapping[int, Role]
) -> list[Role]:
    """The columns that can be what a rate is over."""
    return [
        role
        for role in amounts.values()
        if role.column != numerator.column
        and role.year == year
        and (phase is None or role.phase == phase)
        and _stands(role) == _stands(numerator)
    ]


Figures = Mapping[int, Number]
"""The numbers of one row by their column."""


def with_bases_of_figures(
    roles: Mapping[int, Role], rows: Sequence[Figures]
) -> dict[int, Role]:
    """The roles with the base that the figures bear out; without rates that they refute.

    Of several columns that the words leave open, the one with which the most rows come out
    and hardly any does not. What no word calls a rate or an amount (增减) is what the figures
    make it.
    """
    kept: dict[int, Role] = {}
    amounts = {at: role for at, role in roles.items() if role.measure == "amount"}
    for column, role in roles.items():
        if role.measure == "amount" or role.of_column is None:
            kept[column] = role
        elif role.measure == "growth_comparable":
            kept[column] = replace(role, base_column=None)
        elif found := _borne_out(role, amounts, rows):
            kept[column] = found
    return kept


def _borne_out(role: Role, amounts: Mapping[int, Role], rows: Sequence[Figures]) -> Role | None:
    """A rate with its base; None where the figures refute it, or nobody says what it is."""
    is_said = role.measure != "growth" or bool(_SAYS_PERCENT.search(role.text))
    numerator = amounts[role.of_column or 0]
    bases = _bases(numerator, role.base_phase, role.base_year or 0, amounts)
    if not bases:
        return role if is_said else None
    readings = [role] if is_said else [role, replace(role, measure="change_yuan")]
    counts = [
        (_counted(one, base.column, rows), one, base) for one in readings for base in bases
    ]
    (held, failed), best, base = max(
        counts, key=lambda c: (c[0][0] - c[0][1], c[1].measure == "growth", -c[2].column)
    )
    if held >= failed and (held or (is_said and len(bases) == 1)):
        return replace(
            best, base_column=base.column, base_phase=base.phase, base_year=base.year
        )
    is_open = is_said and len(bases) > 1 and held == failed == 0
    return replace(role, base_column=None) if is_open else None


def _counted(role: Role, base: int, rows: Sequence[Figures]) -> tuple[int, int]:
    """How many rows a rate comes out in, and in how many it does not."""
    results = [
        comes_out(row[role.column], row[role.of_column or 0], row[base], role.measure)
        for row in rows
        if {role.column, role.of_column, base} <= row.keys()
        and (row[base].value > 0 or role.measure == "change_yuan")
    ]
    return sum(results), len(results) - sum(results)


def comes_out(rate: Number, of: Number, base: Number, measure: str) -> bool:
    """Whether a printed rate in %, or a change, is that of two amounts, but for rounding."""
    if measure == "change_yuan":
        units = rate.half_unit + of.half_unit + base.half_unit
        return abs(of.value - base.value - rate.value) <= units
    share = of.value / base.value * 100
    computed = share - 100 if measure == "growth" else share
    rounding = (of.half_unit + abs(share) / 100 * base.half_unit) / base.value * 100
    return abs(computed - rate.value) <= 2 * rate.half_unit + rounding + Decimal("0.000001")
