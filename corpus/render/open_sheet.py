"""An OpenDocument workbook: figures are numbers that print as they are printed."""

import html as markup
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.render.printed import Beside, Part, Table, plain_lines
from corpus.render.word import package
from ingest.values import number

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
_FAR = 1_000_000
"""So many blank rows a program tells at the end of a sheet."""


def ods(parts: Sequence[Part], sheet_name: str = "表") -> bytes:
    """One sheet with all the parts below each other, a blank row after each table."""
    width = max((part.width for part in parts if isinstance(part, Table)), default=1)
    rows = "".join(_rows(parts, width))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}>'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="{markup.escape(sheet_name)}">'
        f'<table:table-column table:number-columns-repeated="{width}"/>{rows}'
        f'<table:table-row table:number-rows-repeated="{_FAR}"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": MEDIA_TYPE.encode(), "content.xml": content.encode()})


def _rows(parts: Sequence[Part], width: int) -> Iterator[str]:
    for position, part in enumerate(parts):
        if position and isinstance(parts[position - 1], Table):
            yield "<table:table-row><table:table-cell/></table:table-row>"
        if isinstance(part, Table):
            for row_no, row in enumerate(part.rows):
                hidden = ' table:visibility="collapse"' * (row_no in part.hidden)
                cells = (
                    _cell(cell.text, cell.columns, cell.rows)
                    if cell
                    else "<table:covered-table-cell/>"
                    for cell in row
                )
                yield f"<table:table-row{hidden}>{''.join(cells)}</table:table-row>"
        elif isinstance(part, Beside) and width >= len(part.texts):
            *texts, last = map(_cell, part.texts)
            between = width - len(part.texts)
            blank = f'<table:table-cell table:number-columns-repeated="{between}"/>'
            line = f"{''.join(texts)}{blank * bool(between)}{last}"
            yield f"<table:table-row>{line}</table:table-row>"
        else:
            yield f"<table:table-row>{_cell(plain_lines(part), width)}</table:table-row>"


def _cell(text: str, columns: int = 1, rows: int = 1) -> str:
    spans = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'
    told = spans * (columns > 1 or rows > 1) + _value(text)
    lines = "".join(f"<text:p>{markup.escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{told}>{lines * bool(text)}</table:table-cell>"


def _value(text: str) -> str:
    parsed = number(text) if text.isascii() else None
    if parsed is None:
        return ' office:value-type="string"' * bool(text)
    is_share = text.endswith("%")
    value: Decimal = parsed.value / 100 if is_share else parsed.value
    kind = "percentage" if is_share else "float"
    return f' office:value-type="{kind}" office:value="{value}"'
