"""The target and the result of an indicator → what they say, each measured by the other.

Stands between the records of indicator tables and their rows: texts are read by
`ingest.measures` and `ingest.deadlines`; whether the target is met is judged by the models.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from ingest.deadlines import days_of_result, days_of_target
from ingest.measures import Quantity, plain_value, quantity
from ingest.units import factor_between, is_time
from ingest.values import is_blank, number, points, squeeze
from ingest.words import spelled

__all__ = ["adjusted_target", "plain_number", "values_of", "weight_of"]

EXACT, OPEN, UNLIKE, UNCLEAR = "exact", "open", "unlike_units", "unclear_unit"
"""How a result's number stands to the target's unit (`actual_fit`)."""
SAME, ATTAINED, OPPOSITE = "same", "attained", "opposite"
"""How a result's words stand to the target's (`words_fit`)."""

_PLACES = Decimal("1e-8")
_MOST = Decimal("1e19")
_NEAR = Decimal(100)
"""How many times a result may be its target where that tells which scale it is in."""
_LARGEST_SHARE = Decimal(2)
"""A bare number up to this may be a share (0.95) where the target is in % or ‰."""
_NAMED = re.compile(spelled(r"({units.named})[:为是]?(?=[<>=≤≥≦≧\d达不])"))
_ATTAINED = re.compile(spelled("{units.attained}"))
_UNATTAINED = re.compile(spelled("{units.unattained}"))
_FINISHED = re.compile(spelled("{units.finished}"))
_SAID_DONE = re.compile(spelled("{units.said_done}"))
_UNDONE = re.compile(spelled("{units.undone}"))
_YES_OR_NO = re.compile(spelled("{units.yes_or_no}"))
_NOT_ADJUSTED = re.compile(spelled("{indicators.not_adjusted}"))


def values_of(
    texts: Mapping[str, str], year: int | None, unsure: Collection[str] = ()
) -> dict[str, object]:
    """What target, half-year target and result of an indicator say, as columns.

    Values, ends of ranges and results are in the target's unit, scales resolved; a result
    that cannot be told in it has no value, and `actual_fit` says why. Where a target was
    adjusted in the year, the adjusted one is what is said, and what the result is held to.
    An unsure cell says nothing.

    Args:
        texts: the printed cells by column: target, adjusted_target, unit, operator,
            half_year, actual.
        year: the year of the document, for dates that print none.
        unsure: the columns whose cells were not seen for sure.
    """
    texts = _sure(texts, unsure) if unsure else texts
    actual_text = texts.get("actual", "")
    target_text = adjusted_target(texts) or texts.get("target", "")
    unit = texts.get("unit", "")
    wanted, said = _unnamed(target_text, actual_text)
    target = quantity(wanted, unit, texts.get("operator", ""))
    due = days_of_target(target_text, year)
    if due is not None:
        own = quantity("", unit, texts.get("operator", ""))
        target = replace(own, operator=own.operator or due.operator)
    done = None if _is_measured(target) else days_of_result(actual_text, due, year)
    actual = _result(said, target, unit)
    if done is not None:
        actual = Quantity(None, None, None, actual.unit_text)
    half_year = quantity(texts.get("half_year", ""), unit)
    low, high = _ends(target)
    return {
        "target_operator_text": target.operator_text,
        "target_operator": target.operator,
        "target_number": target.number,
        "target_scale_text": target.scale_text,
        "target_unit_text": target.unit_text,
        "target_value": _exact(target.number, target.factor),
        "target_low": _exact(low, target.factor),
        "target_high": _exact(high, target.factor),
        "target_first_date": due.first if due and due.is_period else None,
        "target_date": due.last if due else None,
        "half_year_operator_text": half_year.operator_text,
        "half_year_number": half_year.number,
        "half_year_scale_text": half_year.scale_text,
        "half_year_value": _exact(half_year.number, half_year.factor),
        "actual_number": actual.number,
        "actual_scale_text": actual.scale_text,
        "actual_unit_text": actual.unit_text,
        **_measured(actual, target),
        "actual_first_date": done.first if done else None,
        "actual_date": done.last if done else None,
        "words_fit": words_fit(target_text, actual_text),
    }


def _sure(texts: Mapping[str, str], unsure: Collection[str]) -> dict[str, str]:
    """The cells without those not seen for sure; with an unsure adjusted target no target."""
    is_adjusted = adjusted_target(texts) is not None and "adjusted_target" in unsure
    left_out = {*unsure, "target"} if is_adjusted else unsure
    return {name: text for name, text in texts.items() if name not in left_out}


def adjusted_target(texts: Mapping[str, str]) -> str | None:
    """The target as adjusted in the year, where the cell for it says one."""
    text = texts.get("adjusted_target", "")
    return None if is_blank(text) or _NOT_ADJUSTED.fullmatch(squeeze(text)) else text


def weight_of(texts: Mapping[str, str]) -> tuple[str, Decimal | None]:
    """The column that says an indicator's weight, its own or the rule of scoring, and it."""
    weight = plain_number(texts.get("weight"))
    if weight is not None:
        return "weight", weight
    return "scoring_rule", points(texts.get("scoring_rule", ""))


