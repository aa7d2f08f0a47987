"""Old Word documents: read through LibreOffice, or an outcome that names what to install."""

import shutil
import subprocess

import pytest
from conftest import missing

from corpus.render import docx as printed
from corpus.render import table
from ingest.documents import Grid
from ingest.errors import DocumentError, Reason
from ingest.readers import doc, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_without_libreoffice_the_outcome_names_what_to_install(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(DocumentError, match="LibreOffice") as raised:
        doc.read(OLE)
    assert raised.value.reason == Reason.FORMAT_NOT_SUPPORTED


def test_a_converter_that_does_not_end_is_an_outcome(monkeypatch):
    def wait(*_, timeout, **__):
        raise subprocess.TimeoutExpired("soffice", timeout)

    monkeypatch.setattr(shutil, "which", lambda name: "/bin/soffice")
    monkeypatch.setattr(subprocess, "run", wait)
    with pytest.raises(DocumentError) as raised:
        doc.read(OLE)
    assert raised.value.reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("stream", "kind"),
    [
        ("WordDocument", "application/msword"),
        ("Workbook", "application/vnd.ms-excel"),
        ("EncryptedPackage", "application/x-encrypted-office"),
    ],
)
def test_old_files_are_told_apart_by_their_streams(stream, kind):
    assert sniff(OLE + b"\0" * 512 + stream.encode("utf-16-le")) == kind


@pytest.mark.parametrize(
    ("value", "ends"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)]
)
def test_what_is_not_installed_skips_a_test_and_fails_it_where_all_is(value, ends, monkeypatch):
    monkeypatch.setenv("CI", value)
    with pytest.raises(ends, match="LibreOffice is not installed"):
        missing("LibreOffice")


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("doc", "application/msword"),
        ("rtf", "application/rtf"),
        ("odt", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_an_old_document_is_read(ending, kind, tmp_path, office):
    rows = [["项目", "金额"], ["甲", "1,094.85"]]
    source = tmp_path / "new.docx"
    source.write_bytes(printed(["支出决算表", table(rows)]))
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
               "--convert-to", ending, "--outdir", str(tmp_path), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / f"new.{ending}").read_bytes()
    assert sniff(data) == kind
    reading = doc.read(data)
    assert reading.media_type == kind
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert [list(row.cells) for row in grid.rows] == rows
