"""The gate's process: imports Great Expectations, waits for a finished file, checks it.

Great Expectations takes seconds to import, so a build starts this process early (`--wait`): it
imports while the models are built, and then reads one line of JSON from standard input, which
names the file to check. `python -m expectations.run FILE` checks a published file by hand.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
import warnings
from pathlib import Path

from expectations import quick, results


def main(arguments: list[str]) -> int:
    """Run as a build's helper (`--wait`) or on the file named; return the exit code."""
    if arguments == ["--wait"]:
        return _serve()
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        print("usage: python -m expectations.run (--wait | FILE)", file=sys.stderr)
        return 2
    findings = check(Path(arguments[0]).resolve())
    for finding in findings:
        mark = "ok" if finding.success else finding.severity
        print(
            mark,
            finding.suite,
            finding.expectation,
            finding.column or "",
            finding.error or "",
        )
    return int(any(finding.refuses for finding in findings))


def check(database: Path) -> tuple[results.Finding, ...]:
    """Check a warehouse file against all suites; one finding for each expectation."""
    _offline()
    from expectations import checkpoint

    return checkpoint.run_all(database)


def _serve() -> int:
    _offline()
    from expectations import checkpoint  # the import that takes seconds

    line = sys.stdin.readline()
    if not line:
        return 0
    request = json.loads(line)
    findings = checkpoint.run_all(Path(request["database"]))
    results.write(findings, Path(request["findings"]))
    return 0


def _offline() -> None:
    """Switch telemetry off before the import, and the library's notices with it.

    Nothing that a process of seconds makes is worth looking for as garbage, either.
    """
    gc.disable()
    quick.without_unused()
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # skips a second of tearing down libraries that hold nothing
