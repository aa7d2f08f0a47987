"""A document and a place in it → the picture of what is printed there, the figure in a box.

Pages of PDFs are drawn when they are asked for; a page that was read from its picture is shown
as it was looked at. Lines that print names or telephone numbers of persons are covered.
"""

import ctypes
import io
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageDraw

from ingest.errors import DocumentError
from ingest.readers import photographs, running
from ingest.readers.pdf.characters import point
from ingest.readers.pdf.lines_of_text import lines_of, text_of
from ingest.readers.pdf.page import Look, look
from ingest.readers.pdf.places import box_of, page_of
from ingest.readers.pdf.rendered import picture, scale_of
from ingest.readers.pdf.ruled_tables import Box
from ingest.readers.pdf.triage import is_unread
from ingest.readers.scan import pages as scan

if TYPE_CHECKING:
    from ingest.readers.scan.picture import Grey

DPI = 144
"""Dots an inch of the pictures that are drawn."""
WIDE, HIGH = 700, 220
"""How much is shown around a figure, in dots, to each side, above and below."""
FAR = 1_000
"""A distance on a page that says well enough how it is drawn."""
MARK, COVER = (213, 94, 0), (120, 128, 136)
AROUND = 3
SHOWN: Final = frozenset(("application/pdf", photographs.MEDIA_TYPE, *photographs.KINDS))
"""The media types of which pages can be shown."""
IsHidden = Callable[[str], bool]
"""Tells whether a printed line is not for people to see."""


class Shown(NamedTuple):
    """A picture as PNG, and whether the figure is marked on it."""

    png: bytes
    is_marked: bool


class _Page(NamedTuple):
    """A page: its picture, what it shows, and where a box of its places lies on it."""

    image: Image.Image
    look: Look
    on_image: Callable[[Box], Box]
    turn: int = 0


def shown(
    data: bytes, locator: str, printed: str, seen: Path, is_hidden: IsHidden
) -> Shown | None:
    """What is printed at a place of a document; None where it has no page to show.

    Args:
        data: the document.
        locator: the place.
        printed: the figure that is printed there.
        seen: the folder in which what was recognised on pictures of pages is kept.
        is_hidden: tells which lines are covered.
    """
    number = page_of(locator)
    if number is None:
        return None
    running.run_with(lambda _: None, seen)
    try:
        page = _page(data, number - 1)
    except (DocumentError, pypdfium2.PdfiumError, OSError, ValueError):
        return None
    if page is None:
        return None
    box = box_of(page.look, locator, printed)
    return _cropped(page, box, is_hidden)


def _page(data: bytes, index: int) -> _Page | None:
    if not data.startswith(b"%PDF-"):
        return _picture_of_file(data, index)
    document = pypdfium2.PdfDocument(data)
    try:
        if index >= len(document):
            return None
        told = look(document, index)
        if is_unread(told) and scan.can_see():
            return _looked_at(picture(document, index))
        return _drawn(document[index], told)
    finally:
        document.close()


def _picture_of_file(data: bytes, index: int) -> _Page | None:
    from ingest.readers import images

    if not scan.can_see():
        return None
    grey = next(islice(images.pictures_in(data), index, None), None)
    return None if grey is None else _looked_at(grey)


def _drawn(page: pypdfium2.PdfPage, told: Look) -> _Page:
    """A page of a PDF that has text."""
    scale = scale_of(max(page.get_size())) * DPI / 72
    image = page.render(scale=scale).to_pil().convert("RGB")

    x0, y0 = _on_device(page, image, 0, 0)
    (x1, y1), (x2, y2) = _on_device(page, image, FAR, 0), _on_device(page, image, 0, FAR)

    def on_image(box: Box) -> Box:
        corners = []
        for place in ((box.x0, box.top), (box.x1, box.bottom)):
            x, y = (value / FAR for value in point(*place, told.turn))
            corners.append(
                (
                    round(x0 + x * (x1 - x0) + y * (x2 - x0)),
                    round(y0 + x * (y1 - y0) + y * (y2 - y0)),
                )
            )
        return _upright(corners)

    return _Page(image, told, on_image, told.turn)


def _on_device(
    page: pypdfium2.PdfPage, image: Image.Image, x: float, y: float
) -> tuple[int, int]:
    """Where a place of a page lies on its picture."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, *image.size, 0, x, y, across, down)
    return across.value, down.value


def _looked_at(grey: "Grey") -> _Page:
    """A page that was read from its picture, as straight as it was read."""
    from ingest.readers.scan.picture import POINT, turned
    from ingest.readers.scan.sheet import sheet

    (seen,) = scan.seen([grey], 1)  # kept where it was recognised before
    upright = turned(grey, seen.quarters) if seen.quarters else grey
    image = Image.fromarray(sheet(upright)).convert("RGB")

    def on_image(box: Box) -> Box:
        return Box(*(round(edge / POINT) for edge in box))

    return _Page(image, seen.look, on_image)


def _cropped(page: _Page, box: Box | None, is_hidden: IsHidden) -> Shown:
    image = page.image.copy()
    pen = ImageDraw.Draw(image)
    for line in lines_of(page.look.chars):
        if is_hidden(text_of(line)):
            ends = [(char.x0, char.top, char.x1, char.bottom) for char in line]
            lefts, tops, rights, feet = zip(*ends, strict=True)
            pen.rectangle(
                page.on_image(Box(min(lefts), min(tops), max(rights), max(feet))), fill=COVER
            )
    if box is None:
        return Shown(_png(image, page.turn), is_marked=False)
    left, top, right, bottom = page.on_image(box)
    marked = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
    pen.rectangle(marked, outline=MARK, width=AROUND)
    width, height = image.size
    part = image.crop(
        (
            round(max(left - WIDE, 0)),
            round(max(top - HIGH, 0)),
            round(min(right + WIDE, width)),
            round(min(bottom + HIGH, height)),
        )
    )
    return Shown(_png(part, page.turn), is_marked=True)


def _upright(corners: Sequence[tuple[int, int]]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _png(image: Image.Image, turn: int) -> bytes:
    made = io.BytesIO()
    image.rotate(90 * turn, expand=True).save(made, "PNG", optimize=True)
    return made.getvalue()
