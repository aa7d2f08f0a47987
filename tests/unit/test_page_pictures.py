"""Receipts show the page: the figure's box on it, whatever printed it, and no persons."""

import io

import numpy as np
import pypdfium2
import pytest
from conftest import missing
from PIL import Image

from corpus.render import pdf, table
from ingest import landing
from ingest.pipeline import land
from ingest.readers import page_pictures
from ingest.readers.pdf.page import look
from ingest.readers.pdf.places import box_of, page_of
from ingest.readers.scan import pages

ROWS = [
    ["项目", "本年支出合计", "基本支出"],
    ["一般公共服务支出", "1,094.85", "360.20"],
    ["二、社会保障和就业支出", "73.06", "73.06"],
    ["合计", "1,167.91", "433.26"],
]
PARTS = ["支出决算表", "单位：万元", "本年支出1,234.50万元。", table(ROWS)]


def inside(told, box):
    """What is printed in a box of a page."""
    left, top, right, bottom = box
    chars = [c for c in told.chars if left <= c.x <= right and top <= c.y <= bottom]
    return "".join(char.text for char in sorted(chars, key=lambda char: char.x))


@pytest.mark.parametrize("rules", ["all", "none", "bands"])
def test_each_cell_of_a_table_has_its_own_box(rules):
    told = look(pypdfium2.PdfDocument(pdf(PARTS, rules=rules)), 0)
    boxes = set()
    for row_no, row in enumerate(ROWS[1:], start=2):
        for column, text in enumerate(row[1:], start=2):
            place = f"page 1 table 1 row {row_no} cell {column}"
            box = box_of(told, place, text)
            assert inside(told, box) == text
            boxes.add(box)
    assert len(boxes) == 6


def test_a_figure_in_a_line_has_a_box_where_it_stands_there_once():
    told = look(pypdfium2.PdfDocument(pdf(PARTS)), 0)
    assert inside(told, box_of(told, "page 1 line 3", "1,234.50")) == "1,234.50"
    assert box_of(told, "page 1 line 3", "73.06") is None
    assert box_of(told, "page 1 table 7 row 1 cell 1", "1") is None
    assert page_of("sheet 表 A1") is None


def opened(made):
    return np.asarray(Image.open(io.BytesIO(made.png)).convert("RGB"))


def at(picture, colour):
    return np.argwhere((picture == colour).all(axis=2))


def is_person(line):
    """As if the last row of the table told of one."""
    return "433.26" in line


def test_the_figure_is_marked_and_persons_are_covered(tmp_path):
    place = "page 1 table 1 row 2 cell 2"
    made = page_pictures.shown(pdf(PARTS), place, "1,094.85", tmp_path, is_person)
    assert made.is_marked
    picture = opened(made)
    marked = at(picture, page_pictures.MARK)
    (top, left), (bottom, right) = marked.min(axis=0), marked.max(axis=0)
    frame = page_pictures.AROUND
    held = picture[top + frame : bottom - frame, left + frame : right - frame]
    assert (held < 128).any()
    assert len(at(picture, page_pictures.COVER)) > 100
    plain = page_pictures.shown(pdf(PARTS), place, "1,094.85", tmp_path, lambda _: False)
    assert len(at(opened(plain), page_pictures.COVER)) == 0


@pytest.mark.parametrize("quarters", [0, 1])
def test_a_page_that_was_looked_at_is_shown_as_it_was_read(tmp_path, quarters):
    if not pages.can_see():
        missing("the extra `scan`")
    page = pypdfium2.PdfDocument(pdf(PARTS))[0]
    grey = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    if not (np.asarray(grey) < 255).any():
        missing("a Chinese font")
    scanned = io.BytesIO()
    grey.rotate(90 * quarters, expand=True).save(scanned, "PDF", resolution=200.0)
    place = "page 1 table 1 row 2 cell 3"
    made = page_pictures.shown(scanned.getvalue(), place, "360.20", tmp_path, is_person)
    assert made.is_marked
    assert len(at(opened(made), page_pictures.COVER)) > 100


def test_what_has_no_page_shows_none(tmp_path):
    for data, place in (
        (pdf(PARTS), "line 3"),
        (b"%PDF-1.4", "page 1"),
        (pdf(PARTS), "page 9"),
    ):
        assert page_pictures.shown(data, place, "1", tmp_path, is_person) is None


@pytest.mark.parametrize("keep", [True, False])
def test_documents_with_pages_are_kept_by_content_unless_asked_not_to(tmp_path, keep):
    (tmp_path / "a.pdf").write_bytes(pdf(PARTS))
    (tmp_path / "b.txt").write_text("支出决算表\n")
    land([tmp_path / "a.pdf", tmp_path / "b.txt"], tmp_path / "w", keep=keep)
    kept = list(landing.originals_in(tmp_path / "w").glob("*"))
    assert len(kept) == keep
    for path in kept:
        assert landing.original(tmp_path / "w", path.name) == pdf(PARTS)
    assert landing.original(tmp_path / "w", "0" * 64) is None
