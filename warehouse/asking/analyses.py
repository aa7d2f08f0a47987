"""Named questions of analysts: SQL files of `analyses/`, each with a title in two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mingzhang import FILES
from warehouse.connection import Result
from warehouse.errors import UsageError

FOLDER = FILES / "analyses"
_HEAD = re.compile(r"-- zh: (?P<zh>.+)\n-- en: (?P<en>.+)\n(?P<query>(?s:.+))")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question with its name, its titles and the query that answers it."""

    name: str
    title_zh: str
    title_en: str
    query: str


def load(folder: Path = FOLDER) -> list[Analysis]:
    """Return all analyses by name. Raises ValueError for a file without its two titles."""
    return [_read(path) for path in sorted(folder.glob("*.sql"))]


def named(name: str, folder: Path = FOLDER) -> Analysis:
    """Return one analysis. Raises UsageError where there is none of this name."""
    path = folder / f"{name}.sql"
    if not _NAME.fullmatch(name) or not path.is_file():
        known = ", ".join(one.name for one in load(folder))
        raise UsageError("unknown_analysis", name=name, known=known)
    return _read(path)


def listed(language: str) -> Result:
    """Return names and titles as rows, for the screen."""
    rows: list[tuple[str, ...]] = [
        (one.name, one.title_zh if language == "zh" else one.title_en) for one in load()
    ]
    return Result(("name", "title"), ("VARCHAR", "VARCHAR"), rows)


def _read(path: Path) -> Analysis:
    found = _HEAD.fullmatch(path.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{path.name} does not begin with its titles: -- zh: …, -- en: …")
    return Analysis(path.stem, found["zh"], found["en"], found["query"].strip())
