"""What a cell of an indicator table is, by its words alone; all is asked of squeezed text.

The words stand in `ingest/vocabulary/indicators.toml`.
"""

import re
from functools import lru_cache

from ingest.measures import operator, quantity
from ingest.units import is_unit
from ingest.values import squeeze
from ingest.words import spelled

LONGEST = 30
"""No label, level or head of these tables is longer."""


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(spelled(f"{{indicators.{name}}}"))


_LEVELS = {1: _pattern("first_level_name"), 2: _pattern("second_level_name")}
_CLOSING = _pattern("closing")
_SIGNATURE = _pattern("signature")
_GRADE_LABEL = _pattern("grade")
_GRADE = _pattern("grade_name")
_SCORE_LABEL = _pattern("score_total")
_GROUP = _pattern("group")
_ANY_LEVEL = _pattern("any_level")
_BARE_NAME = _pattern("bare_name")
_BARE_TARGET = _pattern("bare_target")
_TEMPLATE_LABEL = re.compile(rf"\s*{spelled('{indicators.template_label}')}\s*")
_DOTS = re.compile(r"[.…·]{2,}")
_OF_NO_POINTS = _pattern("of_no_points")
_MONEY = _pattern("any_money")
_NO_MONEY = _pattern("no_money")
_UNIT_BEHIND = _pattern("unit_behind")
_NAME_WITH_BRACKET = re.compile(r"(.+)\(([^()\d]{1,8}(?:\([^()]*\))?)\)")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分?%?\)|\d+(?:\.\d+)?分")
_PRINTED_POINTS = re.compile(r"\s*[(（]\s*\d+(?:\.\d+)?\s*[分%％]?\s*[)）]|\d+(?:\.\d+)?\s*分")
_LABELLED = re.compile(r"([^:：]{1,24})[:：](.*)", re.DOTALL)
_PERSONS_MARK = re.compile(
    r".*(?:负责人|责任人|填表人|填报人|经办人|审核人|复核人|制表人|联系人|电话)[:：]?.*"
)
_KIND = re.compile(r"定[量性](?:指标)?")
_MEASURED = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?[百千万亿]*(?:[%‰]|[^\d\W]{0,2})")


@lru_cache(maxsize=16_384)
def is_level_name(text: str, level: int) -> bool:
    """Whether a text is an official first- or second-level heading of indicators.

    Points may stand behind it: `产出指标（50分）`.
    """
    return bool(_LEVELS[level].fullmatch(_POINTS.sub("", squeeze(text))))


def without_points(text: str) -> str:
    """A level's name without the points behind it: `产出指标（50分）` → 产出指标."""
    return (
        text
        if _POINTS.sub("", squeeze(text)) == squeeze(text)
        else _PRINTED_POINTS.sub("", text)
    )


def is_any_level(text: str) -> bool:
    """Whether a text is an official heading of either level."""
    return is_level_name(text, 1) or is_level_name(text, 2)


@lru_cache(maxsize=65_536)
def is_kind(text: str) -> bool:
    """Whether a text says of which kind an indicator is: 定量 or 定性."""
    return bool(_KIND.fullmatch(squeeze(text)))


@lru_cache(maxsize=16_384)
def is_value(text: str) -> bool:
    """Whether a text is a quantity and can name nothing: `15件`, `≥12场`, `100%`, `≥`.

    With an operator before it any number is one; without, a number and at most two letters
    of a unit: `12345热线办结率` names something.
    """
    printed = squeeze(text)
    if operator(printed) is not None:
        return True
    parts = quantity(printed)
    if parts.number is not None and parts.operator_text:
        return True
    return bool(_MEASURED.fullmatch(printed))


@lru_cache(maxsize=65_536)
def is_group_name(text: str) -> bool:
    """Whether a text heads all indicators: 绩效指标; it stands beside them, down the table."""
    return bool(_GROUP.fullmatch(squeeze(text)))


