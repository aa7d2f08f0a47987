"""Pictures of pages: they are read as the pages with text are, in whatever file they come."""

import io
import subprocess
import sys
from decimal import Decimal

import numpy as np
import polars as pl
import pypdfium2
import pytest
from conftest import ROOT, missing
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.render import pdf as printed
from corpus.render import table
from ingest import containers, landing, sources, workers
from ingest.documents import Alternative, Grid
from ingest.errors import DocumentError, Reason
from ingest.pipeline import land
from ingest.readers import images, pdf, photographs, read, running, sniff
from ingest.readers.scan import pages

ROWS = [
    ["项目", "本年支出合计", "基本支出"],
    ["一般公共服务支出", "1,094.85", "360.20"],
    ["二、社会保障和就业支出", "73.06", "73.06"],
    ["合计", "1,167.91", "433.26"],
]
TITLE = "支出决算表"
PAGE = printed([TITLE, "单位：万元", table(ROWS)])
FIGURES = {"1,094.85", "360.20", "73.06", "1,167.91", "433.26"}


@pytest.fixture(scope="module", autouse=True)
def eyes():
    """What these tests need: the extra, and a Chinese font to print with."""
    if not pages.can_see():
        missing("the extra `scan`")
    if not _shades(PAGE).any():
        missing("a Chinese font")


def _shades(data):
    return 255 - photograph(data)


def photograph(data, dpi=200):
    """The first page of a PDF as a picture."""
    page = pypdfium2.PdfDocument(data)[0]
    return np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"))


def copied(grey, angle=1.0, seed=1):
    """The picture as a photocopy: askew, blurred, with noise."""
    import cv2

    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    askew = cv2.warpAffine(grey, matrix, (width, height), borderValue=255)
    noise = np.random.default_rng(seed).normal(0, 10, grey.shape)
    grey = 245 - 0.85 * (255.0 - cv2.GaussianBlur(askew, (0, 0), 0.8)) + noise
    return np.clip(grey, 0, 255).astype(np.uint8)


def saved(*pictures, kind="PDF", **options):
    """Pictures as a file of a kind."""
    made = io.BytesIO()
    first, *more = [Image.fromarray(picture) for picture in pictures]
    if more:
        options |= {"save_all": True, "append_images": more}
    first.save(made, kind, **options)
    return made.getvalue()


def as_scan(grey):
    return saved(grey, resolution=200.0)


def rows(reading):
    grids = [block for block in reading.blocks if isinstance(block, Grid)]
    return [[list(row.cells) for row in grid.rows] for grid in grids]


@pytest.fixture(scope="module")
def clean():
    return photograph(PAGE)


def test_a_scan_gives_the_tables_and_places_of_the_page(clean):
    text, seen = pdf.read(PAGE), pdf.read(as_scan(clean))
    assert rows(seen) == rows(text) == [ROWS]
    (told,), (grid,) = ([b for b in r.blocks if isinstance(b, Grid)] for r in (text, seen))
    assert [row.places for row in grid.rows] == [row.places for row in told.rows]
    assert [line.text for line in grid.before] == [TITLE, "单位：万元"]
    assert not seen.notices
    assert seen.seen["page 1"].keys() >= FIGURES
    assert not text.seen


def test_a_photocopy_is_read_as_the_page(clean):
    copy = copied(clean, angle=-1.3)
    assert rows(pdf.read(saved(copy, quality=40, resolution=200.0))) == [ROWS]


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_on_its_side_is_turned(clean, quarters):
    turned = np.ascontiguousarray(np.rot90(clean, quarters))
    assert rows(pdf.read(as_scan(turned))) == [ROWS]


def test_of_a_mixed_document_only_the_pictures_are_looked_at(clean, monkeypatch):
    looked_at = []
    monkeypatch.setattr(running, "allow", looked_at.append)
    whole = pypdfium2.PdfDocument.new()
    for data in (PAGE, as_scan(clean)):
        whole.import_pages(pypdfium2.PdfDocument(data))
    made = io.BytesIO()
    whole.save(made)
    reading = pdf.read(made.getvalue())
    assert len(rows(reading)) == 2 or rows(reading) == [ROWS + ROWS]
    assert looked_at == [1]
    assert list(reading.seen) == ["page 2"]


