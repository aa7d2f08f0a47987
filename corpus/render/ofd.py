"""An OFD (GB/T 33190): the characters and the lines of the PDF of the same parts."""

import html as markup
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import pypdfium2

from corpus.render.printed import Part
from corpus.render.ruled import pdf
from corpus.render.word import package
from ingest.readers.pdf.characters import ABOVE, BELOW, Glyph, glyphs_of
from ingest.readers.pdf.drawn_lines import drawing_of

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
_BASE = BELOW / (ABOVE + BELOW)
"""Where in a character's box, from below, its baseline lies."""


def ofd(parts: Sequence[Part]) -> bytes:
    """The same pages as the PDF's, as the national format holds them."""
    document = pypdfium2.PdfDocument(pdf(parts))
    pages: dict[str, str | bytes] = {}
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_size()
        text = page.get_textpage()
        items = [*_texts(glyphs_of(text.raw), height), *_paths(page, height)]
        area = f"<ofd:PhysicalBox>0 0 {width * _MM:.3f} {height * _MM:.3f}</ofd:PhysicalBox>"
        numbered = "".join(f"<ofd:{item.format(i)}" for i, item in enumerate(items, start=10))
        pages[f"Doc_0/Pages/Page_{index}/Content.xml"] = (
            f"<ofd:Page {_SPACE}><ofd:Area>{area}</ofd:Area><ofd:Content>"
            f'<ofd:Layer ID="2">{numbered}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    return package({"OFD.xml": _root(), "Doc_0/Document.xml": _document(len(pages)), **pages})


def _root() -> str:
    return (
        f'<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )


def _document(pages: int) -> str:
    listed = "".join(
        f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(pages)
    )
    return (
        f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def _texts(glyphs: Sequence[Glyph], height: float) -> Iterator[str]:
    """Each run of characters on one line; its first place, and how far the next ones are."""
    for _, run in groupby(glyphs, key=lambda glyph: (glyph.bottom, glyph.top)):
        line = list(run)
        first = line[0]
        size = first.top - first.bottom
        baseline = (1 - _BASE) * size * _MM
        steps = " ".join(f"{(b.left - a.left) * _MM:.3f}" for a, b in pairwise(line))
        text = markup.escape("".join(glyph.text for glyph in line))
        box = (first.left, height - first.top, line[-1].right - first.left, size)
        yield (
            f'TextObject ID="{{}}" Font="3" Size="{size * _MM:.3f}" '
            f'Boundary="{" ".join(f"{edge * _MM:.3f}" for edge in box)}">'
            f'<ofd:TextCode X="0" Y="{baseline:.3f}" DeltaX="{steps}">'
            f"{text.replace('{', '{{').replace('}', '}}')}</ofd:TextCode></ofd:TextObject>"
        )


def _paths(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    for (x0, y0), (x1, y1) in drawing_of(page.raw).lines:
        ends = (x0, height - y0, x1, height - y1)
        told = "M {:.3f} {:.3f} L {:.3f} {:.3f}".format(*(edge * _MM for edge in ends))
        yield (
            f'PathObject ID="{{}}" Boundary="0 0 500 500" LineWidth="0.18">'
            f"<ofd:AbbreviatedData>{told}</ofd:AbbreviatedData></ofd:PathObject>"
        )
