"""Plain text → blocks.

Text exports print a table in one of these ways: a row a line with a tab between cells (or
bars, or places on the line: `readers.printed_columns`); a row a paragraph with two tabs between
cells (cells may run over lines); a cell a line that begins with a tab, a blank line ending the
row. Everything else is running text.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.documents import Line, Reading, Row
from ingest.errors import DocumentError, Reason
from ingest.indent import set_in_by
from ingest.readers import cell_lines, delimited
from ingest.readers.assemble import Part, blocks, is_page_mark, tables_in
from ingest.readers.encoding import decode
from ingest.readers.printed_columns import goes_on, in_tabs, stands_apart
from ingest.values import number

_TAB_RUNS = re.compile(r"\t+")
_BREAK_TAGS = re.compile(r"</p>|<br\s*/?>|</div>|</li>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

_MARKDOWN = re.compile(r"^\s*#{1,6}\s+(?=\S)|(\*\*|__)(?=\S)(?P<strong>[^*\n]*?\S)\1")

MAX_BYTES = 30_000_000
MAX_LINE = 200_000
"""A text of more bytes, or a line of more characters, is no printed document."""
MAX_LINES = 2_000_000
MAX_CELLS = 2_000_000

_TITLE = re.compile(r"\D表\s*(?:[(（].*[)）])?\s*$")
_MOST_BESIDE_TITLE = 3

SINGLE, DOUBLE, CELL_A_LINE = "single", "double", "cell_a_line"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines without a blank one between them; `first` is the first line's number.

    `after_blank_rows`: what parts it from the lines above are tabs, a row of blank cells.
    """

    first: int
    lines: tuple[str, ...]
    layout: str | None
    after_blank_rows: bool = False

    @property
    def has_rules(self) -> bool:
        """Whether lines between its rows were rules, which print nothing."""
        return "" in self.lines


def read(data: bytes) -> Reading:
    """The grids and running text of a text file, in the order they are printed.

    Raises:
        DocumentError: the bytes are no text in any encoding that fits, or more lines or
            cells than a document has.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(Reason.TOO_LARGE, f"a text of {len(data):,} bytes")
    text, encoding, notices = decode(data)
    lines, cells = text.count("\n"), text.count("\t")
    if lines > MAX_LINES or cells > MAX_CELLS:
        raise DocumentError(Reason.TOO_LARGE, f"{lines:,} lines with {cells:,} tabs")
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise DocumentError(Reason.TOO_LARGE, f"a line of {longest:,} characters")
    sheet = delimited.found(text)
    if sheet is not None:
        made = tuple(blocks(tables_in(sheet)))
    else:
        made = tuple(blocks(parts_of(text), merges_known=False))
    return Reading("text/plain", encoding, made, notices)


def parts_of(text: str, place: str = "") -> list[Part]:
    """The tables and running text of a text; `place` is what its lines' places begin with."""
    lines = text.split("\n")
    table = cell_lines.found(lines)
    if table is None:
        return _parts(text, place)
    above = "\n".join(lines[: table.first])
    below = "\n".join(lines[table.end :])
    rows = tuple(
        Row(tuple(map(plain, cells)), tuple(f"{place}line {n + 1}" for n in numbers))
        for numbers, cells in table.rows(lines)
    )
    return [*_parts(above, place), rows, *_parts(below, place, table.end + 1)]


def _parts(text: str, place: str = "", first: int = 1) -> list[Part]:
    runs = [piece for run in _paragraphs(text, first) for piece in _without_lines_above(*run)]
    paragraphs = [_paragraph(*run) for run in runs]
    parts = [_part(group) for group in _merged(paragraphs)]
    return [_placed(part, place) for part in parts] if place else parts


def _placed(part: Part, place: str) -> Part:
    lines = tuple(Line(x.text, place + x.place) for x in part if isinstance(x, Line))
    rows = (x for x in part if isinstance(x, Row))
    return lines or tuple(Row(r.cells, tuple(place + p for p in r.places)) for r in rows)


def _blank(lines: Sequence[str]) -> list[bool]:
    """Whether each line parts paragraphs; a tab alone below a cell's line is a blank cell."""
    found: list[bool] = []
    is_cell = False
    for line in lines:
        is_cell = line.startswith("\t") and "\t" not in line[1:] and (bool(line[1:]) or is_cell)
        found.append(not line.strip() and not is_cell)
    return found


