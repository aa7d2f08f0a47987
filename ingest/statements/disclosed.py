"""Statutory items told in sentences: running costs, procurement, vehicles, equipment.

A figure is an item's only where every word of its clause says so: the item's name with what
may stand before and behind it, or, in the same sentence, a stage, a change or a share of the
item named last. Everything else in these sentences is passed over.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ingest.errors import Reason
from ingest.statements.clauses import HIDDEN, Figure, figures, without_asides, worded
from ingest.statements.disclosed_counts import COUNTED, counted
from ingest.statements.disclosed_facts import Sentence, Telling, Told
from ingest.statements.stream import PARAGRAPH, Stream, level
from ingest.value import replace

NAMED: Final = ("operating_costs", "procurement")
"""Items whose name says it all; the others are told beside them."""
PARTS: Final = (
    "procurement_small_micro",
    "procurement_small_medium",
    "procurement_goods",
    "procurement_works",
    "procurement_services",
)
_LONGEST_HEADING = 40
_OF_THREE_PUBLIC = re.compile("保有量")
"""Outside the section on assets these are the vehicles that 三公 money keeps."""
_GLOSSARY = re.compile(r"名词解释|专业(?:性)?名词")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_BASE = re.compile(
    r"(?:比|较|与|同|和)(?P<base>(?:上年|去年|上一年|(?P<year>(?:19|20)\d\d)年)[^,。;、\d]{0,12}"
    r"|(?:年初|全年|调整后?)?预算[^,。;、\d]{0,6})|(?P<same>同比)"
)
_PLANNED = re.compile(r"预算(?!执行|单位|部门)|计划")
_SPENT = re.compile(r"决算|执行|实际")


def items_told(stream: Stream, telling: Telling) -> Iterator[Told]:
    """The figures that a text tells of statutory items, in order."""
    text = _spelled(stream.text)
    closed_at: int | None = None
    heading = ""
    for paragraph in re.finditer(rf"[^{PARAGRAPH}]+", text):
        line = paragraph[0]
        printed = stream.text[paragraph.start() : paragraph.end()]
        closed_at = _closed_at(printed, closed_at)
        if closed_at is not None:
            continue
        heading = _heading(printed) or heading
        is_headed = worded("{disclosed_items.heading}").search(heading) is not None
        last = Sentence()
        for found in re.finditer(r"[^。]+。?", line):
            goes_on = re.match(r"(?:其中|比|较|与|同比|授予)", found[0])
            said = last if goes_on else Sentence(has_total=last.has_total)
            start = paragraph.start() + found.start()
            for told in _sentence(stream, text, start, start + len(found[0]), telling, said):
                if is_headed or not _OF_THREE_PUBLIC.search(told.label):
                    yield replace(told, is_headed=is_headed)
            last = said


def _closed_at(line: str, before: int | None) -> int | None:
    """How deep the heading of a glossary stands that a paragraph is under; None under none."""
    depth = level(line)
    if _GLOSSARY.search(line[:_LONGEST_HEADING]) and len(line) <= _LONGEST_HEADING:
        return depth or 0
    is_next = before is not None and depth is not None and depth <= before
    return None if is_next else before


def _heading(line: str) -> str:
    """The numbered heading that a paragraph is, or begins with; empty where there is none."""
    title = line.partition("。")[0].partition(":")[0]
    is_short = len(title) <= _LONGEST_HEADING and not re.search(r"[,;]|\d(?:元|万|辆)", title)
    return title if level(line) is not None and is_short else ""


def _spelled(text: str) -> str:
    """A stream's text without asides, 含 and 不含 among them, and marks inside names."""
    hidden = re.sub(r"\((?:含|不含)[^()\n]{0,20}\)", lambda aside: HIDDEN * len(aside[0]), text)
    return without_asides(hidden).replace("小型、微型", f"小型{HIDDEN}微型")


