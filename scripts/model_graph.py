"""Print what the models come to: how many, how long, and the longest chain of them.

    uv run dbt parse && uv run python scripts/model_graph.py target/manifest.json

The chain and the readers are those of dbt's manifest; lines are those of the files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def parents_of(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return by the name of each model the names of the models that it reads, in order."""
    return {
        node["name"]: sorted(
            parent.split(".")[-1]
            for parent in node["depends_on"]["nodes"]
            if parent.startswith("model.")
        )
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }


def longest_chain(parents: Mapping[str, list[str]]) -> list[str]:
    """Return the longest chain of models that each read the one before; of two alike one."""

    @cache
    def depth(name: str) -> int:
        return 1 + max((depth(parent) for parent in parents[name]), default=0)

    chain = [max(sorted(parents), key=depth)]
    while parents[chain[0]]:
        chain.insert(0, max(parents[chain[0]], key=depth))
    return chain


def main() -> int:
    """Print the numbers of the manifest of the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("manifest", type=Path)
    manifest = json.loads(parser.parse_args().manifest.read_text(encoding="utf-8"))
    lines = {
        path.stem: len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "models").rglob("*.sql")
    }
    described = sum(
        len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "models").rglob("*.yml")
    )
    chain = longest_chain(parents_of(manifest))
    print(f"models {len(lines)}, lines of SQL {sum(lines.values())}, of yml {described}")
    print(f"above 200 lines {sum(count > 200 for count in lines.values())}", end=", ")
    print(f"under 60 {sum(count < 60 for count in lines.values())}")
    print(f"longest chain {len(chain)}: {' → '.join(chain)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
