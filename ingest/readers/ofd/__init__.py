"""OFD (GB/T 33190) → blocks: its pages go the way of the pages of a PDF.

An OFD is a zip of XML. `content` reads what a page draws: text codes with their places, paths
with their lines, pictures. From there on the tables are found as in a PDF, and a page that is
a picture is looked at as a scanned page of a PDF is. Annotations, stamps and signatures are not
read.
"""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from ingest.documents import Notice, Reading
from ingest.errors import DocumentError, Reason
from ingest.readers.ofd.content import MAX_OBJECTS, MM, Shown, add, legible, local_name, numbers
from ingest.readers.package import member, name_of, opened, parsed, plain
from ingest.readers.pdf.lines_of_text import lines_of, text_of
from ingest.readers.pdf.page import UNREADABLE_SHARE, Look, shown_on
from ingest.readers.pdf.pages import MAX_PAGES, reading_of

if TYPE_CHECKING:
    from ingest.readers.scan.picture import Grey

MEDIA_TYPE = "application/ofd"
ROOT = "OFD.xml"
A4 = (210.0, 297.0)


def read(data: bytes) -> Reading:
    """The tables and text of an OFD, page by page.

    Raises:
        DocumentError: the file is encrypted, damaged, too long, or has no text.
    """
    with opened(data) as package:
        pages, lost = _pages(package)
        if len(pages) > MAX_PAGES:
            raise DocumentError(Reason.TOO_LARGE, f"more than {MAX_PAGES} pages")
        looks = (page.look(number) for number, page in enumerate(pages, start=1))
        reading = reading_of(MEDIA_TYPE, looks, lambda index: pages[index].picture())
    return replace(reading, notices=(*lost, *reading.notices))


def _pages(package: zipfile.ZipFile) -> tuple[list["_Page"], list[Notice]]:
    """The pages of a file's documents, and the documents among them that cannot be opened.

    Raises:
        DocumentError: they are encrypted, none is there, or none can be opened.
    """
    files = _Files(package)
    if any(posixpath.basename(path).startswith("encrypt") for path in files.names):
        raise DocumentError(Reason.ENCRYPTED, "the OFD needs a password")
    roots = [
        str(element.text or "").strip()
        for element in parsed(files.content(ROOT)).iter("{*}DocRoot")
    ]
    if not roots:
        raise DocumentError(Reason.DAMAGED, "the OFD names no document")
    pages: list[_Page] = []
    lost: list[Notice] = []
    for number, root in enumerate(roots, start=1):
        try:
            pages += _Document(files, _joined("", root)).pages()
        except DocumentError as error:
            if number == len(lost) + 1 == len(roots):
                raise
            detail = f"one of {len(roots)} documents in the file: {error.detail}"
            lost.append(Notice(error.reason, detail, f"document {number}"))
    return pages, lost


class _Files:
    """The files of an OFD by their paths, in either case and with slashes of either kind."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = {plain(name_of(info)): info.filename for info in package.infolist()}

    def content(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            DocumentError: it is not there, or cannot be read.
        """
        return member(self.package, self.names.get(plain(path), path))

    def path(self, folder: str, told: str) -> str:
        """A path that is told in a folder; some programs tell all from the root."""
        paths = _joined(folder, told), _joined("", told)
        return next((path for path in paths if plain(path) in self.names), paths[0])


