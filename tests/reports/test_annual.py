"""The annual report over the sample documents: figures, receipts, escaping, bytes."""

from __future__ import annotations

import dataclasses
import re
import shutil
import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from string import Formatter

import duckdb
import pytest

from reports import annual, charts, html, notes, texts
from reports.cite import Cite, place
from reports.errors import NothingToReportError, UnsupportedFormatError
from reports.model import (
    Column,
    Computed,
    Counted,
    Figure,
    Missing,
    Paragraph,
    Printed,
    Report,
    Row,
    Section,
    Table,
    Text,
)
from reports.queried import Growth, Project, Sum
from reports.scope import Document, Scope
from reports.texts import LANGUAGES, TEXTS, Texts
from warehouse.connection import published, reading

XHTML = "{http://www.w3.org/1999/xhtml}"
HOSTILE = "</td><script>alert(1)</script>&'\"\x00"


@pytest.fixture(scope="session")
def database(published_warehouse: Path) -> Path:
    return published(published_warehouse)


def written(database: Path, folder: Path, **options) -> str:
    out = folder / "report.html"
    asked = {"year": 2023, "region": None, "department": None, "language": "zh"}
    annual.write(database, out=out, **(asked | options))
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def page(database: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(database, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def tree(page: str) -> ET.Element:
    return ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))


