"""A target or a result of an indicator → the days that it names, or nothing.

Stands beside `ingest.measures`; its words are those of `ingest/vocabulary/units.toml`. A
target that names a day, a month or a year is a deadline: its last day (`2023年12月底前`); one
that names two is a period. A date without a year is of the year of the document.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.measures import plain_value
from ingest.values import written_number, year_in_digits
from ingest.words import numbers_of, spelled

__all__ = ["Days", "days_of_result", "days_of_target"]


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a text names; of `…前` alone there is no first.

    `operator` is <= of a deadline that is said to be one, or >= of a day that is not to be
    before; `is_period` where two dates are printed; `action` is what is to
    be done or was done then; `has_year` whether a year is printed. `12月前` is before December,
    or before its end: `last` is the earlier day, `doubt` the later.
    """

    first: date | None
    last: date
    operator: str | None = None
    is_period: bool = False
    action: str = ""
    has_year: bool = True
    doubt: date | None = None


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(spelled(name))


def _spans(first: str, last: str) -> Mapping[str, tuple[int, int]]:
    tables = numbers_of("units")
    return {word: (int(n), int(tables[last][word])) for word, n in tables[first].items()}


_MONTHS = _spans("first_month", "last_month")
_DAYS = _spans("first_day", "last_day")
_QUARTERS = "一二三四"

_YEAR = r"(?:(?:19|20)\d{2}(?:年度?|(?=[底末初]))|{units.this_year}|{units.next_year})"
_PART_OF_YEAR = f"年?(?:{'|'.join(_MONTHS)})"
_PART_ALONE = "(?:" + "|".join(word for word in _MONTHS if len(word) > 1) + ")"
_MONTH = rf"\d{{1,2}}月份?(?:\d{{1,2}}[日号]?|{'|'.join(_DAYS)})?"
_POINT = f"(?:{_YEAR}(?:{_PART_OF_YEAR}|{_MONTH})?|{_PART_ALONE}|{_MONTH})"
_TEXT = _pattern(
    r"(?P<lead>\D*?)(?P<early>{units.not_before}|{units.at_least})?"
    r"(?P<late>{units.not_after}|{units.at_most})?"
    rf"(?P<first>{_POINT})(?:[-~至到]+(?P<second>{_POINT}))?"
    r"(?P<by>{units.by_then})?(?P<action>\D{0,24})"
)
_PIECES = _pattern(
    r"(?:(?P<year>(?:19|20)\d{2})年?度?|(?P<this>{units.this_year})|(?P<next>{units.next_year}))?"
    rf"(?:年?(?P<span>{'|'.join(_MONTHS)})"
    rf"|(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号]?|(?P<part>{'|'.join(_DAYS)}))?)?"
)
_ON_A_DAY, _NO_LEAD = _pattern("{units.on_a_day}"), _pattern("{units.no_lead}")
_DONE = _pattern("{units.done}")
_SURE = _pattern("{units.not_before}|{units.not_after}")

_MAY_BE = re.compile(r"[年月季]|\d\s*[-./．－—／]\s*\d|\d{8}")
"""What no text without can be a date."""
_MIDNIGHT = re.compile(r"(?<=\d)0{1,2}:00(?::00)?$")
_SOLID = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_DASHED = re.compile(r"(?<!\d)((?:19|20)\d{2})([-./])(\d{1,2})\2(\d{1,2})日?(?!\d)")
_DASHED_MONTH = re.compile(r"(?<![\d.])((?:19|20)\d{2})[-./](\d{1,2})月?(?![\d.])")
_WRITTEN = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号])")
_YEAR_UNSAID = re.compile(r"(?<![\d本当今次下翌每上去前明后近历全半])年(?=[底末内])")
_QUARTER = re.compile(f"第?([1-4{_QUARTERS}])季度?[末底]?")
_MONTH_OF_A_SPAN = re.compile(r"(?<!\d)(\d{1,2})(?=[-~至到]+\d{1,2}月)")
_SPAN = re.compile(rf"\d{{1,2}}月|{_PART_ALONE}")
"""What may be a span of time as well as a part of the year."""
_BEFORE, _END = re.compile("前$"), re.compile("[底末]$")
_LONGEST_LEAD = 8


def days_of_target(text: str, year: int | None) -> Days | None:
    """The deadline or the period that a target prints, or None where it is no date.

    Args:
        text: the target as printed.
        year: the year of the document; without it a date must print its own.
    """
    found = _TEXT.fullmatch(_in_one_spelling(text)) if _MAY_BE.search(text) else None
    if found is None:
        return None
    lead, by = found["lead"], found["by"]
    is_bound = bool(by or found["late"] or found["early"])
    is_of_lead = is_bound and len(lead) <= _LONGEST_LEAD and not _NO_LEAD.search(lead)
    if lead and not is_of_lead and not _ON_A_DAY.fullmatch(lead):
        return None
    if found["action"] and not by and not _DONE.fullmatch(found["action"]):
        return None
    sign = found["late"] or found["early"]
    is_span = _SPAN.fullmatch(found["first"]) is not None
    if is_span and ((sign and not _SURE.fullmatch(sign)) or (by or "").endswith("内")):
        return None  # ≤6月, 6月内: in June, or within six months
    days = _days(found, year)
    if days is None or (days.is_period and is_bound and not by):
        return None
    return days


