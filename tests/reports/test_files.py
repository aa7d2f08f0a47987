"""The report as PDF and Word file, over the years, and its mark."""

from __future__ import annotations

import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import duckdb
import pypdfium2
import pytest

from reports import annual, charts, pdf
from reports.errors import MissingFontError, NotAReportError
from reports.marks import Asked
from reports.model import Table
from reports.texts import Texts
from warehouse.cli import main
from warehouse.connection import published, reading

FORMS = ("html", "pdf", "docx")


@pytest.fixture(scope="session")
def database(published_warehouse: Path) -> Path:
    return published(published_warehouse)


@pytest.fixture(scope="session")
def files(database, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {form: folder / f"report.{form}" for form in FORMS}
    for path in made.values():
        annual.write(database, 2023, None, None, path, "zh")
    return made


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_inputs_give_the_same_bytes(database, files, tmp_path, form):
    again = tmp_path / f"again.{form}"
    annual.write(database, 2023, None, None, again, "zh")
    assert again.read_bytes() == files[form].read_bytes()


def test_the_pdf_says_what_the_page_says(files):
    text = pdf_text(files["pdf"])
    for printed in ("35,386,500.00", "31.43%", "2023 年公共预算与绩效年度报告", "科学技术支出"):
        assert printed in text
    assert re.search(r"第 1 页，共 \d+ 页", text)


def test_the_pdf_carries_its_chinese_fonts(files):
    content = files["pdf"].read_bytes()
    assert re.search(rb"/FontName\s*/[A-Z]{6}\+[A-Za-z]*Serif", content)
    assert b"/FontFile" in content


def test_without_a_chinese_font_no_pdf_is_written(database, tmp_path, monkeypatch):
    pdf._fonts.cache_clear()
    monkeypatch.setattr(pdf, "SERIF", ("No Such Font",))
    monkeypatch.setattr(pdf, "SANS", ("No Such Font",))
    with pytest.raises(MissingFontError, match="fonts-noto-cjk"):
        annual.write(database, 2023, None, None, tmp_path / "r.pdf", "zh")
    pdf._fonts.cache_clear()
    assert not list(tmp_path.iterdir())


def test_the_word_file_has_word_tables_and_headings(database, files):
    composed = annual.compose(database, Asked(2023, None, None, "zh"), Texts("zh"))
    sections = (composed.report.summary, *composed.report.sections)
    tables = [one for part in sections for one in part.blocks if isinstance(one, Table)]
    document = docx.Document(str(files["docx"]))
    assert len(document.tables) == len(tables)
    for ours, word in zip(tables, document.tables, strict=True):
        assert len(word.rows) == len(ours.rows) + 1
        assert "w:tblHeader" in word.rows[0]._tr.xml
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert len(headings) == len(composed.report.sections)
    assert len(document.inline_shapes) == 2


def test_every_link_of_the_word_file_has_its_bookmark(files):
    with zipfile.ZipFile(files["docx"]) as archive:
        xml = archive.read("word/document.xml").decode()
    links = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert links
    assert links <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_hostile_names_make_harmless_files(database, tmp_path, form):
    hostile = Path(shutil.copy(database, tmp_path / "warehouse-hostile.duckdb"))
    text = '"]#panic("x")#[<n1>$\\*_`@n1 </w:t></w:r>&\x01'
    with duckdb.connect(str(hostile)) as connection:
        for table, column in (
            ("dim_departments", "department_name"),
            ("dim_projects", "project_name"),
            ("dim_documents", "title"),
            ("fct_findings", "finding_text"),
        ):
            connection.execute(
                f"update marts.{table} set {column} = coalesce({column}, '') || $text",
                {"text": text},
            )
    out = tmp_path / f"hostile.{form}"
    annual.write(hostile, 2023, None, None, out, "zh")
    if form == "docx":
        words = "".join(
            cell.text for one in docx.Document(str(out)).tables for cell in one._cells
        )
    else:
        words = pdf_text(out)
    assert "#panic(" in words


# ------------------------------------------------- the mark


@pytest.mark.parametrize("form", FORMS)
def test_a_check_of_the_same_build_says_so(published_warehouse, files, form, capsys):
    words = ["report", "--check", str(files[form]), "--warehouse", str(published_warehouse)]
    assert main(words) == 0
    assert "same" in capsys.readouterr().out


@pytest.mark.parametrize("form", FORMS)
def test_a_check_against_other_data_says_so(database, files, tmp_path, form):
    other = Path(shutil.copy(database, tmp_path / "warehouse-later.duckdb"))
    texts = Texts("en")
    assert annual.check(other, files[form], texts).is_same
    with duckdb.connect(str(other)) as connection:
        connection.execute("update quality.builds set build_id = 'later'")
    assert annual.check(other, files[form], texts).is_same
    with duckdb.connect(str(other)) as connection:
        connection.execute(
            "update marts.fct_spending set amount_yuan = amount_yuan + 1"
            " where fiscal_year = 2023"
        )
    checked = annual.check(other, files[form], texts)
    assert not checked.is_same
    assert checked.published == "later"


def test_another_file_is_no_report(database, tmp_path):
    for name, content in (
        ("a.html", "<p>"),
        ("b.html", '<meta name="mingzhang-report" content="[]"'),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(NotAReportError, match=name):
            annual.check(database, tmp_path / name, Texts("en"))


@pytest.mark.parametrize("words", [[], ["--year", "2023"], ["--out", "a.html"]])
def test_a_report_needs_year_and_file(published_warehouse, words, capsys):
    assert main(["report", *words, "--warehouse", str(published_warehouse)]) == 2
    assert "--check" in capsys.readouterr().err


# ------------------------------------------------- years


@pytest.fixture(scope="session")
def years_database(years_warehouse: Path) -> Path:
    return published(years_warehouse)


def test_the_years_stand_side_by_side(years_database):
    composed = annual.compose(years_database, Asked(2023, None, None, "en"), Texts("en"))
    [years] = [one for one in composed.report.sections if one.anchor == "years"]
    totals = next(one for one in years.blocks if isinstance(one, Table))
    assert [one.title for one in totals.columns] == ["Measure", "2021", "2022", "2023"]
    shown = {
        "".join(run.text for run in row.cells[0]): [cell[0] for cell in row.cells[1:]]
        for row in totals.rows
    }
    with reading(years_database) as connection:
        known = connection.execute(
            "select sum(total_spending_yuan) from marts.department_years"
            " where is_synthetic and coalesce(caliber, 'department') = 'department'"
            " and fiscal_year between 2021 and 2023 group by fiscal_year order by fiscal_year"
        ).fetchall()
    assert [one.text for one in shown["Spending executed"]] == [f"{one[0]:,}" for one in known]


def test_a_missing_year_breaks_the_line():
    line = charts.Series("a", [(2021, Decimal(1)), (2022, None), (2023, Decimal(3))])
    whole = charts.Series("a", [(2021, Decimal(1)), (2022, Decimal(2)), (2023, Decimal(3))])

    def strokes(series: charts.Series) -> list[str]:
        svg = charts.lines([series], "x")
        return re.findall(r'd="(M[^"]*)"', svg.split("mark-line")[1])[:1]

    assert strokes(line)[0].count("M") == 2
    assert strokes(whole)[0].count("M") == 1