def text_of(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def section(tree: ET.Element, anchor: str) -> ET.Element:
    return next(one for one in tree.iter(f"{XHTML}section") if one.get("id") == anchor)


def annex_rows(tree: ET.Element) -> dict[str, list[str]]:
    rows = section(tree, "annex").iter(f"{XHTML}tr")
    return {
        str(row.get("id")): [text_of(cell) for cell in row.iter(f"{XHTML}td")]
        for row in rows
        if row.get("id")
    }


# ------------------------------------------------- what the pages print, typed in


@pytest.mark.parametrize(
    ("anchor", "printed"),
    [
        ("money", "35,386,500.00"),
        ("money", "4,052,900.00"),
        ("money", "31,333,600.00"),
        ("structure", "29,473,000.00"),
        ("structure", "3,682,400.00"),
        ("execution", "40,000,000.00"),
        ("execution", "30,942,200.00"),
        ("execution", "1,575,000.00"),
        ("execution", "495,000.00"),
        ("execution", "31.43%"),
        ("performance", "96.00"),
        ("performance", "优"),
        ("summary", "3,538.65 万元"),
        ("findings", "未按合同约定付款"),
    ],
)
def test_the_report_of_2023_names_the_figure(tree, anchor, printed):
    assert printed in text_of(section(tree, anchor))


def test_a_project_without_money_has_no_data_and_no_zero(tree):
    rows = section(tree, "execution").iter(f"{XHTML}tr")
    row = next(one for one in rows if "2023年人才专项经费" in text_of(one))
    cells = [text_of(cell) for cell in row.iter(f"{XHTML}td")][1:]
    assert all(cell.startswith("无数据") for cell in cells)
    assert "文件未印此数" in text_of(section(tree, "execution"))


def test_without_the_earlier_year_nothing_is_compared(tree):
    assert "2022 年无可比数据" in text_of(section(tree, "summary"))
    assert "本年支出比" not in text_of(tree)


def test_the_summary_stands_alone(tree):
    summary = section(tree, "summary")
    headlines = [one for one in summary.iter() if one.get("class") == "headline"]
    assert len(headlines) == 5
    lists = list(summary.iter(f"{XHTML}ul"))
    assert len(list(lists[0])) == 3
    assert "份文件" in text_of(lists[1])


def test_one_year_alone_draws_two_charts(tree):
    charts_ = list(tree.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(charts_) == 2


def test_no_person_is_named(page):
    assert "联系电话" not in page
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.sub(r"[0-9a-f]{16}-[\d-]+", "", page))


# ------------------------------------------------- notes and receipts


def test_every_note_has_its_entry_in_the_annex_and_every_entry_a_note(tree):
    cited = {str(link.get("href"))[1:] for link in tree.iter(f"{XHTML}a") if link.get("href")}
    rows = annex_rows(tree)
    assert cited
    assert cited <= set(rows)
    assert [f"n{number}" for number in range(1, len(rows) + 1)] == list(rows)
    mentioned = {
        number for cells in rows.values() for number in re.findall(r"\[(\d+)\]", cells[2])
    }
    assert {f"n{number}" for number in mentioned} <= set(rows)


def test_every_receipt_of_the_annex_is_in_the_marts_as_printed(tree, database):
    with reading(database) as connection:
        known = {
            row[0]: row[1:]
            for row in connection.execute(
                "select receipt_id, printed_text, unit_text from marts.receipts"
            ).fetchall()
        }
    checked = 0
    for _, where, _, printed, unit, _ in annex_rows(tree).values():
        found = re.search(r"[0-9a-f]{16}(-\d+){3}$", where)
        if found:
            assert found[0] in known
            assert known[found[0]] == (printed, None if unit == "未印" else unit)
            checked += 1
    assert checked > 100


def test_a_printed_amount_is_its_receipt_times_the_unit(tree, database):
    """Walk the tables of money: each figure with one receipt is that receipt's text."""
    factors = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
    rows = annex_rows(tree)
    checked = 0
    for anchor in ("money", "structure", "execution"):
        for cell in section(tree, anchor).iter(f"{XHTML}td"):
            figure = next((one for one in cell if one.get("class") == "figure"), None)
            if figure is None or not re.fullmatch(r"[\d,]+\.\d\d", figure.text or ""):
                continue
            link = next(figure.iter(f"{XHTML}a"))
            _, _, _, printed, unit, _ = rows[str(link.get("href"))[1:]]
            if unit in factors:
                number = Decimal(printed.replace(",", "")) * factors[unit]
                assert Decimal(str(figure.text).replace(",", "")) == number
                checked += 1
    assert checked > 60


def test_a_computed_figure_names_its_inputs_in_the_order_of_its_formula():
    part, whole = Printed("a-1-1-1"), Printed("a-1-1-2")
    share = Computed("share", (part, whole))
    block = Paragraph((Figure("1", whole), Figure("50%", share)))
    numbers = notes.numbered([Section("s", "S", (block,))])
    assert numbers == {whole: 1, share: 2, part: 3}


def test_ranges_draw_runs_together():
    assert notes.ranges([9, 3, 4, 5, 8, 1]) == "[1], [3]–[5], [8], [9]"


# ------------------------------------------------- the file


def test_the_same_inputs_give_the_same_bytes(database, tmp_path, page):
    assert written(database, tmp_path) == page


def test_the_file_loads_nothing(tree, page):
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in ("src", "href", "data", "action", "poster"):
                assert value.startswith("#")
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    assert not list(tree.iter(f"{XHTML}script"))


def test_ids_are_unique(tree):
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_published_text_is_escaped():
    texts = Texts("zh")
    source = Printed("a-1-1-1")
    table = Table(
        HOSTILE,
        HOSTILE,
        (Column(HOSTILE), Column("n", is_number=True)),
        (
            Row(((Text(HOSTILE),),), "group"),
            Row(((Figure(HOSTILE, source),), (Missing(HOSTILE),))),
        ),
        remark=HOSTILE,
    )
    section_ = Section("s", HOSTILE, (table,))
    report = Report("zh", HOSTILE, HOSTILE, HOSTILE, (HOSTILE, HOSTILE), section_, (section_,))
    page = html.render(report, {source: 1})
    tree = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    assert not list(tree.iter(f"{XHTML}script"))
    assert "\x00" not in page
    assert texts.say("no_data") in page


def test_a_warehouse_of_hostile_names_makes_a_harmless_report(database, tmp_path):
    hostile = shutil.copy(database, tmp_path / "warehouse-hostile.duckdb")
    with duckdb.connect(str(hostile)) as connection:
        for table, column in (
            ("dim_departments", "department_name"),
            ("dim_projects", "project_name"),
            ("dim_documents", "title"),
            ("dim_functions", "class_name"),
            ("fct_findings", "finding_text"),
            ("fct_leads", "sentence_zh"),
            ("receipts", "printed_text"),
        ):
            connection.execute(
                f"update marts.{table} set {column} = coalesce({column}, '') || $text",
                {"text": "</style><script>alert(1)</script>\"'&\x01]]>"},
            )
    page = written(Path(hostile), tmp_path)
    tree = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    assert "<script" not in page
    assert "alert(1)" in text_of(section(tree, "execution"))


def test_a_foot_cannot_leave_its_css_string():
    assert html.css_string('a"; } </style>\n') == (
        '"a\\000022\\00003b\\000020\\00007d\\000020\\00003c\\00002fstyle\\00003e\\00000a"'
    )


def test_names_in_charts_are_escaped():
    svg = charts.bars([charts.Bar(HOSTILE, Decimal(10_000), HOSTILE)], "x")
    assert "<script" not in svg
    ET.fromstring(svg)


def test_bars_of_the_same_name_stay_apart():
    assert charts.unique(["a", "b", "a"]) == ["a", "b", "a (2)"]


# ------------------------------------------------- what cannot be written


@pytest.mark.parametrize("name", ["report.xlsx", "report.txt", "report"])
def test_another_suffix_is_refused(database, tmp_path, name):
    with pytest.raises(UnsupportedFormatError, match=r"\.html"):
        annual.write(database, 2023, None, None, tmp_path / name, "zh")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"year": 1999}, "2022、2023、2024"),
        ({"year": 2022, "region": "530300"}, "2023"),
        ({"region": "999999"}, "999999"),
        ({"department": "没有这个部门"}, "没有这个部门"),
        ({"department": "昆明"}, "昆明经济技术开发区"),
    ],
)
def test_what_is_not_there_is_said(database, tmp_path, options, said):
    with pytest.raises(NothingToReportError, match=said):
        written(database, tmp_path, **options)
    assert not list(tmp_path.iterdir())


