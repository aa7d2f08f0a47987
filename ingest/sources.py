"""The files under paths → documents to read: a file itself, or each file of an archive."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import containers, volumes
from ingest.errors import DocumentError, NothingToReadError, Reason
from ingest.landing_rows import File, Outcome
from ingest.readers import photographs

MAX_BYTES = 200_000_000
_NEAREST_FOLDERS = 2

_ARCHIVE = re.compile(
    r"(?:\.tar|\.part\d+)?\.(?:zip|rar|7z|tar|tgz|gz|bz2|xz|zst|cab|lzh|eml|z\d\d)(?:\.\d{3})?$",
    re.IGNORECASE,
)
_NOT_DOCUMENTS = ("readme", ".", "~$", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on disk, and the names that its document is landed under."""

    path: Path
    file_name: str
    source_path: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its bytes, or the outcome it has without being read, or both."""

    file: File
    data: bytes | None
    outcome: Outcome | None = None


def entry_of(path: Path) -> Entry:
    """A file under its own names."""
    return Entry(path, _printable(path.name), _printable(path.absolute().as_posix()))


def set_of(entry: Entry) -> tuple[Path, int, str] | None:
    """What the parts of a split archive have in common: its folder, and how it is called."""
    place = volumes.place_of(entry.file_name)
    return (entry.path.parent, place.kind, place.stem) if place else None


def documents_under(paths: Sequence[Path]) -> Iterator[Path]:
    """The files under the paths, in a stable order; read-me, hidden and lock files aside.

    A folder that holds the pictures of the pages of one document is one document.

    Raises:
        NothingToReadError: a path does not exist, or holds no document.
    """
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path}: there is no such file or folder")
        if path.is_file():
            yield path
            continue
        found = False
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            if not folders and _pages_in(Path(folder)):
                found = True
                yield Path(folder)
                continue
            for name in sorted(names):
                file = Path(folder, name)
                if not _is_aside(name) and file.is_file():
                    found = True
                    yield file
        if not found:
            raise NothingToReadError(f"{path}: there is no document in this folder")


def _pages_in(folder: Path) -> list[Path]:
    """The pictures in a folder that are the pages of one document, in order."""
    names = [path.name for path in folder.iterdir() if not _is_aside(path.name)]
    pages = [folder / name for name in photographs.in_order(names)]
    return pages if all(map(_is_picture, pages)) else []


def _is_aside(name: str) -> bool:
    return name.lower().startswith(_NOT_DOCUMENTS)


def _is_picture(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return photographs.is_picture(file.read(photographs.LONGEST_MARK))
    except OSError:
        return False


def size_of(path: Path) -> int:
    """The bytes of a file, or of a folder's pictures; 0 where they cannot be told."""
    try:
        return _size(path)
    except OSError:
        return 0


def _size(path: Path) -> int:
    pages = _pages_in(path) if path.is_dir() else [path]
    return sum(page.stat().st_size for page in pages)


def _content(path: Path) -> bytes:
    """The bytes of a file; of a folder of pictures, those of one file with all of them."""
    if not path.is_dir():
        return path.read_bytes()
    return photographs.packed({page.name: page.read_bytes() for page in _pages_in(path)})


def content_id(path: Path) -> str:
    """The SHA-256 of a file's content; of its path where it cannot be opened."""
    try:
        if path.is_dir():
            return _sha256(_content(path))
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()


def unopened(entry: Entry, reason: Reason, detail: str) -> Source:
    """The file as a document that failed before any of it was read."""
    size = size_of(entry.path)
    file = File(content_id(entry.path), entry.file_name, entry.source_path, size)
    return Source(file, None, _failed(reason, detail))


