"""What a document says of itself: title, publisher, fiscal year, kind, caliber."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from ingest import government
from ingest.documents import Block, Grid, Line, Project, Prose, Records
from ingest.editions import publication_date, revision_note
from ingest.form import Claim, Form, phase_said
from ingest.headers import prints_figures
from ingest.headings import cover_of, is_sheet_name, page_headers, title_of
from ingest.labels import (
    body_alone,
    body_in_name,
    bottom_rows,
    departments,
    top_rows,
    year_in,
    years_of_name,
)
from ingest.values import (
    account_years,
    fiscal_years,
    squeeze,
    year_in_digits,
    years,
)
from ingest.words import vocabulary

_ENDS_A_NAME = (
    "(?:局|委|委员会|办公室|中心|开发区|政府|厅|院|校|大学|学院|部|会|处|所|站|队|园区|区|市|县|镇|乡|街道"
    "|办事处|公司|集团|馆|社|团|小学|中学|幼儿园)"
)
_OF_THE_TITLE = (
    "(?=关于|\\d{4}年|部门|单位|预算|决算|绩效|重大|重点|项目|[:：》】\\]]|$|（|\\()"
)
_OF_ACCOUNTS = (
    r"(?=(?:\d{4}年度?)?(?:部门|单位)(?:综合|[“\"]?三公[”\"]?经费)?(?:预|决)算"
    r"|\d{4}年度?(?:预|决)算)"
)
_PUBLISHER_IN_TITLE = re.compile(
    r"^[《【\[“]?(?:关于(?:公开|公布|公示|批复)?)?(?:\d{4}年度?)?((?:(?!关于|文件|会议)[^()（）]){2,40}?"
    rf"(?:{_ENDS_A_NAME}{_OF_THE_TITLE}|(?:{vocabulary()['bodies']['name_ending']}){_OF_ACCOUNTS}))"
)
"""Whose document a title says it is; a name with a rarer ending stands before its accounts."""
_PLACE_ALONE = re.compile(
    "(?:(?!局|委|会|院|校|团|政协|人大|中心|公司)[一-鿿]){2,14}"
    "(?:省|市|县|旗|盟|州|自治区|(?<![发园新济术业游假林景矿街社校库片范护理验税产灌牧特])区)"
)
"""A province, city or county by its name alone: an area, whose figures are no department's."""
_REPLY = re.compile(r"^.{2,30}?(?=关于批复)")
"""Who approves a body's accounts: 某市财政局关于批复某局2023年度部门决算的通知."""
_ANNEX = re.compile(
    r"^(?:附[件表]?\d*[:：、._-]?|第[一二三四五六七八九十\d]{1,3}(?:部分|章|节|篇)[:：、]?\s*)"
)
"""What numbers an annex or a chapter before its title."""
_UNIT_CALIBER = re.compile(r"单位(?:预|决)算|本级\)?(?:\d{4}年度?)?(?:预|决)算|\(本级\)")
_DEPARTMENT_CALIBER = re.compile(r"部门(?:预|决)算|本部门|部门整体")
_SYNTHETIC = re.compile(r"合成(?:数据|文件|文档)|synthetic", re.IGNORECASE)
_NAMES_ACCOUNTS = re.compile(
    r".{0,40}(?:19|20)\d{2}年度?.{0,4}(?:部门|单位)?(?:预|决)算(?:公开|报告|草案|说明|表)*"
)
_LINES_NEAR = 2
_HEAD_ROWS = 8
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
    department_source: str | None = None
    region_text: str | None = None
    region_source: str | None = None


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
    names: Sequence[str] = (),
    *,
    is_of_area: bool = False,
) -> About:
    """What the document says of itself, from its titles, header fields and notes.

    Args:
        blocks: all that the document prints.
        recognised: its tables and passages that forms read.
        forms: every form.
        names: the document's names outside it, the nearest first: its file's, its folders'.
        is_of_area: whether it is about a whole area (`ingest.government.is_government`).

    The sources of year and department are `title`, `text`, `sheet`, or, where nothing in
    the document names one, `file_name` or `folder`.
    """
    first = recognised[0].claim.title.text if recognised else None
    title = title_of(blocks, forms, first)
    headings = tuple(dict.fromkeys((title, cover_of(blocks, forms), *page_headers(blocks))))
    kind = government.KIND if is_of_area else _kind(recognised)
    text = "\n".join(line.text for block in blocks for line in _lines(block))
    department, department_source = (
        (None, None) if is_of_area else _department(headings, blocks, recognised, names)
    )
    area = (
        government.area_of(blocks, forms, names) if is_of_area else government.Area(None, None)
    )
    running = [line.text for block in blocks for line in _running_lines(block)]
    published = publication_date(running)
    year, year_source = government.year_of(blocks, forms) if is_of_area else (None, None)
    if year is None:
        year, year_source = _year(headings, blocks, recognised, names)
    return About(
        title=title,
        kind=kind,
        year_text=year,
        department_text=department,
        department_source=department_source,
        credit_code_text=_credit_code(recognised),
        caliber_text=_caliber(title, text) if kind in _CALIBER_KINDS else None,
        is_synthetic=bool(_SYNTHETIC.search(f"{title}\n{text}"[:3000])),
        revision_text=revision_note(title, running),
        published_text=published.isoformat() if published else None,
        year_source=year_source,
        title_years_text=",".join(fiscal_years(title)) or None,
        region_text=area.text,
        region_source=area.source,
    )


