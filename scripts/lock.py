"""Pins every dependency: constraints in pyproject.toml, hashes in requirements.lock.

Run after a dependency has changed (`uv run python scripts/lock.py`, with `--upgrade` for
newer releases). `uv.lock` names download hosts and stays out of the repository; the exact
versions live in `[tool.uv] constraint-dependencies`, so that `uv run` resolves to them on
any machine, and in `requirements.lock`, exported from the same resolution, for pip and
closed networks (`pip install --require-hashes -r requirements.lock`).
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPENING = "constraint-dependencies = [\n"


def export(*options: str) -> str:
    """What `uv export` prints for the whole project, without the project itself."""
    command = [
        "uv",
        "export",
        "--quiet",
        "--no-emit-project",
        "--no-header",
        "--no-annotate",
    ]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def pin(project: Path, pins: list[str]) -> None:
    """Writes the pins as the project's constraints."""
    before, _, after = project.read_text("utf-8").partition(OPENING)
    _, _, rest = f"\n{after}".partition("\n]\n")
    lines = "".join(f'    "{line}",\n' for line in pins)
    project.write_text(f"{before}{OPENING}{lines}]\n{rest}", "utf-8")


def main() -> None:
    """Resolves, without the present pins where asked, then writes both files."""
    project = ROOT / "pyproject.toml"
    if "--upgrade" in sys.argv:
        pin(project, [])
        (ROOT / "uv.lock").unlink(missing_ok=True)
    pins = (
        export("--all-groups", "--all-extras", "--no-hashes").replace(" ; ", "; ").splitlines()
    )
    pin(project, pins)
    (ROOT / "requirements.lock").write_text(export("--no-default-groups"), "utf-8")


if __name__ == "__main__":
    main()