def plain_number(text: str | None) -> Decimal | None:
    """The number of a cell for points, 分 behind it or not; None where it prints none."""
    parsed = number(squeeze(text).removesuffix("分")) if text else None
    return parsed.value if parsed else None


def words_fit(target_text: str, actual_text: str) -> str | None:
    """How a result's words stand to the target's, or None where nothing printed decides.

    The same words, with 已 before them or not; that the target was attained (达成预期指标);
    the same words denied (未完成).
    """
    target, actual = plain_value(target_text), plain_value(actual_text)
    if not target or not actual:
        return None
    if target == actual:
        return SAME
    is_no = _YES_OR_NO.fullmatch(target) and _YES_OR_NO.fullmatch(actual)
    if is_no or _UNATTAINED.fullmatch(actual):
        return OPPOSITE
    if _ATTAINED.fullmatch(actual):
        return ATTAINED
    (is_not, wanted), (was_not, said) = _stem(target), _stem(actual)
    if wanted != said:
        return None
    return SAME if is_not == was_not else OPPOSITE


def _stem(text: str) -> tuple[bool, str]:
    """Whether a text denies something, and what: 未完成 → (True, 完成)."""
    prefix = _SAID_DONE.match(text)
    said = (text[prefix.end() :] if prefix else text) or text
    denied = _UNDONE.match(said)
    stem = said[denied.end() :] if denied else said
    if not stem:
        return False, said
    return denied is not None, "完成" if _FINISHED.fullmatch(stem) else stem


def _unnamed(target: str, actual: str) -> tuple[str, str]:
    """Both texts without the name of the measure before them, where it is one.

    `合格率≥95%` beside `96%` or `合格率96%`; beside another name each stays as it is.
    """
    wanted, said = plain_value(target), plain_value(actual)
    name, other = _NAMED.match(wanted), _NAMED.match(said)
    if name is None or (other and other[1] != name[1]):
        return target, actual
    return wanted[name.end() :], said[other.end() if other else 0 :]


def _result(text: str, target: Quantity, unit: str) -> Quantity:
    """A result in its parts; behind a target in months, 6月 is no date."""
    actual = quantity(text, unit)
    if not _is_measured(actual) and not actual.is_open and _is_measured(target):
        actual = quantity(text, unit or target.unit_text or "")
    if actual.is_within and actual.number is not None and is_time(actual.unit_text):
        return replace(actual, number=None, low=Decimal(0), high=actual.number, is_open=False)
    return actual


def _is_measured(value: Quantity) -> bool:
    return value.number is not None or value.low is not None


