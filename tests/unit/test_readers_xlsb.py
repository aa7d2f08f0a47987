"""Binary workbooks: figures as their formats print them, merges, what is hidden."""

import io
import struct
import zipfile

import pytest

from corpus.render.word import package
from ingest.documents import Grid
from ingest.errors import DocumentError, Reason
from ingest.readers import binary_sheet as binary
from ingest.readers import read, sniff

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"": 0, "#,##0.00": 1, "0.00%": 2}


def number(value, most):
    made = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        made.append(low | 0x80 * bool(value))
        if not value or len(made) == most:
            return bytes(made)


def record(kind, data=b""):
    return number(kind, 2) + number(len(data), 4) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column, value, style=""):
    head = struct.pack("<II", column, STYLES[style])
    if isinstance(value, str):
        return record(6, head + wide(value))
    return record(5, head + struct.pack("<d", value))


def row(row_no, *cells, hidden=False):
    flags = 0x10 * hidden
    head = struct.pack("<IIHBBB", row_no, 0, 300, 0, flags, 0) + struct.pack("<I", 0)
    return record(binary.ROW, head) + b"".join(cells)


def book(*rows, merges=(), columns=b""):
    merged = b"".join(record(binary.MERGED, struct.pack("<IIII", *merge)) for merge in merges)
    sheet = (
        record(129)
        + record(148, struct.pack("<IIII", 0, 99, 0, 9))
        + columns
        + record(145)
        + b"".join(rows)
        + record(146)
        + record(177, struct.pack("<I", len(merges)))
        + merged
        + record(178)
        + record(130)
    )
    formats = (
        record(615, struct.pack("<I", 1))
        + record(binary.FORMAT, struct.pack("<H", 200) + wide("#,##0.00"))
        + record(616)
    )
    styles = (
        record(626)
        + record(binary.STYLE, struct.pack("<HH", 0, 4) + bytes(12))
        + record(627)
        + record(binary.BEGIN_STYLES, struct.pack("<I", 3))
        + b"".join(
            record(binary.STYLE, struct.pack("<HH", 0, told) + bytes(12))
            for told in (0, 200, 10)
        )
        + record(binary.END_STYLES)
    )
    sheet_name = struct.pack("<II", 0, 1) + wide("rId1") + wide("表1")
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{space}">'
            + relation.format("rId1", RELATIONS, "officeDocument", "xl/workbook.bin")
            + "</Relationships>",
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{space}">'
            + relation.format("rId1", RELATIONS, "worksheet", "worksheets/sheet1.bin")
            + relation.format("rId2", RELATIONS, "styles", "styles.bin")
            + "</Relationships>",
            "xl/workbook.bin": record(131)
            + record(143)
            + record(binary.SHEET, sheet_name)
            + record(144)
            + record(132),
            "xl/styles.bin": record(278) + formats + styles + record(279),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


ROWS = (
    row(0, cell(0, "支出决算表")),
    row(1, cell(0, "项目"), cell(1, "预算数"), cell(2, "执行率")),
    row(2, cell(0, "教育支出"), cell(1, 1094.8, "#,##0.00"), cell(2, 0.9999, "0.00%")),
)


def grid(data):
    (found,) = (block for block in read(data).blocks if isinstance(block, Grid))
    return [list(row.cells) for row in found.rows]


def test_figures_show_as_their_formats_print_them():
    data = book(*ROWS)
    assert sniff(data) == binary.MEDIA_TYPE
    assert grid(data) == [["项目", "预算数", "执行率"], ["教育支出", "1,094.80", "99.99%"]]


def test_a_merged_cell_covers_its_columns():
    more = row(3, cell(0, "合计"), cell(1, 2.0, "#,##0.00"))
    reading = read(book(*ROWS, more, merges=[(0, 0, 0, 2), (3, 3, 1, 2)]))
    (found,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert found.rows[-1].covered == ("合计", "2.00", "2.00")
    assert [line.text for line in found.before][-1] == "支出决算表"


def test_hidden_rows_and_columns_are_notices():
    info = struct.pack("<IIIIH", 1, 1, 2048, 0, 1)
    columns = record(390) + record(binary.COLUMN_INFO, info) + record(391)
    reading = read(
        book(*ROWS, row(3, cell(0, "隐"), cell(2, 1.0), hidden=True), columns=columns)
    )
    assert [notice.detail for notice in reading.notices] == ["1 rows and 1 columns are hidden"]
    (found,) = (block for block in reading.blocks if isinstance(block, Grid))
    assert [list(row.cells) for row in found.rows][-1] == ["教育支出", "99.99%"]


@pytest.mark.parametrize("name", ["workbook.bin", "worksheets/sheet1.bin", "styles.bin"])
def test_a_damaged_part_is_an_outcome(name):
    with zipfile.ZipFile(io.BytesIO(book(*ROWS))) as whole:
        parts = {info.filename: whole.read(info) for info in whole.infolist()}
    short = b"".join(record(kind, b"\0") for kind in (binary.SHEET, binary.ROW, binary.FORMAT))
    with pytest.raises(DocumentError) as raised:
        read(package(parts | {f"xl/{name}": short}))
    assert raised.value.reason == Reason.DAMAGED


def test_whole_numbers_print_as_their_formats_say():
    """Programs store them apart from other numbers, as they do in an old workbook."""
    third = row(2, cell(0, "合计"), whole(1, 40, "#,##0.00"), whole(2, 1, "0.00%"))
    assert grid(book(*ROWS[:2], third))[-1] == ["合计", "40.00", "100.00%"]


def whole(column, value, style):
    return record(2, struct.pack("<IIi", column, STYLES[style], value << 2 | 2))
