"""The paths of a page → its ruled lines, turned as its text is.

──────────   a drawn line, or a filled box as thin as one: a rule
▒▒▒▒▒▒▒▒▒▒   a thicker filled box: its sides, where boxes rule a table
"""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.characters import FARTHEST, Point, point

MAX_DEPTH = 8
"""How deep drawings within drawings are looked into."""
THICKEST = 3.0
"""A filled box that is thicker, in points, is no line."""
_LEAST_LENGTH = 1.0
_SLANT = 0.5
"""How far, in points, the ends of a ruled line may be out of true."""

Segment = tuple[Point, Point]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A ruled line: where it lies across its direction, its start and end along it."""

    at: float
    start: float
    end: float


def rules(segments: Sequence[Segment], turn: int) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The segments that lie along the upright page: horizontal ones, vertical ones."""
    horizontals: list[Rule] = []
    verticals: list[Rule] = []
    for first, second in segments:
        if not max(map(abs, (*first, *second))) < FARTHEST:
            continue
        (x0, y0), (x1, y1) = point(*first, turn), point(*second, turn)
        width, height = abs(x1 - x0), abs(y1 - y0)
        if height <= _SLANT and width >= _LEAST_LENGTH:
            horizontals.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif width <= _SLANT and height >= _LEAST_LENGTH:
            verticals.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(horizontals), tuple(verticals)


class Drawing(NamedTuple):
    """The straight segments of a page: of its lines, and of each box that is only filled."""

    lines: list[Segment]
    filled: list[list[Segment]]


def drawing_of(page: pdfium.FPDF_PAGE) -> Drawing:
    """The straight segments of every path that the page draws."""
    drawing = Drawing([], [])
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        _add_object(drawing, pdfium.FPDFPage_GetObject(page, i), _IDENTITY, 0)
    return drawing


def _add_object(
    drawing: Drawing, item: pdfium.FPDF_PAGEOBJECT, outer: Matrix, depth: int
) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        points = list(_corners(item, _matrix(item, outer)))
        add_path(drawing, points, is_only_filled=_is_only_filled(item))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
        matrix = _matrix(item, outer)
        for i in range(pdfium.FPDFFormObj_CountObjects(item)):
            _add_object(drawing, pdfium.FPDFFormObj_GetObject(item, i), matrix, depth + 1)


def add_path(
    drawing: Drawing, points: Sequence[tuple[bool, Point]], *, is_only_filled: bool
) -> None:
    """Adds a path: its points, and whether a line leads to each from the one before."""
    if is_only_filled:
        _add_filled(drawing, points)
    else:
        drawing.lines.extend(_segments(points))


def _segments(points: Sequence[tuple[bool, Point]]) -> list[Segment]:
    return [(a, b) for (_, a), (joined, b) in pairwise(points) if joined]


def _is_only_filled(path: pdfium.FPDF_PAGEOBJECT) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and not stroke.value


def _add_filled(drawing: Drawing, points: Sequence[tuple[bool, Point]]) -> None:
    """The parts of a filled path: thin ones are lines, the others are boxes."""
    starts = [i for i, (joined, _) in enumerate(points) if not joined]
    for start, end in pairwise([*starts, len(points)]):
        part = points[start:end]
        xs, ys = [x for _, (x, _) in part], [y for _, (_, y) in part]
        is_box = min(max(xs) - min(xs), max(ys) - min(ys)) > THICKEST
        if is_box:
            drawing.filled.append(_segments(part))
        else:
            drawing.lines.extend(_segments(part))


def _corners(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[tuple[bool, Point]]:
    """A path's points, and whether a straight line leads to each from the one before."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    first = (0.0, 0.0)
    for i in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        yield kind == pdfium.FPDF_SEGMENT_LINETO, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield True, first


def _matrix(item: pdfium.FPDF_PAGEOBJECT, outer: Matrix) -> Matrix:
    """An object's own matrix, then that of the drawing that holds it."""
    own = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, own):
        return outer
    a, b, c, d, e, f = outer
    return (
        a * own.a + c * own.b,
        b * own.a + d * own.b,
        a * own.c + c * own.d,
        b * own.c + d * own.d,
        a * own.e + c * own.f + e,
        b * own.e + d * own.f + f,
    )
