"""Bytes → blocks: the only place that knows file formats, and nothing of budgets.

A reader is a module with a function `read(data: bytes) -> Reading`, registered here under
the media type that `kinds.sniff` finds in the content.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Final

from ingest.documents import Block, Notice, Prose, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import photographs, unread
from ingest.readers.kinds import (
    BINARY_WORKBOOK,
    DOCX,
    FLAT_PACKAGE,
    LOCKED_OFFICE,
    OFD,
    OPEN_DOCUMENT,
    OPEN_SHEET,
    SPREADSHEET_XML,
    WEB_ARCHIVE,
    WORD_XML,
    XLSX,
    sniff,
)
from ingest.readers.printed_columns import uncut

Reader = Callable[[bytes], Reading]

READERS: Final[dict[str, str]] = {
    "text/plain": "text",
    "text/html": "html",
    WEB_ARCHIVE: "web_archive",
    "application/pdf": "pdf",
    DOCX: "docx",
    FLAT_PACKAGE: "flat_package",
    XLSX: "workbook",
    "application/vnd.ms-excel": "workbook",
    BINARY_WORKBOOK: "workbook",
    SPREADSHEET_XML: "spreadsheet_xml",
    "application/msword": "doc",
    "application/rtf": "doc",
    OPEN_DOCUMENT: "doc",
    WORD_XML: "doc",
    OPEN_SHEET: "open_sheet",
    **dict.fromkeys(photographs.KINDS, "images"),
    photographs.MEDIA_TYPE: "images",
    OFD: "ofd",
}
"""The module of this package that reads a media type; imported when first needed."""


def read(data: bytes) -> Reading:
    """The blocks of a file.

    Raises:
        DocumentError: the format has no reader here, or the content cannot be read.
    """
    media_type = sniff(data)
    if media_type == LOCKED_OFFICE:
        raise DocumentError(Reason.ENCRYPTED, "the Office file needs a password")
    name = READERS.get(media_type)
    if name is None:
        raise DocumentError(Reason.FORMAT_NOT_SUPPORTED, unread.said(media_type))
    reader: Reader = import_module(f"{__name__}.{name}").read
    reading = reader(data)
    return replace(reading, notices=(*reading.notices, *_uncut(reading.blocks)))


def _uncut(blocks: Sequence[Block]) -> Iterator[Notice]:
    """Tables that stand in running text and could not be cut into columns."""
    for block in blocks:
        lines = block.lines if isinstance(block, Prose) else ()
        first = uncut([line.text for line in lines])
        if first is not None:
            line = lines[first]
            detail = f"figures stand apart in lines that nothing cuts: {line.text[:60]}"
            yield Notice(Reason.TABLE_WITHOUT_GRID, detail, line.place)
