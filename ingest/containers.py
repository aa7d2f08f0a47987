"""Archives → the documents in them, within limits, names never trusted.

A small archive can unpack to a disk full, name files outside its folder, or hold itself; what
is refused comes out as a member that says why.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.errors import DocumentError, Reason
from ingest.readers import photographs
from ingest.readers.package import content, opened

MAX_MEMBERS = 5_000
MAX_TOTAL = 500_000_000
MAX_DEPTH = 3
_UTF8 = 0x800
_SIGNATURE = b"PK\x03\x04"
_PACKAGES = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
"""What says that a zip file is one document, or a program, and no archive of documents."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path there, its bytes, or why it was refused."""

    path: str
    data: bytes
    refusal: DocumentError | None = None


@dataclass(slots=True)
class _Room:
    """How much more an archive, with the archives in it, may hold."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_TOTAL


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip archive of documents rather than one document."""
    if not data.startswith(_SIGNATURE):
        return False
    try:
        with opened(data) as archive:
            is_package = not _PACKAGES.isdisjoint(archive.namelist())
            return not is_package and not photographs.pages_of(archive)
    except DocumentError:
        return False


def members(data: bytes) -> Iterator[Member]:
    """The files of an archive, archives within it opened up to a depth.

    Raises:
        DocumentError: the archive itself is damaged.
    """
    yield from _members(data, 1, _Room())


def _members(data: bytes, depth: int, room: _Room) -> Iterator[Member]:
    with opened(data) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            name = _name(info)
            if room.members <= 0:
                detail = f"the archive holds more than {MAX_MEMBERS:,} files"
                yield Member(name, b"", DocumentError(Reason.TOO_LARGE, detail))
                return
            room.members -= 1
            try:
                _check_name(name)
                if info.file_size > room.bytes:
                    raise DocumentError(Reason.TOO_LARGE, "the archive holds too much")
                held = content(archive, info)
            except DocumentError as refusal:
                yield Member(name, b"", refusal)
                continue
            room.bytes -= len(held)
            yield from _opened(name, held, depth, room)


def _opened(path: str, held: bytes, depth: int, room: _Room) -> Iterator[Member]:
    if not is_archive(held):
        yield Member(path, held)
    elif depth >= MAX_DEPTH:
        refusal = DocumentError(Reason.TOO_LARGE, f"archives {MAX_DEPTH} deep are not opened")
        yield Member(path, b"", refusal)
    else:
        for inner in _members(held, depth + 1, room):
            yield Member(f"{path}!/{inner.path}", inner.data, inner.refusal)


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name; tools that do not say so write UTF-8 or GB18030."""
    if info.flag_bits & _UTF8:
        return info.filename
    written = info.filename.encode("cp437")
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("gb18030", errors="replace")


def _check_name(name: str) -> None:
    """Refuses names that lead out of the archive.

    Raises:
        DocumentError: the name is absolute or climbs.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (*path.parts, "")[0]:
        raise DocumentError(Reason.UNSAFE_NAME, f"{name!r} leads out of the archive")
