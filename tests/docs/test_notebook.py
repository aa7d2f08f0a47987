"""The notebook in docs runs from its first cell to its last on the sample documents."""

import json
from decimal import Decimal

import pytest
from conftest import ROOT

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture
def names(published_warehouse, tmp_path, monkeypatch):
    """What the cells leave behind, run in turn in a folder that lies as docs does."""
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "data" / "warehouse").symlink_to(published_warehouse)
    monkeypatch.chdir(tmp_path / "docs")
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    left = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), left)
    return left


def test_it_says_what_the_page_prints(names):
    qujing = [row for row in names["years"].to_dicts() if row["total_spending_yuan"]]
    assert [row["total_spending_yuan"] for row in qujing] == [Decimal("35386500.00")]
    assert sum(names["functions"]["amount_yuan"]) == Decimal("35386500.00")
    assert names["receipts"]["verified_by"].null_count() == 0
    assert "broken" not in names["ledger"]["status"].to_list()


def test_its_chart_has_a_bar_for_each_function(names):
    drawn = names["chart"].to_dict()
    (rows,) = drawn["datasets"].values()
    assert len(rows) == names["functions"].height


def test_no_output_is_kept():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell.get("outputs") for cell in cells)
