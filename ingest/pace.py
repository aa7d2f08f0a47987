"""How far the reading of files has come, and how long it will still take.

Pages that are recognised cost a hundred times what others do, so that the time left is told by
them. A document says how many it has when it is begun; of files that wait it is guessed by
their bytes, as scans are large. Nothing is told before there is something to tell it from.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SOON = 3.0
"""Seconds of reading before which no time left is told."""


class Reached(NamedTuple):
    """How far a reading has come: `done` files `of` all, and the document told of last.

    Of its pages that are recognised so many are, `page` of `pages`. `seconds_left` is None
    while it cannot be told.
    """

    done: int
    of: int
    name: str = ""
    page: int = 0
    pages: int = 0
    seconds_left: float | None = None


@dataclass(slots=True)
class _File:
    """A file that is read: its bytes, when it was begun, its pages that are recognised.

    `pages` are those of its documents so far; an archive may have more.
    """

    size: int
    begun: float
    documents: int = 0
    pages: int = 0
    looked: int = 0
    last: float = 0.0
    page_seconds: float = 0.0


class Pace:
    """The pace of a reading: is told what happens, and tells how long it will still take."""

    def __init__(
        self, sizes: Sequence[int], workers: int, now: Callable[[], float] = time.monotonic
    ) -> None:
        """A reading begins, of files of these sizes in bytes, by so many workers."""
        self._sizes, self._workers, self._now = sizes, workers, now
        self._started = now()
        self._waiting_bytes = sum(sizes)
        self._open: dict[int, _File] = {}
        self._read: set[int] = set()
        self._read_bytes = self._read_pages = 0
        self._file_seconds = 0.0
        self._recognised, self._page_seconds = 0, 0.0

    def begin(self, file: int) -> None:
        """A file is begun, the first being 0; or again, where its worker died."""
        if file in self._read:
            return
        if file not in self._open:
            self._waiting_bytes -= self._sizes[file]
        self._open[file] = _File(self._sizes[file], self._now())

    def document(self, file: int) -> None:
        """A document of a file is begun."""
        if file in self._open:
            self._open[file].documents += 1

    def looked(self, file: int, page: int, pages: int, *, is_new: bool) -> None:
        """So many pages of a document are recognised of all that will be; none yet at first.

        Args:
            file: the number of its file.
            page: how many there are now.
            pages: how many there will be.
            is_new: whether this one was recognised now, and not kept from an earlier time.
        """
        held = self._open.get(file)
        if held is None:
            return
        now = self._now()
        if page:
            held.looked += 1
            held.page_seconds += now - held.last
            if is_new:
                self._recognised += 1
                self._page_seconds += now - held.last
        else:
            held.pages += pages
        held.last = now

    def end(self, file: int) -> None:
        """A file is read."""
        held = self._open.pop(file, None)
        if held is not None:
            self._read.add(file)
            self._read_bytes += held.size
            self._read_pages += held.looked
            self._file_seconds += self._now() - held.begun - held.page_seconds

    def reached(self, name: str = "", page: int = 0, pages: int = 0) -> Reached:
        """How far it has come; `page` of `pages` of a document by its name are recognised."""
        left = self._seconds_left()
        return Reached(len(self._read), len(self._sizes), name, page, pages, left)

    def _seconds_left(self) -> float | None:
        """The time that pages and files take that are left, if each takes as long as so far."""
        files = len(self._sizes) - len(self._read)
        is_all_known = not self._waiting_bytes and all(map(_is_known, self._open.values()))
        if self._now() - self._started < SOON or not (self._read or is_all_known):
            return None
        pages = [self._pages_left(held) for held in self._open.values()]
        whole = sum(pages) + self._pages_of(self._waiting_bytes)
        if whole and not self._recognised:
            return None
        a_page = self._page_seconds / max(self._recognised, 1)
        a_file = self._file_seconds / max(len(self._read), 1)
        together = (whole * a_page + files * a_file) / max(min(self._workers, files), 1)
        return max(together, max(pages, default=0) * a_page)

    def _pages_left(self, held: _File) -> float:
        """The pages of a file that is being read which are still to be recognised."""
        guessed = 0 if _is_known(held) else self._pages_of(held.size)
        return max(held.pages, guessed) - held.looked

    def _pages_of(self, size: int) -> float:
        """How many pages files of this size have to recognise, if they are as those so far."""
        told = list(filter(_is_known, self._open.values()))
        pages = self._read_pages + sum(held.pages for held in told)
        return size * pages / max(self._read_bytes + sum(held.size for held in told), 1)


def _is_known(held: _File) -> bool:
    """Whether all pages of a file are known: it said how many, and is no archive."""
    return held.pages > 0 and held.documents == 1
