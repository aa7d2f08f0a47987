"""Every model, data test and unit test of the dbt project, on the sample documents."""

import shutil

import duckdb
import pytest
import yaml
from conftest import ROOT, dbt

from warehouse.building import descriptions


@pytest.fixture(scope="module")
def built(tmp_path_factory, published_warehouse, parsed_project):
    """What `dbt build` said over a copy of the published samples, and the copy."""
    folder = tmp_path_factory.mktemp("dbt")
    shutil.copyfile((published_warehouse / "current.duckdb").resolve(), parsed_project.database)
    target = folder / "target"
    target.mkdir()
    shutil.copy(parsed_project.target / "partial_parse.msgpack", target)
    done = dbt(
        *("--no-write-json", "build", "--target-path", target, "--log-path", folder / "logs"),
        project=parsed_project.project,
        environment=parsed_project.environment,
    )
    return done, parsed_project.database


def test_models_and_their_tests_pass_on_the_sample_documents(built):
    done, _ = built
    lines = done.stdout.splitlines()
    failed = [line for line in lines if " FAIL " in line or " ERROR " in line]
    assert done.returncode == 0, "\n".join(failed or lines[-30:])
    assert "ERROR=0" in done.stdout
    assert "WARN=0" in done.stdout


def test_a_build_makes_of_the_models_what_dbt_makes(built, published_warehouse):
    _, database = built
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as by_dbt (read_only)")
        current = (published_warehouse / "current.duckdb").resolve()
        connection.execute(f"attach '{current}' as by_build (read_only)")
        names = {
            of: connection.execute(
                "select schema_name, table_name, column_name, data_type from duckdb_columns()"
                f" where database_name = '{of}' and schema_name in ('marts', 'reference')"
                " order by schema_name, table_name, column_index"
            ).fetchall()
            for of in ("by_dbt", "by_build")
        }
        assert names["by_build"] == names["by_dbt"]
        tables = sorted({f"{schema}.{table}" for schema, table, *_ in names["by_build"]})
        assert "marts.fct_spending" in tables
        for table in tables:
            for one, other in (("by_dbt", "by_build"), ("by_build", "by_dbt")):
                unlike = connection.execute(
                    f"select * from {one}.{table} except all select * from {other}.{table}"
                ).fetchall()
                assert unlike == [], f"{table}, in {one} alone"


def test_every_description_is_of_a_column_and_every_column_of_a_mart_has_one(built):
    """A column is described in its model's yml, or in the file of all descriptions."""
    _, database = built
    with duckdb.connect(str(database), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name, schema_name = 'marts' from duckdb_columns()"
            " where schema_name in ('staging', 'intermediate', 'marts')"
        ).fetchall()
    said = {
        (model["name"], column["name"])
        for path in (ROOT / "models").rglob("*.yml")
        for model in yaml.safe_load(path.read_text("utf-8")).get("models", [])
        for column in model.get("columns", [])
        if column.get("description")
    }
    known = descriptions.rows(ROOT / descriptions.ENGLISH)
    found = {(table, name): descriptions.find(known, table, name) for table, name, _ in columns}
    marts = [(table, name) for table, name, is_mart in columns if is_mart]
    assert [place for place in marts if not (found[place] or place in said)] == []
    idle = set(known) - {one[0] for one in found.values() if one}
    assert [row for row in idle if row.column] == []
