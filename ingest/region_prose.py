"""What a government's report says of its accounts in sentences.

A heading, or the sentence, says account, level, year and stage; a clause is a figure where it
is a name and an amount and nothing else, and the clauses right behind it are its rates. What a
sentence leaves open is no figure, and what two sentences say differently is neither's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.documents import Line, Prose, Records, RegionFigure
from ingest.region_titles import years_by_phase
from ingest.values import squeeze, year_in_digits

FORM = "region_told"
_ACCOUNTS = (
    ("general_public_budget", "一般公共预算|公共财政预算|公共财政(?=收入|支出)"),
    ("government_fund", "政府性?基金(?:预算)?"),
    ("state_capital", "国有资本经营(?:预算)?"),
    ("social_insurance", "社会保险基金(?:预算)?|社保基金(?:预算)?"),
)
_ACCOUNT = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _ACCOUNTS))
_HEADING = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
_LONGEST_HEADING = 40
_LEVELS = "省市州盟县区旗"
_YEAR = re.compile(r"((?:19|20)\d{2})年")
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_SENTENCE = re.compile(r"[。；;]")
_CLAUSE = re.compile(r"[，：:、]|,(?!\d{3})")
_LEVEL = "省|市|州|盟|县|区|旗|自治区|自治州"
_LEAD = re.compile(
    rf"^(?:其中|加上|——|全年|{_HEADING[0].pattern[1:]}|(?:19|20)\d{{2}}年度?|预计|地方"
    rf"|全(?:{_LEVEL})|(?:{_LEVEL})?本级|(?:{_LEVEL})级)+"
)
_AMOUNT = re.compile(
    r"^(?P<name>[一-鿿]{2,24}?)(?P<verb>完成|执行|实现|达到|达|为|预计完成|预计)?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)$"
)
_ITEMS = (
    (
        "revenue",
        (
            r"税收收入|非税收入|(?:增值|消费|企业所得|个人所得|资源|城市维护建设|房产|印花|城镇土地使用|土地增值|车船"
            r"|耕地占用|契|烟叶|环境保护|车辆购置)税|专项收入|行政事业性收费收入|罚没收入|国有资源有偿使用收入|捐赠收入"
            r"|政府住房基金收入|其他收入|国有土地使用权出让(?:金)?收入|国有土地收益基金收入|农业土地开发资金收入"
            r"|城市基础设施配套费收入|污水处理费收入|(?:福利|体育)?彩票公益金收入|车辆通行费收入|利润收入"
        ),
    ),
    (
        "expenditure",
        (
            r"(?:一般公共服务|外交|国防|公共安全|教育|科学技术|文化(?:旅游)?体育与传媒|社会保障和就业"
            r"|卫生健康|医疗卫生与计划生育|节能环保|城乡社区|农林水|交通运输|资源勘探工业信息等|资源勘探信息等"
            r"|商业服务业等|金融|援助其他地区|自然资源海洋气象等|国土海洋气象等|住房保障|粮油物资储备"
            r"|灾害防治及应急管理|其他|债务付息|债务发行费用)支出|国有土地使用权出让收入安排的支出"
        ),
    ),
    ("transfer_in", "上级(?:转移支付)?补助收入|下级上解收入"),
    ("transfer_out", "补助下级支出|上解(?:上级)?支出"),
    (
        "financing_in",
        (
            "上年结余(?:收入)?|上年结转(?:收入)?|调入资金|动用预算稳定调节基金"
            "|(?:地方政府)?(?:一般|专项)?债[务券]转贷收入"
        ),
    ),
    (
        "financing_out",
        "调出资金|(?:安排|补充)预算稳定调节基金|债务还本支出|债务转贷支出|年终结余|年终结转|结转下年支出",
    ),
    ("revenue", "收入总计|总收入"),
    ("expenditure", "支出总计|总支出"),
)
"""Lines that sentences speak of, by their side; what is called otherwise is none."""
_GRAND = re.compile("收入总计|总收入|支出总计|总支出")
_COMPLETION = re.compile(
    r"^(?:为|占|完成)?(?P<base>年初|调整后?|变动|汇总|代编)?的?预算数?(?:的)?"
    r"(?P<rate>\d+(?:\.\d+)?)[%％]$"
)
_GROWTH = re.compile(
    r"^(?:同比|(?:比|较)(?:上年|去年|\d{4}年)(?:同期|决算数?|执行数?|实际完成数?|同口径)?)?"
    r"(?P<sign>增长|下降|增加|减少|提高|降低)(?P<rate>\d+(?:\.\d+)?)[%％]$"
)
_DIFFERENCE = re.compile(
    r"^(?:同比|比上年|较上年)(?:增收|增支|减收|减支|增加|减少)[\d,.]+(?:亿|万)?元$"
)
_BASES = {"调整": "adjusted", "调整后": "adjusted", "变动": "adjusted"}
_DOWN = {"下降", "减少", "降低"}
_COMPARABLE = "同口径"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known where a sentence stands: by the headings above, then by its own words."""

    account: str | None = None
    scope: str | None = None
    year: int | None = None
    phase: str | None = None


