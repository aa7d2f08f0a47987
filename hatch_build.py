"""The wheel carries what the program reads besides its modules: models, lists, analyses.

They lie at the root of a checkout, and in the package `mingzhang` of a wheel, where
`mingzhang.FILES` finds them. An editable install reads those of the checkout.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = (
    "dbt_project.yml",
    "profiles.yml",
    "models",
    "macros",
    "analyses",
    "data/reference",
    ".streamlit/config.toml",
)
PLANS = "plans/*.duckdb"  # carried where one was made before: the models as dbt compiles them


class FilesBesideModules(BuildHookInterface):
    """Put the files into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files to the build, unless it only points to the checkout."""
        if version == "editable":
            return
        made = (f"plans/{path.name}" for path in Path(self.root).glob(PLANS))
        for path in (*CARRIED, *made):
            build_data["force_include"][path] = f"mingzhang/{path}"
