"""Plain text: the three ways in which text exports print a table."""

import unicodedata
from collections.abc import Iterator, Sequence

from corpus.render.printed import Cell, Part, Table, plain_lines

TABS, DOUBLE_TABS, CELL_A_LINE = "tabs", "double_tabs", "cell_a_line"
BARS, SPACES = "bars", "spaces"


def txt(parts: Sequence[Part], *, layout: str = TABS, encoding: str = "utf-8") -> bytes:
    """Lines of text, and tables in one layout.

    Args:
        parts: the document's parts.
        layout: `tabs` prints a row a line and a tab between cells; `double_tabs` a row a
            paragraph and two tabs between cells; `cell_a_line` a cell a line that begins
            with a tab, a blank line after each row (a table with blank cells is printed
            with tabs all the same: its rows could not be told apart); `bars` cells between
            bars; `spaces` columns by runs of spaces, a wide character two places wide.
        encoding: of the file; `utf-16` begins with its byte order mark. Characters that it
            does not have are left out, as an export does with marks and spaces.
    """
    made: list[str] = []
    for part in parts:
        if not isinstance(part, Table):
            made += [plain_lines(part)] if isinstance(part, str) else list(part.texts)
            continue
        made.append("")
        made += _rows(part, layout)
        made.append("")
    return "\n".join(made).encode(encoding, "ignore")


def _rows(part: Table, layout: str) -> Iterator[str]:
    if layout == SPACES:
        yield from _spaced(part)
        return
    for row in part.rows:
        texts = ["<br/>".join(cell.text.split("\n")) if cell else "" for cell in row]
        if layout == CELL_A_LINE and _is_full(row):
            yield "\n".join(f"\t{text}" for text in texts if text)
            yield ""
        elif layout == BARS:
            yield f"| {' | '.join(text.replace('<br/>', '') for text in texts)} |"
        elif layout == DOUBLE_TABS:
            yield "\t\t" + "\t\t".join(texts)
            yield ""
        else:
            yield "\t".join(texts)


def _spaced(part: Table) -> Iterator[str]:
    """Each column as wide as its widest text and two places more, words to the left."""
    texts = [[cell.text.replace("\n", "") if cell else "" for cell in row] for row in part.rows]
    widths = [max(map(_places, column)) + 2 for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (text + " " * (w - _places(text)) for text, w in zip(row, widths, strict=True))
        yield "".join(cells).rstrip()


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _is_full(row: Sequence[Cell | None]) -> bool:
    return all(cell is None or cell.text for cell in row)