def phase_of(blocks: Sequence[Block], forms: Mapping[str, Form]) -> str | None:
    """The phase that the document's title or its page header names, of its tables without."""
    titles = (title_of(blocks, forms), cover_of(blocks, forms), *page_headers(blocks))
    return next((phase for title in titles if (phase := phase_said(title))), None)


def _lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else ()


def _running_lines(block: Block) -> tuple[Line, ...]:
    return block.lines if isinstance(block, Prose) else block.before


def _kind(recognised: Sequence[Recognised]) -> str:
    """The kind that most of the recognised blocks are of; `other` where none is."""
    kinds = Counter(found.claim.form.kind for found in recognised)
    return kinds.most_common(1)[0][0] if kinds else "other"


def _year(
    headings: Sequence[str],
    blocks: Sequence[Block],
    recognised: Sequence[Recognised],
    names: Sequence[str],
) -> tuple[str | None, str | None]:
    """The fiscal year, and where it was found.

    An evaluation is published a year later than what it evaluates: its projects' names
    say the year. Elsewhere the tables' titles and heads do, then the document's
    title, cover and page header, then what the text calls 年度; last the sheets' names, the
    file's and its folders'.
    """
    for named, source in _years_named(headings, blocks, recognised, names):
        if named:
            return Counter(named).most_common(1)[0][0], source
    return None, None


def _years_named(
    headings: Sequence[str],
    blocks: Sequence[Block],
    recognised: Sequence[Recognised],
    names: Sequence[str],
) -> Iterator[tuple[Sequence[str], str]]:
    """The years that each kind of evidence names, the strongest first, and its source."""
    by_projects = [
        year
        for found in recognised
        if found.claim.form.year_from == "projects"
        for project in found.records.projects
        for year in project_years(project)
    ]
    yield by_projects, "text"
    in_titles = [year for found in recognised for year in fiscal_years(found.claim.title.text)]
    yield in_titles, "title"
    yield [year for found in recognised if (year := _head_year(found))], "text"
    yield [year for line in _named_near(recognised) for year in fiscal_years(line)], "title"
    yield from ((fiscal_years(heading), "title") for heading in headings)
    yield [year for texts in _publisher_texts(blocks) if (year := year_in(texts))], "text"
    lines = [line for block in blocks for line in _lines(block)]
    text = "\n".join(line.text for line in lines if not is_sheet_name(line))
    # A line that ends with digits runs into the year that the next one begins with.
    apart = [line.text for line in lines if not is_sheet_name(line)]
    for years_in in (account_years, fiscal_years):
        yield [year for line in apart for year in years_in(line)], "text"
        yield years_in(text), "text"
    yield [year for found in recognised if (year := _newest_in_head(found))], "text"
    yield fiscal_years("\n".join(line.text for line in lines if is_sheet_name(line))), "sheet"
    yield from ((years_of_name(name), source) for name, source in _sources(names))


def table_year(found: Recognised) -> str | None:
    """The fiscal year that a table itself names: its title, its head, the sheet it is on."""
    in_title = fiscal_years(found.claim.title.text)[:1]
    if in_title:
        return in_title[0]
    sheets = [line for line in _running_lines(found.block) if is_sheet_name(line)]
    on_sheet = fiscal_years(sheets[-1].text) if sheets else ()
    return _head_year(found) or next(iter(on_sheet), None)


def _head_year(found: Recognised) -> str | None:
    """The year between a table's title and its first figures: in a line, or among labels."""
    block = found.block
    if not isinstance(block, Grid):
        return None
    groups = [[line.text] for line in _below_title(found)]
    groups += [list(row.cells) for row in top_rows(block)]
    return next((year for texts in groups if (year := year_in(texts))), None)


def _newest_in_head(found: Recognised) -> str | None:
    """The newest year that the heads of a table's columns name, where none says 上年 alone."""
    block = found.block
    if not isinstance(block, Grid):
        return None
    head = takewhile(lambda row: not prints_figures(row), block.rows[:_HEAD_ROWS])
    cells = [cell for row in head for cell in row.cells]
    named = [year for cell in cells for year in fiscal_years(cell)]
    return max(named, default=None) if not any("上年" in squeeze(c) for c in cells) else None


def _below_title(found: Recognised) -> tuple[Line, ...]:
    """The lines between a table's title and the table."""
    above = found.block.before if isinstance(found.block, Grid) else ()
    titles = [i for i, line in enumerate(above) if line == found.claim.title]
    return above[titles[-1] + 1 :] if titles else ()


