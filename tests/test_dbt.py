"""Every model, data test and unit test of the dbt project, on the sample documents."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
from conftest import ROOT

from ingest import landing, pipeline


def test_models_and_their_tests_pass_on_the_sample_documents(tmp_path, sample_documents):
    pipeline.land([sample_documents], tmp_path)
    database = tmp_path / "models.duckdb"
    with duckdb.connect(str(database)) as connection:
        landing.load(connection, tmp_path)
    dbt = Path(sys.executable).with_name("dbt")
    done = subprocess.run(
        [dbt, "build", "--target-path", tmp_path / "target", "--log-path", tmp_path / "logs"],
        cwd=ROOT,
        env=os.environ
        | {
            "MINGZHANG_DATABASE": str(database),
            "DBT_PROFILES_DIR": str(ROOT),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    failed = [line for line in lines if " FAIL " in line or " ERROR " in line]
    assert done.returncode == 0, "\n".join(failed or lines[-30:])
    assert "ERROR=0" in done.stdout
    assert "WARN=0" in done.stdout
