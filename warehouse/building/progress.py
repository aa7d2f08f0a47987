"""How a person sees a build work: a bar for each step on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TextIO

from warehouse.messages import Messages
from warehouse.table import pad, width

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from ingest.pace import Reached

Tick = Callable[[int, int, str], None]
STEPS = ("read", "load", "transform", "check", "publish")
EVERY = 30.0
"""Seconds after which a step says again where it is, where there is no terminal."""
_MINUTE = 60
_EXACT = 90
"""Of fewer seconds left, tens of seconds are told; of fewer minutes, minutes."""


class Steps:
    """The steps of a build: shows each while it runs, and keeps the seconds that each took."""

    def __init__(
        self, words: Messages, *, quiet: bool = False, stream: TextIO | None = None
    ) -> None:
        """Speak to `stream` (default standard error), or not at all if `quiet`."""
        self.seconds: dict[str, float] = {}
        self._words = words
        self._quiet = quiet
        self._stream = stream or sys.stderr
        self._column = max(width(words.say("step_" + step)) for step in STEPS) + 2

    def step(self, name: str) -> AbstractContextManager[Tick]:
        """Run a step: the block gets a function to tell (done, all, what) as it goes."""
        return self._timed(name)

    @contextmanager
    def _timed(self, name: str) -> Iterator[Tick]:
        started = time.perf_counter()
        with self._shown(name) as tick:
            yield tick
        took = time.perf_counter() - started
        self.seconds[name] = self.seconds.get(name, 0.0) + took  # a step may come again
        if not self._quiet:
            self._say(name, took)

    def told(self, tick: Tick) -> Callable[[Reached], None]:
        """Return what tells, as a step goes, how far the reading of documents has come."""

        def tell(at: Reached) -> None:
            tick(at.done, at.of, " · ".join(self._parts(at)))

        return tell

    def _parts(self, at: Reached) -> Iterator[str]:
        if at.name:
            yield at.name
        if at.pages:
            yield self._words.say("progress_page", page=at.page, pages=at.pages)
        if at.seconds_left is not None and at.done < at.of:
            yield left(at.seconds_left, self._words)

    def note(self, key: str, **values: object) -> None:
        """Say a sentence between two steps."""
        if not self._quiet:
            print(self._words.say(key, **values), file=self._stream, flush=True)

    @contextmanager
    def _shown(self, name: str) -> Iterator[Tick]:
        if self._quiet:
            yield _silent
            return
        if not self._stream.isatty():
            yield self._plain(name)
            return
        bars = self._bars()
        task = bars.add_task(self._label(name), total=None, what="")

        def tick(done: int, total: int, what: str) -> None:
            bars.update(task, completed=done, total=total, what=f"{done}/{total} {what}")

        with bars:
            yield tick

    def _plain(self, name: str) -> Tick:
        """Return what says in a line where a step is, now and then."""
        said = time.monotonic()

        def tick(done: int, total: int, what: str) -> None:
            nonlocal said
            if time.monotonic() - said >= EVERY:
                said = time.monotonic()
                line = f"{self._label(name)}{done}/{total} {what}"
                print(line.rstrip(), file=self._stream, flush=True)

        return tick

    def _bars(self) -> Bars:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
        )

        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[what]}", markup=False),
            console=Console(file=self._stream),
            transient=True,
        )

    def _label(self, name: str) -> str:
        return pad(self._words.say("step_" + name), self._column)

    def _say(self, name: str, seconds: float) -> None:
        print(f"{self._label(name)}{seconds:6.1f} s", file=self._stream, flush=True)


def left(seconds: float, words: Messages) -> str:
    """Return the time left in words, no finer than it is known."""
    if seconds < _EXACT:
        return words.say("progress_seconds", seconds=10 * max(1, round(seconds / 10)))
    minutes = round(seconds / _MINUTE)
    if minutes < _EXACT:
        return words.say("progress_minutes", minutes=minutes)
    hours, minutes = divmod(10 * round(minutes / 10), _MINUTE)
    return words.say("progress_hours", hours=hours, minutes=minutes)


def _silent(done: int, total: int, what: str) -> None:
    """Show nothing: nobody asked for it."""
