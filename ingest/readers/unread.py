"""Formats that are known and have no reader → what the outcome says of them."""

from typing import Final

from ingest.readers.kinds import OOXML, UNIFORM

_AS_DOCUMENT = "save it as PDF, docx or xlsx"
_AS_SHEET = "save it as xlsx or csv"
_AS_PICTURE = "save it as PNG or JPEG"
_SLIDES = f"slides; {_AS_DOCUMENT}"
UNREAD: Final = {
    "application/x-iwork": f"an Apple Numbers, Pages or Keynote file; {_AS_DOCUMENT}",
    f"{OOXML}.presentationml.presentation": _SLIDES,
    "application/vnd.ms-powerpoint": _SLIDES,
    "application/vnd.oasis.opendocument.presentation": _SLIDES,
    "application/vnd.oasis.opendocument.graphics": f"a drawing; {_AS_DOCUMENT}",
    "application/vnd.visio": f"a Visio drawing; {_AS_DOCUMENT}",
    "application/vnd.ms-outlook": "an Outlook message; save it as .eml, or save what it brings",
    "application/ms-tnef": "a winmail.dat of Outlook; save what it brings",
    "application/x-ole-storage": "an old Office container of no known program",
    "application/x-ceb": f"a CEB document of Founder Apabi; {_AS_DOCUMENT}",
    "application/x-caj": f"a CAJ document; {_AS_DOCUMENT}",
    "image/vnd.djvu": f"a DjVu document; {_AS_DOCUMENT}",
    "application/postscript": f"a PostScript file; {_AS_DOCUMENT}",
    "application/vnd.ms-xpsdocument": f"an XPS document; {_AS_DOCUMENT}",
    "application/epub+zip": f"an e-book; {_AS_DOCUMENT}",
    UNIFORM: f"a UOF document; {_AS_DOCUMENT}",
    "application/x-access": f"an Access database; {_AS_SHEET}",
    "application/vnd.sqlite3": f"an SQLite database; {_AS_SHEET}",
    "application/x-dbase": f"a dBASE table; {_AS_SHEET}",
    "application/x-sylk": f"a SYLK sheet; {_AS_SHEET}",
    "application/x-dif": f"a DIF sheet; {_AS_SHEET}",
    "image/heic": f"a photograph in HEIC or AVIF; {_AS_PICTURE}",
    "application/x-media": "sound or film, and no document",
    "application/x-program": "a program; one that unpacks files is run where it is safe to",
    "application/x-plist": "settings of a program, and no document",
    "application/x-split-zip": "a part of a split zip archive; unpack all its parts together",
    "application/xml": "data in XML of no known program",
    "application/zip": "a package of no known program",
}
"""What a format is, and what to do, by its media type."""


def said(media_type: str) -> str:
    """What the outcome of a file says that no reader here reads."""
    return UNREAD.get(media_type, f"no reader for {media_type}")