def _ends(target: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest value that a target allows, as far as it says so."""
    if target.number is None or target.operator is None:
        return target.low, target.high
    is_low, is_high = "<" not in target.operator, ">" not in target.operator
    return target.number if is_low else None, target.number if is_high else None


def _measured(actual: Quantity, target: Quantity) -> dict[str, object]:
    """The result in the target's unit, and how well that could be told."""
    fit: str | None = None
    factor: Decimal | None = actual.factor
    if actual.is_open:
        fit, factor = OPEN, None
    elif _is_measured(actual) and _is_measured(target):
        fit, factor = _fit(actual, target)
    known = factor is not None
    return {
        "actual_fit": fit,
        "actual_value": _exact(actual.number, factor) if known else None,
        "actual_low": _exact(actual.low, factor) if known else None,
        "actual_high": _exact(actual.high, factor) if known else None,
    }


def _fit(actual: Quantity, target: Quantity) -> tuple[str, Decimal | None]:
    """How a result's number stands to the target's unit, and what it is multiplied by."""
    turned = _turned(actual, target)
    if turned is None:
        return UNCLEAR, None
    if _largest(actual) == 0 and not actual.has_own_unit:
        return EXACT, Decimal(1)
    if actual.unit_text and target.unit_text:
        times = factor_between(actual.unit_text, target.unit_text)
        if times is None:
            return UNLIKE, None
        if _may_be_share(actual, target):
            return UNCLEAR, None
        if actual.has_own_unit or not target.has_own_unit:
            return EXACT, turned * actual.factor * times
    scale = _only_scale(actual, target)
    return (UNCLEAR, None) if scale is None else (EXACT, turned * scale)


def _turned(actual: Quantity, target: Quantity) -> Decimal | None:
    """The sign of a result where it or its target is a change: a fall against a rise is -1.

    None where only one of them says that it is a fall.
    """
    if actual.is_rise == target.is_rise or (target.is_rise is not False and actual.is_rise):
        return Decimal(1)
    if target.is_rise and actual.is_rise is None:
        return Decimal(1)
    return None if None in (actual.is_rise, target.is_rise) else Decimal(-1)


def _may_be_share(actual: Quantity, target: Quantity) -> bool:
    """Whether a bare number may be a share (0.95) of a target in % or ‰."""
    if actual.has_own_unit or target.unit_text not in ("%", "‰", None):
        return False
    largest = _largest(actual)
    if target.unit_text is None:
        return largest < 1 and _largest(target) > _LARGEST_SHARE
    is_bare = not target.has_own_unit
    return largest <= _LARGEST_SHARE and not (is_bare and _largest(target) <= _LARGEST_SHARE)


def _only_scale(actual: Quantity, target: Quantity) -> Decimal | None:
    """The scale of a result where its unit, or the target's, is not printed.

    A bare 95 behind ≤90万元 is in 万元, and 950000 in 元: the one that is near the target.
    None where no scale is, or where the number may be a share.
    """
    if _may_be_share(actual, target) or _may_be_share(target, actual):
        return None
    whole = _largest(target) * target.factor
    scales = {actual.factor, target.factor, Decimal(1)}
    doubtful = {Decimal(10_000)} if "元" in (target.unit_text, actual.unit_text) else set()
    if len(scales | doubtful) == 1 or whole == 0:
        return actual.factor
    near = [
        scale
        for scale in scales | doubtful
        if whole / _NEAR <= _largest(actual) * scale <= whole * _NEAR
    ]
    return near[0] if len(near) == 1 and near[0] in scales else None


def _largest(value: Quantity) -> Decimal:
    numbers = [number for number in (value.number, value.low, value.high) if number is not None]
    return max(map(abs, numbers), default=Decimal(0))


def _exact(number: Decimal | None, factor: Decimal | None) -> Decimal | None:
    """A number times a factor to eight decimals; None where no column can hold it."""
    if number is None or factor is None or abs(number * factor) >= _MOST:
        return None
    return (number * factor).quantize(_PLACES, ROUND_HALF_EVEN).normalize() + 0
