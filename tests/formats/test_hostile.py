"""Hostile files: each ends in an outcome, soon and in little memory, and hides no other."""

import io
import json
import os
import sys
import zipfile
import zlib
from functools import cache

import polars
import pytest
from forks import Forks
from sound_document import SOUND

from corpus.render import (
    RENDERERS,
    WORD,
    docx,
    html,
    package,
    pdf,
    table,
    txt,
    word_package,
    xlsx,
)
from ingest import landing, readers
from ingest.pipeline import land
from ingest.reading import read_document

SECONDS = 20
"""Of the processor, as the workers count them: another's work on the machine is not ours."""
MEMORY = 1_000_000_000
TABLE = [
    "支出决算表",
    "单位：万元",
    table([["项目", "金额"], *[[f"项目{i}", "1.00"] for i in range(50)]]),
]
READERS = Forks("""
import json, signal, time
from ingest.reading import read_document
read_document("支出决算表".encode(), "first", "first")  # what is loaded once
def run(path, answer, seconds):
    signal.alarm(seconds)
    data = open(path, "rb").read()
    start = time.process_time()
    rows = read_document(data, "hostile", "hostile")
    outcome = rows["outcomes"][0]
    found = {
        "status": outcome["status"], "reason": outcome["reason_code"],
        "seconds": time.process_time() - start,
        "memory": 1024 * next(
            int(line.split()[1])
            for line in open("/proc/self/status") if line.startswith("VmHWM")
        ),
    }
    with open(answer, "w") as file:
        json.dump(found, file)
""")


def outcome(data):
    row = read_document(data, "hostile", "hostile")["outcomes"][0]
    return row["status"], row["reason_code"]


def read_apart(data, tmp_path):
    """The outcome of a document that is read in a process of its own, within its bounds."""
    path, answer = tmp_path / "hostile", tmp_path / "answer.json"
    path.write_bytes(data)
    assert READERS.run(path=str(path), answer=str(answer), seconds=10 * SECONDS) == 0
    found = json.loads(answer.read_text("utf-8"))
    assert found["seconds"] < SECONDS, found
    assert found["memory"] < MEMORY, found
    return found["status"], found["reason"]


@cache
def sound(kind):
    return RENDERERS[kind](TABLE)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("kind", RENDERERS)
def test_a_truncated_file_has_an_outcome(kind, share):
    data = sound(kind)
    status, reason = outcome(data[: int(len(data) * share)])
    assert reason != "internal_error"
    assert status in ("failed", "unrecognised", "parsed", "empty_declared")
    if kind in ("docx", "xlsx"):
        assert (status, reason) == ("failed", "damaged")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_file_with_a_hole_has_an_outcome(kind):
    data = bytearray(sound(kind))
    for start in range(len(data) // 5, len(data) - 40, len(data) // 5):
        holed = data.copy()
        holed[start : start + 40] = bytes(40)
        assert outcome(bytes(holed))[1] != "internal_error"


@pytest.mark.parametrize(
    "head",
    [b"%PDF-1.4\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\x00\x01",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), b"<html>",
     b"\xff\xfe", b"\xef\xbb\xbf"],
)  # fmt: skip
def test_a_signature_with_noise_after_it_has_an_outcome(head):
    noise = bytes((i * 7919 + i * i) % 256 for i in range(20_000))
    assert outcome(head + noise)[1] != "internal_error"


@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b" \n\t", b"\xef\xbb\xbf"])
def test_a_file_of_nothing_is_an_outcome(data):
    assert outcome(data)[0] in ("failed", "unrecognised")


def test_nuls_within_a_text_do_not_hide_it():
    data = "支出决算表\n".encode() * 900 + b"\0\0\0" + "合计\n".encode()
    assert outcome(data) == ("unrecognised", "no_form_in_document")


# Bombs


def test_a_package_that_unpacks_to_much_more_is_refused():
    bomb = package({"word/document.xml": b" " * 50_000_000})
    assert len(bomb) < 100_000
    assert outcome(bomb) == ("failed", "too_large")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/media/a.bin"])
