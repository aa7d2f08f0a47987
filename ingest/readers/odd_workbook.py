"""Workbooks (xlsx) that Excel opens though no standard has them so → such as standards have.

Programs that write workbooks by themselves differ from Excel in the names of parts (case, back
slashes, folders), name parts that are not there, leave parts empty, write them in UTF-16, or
refer to cells by what is no reference. What is read is put into a package of the usual names.
"""

import io
import posixpath
import re
import zipfile
from typing import Final

from lxml import etree

from ingest.documents import Notice
from ingest.errors import DocumentError, Reason
from ingest.readers.package import CONTENT_TYPES, begins, content, opened, parsed, plain

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROOT = "_rels/.rels"
_KINDS: Final = {
    "worksheet": "xl/worksheets/sheet{}.xml",
    "sharedStrings": "xl/sharedStrings.xml",
    "styles": "xl/styles.xml",
}
"""The parts that are read, by the last word of their relation, and what they are called."""
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELLS = rb"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_LOST = re.compile(
    rb"<(?:\w+:)?(?:dimension|mergeCell)\s(?![^>]*\bref=[\"']%b(?::%b)?[\"'])[^>]*/>"
    % (_CELLS, _CELLS)
)
"""A dimension, or a merge, of what are no cells."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def is_odd(data: bytes) -> bool:
    """Whether a workbook's parts are not there, or not in UTF-8, under their usual names."""
    with opened(data) as package:
        names = {*package.namelist()}
        if not {BOOK, RELATIONS, _ROOT} <= names:
            return True
        targets = [target for _, target in _targets(package, BOOK, RELATIONS).values()]
        return not names.issuperset(targets) or any(
            begins(package, name, 2) in _WIDE for name in (BOOK, *targets)
        )


def straightened(data: bytes) -> tuple[bytes, tuple[Notice, ...]]:
    """The same workbook as one of the usual parts, and what of it is not there.

    Raises:
        DocumentError: nothing in it is a workbook, or a part is damaged or too large.
    """
    made = io.BytesIO()
    with opened(data) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        held = {plain(info.filename): info for info in package.infolist()}
        main = _main(package, held)
        relations = posixpath.join(
            posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels"
        )
        told: list[str] = []
        found: set[str] = set()
        for name, (kind, path) in _targets(package, main, relations, held).items():
            info = held.get(plain(path))
            part = _in_utf8(content(package, info)) if info is not None else b""
            if not part.strip():
                continue
            found.add(name)
            usual = _KINDS[kind].format(len(found))
            target.writestr(usual, _LOST.sub(b"", part))
            told.append(
                f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="/{usual}"/>'
            )
        book, notices = _book(_in_utf8(content(package, held[plain(main)])), found)
        target.writestr(BOOK, book)
        target.writestr(RELATIONS, _listed(told))
        target.writestr(CONTENT_TYPES, "<Types/>")
        root = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{BOOK}"/>'
        target.writestr(_ROOT, _listed([root]))
    return made.getvalue(), notices


def _listed(relations: list[str]) -> str:
    return f'<Relationships xmlns="{_SPACE}">{"".join(relations)}</Relationships>'


def _main(package: zipfile.ZipFile, held: dict[str, zipfile.ZipInfo]) -> str:
    """The path of the part that is the workbook.

    Raises:
        DocumentError: there is none.
    """
    root = held.get(_ROOT)
    for relation in parsed(_in_utf8(content(package, root))) if root is not None else ():
        path = str(relation.get("Target"))
        if str(relation.get("Type")).endswith("/officeDocument") and plain(path) in held:
            return path.replace("\\", "/").lstrip("/")
    if BOOK in held:
        return BOOK
    raise DocumentError(Reason.DAMAGED, f"the package has no {BOOK}")


def _targets(
    package: zipfile.ZipFile,
    main: str,
    relations: str,
    held: dict[str, zipfile.ZipInfo] | None = None,
) -> dict[str, tuple[str, str]]:
    """The kind and the path of each part that the workbook names, by the relation's name."""
    info = (held or {}).get(plain(relations)) or package.getinfo(relations)
    found: dict[str, tuple[str, str]] = {}
    for relation in parsed(_in_utf8(content(package, info))):
        kind = str(relation.get("Type")).rsplit("/", 1)[-1]
        if kind in _KINDS and relation.get("TargetMode") != "External":
            path = str(relation.get("Target")).replace("\\", "/")
            whole = path if path.startswith("/") else f"{posixpath.dirname(main)}/{path}"
            found[str(relation.get("Id"))] = (kind, whole.lstrip("/"))
    return found


def _in_utf8(part: bytes) -> bytes:
    if not part.startswith(_WIDE):
        return part
    return _DECLARED.sub("", part.decode("utf-16", errors="replace")).encode()


def _book(xml: bytes, found: set[str]) -> tuple[bytes, tuple[Notice, ...]]:
    """The workbook without sheets whose parts are not there, and that they are not."""
    root = parsed(xml)
    notices = []
    for sheet in list(root.iter("{*}sheet")):
        ids = [str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")]
        if not found.intersection(ids):
            place = f"sheet {sheet.get('name')}"
            notices.append(Notice(Reason.DAMAGED, "the sheet is not in the file", place))
            sheet.getparent().remove(sheet)
    return etree.tostring(root), tuple(notices)
