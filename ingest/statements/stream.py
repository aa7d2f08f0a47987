"""A block of running text as one text in one spelling, whose characters know their lines."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.documents import Line

TOLD_FROM = 1_000
"""Columns of figures told in a text begin here: before them stand a line's statements."""

_LONG = 18
"""A line as short as this is not broken: what follows begins a paragraph."""
_ENDS = "。;:!?…"
_LABEL = re.compile(r"[^,。;:\d]{2,14}:")
_MARKS = {ord(mark): f"({number})" for number, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮", start=1)}
_LEVELS = (
    re.compile(r"第[一二三四五六七八九十]+部分"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)[、.]?"),
    re.compile(r"\d{1,2}(?:[、]|\.(?!\d))"),
    re.compile(r"\(\d{1,2}\)[、.]?"),
)
_HEADING_ENDS = re.compile(
    r"(?:情况|说明|综述|结果|结论|解释|支出|占用|使用|措施|问题|原因|建议|评价|自评|项目)$"
)
_MAX_HEADING = 45
_STOP = re.compile(r"(?<=[^\W\d_A-Za-z%)])\.(?!\d)|(?<=[%)])\.(?!\d)")
"""A full stop in half width."""
PARAGRAPH = "\n"
"""What stands between paragraphs in a stream."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its block, its line (from 1), its column there, the locator."""

    block_no: int
    row_no: int
    column_no: int
    locator: str


@dataclass(frozen=True, slots=True)
class Stream:
    """A block's text in one spelling (NFKC, no white space), and as printed.

    `text` and `printed` run alike: `printed[i]` is what the character `text[i]` was printed
    as. Paragraphs are parted by line breaks; lines that one sentence runs over are joined.
    """

    block_no: int
    text: str
    printed: tuple[str, ...]
    starts: tuple[int, ...]
    rows: tuple[tuple[int, str], ...]

    def place(self, offset: int) -> Place:
        """The line on which a character stands."""
        at = bisect_right(self.starts, offset) - 1
        row_no, locator = self.rows[at]
        return Place(self.block_no, row_no, TOLD_FROM + offset - self.starts[at], locator)

    def as_printed(self, start: int, end: int) -> str:
        """A stretch of the text as printed, without white space."""
        return "".join(self.printed[start:end]).replace(PARAGRAPH, "")


@lru_cache(maxsize=65_536)
def level(text: str) -> int | None:
    """How deep a paragraph's number stands, 0 for 第一部分 to 4 for (1); None without one."""
    return next((i for i, rule in enumerate(_LEVELS) if rule.match(text)), None)


@lru_cache(maxsize=65_536)
def numbered(text: str) -> int:
    """How many characters of a paragraph are its number."""
    found = next((m for rule in _LEVELS if (m := rule.match(text))), None)
    return found.end() if found else 0


def stream_of(block_no: int, lines: Sequence[Line]) -> Stream:
    """The lines of a block as one stream; blank lines part paragraphs."""
    text: list[str] = []
    printed: list[str] = []
    starts: list[int] = []
    rows: list[tuple[int, str]] = []
    before = ""
    for row_no, line in enumerate(lines, start=1):
        pairs = list(_spelled(line.text))
        plain = "".join(one for one, _ in pairs)
        if text and (not plain or _is_break(before, plain)):
            text.append(PARAGRAPH)
            printed.append(PARAGRAPH)
        starts.append(len(text))
        rows.append((row_no, line.place))
        text += [one for one, _ in pairs]
        printed += [as_printed for _, as_printed in pairs]
        before = plain
    whole = _STOP.sub("。", "".join(text))
    return Stream(block_no, whole, tuple(printed), tuple(starts), tuple(rows))


def _spelled(text: str) -> list[tuple[str, str]]:
    """Each character in one spelling beside what it is printed as; white space is left out."""
    return [pair for printed in text for pair in _pairs_of(printed)]


@lru_cache(maxsize=16_384)
def _pairs_of(printed: str) -> tuple[tuple[str, str], ...]:
    plain = _MARKS.get(ord(printed)) or unicodedata.normalize("NFKC", printed)
    return tuple(
        (one, printed if i == 0 else "") for i, one in enumerate(plain) if not one.isspace()
    )


def _is_break(before: str, line: str) -> bool:
    """Whether a line begins a paragraph after the one before it."""
    return (
        len(before) < _LONG
        or before[-1] in _ENDS
        or level(line) is not None
        or _LABEL.match(line) is not None
        or _is_heading(before)
    )


def _is_heading(text: str) -> bool:
    return (
        len(text) <= _MAX_HEADING
        and level(text) is not None
        and not re.search(r"[,。;]", text)
        and _HEADING_ENDS.search(text) is not None
    )
