"""Archives → the documents in them, within limits, names never trusted.

A small archive can unpack to a disk full, name files outside its folder, or hold itself; what
is refused comes out as a member that says why.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from ingest import mail, packed
from ingest.errors import DocumentError, Reason
from ingest.readers import photographs
from ingest.readers.package import ZIP_END, ZIP_START, content, name_of, names_in, opened
from ingest.volumes import part_of

MAX_MEMBERS = 5_000
MAX_TOTAL = 500_000_000
MAX_DEPTH = 3
_ZIP = (ZIP_START, ZIP_END)
_PROGRAM = b"MZ"
_PACKAGES = frozenset(
    {"[content_types].xml", "mimetype", "meta-inf/manifest.mf", "meta-inf/container.xml",
     "ofd.xml", "index/document.iwa", "index.zip", "uof.xml"}
)  # fmt: skip
"""What says that a zip file is one document, or a program, and no archive of documents."""

Content = Callable[[int], bytes]
"""Gives the bytes of a file that is no larger than the room there is."""


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
    """Whether the bytes are an archive of documents, or an e-mail, rather than one document."""
    if not _is_zip(data):
        return packed.is_packed(data) or mail.is_mail(data)
    try:
        with opened(data) as archive:
            is_package = not _PACKAGES.isdisjoint(names_in(archive))
            return not is_package and not photographs.pages_of(archive)
    except DocumentError:
        return False


def _is_zip(data: bytes) -> bool:
    """Whether the bytes are a zip file, or a program that unpacks one."""
    if not data.startswith(_PROGRAM):
        return data.startswith(_ZIP)
    return not packed.is_packed(data) and zipfile.is_zipfile(io.BytesIO(data))


def members(data: bytes, name: str = "") -> Iterator[Member]:
    """The files of an archive, archives within it opened up to a depth; `name` is its own.

    Raises:
        DocumentError: the archive itself is damaged, or what opens it is not installed.
    """
    yield from _members(data, name, 1, _Room())


def _members(data: bytes, name: str, depth: int, room: _Room) -> Iterator[Member]:
    pages = _pages(data, name)
    for path, content_of in pages or _files(data, name):
        if room.members <= 0:
            detail = f"the archive holds more than {MAX_MEMBERS:,} files"
            yield Member(path, b"", DocumentError(Reason.TOO_LARGE, detail))
            return
        room.members -= 1
        try:
            _check_name(path)
            held = content_of(room.bytes)
        except DocumentError as refusal:
            yield Member(path, b"", refusal)
            continue
        room.bytes -= len(held)
        yield from _opened(path, held, depth, room)


def _opened(path: str, held: bytes, depth: int, room: _Room) -> Iterator[Member]:
    part = part_of(held, path)
    if part is not None:
        detail = f"{part}: unpack all its parts together, and read what they hold"
        yield Member(path, held, DocumentError(Reason.DAMAGED, detail))
    elif not is_archive(held):
        yield Member(path, held)
    elif depth >= MAX_DEPTH:
        refusal = DocumentError(Reason.TOO_LARGE, f"archives {MAX_DEPTH} deep are not opened")
        yield Member(path, b"", refusal)
    else:
        try:
            for inner in _members(held, path, depth + 1, room):
                yield Member(f"{path}!/{inner.path}", inner.data, inner.refusal)
        except DocumentError as refusal:
            yield Member(path, b"", refusal)


def _files(data: bytes, name: str) -> Iterator[tuple[str, Content]]:
    """The files of an archive, each with what gives its bytes within the room there is."""
    if _is_zip(data):
        yield from _in_zip(data)
    elif packed.is_packed(data):
        for file in packed.files(data, name):
            yield file.path, file.content
    else:
        for path, held in mail.files(data):
            yield path, partial(_within, held)


def _in_zip(data: bytes) -> Iterator[tuple[str, Content]]:
    with opened(data) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield name_of(info), partial(_of_zip, archive, info)


def _of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    if info.file_size > room:
        raise DocumentError(Reason.TOO_LARGE, "the archive holds too much")
    return content(archive, info)


def _within(held: bytes, room: int) -> bytes:
    if len(held) > room:
        raise DocumentError(Reason.TOO_LARGE, "the e-mail holds too much")
    return held


def _pages(data: bytes, name: str) -> list[tuple[str, Content]]:
    """The one document whose pages an archive holds as pictures; none where it does not."""
    if _is_zip(data) or not packed.is_packed(data):
        return []
    names = [file.path for file in packed.files(data, name)]
    if not photographs.in_order([PurePosixPath(path).name for path in names]):
        return []
    pictures, room = {}, MAX_TOTAL
    for file in packed.files(data, name):
        held = file.content(room)
        room -= len(held)
        pictures[file.path] = held
    if not all(map(photographs.is_picture, pictures.values())):
        return []
    whole = photographs.packed(pictures)
    return [(PurePosixPath(name).name or "pages", partial(_within, whole))]


def _check_name(name: str) -> None:
    """Refuses names that lead out of the archive.

    Raises:
        DocumentError: the name is absolute or climbs.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (*path.parts, "")[0]:
        raise DocumentError(Reason.UNSAFE_NAME, f"{name!r} leads out of the archive")
