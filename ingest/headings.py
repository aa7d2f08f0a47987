"""The lines by which a document calls itself: its title, its cover, its page headers."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from ingest.documents import Block, Line, Prose
from ingest.form import Form, titled
from ingest.values import fiscal_years, has_chinese_ordinal, squeeze, without_ordinal

TITLE_PLACE = "title"
"""The place of a line that the format itself calls the document's title."""
HEADER_PLACE = "page header"
"""The place of a line that stands at the top of each page."""
_MAX_TITLE = 60
_NO_TITLE = re.compile(r"目录|第[一二三四五六七八九十]+部分.*|第[一二三四五六七八九十]+章.*")
_TITLE_LINES = 4
_ABOUT_PAGE = re.compile(r"(?!附?[表件])[^:：\d]{2,8}[:：].{0,40}")
"""A line that says something of the page or the table: its date, its source, its unit."""
_WHEN_IT_WAS_SAID = re.compile(r"[-—–－]{1,2}|\((?:19|20)\d{2}年\d{1,2}月")
"""What begins a line below a title: ——2024年8月30日在…会议上."""
_ENDS_TITLE = re.compile(r"(?:报告|草案|公开)[)）]?\s*$")
_YEAR_FIRST = re.compile(r"\s*(?:19|20)\d{2}\s*年")
"""A title that is whole, and a line that begins another: that of the first table."""
_NAMES_DOCUMENT = re.compile("预算|决算|绩效|自评|收支|三公|评价")


def title_of(
    blocks: Sequence[Block], forms: Mapping[str, Form], of_first_table: str | None = None
) -> str:
    """The document's title: what the format calls so, or its cover's first lines.

    A web page's own title may be its site's; where the cover names a document and that title
    none, or one of another year, the cover counts. Then come the first table's title and the
    page header.
    """
    named = next((x.text for x in _first(blocks) if x.place == TITLE_PLACE), "")
    cover = cover_of(blocks, forms)
    if named and (_names_a_document(named) >= _names_a_document(cover)):
        said, printed = fiscal_years(named), fiscal_years(cover)
        if not (said and printed) or set(said) & set(printed):
            return named
    return cover or of_first_table or next(iter(page_headers(blocks)), "")


def cover_of(blocks: Sequence[Block], forms: Mapping[str, Form]) -> str:
    """The first lines, joined where one title is broken over several.

    What says something of the page alone may stand before it.
    """
    lines = [
        line
        for line in _first(blocks)
        if not is_sheet_name(line) and line.place not in {HEADER_PLACE, TITLE_PLACE}
    ]
    while lines and _ABOUT_PAGE.fullmatch(lines[0].text) and len(lines) > 1:
        lines = lines[1:]
    title: list[str] = []
    for line in lines[:_TITLE_LINES]:
        if titled(forms.values(), line.text):
            title = title or [line.text]
            break
        is_over = bool(title) and _ENDS_TITLE.search(title[-1]) and _YEAR_FIRST.match(line.text)
        if is_over or not _is_title_line(line.text, forms):
            break
        title.append(line.text)
    return "".join(title)


def page_headers(blocks: Sequence[Block]) -> list[str]:
    """The lines that stand at the top of each page."""
    return [line.text for line in _first(blocks) if line.place == HEADER_PLACE]


def _first(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """The lines a document begins with, where they stand in the first rows of a table too."""
    if not blocks:
        return ()
    if isinstance(blocks[0], Prose):
        return blocks[0].lines
    rows = takewhile(lambda row: sum(map(bool, row.cells)) == 1, blocks[0].rows)
    return tuple(
        Line(text, place)
        for row in rows
        for text, place in zip(row.cells, row.places, strict=True)
        if text
    )


def _names_a_document(text: str) -> bool:
    return _NAMES_DOCUMENT.search(squeeze(text)) is not None


def is_sheet_name(line: Line) -> bool:
    """A sheet's name stands before what it prints, and is no part of a title there."""
    return line.place == f"sheet {line.text}"


def _is_title_line(text: str, forms: Mapping[str, Form]) -> bool:
    return (
        0 < len(text) <= _MAX_TITLE
        and not re.search(r"[。；;：:]", text)
        and not _WHEN_IT_WAS_SAID.match(squeeze(text))
        and not has_chinese_ordinal(text)
        and not _NO_TITLE.fullmatch(squeeze(text))
        and not _names_section(without_ordinal(text), tuple(forms.values()))
    )


@lru_cache(maxsize=16_384)
def _names_section(plain: str, forms: tuple[Form, ...]) -> bool:
    return any(rule.fullmatch(plain) for form in forms for rule in form.sections.values())
