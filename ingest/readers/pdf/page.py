"""A page of a PDF → what it shows: its text, its characters, its ruled lines.

All of it comes from `pypdfium2`, whose parser is compiled.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.documents import Notice
from ingest.errors import Reason
from ingest.readers.pdf.characters import (
    Char,
    Glyph,
    glyphs_of,
    readable,
    turn_of,
    unreadable,
    upright,
)
from ingest.readers.pdf.drawn_lines import Drawing, Rule, Segment, drawing_of, rules
from ingest.readers.pdf.filled_boxes import box_of, grounds
from ingest.readers.pdf.ruled_tables import Box

MAX_OBJECTS = 50_000
"""A page that draws more is a map or a plan, and no table is looked for in it."""
UNREADABLE_SHARE = 0.1
"""Of a page's characters, no larger share may not say what they are."""

COVERED = 0.6
"""A picture that takes up more of a page is of the page itself."""
HIDDEN = "the page is a picture; the text behind it is what a program recognised"


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows.

    `text` is in the order in which the file prints it; `slanted` are words that stand at an
    angle, watermarks mostly; `turn` is by how many quarters the page is turned back. Of a page
    with too many objects, only the text is known. `grounds` are filled boxes that rule nothing.
    """

    text: str
    chars: tuple[Char, ...] = ()
    slanted: tuple[str, ...] = ()
    horizontals: tuple[Rule, ...] = ()
    verticals: tuple[Rule, ...] = ()
    grounds: tuple[Box, ...] = ()
    flaw: Notice | None = None
    turn: int = 0


def look(document: pypdfium2.PdfDocument, index: int) -> Look:
    """What the page at a position, counted from 0, shows."""
    place = f"page {index + 1}"
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        return Look("", flaw=Notice(Reason.DAMAGED, f"the page is damaged: {error}", place))
    try:
        return _look(page.raw, text_page, place)
    finally:
        text_page.close()
        page.close()


def _look(page: pdfium.FPDF_PAGE, text_page: pypdfium2.PdfTextPage, place: str) -> Look:
    text = readable(str(text_page.get_text_range()))
    if pdfium.FPDFPage_CountObjects(page) > MAX_OBJECTS:
        detail = f"the page draws more than {MAX_OBJECTS:,} objects; its text alone is read"
        return Look(text, flaw=Notice(Reason.TOO_LARGE, detail, place))
    glyphs = glyphs_of(text_page.raw)
    shown = shown_on(glyphs, drawing_of(page))
    flaw = None
    missing = unreadable(glyphs)
    if not text.strip() and _pictures(page):
        flaw = Notice(Reason.NO_TEXT_LAYER, "the page is a picture without text", place)
    elif _is_hidden(page):
        flaw = Notice(Reason.NO_TEXT_LAYER, HIDDEN, place)
    elif missing > UNREADABLE_SHARE * len(glyphs):
        detail = f"{missing:,} of {len(glyphs):,} characters do not say what they are"
        flaw = Notice(Reason.UNDECODABLE, detail, place)
    return replace(shown, text=text, flaw=flaw)


def shown_on(glyphs: Sequence[Glyph], drawing: Drawing) -> Look:
    """What glyphs and lines show, but for the text in its order."""
    turn = turn_of(glyphs)
    chars, slanted = upright(glyphs, turn)
    drawn = drawing.lines
    boxes: dict[Box, list[Segment]] = {}
    for segments in drawing.filled:
        sides = rules(segments, turn)
        if all(sides):
            boxes.setdefault(box_of(sides), segments)
    shades = grounds(list(boxes), chars, rules(drawn, turn)[1])
    ruling = boxes.keys() - set(shades)
    drawn = [*drawn, *(part for box in boxes if box in ruling for part in boxes[box])]
    horizontals, verticals = rules(drawn, turn)
    return Look("", chars, slanted, horizontals, verticals, tuple(shades), turn=turn)


def _pictures(page: pdfium.FPDF_PAGE) -> list[pdfium.FPDF_PAGEOBJECT]:
    return [o for o, kind in _objects(page) if kind == pdfium.FPDF_PAGEOBJ_IMAGE]


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, int]]:
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        one = pdfium.FPDFPage_GetObject(page, i)
        yield one, pdfium.FPDFPageObj_GetType(one)


def _is_hidden(page: pdfium.FPDF_PAGE) -> bool:
    """Whether a page shows a picture of itself, and all of its text is invisible.

    Programs that recognise scans leave such text, so that it can be searched for.
    """
    whole = pdfium.FPDF_GetPageWidthF(page) * pdfium.FPDF_GetPageHeightF(page)
    if not any(_area(picture) >= COVERED * whole for picture in _pictures(page)):
        return False
    modes = {
        pdfium.FPDFTextObj_GetTextRenderMode(one)
        for one, kind in _objects(page)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT
    }
    return modes == {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE}


def _area(picture: pdfium.FPDF_PAGEOBJECT) -> float:
    """How large a picture is shown, in square points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(picture, left, bottom, right, top)
    return (right.value - left.value) * (top.value - bottom.value)
