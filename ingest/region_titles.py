"""What the title of a whole area's table says: side, level, place, years, phase."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.values import squeeze, year_in_digits

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?:年度?)?")
_NUMBER = re.compile(r"^\s*(?:附?[件表])?\s*\d{1,3}(?:[.\-—－]\d{1,3})*(?:[\s、:：.]+|(?=\D))")
"""The number of a table before its title: `2.19 2022年…` is of 2022."""
_LEVEL = "自治区|自治州|地区|省|市|州|盟|县|区|旗"
_OWN = re.compile(rf"(?:{_LEVEL})?本级|(?<![各地])(?:{_LEVEL})级")
_WHOLE = re.compile(rf"全(?:{_LEVEL})")
_AND_OWN = re.compile(rf"(?:{_LEVEL})[和与及](?:{_LEVEL})?本?级")
"""The whole area without 全: 示例市和市本级."""
_ACCOUNT = re.compile(
    r"一般公共预算|公共财政预算|政府性?基金(?:预算)?|国有资本经营(?:预算)?|社会保险基金(?:预算)?"
)
_EXECUTED = re.compile(r"执行|完成")
_FINAL = re.compile(r"决算")
_APPROVED = re.compile(r"预算|草案|计划|安排")
_LEVEL_WORDS = re.compile(rf"(?:{_LEVEL})(?:本?级)?|本级")
_PLACE = re.compile(
    rf"(?P<name>(?!全|本|各|(?:{_LEVEL}))(?:[一-鿿]县(?!人)|[一-鿿]{{2,14}}?(?:{_LEVEL}))"
    rf"(?:(?:(?!人民|政府|关于|全(?:{_LEVEL})|(?:{_LEVEL})?本级|各|及|与|[和对分][本全省市县区州下地])[一-鿿]){{1,10}}?"
    r"(?:自治[县州旗]|区|县|市|旗|盟)"
    rf"(?=\d{{4}}年|(?:{_LEVEL})?本?级|全|地方|财政|一般|公共|政府|人民政府|关于|国有|社会|预|决|$))?)"
    r"(?!(?<=[社校景灌小园]区)|委|政府(?!性|债|关|(?:财政|全口径)?[预决]算))"
)
"""A place and, behind it, one of its parts; a level alone (自治区) names none."""


@dataclass(frozen=True, slots=True)
class AreaTitle:
    """What a title says of all figures of its table; None where it does not say it.

    `years` maps the phases that it names to their years; `scope_text` is the text in which
    the level was found.
    """

    side: str | None
    scope: str | None
    scope_text: str
    place: str | None
    years: Mapping[str | None, int]
    classification: str | None = None
    part: str | None = None
    fund: str | None = None

    @property
    def phase(self) -> str | None:
        """The one phase that the title names."""
        named = [phase for phase in self.years if phase]
        return named[0] if len(named) == 1 else None

    def year_of(self, phase: str | None) -> int | None:
        """The year of a column of this phase without a year of its own."""
        if phase in self.years:
            return self.years[phase]
        return next(iter(self.years.values())) if len(set(self.years.values())) == 1 else None


def read_title(
    text: str,
    part: str | None = None,
    phases: Mapping[int, str] = MappingProxyType({}),
    heading: str | None = None,
) -> AreaTitle:
    """What a title says, and for what it leaves open the document.

    全市 is the whole area, 市本级 and 市级 the level's own; the name of a place alone is the
    whole area, except in a part of the document that its heading gives to the level itself.

    Args:
        text: the title.
        part: the heading of the part of the document that it stands in.
        phases: the phase of each year of which the document's titles say one.
        heading: what the document calls itself: its level and its year are those of titles
            without one.
    """
    title = _plain(text)
    head = _ACCOUNT.split(title)[0]
    place = place_in(title)
    scope, scope_text = level_of(title), text
    if scope is None and not levels_of(title):
        if part is not None and level_of(part) == "own_level":
            scope, scope_text = "own_level", part
        elif place or _LEVEL_WORDS.search(_YEAR.sub("", head)):
            scope = "whole_region"
        elif heading is not None and not levels_of(part or ""):
            scope = level_of(heading) or ("whole_region" if not levels_of(heading) else None)
            scope_text = heading if scope else text
    sides = [side for word, side in _SIDES.items() if word in title]
    years = years_by_phase(title) or _years_of_heading(title, heading)
    if years.keys() == {None} and (phase := phases.get(years[None])):
        years = {phase: years[None]}
    side = sides[0] if len(sides) == 1 else None
    if "三公" in title:
        side = "expenditure"
    elif not sides:
        side = next((side for word, side in _OF_LINES.items() if word in title), None)
    return AreaTitle(
        side,
        scope,
        scope_text,
        place,
        years,
        next(
            (name for word, name in _NAMED.items() if word in title), _CLASSES.get(side or "")
        ),
        "basic" if "基本支出" in title else None,
        found[0] if (found := _FUND.search(title)) else None,
    )


_HANDED_DOWN = re.compile(r"^[一-鿿]{0,8}?(?:提前)?下达(?:给)?")
"""Who hands money down, before the place that gets it: 自治区提前下达示例市."""
_FUND = re.compile(
    r"(?:企业|城乡|居民|机关|职工|城镇|工伤|失业|生育|长期|基本|新型)[一-鿿()]{0,16}?保险(?:\([一-鿿]+\))?基金"
)
"""One of the funds of social insurance."""


_CLASSES = {"revenue": "revenue_item", "expenditure": "function", "balance": "fund"}
"""What the lines of each side are classes of, where the title says nothing else."""


_NAMED = {"经济": "government_economic", "三公": "three_public"}
_SIDES = {"收入": "revenue", "支出": "expenditure"}
_OF_LINES = {"功能": "expenditure", "经济": "expenditure", "结余": "balance"}
"""What the lines are classes of, where the title names no side."""


def _plain(text: str) -> str:
    """A title without its table's number, squeezed, with its years in digits."""
    return year_in_digits(_NUMBER.sub("", text, count=1))


