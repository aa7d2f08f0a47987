"""Numbered projects told in two passages: what was planned and spent, what came of it."""

import re
from collections.abc import Iterator, Sequence

from ingest.documents import (
    Amount,
    Context,
    Finding,
    Line,
    Passage,
    Project,
    Prose,
    Records,
)
from ingest.form import Form
from ingest.shapes.project_statement import sections
from ingest.values import MONEY_UNITS, has_chinese_ordinal, number, without_ordinal

_UNIT = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_NAMES_PROBLEMS = re.compile(r"(?<!不)存在")
_PROBLEM_WORDS = re.compile(r"问题|情况|不足|不到位|未|方面|差异|缓慢|不规范")
_LEAD = re.compile(
    r"^.*?(?:但是?(?:经评价发现)?|然而|发现)?[，,]?(?:项目|专项资金|预算资金)?"
    r"(?:仍然|仍|还|也|均)?(?<!不)存在(?:着|以下|如下)?"
)
_TAIL = re.compile(r"(?:等|的|等方面的?)?(?:主要)?问题(?:[，,]在.*)?$|等?(?:的)?情况$|等$")
_ASPECTS = re.compile(
    r"^(?:项目)?在(.+?)等?(?:方面)(?:都|均|还|仍|尚)?(?:有待|需要?|存在不足|不够).*$"
)
_NEGATIVE = re.compile(
    r"不|未|无|缺|低|少|滞后|较晚|过于|流于|有待|慢|差|欠|弱|偏|超|违|逾|漏|乱|冗|空白"
)


def read(prose: Prose, form: Form, context: Context) -> Records:
    """The projects of an evaluation text: money, printed rate, problems one by one."""
    projects: list[Project] = []
    amounts: list[Amount] = []
    findings: list[Finding] = []
    passages: list[Passage] = []
    chapters = _chapters(prose.lines, form)
    for project_no, (title, lines) in enumerate(chapters, start=context.next_project_no):
        row_no = prose.lines.index(title) + 1
        texts = {"name_text": without_ordinal(title.text)}
        for section in sections(lines, form):
            text = joined(section.lines)
            if not text:
                continue
            place = section.lines[0].place
            first = prose.lines.index(section.lines[0]) + 1
            passages.append(Passage(f"{title.text} {section.heading}", text, place))
            texts.setdefault(section.name or "overview_text", text)
            if section.name == "overview_text":
                amounts += _money(text, form, project_no, first, place)
            if section.name == "result_text":
                findings += [
                    Finding(project_no, first, offset, problem, place)
                    for offset, problem in problems(text)
                ]
        projects.append(Project(project_no, row_no, title.place, texts))
    return Records(amounts=amounts, projects=projects, findings=findings, passages=passages)


def _chapters(lines: Sequence[Line], form: Form) -> list[tuple[Line, list[Line]]]:
    """Each project's title line with the lines under it.

    A title is numbered 一、二、… and a heading of the form follows before the next one.
    """
    chapters: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if has_chinese_ordinal(line.text) and len(line.text) <= 80:
            chapters.append((line, []))
        elif chapters:
            chapters[-1][1].append(line)
    return [
        (title, held)
        for title, held in chapters
        if any(section.name for section in sections(held, form))
    ]


def joined(lines: Sequence[Line]) -> str:
    """Lines as one text: a break inside a sentence is no break."""
    return "".join(re.sub(r"\s+", "", line.text) for line in lines)


def _money(text: str, form: Form, project_no: int, row_no: int, place: str) -> Iterator[Amount]:
    """Budget, spending and rate that one sentence states, in this order.

    Spending and rate count only after a budget in the same sentence: an amount alone may
    be a subsidy or a share of something else.
    """
    for sentence in _SENTENCE.finditer(text):
        found = [
            (measure, match)
            for measure, rules in form.amounts.items()
            if (match := _first(measure, rules, sentence.group())) is not None
        ]
        if not found or found[0][0] != "approved":
            continue
        for measure, match in found:
            parsed = number(match["digits"])
            if parsed is None:
                continue
            yield Amount(
                row_no=row_no,
                column_no=sentence.start() + match.start("digits"),
                row_key="total",
                measure=measure,
                amount_text=match["digits"],
                amount=parsed.value,
                decimals=parsed.decimals,
                locator=place,
                label_text=match["label"].strip("，,。；;"),
                unit_text=match["unit"],
                unit_locator=place,
                project_no=project_no,
            )
        return


def _first(
    measure: str, rules: Sequence[re.Pattern[str]], sentence: str
) -> re.Match[str] | None:
    unit = "[%％]" if measure.endswith("_rate") else _UNIT
    for rule in rules:
        found = re.search(
            rf"(?P<label>{rule.pattern})(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<unit>{unit})",
            sentence,
        )
        if found:
            return found
    return None


def problems(text: str) -> list[tuple[int, str]]:
    """The problems a text names, one by one, each with its offset."""
    found: list[tuple[int, str]] = []
    for sentence in _SENTENCE.finditer(text):
        printed = sentence.group().rstrip("。！？")
        start = _NAMES_PROBLEMS.search(printed)
        if start is None or not _PROBLEM_WORDS.search(printed[start.start() :]):
            continue
        for problem in _split(printed[start.end() :]):
            offset = text.find(problem[:6], sentence.start())
            found.append((max(offset, sentence.start()), problem))
    return found


def _split(statement: str) -> list[str]:
    """`A、B，C等问题` → A, B, C; where semicolons stand, only they part problems."""
    statement = statement.strip("，,、：: ")
    aspects = _ASPECTS.match(_TAIL.sub("", statement)) or _ASPECTS.match(statement)
    if aspects is None and not statement.startswith(("项目在", "在")):
        aspects = _ASPECTS.match(re.sub(r"^项目", "项目在", statement, count=1))
    if aspects is not None and "；" not in statement and ";" not in statement:
        return [part for part in re.split(r"[、，,]", aspects.group(1)) if part]
    if re.search(r"[；;]", statement):
        return [p for part in re.split(r"[；;]", statement) if (p := _tidy(part))]
    body = _tidy(statement)
    parts: list[str] = []
    for part in re.split(r"([、，,])", body):
        if part in ("、", "，", ","):
            if parts:
                parts.append(part)
        elif (parts and not _NEGATIVE.search(part)) or (
            len(parts) > 1 and not _NEGATIVE.search("".join(parts[-2:-1]))
        ):
            parts[-2:] = ["".join(parts[-2:]) + part]
        else:
            parts.append(part)
    return [p for part in parts if (p := _tidy(part.strip("、，, ")))]


def _tidy(part: str) -> str:
    """A problem without the words that introduce and close the list."""
    plain = part.strip("，,、。 ")
    plain = re.sub(r"^(?:以及|并且|且|同时|此外|另外)", "", plain)
    if _NAMES_PROBLEMS.search(plain):
        plain = re.sub(r"^存在", "", plain)
    return _TAIL.sub("", plain).strip("，,、 ")
