"""Bytes → blocks: the only place that knows file formats, and nothing of budgets.

A reader is a module with a function `read(data: bytes) -> Reading`, registered here under
the media type that `sniff` finds in the content; names and extensions are never asked.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Final

from ingest.documents import Block, Notice, Prose, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import package, photographs
from ingest.readers.encoding import utf16_without_mark
from ingest.readers.printed_columns import uncut

Reader = Callable[[bytes], Reading]

LOCKED_OFFICE = "application/x-encrypted-office"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
OOXML = "application/vnd.openxmlformats-officedocument"
OFD = "application/ofd"
BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
SPREADSHEET_XML = "application/vnd.ms-excel+xml"
"""Workbooks that Excel 2003 wrote as one XML file; files call themselves .xls or .xml."""
READERS: Final[dict[str, str]] = {
    "text/plain": "text",
    "text/html": "html",
    "multipart/related": "web_archive",
    "application/pdf": "pdf",
    f"{OOXML}.wordprocessingml.document": "docx",
    f"{OOXML}.spreadsheetml.sheet": "workbook",
    "application/vnd.ms-excel": "workbook",
    BINARY_WORKBOOK: "workbook",
    SPREADSHEET_XML: "spreadsheet_xml",
    "application/msword": "doc",
    "application/rtf": "doc",
    OPEN_DOCUMENT: "doc",
    "application/vnd.oasis.opendocument.spreadsheet": "open_sheet",
    "image/png": "images",
    "image/jpeg": "images",
    "image/tiff": "images",
    photographs.MEDIA_TYPE: "images",
    OFD: "ofd",
}
"""The module of this package that reads a media type; imported when first needed."""

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    *photographs.SIGNATURES.items(),
)
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP: Final = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")
_IS_SPREADSHEET: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_FIELD: Final = re.compile(rb"[a-z-]+:\s")


def sniff(data: bytes) -> str:
    """The media type that the content shows.

    Raises:
        DocumentError: the file is empty, damaged, or neither text nor a known format.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise DocumentError(Reason.EMPTY_FILE, "the file holds nothing")
    signed = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if signed is not None:
        look_inside = _INSIDE.get(signed)
        return look_inside(data) if look_inside else signed
    wide = "utf-16" if data.startswith(_WIDE_MARKS) else utf16_without_mark(data)
    if wide is None and b"\x00" in data[:8192]:
        raise DocumentError(Reason.UNKNOWN_FORMAT, "binary data of no known format")
    head = data[:4096]
    if wide:
        head = head[: len(head) // 2 * 2].decode(wide, errors="replace").encode()
    return _of_text(head.lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _of_text(head: bytes) -> str:
    """What kind of text begins with these bytes, in lower case."""
    if head.startswith(b"<?xml") and _IS_SPREADSHEET in head:
        return SPREADSHEET_XML
    if head.startswith(_MARKUP):
        return "text/html"
    fields = head.partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    if _FIELD.match(fields) and b"multipart/related" in fields:
        return "multipart/related"
    return "text/plain"


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
        raise DocumentError(Reason.FORMAT_NOT_SUPPORTED, f"no reader for {media_type}")
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


def _in_zip(data: bytes) -> str:
    """What a zip package holds, by the parts that it names."""
    with package.opened(data) as opened:
        names = set(opened.namelist())
        if "mimetype" in names and "content.xml" in names:
            return package.member(opened, "mimetype")[:80].decode("latin-1").strip()
        known = next((kind for part, kind in _PARTS if part in names), None)
        if known is None and photographs.pages_of(opened):
            return photographs.MEDIA_TYPE
    if any(name.startswith("word/document") for name in names):
        return f"{OOXML}.wordprocessingml.document"
    return known or "application/zip"


_PARTS: Final = (
    ("OFD.xml", OFD),
    ("xl/workbook.bin", BINARY_WORKBOOK),
    ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet"),
)
"""The part of a package that says what it is."""


def _in_ole(data: bytes) -> str:
    """Which old Office program wrote a file, by the streams that it names."""
    streams = (
        ("EncryptedPackage", LOCKED_OFFICE),
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("Book", "application/vnd.ms-excel"),
    )
    found = (kind for stream, kind in streams if stream.encode("utf-16-le") in data)
    return next(found, "application/x-ole-storage")


_INSIDE: Final = {"application/zip": _in_zip, "application/x-ole-storage": _in_ole}