def _paragraphs(text: str, first: int = 1) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """Runs of non-blank lines with the number of their first line; `first` is the text's.

    Each comes with whether all blank lines above it print tabs.
    """
    lines_of_text = text.split("\n")
    blanks = _blank(lines_of_text)
    numbered = enumerate(lines_of_text, start=first)
    runs: list[tuple[int, list[str], bool]] = []
    above: list[str] = []
    for blank, run in groupby(numbered, key=lambda line: blanks[line[0] - first]):
        lines = tuple(run)
        texts = [line for _, line in lines]
        if blank:
            above = texts
        elif runs and _is_one_table([*runs[-1][1], *above], texts):
            runs[-1][1].extend(["", *texts])
        else:
            runs.append((lines[0][0], texts, bool(above) and all("\t" in x for x in above)))
    for line_no, texts, are_rows in runs:
        yield line_no, in_tabs(texts), are_rows


def _is_one_table(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether one blank line stands between two rows of a table whose columns are spaces.

    The row above it may be the table's head.
    """
    *_, last, _ = ["", "", *above]
    if not goes_on(below[0]) or not (goes_on(last) or stands_apart(last)):
        return False
    if any("\t" in line for line in (*above, *below)):
        return False
    *_, last, _, first = in_tabs([*above[:-1], "", *below])[: len(above) + 1]
    return "\t" in last and "\t" in first


def _without_lines_above(
    first: int, lines: tuple[str, ...], after_blank_rows: bool
) -> Iterator[tuple[int, tuple[str, ...], bool]]:
    """A paragraph, parted where text stands right above a table with a row a line."""
    text = next((i for i, line in enumerate(lines) if "\t" in line), 0)
    if text and len(lines) > text + 1 and _layout(lines) == SINGLE:
        yield first, lines[:text], after_blank_rows
        yield first + text, lines[text:], False
    else:
        yield first, lines, after_blank_rows


def _paragraph(first: int, lines: tuple[str, ...], after_blank_rows: bool) -> _Paragraph:
    """The paragraph with the table layout its tabs show, or None for running text."""
    return _Paragraph(first, lines, _layout(lines), after_blank_rows)


def _layout(lines: tuple[str, ...]) -> str | None:
    runs = [run for line in lines for run in _TAB_RUNS.findall(line.rstrip(" \u3000\t"))]
    if not runs:
        return None
    if _is_row_of_one_cell(lines):
        return DOUBLE
    if all("\t" not in line.strip() for line in lines):
        cells = sum(line.startswith("\t") for line in lines)
        indented = lines[0].startswith("\t") and cells > 1
        return CELL_A_LINE if indented else None
    return DOUBLE if all(len(run) % 2 == 0 for run in runs) else SINGLE


def _is_row_of_one_cell(lines: tuple[str, ...]) -> bool:
    """Whether a line begins with two tabs and prints blank cells after its only text."""
    runs = _TAB_RUNS.findall(lines[0])
    is_between = lines[0].startswith("\t") and lines[0].endswith("\t")
    return len(lines) == 1 and is_between and all(len(run) % 2 == 0 for run in runs)


def _merged(paragraphs: Sequence[_Paragraph]) -> Iterator[list[_Paragraph]]:
    """Paragraphs grouped into blocks: what follows in one layout is one table.

    A table with a row a line ends at a blank line, unless that is a row of blank cells,
    the row after it is as wide and prints a number, as no header does, or blank lines stand
    between all of its rows.
    """
    group: list[_Paragraph] = []
    for printed in paragraphs:
        paragraph = printed
        if group and _is_as_wide(group[-1], printed):
            paragraph = replace(printed, layout=SINGLE)
        if group and not _continues(group[-1], paragraph):
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def _is_as_wide(last: _Paragraph, following: _Paragraph) -> bool:
    """Whether lines after a row of blank cells have as many tabs as the table above.

    So they are its rows, though few of their cells print something.
    """
    tabs = last.lines[-1].count("\t")
    return (
        last.layout == SINGLE
        and following.after_blank_rows
        and all(line.count("\t") == tabs for line in following.lines)
    )


def _begins_with_title(paragraph: _Paragraph) -> bool:
    """Whether a row of cells begins a table: with its title, and a cell or two beside it."""
    first = next((line for line in paragraph.lines if line.strip()), "")
    cells = [cell for cell in first.split("\t") if cell.strip()]
    is_titled = bool(cells and _TITLE.search(cells[0])) and len(cells) <= _MOST_BESIDE_TITLE
    return bool(paragraph.layout) and is_titled


def _continues(last: _Paragraph, following: _Paragraph) -> bool:
    if last.layout != following.layout or _begins_with_title(following):
        return False
    if last.layout != SINGLE or following.after_blank_rows:
        return True
    if len(last.lines) == len(following.lines) == 1:
        return True
    above, below = _printed(last)[-1].split("\t"), _printed(following)[0].split("\t")
    return len(above) == len(below) and any(number(plain(cell)) for cell in below)


def _printed(paragraph: _Paragraph) -> list[str]:
    """The lines that print something: a rule between rows is an empty one."""
    return [line for line in paragraph.lines if line.strip()] or [""]


def _part(group: list[_Paragraph]) -> Part:
    if group[0].layout:
        return tuple(_rows(group))
    return tuple(_lines(group))


def _lines(group: list[_Paragraph]) -> list[Line]:
    return [
        Line(plain(line), f"line {line_no}")
        for paragraph in group
        for line_no, line in enumerate(paragraph.lines, start=paragraph.first)
    ]


def _rows(group: list[_Paragraph]) -> list[Row]:
    layout = group[0].layout
    if layout == CELL_A_LINE:
        return [_cell_a_line(paragraph) for paragraph in group]
    if layout == DOUBLE:
        return [row for paragraph in group for row in _double(paragraph)]
    return [
        _row(line.split("\t"), line_no)
        for paragraph in group
        for line_no, line in enumerate(paragraph.lines, start=paragraph.first)
        if (line or not paragraph.has_rules) and ("\t" in line or not is_page_mark(line))
    ]


def _row(cells: Sequence[str], line_no: int) -> Row:
    return Row(
        tuple(map(plain, cells)),
        tuple(f"line {line_no} cell {i}" for i in range(1, len(cells) + 1)),
        indents=set_in_by(cells),
    )


def _double(paragraph: _Paragraph) -> Iterator[Row]:
    """A paragraph is a row, or each of its lines is where all have as many cells.

    A line that does not complete the table's width goes on in the last cell above it.
    """
    counts = {len(line.split("\t\t")) for line in paragraph.lines}
    if len(paragraph.lines) > 1 and len(counts) == 1 and counts != {1}:
        for line_no, line in enumerate(paragraph.lines, start=paragraph.first):
            yield _row(line.split("\t\t"), line_no)
        return
    cells: list[str] = []
    places: list[str] = []
    for line_no, line in enumerate(paragraph.lines, start=paragraph.first):
        first, *rest = line.split("\t\t")
        if cells:
            cells[-1] = f"{cells[-1]}\n{first}"
        else:
            cells, places = [first], [f"line {line_no} cell 1"]
        for position, cell in enumerate(rest, start=2):
            cells.append(cell)
            places.append(f"line {line_no} cell {position}")
    yield Row(tuple(map(plain, cells)), tuple(places))


def _cell_a_line(paragraph: _Paragraph) -> Row:
    """Each line that begins with a tab is a cell; any other goes on in the cell above."""
    cells: list[str] = []
    places: list[str] = []
    for line_no, line in enumerate(paragraph.lines, start=paragraph.first):
        if line.startswith("\t") or not cells:
            cells.append(line)
            places.append(f"line {line_no}")
        else:
            cells[-1] = f"{cells[-1]}\n{line}"
    return Row(tuple(map(plain, cells)), tuple(places))


def plain(text: str) -> str:
    """A cell's or line's text without markup, entities and outer white space.

    Markup of Markdown is the signs before a heading and those around what is set in bold.
    """
    if "<" in text:
        text = _TAGS.sub("", _BREAK_TAGS.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    if "#" in text or "**" in text or "__" in text:
        text = _MARKDOWN.sub(lambda found: found["strong"] or "", text)
    return text.strip()
