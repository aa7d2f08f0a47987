"""A build goes on from the last published file where that has the rows that are kept."""

import duckdb
import pytest

from warehouse.building import carried, kept, set_aside
from warehouse.building.set_aside import Broken

CODE = "the code"


@pytest.fixture
def published(tmp_path):
    """A published file, and beside it what is kept of the documents in it."""
    file = tmp_path / "warehouse-1.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create schema marts; create schema raw; create schema reference;"
            "create table raw.documents as"
            " select 'd' as document_id, 'd.txt' as file_name, 'd.txt' as source_path;"
            "create table marts.fct as select 'd' as document_id, 1 as number;"
            "comment on table marts.fct is 'a fact';"
            "create table marts.sums as select 1 as number;"
            "create view marts.seen as from marts.sums;"
            "create table reference.codes as select 1 as code;"
            "create schema quality; create table quality.figure_fates as select 'd' as fate;"
        )
        broken = Broken("d", "fct", "grain", "amount", "twice", 2, "twice")
        set_aside.record(connection, [broken], "the rules", None)
    with duckdb.connect(str(tmp_path / kept.FILE)) as connection:
        connection.execute(
            "create schema books; create schema marts;"
            "create table books.published (state varchar);"
            "create table books.since as select 'e' as document_id;"
            "create table marts.fct as select 'd' as document_id, 1 as number"
        )
    kept.note_published(tmp_path, carried.state(file, CODE))
    return file


def begun(published, code=CODE):
    """The tables of a file that is begun, and the documents that stood aside; None if none."""
    building = published.with_name("building.duckdb")
    aside = carried.begin(building, published.parent, published, code)
    if not building.exists():
        assert aside == ()
        return None
    with duckdb.connect(str(building)) as connection:
        names = "select concat(schema_name, '.', table_name), comment from duckdb_tables()"
        return dict(connection.execute(names).fetchall()), aside


def test_what_is_of_documents_stays_and_all_else_is_dropped(published):
    assert begun(published) == (
        {"raw.documents": None, "marts.fct": "a fact", "quality.figure_fates": None},
        ("d",),
    )


def test_documents_made_again_since_are_of_the_file_that_is_published(published):
    with duckdb.connect(str(published.with_name(kept.FILE))) as connection:
        assert connection.execute("from books.since").fetchall() == []


@pytest.mark.parametrize("harm", ["code", "touched", "another", "torn", "lost", "none"])
def test_anything_else_begins_with_an_empty_file(published, harm):
    keeping = published.with_name(kept.FILE)
    if harm == "touched":
        with duckdb.connect(str(published)) as connection:
            connection.execute("insert into marts.fct values ('e', 2)")
    elif harm == "another":
        published = published.rename(published.with_name("warehouse-2.duckdb"))
    elif harm == "torn":
        keeping.write_bytes(b"torn")
    elif harm == "lost":
        keeping.unlink()
    elif harm == "none":
        with duckdb.connect(str(keeping)) as connection:
            connection.execute("delete from books.published")
    assert begun(published, "other code" if harm == "code" else CODE) is None
