"""Pictures of pages → what they show, several at a time, as far as this machine can.

Imports nothing of the extra `scan` until there is a picture.
"""

import ctypes
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING

from ingest.readers import running

if TYPE_CHECKING:
    from ingest.readers.scan.page import Seen
    from ingest.readers.scan.picture import Grey

NEEDED = ("onnxruntime", "cv2")
INSTALL = "`pip install 'mingzhang[scan]'` installs what reads it"
AT_ONCE = min(2, os.cpu_count() or 1)
"""Pages that are looked at together: more do not fit into the memory that a worker has."""


_MOST_HEAPS = -8
"""`M_ARENA_MAX` of the C library's `mallopt`."""


def can_see() -> bool:
    """Whether the extra `scan` is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def said() -> str:
    """What to say of a picture of which nothing was read."""
    return "nothing to read was seen on their pictures" if can_see() else INSTALL


def seen(pictures: Iterable["Grey"], count: int) -> Iterator["Seen"]:
    """What each picture shows; as many as are looked at together are held at once.

    Args:
        pictures: of pages.
        count: how many they are.
    """
    running.looked(0, count, is_new=False)
    for page, (shown, is_new) in enumerate(_all_seen(iter(pictures)), start=1):
        running.looked(page, count, is_new=is_new)
        yield shown


@cache
def _share_one_heap() -> None:
    """Lets threads share what memory they take, where the system's library can (Linux).

    Else each keeps what it once took for itself, and a worker comes to its limit.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_MOST_HEAPS, 1)


def _all_seen(waiting: Iterator["Grey"]) -> Iterator[tuple["Seen", bool]]:
    _share_one_heap()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while some := list(islice(waiting, AT_ONCE)):
            running.allow(len(some))
            yield from pool.map(_seen, some)


def _seen(picture: "Grey") -> tuple["Seen", bool]:
    """What a picture shows, and whether that was recognised now."""
    from ingest.readers.scan import kept, page

    folder = running.folder()
    name = kept.name_of(picture)
    known = kept.found(folder, name) if folder is not None else None
    if known is not None:
        return known, False
    made = page.seen(picture)
    if folder is not None:
        kept.keep(folder, name, made)
    return made, True