def is_level_head(text: str) -> bool:
    """Whether a head can stand over names of any level: 指标类型."""
    return bool(_ANY_LEVEL.fullmatch(squeeze(text)))


def is_bare_name(text: str) -> bool:
    """Whether a head can stand over the indicators where no other says so: 指标."""
    return bool(_BARE_NAME.fullmatch(squeeze(text)))


def is_bare_target(text: str) -> bool:
    """Whether a head behind the names can stand over targets where no other does: 年度目标."""
    return bool(_BARE_TARGET.fullmatch(squeeze(text)))


def without_template_label(text: str) -> str:
    """A name without what its template prints before it: `指标1：合格率` → 合格率."""
    found = _TEMPLATE_LABEL.match(text.replace("：", ":"))
    return text[found.end() :] if found else text


@lru_cache(maxsize=65_536)
def is_placeholder(text: str) -> bool:
    """Whether a cell prints only what a template leaves to fill in: `指标2：`, `……`."""
    printed = squeeze(text)
    return bool(_DOTS.fullmatch(printed)) or not without_template_label(printed)


def heads_points(text: str) -> bool:
    """Whether numbers under a head that no form knows can be points: it names no value."""
    return not _OF_NO_POINTS.fullmatch(squeeze(text))


def heads_money(text: str) -> bool:
    """Whether a head says that amounts of money stand under it."""
    printed = squeeze(text)
    return bool(_MONEY.fullmatch(printed)) and not _NO_MONEY.fullmatch(printed)


@lru_cache(maxsize=65_536)
def labelled(text: str) -> tuple[str, str] | None:
    """The label and what follows it where one cell prints both: `项目名称：…`."""
    found = _LABELLED.fullmatch(text.strip())
    return (found[1].strip(), found[2].strip()) if found else None


@lru_cache(maxsize=65_536)
def closes(text: str) -> bool:
    """Whether a text is of a row that closes the table: a conclusion, or who signs.

    A word of the vocabulary alone, or one with a colon and what it says behind it.
    """
    printed = squeeze(text)
    label, colon, _ = printed.partition(":")
    if len(label) > LONGEST or (not colon and len(printed) > LONGEST):
        return False
    return any(rule.fullmatch(label) for rule in (_SIGNATURE, _CLOSING, _GRADE_LABEL))


@lru_cache(maxsize=65_536)
def names_persons(text: str) -> bool:
    """Whether a text says who answers for something, or how to call them."""
    return bool(_PERSONS_MARK.fullmatch(squeeze(text)))


def grade_of(text: str, label: str = "") -> str | None:
    """The grade that a cell prints: alone, or after its label and a colon."""
    found = labelled(text)
    if found and _GRADE_LABEL.fullmatch(squeeze(found[0])):
        text = found[1]
    return text if _GRADE.fullmatch(squeeze(text)) else None


def is_grade_label(text: str) -> bool:
    """Whether a label says that a grade stands beside it."""
    return bool(_GRADE_LABEL.fullmatch(squeeze(text).rstrip(":")))


def is_score_label(text: str) -> bool:
    """Whether a label says that a total score stands beside it: 自评得分, 总分."""
    printed = squeeze(text).rstrip(":")
    return len(printed) <= LONGEST and bool(_SCORE_LABEL.fullmatch(printed))


def says_unit_behind(head: str) -> bool:
    """Whether the head of the names says that each has its unit behind it."""
    return bool(_UNIT_BEHIND.fullmatch(squeeze(head)))


def name_and_unit(name: str, is_said: bool) -> tuple[str, str] | None:
    """An indicator's name and the unit in brackets behind it, if there is one.

    Where the head does not say so, only what is known to be a unit is taken for one.
    """
    found = _NAME_WITH_BRACKET.fullmatch(squeeze(name))
    return (found[1], found[2]) if found and (is_said or is_unit(found[2])) else None
