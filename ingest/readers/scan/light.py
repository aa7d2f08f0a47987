"""A picture of a page → the same page in even light, its paper white.

a page in shadow   ▒▒▒▒░░░░      what is around a dot says how light its paper is there,
made even          ░░░░░░░░      and the dot is taken as a share of that
"""

import cv2
import numpy as np

from ingest.readers.scan.picture import Grey

SHRUNK = 8
"""So many dots of a page are one where its paper is looked for."""
AROUND = 9
"""Shrunken dots among which the lightest is paper: a line of text is not so high."""
SMOOTH = 5
DARKEST = 40
"""Paper is taken to be no darker than this, of 255; what is, is no paper."""
EVEN = 6
"""Paper that differs by no more than this, of 255, is in even light."""


def even(grey: Grey) -> Grey:
    """The picture with its paper as white everywhere."""
    small = cv2.resize(grey, None, fx=1 / SHRUNK, fy=1 / SHRUNK, interpolation=cv2.INTER_AREA)
    around = np.ones((AROUND, AROUND), np.uint8)
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, around), SMOOTH)
    if int(paper.min()) >= 255 - EVEN:
        return grey
    height, width = grey.shape
    wide = cv2.resize(
        np.maximum(paper, DARKEST), (width, height), interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(cv2.divide(grey, wide, scale=255), np.uint8)
