"""What one summary tells: its figures, its grade, its problems one by one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.statements.clauses import (
    QUOTES,
    Figure,
    Meant,
    clause_start,
    figures,
    meant,
    plain,
    worded,
)
from ingest.statements.stream import PARAGRAPH, Stream, numbered

MONEY: Final = ("adjusted", "approved", "executed")
"""Measures of money, in the order in which the words of a clause are asked."""

_HIGHEST_SCORE = 120
_FULL_MARK = 100
_EACH = re.compile(r"分别|各为|均")
_OR = re.compile(r"或|至|到|[-~—](?=\d)|左右|上下|以上|以下|以内|余")
_ABOUT = re.compile(r"(?:大?约|将近|接近|近|超过|不足|不到|逾)$")
_ITEM = re.compile(
    r"(?:(?<=[\n。;,:])|^)(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][,、是]?|首先[,是]?|其次[,是]?"
    r"|再次[,是]?|最后[,是]?|\(?\d{1,2}\)[、.]?|\([一二三四五六七八九十]{1,2}\)[、.]?|\d{1,2}[、.](?!\d))"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with the measure that its clause names.

    `is_doubtful`: its clause gives several figures at once (分别为), or leaves one to choice
    (98分或95分) or open (约60万元). `is_aside`: it stands where a summary tells what was
    achieved.
    """

    measure: str
    figure: Figure
    label: str
    is_doubtful: bool = False
    is_aside: bool = False

    @property
    def is_total(self) -> bool:
        """Whether a score is called the project's: 得分 alone may be the execution's."""
        return re.search("自评|总|综合|评价|最终", self.label) is not None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a stream."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Whether a place is in it."""
        return self.start <= offset < self.end


@dataclass(frozen=True, slots=True)
class Parts:
    """The stretches of a summary under its inner headings."""

    problems: Span | None
    measures: Span | None
    results: Span | None

    def holds(self, offset: int) -> bool:
        """Whether a place is within what tells of problems, or of what is to be done."""
        return any(
            span is not None and span.holds(offset) for span in (self.problems, self.measures)
        )


def _inner(word: str) -> re.Pattern[str]:
    verb = r"(?:(?<=如下)|(?<=有)|(?<=是)|(?<=为))(?=[^,。;:\n])"
    return worded(f"(?:但)?{{summaries.{word}}}(?:[:。]|{verb}|(?=\n)|(?=,一是)|(?=一是))")


_HEADS: Mapping[str, re.Pattern[str]] = {
    "problems": _inner("problems"),
    "measures": _inner("measures"),
    "results": _inner("results"),
}
_NEXT = re.compile(r"(?:下一步|下步|下一阶段|今后)(?:工作)?(?=,|将|拟|我|要|继续|加)")

_SCORED = re.compile(r"(?:项目)?(?:绩效)?(?:自评|评价)(?:结果|得分|总分)(?:为|:)?\d")
"""A sentence that gives the score ends what was told of problems or measures."""


def parts_of(stream: Stream, start: int, end: int) -> Parts:
    """The stretches under the inner headings of a summary that runs from start to end."""
    found: list[tuple[int, int, str]] = []
    for at in _clauses(stream, start, end):
        first = at + numbered(stream.text[at : at + 8])
        for name, rule in _HEADS.items():
            head = rule.match(stream.text, first, end)
            if head and not (
                name == "problems" and "问题" not in head[0] and "不足" not in head[0]
            ):
                found.append((at, head.end(), name))
                break
        else:
            if _NEXT.match(stream.text, first, end):
                found.append((at, first, "measures"))
            elif _SCORED.match(stream.text, first, end):
                found.append((at, first, "score"))
    spans: dict[str, Span] = {}
    for i, (_, body, name) in enumerate(found):
        following = found[i + 1][0] if i + 1 < len(found) else end
        spans.setdefault(name, Span(body, following))
    return Parts(spans.get("problems"), spans.get("measures"), spans.get("results"))


def _clauses(stream: Stream, start: int, end: int) -> Iterator[int]:
    return (at for at in range(start, end) if at == start or clause_start(stream, at))


def figures_told(
    text: str, start: int, end: int, parts: Parts, names: Sequence[str]
) -> Iterator[Told]:
    """The figures of a summary whose clause is one of a measure, and of nothing besides."""
    for figure in figures(text, start, end):
        if parts.holds(figure.start):
            continue
        said = _without(names, figure.lead)
        lead = _ABOUT.sub("", said)
        measure = _measure(figure, lead, text)
        if measure is not None:
            is_open = lead != said or _OR.match(text, figure.end)
            is_doubtful = bool(_EACH.search(lead) or is_open)
            is_aside = parts.results is not None and parts.results.holds(figure.start)
            yield Told(measure, figure, lead.strip(":"), is_doubtful, is_aside)


