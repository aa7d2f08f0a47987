"""A project told under headings (项目名称, 立项依据, 资金安排情况 …) in running text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Amount, Context, Line, Passage, Project, Prose, Records
from ingest.form import Form
from ingest.values import money_in, squeeze, without_ordinal

_MAX_HEADING = 20
REST = "table"
"""The section under which a table's heading stands: what follows is no statement."""


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
    passages: list[Passage] = []
    for number, statement in enumerate(
        _statements(prose.lines, form), start=context.next_project_no
    ):
        fields: dict[str, str] = {}
        for section in statement:
            if section.name == REST:
                continue
            for line in section.lines:
                fields.update(_labelled(line.text, form))
                passages.append(Passage(section.heading, line.text, line.place))
            if section.text:
                fields.setdefault(section.name, section.text)
            if section.name == "funding_text":
                amounts += _funds(section, form, number, prose)
        if "name_text" in fields:
            fields["name_text"] = fields["name_text"].replace("\n", "")
            first = statement[0].lines[0]
            row_no = prose.lines.index(first) + 1
            projects.append(Project(number, row_no, first.place, fields))
    return Records(amounts=amounts, projects=projects, passages=passages)


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
        held = [Line(rest, line.place)] if rest else []
    yield Section(name, heading, tuple(held))


def rest_of(prose: Prose, form: Form) -> list[Line]:
    """The lines that stand under a table's heading: a table printed as running text."""
    return [
        line
        for section in sections(prose.lines, form)
        if section.name == REST
        for line in section.lines
    ]


def _statements(lines: Sequence[Line], form: Form) -> list[list[Section]]:
    """The sections grouped by project: each 项目名称 opens one."""
    statements: list[list[Section]] = []
    for section in sections(lines, form):
        if section.name == "name_text" and section.lines:
            statements.append([section])
        elif statements and section.name:
            statements[-1].append(section)
    return statements


def _heading(line: Line, form: Form) -> tuple[str, str, str] | None:
    """Section name, heading and what follows its colon, if the line is a heading."""
    head, _, rest = squeeze(line.text).partition(":")
    plain = without_ordinal(head)
    if len(plain) > _MAX_HEADING:
        return None
    for name, rule in form.sections.items():
        if rule.fullmatch(plain):
            return name, head, rest
    return None


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
    """The planned sum: the only amount of the section, or the first after a word of sum."""
    found = [
        (line, digits, parsed, unit, offset)
        for line in section.lines
        for digits, parsed, unit, offset in money_in(line.text)
    ]
    for measure, rules in form.amounts.items():
        for line, digits, parsed, unit, offset in found:
            before = line.text[:offset]
            if len(found) == 1 or any(rule.search(before) for rule in rules):
                yield Amount(
                    row_no=prose.lines.index(line) + 1 if line in prose.lines else 1,
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
