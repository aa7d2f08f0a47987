"""A plan is found by its contents, made once, and never stale."""

import os

import duckdb
import pytest

from warehouse.building import plan


@pytest.fixture
def project(tmp_path):
    """A project of one model."""
    folder = tmp_path / "project"
    for name, text in {
        "dbt_project.yml": "name: p",
        "profiles.yml": "p: {}",
        "models/fct_a.sql": "select 1 as a",
        "models/fct_a.yml": "models: []",
        "macros/m.sql": "",
        "data/reference/units.csv": "unit\n元\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def makes(tmp_path, monkeypatch):
    """The plans that were made, by name; the user's cache is a folder of the test."""
    made = []

    def make(path, log_folder, project):
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            connection.execute("create table steps (step_no integer)")
        made.append(path.name)

    monkeypatch.setattr(plan.compiling, "make", make)
    monkeypatch.setenv(plan.CACHE_VARIABLE, str(tmp_path / "cache"))
    return made


def ready(tmp_path):
    return plan.ready(tmp_path / "warehouse" / "plans", tmp_path / "logs")


@pytest.mark.parametrize(
    "name",
    [
        "dbt_project.yml",
        "profiles.yml",
        "models/fct_a.sql",
        "models/fct_a.yml",
        "macros/m.sql",
        "data/reference/units.csv",
    ],
)
def test_whatever_dbt_reads_is_in_the_digest(project, name):
    before = plan.digest(project)
    assert plan.digest(project) == before
    (project / name).write_text("other", "utf-8")
    assert plan.digest(project) != before


def test_a_file_that_moves_or_goes_changes_the_digest(project):
    before = plan.digest(project)
    (project / "models/fct_a.sql").rename(project / "models/fct_b.sql")
    moved = plan.digest(project)
    (project / "models/fct_b.sql").unlink()
    assert len({before, moved, plan.digest(project)}) == 3


def test_another_dbt_makes_another_plan(project, monkeypatch):
    before = plan.digest(project)
    monkeypatch.setattr(plan, "version", lambda _: "0")
    assert plan.digest(project) != before


def test_a_plan_is_made_once_and_found_by_every_warehouse(tmp_path, makes):
    first = ready(tmp_path)
    assert plan.ready(tmp_path / "other", tmp_path / "logs") == first
    assert makes == [first.name] == [f"{plan.digest()}.duckdb"]


def test_a_plan_that_cannot_be_read_is_made_again(tmp_path, makes):
    ready(tmp_path).write_bytes(b"torn")
    ready(tmp_path)
    assert len(makes) == 2


def test_where_the_cache_cannot_be_written_the_warehouse_keeps_the_plan(
    tmp_path, makes, monkeypatch
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(plan.CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    assert ready(tmp_path).parent == tmp_path / "warehouse" / "plans"
    ready(tmp_path)
    assert len(makes) == 1


def test_a_plan_of_models_that_changed_meanwhile_is_not_kept(tmp_path, makes, monkeypatch):
    digests = iter(["before", "after", "after", "after"])
    monkeypatch.setattr(plan, "digest", lambda: next(digests))
    assert ready(tmp_path).name == "after.duckdb"
    assert [path.name for path in (tmp_path / "cache").glob("*.duckdb")] == ["after.duckdb"]


def test_old_plans_and_torn_ones_go(tmp_path):
    for age in range(plan.KEPT_PLANS + 2):
        path = tmp_path / f"{age}.duckdb"
        path.touch()
        os.utime(path, (1000 - age, 1000 - age))
    (tmp_path / "x.1.moving").touch()
    plan._forget_old(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        f"{age}.duckdb" for age in range(plan.KEPT_PLANS)
    }
