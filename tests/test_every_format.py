"""One corpus in all formats, loose and in archives of all kinds, says one thing."""

import duckdb
import pytest
from formats.test_formats import said
from unit.test_archives import library, mailed, rar, rar5, tarred, written, zipped
from unit.test_readers_xlsb import book, cell, row

from corpus.generate import Request, made
from corpus.render import RENDERERS, Table
from corpus.render.printed import plain_lines
from ingest import sources
from ingest.errors import Reason
from ingest.reading import read_source
from tests.conftest import build
from warehouse.connection import current_file

__all__ = ["library"]
DOCUMENTS = 1


def xlsb(parts):
    """A binary workbook of the parts, all on one sheet."""
    rows, merges = [], []
    for part in parts:
        if not isinstance(part, Table):
            rows.append([cell(0, plain_lines(part))])
            continue
        for cells in part.rows:
            printed = [(i, each) for i, each in enumerate(cells) if each is not None]
            top = len(rows)
            merges += [
                (top, top + each.rows - 1, i, i + each.columns - 1)
                for i, each in printed
                if each.rows > 1 or each.columns > 1
            ]
            rows.append([cell(i, each.text) for i, each in printed if each.text])
        rows.append([])
    filled = (row(number, *cells) for number, cells in enumerate(rows) if cells)
    return book(*filled, merges=merges)


PRINTED = {**RENDERERS, "xlsb": xlsb}


@pytest.fixture(scope="module")
def printed():
    """What each document is, by the format that it is printed in."""
    documents = list(made(Request(DOCUMENTS, 7, ("txt",), "none", printed=False)))
    return [
        {kind: render(list(each.document.parts())) for kind, render in PRINTED.items()}
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
    assert every == told
