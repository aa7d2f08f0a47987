"""The gate of the builds that tests make: what takes seconds to import is imported once.

A build of the product starts a process for its gate, which imports Great Expectations. Here one
process a worker has imported it, and each check is a fork of it.
"""

import json
import os
import subprocess
import sys

from conftest import ROOT

from expectations import results
from warehouse.building.gate import Gatekeeper
from warehouse.errors import GateError

_PROGRAM = """
import json, os, sys, traceback
from pathlib import Path
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what the library prints is no answer
from expectations import run
run._offline()
from expectations import checkpoint, results
for line in sys.stdin:
    request = json.loads(line)
    child = os.fork()
    if child == 0:
        try:
            found = checkpoint.run_all(Path(request["database"]))
            results.write(found, Path(request["findings"]))
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stderr.flush()
            os._exit(int(sys.exc_info()[0] is not None))
    print(os.waitpid(child, 0)[1], file=answers, flush=True)
os._exit(0)
"""


class Gates:
    """A process that has imported what the gate needs, started when first asked."""

    def __init__(self) -> None:
        self._process = None

    def check(self, database, findings):
        """Write what all suites find in `database` to `findings`; return the exit status."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                text=True,
            )
        request = {"database": str(database), "findings": str(findings)}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline() or "1")

    def stop(self) -> None:
        """End the process, if it runs."""
        if self._process is not None:
            self._process.stdin.close()
            self._process.wait()
            self._process.stdout.close()
            self._process = None


GATES = Gates()


class ForkedGatekeeper(Gatekeeper):
    """A gatekeeper whose process is a fork of the one that all builds of a worker share."""

    def start(self) -> None:
        """Do nothing: the process is there, or is started by the first check."""

    def check(self, database, findings_path):
        """Check `database` as the gatekeeper of a build does."""
        findings_path.parent.mkdir(parents=True, exist_ok=True)
        findings_path.unlink(missing_ok=True)
        status = GATES.check(database.resolve(), findings_path.resolve())
        if status or not findings_path.is_file():
            raise GateError("gate_failed", reason=f"status {status}", log=self._log_path)
        return results.read(findings_path)
