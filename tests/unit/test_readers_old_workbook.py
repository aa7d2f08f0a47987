"""What an old workbook's records say of how its sheets print, and the container around them."""

import struct

import pytest

from ingest.readers import biff, compound
from ingest.readers.number_format import number_format

SECTOR = 512
NO_SECTOR, END, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def book():
    """One sheet: a share, an amount, a hidden row and a hidden column."""
    name = "表".encode("utf-16-le")
    own = "0.0%".encode("latin-1")
    sheet = b"".join(
        [
            record(0x809, b"\0" * 16),
            record(0x7D, struct.pack("<HHHHH2x", 2, 3, 0, 0, 1)),
            record(0x208, struct.pack("<HHHHHHBB2x", 0, 0, 2, 0, 0, 0, 0, 0)),
            record(0x208, struct.pack("<HHHHHHBB2x", 4, 0, 2, 0, 0, 0, 0x20, 0)),
            record(0x203, struct.pack("<HHHd", 0, 0, 1, 0.951)),
            record(0xBD, struct.pack("<HH", 0, 1) + struct.pack("<HIHI", 2, 0, 0, 0) + b"\2\0"),
            record(0x0A),
            record(0x208, struct.pack("<HHHHHHBB2x", 9, 0, 2, 0, 0, 0, 0x20, 0)),
        ]
    )

    def of_book(start):
        place = struct.pack("<IBBBB", start, 0, 0, 1, 1) + name
        return b"".join(
            [
                record(0x809, b"\0" * 16),
                record(0x41E, struct.pack("<HHB", 164, len(own), 0) + own),
                *(record(0xE0, struct.pack("<HH16x", 0, i)) for i in (0, 164, 4)),
                record(0x85, place),
                record(0x0A),
            ]
        )

    return of_book(len(of_book(0))) + sheet


def container(stream, name="Workbook", cut_off=0):
    """A compound file with one stream, in sectors of its own."""
    sectors = -(-len(stream) // SECTOR)
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBB12x20x16xIII", 2 * len(name) + 2, 2, 1, 2, len(stream), 0
    )
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBB12x20x16xIII", 22, 5, 1, END, 0, 0
    )
    follows = [TABLE, END, *range(3, 2 + sectors), END]
    table = struct.pack("<128I", *follows, *[NO_SECTOR] * (128 - len(follows)))
    header = (
        compound.SIGNATURE
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, cut_off, END, 0, END, 0)
        + struct.pack("<109I", 0, *[NO_SECTOR] * 108)
    )
    directory = (root + entry).ljust(SECTOR, b"\0")
    return header + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def shown(format_id, own):
    return number_format(own.get(format_id, {4: "#,##0.00"}.get(format_id, "")))


def test_an_old_workbook_says_how_its_cells_print():
    (look,) = biff.looks(container(book()), shown).values()
    assert look.formats["A1"].printed(0.951) == "95.1%"
    assert look.formats["B1"].printed(1234.5) == "1,234.50"
    assert "C1" not in look.formats


def test_what_an_old_workbook_hides_is_known_for_each_sheet():
    looks = biff.looks(container(book()), shown)
    assert list(looks) == ["表"]
    assert looks["表"].rows == {4}
    assert looks["表"].columns == {2, 3}


@pytest.mark.parametrize("end", [8, 100, 600, 1100])
def test_a_container_that_breaks_off_says_nothing_of_its_sheets(end):
    assert not biff.looks(container(book())[:end], shown)


def test_a_chain_of_sectors_that_turns_in_a_circle_is_damage():
    whole = bytearray(container(book()))
    whole[SECTOR + 4 : SECTOR + 8] = struct.pack("<I", 1)
    with pytest.raises(compound.CompoundError):
        compound.stream(bytes(whole), "Workbook")


def test_a_stream_that_is_not_there_is_none():
    assert compound.stream(container(book()), "Book") is None
