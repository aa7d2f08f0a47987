"""PDF → blocks: ruled tables by the page's own lines, running text in its order.

`page` reads what `pypdfium2` finds on a page, `ruled` finds the tables between its lines,
`cells` fills them, `joined` puts together what runs over pages. A page without a text layer
(a scan) is a notice with its reason, not silence.
"""

import re
import zlib
from collections.abc import Iterator

import pypdfium2

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import blocks
from ingest.readers.pdf.joined import joined
from ingest.readers.pdf.layout import parts_of
from ingest.readers.pdf.page import look

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000
MAX_STREAM = 50_000_000
"""More bytes than this no page draws, in what its stream unpacks to; pictures aside."""
LEAST_PACKED = MAX_STREAM // 1_032
"""A stream of fewer bytes cannot unpack to so much: deflate packs 1,032 bytes into one."""
UNPACKED_AT_ONCE = 16_384
_STREAM = re.compile(rb"(<<[^\0]{0,400}?)>>\s*stream\r?\n")


def read(data: bytes) -> Reading:
    """The tables and text of a PDF, page by page.

    Raises:
        DocumentError: the file is encrypted, damaged, too long, or has no text layer.
    """
    _check_streams(data)
    document = _open(data)
    notices = []
    pages = []
    has_text = False
    try:
        for index in range(len(document)):
            seen = look(document, index)
            has_text = has_text or bool(seen.text.strip())
            parts, flaws = parts_of(seen, index + 1)
            pages.append(parts)
            notices += flaws
        count = len(document)
    finally:
        document.close()
    if not has_text:
        raise DocumentError(Reason.NO_TEXT_LAYER, f"none of the {count} pages has a text layer")
    return Reading(MEDIA_TYPE, "", tuple(blocks(list(joined(pages)))), tuple(notices))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(Reason.ENCRYPTED, "the PDF needs a password") from error
        raise DocumentError(Reason.DAMAGED, f"the PDF cannot be opened: {error}") from error
    if len(document) > MAX_PAGES:
        document.close()
        raise DocumentError(Reason.TOO_LARGE, f"more than {MAX_PAGES} pages")
    return document


def _check_streams(data: bytes) -> None:
    """Refuses a file with a stream that unpacks to more than a page draws."""
    for packed in _packed_streams(data):
        try:
            size = _unpacked_size(packed)
        except zlib.error:
            continue  # the page that shows it says so
        if size > MAX_STREAM:
            detail = f"a stream unpacks to more than {MAX_STREAM:,} bytes"
            raise DocumentError(Reason.TOO_LARGE, detail)


def _unpacked_size(packed: bytes) -> int:
    """How many bytes a stream unpacks to; not counted further once they are too many."""
    unpacking = zlib.decompressobj()
    size = 0
    for start in range(0, len(packed), UNPACKED_AT_ONCE):
        rest = packed[start : start + UNPACKED_AT_ONCE]
        size += len(unpacking.decompress(rest))
        if size > MAX_STREAM or unpacking.eof:
            break
    return size


def _packed_streams(data: bytes) -> Iterator[bytes]:
    """The deflated streams that may be so large, pictures aside."""
    for found in _STREAM.finditer(data):
        if b"FlateDecode" in found[1] and b"/Image" not in found[1]:
            end = data.find(b"endstream", found.end())
            if end - found.end() >= LEAST_PACKED:
                yield data[found.end() : end]
