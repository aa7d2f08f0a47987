"""Landing: what is landed twice is there once, and order does not matter."""

import subprocess
import sys
from decimal import Decimal

import duckdb
import pytest
from conftest import ROOT

from ingest import landing, pipeline, raw_tables, readers
from ingest.errors import NothingToReadError
from ingest.pipeline import land
from ingest.readers import text
from ingest.reading import read_document

PRINTED = """支出决算表

部门：{name}

金额单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
\t合计\t10.00\t4.00\t6.00
201\t一般公共服务支出\t10.00\t4.00\t6.00
"""


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("甲局", "乙局"):
        (folder / f"{name}.txt").write_text(PRINTED.format(name=name), encoding="utf-8")
    return folder


def loaded(warehouse, table="amounts"):
    with duckdb.connect() as connection:
        landing.load(connection, warehouse)
        query = f"select * exclude (landed_at) from raw.{table} order by all"
        if table != "documents":
            query = f"select * from raw.{table} order by all"
        return connection.sql(query).fetchall()


def test_landing_twice_is_landing_once(documents, tmp_path):
    first = land([documents], tmp_path / "w")
    rows = loaded(tmp_path / "w")
    second = land([documents], tmp_path / "w")
    assert (first.read, second.read, second.unchanged) == (2, 0, 2)
    assert loaded(tmp_path / "w") == rows
    assert len(rows) == 12


def test_a_full_landing_reads_again_and_doubles_nothing(documents, tmp_path):
    land([documents], tmp_path / "w")
    rows = loaded(tmp_path / "w")
    assert land([documents], tmp_path / "w", full=True).read == 2
    assert loaded(tmp_path / "w") == rows


def test_the_order_of_documents_does_not_matter(documents, tmp_path):
    files = sorted(documents.iterdir())
    land(files, tmp_path / "one")
    land(files[::-1], tmp_path / "two")
    for table in ("amounts", "cells", "outcomes", "documents"):
        assert loaded(tmp_path / "one", table) == loaded(tmp_path / "two", table)


def test_the_same_content_under_two_names_is_one_document(documents, tmp_path):
    copy = documents / "again.txt"
    copy.write_bytes((documents / "甲局.txt").read_bytes())
    assert land([documents], tmp_path / "w").read == 2
    assert len(loaded(tmp_path / "w", "documents")) == 2


def test_a_withdrawn_document_is_not_loaded_and_its_reason_is_kept(documents, tmp_path):
    land([documents], tmp_path / "w")
    (withdrawn,) = landing.withdraw(tmp_path / "w", ["甲局.txt"], "published in error")
    assert len(loaded(tmp_path / "w", "documents")) == 1
    assert {row[0] for row in loaded(tmp_path / "w")} != {withdrawn}
    assert loaded(tmp_path / "w", "withdrawals")[0][:2] == (
        withdrawn,
        "published in error",
    )


def test_a_half_written_batch_is_not_there(documents, tmp_path):
    land([documents], tmp_path / "w")
    (tmp_path / "w" / "landing" / ".20990101-dead").mkdir()
    assert len(landing.batches(tmp_path / "w")) == 1
    land([documents], tmp_path / "w")
    assert not list((tmp_path / "w" / "landing").glob(".*"))


def land_as_of_old(folder, warehouse, monkeypatch):
    """Lands documents as a version did that knew fewer tables, and fewer columns of one."""
    tables = dict(raw_tables.TABLES)
    del tables["stated_facts"], tables["stated_terms"]
    tables["outcomes"] = {k: v for k, v in tables["outcomes"].items() if k != "ignored_count"}
    written = landing.arrow_tables

    def arrow_tables(rows):
        return {name: written(rows)[name].select(list(tables[name])) for name in tables}

    with monkeypatch.context() as old:
        old.setattr(landing, "arrow_tables", arrow_tables)
        old.setattr(landing, "extractor_version", lambda: "old")
        land([folder], warehouse)


def test_a_batch_of_an_older_version_has_no_rows_of_tables_it_did_not_know(
    documents, tmp_path, monkeypatch
):
    land_as_of_old(documents, tmp_path / "w", monkeypatch)
    assert len(loaded(tmp_path / "w")) == 12
    assert loaded(tmp_path / "w", "stated_facts") == []
    with duckdb.connect() as connection:
        landing.load(connection, tmp_path / "w")
        counts = connection.sql("select distinct ignored_count from raw.outcomes").fetchall()
        types = (
            connection.sql("select typeof(ignored_count) from raw.outcomes").limit(1).fetchall()
        )
    assert (counts, types) == ([(None,)], [("BIGINT",)])


def test_a_document_that_an_older_version_read_is_read_again(documents, tmp_path, monkeypatch):
    land_as_of_old(documents, tmp_path / "w", monkeypatch)
    assert land([documents], tmp_path / "w").read == 2
    land([documents], tmp_path / "new")
    for table in ("amounts", "outcomes", "stated_facts"):
        assert loaded(tmp_path / "w", table) == loaded(tmp_path / "new", table)


