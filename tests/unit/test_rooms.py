"""Who serves people reads the marts: of the tables before them no promise is made."""

import re

import pytest

from mingzhang import PACKAGES

READERS = ("analyses", "dashboards", "expectations", "reports", "warehouse", "docs")
BEFORE_THE_MARTS = re.compile(r"\b(?:staging\.stg|intermediate\.int)_\w+")


@pytest.mark.parametrize("folder", READERS)
def test_what_people_see_comes_from_the_marts(folder):
    files = (path for path in (PACKAGES / folder).rglob("*") if path.is_file())
    found = [
        (path.name, match[0])
        for path in files
        if path.suffix in {".py", ".sql", ".md", ".ipynb"}
        for match in BEFORE_THE_MARTS.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