def days_of_result(text: str, target: Days | None, year: int | None) -> Days | None:
    """The days that a result prints, or None where it does not say when it was done.

    Args:
        text: the result as printed.
        target: the target's days: a result without a year is of the target's.
        year: the year of the document.
    """
    spelling = _in_one_spelling(text, is_date=target is not None)
    found = _TEXT.fullmatch(spelling) if _MAY_BE.search(text) else None
    if found is None or (found["lead"] and not _ON_A_DAY.fullmatch(found["lead"])):
        return None
    action = found["action"]
    if action and not _DONE.fullmatch(action) and (not target or action != target.action):
        return None
    if target and target.action and not _is_done_of(action, target.action):
        return None
    if target and target.has_year and year is not None and target.last.year != year:
        year = None
    days = _days(found, year if target is None or year else None)
    if days is None or (target and not _can_be_set_against(days, target)):
        return None
    return days


def _is_done_of(action: str, wanted: str) -> bool:
    """Whether what was done can be what was to be done: nothing else is named."""
    return not action or action == wanted or bool(_DONE.match(wanted))


def _can_be_set_against(days: Days, target: Days) -> bool:
    """Whether a result's days say something of the target's.

    One period within another does not; nor a day in December behind 12月前; and a date of
    spring without its year may be after the year, as results are told then.
    """
    if target.doubt and target.last < days.last and (days.first or days.last) <= target.doubt:
        return False
    if (
        target.is_period
        and days.is_period
        and (days.first, days.last)
        != (
            target.first,
            target.last,
        )
    ):
        return False
    return days.has_year or days.last.month > 3 or target.last.month < 10


def _in_one_spelling(text: str, *, is_date: bool = False) -> str:
    """A text with its dates as 2023年12月31日; `2023.12` is one only beside another date."""
    plain = _MIDNIGHT.sub("", year_in_digits(plain_value(text)))
    plain = _DASHED.sub(r"\1年\3月\4日", _SOLID.sub(r"\1年\2月\3日", plain))
    if is_date or len(_DASHED_MONTH.findall(plain)) > 1:
        plain = _DASHED_MONTH.sub(r"\1年\2月", plain)
    plain = _WRITTEN.sub(lambda w: _in_digits(w.group()), plain)
    plain = _YEAR_UNSAID.sub("本年", plain)
    plain = _QUARTER.sub(lambda q: _quarter(q[1]) + "季度", plain)
    return _MONTH_OF_A_SPAN.sub(r"\1月", plain)


def _in_digits(word: str) -> str:
    """A number in Chinese numerals in digits, any other word as it is."""
    number = written_number(word)
    return word if number is None else str(number)


def _quarter(sign: str) -> str:
    return _QUARTERS[int(sign) - 1] if sign.isdigit() and sign.isascii() else sign


def _days(found: re.Match[str], year: int | None) -> Days | None:
    """The days between the printed dates; a date without a year takes the other's."""
    texts = [text for text in found.group("first", "second") if text]
    printed = [_printed_year(text, year) for text in texts]
    years = [own or next(filter(None, printed), None) or year for own in printed]
    points = [_point(text, own) for text, own in zip(texts, years, strict=True)]
    if not points[0] or not points[-1] or points[0][0] > points[-1][1]:
        return None
    late, early = found["late"] or found["by"], found["early"]
    first: date | None = points[0][0]
    last = points[-1][1]
    is_period = len(texts) > 1
    doubt = None
    if points[-1][0] != last and _BEFORE.search(late or "") and not _END.search(texts[-1]):
        last, doubt = points[-1][0] - timedelta(days=1), last
    if early:
        last = points[0][0]
    elif late and not is_period:
        first = None
    return Days(
        first,
        last,
        operator="<=" if late else ">=" if early else None,
        is_period=is_period,
        action=found["action"],
        has_year=any(re.match(r"\d{4}", text) for text in texts),
        doubt=doubt,
    )


def _printed_year(text: str, year: int | None) -> int | None:
    pieces = _PIECES.fullmatch(text)
    if pieces is None:
        return None
    if pieces["year"]:
        return int(pieces["year"])
    if year is None or not (pieces["this"] or pieces["next"]):
        return None
    return year + bool(pieces["next"])


def _point(text: str, year: int | None) -> tuple[date, date] | None:
    """The first and last day that a date can mean; None where the calendar has none."""
    pieces = _PIECES.fullmatch(text)
    if pieces is None or year is None:
        return None
    first_month, last_month = _MONTHS.get(pieces["span"] or "", (1, 12))
    if pieces["month"]:
        first_month = last_month = int(pieces["month"])
    if not 1 <= first_month <= last_month <= 12:
        return None
    longest = monthrange(year, last_month)[1]
    first_day, last_day = _DAYS.get(pieces["part"] or "", (1, longest))
    if pieces["day"]:
        first_day = last_day = int(pieces["day"])
        if not 1 <= last_day <= longest:
            return None
    return date(year, first_month, first_day), date(year, last_month, min(last_day, longest))
