"""A synthetic corpus about identity, with its truth: same body, code and statement over years.

Every department of three levels of government publishes a spending account a year, in its own
name, in yuan, as text. Planted are the cases that break comparisons: bodies renamed and merged
by a reorganisation, a function class renamed in the classification and one whose scope changed,
accounts published again with other figures, units beside their departments, a year left out,
and names printed short, with a budget code, or with their second plate.

    python -m benchmarks.corpus_identity --departments 40

writes the corpus, builds a warehouse of it and says what of the truth is found.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb

YEARS = range(2016, 2022)
REORGANISED = 2019
LEVELS = (("530000", "云南省"), ("530100", "昆明市"), ("530114", "昆明市呈贡区"))

RENAMED = {"农业局": "农业农村局", "环境保护局": "生态环境局"}
MERGED = {"文化局": "文化和旅游局", "旅游局": "文化和旅游局"}
STEADY = (
    "审计局",
    "统计局",
    "财政局",
    "水务局",
    "民政局",
    "公安局",
    "司法局",
    "信访局",
    "档案局",
    "交通运输局",
    "商务局",
    "城市管理局",
    "科学技术局",
    "教育局",
    "林业和草原局",
    "医疗保障局",
    "气象局",
    "地震局",
    "国有资产监督管理委员会",
    "发展和改革局",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "退役军人事务局",
    "应急管理局",
    "市场监督管理局",
    "自然资源局",
    "机关事务管理局",
    "投资促进局",
    "园林绿化局",
    "滇池管理局",
    "供销合作社联合社",
    "党校",
    "红十字会",
    "残疾人联合会",
    "妇女联合会",
    "总工会",
)
SHORT = {
    "发展和改革局": "发改局",
    "住房和城乡建设局": "住建局",
    "人力资源和社会保障局": "人社局",
}
CLASSES = (
    ("205", "教育支出", "教育支出"),
    ("208", "社会保障和就业支出", "社会保障和就业支出"),
    ("210", "医疗卫生与计划生育支出", "卫生健康支出"),  # renamed in 2019
    ("207", "文化体育与传媒支出", "文化旅游体育与传媒支出"),  # took in tourism in 2019
)

TITLES = """{title}

合成数据
公开日期：{published}

支出决算表

公开03表
金额单位：元

部门：{department}

"""
ROWS = (
    ("项目", "", "", "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出",
     "对附属单位补助支出"),
    ("支出功能 分类科目 编码", "科目名称", "", "", "", "", "", "", ""),
    ("类", "款", "项", "1", "2", "3", "4", "5", "6"),
)  # fmt: skip


@dataclass(slots=True)
class Truth:
    """What the warehouse is to say of the corpus; sums in yuan."""

    spending: dict[tuple[str, int, str], Decimal] = field(default_factory=dict)
    """Of current statements, by region, year and caliber."""

    functions: dict[tuple[str, int, str], Decimal] = field(default_factory=dict)
    """Of current statements of departments, by region, year and function class."""

    breaks: dict[tuple[str, str, int], str | None] = field(default_factory=dict)
    """What the year before is to a department's year, by region, body and year."""

    restated: dict[tuple[str, str, int], Decimal] = field(default_factory=dict)
    """By how much the total of a statement changed, by region, body and year."""

    documents: int = 0


def spending_account(
    department: str,
    year: int,
    functions: list[tuple[str, str, Decimal, Decimal]],
    *,
    caliber: str = "部门",
    published: str = "",
    mark: str = "",
) -> str:
    """Return the text of an account; `functions`: code, name, basic and project in yuan."""
    basic = sum((row[2] for row in functions), Decimal(0))
    project = sum((row[3] for row in functions), Decimal(0))
    lines = [*ROWS, ("", "", "合计", *_amounts(basic, project))]
    for code, name, own_basic, own_project in functions:
        amounts = _amounts(own_basic, own_project)
        lines += [
            (code, name, "", *amounts),
            (f"{code}01", f"{name}事务", "", *amounts),
            (f"{code}0101", "行政运行", "", *amounts),
        ]
    titles = TITLES.format(
        title=f"{department.split('（', maxsplit=1)[0]}{year}年度{caliber}决算{mark}",
        published=published or f"{year + 1}年9月1日",
        department=department,
    )
    return titles + "\n".join("\t".join(line) for line in lines) + "\n"


def _amounts(basic: Decimal, project: Decimal) -> tuple[str, ...]:
    return (f"{basic + project:,.2f}", f"{basic:,.2f}", f"{project:,.2f}", "", "", "")


