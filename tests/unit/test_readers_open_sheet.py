"""OpenDocument workbooks: what they print, in the encodings of cells that programs use."""

import io
import zipfile

import pytest

from corpus.render.word import package
from ingest.documents import Grid
from ingest.errors import DocumentError, Reason
from ingest.readers import open_sheet, read, sniff

HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
)


def cell(text="", **told):
    shown = {"value_type": "office:value-type", "value": "office:value"}
    names = {name: shown.get(name, f"table:{name.replace('_', '-')}") for name in told}
    attributes = "".join(f' {names[name]}="{value}"' for name, value in told.items())
    printed = text and f"<text:p>{text}</text:p>"
    return f"<table:table-cell{attributes}>{printed}</table:table-cell>"


def row(*cells, **told):
    attributes = "".join(f' table:{n.replace("_", "-")}="{v}"' for n, v in told.items())
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def book(*rows, styles="", columns="", style="", **more):
    content = (
        f"{HEAD}<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f'<office:spreadsheet><table:table table:name="表1"{style}>{columns}{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    members = {"mimetype": open_sheet.MEDIA_TYPE, "content.xml": content.encode()}
    return package(members | more)


def cells(data):
    (grid,) = (block for block in read(data).blocks if isinstance(block, Grid))
    return [list(row.cells) for row in grid.rows]


ROWS = (
    row(cell("项目"), cell("预算数"), cell("执行率")),
    row(
        cell("一、教育支出"),
        cell("1,094.80", value_type="float", value="1094.8"),
        cell("99.99%", value_type="percentage", value="0.9999"),
    ),
)


def test_figures_are_those_that_are_printed():
    data = book(*ROWS, row(cell(number_columns_repeated=16384), number_rows_repeated=1048000))
    assert sniff(data) == open_sheet.MEDIA_TYPE
    assert cells(data) == [["项目", "预算数", "执行率"], ["一、教育支出", "1,094.80", "99.99%"]]


def test_of_a_cell_without_its_print_the_value_is_read():
    data = book(
        *ROWS,
        row(
            cell("二、其他支出"),
            cell(value_type="float", value="12.5"),
            cell(value_type="percentage", value="0.314"),
        ),
    )
    assert cells(data)[-1] == ["二、其他支出", "12.5", "31.4%"]


def test_repeated_cells_and_rows_stand_as_often_as_they_say():
    data = book(
        *ROWS, row(cell("零", number_columns_repeated=3), number_rows_repeated=2),
        row(cell(number_columns_repeated=2), cell("末")),
    )  # fmt: skip
    assert cells(data)[2:] == [["零"] * 3, ["零"] * 3, ["", "", "末"]]


def test_spaces_and_lines_of_a_cell_are_kept_and_notes_are_not():
    text = 'a<text:s text:c="2"/>b<text:line-break/>c<text:span>d</text:span>'
    note = "<office:annotation><text:p>注</text:p></office:annotation>"
    data = book(*ROWS, row(cell(text + note), cell("1"), cell("2")))
    assert cells(data)[-1] == ["a  b\ncd", "1", "2"]


def test_hidden_rows_columns_and_sheets_are_notices():
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    data = book(*ROWS, row(cell("隐"), cell("1"), visibility="collapse"), columns=columns)
    reading = read(data)
    assert [notice.detail for notice in reading.notices] == ["1 rows and 1 columns are hidden"]
    assert cells(data)[-1] == ["一、教育支出", "99.99%"]
    styles = (
        '<style:style style:name="t1" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    hidden = read(book(*ROWS, styles=styles, style=' table:style-name="t1"'))
    assert [notice.detail for notice in hidden.notices] == ["the sheet is hidden"]
    assert not hidden.blocks


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (book(*ROWS, **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "encrypted"),
        (
            book(
                *ROWS, row(number_rows_repeated=900_000),
                row(cell(number_columns_repeated=1_000), cell("远")),
            ),
            "too_large",
        ),
        (package({"mimetype": open_sheet.MEDIA_TYPE, "content.xml": b"<office"}), "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(DocumentError) as raised:
        read(data)
    assert raised.value.reason == Reason(reason)


def test_a_template_and_a_workbook_as_one_file_of_xml_are_workbooks():
    with zipfile.ZipFile(io.BytesIO(book(*ROWS))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    template = package(parts | {"mimetype": f"{open_sheet.MEDIA_TYPE}-template"})
    told = f'<office:document office:mimetype="{open_sheet.MEDIA_TYPE}" '
    flat = parts["content.xml"].decode().replace("<office:document-content ", told)
    flat = flat.replace("office:document-content>", "office:document>")
    for data in (template, f'<?xml version="1.0"?>\n<!-- {"x" * 3000} -->{flat}'.encode()):
        assert sniff(data) == open_sheet.MEDIA_TYPE
        assert cells(data) == cells(book(*ROWS))
