"""Where a text begins to tell of a project: 某某项目绩效自评综述, and the ways to say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ingest.statements.clauses import QUOTES, worded
from ingest.statements.stream import PARAGRAPH, Stream, level, numbered

_Q = f"[{QUOTES}]?"
_LETTER = rf"(?:[^,。;:\n{QUOTES}()]|\([^()\n]{{1,20}}\))"
_NAME = rf"(?:(?:19|20)\d\d年度?)?{_Q}(?P<name>{_LETTER}{{2,45}}?)(?P<mark>{_Q})"
_BLANK = re.compile(r"[XxＸ×*]{2,}|[_＿]{2,}|^[XxＸ×]")
_TELLS_MORE = re.compile(
    r"反映|开展|组织|\d+个|[一二三四五六七八九十两]个|等项目|以及|分别|自评|得分|附件|详见|问题|措施|目标"
    r"|完成|存在|原因|预算执行|支出决算|情况(?:说明)?$|说明$"
)
"""Words of sentences that are no project's name."""
_KIND = re.compile(r"(?:经费|资金|专项|补助|补贴|费用|费)$")
"""How names end behind which 项目 only says what they are the name of."""
_INNER = worded("(?:{summaries.problems}|{summaries.measures}|{summaries.results})")
_GLOSSARY = re.compile(r"名词解释|专业(?:性)?名词")
_DEEPEST = 2
"""Headings down to （一） end what is told of a project under no such heading."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A stretch of a stream that tells of one project; of the whole body where `name` is empty.

    `names` are the readings of the name (with 项目 behind it, and without). `rival` is
    another project that its first sentence names.
    """

    names: tuple[str, ...]
    start: int
    body: int
    end: int
    rival: str = ""


@dataclass(frozen=True, slots=True)
class _Head:
    names: tuple[str, ...]
    start: int
    body: int
    kind: str
    rival: str = ""


def summaries(stream: Stream) -> list[Summary]:
    """The stretches of a text that each tell of one project, in order."""
    heads = _merged(sorted(_heads(stream), key=lambda head: (head.start, head.body)), stream)
    found: list[Summary] = []
    for at, head in enumerate(heads):
        following = heads[at + 1].start if at + 1 < len(heads) else len(stream.text)
        end = min(following, _section_end(stream, head))
        if head.kind == "strong" or _tells_figures(stream.text[head.body : end], head.kind):
            found.append(Summary(head.names, head.start, head.body, end, head.rival))
        elif found and found[-1].end == head.start:
            found[-1] = replace(found[-1], end=end)
    return found


def _heads(stream: Stream) -> Iterator[_Head]:
    """Every place that may begin to tell of a project."""
    text = stream.text
    for start, is_paragraph in _starts(text):
        first = start + numbered(text[start : start + 8])
        yield from _headings(stream, start, first, is_paragraph=is_paragraph)
    for found in chain(_IN_SENTENCE.finditer(text), _EVALUATED.finditer(text)):
        names = _names(stream, found) if _is_marked(found) else ()
        if names:
            yield _Head(names, found.start(), found.start(), "sentence")


def _is_marked(found: re.Match[str]) -> bool:
    """Whether a name stands in quotes, or its words say that it is one."""
    is_named = found["mark"] or found["generic"] or _KIND.search(found["name"])
    return found.re is not _EVALUATED or bool(is_named)


_HEADING = worded(_NAME + "(?P<generic>(?:项目)?){summaries.heading}(?::|(?=[。\n])|$)")
_WHOLE = worded("{summaries.whole_body}{summaries.heading}(?::|(?=[。\n])|$)")
_LABELLED = re.compile(
    rf"项目(?:名称|[一二三四五六七八九十]|\d{{1,2}}):{_NAME}(?P<generic>)(?=[\n。;,]|$)"
)
_TITLE = re.compile(rf"{_NAME}(?P<generic>(?:项目)?)(?:[:。]|(?=\n))")
_IN_SENTENCE = worded(
    "(?:(?:根据|按照|对照|依据)[^,。;:\n]{0,12}绩效目标,|经(?:综合)?(?:绩效)?(?:自评|评价),)+"
    + _NAME
    + "(?P<generic>(?:项目)?)(?:的)?{summaries.part_self}?(?:总|综合)?(?:得分|评分)"
)
_EVALUATED = re.compile(
    rf"(?:对|就){_NAME}(?P<generic>(?:项目)?)(?:支出)?(?:组织)?(?:开展|进行)了?"
    "(?:支出)?(?:绩效)?(?:自评|自我评价|评价)"
)
"""我局对“某某”项目开展了绩效自评; without quotes the name says itself what it is."""
_SUBJECT = worded(
    _NAME + "(?P<generic>(?:项目)?),?(?=(?:{summaries.adjusted}|{summaries.approved}"
    "|{summaries.part_self}(?:得分|评分|总分)){summaries.part_is}\\d)"
)


