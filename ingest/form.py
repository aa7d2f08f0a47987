"""Forms: a TOML file of `ingest/forms/` as a value, and what it says of titles and heads.

A form has titles and headers by which it is known, columns, lines, shape and identities.
Which form a block is of, `ingest.recognise` decides.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ingest.account_unit import without_unit
from ingest.documents import Grid, Line
from ingest.errors import FormFileError, Reason
from ingest.halves import second_head
from ingest.values import number, relative_years, squeeze, without_ordinal
from ingest.words import plain_label, rows_of, spelled, without_marks

FORMS_FOLDER = Path(__file__).parent / "forms"

AXES = ("columns", "rows", "tree", "ratio")
MAX_TITLE = 80
HEADER_LATER = frozenset({"indicators"})
"""Shapes whose columns may stand in another table than their header block."""
PROSE_SHAPES = frozenset({"project_statement", "evaluation_results"})
SET_ASIDE = "set_aside"
"""The shape of tables that are known and not read."""
CODE_SCHEMES = frozenset({"function", "economic", "government_economic", "units"})
"""What the codes of a form's rows are codes of."""
LONGEST_HEAD = 20
"""Longer cells are titles and notes, whose year need not be that of a column."""
_KEYS = frozenset(
    [
        "id",
        "account",
        "titles",
        "requires",
        "excludes",
        "shape",
        "kind",
        "phase",
        "fund_source",
        "blank_is_zero",
        "columns",
        "rows",
        "lines",
        "sections",
        "amounts",
        "units",
        "identities",
        "year_from",
        "reason",
        "codes",
        "parts",
        "within",
        "instead_of",
    ]
)
_TERM = re.compile(r"([+-]?)\s*(?:sum\()?([a-z_0-9.]+)\)?(\??)")
_TITLE_NOISE = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}(?:部分|章|节)[:：、]?(?=[^\s])|(?:附|公开|决算|预算)?[件表][一二三四五六七八九十]{1,3}[:：、.]?(?=[^一二三四五六七八九十])|附[件表]?\d*+(?:-\d++)*+[:：.]?|(?:预算|公开)*表?\d++(?:-\d++)*+表?[:：.、-]?)+(?=\D)"
    r"|\(?(?:预算|公开)(?:表)?\d+(?:-\d+)?表?\)?.*$|\((?:金额)?(?:单位:?)?(?:人民币)?[百千万亿]*元\)$"
    r"|(?:金额)?单位:.*$|[·•、.,:—-]?(?:19|20)\d{2}(?:年度?)?$|(?<=[^\d]表)\d{1,2}$"
)
"""Table numbers before a title; a table number or money unit after it.

Digits are taken whole: a row of them would else be tried in every division.
"""
_HARMLESS = re.compile(r"(总?)(?:体)?(?:具体|情况|明细|公开|统计|一览|汇总|批复|公示)+表$")
"""Words before 表 that say nothing of what the table holds; 总体情况表 is a 总表."""
_SPELLED_IN_BRACKETS = re.compile(r"\((总|明细|汇总)\)(?=表)")
"""Words of a title that templates leave to choice: 收入支出决算(总)表."""
_OTHER_ORDER = re.compile(
    r"(?:(?<=^)|(?<=部门)|(?<=单位)|(?<=年)|(?<=年度))(预算|决算)(收入|支出|收支)((?:总|明细)?表)$"
)
"""部门决算支出表 is 部门支出决算表; in 一般公共预算支出表 the word is of the fund."""
_FORMERLY = "公共财政预算", "一般公共预算"
"""What the general public budget was called, and is."""
_ENDS_WITHOUT = "预算", "决算"
"""A title may leave 表 out, as the heading of a chapter does."""
_IN_BRACKET = re.compile(r"表\(([^()]{2,40}表)\)$")
"""The table's own title behind that of all: 部门决算公开表（支出决算表）."""
_BRACKET_AFTER = re.compile(spelled("\\({titles.in_brackets}\\)$"))


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A measure of a form and the headers it is printed under.

    `headers` are paths from the top header row down (`本年支出/合计`), each part a regular
    expression over the squeezed text; a column marked optional may be missing.
    """

    measure: str
    headers: tuple[tuple[re.Pattern[str], ...], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A term of an identity: what is summed, on which side, with which sign.

    An optional term is left out where its column is not printed.
    """

    side: str
    name: str
    sign: int
    is_optional: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """Something that must add up in a form; `axis` says along what it runs."""

    identity_id: str
    axis: str
    terms: tuple[Term, ...]

    def of(self, side: str) -> tuple[Term, ...]:
        """The terms on one side."""
        return tuple(term for term in self.terms if term.side == side)

    def printed_in(self, measures: Collection[str]) -> "Identity":
        """The identity without its optional terms whose columns a table does not print."""
        return _printed_in(self, frozenset(measures))