def test_a_table_goes_on_from_a_page_with_text_to_a_scanned_one():
    body = [[f"{n}、示例项目支出", f"{3 * n}.25", f"{n}.50"] for n in range(1, 61)]
    told = printed([TITLE, "单位：万元", table([ROWS[0], *body])])
    first, second = pypdfium2.PdfDocument(told)
    grey = np.asarray(second.render(scale=200 / 72).to_pil().convert("L"))
    whole = pypdfium2.PdfDocument.new()
    whole.import_pages(first.pdf, [0])
    whole.import_pages(pypdfium2.PdfDocument(as_scan(copied(grey, 0.7))))
    made = io.BytesIO()
    whole.save(made)
    reading = pdf.read(made.getvalue())
    assert rows(reading) == rows(pdf.read(told)) == [[ROWS[0], *body]]
    assert list(reading.seen) == ["page 2"]


def test_a_photograph_of_a_page_upside_down_on_a_table_is_read(clean):
    import cv2

    height, width = clean.shape
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    moved = (
        corners
        + np.float32([(0.05, 0.04), (-0.03, 0.02), (-0.06, -0.03), (0.03, -0.04)]) * width
    )
    matrix = cv2.getPerspectiveTransform(corners, moved)
    taken = cv2.warpPerspective(clean, matrix, (width, height), borderValue=60)
    reading = read(saved(np.ascontiguousarray(np.rot90(taken, 2)), kind="JPEG", quality=85))
    assert rows(reading) == [ROWS]


def test_a_page_whose_text_layer_lost_its_words_is_looked_at(clean):
    """The picture of a page, and behind it its figures alone, as some programs leave them."""
    made = io.BytesIO()
    height, width = (dots * 72 / 200 for dots in clean.shape)
    canvas = Canvas(made, pagesize=(width, height))
    for line, figure in enumerate(sorted(FIGURES)):
        canvas.drawString(40, 40 + 20 * line, figure)
    canvas.drawImage(ImageReader(Image.fromarray(clean)), 0, 0, width, height)
    canvas.save()
    reading = pdf.read(made.getvalue())
    assert rows(reading) == [ROWS]
    assert list(reading.seen) == ["page 1"]


def hidden(grey, lines, mode=3):
    """The picture of a page, and text that a program recognised on it behind it."""
    made = io.BytesIO()
    height, width = (dots * 72 / 200 for dots in grey.shape)
    canvas = Canvas(made, pagesize=(width, height))
    canvas.drawImage(ImageReader(Image.fromarray(grey)), 0, 0, width, height)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = canvas.beginText(40, height - 60)
    text.setFont("STSong-Light", 10)
    text.setTextRenderMode(mode)
    for line in lines:
        text.textLine(line)
    canvas.drawText(text)
    canvas.save()
    return made.getvalue()


BADLY = ["支出决算表", "单位：万元", "一般公共服务支出 7,094.85 860.20", "合计 1,161.91 433.26"]


def test_text_hidden_behind_a_scan_is_no_print(clean):
    """A recogniser's text without a word on how sure it is; the page is looked at instead."""
    reading = pdf.read(hidden(clean, BADLY))
    assert rows(reading) == [ROWS]
    assert list(reading.seen) == ["page 1"]
    assert not reading.notices


def test_text_that_is_printed_over_a_picture_is_print():
    paper = np.full((2339, 1654), 250, np.uint8)
    reading = pdf.read(hidden(paper, BADLY, mode=0))
    assert not reading.seen
    assert not reading.notices


def test_without_the_extra_hidden_text_is_read_and_said_to_be(clean, monkeypatch):
    monkeypatch.setattr(pages, "NEEDED", ("no_such_package",))
    reading = pdf.read(hidden(clean, BADLY))
    (notice,) = reading.notices
    assert notice.reason == Reason.NO_TEXT_LAYER
    assert "what a program recognised" in notice.detail
    assert "mingzhang[scan]" in notice.detail


def test_pictures_in_every_file_are_read(clean):
    jpeg = saved(clean, kind="JPEG", quality=90)
    tiff = saved(clean, kind="TIFF", dpi=(200, 200), compression="tiff_deflate")
    for data, kind in ((jpeg, "image/jpeg"), (tiff, "image/tiff")):
        reading = read(data)
        assert reading.media_type == kind
        assert rows(reading) == [ROWS]


