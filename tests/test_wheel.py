"""The wheel, installed by itself: commands work in an empty folder, no checkout at hand."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from mingzhang import __version__
from tests.conftest import ROOT, missing

AWAY = ("PYTHONPATH", "VIRTUAL_ENV", "MINGZHANG_WAREHOUSE", "MINGZHANG_DATABASE")
DRAWN = """
import sys
from pathlib import Path
from streamlit.testing.v1 import AppTest
import dashboards
app = AppTest.from_file(Path(dashboards.__file__).with_name("app.py"), default_timeout=120)
app.run()
assert not app.exception, app.exception
print(Path(dashboards.__file__), {one.label: one.value for one in app.metric})
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """A fresh environment with the wheel and what it needs, and nothing of a checkout."""
    uv = shutil.which("uv")
    if uv is None:
        missing("uv")
    made = tmp_path_factory.mktemp("wheel")
    environment = made / "environment"
    done(uv, "build", "--quiet", "--wheel", "--out-dir", made, ROOT, cwd=made)
    (wheel,) = made.glob("*.whl")
    done(uv, "venv", "--quiet", environment, cwd=made)
    python = ("--python", environment / "bin" / "python")
    done(uv, "pip", "install", "--quiet", *python, wheel, cwd=ROOT)  # as ROOT's pins say
    return environment


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """An empty folder, in which all commands are given."""
    return tmp_path_factory.mktemp("empty")


@pytest.fixture(scope="module")
def say(installed, folder):
    """Gives a command in the folder and returns what it prints."""

    def say(*words) -> str:
        return done(installed / "bin" / "mingzhang", *words, cwd=folder)

    return say


@pytest.fixture(scope="module")
def warehouse(say, folder) -> Path:
    """The warehouse of a city of one department, put where a build makes one by itself."""
    assert "published" in say("demo", "--no-open", "--departments", "1")
    made = folder / "mingzhang-demo" / "warehouse"
    return made.rename(folder / "mingzhang-warehouse")


def done(*command, cwd, code=0) -> str:
    """What a command prints, or says of its error; it must end with the code."""
    environment = {name: value for name, value in os.environ.items() if name not in AWAY}
    ended = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=environment | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = ended.stdout if code == 0 else ended.stderr
    assert ended.returncode == code, (
        f"{ended.args}: {ended.stdout[-3000:]}{ended.stderr[-3000:]}"
    )
    return said


def test_it_says_its_version(say):
    assert say("--version") == f"mingzhang {__version__}\n"


def test_nothing_that_only_tests_need_is_installed(installed):
    packages = next(installed.glob("lib/python*/site-packages"))
    assert not [
        name for name in ("_pytest", "reportlab", "playwright") if (packages / name).exists()
    ]
    assert not list(packages.glob("benchmarks*"))


def test_a_build_without_documents_asks_for_them(installed, folder):
    program = installed / "bin" / "mingzhang"
    assert "mingzhang build FOLDER" in done(program, "build", cwd=folder, code=2)


def test_a_build_finds_its_warehouse_in_the_folder(say, folder, warehouse):
    told = say("build", "mingzhang-demo/documents")
    assert "Nothing changed since this build" in told
    assert f"{folder}/mingzhang-warehouse/current.duckdb" in told


def test_nothing_is_written_among_the_packages(installed, say, warehouse):
    packages = next(installed.glob("lib/python*/site-packages"))
    recorded = next(packages.glob("mingzhang-*.dist-info")) / "RECORD"
    ours = {line.split(",")[0] for line in recorded.read_text("utf-8").splitlines()}
    folders = {name.split("/")[0] for name in ours if name.endswith(".py")}
    found = {path for one in folders for path in (packages / one).rglob("*") if path.is_file()}
    new = {path.relative_to(packages).as_posix() for path in found} - ours
    assert {name for name in new if not name.endswith(".pyc")} == set()


def test_it_answers_queries_and_named_questions(say, warehouse):
    query = "select count(distinct fiscal_year) as years from marts.fct_spending"
    assert json.loads(say("sql", query, "--format", "json")) == [{"years": 5}]
    assert "spending_structure" in say("sql", "--analyses")
    assert "project" in say("sql", "--analysis", "spending_structure")


def test_it_exports_marts(say, folder, warehouse):
    say("export", "marts", "--format", "csv", "--table", "dim_departments")
    written = {path.name for path in (folder / "marts").iterdir()}
    assert written == {"dim_departments.csv", "data_dictionary.csv", "datapackage.json"}


def test_it_writes_the_report_and_checks_it(say, folder, warehouse):
    say("report", "--year", "2023", "--out", "report.html")
    assert "示例" in (folder / "report.html").read_text(encoding="utf-8")
    assert say("report", "--check", "report.html")


def test_a_page_of_the_dashboards_is_drawn(installed, folder, warehouse):
    drawn = done(installed / "bin" / "python", "-c", DRAWN, cwd=folder)
    assert drawn.startswith(str(installed))
    assert "'65'" in drawn
