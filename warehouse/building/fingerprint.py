"""What a build is made from, as one digest: unchanged, the built file would be the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from mingzhang import FILES, PACKAGES
from warehouse.connection import reading
from warehouse.errors import QueryError

_RULES = ("dbt_project.yml", "profiles.yml", "models", "macros", "data/reference")
_CODE = ("expectations", "ingest", "warehouse")
_SUFFIXES = frozenset({".sql", ".yml", ".csv", ".py", ".toml"})
_SAID_OF_DOCUMENTS = ("withdrawals.jsonl", "documents.csv")
_LANDED = ("landing", *_SAID_OF_DOCUMENTS)


def of(warehouse_dir: Path) -> str:
    """Return the digest of landed documents, withdrawals, models, reference tables and code.

    Landed files are known by name, size and time: they are written once and never changed.
    """
    return _digest(warehouse_dir, _LANDED)


def of_rules(warehouse_dir: Path) -> str:
    """Return the digest of what judges a document, without the documents that are landed."""
    return _digest(warehouse_dir, _SAID_OF_DOCUMENTS)


def of_code() -> str:
    """Return the digest of models, reference tables and code alone."""
    return _digest(Path(), ())


def _digest(warehouse_dir: Path, of_folder: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for root, names in ((FILES, _RULES), (PACKAGES, _CODE)):
        for path in _sources(root, names):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    for path in _landed(warehouse_dir, of_folder):
        state = path.stat()
        name = path.relative_to(warehouse_dir).as_posix()
        digest.update(f"{name} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()


def of_published(database: Path) -> str | None:
    """Return the digest that a published file was built from; None where it keeps none."""
    try:
        with reading(database) as connection:
            row = connection.execute("select fingerprint from quality.builds").fetchone()
    except (duckdb.Error, QueryError):
        return None
    return None if row is None else str(row[0])


def _sources(root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        for path in sorted([root / name, *(root / name).rglob("*")]):
            if path.suffix in _SUFFIXES and path.is_file():
                yield path


def _landed(warehouse_dir: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = warehouse_dir / name
        if path.is_file():
            yield path
        yield from sorted(inner for inner in path.rglob("*") if inner.is_file())