@dataclass(slots=True)
class _Reader:
    """The place in a document: its headings by rank, and the figures so far."""

    level: str
    years: Mapping[str | None, int]
    headings: dict[int, _Told] = field(default_factory=dict)
    figures: dict[int, list[RegionFigure]] = field(default_factory=dict)

    def above(self, rank: int) -> _Told:
        """What the headings above one of a rank say together."""
        told = _Told()
        for at in sorted(self.headings):
            if at < rank:
                told = _over(told, self.headings[at])
        return told

    def open(self, rank: int, text: str) -> None:
        """Begin the part of a heading: those of its rank and below are over."""
        self.headings = {at: told for at, told in self.headings.items() if at < rank}
        self.headings[rank] = _said(text, self.level)


def _over(above: _Told, below: _Told) -> _Told:
    return _Told(
        below.account or above.account,
        below.scope or above.scope,
        below.year or above.year,
        below.phase or above.phase,
    )


def _scope(text: str, level: str) -> str | None:
    """The level that a text names, in the words of the document's own: 全市, 市本级, 市级."""
    whole = re.search(f"全{level}(?!面)", text)
    own = re.search(f"{level}本?级|(?<![{_LEVELS}])本级", text)
    if bool(whole) == bool(own):
        return None
    return "whole_region" if whole else "own_level"


def _level_of(lines: Iterable[str]) -> str:
    """The level of government that a document speaks for: 市 where it says 全市 most."""
    said = Counter(found for line in lines for found in re.findall(f"全([{_LEVELS}])", line))
    return said.most_common(1)[0][0] if said else "市"


def _said(text: str, level: str) -> _Told:
    """What a heading, or the lead of a sentence, says."""
    plain = squeeze(year_in_digits(text))
    years = set(_YEAR.findall(plain))
    found = {name.lastgroup for name in _ACCOUNT.finditer(plain)}
    return _Told(
        found.pop() if len(found) == 1 else None,
        _scope(plain, level),
        int(years.pop()) if len(years) == 1 else None,
        _phase(plain),
    )


def _phase(text: str) -> str | None:
    executed, final = re.search("执行|完成情况", text), re.search("决算", text)
    approved = re.search("草案|安排|代编", text)
    said = [
        name
        for name, found in (("executed", executed), ("final", final), ("approved", approved))
        if found
    ]
    return said[0] if len(said) == 1 else None


def read_prose(proses: Sequence[Prose]) -> dict[int, Records]:
    """The figures of a document's sentences by block, without those that contradict."""
    lines = [line.text for prose in proses for line in prose.lines]
    reader = _Reader(_level_of(lines), _years(lines))
    for prose in proses:
        for row_no, line in _paragraphs(prose.lines):
            _read_line(reader, prose.block_no, row_no, line)
    refuted = _refuted(one for found in reader.figures.values() for one in found)
    kept = {
        block_no: [one for one in found if _key(one) not in refuted]
        for block_no, found in reader.figures.items()
    }
    return {block: Records(region_figures=found) for block, found in kept.items() if found}


