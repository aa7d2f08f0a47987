"""Run by the gate's tests as a process: suites over tables of known-bad rows, as findings.

`python gate_on_bad_rows.py DATABASE FINDINGS` also writes the statements that were run, the
names of the real suites' tables, and what the real suites find in a database that has next to
none of them.
"""

import json
import os
import sys
from pathlib import Path

from expectations import checkpoint, duckdb_dialect, results, rules
from expectations.suites import suites

STATEMENTS = []


def suite(table):
    return rules.Suite(
        table,
        (
            *rules.filled("key"),
            *rules.closed("nature", ["basic", "project"]),
            *rules.unique("id"),
            *rules.unique("id", "nature"),
            *rules.money("amount_yuan"),
            rules.joins("receipt_id", "marts.receipts"),
            rules.no_double_count("function_code"),
            rules.no_rows(
                "letters",
                "natures of four letters",
                "select * from {batch} where regexp_full_match(nature, '[a-z]{{4}}')",
            ),
            *rules.filled("no_such_column"),
            rules.no_rows("wrong", "a query that cannot run", "select nope from {batch}"),
        ),
    )


class Noting(duckdb_dialect.BufferedCursor):
    """A cursor that notes the statements that the library runs."""

    def execute(self, statement, parameters=None, context=None):
        STATEMENTS.append(statement)
        super().execute(statement, parameters, context)


def main(database, findings):
    tables = ("marts.facts", "marts.empty", "marts.missing")
    duckdb_dialect.BufferedCursor = Noting
    results.write(checkpoint.run(database, tuple(suite(table) for table in tables)), findings)
    findings.with_suffix(".statements").write_text(json.dumps(STATEMENTS), "utf-8")
    names = [one.table for one in suites()]
    findings.with_suffix(".suites").write_text(json.dumps(names), encoding="utf-8")
    results.write(checkpoint.run_all(database), findings.with_suffix(".all"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
    os._exit(0)
