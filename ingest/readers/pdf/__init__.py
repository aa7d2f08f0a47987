"""PDF → blocks: ruled tables by the page's own lines, running text in its order.

`page` reads what `pypdfium2` finds on a page, `ruled` finds the tables between its lines,
`cells` fills them, `joined` puts together what runs over pages. A page without a text layer
(a scan) is a notice with its reason, not silence.
"""

import pypdfium2

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.assemble import blocks
from ingest.readers.pdf.joined import joined
from ingest.readers.pdf.layout import parts_of
from ingest.readers.pdf.page import look

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 3_000


def read(data: bytes) -> Reading:
    """The tables and text of a PDF, page by page.

    Raises:
        DocumentError: the file is encrypted, damaged, too long, or has no text layer.
    """
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
