"""What a document says of itself: title, publisher, fiscal year, kind, caliber."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.documents import Block, Grid, Line, Project, Prose, Records
from ingest.editions import publication_date, revision_note
from ingest.form import Claim, Form, phase_said
from ingest.labels import departments, top_rows, year_in
from ingest.values import (
    account_years,
    fiscal_years,
    has_chinese_ordinal,
    squeeze,
    without_ordinal,
    year_in_digits,
    years,
)

TITLE_PLACE = "title"
"""The place of a line that the format itself calls the document's title."""
HEADER_PLACE = "page header"
"""The place of a line that stands at the top of each page."""
_MAX_TITLE = 60
_NO_TITLE = re.compile(r"目录|第[一二三四五六七八九十]+部分.*|第[一二三四五六七八九十]+章.*")
_TITLE_LINES = 4
_ABOUT_PAGE = re.compile(r"(?!附?[表件])[^:：\d]{2,8}[:：].{0,40}")
"""A line that says something of the page or the table: its date, its source, its unit."""
_PUBLISHER_IN_TITLE = re.compile(
    r"^(?:\d{4}年度?)?((?:(?!关于|文件|会议)[^()（）]){2,40}?(?:局|委|委员会|办公室|中心|开发区|政府|厅|院|校|大学|学院|部"
    r"|会|处|所|站|队|园区|区|市|县|镇|乡|街道|办事处|公司|集团|馆|社|团))"
    r"(?=关于|\d{4}年|部门|单位|预算|决算|绩效|重大|重点|项目|$|（|\()"
)
_GOVERNMENT_REPORT = re.compile(
    r"^(?!.*(?:部门|单位)).*(?:地方|(?<!人民)政府)(?:财政)?(?:预|决)算(?!(?:支出)?经济)"
    r"|^(?!.*(?:部门|单位)).*预算执行情况"
)
_UNIT_CALIBER = re.compile(r"单位(?:预|决)算|本级\)?(?:\d{4}年度?)?(?:预|决)算|\(本级\)")
_DEPARTMENT_CALIBER = re.compile(r"部门(?:预|决)算|本部门|部门整体")
_SYNTHETIC = re.compile(r"合成(?:数据|文件|文档)|synthetic", re.IGNORECASE)
_CALIBER_KINDS = frozenset({"final_accounts", "budget", "department_targets"})


@dataclass(frozen=True, slots=True)
class About:
    """The document's own statements; None where it says nothing."""

    title: str
    kind: str
    year_text: str | None
    department_text: str | None
    credit_code_text: str | None
    caliber_text: str | None
    is_synthetic: bool
    revision_text: str | None = None
    published_text: str | None = None
    year_source: str | None = None
    title_years_text: str | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A block with the form that claimed it and what its shape read."""

    block: Block
    claim: Claim
    records: Records


def describe(
    blocks: Sequence[Block],
    recognised: Sequence[Recognised],
    forms: Mapping[str, Form],
    file_name: str = "",
) -> About:
    """What the document says of itself, from its titles, header fields and notes.

    The year's source is `title`, `text`, `sheet`, or, where nothing in the document names
    one, `file_name`.
    """
    title = _title(blocks, recognised, forms)
    kind = _kind(title, recognised)
    text = "\n".join(line.text for block in blocks for line in _lines(block))
    running = [line.text for block in blocks for line in _running_lines(block)]
    published = publication_date(running)
    year, year_source = _year(title, blocks, recognised, file_name)
    return About(
        title=title,
        kind=kind,
        year_text=year,
        department_text=_department(title, blocks, recognised),
        credit_code_text=_credit_code(recognised),
        caliber_text=_caliber(title, text) if kind in _CALIBER_KINDS else None,
        is_synthetic=bool(_SYNTHETIC.search(f"{title}\n{text}"[:3000])),
        revision_text=revision_note(title, running),
        published_text=published.isoformat() if published else None,
        year_source=year_source,
        title_years_text=",".join(fiscal_years(title)) or None,
    )


def is_government_report(blocks: Sequence[Block], forms: Mapping[str, Form]) -> bool:
    """Whether the document's title says that it is about a whole area's budget."""
    return bool(_GOVERNMENT_REPORT.search(squeeze(_title(blocks, (), forms))))


def phase_of(blocks: Sequence[Block], forms: Mapping[str, Form]) -> str | None:
    """The phase that the document's title or its page header names, of its tables without."""
    titles = (_title(blocks, (), forms), *_page_headers(blocks))
    return next((phase for title in titles if (phase := phase_said(title))), None)


def _lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else ()


def _running_lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else block.before


def _title(
    blocks: Sequence[Block], recognised: Sequence[Recognised], forms: Mapping[str, Form]
) -> str:
    """The first lines, joined where one title is broken over several.

    What says something of the page alone may stand before it; the page header is the title
    of a document that prints no other.
    """
    first = _lines(blocks[0]) if blocks else ()
    lines = [line for line in first if not _is_sheet_name(line) and line.place != HEADER_PLACE]
    while lines and _ABOUT_PAGE.fullmatch(lines[0].text) and len(lines) > 1:
        lines = lines[1:]
    title: list[str] = []
    for line in lines[:_TITLE_LINES]:
        if line.place == TITLE_PLACE:
            return line.text
        if any(form.claims_title(line.text) for form in forms.values()):
            title = title or [line.text]
            break
        if not _is_title_line(line.text, forms):
            break
        title.append(line.text)
    if not title and recognised:
        title = [recognised[0].claim.title.text]
    return "".join(title) or next(iter(_page_headers(blocks)), "")


def _page_headers(blocks: Sequence[Block]) -> list[str]:
    return [
        line.text
        for block in blocks[:1]
        for line in _lines(block)
        if line.place == HEADER_PLACE
    ]