def _sentence(
    stream: Stream, text: str, start: int, end: int, telling: Telling, said: Sentence
) -> Iterator[Told]:
    position = start
    for figure in figures(text, start, end):
        between = text[position : figure.start]
        position = figure.end
        if worded("{disclosed_items.reason}").search(between) and ";" not in between:
            return
        if "其中" in between:
            said.has_parts = True
        before = text[start : figure.start].replace(HIDDEN, "")
        _note_base(before, telling, said)
        if figure.unit in ("辆", *COUNTED):
            said.is_plan |= worded("{disclosed_items.plan}").search(before) is not None
            yield from counted(stream, figure, before, telling, said)
        elif figure.unit == "%":
            yield from _percentage(stream, figure, text, said)
        elif figure.is_money or _is_nothing(figure, text):
            told = _money(stream, figure, text, telling, said)
            is_choice = text.startswith("或", figure.end)
            yield from (_doubted(one) if is_choice else one for one in told)


def _doubted(told: Told) -> Told:
    """A figure beside which the sentence gives another: 86万元或90万元."""
    return replace(told, reason=Reason.TWO_READINGS)


def _is_nothing(figure: Figure, text: str) -> bool:
    """Whether a number without a unit is a nought that ends its clause."""
    return (
        not figure.unit
        and not figure.parsed.value
        and text[figure.end : figure.end + 1] in ",。;、"
    )


def _note_base(before: str, telling: Telling, said: Sentence) -> None:
    """Notes from what the changes of a sentence are measured: what it names last."""
    for found in _BASE.finditer(before):
        year = int(found["year"]) if found["year"] else None
        is_other_year = None not in (year, telling.year) and year != (telling.year or 0) - 1
        is_plan = found["base"] is not None and not _names_year_before(found["base"])
        said.base = "other" if is_other_year or (is_plan and year is None) else "prior"


def _names_year_before(base: str) -> bool:
    return re.match(r"上年|去年|上一年", base) is not None


def _money(
    stream: Stream, figure: Figure, text: str, telling: Telling, said: Sentence
) -> Iterator[Told]:
    lead = figure.lead
    if _is_choice(text, figure.start):
        if said.item:
            yield Told(said.item, "change", figure, lead, stream, reason=Reason.TWO_READINGS)
        return
    named = _item_named(lead, said)
    if named is not None:
        item, before, behind = named
        yield from _of_item(stream, figure, item, (before, behind), telling, said)
        return
    yield from _of_item_before(stream, figure, telling, said)


def _of_item_before(
    stream: Stream, figure: Figure, telling: Telling, said: Sentence
) -> Iterator[Told]:
    """What an amount says of the item named last: its change, the year before, a stage."""
    lead, item = figure.lead, said.item
    if item is None:
        return
    changed = worded("{disclosed_items.changed}").fullmatch(lead)
    if changed:
        sign = -1 if changed["less"] else 1
        if said.base == "prior":
            yield Told(item, "change", figure, lead, stream, sign)
    elif prior := _year_before(lead, telling):
        if prior == "prior":
            yield Told(item, "last_year", figure, lead, stream)
    elif _STAGED.search(lead) and worded("{disclosed_items.part_closing}").fullmatch(lead):
        stage = _stage(lead, telling, said.stage)
        if stage is not None:
            said.stage = stage
            yield Told(item, stage, figure, lead, stream)


_STAGED = re.compile(r"预算|决算|执行|支出|实际|完成|安排")


def _is_choice(text: str, offset: int) -> bool:
    """Whether 增加（减少） stands before a figure: words of the template left to choice."""
    before = text[max(0, offset - _CHOICE_LENGTH) : offset]
    return worded("{disclosed_items.choice}$").search(before) is not None


_CHOICE_LENGTH = 14


def _item_named(lead: str, said: Sentence) -> tuple[str, str, str] | None:
    """The item that a clause names, with the words before and behind its name."""
    for item in PARTS:
        found = _part(item).fullmatch(lead)
        is_told = item.startswith("procurement_small") or said.has_total
        if found and (is_told or "采购" in lead):
            return item, found["before"], found["behind"]
    for item in NAMED:
        found = _whole(item).fullmatch(lead)
        if found:
            return item, found["before"], found["behind"]
    return None


@cache
def _part(item: str) -> re.Pattern[str]:
    return worded(
        f"(?P<before>{{disclosed_items.part_before}}){{disclosed_items.{item}}}"
        "(?P<behind>{disclosed_items.part_closing})"
    )


