"""What the measure of scans counts as wrong, and what it does not."""

from decimal import Decimal

import pytest
from conftest import missing

from ingest.readers.scan import pages

if not pages.can_see():
    missing("the extra `scan`")

from benchmarks import scan_report
from benchmarks.scans import _same, _wrong


def row(amount="12.00", *, code="20601", label="科技条件专项", page=1, unit="万元", **how):
    printed = {"form_id": "spending_account", "measure": "total", "line_text": None} | how
    place = f"page {page} table 1 row 3 cell 4"
    return printed | {
        "locator": place, "amount": Decimal(amount), "code_text": code, "label_text": label,
        "unit_text": unit,
    }  # fmt: skip


@pytest.mark.parametrize(
    "seen",
    [
        row("17.00"),
        row(page=2),
        row(code="20501"),
        row(measure="basic"),
        row(unit="元"),
        row(code=None, label="教育支出"),
    ],
)
def test_a_figure_that_the_text_does_not_have_is_wrong(seen):
    assert list(_wrong([row(), row(code=None, label="外交支出")], [seen])) == [seen]


@pytest.mark.parametrize(
    "seen",
    [
        row(),
        row(label="科技各件专项"),
        row(unit=None),
        row(code=None, label="外交支"),
        row(code=None, label="二、外交支出"),
    ],
)
def test_a_figure_of_the_same_row_and_column_is_not(seen):
    assert not list(_wrong([row(), row(code=None, label="外交支出")], [seen]))


def test_characters_are_counted_in_order():
    assert _same(["收入", "支出合计"], ["支出含计", "收入"]) == 5
    assert _same(["支出"], ["出支"]) == 1


def test_a_kind_is_a_line_of_the_table():
    score = {
        "pages": 2, "characters": 100, "same": 99, "figures": 10, "seen": 9, "facts": 8,
        "amounts": 9, "right": 8, "proven": 5, "wrong": 1, "milliseconds": 7_000,
        "megabytes": 800,
    }  # fmt: skip
    *_, line = scan_report.table({"grey seal 200": score})
    shown = "grey seal|200|2|0.9900|10|0.9000|0.8888|5|0|1|1|0|0|3.5|800"
    assert line.strip("| ").split(" | ") == shown.split("|")
