"""A target or a result of an indicator → operator, number or range, scale and unit.

Stands beside `ingest.values`. The words that compare, the scales and the units are those of
`ingest/vocabulary/units.toml`. A value with anything else in it (`作用明显`, a date, a whole
sentence) has no number: it stays text, and nothing is guessed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.number_text import DASHES, DIGITS, MARK, squeeze
from ingest.units import can_be_unit, is_unit, may_be_date, scale_factor, split_scale
from ingest.value import replace, value
from ingest.words import spelled

__all__ = ["Quantity", "is_bare_number", "operator", "plain_value", "quantity"]


@value(frozen=True, slots=True)
class Quantity:
    """A target or an actual value taken apart; `number` is None where it is not one number.

    `operator` is `operator_text` as =, >=, <=, > or <. `low` and `high` are the ends of a
    printed range, in the same scale as `number`. `is_open`: the text says that the value is
    not exactly its number (`80%以上`, `约85%`); `is_within`: it is at most that (`3天内`).
    `is_rise` says whether it is a change against the year before, and which way.
    `has_own_unit`: its unit or scale stands behind the number, not in a column of units.
    """

    operator_text: str | None
    number: Decimal | None
    scale_text: str | None
    unit_text: str | None
    operator: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    is_open: bool = False
    is_within: bool = False
    is_rise: bool | None = None
    has_own_unit: bool = False

    @property
    def factor(self) -> Decimal:
        """What a number in the printed scale is multiplied by."""
        return scale_factor(self.scale_text)


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(spelled(f"{{units.{word}}}"))


_BEFORE = {
    ">=": _pattern("at_least"),
    "<=": _pattern("at_most"),
    ">": _pattern("more_than"),
    "<": _pattern("less_than"),
    "=": _pattern("equal_to"),
}
"""In the order in which they are tried: `不超过` before `超过`, `>=` before `>`."""
_AFTER = {">=": "or_more", "<=": "or_less"}
_REACH = {">=": _pattern("rises_to"), "<=": _pattern("falls_to")}
_OPERATOR = re.compile(
    "|".join(
        [*(p.pattern for p in _BEFORE.values()), spelled("{units.or_more}|{units.or_less}")]
    )
)
_PER, _IN_ORDER = _pattern("per"), _pattern("in_order")
_DONE_WITHIN = re.compile(spelled("(?<=内){units.done}$"))
_ABOUT, _OR_SO = _pattern("about"), re.compile(spelled("(?:{units.or_so})$"))
_RISE, _FALL = _pattern("rise"), _pattern("fall")
_LAST_YEAR, _FILLER = _pattern("last_year"), _pattern("filler")
_TAIL = {sign: re.compile(spelled(f"(?:{{units.{word}}})$")) for sign, word in _AFTER.items()}
_WITHIN = re.compile("内$")
_INCLUSIVE = re.compile(r"\(含(?:本数|[\d.]+[^()]{0,4})?\)")
_HUNDRED_PER_CENT = re.compile("百分之?百")
_PER_CENT = re.compile("百分之")
_NUMBER = re.compile(rf"[-+]?{DIGITS}")
_DIGITS = frozenset("0123456789") | {""}
_AND_SOME = _pattern("and_some")
_TO = re.compile("[-~至到]+")
_CHINESE = re.compile("[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千]*")
_DIGIT_SIGNS = {"〇": 0, "两": 2} | {sign: n for n, sign in enumerate("零一二三四五六七八九")}
_END_MARKS = re.compile(rf"(?<![A-Za-z])(?:{MARK})+$|[。;,、!]+$")
_ONE_SIGN = str.maketrans(dict.fromkeys(DASHES + "〜∼", "-") | {"∶": ":"})


def operator(text: str) -> str | None:
    """The comparison operator a cell consists of, as printed, or None."""
    printed = squeeze(text)
    return printed if _OPERATOR.fullmatch(printed) else None


def is_bare_number(text: str) -> bool:
    """Whether a value is a number or a range without its unit: `≥90`, `10-20`."""
    found = quantity(text)
    return not found.has_own_unit and not (found.number is None and found.low is None)


def plain_value(text: str) -> str:
    """A value's squeezed text, dashes and colons alike, no note marks or stops at its end."""
    printed = squeeze(text).translate(_ONE_SIGN)
    return _END_MARKS.sub("", printed)