def test_a_figure_too_large_for_its_column_fails_its_document_alone(documents, tmp_path):
    huge = "1" + "0" * 21 + ".00"
    text = PRINTED.format(name="丙局").replace("10.00", huge)
    (documents / "丙局.txt").write_text(text, encoding="utf-8")
    land([documents], tmp_path / "w")
    with duckdb.connect() as connection:
        landing.load(connection, tmp_path / "w")
        failed = connection.sql(
            "select file_name, left(detail, 20) from raw.outcomes inner join raw.documents"
            " using (document_id) where block_no = 0 and status = 'failed'"
        ).fetchall()
    assert failed == [("丙局.txt", "a value does not fit")]
    assert len(loaded(tmp_path / "w")) == 12


def test_more_decimals_than_a_column_has_are_rounded_half_to_even():
    rows = raw_tables.no_rows("untaken")
    values = [Decimal("0.123456785"), None, Decimal("-0.123456775000001"), Decimal(7)]
    rows["untaken"].add(4, {"amount": values})
    amounts = landing.arrow_tables(rows)["untaken"]["amount"].to_pylist()
    assert amounts == [Decimal("0.12345678"), None, Decimal("-0.12345678"), Decimal(7)]


LANDS_AND_LOADS = """
import sys
from pathlib import Path
import duckdb
from ingest import landing, pipeline
documents, warehouse = map(Path, sys.argv[1:])
for _ in range(2):
    pipeline.land([documents], warehouse)
with duckdb.connect() as connection:
    landing.load(connection, warehouse)
assert not {"pandas", "polars"} & sys.modules.keys()
"""


def test_landing_and_loading_import_no_library_of_frames(documents, tmp_path):
    command = [sys.executable, "-c", LANDS_AND_LOADS, documents, tmp_path / "w"]
    subprocess.run(command, check=True, cwd=ROOT)


def test_an_empty_warehouse_has_every_raw_table(tmp_path):
    for table in raw_tables.TABLES:
        assert loaded(tmp_path, table) == []
    assert loaded(tmp_path, "identities")


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_nothing_to_read_is_said(tmp_path, name):
    with pytest.raises(NothingToReadError):
        land([tmp_path / name], tmp_path / "w")


def test_readmes_and_hidden_files_are_no_documents(documents, tmp_path):
    (documents / "README.md").write_text("about", encoding="utf-8")
    (documents / ".hidden").write_text("x", encoding="utf-8")
    assert land([documents], tmp_path / "w").seen == 2


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"", "failed", "empty_file"),
        (b"\x00\x01\x02" * 50, "failed", "unknown_format"),
        (b"%PDF-1.4", "failed", "damaged"),
        ("一段话，没有表格。".encode(), "unrecognised", "no_form_in_document"),
        (PRINTED.format(name="甲局").encode(), "parsed", "read"),
        (PRINTED.replace("金额单位：万元", "").encode(), "partial", "figures_not_taken"),
    ],
)
def test_every_document_ends_in_an_outcome(data, status, reason):
    outcome = read_document(data, "x", "x")["outcomes"][0]
    assert (outcome["status"], outcome["reason_code"]) == (status, reason)


def test_a_unit_that_nobody_printed_is_not_guessed():
    rows = read_document(PRINTED.replace("金额单位：万元", "").encode(), "x", "x")
    assert {amount["unit_text"] for amount in rows["amounts"]} == {None}
    assert "unit_unknown" in {outcome["reason_code"] for outcome in rows["outcomes"]}


def test_every_printed_cell_of_a_table_is_kept_with_its_place():
    rows = read_document(PRINTED.format(name="甲局").encode(), "x", "x")
    assert len(rows["cells"]) == 8 + 4 + 5
    table = next(o for o in rows["outcomes"] if o["form_id"])
    assert table["cell_count"] == table["read_count"] + table["ignored_count"] == 17


def test_replay_reads_the_kept_content_once_more(tmp_path, monkeypatch):
    document = tmp_path / "b.txt"
    document.write_text("一段话，没有表格。", encoding="utf-8")
    land([document], tmp_path / "w")
    document.unlink()
    (kept,) = (tmp_path / "w" / "quarantine").iterdir()
    assert pipeline.replay(tmp_path / "w") == pipeline.ReplaySummary(1, 1)
    table = text.read(PRINTED.format(name="甲局").encode())
    monkeypatch.setattr(readers, "read", lambda _: table)
    assert pipeline.replay(tmp_path / "w") == pipeline.ReplaySummary(1, 0)
    assert not kept.exists()
    assert pipeline.replay(tmp_path / "w") == pipeline.ReplaySummary(0, 0)
    assert len(loaded(tmp_path / "w")) == 6
