"""Archives of every kind, packed files and e-mails: their documents, or why there are none."""

import bz2
import gzip
import io
import lzma
import struct
import sys
import tarfile
import zipfile
import zlib
from email.message import EmailMessage

import pytest
from conftest import missing

from ingest import containers, mail, packed, sources
from ingest.errors import DocumentError, Reason
from ingest.readers import photographs
from ingest.reading import read_source
from ingest.volumes import part_of

TEXT = "支出决算表\n".encode() * 20
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def library():
    """The system's library, and its binding."""
    try:
        return packed._library()
    except DocumentError:
        missing("libarchive")


def written(library, kind, *members, packing=None):
    """An archive that the library writes."""
    made = bytearray()

    def add(content):
        made.extend(content)
        return len(content)

    with library.custom_writer(add, kind, packing) as archive:
        for name, content in members:
            archive.add_file_from_memory(name, len(content), content)
    return bytes(made)


def tarred(*members, mode="w", encoding="utf-8"):
    made = io.BytesIO()
    kind = tarfile.GNU_FORMAT
    with tarfile.open(fileobj=made, mode=mode, encoding=encoding, format=kind) as archive:
        for name, content in members:
            told = tarfile.TarInfo(name)
            told.size = len(content)
            archive.addfile(told, io.BytesIO(content))
    return made.getvalue()


def rar(*members):
    """An archive as RAR 4 writes it that packs nothing."""
    made = b"Rar!\x1a\x07\x00" + _rar_block(0x73, 0, b"\0" * 6)
    for name, content in members:
        path = name.encode()
        head = struct.pack(
            "<IIBIIBBHI", len(content), len(content), 3, zlib.crc32(content), 0, 20, 0x30,
            len(path), 0o100644,
        )  # fmt: skip
        made += _rar_block(0x74, 0x8000, head + path) + content
    return made + _rar_block(0x7B, 0x4000, b"")


def _rar_block(kind, flags, content):
    head = struct.pack("<BHH", kind, flags, 7 + len(content)) + content
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


def rar5(*members, volume=None):
    """An archive as RAR 5 writes it that packs nothing."""
    told = bytes([0]) if volume is None else bytes([3, volume])
    made = b"Rar!\x1a\x07\x01\x00" + _rar5_block(bytes([1, 0]) + told)
    for name, content in members:
        path = name.encode()
        head = bytes([2, 2]) + _seven(len(content)) + bytes([4]) + _seven(len(content))
        head += _seven(0o100644) + struct.pack("<I", zlib.crc32(content)) + bytes([0, 1])
        made += _rar5_block(head + _seven(len(path)) + path) + content
    return made + _rar5_block(bytes([5, 0, volume is not None]))


def _rar5_block(head):
    head = _seven(len(head)) + head
    return struct.pack("<I", zlib.crc32(head)) + head


def _seven(number):
    made = bytearray()
    while True:
        number, low = number >> 7, number & 0x7F
        made.append(low | 0x80 * bool(number))
        if not number:
            return bytes(made)


