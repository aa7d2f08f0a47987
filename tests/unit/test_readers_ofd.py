"""OFD: what its XML may do that the corpus' own printer does not."""

import io
import re
import zipfile

import numpy as np
import pytest
from conftest import missing

from corpus.render import ofd, pdf, table
from corpus.render.word import package
from ingest import containers
from ingest.documents import Grid, Prose
from ingest.errors import DocumentError, Reason
from ingest.readers import ofd as reader
from ingest.readers import read, sniff
from ingest.readers.scan import pages

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROWS = [
    ["项目", "本年支出合计", "基本支出"],
    ["一般公共服务支出", "1,094.85", "360.20"],
    ["二、社会保障和就业支出", "73.06", "73.06"],
    ["合计", "1,167.91", "433.26"],
]
PARTS = ["支出决算表", "单位：万元", table(ROWS)]


def made(*contents, common="", **members):
    """An OFD whose pages hold these objects."""
    listed = "".join(
        f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>'
        for i in range(len(contents))
    )
    pages = {
        f"Doc_0/Pages/Page_{i}/Content.xml": f"<ofd:Page {SPACE}>{content}</ofd:Page>"
        for i, content in enumerate(contents)
    }
    return package(
        {
            "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
            "</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
            f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **pages,
            **{f"Doc_0/{name}": content for name, content in members.items()},
        }
    )


def layer(*objects):
    return f'<ofd:Content><ofd:Layer ID="9">{"".join(objects)}</ofd:Layer></ofd:Content>'


