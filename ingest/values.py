"""Text → value: the only place that parses printed text.

Nothing here knows a form or a unit of account: a value keeps the scale in which it was
printed (`3,538.65` stays 3538.65 whether the table is in 元 or 万元); staging converts.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

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
    written_number,
)

__all__ = [
    "CODE_PARTS", "MONEY_UNITS", "NO_STORED_VALUE", "UNIT", "Number", "account_years",
    "blank_signs", "count_unit", "fiscal_years", "has_chinese_ordinal", "is_blank",
    "money_in", "number", "points", "printed_amount", "relative_years", "squeeze",
    "without_ordinal", "written_number", "year_in_digits", "years",
]  # fmt: skip

CODE_PARTS = ("类", "款", "项")
"""The parts of a functional code, as the columns of each are headed."""
_NUMBER = re.compile(rf"[-+]?{DIGITS}")
_MONEY_IN_TEXT = re.compile(rf"({_NUMBER.pattern})({UNIT})")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年)")
_YEAR_OF_ACCOUNT = re.compile(r"(?<!\d)((?:19|20)\d{2})年度")
_FISCAL_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年(?!度?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)"
    r"|年1月(?:1日)?(?:至|到|[-—–~～])(?:\1年)?12月|财年"
    r"|(?=(?:部门|单位|预算|决算|预决算|收入|支出|收支|财政|绩效|一般公共|三公)))"
    r"|(?:年[度份][:∶]|(?<=表)\(?)((?:19|20)\d{2})(?!\d)"
)
_DATE = re.compile(
    r"(?:日期|时间)[:∶]?(?:19|20)\d{2}(?:[年./-](?:1[0-2]|0?[1-9])"
    r"(?:[月./-](?:(?:3[01]|[12]\d|0?[1-9])(?!\d{3}年)日?)?)?)?"
)
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
_POINTS = re.compile(rf"^({_NUMBER.pattern})分(?![钟之])")


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


@lru_cache(maxsize=65_536)
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


@lru_cache(maxsize=65_536)
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
    if not named:
        return {text: text for text in texts}
    says_this = any(_THIS_YEAR.search(text) for text in texts)
    says_last = any(_LAST_YEAR.search(text) for text in texts)
    is_last = says_this and not says_last and len(set(named)) == 1 and phase != "executed"
    newest = max(named) + is_last

    def spoken(found: re.Match[str]) -> str:
        ago = newest - int(found.group(1))
        return _YEARS_AGO[ago] if ago < len(_YEARS_AGO) else found.group()

    return {text: _NAMED_YEAR.sub(spoken, text) for text in texts}


@lru_cache(maxsize=65_536)
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


_LIKE_AN_AMOUNT = re.compile(
    r"(?!(?:19|20)\d\d[-./])(?=.*\d\D{0,2}[.·'’`_、,]\D{0,2}\d)[^A-Za-z一-鿿=]+"
)
"""Digits in groups, with marks that no printed number has."""


def is_like_an_amount(text: str) -> bool:
    """Whether a text can be meant as an amount although it is no number: `30.004.16`."""
    return number(text) is None and _LIKE_AN_AMOUNT.fullmatch(squeeze(text)) is not None
