"""Documents that another program printed: LibreOffice's PDF and web page of a docx.

Its pages end where they end: rows, heads and merged cells are cut, and ruled on both sides.
"""

import io
import re
import subprocess
import zipfile

import pytest

from benchmarks.scoring import Score, compared, printed_of, read_cells
from corpus.generate import Request, made

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
