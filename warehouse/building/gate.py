"""The gate of a build: money conserved, expectations kept; the file keeps the findings.

Great Expectations runs in a process of its own, started early, so that the build does not wait
for its import.
"""
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import duckdb

from expectations import conservation, results, verdicts
from expectations.results import Finding
from mingzhang import PACKAGES
from warehouse.connection import first_line
from warehouse.errors import GateError, Reason

LOG_NAME = "expectations.log"
FINDINGS = "expectations"
"""The table of findings, in schema `quality`."""
_FINDING_COLUMNS = {
    "suite": "varchar",
    "expectation": "varchar",
    "column": "varchar",
    "severity": "varchar",
    "success": "boolean",
    "unexpected_count": "bigint",
    "detail": "varchar",
    "error": "varchar",
}
_BUILDS = """
    create table quality.builds (
        build_id varchar, started_at timestamp, version varchar, fingerprint varchar,
        documents_seen bigint, documents_read bigint, documents_total bigint,
        read_seconds decimal(10, 2), load_seconds decimal(10, 2),
        transform_seconds decimal(10, 2), check_seconds decimal(10, 2)
    )
"""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """A build as `quality.builds` keeps it, its start in UTC; `seconds` by step."""

    build_id: str
    started_at: datetime
    version: str
    fingerprint: str
    documents_seen: int
    documents_read: int
    seconds: dict[str, float]


class Gatekeeper:
    """The process that checks a file. Start it early, ask it once, stop it always."""

    def __init__(self, log_folder: Path) -> None:
        """Let the process write what it says into `log_folder`."""
        self._log_path = log_folder / LOG_NAME
        self._log: IO[bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, if it does not run yet; it imports and waits."""
        if self._process is not None:
            return
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        if self._log is None:
            self._log = self._log_path.open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "expectations.run", "--wait"],
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            cwd=PACKAGES,
        )

    def check(self, database: Path, findings_path: Path) -> tuple[Finding, ...]:
        """Let the process check `database`; return its findings, which `findings_path` keeps.

        Raises GateError with the process's last words where it could not.
        """
        self.start()
        process = self._process
        if process is None:
            raise GateError("gate_failed", reason="not started", log=self._log_path)
        findings_path.unlink(missing_ok=True)
        request = {
            "database": str(database.resolve()),
            "findings": str(findings_path.resolve()),
        }
        try:
            process.communicate(json.dumps(request).encode() + b"\n")
        except BrokenPipeError:
            process.wait()
        self._process = None  # it answers once
        if process.returncode != 0 or not findings_path.is_file():
            raise GateError("gate_failed", reason=self._last_words(), log=self._log_path)
        return results.read(findings_path)

    def stop(self) -> None:
        """End the process, if it still runs, and close its log."""
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process.kill()
            self._process.wait()
        if self._log is not None:
            self._log.close()
        self._process, self._log = None, None

    def _last_words(self) -> str:
        said = self._log_path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return next(
            (line for line in reversed(said) if not line.startswith((" ", "nanobind"))),
            "",
        )


def measure_conservation(connection: duckdb.DuckDBPyConnection) -> None:
    """Weigh what was read against the marts; see `expectations.conservation`.

    Raises GateError where a table that is needed is missing.
    """
    try:
        conservation.weigh(connection)
    except duckdb.Error as error:
        raise GateError(
            "gate_failed", reason=first_line(error), log="expectations/conservation"
        ) from error


def record(
    connection: duckdb.DuckDBPyConnection,
    findings_path: Path,
    build: BuildRecord,
) -> None:
    """Write the findings and the build into schema `quality` of the file they are about."""
    columns = ", ".join(f"\"{name}\": '{kind}'" for name, kind in _FINDING_COLUMNS.items())
    connection.execute(
        f"create or replace table quality.{FINDINGS} as"
        f" select * from read_json(?, columns = {{{columns}}})",
        [str(findings_path)],
    )
    verdicts.forget(connection)
    connection.execute("drop table if exists quality.builds")
    connection.execute(_BUILDS)
    connection.execute(
        "insert into quality.builds"
        " select ?, ?, ?, ?, ?, ?, count(*), ?, ?, ?, ? from raw.documents",
        [
            build.build_id,
            build.started_at.astimezone(UTC).replace(tzinfo=None),
            build.version,
            build.fingerprint,
            build.documents_seen,
            build.documents_read,
            *(build.seconds.get(step, 0.0) for step in ("read", "load", "transform", "check")),
        ],
    )


def reasons(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Reason, ...]:
    """Return why the findings refuse a file; empty where they do not.

    Each tells table, rule, measures, number of rows and all documents, by the file names in
    `names`.
    """
    return tuple(_reason(finding, names) for finding in findings if finding.refuses)


def _reason(finding: Finding, names: Mapping[str, str]) -> Reason:
    counted = "" if finding.unexpected_count is None else f" × {finding.unexpected_count}"
    measures = f" ({', '.join(finding.measures)})" if finding.measures else ""
    told = f": {finding.sentence}" if finding.sentence else ""
    documents = tuple(
        f"{names.get(document_id, '?')} ({document_id[:12]}) × {rows}"
        for document_id, rows in finding.documents.items()
    )
    remedy = finding.remedy if documents else "models"
    return Reason(
        f"{finding.suite} · {finding.rule}{measures}{counted}{told}", remedy, documents
    )
