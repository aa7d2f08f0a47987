"""A new account needs two files of data: what CONTRIBUTING.md shows, done as it says."""

import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal

import pytest

from mingzhang import PACKAGES
from warehouse.connection import published, reading

FILES = ("dbt_project.yml", "profiles.yml", "pyproject.toml")
FOLDERS = ("mingzhang", "ingest", "warehouse", "expectations", "models", "macros", "analyses")
SECTION = re.compile(r"^## Add an account$(.*?)^## ", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```(?:toml)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def shown():
    """The form, the account and the document that the page shows."""
    page = (PACKAGES / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return BLOCK.findall(SECTION.search(page)[1])


@pytest.fixture(scope="module")
def warehouse(shown, tmp_path_factory):
    """What is built from the document with the two files among the others."""
    house = tmp_path_factory.mktemp("house")
    for folder in (*FOLDERS, "data/reference"):
        shutil.copytree(PACKAGES / folder, house / folder)
    for file in FILES:
        shutil.copy(PACKAGES / file, house)
    form, account, document = shown
    (house / "ingest/forms/institutional_revenue.toml").write_text(form, encoding="utf-8")
    (house / "ingest/accounts/institutional_revenue.toml").write_text(account, encoding="utf-8")
    (house / "document.txt").write_text(document, encoding="utf-8")
    words = ["build", house / "document.txt", "--warehouse", house / "mine"]
    subprocess.run(
        [sys.executable, "-m", "warehouse.cli", *words],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house)},
        check=True,
    )
    return house / "mine"


def test_its_figures_are_facts(warehouse):
    with reading(published(warehouse)) as connection:
        rows = connection.execute(
            "select function_code, revenue_source, amount_yuan, is_proven, fiscal_year"
            " from marts.fct_revenue order by function_code"
        ).fetchall()
        fates = connection.execute(
            "select fate, sum(figure_count) from quality.figure_fates group by 1 order by 1"
        ).fetchall()
    assert rows == [
        ("2050204", "institutional", Decimal("700000.00"), True, 2023),
        ("2080505", "institutional", Decimal("50000.00"), True, 2023),
    ]
    assert fates == [("published", 2), ("sum_of_codes", 4), ("total_line", 1)]
