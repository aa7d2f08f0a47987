"""Files that Office programs saved for the web or as one XML, and texts in other encodings."""

import io
import quopri
import zipfile

import pytest

from corpus.render import docx, pdf, table
from ingest import readers
from ingest.documents import Grid
from ingest.errors import DocumentError, Reason

WORKBOOK = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
  xmlns:x="urn:schemas-microsoft-com:office:excel"
  xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Styles><Style ss:ID="m"><NumberFormat ss:Format="Standard"/></Style>
  <Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
 <Worksheet ss:Name="支出"><Table>
  <Column ss:Index="4" ss:Hidden="1"/>
  <Row><Cell ss:MergeAcross="2"><Data ss:Type="String">支出决算表</Data></Cell></Row>
  <Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">科目</Data></Cell>
   <Cell><Data ss:Type="String">合计</Data></Cell>
   <Cell><Data ss:Type="String">占比</Data></Cell>
   <Cell><Data ss:Type="String">隐</Data></Cell></Row>
  <Row><Cell ss:Index="2" ss:StyleID="m"><Data ss:Type="Number">1855.4863</Data></Cell>
   <Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell>
   <Cell><Data ss:Type="Number">9</Data></Cell></Row>
  <Row ss:Hidden="1"><Cell><Data ss:Type="String">隐</Data></Cell></Row>
  <Row><Cell><Data ss:Type="String">甲</Data></Cell>
   <Cell><Data ss:Type="Error">#REF!</Data></Cell>
   <Cell><Data ss:Type="DateTime">2023-12-31T00:00:00.000</Data></Cell></Row>
 </Table></Worksheet>
 <Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">旧</Data></Cell></Row></Table>
  <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>
</Workbook>"""


def grids(data):
    reading = readers.read(data)
    return reading, [block for block in reading.blocks if isinstance(block, Grid)]


def test_a_workbook_as_one_xml_file_is_read_as_it_prints():
    reading, (grid,) = grids(WORKBOOK.encode())
    assert reading.media_type == readers.SPREADSHEET_XML
    assert [row.cells for row in grid.rows] == [
        ("科目", "合计", "占比"),
        ("", "1,855.49", "50.00%"),
        ("甲", "#REF!", "2023-12-31"),
    ]
    assert grid.rows[1].figure(1) == "1855.4863"
    assert grid.rows[1].covered[0] == "科目"
    assert grid.rows[1].places[1] == "sheet 支出 B4"
    assert [notice.reason for notice in reading.notices] == [Reason.HIDDEN, Reason.HIDDEN]


def test_a_workbook_of_cells_far_apart_is_refused():
    far = WORKBOOK.replace('ss:Index="3"', 'ss:Index="1000000"')
    with pytest.raises(DocumentError) as refusal:
        readers.read(far.encode())
    assert refusal.value.reason == Reason.TOO_LARGE


def archive(*pages, encoding="gb2312"):
    """A single-file web page; each page in quoted-printable."""
    parts = ['MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n']
    for page in pages:
        body = quopri.encodestring(page.encode(encoding)).decode("ascii")
        head = f'Content-Type: text/html; charset="{encoding}"\r\n'
        parts.append(f"{head}Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}")
    return "\r\n--b\r\n".join(parts).encode() + b"\r\n--b--\r\n"


def page(*rows):
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><p>支出决算表</p><table>{lines}</table></body></html>"


def test_a_single_file_web_page_is_read_page_by_page():
    one, two = page(["科目", "合计"], ["甲", "1.00"]), page(["科目", "合计"], ["乙", "2.00"])
    reading, found = grids(archive(one, two))
    assert reading.media_type == "multipart/related"
    assert [grid.rows[1].cells for grid in found] == [("甲", "1.00"), ("乙", "2.00")]


def test_an_archive_without_a_page_says_so():
    empty = archive(page()).replace(b"text/html", b"image/png")
    with pytest.raises(DocumentError, match="holds no page"):
        readers.read(empty)


TEXT = "支出决算表\n部门：示例市示例局\n科目\t合计\n甲\t1.00\n乙\t2.00\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding):
    reading, (grid,) = grids(TEXT.encode(encoding))
    assert reading.encoding == encoding
    assert grid.rows[1].cells == ("甲", "1.00")
    assert readers.sniff(page(["甲"]).encode(encoding)) == "text/html"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_off_costs_itself_and_is_said(encoding):
    reading, (grid,) = grids(TEXT.encode(encoding) + b"\xe5")
    assert (reading.encoding, grid.rows[2].cells) == (encoding, ("乙", "2.00"))
    (notice,) = reading.notices
    assert (notice.reason, notice.place) == (Reason.UNDECODABLE, "line 6")


def test_bytes_of_no_text_are_no_text():
    with pytest.raises(DocumentError) as refusal:
        readers.read(b"\x01\x02\x00\x03" * 400)
    assert refusal.value.reason == Reason.UNKNOWN_FORMAT


def test_a_saved_page_may_begin_with_a_byte_order_mark():
    data = b"\xef\xbb\xbf" + archive(page(["科目", "合计"], ["甲", "1.00"]))
    _, (grid,) = grids(data)
    assert grid.rows[1].cells == ("甲", "1.00")


@pytest.mark.parametrize(
    "head",
    ["<!-- saved from url=(0014)about:internet -->\r\n<html>", "<table>",
     "<meta charset=utf-8>", "<style>td{border:1px}</style>",
     "<h1>题</h1>", "<p>题", "<span>题</span>",
     '<?xml version="1.0"?><!DOCTYPE html><html>'],
)  # fmt: skip
def test_a_page_is_known_by_its_first_element(head):
    assert readers.sniff(f"{head}<table><tr><td>甲</td></tr></table>".encode()) == "text/html"


def test_a_word_document_as_one_file_of_xml_is_read_as_its_package():
    parts = ["支出决算表", table([["科目", "合计"], ["甲", "1.00"]])]
    with zipfile.ZipFile(io.BytesIO(docx(parts))) as made:
        told = "".join(
            f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml_of(made.read(name))}</pkg:xmlData>'
            "</pkg:part>"
            for name in made.namelist()
            if not name.startswith("[")
        )
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    flat = (
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package {space}>'
        f"{told}<pkg:part pkg:name='/word/media/a.png'><pkg:binaryData>iVBO</pkg:binaryData>"
        "</pkg:part></pkg:package>"
    )
    assert grids(flat.encode())[1][0].rows == grids(docx(parts))[1][0].rows
    broken = flat.replace("iVBO", "iVB")
    with pytest.raises(DocumentError) as refusal:
        readers.read(broken.encode())
    assert refusal.value.reason == Reason.DAMAGED


def xml_of(part):
    return part.decode().partition("?>")[2] or part.decode()


def test_a_pdf_may_begin_behind_other_bytes():
    data = pdf(["支出决算表", table([["科目", "合计"], ["甲", "1.00"]])])
    assert grids(b"\r\nHTTP/1.1 200 OK\n" + data)[1][0].rows[1].cells == ("甲", "1.00")
    assert readers.sniff("说明\n%PDF-1.4 是文件头".encode()) == "text/plain"
