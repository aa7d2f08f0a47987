"""Reading in processes of their own: a reader that dies or runs away ends its document alone.

A worker says which document it begins, reads it within `SECONDS` and `MEMORY`, and holds its
rows until it lands many at once, as a batch of its own; who started it is told what came of
each. The system's own alarms end a worker that takes longer, whatever code it is in. Where a
worker ended, another is given the files whose documents were not landed yet: it fails the
document that the first one was at, goes on with those after it, and lands them.

A content is read once, whatever files and archives hold it: who began it has it, and the
others leave it to that file.
"""

import gc
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

from ingest import landing, sources
from ingest.errors import Reason
from ingest.landing_rows import File, Outcome
from ingest.pace import Pace, Reached
from ingest.readers import page_pictures, running
from ingest.reading import TOO_MUCH_MEMORY, Kept, failed, read_source
from ingest.sources import Entry, Source

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

# A fork costs no imports. Workers touch nothing of the parent's that has threads.
_CONTEXT: Final = get_context("fork") if sys.platform == "linux" else get_context("spawn")


@dataclass(frozen=True, slots=True)
class Folders:
    """The warehouse's folder, and what workers keep in it besides what they land.

    Documents are kept for their receipts (`originals`), or for a replay (`quarantine`).
    """

    warehouse: Path
    originals: bool = True
    quarantine: bool = True


@dataclass(frozen=True, slots=True)
class _Request:
    """A file to read: the documents landed of it, those that end a worker, what comes instead.

    With a `failure` only the first `most` documents are read, and the file is then one more.
    """

    entry: Entry
    landed: frozenset[str]
    ended: dict[str, Outcome]
    failure: tuple[Reason, str] | None
    most: int

    def documents(self) -> Iterator[Source]:
        """The documents that are not landed yet."""
        found = sources.documents_in(self.entry)
        if self.failure is not None:
            instead = sources.unopened(self.entry, *self.failure)
            found = chain(islice(found, self.most), [instead])
        return (source for source in found if source.file.document_id not in self.landed)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a worker says of a document that it read and holds."""

    document_id: str
    is_quarantined: bool


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a worker says of a document's pages that are recognised: see `running.Looked`."""

    page: int
    pages: int
    is_new: bool


class _Said(Enum):
    """What a worker says besides: the file is read; all that was read is landed."""

    READ = auto()
    LANDED = auto()


_Message = File | _Read | _Looked | _Said | OSError | MemoryError


@dataclass(slots=True)
class _Task:
    """A file to read: its documents, landed or not yet, and whether each is quarantined.

    `number` is its place among all files, from 0; `left` are the documents that another file
    has as well, which began to read them.
    """

    entry: Entry
    number: int
    landed: dict[str, bool] = field(default_factory=dict)
    read: dict[str, bool] = field(default_factory=dict)
    current: File | None = None
    ended: dict[str, Outcome] = field(default_factory=dict)
    failure: tuple[Reason, str] | None = None
    most: int = 0
    left: set[str] = field(default_factory=set)
    is_told: bool = False

    def request(self) -> _Request:
        """What a worker is told."""
        return _Request(self.entry, frozenset(self.landed), self.ended, self.failure, self.most)

    def land(self) -> None:
        """Knows that what was read is landed."""
        self.landed |= self.read
        self.read.clear()


@dataclass(slots=True)
class _Worker:
    """A process, the file it reads, files that it read and did not land, and its own next ones.

    After the last of its own it lands: what another lost with its process is lost once.
    """

    process: BaseProcess
    task: _Task | None = None
    held: list[_Task] = field(default_factory=list)
    own: deque[_Task] = field(default_factory=deque)
    lands: bool = False


Told = Callable[[Reached], None]


def land_all(
    entries: Sequence[Entry],
    jobs: int,
    folders: Folders,
    told: Told | None = None,
    known: frozenset[str] = frozenset(),
) -> list[dict[str, bool]]:
    """Reads and lands files; of each, the ids of its documents, and whether it is quarantined.

    A file is one document, or an archive of some and itself. Whatever happens to a reader, an
    outcome is among what is landed. `told` is called after each file that is read, and each
    page that is recognised; documents that are `known` are not read again. Raises OSError or
    MemoryError where nothing can be landed.
    """
    return _Reading(entries, folders, told, jobs, known).run(jobs)