def test_a_zip_or_a_folder_of_photographs_is_one_document(clean, tmp_path):
    folder = tmp_path / "决算公开"
    folder.mkdir()
    other = photograph(printed(["第二页", "其他支出见附件。"]))
    for name, grey in (("页10.png", other), ("页9.png", clean)):
        (folder / name).write_bytes(saved(grey, kind="PNG"))
    assert list(sources.documents_under([tmp_path])) == [folder]
    (source,) = sources.documents_in(sources.entry_of(folder))
    assert source.file.file_name == "决算公开"
    assert source.file.document_id == sources.content_id(folder)
    assert sniff(source.data) == photographs.MEDIA_TYPE
    assert not containers.is_archive(source.data)
    reading = read(source.data)
    assert rows(reading) == [ROWS]
    assert list(reading.seen) == ["page 1", "page 2"]
    assert [line.text for line in reading.blocks[-1].lines] == [
        "第二页",
        "其他支出见附件。",
    ]


def test_what_was_recognised_is_kept_by_its_picture(clean, tmp_path, monkeypatch):
    running.run_with(lambda _: None, tmp_path / "seen")
    try:
        first = pdf.read(as_scan(clean))
        from ingest.readers.scan import page

        monkeypatch.setattr(page, "recognised", lambda *_: pytest.fail("recognised again"))
        again = pdf.read(as_scan(clean))
        assert again == first
        (kept,) = (tmp_path / "seen").iterdir()
        kept.write_bytes(b"cut off")
        with pytest.raises(pytest.fail.Exception):
            pdf.read(as_scan(clean))
    finally:
        running.run_with(lambda _: None, None)


def test_workers_read_scans_within_their_limits_and_keep_them(clean, tmp_path):
    (tmp_path / "a.pdf").write_bytes(as_scan(clean))
    land([tmp_path / "a.pdf"], tmp_path / "w")
    (batch,) = landing.batches(tmp_path / "w")
    amounts = pl.read_parquet(batch / "amounts.parquet")
    assert amounts["source"].unique().to_list() == ["scan"]
    assert amounts["confidence"].min() > 0.9
    assert not amounts["alternatives"].null_count()
    assert {*amounts["amount_text"]} == {"1,167.91", "433.26"}
    assert len(list((tmp_path / "w" / "seen").iterdir())) == 1


def test_pages_are_told_as_they_are_recognised(clean, tmp_path):
    """Of a PDF and of pictures in a folder; of those that were seen before, too."""
    (tmp_path / "a.pdf").write_bytes(saved(clean, clean, clean, resolution=200.0))
    folder = tmp_path / "决算公开"
    folder.mkdir()
    for page in (1, 2):
        (folder / f"页{page}.png").write_bytes(saved(clean, kind="PNG"))
    told = []
    land([tmp_path / "a.pdf", folder], tmp_path / "w", progress=told.append)
    assert [(at.done, at.name, at.page, at.pages) for at in told] == [
        *((0, "a.pdf", page, 3) for page in range(4)),
        (1, "a.pdf", 0, 0),
        *((1, "决算公开", page, 2) for page in range(3)),
        (2, "决算公开", 0, 0),
    ]


def test_a_figure_in_a_sentence_is_as_sure_as_its_own_characters():
    from ingest.readers.scan.page import _figures
    from ingest.readers.scan.recogniser import Sign

    odds = {"门": 0.4, "2": 0.95, "5": 0.8}
    signs = tuple(Sign(text, 0.5, odds.get(text, 0.99)) for text in "本部门2024年支出51.50万元")
    found = {text: sight.confidence for text, sight in _figures(signs)}
    assert found == {"2024": 0.95, "51.50": 0.8, "本部门2024年支出51.50万元": 0.4}


def test_what_else_a_character_may_be_is_told_by_its_place_in_its_own_figure():
    from ingest.readers.scan.page import _figures
    from ingest.readers.scan.recogniser import Sign

    others = {"8": (("3", 0.2146), ("", 0.01))}
    signs = tuple(Sign(text, 0.5, 0.78, others.get(text, ())) for text in "共51.80元")
    found = {text: sight.alternatives for text, sight in _figures(signs)}
    assert found["51.80"] == (
        Alternative(4, "8", "3", Decimal("0.215")),
        Alternative(4, "8", "", Decimal("0.010")),
    )
    assert [alternative.in_text("51.80") for alternative in found["51.80"]] == [
        "51.30",
        "51.0",
    ]
    assert [alternative.character_no for alternative in found["共51.80元"]] == [5, 5]


