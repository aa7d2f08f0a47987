"""A warehouse of several years: synthetic documents of departments that report each year."""

from pathlib import Path

import pytest

from benchmarks.corpus.generate import generate, request_of
from tests.conftest import build


@pytest.fixture(scope="session")
def years_warehouse(tmp_path_factory) -> Path:
    """A warehouse of synthetic accounts and budgets of 2021 to 2023."""
    folder = tmp_path_factory.mktemp("years")
    generate(request_of(48, 3, ["txt"], "none", 0.0, "2021-2023"), folder / "corpus")
    return build(folder / "warehouse", folder / "corpus" / "documents")
