"""How dbt makes a plan: given what runs, and turned into statements like its own."""

import contextlib
import os
import re
import signal
from types import SimpleNamespace

import duckdb
import pytest

from warehouse.building import compiling
from warehouse.building.descriptions import Row
from warehouse.errors import TransformError

YML = """
models:
  - name: fct_a
    description: One row per a.
    data_tests: [{is_grain: {arguments: {columns: [a]}}}]
    columns:
      - {name: a, data_type: varchar, data_tests: [not_null]}
exposures:
  - {name: page}
"""
FILES = {
    "dbt_project.yml": "name: p",
    "profiles.yml": "p: {}",
    "models/fct_a.sql": "select 1 as a",
    "models/fct_a.yml": YML,
    "macros/m.sql": "",
    "data/reference/units.csv": "unit",
}


def test_dbt_is_given_what_runs_and_no_test(tmp_path):
    project = tmp_path / "project"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    (project / "models" / "notes.md").write_text("not dbt's", "utf-8")
    compiling._copy_what_runs(project, tmp_path / "view")
    names = {path.name for path in (tmp_path / "view").rglob("*") if path.is_file()}
    assert names == {name.rpartition("/")[2] for name in FILES}
    text = (tmp_path / "view" / "models" / "fct_a.yml").read_text("utf-8")
    assert "One row per a." in text
    assert "data_type: varchar" in text
    assert not re.search("test|exposures|grain", text)


def node(name, schema, code="", *, columns=(), kind="model", materialized="table", unit=None):
    return SimpleNamespace(
        name=name,
        alias=name,
        schema=schema,
        resource_type=kind,
        relation_name=f'"warehouse"."{schema}"."{name}"',
        compiled_code=code,
        description="It's one.\nOne row per a.\n",
        config=SimpleNamespace(materialized=materialized, meta={"unit": unit} if unit else {}),
        contract=SimpleNamespace(enforced=schema == "marts"),
        columns={
            column: SimpleNamespace(data_type=data_type, description=told)
            for column, data_type, told in columns
        },
    )


def test_statements_are_those_of_dbt_and_what_is_not_published_is_built_apart():
    seed = node("units", "reference", kind="seed")
    staged = node("stg_a", "staging", 'from "warehouse"."raw"."a"', materialized="view")
    joined = node("int_a", "intermediate", f"from {staged.relation_name}")
    columns = [("a", "varchar", "An a."), ("b", "decimal(20,2)", "")]
    mart = node(
        "fct_a", "marts", f"from {joined.relation_name}", columns=columns, unit="document"
    )
    with duckdb.connect() as connection:
        told = [Row(2, "fct_a", "a", "Another a."), Row(3, "*", "b", "A b.")]
        compiling._write_steps(connection, [seed], [staged, joined, mart], told)
        steps = connection.execute("select statement, comments from steps").fetchall()
        kept = connection.execute("select query from steps where is_of_documents").fetchall()
    assert kept == [('from "scratch"."intermediate"."int_a"',)]
    assert [" ".join(statement.split()) for statement, _ in steps] == [
        'create table "warehouse"."reference"."units" as from plan."reference"."units"',
        'create view "scratch"."staging"."stg_a" as ( from "warehouse"."raw"."a" )',
        'create table "scratch"."intermediate"."int_a" as ( from "scratch"."staging"."stg_a" )',
        (
            'create table "warehouse"."marts"."fct_a" ("a" varchar, "b" decimal(20,2));'
            ' insert into "warehouse"."marts"."fct_a" ("a", "b") select "a", "b" from'
            ' ( from "scratch"."intermediate"."int_a" )'
        ),
    ]
    assert [comments for _, comments in steps] == [
        *[""] * 3,
        (
            'comment on table "warehouse"."marts"."fct_a" is \'It\'\'s one. One row per a.\';\n'
            'comment on column "warehouse"."marts"."fct_a"."a" is \'An a.\';\n'
            'comment on column "warehouse"."marts"."fct_a"."b" is \'A b.\''
        ),
    ]


def test_what_dbt_says_of_a_failure_is_told():
    crashed = SimpleNamespace(exception=ValueError("no such macro\n"))
    with pytest.raises(TransformError, match="no such macro"):
        compiling._checked(crashed)
    result = SimpleNamespace(node=SimpleNamespace(name="units"), status="error", message="bad")
    failed = SimpleNamespace(
        exception=None, success=False, result=SimpleNamespace(results=[result])
    )
    with pytest.raises(TransformError, match="units: bad"):
        compiling._checked(failed)


def test_dbt_finds_its_environment_and_the_next_one_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("DO_NOT_TRACK", "0")
    monkeypatch.delenv(compiling.DATABASE_VARIABLE, raising=False)
    with compiling._environment(tmp_path / "w.duckdb"):
        assert os.environ["DO_NOT_TRACK"] == "1"
        assert os.environ[compiling.DATABASE_VARIABLE] == str(tmp_path / "w.duckdb")
    assert os.environ["DO_NOT_TRACK"] == "0"
    assert compiling.DATABASE_VARIABLE not in os.environ


def interrupt_and_swallow():
    with contextlib.suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_that_was_swallowed_comes_through():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), compiling._interruptible():
        interrupt_and_swallow()
    assert signal.getsignal(signal.SIGINT) is before


def test_without_an_interrupt_nothing_happens():
    with compiling._interruptible():
        pass
