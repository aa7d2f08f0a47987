"""A cell's text → the number that it prints, or nothing: the grammar of printed figures.

Stands under `ingest.values`, which gives its functions out. A figure is digits with what
offices print around them: a sign, a currency, a unit, a note mark. What only looks like one
(`1,234.5.6`, `12O.00`) is no number: nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ingest.traditional import TO_SIMPLIFIED
from ingest.value import value

NO_STORED_VALUE: Final = "#NO_VALUE"
"""The text of a cell whose formula was never computed: it is no figure and not blank."""

MONEY_UNITS: Final = ("元", "千元", "万元", "百万元", "亿元")
DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
UNIT: Final = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))

_WRITTEN_DIGITS = "零一二三四五六七八九"
_NO_DIGITS = (
    "²³¹¼-¾⁰⁴-⁹₀-₉⅐-⅟↉①-⒛⓪㉑-㉟㆒-㆕㊀-㊉㊱-㋋㍘-㍰㍸㍹㎟-㎦㎨㎯㏠-㏾\U0001f100-\U0001f10a"
)
"""Characters that are no digits, though NFKC would make digits of them."""
_KEPT = re.compile(f"([{_NO_DIGITS}]+)")
_UNSEEN = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
"""Format characters (category Cf) and variation selectors: they print nothing."""
_RAISED_AFTER_WORD = re.compile(r"(?:(?<=[一-鿿])|(?<=[一-鿿]\)))[⁰¹²³⁴-⁹]+")

DASHES: Final = "-‐‒–—―−─"
_TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))
_BLANK = re.compile(rf"[{DASHES}]{{0,4}}|/|\\|空")
_SIGN_FOR_NOTHING = re.compile(r"N/?A|[×✕✖╳xX*]|[⋯·.•_~]{1,6}|无|不适用|不涉及", re.IGNORECASE)
_CURRENCY = "(?:¥|RMB|CNY|人民币)?"
_RAISED = "⁰¹²³⁴-⁹"
MARK: Final = (
    rf"[{_RAISED}⁽⁾₀-₉①-⒇⓪㉑-㉟㊱-㊿❶-❿➀-➓⓫-⓿*※†‡#]"
    r"|[\[【〔(](?:附?注|见注)?:?(?:\d{1,2}|[a-z*※①-⑳]|[一二三四五六七八九十])?[\]】〕)]"
    r"|(?:附|见)?注[\d①-⑳]{1,2}"
)
_RAISED_IN_SIGNS = r"(?P<raised>[*^](?:\d{1,2}|\(\d{1,2}\)|\[\d{1,2}\]|\{\d{1,2}\}))"
"""How text prints a raised note number: `900.00^2`, `900.00^{2}`, `900.00*2`."""
_FIGURE = re.compile(
    rf"(?:[*※{_RAISED}]+)?['‘’`\"“]?{_CURRENCY}(?P<bracket>\()?(?P<before>[-+△▲负]?){_CURRENCY}"
    rf"(?P<inside>[-+△▲]?)(?P<digits>{DIGITS})(?P<power>[Ee][-+]\d{{1,2}})?%?"
    rf"(?P<unit>{UNIT})?(?P<after>-?)(?(bracket)\))"
    rf"(?P<mark>{_RAISED_IN_SIGNS}|(?:(?:{MARK})(?:,(?={MARK}))?)*)[\"”]?"
)
_DASH_APART = re.compile(rf"^\s*[{DASHES[1:]}]+\s+\S|\S\s+[{DASHES}]\s*$")
"""A dash with white space between it and a number: it may be another cell's blank."""


@value(frozen=True, slots=True)
class Number:
    """A printed number: its value in the printed scale, and how many decimals it shows.

    `mark_text` is the note mark printed behind it, `unit_text` the money unit.
    """

    value: Decimal
    decimals: int
    mark_text: str | None = None
    unit_text: str | None = None

    @property
    def half_unit(self) -> Decimal:
        """Half of the last printed unit: the most that rounding can have moved it."""
        return _half_unit(self.decimals)


