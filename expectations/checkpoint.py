"""All suites over one warehouse file, opened read-only, by Great Expectations."""
# ruff: noqa: ANN401  the library's objects have no types to name

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import duckdb
import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import TestConnectionError

from expectations import bad_rows, quick, verdicts
from expectations.duckdb_dialect import url_of
from expectations.results import Finding, from_result, read, write
from expectations.rules import Suite
from expectations.suites import suites
from mingzhang import beside

quick.remember()


def run(database: Path, only: tuple[Suite, ...] | None = None) -> tuple[Finding, ...]:
    """Check `database` against every suite, or `only` those; return the findings.

    A table that is missing is one failed expectation, `table_exists`.
    """
    context = quick.without_saving(gx.get_context(mode="ephemeral"))
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_sql(
        "warehouse", connection_string=url_of(database), create_temp_table=False
    )
    findings: list[Finding] = []
    settings = {"access_mode": "READ_ONLY"} | beside.settings(database)
    with duckdb.connect(str(database), config=dict(settings)) as connection:
        held = verdicts.held(connection)
        for suite in suites() if only is None else only:
            staying = verdicts.staying(connection, suite, held)
            findings.extend(_validate(source, connection, suite, staying))
    return tuple(findings)


def run_all(database: Path) -> tuple[Finding, ...]:
    """Check `database` against every suite, as `run` does, with two processes where possible.

    Great Expectations works on one core. The second process is a fork: what took seconds to
    import is there at once. Raises ChildProcessError where it did not finish its half.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return run(database)
    named = suites()
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "findings.json"
        process = os.fork()
        if process == 0:
            _check_part(database, named[1::2], part)
        try:
            findings = run(database, named[::2])
        finally:
            _, status = os.waitpid(process, 0)
        if status != 0:
            raise ChildProcessError(f"the second checking process ended with {status}")
        findings += read(part)
    order = {suite.name: number for number, suite in enumerate(named)}
    return tuple(sorted(findings, key=lambda finding: order[finding.suite]))


def _check_part(database: Path, part_of_suites: tuple[Suite, ...], part: Path) -> NoReturn:
    """Do the forked process's half, and end it without what its parent will do at its end."""
    code = 1
    try:
        write(run(database, part_of_suites), part)
        code = 0
    except Exception:  # noqa: BLE001  said in the log; the parent sees the exit code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _validate(
    source: Any,
    connection: duckdb.DuckDBPyConnection,
    suite: Suite,
    staying: Mapping[int, Finding],
) -> list[Finding]:
    """Return the findings of a suite, of which those that stay are not asked again."""
    asked = [
        expectation
        for place, expectation in enumerate(suite.expectations)
        if place not in staying
    ]
    if not asked:
        return [staying[place] for place in sorted(staying)]
    schema, table = suite.table.split(".")
    try:
        asset = source.add_table_asset(suite.name, table_name=table, schema_name=schema)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
    except TestConnectionError:
        return [_missing(suite)]
    checked = gx.ExpectationSuite(suite.name, expectations=asked)
    result = batch.validate(checked, result_format="BASIC")
    found = [
        _traced(connection, suite, from_result(suite.name, one), one.expectation_config.meta)
        for one in result.results
    ]
    return [*(staying[place] for place in sorted(staying)), *found]


def _traced(
    connection: duckdb.DuckDBPyConnection, suite: Suite, finding: Finding, meta: Any
) -> Finding:
    """Return the finding with the documents of its bad rows, where it refuses by them."""
    if not finding.refuses or finding.error is not None:
        return finding
    found = bad_rows.find(connection, suite.table, meta["rows"])
    return replace(finding, documents=found.by_document, measures=found.measures)


def _missing(suite: Suite) -> Finding:
    error = f"there is no table {suite.table}"
    return Finding(
        suite=suite.name,
        expectation="table_exists",
        column=None,
        severity="critical",
        success=False,
        unexpected_count=None,
        detail=None,
        error=error,
    )
