"""Archives → the documents in them, within limits, names never trusted.

A small archive can unpack to a disk full, name files outside its folder, or hold itself; what
is refused comes out as a member that says why.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.errors import DocumentError, Reason
from ingest.readers.package import check

MAX_MEMBERS = 5_000
MAX_TOTAL = 1_000_000_000
MAX_DEPTH = 3
_SIGNATURE = b"PK\x03\x04"
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its path there, its bytes, or why it was refused."""

    path: str
    data: bytes
    refusal: DocumentError | None = None


def is_archive(data: bytes) -> bool:
    """Whether the bytes are a zip archive of documents rather than an Office package."""
    if not data.startswith(_SIGNATURE):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    return not any(name in names for name in _OFFICE)


def members(data: bytes, depth: int = 1) -> Iterator[Member]:
    """The files of an archive, archives within it opened up to a depth.

    Names without the UTF-8 flag are read as GB18030, which Chinese tools write.
    """
    total = 0
    with zipfile.ZipFile(io.BytesIO(data), metadata_encoding="gb18030") as archive:
        for count, info in enumerate(archive.infolist()):
            if info.is_dir():
                continue
            try:
                _check_name(info.filename)
                check(info)
                total += info.file_size
                if count >= MAX_MEMBERS or total > MAX_TOTAL:
                    raise DocumentError(Reason.TOO_LARGE, "the archive holds too much")
                content = archive.read(info)
            except DocumentError as refusal:
                yield Member(info.filename, b"", refusal)
                continue
            except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
                damaged = DocumentError(Reason.DAMAGED, f"damaged member: {error}")
                yield Member(info.filename, b"", damaged)
                continue
            yield from _opened(info.filename, content, depth)


def _opened(path: str, content: bytes, depth: int) -> Iterator[Member]:
    if not is_archive(content):
        yield Member(path, content)
    elif depth >= MAX_DEPTH:
        refusal = DocumentError(Reason.TOO_LARGE, f"archives {MAX_DEPTH} deep are not opened")
        yield Member(path, b"", refusal)
    else:
        for inner in members(content, depth + 1):
            yield Member(f"{path}!/{inner.path}", inner.data, inner.refusal)


def _check_name(name: str) -> None:
    """Refuses names that lead out of the archive.

    Raises:
        DocumentError: the name is absolute or climbs.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise DocumentError(Reason.UNSAFE_NAME, f"{name!r} leads out of the archive")
