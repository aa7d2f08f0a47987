"""What heads and labels of tables of debt say: which kind, what of it, of which year."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.values import squeeze, year_in_digits

_KINDS = (
    ("external", re.compile(r"外债|外国政府|国际金融组织|外贷")),
    ("general", re.compile("一般")),
    ("special", re.compile("专项")),
)
_MEASURES = (
    ("limit", re.compile("限额")),
    ("balance", re.compile("余额")),
    ("issued", re.compile(r"发行(?!费)|举借|转贷.{0,3}收入|债券(?:资金)?分配")),
    ("principal_paid", re.compile(r"还本(?!付息)|本金|偿还")),
    ("interest_paid", re.compile(r"(?<!还本)付息|利息")),
)
_BONDS = re.compile(r"(?:新增|再融资)\w{0,4}债[券务]")
_NEW = {"limit": "new_limit", "issued": "issued_new"}
_SAID = re.compile(
    r"(?:19|20)\d{2}|地方|政府|债务|债券|一般|专项|新增|再融资|限额|余额|发行|还本|付息|本金|利息|外债"
    r"|支出|收入|转贷|举借|偿还|总额|额度|额|合计|小计|总计|其中|当年|上年|本年|年度|年末|年初|年底|末|底"
    r"|年|预计|实际|执行|预算|决算|完成|调整|数|金额|全(?:省|市|州|县|区)|本地区|(?:省|市|州|县|区|自治区)?本级"
    r"|省级|市级|情况|的|和|及|情|[、:：()/\s]"
)
_YEAR = re.compile(r"((?:19|20)\d{2})年?(初)?")


@dataclass(frozen=True, slots=True)
class Debt:
    """A kind of debt and what of it, both None where no word says it."""

    kind: str | None = None
    measure: str | None = None
    year: int | None = None


def is_understood(text: str) -> bool:
    """Whether every word of a head or a label is one that debt is spoken of in."""
    return not _SAID.sub("", squeeze(year_in_digits(text)))


def says_kind(text: str) -> bool:
    """Whether a head says a kind of debt, or several."""
    return any(word.search(text) for _, word in _KINDS)


def debt_of(texts: Sequence[str]) -> Debt:
    """The kind and the measure that texts say, the nearest first; `total` of no kind.

    What is new or refinanced is of an issue or a limit; of anything else it is a part, and no
    measure of its own.

    Args:
        texts: from the nearest to the title, which is the last.
    """
    plain = [squeeze(year_in_digits(text)) for text in texts]
    kind = _first(plain, _KINDS)
    near = plain[:-1]
    is_new = any("新增" in text for text in near)
    is_refinancing = any("再融资" in text for text in near)
    measure = _first(near, _MEASURES)
    if measure is None and any(_BONDS.search(text) for text in near):
        measure = "issued"
    measure = measure or _first(plain[-1:], _MEASURES)
    if is_new and is_refinancing:
        measure = None
    elif is_new:
        measure = _NEW.get(measure or "")
    elif is_refinancing:
        measure = "issued_refinancing" if measure == "issued" else None
    return Debt(kind or "total", measure, _year(plain))


def _first(texts: Iterable[str], words: Sequence[tuple[str, re.Pattern[str]]]) -> str | None:
    """What the nearest text says that says one thing alone."""
    for text in texts:
        said = [name for name, word in words if word.search(text)]
        if said == ["limit", "balance"] and text.endswith("限额"):
            return "limit"
        if len(said) > 1:
            return None
        if said:
            return said[0]
    return None


def _year(texts: Iterable[str]) -> int | None:
    """The year that a text names; what stands at a year's beginning is of the year before."""
    for text in texts:
        found = set(_YEAR.findall(text))
        if len(found) == 1:
            year, is_beginning = found.pop()
            return int(year) - bool(is_beginning)
        if found:
            return None
    return None
