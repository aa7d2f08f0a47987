"""`mingzhang dashboard`: Streamlit on this machine only, without telemetry."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from mingzhang import FILES, PACKAGES
from warehouse.connection import WAREHOUSE_VARIABLE


def serve(warehouse_dir: Path, port: int) -> NoReturn:
    """Become the dashboards' server, until it is stopped: a signal to us is one to it."""
    settings = environment(warehouse_dir)
    os.chdir(FILES)  # where Streamlit finds its settings
    os.execve(sys.executable, command(port), settings)  # noqa: S606  our own interpreter


def command(port: int) -> list[str]:
    """Return the command that serves the dashboards on `port` of 127.0.0.1."""
    return [
        *(
            sys.executable,
            "-m",
            "dashboards.server",
            "run",
            str(PACKAGES / "dashboards" / "app.py"),
        ),
        *("--server.address", "127.0.0.1", "--server.port", str(port)),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
    ]


def environment(warehouse_dir: Path) -> Mapping[str, str]:
    """Return this environment with the warehouse named."""
    return {**os.environ, WAREHOUSE_VARIABLE: str(warehouse_dir.resolve())}
