"""Parts of split archives: which files are parts of one, and the archive that they make.

RAR and zip say in themselves that they go on in another file; what a program cut into pieces
(`a.7z.001`) shows by its name and by not being whole. Parts that lie in one folder are joined;
where one is not there, the outcome says which.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from ingest.readers.package import ZIP_END

_NAMED: Final = re.compile(
    r"\.(?:7z|zip|rar|tar|tgz|gz|bz2|xz)\.(\d{3})$|\.z(\d\d)$", re.IGNORECASE
)
_VOLUMES: Final = re.compile(r"\.part(\d{1,4})\.rar$|\.r(\d\d)$", re.IGNORECASE)
_SETS: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"(?P<stem>.+\.(?:7z|zip|rar|tar|tgz|gz|bz2|xz))\.(?P<number>\d{3})",
        r"(?P<stem>.+)\.part(?P<number>\d{1,4})\.rar",
        r"(?P<stem>.+)\.(?:z(?P<number>\d\d)|(?P<whole>zip))",
        r"(?P<stem>.+)\.(?:r(?P<number>\d\d)|(?P<whole>rar))",
    )
)
"""How programs name the parts of an archive: one file more has the archive's own name.

That is the last part of a zip, and the first of an old RAR.
"""
_FROM_ONE = 3
"""The first so many kinds number their parts from one, the last from nought."""
_ZIP_SET, _RAR_SET = 2, 3
_RAR4, _RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
_SEVEN: Final = b"7z\xbc\xaf\x27\x1c"
_SPLIT: Final = b"PK\x07\x08"
"""What the first part of a split zip begins with."""
_ZIP_FILE: Final = b"PK\x01\x02"
"""What the list of a zip's files begins each with."""
_AHEAD = 512
_VOLUME = _GOES_ON = 0x1
_RAR5_END: Final = b"\x03\x05"
"""The size and the kind of the last block of a RAR."""
_RAR4_LONGEST = 20
"""No last block of an old RAR is longer, in bytes."""
_END_SIZE = 22


class Place(NamedTuple):
    """Where a file stands by its name among the parts of an archive.

    `number` counts from one; None is the file that has the archive's own name.
    """

    kind: int
    stem: str
    number: int | None


def place_of(name: str) -> Place | None:
    """Where a file would stand among the parts of a split archive; None for other names."""
    for kind, pattern in enumerate(_SETS):
        found = pattern.fullmatch(name)
        if found is not None:
            number = found["number"]
            first = 0 if kind < _FROM_ONE else 1
            told = None if number is None else int(number) + first
            return Place(kind, found["stem"].lower(), told)
    return None


def together(name: str, beside: Iterable[str]) -> tuple[list[str], list[str]]:
    """The parts of the archive that a file is a part of, in order, and what is not there.

    Args:
        name: the file's name.
        beside: the names of the files in its folder.
    """
    place = place_of(name)
    if place is None:
        return [], []
    found: dict[int | None, str] = {}
    for other in sorted(beside):
        stands = place_of(other)
        if stands is not None and stands[:2] == place[:2]:
            found.setdefault(stands.number, other)
    whole = found.pop(None, None)
    numbered = {number: part for number, part in found.items() if number is not None}
    lacking = [
        f"part {number}"
        for number in range(1, max(numbered, default=0) + 1)
        if number not in numbered
    ]
    parts = [numbered[number] for number in sorted(numbered)]
    if place.kind == _ZIP_SET:
        parts += [whole] if whole else []
        lacking += [] if whole else ["the last part, whose name ends in .zip"]
    elif place.kind == _RAR_SET:
        parts[:0] = [whole] if whole else []
        lacking += [] if whole else ["the first part, whose name ends in .rar"]
    return parts, lacking


def is_cut_off(parts: Sequence[bytes]) -> bool:
    """Whether parts, the last of them or its count of parts, say that there are more."""
    last = parts[-1]
    if _is_last_of_zip(last):
        (disk,) = struct.unpack_from("<H", last, last.rfind(ZIP_END) + 4)
        return bool(disk + 1 != len(parts))
    if last.startswith(_RAR5):
        return last[-4:-2] == _RAR5_END and bool(last[-1] & _GOES_ON)
    ends = (_rar4_end(last, at) for at in range(max(len(last) - _RAR4_LONGEST, 0), len(last)))
    return last.startswith(_RAR4) and any(ends)


def _rar4_end(data: bytes, at: int) -> bool:
    """Whether the last block of a volume begins here, and says that another follows."""
    if data[at + 2 : at + 3] != b"\x7b" or at + 7 > len(data):
        return False
    flags, size = struct.unpack_from("<HH", data, at + 3)
    return at + size == len(data) and bool(flags & _GOES_ON)


def joined(parts: Sequence[bytes]) -> bytes:
    """The archive that parts make, in their order.

    A zip says of each file in which part it begins, and where in that part; the library looks
    for the next volume of a RAR so far ahead that a short last one needs something behind it.
    """
    whole = b"".join(parts)
    if whole.startswith(_RAR5) and len(parts) > 1:
        return whole + bytes(_AHEAD)
    end = whole.rfind(ZIP_END)
    if not _is_last_of_zip(parts[-1]) or end < 0:
        return whole
    mark = len(_SPLIT) if whole.startswith(_SPLIT) else 0
    starts = [sum(map(len, parts[:i])) - mark for i in range(len(parts))]
    made = bytearray(whole[mark:])
    end -= mark
    _, first, _, total = struct.unpack_from("<HHHH", made, end + 4)
    size, at = struct.unpack_from("<II", made, end + 12)
    begin = at + (starts[first] if first < len(starts) else 0)
    struct.pack_into("<HHHHII", made, end + 4, 0, 0, total, total, size, begin)
    place = begin
    for _ in range(total):
        if made[place : place + 4] != _ZIP_FILE:
            break
        name, extra, remark, disk = struct.unpack_from("<HHHH", made, place + 28)
        (offset,) = struct.unpack_from("<I", made, place + 42)
        if disk < len(starts):
            struct.pack_into("<H", made, place + 34, 0)
            struct.pack_into("<I", made, place + 42, offset + starts[disk])
        place += 46 + name + extra + remark
    return bytes(made)


def part_of(data: bytes, name: str) -> str | None:
    """What to say of a file that is a part of a split archive; None of one that is whole."""
    named = _NAMED.search(name)
    is_cut = named is not None and not _is_whole(data)
    if not (is_cut or _is_rar_volume(data) or _is_last_of_zip(data)):
        return None
    told = named or _VOLUMES.search(name)
    which = f"part {int(next(filter(None, told.groups())))}" if told else "a part"
    return f"{which} of a split archive"


def _is_whole(data: bytes) -> bool:
    if data.startswith(_SEVEN):
        offset, size = struct.unpack_from("<QQ", data.ljust(32, b"\0"), 12)
        return bool(32 + offset + size <= len(data))
    if data.startswith(b"PK"):
        return zipfile.is_zipfile(io.BytesIO(data))
    return data.startswith((_RAR4, _RAR5))


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
