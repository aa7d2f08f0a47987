"""Compound files (the container of old office formats) → one of the streams in them.

Only what is needed to find a stream by its name; chains are followed within the file's size.
"""

import struct
from collections.abc import Iterator

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENTRY = 128
_LAST = 0xFFFF_FFF0
"""Sector numbers from here on are marks, not sectors."""
_STREAM, _ROOT = 2, 5
_SHIFTS, _SHORT_SHIFT = (9, 12), 6
"""Sectors are of 512 or 4,096 bytes, short ones of 64."""


class CompoundError(ValueError):
    """The container is not what it says."""


def stream(data: bytes, name: str) -> bytes | None:
    """The bytes of the stream with a name; None where there is none.

    Raises:
        CompoundError: the container is damaged.
    """
    try:
        return _stream(data, name)
    except (struct.error, IndexError) as error:
        raise CompoundError("a sector lies outside the file") from error


def top_names(data: bytes) -> frozenset[str]:
    """The names of the streams and storages that no other storage holds.

    Raises:
        CompoundError: the container is damaged.
    """
    try:
        entries = _entries(data)
        root = next((e for e in entries if e[66] == _ROOT), None)
        if root is None:
            raise CompoundError("the container has no root")
        names: set[str] = set()
        seen: set[int] = set()
        ahead = [*struct.unpack_from("<I", root, 76)]
        while ahead:
            at = ahead.pop()
            if at < len(entries) and at not in seen:
                seen.add(at)
                names.add(_name(entries[at]))
                ahead += struct.unpack_from("<II", entries[at], 68)
    except (struct.error, IndexError) as error:
        raise CompoundError("a sector lies outside the file") from error
    return frozenset(names)


def _entries(data: bytes) -> list[bytes]:
    """The entries of the container's directory."""
    size = _sector_size(data)
    (first,) = struct.unpack_from("<I", data, 48)
    directory = b"".join(_chain(data, _table(data, size), first, size, size))
    return [directory[i : i + _ENTRY] for i in range(0, len(directory), _ENTRY)]


def _sector_size(data: bytes) -> int:
    if not data.startswith(SIGNATURE):
        raise CompoundError("no compound file")
    shift: int
    shift, short_shift = struct.unpack_from("<HH", data, 30)
    if shift not in _SHIFTS or short_shift != _SHORT_SHIFT:
        raise CompoundError("sectors of a size that no version has")
    return 1 << shift


def _stream(data: bytes, name: str) -> bytes | None:
    entries = _entries(data)
    size, short_size = _sector_size(data), 1 << _SHORT_SHIFT
    limit, first_short = struct.unpack_from("<II", data, 56)
    table = _table(data, size)
    root = next((e for e in entries if e[66] == _ROOT), b"")
    for entry in entries:
        if entry[66] != _STREAM or _name(entry) != name:
            continue
        first, length = struct.unpack_from("<II", entry, 116)
        if length >= limit:
            return b"".join(_chain(data, table, first, size, size))[:length]
        shorts = b"".join(_chain(data, table, first_short, size, size))
        short_table = list(struct.unpack(f"<{len(shorts) // 4}I", shorts))
        (held,) = struct.unpack_from("<I", root, 116)
        inner = b"".join(_chain(data, table, held, size, size))
        return b"".join(_chain(inner, short_table, first, short_size, 0))[:length]
    return None


def _table(data: bytes, size: int) -> list[int]:
    """Which sector follows each sector."""
    sectors = [s for s in struct.unpack_from("<109I", data, 76) if s < _LAST]
    (following,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while following < _LAST and following not in seen:
        seen.add(following)
        *more, after = struct.unpack_from(f"<{size // 4}I", data, size + following * size)
        sectors += [s for s in more if s < _LAST]
        following = after
    found: list[int] = []
    for sector in sectors:
        found += struct.unpack_from(f"<{size // 4}I", data, size + sector * size)
    return found


def _chain(
    data: bytes, table: list[int], first: int, size: int, offset: int
) -> Iterator[bytes]:
    seen: set[int] = set()
    while first < _LAST:
        if first in seen:
            raise CompoundError("a chain of sectors turns in a circle")
        seen.add(first)
        yield data[offset + first * size : offset + (first + 1) * size]
        first = table[first]


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
