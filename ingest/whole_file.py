"""A file that is there whole, or not at all, however many write it at once."""

import uuid
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Writes a file beside its place, then moves it there; makes the folder.

    Who writes the same file meanwhile writes beside it under another name: the last one stays.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    beside.write_bytes(data)
    beside.replace(path)
