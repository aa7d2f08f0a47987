"""Places of an area as rows and columns name them: the whole, its own level, its parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ingest.values import squeeze

_LEVEL = "自治区|自治州|自治县|地区|省|市|州|盟|县|区|旗"
_WHOLE = re.compile(rf"全(?:{_LEVEL})(?:合计|小计)?|本地区")
_OWN = re.compile(
    rf"(?:[一-鿿]{{0,6}}(?:{_LEVEL}|行署|公署))?本级(?:小计|合计)?|(?:省|自治区)级(?:小计|合计)?"
)
_CITY = re.compile(r"(?:市|州)级(?:合计|小计)?")
_LOWER = re.compile(
    r"(?:各|下级)?(?:地市|市县|县区|区县|区市|县市|市区|市州|州市|地州|州县|地州市|旗县|县级|县旗)(?:级)?(?:合计|小计|总计)?"
)
_SUM = re.compile("合计|总计|小计")
_SUMS = re.compile("(?:合计|小计)$")
_OF_PLACE = re.compile(rf"(?P<name>[一-鿿]{{1,10}}(?:{_LEVEL}))(?:合计|小计)")
_OF_SHORT = re.compile(r"(?P<name>[一-鿿]{2,6})(?:合计|小计)")
"""A place called without its level, told by the own level that follows it: 示例合计, 市本级."""
_PART = re.compile(
    rf"[一-鿿]{{1,12}}(?:{_LEVEL}|兵团|管委会|示范区|开发区)|[高经][新开技]?[术济]?开?发?区"
)
_NO_PLACE = re.compile(
    "支出|收入|补助|资金|项目|债|转移|返还|保险|建设|预算|社区|校区|园区$|地区$(?<=其他地区)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """How far a figure reaches, and the place as printed where it is a part of the area."""

    scope: str | None
    name: str | None = None


_SCOPES = (
    (_SUM, None),
    (_WHOLE, "whole_region"),
    (_LOWER, "lower_levels"),
    (_CITY, "city_level"),
    (_OWN, "own_level"),
)


def place_of(text: str) -> Place | None:
    """The place that a label names; None where it names none.

    A sum is of the whole where the table has the own level beside its parts, else of the
    levels below: `None` as scope leaves that to the table.
    """
    label = _plain(text)
    for rule, scope in _SCOPES:
        if rule.fullmatch(label):
            return Place(scope)
    if found := _OF_PLACE.fullmatch(label):
        return Place("lower_part", found["name"])
    if _PART.fullmatch(label) and not _NO_PLACE.search(label):
        return Place("lower_part", label)
    return None


def _plain(text: str) -> str:
    return re.sub(r"^其中[:：]?|^\d{1,2}[、.]|^[一二三四五六七八九十]+、", "", squeeze(text))


def places_of(labels: Mapping[int, str]) -> dict[int, Place]:
    """The places of labels by their row or column; none where most name no place.

    The first before one told as 其中 is the whole of it. Below a part's sum its own level is
    that part's, not the area's.
    """
    told = {at: place_of(label) for at, label in labels.items()}
    for (at, label), below in pairwise([*labels.items()]):
        own, short = told[below[0]], _OF_SHORT.fullmatch(_plain(label))
        if not told[at] and own and own.scope == "own_level" and short:
            told[at] = None if _NO_PLACE.search(label) else Place("lower_part", short["name"])
    found = {at: place for at, place in told.items() if place}
    named = [place for place in found.values() if place.scope != "whole_region"]
    if 2 * len(found) <= len(labels) or not any(place.scope for place in named):
        return {}
    first, *rest = labels
    if rest and squeeze(labels[rest[0]]).startswith("其中") and first in found:
        found[first] = Place("whole_region")
    has_own = any(place.scope in ("own_level", "city_level") for place in found.values())
    above: str | None = None
    for at, place in found.items():
        if place.name and _SUMS.search(_plain(labels[at])):
            above = place.name
        elif place.scope == "own_level" and above is not None:
            found[at] = Place("lower_part", above + _plain(labels[at]))
        elif place.scope is None:
            found[at] = Place("whole_region" if has_own and above is None else "lower_levels")
    return found
