"""The one loop: files → documents → rows → landing, an outcome for each of them.

What reads documents is imported where there are some to read: a build without news needs none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from ingest import landing, sources
from ingest.form import load_forms
from ingest.pace import Reached
from ingest.sources import Entry

Progress = Callable[[Reached], None]


class Lander(Protocol):
    """What reads files and lands them in a warehouse's folder: see `land_here`."""

    def __call__(
        self,
        entries: Sequence[Entry],
        warehouse_dir: Path,
        progress: Progress | None = None,
        *,
        keep: bool = True,
    ) -> None:
        """Lands the files, telling how far it has come."""


@dataclass(frozen=True, slots=True)
class LandingSummary:
    """How many documents a landing saw, read, and knew already."""

    seen: int
    read: int
    unchanged: int


def land(
    paths: Sequence[Path],
    warehouse_dir: Path,
    *,
    jobs: int = 1,
    lander: Lander | None = None,
    full: bool = False,
    keep: bool = True,
    progress: Progress | None = None,
) -> LandingSummary:
    """Reads the new documents under the paths and lands them.

    Args:
        paths: files or folders.
        warehouse_dir: the warehouse's folder; the landing lies in `landing/`.
        jobs: processes of this machine that read.
        lander: what reads and lands instead of them.
        full: reads every document again.
        keep: keeps the documents whose pages receipts can show.
        progress: told how far it has come, after each file and each page that is recognised.

    Raises:
        NothingToReadError: a path does not exist, or there is no document under them.
        FormFileError: a form file is wrong.
    """
    files = list(sources.documents_under(paths))
    landing.clear_unfinished(warehouse_dir)
    version = landing.extractor_version()
    landed = {} if full else landing.landed(warehouse_dir)
    known = {found for found, by in landed.items() if by == version}
    found: dict[str, Entry] = {}
    for path in files:
        found.setdefault(sources.content_id(path), sources.entry_of(path))
    sets = {sources.set_of(entry) for key, entry in found.items() if key not in known}
    known -= {key for key, entry in found.items() if sources.set_of(entry) in sets - {None}}
    new = [entry for key, entry in found.items() if key not in known]
    if new:
        load_forms()  # once for all workers; a mistake in one stops here
        lands = lander or partial(land_here, jobs=jobs, known=frozenset(known))
        lands(new, warehouse_dir, progress, keep=keep)
    return LandingSummary(len(files), len(new), len(files) - len(new))


def land_here(
    entries: Sequence[Entry],
    warehouse_dir: Path,
    progress: Progress | None = None,
    *,
    keep: bool = True,
    jobs: int = 1,
    known: frozenset[str] = frozenset(),
) -> None:
    """Reads and lands files in so many processes; not what is `known` of what archives hold."""
    from ingest import workers

    folders = workers.Folders(warehouse_dir, originals=keep)
    workers.land_all(entries, jobs, folders, progress, known)


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """How many documents were quarantined before a replay, and how many still are."""

    before: int
    after: int


def replay(
    warehouse_dir: Path, *, jobs: int = 1, progress: Progress | None = None
) -> ReplaySummary:
    """Reads every quarantined document again from its kept content, and lands it anew."""
    from ingest import workers

    load_forms()
    entries = [Entry(*known) for known in landing.kept(warehouse_dir)]
    keep = landing.originals_in(warehouse_dir).exists()
    folders = workers.Folders(warehouse_dir, originals=keep, quarantine=False)
    documents = workers.land_all(entries, jobs, folders, progress)
    for entry, found in zip(entries, documents, strict=True):
        if not any(found.values()):
            entry.path.unlink()
    return ReplaySummary(len(entries), sum(sum(found.values()) for found in documents))
