"""Readers: the published file, read-only, shut in, within limits."""

import time
from decimal import Decimal

import duckdb
import pytest
from small_warehouse import publish

from warehouse import connection
from warehouse.connection import Limits, published, reading, sandboxed
from warehouse.errors import NothingPublishedError, QueryError


@pytest.fixture
def database(tmp_path):
    return publish(tmp_path / "warehouse")


def refusal(database, query):
    with sandboxed(database) as sandbox, pytest.raises(QueryError) as raised:
        sandbox.fetch(query)
    return raised.value


def test_an_empty_folder_has_nothing_published(tmp_path):
    with pytest.raises(NothingPublishedError):
        published(tmp_path)
    with pytest.raises(NothingPublishedError):
        published(tmp_path / "nowhere")


def test_published_is_the_real_file(database):
    assert published(database.parent) == database.resolve()


def test_amounts_come_as_decimals(database):
    with sandboxed(database) as sandbox:
        result = sandbox.fetch("select amount_yuan from marts.fct_spending")
    assert result.rows == [(Decimal("4052900.00"),)]
    assert result.types == ("DECIMAL(20,2)",)


def test_parameters_are_bound(database):
    with sandboxed(database) as sandbox:
        assert sandbox.fetch("select ? || ?", ["a", "'; drop"]).rows == [("a'; drop",)]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "select * from '{file}'",
        "select * from glob('{folder}/*')",
        "attach '{folder}/other.duckdb'",
        "copy (select 1) to '{folder}/out.csv'",
        "copy marts.fct_spending from '{file}'",
        "export database '{folder}/out'",
        "install httpfs",
        "load httpfs",
        "set threads = 1",
        "set enable_external_access = true",
        "reset lock_configuration",
        "set memory_limit = '100GB'",
        "pragma enable_profiling",
        "create secret (type s3)",
        "create table marts.mine (i integer)",
        "insert into marts.department_years values (2024)",
        "update marts.fct_spending set amount_yuan = 0",
        "delete from marts.fct_spending",
        "drop table marts.fct_spending",
        "select getenv('HOME')",
        "select * from database",
        "select * from 'https://example.org/a.parquet'",
        "select * from read_parquet('s3://bucket/a.parquet')",
        "select * from read_json('{file}')",
        "select * from read_blob('{file}')",
        "copy (select 1) to '{folder}/out.parquet' (format parquet)",
        "attach 'postgres://localhost/x' as p (type postgres)",
        "call pragma_database_list(); attach ':memory:' as m",
        "install postgres from community",
        "set home_directory = '{folder}'",
        "set temp_directory = '{folder}'",
        "set global max_memory = '100GB'",
        "alter table marts.fct_spending add column x integer",
        "create view marts.v as select 1",
        "create macro marts.f() as 1",
        "create temp table mine as select * from read_csv('{file}')",
        "vacuum into '{folder}/copy.duckdb'",
        "copy (select 1) to '{database}.wal' (format csv)",
        "explain analyze copy (select 1) to '{folder}/out.csv'",
        "prepare p as copy (select 1) to '{folder}/out.csv'; execute p",
    ],
)
def test_nothing_leaves_the_file_and_nothing_changes_it(database, tmp_path, query):
    secret = tmp_path / "secret.csv"
    secret.write_text("a,b\n1,2\n", "utf-8")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    refusal(database, query.format(file=secret, folder=tmp_path, database=database))
    assert sorted(path.name for path in tmp_path.rglob("*")) == before
    with sandboxed(database) as sandbox:
        assert sandbox.fetch("select count(*) from marts.fct_spending").rows == [(1,)]


@pytest.mark.parametrize(
    "query",
    [
        "from marts.fct_spending",
        "describe marts.fct_spending",
        "summarize marts.fct_spending",
        "explain analyze from marts.fct_spending",
        "explain (format json) select 1",
        "pivot marts.fct_spending on fiscal_year using count(*)",
        "explain pivot marts.fct_spending on fiscal_year using count(*)",
        "set variable year = 2023; select getvariable('year')",
        "create temp table mine as select 1 as n; from mine",
        "pragma table_info('marts.fct_spending')",
        "-- which\nshow all tables",
    ],
)
def test_whatever_asks_is_answered(database, query):
    with sandboxed(database) as sandbox:
        assert sandbox.fetch(query).rows


def test_a_file_of_rows_is_written_by_nobody_who_asks(database):
    query = f"copy (select 1) to '{database}.wal' (format csv)"
    with sandboxed(database) as sandbox:
        with pytest.raises(QueryError), sandbox.stream(query):
            pass
        with pytest.raises(QueryError):
            sandbox.fetch_arrow(query)
        with pytest.raises(QueryError), sandbox.stream_arrow(query):
            pass
    assert not database.with_name(f"{database.name}.wal").exists()


