"""Archives: names in GB18030, archives in archives, what leads out, what is locked."""

import io
import struct
import zipfile

import pytest

from ingest import containers, sources
from ingest.errors import Reason
from ingest.reading import read_source

TEXT = "支出决算表\n".encode()


def archive(*members, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as opened:
        for name, content in members:
            opened.writestr(name, content)
    return made.getvalue()


def named(written):
    """An archive whose one name is these bytes, without a word on their encoding."""
    placeholder = b"n" * len(written)
    return archive((placeholder.decode(), TEXT)).replace(placeholder, written)


def locked(data):
    """The archive with the bit set that says its member is encrypted."""
    changed = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.index(signature) + offset
        changed[at : at + 2] = struct.pack("<H", 1)
    return bytes(changed)


def refusals(data):
    return [m.refusal.reason if m.refusal else None for m in containers.members(data)]


def outcomes(path):
    made = map(read_source, sources.documents_in(sources.entry_of(path)))
    return [(r["documents"][0]["file_name"], r["outcomes"][0]["reason_code"]) for r, _ in made]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_name_without_a_word_on_its_encoding_is_read(encoding):
    (member,) = containers.members(named("决算公开.txt".encode(encoding)))
    assert member.path == "决算公开.txt"
    assert member.data == TEXT


def test_a_name_in_no_encoding_does_not_hide_its_file():
    (member,) = containers.members(named(b"\xff\xfe\xff.txt"))
    assert member.data == TEXT


def test_archives_in_archives_are_opened_to_a_depth():
    data = archive(("a.txt", TEXT))
    for _ in range(containers.MAX_DEPTH - 1):
        data = archive(("inner.zip", data))
    (member,) = containers.members(data)
    assert member.path == "inner.zip!/inner.zip!/a.txt"
    assert refusals(archive(("inner.zip", data))) == [Reason.TOO_LARGE]


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a"]
)
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(name):
    assert refusals(archive((name, TEXT), ("b.txt", TEXT))) == [Reason.UNSAFE_NAME, None]


def test_a_locked_member_is_an_outcome():
    assert refusals(locked(archive(("a.txt", TEXT)))) == [Reason.ENCRYPTED]


def test_a_damaged_member_is_an_outcome_and_the_others_are_read():
    data = bytearray(archive(("a.txt", TEXT * 50), ("b.txt", TEXT)))
    at = data.index(b"a.txt") + len("a.txt")
    data[at : at + 6] = b"\xff" * 6
    assert refusals(bytes(data)) == [Reason.DAMAGED, None]


def test_a_member_that_unpacks_to_much_more_is_refused():
    bomb = archive(("bomb.txt", b"\0" * 20_000_000), ("b.txt", TEXT))
    assert refusals(bomb) == [Reason.TOO_LARGE, None]


def test_a_member_that_claims_less_than_it_holds_is_damaged():
    data = archive(("a.txt", TEXT * 1_000))
    size = struct.pack("<I", len(TEXT) * 1_000)
    assert refusals(data.replace(size, struct.pack("<I", 10))) == [Reason.DAMAGED]


def test_all_that_an_archive_holds_counts_together(monkeypatch):
    monkeypatch.setattr(containers._Room, "__init__", room(2, 10_000))
    inner = archive(("a.txt", TEXT), ("b.txt", TEXT))
    assert refusals(archive(("inner.zip", inner), ("c.txt", TEXT))) == [
        None,
        Reason.TOO_LARGE,
        Reason.TOO_LARGE,
    ]


def room(members, size):
    def start(self):
        self.members, self.bytes = members, size

    return start


def test_the_same_content_is_read_once(tmp_path):
    path = tmp_path / "two.zip"
    path.write_bytes(archive(("a.txt", TEXT), ("b/copy.txt", TEXT)))
    assert outcomes(path) == [("a.txt", "no_form_in_document"), ("two.zip", "archive")]


def test_each_document_of_an_archive_has_its_outcome(tmp_path):
    path = tmp_path / "mixed.zip"
    path.write_bytes(archive(("../a.txt", TEXT), ("b.txt", TEXT), ("c.gz", b"\x1f\x8b")))
    assert outcomes(path) == [
        ("a.txt", "unsafe_name"),
        ("b.txt", "no_form_in_document"),
        ("c.gz", "damaged"),
        ("mixed.zip", "archive"),
    ]


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_a_package_of_another_program_is_no_archive(mark):
    assert not containers.is_archive(archive((mark, "x"), ("content.xml", TEXT)))
