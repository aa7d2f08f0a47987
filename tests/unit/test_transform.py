"""The models' step: a plan's statements run on a build's file, and leave the marts in it."""

import duckdb
import pytest

from warehouse.building import kept, plan, transform
from warehouse.errors import TransformError

STEPS = [
    (
        "seed",
        "units",
        '"warehouse"."reference"',
        "create table {t} as from plan.main.u",
        "",
    ),
    ("model", "stg_a", '"scratch"."staging"', "create view {t} as from warehouse.raw.a", ""),
    ("model", "int_a", '"scratch"."intermediate"', "create table {t} as {stg_a}", ""),
    (
        "model",
        "fct_a",
        '"warehouse"."marts"',
        'create table {t} as from "scratch"."intermediate"."int_a"',
        "comment on table {t} is 'One row per a.'",
    ),
]


@pytest.fixture
def planned(tmp_path, monkeypatch):
    """A file with raw data, and a function that makes it the plan's turn."""
    database, ready = tmp_path / "any name.duckdb", tmp_path / "plan.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("""
            create schema raw; create table raw.a as select 1 as b;
            create table raw.documents (document_id varchar);
            create table raw.outcomes (document_id varchar);
            create table raw.newest (document_id varchar, batch varchar)
        """)
    monkeypatch.setattr(plan, "ready", lambda *_: ready)

    def write(**replaced):
        with duckdb.connect(str(ready)) as connection:
            connection.execute(
                "create table u as select '元' as unit;"
                "create table steps (step_no integer, kind varchar, name varchar,"
                " schema_path varchar, statement varchar, comments varchar,"
                " query varchar, is_of_documents boolean)"
            )
            for number, (kind, name, schema, statement, comments) in enumerate(STEPS):
                words = {"t": f'{schema}."{name}"', "stg_a": 'from "scratch"."staging"."stg_a"'}
                said = replaced.get(name, statement).format(**words)
                values = [number, kind, name, schema, said, comments.format(**words)]
                connection.execute(
                    "insert into steps values (?, ?, ?, ?, ?, ?, ?, false)", [*values, said]
                )
        return database

    return write


def test_reference_tables_and_marts_stay_and_what_leads_there_goes(planned, tmp_path):
    database = planned()
    told = []
    done = transform.run(database, tmp_path, lambda *step: told.append(step))
    assert (done.models, done.seeds) == (3, 1)
    assert [(at, of) for at, of, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    names = [name for *_, name in told]
    assert sorted(names) == ["fct_a", "int_a", "stg_a", "units"]
    assert [name for name in names if name != "units"] == ["stg_a", "int_a", "fct_a"]
    with duckdb.connect(str(database)) as connection:
        tables = connection.execute(
            "select schema_name, table_name, comment from duckdb_tables()"
            " where schema_name <> 'raw' order by all"
        ).fetchall()
        assert connection.execute("from duckdb_views() where not internal").fetchall() == []
    assert tables == [
        ("marts", "fct_a", "One row per a."),
        ("reference", "units", None),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "any name.duckdb",
        kept.FILE,
        "plan.duckdb",
    ]


def test_a_model_that_fails_is_named_and_the_file_is_free(planned, tmp_path):
    database = planned(int_a="create table {t} as from nowhere")
    with pytest.raises(TransformError, match=r"int_a: .*nowhere"):
        transform.run(database, tmp_path)
    duckdb.connect(str(database)).close()
    assert not list(tmp_path.glob("*.scratch*"))