def test_a_query_is_stopped_when_its_time_is_over(database):
    started = time.monotonic()
    with (
        sandboxed(database, Limits(seconds=0.2)) as sandbox,
        pytest.raises(QueryError) as raised,
    ):
        sandbox.fetch("select count(*) from range(100000000) a, range(100000000) b")
    assert raised.value.key == "query_timeout"
    assert time.monotonic() - started < 5


def test_an_endless_recursion_ends_and_the_next_query_runs(database):
    endless = (
        "with recursive t (i) as (select 1 union all select i + 1 from t)"
        " select count(*) from t"
    )
    started = time.monotonic()
    with sandboxed(database, Limits(seconds=1)) as sandbox:
        with pytest.raises(QueryError):
            sandbox.fetch(endless)
        assert time.monotonic() - started < 10
        assert sandbox.fetch("select 1").rows == [(1,)]


def test_the_time_includes_the_fetching(database):
    query = "select repeat('x', 1000) || r from range(100000000) as t (r)"
    with (
        sandboxed(database, Limits(seconds=0.3)) as sandbox,
        pytest.raises(QueryError) as raised,
    ):
        sandbox.fetch(query)
    assert raised.value.key == "query_timeout"


def test_after_a_timeout_the_next_query_runs(database):
    with sandboxed(database, Limits(seconds=0.3)) as sandbox:
        with pytest.raises(QueryError):
            sandbox.fetch("select count(*) from range(100000000) a, range(100000000) b")
        assert sandbox.fetch("select 1").rows == [(1,)]


def test_memory_is_bounded(database, monkeypatch):
    monkeypatch.setitem(connection._SETTINGS, "memory_limit", "50MB")
    error = refusal(database, "select list(repeat('x', 1000000)) from range(1000)")
    assert "memory" in error.values["reason"].lower()


def test_rows_are_capped_and_the_cap_is_told(database):
    with sandboxed(database, Limits(rows=10)) as sandbox:
        many = sandbox.fetch("select * from range(11)")
        few = sandbox.fetch("select * from range(10)")
    assert (len(many.rows), many.truncated) == (10, True)
    assert (len(few.rows), few.truncated) == (10, False)


@pytest.mark.parametrize("query", ["", "  ;  ", "\n"])
def test_an_empty_query_says_so(database, query):
    assert refusal(database, query).key == "query_empty"


def test_an_error_keeps_the_engines_words(database):
    assert "nowhere" in refusal(database, "select * from nowhere").values["reason"]


def test_arrow_keeps_decimals(database):
    with sandboxed(database) as sandbox:
        table = sandbox.fetch_arrow("select amount_yuan from marts.fct_spending")
    assert str(table.schema.field("amount_yuan").type) == "decimal128(20, 2)"


def test_two_readers_of_one_process_share_the_file(database):
    with reading(database) as one, sandboxed(database) as other:
        assert one.execute("select 1").fetchone() == other.fetch("select 1").rows[0]


def test_a_file_that_is_no_database_says_so(tmp_path):
    (tmp_path / "noise.duckdb").write_bytes(os_noise())
    with pytest.raises(QueryError) as raised, reading(tmp_path / "noise.duckdb"):
        pass
    assert raised.value.key == "cannot_open"


def os_noise():
    return bytes(range(256)) * 64


@pytest.mark.parametrize(
    "query",
    [
        "select * from raw.secrets",
        'select * from "raw"."secrets"',
        "from query_table('raw.secrets')",
        "from marts.seen where n in (select n from raw.secrets)",
        "with s as (from raw.secrets) from s",
        "from staging.told",
        "summarize raw.secrets",
        "use raw; from secrets",
    ],
)
def test_a_schema_that_is_not_allowed_is_not_read(tmp_path, query):
    path = tmp_path / "file.duckdb"
    with duckdb.connect(str(path)) as made:
        made.execute("create schema raw; create schema marts; create schema staging")
        made.execute("create table raw.secrets as select 1 as n")
        made.execute("create table marts.seen as select 1 as n")
        made.execute("create view staging.told as from raw.secrets")
    with sandboxed(path, Limits(schemas=frozenset({"marts"}))) as sandbox:
        with pytest.raises(QueryError) as raised:
            sandbox.fetch(query)
        assert raised.value.key == "query_schema"
        assert sandbox.fetch("with s as (from marts.seen) from s").rows == [(1,)]
