"""A file is there whole, or not at all, however many write it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ingest import whole_file


def test_two_who_write_the_same_file_at_once_both_come_through(tmp_path, monkeypatch):
    """Two equal pages of a scan, looked at side by side, failed their document."""
    write_bytes, both = Path.write_bytes, Barrier(2, timeout=10)

    def written(path, data):
        write_bytes(path, data)
        both.wait()

    monkeypatch.setattr(Path, "write_bytes", written)
    place = tmp_path / "seen" / "page"
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(whole_file.write, [place, place], [b"the same", b"the same"]))
    assert place.read_bytes() == b"the same"
    assert list(place.parent.iterdir()) == [place]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path, monkeypatch):
    place = tmp_path / "page"
    whole_file.write(place, b"before")
    monkeypatch.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        whole_file.write(place, b"after")
    assert place.read_bytes() == b"before"