def documents_in(entry: Entry) -> Iterator[Source]:
    """The document that a file is, or each of an archive's, and then the archive itself."""
    try:
        size = _size(entry.path)
        if size > MAX_BYTES:
            detail = f"{size:,} bytes; at most {MAX_BYTES:,} are read"
            yield unopened(entry, Reason.TOO_LARGE, detail)
            return
        data = _content(entry.path)
    except OSError as error:
        detail = f"the file cannot be opened: {error.strerror}"
        yield unopened(entry, Reason.NOT_READABLE, detail)
        return
    file = File(_sha256(data), entry.file_name, entry.source_path, len(data))
    part = volumes.part_of(data, entry.file_name)
    whole, said = (data, "") if part is None else _whole(entry, data, part)
    if whole is None:
        yield Source(file, data, _failed(Reason.DAMAGED, said))
    elif said:
        yield Source(file, None, _archive(said))
    elif part is None and not containers.is_archive(data):
        yield Source(file, data)
    else:
        yield from _of_archive(whole, Source(file, data), entry, part)


def _of_archive(whole: bytes, its: Source, entry: Entry, part: str | None) -> Iterator[Source]:
    """The documents of an archive, and then the file that it is, or is the first part of."""
    file, count = its.file, 0
    try:
        if part is not None and not containers.is_archive(whole):
            raise DocumentError(Reason.DAMAGED, "together its parts are no archive")
        for source in _members(whole, entry):
            count += 1
            yield source
    except DocumentError as error:
        lacks = f"{part}, whose last parts may not be beside it: " if part else ""
        yield Source(file, its.data, _failed(error.reason, f"{lacks}{error.detail}"))
        return
    yield Source(file, None, _archive(f"{count} documents"))


def _archive(detail: str) -> Outcome:
    return Outcome(0, "ignored", Reason.ARCHIVE.value, detail)


def _whole(entry: Entry, data: bytes, part: str) -> tuple[bytes | None, str]:
    """The archive of which a file is the first part, of those in its folder.

    Of a part behind it, its bytes and with which file it is read; where parts are not there,
    none and what to say.
    """
    is_in_place = _printable(entry.path.name) == entry.file_name
    folder = entry.path.parent if is_in_place else Path(entry.source_path).parent
    beside = {_printable(p.name): p for p in folder.iterdir()} if folder.is_dir() else {}
    parts, lacking = volumes.together(entry.file_name, beside)
    if lacking or not parts:
        lacks = f"; not beside it: {', '.join(lacking)}" if lacking else ""
        return None, f"{part}{lacks}; put all its parts into one folder and replay"
    if parts[0] != entry.file_name:
        return data, f"{part}, read with {parts[0]}"
    if sum(beside[name].stat().st_size for name in parts) > MAX_BYTES:
        return None, f"{part}, whose parts come to more than {MAX_BYTES:,} bytes"
    held = [data, *(beside[name].read_bytes() for name in parts[1:])]
    if volumes.is_cut_off(held):
        detail = f"only {len(parts)} of its parts are beside it"
        return None, f"{part}; {detail}; put all its parts into one folder and replay"
    return volumes.joined(held), ""


def _members(data: bytes, entry: Entry) -> Iterator[Source]:
    """Each document of an archive once; read-me and hidden files aside."""
    seen: set[str] = set()
    for member in containers.members(data, entry.file_name):
        place = f"{entry.source_path}!/{member.path}"
        name = member.path.rsplit("/", 1)[-1]
        if member.refusal is not None:
            name_id = _sha256(f"{entry.file_name}!/{member.path}".encode())
            file = File(name_id, name, place, len(member.data))
            yield Source(file, None, _failed(member.refusal.reason, member.refusal.detail))
            continue
        document_id = _sha256(member.data)
        if document_id not in seen and not _is_aside(name):
            seen.add(document_id)
            yield Source(File(document_id, name, place, len(member.data)), member.data)


def names_of(source_path: str) -> tuple[str, ...]:
    """A document's names outside it: its file's without extension, its nearest folders'.

    An archive that holds it counts as a folder.
    """
    file, *folders = reversed([part for part in re.split(r"/|!/", source_path) if part])
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file)
    return (stem, *(_ARCHIVE.sub("", name) for name in folders[:_NEAREST_FOLDERS]))


def _failed(reason: Reason, detail: str) -> Outcome:
    return Outcome(0, "failed", reason.value, detail)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _printable(name: str) -> str:
    """A file name as text; one that is no UTF-8 was written in GB18030."""
    written = os.fsencode(name)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("gb18030", errors="replace")
