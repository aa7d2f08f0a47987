"""Formats without a reader: each is known for what it is, and the outcome says what to do."""

import struct

import pytest

from corpus.render import package
from ingest import containers
from ingest.errors import DocumentError, Reason
from ingest.readers import READERS, compound, kinds, read, unread

OLE = compound.SIGNATURE


def container(*names):
    """A compound file whose root holds these entries, each beside the one before."""
    entries = [("Root Entry", 5, 1), *((name, 2, 0xFFFF_FFFF) for name in names)]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFF_FFFF, after, child)
        + bytes(48)
        for (name, kind, child), after in zip(
            entries, [0xFFFF_FFFF, *range(2, len(names) + 1), 0xFFFF_FFFF], strict=False
        )
    )
    follows = [0xFFFF_FFFD, *range(2, 1 + -(-len(directory) // 512)), 0xFFFF_FFFE]
    table = struct.pack("<128I", *follows, *[0xFFFF_FFFF] * (128 - len(follows)))
    header = OLE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFF_FFFE, 0, 0xFFFF_FFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFF_FFFF] * 108)
    return header + table + directory.ljust(512 * (len(follows) - 1), b"\0")


TYPES = "<Types><Override ContentType='application/{}'/></Types>"
KNOWN = {
    "Numbers": package({"Index/Document.iwa": "x", "Index/Tables/a.iwa": "x"}),
    "slides": package({"[Content_Types].xml": TYPES.format("x.presentationml.slide+xml")}),
    "XPS": package({"[Content_Types].xml": TYPES.format("vnd.ms-package.xps-fixeddocument")}),
    "e-book": package({"META-INF/container.xml": "<a/>", "mimetype": "application/epub+zip"}),
    "Outlook message": container("__properties_version1.0", "WordDocument"),
    "old Office container": container("WpsContent"),
    "slides; save": container("PowerPoint Document"),  # .ppt, and WPS Office's .dps
    "CEB": b"Founder CEB 2.5.2" + bytes(99),
    "CAJ": b"CAJ\0" + bytes(range(99)),
    "Access": b"\0\1\0\0Standard Jet DB\0" + bytes(99),
    "dBASE": bytes([3, 124, 5, 16]) + struct.pack("<IHH", 2, 97, 21) + bytes(20) + b"NAME\0C1",
    "HEIC": b"\0\0\0\x18ftypheic" + bytes(99),
    "film": b"\0\0\0\x20ftypisom" + bytes(99),
    "program": b"MZ\x90\0" + bytes(range(99)),
    "SYLK": b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n",
    "XML": b'<?xml version="1.0"?><rss><channel/></rss>',
    "UOF": b'<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>',
}


@pytest.mark.parametrize("what", KNOWN)
def test_a_format_without_a_reader_is_called_what_it_is(what):
    assert not containers.is_archive(KNOWN[what])
    with pytest.raises(DocumentError, match=what) as refusal:
        read(KNOWN[what])
    assert refusal.value.reason == Reason.FORMAT_NOT_SUPPORTED


def test_what_has_a_reader_is_not_said_to_have_none():
    assert not set(unread.UNREAD) & set(READERS)


def test_texts_that_begin_like_programs_are_texts():
    assert kinds.sniff("MZ镇2024年部门决算\n".encode()) == "text/plain"
    assert kinds.sniff("BM局2024年部门决算公开\n".encode()) == "text/plain"


def test_a_workbook_that_holds_a_document_is_a_workbook():
    """A program keeps what stands within a sheet in a storage of its own."""
    data = container("Workbook") + "WordDocument".encode("utf-16-le")
    assert kinds.sniff(data) == "application/vnd.ms-excel"


def test_a_directory_that_turns_in_a_circle_ends():
    data = bytearray(container("Workbook", "Contents"))
    at = data.index("Contents".encode("utf-16-le"))
    data[at + 68 : at + 76] = struct.pack("<II", 1, 1)
    assert compound.top_names(bytes(data)) == {"Workbook", "Contents"}
