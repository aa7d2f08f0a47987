"""Workbooks that Excel opens though their parts are not as it writes them itself."""

import io
import re
import zipfile

import pytest

from corpus.render import table, xlsx
from ingest import containers
from ingest.documents import Grid
from ingest.errors import DocumentError, Reason
from ingest.readers import odd_workbook, read

ROWS = [
    ["项目", "预算数", "决算数"],
    ["教育支出", "1,094.85", "360.20"],
    ["合计", "", "360.20"],
]
SHEET, BOOK, RELATIONS, STYLES, STRINGS = (
    "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    "xl/styles.xml", "xl/sharedStrings.xml",
)  # fmt: skip
TYPES = "[Content_Types].xml"
SPACE = "http://schemas.openxmlformats.org"


def parts():
    with zipfile.ZipFile(io.BytesIO(xlsx(["支出决算表", table(ROWS)]))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


class Pipe(io.RawIOBase):
    """Takes bytes and cannot go back, so that sizes stand behind what they are the sizes of."""

    def __init__(self):
        self.held = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.held += data
        return len(data)


def packed(parts):
    made = Pipe()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            info = zipfile.ZipInfo("part")
            info.filename = name
            package.writestr(info, part)
    return bytes(made.held)


def changed(name, pattern, new):
    def change(parts):
        assert re.search(pattern, parts[name])
        return {**parts, name: re.sub(pattern, new, parts[name])}

    return change


def renamed(rename):
    return lambda parts: {n if n == TYPES else rename(n): part for n, part in parts.items()}


def without(*names):
    return lambda parts: {name: part for name, part in parts.items() if name not in names}


def strict(parts):
    purl = "http://purl.oclc.org/ooxml"
    return {
        name: part.replace(f"{SPACE}/spreadsheetml/2006/main", f"{purl}/spreadsheetml/main")
        .replace(f"{SPACE}/officeDocument/2006/rel", f"{purl}/officeDocument/rel")
        for name, part in parts.items()
    }  # fmt: skip


def prefixed(parts):
    def named(xml):
        xml = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", xml)
        return xml.replace(f'xmlns="{SPACE}/spread', f'xmlns:x="{SPACE}/spread')

    return {n: named(p) if n in (BOOK, SHEET, STRINGS) else p for n, p in parts.items()}


def inline(parts):
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts[STRINGS])
    cells = re.sub(
        r'( r="\w+"[^>]*) t="s"([^>]*)><v>(\d+)</v>',
        lambda cell: f'{cell[1]} t="inlineStr"{cell[2]}><is><t>{texts[int(cell[3])]}</t></is>',
        parts[SHEET],
    )
    return {**without(STRINGS)(parts), SHEET: cells}


def in_utf16(parts):
    wide = parts[SHEET].replace("UTF-8", "UTF-16").encode("utf-16")
    return {**parts, SHEET: wide}


ODD = {
    "as a stream": lambda parts: parts,
    "strict": strict,
    "prefixes": prefixed,
    "texts in the cells": inline,
    "in UTF-16": in_utf16,
    "dimension of one cell": changed(SHEET, r'(<dimension ref=)"[^"]*"', r'\1"A1"'),
    "dimension of nothing": changed(SHEET, r'(<dimension ref=)"[^"]*"', r'\1""'),
    "no dimension": changed(SHEET, r"<dimension [^>]*>", ""),
    "merge of nothing": changed(
        SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="#REF!"/></mergeCells>'
    ),
    "targets from the root": changed(RELATIONS, 'Target="', 'Target="/xl/'),
    "targets from here": changed(RELATIONS, 'Target="', 'Target="./'),
    "back slashes": renamed(lambda name: name.replace("/", "\\")),
    "names from the root": renamed(lambda name: f"/{name}"),
    "capital letters": renamed(str.upper),
    "some capital letters": renamed(lambda name: name.replace("worksheets/s", "Worksheets/S")),
    "another folder": lambda parts: {
        n.replace("xl/", "book/"): p.replace("xl/", "book/") for n, p in parts.items()
    },
    "no relations of the package": without("_rels/.rels"),
}


def cells(reading):
    (grid,) = (block for block in reading.blocks if isinstance(block, Grid))
    return [list(row.cells) for row in grid.rows]


@pytest.mark.parametrize("what", ODD)
def test_a_workbook_that_excel_opens_is_read(what):
    data = packed(ODD[what](parts()))
    assert not containers.is_archive(data)
    reading = read(data)
    assert cells(reading)[-3:] == ROWS
    assert reading.notices == ()


@pytest.mark.parametrize(
    "lose", [without(STYLES), changed(STYLES, r"(?s)^.*$", "")], ids=["missing", "empty"]
)
def test_without_its_styles_a_workbook_prints_its_numbers_plain(lose):
    rows = cells(read(packed(lose(parts()))))
    assert rows[-2][0] == ROWS[1][0]
    assert float(rows[-2][1].replace(",", "")) == 1094.85


def test_a_sheet_that_is_not_in_the_file_is_said_and_the_others_are_read():
    added = changed(BOOK, "</sheets>", '<sheet name="二" sheetId="9" r:id="rId98"/></sheets>')
    target = (
        f'<Relationship Id="rId98" Type="{SPACE}/officeDocument/2006/relationships/worksheet"'
    )
    named = changed(
        RELATIONS,
        "</Relationships>",
        f'{target} Target="worksheets/gone.xml"/></Relationships>',
    )
    reading = read(packed(named(added(parts()))))
    assert cells(reading)[-3:] == ROWS
    (notice,) = reading.notices
    assert (notice.reason, notice.place) == (Reason.DAMAGED, "sheet 二")


def test_a_usual_workbook_is_read_as_it_is():
    assert not odd_workbook.is_odd(xlsx([table(ROWS)]))


def test_a_workbook_of_nothing_is_damaged():
    with pytest.raises(DocumentError) as refusal:
        read(packed(without(BOOK)(parts())))
    assert refusal.value.reason in (Reason.DAMAGED, Reason.FORMAT_NOT_SUPPORTED)
