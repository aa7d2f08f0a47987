"""The last step of a build: a finished file becomes the current one, in one move.

A build writes `building/warehouse.duckdb` (always this path: where it changes, dbt parses all
models anew). Publishing syncs the file to disk, moves it to its own name, and moves CURRENT
and the link, each by an atomic replacement. Killed anywhere, what was published stays
published; what a dead build left behind is removed when the next one starts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mingzhang import beside
from warehouse.connection import LINK_NAME, POINTER_NAME, current_file
from warehouse.errors import UsageError, WarehouseError

KEPT_FILES = 3
KEPT_REFUSALS = 10
BUILDING_FOLDER = "building"
BUILDING_NAME = "warehouse.duckdb"
LOCK_NAME = ".lock"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A build's new file: its id, where it is written, and the name it gets when published."""

    build_id: str
    building: Path
    final: Path


@contextmanager
def locked(warehouse_dir: Path) -> Iterator[None]:
    """Hold the warehouse for one writer; create the folder where it is missing.

    Raises WarehouseError where another process holds it; the lock of a dead process is free.
    """
    try:
        warehouse_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(warehouse_dir / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UsageError("cannot_write", folder=warehouse_dir, reason=error.strerror) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseError("locked", folder=warehouse_dir) from error
        yield
    finally:
        os.close(descriptor)


def start(warehouse_dir: Path, now: datetime) -> Candidate:
    """Clear what dead builds left, and name the file of a new one. Call it under the lock."""
    clean(warehouse_dir)
    stem = now.strftime("%Y%m%d-%H%M")
    build_id, number = stem, 1
    while any(warehouse_dir.glob(f"*-{build_id}.*")):  # published or refused under this id
        number += 1
        build_id = f"{stem}-{number}"
    building = warehouse_dir / BUILDING_FOLDER / BUILDING_NAME
    building.parent.mkdir()
    return Candidate(build_id, building, warehouse_dir / f"warehouse-{build_id}.duckdb")


def clean(warehouse_dir: Path) -> None:
    """Remove the unfinished files of dead builds, and let the link follow CURRENT again."""
    shutil.rmtree(warehouse_dir / BUILDING_FOLDER, ignore_errors=True)
    for leftover in warehouse_dir.glob("*.moving"):
        leftover.unlink(missing_ok=True)
    _remove_lone_marts(warehouse_dir)
    current = current_file(warehouse_dir)
    if current is not None and (warehouse_dir / LINK_NAME).resolve() != current:
        _move_link(warehouse_dir, current.name)


def publish(candidate: Candidate) -> Path:
    """Make the candidate's file the current one, keep the last three, and return its path."""
    folder = candidate.final.parent
    _move_marts(candidate)
    _sync(candidate.building)
    candidate.building.replace(candidate.final)
    _sync(folder)
    _move_pointer(folder, candidate.final.name)
    _move_link(folder, candidate.final.name)
    _sync(folder)
    prune(folder)
    return candidate.final


def _move_marts(candidate: Candidate) -> None:
    """Move the marts that lie beside the file; without it, the next build removes them."""
    marts = beside.folder(candidate.building)
    if marts.is_dir():
        for path in (marts, *marts.rglob("*")):
            _sync(path)
        marts.replace(beside.folder(candidate.final))


def discard(candidate: Candidate) -> None:
    """Remove the candidate's file: it will not be published."""
    shutil.rmtree(candidate.building.parent, ignore_errors=True)


def prune(warehouse_dir: Path) -> None:
    """Remove all but the last three published files, and never the current one."""
    files = _newest_first(warehouse_dir, "warehouse-*.duckdb")
    named = {current_file(warehouse_dir), (warehouse_dir / LINK_NAME).resolve()}
    for path in files[KEPT_FILES:]:
        if path.resolve() not in named:
            path.unlink(missing_ok=True)
    _remove_lone_marts(warehouse_dir)
    for path in _newest_first(warehouse_dir, "refused-*.json")[KEPT_REFUSALS:]:
        path.unlink(missing_ok=True)


def _remove_lone_marts(warehouse_dir: Path) -> None:
    """Remove marts that lie beside no file any more."""
    files = {beside.folder(path) for path in warehouse_dir.glob("warehouse-*.duckdb")}
    for marts in {*warehouse_dir.glob("warehouse-*.parquet")} - files:
        shutil.rmtree(marts, ignore_errors=True)


def _newest_first(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _move_pointer(folder: Path, name: str) -> None:
    temporary = folder / f"{POINTER_NAME}.moving"
    temporary.write_text(name + "\n", encoding="utf-8")
    _sync(temporary)
    temporary.replace(folder / POINTER_NAME)


def _move_link(folder: Path, name: str) -> None:
    temporary = folder / f"{LINK_NAME}.moving"
    temporary.unlink(missing_ok=True)
    try:
        temporary.symlink_to(name)
    except OSError:  # a file system without links: CURRENT is enough
        return
    temporary.replace(folder / LINK_NAME)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
