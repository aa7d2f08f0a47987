"""The gate of the builds that tests make: what takes seconds to import is imported once.

A build of the product starts a process for its gate, which imports Great Expectations. Here one
process a worker has imported it, and each check is a fork of it.
"""

from forks import Forks

from expectations import results
from warehouse.building.gate import Gatekeeper
from warehouse.errors import GateError

GATES = Forks("""
from pathlib import Path
from expectations import run as process
process._offline()
from expectations import checkpoint, results
def run(database, findings):
    results.write(checkpoint.run_all(Path(database)), Path(findings))
""")


class ForkedGatekeeper(Gatekeeper):
    """A gatekeeper whose process is a fork of the one that all builds of a worker share."""

    def start(self) -> None:
        """Do nothing: the process is there, or is started by the first check."""

    def check(self, database, findings_path):
        """Check `database` as the gatekeeper of a build does."""
        findings_path.parent.mkdir(parents=True, exist_ok=True)
        findings_path.unlink(missing_ok=True)
        names = {"database": database, "findings": findings_path}
        status = GATES.run(**{name: str(path.resolve()) for name, path in names.items()})
        if status or not findings_path.is_file():
            raise GateError("gate_failed", reason=f"status {status}", log=self._log_path)
        return results.read(findings_path)