def under_its_department(statement: Recognised, table: Recognised) -> Recognised:
    """A statement of a project whose table is labelled with the department it is under.

    The body that the text then names as 单位名称 is the unit that carries it out.
    """
    projects = statement.records.projects
    if statement.claim.form.shape != "project_statement":
        return statement
    labelled = next(departments([line.text for line in _below_title(table)]), None)
    unit = projects[-1].texts.get("department_text") if projects else None
    if labelled is None or unit is None or squeeze(unit) == labelled:
        return statement
    texts = {"department_text": labelled, "implementing_unit_text": unit}
    last = replace(projects[-1], texts=projects[-1].texts | texts)
    return replace(
        statement, records=replace(statement.records, projects=[*projects[:-1], last])
    )


def contradiction(about: About, found: Recognised) -> str | None:
    """What a table's outcome says where the document's title names another year."""
    year = table_year(found)
    said = fiscal_years(about.title)
    if year is None or not said or year in said or found.claim.form.year_from:
        return None
    return f"the table is of {year}, the document's title says {said[0]}"


def named_otherwise(about: About, names: Sequence[str]) -> str | None:
    """What a document's outcome says where its file or a folder is called by other years."""
    for name, source in _sources(names):
        years_named = years_of_name(name)
        if about.year_text and years_named and about.year_text not in years_named:
            what = "file" if source == "file_name" else "folder"
            return f"the {what}'s name says {years_named[0]}, the document {about.year_text}"
    return None


def project_years(project: Project) -> tuple[str, ...]:
    """The years that a project's name states."""
    return years(project.texts.get("name_text", ""))[:1]


def _department(
    headings: Sequence[str],
    blocks: Sequence[Block],
    recognised: Sequence[Recognised],
    names: Sequence[str],
) -> tuple[str | None, str | None]:
    """The publisher and where it is named.

    In a field of a form, behind a label, in a heading, alone next to a table's title; last
    in the names of the file and its folders.
    """
    candidates = chain(
        ((name, "text") for name in _of_one_form(recognised)),
        ((name, "text") for texts in _publisher_texts(blocks) for name in departments(texts)),
        ((_publisher_in(line), "title") for line in _named_near(recognised)),
        ((_publisher_in(heading), "title") for heading in headings),
        ((name, "text") for name in _of_one_heading(recognised)),
        ((_no_place(text), "text") for found in recognised for text in _beside_title(found)),
        ((_publisher_in(n) or _no_place(n, body_in_name), src) for n, src in _sources(names)),
    )
    return next(((name, source) for name, source in candidates if name), (None, None))


def _of_one_form(recognised: Sequence[Recognised]) -> Iterator[str]:
    """The department that all fields of forms name alike."""
    named = {
        texts["department_text"].strip()
        for found in recognised
        for texts in (found.records.fields, *(p.texts for p in found.records.projects))
        if "department_text" in texts
    }
    if len(named) == 1:
        yield named.pop()


def _of_one_heading(recognised: Sequence[Recognised]) -> Iterator[str]:
    """The body whose name stands as a heading above all projects."""
    headings = {
        project.texts["heading_text"]
        for found in recognised
        for project in found.records.projects
        if "heading_text" in project.texts
    }
    if len(headings) == 1:
        yield headings.pop()


def _publisher_in(heading: str) -> str | None:
    plain = _ANNEX.sub("", year_in_digits(heading))
    found = _PUBLISHER_IN_TITLE.match(_REPLY.sub("", plain))
    return found.group(1) if found and not _PLACE_ALONE.fullmatch(found.group(1)) else None


def _no_place(text: str, body: Callable[[str], str | None] = body_alone) -> str | None:
    """The body that a text names, if that is no area by its name alone."""
    name = body(text)
    return None if name is None or _PLACE_ALONE.fullmatch(name) else name


def _beside_title(found: Recognised) -> Iterator[str]:
    """The lines next to a table's title, and the cells above its head."""
    block = found.block
    if not isinstance(block, Grid):
        return
    titles = [i for i, line in enumerate(block.before) if line == found.claim.title]
    if titles:
        yield from (line.text for line in block.before[max(titles[-1] - 1, 0) :])
    head = takewhile(lambda row: not prints_figures(row), top_rows(block))
    yield from (cell for row in head for cell in row.cells if cell.strip())


def _named_near(recognised: Sequence[Recognised]) -> Iterator[str]:
    """The line nearest above a table's title that names the document: a menu is farther."""
    for found in recognised:
        above = found.block.before if isinstance(found.block, Grid) else ()
        titles = [i for i, line in enumerate(above) if line == found.claim.title]
        near = above[max(titles[-1] - _LINES_NEAR, 0) : titles[-1]] if titles else ()
        named = [ln.text for ln in near if _NAMES_ACCOUNTS.fullmatch(squeeze(ln.text))]
        yield from named[-1:]


def _sources(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The document's names outside it and what they are the names of."""
    yield from ((name, "folder" if i else "file_name") for i, name in enumerate(names))


def _publisher_texts(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Lines of text, and rows of cells, among which a label may name the publisher."""
    for block in blocks:
        yield [line.text for line in _lines(block)]
        if isinstance(block, Grid):
            for row in (*top_rows(block), *bottom_rows(block)):
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
