"""What leaves the warehouse is exact, whole or not there at all."""

import csv
import json
from datetime import date
from decimal import Decimal

import pytest
from pyarrow import parquet
from small_warehouse import publish

from warehouse import export
from warehouse.connection import Result, sandboxed
from warehouse.errors import QueryError, UsageError, WarehouseError

RESULT = Result(
    ("name", "amount", "day", "parts"),
    ("VARCHAR", "DECIMAL(20,2)", "DATE", "INTEGER[]"),
    [
        ('曲靖, "市"', Decimal("12345678901234567.80"), date(2023, 12, 31), [1, 2]),
        (None, Decimal("0E-8"), None, []),
    ],
)


def test_csv_is_exact():
    rows = list(csv.reader(export.to_csv(RESULT).splitlines()))
    assert rows == [
        ["name", "amount", "day", "parts"],
        ['曲靖, "市"', "12345678901234567.80", "2023-12-31", "[1, 2]"],
        ["", "0.00000000", "", "[]"],
    ]


def test_json_numbers_are_exact():
    text = export.to_json(RESULT)
    assert '"amount": 12345678901234567.80' in text
    read = json.loads(text, parse_float=Decimal)
    assert read[0] == {
        "name": '曲靖, "市"',
        "amount": Decimal("12345678901234567.80"),
        "day": "2023-12-31",
        "parts": [1, 2],
    }
    assert read[1]["name"] is None


def test_json_of_nothing_is_an_empty_list():
    assert json.loads(export.to_json(Result(("a",), ("INTEGER",), []))) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_json_has_no_numbers_that_are_none(value):
    assert export.json_text(value) == "null"


def test_nested_values_are_json():
    assert export.json_text({"a": [Decimal("1.10"), None, True]}) == '{"a": [1.10, null, true]}'


@pytest.fixture
def warehouse_dir(tmp_path):
    return publish(tmp_path / "warehouse").parent


def test_marts_are_exported_with_a_dictionary(warehouse_dir, tmp_path):
    written = export.export_marts(warehouse_dir, tmp_path / "out", "csv")
    assert {one.table for one in written} >= {"fct_spending", "receipts"}
    assert [one.rows for one in written if one.table == "receipts"] == [3]
    with (tmp_path / "out" / "data_dictionary.csv").open(encoding="utf-8") as file:
        described = {(row["table_name"], row["column_name"]) for row in csv.DictReader(file)}
    assert ("fct_spending", "amount_yuan") in described


def test_parquet_keeps_decimals(warehouse_dir, tmp_path):
    export.export_marts(warehouse_dir, tmp_path, "parquet", ["fct_spending"])
    table = parquet.read_table(tmp_path / "fct_spending.parquet")
    assert table.column("amount_yuan").to_pylist() == [Decimal("4052900.00")]


def test_an_unknown_mart_is_wrong_usage_and_writes_nothing(warehouse_dir, tmp_path):
    with pytest.raises(UsageError):
        export.export_marts(
            warehouse_dir, tmp_path / "out", "csv", ["fct_spending", "fct_nope"]
        )
    assert not (tmp_path / "out").exists()


def test_a_query_that_fails_leaves_the_file_as_it_was(warehouse_dir, tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("kept", "utf-8")
    database = warehouse_dir / "warehouse-20261121-0930.duckdb"
    with sandboxed(database) as sandbox, pytest.raises(QueryError):
        export.write_query(sandbox, "select nope", "csv", out)
    assert out.read_text("utf-8") == "kept"


def test_a_place_that_cannot_be_written_says_so(warehouse_dir, tmp_path):
    database = warehouse_dir / "warehouse-20261121-0930.duckdb"
    with sandboxed(database) as sandbox, pytest.raises(WarehouseError) as raised:
        export.write_query(sandbox, "select 1", "csv", tmp_path / "no" / "out.csv")
    assert raised.value.key == "cannot_write"