def zipped(*members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def mailed(*members, text="请查收附件。", **fields):
    message = EmailMessage()
    message["From"], message["To"] = "office@example.org", "press@example.org"
    message["Subject"] = "决算公开"
    message.set_content(text)
    for name, content in members:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def held(data, name="a"):
    return [
        (member.path, member.refusal.reason if member.refusal else member.data)
        for member in containers.members(data, name)
    ]


TWO = (("决算/a.txt", TEXT), ("决算/b.txt", TEXT + b"2"))
MADE = {
    "7z": lambda library: written(library, "7zip", *TWO),
    "tar": lambda _: tarred(*TWO),
    "tar.gz": lambda _: tarred(*TWO, mode="w:gz"),
    "tar.bz2": lambda _: tarred(*TWO, mode="w:bz2"),
    "tar.xz": lambda _: tarred(*TWO, mode="w:xz"),
    "rar": lambda _: rar(*TWO),
    "rar5": lambda _: rar5(*TWO),
    "iso": lambda library: written(library, "iso9660", *TWO),
    "tar.zst": lambda library: written(library, "ustar", *TWO, packing="zstd"),
    "old tar": lambda _: old_tar(*TWO),
    "program with rar": lambda _: b"MZ\x90" + bytes(900) + rar5(*TWO),
    "program with zip": lambda _: b"MZ\x90" + bytes(900) + zipped(*TWO),
    "zip": lambda _: zipped(*TWO),
}


def old_tar(*members):
    """A tar as it was before it said in its heads what it is."""
    made = bytearray(tarred(*members))
    for at in range(0, len(made), 512):
        if made[at + 257 : at + 262] == b"ustar":
            made[at + 257 : at + 265] = bytes(8)
            head = made[at : at + 148] + b" " * 8 + made[at + 156 : at + 512]
            made[at + 148 : at + 156] = b"%06o\0 " % sum(head)
    return bytes(made)


@pytest.mark.parametrize("kind", MADE)
def test_archives_of_every_kind_hold_the_same_documents(kind, library):
    data = MADE[kind](library)
    assert containers.is_archive(data)
    assert held(data) == list(TWO)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_is_packed_alone_is_the_file(pack, library):
    assert held(pack(TEXT), "表/决算.txt.gz") == [("决算.txt", TEXT)]


def test_a_workbook_that_is_packed_alone_stays_whole(library):
    book = zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
    assert held(gzip.compress(book), "a.xlsx.gz") == [("a.xlsx", book)]


def test_a_name_of_another_encoding_is_read(library):
    data = tarred(("决算公开.txt", TEXT), encoding="gb18030")
    assert held(data) == [("决算公开.txt", TEXT)]


def test_archives_of_different_kinds_in_each_other_are_opened_to_a_depth(library):
    inner = written(library, "7zip", ("a.txt", TEXT))
    data = zipped(("inner.rar", rar(("inner.7z", inner))))
    assert held(data) == [("inner.rar!/inner.7z!/a.txt", TEXT)]
    assert held(tarred(("outer.zip", data))) == [
        ("outer.zip!/inner.rar!/inner.7z", Reason.TOO_LARGE)
    ]


def test_names_that_lead_out_and_links_are_refused(library):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    assert held(made.getvalue()) == [("link.txt", Reason.NOT_READABLE)]
    assert held(tarred(("../a.txt", TEXT), ("b.txt", TEXT))) == [
        ("../a.txt", Reason.UNSAFE_NAME),
        ("b.txt", TEXT),
    ]


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(library):
    assert held(gzip.compress(b"0" * 30_000_000), "a.txt.gz") == [("a.txt", Reason.TOO_LARGE)]


def test_an_archive_holds_so_many_files_and_no_more(library, monkeypatch):
    monkeypatch.setattr(containers, "MAX_MEMBERS", 2)
    monkeypatch.setattr(containers._Room.__init__, "__defaults__", (2, 1_000_000))
    data = tarred(*((f"{i}.txt", TEXT) for i in range(4)))
    assert [what for _, what in held(data)] == [TEXT, TEXT, Reason.TOO_LARGE]


@pytest.mark.parametrize("cut", [0.3, 0.8])
def test_a_damaged_archive_says_so(cut, library):
    whole = written(library, "7zip", ("a.txt", TEXT))
    data = whole[: round(cut * len(whole))]
    with pytest.raises(DocumentError) as raised:
        held(data)
    assert raised.value.reason == Reason.DAMAGED


def test_an_encrypted_archive_says_so(library):
    """The flag that says so, in the header of the one file of a RAR archive."""
    data = bytearray(rar(("a.txt", TEXT)))
    start = 7 + 13
    size = struct.unpack_from("<H", data, start + 5)[0]
    data[start + 3] |= 0x04
    data[start : start + 2] = struct.pack(
        "<H", zlib.crc32(data[start + 2 : start + size]) & 0xFFFF
    )
    assert ("a.txt", Reason.ENCRYPTED) in held(bytes(data))


def test_pictures_of_pages_in_any_archive_are_one_document(library):
    pages = [(f"扫描/页{i}.png", PNG + bytes([i])) for i in (10, 9)]
    ((name, whole),) = held(written(library, "7zip", *pages), "决算.7z")
    assert name == "决算.7z"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert photographs.pages_of(archive) == ["扫描/页9.png", "扫描/页10.png"]
    others = [(f"页{i}.png", PNG + bytes([i])) for i in (1, 2)]
    assert len(held(tarred(*others, ("正文.txt", TEXT)))) == 3


def test_an_email_brings_its_files(library):
    message = mailed(("决算.txt", TEXT), ("附件.7z", written(library, "7zip", TWO[0])))
    assert containers.is_archive(message)
    assert held(message) == [("决算.txt", TEXT), ("附件.7z!/决算/a.txt", TEXT)]
    forwarded = EmailMessage()
    forwarded["From"], forwarded["To"], forwarded["Subject"] = "a@b.c", "d@e.f", "转发"
    forwarded.set_content("见下")
    forwarded.add_attachment(_message(message))
    assert held(forwarded.as_bytes())[0] == ("决算公开.eml!/决算.txt", TEXT)


def _message(data):
    import email.policy

    return email.message_from_bytes(data, policy=email.policy.default)


def test_an_email_without_files_is_its_text():
    assert held(mailed(text="部门名称 收入")) == [("text.txt", "部门名称 收入\n".encode())]


def test_a_text_and_a_saved_page_are_no_emails():
    assert not mail.is_mail("部门: 甲\n单位: 万元\n\n表".encode())
    saved = b"From: <Saved by Blink>\nSubject: a\nDate: b\nMIME-Version: 1.0\n"
    assert not mail.is_mail(saved + b"Content-Type: multipart/related; boundary=x\n\n--x")


def test_without_the_library_the_outcome_names_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "libarchive", None)
    path = tmp_path / "决算.rar"
    path.write_bytes(rar(("a.txt", TEXT)))
    (source,) = sources.documents_in(sources.entry_of(path))
    rows, content = read_source(source)
    (outcome,) = rows["outcomes"]
    assert outcome["reason_code"] == Reason.FORMAT_NOT_SUPPORTED
    assert "libarchive13" in outcome["detail"]
    assert content == path.read_bytes()