def quantity(value_text: str, unit_text: str = "", operator_text: str = "") -> Quantity:
    """A target or actual value in its parts.

    The operator may stand in its own cell or inside the value (`≥90%`), the scale inside
    the value (`2亿`) or before the unit (`万条`). A unit behind the number is the value's,
    whatever the column of units says. 月, 年 and 日 alone are units behind an operator
    (`≤18月`), or behind what no date can say (`14月`).
    """
    return _quantity(value_text, unit_text, operator_text)


@lru_cache(maxsize=65_536)
def _quantity(value_text: str, unit_text: str, operator_text: str) -> Quantity:
    scale, unit = split_scale(squeeze(unit_text))
    found = _Opening.of(plain_value(value_text))
    own = operator(operator_text)
    sign = _sign(own) if own else None
    parsed = _numbers(found, unit, is_bound=own is not None or bool(found.sign_text))
    if parsed is None:
        is_sign = bool(found.sign_text) and not found.sign_text.isalpha()
        text = own or (found.sign_text if is_sign else None)
        return Quantity(text, None, None, unit, sign or (_sign(text) if text else None))
    text = own or parsed.operator_text
    has_own_unit = bool(parsed.scale_text or parsed.unit_text)
    return replace(
        parsed,
        operator_text=text,
        operator=sign or parsed.operator,
        scale_text=parsed.scale_text or (None if parsed.unit_text else scale),
        unit_text=parsed.unit_text or unit,
        has_own_unit=has_own_unit,
    )


@dataclass(slots=True)
class _Opening:
    """What stands before the number of a value, and the rest from there."""

    rest: str
    sign: str | None = None
    sign_text: str = ""
    reach: str | None = None
    reach_text: str = ""
    is_about: bool = False
    is_rise: bool | None = None
    per: str = ""

    @classmethod
    def of(cls, text: str) -> "_Opening":
        """Takes words from the front as long as they are of the vocabulary."""
        found = cls(text)
        while found.rest[:1] not in _DIGITS and found._take():
            pass
        return found

    def _take(self) -> bool:
        for sign, pattern in _REACH.items():
            if (word := pattern.match(self.rest)) and self.reach is None:
                self.reach, self.reach_text = sign, word.group()
                return self._drop(word)
        for sign, pattern in _BEFORE.items():
            if (word := pattern.match(self.rest)) and self.sign is None:
                self.sign, self.sign_text = sign, word.group()
                return self._drop(word)
        if word := _ABOUT.match(self.rest):
            self.is_about = True
            return self._drop(word)
        for is_rise, pattern in ((True, _RISE), (False, _FALL)):
            if (word := pattern.match(self.rest)) and self.is_rise is None:
                self.is_rise = is_rise
                return self._drop(word)
        if (word := _PER.match(self.rest)) and not self.per:
            self.per = word.group()[1:].removeprefix("个")
            return self._drop(word)
        word = _LAST_YEAR.match(self.rest)
        if word is None or not word.group():
            word = _FILLER.match(self.rest)
        return word is not None and self._drop(word)

    def _drop(self, word: re.Match[str]) -> bool:
        self.rest = self.rest[word.end() :]
        return bool(word.group())


def _sign(text: str) -> str | None:
    """An operator as printed → =, >=, <=, > or <."""
    for sign, pattern in (*_BEFORE.items(), *_TAIL.items()):
        if pattern.fullmatch(text):
            return sign
    return None


def _numbers(found: _Opening, unit: str | None, *, is_bound: bool) -> Quantity | None:
    """The number or the range behind the opening words, with the words behind it."""
    is_inclusive = _INCLUSIVE.search(found.rest) is not None
    rest = _DONE_WITHIN.sub("", _INCLUSIVE.sub("", found.rest))
    is_about = found.is_about or bool(_OR_SO.search(rest))
    rest, after, after_text = _without_tail(_OR_SO.sub("", rest))
    if after and found.sign and after[0] != found.sign[0]:
        return None
    sign = found.sign or after or found.reach
    text = found.sign_text or after_text.strip("(含)及其或") or found.reach_text
    if sign in (">", "<") and is_inclusive:
        sign += "="
    made = Quantity(
        text or None, None, None, None, sign,
        is_open=bool(found.sign or after or is_about), is_rise=found.is_rise,
        is_within=bool(_WITHIN.search(after_text)),
    )  # fmt: skip
    parsed = _range(made, rest, unit) or _single(
        made, rest, unit, is_about=is_about, is_bound=is_bound or bool(after)
    )
    if parsed is None or not found.per:
        return parsed
    if parsed.unit_text is None or "/" in parsed.unit_text:
        return None
    return replace(parsed, unit_text=f"{parsed.unit_text}/{found.per}")


