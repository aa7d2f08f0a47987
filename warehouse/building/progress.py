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

Tick = Callable[[int, int, str], None]
STEPS = ("read", "load", "transform", "check", "publish")


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

    def note(self, key: str, **values: object) -> None:
        """Say a sentence between two steps."""
        if not self._quiet:
            print(self._words.say(key, **values), file=self._stream, flush=True)

    @contextmanager
    def _shown(self, name: str) -> Iterator[Tick]:
        if self._quiet or not self._stream.isatty():
            yield _silent
            return
        bars = self._bars()
        task = bars.add_task(self._label(name), total=None, what="")

        def tick(done: int, total: int, what: str) -> None:
            bars.update(task, completed=done, total=total, what=f"{done}/{total} {what}")

        with bars:
            yield tick

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


def _silent(done: int, total: int, what: str) -> None:
    """Show nothing: there is no terminal."""