def write(folder: Path, departments: int, seed: int) -> Truth:
    """Write the corpus of so many departments a level to `folder`; return its truth."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311  nothing secret hangs on it
    truth = Truth()
    planted = [*RENAMED, *MERGED]
    bodies = [*planted, *STEADY][: max(departments, len(planted) + 3)]
    for region_code, region in LEVELS:
        for number, body in enumerate(bodies):
            _write_body(folder, truth, chance, (region_code, region), number, body)
    return truth


def _write_body(
    folder: Path,
    truth: Truth,
    chance: random.Random,
    region: tuple[str, str],
    number: int,
    body: str,
) -> None:
    region_code, region_name = region
    missing = REORGANISED + 1 if number % 7 == 4 else None
    last_name = RENAMED.get(body, MERGED.get(body, body))
    previous: int | None = None
    for year in YEARS:
        name = last_name if year >= REORGANISED else body
        if year == missing or (year >= REORGANISED and list(MERGED)[1:].count(body)):
            continue  # of bodies that merged the first one speaks for the new one
        break_reason: str | None = None
        if previous is None:
            break_reason = "first_year"
        elif previous < year - 1:
            break_reason = "year_missing"
        elif year == REORGANISED and body in MERGED:
            break_reason = "merged"
        elif year == REORGANISED and body in RENAMED:
            break_reason = "renamed"
        truth.breaks[region_code, name, year] = break_reason
        previous = year
        functions = [
            (code, new if year >= REORGANISED else old, _yuan(chance), _yuan(chance))
            for code, old, new in (CLASSES[number % 4], CLASSES[(number + 1) % 4])
        ]
        printed = _printed(region_name, name, year)
        stem = f"{region_code}-{number:02d}-{year}"
        if number % 3 == 2 and year == YEARS[2]:  # first published with another basic sum
            code, title, basic, project = functions[0]
            change = Decimal("12345.67")
            earlier = [(code, title, basic - change, project), *functions[1:]]
            _save(folder, truth, f"{stem}-first", spending_account(printed, year, earlier))
            truth.restated[region_code, name, year] = change
            text = spending_account(
                printed, year, functions, published=f"{year + 1}年11月5日", mark="（更正）"
            )
        else:
            text = spending_account(printed, year, functions)
        _save(folder, truth, stem, text)
        _add(truth, region_code, year, "department", functions)
        if number % 4 == 3:  # the unit inside the department publishes too
            own = [(functions[0][0], functions[0][1], functions[0][2], Decimal("1.01"))]
            text = spending_account(f"{region_name}{name}（本级）", year, own, caliber="单位")
            _save(folder, truth, f"{stem}-unit", text)
            _add(truth, region_code, year, "unit", own)


def _printed(region: str, name: str, year: int) -> str:
    """Return a spelling of the name that the year's document prints."""
    if year % 3 == 0:
        return f"134{year % 100:03d} {region}{name}"
    if year % 3 == 1:
        return f"{region}{SHORT.get(name, name)}"
    return f"{region}{name}"


def _yuan(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(1_000_000, 900_000_000)) / 100


def _save(folder: Path, truth: Truth, stem: str, text: str) -> None:
    (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    truth.documents += 1


def _add(
    truth: Truth,
    region_code: str,
    year: int,
    caliber: str,
    functions: list[tuple[str, str, Decimal, Decimal]],
) -> None:
    for code, _, basic, project in functions:
        key = (region_code, year, caliber)
        truth.spending[key] = truth.spending.get(key, Decimal(0)) + basic + project
        if caliber == "department":
            function = (region_code, year, code)
            truth.functions[function] = (
                truth.functions.get(function, Decimal(0)) + basic + project
            )


FOUND = {
    "spending": """
        select region_code, fiscal_year, caliber, sum(amount_yuan)
        from fct_spending_all
        where not_chosen_reason is distinct from 'superseded' group by all""",
    "plain sums": """
        select region_code, fiscal_year, 'department', sum(amount_yuan)
        from fct_spending group by all""",
    "spending of regions": """
        select region_code, fiscal_year, 'department', total_spending_yuan
        from region_years where total_spending_yuan is not null""",
    "spending of departments": """
        select region_code, fiscal_year, 'department', sum(total_spending_yuan)
        from department_years where caliber = 'department' group by all""",
    "functions": """
        select region_code, fiscal_year, class_code, spending_yuan from function_years""",
    "breaks": """
        select years.region_code, body_name, fiscal_year, break_reason
        from department_years as years inner join dim_departments using (department_key)
        where caliber = 'department'""",
    "restated": """
        select old.region_code, body_name, fiscal_year, difference_yuan
        from restatements as old inner join dim_departments using (department_key)
        where item = 'total' and measure = 'total'""",
}
"""Queries that answer with the keys and the value of a part of the truth."""


def differences(connection: duckdb.DuckDBPyConnection, truth: Truth) -> dict[str, list[str]]:
    """Return, by part of the truth, what is missing, other or invented in the warehouse."""
    departments = {
        key: value for key, value in truth.spending.items() if key[2] == "department"
    }
    expected: dict[str, dict[tuple[object, ...], object]] = {
        "spending": dict(truth.spending),
        "plain sums": dict(departments),
        "spending of regions": dict(departments),
        "spending of departments": dict(departments),
        "functions": dict(truth.functions),
        "breaks": dict(truth.breaks),
        "restated": dict(truth.restated),
    }
    connection.execute("set schema = 'marts'")
    said = {}
    for part, query in FOUND.items():
        rows = connection.execute(query).fetchall()
        found = {tuple(row[:-1]): row[-1] for row in rows}
        wanted = expected[part]
        said[part] = [
            f"{key}: {wanted.get(key, 'nothing')} is {found.get(key, 'nothing')}"
            for key in sorted({*wanted, *found}, key=str)
            if key not in wanted or key not in found or wanted[key] != found[key]
        ]
        if len(rows) != len(found):
            said[part].append(f"{len(rows) - len(found)} keys stand twice")
    return said


def main() -> int:
    """Write, build and compare; print a line a part; exit with 1 where anything differs."""
    from warehouse.cli import main as mingzhang

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--departments", type=int, default=40, help="of each level")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = write(folder / "documents", arguments.departments, arguments.seed)
        started = time.monotonic()
        words = [str(folder / "documents"), "--warehouse", str(folder / "warehouse")]
        if mingzhang(["build", *words, "--quiet"]):
            return 1
        print(f"{truth.documents} documents built in {time.monotonic() - started:.0f} s")
        current = folder / "warehouse" / "current.duckdb"
        with duckdb.connect(str(current), read_only=True) as connection:
            said = differences(connection, truth)
    for part, lines in said.items():
        print(f"{part}: {len(lines)} differ")
        for line in lines[:10]:
            print(f"  {line}")
    return int(any(said.values()))


if __name__ == "__main__":
    sys.exit(main())
