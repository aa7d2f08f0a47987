"""Archives that `libarchive` opens → the files in them: rar, 7z, tar, iso, gz, xz and more.

The library is the system's (`libarchive13`); where it is not there, the outcome names it. A
file that is packed alone (`a.csv.gz`) is an archive of that one file.
"""

import ctypes
import locale
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from ingest.errors import DocumentError, Reason
from ingest.readers.package import MAX_MEMBER, MAX_RATIO

INSTALL = (
    "rar, 7z, tar and packed files are opened by libarchive: install the system's library "
    "(`apt-get install libarchive13`, `brew install libarchive`) and replay"
)
PACKED: Final = (
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x1f\x9d", b"LZIP",
    b"\x04\x22\x4d\x18",
)  # fmt: skip
"""What a file begins with that packs one stream: gz, bz2, xz, zst, Z, lz, lz4."""
ARCHIVES: Final = (
    (0, b"Rar!\x1a\x07\x00", "rar"),
    (0, b"Rar!\x1a\x07\x01\x00", "rar5"),
    (0, b"7z\xbc\xaf\x27\x1c", "7zip"),
    (0, b"MSCF", "cab"),
    (257, b"ustar", "tar"),
    (32_769, b"CD001", "iso9660"),
)
"""What stands where in a file that holds several, and what the library calls it.

It is told what the file is: asked to find out, it takes what ends with a zip for a zip.
"""
_LZH: Final = re.compile(rb"..-lh[0-9d]-", re.DOTALL)
_UNPACKERS: Final = tuple(
    mark for at, mark, kind in ARCHIVES if kind in ("rar", "rar5", "7zip")
)
_PROGRAM_SIZE = 1_000_000
"""Of a program that unpacks itself, the archive begins so early."""
_CHECKSUM: Final = slice(148, 156)
"""Where in the head of a tar file the sum of its bytes stands, counted as blanks."""
_SUFFIX = re.compile(r"\.(?:gz|bz2|xz|zst)$", re.IGNORECASE)
_LOCKED = re.compile(r"ncrypt|assphrase")
_LEAST_BOMB = 10_000_000
_BLOCK = 1 << 16
_RAW = "raw"
"""What the library calls one packed file."""


@dataclass(slots=True)
class Packed:
    """A file in an archive; its bytes are read before the next file is asked for."""

    path: str
    _entry: Any
    _packed: int
    _is_locked: bool

    def content(self, room: int) -> bytes:
        """Its bytes.

        Raises:
            DocumentError: it is encrypted, damaged, no file, or larger than `room` or than
                any document.
        """
        if not self._entry.isreg:
            raise DocumentError(Reason.NOT_READABLE, f"{self.path} is a link, and no file")
        if self._is_locked:
            raise DocumentError(Reason.ENCRYPTED, f"{self.path} needs a password")
        most = min(MAX_MEMBER, room, max(_LEAST_BOMB, MAX_RATIO * self._packed))
        held = bytearray()
        with _told(self.path):
            for block in self._entry.get_blocks(_BLOCK):
                held += block
                if len(held) > most:
                    detail = f"{self.path} unpacks to more than {most:,} bytes"
                    raise DocumentError(Reason.TOO_LARGE, detail)
        return bytes(held)


def is_packed(data: bytes) -> bool:
    """Whether the bytes are an archive that the library opens."""
    return data.startswith(PACKED) or _kind(_unwrapped(data)) is not None


def _kind(data: bytes) -> str | None:
    """What the library calls the archive that the bytes are."""
    marked = (kind for at, mark, kind in ARCHIVES if data[at : at + len(mark)] == mark)
    found = next(marked, None) or ("lha" if _LZH.match(data) else None)
    return found or ("tar" if _is_old_tar(data[:512]) else None)


def _unwrapped(data: bytes) -> bytes:
    """The archive in a program that unpacks it; anything else as it is."""
    if not data.startswith(b"MZ"):
        return data
    found = [at for mark in _UNPACKERS if (at := data.find(mark, 0, _PROGRAM_SIZE)) > 0]
    return data[min(found) :] if found else data


def _is_old_tar(head: bytes) -> bool:
    """Whether a head is one of a tar file as it was before it said so: its sum is right."""
    told = head[_CHECKSUM].strip(b"\0 ")
    if len(head) < 512 or not re.fullmatch(rb"[0-7]{4,7}", told) or not head[0]:
        return False
    return int(told, 8) == sum(head) - sum(head[_CHECKSUM]) + 8 * ord(" ")


def files(data: bytes, name: str) -> Iterator[Packed]:
    """The files of an archive; `name` is its own.

    Raises:
        DocumentError: the archive is damaged or encrypted, or the library is missing.
    """
    libarchive = _library()
    if not data.startswith(PACKED):
        whole = _unwrapped(data)
        yield from _files(libarchive, whole, _kind(whole) or "all")
    elif _is_tar(libarchive, data):
        yield from _files(libarchive, data, "tar")
    else:
        inner = _SUFFIX.sub("", PurePosixPath(name).name) or "content"
        for held in _files(libarchive, data, _RAW):
            held.path = inner
            yield held


def _files(libarchive: Any, data: bytes, kind: str) -> Iterator[Packed]:  # noqa: ANN401
    with _told("the archive"), libarchive.memory_reader(data, format_name=kind) as archive:
        for entry in archive:
            if kind == _RAW and not archive.filter_names:
                raise DocumentError(Reason.DAMAGED, "the packed file is damaged")
            if not entry.isdir:
                is_locked = bool(_is_encrypted(libarchive, entry))
                yield Packed(_path(entry.pathname), entry, len(data), is_locked)


def _is_encrypted(libarchive: Any, entry: Any) -> int:  # noqa: ANN401
    """What the library says of a file; the binding leaves it out."""
    asked = libarchive.ffi.libarchive.archive_entry_is_encrypted
    asked.argtypes, asked.restype = [ctypes.c_void_p], ctypes.c_int
    return int(asked(entry._entry_p))


def _is_tar(libarchive: Any, data: bytes) -> bool:  # noqa: ANN401
    try:
        with libarchive.memory_reader(data, format_name="tar") as archive:
            return next(iter(archive), None) is not None
    except libarchive.ArchiveError:
        return False


def _path(name: str | bytes | None) -> str:
    """A file's name; one that is no UTF-8 was written in GB18030."""
    if isinstance(name, bytes):
        return name.decode("gb18030", errors="replace")
    return name or "content"


def _library() -> Any:  # noqa: ANN401
    """The binding to the library.

    Raises:
        DocumentError: the binding, or the system's library, is not installed.
    """
    if locale.nl_langinfo(locale.CODESET) != "UTF-8":
        with suppress(locale.Error):  # names in Chinese have no form in others
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    try:
        import libarchive
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise DocumentError(Reason.FORMAT_NOT_SUPPORTED, INSTALL) from error
    return libarchive


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Says what the library says of an archive as this house says it."""
    try:
        yield
    except Exception as error:
        if type(error).__name__ != "ArchiveError":
            raise
        if _LOCKED.search(str(error)):
            raise DocumentError(Reason.ENCRYPTED, f"{what} needs a password") from error
        told = str(getattr(error, "msg", "") or "it is cut off")
        raise DocumentError(Reason.DAMAGED, f"{what} is damaged: {told}") from error
