"""An attack on our own checks: good documents with one thing wrong, and who notices.

Each kind of mutation is tried on the accounts and budgets of a corpus, one mutation a
document. It is *put back* where every figure is read as it was meant, *shown* where the
ledger has a broken row for the document, *doubted* where the reader leaves a figure
unreconciled or the ledger says that it can no longer check what it could in the good
document, and *unseen* where nobody says a word.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.ledger import Broken, RefusedError, broken_rows, build, unchecked_rows
from benchmarks.scoring import Key, printed_of, read_cells
from corpus import noise_rows
from corpus.documents import Document
from corpus.generate import Request, documents
from corpus.misprints import plant
from corpus.money import seeded
from corpus.render import Table
from corpus.sheet import Figure, Sheet
from corpus.write import printed

Mutation = Callable[[Random, Sheet], Sheet | None]
OUTCOMES = ("put back", "shown", "doubted", "unseen")
_MUTATED = frozenset({"final_accounts", "budget"})
_TOTALS = frozenset({"total", "year_total", "grand_total", "personnel_total", "public_total"})
_UNITS = {"元": "万元", "万元": "元"}


def dropped_row(rng: Random, sheet: Sheet) -> Sheet | None:
    """A row with figures that is no total is gone."""
    return _without(rng, sheet, of_totals=False)


def deleted_total(rng: Random, sheet: Sheet) -> Sheet | None:
    """A total's row is gone."""
    return _without(rng, sheet, of_totals=True)


def _without(rng: Random, sheet: Sheet, *, of_totals: bool) -> Sheet | None:
    table = sheet.table
    places = [
        i
        for i in range(table.header, len(table.rows))
        if (keys := _keys(table, i)) and bool(keys & _TOTALS) == of_totals
    ]
    if not places or any(cell and cell.rows > 1 for row in table.rows[table.header :]
                         for cell in row):  # fmt: skip
        return None
    gone = rng.choice(places)
    rows = tuple(row for i, row in enumerate(table.rows) if i != gone)
    return replace(sheet, table=Table(rows, table.header, table.hidden))


def _keys(table: Table, row: int) -> set[str]:
    """The lines of a row's figures that are money and not nothing."""
    return {
        cell.figure.row_key
        for cell in table.rows[row]
        if cell and isinstance(cell.figure, Figure) and cell.figure.amount
        and cell.figure.unit in _UNITS
    }  # fmt: skip


def shifted_row(rng: Random, sheet: Sheet) -> Sheet | None:
    """The figures of some rows stand one column beside their heads."""
    return noise_rows.displaced_rows(rng, sheet)


def changed_unit(_: Random, sheet: Sheet) -> Sheet | None:
    """A table says 元 for 万元, or the other way round."""
    if sheet.blank or sheet.unit not in _UNITS:
        return None
    return replace(sheet, unit=_UNITS[sheet.unit])


def _on_a_sheet(change: Mutation) -> Callable[[Random, Document], bool]:
    def mutate(rng: Random, document: Document) -> bool:
        places = [i for i, piece in enumerate(document.body) if isinstance(piece, Sheet)]
        rng.shuffle(places)
        for i in places:
            piece = document.body[i]
            changed = change(rng, piece) if isinstance(piece, Sheet) else None
            if changed is not None:
                document.body[i] = changed
                return True
        return False

    return mutate


def _swapped_digits(rng: Random, document: Document) -> bool:
    return plant(rng, document) is not None


MUTATIONS: Mapping[str, Callable[[Random, Document], bool]] = {
    "two digits of a figure swapped": _swapped_digits,
    "a row dropped": _on_a_sheet(dropped_row),
    "figures of some rows shifted by a column": _on_a_sheet(shifted_row),
    "the unit of a table changed": _on_a_sheet(changed_unit),
    "a total deleted": _on_a_sheet(deleted_total),
}


@dataclass(frozen=True, slots=True)
class _Mutated:
    """A mutated document's file, the good one, and the figures meant to be printed."""

    path: Path
    good: bytes
    meant: frozenset[Key]


Unchecked = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Ledger:
    """What the ledger says of the mutants; `broken` is None where the gate refused them."""

    broken: Broken | None
    unchecked: Unchecked
    unchecked_when_good: Unchecked


def caught(seed: int, count: int) -> dict[str, Counter[str]]:
    """For each kind of mutation, how many documents came out in which way."""
    found: dict[str, Counter[str]] = {}
    good = _of_good_documents(seed, count)
    for kind, mutate in MUTATIONS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "documents").mkdir()
            mutants = list(_mutants(folder / "documents", mutate, kind, seed, count))
            told = _Ledger(None, {}, good)
            with suppress(RefusedError):
                database = build(folder)
                told = _Ledger(broken_rows(database), unchecked_rows(database), good)
            found[kind] = Counter(_outcome(mutant, told) for mutant in mutants)
    return found


def _of_good_documents(seed: int, count: int) -> Unchecked:
    """What the ledger cannot check in the documents before they are mutated."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "documents").mkdir()
        for number, document in enumerate(
            documents(Request(count, seed, printed=False)), start=1
        ):
            if document.kind in _MUTATED:
                path = folder / "documents" / f"{number:05}.txt"
                path.write_bytes(_printed(document, seed, number))
        return unchecked_rows(build(folder))


def _printed(document: Document, seed: int, number: int) -> bytes:
    """A document as text, the good one and its mutants in the same layout."""
    return printed(document, "txt", seeded(seed, "layout", number))


def _mutants(
    folder: Path,
    mutate: Callable[[Random, Document], bool],
    kind: str,
    seed: int,
    count: int,
) -> Iterator[_Mutated]:
    for number, document in enumerate(documents(Request(count, seed, printed=False)), start=1):
        rng = seeded(seed, kind, number)
        if document.kind not in _MUTATED:
            continue
        meant = frozenset(printed_of(document))
        good = _printed(document, seed, number)
        if mutate(rng, document):
            path = folder / f"{number:05}.txt"
            path.write_bytes(_printed(document, seed, number))
            yield _Mutated(path, good, meant)


def _outcome(mutant: _Mutated, told: _Ledger) -> str:
    """What became of a mutant; a build that the gate refused shows them all."""
    data = mutant.path.read_bytes()
    read = dict(read_cells(data, mutant.path.name))
    if set(read) == mutant.meant:
        return "put back"
    own = hashlib.sha256(data).hexdigest()
    if told.broken is None or own in told.broken:
        return "shown"
    before = told.unchecked_when_good.get(hashlib.sha256(mutant.good).hexdigest(), frozenset())
    if "unreconciled" in read.values() or told.unchecked.get(own, frozenset()) - before:
        return "doubted"
    return "unseen"
