"""What an old workbook's records say of how its sheets print, and the container around them."""

import struct

import pytest

from ingest.readers import biff, compound
from ingest.readers.number_format import number_format

SECTOR = 512
LEAST = 4_096
"""A shorter stream lies in sectors of another size."""
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
    tables = -(-(sectors + 2) // 126)
    entry = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBB12x20x16xIII", 2 * len(name) + 2, 2, 1, tables + 1, len(stream), 0
    )
    root = "Root Entry".encode("utf-16-le").ljust(64, b"\0") + struct.pack(
        "<HBB12x20x16xIII", 22, 5, 1, END, 0, 0
    )
    follows = [*[TABLE] * tables, END, *range(tables + 2, tables + 1 + sectors), END]
    table = struct.pack(
        f"<{128 * tables}I", *follows, *[NO_SECTOR] * (128 * tables - len(follows))
    )
    header = (
        compound.SIGNATURE
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIII", 0, tables, tables, 0, cut_off, END, 0, END, 0)
        + struct.pack("<109I", *range(tables), *[NO_SECTOR] * (109 - tables))
    )
    directory = (root + entry).ljust(SECTOR, b"\0")
    return header + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def old_workbook(rows, merges=()):
    """A workbook of one sheet, as old programs and WPS Office (`.et`) write it.

    `rows` has texts and numbers, None for no cell; `merges` first and last row and column.
    """

    def cell(row, column, value):
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            letters = value.encode("utf-16-le")
            return record(0x204, place + struct.pack("<HB", len(letters) // 2, 1) + letters)
        return record(0x203, place + struct.pack("<d", value))

    sheet = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    width = max(map(len, rows))
    sheet.append(record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)))
    sheet += [
        cell(i, j, value)
        for i, row in enumerate(rows)
        for j, value in enumerate(row)
        if value is not None
    ]
    merged = b"".join(struct.pack("<HHHH", *merge) for merge in merges)
    sheet += [record(0xE5, struct.pack("<H", len(merges)) + merged), record(0x0A)]
    name = "表".encode("utf-16-le")

    def of_book(start):
        return b"".join(
            [
                record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)),
                record(0x42, struct.pack("<H", 1200)),
                record(0xE0, bytes(20)),
                record(0x85, struct.pack("<IBBBB", start, 0, 0, 1, 1) + name),
                record(0x0A),
            ]
        )

    whole = of_book(len(of_book(0))) + b"".join(sheet)
    return container(whole.ljust(LEAST, b"\0"), cut_off=LEAST)


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
