"""The plan of the models' step: what dbt makes of the project, made once for its contents.

A plan is a DuckDB file: the reference tables as dbt loads them, and the statement of each model
as dbt compiles it, in dbt's order. Its name is the digest of all that it was made from, so that
a plan is never out of date, and every build of every checkout with these contents finds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import duckdb

from mingzhang import FILES
from warehouse.building import compiling

CACHE_VARIABLE = "MINGZHANG_CACHE"
SHIPPED = FILES / "plans"
"""Where a package that was built ready to run has its plan."""
KEPT_PLANS = 8

_CODE = ("compiling.py", "descriptions.py")
_PACKAGES = ("dbt-core", "dbt-duckdb", "duckdb")


NAME = re.compile(rf'"(?:{compiling.DATABASE}|{compiling.SCRATCH})"\."(\w+)"\."(\w+)"')
"""A table or view as statements of a plan write it."""


class Relation(NamedTuple):
    """A table or view of the file that is built, or of what leads there."""

    schema: str
    table: str

    @property
    def name(self) -> str:
        """Return it as statements write it, without its database."""
        return f'"{self.schema}"."{self.table}"'


class Step(NamedTuple):
    """A reference table (`seed`) or `model` of the plan, as dbt compiled it.

    `schema_path` has the database before the schema, both quoted, as `statement` has them.
    `query` is the part of the statement that says the rows; `is_of_documents` where those of a
    document follow from what is read and said of this document, see `kept`.
    """

    name: str
    schema_path: str
    statement: str
    comments: str
    kind: str
    query: str
    is_of_documents: bool

    @property
    def relation(self) -> Relation:
        """Return the table or view that it makes."""
        return Relation(self.schema_path.rpartition(".")[2].strip('"'), self.name)

    @property
    def is_view(self) -> bool:
        """Tell whether it makes a view."""
        return self.statement.startswith("create view")

    def reads(self) -> list[Relation]:
        """Return the tables and views that its query names, in order."""
        return [Relation(*found) for found in dict.fromkeys(NAME.findall(self.query))]


def ready(fallback: Path, log_folder: Path) -> Path:
    """Return the plan of the project as it is now; make it where none is kept.

    Plans are kept in the folder that MINGZHANG_CACHE names, else in the user's cache; where
    that cannot be written, in `fallback`. dbt's log goes to `log_folder`. Raises
    TransformError with dbt's own words.
    """
    made_from = digest()
    name = f"{made_from}.duckdb"
    for folder in (SHIPPED, cache_folder(), fallback):
        if _is_whole(folder / name):
            return folder / name
    kept = cache_folder() if _is_writable(cache_folder()) else fallback
    kept.mkdir(parents=True, exist_ok=True)
    with _alone(kept):
        if not _is_whole(kept / name):  # else another process made it meanwhile
            compiling.make(kept / name, log_folder, FILES)
            _forget_old(kept)
            if digest() != made_from:  # somebody edits: what was read may be half of each
                (kept / name).unlink()
    return kept / name if (kept / name).is_file() else ready(fallback, log_folder)


def cache_folder() -> Path:
    """Return the folder of plans that all builds of a user share."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named)
    caches = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(caches) / "mingzhang" / "plans"


def digest(project: Path = FILES) -> str:
    """Return the digest of models, macros, reference tables, settings, and dbt's version."""
    made_from = hashlib.sha256()
    for package in _PACKAGES:
        made_from.update(f"{package} {version(package)}\n".encode())
    for name in _CODE:
        made_from.update(Path(__file__).with_name(name).read_bytes())
    for path in compiling.sources(project):
        made_from.update(f"{path.relative_to(project).as_posix()}\n".encode())
        made_from.update(hashlib.sha256(path.read_bytes()).digest())
    return made_from.hexdigest()


def _is_whole(plan: Path) -> bool:
    """Tell whether the plan is there and can be read; one that cannot is made anew."""
    if not plan.is_file():
        return False
    try:
        with duckdb.connect(str(plan), read_only=True) as connection:
            connection.execute("select count(*) from steps")
    except duckdb.Error:
        return False
    with contextlib.suppress(OSError):
        os.utime(plan)  # in use: it is not among the old ones
    return True


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder: of two builds that need a plan, one makes it and the other waits."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old(folder: Path) -> None:
    """Keep the plans that were used last; remove the others, and what killed builds left."""
    for leftover in folder.glob("*.moving"):
        leftover.unlink(missing_ok=True)
    plans = sorted(folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns)
    for plan in plans[:-KEPT_PLANS]:
        plan.unlink(missing_ok=True)
