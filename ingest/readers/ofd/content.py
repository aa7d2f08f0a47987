"""The objects of a page of an OFD → its characters, its paths, its pictures.

Places are in points, rightwards and upwards as on a page of a PDF. An object has a box on its
page, and a matrix that says how it lies in the box; objects stand in layers and blocks, and
drawings that are used more than once in resources.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from ingest.readers.pdf.characters import ABOVE, BELOW, FARTHEST, Glyph, Point
from ingest.readers.pdf.drawn_lines import MAX_DEPTH, Drawing, Matrix, Segment, add_path

MM = 72 / 25.4
"""A millimetre in points."""
MAX_OBJECTS = 50_000
"""A page that draws more is a map or a plan."""
_LEAST, _USUAL, _MOST = 4.0, 9.0, 48.0
"""How high half of a page's text may be, in points, and how high it is as a rule."""
NARROW = 0.5
"""How wide a Western letter or figure is, as a share of its size."""
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_OPERATION = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_POINTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
"""How many numbers stand behind each operation of a path."""


class Picture(NamedTuple):
    """A picture on a page: its resource, and its box: left, top, right, bottom in points."""

    resource: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Shown:
    """What a page draws."""

    glyphs: list[Glyph] = field(default_factory=list)
    drawing: Drawing = field(default_factory=lambda: Drawing([], []))
    pictures: list[Picture] = field(default_factory=list)
    objects: int = 0

    @property
    def is_too_much(self) -> bool:
        """Whether it draws more than a page of text and tables does."""
        return self.objects > MAX_OBJECTS


def legible(shown: Shown) -> Shown:
    """The same where text has a size that is printed; else its text and lines at one that is.

    Programs that mistake the unit draw pages many times too small, or too large.
    """
    sizes = sorted(glyph.top - glyph.bottom for glyph in shown.glyphs if not glyph.angle)
    usual = sizes[len(sizes) // 2] if sizes else _USUAL
    if usual <= 0 or _LEAST <= usual <= _MOST:
        return shown
    scale = _USUAL / usual
    glyphs = [
        glyph._replace(
            left=glyph.left * scale,
            bottom=glyph.bottom * scale,
            right=glyph.right * scale,
            top=glyph.top * scale,
        )
        for glyph in shown.glyphs
    ]
    lines, filled = shown.drawing
    drawing = Drawing(
        [_scaled(segment, scale) for segment in lines],
        [[_scaled(segment, scale) for segment in box] for box in filled],
    )
    return replace(shown, glyphs=glyphs, drawing=drawing)


def _scaled(segment: Segment, scale: float) -> Segment:
    (x0, y0), (x1, y1) = segment
    return (x0 * scale, y0 * scale), (x1 * scale, y1 * scale)


Units = Callable[[str], etree._Element | None]
"""Gives the drawing that a resource holds."""


def add(shown: Shown, parent: etree._Element, units: Units, outer: Matrix = _IDENTITY) -> None:
    """Adds what stands in a page, a layer or a drawing to what its page shows."""
    _add(shown, parent, units, outer, 0)


def _add(shown: Shown, parent: etree._Element, units: Units, outer: Matrix, depth: int) -> None:
    for item in parent:
        kind = local_name(item)
        if item.get("Visible", "true").lower() == "false" or shown.is_too_much:
            continue
        if kind in ("Layer", "PageBlock", "Content"):
            if depth < MAX_DEPTH:
                _add(shown, item, units, outer, depth + 1)
            continue
        shown.objects += 1
        if kind == "TextObject":
            shown.glyphs += _glyphs(item, _placed(item, outer))
        elif kind == "PathObject":
            _add_path(shown, item, _placed(item, outer))
        elif kind == "ImageObject":
            resource = item.get("ResourceID", "")
            shown.pictures.append(Picture(resource, _box(_placed(item, outer), item)))
        elif kind == "CompositeObject" and depth < MAX_DEPTH:
            drawn = units(item.get("ResourceID", ""))
            if drawn is not None:
                _add(shown, drawn, units, _placed(item, outer), depth + 1)


def local_name(element: etree._Element) -> str:
    """An element's name; programs differ in the space that they name it in."""
    tag = element.tag
    return etree.QName(tag).localname if isinstance(tag, str) else ""


def numbers(text: str | None) -> list[float]:
    """The numbers that a text holds."""
    return [float(found) for found in _NUMBER.findall(text or "")]


def _placed(item: etree._Element, outer: Matrix) -> Matrix:
    """How an object lies on its page: its own matrix, then the place of its box."""
    own = numbers(item.get("CTM"))
    a, b, c, d, e, f = own if len(own) == len(_IDENTITY) else _IDENTITY
    x, y, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0]
    return _combined((a, b, c, d, e + x, f + y), outer)