def _paragraphs(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Lines joined to the end of their sentence, each with its number; headings stay alone."""
    begun: tuple[int, Line] | None = None
    for row_no, line in enumerate(lines, start=1):
        text = line.text.strip()
        is_numbered = any(rule.match(squeeze(text)) for rule in _HEADING)
        if begun and is_numbered:
            yield begun
            begun = None
        begun = (
            (begun[0], Line(begun[1].text + text, begun[1].place)) if begun else (row_no, line)
        )
        is_heading = is_numbered and "。" not in text and len(squeeze(text)) <= _SHORT_HEADING
        if is_heading or not text or text.endswith(("。", "；", "：", ":", ";")):
            yield begun
            begun = None
    if begun:
        yield begun


_SHORT_HEADING = 30


def _years(lines: Sequence[str]) -> Mapping[str | None, int]:
    """The years of the report by their stages, of the first line that is its title."""
    titles = (
        squeeze(line) for line in lines if re.search("报告|决算", line) and "。" not in line
    )
    return next((years for title in titles if (years := years_by_phase(title))), {})


def _key(figure: RegionFigure) -> tuple[object, ...]:
    return (
        figure.account_id, figure.scope, figure.side, figure.line_name, figure.phase,
        figure.fiscal_year, figure.measure, figure.base_phase,
    )  # fmt: skip


def _refuted(figures: Iterable[RegionFigure]) -> set[tuple[object, ...]]:
    """What is said of which two figures differ by more than their rounding."""
    said: dict[tuple[object, ...], list[tuple[Decimal, Decimal]]] = {}
    for one in figures:
        factor = _FACTORS.get(one.unit_text or "", Decimal(1))
        unit = Decimal(1).scaleb(-one.decimals) * factor / 2
        said.setdefault(_key(one), []).append((one.number * factor, unit))
    return {
        key
        for key, values in said.items()
        if any(abs(a - b) > u + v for a, u in values for b, v in values)
    }


_FACTORS = {"亿元": Decimal(10**8), "万元": Decimal(10**4)}


def _read_line(reader: _Reader, block_no: int, row_no: int, line: Line) -> None:
    text = line.text.strip()
    rank = next((i for i, rule in enumerate(_HEADING) if rule.match(squeeze(text))), None)
    if rank is not None:
        heading, _, rest = text.partition("。")
        if len(squeeze(heading)) > _LONGEST_HEADING or re.search(r"\d元", heading):
            heading, rest = "", text
        else:
            reader.open(rank, heading)
        text = rest
    if not text:
        return
    told = reader.above(len(_HEADING))
    found = list(_figures(text, told, row_no, line, reader))
    reader.figures.setdefault(block_no, []).extend(found)


_FIRST_COLUMN = 500
"""Figures of a paragraph are counted from here, apart from what else is read of the line."""


def _figures(
    text: str, told: _Told, row_no: int, line: Line, reader: _Reader
) -> Iterator[RegionFigure]:
    """The figures of a paragraph; what one sentence says of level and account holds on."""
    plain = squeeze(year_in_digits(_BRACKET.sub("", _BRACKET.sub("", text))))
    column = _FIRST_COLUMN
    side: str | None = None
    for sentence in _SENTENCE.split(plain):
        current: RegionFigure | None = None
        clauses = [clause for clause in _CLAUSE.split(sentence) if clause]
        for at, clause in enumerate(clauses):
            lead = _LEAD.match(clause)
            if lead:
                says = _lead_says(lead.group(), reader.level)
                if _OTHER_LEVEL.search(lead.group()) and says.scope is None:
                    told = replace(told, scope=None)
                told = _over(told, says)
            name = clause[lead.end() :] if lead else clause
            amount = _AMOUNT.match(name)
            if current and _DIFFERENCE.match(clause):
                continue
            if amount:
                said, side = _line_said(amount["name"], told, side)
                if said is None:
                    told = replace(told, scope=None) if _ACCOUNT.search(clause) else told
                    current = None
                    continue
                year = told.year or reader.years.get(told.phase)
                phase = _phase_in(year, told.phase, reader.years)
                told = replace(told, account=said.account, year=year, phase=phase)
                if _is_open(told, amount, clauses[at + 1 :]):
                    current = None
                    continue
                column += 1
                current = _figure(amount, told, side or "", row_no, column, line, clause)
                yield current
            elif current and (rate := _rate(clause, current)):
                column += 1
                yield replace(rate, column_no=column)
            else:
                current = None


def _phase_in(
    year: int | None, phase: str | None, years: Mapping[str | None, int]
) -> str | None:
    """The stage of a figure: what is expected of the year that is budgeted is a budget."""
    is_ahead = year is not None and year == years.get("approved") != years.get("executed")
    return "approved" if phase == "executed" and is_ahead else phase


_OTHER_LEVEL = re.compile(f"全[{_LEVELS}]|级")


def _lead_says(lead: str, level: str) -> _Told:
    said = _said(lead, level)
    return _Told(None, said.scope, said.year, None)


def _line_said(name: str, told: _Told, side: str | None) -> tuple[_Told | None, str | None]:
    """The account and the side of a line by its name; None where it names no line."""
    found = _ACCOUNT.match(name)
    if found:
        rest = name[found.end() :]
        if rest not in _SIDES:
            return None, side
        return replace(told, account=found.lastgroup), _SIDES[rest]
    named = next((of for of, words in _ITEMS if re.fullmatch(words, name)), None)
    if named is None or told.account is None:
        return None, side
    return told, named


_SIDES = {"收入": "revenue", "支出": "expenditure"}


def _is_open(told: _Told, amount: re.Match[str], after: Sequence[str]) -> bool:
    """Whether something is left to guess: level, year, stage, or what 为 is said of."""
    if None in (told.account, told.scope, told.year, told.phase):
        return True
    is_rated = bool(after) and bool(_COMPLETION.match(after[0]) or _GROWTH.match(after[0]))
    if told.phase in ("executed", "final"):
        return amount["verb"] == "为" and not is_rated
    return amount["verb"] in ("完成", "执行", "实现")


def _figure(
    amount: re.Match[str],
    told: _Told,
    side: str,
    row_no: int,
    column: int,
    line: Line,
    clause: str,
) -> RegionFigure:
    number = amount["number"].replace(",", "")
    is_total = _ACCOUNT.match(amount["name"]) is not None
    return RegionFigure(
        row_no=row_no,
        column_no=column,
        measure="amount",
        number_text=amount["number"],
        number=Decimal(number),
        decimals=len(number.partition(".")[2]),
        locator=line.place,
        line_no=row_no,
        label_text=clause,
        line_name=amount["name"],
        side=side,
        scope=told.scope,
        scope_text=clause,
        place_text=None,
        phase=told.phase,
        fiscal_year=told.year,
        column_text=amount["verb"] or "",
        classification="function" if side in _SPENT else "revenue_item",
        total_kind="own" if is_total else "grand" if _GRAND.match(amount["name"]) else None,
        is_estimate="预计" in clause,
        unit_text=amount["unit"],
        unit_locator=line.place,
        account_id=told.account,
    )


_SPENT = ("expenditure", "transfer_out", "financing_out")


def _rate(clause: str, of: RegionFigure) -> RegionFigure | None:
    """A rate of the figure before it."""
    completion, growth = _COMPLETION.match(clause), _GROWTH.match(clause)
    found = completion or growth
    if found is None or (completion and of.phase == "approved"):
        return None
    printed = found["rate"]
    value = Decimal(printed)
    measure, base, year = "completion", None, of.fiscal_year
    if completion:
        base = _BASES.get(completion["base"] or "", "approved" if completion["base"] else None)
    elif growth:
        value = -value if growth["sign"] in _DOWN else value
        measure = "growth_comparable" if _COMPARABLE in clause else "growth"
        year = (of.fiscal_year or 0) - 1
    return replace(
        of,
        measure=measure,
        number_text=clause,
        number=value,
        decimals=len(printed.partition(".")[2]),
        column_text=clause,
        base_phase=base,
        base_year=year,
        of_column_no=of.column_no,
        unit_text="%",
        unit_locator=None,
    )
