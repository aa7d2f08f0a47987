"""Marts that lie beside a file are read as if they were in it, and nothing else is."""

import shutil
from datetime import UTC, datetime
from decimal import Decimal

import duckdb
import pytest
from small_warehouse import RECEIPT, lay_beside, publish, write

from mingzhang import beside
from warehouse.building import publish as publishing
from warehouse.catalogue import listed
from warehouse.connection import Limits, published, reading, sandboxed
from warehouse.errors import QueryError
from warehouse.leaving import export

YEARS = """
    delete from marts.fct_spending;
    insert into marts.fct_spending
        select 'd' || i, 'r' || i, nullif(2020 + i % 3, 2022), '20137', 'basic', i / 100
        from range(300) as rows (i);
    comment on table marts.fct_spending is 'What was spent.';
    comment on column marts.fct_spending.amount_yuan is 'Yuan.';
"""


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """A warehouse whose marts lie beside its file."""
    path = publish(tmp_path_factory.mktemp("laid") / "warehouse")
    with duckdb.connect(str(path)) as connection:
        connection.execute(YEARS)
    lay_beside(path)
    with duckdb.connect(str(path), config=beside.settings(path)) as connection:
        connection.execute("comment on view marts.fct_spending is 'What was spent.'")
        connection.execute("comment on column marts.fct_spending.amount_yuan is 'Yuan.'")
    return path


@pytest.fixture
def database(laid, tmp_path):
    """A copy of that file, with what lies beside it."""
    copy = shutil.copytree(laid.parent, tmp_path / "warehouse", symlinks=True)
    return copy / laid.name


SUMS = """
    select fiscal_year, count(*), sum(amount_yuan) from marts.fct_spending
    group by all order by all
"""
BY_YEAR = [
    (2020, 100, Decimal("148.50")),
    (2021, 100, Decimal("149.50")),
    (None, 100, Decimal("150.50")),
]


def test_rows_and_types_are_those_of_tables(database):
    with sandboxed(database) as sandbox:
        assert sandbox.fetch(SUMS).rows == BY_YEAR
        described = sandbox.fetch("describe marts.fct_spending").rows
        assert sandbox.fetch("select * from marts.figures_set_aside").rows == []
    assert [(name, kind) for name, kind, *_ in described] == [
        ("document_id", "VARCHAR"),
        ("receipt_id", "VARCHAR"),
        ("fiscal_year", "INTEGER"),
        ("function_code", "VARCHAR"),
        ("spending_nature", "VARCHAR"),
        ("amount_yuan", "DECIMAL(20,2)"),
    ]


@pytest.mark.parametrize("name", ["moved", "a, b", "it's [1]", "年"])
def test_file_and_folder_may_be_moved_together(database, tmp_path, name):
    moved = tmp_path / name
    shutil.move(database.parent, moved)
    with sandboxed(published(moved), Limits(schemas=frozenset({"marts"}))) as sandbox:
        assert sandbox.fetch(SUMS).rows == BY_YEAR


def test_a_year_is_read_from_its_own_files(database):
    query = "explain analyze from marts.fct_spending where fiscal_year = ?"
    with sandboxed(database) as sandbox:
        [(_, plan)] = sandbox.fetch(query, [2021]).rows
    assert "Scanning Files: 1/3" in plan


def test_two_readers_of_one_process_share_the_file(database):
    with reading(database) as one, sandboxed(database) as other:
        assert one.execute(SUMS).fetchall() == other.fetch(SUMS).rows


@pytest.mark.parametrize(
    "query",
    [
        "copy (select 1) to '{marts}/fct_spending/fiscal_year=2021/more.parquet'",
        "explain analyze copy (select 1) to '{marts}/fct_spending/more.parquet'",
        "explain /* a /* b */ analyze select 1 -- */\n copy (select 1) to '{marts}/x.csv'",
        "explain analyze /* /* */ select 1 -- */ */\n copy (select 1) to '{marts}/x.csv'",
        "prepare p as copy (select 1) to '{marts}/x.csv'; execute p",
        "copy (pivot marts.fct_spending on fiscal_year using count(*)) to '{marts}/x.csv'",
        "copy (select 1) to '{file}.wal' (format csv)",
        "export database '{marts}/all'",
        "attach '{marts}/other.duckdb'",
        "set home_directory = '/'",
        "set allowed_directories = ['/']",
        "select * from read_text('{secret}')",
        "select * from read_text('{marts}/../../secret.txt')",
        "select * from glob('{marts}/../../*')",
        "select * from read_parquet('{other}/fct_spending/**/*.parquet')",
    ],
)
def test_nothing_else_is_read_and_nothing_is_written(database, tmp_path, query):
    secret = tmp_path / "secret.txt"
    secret.write_text("a", "utf-8")
    other = lay_beside(write(tmp_path / "other.duckdb"))
    before = sorted(tmp_path.rglob("*"))
    names = {"marts": beside.folder(database), "file": database, "secret": secret}
    with sandboxed(database) as sandbox, pytest.raises(QueryError):
        sandbox.fetch(query.format(other=other, **names))
    assert sorted(tmp_path.rglob("*")) == before
    with sandboxed(database) as sandbox:
        assert sandbox.fetch(SUMS).rows == BY_YEAR


def test_a_schema_that_is_not_allowed_is_not_read(database):
    with sandboxed(database, Limits(schemas=frozenset({"marts"}))) as sandbox:
        assert sandbox.fetch(SUMS).rows == BY_YEAR
        with pytest.raises(QueryError) as raised:
            sandbox.fetch("from marts.receipts, raw.documents")
    assert raised.value.key == "query_schema"


def test_marts_are_listed_with_their_rows_and_meanings(database):
    with sandboxed(database) as sandbox:
        found = {row[0]: row[1:] for row in listed(sandbox, "comment as meaning").rows}
    assert found["fct_spending"] == (300, "What was spent.")
    assert found["figures_set_aside"] == (0, None)


@pytest.mark.parametrize("form", export.EXPORT_FORMATS)
def test_they_are_exported_like_others(database, tmp_path, form):
    written = export.export_marts(database.parent, tmp_path / "out", form, ["receipts"])
    assert [one.rows for one in written] == [3]
    dictionary = (tmp_path / "out" / export.DICTIONARY_NAME).read_text("utf-8-sig")
    assert "receipt_id" in dictionary


def test_they_are_published_and_removed_with_their_file(tmp_path):
    folder = tmp_path / "w"
    folder.mkdir()
    files = []
    for hour in range(publishing.KEPT_FILES + 1):
        candidate = publishing.start(folder, datetime(2026, 11, 21, hour, tzinfo=UTC))
        lay_beside(write(candidate.building))
        files.append(publishing.publish(candidate))
        publishing.discard(candidate)
    assert not files[0].exists()
    kept = {beside.folder(file) for file in files[1:]}
    assert {*folder.glob("*.parquet")} == kept
    with sandboxed(published(folder)) as sandbox:
        found = sandbox.fetch("select receipt_id from marts.fct_spending").rows
    assert found == [(RECEIPT,)]
    files[1].unlink()
    publishing.clean(folder)
    assert {*folder.glob("*.parquet")} == kept - {beside.folder(files[1])}
