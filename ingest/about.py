"""What a document says of itself: title, publisher, fiscal year, kind, caliber."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.documents import Block, Grid, Line, Project, Prose, Records
from ingest.editions import publication_date, revision_note
from ingest.form import Claim, Form
from ingest.values import (
    account_years,
    has_chinese_ordinal,
    money_unit,
    squeeze,
    without_ordinal,
    year_in_digits,
    years,
)

TITLE_PLACE = "title"
"""The place of a line that the format itself calls the document's title."""
_MAX_TITLE = 60
_NO_TITLE = re.compile(r"目录|第[一二三四五六七八九十]+部分.*|第[一二三四五六七八九十]+章.*")
_TITLE_LINES = 4
_PUBLISHER_LINE = re.compile(
    r"^(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称)?(?:\([^()]*\))?[:：](.{2,60}?)"
    r"(?=(?:金额)?单位[:：]|\d{4}年|$)"
)
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


@dataclass(frozen=True, slots=True)
class Recognised:
    """A block with the form that claimed it and what its shape read."""

    block: Block
    claim: Claim
    records: Records


def describe(
    blocks: Sequence[Block], recognised: Sequence[Recognised], forms: Mapping[str, Form]
) -> About:
    """What the document says of itself, from its titles, header fields and notes."""
    title = _title(blocks, recognised, forms)
    kind = _kind(title, recognised)
    text = "\n".join(line.text for block in blocks for line in _lines(block))
    running = [line.text for block in blocks for line in _running_lines(block)]
    published = publication_date(running)
    return About(
        title=title,
        kind=kind,
        year_text=_year(title, text, recognised),
        department_text=_department(title, blocks, recognised),
        credit_code_text=_credit_code(recognised),
        caliber_text=_caliber(title, text) if kind in _CALIBER_KINDS else None,
        is_synthetic=bool(_SYNTHETIC.search(f"{title}\n{text}"[:3000])),
        revision_text=revision_note(title, running),
        published_text=published.isoformat() if published else None,
    )


def is_government_report(blocks: Sequence[Block], forms: Mapping[str, Form]) -> bool:
    """Whether the document's title says that it is about a whole area's budget."""
    return bool(_GOVERNMENT_REPORT.search(squeeze(_title(blocks, (), forms))))


def _lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else ()


def _running_lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else block.before


def _title(
    blocks: Sequence[Block], recognised: Sequence[Recognised], forms: Mapping[str, Form]
) -> str:
    """The first lines, joined where one title is broken over several."""
    title: list[str] = []
    first = blocks[0] if blocks else None
    lines = [line for line in _lines(first) if not _is_sheet_name(line)] if first else []
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
    return "".join(title)


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


def _year(title: str, text: str, recognised: Sequence[Recognised]) -> str | None:
    """The fiscal year.

    An evaluation is published a year later than what it evaluates: its projects' names
    say the year. Elsewhere the titles do, then what the notes call 年度.
    """
    by_projects = [
        year
        for found in recognised
        if found.claim.form.year_from == "projects"
        for project in found.records.projects
        for year in project_years(project)
    ]
    in_titles = [year for found in recognised for year in years(found.claim.title.text)]
    for named in (
        by_projects,
        in_titles,
        years(title),
        account_years(text),
        years(text),
    ):
        if named:
            return Counter(named).most_common(1)[0][0]
    return None


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
    for line in _publisher_lines(blocks):
        if match := _PUBLISHER_LINE.match(squeeze(line.text)):
            name = match.group(1).strip()
            if money_unit(f"单位:{name}") is None:
                return name
    in_title = _PUBLISHER_IN_TITLE.match(year_in_digits(title))
    if in_title:
        return in_title.group(1)
    headings = {
        project.texts["heading_text"]
        for found in recognised
        for project in found.records.projects
        if "heading_text" in project.texts
    }
    return headings.pop() if len(headings) == 1 else None


def _publisher_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        yield from _lines(block)
        if isinstance(block, Grid):
            for row in block.rows[:3]:
                yield from map(Line, row.cells, row.places)


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
