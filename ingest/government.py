"""Whether a document is a government's about a whole area; of which area and year it is.

A budget, an execution report or a final account of an area is known by its title, else by
the titles of its tables. Whose finance bureau published it is no department of its figures.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from ingest.documents import Block, Grid, Line, Prose
from ingest.form import Form, titled
from ingest.headings import cover_of, page_headers, title_of
from ingest.labels import departments, top_rows
from ingest.region_titles import level_of, place_in, years_by_phase
from ingest.values import squeeze, year_in_digits

KIND = "government"
"""The kind of documents and of forms that are about a whole area."""

_LEVEL = "自治区|自治州|地区|省|市|州|盟|县|(?<![社校景灌小园片])区|旗"
_OF_DEPARTMENT = re.compile(r"部门|单位|绩效评价|自评|街道|办事处")
_TITLE = re.compile(
    r"(?:地方|(?<!人民)政府)(?:财政)?(?:预|决)算(?!(?:支出)?经济)"
    r"|预算执行(?:情况|及)|财政(?:总|收支)?(?:预|决)算"
    rf"|(?:全(?:{_LEVEL})|(?:{_LEVEL})(?:本级|级|总|和|及))(?:\d{{4}}年(?:度)?)?(?:{_LEVEL}|本|级|和|及)*"
    r"(?:财政|地方|总|一般公共|政府性基金|国有资本经营|社会保险基金)*(?:收支)?(?:预|决)算"
    r"|(?:政府性基金|国有资本经营|社会保险基金)(?:预算)?(?:收入|支出|收支).{0,8}(?:执行|完成|预算|决算)"
    r"|政府(?:一般|专项)?债务(?:限额|余额|情况)"
)
_OF_ITSELF = re.compile(
    rf"(?:人民政府|管(?:理)?委(?:员)?会|政府|关于|提请审议|(?:19|20)\d{{2}}年?(?:度)?|上半年|{_LEVEL}"
    r"|本级|级|全|和|及|与|财政|地方|总|收支|预|决|算|草案|执行|情况|的|[()（）])*"
    r"(?:(?:预|决)算(?:\(草案\)|草案)?(?:的?(?:报告|公开|议案|说明)|$))"
)
"""What stands behind the name of an area that reports itself: 人民政府关于2024年决算的报告."""
_NAMED_IN_SOURCE = re.compile(r"^(?:来源|出处)[:：].*《(?P<name>[^》]+)》")
_PUBLISHER = re.compile(
    r"(?:来源|发布机构|发文机关|公开主体|信息来源)[:：]\s*(?P<name>[^，,;；。《》()\s]{2,20}?)(?:财政[厅局]|人民政府)"
)
_CODED_AREA = re.compile(r"^\d{2,6}\s+(?P<name>[一-鿿]{2,12})$")
_OF_AREA = re.compile(
    r"财政[厅局]|政府$|开发区$|管委会$|管理委员会$|(?:省|市|州|县|区|旗|镇|乡)$"
)
_LEAST_TABLES = 1
_SAYS_TABLE = re.compile(r"表(?:[(（].*[)）])?$")
_END_OF_LINE = re.compile(r"[。；;，,：:]$|\d$")
_LONGEST_PIECE = 40


@dataclass(frozen=True, slots=True)
class Area:
    """The area that a government's document names, and where.

    `source` is title, table_title, area_codes, publisher, file_name or folder; `parts` where
    the text is a list of the places that are its parts, and nothing names itself.
    """

    text: str | None
    source: str | None


def is_government(blocks: Sequence[Block], forms: Mapping[str, Form]) -> bool:
    """Whether a document is about a whole area: by its title, else by most of its tables.

    One that is called as its table alone is not, where a label beside that names a department.
    """
    headings = [squeeze(text) for text in _headings(blocks, forms)]
    if all(map(_SAYS_TABLE.search, headings)) and any(map(_is_labelled, _grids(blocks))):
        return False
    if any(_reports(text) and not _OF_DEPARTMENT.search(text) for text in headings):
        return True
    if any(_OF_DEPARTMENT.search(text) for text in headings):
        return False
    named = [line.text for grid in _grids(blocks) for line in _title_lines(grid)]
    own = [forms_of(text, forms) for text in named]
    areas = sum("area" in found for found in own)
    others = sum("department" in found for found in own)
    return areas >= _LEAST_TABLES and areas > others


def _reports(text: str) -> bool:
    """Whether a title is that of an area's budget, accounts or debt."""
    if _TITLE.search(text):
        return True
    place = place_in(text)
    return place is not None and any(
        _OF_ITSELF.match(text[found.end() :]) for found in re.finditer(re.escape(place), text)
    )