def test_pages_have_time_each_by_the_clock_and_by_computing(monkeypatch):
    clocks = []
    monkeypatch.setattr(workers.signal, "setitimer", lambda _, seconds: clocks.append(seconds))
    monkeypatch.setattr(workers.signal, "alarm", clocks.append)
    workers._allow(3)
    assert clocks == [3 * workers.SECONDS, 3 * workers.SECONDS * workers.PAGE_PATIENCE]


@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_an_empty_page_has_nothing_to_read(kind):
    blank = np.full((2339, 1654), 250, np.uint8)
    with pytest.raises(DocumentError, match="nothing to read was seen") as raised:
        read(saved(blank, kind=kind))
    assert raised.value.reason == Reason.NO_TEXT_LAYER


def test_lines_that_part_cells_of_a_single_low_row_are_found():
    """A head in three rows, the lowest of which alone parts two columns of the middle one."""
    head = [["项目", "合计", "基本支出", ""], ["", "", "人员经费", "公用经费"]]
    body = [["教育支出", "10.50", "7.25", "3.25"], ["合计", "10.50", "7.25", "3.25"]]
    page = printed([TITLE, table([*head, *body], header=2)])
    assert rows(pdf.read(as_scan(photograph(page)))) == rows(pdf.read(page))


def drawn(*strokes):
    """The ink of a table of two columns whose lower border lies at 300, and of more strokes."""
    ink = np.zeros((400, 600), np.uint8)
    for y in (100, 200, 300):
        ink[y : y + 2, 100:502] = 255
    for x in (100, 300, 500):
        ink[100:302, x : x + 2] = 255
    for y0, y1, x0, x1 in strokes:
        ink[y0:y1, x0:x1] = 255
    return ink


@pytest.mark.parametrize(
    "stroke",
    [
        (303, 328, 300, 302),  # of a character right below an upright line
        (308, 310, 20, 105),  # of several characters in a row, past the edge of the table
        (312, 314, 200, 280),
    ],
)
def test_strokes_of_a_text_right_below_a_table_are_no_lines_of_it(stroke):
    from ingest.readers.scan.ruling import ruled

    alone, rest = ruled(drawn())
    lines, left = ruled(drawn(stroke))
    assert lines == alone
    assert not rest.any()
    assert left.any()


def landscape(chance):
    y, x = np.mgrid[0:1200, 0:1600]
    sky = 220 - y / 8 + 20 * np.sin(x / 200)
    is_hill = y > 600 + 150 * np.sin(x / 300) + 60 * np.sin(x / 47)
    return np.where(is_hill, 90 + chance.normal(0, 30, y.shape), sky)


def handwriting(chance):
    import cv2

    paper = np.full((2339, 1654), 240, np.uint8)
    for line in range(10):
        for word in range(40):
            strokes = np.cumsum(chance.normal(0, 9, (8, 2)), axis=0)
            at = strokes + (150 + 32 * word, 150 + 80 * line)
            cv2.polylines(paper, [at.astype(np.int32)], isClosed=False, color=30, thickness=2)
    return paper


@pytest.mark.parametrize("picture", [landscape, handwriting])
def test_of_a_picture_that_is_no_printed_page_nothing_is_said(picture):
    grey = np.clip(picture(np.random.default_rng(1)), 0, 255).astype(np.uint8)
    with pytest.raises(DocumentError) as raised:
        read(saved(grey, kind="PNG"))
    assert raised.value.reason == Reason.NO_TEXT_LAYER


def test_a_damaged_picture_says_so(clean):
    with pytest.raises(DocumentError) as raised:
        images.read(saved(clean, kind="PNG")[:400])
    assert raised.value.reason == Reason.DAMAGED


@pytest.mark.parametrize("kind", ["PDF", "PNG"])
def test_without_the_extra_the_outcome_says_what_to_install(clean, kind, monkeypatch):
    monkeypatch.setattr(pages, "NEEDED", ("no_such_package",))
    with pytest.raises(DocumentError, match=r"mingzhang\[scan\]") as raised:
        read(saved(clean, kind=kind))
    assert raised.value.reason == Reason.NO_TEXT_LAYER


def test_nothing_of_the_extra_is_imported_for_pages_with_text(tmp_path):
    (tmp_path / "a.pdf").write_bytes(PAGE)
    code = (
        "import sys; from ingest.readers import images, pdf; pdf.read(open(sys.argv[1], 'rb')"
        ".read()); print(sorted({'cv2', 'onnxruntime', 'rapidocr'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n"