def _combined(own: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = own
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _at(matrix: Matrix, x: float, y: float) -> Point:
    """A place of an object on the page, in points, rightwards and upwards."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * MM, -(b * x + d * y + f) * MM


def _box(matrix: Matrix, item: etree._Element) -> tuple[float, float, float, float]:
    """The box of a picture, which fills the unit of its matrix, or else its object's box."""
    if item.get("CTM"):
        corners = [_at(matrix, x, y) for x in (0, 1) for y in (0, 1)]
    else:
        _, _, width, height, *_ = [*numbers(item.get("Boundary")), 0.0, 0.0, 0.0, 0.0]
        corners = [_at(matrix, x, y) for x in (0, width) for y in (0, height)]
    xs, ys = [x for x, _ in corners], [-y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _glyphs(item: etree._Element, matrix: Matrix) -> Iterator[Glyph]:
    """The characters of a text, each in a box that stands on its baseline."""
    size = next(iter(numbers(item.get("Size") or item.get("size"))), 0.0)
    size = size if size > 0 else [*numbers(item.get("Boundary")), *[_SIZE] * 4][3] or _SIZE
    wide = size * next(iter(numbers(item.get("HScale"))), 1.0)
    turn = next(iter(numbers(item.get("CharDirection"))), 0.0)
    a, b, *_ = matrix
    angle = (math.atan2(b, a) + math.radians(turn)) % math.tau
    angle = 0.0 if min(angle, math.tau - angle) < _STRAIGHT else angle
    x = y = 0.0
    for code in item:
        if local_name(code) != "TextCode":
            continue
        text = str(code.text or "").replace("\r", "").replace("\n", "")
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        right, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        even = right[0] if len({*right[: len(text) - 1]}) == 1 else 0.0
        for i, sign in enumerate(text):
            natural = wide * (1.0 if ord(sign) > _LAST_NARROW else NARROW)
            step = right[i] if i < len(right) else 0.0 if down else natural
            width = min(natural, step) if step > 0 and i < len(right) else natural
            if even > 0 and len(text) > _LEAST_EVEN:
                width = min(wide, even)
            corners = [
                _at(matrix, x + dx, y + dy)
                for dx in (0.0, width)
                for dy in (-ABOVE * size, BELOW * size)
            ]
            xs, ys = [px for px, _ in corners], [py for _, py in corners]
            if max(map(abs, (*xs, *ys))) < FARTHEST:
                yield Glyph(sign, min(xs), min(ys), max(xs), max(ys), angle)
            x += step
            y += down[i] if i < len(down) else 0.0


_STRAIGHT = 0.001
_SIZE = 3.5
"""How high a letter is that says it nowhere, in millimetres."""
_LEAST_EVEN = 2
"""A longer text whose characters all stand equally far apart has no gaps in it."""
_LAST_NARROW = 0x2FF


def _deltas(text: str | None) -> list[float]:
    """How far each character stands from the one before; `g 3 2.5` is three times 2.5."""
    made: list[float] = []
    words = (text or "").split()
    while words:
        word = words.pop(0)
        if word == "g" and len(words) > 1:
            count, value = numbers(words.pop(0)), numbers(words.pop(0))
            if count and value:
                made += value * min(int(count[0]), MAX_OBJECTS)
        else:
            made += numbers(word)
    return made[:MAX_OBJECTS]


def _add_path(shown: Shown, item: etree._Element, matrix: Matrix) -> None:
    told = next((part.text for part in item if local_name(part) == "AbbreviatedData"), "")
    points = list(_corners(str(told or ""), matrix))
    strokes = item.get("Stroke", "true").lower() != "false"
    fills = item.get("Fill", "false").lower() == "true"
    if points and (strokes or fills):
        add_path(shown.drawing, points, is_only_filled=fills and not strokes)


def _corners(told: str, matrix: Matrix) -> Iterator[tuple[bool, Point]]:
    """A path's points, and whether a straight line leads to each from the one before."""
    first: Point | None = None
    for operation, values in _OPERATION.findall(told):
        if operation == "C":
            if first is not None:
                yield True, first
            continue
        for group in _groups(numbers(values), _POINTS[operation]):
            point = _at(matrix, group[-2], group[-1])
            if operation in "SM" or first is None:
                first = point
                yield False, point
            else:
                yield operation == "L", point


def _groups(values: Sequence[float], size: int) -> Iterator[Sequence[float]]:
    for start in range(0, len(values) - size + 1, size):
        yield values[start : start + size]
