"""Noise of rows upon noise of rows."""

from corpus import noise_rows
from corpus.generate import Request, documents
from corpus.money import seeded
from corpus.sheet import Sheet


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