class _Reading:
    """Workers at work, the files that wait for one."""

    def __init__(
        self,
        entries: Sequence[Entry],
        folders: Folders,
        told: Told | None,
        jobs: int,
        known: frozenset[str],
    ) -> None:
        self.tasks = [_Task(entry, number) for number, entry in enumerate(entries)]
        self.pace = Pace([sources.size_of(entry.path) for entry in entries], jobs)
        self.folders = folders
        self.told = told
        self.known = known
        self.begun: dict[str, _Task] = {}
        self.waiting = deque(self.tasks)
        self.busy: dict[Connection, _Worker] = {}

    def run(self, jobs: int) -> list[dict[str, bool]]:
        try:
            while self.waiting:
                for _ in range(min(jobs, len(self.waiting))):
                    self._start(deque())
                while self.busy:
                    for connection in wait(list(self.busy)):
                        if isinstance(connection, Connection):
                            self._listen(connection, self.busy[connection])
                self._take_up_lost()
            return [task.landed for task in self.tasks]
        finally:
            for worker in self.busy.values():
                worker.process.kill()
                worker.process.join()

    def _take_up_lost(self) -> None:
        """Puts back files that left a document to one which in the end did not land it."""
        lost = {found for found, task in self.begun.items() if found not in task.landed}
        for document_id in lost:
            del self.begun[document_id]
        again = [task for task in self.tasks if not lost.isdisjoint(task.left)]
        for task in again:
            task.left.clear()
        self.waiting += again

    def _begins(self, task: _Task, file: File) -> bool:
        """Whether a file is to read a document that it holds; else another has it."""
        document_id = file.document_id
        if document_id in self.known:
            return False
        if self.begun.setdefault(document_id, task) is task:
            task.current = file
            self.pace.document(task.number)
            return True
        task.left.add(document_id)
        return False

    def _start(self, own: deque[_Task]) -> None:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_serve, args=(theirs, ours, self.folders), daemon=True
        )
        process.start()
        theirs.close()
        self.busy[ours] = _Worker(process, own=own)
        self._go_on(ours, self.busy[ours])

    def _listen(self, connection: Connection, worker: _Worker) -> None:
        """Takes a worker's message, or notices its end."""
        try:
            message: _Message = connection.recv()
        except (EOFError, OSError):
            self._stop(connection)
            self._replace(worker)
            return
        task = worker.task
        if isinstance(message, OSError | MemoryError):
            raise message
        if message is _Said.LANDED:
            for done in worker.held:
                done.land()
            worker.held.clear()
            if task is not None:  # it is at an archive
                task.land()
            else:
                self._go_on(connection, worker)
        elif task is None:
            raise ChildProcessError(f"a worker says {message} of no file")
        elif isinstance(message, File):
            with suppress(OSError):  # as below
                connection.send(self._begins(task, message))
        elif message is not _Said.READ:
            self._hear(task, message)
        else:
            worker.held.append(task)
            worker.task = None
            self.pace.end(task.number)
            if self.told and not task.is_told:
                self.told(self.pace.reached(task.entry.path.name))
            task.is_told = True
            self._go_on(connection, worker)

    def _hear(self, task: _Task, said: _Read | _Looked) -> None:
        """Takes what a worker says of a document: it is read, or a page of it is."""
        if isinstance(said, _Read):
            task.read[said.document_id] = said.is_quarantined
            task.current = None
        else:
            self.pace.looked(task.number, said.page, said.pages, is_new=said.is_new)
            if self.told and task.current is not None:
                name = task.current.file_name
                self.told(self.pace.reached(name, said.page, said.pages))

    def _go_on(self, connection: Connection, worker: _Worker) -> None:
        """Gives a worker its next file, lets it land what it holds, or stops it."""
        if worker.own:
            worker.task = worker.own.popleft()
            worker.lands = not worker.own
        elif worker.lands or not self.waiting:
            worker.lands = False
            if not worker.held:
                worker.process.kill()
                self._stop(connection)
                return
        else:
            worker.task = self.waiting.popleft()
        if worker.task is not None:
            self.pace.begin(worker.task.number)
        with suppress(OSError):  # it died meanwhile, which the next message will say
            connection.send(worker.task and worker.task.request())

    def _stop(self, connection: Connection) -> None:
        worker = self.busy.pop(connection)
        connection.close()
        worker.process.join()

    def _replace(self, worker: _Worker) -> None:
        """Another worker reads again what one lost that ended at a document, which fails."""
        exit_code = worker.process.exitcode
        if worker.task is None or worker.task.failure is not None:
            _, detail = _cause(exit_code)
            raise ChildProcessError(f"{detail}, which was landing what it had read")
        _blame(worker.task, exit_code)
        own = deque([*worker.held, worker.task, *worker.own])
        for task in own:
            task.read.clear()
        self._start(own)