def test_an_unknown_language_is_said(database, tmp_path):
    with pytest.raises(UnsupportedFormatError, match="zh, en"):
        annual.write(database, 2023, None, None, tmp_path / "a.html", "xx")


# ------------------------------------------------- other scopes


def test_a_region_holds_what_lies_below_it(database, tmp_path):
    page = written(database, tmp_path, region="530100")
    assert "昆明经济技术开发区" in page
    assert "35,386,500.00" not in page


def test_a_department_by_a_part_of_its_name(database, tmp_path):
    page = written(database, tmp_path, department="数字经济发展中心")
    assert "35,386,500.00" in page
    assert "2023年人才专项经费" not in page


def test_a_year_of_budgets_alone_says_what_is_missing(database, tmp_path):
    page = written(database, tmp_path, year=2024)
    assert "5,736,000.00" in page
    assert "范围内没有印出决算收支的文件" in page
    assert "5,908,200.00" in page


def test_the_report_speaks_english(database, tmp_path):
    page = written(database, tmp_path, language="en")
    assert "CNY 35,386,500.00" in page
    tree = ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))
    assert "no data" in text_of(tree)
    assert "无数据" not in page


# ------------------------------------------------- words


def test_a_key_has_its_words_in_one_chapter():
    assert set(TEXTS) == set(LANGUAGES)
    assert len(TEXTS["zh"]) == sum(len(chapter.WORDS) for chapter in texts._CHAPTERS)


def test_both_languages_fill_the_same_places():
    def places(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}

    different = [
        key for key, said in TEXTS["zh"].items() if places(said) != places(TEXTS["en"][key])
    ]
    assert different == []


def test_every_key_is_used():
    folder = Path(annual.__file__).parent
    words = set((folder / "texts").glob("*.py")) - {folder / "texts" / "__init__.py"}
    files = set(folder.rglob("*.py")) - words
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    families = tuple(set(re.findall(r'f"([a-z]+_)(?:[a-z]+_)?\{', code)))
    unused = [
        key for key in TEXTS["zh"] if f'"{key}"' not in code and not key.startswith(families)
    ]
    assert unused == []


# ------------------------------------------------- figures and sentences


def test_a_sum_of_many_rows_names_its_table():
    cite = Cite(Texts("zh"), 2023)
    total = Sum((), Decimal(1), 41, 1, tuple(f"a-1-1-{n}" for n in range(41)))
    assert isinstance(cite.sum_of(total, "fct_spending"), Counted)


def test_receipts_sort_as_the_cells_stand():
    assert sorted(["a-6-11-6", "a-6-7-6"], key=place) == ["a-6-7-6", "a-6-11-6"]


def test_growth_is_said_with_its_base():
    from reports import sentences

    cite = Cite(Texts("zh"), 2023)
    found = Growth(2, Decimal("9000000"), Decimal("10000000"), 7)
    change = sentences.change_of(found, "fct_spending", cite)
    assert change is not None
    assert change.text == "−10.0%"
    zero = dataclasses.replace(found, earlier=Decimal(0))
    assert sentences.change_of(zero, "fct_spending", cite) is None


def test_the_budget_of_a_project_is_the_adjusted_one():
    one = Project("k", "n", None, Decimal(5), Decimal(3), Decimal(3), None, None, {})
    assert one.budget == 3
    assert dataclasses.replace(one, adjusted=None).budget == 5


def test_units_are_never_added_to_their_departments():
    def document(caliber, *, states_money=False):
        named = (caliber or "x", "t", "f", "budget", 2025, "d", None, caliber)
        return Document(*named, *[0] * 5, states_money=states_money)

    alone = document("unit", states_money=True)
    both = [document("department"), document("unit"), document(None), alone]
    scope = annual._counted(Scope(2025, is_synthetic=False), both, annual._caliber(both))
    assert [one.caliber for one in scope.documents] == ["department", None, "unit"]
    assert [one.reason for one in scope.excluded] == ["reason_unit_caliber"]
    units = [document("unit")]
    scope = annual._counted(Scope(2025, is_synthetic=False), units, annual._caliber(units))
    assert scope.caliber == "unit"
    assert len(scope.documents) == 1
