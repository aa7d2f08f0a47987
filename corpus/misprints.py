"""Misprints: a figure that is printed otherwise than the books have it, and nothing else.

Two digits swapped, a digit mistaken, a total that does not add up. The truth beside the
document keeps what is printed and what is true, and the identities that give it away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from random import Random

from corpus.documents import Document
from corpus.identities import Instance, Place, breaks, instances
from corpus.render import Cell
from corpus.sheet import Figure, Sheet, mapped

_TOTAL_KEYS = frozenset({"total", "year_total", "grand_total", "class"})
_TRIES = 30


@dataclass(frozen=True, slots=True)
class Misprint:
    """A planted misprint: the cell's truth, what was printed, and what shows it."""

    kind: str
    table_no: int
    figure: Figure
    true_text: str
    printed_text: str
    shown_by: tuple[Instance, ...]


def plant(rng: Random, document: Document) -> Misprint | None:
    """Prints one figure of the document wrong; None where no figure can be."""
    figures = dict(_figures(document))
    places = [place for place, (cell, _) in figures.items() if _can_be_wrong(cell)]
    for _ in range(_TRIES):
        if not places:
            return None
        place = rng.choice(places)
        cell, figure = figures[place]
        is_total = figure.row_key in _TOTAL_KEYS
        kind = rng.choice(("wrong_total", "swapped_digits")) if is_total else rng.choice(
            ("swapped_digits", "swapped_digits", "wrong_digit"))  # fmt: skip
        text = _wrong(rng, cell.text, kind)
        if text is None or text == cell.text:
            continue
        amount = Decimal(text.replace(",", ""))
        wrong = replace(figure, amount=amount)
        before = {p: f for p, (_, f) in figures.items()}
        after = before | {place: wrong}
        shown = tuple(
            instance
            for instance in instances(before)
            if place in (*instance.left, *instance.right)
            and breaks(instance, after)
            and not breaks(instance, before)
        )
        _replace(document, place, Cell(text, cell.columns, cell.rows, wrong))
        return Misprint(kind, place[0], wrong, cell.text, text, shown)
    return None


def _figures(document: Document) -> Iterator[tuple[Place, tuple[Cell, Figure]]]:
    counts: dict[int, int] = {}
    for table_no, cell in document.cells():
        counts[table_no] = counts.get(table_no, 0) + 1
        if isinstance(cell.figure, Figure):
            yield (table_no, counts[table_no]), (cell, cell.figure)


def _replace(document: Document, place: Place, new: Cell) -> None:
    """Puts a cell where the figure stood, here and wherever the table is printed again."""
    sheets = [i for i, piece in enumerate(document.body) if isinstance(piece, Sheet)]
    piece = document.body[sheets[place[0] - 1]]
    if not isinstance(piece, Sheet):
        return
    seen = 0

    def change(_: int, __: int, cell: Cell) -> Cell:
        nonlocal seen
        seen += cell.figure is not None
        return new if cell.figure is not None and seen == place[1] else cell

    changed = replace(piece, table=mapped(piece.table, change))
    document.body[:] = [changed if other is piece else other for other in document.body]


def _can_be_wrong(cell: Cell) -> bool:
    """Whether a cell prints at least three digits, two of them different, and money."""
    digits = [c for c in cell.text if c.isdecimal()]
    figure = cell.figure
    is_money = isinstance(figure, Figure) and figure.unit in ("元", "万元")
    plain = cell.text.isascii() and not cell.text.startswith(("(", "-"))
    return is_money and plain and len(digits) >= 3 and len(set(digits)) > 1


def _wrong(rng: Random, text: str, kind: str) -> str | None:
    digits = [i for i, c in enumerate(text) if c.isdecimal()]
    made = list(text)
    if kind == "swapped_digits":
        pairs = [
            (a, b)
            for a, b in pairwise(digits)
            if text[a] != text[b] and not (a == digits[0] and text[b] == "0")
        ]
        if not pairs:
            return None
        a, b = rng.choice(pairs)
        made[a], made[b] = made[b], made[a]
        return "".join(made)
    at = rng.choice(digits[:-1])
    choices = [c for c in "123456789" if c != text[at]]
    made[at] = rng.choice(choices)
    return "".join(made)
