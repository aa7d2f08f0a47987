"""What leaves the warehouse is exact, whole or not there at all."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal

import duckdb
import polars
import pytest
from pyarrow import parquet
from python_calamine import CalamineWorkbook
from small_warehouse import publish

from mingzhang import PACKAGES
from warehouse import render
from warehouse.cli import main
from warehouse.connection import Result, published, sandboxed
from warehouse.errors import QueryError, UsageError, WarehouseError
from warehouse.leaving import export, files

RESULT = Result(
    ("name", "amount", "day", "parts"),
    ("VARCHAR", "DECIMAL(20,2)", "DATE", "INTEGER[]"),
    [
        ('曲靖, "市"', Decimal("12345678901234567.80"), date(2023, 12, 31), [1, 2]),
        (None, Decimal("0E-8"), None, []),
    ],
)


def test_csv_is_exact():
    rows = list(csv.reader(render.to_csv(RESULT).splitlines()))
    assert rows == [
        ["name", "amount", "day", "parts"],
        ['曲靖, "市"', "12345678901234567.80", "2023-12-31", "[1, 2]"],
        ["", "0.00000000", "", "[]"],
    ]


def test_json_numbers_are_exact():
    text = render.to_json(RESULT)
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
    assert json.loads(render.to_json(Result(("a",), ("INTEGER",), []))) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_json_has_no_numbers_that_are_none(value):
    assert render.json_text(value) == "null"


def test_nested_values_are_json():
    assert render.json_text({"a": [Decimal("1.10"), None, True]}) == '{"a": [1.10, null, true]}'


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
    export.export_marts(warehouse_dir, tmp_path, "parquet", ["fct_spending", "receipts"])
    table = parquet.read_table(tmp_path / "fct_spending")
    assert table.column("amount_yuan").to_pylist() == [Decimal("4052900.00")]
    assert parquet.read_table(tmp_path / "receipts.parquet").num_rows == 3


def test_parquet_is_partitioned_by_year(warehouse_dir, tmp_path):
    export.export_marts(warehouse_dir, tmp_path, "parquet", ["fct_spending"])
    [path] = (tmp_path / "fct_spending").rglob("*.parquet")
    assert path.parent.name == "fiscal_year=2023"
    read = f"read_parquet('{tmp_path}/fct_spending/*/*.parquet', hive_partitioning = true)"
    rows = duckdb.sql(f"select fiscal_year, amount_yuan from {read}").fetchall()
    assert rows == [(2023, Decimal("4052900.00"))]


def test_csv_for_excel_begins_with_a_bom_and_runs_nothing(warehouse_dir, tmp_path):
    with duckdb.connect(str(published(warehouse_dir))) as connection:
        connection.execute("update marts.dim_departments set department_name = '=1+1'")
    export.export_marts(warehouse_dir, tmp_path, "csv", ["dim_departments"])
    text = (tmp_path / "dim_departments.csv").read_text("utf-8")
    assert text.startswith("\ufeff")
    assert "'=1+1" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-12.5%", "-12.5%"),
        ("-1,234.50", "-1,234.50"),
        ("甲=乙", "甲=乙"),
        (Decimal("-1.50"), "-1.50"),
    ],
)
def test_what_a_spreadsheet_would_run_becomes_text(text, shown):
    assert files.harmless(text) == shown


def test_the_workbook_has_a_dictionary_and_exact_cells(warehouse_dir, tmp_path):
    with duckdb.connect(str(published(warehouse_dir))) as connection:
        connection.execute("update marts.dim_departments set department_name = '=1+1'")
        connection.execute(
            "create table marts.wide as"
            " select 12345678901234567.89::decimal(20, 2) as long_yuan,"
            " 1.50::decimal(20, 2) as short_yuan, true as yes, null::integer as nothing"
        )
    export.export_marts(
        warehouse_dir, tmp_path, "xlsx", ["dim_departments", "wide", "receipts"]
    )
    book = CalamineWorkbook.from_path(tmp_path / "mingzhang.xlsx")
    assert book.sheet_names == ["dictionary", "dim_departments", "wide", "receipts"]
    assert book.get_sheet_by_name("dim_departments").to_python()[1][1] == "=1+1"
    assert book.get_sheet_by_name("wide").to_python() == [
        ["long_yuan", "short_yuan", "yes", "nothing"],
        ["12345678901234567.89", 1.5, True, ""],
    ]
    assert ["fct_spending"] not in book.get_sheet_by_name("dictionary").to_python()
    with zipfile.ZipFile(tmp_path / "mingzhang.xlsx") as archive:
        sheets = [archive.read(one).decode() for one in archive.namelist() if "sheet" in one]
    assert not any("<f>" in one for one in sheets)
    assert any('state="frozen"' in one for one in sheets)


def test_rows_that_do_not_fit_a_sheet_go_on_in_the_next(warehouse_dir, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "EXCEL_ROWS", 4)
    out = tmp_path / "out.xlsx"
    with sandboxed(published(warehouse_dir)) as sandbox:
        assert files.write_workbook(sandbox, [("rows", "from range(10)")], out) == [10]
    book = CalamineWorkbook.from_path(out)
    assert book.sheet_names == ["rows", "rows (2)", "rows (3)"]
    rows = [
        row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()
    ]
    assert [row[0] for row in rows if row[0] != "range"] == list(range(10))


def test_the_descriptor_describes_the_files(warehouse_dir, tmp_path):
    export.export_marts(warehouse_dir, tmp_path, "csv", ["fct_spending"])
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["version"] == "20261121-0930"
    [resource] = package["resources"]
    content = (tmp_path / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    header = content.decode("utf-8-sig").splitlines()[0].split(",")
    assert [one["name"] for one in resource["schema"]["fields"]] == header
    kinds = {
        one["name"]: (one["type"], one.get("columnType"))
        for one in resource["schema"]["fields"]
    }
    assert kinds["amount_yuan"] == ("number", "value")
    assert kinds["fiscal_year"] == ("integer", "date:fiscal-year")


def test_an_older_client_can_open_the_database(warehouse_dir, tmp_path):
    [one] = export.export_marts(warehouse_dir, tmp_path, "duckdb", ["fct_spending"])
    assert one.rows == 1
    with duckdb.connect() as connection:
        connection.execute(f"attach '{one.path}' as older (read_only)")
        amounts = connection.execute("select amount_yuan from older.marts.fct_spending")
        assert amounts.fetchall() == [(Decimal("4052900.00"),)]
        [(tags,)] = connection.execute(
            "select tags from duckdb_databases() where database_name = 'older'"
        ).fetchall()
    assert tags["storage_version"].startswith("v1.0.0")


def test_polars_and_pandas_keep_the_amounts_exact(warehouse_dir, tmp_path):
    """As docs/connections.md shows it."""
    query = "from marts.fct_spending"
    with duckdb.connect(str(published(warehouse_dir)), read_only=True) as connection:
        assert connection.sql(query).pl()["amount_yuan"].dtype == polars.Decimal(20, 2)
        frame = connection.sql(query).to_arrow_table().to_pandas()
    assert frame["amount_yuan"].tolist() == [Decimal("4052900.00")]
    export.export_marts(warehouse_dir, tmp_path, "parquet", ["fct_spending"])
    read = polars.read_parquet(tmp_path / "fct_spending", hive_partitioning=True)
    assert read["amount_yuan"].to_list() == [Decimal("4052900.00")]
    assert read["fiscal_year"].to_list() == [2023]


@pytest.fixture
def mixed_dir(warehouse_dir):
    """The small warehouse with a synthetic document beside the real one."""
    with duckdb.connect(str(published(warehouse_dir))) as connection:
        connection.execute(f"""
            insert into marts.dim_documents by name select * replace (
                '{"b" * 64}' as document_id, true as is_synthetic) from marts.dim_documents;
            insert into marts.receipts by name select * replace (
                '{"b" * 64}' as document_id, 'b' || receipt_id[2:] as receipt_id)
                from marts.receipts;
            insert into marts.fct_spending by name select * replace (
                '{"b" * 64}' as document_id, 8.00 as amount_yuan, 2024 as fiscal_year)
                from marts.fct_spending;
            insert into marts.reconciliation_receipts by name select * replace (
                'c9' as reconciliation_id, 'b' || receipt_id[2:] as receipt_id)
                from marts.reconciliation_receipts limit 1;
            create or replace table marts.department_years as
                from (values ('k-2023', false), ('k-2024', true), ('k-2025', true))
                as t (department_year_key, is_synthetic);
            create table marts.restatements as
                from (values ('s1', '{"b" * 64}')) as t (statement_key, new_document_id);
        """)
    return warehouse_dir


SIDES = {
    "dim_documents": (1, 1),
    "receipts": (3, 3),
    "fct_spending": (1, 1),
    "reconciliation_receipts": (3, 1),
    "department_years": (1, 2),
    "restatements": (0, 1),
    "dim_departments": (1, 1),
}
"""Mart: its rows of real and of synthetic documents; what is of no document stays whole."""


@pytest.mark.parametrize("synthetic", [False, True])
@pytest.mark.parametrize("form", export.EXPORT_FORMATS)
def test_an_export_is_of_real_documents_or_of_synthetic_ones(
    mixed_dir, tmp_path, form, synthetic
):
    out = tmp_path / "out"
    written = export.export_marts(mixed_dir, out, form, [*SIDES], synthetic=synthetic)
    assert {one.table: one.rows for one in written} == {
        name: sides[synthetic] for name, sides in SIDES.items()
    }


def test_a_synthetic_export_holds_the_synthetic_amounts(mixed_dir, tmp_path):
    words = ["export", str(tmp_path), "--format", "parquet", "--table", "fct_spending"]
    assert main([*words, "--synthetic", "--warehouse", str(mixed_dir), "--quiet"]) == 0
    table = parquet.read_table(tmp_path / "fct_spending")
    assert table.column("amount_yuan").to_pylist() == [Decimal("8.00")]
    [part] = (tmp_path / "fct_spending").iterdir()
    assert part.name == "fiscal_year=2024"


def test_where_all_is_synthetic_an_export_need_not_be_asked_for_it(warehouse_dir, tmp_path):
    with duckdb.connect(str(published(warehouse_dir))) as connection:
        connection.execute("update marts.dim_documents set is_synthetic = true")
    [one] = export.export_marts(warehouse_dir, tmp_path, "csv", ["fct_spending"])
    assert one.rows == 1


def test_two_million_rows_are_written_without_holding_them(warehouse_dir, tmp_path):
    query = (
        "select i, 1.50::decimal(20, 2) as amount_yuan, md5(i::varchar)"
        " from range(2000000) as t (i)"
    )
    code = (
        "import resource, sys; from pathlib import Path;"
        "from warehouse.leaving import export; from warehouse.connection import sandboxed;"
        "started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "box = sandboxed(Path(sys.argv[1])); sandbox = box.__enter__();"
        "print(export.write_query(sandbox, sys.argv[2], 'csv', Path(sys.argv[3])),"
        " (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - started) // 1024)"
    )
    out = tmp_path / "rows.csv"
    script = tmp_path / "script.py"  # not `-c`: DuckDB draws its progress there
    script.write_text(code, "utf-8")
    done = subprocess.run(
        [sys.executable, script, published(warehouse_dir), query, out],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGES,
        env=os.environ | {"PYTHONPATH": str(PACKAGES)},
    )
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 2_000_000
    assert out.stat().st_size > 80_000_000
    assert megabytes < 250


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
