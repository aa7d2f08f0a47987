"""Whatever way an office prints it: the facts, the office and the year are what is printed."""

from decimal import Decimal

import pytest
from usual_pages import BASIC, ways

from ingest.reading import read_document

FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}


@pytest.mark.parametrize("way", list(ways()), ids=lambda way: way.name)
def test_a_page_says_what_it_prints(way):
    rows = read_document(way.data, way.file_name.rpartition("/")[2], way.file_name)
    (document,) = rows["documents"]
    found = {
        (row["code_text"], row["measure"]): row["amount"] * FACTORS[row["unit_text"]]
        for row in rows.get("amounts", [])
        if row["row_key"] == "item"
        and row["unit_text"]
        and row["measure"] != "total"
        and row["amount"]
    }
    right = {
        ("2012601", "basic"): BASIC * way.factor,
        ("2012604", "project"): way.project * way.factor,
    }
    if way.is_open and (found != right):
        assert not found or found.items() <= right.items()
        assert any(
            row["status"] in ("failed", "partial", "unrecognised") for row in rows["outcomes"]
        )
        return
    assert found == right
    assert all(isinstance(amount, Decimal) for amount in found.values())
    assert (document["year_text"], document["department_text"]) == (way.year, way.office)
