"""Text → value: the only place that parses printed text.

Nothing here knows a form or a unit of account: a value keeps the scale in which it was
printed (`3,538.65` stays 3538.65 whether the table is in 元 or 万元); staging converts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ingest.number_text import (
    DIGITS,
    MONEY_UNITS,
    NO_STORED_VALUE,
    UNIT,
    Number,
    blank_signs,
    is_blank,
    number,
    printed_amount,
    squeeze,
)

__all__ = [
    "MONEY_UNITS", "NO_STORED_VALUE", "UNIT", "Number", "Quantity", "account_years",
    "blank_signs", "count_unit", "fiscal_years", "has_chinese_ordinal", "is_blank",
    "money_in", "number", "operator", "points", "printed_amount", "quantity",
    "relative_years", "squeeze", "without_ordinal", "year_in_digits", "years",
]  # fmt: skip

SCALES = ("百万", "千万", "十万", "亿", "万")

_NUMBER = re.compile(rf"[-+]?{DIGITS}")
_MONEY_IN_TEXT = re.compile(rf"({_NUMBER.pattern})({UNIT})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年)")
_YEAR_OF_ACCOUNT = re.compile(r"(?<!\d)((?:19|20)\d{2})年度")
_FISCAL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年(?!度?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)"
    r"|财年|(?=(?:部门|单位|预算|决算|预决算|收入|支出|收支|财政|绩效|一般公共|三公)))"
    r"|(?:年[度份][:∶]|(?<=表)\(?)((?:19|20)\d{2})(?!\d)"
)
_DATE = re.compile(r"(?:日期|时间)[:∶]?(?:19|20)\d{2}[年月日\d./-]*")
_DIGITS = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_WRITTEN_YEAR = re.compile(r"二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}(?=年)")
_NAMED_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年度?")
_THIS_YEAR = re.compile("本年度?预|当年度?预|今年|本年度?计划")
_LAST_YEAR = re.compile("上年|去年")
_YEARS_AGO = ("本年", "上年", "前年")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)"
    r"|\d{1,2}(?:[、]|\.(?!\d))|[①-⒛])"
)
_CHINESE_ORDINAL = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_OPERATOR_WORDS = (
    "大于或等于", "大于等于", "小于或等于", "小于等于", "不少于", "不低于", "不小于",
    "不超过", "不高于", "不多于", "不大于", "大于", "高于", "超过", "小于", "低于",
    "等于", ">=", "<=", "≥", "≤", "≧", "≦", ">", "<", "=", "＞", "＜", "＝",
)  # fmt: skip
_OPERATOR = re.compile("|".join(map(re.escape, _OPERATOR_WORDS)))
_SCALE = re.compile("|".join(SCALES) + "|千(?=元)")
_BOUND_AFTER = re.compile(r"(?:及|含)?(以上|以下|以内)$")
_PER_CENT = frozenset({"%", "百分比", "百分之", "百分率"})
_POINTS = re.compile(rf"^({_NUMBER.pattern})分(?![钟之])")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A target or an actual value taken apart; `number` is None where it is qualitative."""

    operator_text: str | None
    number: Decimal | None
    scale_text: str | None
    unit_text: str | None


def count_unit(label: str) -> str | None:
    """The unit in brackets at the end of a label: `公务用车保有量（辆）` → 辆."""
    found = re.search(r"\(([^()\d]{1,4})\)$", squeeze(label))
    return found.group(1) if found else None


def money_in(text: str) -> tuple[tuple[str, Number, str, int], ...]:
    """Each amount of money in a sentence: printed digits, number, unit, offset."""
    return tuple(
        (match[1], parsed, match[2], match.start(1))
        for match in _MONEY_IN_TEXT.finditer(text)
        if (parsed := number(match[1])) is not None
    )


def years(text: str) -> tuple[str, ...]:
    """Every calendar year a text names before 年, in order."""
    return tuple(_YEAR.findall(year_in_digits(text)))


def fiscal_years(text: str) -> tuple[str, ...]:
    """Every fiscal year a text names, in order: a date or the month of a cover is none.

    `2023年度`, `2023年`, `2023部门预算`, `会计年度：2023`; not `2024年8月`, but a period of
    months (`2025年1-6月`) is of its year.
    """
    plain = _DATE.sub("", year_in_digits(text))
    return tuple(first or labelled for first, labelled in _FISCAL_YEAR.findall(plain))


def account_years(text: str) -> tuple[str, ...]:
    """Every fiscal year a text names as 年度, in order."""
    return tuple(_YEAR_OF_ACCOUNT.findall(year_in_digits(text)))


def year_in_digits(text: str) -> str:
    """The squeezed text with its years in digits: `二〇二五年` → `2025年`."""
    return _WRITTEN_YEAR.sub(lambda found: found.group().translate(_DIGITS), squeeze(text))