def _is_sheet_name(line: Line) -> bool:
    """A sheet's name stands before what it prints, and is no part of a title there."""
    return line.place == f"sheet {line.text}"


def _is_title_line(text: str, forms: Mapping[str, Form]) -> bool:
    plain = without_ordinal(text)
    return (
        0 < len(text) <= _MAX_TITLE
        and not re.search(r"[。；;：:]", text)
        and not has_chinese_ordinal(text)
        and not _NO_TITLE.fullmatch(squeeze(text))
        and not any(
            rule.fullmatch(plain) for f in forms.values() for rule in f.sections.values()
        )
    )


def _kind(title: str, recognised: Sequence[Recognised]) -> str:
    """The kind that most of the recognised blocks are of; `other` where none is.

    A government's report is known by its title: it holds tables of many kinds.
    """
    if _GOVERNMENT_REPORT.search(squeeze(title)):
        return "government_report"
    kinds = Counter(found.claim.form.kind for found in recognised)
    return kinds.most_common(1)[0][0] if kinds else "other"


def _year(
    title: str, blocks: Sequence[Block], recognised: Sequence[Recognised], file_name: str
) -> tuple[str | None, str | None]:
    """The fiscal year, and where it was found.

    An evaluation is published a year later than what it evaluates: its projects' names
    say the year. Elsewhere the tables' titles and heads do, then the document's title and
    page header, then what the text calls 年度; last the sheets' names and the file's.
    """
    by_projects = [
        year
        for found in recognised
        if found.claim.form.year_from == "projects"
        for project in found.records.projects
        for year in project_years(project)
    ]
    in_titles = [year for found in recognised for year in fiscal_years(found.claim.title.text)]
    in_heads = [year for found in recognised if (year := _head_year(found))]
    lines = [line for block in blocks for line in _lines(block)]
    text = "\n".join(line.text for line in lines if not _is_sheet_name(line))
    sheets = "\n".join(line.text for line in lines if _is_sheet_name(line))
    headers = "\n".join(_page_headers(blocks))
    for named, source in (
        (by_projects, "text"),
        (in_titles, "title"),
        (in_heads, "text"),
        (fiscal_years(title), "title"),
        (fiscal_years(headers), "text"),
        (account_years(text), "text"),
        (fiscal_years(text), "text"),
        (fiscal_years(sheets), "sheet"),
        (fiscal_years(file_name), "file_name"),
    ):
        if named:
            return Counter(named).most_common(1)[0][0], source
    return None, None


def table_year(found: Recognised) -> str | None:
    """The fiscal year that a table itself names: its title, its head, the sheet it is on."""
    in_title = fiscal_years(found.claim.title.text)[:1]
    if in_title:
        return in_title[0]
    sheets = [line for line in _running_lines(found.block) if _is_sheet_name(line)]
    on_sheet = fiscal_years(sheets[-1].text) if sheets else ()
    return _head_year(found) or next(iter(on_sheet), None)


def _head_year(found: Recognised) -> str | None:
    """The year between a table's title and its first figures: in a line, or among labels."""
    block = found.block
    if not isinstance(block, Grid):
        return None
    titles = [i for i, line in enumerate(block.before) if line == found.claim.title]
    below = block.before[titles[-1] + 1 :] if titles else ()
    groups = [[line.text] for line in below] + [list(row.cells) for row in top_rows(block)]
    return next((year for texts in groups if (year := year_in(texts))), None)


def contradiction(about: About, found: Recognised) -> str | None:
    """What a table's outcome says where the document's title names another year."""
    year = table_year(found)
    said = fiscal_years(about.title)
    if year is None or not said or year in said or found.claim.form.year_from:
        return None
    return f"the table is of {year}, the document's title says {said[0]}"


def project_years(project: Project) -> tuple[str, ...]:
    """The years that a project's name states."""
    return years(project.texts.get("name_text", ""))[:1]


def _department(
    title: str, blocks: Sequence[Block], recognised: Sequence[Recognised]
) -> str | None:
    """The publisher: a header field, a `部门：` line, or the body that the title names."""
    named = {
        texts["department_text"].strip()
        for found in recognised
        for texts in (found.records.fields, *(p.texts for p in found.records.projects))
        if "department_text" in texts
    }
    if len(named) == 1:
        return named.pop()
    for texts in _publisher_texts(blocks):
        for name in departments(texts):
            return name
    for heading in (title, *_page_headers(blocks)):
        if in_title := _PUBLISHER_IN_TITLE.match(year_in_digits(heading)):
            return in_title.group(1)
    headings = {
        project.texts["heading_text"]
        for found in recognised
        for project in found.records.projects
        if "heading_text" in project.texts
    }
    return headings.pop() if len(headings) == 1 else None


def _publisher_texts(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Lines of text, and rows of cells, among which a label may name the publisher."""
    for block in blocks:
        yield [line.text for line in _lines(block)]
        if isinstance(block, Grid):
            for row in top_rows(block):
                yield [cell for cell in row.cells if cell.strip()]


def _credit_code(recognised: Sequence[Recognised]) -> str | None:
    for found in recognised:
        for project in found.records.projects:
            code = squeeze(project.texts.get("credit_code_text", ""))
            if re.fullmatch(r"[0-9A-Z]{18}", code):
                return code
    return None


def _caliber(title: str, text: str) -> str | None:
    """Whether the accounts are a department's (with its units) or one unit's own."""
    for where in (squeeze(title), squeeze(text)):
        unit = len(_UNIT_CALIBER.findall(where))
        department = len(_DEPARTMENT_CALIBER.findall(where))
        if unit != department:
            return "unit" if unit > department else "department"
    return None
