"""Pictures of the pages of one document, file by file → one file that holds them in order.

Pictures are the pages of one document where their names differ in one number alone, and that
is no year: `第1页.jpg`, `第2页.jpg`.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

MEDIA_TYPE = "application/x-page-pictures+zip"
_MARKS = {
    rb"\x89PNG": "image/png",
    rb"\xff\xd8\xff": "image/jpeg",
    rb"II\*\x00|MM\x00\*": "image/tiff",
    rb"GIF8[79]a": "image/gif",
    rb"BM....\x00\x00\x00\x00": "image/bmp",
    rb"RIFF....WEBP": "image/webp",
}
"""What a file begins with that is a picture."""
KINDS = tuple(_MARKS.values())
LONGEST_MARK = 12
LEAST_PAGES = 2
_NUMBERED = re.compile(r"(.*?)(\d+)(\D*)", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of everything in a file that is made here: the same pages make the same file."""


def is_picture(head: bytes) -> bool:
    """Whether a file that begins so is a picture."""
    return kind_of(head) is not None


def kind_of(head: bytes) -> str | None:
    """What kind of picture begins so; None where none does."""
    marks = _MARKS.items()
    return next((kind for mark, kind in marks if re.match(mark, head, re.DOTALL)), None)


def in_order(names: Sequence[str]) -> list[str]:
    """The names of pictures in the order of their pages; none where they are no pages."""
    parts = {name: _NUMBERED.fullmatch(PurePosixPath(name).stem) for name in names}
    numbered = {name: found for name, found in parts.items() if found is not None}
    around = {(found[1], found[3]) for found in numbered.values()}
    numbers = {name: int(found[2]) for name, found in numbered.items()}
    if (
        len(names) < LEAST_PAGES
        or len(numbered) < len(names)
        or len(around) > 1
        or len(set(numbers.values())) < len(names)
        or any(_YEAR.fullmatch(found[2]) for found in numbered.values())
    ):
        return []
    return sorted(names, key=lambda name: numbers[name])


def pages_of(archive: zipfile.ZipFile) -> list[str]:
    """The members of an archive that holds the pages of one document and no more."""
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if len({PurePosixPath(name).parent for name in names}) != 1:
        return []
    ordered = in_order(names)
    try:
        for name in ordered:
            with archive.open(name) as member:
                if not is_picture(member.read(LONGEST_MARK)):
                    return []
    except (OSError, RuntimeError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return []
    return ordered


def packed(pictures: Mapping[str, bytes]) -> bytes:
    """The pictures of a folder as one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in pictures.items():
            archive.writestr(zipfile.ZipInfo(name, _OLDEST), data)
    return made.getvalue()