def _headings(stream: Stream, start: int, first: int, *, is_paragraph: bool) -> Iterator[_Head]:
    text = stream.text
    if found := _WHOLE.match(text, first):
        yield _Head(("",), start, found.end(), "strong")
        return
    for rule, kind, is_asked in (
        (_HEADING, "strong", True),
        (_LABELLED, "strong", is_paragraph),
        (_SUBJECT, "subject", True),
        (_TITLE, "title", is_paragraph),
    ):
        found = rule.match(text, first) if is_asked else None
        is_bare = kind == "title" and first == start and text[first] not in QUOTES
        if found and is_bare and not (found["generic"] or _KIND.search(found["name"])):
            found = None
        names = _names(stream, found) if found else ()
        if found and names:
            yield _Head(names, start, found.end() if kind != "subject" else start, kind)
            return


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Where paragraphs begin, and sentences in them."""
    yield 0, True
    for found in re.finditer(r"[\n。;](?=[^\n。;])", text):
        yield found.end(), found[0] == PARAGRAPH


def _names(stream: Stream, found: re.Match[str]) -> tuple[str, ...]:
    """The readings of a name; none where the words are no name."""
    plain = found["name"]
    bare = re.sub(r"^(?:19|20)\d\d年度?", "", plain)
    start = found.start("name") + len(plain) - len(bare)
    bare = bare.removesuffix("的")
    if (
        worded("{summaries.part_generic}").fullmatch(bare)
        or _BLANK.search(bare)
        or _TELLS_MORE.search(bare)
        or _INNER.fullmatch(bare)
        or len(bare) < 2
    ):
        return ()
    name = stream.as_printed(start, start + len(bare))
    follows = stream.text.startswith("项目", start + len(bare))
    is_marked = bool(found["mark"])
    if not follows or is_marked:
        return (name,)
    return (name, f"{name}项目") if _KIND.search(name) else (f"{name}项目", name)


def _merged(heads: Sequence[_Head], stream: Stream) -> list[_Head]:
    """The heads without those that name again what is told of already."""
    kept: list[_Head] = []
    for head in heads:
        last = kept[-1] if kept else None
        if last is None or head.kind in ("strong", "title"):
            kept.append(head)
        elif head.start < _section_end(stream, last) and _is_same(last.names, head.names):
            continue
        elif last.kind != "strong" or head.start >= _section_end(stream, last):
            kept.append(head)
        elif head.kind == "sentence" and not _tells_any(stream.text[last.body : head.start]):
            kept[-1] = replace(last, rival=head.names[0])
        elif head.kind == "sentence":
            kept.append(head)
    return kept


def _is_same(names: Sequence[str], others: Sequence[str]) -> bool:
    return any(one and (one in other or other in one) for one in names for other in others)


def _tells_any(text: str) -> bool:
    return re.search(r"\d(?:元|万|亿|分|%)", text) is not None


def _tells_figures(text: str, kind: str) -> bool:
    """Whether what follows is the summary of a project: a score, and for a bare title money."""
    scored = re.search(r"得分|评分|自评(?:总分)?(?:为|:)?\d|等级|等次", text) is not None
    if kind == "sentence":
        return True
    return scored and worded("{summaries.part_number}(?:执行|预算)").search(text) is not None


def _section_end(stream: Stream, head: _Head) -> int:
    """Where the section ends in which a head stands: at the next heading of its level."""
    own = level(stream.text[head.start : head.start + 8])
    limit = _DEEPEST if own is None else min(own, _DEEPEST)
    for found in re.finditer(PARAGRAPH, stream.text[head.body :]):
        start = head.body + found.end()
        line = stream.text[start : start + 60].partition(PARAGRAPH)[0]
        depth = level(line)
        title = line[numbered(line) :].rstrip(":。")
        if _GLOSSARY.match(title):
            return found.start() + head.body
        if depth is not None and depth <= limit and not _INNER.fullmatch(title):
            return found.start() + head.body
    return len(stream.text)
