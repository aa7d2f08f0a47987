"""One corpus in all formats, loose and in archives of all kinds, says one thing."""

import subprocess
from email.message import EmailMessage

import duckdb
import pytest
from formats.test_formats import said
from unit.test_archives import library, mailed, rar, rar5, tarred, written, zipped
from unit.test_readers_old_workbook import old_workbook
from unit.test_readers_xlsb import book, cell, row

from corpus.generate import Request, made
from corpus.render import RENDERERS, Table, html
from corpus.render.printed import plain_lines
from ingest import sources
from ingest.errors import Reason
from ingest.readers import kinds
from ingest.reading import read_source
from tests.conftest import build
from warehouse.connection import current_file

__all__ = ["library"]
DOCUMENTS = 1


def some_of(parts):
    """The document's first five tables and that of 三公, with the lines that stand about them.

    That each form is read the same from each format is another test.
    """
    parts = list(parts)
    tables = [number for number, part in enumerate(parts) if isinstance(part, Table)]
    first, last = tables[4], tables[10]
    return [*parts[: first + 1], *parts[last - 3 : last + 1], parts[-1]]


def on_one_sheet(parts):
    """The texts of the parts by row and column, None for no cell, and the merged cells."""
    rows, merges = [], []
    for part in parts:
        if not isinstance(part, Table):
            rows.append([plain_lines(part)])
            continue
        for cells in part.rows:
            top = len(rows)
            merges += [
                (top, top + each.rows - 1, i, i + each.columns - 1)
                for i, each in enumerate(cells)
                if each is not None and (each.rows > 1 or each.columns > 1)
            ]
            rows.append([each.text or None if each is not None else None for each in cells])
        rows.append([])
    return rows, merges


def xlsb(parts):
    """A binary workbook of the parts."""
    rows, merges = on_one_sheet(parts)
    filled = [
        row(number, *(cell(i, text) for i, text in enumerate(texts) if text))
        for number, texts in enumerate(rows)
        if any(texts)
    ]
    return book(*filled, merges=merges)


def xls(parts):
    """An old workbook of the parts."""
    return old_workbook(*on_one_sheet(parts))


def mht(parts):
    """A page as browsers and Word save it, in one file."""
    saved = EmailMessage()
    saved["From"], saved["Subject"] = "<Saved by Blink>", "公开"
    saved.set_content(html(parts).decode(), subtype="html", cte="base64")
    saved.make_related()
    saved.add_related(b"GIF89a", "image", "gif", cid="<seal>")
    return saved.as_bytes()


PRINTED = {**RENDERERS, "xlsb": xlsb, "xls": xls, "mht": mht}


@pytest.fixture(scope="module")
def printed():
    """What each document is, by the format that it is printed in."""
    documents = list(made(Request(DOCUMENTS, 7, ("txt",), "none", printed=False)))
    return [
        {kind: render(some_of(each.document.parts())) for kind, render in PRINTED.items()}
        for each in documents
    ]


def packed(library):
    """What puts files into an archive, by the ending of its name."""
    return {
        "zip": zipped,
        "7z": lambda *files: written(library, "7zip", *files),
        "tar.gz": lambda *files: tarred(*files, mode="w:gz"),
        "rar": rar,
        "5.rar": rar5,
        "eml": mailed,
        "zip.7z": lambda *files: written(library, "7zip", ("inner.zip", zipped(*files))),
    }


def read(path):
    """What each document says that a file is or holds, by its content."""
    found = {}
    for source in sources.documents_in(sources.entry_of(path)):
        rows, _ = read_source(source)
        outcome = rows["outcomes"][0]
        if outcome["reason_code"] != Reason.ARCHIVE:
            assert source.file.document_id not in found, "a document stands once"
            found[source.file.document_id] = (outcome["status"], said(rows))
    return found


def test_all_formats_in_all_archives_say_what_the_texts_say(printed, library, tmp_path):
    for number, formats in enumerate(printed):
        loose = {}
        for kind, data in formats.items():
            path = tmp_path / f"{number}.{kind}"
            path.write_bytes(data)
            loose |= read(path)
        assert len(loose) == len(PRINTED)
        (expected,) = read(tmp_path / f"{number}.txt").values()
        assert expected[1][1], "it prints amounts"
        assert all(told == expected for told in loose.values())
        files = [(f"公开/{number}.{kind}", data) for kind, data in formats.items()]
        for ending, pack in packed(library).items():
            path = tmp_path / f"{number}.{ending}"
            path.write_bytes(pack(*files, ("再次.txt", files[0][1])))
            assert read(path) == loose, ending


