"""The records of an old workbook (.xls) → how its sheets print: formats, what is hidden.

The values come from elsewhere; here stands only what the eye sees of them.
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.readers.compound import CompoundError, stream
from ingest.readers.number_format import NumberFormat
from ingest.readers.sheet import Look, letters_of

_END, _FORMULA, _COLUMNS, _SHEET, _ROWS = 0x0A, 0x06, 0x7D, 0x85, 0x208
_MANY, _STYLE, _NUMBER, _SHORT_NUMBER, _FORMAT = 0xBD, 0xE0, 0x203, 0x27E, 0x41E
_STREAMS = ("Workbook", "Book")
_HIDDEN_ROW, _HIDDEN_COLUMN, _WIDE = 0x20, 0x01, 0x01
_MOST_COLUMNS = 256

Record = tuple[int, bytes]
Formats = Mapping[int, str]
"""The number formats that a workbook defines by their ids."""
FormatOf = Callable[[int, Formats], NumberFormat | None]


def looks(data: bytes, shown: FormatOf) -> dict[str, Look]:
    """How each sheet of a workbook prints, by its name; nothing where it cannot be known.

    Args:
        data: the file.
        shown: the format of a style's format id, with the workbook's own formats.
    """
    try:
        book = next((found for name in _STREAMS if (found := stream(data, name))), None)
    except CompoundError:
        return {}
    if book is None:
        return {}
    own: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[tuple[int, str]] = []
    for kind, body in _records(book, 0):
        if kind == _FORMAT and len(body) > 4:
            own[_u16(body, 0)] = _text(body, 2, 2)
        elif kind == _STYLE and len(body) >= 4:
            styles.append(_u16(body, 2))
        elif kind == _SHEET and len(body) > 7:
            sheets.append((int.from_bytes(body[:4], "little"), _text(body, 6, 1)))
    formats = [shown(style, own) for style in styles]
    return {name: _look(book, start, formats) for start, name in sheets}


def _look(book: bytes, start: int, formats: Sequence[NumberFormat | None]) -> Look:
    rows: set[int] = set()
    columns: set[int] = set()
    found: dict[str, NumberFormat] = {}
    for kind, body in _records(book, start):
        if kind == _ROWS and len(body) > 12 and body[12] & _HIDDEN_ROW:
            rows.add(_u16(body, 0))
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _HIDDEN_COLUMN:
            columns.update(range(_u16(body, 0), min(_u16(body, 2) + 1, _MOST_COLUMNS)))
        for row, column, style in _numbers(kind, body):
            shown = formats[style] if style < len(formats) else None
            if shown is not None:
                found[f"{letters_of(column)}{row + 1}"] = shown
    return Look(found, {}, frozenset(rows), frozenset(columns))


def _numbers(kind: int, body: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and style of each number that a record holds."""
    if kind in (_NUMBER, _SHORT_NUMBER, _FORMULA) and len(body) >= 6:
        yield _u16(body, 0), _u16(body, 2), _u16(body, 4)
    elif kind == _MANY:
        for i, at in enumerate(range(4, len(body) - 6, 6)):
            yield _u16(body, 0), _u16(body, 2) + i, _u16(body, at)


def _records(book: bytes, start: int) -> Iterator[Record]:
    """The records from a place on, up to the end of that part."""
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        if kind == _END:
            return
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length


def _u16(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 2], "little")


def _text(body: bytes, at: int, size: int) -> str:
    """A text behind its length, a byte a letter or two."""
    count = int.from_bytes(body[at : at + size], "little")
    is_wide = body[at + size] & _WIDE
    letters = body[at + size + 1 :][: count * (2 if is_wide else 1)]
    return letters.decode("utf-16-le" if is_wide else "latin-1", "replace")
