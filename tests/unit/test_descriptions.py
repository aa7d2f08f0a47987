"""A column is described once; what is peculiar to a table stands before what all share."""

import pytest

from warehouse.building import descriptions

FILE = """table,column,description
fct_*,receipt_id,Of the main figure.
budgets,,Budgets. One row per budget.
*,receipt_id,Of the figure.
*,*_verified_share,Share of `{}_yuan` that is proven.
"""


@pytest.fixture
def known(tmp_path):
    path = tmp_path / "descriptions.csv"
    path.write_text(FILE, "utf-8")
    return descriptions.rows(path)


@pytest.mark.parametrize(
    ("table", "column", "text"),
    [
        ("fct_spending", "receipt_id", "Of the main figure."),
        ("receipts", "receipt_id", "Of the figure."),
        ("budgets", "", "Budgets. One row per budget."),
        ("fct_spending", "", ""),
        ("years", "total_verified_share", "Share of `total_yuan` that is proven."),
        ("years", "verified_share_of", ""),
    ],
)
def test_the_first_row_that_fits_counts(known, table, column, text):
    assert descriptions.said(known, table, column) == text


def test_the_row_that_counts_is_told(known):
    row, text = descriptions.find(known, "fct_a", "receipt_id")
    assert (row.line, text) == (2, "Of the main figure.")


def test_without_a_file_nothing_is_described(tmp_path):
    assert descriptions.rows(tmp_path / "none.csv") == []
