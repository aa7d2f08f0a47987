"""Cases of models, as files → the unit tests that dbt runs.

    tests/models/fct_budgets/a_total_is_no_leaf/
      about.txt             what it shows, if its name does not say all
      int_facts_chosen.csv  rows of an input; `raw.amounts.csv` of a source
      int_figures.sql       rows that a table of texts cannot hold
      expected.csv          rows of the model, of as many of its columns as matter

What a model refers to and no file gives is empty. A file without a line says so of what the
model refers to by way of a macro. In a cell nothing is null, and `''` an empty text.
"""

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

EXPECTED, ABOUT = "expected", "about.txt"
_REFERENCE = re.compile(r"""ref\(\s*['"](\w+)['"]\s*\)""")


def project_with_cases(root: Path, view: Path) -> Path:
    """The dbt project at `root` in `view`, with the cases of its models as unit tests."""
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copyfile(root / name, view / name)
    for name in ("macros", "models", "data/reference", "tests/dbt"):
        shutil.copytree(root / name, view / name)
    shutil.copytree(root / "tests" / "dbt_macros", view / "macros" / "of_tests")
    found = {"unit_tests": list(unit_tests(root / "models", root / "tests" / "models"))}
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False)
    (view / "models" / "cases.yml").write_text(text, encoding="utf-8")
    return view


def unit_tests(models: Path, cases: Path) -> Iterator[dict[str, Any]]:
    """The cases as dbt's unit tests, in order.

    Raises:
        KeyError: there is no such model, or nothing is expected of it.
    """
    texts = {path.stem: path.read_text("utf-8") for path in models.rglob("*.sql")}
    for case in sorted(cases.glob("*/*")):
        held = {path.stem: path for path in case.iterdir() if path.name != ABOUT}
        expected = _rows(held.pop(EXPECTED))
        referred = _REFERENCE.findall(texts[case.parent.name])
        about = case / ABOUT
        yield {
            "name": case.name,
            "model": case.parent.name,
            "description": about.read_text("utf-8") if about.exists() else "",
            "given": [
                {"input": _input(name), **(_rows(held[name]) if name in held else {"rows": []})}
                for name in dict.fromkeys([*referred, *held])
            ],
            "expect": expected,
        }


def _input(name: str) -> str:
    source, _, table = name.rpartition(".")
    return f"source('{source}', '{table}')" if source else f"ref('{name}')"


def _rows(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    if path.suffix == ".sql":
        return {"format": "sql", "rows": text}
    rows = csv.DictReader(text.splitlines(), strict=True)
    return {"rows": [{name: _value(cell) for name, cell in row.items()} for row in rows]}


def _value(cell: str) -> str | None:
    return {"": None, "''": ""}.get(cell, cell)
