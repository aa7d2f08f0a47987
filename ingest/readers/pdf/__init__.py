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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import pypdfium2

from ingest.documents import Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import blocks
from ingest.readers.pdf.over_pages import joined
from ingest.readers.pdf.page import Look, look
from ingest.readers.pdf.page_parts import PagePart, parts_of
from ingest.readers.pdf.rendered import picture
from ingest.readers.pdf.triage import is_unread, words
from ingest.readers.scan import pages as scan

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000
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
        made = [_page(look(document, index), index) for index in range(len(document))]
        pictures = [index for index, page in enumerate(made) if page.is_unread]
        if pictures and scan.can_see():
            for index, page in _seen(document, pictures):
                if page.text.strip() and words(page.text) >= words(made[index].text):
                    made[index] = page
    finally:
        document.close()
    if not any(page.text.strip() for page in made):
        detail = f"none of the {len(made)} pages has a text layer; {scan.said()}"
        raise DocumentError(Reason.NO_TEXT_LAYER, detail)
    return Reading(
        MEDIA_TYPE,
        "",
        tuple(blocks(list(joined([page.parts for page in made])))),
        tuple(flaw for page in made for flaw in page.flaws),
        {
            f"page {i}": page.sure
            for i, page in enumerate(made, start=1)
            if page.sure is not None
        },
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """What was read of a page; `sure` is what is known of the figures of a picture."""

    text: str
    parts: list[PagePart]
    flaws: list[Notice]
    is_unread: bool
    sure: Mapping[str, float] | None = None


def _page(shown: Look, index: int) -> _Page:
    unread = is_unread(shown)
    parts, flaws = parts_of(shown, index + 1)
    if unread and not scan.can_see():
        flaws = [replace(flaw, detail=f"{flaw.detail}; {scan.INSTALL}") for flaw in flaws]
    return _Page(shown.text, parts, flaws, unread)


def _seen(document: pypdfium2.PdfDocument, pages: Sequence[int]) -> Iterator[tuple[int, _Page]]:
    """What the pictures of some pages show."""
    pictures = (picture(document, index) for index in pages)
    for index, seen in zip(pages, scan.seen(pictures), strict=True):
        parts, flaws = parts_of(seen.look, index + 1)
        yield index, _Page(seen.look.text, parts, flaws, is_unread=True, sure=seen.sure)


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