def _without_tail(text: str) -> tuple[str, str | None, str]:
    """A value without 以上 or 以内 behind it, the operator that it means, and its words."""
    for sign, pattern in _TAIL.items():
        if tail := pattern.search(text):
            return text[: tail.start()], sign, tail.group()
    return text, None, ""


def _single(
    made: Quantity, rest: str, unit: str | None, *, is_about: bool, is_bound: bool
) -> Quantity | None:
    """One number with its scale and unit; one that is said to be about right is none."""
    found = _leading(rest)
    if found is None:
        return None
    number, is_chinese, rest = found
    scale, own, is_some = _behind(rest)
    is_plain = is_unit(own or "") or (not own and made.operator is not None)
    if (
        (own and not can_be_unit(own, unit, number, is_bound=is_bound))
        or (is_chinese and (not is_plain or _IN_ORDER.match(own or "")))
        or (made.is_within and (number < 0 or (own != "日" and may_be_date(own, number))))
    ):
        return None
    is_open = made.is_open or is_some
    exact = None if is_about or is_some else number
    return replace(made, number=exact, scale_text=scale, unit_text=own, is_open=is_open)


def _range(made: Quantity, rest: str, unit: str | None) -> Quantity | None:
    """Two numbers in order with a dash or 至 between them: `10-20个`, `1-2万元`, `±5%`."""
    ends = _ends(rest) if made.operator is None or made.is_within else None
    if ends is None:
        return None
    low, high, scale, own = ends
    if low >= high or (own and not can_be_unit(own, unit, high, is_bound=True)):
        return None
    return replace(
        made, low=low, high=high, scale_text=scale, unit_text=own, operator=None,
        operator_text=None, is_open=False, is_within=False,
    )  # fmt: skip


def _ends(text: str) -> tuple[Decimal, Decimal, str | None, str | None] | None:
    """The ends of a printed range with the scale and the unit of its last number."""
    if text.startswith("±") and (found := _leading(text[1:])):
        scale, own, _ = _behind(found[2])
        return -found[0], found[0], scale, own
    first = _leading(text)
    between = _TO.search(first[2]) if first else None
    second = _leading(first[2][between.end() :]) if first and between else None
    if first is None or between is None or second is None:
        return None
    first_scale, first_unit, _ = _behind(first[2][: between.start()])
    scale, own, _ = _behind(second[2])
    if first_unit and first_unit != own:
        return None
    low, high = first[0], second[0]
    if first_scale or low >= high:  # 5000-1万: only the second is in 万
        low = low * scale_factor(first_scale) / scale_factor(scale)
    return low, high, scale, own


def _leading(text: str) -> tuple[Decimal, bool, str] | None:
    """The number that a text begins with, whether in Chinese numerals, and the rest.

    `百分之九十` is 90 with its unit % put behind it.
    """
    if whole := _HUNDRED_PER_CENT.match(text):
        return Decimal(100), False, "%" + text[whole.end() :]
    text = text.removeprefix("¥")
    share = _PER_CENT.match(text)
    text = text[share.end() :] if share else text
    behind = "%" if share else ""
    if digits := _NUMBER.match(text):
        number = Decimal(digits.group().replace(",", ""))
        return number, False, behind + text[digits.end() :]
    if numeral := _CHINESE.match(text):
        value = _of_numeral(numeral.group())
        return None if value is None else (value, True, behind + text[numeral.end() :])
    return None


def _of_numeral(text: str) -> Decimal | None:
    """A whole number below ten thousand in Chinese numerals: `一百二十` → 120."""
    total, digit = 0, None
    for sign in text:
        if sign in _DIGIT_SIGNS:
            if digit:
                return None
            digit = _DIGIT_SIGNS[sign]
        else:
            total += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = None
    return Decimal(total + (digit or 0))


def _behind(text: str) -> tuple[str | None, str | None, bool]:
    """Scale and unit behind a number, and whether it says that there are some more."""
    is_some = bool(_AND_SOME.match(text))
    scale, unit = split_scale(text[is_some:])
    if unit and (scale or is_some) and _AND_SOME.match(unit):
        is_some, unit = True, unit[1:] or None
    bracketed = re.fullmatch(r"\(([^()\d]+)\)", unit or "")
    return scale, bracketed[1] if bracketed else unit, is_some