def level_of(text: str) -> str | None:
    """The level that a text names: the whole area, its own; None where it names both."""
    found = levels_of(text)
    return found.pop() if len(found) == 1 else None


def levels_of(text: str) -> set[str]:
    """The levels that a text names: the whole area (全市), its own (市本级, 市级)."""
    squeezed = squeeze(text)
    own, whole = _OWN.search(squeezed), _WHOLE.search(squeezed) or _AND_OWN.search(squeezed)
    return {name for name, said in (("own_level", own), ("whole_region", whole)) if said}


def place_in(text: str) -> str | None:
    """The name of the place that a title begins with, after its year: 临沧市."""
    plain = _YEAR.sub("", _plain(text))
    plain = re.sub(
        r"^(?:关于|附?[件表]?[\d.\-—、:：]+|[一二三四五六七八九十]+、|\d+)+", "", plain
    )
    plain = _HANDED_DOWN.sub("", plain)
    found = _PLACE.match(plain)
    if found is None or re.search("预算|财政|收支|债务|政府", found["name"]):
        return None
    return found["name"]


def years_by_phase(title: str) -> dict[str | None, int]:
    """The years of a title by the phase that is said behind each: 2025年…执行, 2026年…预算."""
    plain = _ACCOUNT.sub("", _plain(title))
    pieces = _YEAR.split(plain)
    found: dict[str | None, int] = {}
    for year, after in zip(pieces[1::2], pieces[2::2], strict=True):
        found.setdefault(_phase(after), int(year))
    return found


def _years_of_heading(title: str, heading: str | None) -> dict[str | None, int]:
    """The year of a title without one: the document's, if it is of one, else of the phase."""
    named = years_by_phase(heading or "")
    phase = _phase(_ACCOUNT.sub("", title))
    if phase in named:
        return {phase: named[phase]}
    return {phase: next(iter(named.values()))} if len(set(named.values())) == 1 else {}


def _phase(text: str) -> str | None:
    if _FINAL.search(text):
        return "final"
    if _EXECUTED.search(text):
        return "executed"
    return "approved" if _APPROVED.search(text) else None
