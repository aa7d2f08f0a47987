"""A page of a PDF → its picture, as an office would scan it."""

from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from ingest.readers.scan.picture import Grey

DPI = 200
A4_LONG = 842.0
"""The longer side of the usual page, in points."""
SMALLEST, LARGEST = 400.0, 1_300.0
"""A page whose longer side is outside of this has lost its size, and is taken to be of A4."""


def scale_of(longer_side: float) -> float:
    """By what the longer side of a page, in points, is to be taken so that it is printed so."""
    return 1.0 if SMALLEST <= longer_side <= LARGEST else A4_LONG / max(longer_side, 1.0)


def picture(document: pypdfium2.PdfDocument, index: int) -> "Grey":
    """The picture of the page at a position, counted from 0; damaged pages are empty."""
    import numpy as np

    from ingest.readers.scan.seals import grey_of

    try:
        page = document[index]
        scale = scale_of(max(page.get_size())) * DPI / 72
        bitmap = page.render(scale=scale)
    except pypdfium2.PdfiumError:
        return np.full((10, 10), 255, np.uint8)
    return grey_of(np.asarray(bitmap.to_numpy(), np.uint8)[:, :, :3])
