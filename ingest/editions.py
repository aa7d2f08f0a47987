"""What a document says of its own edition: that it corrects an earlier one, and its date.

Stands beside `about`: pure functions over the document's lines.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from ingest.values import squeeze

REVISION_WORDS = (
    r"更正|勘误|修订[版稿]|修正[版稿]|更新版|重新(?:公开|公示|发布)|再次(?:公开|公示|发布)"
    r"|变更公开"
)
"""Words by which publishers mark that a document replaces one published before."""

_REVISION = re.compile(REVISION_WORDS)
_MAX_NOTE = 40
"""A line as long as this and longer is narrative, not a note about the document."""
_NOTE_LINES = 12
_PUBLISHED = re.compile(
    r"(?:公开|发布|公示|公布|发文|成文|印发)\s*(?:日期|时间)\s*:?"
    r"\s*(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?!\d)"
)


def revision_note(title: str, lines: Iterable[str]) -> str | None:
    """The title or the note before the first table that marks a later edition, as printed.

    `lines` are the document's first running lines, in order.
    """
    notes = (line for line, _ in zip(lines, range(_NOTE_LINES), strict=False))
    for text in (title, *notes):
        plain = squeeze(text)
        if _REVISION.search(plain) and (text == title or len(plain) < _MAX_NOTE):
            return text.strip()
    return None


def publication_date(lines: Iterable[str]) -> date | None:
    """The first date that the document calls the one of its publication."""
    for line in lines:
        if match := _PUBLISHED.search(unicodedata.normalize("NFKC", line)):
            year, month, day = map(int, match.groups())
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None
