"""Real documents, where they are beside the checkout, against facts typed from their pages."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import ledger
from benchmarks.fates import Expected, Fates, fates
from benchmarks.marts import key_text, value_text
from benchmarks.standing import Standing, standings
from corpus.expected_facts import YUAN_IN
from ingest.values import squeeze

PROJECT = Path(__file__).resolve().parents[1]
ORIGINALS = PROJECT.parent / "shared" / "documents"
TYPED = Path(__file__).with_name("typed_facts")
_COUNT = "个"
"""The unit of what is no money, in the typed facts."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The facts typed from one document; `start` begins its file's name.

    `complete` are the marts of which every value of the document is there.
    """

    start: str
    complete: tuple[str, ...]
    facts: tuple[Expected, ...]


def typed_documents() -> Iterator[Typed]:
    """The typed facts of every document.

    Raises:
        ValueError: a line is not of the form that the files' first lines give.
    """
    for path in sorted(TYPED.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = [line for line in told["facts"].splitlines() if line.strip()]
        facts = tuple(_fact(line, told) for line in lines)
        yield Typed(told["document"], tuple(told["complete"]), facts)


def _fact(line: str, told: Mapping[str, Any]) -> Expected:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 5:
        raise ValueError(line)
    mart, keys, column, printed, _ = parts
    return Expected(
        mart,
        tuple(_key(word) for word in keys.split()),
        column,
        _value(column, printed, told["unit"]),
        told["year"],
        told["department"] or None,
    )


def _key(word: str) -> tuple[str, str]:
    if "~" in word:
        name, _, part = word.partition("~")
        return f"{name}~", squeeze(part)
    name, _, part = word.partition("=")
    return name, key_text(name, part)


def _value(column: str, printed: str, unit: str) -> str:
    """A printed figure as the marts hold it: money in yuan, anything else as it is."""
    figure, _, own = printed.partition(" ")
    plain = figure.replace(",", "")
    if not plain.replace(".", "", 1).removeprefix("-").isdecimal():
        return value_text(column, printed)
    scale = 1 if own == _COUNT else YUAN_IN[own or unit]
    return value_text(column, Decimal(plain) * scale)


def measured(originals: Path = ORIGINALS) -> dict[str, Fates]:
    """The fates of each real document's typed facts; empty where the folder is not there.

    Raises:
        ledger.RefusedError: nothing was published.
    """
    if not originals.is_dir():
        return {}
    import duckdb

    typed = list(typed_documents())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "documents").mkdir()
        for each in typed:
            (path,) = originals.glob(f"{each.start}*")
            shutil.copy(path, folder / "documents")
        database = ledger.build(folder)
        held = standings(database)
        with duckdb.connect(str(database), read_only=True) as connection:
            rows = connection.execute("select file_name, document_id from raw.documents")
            ids = dict(rows.fetchall())
    found = {}
    for each in typed:
        file_name = next(name for name in ids if name.startswith(each.start))
        standing = held.get(ids[file_name], Standing())
        found[file_name] = fates(each.facts, standing, each.start, complete=each.complete)
    return found
