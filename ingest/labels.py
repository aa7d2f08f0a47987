"""Labels around a table: whose it is, of which year, in one cell or in two.

A label is known by what it is made of (`vocabulary/bodies.toml`). Pure functions over texts
and rows, for `about` and for the tables, whose header is not theirs.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ingest.account_unit import is_label, money_unit, unit_alone
from ingest.documents import Grid, Row
from ingest.values import UNIT, fiscal_years, number, squeeze
from ingest.words import vocabulary

_WORDS = {name: f"(?:{word})" for name, word in vocabulary()["bodies"].items()}
_BODY = _WORDS["body"]
_LABEL = (
    rf"{_WORDS['before']}{{0,2}}{_BODY}(?:[/、和及与或]?{_BODY})?(?:\({_BODY}\))?"
    rf"(?:{_WORDS['code']}[及和与/、]?)?{_WORDS['after']}?(?:[/及和与、]{_WORDS['code']})?(?:\([^()]{{0,12}}\))?"
)
_YEAR_LABEL = rf"{_WORDS['year_before']}?{_WORDS['year']}"
_DATE_LABEL = rf"{_WORDS['date_before']}?{_WORDS['date']}"
_COLON = "[:∶]"
_DEPARTMENT = re.compile(rf"(?P<label>{_LABEL}){_COLON}(?P<name>.+)")
_ALSO_OF_MEASURES = frozenset(vocabulary()["bodies"]["body"].split("|")) - {"部门"}
"""Labels that head other things too, as 单位：平方米 does; only a body's name counts there."""
_BARE = re.compile(rf"(?P<who>{_LABEL})?(?P<year>{_YEAR_LABEL})?{_COLON}?")
_APART = re.compile(r"[\s\u3000—=|-]+")
_NUMBERED = re.compile(r"(?:[\[(]?\d{3,}[\])]?[-—_:.]*)(?=[一-鿿])")
_CODE_BEHIND = re.compile(r"(?<=[一-鿿)）])(?:[\[(（【]\d{3,}[\])）】]|[-—_/]\d{3,})$")
_OPENS, _CLOSES = r"[(\[{【〔〖]", r"[)\]}】〕〗]"
_STOP = re.compile(
    rf"币种{_COLON}|{_OPENS}?(?:金额|货币|计量)?单位(?:[:∶/|=]|(?=\(?(?:人民币)?(?:{UNIT})))|(?:19|20)\d{{2}}(?:年|$)|{_OPENS}?(?:人民币{_OPENS}?)?(?:{UNIT}){_CLOSES}?$"
    rf"|{_YEAR_LABEL}(?:{_COLON}|(?=\d))|二[〇○零O0][〇○零O0一二三四五六七八九]{{2}}年|{_DATE_LABEL}{_COLON}|(?:公开|预算|财决|财预|附)?\d+(?:-\d+)*表|第\d+页"
    rf"|{_WORDS['person']}{_COLON}"
)
_NEXT_LABEL = re.compile(r"[\s;；,，/]+(?=[^\s:：;；,，/]{2,12}\s*[:：])")
"""What parts a label and its text from the next label: `某局　法定代表人：`."""
_OF_UNITS = re.compile(
    r"\((?=[^()]*(?:汇总|合并|下属|所属))"
    r"(?:汇总|合并|包?含|本级|机关|下属|所属|部门|单位|[及和与、])+\)$|\((?:部门|单位)\)$"
)
"""Said of the accounts and no part of the body's name: （本级及下属单位汇总）."""
_FRAMED = re.compile(r"^[\[【〔〖]([^\[\]【】]+)[\]】〕〗]?$")
_SEAL = re.compile(rf"\({_WORDS['seal']}\)")
_IN_BRACKETS = re.compile(r"\([^()]{1,10}\)$")
_ENDING = re.compile(rf".*{_WORDS['name_ending']}")
_NO_NAME = re.compile(r"[。；;，,！？:∶]")
_YEAR_ALONE = re.compile(r"(?:19|20)\d{2}(?:年度?)?")
_DATE = re.compile(r"(?:19|20)\d{2}[年./-]\d")
_TABLE_NUMBER = re.compile(r"[一-鿿]{0,4}\d+(?:-\d+)*表")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?<!\d[.-])((?:19|20)\d{2})(?![\d年]|[.-]\d)")
_NO_BODY_ALONE = re.compile("[:∶]|^关于|预算|决算|收入|支出|项目|合计|科目|经费|情况")
_IS_LABEL = re.compile(_LABEL)
_IS_LABEL_ALONE = re.compile(rf"{_LABEL}{_COLON}?")
_IS_DATE_LABEL = re.compile(rf"{_DATE_LABEL}{_COLON}?")
_IS_YEAR_LABEL = re.compile(rf"{_YEAR_LABEL}{_COLON}?")
_LABELLED_YEAR = re.compile(
    rf"(?:{_YEAR_LABEL}{_COLON}|^{_YEAR_LABEL})((?:19|20)\d{{2}})(?!\d)"
)
_BEGINS_WITH_TIME = re.compile(rf"(?:{_YEAR_LABEL}|{_DATE_LABEL}){_COLON}")
_NAMES_NOTHING = re.compile(rf"{_LABEL}|(?:{UNIT})")
_SHORTEST_ALONE = 4
_LONGEST = 60
_TOP_ROWS = 4
"""Labels stand in the first rows of a table, if in any."""
_BOTTOM_ROWS = 2


