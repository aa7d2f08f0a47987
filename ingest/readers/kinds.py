"""Bytes → the media type that their content shows; names and extensions are never asked."""

import codecs
import re
from typing import Final

from ingest.errors import DocumentError, Reason
from ingest.readers import package, photographs
from ingest.readers.compound import CompoundError, top_names
from ingest.readers.encoding import utf16_without_mark

LOCKED_OFFICE = "application/x-encrypted-office"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
OOXML = "application/vnd.openxmlformats-officedocument"
DOCX = f"{OOXML}.wordprocessingml.document"
XLSX = f"{OOXML}.spreadsheetml.sheet"
OFD = "application/ofd"
BINARY_WORKBOOK = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
SPREADSHEET_XML = "application/vnd.ms-excel+xml"
"""Workbooks that Excel 2003 wrote as one XML file; files call themselves .xls or .xml."""
WORD_XML = "application/msword+xml"
FLAT_PACKAGE = "application/vnd.openxmlformats-package.flat+xml"
"""An Office package as one XML file."""
UNIFORM = "application/uof"
"""UOF (GB/T 20916): text, a sheet or slides as one XML file, or as a package of several."""
WEB_ARCHIVE = "multipart/related"

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"Founder CEB", "application/x-ceb"),
    (b"CAJ\x00", "application/x-caj"),
    (b"HN\x00", "application/x-caj"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"\x00\x01\x00\x00Standard ", "application/x-access"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"%!PS", "application/postscript"),
    (b"PK\x07\x08", "application/x-split-zip"),
    (b"bplist00", "application/x-plist"),
    (b"ID;P", "application/x-sylk"),
    (b'TABLE\r\n0,1\r\n"', "application/x-dif"),
)
_MEDIA: Final = re.compile(
    rb"....ftyp|RIFF....(?:WAVE|AVI )|\x1aE\xdf\xa3|ID3|\x30\x26\xb2\x75\x8e\x66", re.DOTALL
)
_PICTURES_OF_PHONES: Final = re.compile(rb"....ftyp(?:heic|heix|mif1|msf1|avif)", re.DOTALL)
_PROGRAM: Final = re.compile(rb"MZ.{0,1000}\x00", re.DOTALL)
_DBASE: Final = re.compile(
    rb"[\x03\x30\x31\x83\x8b\xf5][\x00-\xff][\x01-\x0c][\x01-\x1f].{28}[A-Z_][A-Z0-9_]*\x00",
    re.DOTALL,
)
_LOOKS: Final = (
    (_PICTURES_OF_PHONES, "image/heic"),
    (_MEDIA, "application/x-media"),
    (_DBASE, "application/x-dbase"),
    (_PROGRAM, "application/x-program"),
)
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FIELD: Final = re.compile(rb"[a-z-]+:\s")
_HEAD, _LONG_HEAD = 4_096, 16_384
_BEFORE_PDF = 1_024
"""A PDF may begin so far into the file."""
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_HTML: Final = frozenset(
    (b"html", b"head", b"body", b"table", b"div", b"meta", b"title", b"style", b"script",
     b"link", b"base", b"center", b"frameset", b"form", b"p", b"span", b"section", b"article",
     b"main", b"header", b"nav", b"font", b"strong", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6")
)  # fmt: skip
"""What a page begins with, also one that was cut out of its frame."""
_XML: Final = {
    b"worddocument": WORD_XML, b"uof": UNIFORM, b"package": FLAT_PACKAGE,
    b"workbook": SPREADSHEET_XML, b"document": OPEN_DOCUMENT,
}  # fmt: skip
"""The root of a file of XML, in lower case, that a program wrote for a whole document."""
_SPACES: Final = {
    SPREADSHEET_XML: b"urn:schemas-microsoft-com:office:spreadsheet",
    FLAT_PACKAGE: b"schemas.microsoft.com/office/2006/xmlpackage",
    OPEN_DOCUMENT: b"urn:oasis:names:tc:opendocument",
}


def sniff(data: bytes) -> str:
    """The media type that the content shows.

    Raises:
        DocumentError: the file is empty, damaged, or neither text nor a known format.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise DocumentError(Reason.EMPTY_FILE, "the file holds nothing")
    signed = _signed(data)
    if signed is not None:
        look_inside = _INSIDE.get(signed)
        return look_inside(data) if look_inside else signed
    wide = "utf-16" if data.startswith(_WIDE_MARKS) else utf16_without_mark(data)
    if wide is None and b"\x00" in data[:8192]:
        raise DocumentError(Reason.UNKNOWN_FORMAT, "binary data of no known format")
    head = data[:_LONG_HEAD]
    if wide:
        head = head[: len(head) // 2 * 2].decode(wide, errors="replace").encode()
    return _of_text(head.lstrip(b"\xef\xbb\xbf \t\r\n").lower())


def _signed(data: bytes) -> str | None:
    """What a file is by its first bytes; None where they say nothing."""
    found = next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), None)
    if found is not None:
        return found
    head = data[: photographs.LONGEST_MARK]
    if photographs.is_picture(head):
        return photographs.kind_of(head)
    looked = (kind for pattern, kind in _LOOKS if pattern.match(data))
    if (seen := next(looked, None)) is not None:
        return seen
    is_late_pdf = b"\n%PDF-" in data[:_BEFORE_PDF] and b"endobj" in data
    return "application/pdf" if is_late_pdf else None


def _of_text(head: bytes) -> str:
    """What kind of text begins with these bytes, in lower case."""
    kind = _of_markup(head)
    if kind is not None:
        return kind
    fields = head[:_HEAD].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0]
    if _FIELD.match(fields) and WEB_ARCHIVE.encode() in fields:
        return WEB_ARCHIVE
    return "text/plain"


def _of_markup(head: bytes) -> str | None:
    """What a file of markup is by its first element; None where it is a text."""
    if not head.startswith(b"<"):
        return None
    is_xml = head.startswith(b"<?xml")
    root = _first_element(head)
    if root is None:
        return "text/html" if is_xml or head.startswith(b"<!doctype html") else None
    name, rest = root
    kind = _XML.get(name)
    if kind is not None and _SPACES.get(kind, b"") in rest:
        is_sheet = kind == OPEN_DOCUMENT and OPEN_SHEET.encode() in rest
        return OPEN_SHEET if is_sheet else kind
    if name in _HTML or head.startswith(b"<!doctype html"):
        return "text/html"
    return "application/xml" if is_xml else None


def _first_element(head: bytes) -> tuple[bytes, bytes] | None:
    """The name of the first element, without declarations and remarks, and what follows it."""
    rest = head
    for begins, ends in ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!", b">")) * 8:
        while rest.startswith(begins):
            _, end, rest = rest.partition(ends)
            rest = rest.lstrip()
            if not end:
                return None
    found = _ROOT.match(rest)
    return (found[1], rest) if found else None


def _in_zip(data: bytes) -> str:
    """What a zip package holds, by the parts that it names."""
    with package.opened(data) as opened:
        names = package.names_in(opened)
        if {"mimetype", "content.xml"} <= {*opened.namelist()}:
            told = package.member(opened, "mimetype")[:80].decode("latin-1").strip()
            return told.removesuffix("-template")
        known = next((kind for part, kind in _PARTS if part in names), None)
        if known is None and photographs.pages_of(opened):
            return photographs.MEDIA_TYPE
        if known is None and package.CONTENT_TYPES in opened.namelist():
            types = package.member(opened, package.CONTENT_TYPES).lower()
            known = next((kind for mark, kind in _MAIN_PARTS if mark in types), None)
    if any(name.startswith("word/document") for name in names):
        return DOCX
    return known or "application/zip"


_PARTS: Final = (
    ("ofd.xml", OFD),
    ("xl/workbook.bin", BINARY_WORKBOOK),
    ("xl/workbook.xml", XLSX),
    ("index/document.iwa", "application/x-iwork"),
    ("index.zip", "application/x-iwork"),
    ("uof.xml", UNIFORM),
    ("meta-inf/container.xml", "application/epub+zip"),
)
"""The part of a package that says what it is."""
_MAIN_PARTS: Final = (
    (b"wordprocessingml.document.main", DOCX),
    (b"presentationml", f"{OOXML}.presentationml.presentation"),
    (b"spreadsheetml.sheet.main", XLSX),
    (b"fixeddocument", "application/vnd.ms-xpsdocument"),
)
"""What the list of contents of a package calls its main part."""


def _in_ole(data: bytes) -> str:
    """Which old Office program wrote a file, by the streams that it names."""
    try:
        names = top_names(data)
    except CompoundError:
        names = frozenset()
    held = (kind for stream, kind in _STREAMS if stream in names)
    told = (kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data)
    return next(held, None) or next(told, "application/x-ole-storage")


_STREAMS: Final = (
    ("EncryptedPackage", LOCKED_OFFICE),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("VisioDocument", "application/vnd.visio"),
)
_INSIDE: Final = {"application/zip": _in_zip, "application/x-ole-storage": _in_ole}
