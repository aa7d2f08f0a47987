"""How fast documents are read: `python -m benchmarks.reading_speed [FOLDER]…`.

Prints the goldens in every format, all of a publisher in one document as offices do, and
reads them beside what the bare library of the format needs for the same bytes: a parse of
the file, and for a PDF pdfplumber's tables and text of each page. Files of the folders given
are read as well. Each time is the best of several runs, in one process; ratios compare across
machines, seconds do not. `reader` is from bytes to text and tables, what the bare library
does too; `whole` from bytes to landing rows: forms, figures put under their columns, records
as well. Both are given as multiples of the bare time. What was remembered of the texts of one
document is forgotten before the next, which a build does not do: it is somewhat faster.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.render import RENDERERS, Part, parts_of
from ingest import readers
from ingest.errors import DocumentError
from ingest.reading import read_document

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden"
RUNS = 3
OLD_WORD = 3
"""How many publishers' documents are made in the old Word format as well."""
ROW = "{:<18} {:>5} {:>6} {:>8} {:>8} {:>7} {:>9} {:>9} {:>9}"
HEAD = ("", "files", "pages", "files/s", "pages/s", "MB/s", "bare", "reader", "whole")


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read: its name, its bytes, and the format that its content shows."""

    name: str
    data: bytes
    kind: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every format, print a line for each, and the share of the alignment."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="published documents to read too")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each file is read")
    options = parser.parse_args(arguments)
    read_document(b"\n", "first", "first")  # what is loaded once is not counted
    print(ROW.format(*HEAD))
    printed = list(goldens())
    published = [document for folder in options.folders for document in _published(folder)]
    for title, documents in (("goldens", printed), ("published", published)):
        by_kind: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            by_kind[document.kind].append(document)
        for kind, some in by_kind.items():
            print(_line(f"{title}, {kind}", some, options.runs), flush=True)
    print(_alignment([*printed, *published], options.runs))
    return 0


def goldens() -> Iterator[Document]:
    """The goldens of each publisher as one document, in every format."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for path in sorted(GOLDEN.glob("*/*.txt")):
        parts[path.stem.split("_")[0]] += _parts(path)
    for kind, render in RENDERERS.items():
        for name, whole in parts.items():
            yield Document(name, render(whole), kind)
    if shutil.which("soffice"):
        for name in sorted(parts, key=lambda name: len(parts[name]))[-OLD_WORD:]:
            yield Document(name, _old_word(RENDERERS["docx"](parts[name])), "doc")


def _parts(path: Path) -> list[Part]:
    data = path.read_bytes()
    heads: dict[int, set[int]] = defaultdict(set)
    for cell in read_document(data, path.name, path.name)["cells"]:
        if cell["role"] == "header":
            heads[cell["block_no"]].add(cell["row_no"])
    return parts_of(readers.read(data), {block: sorted(rows) for block, rows in heads.items()})


def _old_word(data: bytes) -> bytes:
    """A Word document in the old format, as LibreOffice writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", folder]
        subprocess.run([*command, str(path)], check=True, capture_output=True)
        return path.with_suffix(".doc").read_bytes()


def _published(folder: Path) -> Iterator[Document]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        try:
            kind = readers.READERS.get(readers.sniff(data))
        except DocumentError:
            continue
        if kind is not None:
            yield Document(path.name, data, "xlsx" if kind == "workbook" else kind)


def _line(title: str, documents: Sequence[Document], runs: int) -> str:
    kind = documents[0].kind
    converted = kind == "doc"  # another program does the work
    clock = time.perf_counter if converted else time.process_time
    whole = _seconds(_read, documents, 1 if converted else runs, clock)
    blocks = _seconds(readers.read, documents, 1 if converted else runs, clock)
    parse = _seconds(BARE[kind], documents, runs, clock) if kind in BARE else 0.0
    pages = sum(_pages(document) for document in documents)
    size = sum(len(document.data) for document in documents) / 1_000_000
    return ROW.format(
        title,
        len(documents),
        pages or "",
        f"{len(documents) / whole:.1f}",
        f"{pages / whole:.0f}" if pages else "",
        f"{size / whole:.2f}",
        f"{parse / len(documents) * 1000:.1f} ms" if parse else "",
        f"{blocks / parse:.2f} ×" if parse else "",
        f"{whole / parse:.2f} ×" if parse else "",
    )


def _read(data: bytes) -> None:
    read_document(data, "document", "document")


def _seconds(
    action: Callable[[bytes], object],
    documents: Sequence[Document],
    runs: int,
    clock: Callable[[], float],
) -> float:
    """The sum over documents of the least seconds that an action takes on one."""
    total = 0.0
    for document in documents:
        times = []
        for _ in range(runs):
            _forget()
            started = clock()
            action(document.data)
            times.append(clock() - started)
        total += min(times)
    return total


def _forget() -> None:
    """Forgets what was remembered of texts: no document is read faster the second time."""
    for name, module in list(sys.modules.items()):
        if name.startswith("ingest"):
            for value in vars(module).values():
                remembers = getattr(value, "cache_parameters", None)
                if remembers is not None and remembers()["maxsize"] is not None:
                    value.cache_clear()


def _bare_text(data: bytes) -> None:
    data.decode("utf-8", "replace").splitlines()


def _bare_page(data: bytes) -> None:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    for cell in tree.css("td, th, p"):
        cell.text()


def _bare_sheet(data: bytes) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def _bare_word(data: bytes) -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for paragraph in root.iter("{*}p"):
        "".join(paragraph.itertext())


def _bare_pdf(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()


BARE: dict[str, Callable[[bytes], None]] = {
    "txt": _bare_text,
    "text": _bare_text,
    "html": _bare_page,
    "xlsx": _bare_sheet,
    "docx": _bare_word,
    "pdf": _bare_pdf,
}
"""What the bare library of a format does with its bytes."""


def _pages(document: Document) -> int:
    if document.kind != "pdf":
        return 0
    import pypdfium2

    opened = pypdfium2.PdfDocument(document.data)
    try:
        return len(opened)
    finally:
        opened.close()


def _alignment(documents: Sequence[Document], runs: int) -> str:
    """The time that putting figures under their columns takes, beside reading the text."""
    read = [document for document in documents if document.kind != "doc"]
    texts = _seconds(readers.read, read, runs, time.process_time)
    least = float("inf")
    for _ in range(runs):
        with _timed("ingest.shapes", "ingest.alignment") as spent:
            for document in read:
                _read(document.data)
        least = min(least, spent[0])
    return (
        f"\nalignment: {least:.2f} s beside {texts:.2f} s of reading text "
        f"in {len(read)} documents, {least / texts:.0%}"
    )


@contextmanager
def _timed(callers: str, package: str) -> Iterator[list[float]]:
    """Seconds spent in a package's functions when called from modules of another."""
    spent = [0.0]

    def timed(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            started = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                spent[0] += time.process_time() - started

        return call

    changed = [
        (module, name, value)
        for path, module in sys.modules.items()
        if path.startswith(callers)
        for name, value in vars(module).items()
        if callable(value)
        and not isinstance(value, type)
        and str(getattr(value, "__module__", "")).startswith(package)
    ]
    for module, name, value in changed:
        setattr(module, name, timed(value))
    try:
        yield spent
    finally:
        for module, name, value in changed:
            setattr(module, name, value)


if __name__ == "__main__":
    sys.exit(main())