def relative_years(texts: Iterable[str], phase: str | None = None) -> dict[str, str]:
    """Each text with 本年 for the newest calendar year that any of them names.

    The year before it becomes 上年: so a form can speak of the years of a table's header. Where
    one says 本年 itself, the newest that is named is the year before, but not in accounts
    (`phase` is `executed`), whose budget and execution are of one year.
    """
    texts = tuple(texts)
    named = [int(year) for text in texts for year in _NAMED_YEAR.findall(text)]
    says_this = any(_THIS_YEAR.search(text) for text in texts)
    says_last = any(_LAST_YEAR.search(text) for text in texts)
    is_last = says_this and not says_last and len(set(named)) == 1 and phase != "executed"
    newest = max(named, default=0) + is_last

    def spoken(found: re.Match[str]) -> str:
        ago = newest - int(found.group(1))
        return _YEARS_AGO[ago] if ago < len(_YEARS_AGO) else found.group()

    return {text: _NAMED_YEAR.sub(spoken, text) for text in texts}


def without_ordinal(text: str) -> str:
    """A heading or label without its leading number: `（一）支出合计` → 支出合计."""
    return _ORDINAL.sub("", squeeze(text), count=1)


def has_chinese_ordinal(text: str) -> bool:
    """Whether a line begins a numbered section: `十二、…`."""
    return _CHINESE_ORDINAL.match(squeeze(text)) is not None


def points(text: str) -> Decimal | None:
    """The points a scoring rule begins with: `10分，完成1次得10分` → 10."""
    found = _POINTS.match(squeeze(text))
    return Decimal(found.group(1).replace(",", "")) if found else None


def operator(text: str) -> str | None:
    """The comparison operator a cell consists of, as printed, or None."""
    printed = squeeze(text)
    return printed if _OPERATOR.fullmatch(printed) else None


def quantity(value_text: str, unit_text: str = "", operator_text: str = "") -> Quantity:
    """A target or actual value in its parts.

    The operator may stand in its own cell or inside the value (`≥90%`), the scale inside
    the value (`2亿`) or before the unit (`万条`). A value with anything else in it (a date,
    `作用明显`) has no number: it is qualitative, and stays text. 月, 年 and 日 alone are units
    behind an operator (`≤18月`), or behind what no date can say (`14月`).
    """
    printed = squeeze(value_text)
    inside = _OPERATOR.match(printed)
    rest = printed[inside.end() :] if inside else printed
    after = _BOUND_AFTER.search(rest)
    rest = rest[: after.start()] if after else rest
    sign = operator(operator_text)
    if sign is None and (inside or after):
        sign = inside.group() if inside else after[1] if after else None
    unit_scale, unit = _split_scale(squeeze(unit_text))
    digits = _NUMBER.match(rest)
    if digits is None:
        return Quantity(sign, None, None, unit)
    value_scale, value_unit = _split_scale(rest[digits.end() :])
    parsed = Decimal(digits.group().replace(",", ""))
    is_bound = inside is not None or operator(operator_text) is not None
    if value_unit and not _is_unit(value_unit, unit, parsed, is_bound):
        return Quantity(sign, None, None, unit)
    return Quantity(sign, parsed, value_scale or unit_scale, unit or value_unit)


def _split_scale(text: str) -> tuple[str | None, str | None]:
    """`万条` → (万, 条), `万元` → (万, 元), 百分比 → %; 千米 is a unit of its own."""
    if text in _PER_CENT:
        return None, "%"
    found = _SCALE.match(text)
    if found is None:
        return None, text or None
    return found.group(), text[found.end() :] or None


_SPAN = re.compile(
    r"个?(?:半年|月|年|季度?|工作日|自然日|交易日|学年)|[^\d年月日前后,，。;；/]{1,4}/[年月日天]"
)
"""Units with 月, 年 or 日 in them that no date ends in; 月 and 年 alone count as none."""
_OF_A_DATE = {"月": range(1, 13), "日": range(1, 32), "年": range(1900, 2101)}


def _is_unit(
    text: str, unit: str | None, value: Decimal = Decimal(0), is_bound: bool = False
) -> bool:
    """Whether what follows a number can be a unit rather than the rest of a sentence.

    Args:
        text: what follows the number.
        unit: the unit that the row states elsewhere; then only this can follow.
        value: the number.
        is_bound: an operator stands before the number, so that it bounds a span of time.
    """
    if unit is not None:
        return text == unit
    if text in _OF_A_DATE:
        is_date = text == "年" or not is_bound
        return not (is_date and value in _OF_A_DATE[text])
    if _SPAN.fullmatch(text):
        return True
    return len(text) <= 6 and not re.search(r"[\d年月日前后,，。;；]", text)
