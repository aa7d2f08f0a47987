"""Parts of a document in their order → numbered blocks, each grid with the text around it."""

from collections.abc import Iterator, Sequence

from ingest.documents import Block, Grid, Line, Prose, Row

Part = tuple[Line, ...] | tuple[Row, ...]
"""Running text, or the rows of one table."""


def blocks(parts: Sequence[Part], *, merges_known: bool = True) -> Iterator[Block]:
    """The blocks of a document; adjacent runs of text become one.

    Args:
        parts: running text and tables in the order of the document.
        merges_known: whether the rows say which merged cell covers a position.
    """
    whole = [part for part in _adjacent(parts) if part]
    for position, part in enumerate(whole):
        if isinstance(part[0], Row):
            yield Grid(
                position + 1,
                tuple(row for row in part if isinstance(row, Row)),
                _lines(whole, position - 1),
                _lines(whole, position + 1),
                merges_known,
            )
        else:
            yield Prose(position + 1, _lines(whole, position))


def _adjacent(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts with runs of text next to each other joined."""
    text: tuple[Line, ...] = ()
    for part in parts:
        lines = tuple(line for line in part if isinstance(line, Line))
        if lines or not part:
            text += lines
            continue
        if text:
            yield text
        text = ()
        yield part
    if text:
        yield text


def _lines(parts: Sequence[Part], position: int) -> tuple[Line, ...]:
    if not 0 <= position < len(parts):
        return ()
    return tuple(line for line in parts[position] if isinstance(line, Line))