def test_a_workbook_with_a_bomb_in_any_part_is_refused(part):
    with zipfile.ZipFile(io.BytesIO(sound("xlsx"))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    assert outcome(package(parts | {part: b" " * 50_000_000})) == ("failed", "too_large")


LAUGHS = "<!DOCTYPE x [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 11)
) + "]>"  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_word_document_with_an_entity_bomb_is_refused(encoding):
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&l10;</w:t></w:r></w:p>'
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    xml = f"{head}{LAUGHS}{body}</w:body></w:document>".encode(encoding)
    data = package({"word/document.xml": xml})
    assert outcome(data) == ("failed", "damaged")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_an_entity_bomb_is_refused(part):
    with zipfile.ZipFile(io.BytesIO(sound("xlsx"))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    xml = parts[part].decode()
    start = xml.index("?>") + 2
    parts[part] = (xml[:start] + LAUGHS + xml[start:]).encode()
    assert outcome(package(parts)) == ("failed", "damaged")


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_entities_in_the_cells_of_a_workbook_are_never_expanded(part):
    with zipfile.ZipFile(io.BytesIO(sound("xlsx"))) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    xml = parts[part].decode()
    start = xml.index("?>") + 2
    parts[part] = (xml[:start] + LAUGHS + xml[start:].replace("项目", "&l10;")).encode()
    assert outcome(package(parts))[1] != "internal_error"


def test_archives_that_multiply_at_each_depth_end(tmp_path):
    data = b"x"
    for depth in range(4):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as opened:
            for copy in range(8):
                opened.writestr(f"{depth}-{copy}.zip", data + bytes([copy]))
        data = made.getvalue()
    (tmp_path / "many.zip").write_bytes(data)
    found = outcomes_of(land_folder(tmp_path, "many.zip"))
    assert found["many.zip"] == ("ignored", "archive")
    assert ("failed", "too_large") in found.values()


# Depth and breadth


def test_a_page_of_a_hundred_thousand_nested_elements_is_refused():
    page = b"<!DOCTYPE html><body>" + b"<div>" * 100_000 + b"</div>" * 100_000
    assert outcome(page) == ("failed", "too_large")


def test_nested_inline_elements_are_read(tmp_path):
    page = "<!DOCTYPE html><body>" + "<span>" * 10_000 + "决算"
    assert read_apart(page.encode(), tmp_path) == ("unrecognised", "no_form_in_document")


@pytest.mark.parametrize("depth", [40, 400, 4_000])
def test_deeply_nested_word_tables_have_an_outcome(depth):
    opening, closing = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    inside = "<w:p><w:r><w:t>决算</w:t></w:r></w:p>"
    xml = f"{opening * depth}{inside}{closing * depth}"
    data = word_package(f'<w:document xmlns:w="{WORD}"><w:body>{xml}</w:body></w:document>')
    assert outcome(data)[1] in ("damaged", "no_form_in_document")


def test_a_million_empty_rows_of_a_workbook(tmp_path):
    rows = "".join(f'<row r="{i}"/>' for i in range(60, 1_000_060))
    data = with_rows(rows)
    assert read_apart(data, tmp_path)[1] in ("no_form_in_document", "too_large")


def test_a_workbook_that_claims_a_million_rows_is_read_by_what_it_holds(tmp_path):
    data = with_rows("", ('<dimension ref="A1:B51"/>', '<dimension ref="A1:XFD1048576"/>'))
    assert read_apart(data, tmp_path) == ("unrecognised", "no_form_in_document")


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD60", "ZZ9999"])
def test_a_workbook_with_a_cell_far_away_has_an_outcome(cell, tmp_path):
    row = "".join(filter(str.isdigit, cell))
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    assert read_apart(with_rows(far), tmp_path)[1] in ("too_large", "no_form_in_document")


def with_rows(rows, change=("", "")):
    """The sound workbook with more rows in its sheet."""
    with zipfile.ZipFile(io.BytesIO(sound("xlsx"))) as opened:
        parts = {name: opened.read(name).decode() for name in opened.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("</sheetData>", f"{rows}</sheetData>").replace(*change)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return made.getvalue()


def test_a_million_empty_rows_of_a_word_table(tmp_path):
    row = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
    table_of = f"<w:tbl>{row * 1_000_000}</w:tbl>"
    xml = f'<w:document xmlns:w="{WORD}"><w:body>{table_of}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", xml)
    assert read_apart(made.getvalue(), tmp_path)[1] in ("no_form_in_document", "too_large")


@pytest.mark.parametrize(
    ("line", "count"),
    [("<tr></tr>", 500_000), ("<tr><td></td></tr>", 300_000)],
    ids=["rows without cells", "rows with an empty cell"],
)
def test_hundreds_of_thousands_of_empty_rows_of_a_page(line, count, tmp_path):
    page = f"<!DOCTYPE html><body><table>{line * count}</table>"
    assert read_apart(page.encode(), tmp_path) == ("unrecognised", "no_form_in_document")


def test_a_row_of_a_hundred_thousand_cells_is_refused(tmp_path):
    page = "<!DOCTYPE html><body><table><tr>" + "<td>a" * 100_000 + "</table>"
    assert read_apart(page.encode(), tmp_path) == ("failed", "too_large")


@pytest.mark.parametrize(
    "make",
    [
        lambda: "决算".encode() * 8_500_000,
        lambda: b"a\t" * 25_000_000,
        lambda: b"\t\n" * 25_000_000,
        lambda: b"\n" * 50_000_000 + b"a",
        lambda: b"<" * 50_000_000,
        lambda: b"1" * 50_000_000,
        lambda: bytes(range(128, 256)) * 400_000,
    ],
    ids=["text", "cells", "rows of a tab", "line ends", "brackets", "digits", "bytes"],
)
def test_fifty_megabytes_have_an_outcome(make, tmp_path):
    assert read_apart(make(), tmp_path)[1] in (
        "too_large",
        "empty_file",
    )


def test_a_figure_that_no_column_holds_fails_its_document_alone(tmp_path):
    (tmp_path / "a.txt").write_bytes(txt(SOUND).replace(b"1.35", b"9" * 60))
    (tmp_path / "b.txt").write_bytes(txt(SOUND))
    found = outcomes_of(land_folder(tmp_path, "a.txt", "b.txt"))
    assert found["b.txt"] == ("parsed", "read")
    assert found["a.txt"][0] in ("failed", "parsed")


# PDF


def pdf_of(objects):
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    made = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    made += (
        f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(made)


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<>>>>"
EMPTY = "<</Length 0>>stream\n\nendstream"


@pytest.mark.parametrize(
    "pages",
    [
        "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
        "<</Type/Pages/Kids[3 0 R]/Count -1>>",
        "<</Type/Pages/Kids[2 0 R]/Count 1>>",
        "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 9>>",
        "<</Type/Pages/Kids 2 0 R/Count 5>>",
        "<</Type/Pages/Parent 2 0 R/Kids[3 0 R 3 0 R]/Count 2>>",
    ],
    ids=["two thousand million", "less than none", "itself", "itself twice", "no list", "loop"],
)
def test_a_pdf_with_an_absurd_page_tree_has_an_outcome(pages, tmp_path):
    data = pdf_of([CATALOGUE, pages, PAGE, EMPTY])
    status, reason = read_apart(data, tmp_path)
    assert status == "failed"
    assert reason != "internal_error"


def test_a_pdf_whose_drawing_holds_itself_has_an_outcome(tmp_path):
    own = "<</XObject<</A 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources{own}>>"
    content = "0 0 m 9 9 l S\n" * 9 + "/A Do"
    stream = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    form = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources{own}/Length {len(content)}>>"
        f"stream\n{content}\nendstream"
    )
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    data = pdf_of([CATALOGUE, pages, page, stream, form])
    assert read_apart(data, tmp_path)[1] != "internal_error"


@pytest.mark.parametrize("lines", [3_000, 100_000])
def test_a_pdf_page_of_many_lines_has_an_outcome(lines, tmp_path):
    drawn = "".join(
        f"{i % 190} 0 m {i % 190} 199 l S 0 {i % 193} m 199 {i % 193} l S\n"
        for i in range(lines)
    )
    content = f"BT /F 9 Tf 20 20 Td (text) Tj ET\n{drawn}"
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F "
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    stream = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    data = pdf_of([CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream])
    assert read_apart(data, tmp_path) == ("unrecognised", "no_form_in_document")


# Names, extensions, folders


NAMES = [
    "a'b\"c.txt",
    "line\nbreak.txt",
    "决算📊.txt",
    "-rf.txt",
    "a%2e%2e%2fb.txt",
    "=cmd|' !A0.txt",
    "con.txt",
    " .txt",
    "ends in blanks .txt ",
    "x" * 200 + ".txt",
]


def land_folder(folder, *names):
    warehouse = folder / "warehouse"
    land([folder / name for name in names] or [folder / "documents"], warehouse)
    return warehouse


def outcomes_of(warehouse):
    """By file name what became of each document as a whole."""
    frames = {"documents": [], "outcomes": []}
    for batch in landing.batches(warehouse):
        for name, found in frames.items():
            found.append(polars.read_parquet(batch / f"{name}.parquet"))
    documents = polars.concat(frames["documents"])
    outcomes = polars.concat(frames["outcomes"]).filter(polars.col("block_no") == 0)
    rows = documents.join(outcomes, on="document_id").iter_rows(named=True)
    return {row["file_name"]: (row["status"], row["reason_code"]) for row in rows}


def test_a_folder_of_hostile_names_is_read_whole(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    names = [name for name in NAMES if os.sep not in name]
    for number, name in enumerate(names):
        (folder / name).write_bytes(txt([*SOUND, f"注：{number}"]))
    found = outcomes_of(land_folder(tmp_path))
    assert found == dict.fromkeys(names, ("parsed", "read"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold names to an encoding")
def test_a_name_in_gb18030_is_read(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    with open(os.fsencode(folder) + b"/" + "决算公开.txt".encode("gb18030"), "wb") as file:
        file.write(txt(SOUND))
    assert outcomes_of(land_folder(tmp_path)) == {"决算公开.txt": ("parsed", "read")}


def test_links_that_go_round_in_circles_end(tmp_path):
    folder = tmp_path / "documents"
    (folder / "inner").mkdir(parents=True)
    (folder / "sound.txt").write_bytes(txt(SOUND))
    (folder / "inner" / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    assert outcomes_of(land_folder(tmp_path)) == {"sound.txt": ("parsed", "read")}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_that_may_not_be_opened_is_an_outcome(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "sound.txt").write_bytes(txt(SOUND))
    (folder / "shut.txt").write_bytes(txt(TABLE))
    (folder / "shut.txt").chmod(0)
    found = outcomes_of(land_folder(tmp_path))
    assert found == {"sound.txt": ("parsed", "read"), "shut.txt": ("failed", "not_readable")}


def test_a_file_that_cannot_be_opened_is_an_outcome(tmp_path, monkeypatch):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "sound.txt").write_bytes(txt(SOUND))
    (folder / "shut.txt").write_bytes(txt(TABLE))
    real = type(folder).read_bytes

    def read_bytes(path):
        if path.name == "shut.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(type(folder), "read_bytes", read_bytes)
    found = outcomes_of(land_folder(tmp_path))
    assert found == {"sound.txt": ("parsed", "read"), "shut.txt": ("failed", "not_readable")}


@pytest.mark.parametrize("kind", RENDERERS)
@pytest.mark.parametrize("extension", ["xls", "pdf", "txt"])
def test_a_wrong_extension_changes_nothing(kind, extension):
    data = RENDERERS[kind](SOUND)
    named = read_document(data, f"a.{extension}", f"a.{extension}")
    assert named["outcomes"][0]["status"] == "parsed"


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_formula_in_a_cell_stays_text(kind):
    formula = "=cmd|' /C calc'!A0"
    parts = [*SOUND, "注：无", table([["项目", "金额"], [formula, "1.00"]])]
    rows = read_document(RENDERERS[kind](parts), f"a.{kind}", f"a.{kind}")
    assert any(row["status"] == "parsed" for row in rows["outcomes"])
    read = str(rows["outcomes"]) + str(rows["cells"])
    assert "#" not in str(rows["amounts"])
    read = read.replace("\\'", "'").replace(" ", "")  # a page of glyphs prints no spaces
    assert "calc" not in read or formula.replace(" ", "") in read


def failing(data, exception):
    """A reader that fails so on one content, and reads every other."""
    read = readers.read

    def fail(other):
        if other == data:
            raise exception
        return read(other)

    return fail


@pytest.mark.parametrize(
    ("exception", "reason"),
    [
        (KeyError("a slip of the reader"), "internal_error"),
        (RecursionError("too deep"), "internal_error"),
        (MemoryError(), "too_large"),
    ],
    ids=["key", "recursion", "memory"],
)
def test_a_slip_of_a_reader_fails_its_document_alone(exception, reason, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(txt(TABLE))
    (tmp_path / "b.txt").write_bytes(txt(SOUND))
    monkeypatch.setattr(readers, "read", failing(txt(TABLE), exception))
    found = outcomes_of(land_folder(tmp_path, "a.txt", "b.txt"))
    assert found == {"a.txt": ("failed", reason), "b.txt": ("parsed", "read")}


def locked_pdf():
    encrypt = f"<</Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4>>"
    return pdf_of(
        [CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, EMPTY, encrypt]
    ).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R/ID[(a)(a)]")


def locked_office():
    """The shell in which offices wrap a workbook or document with a password."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_024)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(1_024)


def locked_zip():
    made = bytearray(package({"a.txt": txt(SOUND)}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


@pytest.mark.parametrize("make", [locked_pdf, locked_office, locked_zip])
def test_what_is_locked_is_encrypted_and_the_others_are_read(make, tmp_path):
    (tmp_path / "a").write_bytes(make())
    (tmp_path / "b.txt").write_bytes(txt(SOUND))
    found = outcomes_of(land_folder(tmp_path, "a", "b.txt"))
    assert found.pop("b.txt") == ("parsed", "read")
    assert ("failed", "encrypted") in found.values()


def pdf_that_unpacks(packed, pages=1, filters="/FlateDecode"):
    """A PDF whose pages each draw a stream of their own of these bytes."""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(pages))
    objects = [CATALOGUE, f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    for i in range(pages):
        objects.append(PAGE.replace("4 0 R", f"{4 + 2 * i} 0 R"))
        stream = f"<</Filter{filters}/Length {len(packed)}>>stream\n@@\nendstream"
        objects.append(stream)
    return pdf_of(objects).replace(b"@@", packed)


DRAWN = b"0 0 m 9 9 l S "


def test_a_pdf_page_that_unpacks_to_much_more_has_an_outcome(tmp_path):
    data = pdf_that_unpacks(zlib.compress(DRAWN * 20_000_000, 9))
    assert read_apart(data, tmp_path) == ("failed", "too_large")


@pytest.mark.parametrize("names", ["[/FlateDecode/FlateDecode]", "[/FlateDecode /Fl]"])
def test_a_pdf_page_that_is_packed_twice_is_unpacked_twice_for_its_size(names, tmp_path):
    packed = zlib.compress(zlib.compress(DRAWN * 20_000_000, 9), 9)
    assert len(packed) < 50_000
    data = pdf_that_unpacks(packed, filters=names)
    assert read_apart(data, tmp_path) == ("failed", "too_large")


def test_a_pdf_whose_pages_together_unpack_to_too_much_has_an_outcome(tmp_path):
    packed = zlib.compress(DRAWN * 3_000_000, 9)
    data = pdf_that_unpacks(packed, pages=12)
    assert len(packed) < 50_000_000
    assert read_apart(data, tmp_path) == ("failed", "too_large")


def test_empty_blocks_without_end_within_a_packed_stream_have_an_outcome(tmp_path):
    empty = zlib.compress(b"")[:2] + b"\0\0\0\xff\xff" * 20_000_000
    data = pdf_that_unpacks(zlib.compress(empty, 9), filters="[/FlateDecode/FlateDecode]")
    assert read_apart(data, tmp_path) == ("failed", "too_large")


def test_the_other_documents_of_a_landing_come_through(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    hostile = {
        "a-cut.docx": docx(TABLE)[:700],
        "b-cut.xlsx": xlsx(TABLE)[:2_000],
        "c-cut.pdf": pdf(TABLE)[:900],
        "d-nested.html": html(["<div>"]).replace(b"&lt;div&gt;", b"<div>" * 100_000),
        "e-nul.txt": b"\0" * 5_000 + b"x",
        "f-bomb.zip": package({"bomb.txt": b"\0" * 50_000_000, "../up.txt": b"x"}),
        "g-huge-figure.txt": txt(SOUND).replace(b"47.91", b"9" * 70),
        "h-tree.pdf": pdf_of([CATALOGUE, "<</Type/Pages/Kids[2 0 R]/Count 1>>", PAGE, EMPTY]),
    }
    for name, data in hostile.items():
        (folder / name).write_bytes(data)
    for kind, renderer in RENDERERS.items():
        (folder / f"z-sound.{kind}").write_bytes(renderer(SOUND))
    found = outcomes_of(land_folder(tmp_path))
    sounds = {f"z-sound.{kind}": ("parsed", "read") for kind in RENDERERS}
    assert {name: found[name] for name in sounds} == sounds
    assert found.keys() >= hostile.keys()
    assert {found[name][1] for name in ("bomb.txt", "up.txt")} == {"too_large", "unsafe_name"}
