"""Parts of split archives: what the outcome says of a file that is one, and not read alone.

RAR and zip say in themselves that they go on in another file; what a program cut into pieces
(`a.7z.001`) shows by its name and by not being whole.
"""

import io
import re
import struct
import zipfile
from typing import Final

from ingest.readers.package import ZIP_END

_NAMED: Final = re.compile(
    r"\.(?:7z|zip|rar|tar|tgz|gz|bz2|xz)\.(\d{3})$|\.z(\d\d)$", re.IGNORECASE
)
_VOLUMES: Final = re.compile(r"\.part(\d{1,4})\.rar$", re.IGNORECASE)
_RAR4, _RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_SEVEN: Final = b"7z\xbc\xaf\x27\x1c"
_VOLUME = 0x1
_END_SIZE = 22


def part_of(data: bytes, name: str) -> str | None:
    """What to say of a file that is a part of a split archive; None of one that is whole."""
    named = _NAMED.search(name)
    is_cut = named is not None and not _is_whole(data)
    if not (is_cut or _is_rar_volume(data) or _is_last_of_zip(data)):
        return None
    told = named or _VOLUMES.search(name)
    which = f"part {int(next(filter(None, told.groups())))}" if told else "a part"
    return f"{which} of a split archive: unpack all its parts together, and read what they hold"


def _is_whole(data: bytes) -> bool:
    if data.startswith(_SEVEN):
        offset, size = struct.unpack_from("<QQ", data.ljust(32, b"\0"), 12)
        return bool(32 + offset + size <= len(data))
    if data.startswith(b"PK"):
        return zipfile.is_zipfile(io.BytesIO(data))
    return data.startswith((_RAR4, _RAR5, b"\x1f\x8b", b"BZh", b"\xfd7zXZ"))


def _is_rar_volume(data: bytes) -> bool:
    """Whether the archive's own head says that it is one volume of several."""
    if data.startswith(_RAR4):
        (flags,) = struct.unpack_from("<H", data.ljust(12, b"\0"), 10)
        return bool(flags & _VOLUME)
    if not data.startswith(_RAR5):
        return False
    at = len(_RAR5) + 4
    numbers = []
    for _ in range(5):
        number, at = _number(data, at)
        numbers.append(number)
    _, kind, head_flags, *rest = numbers
    has_more = head_flags & 0x1
    return kind == 1 and bool(rest[1 if has_more else 0] & _VOLUME)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    value = shift = 0
    while at < len(data):
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            break
    return value, at


def _is_last_of_zip(data: bytes) -> bool:
    """Whether the end of a zip archive says that it begins in another file."""
    at = data.rfind(ZIP_END, -_END_SIZE - 0xFFFF)
    if at < 0 or at + _END_SIZE > len(data) or data.startswith(b"\xd0\xcf"):
        return False
    disk, first, here, total = struct.unpack_from("<HHHH", data, at + 4)
    is_zip64 = disk == 0xFFFF
    return not is_zip64 and 0 < disk < 1_000 and first <= disk and here <= total