@lru_cache(maxsize=65_536)
def department_in(text: str) -> str | None:
    """The body that a text names behind a label: `编报单位：某局　单位：万元` → 某局.

    Of several labels (`部门代码：203　部门名称：某局　联系人：`) the first that names one.
    """
    pieces = (*_NEXT_LABEL.split(text), text) if _NEXT_LABEL.search(text) else (text,)
    return next(filter(None, map(_behind_label, pieces)), None)


def _behind_label(text: str) -> str | None:
    squeezed = squeeze(text)
    found = _DEPARTMENT.fullmatch(squeezed)
    if found:
        name = _name(found["name"])
        is_plain = found["label"] in _ALSO_OF_MEASURES
        return name if name and (not is_plain or _is_long_body(name)) else None
    label, *rest = _APART.split(text.strip(), maxsplit=1)
    if not rest or not _IS_LABEL.fullmatch(squeeze(label)):
        return None
    name = _name(squeeze(rest[0]))
    return name if name and _ends_as_body(name) else None


def departments(texts: Sequence[str]) -> Iterator[str]:
    """The bodies that texts next to each other name, behind a label or after one alone."""
    for text, after in zip(texts, [*texts[1:], ""], strict=False):
        if name := department_in(text) or _department_beside(text, after):
            yield name
    for text in texts:
        pieces = text.split()
        yield from filter(None, map(department_in, pieces[1:]))


def year_in(texts: Sequence[str]) -> str | None:
    """The fiscal year that texts beside labels state, where they state one.

    Behind its label, or alone in a text next to the labels of department and unit.
    """
    return _year_in(tuple(texts))


@lru_cache(maxsize=16_384)
def _year_in(texts: tuple[str, ...]) -> str | None:
    squeezed = [squeeze(text) for text in texts if text.strip()]
    labelled = [
        after[:4]
        for text, after in pairwise(squeezed)
        if _IS_YEAR_LABEL.fullmatch(text) and _YEAR_ALONE.fullmatch(after)
    ]
    labelled += [match[1] for text in squeezed for match in _LABELLED_YEAR.finditer(text)]
    if not labelled and _explained(texts).issuperset(squeezed):
        labelled = [year for text in squeezed for year in fiscal_years(text)]
    return labelled[0] if len(set(labelled)) == 1 else None


def body_alone(text: str) -> str | None:
    """The body that a short text consists of, in brackets or not: `（某某市财政局）`."""
    bare = re.sub(rf"^{_OPENS}|{_CLOSES}$", "", squeeze(text))
    name = _name(bare)
    is_whole = name == bare and len(bare) >= _SHORTEST_ALONE and _ends_as_body(bare)
    return name if is_whole and not _NO_BODY_ALONE.search(bare) else None


def body_in_name(name: str) -> str | None:
    """The one body among the pieces of a file's or folder's name: 某某局 of `2023_某某局`."""
    pieces = re.split(r"[\s_—\-+,，、.。()（）\[\]【】:：]+|(?:19|20)\d{2}年?度?", name)
    found = [body for piece in pieces if (body := body_alone(piece))]
    return found[0] if len(set(found)) == 1 else None


