"""What readers may ask of the process that runs them: time for dear pages, and a folder.

Outside of a worker nothing limits them, and nothing is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class _Process:
    """How this process is run: what allows more time, and where results are kept."""

    allow: Callable[[int], None] | None = None
    folder: Path | None = None


_process = _Process()


def run_with(allow: Callable[[int], None], folder: Path | None) -> None:
    """Says how this process is run.

    Args:
        allow: is told how many pages will now be recognised, before they are.
        folder: where what was recognised is kept.
    """
    _process.allow, _process.folder = allow, folder


def allow(pages: int) -> None:
    """Asks for the time that so many pages take."""
    if _process.allow is not None:
        _process.allow(pages)


def folder() -> Path | None:
    """Where what was recognised is kept; None where it is not."""
    return _process.folder