NAMES = {
    "xls": ("a.et", "a.ET", "a.csv", "a"),
    "xlsx": ("b.et", "b.xls", "b.CSV", "b.zip"),
    "xlsb": ("c.et", "c.xlsx"),
    "ods": ("d.et", "d.xlsx"),
    "docx": ("e.wps", "e.WPS", "e.doc", "e.pdf"),
    "html": ("f.xls", "f.DOC", "f.wps", "f.et"),
    "mht": ("g.doc", "g.xls", "g.eml"),
    "pdf": ("h.doc", "h.PDF", "h.ofd"),
    "ofd": ("i.pdf", "i.zip", "i.dps"),
    "csv": ("j.xls", "j.et", "j.txt"),
    "txt": ("k.doc", "k.CSV"),
    "doc": ("l.wps", "l.docx"),
    "rtf": ("m.doc", "m.WPS"),
}
"""What WPS Office and hasty hands call files of each format."""


def converted(data, ending, folder, office):
    """What LibreOffice makes of a docx."""
    source = folder / "converted.docx"
    source.write_bytes(data)
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", ending, "--outdir", str(folder), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return source.with_suffix(f".{ending}").read_bytes()


def test_a_file_is_what_it_holds_whatever_it_is_called(printed, office, library, tmp_path):
    (formats,) = printed
    every = dict(formats)
    for ending in ("doc", "rtf"):
        every[ending] = converted(formats["docx"], ending, tmp_path, office)
    assert set(NAMES) == set(every)
    (tmp_path / "a.txt").write_bytes(every["txt"])
    (expected,) = read(tmp_path / "a.txt").values()
    files = [(name, kind) for kind, names in NAMES.items() for name in names]
    for name, kind in files:
        path = tmp_path / name
        path.write_bytes(every[kind])
        (source,) = sources.documents_in(sources.entry_of(path))
        assert kinds.sniff(source.data) == KINDS[kind], name
        path.unlink()
    first = [(names[0], every[kind]) for kind, names in NAMES.items()]
    for ending in ("zip", "7z"):
        path = tmp_path / f"all.{ending}"
        path.write_bytes(packed(library)[ending](*first))
        found = read(path)
        assert len(found) == len(NAMES)
        assert all(told == expected for told in found.values())


KINDS = {
    "xls": "application/vnd.ms-excel",
    "xlsx": kinds.XLSX,
    "xlsb": kinds.BINARY_WORKBOOK,
    "ods": kinds.OPEN_SHEET,
    "docx": kinds.DOCX,
    "html": "text/html",
    "mht": kinds.WEB_ARCHIVE,
    "pdf": "application/pdf",
    "ofd": kinds.OFD,
    "csv": "text/plain",
    "txt": "text/plain",
    "doc": "application/msword",
    "rtf": "application/rtf",
}
MARTS = ("fct_budgets", "fct_spending", "fct_revenue", "fct_account_lines", "fct_three_public")


def facts(warehouse):
    """The rows of some marts, but for what says which document they are from."""
    with duckdb.connect(str(current_file(warehouse)), read_only=True) as connection:
        found = {}
        for mart in MARTS:
            rows = connection.sql(f"from marts.{mart}")
            told = [name for name in rows.columns if not name.endswith(("_id", "_no"))]
            found[mart] = sorted(map(repr, rows.select(*told).fetchall()))
    return found


def test_one_corpus_in_all_formats_and_archives_makes_one_warehouse(printed, library, tmp_path):
    folders = tmp_path / "text", tmp_path / "all"
    for folder in folders:
        folder.mkdir()
    (formats,) = printed
    (folders[0] / "a.txt").write_bytes(formats["txt"])
    for kind, data in formats.items():
        (folders[1] / f"a.{kind}").write_bytes(data)
    files = [(f"a.{kind}", data) for kind, data in formats.items()]
    for ending, pack in packed(library).items():
        (folders[1] / f"packed.{ending}").write_bytes(pack(*files))
    told, every = (facts(build(tmp_path / f"of_{one.name}", one)) for one in folders)
    assert len(told["fct_account_lines"]) > 10
    assert min(len(told[mart]) for mart in MARTS if mart != "fct_budgets") > 0
    assert every == told
