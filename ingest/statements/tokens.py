"""A sentence of the narrative → tokens: names, stages, figures, words of comparison.

The grammar of these sentences is small, because every department fills in one template:
a subject, a stage (年初预算为, 支出决算为), an amount; then a share (占…), a change
(比上年增加 …，增长 …), a completion (完成年初预算的 …), a comparison (决算数小于预算数).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ingest.statements.stated import Quantity
from ingest.statements.vocabulary import Subject, load_vocabulary
from ingest.value import value
from ingest.values import number

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,8})?"
_ASIDE = r"\((?!\d*[类款项]\))[^()\d]{1,8}\)"
_NAME = rf"(?:[^\s,.。;:、()\d]|{_ASIDE}){{2,40}}?"
_INNER_NAME = rf"(?:[^\s,。;:()]|{_ASIDE}){{2,40}}?"
_PRIOR = r"(?:上年度?|上一年度?|去年度?)"
_STAGE_WORDS = r"年初预算|全年预算|调整后?预算|预算执行|支出决算|决算|执行|预算"
_LESS = "减少|下降|降低|减支|压减|缩减"
_MORE = "增加|增长|提高|上升|上涨|新增|增支"
_SAME = "持平|无变化|无增减变化|没有变化|保持不变|不变|相等|一致"
_CHANGED = r"(?:了|(?:额|数|幅度?)为?)?约?"
_ALTERNATIVES = (
    r"增加\(减少\)|减少\(增加\)|增长\(下降\)|下降\(增长\)|增长\(降低\)|降低\(增长\)"
    r"|上升\(下降\)|大于\(小于\)|小于\(大于\)|高于\(低于\)|低于\(高于\)"
    r"|增加/减少|减少/增加|增长/下降|下降/增长|大于/小于|小于/大于"
    r"|大小于|小大于|减增加|增减少|增减加|减少增加|增加减少|增长下降|下降增长"
)

# In the order in which they are tried; the subjects come after `_BEFORE`.
_BEFORE: Mapping[str, str] = {
    "function": rf"(?P<class_name>{_NAME})\((?:\d{{3}})?类\)(?:支出)?"
    rf"(?:(?P<section_name>{_INNER_NAME})\((?:\d{{2,5}})?款\)(?:支出)?"
    rf"(?:(?P<item_name>{_INNER_NAME})\((?:\d{{2,7}})?项\))?)?",
    "below": rf"(?P<section_below>{_NAME})\((?:\d{{2,5}})?款\)(?:支出)?"
    rf"(?P<item_below>{_INNER_NAME})\((?:\d{{2,7}})?项\)",
    "coded": rf"(?P<coded_name>{_NAME})"
    r"\((?P<code>\d{3}|\d{5}|\d{7})(?:类|款|项)?\)",
    "template": rf"(?:{_ALTERNATIVES})(?=-?\d|预算|X|×)"
    r"|\(?如持平作?持平表述\)?|\(?不涉及的不列\)?|(?:X{2,}|×{2,})(?=\.?(?:万|元|%))",
    "listing": r"(?:主要)?用于(?:以下|下列)(?:几个)?方面|具体(?:支出)?情况如下|包括以下",
    "use": r"主要用于|用于|主要包括|开支内容(?:包括)?|主要支出内容|主要反映",
    "reason": r"(?:的)?(?:主要)?(?:增减)?(?:变动|变化|差异)?(?:的)?原因(?:分析)?"
    r"(?:是|为|在于)?:?"
    r"|主要(?:是|系|由于|因)|(?:是)?由于",
    "comparison": r"(?:支出)?决算数?(?P<relation>大于|小于|等于|高于|低于|超过|多于|少于)"
    r"(?P<compared>年初|全年|调整后?)?预算数?"
    r"|(?:支出)?决算数?(?:与|和)(?P<compared_with>年初|全年|调整后?)?预算数?(?:相比)?(?P<about>基本)?"
    rf"(?:{_SAME})",
    "completion": r"完成了?(?P<completed>年初|全年|调整后?|年度|当年)?(?:支出)?预算数?"
    rf"(?:安排)?的?(?:比例|比率)?(?:为|是)?(?={_NUMBER}%)",
    "share": r"占(?P<whole>[^,。;:、\d%占]{0,40}?)的?(?:比重|比例)?(?:约)?(?:为|是|达)?"
    r"(?=-?\d[\d,.]*(?:%|[;。]))",
    "base": rf"(?:与|和|同|比|较)(?:(?P<year1>20\d\d)年度?|{_PRIOR})(?:当年|同期)?"
    rf"(?:{_STAGE_WORDS})?数?(?:相比较?|对比|比较)?|同比"
    r"|(?:与|和|比|较)(?P<budget_base>(?P<against>年初|全年|调整后?)?预算数?)(?:相比|对比|比较)?",
}
_AFTER: Mapping[str, str] = {
    "stage": rf"(?:(?P<year2>20\d\d)年度?|(?P<prior>{_PRIOR}))?(?:当年)?"
    rf"(?P<stage_word>{_STAGE_WORDS})(?:数|额)?(?:安排)?(?:数)?(?:支出)?(?:为|是|共)?",
    "unchanged": rf"(?:基本)?(?:{_SAME})",
    "change": rf"(?:(?P<less>{_LESS})|(?P<more>{_MORE}))(?!到|至|为){_CHANGED}(?={_NUMBER})",
    "reached": rf"(?:{_LESS}|{_MORE})(?:到|至|为)",
    "among": r"其中:?",
    "absent": r"没有|未安排|未发生|无",
    "closing_date": r"截至(?P<year3>20\d\d)年12月31日",
    "year_word": r"(?P<year4>20\d\d)年度?",
    "percent": rf"(?<![\d.,])(?P<rate>{_NUMBER})%(?!以[上下内])"
    rf"|(?<=占)(?P<bare_rate>{_NUMBER})(?=[;。])",
    "money": rf"(?<![\d.,])(?P<sum>{_NUMBER})"
    r"(?P<unit>亿元|百万元|万元|千元|元|万(?=[,。;、()]|$))(?!\(含\)|以[上下内])"
    r"|(?<=[为是])(?P<nothing>0(?:\.0+)?)(?=[,。;])",
    "count": rf"(?<![\d.,])(?P<counted>{_NUMBER})(?P<count_unit>辆|人次|批次|个|台|批|人|套)",
    "total_word": r"合计|共计|总计",
    "filler": r"支出|金额|总额|总数|费用|资金|为|是|达到?|约|共|计|的|均|各|数|额|安排",
    "break": r"[,。;:、()]",
}
_YEARS = frozenset({"year1", "year2", "year3", "year4"})
_DIRECTIONS = {"大于": 1, "高于": 1, "超过": 1, "多于": 1, "等于": 0}
_STAGES = {
    "年初预算": "approved",
    "预算": "approved",
    "全年预算": "adjusted",
    "调整预算": "adjusted",
    "调整后预算": "adjusted",
}
COMPARED = {
    "年初": "approved",
    "全年": "adjusted",
    "调整": "adjusted",
    "调整后": "adjusted",
}


@value(frozen=True, slots=True)
class Token:
    """A piece of a sentence: its kind, its text, where it stands, what its parts say."""

    kind: str
    text: str
    start: int
    end: int
    parts: Mapping[str, str | None]
    subject: Subject | None = None

    @property
    def quantity(self) -> Quantity:
        """The printed number of a figure.

        Raises:
            ValueError: the token is no figure.
        """
        for name, unit in (
            ("sum", self.parts["unit"]),
            ("nothing", "万元"),
            ("rate", "%"),
            ("bare_rate", "%"),
            ("counted", self.parts["count_unit"]),
        ):
            digits = self.parts[name]
            parsed = number(digits) if digits else None
            if parsed is not None:
                unit_text = "万元" if unit == "万" else unit
                return Quantity(parsed.value, parsed.decimals, unit_text)
        raise ValueError(f"{self.text!r} is no figure")

    @property
    def number(self) -> int:
        """The year that the token names; 0 where it names none."""
        return int(self.parts["year"] or 0)

    @property
    def is_budget_of_the_year(self) -> bool:
        """Whether a base of comparison is the budget of the same year: 比年初预算."""
        return self.kind == "base" and self.parts["budget_base"] is not None

    @property
    def stage(self) -> str:
        """The stage of a budget that a stage's words name; executed where none of the plan."""
        return _STAGES.get(self.parts["stage_word"] or "", "executed")

    @property
    def direction(self) -> int:
        """1 for more, -1 for less, 0 for the same."""
        if self.kind == "comparison":
            return _DIRECTIONS.get(self.parts["relation"] or "等于", -1)
        if self.kind == "change":
            return 1 if self.parts["more"] else -1
        return 0


