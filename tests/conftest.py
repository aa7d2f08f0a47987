"""What the tests share: the sample documents, the originals, a published warehouse."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORIGINALS = ROOT.parent / "shared" / "documents"


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-goldens",
        action="store_true",
        help="write what is read now as what is expected; read the difference before a commit",
    )


@pytest.fixture(scope="session")
def sample_documents() -> Path:
    """The folder of the sample documents."""
    return ROOT / "data" / "documents"


@pytest.fixture(scope="session")
def original_documents() -> Path:
    """The folder of the documents as published, where it is present."""
    if not ORIGINALS.is_dir():
        pytest.skip("the documents as published are not beside this checkout")
    return ORIGINALS


@pytest.fixture(scope="session")
def published_warehouse(tmp_path_factory, sample_documents) -> Path:
    """A warehouse built once from the sample documents, checks and all."""
    from warehouse.cli import main

    folder = tmp_path_factory.mktemp("warehouse")
    os.environ["MINGZHANG_LANGUAGE"] = "en"
    assert main(["build", str(sample_documents), "--warehouse", str(folder), "--quiet"]) == 0
    return folder