def years_of_name(name: str) -> tuple[str, ...]:
    """The fiscal years in the name of a file or folder, where a year may stand alone.

    `决算公开2023`; not `20240830`, nor the year of a date.
    """
    return fiscal_years(name) or tuple(_YEAR_IN_NAME.findall(squeeze(name)))


def top_rows(grid: Grid) -> tuple[Row, ...]:
    """The rows of a table in which labels can stand."""
    return grid.rows[:_TOP_ROWS]


def bottom_rows(grid: Grid) -> tuple[Row, ...]:
    """The last rows of a table behind its figures: 填报单位：某局　填表人：."""
    rows = grid.rows[_TOP_ROWS:][-_BOTTOM_ROWS:]
    return tuple(row for row in rows if not any(number(cell) for cell in row.cells))


def is_of_labels(row: Row) -> bool:
    """Whether a row prints labels and what they name alone, a department's among them."""
    return _are_labels(row.cells)


@lru_cache(maxsize=16_384)
def _are_labels(cells: tuple[str, ...]) -> bool:
    texts = [cell for cell in cells if cell.strip()]
    return any(departments(texts)) and len(_explained(texts)) == len({*map(squeeze, texts)})


def _explained(texts: Sequence[str]) -> set[str]:
    """The squeezed texts that are labels, or what stands beside a label for it."""
    found: set[str] = set()
    for text, after in zip(texts, [*texts[1:], ""], strict=False):
        if (
            (is_label(text) and unit_alone(after))
            or _department_beside(text, after)
            or (_ends_as_year_label(text) and _YEAR_ALONE.fullmatch(squeeze(after)))
            or (_IS_DATE_LABEL.fullmatch(squeeze(text)) and _DATE.match(squeeze(after)))
        ):
            found |= {squeeze(text), squeeze(after)}
        elif _explains_itself(text):
            found.add(squeeze(text))
    return found


@lru_cache(maxsize=65_536)
def _ends_as_year_label(text: str) -> bool:
    bare = _BARE.fullmatch(squeeze(text))
    return bool(bare and bare["year"])


@lru_cache(maxsize=65_536)
def _explains_itself(text: str) -> bool:
    """Whether a text is a label with what it names, a unit, a year or a table's number."""
    squeezed = squeeze(text)
    return bool(
        department_in(text)
        or money_unit(text)
        or unit_alone(text)
        or _YEAR_ALONE.fullmatch(squeezed)
        or _TABLE_NUMBER.fullmatch(squeezed)
        or body_alone(text)
        or _BEGINS_WITH_TIME.match(squeezed)
    )


@lru_cache(maxsize=65_536)
def _department_beside(label: str, text: str) -> str | None:
    """The body in the text that stands beside a label alone."""
    if not _is_label(label):
        return None
    name = _name(squeeze(text))
    return name if name and _ends_as_body(name) else None


@lru_cache(maxsize=65_536)
def _is_label(text: str) -> bool:
    return _IS_LABEL_ALONE.fullmatch(squeeze(text)) is not None


def without_code(name: str) -> str:
    """A body's name without its code before it or behind: `[203]某局`, `某局（203001）`."""
    bare = _NUMBERED.sub("", name, count=1) if _NUMBERED.match(name) else name
    return _CODE_BEHIND.sub("", bare)


@lru_cache(maxsize=65_536)
def _name(squeezed: str) -> str | None:
    """A body's name without what is printed behind it; None where the text is none."""
    text = without_code(squeezed)
    stop = _STOP.search(text)
    name = _SEAL.sub("", text[: stop.start()] if stop else text).rstrip("([{【〔〖:∶-—|、/")
    name = _OF_UNITS.sub("", name)
    name = _FRAMED.sub(r"\1", name)
    if not 2 <= len(name) <= _LONGEST or _NO_NAME.search(name):
        return None
    if (
        money_unit(f"单位:{name}")
        or not re.search("[一-鿿]{2}", name)
        or _NAMES_NOTHING.fullmatch(name)
    ):
        return None
    return name


def _is_long_body(name: str) -> bool:
    return len(name) > 2 and "、" not in name and _ends_as_body(name)


def _ends_as_body(name: str) -> bool:
    return _ENDING.fullmatch(_IN_BRACKETS.sub("", name)) is not None
