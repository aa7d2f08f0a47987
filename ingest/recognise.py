"""Which form is this block? The only place that decides it.

A block belongs to the form whose title stands nearest above it and whose required headers
it prints; two forms that claim one block are an error. Where nothing names the table, a head
that is one form's alone does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from ingest.documents import Block, Grid, Line
from ingest.errors import TwoClaimsError
from ingest.form import (
    LONGEST_HEAD,
    MAX_TITLE,
    PROSE_SHAPES,
    Claim,
    Form,
    normalised_title,
    phase_said,
    phases_of_heads,
    titled,
)
from ingest.government import KIND
from ingest.halves import second_head
from ingest.headers import (
    Path,
    bare_head,
    by_text,
    is_number_line,
    paths,
    prints_figures,
    width,
)
from ingest.labels import is_of_labels
from ingest.readers.assemble import is_title
from ingest.value import replace
from ingest.values import relative_years, squeeze
from ingest.words import spelled


def recognise_grid(
    grid: Grid,
    forms: Mapping[str, Form],
    inherited: Line | None = None,
    phase: str | None = None,
    *,
    of_area: bool = False,
) -> Claim | None:
    """The form of a grid: by the nearest title line that some form claims.

    Forms of whole areas claim tables in a government's document (`of_area`) alone.

    `phase` is that of the document's title, for tables that say none themselves.

    Titles are looked for in the grid's own leading rows that print one cell, or a table's
    name beside another, then upwards in the running text before it, then in the title the
    grid before was read under. A title that sets its table aside, or is a whole area's,
    decides alone; inherited it counts only where nothing stands between the two tables. A
    title that no form has is no form's: what stands above it names another table.

    Raises:
        TwoClaimsError: two forms claim the same title with all their headers printed.
    """
    forms = {name: form for name, form in forms.items() if of_area or form.kind != KIND}
    texts = _texts_of(grid)
    for title in _title_candidates(grid, inherited):
        named = [
            form
            for form in titled(forms.values(), title.text)
            if form.shape not in PROSE_SHAPES
        ]
        if not named and title is not inherited and _is_of_no_form(title):
            return None
        claims = [
            form
            for form in named
            if form.claims_text(texts, title.text, phase)
            and form.is_of_phase(texts, title.text, phase)
            and form.prints_columns(texts)
            and form.has_layout(grid)
        ]
        if any(form.kind == KIND for form in named) and not _is_nearest(grid, title):
            return None
        own = [form for form in claims if form.kind == KIND]
        aside = own or [form for form in claims if form.set_aside]
        if aside and title is inherited and grid.before:
            continue
        claims = aside or _of_one_shape(_of_one_phase(claims, title.text), grid)
        if len(claims) > 1:
            names = " and ".join(form.id for form in claims)
            raise TwoClaimsError(f"{names} both claim {title.text!r}")
        if claims:
            return Claim(claims[0], title)
    return _by_head(grid, forms, texts, phase)


def is_titled(block: Block, claim: Claim) -> bool:
    """Whether the title of a block is its own, or nothing above it begins another table.

    支出决算表          read under this title
    （注：…）
    公开07表            another table, whose title was not read: it goes by the one above
    """
    if not isinstance(block, Grid) or claim.title in block.before:
        return True
    if any(claim.title.place in row.places for row in block.rows):
        return True
    return not any(_TABLE_NUMBER.fullmatch(squeeze(line.text)) for line in block.before)


def _is_nearest(grid: Grid, title: Line) -> bool:
    """Whether no other table's title stands between a title and its table."""
    if title not in grid.before:
        return True
    at = len(grid.before) - 1 - grid.before[::-1].index(title)
    return not any(_TABLE_NAME.search(line.text) for line in grid.before[at + 1 :])


def _of_one_shape(claims: list[Form], grid: Grid) -> list[Form]:
    """Of forms of economic classes those whose lists the head prints: one, or several.

    Lists side by side head their codes more than once.
    """
    if {form.shape for form in claims} != {"code_tree", "economic_groups"}:
        return claims
    most = max(
        sum(bool(_CODE_HEAD.fullmatch(squeeze(cell))) for cell in row.cells)
        for row in grid.rows[:_HEAD_ROWS]
    )
    shape = "code_tree" if most == 1 else "economic_groups"
    return [form for form in claims if form.shape == shape]