@pytest.mark.parametrize("name", ["公开.7z", "公开.tar.gz", "公开.rar", "公开.zip", "公开.eml"])
def test_an_archive_counts_as_a_folder_with_its_name(name):
    assert sources.names_of(f"/甲局/{name}!/决算.xlsx") == ("决算", "公开", "甲局")


@pytest.mark.parametrize("made", [rar, rar5])
def test_a_workbook_that_an_archive_stores_as_it_is_stays_whole(made, library):
    """A zip ends such an archive, which does not make it one."""
    book = zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>"))
    assert held(made(("决算/a.xlsx", book))) == [("决算/a.xlsx", book)]


def test_an_empty_archive_holds_nothing():
    assert containers.is_archive(zipped())
    assert held(zipped()) == []


def split_zip():
    """The last of two parts of a zip, which says so."""
    whole = zipped(("a.txt", TEXT), ("b.txt", TEXT))
    end = whole.rindex(b"PK\x05\x06")
    return whole[40:end] + whole[end : end + 4] + struct.pack("<HH", 1, 0) + whole[end + 8 :]


def volume_of_rar4():
    whole = bytearray(rar(("a.txt", TEXT)))
    whole[10] |= 1
    whole[7:9] = struct.pack("<H", zlib.crc32(whole[9:20]) & 0xFFFF)
    return bytes(whole)


PARTS = [
    ("a.zip", "a part", split_zip),
    ("a.z01", "part 1", lambda: b"PK\x07\x08" + zipped(("a.txt", TEXT))[:90]),
    ("a.zip.001", "part 1", lambda: zipped(("a.txt", TEXT))[:90]),
    ("a.7z.002", "part 2", lambda: bytes(range(200))),
    ("a.part2.rar", "part 2", volume_of_rar4),
    ("b.part1.rar", "part 1", lambda: rar5(("a.txt", TEXT), volume=0)),
]


@pytest.mark.parametrize(("name", "told", "made"), PARTS)
def test_a_part_of_a_split_archive_says_that_it_is_one(name, told, made, tmp_path):
    path = tmp_path / name
    path.write_bytes(made())
    (source,) = sources.documents_in(sources.entry_of(path))
    rows, content = read_source(source)
    (outcome,) = rows["outcomes"]
    assert outcome["reason_code"] == Reason.DAMAGED
    assert outcome["detail"].startswith(f"{told} of a split archive")
    assert content == path.read_bytes()
    (member, *_) = containers.members(zipped((name, made())))
    assert member.refusal.reason == Reason.DAMAGED


def test_an_archive_that_only_is_called_a_part_is_read(library):
    assert part_of(written(library, "7zip", TWO[0]), "a.7z.001") is None
    assert part_of(zipped(TWO[0]), "a.zip.001") is None
    assert part_of(TEXT, "决算.txt") is None


def test_what_is_said_of_a_damaged_archive_is_the_same_each_time(library):
    whole = written(library, "7zip", ("a.txt", TEXT))
    said = set()
    for _ in range(2):
        with pytest.raises(DocumentError) as raised:
            held(whole[:40] + bytes(9) + whole[49:])
        said.add(raised.value.detail)
    assert len(said) == 1
    assert "archive_p" not in said.pop()


PAGE = b"<html><table><tr><td>1</td></tr></table><img src='cid:seal'></html>"


def test_the_text_of_an_email_is_a_document_where_it_prints_a_table():
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.c", "d@e.f", "决算"
    message.set_content("见表")
    message.add_alternative(PAGE.decode(), subtype="html")
    message.get_payload()[1].add_related(PNG, "image", "png", cid="<seal>", filename="seal.png")
    message.add_attachment(TEXT, maintype="text", subtype="x", filename="决算.txt")
    assert [path for path, _ in held(message.as_bytes())] == ["决算.txt", "text.html"]


def test_an_email_whose_parts_belong_together_brings_its_files():
    body = (
        b"From: a@b.c\nTo: d@e.f\nSubject: a\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/related; boundary=x\n\n"
        b"--x\nContent-Type: text/html\n\n<p>a</p>\n"
        b'--x\nContent-Type: a/b; name="' + "决算.txt".encode("gb18030") + b'"\n\n%s\n--x--\n'
    ) % TEXT.strip()
    assert containers.is_archive(body)
    assert held(body) == [("决算.txt", TEXT.strip())]
