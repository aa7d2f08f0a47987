"""Noise of rows upon noise of rows."""

from itertools import pairwise

from corpus import noise_rows
from corpus.generate import Request, documents, made
from corpus.money import seeded
from corpus.sheet import Sheet


def test_a_table_printed_twice_is_the_same_whatever_stands_between():
    """A page's number between the two, and indicators that lost their targets in one."""
    checked = 0
    for each in made(Request(60, 2101, ("txt",), "heavy")):
        sheets = [piece for piece in each.document.body if isinstance(piece, Sheet)]
        for sheet, copy in pairwise(sheets):
            if copy.is_copy:
                assert copy.table == sheet.table
                checked += 1
    assert checked > 3


def test_what_is_hidden_stays_hidden_when_rows_come_between():
    rng = seeded("hidden rows")
    checked = 0
    for document in documents(Request(30, 8)):
        for sheet in (piece for piece in document.body if isinstance(piece, Sheet)):
            hiding = noise_rows.hidden_rows(rng, sheet)
            moved = noise_rows.blank_rows(rng, hiding) if hiding else None
            if moved is not None:
                (hidden,) = moved.table.hidden
                assert moved.table.rows[hidden][0].text == "COL_0"
                checked += 1
    assert checked > 20