def _blame(task: _Task, exit_code: int | None) -> None:
    """Fails the document that a worker ended at; the whole file where it was at none."""
    reason, detail = _cause(exit_code)
    if task.current is None or task.current.document_id in task.ended:
        task.failure = reason, detail
        task.most = len(task.landed) + len(task.read)
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


def _serve(connection: Connection, other_end: Connection, folders: Folders) -> None:
    """The worker: reads files, and lands when it is to, until the other side is gone."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it will end it
    for alarm in (signal.SIGALRM, signal.SIGPROF):
        signal.signal(alarm, signal.SIG_DFL)
    gc.freeze()  # what was there before is no garbage, and is not looked through
    _limit_memory()
    running.run_with(_allow, landing.seen_in(folders.warehouse), partial(_looked, connection))
    batch = landing.Batch()
    with suppress(EOFError, BrokenPipeError):
        while True:
            request: _Request | None = connection.recv()
            if request is None:
                _land(connection, batch, folders)
            else:
                _read(connection, request, batch, folders)


def _read(
    connection: Connection, request: _Request, batch: landing.Batch, folders: Folders
) -> None:
    """Reads the documents of a file and holds them; lands where it would be too many."""
    _set_clocks(SECONDS)
    for source in request.documents():
        document_id = source.file.document_id
        if not _begins(connection, source.file):
            continue
        known = request.ended.get(document_id, source.outcome)
        kept = read_source(replace(source, outcome=known))
        _set_clocks(0)
        _hold(batch, source, kept)
        with _or_stop(connection):
            _keep(folders, source, kept)
        _tell(connection, _Read(document_id, batch.held[document_id]))
        if batch.is_full():
            _land(connection, batch, folders)
    _set_clocks(0)
    connection.send(_Said.READ)


def _hold(batch: landing.Batch, source: Source, kept: Kept) -> None:
    """Holds a document's rows; one whose values no column can hold fails alone."""
    rows, content = kept
    try:
        batch.add(rows, is_quarantined=content is not None)
    except MemoryError:
        failure = failed(source.file, Reason.TOO_LARGE, TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001  values that do not fit come in many kinds of error
        detail = f"a value does not fit: {error}"[:500]
        failure = failed(source.file, Reason.INTERNAL_ERROR, detail)
    else:
        return
    batch.add(failure, is_quarantined=True)


def _land(connection: Connection, batch: landing.Batch, folders: Folders) -> None:
    """Lands what is held; the clocks of the reading stand still meanwhile."""
    _set_clocks(0)
    with _or_stop(connection):
        batch.write(folders.warehouse)
    connection.send(_Said.LANDED)
    _set_clocks(SECONDS)


@contextmanager
def _or_stop(connection: Connection) -> Iterator[None]:
    """What cannot be written stops the whole reading: no document is to blame for it."""
    try:
        yield
    except (OSError, MemoryError) as error:
        connection.send(error)
        raise EOFError from error


def _keep(folders: Folders, source: Source, kept: Kept) -> None:
    """Keeps a document's content: of one that was not read, or whose pages can be shown."""
    rows, quarantined = kept
    document_id, data = source.file.document_id, source.data
    media_type = rows["documents"][0]["media_type"]
    if quarantined is not None:
        if folders.quarantine:
            landing.keep(folders.warehouse, document_id, quarantined)
    elif folders.originals and data is not None and media_type in page_pictures.SHOWN:
        folder = landing.originals_in(folders.warehouse)
        landing.keep_original(folder, document_id, data)


def _begins(connection: Connection, file: File) -> bool:
    """Whether this worker is to read a document, which it says that it would begin."""
    _set_clocks(0)
    connection.send(file)
    is_begun: bool = connection.recv()
    _set_clocks(SECONDS)
    return is_begun


def _tell(connection: Connection, message: _Read) -> None:
    """Sends a message; the clocks of the reading stand still meanwhile, and start anew."""
    _set_clocks(0)
    connection.send(message)
    _set_clocks(SECONDS)


def _looked(connection: Connection, page: int, pages: int, is_new: bool) -> None:
    connection.send(_Looked(page, pages, is_new))


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
