"""Figures of running text with the clause that each stands in, and what its words may be."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from ingest.evidence import factor_of
from ingest.statements.stream import Stream
from ingest.value import value
from ingest.values import MONEY_UNITS, Number, number
from ingest.words import spelled

QUOTES = "“”\"'‘’《》「」『』"
HIDDEN = "\0"
"""What stands for the characters of a bracket that is passed over."""

_UNITS = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_FIGURE = re.compile(
    r"(?<![\d.,])(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?![\d.]\d)"
    rf"(?P<unit>{_UNITS}|万(?=[,。;、:()\n]|$)|%|分(?!之|别|钟|公司|局|类|项)"
    r"|辆|台/套|台\(套\)|台、套|台套|台|套)?"
)
_ASIDE = re.compile(r"\([^()\n]{1,40}\)")
_CLAUSE = re.compile(r"[,。;、()\n]")


@value(frozen=True, slots=True)
class Figure:
    """A printed number: its unit, and the clause before it, without quotation marks.

    `lead` are the words between the last mark of punctuation and the number; what stands
    before a colon in them is left out. `start` and `end` bound number and unit in the stream.
    """

    digits: str
    parsed: Number
    unit: str
    lead: str
    start: int
    end: int

    @property
    def is_money(self) -> bool:
        """Whether the unit is one of money."""
        return self.unit in MONEY_UNITS


@dataclass(frozen=True, slots=True)
class Meant:
    """What a printed number says: yuan where its unit is one of money, else as it is.

    `half` is half of its last printed unit: how far rounding goes.
    """

    value: Decimal
    half: Decimal

    def agrees(self, other: "Meant") -> bool:
        """Whether two numbers can be roundings of one."""
        return abs(self.value - other.value) <= self.half + other.half


def meant(value: Decimal, decimals: int, unit: str | None) -> Meant:
    """What a number with its unit says."""
    factor = factor_of(unit) or Decimal(1)
    return Meant(value * factor, factor * Decimal(5).scaleb(-decimals - 1))


def without_asides(text: str) -> str:
    """The text with every bracket hidden that holds no figure of its own; as long as before."""

    def hidden(found: re.Match[str]) -> str:
        return found[0] if _holds_figure(found[0]) else HIDDEN * len(found[0])

    return _ASIDE.sub(hidden, text)


def _holds_figure(aside: str) -> bool:
    return (
        any(found["unit"] for found in _FIGURE.finditer(aside))
        or re.search(r"[增减升降]", aside) is not None
    )


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """The figures of a stretch of a stream's text, in order.

    Args:
        text: the text of a stream, its asides hidden.
        start: where the stretch begins.
        end: where it ends; the end of the text where it is not said.
    """
    for found in _FIGURE.finditer(text, start, len(text) if end is None else end):
        parsed = number(found["digits"])
        if parsed is None:
            continue
        marks = [m.end() for m in _CLAUSE.finditer(text, start, found.start())]
        lead = text[marks[-1] if marks else start : found.start()]
        unit = "万元" if found["unit"] == "万" else found["unit"] or ""
        yield Figure(found["digits"], parsed, unit, _words(lead), found.start(), found.end())


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """A printed text in the spelling of leads: NFKC, no white space, quotes or asides."""
    joined = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return without_asides(joined).translate(dict.fromkeys(map(ord, QUOTES + HIDDEN)))


@lru_cache(maxsize=65_536)
def _words(lead: str) -> str:
    """A clause without quotes, hidden brackets, and what a colon in it closes."""
    head, colon, last = plain(lead).rpartition(":")
    return head.rpartition(":")[2] + colon if colon and not last else last


@cache
def worded(pattern: str) -> re.Pattern[str]:
    """A pattern of words of the vocabularies, compiled."""
    return re.compile(spelled(pattern))


def clause_start(stream: Stream, offset: int) -> bool:
    """Whether a sentence or a paragraph begins at an offset."""
    return offset == 0 or stream.text[offset - 1] in "。;\n"