_UNIT = re.compile("(?:金额|货币)?单位[:：].*")
"""The unit of account in the line of a title names no body."""


def _is_labelled(grid: Grid) -> bool:
    """Whether a label over a table names a body that is no finance bureau and no government."""
    texts = [[line.text] for line in grid.before[-_LINES_ABOVE:]]
    texts += [list(row.cells) for row in top_rows(grid)]
    return any(not _OF_AREA.search(name) for said in texts for name in departments(said))


def forms_of(title: str, forms: Mapping[str, Form]) -> set[str]:
    """Whose table a title names: an `area`'s, a `department`'s, neither."""
    claims = titled(forms.values(), title)
    if any(form.id == _ASIDE for form in claims):
        return {"area"}
    if any(form.kind != KIND and not form.set_aside for form in claims):
        return {"department"}
    return {"area"} if any(form.kind == KIND for form in claims) else set()


_ASIDE = "region_level_tables"


def _headings(blocks: Sequence[Block], forms: Mapping[str, Form]) -> list[str]:
    """What the document calls itself: title, cover, page headers, what its source is called."""
    lines = blocks[0].lines[:3] if blocks and isinstance(blocks[0], Prose) else ()
    sources = [found["name"] for line in lines if (found := _NAMED_IN_SOURCE.match(line.text))]
    texts = (title_of(blocks, forms), cover_of(blocks, forms), *page_headers(blocks), *sources)
    return [_UNIT.sub("", year_in_digits(text)) for text in texts if text]


def _grids(blocks: Sequence[Block]) -> Iterator[Grid]:
    yield from (block for block in blocks if isinstance(block, Grid))


def _title_lines(grid: Grid) -> Iterator[Line]:
    """The nearest line above a table, or in its first rows, that can be its title."""
    rows = [
        Line(row.cells[0], row.places[0])
        for row in top_rows(grid)
        if sum(map(bool, row.cells)) == 1 and row.cells[0]
    ]
    lines = [*grid.before[-_LINES_ABOVE:], *rows]
    found = [
        line
        for line in reversed(lines)
        if _SAYS_TABLE.search(_UNIT.sub("", squeeze(line.text)))
    ]
    yield from found[:1]


_LINES_ABOVE = 4


def area_of(
    blocks: Sequence[Block], forms: Mapping[str, Form], names: Sequence[str] = ()
) -> Area:
    """The area that the document names, the strongest evidence first.

    What names none lists its parts (鲁山县、宝丰县、叶县), else the file or its folder may.

    Args:
        blocks: all that the document prints.
        forms: every form.
        names: the document's names outside it, the nearest first.
    """
    for text in _headings(blocks, forms):
        if not _SAYS_TABLE.search(squeeze(text)) and (place := place_in(text)):
            return Area(place, "title")
    titles = Counter(
        place
        for grid in _grids(blocks)
        for line in _title_lines(grid)
        if (place := place_in(line.text) or _coded(line.text))
    )
    if titles:
        return Area(titles.most_common(1)[0][0], "table_title")
    if code := _area_code(blocks):
        return Area(code, "area_codes")
    lines = [line.text for block in blocks[:2] for line in _texts(block)][:_FIRST_LINES]
    for text in lines:
        if found := _PUBLISHER.search(squeeze(text)):
            return Area(found["name"], "publisher")
    if parts := _parts_listed(blocks):
        return Area("、".join(parts), "parts")
    named = zip(("file_name", *["folder"] * len(names)), names, strict=False)
    return next(
        (Area(place, of) for of, name in named if (place := place_in(name))), Area(None, None)
    )


def _parts_listed(blocks: Sequence[Block]) -> list[str]:
    """The places that one list of amounts names, in a sentence or down a column."""
    lists: list[Sequence[str]] = []
    for block in blocks:
        if isinstance(block, Grid):
            lists += [_cells_of_places(block, column) for column in range(_COLUMNS_OF_PLACES)]
        else:
            lists += [
                _PLACE_AND_AMOUNT.findall(text)
                for text in squeeze("".join(line.text for line in block.lines)).split("。")
            ]
    most = max((list(dict.fromkeys(names)) for names in lists), key=len, default=[])
    return most if len(most) >= _LEAST_PARTS else []


