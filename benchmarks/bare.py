"""What the bare library of a format does with a document's bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def _bare_text(data: bytes) -> None:
    data.decode("utf-8", "replace").splitlines()


def _bare_page(data: bytes) -> None:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    for cell in tree.css("td, th, p"):
        cell.text()


def _bare_sheet(data: bytes) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _bare_word(data: bytes) -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for paragraph in root.iter("{*}p"):
        "".join(paragraph.itertext())


def _bare_pdf(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()


BARE: dict[str, Callable[[bytes], None]] = {
    "txt": _bare_text,
    "html": _bare_page,
    "xlsx": _bare_sheet,
    "docx": _bare_word,
    "pdf": _bare_pdf,
}
"""By the extension of a file."""
