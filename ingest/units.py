"""Units of indicators: which texts are one, and how many of one another is.

Stands under `ingest.measures`; scales and units are those of `ingest/vocabulary/units.toml`.
"""

import re
from decimal import Decimal
from functools import lru_cache

from ingest.number_text import squeeze
from ingest.words import numbers_of, spelled

__all__ = [
    "can_be_unit", "factor_between", "is_time", "is_unit", "may_be_date", "scale_factor",
    "split_scale",
]  # fmt: skip

_TABLES = numbers_of("units")
_SCALES = _TABLES["scales"]
_FAMILIES = {
    name: table
    for name, table in _TABLES.items()
    if name != "scales" and not name.startswith(("first_", "last_"))
}
_FAMILY_OF = {unit: name for name, table in _FAMILIES.items() for unit in table}
_TIMES = ("hours", "months", "workdays")
_RANK = re.compile(spelled("{units.rank}"))
_COUNTER = re.compile(spelled("{units.counter}"))
_RATE = re.compile(r"[/每·.*]")
_COUNTED = re.compile("(?![未不没])[一-鿿]+")
_SCALE = re.compile(
    "|".join(word for word in sorted(_SCALES, key=len, reverse=True) if len(word) > 1)
    + "|[万亿]|百(?=元)|千(?!米|克|瓦|伏|卡)"
)
_OF_A_DATE = {"月": range(1, 13), "日": range(1, 32), "年": range(1900, 2101)}
_SPAN = re.compile(
    r"个?(?:半年|月|年|季度?|工作日|自然日|交易日|学年)|[^\d年月日前后,。;]{1,4}[/·.*][年月日天]"
)
"""Units with 月, 年 or 日 in them that no date ends in; 月 and 年 alone count as none."""


def scale_factor(scale_text: str | None) -> Decimal:
    """What a number in a printed scale is multiplied by: 万 → 10000, none → 1."""
    return _SCALES[scale_text] if scale_text else Decimal(1)


def split_scale(text: str) -> tuple[str | None, str | None]:
    """`万条` → (万, 条), `万元` → (万, 元), 百分比 → %; 千米 is a unit of its own."""
    if text in ("百分比", "百分之", "百分率"):
        return None, "%"
    found = _SCALE.match(text)
    if found is None:
        return None, text or None
    return found.group(), text[found.end() :] or None


_LIKE_DIGITS = re.compile(r"[oOlI]+[^A-Za-z]*")
"""Letters that stand for digits: `5oo` is no five of anything."""


def can_be_unit(text: str, unit: str | None, value: Decimal, *, is_bound: bool) -> bool:
    """Whether what follows a number can be a unit rather than the rest of a sentence.

    Args:
        text: what follows the number.
        unit: the unit that the row states elsewhere.
        value: the number.
        is_bound: an operator stands beside the number, so that it bounds a span of time.
    """
    if (
        _RANK.match(text)
        or _LIKE_DIGITS.fullmatch(text)
        or (text == "年" and may_be_date(text, value))
    ):
        return False
    if text == unit or is_unit(text):
        return text == unit or is_bound or not may_be_date(text, value)
    if _SPAN.fullmatch(text):
        return True
    return len(text) <= 6 and not re.search(r"[\d年月日前后,。;:]|[-~至到]", text)


def may_be_date(unit: str | None, value: Decimal) -> bool:
    """Whether a number with 年, 月 or 日 behind it may name a year, a month or a day."""
    return value in _OF_A_DATE.get(unit or "", ())


@lru_cache(maxsize=16_384)
def is_unit(text: str) -> bool:
    """Whether a text is a unit of the vocabulary, alone, with a scale, or over another.

    `万元`, `个工作日`, `元/平方米`, `次/年`.
    """
    printed = squeeze(text)
    parts = [part for part in _RATE.split(printed) if part]
    if len(parts) > 1 and not _COUNTER.fullmatch(printed):
        return all(is_unit(part) for part in parts)
    _, unit = split_scale(printed)
    return unit is not None and (
        _base(unit) in _FAMILY_OF or _COUNTER.fullmatch(unit) is not None
    )


def _base(unit: str) -> str:
    """A unit without 个 before it, where what is left is one: `个工作日` → 工作日."""
    without = unit.removeprefix("个")
    return without if without in _FAMILY_OF else unit


def is_time(unit: str | None) -> bool:
    """Whether a unit measures a span of time."""
    return _FAMILY_OF.get(_base(unit or "")) in _TIMES


def factor_between(unit: str, other: str) -> Decimal | None:
    """How many of `other` one `unit` is: 公里 and 米 → 1000; None where they are unlike.

    A unit of counting is the same with what it counts and without: 家 and 家企业. What a rate
    is of must be the same: 元/㎡ and 元/平方米, not 元/亩.
    """
    first, *of_first = _RATE.split(unit)
    second, *of_second = _RATE.split(other)
    if len(of_first) != len(of_second):
        return None
    if any(_factor_of_one(*pair) != 1 for pair in zip(of_first, of_second, strict=True)):
        return None
    return _factor_of_one(first, second)


def _factor_of_one(unit: str, other: str) -> Decimal | None:
    first, second = _base(unit), _base(other)
    if first == second:
        return Decimal(1)
    family = _FAMILY_OF.get(first)
    if family is not None and family == _FAMILY_OF.get(second):
        return _FAMILIES[family][first] / _FAMILIES[family][second]
    short, long = sorted((first, second), key=len)
    what = long.removeprefix(short)
    is_counted = _COUNTER.fullmatch(short) and _COUNTED.fullmatch(what) and not is_unit(long)
    return Decimal(1) if is_counted else None
