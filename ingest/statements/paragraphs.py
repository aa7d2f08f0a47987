"""Lines of running text → paragraphs in one spelling, each under its heading's section."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.documents import Prose
from ingest.statements.vocabulary import Vocabulary

_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'「」『』"))
_MAX_HEADING = 45
_LEVELS = (
    re.compile(r"第[一二三四五六七八九十]+部分"),
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"\([一二三四五六七八九十]{1,3}\)"),
)
_ITEM = re.compile(r"\d{1,2}(?:[、]|\.(?!\d))|\(\d{1,2}\)")
_NOTE = re.compile(r"(?:注|说明|备注)\d?:")
_CONTENTS = re.compile(r"(?:\.{3,}|·{3,}|-{3,}|_{3,})\d{1,3}$")
_FIGURE = re.compile(r"\d(?:元|万|亿|%)")
_TITLE_END = re.compile(r"(?:说明|情况|表|解释|名词|概况|职能|职责|设置)$")
_ENDS = ("。", ";", ":", ")")
CLOSED = "closed"
"""The section of text that is not read."""
NOTES = "notes"
"""The section of the notes under tables."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a paragraph begins, and the line of the document it stands on."""

    offset: int
    block_no: int
    row_no: int
    locator: str


@dataclass(slots=True)
class Paragraph:
    """Text between headings and items, in one spelling: NFKC, no white space, no quotes."""

    section: str
    text: str = ""
    places: list[Place] = field(default_factory=list)

    def place(self, offset: int) -> Place:
        """The line on which a character of the text stands."""
        return self.places[bisect_right(self.places, offset, key=lambda p: p.offset) - 1]

    def add(self, text: str, block_no: int, row_no: int, locator: str) -> None:
        """Appends a line."""
        self.places.append(Place(len(self.text), block_no, row_no, locator))
        self.text += text


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The text in one spelling: NFKC, without white space and quotation marks."""
    joined = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).translate(_QUOTES))
    return unicodedata.normalize("NFKC", joined)


def paragraphs(proses: Sequence[Prose], vocabulary: Vocabulary) -> list[Paragraph]:
    """The paragraphs under headings that are read, and the notes under tables.

    A heading of a deeper level keeps the section of the one above it where it only says which
    part of the same money follows (收入, 支出, 总体情况). A line of a table of contents is no
    text.
    """
    sections: list[str | None] = [None] * (len(_LEVELS) + 1)
    found: list[Paragraph] = []
    is_open = False
    for prose in proses:
        for row_no, line in enumerate(prose.lines, start=1):
            text = plain(line.text)
            if _CONTENTS.search(text):
                is_open = False
                continue
            is_start = not is_open or found[-1].text.endswith(_ENDS)
            heading, rest = _split_heading(text, vocabulary, is_start=is_start)
            if heading is not None:
                _enter(sections, heading, vocabulary)
                is_open = False
            if not rest:
                continue
            section = NOTES if _NOTE.match(rest) else _section(sections)
            if (
                not is_open
                or _begins(rest)
                or (section == NOTES) != (found[-1].section == NOTES)
            ):
                found.append(Paragraph(section))
                is_open = True
            found[-1].add(rest, prose.block_no, row_no, line.place)
    return found


def _begins(text: str) -> bool:
    """Whether a line begins with an item's or a heading's number."""
    return _ITEM.match(text) is not None or _level(text) is not None


def _split_heading(
    text: str, vocabulary: Vocabulary, *, is_start: bool
) -> tuple[str | None, str]:
    """A line's heading and the text after it; None where it begins with no heading.

    A heading without a number is one only where the text before it has come to its end.
    """
    for stop in "。:":
        head, found, rest = text.partition(stop)
        is_title = (
            is_start
            and not rest
            and (stop == "。" or not found)
            and _TITLE_END.search(head) is not None
            and _named(head, vocabulary) is not None
        )
        if _is_heading(head) and (is_title or _level(head) is not None):
            return head, rest
    return None, text


def _is_heading(text: str) -> bool:
    return (
        0 < len(text) <= _MAX_HEADING
        and "," not in text
        and ";" not in text
        and not _FIGURE.search(text)
        and not _NOTE.match(text)
        and not _ITEM.match(text)
    )


@lru_cache(maxsize=65_536)
def _level(text: str) -> int | None:
    return next((i for i, level in enumerate(_LEVELS) if level.match(text)), None)


def _bare(text: str) -> str:
    for level in _LEVELS:
        text = level.sub("", text, count=1)
    return text


def _named(heading: str, vocabulary: Vocabulary) -> str | None:
    for name, pattern in (*vocabulary.own.items(), *vocabulary.general.items()):
        if pattern.search(heading):
            if any(closed.search(heading) for closed in vocabulary.closed.values()):
                return CLOSED
            return name
    if any(closed.search(heading) for closed in vocabulary.closed.values()):
        return CLOSED
    return None


def _enter(sections: list[str | None], heading: str, vocabulary: Vocabulary) -> None:
    """Puts a heading into the path; a heading without a number begins a part."""
    level = _level(heading)
    depth = 0 if level is None else level
    named = _named(_bare(heading), vocabulary)
    above = next((s for s in reversed(sections[:depth]) if s is not None), None)
    if depth and above in vocabulary.own and named not in (*vocabulary.own, CLOSED):
        named = above
    sections[depth] = named
    sections[depth + 1 :] = [None] * (len(sections) - depth - 1)
    if depth and named is None:
        sections[depth] = above


def _section(sections: Sequence[str | None]) -> str:
    return next((s for s in reversed(sections) if s is not None), "")