@cache
def _whole(item: str) -> re.Pattern[str]:
    return worded(
        f"(?P<before>.*?){{disclosed_items.{item}}}(?P<behind>{{disclosed_items.part_closing}})"
    )


def _of_item(
    stream: Stream,
    figure: Figure,
    item: str,
    around: tuple[str, str],
    telling: Telling,
    said: Sentence,
) -> Iterator[Told]:
    """A figure whose clause names its item: of this year, or of the year before."""
    before, behind = around
    if worded("{disclosed_items.other_thing}").search(before):
        said.item = None
        return
    if item in NAMED and said.has_parts and item in said.read:
        said.item = None
        return
    said.item = item
    said.has_total |= item == "procurement"
    said.read.add(item)
    label = figure.lead
    said.stage = _stage(behind, telling, said.stage if item in PARTS else "") or ""
    year = next(iter(_YEAR.findall(before + behind)[::-1]), None)
    is_before = worded("{disclosed_items.before_year}").search(before + behind) is not None
    if is_before or (year and telling.year and int(year) == telling.year - 1):
        yield Told(item, "last_year", figure, label, stream)
        said.item = None
    elif year and telling.year and int(year) != telling.year:
        yield Told(item, said.stage, figure, label, stream, reason=Reason.OTHER_YEAR)
        said.item = None
    elif said.stage:
        yield Told(item, said.stage, figure, label, stream)
    else:
        said.item = None


def _stage(words: str, telling: Telling, otherwise: str) -> str | None:
    """The stage that words name; in a budget what was spent is of another year."""
    plain = words.replace("一般公共预算", "")
    if re.search(r"全年预算|调整", plain):
        return "adjusted"
    if _PLANNED.search(plain):
        return "approved"
    if _SPENT.search(plain):
        return None if telling.stage == "approved" else "executed"
    if otherwise:
        return otherwise
    if telling.stage is None and "支出" in plain:
        return "executed"
    return telling.stage


def _year_before(lead: str, telling: Telling) -> str | None:
    """`prior` for words of the year before alone, `other` for another year, else None."""
    found = worded(
        "(?:比|较|与|同)?(?:(?P<said>{disclosed_items.before_year})|(?P<year>(?:19|20)\\d\\d)年度?)(?:同期)?"
        "(?:{disclosed_items.operating_costs}|{disclosed_items.procurement})?(?:的)?{disclosed_items.part_closing}"
    ).fullmatch(lead)
    if found is None:
        return None
    if found["said"] or (telling.year and int(found["year"]) == telling.year - 1):
        return "prior"
    return "other"


def _percentage(stream: Stream, figure: Figure, text: str, said: Sentence) -> Iterator[Told]:
    """A change in per cent, or a share of another item."""
    if said.item is None or _is_choice(text, figure.start):
        return
    grown = worded("(?:比|较|与|同)?[^,]{0,10}?{disclosed_items.growth}").fullmatch(figure.lead)
    if grown and (grown["more"] or grown["less"]):
        sign = -1 if grown["less"] else 1
        if said.base == "prior" and (sign > 0 or figure.parsed.value >= 0):
            yield Told(said.item, "growth", figure, figure.lead, stream, sign)
        return
    share = re.fullmatch(
        r"占(?P<whole>.+?)(?:的)?(?:比重|比例|百分比|份额)?(?:为|是|达到?|约)?", figure.lead
    )
    whole = _whole_named(share["whole"]) if share else None
    if whole is not None and whole != said.item:
        yield Told(said.item, f"share_of_{whole}", figure, figure.lead, stream)


def _whole_named(words: str) -> str | None:
    """The item that a share is of."""
    for item, rule in (
        (
            "procurement_small_medium",
            "(?:政府采购)?(?:授予)?中小微?企业的?{disclosed_items.part_closing}",
        ),
        ("procurement", "(?:本年度?|全年)?(?:政府采购|采购){disclosed_items.part_closing}"),
    ):
        if worded(rule).fullmatch(words):
            return item
    return None