@lru_cache(maxsize=4_096)
def _printed_in(identity: Identity, measures: frozenset[str]) -> Identity:
    kept = tuple(t for t in identity.terms if not t.is_optional or t.name in measures)
    return identity if kept == identity.terms else replace(identity, terms=kept)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A printed form as data; the docs page on forms explains each key of its file."""

    id: str
    account_id: str
    shape: str
    titles: tuple[re.Pattern[str], ...]
    requires: tuple[re.Pattern[str], ...]
    excludes: tuple[re.Pattern[str], ...]
    kind: str
    phase: str | None
    fund_source: str | None
    blank_is_zero: bool
    columns: tuple[Column, ...]
    rows: Mapping[str, re.Pattern[str]]
    lines: Mapping[str, re.Pattern[str]]
    sections: Mapping[str, re.Pattern[str]]
    amounts: Mapping[str, tuple[re.Pattern[str], ...]]
    identities: tuple[Identity, ...]
    units: Mapping[str, str]
    year_from: str | None
    codes: str
    parts: Mapping[str, tuple[str, ...]]
    set_aside: Reason | None
    within: str | None
    instead_of: str | None

    def claims_title(self, line: str) -> bool:
        """Whether a printed line is a title of this form; a long line is no title.

        The bracket after a title may belong to it: `…支出表(按经济分类)`.
        """
        if len(line) > MAX_TITLE:
            return False
        titles = _one_of_titles(self)
        return titles is not None and any(map(titles.fullmatch, _titles_in(line)))

    def claims_text(
        self, texts: Iterable[str], title: str = "", phase: str | None = None
    ) -> bool:
        """Whether each required header is printed, and none that excludes the form.

        What is required may stand in the title as well: it or the head says the phase, or
        else the document does (`phase`).
        """
        squeezed = set(map(without_unit, texts))
        said = {*squeezed, squeeze(title), _SAYS_PHASE.get(phase or "", "")}
        return all(
            any(pattern.search(text) for text in said) for pattern in self.requires
        ) and not any(pattern.search(text) for pattern in self.excludes for text in squeezed)

    def is_of_phase(self, texts: Iterable[str], title: str, phase: str | None) -> bool:
        """Whether a table can be of this form's phase: by its title, its heads, the document.

        Where the title says none, heads of executed money alone do; else, since accounts print
        their budget beside them, a table is of the phase that the document's title states
        (`phase`), or of its heads: of those of both phases, executed.
        """
        if self.kind not in _ACCOUNTS or self.phase not in _SAYS_PHASE:
            return True
        if (said := phase_said(title)) is not None:
            return said == self.phase
        executed, planned = phases_of_heads(texts)
        own = "executed" if executed else "approved" if planned else None
        known = own if executed and not planned else phase or own
        return (known or self.phase) == self.phase

    def prints_columns(self, texts: Iterable[str]) -> bool:
        """Whether at least half of the columns that every such table has are printed.

        An account is known by its two sides: where a side has one column of figures, what
        stands over it does not matter.
        """
        if self.shape in HEADER_LATER:
            return True
        squeezed = {_in_relative_years(without_unit(text)) for text in texts}
        if self.shape == "two_sided" and all(
            any(side.fullmatch(text) for text in squeezed) for side in _SIDES
        ):
            return True
        needed = [column for column in self.columns if not column.optional]
        found = sum(
            any(header[-1].search(text) for header in column.headers for text in squeezed)
            for column in needed
        )
        return 2 * found >= len(needed)

    def has_layout(self, grid: Grid) -> bool:
        """Whether a grid names the form's lines where its shape has them: down, or across.

        They stand down the table where several begin its rows, or its head says so.
        """
        if self.shape not in (_LINES, _ACROSS) or not self.rows:
            return True
        rows = grid.rows[: second_head(grid.rows)]
        printed = [[cell for cell in row.cells if cell.strip()] for row in rows]
        labels = [
            plain_label(next((text for text in row if number(text) is None), ""))
            for row in printed
        ]
        found = {
            next((key for key, rule in self.rows.items() if rule.fullmatch(label)), _TOTAL)
            for label in labels
        }
        lines = sum(not key.startswith(_TOTAL) for key in found)
        is_said = any(_LINE_HEAD.fullmatch(squeeze(text)) for row in printed for text in row)
        is_down = is_said or lines >= _FEWEST_LINES
        return is_down == (self.shape == _LINES)


_ACCOUNTS = frozenset({"budget", "final_accounts"})
_LINES, _ACROSS = "numbered_lines", "one_row"
"""The shapes of one account whose lines stand down the table, or across it as heads."""
_FEWEST_LINES = 2
"""How many lines, totals aside, begin rows of a table of lines; heads begin few rows."""
_TOTAL = "total"
_LINE_HEAD = re.compile(spelled("{labels.line_head}"))
_SAYS_PHASE = {"executed": "决算表", "approved": "预算表"}
"""What the title of a table would say of each phase."""
_HEAD_EXECUTED = re.compile(spelled("{phases.says_executed}"))
_HEAD_PLANNED = re.compile(spelled("^(?:{phases.approved}|{phases.adjusted})$"))
_NO_PHASE = re.compile(
    r"(?:一般公共|公共财政|政府性?基金|国有资本经营|财政)预算|预算(?:单位|部门|管理|项目|执行)"
    r"|预算(?:支出)?经济|预决算"
)
"""Words with 预算 in them that say no phase."""


@lru_cache(maxsize=65_536)
def phase_said(title: str) -> str | None:
    """The phase that a title names: `executed`, `approved`, or None where none or both."""
    plain = _NO_PHASE.sub("", squeeze(title))
    executed, planned = "决算" in plain, "预算" in plain
    return ("executed" if executed else "approved") if executed != planned else None


def phases_of_heads(texts: Iterable[str]) -> tuple[bool, bool]:
    """Whether short texts head executed money of this year, and whether planned money."""
    heads = [squeeze(text) for text in texts if len(text) <= LONGEST_HEAD]
    return any(map(_HEAD_EXECUTED.search, heads)), any(map(_HEAD_PLANNED.search, heads))


_SIDES = tuple(
    re.compile(f"(?:本年|财政拨款)?{side}(?:项目)?(?:\\(.*\\))?") for side in ("收入", "支出")
)
"""What heads the two sides of an account."""


def titled(forms: Iterable[Form], line: str) -> tuple[Form, ...]:
    """The forms of which a printed line is a title, in their order."""
    return _titled(tuple(forms), line)


@lru_cache(maxsize=65_536)
def _titled(forms: tuple[Form, ...], line: str) -> tuple[Form, ...]:
    return tuple(form for form in forms if form.claims_title(line))


@cache
def _one_of_titles(form: Form) -> re.Pattern[str] | None:
    """The titles of a form as one expression; None where it has none."""
    titles = [f"(?:{title.pattern})" for title in form.titles]
    return re.compile("|".join(titles)) if titles else None


@lru_cache(maxsize=65_536)
def _titles_in(line: str) -> frozenset[str]:
    """What a line may be as a title: with and without numbers, brackets, harmless words."""
    titles = {_without_numbers(line), normalised_title(line)}
    if found := _IN_BRACKET.search(squeeze(line)):
        titles.add(normalised_title(found[1]))
    titles |= {title.replace(*_FORMERLY) for title in titles}
    titles |= {_OTHER_ORDER.sub(r"\2\1\3", title) for title in titles}
    titles |= {f"{title}表" for title in titles if title.endswith(_ENDS_WITHOUT)}
    return frozenset(titles | {_HARMLESS.sub(r"\1表", title) for title in titles})


@lru_cache(maxsize=65_536)
def _in_relative_years(text: str) -> str:
    """A header with its own newest year as 本年."""
    return relative_years([text])[text]


@dataclass(frozen=True, slots=True)
class Claim:
    """A form recognised in a block, and the line that served as its title."""

    form: Form
    title: Line


@lru_cache(maxsize=65_536)
def normalised_title(line: str) -> str:
    """A title line without white space, numbering, table numbers, units, bracket after it."""
    title = _without_numbers(line)
    previous = ""
    while previous != title:
        previous, title = title, _without_numbers(_BRACKET_AFTER.sub("", title))
    return title


@lru_cache(maxsize=65_536)
def _without_numbers(line: str) -> str:
    title = _SPELLED_IN_BRACKETS.sub(r"\1", without_marks(line))
    previous = ""
    while previous != title:
        previous, title = title, _TITLE_NOISE.sub("", without_ordinal(title))
    return title


@cache
def load_forms(folder: Path = FORMS_FOLDER) -> Mapping[str, Form]:
    """Every form by its id, in the order of their file names.

    Raises:
        FormFileError: a file is no TOML, lacks a key, has an unknown one, or an id that
            is not its file's name.
    """
    forms = {path.stem: _load(path) for path in sorted(folder.glob("*.toml"))}
    if not forms:
        raise FormFileError(f"no form files in {folder}")
    return forms


def _load(path: Path) -> Form:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormFileError(f"{path.name}: {error}") from error
    unknown = entries.keys() - _KEYS
    if unknown or entries.get("id") != path.stem:
        raise FormFileError(
            f"{path.name}: unknown keys {sorted(unknown)}, or an id that is not the name"
        )
    try:
        return _form(entries)
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise FormFileError(f"{path.name}: {error!r}") from error


def _form(entries: Mapping[str, Any]) -> Form:
    return Form(
        id=entries["id"],
        account_id=entries.get("account", entries["id"]),
        shape=entries["shape"],
        titles=_patterns(entries["titles"]),
        requires=_patterns(entries.get("requires", ())),
        excludes=_patterns(entries.get("excludes", ())),
        kind=entries["kind"],
        phase=entries.get("phase"),
        fund_source=entries.get("fund_source"),
        blank_is_zero=entries.get("blank_is_zero", True),
        columns=tuple(
            _column(measure, headers) for measure, headers in entries.get("columns", {}).items()
        ),
        rows=_pattern_table(entries.get("rows", {})),
        lines=_pattern_table(entries.get("lines", {})),
        sections=_pattern_table(entries.get("sections", {})),
        amounts={
            measure: _patterns(patterns)
            for measure, patterns in entries.get("amounts", {}).items()
        },
        identities=tuple(_identities(entries.get("identities", {}))),
        units=entries.get("units", {}),
        year_from=entries.get("year_from"),
        codes=_codes(entries.get("codes", "function")),
        parts={line: tuple(parts) for line, parts in entries.get("parts", {}).items()},
        set_aside=_set_aside(entries),
        within=entries.get("within"),
        instead_of=entries.get("instead_of"),
    )


def _codes(scheme: str) -> str:
    if scheme not in CODE_SCHEMES:
        raise ValueError(f"codes = {scheme!r}: one of {sorted(CODE_SCHEMES)}")
    return scheme


def _set_aside(entries: Mapping[str, Any]) -> Reason | None:
    """Why the tables of a form are not read; every other form is read."""
    if (entries["shape"] == SET_ASIDE) != ("reason" in entries):
        raise ValueError(f"shape {SET_ASIDE!r} and a reason go together")
    return Reason(entries["reason"]) if "reason" in entries else None


def _patterns(texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(spelled(text)) for text in texts)


def _pattern_table(entries: Mapping[str, Any]) -> Mapping[str, re.Pattern[str]]:
    """Keys to patterns; a list of alternatives becomes one pattern.

    The lines of a vocabulary that the table names stand behind its own, in the order of the
    vocabulary; a line of its own goes before one of the same key.
    """
    own = {key: value for key, value in entries.items() if key != VOCABULARY}
    shared = rows_of(entries[VOCABULARY]) if VOCABULARY in entries else {}
    return {
        key: re.compile(spelled("|".join([value] if isinstance(value, str) else value)))
        for key, value in {**own, **{k: v for k, v in shared.items() if k not in own}}.items()
    }


VOCABULARY = "vocabulary"
"""The key by which a table of lines takes the words of a vocabulary."""


def _column(measure: str, headers: Sequence[str]) -> Column:
    return Column(
        measure.removesuffix("?"),
        tuple(
            tuple(re.compile(spelled(part)) for part in header.split("/")) for header in headers
        ),
        measure.endswith("?"),
    )


def _identities(axes: Mapping[str, Mapping[str, Any]]) -> Iterable[Identity]:
    for axis, identities in axes.items():
        if axis not in AXES:
            raise ValueError(f"identities.{axis}: the axis is one of {AXES}")
        for identity_id, equations in identities.items():
            for equation in [equations] if isinstance(equations, str) else equations:
                yield Identity(identity_id, axis, tuple(_terms(equation, axis)))


def _terms(equation: str, axis: str) -> Iterable[Term]:
    left, equals, right = equation.partition("=")
    if not equals or not right.strip():
        raise ValueError(f"{equation!r} has no two sides")
    if axis == "ratio":
        above, stroke, below = right.partition("/")
        if not stroke:
            raise ValueError(f"{equation!r} has no denominator")
        yield Term("left", left.strip(), 1)
        yield Term("numerator", above.strip(), 1)
        yield Term("denominator", below.strip(), 1)
        return
    for side, text in (("left", left), ("right", right)):
        for sign, name, mark in _TERM.findall(text):
            yield Term(side, name, -1 if sign == "-" else 1, bool(mark))
