"""How numbers are written: exact, short, missing, and for spreadsheets."""

import io
import re
import zipfile
from decimal import Decimal

import polars as pl
import pytest
import python_calamine
from conftest import ROOT

from dashboards import formats
from dashboards.texts import term


@pytest.mark.parametrize(
    ("amount", "language", "shown"),
    [
        ("35386500.00", "zh", "3,540 万元"),
        ("4052900.00", "zh", "405 万元"),
        ("123456789.00", "zh", "1.23 亿元"),
        ("9999.00", "zh", "10,000 元"),
        ("83400.00", "zh", "8.34 万元"),
        ("0.00", "zh", "0 元"),
        ("-405.29", "zh", "-405 元"),
        ("-35386500.00", "zh", "-3,540 万元"),
        ("35386500.00", "en", "35.4 million yuan"),
        ("1250.00", "en", "1.25 thousand yuan"),
    ],
)
def test_magnitude_has_three_significant_digits(amount, language, shown):
    assert formats.magnitude(Decimal(amount), language) == shown


def test_yuan_is_exact_to_the_fen():
    assert formats.yuan(Decimal("12345678901234567.89"), "zh") == "12,345,678,901,234,567.89 元"
    assert formats.yuan(Decimal("40800"), "zh") == "40,800.00 元"


def test_missing_is_told_apart_from_zero():
    assert formats.yuan(None, "zh") == "无数据"
    assert formats.magnitude(None, "en") == "no data"
    assert formats.rate(None, "zh") == "无数据"
    assert formats.number(None, "zh") == "无数据"
    assert formats.missing("zh", "仓库中没有该年度的决算") == "无数据（仓库中没有该年度的决算）"
    assert formats.yuan(Decimal(0), "zh") == "0.00 元"


def test_rates_are_percentages():
    assert formats.rate(Decimal("0.314286"), "zh") == "31.43%"
    assert formats.rate(Decimal(1), "zh") == "100.00%"


def test_numbers_have_no_needless_zeros():
    assert formats.number(Decimal("96.000000"), "zh") == "96"
    assert formats.number(Decimal("100.000000"), "zh") == "100"
    assert formats.number(Decimal("0.500000"), "zh") == "0.5"
    assert formats.number(1234, "zh") == "1,234"


def test_places_are_written_in_words():
    assert formats.place("line 97 cell 5", "zh") == "第 97 行 第 5 格"
    assert formats.place("line 97 cell 5", "en") == "line 97 cell 5"
    assert formats.place("sheet 表一 A3", "zh") == "sheet 表一 A3"
    assert formats.place(None, "zh") == ""


def test_published_text_is_no_markdown():
    assert formats.plain("**a** [b](http://c) <i> $x$") == (
        r"\*\*a\*\* \[b\]\(http://c\) \<i\> \$x\$"
    )
    assert formats.plain("一\n二") == "一 二"
    assert formats.plain(None) == ""


def test_csv_has_a_bom_and_exact_decimals():
    frame = pl.DataFrame({"部门": ["甲"], "金额": [Decimal("35386500.10")]})
    assert formats.csv(frame) == "\ufeff部门,金额\n甲,35386500.10\n".encode()


def test_csv_lets_no_published_text_run_as_a_formula():
    frame = pl.DataFrame({"目标": ["=100%", "-", "-1.2", "@x", "≥90%", None]})
    lines = formats.csv(frame).decode("utf-8-sig").splitlines()
    assert lines == ["目标", "'=100%", "-", "-1.2", "'@x", "≥90%", ""]


def test_a_workbook_keeps_amounts_exact_and_published_formulas_as_text():
    frame = pl.DataFrame(
        {"部门": ["=1+1", None], "金额": [Decimal("35386500.10"), None], "数": [3, 4]},
        schema={"部门": pl.String, "金额": pl.Decimal(20, 2), "数": pl.Int64},
    )
    content = formats.excel(frame, "departments-2023")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<v>35386500.1</v>" in sheet
    rows = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
    assert rows.to_python() == [["部门", "金额", "数"], ["=1+1", 35386500.1, 3], ["", "", 4]]


@pytest.mark.parametrize("values", [["budget", None, "strange", "budget"], [None], []])
def test_values_of_a_closed_list_are_said_in_words(values):
    column = pl.Series(values, dtype=pl.String)
    words = [value and term("kind", value, "zh") for value in values]
    assert formats.termed(column, "kind", "zh").to_list() == words


def test_no_page_has_polars_call_back():
    """Its threads wait for the interpreter, which a page that waits for them may hold."""
    called = re.compile(r"map_(?:elements|batches|rows)|map_groups")
    pages = [*(ROOT / "dashboards").rglob("*.py")]
    assert pages
    assert not [path for path in pages if called.search(path.read_text(encoding="utf-8"))]
