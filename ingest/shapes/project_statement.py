"""A project told under headings (项目名称, 立项依据, 资金安排情况 …) in running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from ingest.documents import Amount, Context, Line, Passage, Project, Prose, Records, Untaken
from ingest.form import Form
from ingest.readers.assemble import is_title
from ingest.shapes.untaken import of_no_project
from ingest.values import Number, number, squeeze, without_ordinal

_MAX_HEADING = 20
_MAX_TITLE = 60
TITLE = "title"
"""The section of a line that names a project as its title: 某某项目经费情况说明."""
_NO_NAME = re.compile(r"(?:财政|预算|部门|单位|主要|重点|项目|专项|支出|有关|相关)*")
_YEAR_BEFORE = re.compile(r"^(?:19|20)\d\d年度?")
_TELLS = frozenset({"basis_text", "overview_text", "content_text", "plan_text", "funding_text"})
_MONEY = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)(亿元|百万元|万元|千元|元|万(?=[,，。；;、:：)）]|$))"
)
_OF_ANOTHER = re.compile(r"上年|去年|上一年|前年|增加|增长|减少|下降|同比|较")
_CLAUSE = re.compile(r"[,，。；;:：]")
REST = "table"
"""The section under a table's title: what follows is no statement."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of running text and the lines under it."""

    name: str
    heading: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


def read(prose: Prose, form: Form, context: Context) -> Records:
    """The projects that the text states, with the funds their 资金安排 names."""
    projects: list[Project] = []
    amounts: list[Amount] = []
    untaken: list[Untaken] = []
    passages: list[Passage] = []
    notes: list[str] = []
    project_no = context.next_project_no
    for statement in _statements(prose.lines, form):
        fields: dict[str, str] = {}
        for section in statement:
            if section.name == REST:
                continue
            for line in section.lines if section.name != TITLE else ():
                fields.update(_labelled(line.text, form))
                passages.append(Passage(section.heading, line.text, line.place))
            if section.text and section.name != TITLE:
                fields.setdefault(section.name, section.text)
        name = fields.get("name_text") or _name_in_title(statement[0])
        funds = [
            amount
            for section in statement
            if section.name == "funding_text"
            for amount in _funds(section, form, project_no, prose)
        ]
        if not funds:
            notes += _unsummed(statement)
        if not name:
            untaken += map(of_no_project, funds)
        else:
            amounts += funds
            fields["name_text"] = name.replace("\n", "")
            first = statement[0].lines[0]
            row_no = _line_no(prose, first)
            projects.append(Project(project_no, row_no, first.place, fields))
        project_no += 1
    return Records(
        amounts=amounts, projects=projects, passages=passages, untaken=untaken, notes=notes
    )


def _unsummed(statement: Sequence[Section]) -> Iterator[str]:
    """Says of amounts under 资金安排 that none of them is called the sum."""
    for section in statement:
        for line in section.lines if section.name == "funding_text" else ():
            if any(True for _ in _money_in(line.text)):
                yield f"{line.place}: no sum of {section.heading} among {line.text[:40]}"


def _name_in_title(section: Section) -> str:
    """The project that a title names, without the year before it."""
    return section.lines[0].text if section.name == TITLE else ""


def _line_no(prose: Prose, line: Line) -> int:
    """The number of the line at a place: a heading's own text may have been cut from it."""
    return next((n for n, one in enumerate(prose.lines, 1) if one.place == line.place), 1)


def sections(lines: Sequence[Line], form: Form) -> Iterator[Section]:
    """The text cut at the form's headings; a heading may carry its text after a colon."""
    name, heading, held = "", "", list[Line]()
    for line in lines:
        found = _heading(line, form)
        if found is None:
            held.append(line)
            continue
        if name or held:
            yield Section(name, heading, tuple(held))
        name, heading, rest = found
        held = [Line(rest, line.place)] if rest or name == TITLE else []
    yield Section(name, heading, tuple(held))