def text(words, x=20.0, y=20.0, deltas="", **told):
    attributes = "".join(f' {name}="{value}"' for name, value in told.items())
    delta = f' DeltaX="{deltas}"' * bool(deltas)
    return (
        f'<ofd:TextObject ID="5" Boundary="{x} {y} 80 5" Size="4"{attributes}>'
        f'<ofd:TextCode X="0" Y="4"{delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data, **told):
    attributes = "".join(f' {name}="{value}"' for name, value in told.items())
    return (
        f'<ofd:PathObject ID="6" Boundary="0 0 210 297"{attributes}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def lines(reading):
    return [line.text for b in reading.blocks if isinstance(b, Prose) for line in b.lines]


def grids(reading):
    blocks = (block for block in reading.blocks if isinstance(block, Grid))
    return [[list(row.cells) for row in grid.rows] for grid in blocks]


def test_an_ofd_is_one_document_and_says_what_its_pdf_says():
    data = ofd(PARTS)
    assert sniff(data) == reader.MEDIA_TYPE
    assert not containers.is_archive(data)
    printed, told = read(pdf(PARTS)), read(data)
    assert grids(told) == grids(printed) == [ROWS]
    assert [(r.places, r.covered) for r in told.blocks[-1].rows] == [
        (r.places, r.covered) for r in printed.blocks[-1].rows
    ]


def grid_of_lines(kind):
    """A table of two rows and columns, its lines told in the ways that paths have."""
    xs, ys = (20, 70, 120), (40, 50, 60)
    if kind == "lines":
        return [
            path("".join(f"M 20 {y} L 120 {y} " for y in ys)),
            path("".join(f"S {x} 40 L {x} 60 " for x in xs)),
        ]
    if kind == "closed boxes":
        boxes = [(x, y) for x in xs[:2] for y in ys[:2]]
        return [
            path(f"M {x} {y} L {x + 50} {y} L {x + 50} {y + 10} L {x} {y + 10} C")
            for x, y in boxes
        ]
    thin = [(20, y - 0.1, 100, 0.2) for y in ys] + [(x - 0.1, 40, 0.2, 20) for x in xs]
    return [
        path(
            f"M {x} {y} L {x + w} {y} L {x + w} {y + h} L {x} {y + h} C",
            Stroke="false",
            Fill="true",
        )
        for x, y, w, h in thin
    ]


CELLS = (
    text("基本支出", 22, 42, "g 3 4"), text("1,234.50", 72, 42, "2 2 2 2 2 2 2"),
    text("项目支出", 22, 52), text("2,000.75", 72, 52),
)  # fmt: skip
TWO = [["基本支出", "1,234.50"], ["项目支出", "2,000.75"]]


@pytest.mark.parametrize("kind", ["lines", "closed boxes", "thin boxes"])
def test_paths_of_every_kind_rule_tables(kind):
    reading = read(made(layer(*grid_of_lines(kind), *CELLS)))
    assert grids(reading) == [TWO]


def test_what_is_not_to_be_seen_is_not_read():
    hidden = [text("底稿", Visible="false"), path("M 0 0 L 9 9", Visible="false")]
    assert lines(read(made(layer(*hidden, text("正文"))))) == ["正文"]


def test_templates_and_drawings_of_resources_are_on_the_page():
    common = (
        '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
        "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    )
    under = layer(*grid_of_lines("lines"))
    members = {
        "Tpls/Tpl_0/Content.xml": f"<ofd:Page {SPACE}>{under}</ofd:Page>",
        "DocumentRes.xml": f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>"
        f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{"".join(CELLS)}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
    }
    page = '<ofd:Template TemplateID="2"/>' + layer(
        '<ofd:CompositeObject ID="8" Boundary="0 0 210 297" ResourceID="7"/>'
    )
    assert grids(read(made(page, common=common, **members))) == [TWO]


def test_a_page_on_its_side_is_turned():
    """Its text runs down the page: a quarter clockwise."""
    words = (
        text("一般公共预算", 100, 20, "g 5 4", CTM="0 1 -1 0 0 0"),
        text("财政拨款支出", 90, 20, "g 5 4", CTM="0 1 -1 0 0 0"),
    )
    assert lines(read(made(layer(*words)))) == ["一般公共预算", "财政拨款支出"]


def test_a_page_that_cannot_be_read_is_a_notice_and_the_others_are_read():
    reading = read(made("<broken", layer(text("正文"))))
    assert [(n.reason, n.place) for n in reading.notices] == [(Reason.DAMAGED, "page 1")]
    assert lines(reading) == ["正文"]


def test_spaces_and_attributes_are_read_as_programs_spell_them(monkeypatch):
    monkeypatch.setitem(globals(), "SPACE", 'xmlns:ofd="http://www.example.org/ofd"')
    written = text("正文", deltas="g 1 4").replace("Size=", "size=")
    assert lines(read(made(layer(written)))) == ["正文"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made(layer(text("正文")), **{"Encryptions.xml": "<a/>"}), Reason.ENCRYPTED),
        (package({"OFD.xml": f"<ofd:OFD {SPACE}/>"}), Reason.DAMAGED),
        (package({"OFD.xml": b"<ofd"}), Reason.DAMAGED),
        (made(layer()), Reason.NO_TEXT_LAYER),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(DocumentError) as raised:
        read(data)
    assert raised.value.reason == reason


def scanned():
    """An OFD of one page that is a picture of a page."""
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf(PARTS))[0]
    shown = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    if not (np.asarray(shown) < 255).any():
        missing("a Chinese font")
    made_png = io.BytesIO()
    shown.save(made_png, "PNG")
    width, height = (edge * 25.4 / 72 for edge in page.get_size())
    common = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
    area = f"<ofd:Area><ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox></ofd:Area>"
    image = (
        f'<ofd:ImageObject ID="8" Boundary="0 0 {width} {height}" '
        f'CTM="{width} 0 0 {height} 0 0" ResourceID="7"/>'
    )
    members = {
        "DocumentRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia '
        'ID="7" Type="Image"><ofd:MediaFile>p.png</ofd:MediaFile></ofd:MultiMedia>'
        "</ofd:MultiMedias></ofd:Res>",
        "Res/p.png": made_png.getvalue(),
    }
    return made(area + layer(image), common=common, **members)


def test_a_page_that_is_a_picture_is_looked_at():
    if not pages.can_see():
        missing("the extra `scan`")
    reading = read(scanned())
    assert grids(reading) == [ROWS]
    assert list(reading.seen) == ["page 1"]


def test_without_the_extra_the_outcome_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pages, "NEEDED", ("no_such_package",))
    with pytest.raises(DocumentError, match=r"mingzhang\[scan\]"):
        read(scanned())


def test_files_are_found_as_programs_spell_their_paths():
    whole = made(layer(text("正文")))
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for spelled in (
        {name.replace("Content", "content"): part for name, part in parts.items()},
        {name.replace("/", "\\"): part for name, part in parts.items()},
        {f"/{name}" if "/" in name else name: part for name, part in parts.items()},
        parts | {"OFD.xml": parts["OFD.xml"].replace(b"/Doc_0/", b".\\Doc_0\\")},
    ):
        assert lines(read(package(spelled))) == ["正文"]


def test_pages_that_are_not_there_are_damage_and_no_pictures():
    whole = made(layer(text("正文")))
    with zipfile.ZipFile(io.BytesIO(whole)) as opened:
        parts = {n: opened.read(n) for n in opened.namelist() if "Page_0" not in n}
    with pytest.raises(DocumentError) as raised:
        read(package(parts))
    assert raised.value.reason == Reason.DAMAGED
    assert "Page_0/Content.xml" in raised.value.detail


def test_a_watermark_across_pages_parts_no_table():
    """It lies in a template under each page, turned; the table goes on behind it."""
    rows = [[f"第{i}项支出", "1,094.85", "360.20"] for i in range(80)]
    data = ofd([*PARTS[:2], table([ROWS[0], *rows], header=1)])
    common = '<ofd:TemplatePage ID="7" BaseLoc="Tpl.xml"/></ofd:CommonData>'
    mark = text("仅供内部参考", 40, 150, "g 5 20", CTM="0.7071 -0.7071 0.7071 0.7071 0 0")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    under = '<ofd:Template TemplateID="7"/><ofd:Content>'
    marked = {
        name: part.replace("</ofd:CommonData>", common).replace("<ofd:Content>", under)
        for name, part in parts.items()
    }
    marked["Doc_0/Tpl.xml"] = f"<ofd:Page {SPACE}>{layer(mark)}</ofd:Page>"
    assert len([name for name in marked if "Pages/" in name]) > 1
    assert grids(read(package(marked))) == grids(read(data)) == [[ROWS[0], *rows]]


@pytest.mark.parametrize("scale", [0.02, 0.36, 1, 8])
def test_a_page_drawn_at_a_size_that_nobody_prints_is_read(scale):
    """Some programs take points or dots for the millimetres that they should write."""

    def at(item):
        return re.sub(
            r'((?:Boundary|X|Y|DeltaX)="|Size="|Data>)([^"<]*)',
            lambda told: (
                told[1]
                + re.sub(r"-?\d+(?:\.\d+)?", lambda n: f"{float(n[0]) * scale:.5f}", told[2])
            ),
            item,
        )

    rows = [("支出决算表", 20), ("科目名称", 35), ("教育支出", 45), ("卫生健康支出", 55)]
    items = [text(words, 20, y) for words, y in rows]
    figures = [("本年支出合计", 35), ("1,234.50", 45), ("2,000.75", 55)]
    items += [text(words, 120, y) for words, y in figures]
    (grid,) = grids(read(made(layer(*map(at, items)))))
    assert grid == [
        ["科目名称", "本年支出合计"],
        ["教育支出", "1,234.50"],
        ["卫生健康支出", "2,000.75"],
    ]


def test_figures_in_a_text_that_is_spread_evenly_leave_no_gaps():
    """Some programs give all characters of a text one width, figures the width of signs."""
    (line,) = lines(read(made(layer(text("公开09表", deltas="g 4 3.4")))))
    assert line == "公开09表"
    (apart,) = lines(read(made(layer(text("公开09表", deltas="4 4 9 2")))))
    assert apart != "公开09表"


def members():
    with zipfile.ZipFile(io.BytesIO(ofd(PARTS))) as held:
        return {name: held.read(name).decode() for name in held.namelist()}


def everywhere(old, new):
    return lambda parts: {name: part.replace(old, new) for name, part in parts.items()}


def named(rename):
    return lambda parts: {rename(name): part for name, part in parts.items()}


ODD = {
    "paths from the root": everywhere('BaseLoc="Pages', 'BaseLoc="/Doc_0/Pages'),
    "paths from the root without a slash": everywhere('BaseLoc="Pages', 'BaseLoc="Doc_0/Pages'),
    "back slashes": named(lambda name: name.replace("/", "\\")),
    "small letters": named(str.lower),
    "another prefix": lambda parts: everywhere(":ofd=", ":o=")(everywhere("ofd:", "o:")(parts)),
    "no space": lambda parts: everywhere("ofd:", "")(everywhere(f" {SPACE}", "")(parts)),
    "a text without its size": lambda parts: {
        name: re.sub(r' Size="[^"]*"', "", part) for name, part in parts.items()
    },
    "GBK": lambda parts: {
        name: f'<?xml version="1.0" encoding="GBK"?>{part}'.encode("gbk")
        for name, part in parts.items()
    },
}


@pytest.mark.parametrize("what", ODD)
def test_an_ofd_is_read_as_programs_spell_it(what):
    data = package(ODD[what](members()))
    assert not containers.is_archive(data)
    reading = read(data)
    assert grids(reading) == [ROWS]
    assert reading.notices == ()


class InGbk(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):  # noqa: N802  the name of what it replaces
        return self.filename.encode("gbk"), 0


def test_names_in_gbk_are_found():
    """As programs write them that say nothing of the encoding: letter by letter, in bytes."""
    parts = everywhere("Doc_0", "文档")(members())
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, part in parts.items():
            target.writestr(InGbk(name.replace("Doc_0", "文档")), part)
    assert grids(read(made.getvalue())) == [ROWS]


def test_of_two_documents_the_one_that_is_there_is_read():
    second = "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/a.xml</ofd:DocRoot></ofd:DocBody>"
    reading = read(package(everywhere("</ofd:DocBody>", second)(members())))
    assert grids(reading) == [ROWS]
    (notice,) = reading.notices
    assert (notice.reason, notice.place) == (Reason.DAMAGED, "document 2")
