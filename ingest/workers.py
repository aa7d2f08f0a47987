"""Reading in processes of their own: a reader that dies or runs away ends its document alone.

A worker says which document it begins, reads it within `SECONDS` and `MEMORY`, and sends its
rows. The system's own alarms end a worker that takes longer, whatever code it is in. Where a
worker ended, another is given the same file: it fails the document that the first one was at,
and goes on with those after it.
"""

import gc
import resource
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from ingest import landing, sources
from ingest.errors import Reason
from ingest.landing_rows import File, Outcome
from ingest.readers import page_pictures, running
from ingest.reading import Kept, read_source
from ingest.sources import Entry

SECONDS = 20
"""The longest that one document, or the unpacking of the next in an archive, may compute; a
page that is read from its picture has as long again."""

PATIENCE = 3
"""How many times as long it may take by the clock: a busy machine, or LibreOffice in turn."""

PAGE_PATIENCE = 15
"""The same of a page that is read from its picture: it computes all the time, and waits where
others do too."""

MEMORY = 1_000_000_000
"""Bytes that a worker may take beyond those it starts with, where the system holds it to it."""

# A fork costs no imports. Workers touch nothing of the parent's that has threads (polars).
_CONTEXT: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where what is recognised on pictures of pages is kept, and documents for their receipts.

    Nothing is kept where a folder is None.
    """

    seen: Path | None = None
    originals: Path | None = None


_NOWHERE: Final = Folders()


@dataclass(slots=True)
class _Task:
    """A file to read: what came of it, the document being read, those that ended a worker."""

    entry: Entry
    folders: Folders = _NOWHERE
    made: list[Kept] = field(default_factory=list)
    current: File | None = None
    ended: dict[str, Outcome] = field(default_factory=dict)
    is_done: bool = False

    def request(self) -> tuple[Entry, Folders, frozenset[str], dict[str, Outcome]]:
        """What a worker is told: the file, the folders, the documents made, those to fail."""
        made = frozenset(rows["documents"][0]["document_id"] for rows, _ in self.made)
        return self.entry, self.folders, made, self.ended


Busy = dict[Connection, tuple[BaseProcess, _Task]]


def read_all(
    entries: Sequence[Entry], jobs: int, folders: Folders = _NOWHERE
) -> Iterator[list[Kept]]:
    """For each file in turn, the rows of its document, or of each document in an archive.

    Whatever happens to a reader, an outcome is among them. `folders` are where results and
    documents are kept.
    """
    tasks = [_Task(entry, folders) for entry in entries]
    waiting = deque(tasks)
    busy: Busy = {}
    try:
        for _ in range(min(jobs, len(tasks))):
            _start(busy, waiting.popleft())
        for task in tasks:
            while not task.is_done:
                for connection in wait(list(busy)):
                    if isinstance(connection, Connection):
                        _listen(connection, busy, waiting)
            yield task.made
    finally:
        for process, _ in busy.values():
            process.kill()
            process.join()


def _start(busy: Busy, task: _Task) -> None:
    ours, theirs = _CONTEXT.Pipe()
    process = _CONTEXT.Process(target=_serve, args=(theirs, ours), daemon=True)
    process.start()
    theirs.close()
    busy[ours] = (process, task)
    ours.send(task.request())


def _listen(connection: Connection, busy: Busy, waiting: deque[_Task]) -> None:
    """Takes a worker's message, or notices its end; a worker without work is stopped."""
    process, task = busy[connection]
    try:
        message: File | Kept | None = connection.recv()
    except (EOFError, OSError):
        _stop(connection, busy)
        _blame(task, process.exitcode)
        if not task.is_done:
            waiting.appendleft(task)
        if waiting:
            _start(busy, waiting.popleft())
        return
    if isinstance(message, File):
        task.current = message
    elif message is not None:
        task.made.append(message)
        task.current = None
    else:
        task.is_done = True
        if not waiting:
            process.kill()
            _stop(connection, busy)
            return
        task = waiting.popleft()
        busy[connection] = (process, task)
        with suppress(OSError):  # it died meanwhile, which the next message will say
            connection.send(task.request())


def _stop(connection: Connection, busy: Busy) -> None:
    process, _ = busy.pop(connection)
    connection.close()
    process.join()


def _blame(task: _Task, exit_code: int | None) -> None:
    """Fails the document that a worker ended at; the whole file where it was at none."""
    reason, detail = _cause(exit_code)
    if task.current is None or task.current.document_id in task.ended:
        task.made.append(read_source(sources.unopened(task.entry, reason, detail)))
        task.is_done = True
    else:
        outcome = Outcome(0, "failed", reason.value, detail)
        task.ended[task.current.document_id] = outcome
    task.current = None


def _cause(exit_code: int | None) -> tuple[Reason, str]:
    limits = {-signal.SIGPROF: SECONDS, -signal.SIGALRM: PATIENCE * SECONDS}
    if exit_code in limits:
        return Reason.TIME_LIMIT, f"it takes more than {limits[exit_code]} s to read"
    if exit_code is not None and exit_code < 0:
        name = signal.strsignal(-exit_code)
        return Reason.READER_DIED, f"the reader was ended by signal {-exit_code}, {name}"
    return Reason.READER_DIED, f"the reader ended with exit code {exit_code}"


def _serve(connection: Connection, other_end: Connection) -> None:
    """The worker: reads file after file until the other side is gone."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it will end it
    for alarm in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(alarm, signal.SIG_DFL)
    gc.freeze()  # what was there before is no garbage, and is not looked through
    _limit_memory()
    with suppress(EOFError, BrokenPipeError):
        while True:
            entry, folders, made, ended = connection.recv()
            running.run_with(_allow, folders.seen)
            _set_clocks(SECONDS)
            for source in sources.documents_in(entry):
                document_id = source.file.document_id
                if document_id in made:
                    continue
                _tell(connection, source.file)
                known = ended.get(document_id, source.outcome)
                kept = read_source(replace(source, outcome=known))
                _keep(folders.originals, document_id, source.data, kept)
                _tell(connection, kept)
            _tell(connection, None)
            _set_clocks(0)


def _keep(folder: Path | None, document_id: str, data: bytes | None, kept: Kept) -> None:
    """Keeps a document that was read, if its receipts can show its pages."""
    rows, quarantined = kept
    media_type = rows["documents"][0]["media_type"]
    if folder is None or data is None or quarantined is not None:
        return
    if media_type in page_pictures.SHOWN:
        landing.keep_original(folder, document_id, data)


def _tell(connection: Connection, message: File | Kept | None) -> None:
    """Sends a message; the clocks of the reading stand still meanwhile, and start anew."""
    _set_clocks(0)
    connection.send(message)
    _set_clocks(SECONDS)


def _allow(pages: int) -> None:
    """Pictures of pages take as long each as a document may, and more by the clock."""
    _set_clocks(pages * SECONDS, PAGE_PATIENCE)


def _set_clocks(seconds: int, patience: int = PATIENCE) -> None:
    """Ends this process after so many seconds of computing, or a multiple by the clock."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(patience * seconds)


def _limit_memory() -> None:
    status = Path("/proc/self/statm")
    if status.exists():
        pages = int(status.read_text("ascii").split()[5])
        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        limit = pages * resource.getpagesize() + MEMORY
        if most == resource.RLIM_INFINITY or limit < most:
            resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