def rest_of(prose: Prose, form: Form) -> list[Line]:
    """The lines that stand under a table's title, after a project is told of.

    They are a table printed as running text.
    """
    told = dropwhile(lambda section: section.name in ("", REST), sections(prose.lines, form))
    return [line for section in told if section.name == REST for line in section.lines]


def _statements(lines: Sequence[Line], form: Form) -> list[list[Section]]:
    """The sections grouped by project: each 项目名称 opens one, or a title that names it."""
    statements: list[list[Section]] = []
    for section in sections(lines, form):
        if section.name == "name_text" and section.lines:
            if statements and [one.name for one in statements[-1]] == [TITLE]:
                statements[-1] = [section]
            else:
                statements.append([section])
        elif section.name == TITLE:
            statements.append([section])
        elif statements and section.name:
            statements[-1].append(section)
    return [found for found in statements if _states_project(found)]


def _states_project(statement: Sequence[Section]) -> bool:
    """Whether a project is told of: under 项目名称, or a title with two headings at least."""
    told = {section.name for section in statement}
    return "name_text" in told or len(told & _TELLS) > 1


def _heading(line: Line, form: Form) -> tuple[str, str, str] | None:
    """Section name, heading and what follows its colon, if the line is a heading.

    The title of a table is one too: what stands below it is no text of the section above.
    """
    if is_title(line.text):
        return REST, line.text, ""
    head, _, rest = squeeze(line.text).partition(":")
    plain = without_ordinal(head)
    for name, rule in form.sections.items():
        found = rule.fullmatch(plain) if len(plain) <= _MAX_TITLE else None
        if found and name == TITLE:
            named = _YEAR_BEFORE.sub("", _printed_name(line.text, found[1]))
            return name, head, "" if _NO_NAME.fullmatch(named) else named
        if found and len(plain) <= _MAX_HEADING:
            return name, head, rest
    return None


def _printed_name(text: str, name: str) -> str:
    """A name as the line prints it, brackets and all."""
    plain = without_ordinal(text)
    return next(
        (text[start : start + length]
         for length in range(len(name), len(text) + 1)
         for start in range(len(text) - length + 1)
         if squeeze(text[start : start + length]) == name),
        plain,
    )  # fmt: skip


def _labelled(text: str, form: Form) -> dict[str, str]:
    """`单位名称：…` lines as fields."""
    label, colon, value = text.partition("：") if "：" in text else text.partition(":")
    plain = squeeze(label)
    return {
        name: value.strip()
        for name, rule in form.lines.items()
        if colon and value.strip() and rule.fullmatch(plain)
    }


def _funds(section: Section, form: Form, project_no: int, prose: Prose) -> Iterator[Amount]:
    """The planned sum: the only amount of the section, or the first after a word of sum.

    An amount of another year, or of a change, is none.
    """
    found = [
        (line, digits, parsed, unit, offset)
        for line in section.lines
        for digits, parsed, unit, offset in _money_in(line.text)
    ]
    for measure, rules in form.amounts.items():
        for line, digits, parsed, unit, offset in found:
            before = line.text[:offset]
            if len(found) == 1 or any(rule.search(before) for rule in rules):
                yield Amount(
                    row_no=_line_no(prose, line),
                    column_no=offset,
                    row_key="total",
                    measure=measure,
                    amount_text=digits,
                    amount=parsed.value,
                    decimals=parsed.decimals,
                    locator=line.place,
                    label_text=section.heading,
                    unit_text=unit,
                    unit_locator=line.place,
                    project_no=project_no,
                )
                break


def _money_in(text: str) -> Iterator[tuple[str, Number, str, int]]:
    """Each amount of the year in a sentence: digits, number, unit, offset; 万 is 万元."""
    for found in _MONEY.finditer(text):
        clause = _CLAUSE.split(text[: found.start()])[-1]
        parsed = number(found[1])
        if parsed is not None and not _OF_ANOTHER.search(clause):
            yield found[1], parsed, "万元" if found[2] == "万" else found[2], found.start()
