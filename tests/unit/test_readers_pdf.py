"""PDF: pages without text, locked and damaged files, wrapped cells, pages that fail alone."""

import io

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

from corpus.render import pdf as printed
from corpus.render import table
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import pdf
from ingest.readers.pdf import page, ruled_tables

ROWS = [["项目", "金额"], ["一般公共服务支出", "1,094.85"], ["合计", "1,094.85"]]


def picture(pages=1):
    """A PDF whose pages are pictures."""
    made = io.BytesIO()
    first, *more = [Image.new("RGB", (80, 80), "white") for _ in range(pages)]
    first.save(made, "PDF", save_all=True, append_images=more)
    return made.getvalue()


def drawn(draw, **options):
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def joined(*documents):
    whole = pypdfium2.PdfDocument.new()
    for data in documents:
        whole.import_pages(pypdfium2.PdfDocument(data))
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


def grids(reading):
    return [block for block in reading.blocks if isinstance(block, Grid)]


def reason_of(data):
    with pytest.raises(DocumentError) as raised:
        pdf.read(data)
    return raised.value.reason


def test_a_ruled_table_is_read_cell_by_cell():
    (grid,) = grids(pdf.read(printed(["支出决算表", table(ROWS)])))
    assert [list(row.cells) for row in grid.rows] == ROWS
    assert grid.rows[1].places[1] == "page 1 table 1 row 2 cell 2"
    assert [line.text for line in grid.before] == ["支出决算表"]


def test_merged_cells_cover_their_positions():
    head = [["项目", "本年支出", ""], ["", "合计", "基本支出"], ["甲", "2.00", "1.00"]]
    (grid,) = grids(pdf.read(printed([table(head, header=2)])))
    assert list(grid.rows[0].covered) == ["项目", "本年支出", "本年支出"]
    assert list(grid.rows[1].covered) == ["项目", "合计", "基本支出"]


def test_names_that_the_column_wraps_are_whole_again():
    name = "国有土地使用权出让收入及对应专项债务收入安排的支出" * 3
    (grid,) = grids(pdf.read(printed([table([["科目名称", "金额"], [name, "1.00"]])])))
    assert grid.rows[1].cells == (name, "1.00")


def test_pages_that_are_pictures_have_no_text_layer():
    assert reason_of(picture()) == Reason.NO_TEXT_LAYER


def test_a_picture_among_pages_with_text_is_a_notice():
    reading = pdf.read(joined(printed(["支出决算表", table(ROWS)]), picture()))
    assert [(n.reason, n.place) for n in reading.notices] == [(Reason.NO_TEXT_LAYER, "page 2")]
    assert len(grids(reading)) == 1


def test_a_locked_file_is_encrypted():
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner")
    data = drawn(lambda canvas: canvas.drawString(50, 500, "text"), encrypt=lock)
    assert reason_of(data) == Reason.ENCRYPTED


def test_a_file_that_only_forbids_copying_is_read():
    lock = pdfencrypt.StandardEncryption("", ownerPassword="owner", canCopy=0)
    data = drawn(lambda canvas: canvas.drawString(50, 500, "text"), encrypt=lock)
    (block,) = pdf.read(data).blocks
    assert isinstance(block, Prose)


def test_what_only_begins_like_a_pdf_is_damaged():
    assert reason_of(b"%PDF-1.7\nnothing follows") == Reason.DAMAGED


def test_page_numbers_are_no_text():
    def draw(canvas):
        canvas.drawString(50, 500, "text")
        canvas.drawString(300, 20, "- 12 -")

    (block,) = pdf.read(drawn(draw)).blocks
    assert [line.text for line in block.lines] == ["text"]


def test_a_page_that_draws_a_map_gives_its_text_alone(monkeypatch):
    monkeypatch.setattr(page, "MAX_OBJECTS", 5)
    reading = pdf.read(printed(["支出决算表", table(ROWS)]))
    assert [n.reason for n in reading.notices] == [Reason.TOO_LARGE]
    assert not grids(reading)


def test_a_page_of_too_many_crossing_lines_gives_its_text_and_a_notice(monkeypatch):
    monkeypatch.setattr(ruled_tables, "MAX_CROSSINGS", 5)
    reading = pdf.read(printed(["支出决算表", table(ROWS)]))
    assert [(n.reason, n.place) for n in reading.notices] == [(Reason.TOO_LARGE, "page 1")]
    assert [[*row.cells] for grid in grids(reading) for row in grid.rows] == ROWS
