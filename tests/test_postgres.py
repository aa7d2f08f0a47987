"""The marts in a PostgreSQL server that the test starts itself, where one is installed."""

import os
import pwd
import shutil
import subprocess
import tempfile
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
from conftest import missing

from warehouse.cli import main
from warehouse.connection import published, sandboxed
from warehouse.leaving.postgres import kind_of


def program(name):
    """The path of a program of PostgreSQL; Debian keeps those of a server off the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    found = shutil.which(name) or (debian and str(debian[-1]))
    return found or missing("PostgreSQL")


@pytest.fixture(scope="module")
def server():
    """A server of its own on a socket in a folder of its own; its URL."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    as_user = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        owner = pwd.getpwnam("nobody")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    data = folder / "data"

    def run(*words):
        subprocess.run(
            list(map(str, words)), check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_user
        )

    run(initdb, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(pg_ctl, "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield f"postgres://tester@/postgres?host={folder}"
    finally:
        run(pg_ctl, "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_every_mart_arrives_exactly_and_again(server, published_warehouse, capsys):
    for _ in range(2):
        assert main(["export", server, "--warehouse", str(published_warehouse)]) == 0
    assert "fct_spending: 10 rows" in capsys.readouterr().out
    with (
        sandboxed(published(published_warehouse)) as sandbox,
        psycopg.connect(server) as connection,
    ):
        marts = sandbox.fetch(
            "select table_name from duckdb_tables() where schema_name = 'marts'"
        ).rows
        for (mart,) in marts:
            [(ours,)] = sandbox.fetch(f"select count(*) from marts.{mart}").rows
            assert connection.execute(f"select count(*) from marts.{mart}").fetchone() == (
                ours,
            )
        amounts = "select receipt_id, amount_yuan from marts.fct_spending order by 1"
        assert connection.execute(amounts).fetchall() == sandbox.fetch(amounts).rows
        kind, comment = connection.execute(
            "select format_type(atttypid, atttypmod), col_description(attrelid, attnum)"
            " from pg_attribute where attrelid = 'marts.fct_spending'::regclass"
            " and attname = 'amount_yuan'"
        ).fetchone()
    assert (kind, comment) == ("numeric(20,2)", "Amount in yuan.")


def test_a_mart_alone(server, published_warehouse):
    place = ["--warehouse", str(published_warehouse)]
    assert main(["export", server, "--table", "dim_documents", *place]) == 0
    assert main(["export", server, "--table", "nope", *place]) == 2


def test_a_failed_load_changes_nothing(server, published_warehouse, monkeypatch):
    from warehouse.leaving import postgres

    place = ["--warehouse", str(published_warehouse), "--table", "fct_spending"]
    assert main(["export", server, *place]) == 0
    with monkeypatch.context() as patched:
        patched.setattr(postgres, "_value", lambda _: "no number")
        assert main(["export", server, *place]) == 1
    with psycopg.connect(server) as connection:
        total = connection.execute("select sum(amount_yuan) from marts.fct_spending").fetchone()
    assert total == (Decimal("35386500.00"),)


def test_a_server_that_is_not_there_is_said(published_warehouse, tmp_path, capsys):
    words = [
        "export",
        f"postgres:///x?host={tmp_path}",
        "--warehouse",
        str(published_warehouse),
    ]
    assert main(words) == 1
    assert "PostgreSQL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("DECIMAL(20,2)", "numeric(20,2)"),
        ("VARCHAR", "text"),
        ("VARCHAR[]", "text"),
        ("BIGINT", "bigint"),
        ("BOOLEAN", "boolean"),
    ],
)
def test_types_stay_exact(ours, theirs):
    assert kind_of(ours) == theirs