def tokens(text: str, section: str) -> Iterator[Token]:
    """The tokens of a text of a section, in order; text between them is `other`."""
    lexer, subjects, inner = _lexer(section)
    position = 0
    for match in lexer.finditer(text):
        kind = match.lastgroup or ""
        if match.start() > position:
            yield _other(text, position, match.start())
        position = match.end()
        subject = subjects.get(kind)
        parts = {
            "year" if name in _YEARS else name: value
            for name in inner[kind]
            if (value := match[name]) is not None
        }
        yield Token(
            "subject" if subject else kind,
            match.group(),
            match.start(),
            match.end(),
            _Parts(parts),
            subject,
        )
    if position < len(text):
        yield _other(text, position, len(text))


def _other(text: str, start: int, end: int) -> Token:
    return Token("other", text[start:end], start, end, _Parts())


class _Parts(dict[str, str | None]):
    """The named parts of a token; a part it does not have is None."""

    def __missing__(self, name: str) -> None:
        return None


@cache
def _lexer(
    section: str,
) -> tuple[re.Pattern[str], Mapping[str, Subject], Mapping[str, Sequence[str]]]:
    """The expression of a section's tokens, the subjects by their group's name, its parts.

    The parts of a kind are the groups from its own to that of the next kind.
    """
    subjects = {
        f"subject_{i}": subject
        for i, subject in enumerate(load_vocabulary().subjects)
        if subject.means_in(section)
    }
    groups: Sequence[tuple[str, str]] = (
        *_BEFORE.items(),
        *((name, subject.words) for name, subject in subjects.items()),
        *_AFTER.items(),
    )
    lexer = re.compile("|".join(f"(?P<{name}>{words})" for name, words in groups))
    inner: dict[str, list[str]] = {}
    kinds = {name for name, _ in groups}
    for name in sorted(lexer.groupindex, key=lexer.groupindex.__getitem__):
        if name in kinds:
            inner[name] = parts = []
        parts.append(name)
    return lexer, subjects, inner