def _without(names: Sequence[str], lead: str) -> str:
    """The words of a clause without the project's name, or the whole body's."""
    for name in names:
        lead = lead.replace(plain(name), "", 1) if name else _WHOLE_BODY.sub("", lead, count=1)
    return lead


_WHOLE_BODY = worded("^{summaries.whole_body}")


def _measure(figure: Figure, lead: str, text: str) -> str | None:
    """The measure that a figure is of, by its unit and the words of its clause."""
    if figure.is_money:
        return next((name for name in MONEY if _says(name, lead)), None)
    if figure.unit == "%":
        return "execution_rate" if _says("execution_rate", lead) else None
    is_bare = not figure.unit and text[figure.end : figure.end + 1] in ",。;()\n"
    if figure.unit == "分" or is_bare:
        if _says("score", lead):
            return "score"
        if figure.unit == "分" and re.fullmatch(r"(?:项目)?自评(?:为|:)?", lead):
            return "score"
        if _says("full_score", lead) and figure.parsed.value != _FULL_MARK:
            return "score"
    return None


def _says(word: str, lead: str) -> bool:
    rule = worded(f"{{summaries.part_before}}{{summaries.{word}}}{{summaries.part_is}}")
    return rule.fullmatch(_EACH.sub("", lead)) is not None


def is_score(told: Told) -> bool:
    """Whether a score can be one: of a hundred, or a little more."""
    return 0 <= told.figure.parsed.value <= _HIGHEST_SCORE


def said_by(told: Told) -> Meant:
    """What a figure says, whatever its unit."""
    figure = told.figure
    return meant(figure.parsed.value, figure.parsed.decimals, figure.unit)


_GRADE = worded(
    "(?P<lead>[^,。;、()\n]{0,30}?)(?P<label>{summaries.grade_label})"
    "(?:为|是|:|属于|达到|评为|等级为)*(?P<grade>{summaries.grade})(?:等级|等次|级|档)?(?=[,。;)\n]|$)"
)
_AFTER_SCORE = worded(
    "分[,(](?:评价?|自评)?(?:等级|等次|结果)?(?:为|是|:)*(?P<grade>{summaries.grade})(?:等级|等次|级|档)?[,。;)\n]"
)


def grades_told(
    stream: Stream, start: int, end: int, parts: Parts, names: Sequence[str]
) -> list[tuple[int, str]]:
    """The grades that a summary gives its project, each with its place."""
    quotes = dict.fromkeys(map(ord, QUOTES))
    kept = [i for i in range(start, end) if stream.text[i] not in QUOTES]
    plain = stream.text[start:end].translate(quotes)
    found: dict[int, str] = {}
    for match in (*_GRADE.finditer(plain), *_AFTER_SCORE.finditer(plain)):
        lead = match.groupdict().get("lead") or ""
        lead = _without(names, lead)
        place = kept[match.start("grade")]
        if not parts.holds(place) and worded("(?:{summaries.part_before}|经|该)*").fullmatch(
            lead
        ):
            found[place] = match["grade"]
    return sorted(found.items())


def problems_told(stream: Stream, span: Span) -> Iterator[Span]:
    """The problems under a heading, one by one: numbered, else sentence by sentence."""
    body = stream.text[span.start : span.end]
    marks = list(_ITEM.finditer(body))
    if marks:
        ends = [*(m.start() for m in marks[1:]), len(body)]
        pieces = [(m.end(), end) for m, end in zip(marks, ends, strict=True)]
    else:
        pieces = [(m.start(), m.end()) for m in re.finditer(r"[^。;\n]+[。;\n]?", body)]
    last: Span | None = None
    for first, end in pieces:
        piece = _trimmed(stream, span.start + first, span.start + end)
        text = stream.text[piece.start : piece.end]
        if last is not None and not marks and worded("{summaries.cause}.*").fullmatch(text):
            last = Span(last.start, piece.end)
            continue
        if last is not None:
            yield last
        last = None if not text or worded("{summaries.no_problem}").fullmatch(text) else piece
    if last is not None:
        yield last


def _trimmed(stream: Stream, start: int, end: int) -> Span:
    marks = f",。;:、{PARAGRAPH}"
    while start < end and stream.text[start] in marks:
        start += 1
    while end > start and stream.text[end - 1] in marks:
        end -= 1
    return Span(start, end)
