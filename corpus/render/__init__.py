"""A printed document → the formats that departments publish it in.

A document is a sequence of parts: a string is a line of running text, `Beside` a line of
several texts, a `Table` a table with its merged cells. `txt`, `html`, `docx`, `xlsx`,
`pdf`, `csv`, `ods` and `ofd` print the same parts; a text golden becomes parts by `parts_of`.
The same parts give the same bytes, on every day and machine.
"""

from collections.abc import Callable, Mapping, Sequence

from corpus.render.delimited import delimited
from corpus.render.ofd import ofd
from corpus.render.open_sheet import ods
from corpus.render.page import html
from corpus.render.printed import Beside, Cell, Part, Table, parts_of, table
from corpus.render.ruled import pdf
from corpus.render.text import txt
from corpus.render.word import WORD, docx, package, word_package
from corpus.render.workbook import workbook, xlsx

Renderer = Callable[[Sequence[Part]], bytes]

RENDERERS: Mapping[str, Renderer] = {
    "txt": txt,
    "html": html,
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
    "csv": delimited,
    "ods": ods,
    "ofd": ofd,
}
"""Each format's renderer by the extension of its files."""

__all__ = [
    "RENDERERS",
    "WORD",
    "Beside",
    "Cell",
    "Part",
    "Renderer",
    "Table",
    "delimited",
    "docx",
    "html",
    "ods",
    "ofd",
    "package",
    "parts_of",
    "pdf",
    "table",
    "txt",
    "word_package",
    "workbook",
    "xlsx",
]
