"""What readers may ask of the process that runs them: time for dear pages, and a folder.

They tell it how many of these pages are done. Outside of a worker nothing limits them, nothing
is kept, and nobody listens.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Looked = Callable[[int, int, bool], None]
"""Is told how many pages of a document are recognised, of how many, and whether this one was
now; at first that none is yet."""


@dataclass(slots=True)
class _Process:
    """How this process is run: what allows more time, where results are kept, who is told."""

    allow: Callable[[int], None] | None = None
    folder: Path | None = None
    looked: Looked | None = None


_process = _Process()


def run_with(
    allow: Callable[[int], None], folder: Path | None, looked: Looked | None = None
) -> None:
    """Says how this process is run.

    Args:
        allow: is told how many pages will now be recognised, before they are.
        folder: where what was recognised is kept.
        looked: is told of each page that is.
    """
    _process.allow, _process.folder, _process.looked = allow, folder, looked


def allow(pages: int) -> None:
    """Asks for the time that so many pages take."""
    if _process.allow is not None:
        _process.allow(pages)


def looked(page: int, pages: int, *, is_new: bool) -> None:
    """Tells how many pages of a document are recognised, of how many; see `Looked`."""
    if _process.looked is not None:
        _process.looked(page, pages, is_new)


def folder() -> Path | None:
    """Where what was recognised is kept; None where it is not."""
    return _process.folder
