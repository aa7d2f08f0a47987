"""Accounts: what becomes of the figures that the forms of one account print.

A form says how a table is read; its account says which facts its figures are. Several forms
print one account (a 支出决算表 of a final account, a 支出预算表 of a budget). The files in
`accounts/` are data: a new account needs no line of Python or SQL.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from ingest.errors import FormFileError

ACCOUNTS_FOLDER = Path(__file__).parent / "accounts"

CODES: Final = ("function", "economic", "unit")
"""What the codes of an account's rows are: 功能分类科目, 经济分类科目, 单位."""

LINES: Final = ("all", "leaves", "units", "items")
"""Which rows of an account are facts.

all     each row for itself
leaves  the lowest rows of its codes: not 205 and 20502 where 2050201 is printed below them
units   the lowest units' rows, added up under the total that the table prints
items   rows with a code, added up by it: 办公费 30201 of five projects is one fact
"""

ZEROS: Final = ("left", "row", "item", "kept")
"""Which printed zeros are facts.

left    none: a table prints 0.00 in most of its places
row     those beside which another figure of the row is not zero
item    those beside which another figure of the item in the table is not zero
kept    all: `0 辆` says something
"""

RULES: Final = {
    "sum_column": "a column that adds up others of its row",
    "sum_of_rows": "a row that adds up others of its table",
    "part_of_figure": "a part of a figure that is a fact",
    "year_before": "a figure of the year before, which its own documents tell",
    "fund_unknown": "a column that joins funds which no other column tells apart",
    "no_mart": "a figure that no fact table has a place for",
}
"""Why a figure is in no fact table."""

OF_MEASURE: Final = "measure"
"""An item, a fund or a column that is called as the measure is."""

OF_ROW: Final = "row"
"""An item that is called as the row is; the models know it."""

ANY: Final = "*"

ITEM_OF_UNIT: Final = "item_of_unit"
"""The lowest row of a code that a table prints for several units: what is a fact of a leaf is
one of an item there, added up with the other units' rows."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where the figures of one row and measure of an account go: a fact, or a rule.

    Attributes:
        row_key, measure: which figures; `*` any. The most particular route counts.
        phase: which of them, by phase; None any.
        mart, column_name: the fact table and what the figure is in it, as `amount`,
            `opening`, `budget`; both None where a rule sets it aside.
        item: what the figure is of, `row` where its row says it.
        fund_source: the fund, where the measure says it and the form does not.
        rule: one of RULES.
        lines: one of LINES.
        zeros: one of ZEROS.
        is_once: whether a document that prints it twice says it once.
        parts: rows of which this one is the sum, where the table prints them.
    """

    row_key: str
    measure: str
    phase: str | None = None
    mart: str | None = None
    column_name: str | None = None
    item: str | None = None
    fund_source: str | None = None
    rule: str | None = None
    lines: str = "all"
    zeros: str = "left"
    is_once: bool = False
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """An account as data; the docs page on forms explains each key of its file.

    Attributes:
        codes: one of CODES.
        scope: what sets its lines apart from those of another account of one mart.
        lines: one of LINES, what its routes are unless they say otherwise.
        is_single: whether a document prints one table of it, so that two which differ are
            an outcome.
        order: of several accounts that tell the same facts the smaller speaks first.
        stands_beside: whether its facts stand beside those of a smaller order in one
            document, none of both counted twice; else they are left where those are told.
        is_told: whether its figures are told in sentences, each with decimals of its own.
    """

    id: str
    codes: str
    scope: str | None
    lines: str
    is_single: bool
    order: int
    stands_beside: bool
    is_told: bool
    routes: tuple[Route, ...]


_KEYS = frozenset(
    {"id", "like", "codes", "scope", "lines", "single", "order", "stands_beside", "told"}
)
_WHICH = frozenset({"rows", "measures"})
_FACTS = _WHICH | {
    "mart",
    "phases",
    "column",
    "item",
    "fund_source",
    "lines",
    "zeros",
    "once",
    "parts",
}
_ASIDE = _WHICH | {"rule"}


@cache
def load_accounts(folder: Path = ACCOUNTS_FOLDER) -> Mapping[str, Account]:
    """Every account by its id, in the order of their file names.

    Raises:
        FormFileError: a file is no TOML, lacks a key, has an unknown one or an unknown word,
            or an id that is not its file's name.
    """
    entries = {path.stem: _entries(path) for path in sorted(folder.glob("*.toml"))}
    return {name: _account(name, entries) for name in entries}


def _entries(path: Path) -> Mapping[str, Any]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormFileError(f"{path.name}: {error}") from error
    if entries.get("id") != path.stem:
        raise FormFileError(f"{path.name}: an id that is not the name")
    _only(path.name, entries, _KEYS | {"facts", "aside"})
    return entries


def _account(name: str, all_entries: Mapping[str, Mapping[str, Any]]) -> Account:
    own = all_entries[name]
    try:
        entries = {**all_entries[own["like"]], **own} if "like" in own else own
        return Account(
            id=name,
            codes=_one_of(CODES, entries.get("codes", CODES[0])),
            scope=entries.get("scope"),
            lines=_one_of(LINES, entries.get("lines", LINES[0])),
            is_single=entries.get("single", False),
            order=entries.get("order", 1),
            stands_beside=entries.get("stands_beside", False),
            is_told=entries.get("told", False),
            routes=(*_routes(entries), *_of_units(entries)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise FormFileError(f"{name}.toml: {error!r}") from error


def _of_units(entries: Mapping[str, Any]) -> Iterable[Route]:
    """Where rows go that stand once for each unit, in an account of leaves."""
    if entries.get("lines") == "leaves":
        for route in _routes(entries):
            if route.row_key == ANY:
                lines = "items" if route.lines == "leaves" else route.lines
                yield replace(route, row_key=ITEM_OF_UNIT, lines=lines)


def _routes(entries: Mapping[str, Any]) -> Iterable[Route]:
    for facts in entries.get("facts", ()):
        _only("facts", facts, _FACTS)
        for row, measure in _places(facts):
            for phase in facts.get("phases", (None,)):
                yield Route(
                    row,
                    measure,
                    phase,
                    mart=facts["mart"],
                    column_name=_named(facts.get("column", "amount"), measure),
                    item=_named(facts.get("item"), measure),
                    fund_source=_named(facts.get("fund_source"), measure),
                    lines=_one_of(LINES, facts.get("lines", entries.get("lines", LINES[0]))),
                    zeros=_one_of(ZEROS, facts.get("zeros", ZEROS[0])),
                    is_once=facts.get("once", False),
                    parts=tuple(facts.get("parts", ())),
                )
    for aside in entries.get("aside", ()):
        _only("aside", aside, _ASIDE)
        for row, measure in _places(aside):
            yield Route(row, measure, rule=_one_of(tuple(RULES), aside["rule"]))


def _places(entries: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for row in entries.get("rows", (ANY,)):
        for measure in entries.get("measures", (ANY,)):
            yield row, measure


def _named(name: str | None, measure: str) -> str | None:
    return measure if name == OF_MEASURE else name


def _one_of(words: Sequence[str], word: str) -> str:
    if word not in words:
        raise ValueError(f"{word!r}: one of {', '.join(words)}")
    return word


def _only(where: str, entries: Mapping[str, Any], keys: frozenset[str]) -> None:
    if unknown := entries.keys() - keys:
        raise FormFileError(f"{where}: unknown keys {sorted(unknown)}")
