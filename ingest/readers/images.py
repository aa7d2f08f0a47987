"""Pictures of pages → blocks: PNG, JPEG, TIFF with its pages, a zip of photographs, and more.

They go the way of the pages of a PDF (`ingest/readers/scan`, `ingest/readers/pdf`).
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.documents import Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import package, photographs
from ingest.readers.assemble import blocks
from ingest.readers.pdf.over_pages import joined
from ingest.readers.pdf.page_parts import PagePart, parts_of
from ingest.readers.pdf.places import sights
from ingest.readers.pdf.rendered import DPI, scale_of
from ingest.readers.pdf.sheets import in_place
from ingest.readers.scan import pages as scan

if TYPE_CHECKING:
    from ingest.readers.scan.picture import Grey

MAX_DOTS = 120_000_000
"""More dots than this no photograph of a page has."""
MAX_PAGES = 1_000
Box = tuple[float, float, float, float]
_UNREADABLE = (UnidentifiedImageError, Image.DecompressionBombError, OSError)
LEAST_DPI = 50
"""A picture that says less was never told its resolution."""


def read(data: bytes) -> Reading:
    """The tables and text of pictures of pages.

    Raises:
        DocumentError: a picture is damaged or too large, nothing is seen on any of them, or
            the extra that sees is not installed.
    """
    if not scan.can_see():
        raise DocumentError(Reason.NO_TEXT_LAYER, f"a picture without text; {scan.INSTALL}")
    parts: list[list[PagePart]] = []
    flaws: list[Notice] = []
    sure = {}
    has_text = False
    pictures = scan.seen(pictures_in(data), count_in(data))
    for number, seen in enumerate(pictures, start=1):
        found, noticed = parts_of(seen.look, number)
        has_text = has_text or bool(seen.look.text.strip())
        parts.append(found)
        flaws += noticed
        sure[f"page {number}"] = sights(seen.look, number, seen.sightings)
    if not has_text:
        raise DocumentError(Reason.NO_TEXT_LAYER, f"a picture without text; {scan.said()}")
    whole = joined(in_place(parts, range(len(parts))))
    return Reading(_kind(data), "", tuple(blocks(list(whole))), tuple(flaws), sure)


def _kind(data: bytes) -> str:
    return photographs.kind_of(data[: photographs.LONGEST_MARK]) or photographs.MEDIA_TYPE


def count_in(data: bytes) -> int:
    """How many pictures are in a file, as far as they can be opened."""
    count = 0
    for picture in _files(data):
        with suppress(*_UNREADABLE), Image.open(io.BytesIO(picture)) as opened:
            count += getattr(opened, "n_frames", 1)
    return count


def pictures_in(data: bytes) -> Iterator["Grey"]:
    """The pictures in a file, each as large as its paper."""
    count = 0
    for picture in _files(data):
        try:
            with Image.open(io.BytesIO(picture)) as opened:
                for frame in ImageSequence.Iterator(opened):
                    count += 1
                    if count > MAX_PAGES:
                        raise DocumentError(Reason.TOO_LARGE, f"more than {MAX_PAGES} pages")
                    yield _grey(frame)
        except _UNREADABLE as error:
            why = "it is cut off" if isinstance(error, UnidentifiedImageError) else str(error)
            detail = f"the picture cannot be opened: {why}"
            raise DocumentError(Reason.DAMAGED, detail) from error


def _files(data: bytes) -> Iterator[bytes]:
    if photographs.is_picture(data):
        yield data
        return
    with package.opened(data) as archive:
        for name in photographs.pages_of(archive):
            yield package.member(archive, name)


def on_paper(pictures: Sequence[tuple[bytes, Box]], size: tuple[float, float]) -> "Grey":
    """Pictures on a sheet of paper, as a scanner would give it.

    Args:
        pictures: the bytes and the box of each: left, top, right, bottom in points.
        size: width and height of the paper in points.
    """
    import numpy as np

    from ingest.readers.scan.seals import grey_of

    scale = scale_of(max(size)) * DPI / 72
    paper = Image.new("RGB", (round(size[0] * scale), round(size[1] * scale)), "white")
    for data, box in pictures:
        left, top, right, bottom = (round(edge * scale) for edge in box)
        with suppress(*_UNREADABLE), Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height <= MAX_DOTS:
                shown = _on_white(opened).resize((max(right - left, 1), max(bottom - top, 1)))
                paper.paste(shown, (left, top))
    return grey_of(np.asarray(paper, np.uint8))


def _on_white(picture: Image.Image) -> Image.Image:
    """A picture in its colours, what is clear in it white."""
    if "A" in picture.getbands():
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _grey(frame: Image.Image) -> "Grey":
    """A picture in grey, the way up that the camera says, as large as its paper.

    Raises:
        DocumentError: it is larger than any page.
    """
    import numpy as np

    from ingest.readers.scan.perspective import paper
    from ingest.readers.scan.picture import sized
    from ingest.readers.scan.seals import grey_of

    if frame.width * frame.height > MAX_DOTS:
        raise DocumentError(Reason.TOO_LARGE, f"a picture of {frame.width} by {frame.height}")
    dpi = float(frame.info.get("dpi", (0, 0))[0])
    ImageOps.exif_transpose(frame, in_place=True)
    shown = np.asarray(_on_white(frame), np.uint8)
    points = max(shown.shape) * 72 / dpi if dpi >= LEAST_DPI else 0.0
    is_told = points > 0 and scale_of(points) == 1.0
    return grey_of(sized(shown, dpi) if is_told else sized(paper(shown), None))