@lru_cache(maxsize=64)
def _half_unit(decimals: int) -> Decimal:
    return Decimal(5).scaleb(-decimals - 1)


def written_number(word: str) -> int | None:
    """A number up to 99 in Chinese numerals: 三十一 → 31, 十 → 10; None where it is none."""
    tens, ten, ones = word.rpartition("十")
    digits = (tens or "一", ones or "零") if ten else ("零", word)
    if any(len(digit) != 1 or digit not in _WRITTEN_DIGITS for digit in digits):
        return None
    return 10 * _WRITTEN_DIGITS.index(digits[0]) + _WRITTEN_DIGITS.index(digits[1])


@lru_cache(maxsize=65_536)
def squeeze(text: str) -> str:
    """The text in one spelling to compare: NFKC, simplified, no white space, nothing unseen.

    A character that is no digit never becomes one: `①` and `²` stay what they are. A raised
    note number behind a Chinese word is no part of the word.
    """
    if text.isascii():
        return "".join(text.split())
    seen = _UNSEEN.sub("", text)
    if not _KEPT.search(seen):
        return _joined(seen)
    pieces = _KEPT.split(seen)
    spelled = "".join(_joined(p) if i % 2 == 0 else p for i, p in enumerate(pieces))
    return _RAISED_AFTER_WORD.sub("", spelled)


def _joined(text: str) -> str:
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    return unicodedata.normalize("NFKC", joined).translate(TO_SIMPLIFIED)


@lru_cache(maxsize=65_536)
def is_blank(text: str) -> bool:
    """Whether a cell states nothing: empty, a dash, a stroke, or the word 空."""
    return not text or _BLANK.fullmatch(squeeze(text)) is not None


@lru_cache(maxsize=65_536)
def number(text: str) -> Number | None:
    """The number a cell prints, or None where it is not a number alone.

    Thousands separators, full-width digits, a sign (`-`, `—`, `△`, a minus behind), a
    currency, accountants' brackets and a per-cent sign are understood: `（1,234.50）` is
    -1234.50, `31.43%` is 31.43. A note mark behind a whole number is split off: `900.00①`,
    `900.00[1]`, `900.00(1)` and `900.00^1` are 900.00, but `30^2` is none. With a unit behind
    it, it is no number alone.
    """
    printed = printed_amount(text)
    return None if printed is None or printed.unit_text else printed


@lru_cache(maxsize=65_536)
def printed_amount(text: str) -> Number | None:
    """As `number`, and a money unit may stand behind it: `1,200.50元` in the unit 元."""
    squeezed = squeeze(text).translate(_TO_HYPHEN)
    found = _FIGURE.fullmatch(squeezed)
    if found is None or _DASH_APART.search(text):
        return None
    signs = [s for s in found.group("bracket", "before", "inside", "after") if s]
    digits = found["digits"]
    is_whole = "." not in digits and "," not in digits
    if len(signs) > 1 or (is_whole and (found["after"] or found["raised"])):
        return None
    value = Decimal(digits.replace(",", ""))
    decimals = len(digits.partition(".")[2])
    if found["power"]:
        power = int(found["power"][1:])
        value = Decimal(f"{value.scaleb(power):f}")
        decimals = max(0, decimals - power)
    negative = bool(signs) and signs[0] != "+"
    return Number(-value if negative else value, decimals, found["mark"] or None, found["unit"])


def blank_signs(cells: Iterable[str]) -> frozenset[str]:
    """The one sign with which a whole table says that a place is empty, squeezed.

    It is a sign for nothing (`×`, `…`, `N/A`, a star alone, 无) and the only text among the
    cells that is neither a figure nor blank; with a second one, none is taken.

    Args:
        cells: the texts of all the table's figure columns.
    """
    others = {
        squeeze(cell) for cell in cells if not is_blank(cell) and printed_amount(cell) is None
    }
    is_one_sign = len(others) == 1 and all(map(_SIGN_FOR_NOTHING.fullmatch, others))
    return frozenset(others) if is_one_sign else frozenset()