_TABLE_NUMBER = re.compile(r"(?:附|公开|财决|预算)*(?:表\d{1,2}|\d{1,2}表)")
"""`公开07表`, `附表3`: a table begins."""
_CODE_HEAD = re.compile(r".{0,8}(?:编码|代码|编号)")


def _by_head(
    grid: Grid, forms: Mapping[str, Form], texts: set[str], phase: str | None
) -> Claim | None:
    """The one form all of whose heads a table without a title prints, and no other head.

    A title that names a part, a fund or what nobody knows decides against it.
    """
    named = [line for line in grid.before[-MAX_DISTANCE:] if "表" in line.text]
    if not all(_SAYS_NO_MORE.fullmatch(normalised_title(line.text)) for line in named):
        return None
    above = phase_said("".join(line.text for line in grid.before[-MAX_DISTANCE:]))
    executed, planned = phases_of_heads(texts)
    heads = "executed" if executed else "approved" if planned else None
    known = phase or above or (heads if executed != planned else None)
    if known is None:
        return None
    columns = width(grid)
    rows = tuple(takewhile(lambda row: not prints_figures(row), grid.rows[:_HEAD_ROWS]))
    head = [row for row in rows if not is_of_labels(row) and not is_number_line(row)]
    if not head:
        return None
    printed = paths(head, columns, grid.merges_known)
    headed = sum(bool(path) for path in printed)
    claims = [
        form
        for form in forms.values()
        if form.shape in _KNOWN_BY_HEADS
        and form.claims_text(texts, "", known)
        and form.is_of_phase(texts, "", known)
        and len(found := by_text(form.columns, printed, form.phase)) >= _LEAST_MEASURES
        and len(found) == len(set(found.values())) >= headed - _MOST_OTHER_COLUMNS
        and all(column.optional or column.measure in found for column in form.columns)
        and not any(path and _FIGURES.search(path[-1]) for path in _others(printed, found))
    ]
    if len({form.account_id for form in claims}) != 1:
        return None
    chosen = _of_one_phase(claims, "")
    said = named[-1] if named else Line("", head[0].places[0])
    return Claim(chosen[0], said) if len(chosen) == 1 else None


def _others(printed: Sequence[Path], found: Mapping[str, int]) -> Iterator[Path]:
    """The heads that no measure has."""
    taken = set(found.values())
    yield from (path for i, path in enumerate(printed) if i not in taken)


_KNOWN_BY_HEADS = frozenset({"code_tree"})
"""Shapes whose heads say what the table is; the sides of an account do not."""
_LEAST_MEASURES = 4
_MOST_OTHER_COLUMNS = 4
"""Code in up to three parts, and name."""
_FIGURES = re.compile("支出|收入|合计|总计|小计|金额|数$|拨款|结转|结余|经费|资金")
"""What heads of figures are made of."""
_SAYS_NO_MORE = re.compile(spelled("{titles.says_no_more}"))
"""A title that says no more than what every table of an account is."""


def _of_one_phase(claims: list[Form], title: str) -> list[Form]:
    """Of forms of both phases the planned ones: a budget prints last year's accounts beside.

    A title that names a phase decides alone. A layout of its own is read by its own form.
    """
    replaced = {form.instead_of for form in claims}
    claims = [form for form in claims if form.id not in replaced]
    planned = [form for form in claims if form.phase == "approved"]
    return planned if planned and phase_said(title) is None else claims


def _texts_of(grid: Grid) -> set[str]:
    """What the cells of a grid print, with the years of its head as 本年 and 上年.

    A second part with a head of its own is left out: the first says what the table is.
    """
    grid = replace(grid, rows=grid.rows[: second_head(grid.rows)])
    texts = {cell for row in grid.rows[_HEAD_ROWS:] for cell in row.cells if cell}
    head = {squeeze(cell) for row in grid.rows[:_HEAD_ROWS] for cell in row.cells if cell}
    titles = {text for text in head if len(text) > LONGEST_HEAD}
    heads = head - titles
    return texts | titles | set(relative_years(heads | set(map(bare_head, heads))).values())


