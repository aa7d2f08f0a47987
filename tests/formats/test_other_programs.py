"""Documents that another program made: LibreOffice's PDF and web page of a docx, easyofd's OFD.

Pages of LibreOffice end where they end: rows, heads and merged cells are cut, and ruled on both
sides. easyofd writes the texts of a PDF without its lines, or its pages as pictures.
"""

import io
import re
import subprocess
import zipfile

import pypdfium2
import pytest
from conftest import missing
from formats.test_formats import said

from benchmarks import ofd_peer
from benchmarks.scoring import Score, compared, printed_of, read_cells
from corpus.generate import Request, made
from corpus.render import pdf, table
from ingest.readers.scan.pages import can_see
from ingest.reading import read_document

DOCUMENTS = 8
SEED = 9001
WIDTH = 14_800
"""Of a table, in twentieths of a point: what a page on its side has room for."""
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900"/></w:sectPr></w:body>'
)


def ruled(data):
    """A docx with borders around its cells, on pages that its tables fit."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                xml = re.sub("<w:tbl>.*?</w:tbl>", fitted, part.decode(), flags=re.DOTALL)
                xml = xml.replace("<w:r><w:t", '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t')
                part = xml.replace("</w:body>", PAGE).encode()
            target.writestr(name, part)
    return made.getvalue()


def fitted(table):
    width = sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', table[0])))
    scaled = re.sub(
        r'(<w:(?:gridCol|tcW|tblW) w:w=")(\d+)"',
        lambda found: f'{found[1]}{int(found[2]) * WIDTH // width}"',
        table[0],
    )
    return scaled.replace("</w:tblPr>", f"<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>")


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """The documents, and the folder in which each is a docx of its number."""
    folder = tmp_path_factory.mktemp("printed")
    documents = list(made(Request(DOCUMENTS, SEED, ("docx",), "none", printed=False)))
    for number, each in enumerate(documents):
        (folder / f"{number}.docx").write_bytes(ruled(each.data))
    return documents, folder


@pytest.mark.parametrize("ending", ["pdf", "html"])
def test_what_another_program_printed_is_read_whole(ending, documents, office):
    printed, folder = documents
    names = [str(folder / f"{number}.docx") for number in range(len(printed))]
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
               "--convert-to", ending, "--outdir", str(folder)]  # fmt: skip
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=180)
    whole = Score()
    for number, each in enumerate(printed):
        read = read_cells((folder / f"{number}.{ending}").read_bytes(), each.file_name)
        for _, score in compared(printed_of(each.document), read, each.file_name):
            whole.add(score)
    assert whole.printed > 2000
    assert (whole.f1, whole.invented) == (1, 0), whole.missed_examples + whole.wrong_examples


@pytest.fixture(scope="module")
def easyofd():
    """What makes an OFD of a file."""
    if not ofd_peer.is_there():
        missing("easyofd")
    return ofd_peer.written


def test_an_ofd_that_another_program_wrote_says_what_the_pdf_says(easyofd):
    for each in made(Request(2, SEED, ("txt",), "none", printed=False)):
        printed = pdf(list(each.document.parts()), rules="none")
        told = read_document(printed, "a.pdf", "a.pdf")
        rows = read_document(easyofd(printed), "a.ofd", "a.ofd")
        assert rows["documents"][0]["media_type"] == "application/ofd"
        assert len(told["amounts"]) > 100
        assert said(rows) == said(told)


def test_pictures_that_another_program_put_into_an_ofd_are_scans(easyofd):
    if not can_see():
        missing("the extra `scan`")
    rows = [
        ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
        ["205", "教育支出", "1,094.85", "360.20", "734.65"],
        ["合计", "", "1,094.85", "360.20", "734.65"],
    ]
    printed = pdf(["支出决算表", "部门：示例县财政局 2023年度 单位：万元", table(rows)])
    page = pypdfium2.PdfDocument(printed)[0].render(scale=200 / 72).to_pil()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pictures, pictures.open("1.png", "w") as file:
        page.save(file, "PNG")
    data = easyofd(held.getvalue(), "pictures")
    found = read_document(data, "a.ofd", "a.ofd")["amounts"]
    assert [row["amount_text"] for row in found] == [*rows[1][2:], *rows[2][2:]]
    assert {row["source"] for row in found} == {"scan"}


def test_what_two_readers_find_is_counted(easyofd):
    sums = ofd_peer.measured(1, SEED)
    ours, theirs = (sums[f"easyofd, {reader}"] for reader in ("this house", "easyofd"))
    assert ours.amounts == ours.amounts_read == theirs.amounts > 100
    assert ours.facts == ours.facts_right > 100
    assert theirs.facts is None
    *_, line = ofd_peer.table(
        {"easyofd, easyofd": {f: getattr(theirs, f) for f in theirs.__slots__}}
    )
    assert line.startswith("| easyofd | easyofd |")
    assert "| none | none |" in line
