"""What the tests share: the sample documents, the originals, a published warehouse."""

import fcntl
import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from dbt_cases import project_with_cases
from hypothesis import HealthCheck, settings

# A run starts some hundred processes: what one of them compiled, the others only load.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine draws slowly, which says nothing of a strategy.
settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "documents"


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-goldens",
        action="store_true",
        help="write what is read now as what is expected; read the difference before a commit",
    )


SELDOM = 20_000
"""Objects more than before at which garbage is looked for; by itself, Python looks at 700."""


def pytest_collection_finish() -> None:
    """What is imported and collected stays: each look for garbage need not go through it.

    Readers make many small objects that stay until a document is read: to look for garbage
    among them seldom took 93 s of processor time where it took 108 s, in six files of tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 100)


def pytest_sessionfinish() -> None:
    """What the collector passed over is let go, else DuckDB says at the end that it leaks."""
    gc.unfreeze()


def missing(what: str) -> None:
    """Skips a test that needs what is not installed; with CI set, where all is, it fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, and with CI set nothing may be missing")
    pytest.skip(f"{what} is not installed")


@pytest.fixture(scope="session")
def office() -> str:
    """The path of LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        missing("LibreOffice")
    return program


@pytest.fixture(scope="session")
def sample_documents() -> Path:
    """The folder of the sample documents."""
    return ROOT / "data" / "documents"


@pytest.fixture(scope="session")
def original_documents() -> Path:
    """The folder of the documents as published, where it is present."""
    if not ORIGINALS.is_dir():
        pytest.skip("the documents as published are not beside this checkout")
    return ORIGINALS


def build(warehouse: Path, *paths: Path | str) -> Path:
    """Builds a warehouse from paths and options, checks and all, and returns its folder."""
    from gates import ForkedGatekeeper

    from warehouse.cli import main

    words = ["build", *map(str, paths), "--warehouse", str(warehouse), "--quiet"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("warehouse.building.build.Gatekeeper", ForkedGatekeeper)
        assert main(words) == 0
    return warehouse


@pytest.fixture(scope="session", autouse=True)
def _no_process_outlives_the_tests() -> Iterator[None]:
    """The processes that tasks of tests are forks of end with the tests."""
    yield
    if forks := sys.modules.get("forks"):
        for one in forks.STARTED:
            one.stop()


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id) -> Path:
    """A folder that all processes of a run of the tests see."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@contextmanager
def first_comer(folder: Path, name: str) -> Iterator[tuple[Path, bool]]:
    """The folder of that name, and whether to fill it; the others wait until it is full."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        full = folder / f"{name}.full"
        yield folder / name, not full.exists()
        full.touch()


@pytest.fixture(scope="session")
def published_warehouse(shared_folder, sample_documents) -> Path:
    """A warehouse built once from the sample documents."""
    with first_comer(shared_folder, "sample") as (folder, is_first):
        if is_first:  # by the command itself, in a process of its own, gate and all
            words = ["build", sample_documents, "--warehouse", folder, "--quiet"]
            subprocess.run(
                [sys.executable, "-m", "warehouse.cli", *words], check=True, cwd=ROOT
            )
    return folder


_DBT = """
import gc, sys
gc.disable()  # a million small objects that all stay: looking for garbage is waste
sys.argv[0] = "dbt"
from dbt.cli.main import cli
cli()
"""


def dbt(
    *words: Path | str, project: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Runs dbt on a project, without its log of every event, and returns what it said."""
    return subprocess.run(
        [sys.executable, "-c", _DBT, "--log-level-file", "none", *words],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(frozen=True)
class Parsed:
    """The dbt project as dbt parsed it into a folder, for a database that is not there yet."""

    project: Path
    target: Path
    environment: dict[str, str]
    database: Path


@pytest.fixture(scope="session")
def parsed_project(shared_folder) -> Parsed:
    """The dbt project and the cases of its models, parsed once.

    A command with this environment need not do it again.
    """
    with first_comer(shared_folder, "dbt") as (folder, is_first):
        database = folder / "models.duckdb"
        environment = os.environ | {
            "MINGZHANG_DATABASE": str(database),
            "DBT_PROFILES_DIR": str(folder / "project"),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }
        project, target = folder / "project", folder / "target"
        if is_first:
            project.mkdir(parents=True)
            project_with_cases(ROOT, project)
            words = ["parse", "--target-path", target, "--log-path", folder / "logs"]
            done = dbt(*words, project=project, environment=environment)
            assert done.returncode == 0, done.stdout
    return Parsed(project, target, environment, database)


@pytest.fixture(scope="session")
def years_warehouse(shared_folder) -> Path:
    """A warehouse of synthetic accounts and budgets of departments over 2021 to 2023."""
    from corpus.generate import generate, request_of

    with first_comer(shared_folder, "years") as (folder, is_first):
        if is_first:
            request = request_of(48, 3, ["txt"], "none", 0.0, "2021-2023")
            generate(replace(request, printed=False), folder / "corpus")
            build(folder / "warehouse", folder / "corpus" / "documents")
    return folder / "warehouse"


@pytest.fixture(scope="session")
def city_truth(years_warehouse):
    """What the documents of `years_warehouse` print, by the corpus' truth alone."""
    import duckdb
    from city_truth import open_truth

    with duckdb.connect() as connection:
        open_truth(connection, years_warehouse.parent / "corpus" / "truth")
        yield connection
