"""Bytes → blocks: the only place that knows file formats, and nothing of budgets.

A reader is a function `read(data: bytes) -> Reading`, registered here under the media
type that `sniff` finds in the content; names and extensions are never asked.
"""

from collections.abc import Callable
from typing import Final

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import text

Reader = Callable[[bytes], Reading]

READERS: Final[dict[str, Reader]] = {"text/plain": text.read}

_SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_TEXT_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MARKUP: Final = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")


def sniff(data: bytes) -> str:
    """The media type that the content shows.

    Raises:
        DocumentError: the file is empty, or is neither text nor a known format.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise DocumentError(Reason.EMPTY_FILE, "the file holds nothing")
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(_MARKUP):
        return "text/html"
    if not data.startswith(_TEXT_MARKS) and b"\x00" in data[:8192]:
        raise DocumentError(Reason.UNKNOWN_FORMAT, "binary data of no known format")
    return "text/plain"


def read(data: bytes) -> Reading:
    """The blocks of a file.

    Raises:
        DocumentError: the format has no reader here, or the content cannot be read.
    """
    media_type = sniff(data)
    reader = READERS.get(media_type)
    if reader is None:
        raise DocumentError(Reason.FORMAT_NOT_SUPPORTED, f"no reader for {media_type} yet")
    return reader(data)
