"""The demonstration city: one city, all synthetic, apart from everything else."""

import polars as pl
import pytest

from corpus.generate import Request, generate
from warehouse.building import demo
from warehouse.building.progress import Steps
from warehouse.errors import UsageError
from warehouse.messages import Messages


def _prepare(folder):
    return demo.prepare(folder, 1, Steps(Messages("en"), quiet=True), lambda _count: None)


def test_a_city_has_its_departments_whole_and_in_one_place(tmp_path):
    request = Request(
        999, seed=7, formats=("txt",), departments=2, first_year=2022, last_year=2023
    )
    written = generate(request, tmp_path)
    documents = pl.read_parquet(tmp_path / "truth" / "documents.parquet")
    assert documents.height == written == len(list((tmp_path / "documents").iterdir()))
    assert documents["region_code"].drop_nulls().n_unique() == 1
    consolidated = documents.filter(pl.col("document_kind") == "final_accounts")
    years = consolidated.group_by("department").agg(pl.col("fiscal_year").unique().sort())
    assert years.height == 2
    assert all(list(found) == [2022, 2023] for found in years["fiscal_year"])
    for path in (tmp_path / "documents").iterdir():
        assert "合成" in path.read_text(encoding="utf-8")


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UsageError) as raised:
        _prepare(tmp_path)
    assert raised.value.key == "demo_folder_taken"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_city_that_is_there_is_opened_not_built_again(tmp_path):
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    (warehouse / "warehouse-20260101-0000.duckdb").write_bytes(b"")
    (warehouse / "CURRENT").write_text("warehouse-20260101-0000.duckdb")
    assert _prepare(tmp_path) == demo.City(warehouse, None)
