"""Writes dbt's documentation of the models as one HTML file that needs no network to read.

Tables, columns, tests, SQL and lineage, with the types of a published warehouse::

    uv run python scripts/make_site.py mingzhang.html
    uv run python scripts/make_site.py mingzhang.html --warehouse data/warehouse/current.duckdb

dbt opens its database for writing, so it gets a copy; the published file is only read. It gets
a copy of the project too, in which yml files say what `models/descriptions.en.csv` does.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from warehouse.building.descriptions import ENGLISH, rows, said

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "data" / "warehouse" / "current.duckdb"
_PROJECT = (
    *("models", "macros", "data/reference", "tests/dbt"),
    *("dbt_project.yml", "profiles.yml"),
)
_GENERATE = (
    # A million small objects that all stay: looking for garbage is waste, as is a log of them.
    *(sys.executable, "-c", "import gc; gc.disable(); from dbt.cli.main import cli; cli()"),
    *("--quiet", "--log-level-file", "none", "docs", "generate", "--static"),
    *("--exclude", "resource_type:test"),  # their SQL takes long
)


def write(page: Path, warehouse: Path) -> None:
    """Write the documentation of a published file; raise CalledProcessError where dbt fails."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        _copy_project(project)
        copy = Path(folder) / "mingzhang.duckdb"  # its name is the database's in the page
        shutil.copyfile(warehouse, copy)
        subprocess.run(
            [
                *_GENERATE,
                *("--project-dir", str(project), "--profiles-dir", str(project)),
                *("--target-path", folder, "--log-path", folder),
            ],
            check=True,
            cwd=project,
            env={**os.environ, "MINGZHANG_DATABASE": str(copy)},
        )
        html = (Path(folder) / "static_index.html").read_text(encoding="utf-8")
        html = html.replace(str(project), ".").replace(f"{folder}/", "")
        page.write_text(html, encoding="utf-8")


def _copy_project(project: Path) -> None:
    for name in _PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, project / name)
        else:
            shutil.copyfile(ROOT / name, project / name)
    described = rows(ROOT / ENGLISH)
    for path in (project / "models").rglob("*.yml"):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        for model in loaded.get("models", []):
            for column in model.get("columns", []):
                text = said(described, model["name"], column["name"])
                column.setdefault("description", text)
        path.write_text(yaml.safe_dump(loaded, allow_unicode=True), encoding="utf-8")


def main() -> int:
    """Write the page that the command line names; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path, help="HTML file to write")
    parser.add_argument("--warehouse", type=Path, default=PUBLISHED, help="published file")
    arguments = parser.parse_args()
    if not arguments.warehouse.is_file():
        parser.error(f"{arguments.warehouse} is no file; run mingzhang build first")
    write(arguments.page, arguments.warehouse)
    return 0


if __name__ == "__main__":
    sys.exit(main())
