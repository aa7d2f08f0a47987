"""The one loop: files → documents → rows → landing, an outcome for each of them.

What reads documents is imported where there are some to read: a build without news needs none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ingest import landing, sources
from ingest.errors import Reason
from ingest.form import load_forms
from ingest.raw_tables import RawRows
from ingest.sources import Entry

if TYPE_CHECKING:
    from ingest import workers

BATCH_SIZE = 500

Progress = Callable[[int, int, str], None]


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
        """Lands the files, telling (done, of, file name)."""


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
        progress: told (done, of, file name) after each document.

    Raises:
        NothingToReadError: a path does not exist, or there is no document under them.
        FormFileError: a form file is wrong.
    """
    files = list(sources.documents_under(paths))
    landing.clear_unfinished(warehouse_dir)
    known = {} if full else landing.landed(warehouse_dir)
    new: list[Entry] = []
    contents: set[str] = set()
    for path in files:
        document_id = sources.content_id(path)
        if document_id in contents:
            continue
        contents.add(document_id)
        if known.get(document_id) != landing.extractor_version():
            new.append(sources.entry_of(path))
    if new:
        load_forms()  # once for all workers; a mistake in one stops here
        landed = lander or partial(land_here, jobs=jobs)
        landed(new, warehouse_dir, progress, keep=keep)
    return LandingSummary(len(files), len(new), len(files) - len(new))


def land_here(
    entries: Sequence[Entry],
    warehouse_dir: Path,
    progress: Progress | None = None,
    *,
    keep: bool = True,
    jobs: int = 1,
) -> None:
    """Reads files in so many processes of this machine, and lands them batch by batch."""
    from ingest import workers

    done = 0
    for start in range(0, len(entries), BATCH_SIZE):
        made: list[RawRows] = []
        some = entries[start : start + BATCH_SIZE]
        reading = workers.read_all(some, jobs, _folders(warehouse_dir, keep=keep))
        for entry, documents in zip(some, reading, strict=True):
            for rows, content in documents:
                made.append(rows)
                if content is not None:
                    landing.keep(warehouse_dir, rows["documents"][0]["document_id"], content)
            done += 1
            if progress:
                progress(done, len(entries), entry.path.name)
        _write_batch(warehouse_dir, made)


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """How many documents were quarantined before a replay, and how many still are."""

    before: int
    after: int


def replay(warehouse_dir: Path, *, jobs: int = 1) -> ReplaySummary:
    """Reads every quarantined document again from its kept content, and lands it anew."""
    from ingest import workers
    from ingest.reading import is_quarantined

    load_forms()
    entries = [Entry(*known) for known in landing.kept(warehouse_dir)]
    made: list[RawRows] = []
    keep = landing.originals_in(warehouse_dir).exists()
    reading = workers.read_all(entries, jobs, _folders(warehouse_dir, keep=keep))
    for entry, documents in zip(entries, reading, strict=True):
        made += [rows for rows, _ in documents]
        if not any(is_quarantined(rows) for rows, _ in documents):
            entry.path.unlink()
    if made:
        _write_batch(warehouse_dir, made)
    return ReplaySummary(len(entries), sum(map(is_quarantined, made)))


def _folders(warehouse_dir: Path, *, keep: bool) -> "workers.Folders":
    from ingest import workers

    originals = landing.originals_in(warehouse_dir) if keep else None
    return workers.Folders(landing.seen_in(warehouse_dir), originals)


def _write_batch(warehouse_dir: Path, made: list[RawRows]) -> None:
    """Lands a batch; a document whose values no column can hold fails alone."""
    try:
        landing.write_batch(warehouse_dir, made)
    except OSError:
        raise
    except Exception:  # noqa: BLE001  values that do not fit come in many kinds of error
        landing.clear_unfinished(warehouse_dir)
        landing.write_batch(warehouse_dir, [_that_fits(rows) for rows in made])


def _that_fits(rows: RawRows) -> RawRows:
    try:
        landing.frames(rows)
    except Exception as error:  # noqa: BLE001  as above
        from ingest.landing_rows import File
        from ingest.reading import failed

        document = rows["documents"][0]
        names = ("document_id", "file_name", "source_path", "byte_count")
        file = File(*(document[name] for name in names))
        return failed(file, Reason.INTERNAL_ERROR, f"a value does not fit: {error}"[:500])
    return rows