class _Document:
    """A document of the file: its pages, the pages under them, and their resources."""

    def __init__(self, files: _Files, path: str) -> None:
        self.files = files
        self.folder = posixpath.dirname(path)
        self.root = parsed(files.content(path))
        self._parsed: dict[str, etree._Element] = {}
        self.templates = {
            str(page.get("ID")): files.path(self.folder, str(page.get("BaseLoc")))
            for page in self.root.iter("{*}TemplatePage")
        }
        self.units: dict[str, etree._Element] = {}
        self.media: dict[str, str] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for element in self.root.iter(f"{{*}}{kind}"):
                self.know(files.path(self.folder, str(element.text or "").strip()))

    def know(self, path: str) -> None:
        """Takes in a file of resources; one that is not there holds none."""
        if plain(path) not in self.files.names:
            return
        root = self.file(path)
        base = _joined(posixpath.dirname(path), str(root.get("BaseLoc", "")))
        for unit in root.iter("{*}CompositeGraphicUnit"):
            self.units[str(unit.get("ID"))] = unit
        for medium in root.iter("{*}MultiMedia"):
            for place in medium.iter("{*}MediaFile"):
                told = str(place.text or "").strip()
                self.media[str(medium.get("ID"))] = self.files.path(base, told)

    def file(self, path: str) -> etree._Element:
        """The root of a file, which is read once."""
        if path not in self._parsed:
            self._parsed[path] = parsed(self.files.content(path))
        return self._parsed[path]

    def pages(self) -> Iterator["_Page"]:
        """The pages in their order."""
        area = self.root.find("{*}CommonData/{*}PageArea")
        for page in self.root.iterfind("{*}Pages/{*}Page"):
            yield _Page(self, self.files.path(self.folder, str(page.get("BaseLoc"))), area)


class _Page:
    """A page: what it draws on which paper."""

    def __init__(self, document: _Document, path: str, area: etree._Element | None) -> None:
        self.document = document
        self.path = path
        self.area = area
        self.shown = Shown()

    def look(self, number: int) -> Look:
        """What the page shows."""
        place = f"page {number}"
        try:
            self._draw()
        except DocumentError as error:
            detail = f"the page is damaged: {error.detail}"
            return Look("", flaw=Notice(Reason.DAMAGED, detail, place))
        shown = legible(self.shown)
        look = shown_on(shown.glyphs, shown.drawing)
        text = "\n".join(text_of(line) for line in lines_of(look.chars))
        flaw = None
        missing = sum(glyph.text == "\ufffd" for glyph in shown.glyphs)
        if shown.is_too_much:
            detail = f"the page draws more than {MAX_OBJECTS:,} objects; its text alone is read"
            return Look(text, flaw=Notice(Reason.TOO_LARGE, detail, place))
        if not text.strip() and shown.pictures:
            detail = "the page is a picture without text"
            flaw = Notice(Reason.NO_TEXT_LAYER, detail, place)
        elif missing > UNREADABLE_SHARE * len(shown.glyphs):
            detail = f"{missing:,} of {len(shown.glyphs):,} characters do not say what they are"
            flaw = Notice(Reason.UNDECODABLE, detail, place)
        return replace(look, text=text, flaw=flaw)

    def _draw(self) -> None:
        root = self.document.file(self.path)
        own = root.find("{*}Area")
        self.area = self.area if own is None else own
        for element in root.iter("{*}PageRes"):
            told = str(element.text or "").strip()
            folder = posixpath.dirname(self.path)
            self.document.know(self.document.files.path(folder, told))
        for under in root.iterfind("{*}Template"):
            path = self.document.templates.get(str(under.get("TemplateID")))
            if path is not None:
                self._add(self.document.file(path))
        self._add(root)

    def _add(self, root: etree._Element) -> None:
        for content in root.iterfind("{*}Content"):
            add(self.shown, content, self._unit)

    def _unit(self, resource: str) -> etree._Element | None:
        return self.document.units.get(resource)

    def size(self) -> tuple[float, float]:
        """Width and height of the paper, in points."""
        boxes = [] if self.area is None else list(self.area)
        told = next((numbers(b.text) for b in boxes if local_name(b) == "PhysicalBox"), [])
        width, height = (*told[2:4],) if len(told) >= len(A4) * 2 else A4
        return max(width, 1.0) * MM, max(height, 1.0) * MM

    def picture(self) -> "Grey":
        """The page's pictures on its paper, as a scanner would give it."""
        from ingest.readers.images import on_paper

        held = [
            (self.document.files.content(self.document.media[picture.resource]), picture.box)
            for picture in self.shown.pictures
            if picture.resource in self.document.media
        ]
        return on_paper(held, self.size())


def _joined(folder: str, path: str) -> str:
    """A path in the file; one that begins with a slash begins at its root."""
    path = path.replace("\\", "/")
    whole = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(f"/{whole}").lstrip("/")
