"""Single-file web pages (`.mht`: MIME with pages in it) → the blocks of their pages.

Excel and Word save so; a workbook is a frame with a page for each sheet, in their order.
"""

import email
from email.message import Message
from email.policy import compat32

from ingest.documents import Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import Part, blocks
from ingest.readers.html import page

MEDIA_TYPE = "multipart/related"
MAX_PAGES = 500


def read(data: bytes) -> Reading:
    """The tables and text of each page, one after the other.

    Raises:
        DocumentError: no page is in the archive, more than a document has, or one cannot
            be read.
    """
    pages = [
        part
        for part in email.message_from_bytes(
            data.lstrip(b"\xef\xbb\xbf\r\n"), policy=compat32
        ).walk()
        if _is_page(part)
    ]
    if not pages:
        raise DocumentError(Reason.DAMAGED, "the archive of a web page holds no page")
    if len(pages) > MAX_PAGES:
        raise DocumentError(Reason.TOO_LARGE, f"{len(pages):,} pages in one file")
    parts: list[Part] = []
    notices: list[Notice] = []
    encodings: dict[str, None] = {}
    for part in pages:
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content.strip():
            continue
        made, encoding, found = page(content, (part.get_content_charset() or "").lower())
        parts += made
        notices += found
        encodings.setdefault(encoding)
    return Reading(MEDIA_TYPE, ", ".join(encodings), tuple(blocks(parts)), tuple(notices))


def _is_page(part: Message) -> bool:
    return part.get_content_type() in {"text/html", "application/xhtml+xml"}
