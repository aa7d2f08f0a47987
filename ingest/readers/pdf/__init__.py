"""PDF → blocks: ruled tables by the page's own lines, running text in its order.

`page` reads what `pypdfium2` finds on a page: `characters`, `drawn_lines`. `ruled_tables` finds
tables between its lines, `cells` fills them; `unruled_tables` finds those that white space
parts. `over_pages` puts together what runs over pages, `page_ends` what their ends cut. A page
without a text layer, or with one that says nothing (`triage`), is read from its picture
(`ingest/readers/scan`) and goes the same way; where nothing can see it, it is a notice with its
reason, not silence.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import pypdfium2

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.pdf.page import look
from ingest.readers.pdf.pages import MAX_PAGES, reading_of
from ingest.readers.pdf.rendered import picture

MEDIA_TYPE = "application/pdf"
MAX_STREAM = 50_000_000
"""More bytes than this no page draws, in what its stream unpacks to; pictures aside."""
MAX_STREAMS = 150_000_000
"""More bytes than this no document draws on all its pages."""
MOST_UNPACKED = 1_032
"""Deflate packs at most so many bytes into one."""
UNPACKED_AT_ONCE = 65_536
_STREAM = re.compile(rb"(<<[^\0]{0,400}?)>>\s*stream\r?\n")
_DEFLATED = re.compile(rb"/(?:FlateDecode|Fl)(?![A-Za-z])")


def read(data: bytes) -> Reading:
    """The tables and text of a PDF, page by page.

    Raises:
        DocumentError: the file is encrypted, damaged, too long, or has no text layer.
    """
    _check_streams(data)
    document = _open(data)
    try:
        looks = (look(document, index) for index in range(len(document)))
        return reading_of(MEDIA_TYPE, looks, partial(picture, document))
    finally:
        document.close()


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
    """Refuses a file whose streams unpack to more than a page, or a document, draws."""
    streams = list(_packed_streams(data))
    if sum((end - start) * MOST_UNPACKED**n for start, end, n in streams) <= MAX_STREAM:
        return
    total = 0
    for start, end, layers in streams:
        chunks = _chunks(data, start, end)
        for _ in range(layers):
            chunks = _unpacked(chunks)
        with suppress(zlib.error):  # the page that shows it says so
            for chunk in chunks:
                total += len(chunk)
                if total > MAX_STREAMS:
                    detail = f"its streams unpack to more than {MAX_STREAMS:,} bytes"
                    raise DocumentError(Reason.TOO_LARGE, detail)


def _chunks(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for position in range(start, end, UNPACKED_AT_ONCE):
        yield data[position : min(position + UNPACKED_AT_ONCE, end)]


def _unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    """A stream without one layer of packing, in pieces.

    Raises:
        DocumentError: it unpacks to more than a page draws.
    """
    unpacking = zlib.decompressobj()
    size = 0
    for chunk in packed:
        rest = chunk
        while rest and not unpacking.eof:
            unpacked = unpacking.decompress(rest, UNPACKED_AT_ONCE)
            size += len(unpacked)
            if size > MAX_STREAM:
                detail = f"a stream unpacks to more than {MAX_STREAM:,} bytes"
                raise DocumentError(Reason.TOO_LARGE, detail)
            yield unpacked
            rest = unpacking.unconsumed_tail


def _packed_streams(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Start, end and layers of packing of each deflated stream, pictures aside."""
    for found in _STREAM.finditer(data):
        layers = len(_DEFLATED.findall(found[1]))
        if layers and b"/Image" not in found[1]:
            end = data.find(b"endstream", found.end())
            if end > found.end():
                yield found.end(), end, layers