def _cells_of_places(grid: Grid, column: int) -> list[str]:
    cells = (squeeze(row.cells[column]) for row in grid.rows if column < len(row.cells))
    return [cell for cell in cells if _A_PLACE.fullmatch(cell)]


_A_PLACE = re.compile(
    "(?!全|本|各|其)[一-鿿]{1,9}(?:自治县|(?<!地)[县市旗]|(?<![社校景灌小园发新范地])区)"
)
_PLACE_AND_AMOUNT = re.compile(rf"(?<=[:：，,、])({_A_PLACE.pattern})(?=-?\d[\d,.]*[万亿]?元)")
_COLUMNS_OF_PLACES = 3
_LEAST_PARTS = 3
"""Two places may be neighbours; several of which one area alone is the whole are its parts."""


_FIRST_LINES = 30


def _area_code(blocks: Sequence[Block]) -> str | None:
    """The area whose parts' codes a column lists: 5301, 5303 … are parts of 530000."""
    codes: set[str] = set()
    for grid in _grids(blocks):
        heads = [
            i for row in grid.rows[:1] for i, c in enumerate(row.cells) if _is_code_head(c)
        ]
        for column in heads[:1]:
            cells = (squeeze(row.cells[column]) for row in grid.rows if column < len(row.cells))
            codes |= {cell for cell in cells if re.fullmatch(r"[1-8]\d{3}(?:\d{2})?", cell)}
    for length in (4, 2):
        beginnings = {code[:length] for code in codes}
        if len(codes) > 1 and len(beginnings) == 1:
            return beginnings.pop().ljust(6, "0")
    return None


def _is_code_head(text: str) -> bool:
    return re.fullmatch("(?:地区|区划|行政区划)(?:编码|代码)", squeeze(text)) is not None


def _texts(block: Block) -> Iterable[Line]:
    if isinstance(block, Prose):
        return block.lines
    return (
        Line(c, p)
        for row in block.rows
        for c, p in zip(row.cells, row.places, strict=True)
        if c
    )


def _coded(text: str) -> str | None:
    """The area in a title with its code before: `53 示例省2022年…表`."""
    found = _CODED_AREA.match(text.strip())
    return found["name"] if found else None


def year_of(
    blocks: Sequence[Block], forms: Mapping[str, Form]
) -> tuple[str | None, str | None]:
    """The fiscal year of a government's document, and where it stands.

    A report that drafts a budget is of the year of that budget; a final account of the year
    that it closes; a report on execution alone of the year executed. Its title says it, else
    the titles of its tables do.
    """
    for text in _headings(blocks, forms):
        if not _SAYS_TABLE.search(squeeze(text)) and (year := _year_said(text)):
            return str(year), "title"
    tables = [
        years_by_phase(line.text) for grid in _grids(blocks) for line in _title_lines(grid)
    ]
    found = _most(tables)
    return (str(found), "title") if found else (None, None)


def _year_said(text: str) -> int | None:
    """The year that a title gives the document; None where its newest year is of no phase."""
    years = years_by_phase(text)
    if years.get(None, 0) > max((y for phase, y in years.items() if phase), default=9999):
        return None
    for phase in ("approved", "final", "executed", None):
        if phase in years:
            return years[phase]
    return None


def _most(tables: Sequence[Mapping[str | None, int]]) -> int | None:
    """The year of the drafts among the tables, else the year that most of them name."""
    drafts = Counter(years["approved"] for years in tables if "approved" in years)
    named = Counter(year for years in tables for year in years.values())
    newest = max(named, default=None)
    if newest is not None and drafts[newest] > 1:
        return newest
    return named.most_common(1)[0][0] if named else None


def area_heading(
    blocks: Sequence[Block], forms: Mapping[str, Form], names: Sequence[str] = ()
) -> str | None:
    """What the document calls itself where that names its area, and no table alone.

    Where nothing in it does, what its file or folder is called, if that is a budget's name.
    """
    called = [
        text for text in _headings(blocks, forms) if not _SAYS_TABLE.search(squeeze(text))
    ]
    called += [name for name in names if _OF_MONEY.search(name)]
    return next((text for text in called if place_in(text) or level_of(text)), None)


