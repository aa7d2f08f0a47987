"""The unit of account that a table states around it: 元, 万元, 亿元, and where it can stand.

A statement is made of a word for the unit, a separator, the currency and the unit, in any of
the ways in which offices print it:

    金额单位：万元    单位:人民币元    （单位：万元）    币种：人民币 单位/万元    以元为单位
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.documents import Row
from ingest.number_text import UNIT, number, squeeze

_NAMED = "(?:金额|货币|计量|计价|计算|记账|数据|数额|币值|统计)*"
_SEPARATOR = r"[:∶/|=—–\-]"
_CURRENCY = r"(?:(?:币种[:∶]?)?(?:人民币|RMB|CNY)[:∶、,/]?)?"
_LABEL = rf"(?:(?:人民币)?{_NAMED}单位|[Uu]nit)(?:\(币种\))?"
_END = r"(?:(?![一-鿿])|(?=人民币|币种))"
_LABELLED = re.compile(
    rf"(?:{_LABEL}(?:{_SEPARATOR}|为|是){{0,2}}|金额{_SEPARATOR})\(?{_CURRENCY}({UNIT}){_END}"
)
_LABEL_ALONE = re.compile(rf"(?:{_LABEL}|金额){_SEPARATOR}?")
_ALONE = re.compile(rf"[(\[【〔]?{_CURRENCY}({UNIT})(?:人民币)?[)\]】〕]?")
_QUOTES = "[\"'“”‘’「」《》]?"
_IN_NOTE = re.compile(
    rf"单位(?:均|都|皆)?(?:为|是|以|[:∶]){_QUOTES}(?:人民币)?({UNIT})(?![一-鿿])"
    rf"|以{_QUOTES}(?:人民币)?({UNIT}){_QUOTES}(?:为(?:金额|计量|货币|计价|计算|记账)*单位"
    r"|计|列示|表示|反映)"
)
_BRACKETED = re.compile(rf"[(\[【〔](?:金额)?(?:单位[:：]?)?(?:人民币)?({UNIT})[)\]】〕]")
_BEHIND = re.compile(
    rf"(?<=[一-鿿)])(?:[/,、:∶_—–-](?:单位:?)?({UNIT})|([千百]?万元|亿元|千元))$"
)
_LONGEST_CELL = 40
_HEAD_ROWS = 5
"""Rows at the top of a table in which heads may state the unit of their columns."""


@lru_cache(maxsize=16_384)
def money_unit(text: str) -> str | None:
    """The unit of account a line or header states: 元, 万元, 亿元 … or None."""
    squeezed = squeeze(text)
    found = _LABELLED.search(squeezed) or _BRACKETED.search(squeezed)
    return found.group(1) if found else None


@lru_cache(maxsize=16_384)
def unit_alone(text: str) -> str | None:
    """The unit that is all a text says, as the cell beside a label: `（人民币万元）`."""
    found = _ALONE.fullmatch(squeeze(text))
    return found.group(1) if found else None


@lru_cache(maxsize=16_384)
def is_label(text: str) -> bool:
    """Whether a text is nothing but the word for the unit: `金额单位：`."""
    return _LABEL_ALONE.fullmatch(squeeze(text)) is not None


def unit_in_note(text: str) -> str | None:
    """The money unit that a sentence on a table states: `注：本表金额单位为万元。`, or None."""
    found = _IN_NOTE.search(squeeze(text))
    return found.group(1) or found.group(2) if found else None


@lru_cache(maxsize=16_384)
def unit_of_head(text: str) -> str | None:
    """The money unit in a column's head: `合计（万元）`, `项目支出/元`, `基本支出 万元`."""
    squeezed = squeeze(text)
    found = _BRACKETED.search(squeezed) or _BEHIND.search(squeezed)
    return next((unit for unit in found.groups() if unit), None) if found else None


@lru_cache(maxsize=65_536)
def without_unit(text: str) -> str:
    """A squeezed header or label without its unit: `合计（万元）` and `合计/万元` → 合计."""
    return _BEHIND.sub("", _BRACKETED.sub("", squeeze(text)))


def unit_in_cells(rows: Sequence[Row]) -> tuple[str, str] | None:
    """The money unit that short cells of a table state, and its place.

    None as well where the heads of columns state several, or another than the rest.
    """
    for row in rows:
        before = ""
        for cell, place in zip(row.cells, row.places, strict=True):
            if cell and len(cell) <= _LONGEST_CELL and number(cell) is None:
                unit = money_unit(cell)
                if unit is None and is_label(before):
                    unit = unit_alone(cell)
                if unit:
                    return unit, place
            before = cell or before
    return _in_heads(rows[:_HEAD_ROWS])


def _in_heads(rows: Sequence[Row]) -> tuple[str, str] | None:
    """The one unit that stands behind heads, or alone below them: 合计 万元; 元 | 元 | 元."""
    found: dict[str, str] = {}
    for row in rows:
        of = unit_alone if is_of_units(row) else unit_of_head
        for cell, place in zip(row.cells, row.places, strict=True):
            unit = of(cell)
            if unit:
                found.setdefault(unit, place)
    return next(iter(found.items())) if len(found) == 1 else None


def is_of_units(row: Row) -> bool:
    """Whether a row below heads says nothing but the money unit of their columns."""
    printed = [cell for cell in row.cells if cell.strip()]
    return len(printed) > 1 and all(unit_alone(cell) for cell in printed)


def units_of_heads(rows: Sequence[Row]) -> frozenset[str]:
    """Every money unit that the heads of a table's columns state."""
    cells = (cell for row in rows[:_HEAD_ROWS] for cell in row.cells)
    return frozenset(unit for cell in cells if (unit := unit_of_head(cell)))
