"""Workbooks: what a number format prints, merges, hidden parts, several tables in a sheet."""

import datetime
import io
import re
import zipfile

import pytest
import xlsxwriter
from unit.test_readers_old_workbook import old_workbook

from corpus.render import package
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import workbook
from ingest.readers.number_format import NumberFormat, number_format
from ingest.values import NO_STORED_VALUE


def written(write, **options):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as book:
        write(book)
    return made.getvalue()


def sheet_of(rows, arrange=lambda book, sheet: None):
    """A workbook of one sheet; a cell is a value, or a value and its number format."""

    def write(book):
        sheet = book.add_worksheet("表")
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                value, code = cell if isinstance(cell, tuple) else (cell, None)
                shown = book.add_format({"num_format": code}) if code else None
                if value is not None:
                    sheet.write(i, j, value, shown)
        arrange(book, sheet)

    return written(write)


def grids(reading):
    return [block for block in reading.blocks if isinstance(block, Grid)]


def cells(grid):
    return [list(row.cells) for row in grid.rows]


def rewritten(data, part, change):
    """A package with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return package(parts)


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.9999, "0.00%", "99.99%"),
        (1, "0%", "100%"),
        (10, "0.00", "10.00"),
        (3538.65, "#,##0.00", "3,538.65"),
        (3538.65, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "3,538.65"),
        (1234567.891, "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "1,234,567.89"),
        (2.675, "0.00", "2.68"),
        (-2.675, "0.00", "-2.68"),
        (1.5, "0.0#", "1.5"),
        (3, "0.##", "3"),
        (12345, "0!.0,", "1.2"),
        (12345, "0\\.0000", "1.2345"),
        (1234567, "0.00,", "1234.57"),
        (12, '#,##0.00"万元"', "12.00"),
        (-0.2786, "0.0%", "-27.9%"),
    ],
)
def test_a_number_reads_as_its_format_prints_it(value, code, text):
    shown = number_format(code)
    assert shown is not None
    assert shown.printed(value) == text


@pytest.mark.parametrize("code", ["General", "@", "yyyy-mm-dd", "0.00E+00", ""])
def test_a_format_without_plain_digits_says_nothing(code):
    assert number_format(code) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1095.8500000000001, "1095.85"), (38.0, "38"), (1e15, "1" + "0" * 15)],
)
def test_without_a_format_a_number_reads_in_its_shortest_form(value, text):
    assert NumberFormat().printed(value) == text


def test_the_formats_of_a_sheet_are_read():
    data = sheet_of([["项目", "金额", "比率"], ["甲", (10, "#,##0.00"), (0.9999, "0.00%")]])
    (grid,) = grids(workbook.read(data))
    assert cells(grid)[1] == ["甲", "10.00", "99.99%"]
    assert grid.rows[1].places[1] == "sheet 表 B2"


@pytest.mark.parametrize(
    "spelling",
    [
        ('<c r="B2" s="1">', '<c s="1" r="B2">'),
        ('<c r="B2" s="1">', '<c r="B2" t="n" s="1">'),
        ('<c r="B2" s="1">', "<c r='B2' s='1'>"),
    ],
)
def test_the_order_and_spelling_of_attributes_does_not_matter(spelling):
    data = sheet_of([["项目", "金额"], ["甲", (10, "0.00")]])
    changed = rewritten(data, SHEET, lambda xml: xml.replace(*spelling))
    assert changed != data
    (grid,) = grids(workbook.read(changed))
    assert cells(grid)[1] == ["甲", "10.00"]


def test_a_merged_cell_stands_once_and_covers_its_range():
    def merge(book, sheet):
        sheet.merge_range("B1:C1", "本年支出")
        sheet.merge_range("A1:A2", "项目")

    data = sheet_of([[], [None, "合计", "基本支出"], ["甲", 2, 1]], merge)
    (grid,) = grids(workbook.read(data))
    assert cells(grid)[:2] == [["项目", "本年支出", ""], ["", "合计", "基本支出"]]
    assert list(grid.rows[1].covered) == ["项目", "合计", "基本支出"]


def test_hidden_sheets_rows_and_columns_are_notices_and_not_read():
    def write(book):
        shown, hidden = book.add_worksheet("公开表"), book.add_worksheet("辅助表")
        for i in range(4):
            shown.write_row(i, 0, [f"a{i}", f"b{i}", f"c{i}"])
        hidden.write(0, 0, "不公开")
        hidden.hide()
        shown.set_column("B:B", 8, None, {"hidden": True})
        shown.set_row(2, 15, None, {"hidden": True})

    reading = workbook.read(written(write))
    (grid,) = grids(reading)
    assert cells(grid) == [["a0", "c0"], ["a1", "c1"], ["a3", "c3"]]
    assert {(n.reason, n.place) for n in reading.notices} == {
        (Reason.HIDDEN, "sheet 辅助表"),
        (Reason.HIDDEN, "sheet 公开表"),
    }


def test_a_merged_title_that_begins_in_a_hidden_column_is_read():
    def arrange(book, sheet):
        sheet.merge_range("A1:C1", "支出决算表")
        sheet.set_column("A:A", 8, None, {"hidden": True})

    reading = workbook.read(sheet_of([[], ["x", "项目", "金额"], ["x", "甲", 1]], arrange))
    (grid,) = grids(reading)
    assert "支出决算表" in [line.text for line in grid.before]
    assert cells(grid) == [["项目", "金额"], ["甲", "1"]]


def test_tables_of_a_sheet_are_parted_by_a_blank_row_and_a_title():
    rows = [["甲表"], ["项目", "金额"], ["a", 1], [], ["乙表"], ["项目", "金额"], ["b", 2]]
    found = grids(workbook.read(sheet_of(rows)))
    assert [[line.text for line in grid.before][-1] for grid in found] == ["甲表", "乙表"]


def test_a_blank_row_alone_does_not_part_a_table():
    rows = [["项目", "金额"], ["a", 1], [], ["b", 2]]
    assert len(grids(workbook.read(sheet_of(rows)))) == 1


def test_a_date_reads_as_a_date():
    day = datetime.date(2024, 3, 5)
    data = sheet_of([["截止", "值"], [(day, "yyyy-mm-dd"), 1]])
    (grid,) = grids(workbook.read(data))
    assert cells(grid)[1] == ["2024-03-05", "1"]


def test_a_formula_gives_its_value_and_its_text_is_never_run():
    def arrange(book, sheet):
        sheet.write_formula("B2", "=1+2", None, 3)
        sheet.write_string("A3", "=cmd|' /C calc'!A0")

    (grid,) = grids(workbook.read(sheet_of([["项目", "金额"], ["甲"], [None, "x"]], arrange)))
    assert cells(grid) == [["项目", "金额"], ["甲", "3"], ["=cmd|' /C calc'!A0", "x"]]


def test_the_name_of_a_sheet_is_text_before_its_table():
    first = workbook.read(sheet_of([["项目", "金额"], ["甲", 1]])).blocks[0]
    assert isinstance(first, Prose)
    assert [line.text for line in first.lines] == ["表"]


def test_a_cell_at_the_end_of_the_world_is_refused_before_it_is_laid_out():
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = sheet_of([["项目", "金额"], ["甲", 1]])
    changed = rewritten(data, SHEET, lambda xml: xml.replace("</sheetData>", far))
    with pytest.raises(DocumentError) as raised:
        workbook.read(changed)
    assert raised.value.reason == Reason.TOO_LARGE


def test_merges_over_the_whole_sheet_are_cut_to_what_is_there():
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    data = sheet_of([["项目", "金额"], ["甲", 1]])
    changed = rewritten(data, SHEET, lambda xml: xml.replace("</sheetData>", merge))
    (grid,) = grids(workbook.read(changed))
    assert cells(grid)[1] == ["甲", "1"]


def test_an_old_workbook_is_read():
    reading = workbook.read(old_workbook([["项目", "金额"], ["甲", 3538.65], ["乙", 10.0]]))
    (grid,) = grids(reading)
    assert reading.media_type == workbook.XLS
    assert cells(grid)[1:] == [["甲", "3538.65"], ["乙", "10"]]


@pytest.mark.parametrize(
    ("value", "code", "stored"),
    [
        (265.1235, "#,##0.00", "265.1235"),
        (100, "#,##0.00", None),
        (12345, "0!.0,", "1.2345"),
        (0.9999123, "0.00%", None),
        (0.1 + 0.2 - 0.3, "0.00", None),
        (0.1 + 0.2, "0.0", None),
        (100 / 3, "0.00", "33.33333333"),
        (-2.345, "0.00", "-2.345"),
        (1.23e7, "0.00E+00", None),
    ],
)
def test_a_rounded_number_keeps_what_is_stored(value, code, stored):
    (grid,) = grids(workbook.read(sheet_of([["项目", "金额"], ["甲", (value, code)]])))
    assert grid.rows[1].stored.get(1) == stored
    assert grid.rows[1].figure(1) == stored or stored is None


def test_the_stored_number_stays_with_its_column_beside_a_hidden_one():
    data = sheet_of(
        [["项目", "注", "金额"], ["甲", "x", (1.234, "0.00")]],
        lambda book, sheet: sheet.set_column(1, 1, None, None, {"hidden": True}),
    )
    (grid,) = grids(workbook.read(data))
    assert (grid.rows[1].cells, dict(grid.rows[1].stored)) == (("甲", "1.23"), {1: "1.234"})


def test_an_error_and_a_formula_without_its_value_stand_in_their_cells():
    def arrange(book, sheet):
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=A9+1", None, "")
        sheet.write_formula(1, 3, '=IF(A1="","",1)', None, "")
        sheet.write_formula(1, 4, "=A9+1", None, 5)

    data = sheet_of([["甲", "乙", "丙", "丁", "戊"], ["1"]], arrange)
    data = rewritten(data, SHEET, lambda xml: xml.replace('<c r="D2">', '<c r="D2" t="str">'))
    (grid,) = grids(workbook.read(data))
    assert grid.rows[1].cells == ("1", "#DIV/0!", NO_STORED_VALUE, "", "5")


@pytest.mark.parametrize("format_id", [*range(27, 37), *range(50, 59)])
def test_the_built_in_chinese_formats_print_days(format_id):
    data = sheet_of([["指标", "值"], ["完成时间", (45291, "0.000")]])
    styles = "xl/styles.xml"
    data = rewritten(data, styles, lambda xml: xml.replace("164", str(format_id), 2))
    data = rewritten(data, styles, lambda xml: re.sub("<numFmts.*?</numFmts>", "", xml))
    (grid,) = grids(workbook.read(data))
    assert grid.rows[1].cells[1] == "2023-12-31"


@pytest.mark.parametrize(("other", "text"), [(45260, "2023年12月31日"), (1.5, "45291")])
def test_a_format_that_the_file_lost_prints_days_where_all_its_numbers_can_be(other, text):
    data = sheet_of([["指标", "值"], ["甲", (45291, "0.000")], ["乙", (other, "0.000")]])
    data = rewritten(data, "xl/styles.xml", lambda x: re.sub("<numFmts.*?</numFmts>", "", x))
    (grid,) = grids(workbook.read(data))
    assert grid.rows[1].cells[1] == text


def test_a_workbook_of_the_strict_standard_prints_its_formats():
    data = sheet_of([["项目", "执行率"], ["甲", (0.9999, "0.00%")]])
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    for loose, strict in (
        ("schemas.openxmlformats.org/spreadsheetml/2006", "purl.oclc.org/ooxml/spreadsheetml"),
        (
            "schemas.openxmlformats.org/officeDocument/2006",
            "purl.oclc.org/ooxml/officeDocument",
        ),
    ):
        parts = {n: p.replace(loose.encode(), strict.encode()) for n, p in parts.items()}
    assert cells(*grids(workbook.read(package(parts)))) == [
        ["项目", "执行率"],
        ["甲", "99.99%"],
    ]


def test_a_table_that_stands_off_the_margin_is_read_as_at_it():
    rows = [["收入表"], ["单位：万元"], ["项目", "金额"], ["甲", 1.0], [],
            ["支出表"], ["科目", "金额"], ["乙", 2.0]]  # fmt: skip
    at_margin = grids(workbook.read(sheet_of(rows)))
    off_it = grids(workbook.read(sheet_of([[None, *row] for row in rows])))
    assert [cells(grid) for grid in at_margin] == [
        [row[1:] for row in cells(grid)] for grid in off_it
    ]
