"""Writes dbt's documentation of the models as one HTML file that needs no network to read.

Tables, columns, tests, SQL and lineage, with the types of a published warehouse::

    uv run python scripts/make_site.py mingzhang.html
    uv run python scripts/make_site.py mingzhang.html --warehouse data/warehouse/current.duckdb

dbt opens its database for writing, so it gets a copy; the published file is only read.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "data" / "warehouse" / "current.duckdb"
_GENERATE = (
    *(sys.executable, "-c", "from dbt.cli.main import cli; cli()"),
    *("--quiet", "docs", "generate", "--static"),
    *("--exclude", "resource_type:test", "resource_type:unit_test"),  # their SQL takes long
)


def write(page: Path, warehouse: Path) -> None:
    """Write the documentation of a published file; raise CalledProcessError where dbt fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "mingzhang.duckdb"  # its name is the database's in the page
        shutil.copyfile(warehouse, copy)
        subprocess.run(
            [
                *_GENERATE,
                *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT)),
                *("--target-path", folder, "--log-path", folder),
            ],
            check=True,
            env={**os.environ, "MINGZHANG_DATABASE": str(copy)},
        )
        html = (Path(folder) / "static_index.html").read_text(encoding="utf-8")
        html = html.replace(f"{folder}/", "").replace(str(ROOT), ".")
        page.write_text(html, encoding="utf-8")


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