_HEAD_ROWS = 8
"""Rows at the top of a grid in which its head stands."""


def _title_candidates(grid: Grid, inherited: Line | None) -> Iterable[Line]:
    leading: list[Line] = []
    for row in grid.rows[:4]:
        printed = [i for i, cell in enumerate(row.cells) if cell]
        named = [i for i in printed if len(printed) == 1 or _TABLE_NAME.search(row.cells[i])]
        leading += [
            Line(row.cells[i], row.places[i])
            for i in (named if len(printed) <= MAX_BESIDE_TITLE else ())
            if len(row.cells[i]) <= MAX_TITLE
        ]
    yield from leading
    for line in reversed(grid.before[-MAX_DISTANCE:]):
        if line.text and len(line.text) <= MAX_TITLE:
            yield line
        yield from _titles_in(line)
    is_named = any(map(_names_a_table, grid.before))
    if inherited is not None and not is_named:
        yield inherited
    if inherited is None and not is_named:
        yield from (line for line in grid.after[:_LINES_BELOW] if _names_a_table(line))


def _titles_in(line: Line) -> Iterator[Line]:
    """The table's title in a line that says more: `某局 支出决算表 部门：某局 单位：万元`."""
    pieces = line.text.split()
    if len(pieces) > 1:
        yield from (Line(p, line.place) for p in pieces if is_title(p) and len(p) > _SHORTEST)


def _is_of_no_form(title: Line) -> bool:
    """Whether a title that no form has names its table: a part, a fund, what nobody knows."""
    says_no_more = _SAYS_NO_MORE.fullmatch(normalised_title(title.text))
    return _names_a_table(title) and not says_no_more


def _names_a_table(line: Line) -> bool:
    """Whether a line is the title of a table, of whatever form: no number, no second part."""
    title = normalised_title(line.text)
    return (
        len(title) <= _LONGEST_TABLE_NAME
        and _TABLE_NAME.search(title) is not None
        and not _NO_NAME_OF_A_TABLE.search(title)
    )


_SHORTEST = 3
MAX_BESIDE_TITLE = 3
"""Cells of a row that can be a title with its number, its unit or a head beside it."""
_LONGEST_TABLE_NAME = 40
_NO_NAME_OF_A_TABLE = re.compile(r"[:：;；,，。…]|^续|续表|^.?表$|^(?:见|详见|附).*表$")
_TABLE_NAME = re.compile(r"\D表\s*(?:[(（].*[)）])?\s*$")
_LINES_BELOW = 2
"""How many lines below a table without a title above may be its title."""
MAX_DISTANCE = 15
"""How many lines above a table its title may stand: a contents page names every title."""


def recognise_prose(lines: Sequence[Line], forms: Mapping[str, Form]) -> Claim | None:
    """The narrative form of running text: all its required headings stand in it.

    Raises:
        TwoClaimsError: two narrative forms find all their headings.
    """
    headings = [normalised_title(line.text) for line in lines if len(line.text) <= 80]
    claims = [
        form
        for form in forms.values()
        if form.shape in PROSE_SHAPES and form.claims_text(headings)
    ]
    if len(claims) > 1:
        names = " and ".join(form.id for form in claims)
        raise TwoClaimsError(f"{names} both claim the text at {lines[0].place}")
    return Claim(claims[0], lines[0]) if claims else None


def names_project(block: Block, forms: Mapping[str, Form]) -> bool:
    """Whether a table prints the label of a project's name, as a form about projects has it."""
    if not isinstance(block, Grid):
        return False
    printed = {squeeze(cell).partition(":")[0] for row in block.rows for cell in row.cells}
    every = tuple(forms.values())
    return any(_is_label_of_name(text, every) for text in printed)


@lru_cache(maxsize=65_536)
def _is_label_of_name(text: str, forms: tuple[Form, ...]) -> bool:
    rules = {form.sections["name_text"] for form in forms if "name_text" in form.sections}
    return any(rule.fullmatch(text) for rule in rules)