_OF_MONEY = re.compile("预算|决算|财政")


def part_headings(blocks: Sequence[Block]) -> dict[int, str]:
    """The heading of the part of the document that begins in a block, by block.

    A part that is named again behind another one stood in the contents the first time.
    """
    lines = {
        line.place: (block.block_no, squeeze(line.text))
        for block in blocks
        for line in (block.before if isinstance(block, Grid) else block.lines)
        if _PART.match(squeeze(line.text))
    }
    runs = [list(run) for _, run in groupby(lines.values(), key=lambda one: _ordinal(one[1]))]
    last = {_ordinal(run[0][1]): at for at, run in enumerate(runs)}
    return {
        block_no: text
        for at, run in enumerate(runs)
        if last[_ordinal(run[0][1])] == at
        for block_no, text in run
    }


def _ordinal(text: str) -> str:
    found = _PART.match(text)
    return found.group() if found else ""


def phases_of_years(blocks: Sequence[Block], forms: Mapping[str, Form]) -> dict[int, str]:
    """The phase of each year that most titles of tables name it with, if most name the same.

    For a year that none of them names, that of the document's own title.
    """
    said: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for grid in _grids(blocks):
        for line in _title_lines(grid):
            for phase, year in years_by_phase(line.text).items():
                if phase:
                    said[year][phase] += 1
    if not said:
        for text in _first_lines(blocks):
            for phase, year in years_by_phase(text).items():
                said[year].update([phase] if phase else [])
    most = {year: phases.most_common(1)[0] for year, phases in said.items() if phases}
    known = {
        year: phase
        for year, (phase, count) in most.items()
        if count * _MOST_OF >= said[year].total() * (_MOST_OF - 1)
    }
    return _phases_of_headings(blocks, forms, said.keys()) | known


def _phases_of_headings(
    blocks: Sequence[Block], forms: Mapping[str, Form], said: Collection[int]
) -> dict[int, str]:
    """The phases of the years that what the document calls itself names, and no table does."""
    named = [
        (year, phase)
        for text in reversed(_headings(blocks, forms))
        for phase, year in years_by_phase(text).items()
    ]
    return {year: phase for year, phase in named if phase and year not in said}


def _first_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The lines that a document begins with, its title among them."""
    proses = (block for block in blocks if isinstance(block, Prose))
    lines = (line.text for block in proses for line in block.lines)
    yield from islice(lines, _TITLE_LINES)


_TITLE_LINES = 8
_MOST_OF = 4
"""Three of four titles of a year say its phase for those that say none."""


_PART = re.compile("第[一二三四五六七八九十]+部分")


def with_whole_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with titles of tables over two lines in one, at the place of the first.

    Letters that are printed twice stand once.
    """
    return tuple(
        replace(block, before=_joined(block.before)) if isinstance(block, Grid) else block
        for block in blocks
    )


def _joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    joined: list[Line] = []
    for line in (replace(line, text=_undoubled(line.text)) for line in lines):
        if joined and _continues(joined[-1].text, line.text):
            joined[-1] = replace(joined[-1], text=joined[-1].text + line.text)
        else:
            joined.append(line)
    return tuple(joined)


def _undoubled(text: str) -> str:
    """A line with each letter once where bold print sets letters twice: 预预算算表表."""
    return _TWICE.sub(lambda run: run[0][::2], text)


_TWICE = re.compile(r"(?:([一-鿿（）、])\1){4,}")

_BEGINS = re.compile(r"^(?:表?[\d.\-—一二三四五六七八九十]*[:：、.\s]?)*(?:19|20)\d{2}年")


def _continues(first: str, second: str) -> bool:
    """Whether a line ends a title that the line above begins: with a year, no 表 yet."""
    above, below = year_in_digits(first), squeeze(second)
    return (
        bool(_BEGINS.match(above))
        and "表" not in re.sub(r"^表[\d一二三四五六七八九十\-]*", "", above)
        and len(above) <= _LONGEST_PIECE
        and not _END_OF_LINE.search(above)
        and bool(_SAYS_TABLE.search(below))
        and len(below) <= _LONGEST_PIECE
        and not re.search(r"(?:19|20)\d{2}年|[。；;，,：:]", below)
    )
