"""Governments of a synthetic city and its counties: budgets, execution, final accounts, debt.

They speak of whole areas, the city's as the sum of its counties and its own level, and their
books lie apart from the departments'. The truth beside them is a row a figure of the area.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from corpus.bodies import Region, regions
from corpus.classification import function_names
from corpus.documents import MARK
from corpus.money import moved, seeded, split
from corpus.render import Part, table

TEN_THOUSAND = 10_000
REVENUE = {
    "税收收入": {
        "增值税": 3.0, "企业所得税": 1.2, "个人所得税": 0.5, "城市维护建设税": 0.7,
        "房产税": 0.5, "契税": 0.9,
    },
    "非税收入": {
        "专项收入": 1.0, "行政事业性收费收入": 0.6, "罚没收入": 0.4,
        "国有资源（资产）有偿使用收入": 1.4,
    },
}  # fmt: skip
"""Kinds of general revenue, with their lines and the weight of each."""
SPENDING = {
    "201": 3.0, "204": 1.4, "205": 5.0, "206": 0.8, "207": 0.6, "208": 4.5, "210": 3.0,
    "211": 0.7, "212": 2.4, "213": 3.4, "221": 1.2,
}  # fmt: skip
WHOLE, OWN = "whole_region", "own_level"
DEBT = {"一般债务": "general", "专项债务": "special"}
_LONGEST_INTRODUCTION = 37
_GENERAL_WORDS = (
    "各级财政部门统筹发展和安全，合理安排各项支出。",
    "财政管理改革继续推进，预算约束进一步增强。",
    "重点领域保障有力，基层运转平稳有序。",
)
_LEVELS = ((WHOLE, "全{}"), (OWN, "{}本级"))

Books = Mapping[tuple[str, str], int]
"""万元 by side (`revenue`, `expenditure`) and line."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a document prints of its area: what of what, and how much."""

    scope: str
    account: str
    side: str
    phase: str
    fiscal_year: int
    name: str
    yuan: Decimal
    place: str = ""


@dataclass(slots=True)
class Paper:
    """A government's document: its region and year, what it prints, what that states."""

    region: Region
    year: int
    title: str
    parts: list[Part] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def printed(self) -> list[Part]:
        """What is printed, between the marks that say that it is synthetic."""
        return [self.title, MARK, *self.parts, MARK]


def city(seed: int, provinces: Sequence[str], counties: int) -> tuple[Region, list[Region]]:
    """The city of a seed (its departments' too) and as many of its counties."""
    cities = [
        region
        for region in regions()
        if region.level == "prefecture" and region.province_name in provinces
    ]
    own = cities[seed % len(cities)]
    below = [r for r in regions() if r.level == "county" and r.code[:4] == own.code[:4]]
    return own, below[:counties]


def papers(
    seed: int, provinces: Sequence[str], counties: int, years: tuple[int, int]
) -> Iterator[Paper]:
    """A report and a final account of the city a year, and a final account of each county."""
    own, below = city(seed, provinces, counties)
    first, last = years[0] - 1, years[1] + 1
    books = {
        region.code: _years(seeded(seed, "government", region.code), region, first, last)
        for region in (own, *below)
    }
    for year in range(years[0], years[1] + 1):
        city_books = _City(own, below, books, year)
        yield _report(city_books)
        yield _final(city_books)
        for region in below:
            yield _final(_City(region, [], books, year))


# ------------------------------------------------------------------ the books


def _years(rng: Random, region: Region, first: int, last: int) -> dict[int, Books]:
    """What a government's own level takes in and spends in each year, in 万元."""
    size = {"prefecture": 400_000, "county": 90_000}[region.level]
    total = int(size * rng.uniform(0.6, 1.6))
    weights = {line: weight for kind in REVENUE.values() for line, weight in kind.items()}
    found: dict[int, Books] = {}
    for year in range(first, last + 1):
        total = max(moved(rng, int(total * 1.03), 0.05), 1000)
        spent = int(total * rng.uniform(2.2, 2.8))
        found[year] = {
            **{("revenue", line): v for line, v in split(rng, total, weights).items()},
            **{("expenditure", code): v for code, v in split(rng, spent, SPENDING).items()},
            ("debt", "general"): int(total * rng.uniform(1.0, 1.4)),
            ("debt", "special"): int(total * rng.uniform(1.2, 1.8)),
        }
    return found


@dataclass(frozen=True, slots=True)
class _City:
    """A government with those below it, in one year."""

    region: Region
    below: Sequence[Region]
    books: Mapping[str, Mapping[int, Books]]
    year: int

    def amount(self, scope: str, side: str, line: str, year: int, *, phase: str) -> int:
        """What a line comes to, in 万元; a budget is a little beside what came."""
        codes = [self.region.code]
        if scope == WHOLE:
            codes += [region.code for region in self.below]
        came = sum(self.books[code][year][side, line] for code in codes)
        if phase != "approved":
            return came
        rng = seeded(self.region.code, scope, side, line, year)
        return moved(rng, came, 0.06) // 10 * 10

    @property
    def word(self) -> str:
        """What the level is called: 市, 县, 区."""
        return self.region.full_name[-1]

    def level(self, scope: str) -> str:
        """What the level of a table is called: 全市, 市本级."""
        return dict(_LEVELS)[scope].format(self.word)


# ------------------------------------------------------------------ the documents


def _report(of: _City) -> Paper:
    """The report on a year's execution and the next year's budget, with its tables."""
    year, word = of.year, of.word
    levels = f"全{word}和{word}本级"
    paper = Paper(
        of.region,
        year + 1,
        f"关于{of.region.full_name}{year}年{levels}预算执行情况与{year + 1}年{levels}"
        "预算草案的报告",
    )
    paper.parts += [*_introduction(of), *_prose(of)]
    for scope, _ in _LEVELS:
        for side in ("revenue", "expenditure"):
            paper.parts += _execution(of, paper, scope, side)
            paper.parts += _budget(of, paper, scope, side)
    paper.parts += _places(of, paper)
    paper.parts += _transfers(of, paper)
    return paper


def _final(of: _City) -> Paper:
    """The final accounts of a year: both levels, the own level to its items, debt."""
    paper = Paper(of.region, of.year, f"{of.region.full_name}{of.year}年财政决算")
    paper.parts += _introduction(of)
    for scope, _ in _LEVELS:
        for side in ("revenue", "expenditure"):
            paper.parts += _account(of, paper, scope, side)
    paper.parts += _balance(of, paper)
    paper.parts += _debt(of, paper)
    return paper


def _introduction(of: _City) -> list[Part]:
    """General words, as many lines as make each paper's pages end in other tables."""
    lines = (int(of.region.code) * 5 + of.year) % _LONGEST_INTRODUCTION
    return [_GENERAL_WORDS[i % len(_GENERAL_WORDS)] for i in range(lines)]


def _prose(of: _City) -> list[Part]:
    """What the report says of the whole area in a sentence each; its tables say it as well."""
    year, where = of.year, of.level(WHOLE)
    lines: list[Part] = [f"一、{year}年{where}预算执行情况", "（一）一般公共预算执行情况"]
    for side, word in (("revenue", "收入"), ("expenditure", "支出")):
        names = _names(side)
        came = sum(_of(of, WHOLE, side, name, year, "executed") for name in names)
        ago = sum(_of(of, WHOLE, side, name, year - 1, "final") for name in names)
        change = Decimal(came - ago) / ago * 100
        verb = "增长" if change >= 0 else "下降"
        lines.append(
            f"{year}年{where}一般公共预算{word}完成{came}万元，{verb}{abs(change):.1f}%。"
        )
    return lines


def _names(side: str) -> list[str]:
    """The lowest lines of a side."""
    if side == "revenue":
        return [line for kind in REVENUE.values() for line in kind]
    return list(SPENDING)


def _of(of: _City, scope: str, side: str, name: str, year: int, phase: str) -> int:
    return of.amount(scope, side, name, year, phase=phase)


Column = tuple[str, str, int]
"""A column of amounts: its head, the stage and the year that it says."""


def _lines(side: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The lines of a table: label, name in the marts, the lowest lines that make it."""
    if side == "expenditure":
        names = function_names()
        return [(names[code], names[code], (code,)) for code in SPENDING]
    lines: list[tuple[str, str, tuple[str, ...]]] = []
    for number, (kind, parts) in zip("一二", REVENUE.items(), strict=True):
        lines.append((f"{number}、{kind}", kind, tuple(parts)))
        lines += [(f"{n}.{part}", part, (part,)) for n, part in enumerate(parts, start=1)]
    return lines


def _rows(
    of: _City, paper: Paper, scope: str, side: str, columns: Sequence[Column]
) -> list[list[int]]:
    """The amounts of each line and of the total, which the paper states from now on."""
    lines = _lines(side)
    total = "收入合计" if side == "revenue" else "支出合计"
    rows = []
    for _, name, parts in [*lines, (total, total, tuple(_names(side)))]:
        row = []
        for _, phase, year in columns:
            amount = sum(_of(of, scope, side, part, year, phase) for part in parts)
            paper.told.append(
                Told(
                    scope, "general_public_budget", side, phase, year, name,
                    Decimal(amount * TEN_THOUSAND),
                )
            )  # fmt: skip
            row.append(amount)
        rows.append(row)
    return rows


def _titled(
    title: str, head: Sequence[str], labels: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[Part]:
    body = [[label, *row] for label, row in zip(labels, rows, strict=True)]
    return [title, "单位：万元", table([list(head), *body], header=1)]


def _labels(side: str) -> list[str]:
    total = "收入合计" if side == "revenue" else "支出合计"
    return [*(label for label, _, _ in _lines(side)), total]


def _word(side: str) -> str:
    return "收入" if side == "revenue" else "支出"


def _execution(of: _City, paper: Paper, scope: str, side: str) -> list[Part]:
    """What came against the budget and the year before, with both rates."""
    year = of.year
    columns = (
        (f"{year - 1}年决算数", "final", year - 1),
        (f"{year}年预算数", "approved", year),
        (f"{year}年完成数", "executed", year),
    )
    rows = [
        [f"{ago:,}", f"{planned:,}", f"{came:,}", _percent(came, planned), _growth(came, ago)]
        for ago, planned, came in _rows(of, paper, scope, side, columns)
    ]
    head = ["项目", *(name for name, _, _ in columns), "完成数为预算数的%", "比上年决算数增减%"]
    title = f"{year}年{of.level(scope)}一般公共预算{_word(side)}执行情况表"
    return _titled(title, head, _labels(side), rows)


def _percent(part: int, whole: int) -> str:
    return f"{Decimal(part) / whole * 100:.1f}" if whole else ""


def _growth(now: int, ago: int) -> str:
    return f"{(Decimal(now) / ago - 1) * 100:.1f}" if ago else ""


def _budget(of: _City, paper: Paper, scope: str, side: str) -> list[Part]:
    """The next year's budget."""
    year = of.year + 1
    columns = ((f"{year}年预算数", "approved", year),)
    rows = [[f"{planned:,}"] for (planned,) in _rows(of, paper, scope, side, columns)]
    title = f"{year}年{of.level(scope)}一般公共预算{_word(side)}预算表"
    return _titled(title, ["项目", columns[0][0]], _labels(side), rows)


def _account(of: _City, paper: Paper, scope: str, side: str) -> list[Part]:
    """The final account of a side; the own level's spending by code, to its items."""
    columns = (("决算数", "final", of.year),)
    title = f"{of.year}年{of.level(scope)}一般公共预算{_word(side)}决算表"
    if scope == OWN and side == "expenditure":
        return _to_items(of, paper, title)
    rows = [[f"{came:,}"] for (came,) in _rows(of, paper, scope, side, columns)]
    return _titled(title, ["项目", "决算数"], _labels(side), rows)


def _to_items(of: _City, paper: Paper, title: str) -> list[Part]:
    """The own level's spending: classes, sections and items, by code.

    A county prints no codes: how far a name is set in tells its level alone.
    """
    is_set_in = of.region.level == "county"
    names = function_names()
    rows = []
    total = 0
    for code in SPENDING:
        amount = _of(of, OWN, "expenditure", code, of.year, "final")
        total += amount
        for one, value in _tree(code, amount):
            depth = (len(one) - len("201")) // len("01")
            label = ["　" * depth + names[one]] if is_set_in else [one, names[one]]
            rows.append([*label, f"{value:,}"])
            paper.told.append(_final_line(of, names[one], value))
    rows.append([*([] if is_set_in else [""]), "支出合计", f"{total:,}"])
    paper.told.append(_final_line(of, "支出合计", total))
    head = ["项目", "决算数"] if is_set_in else ["科目编码", "科目名称", "决算数"]
    return [title, "单位：万元", table([head, *rows], header=1)]


def _tree(code: str, amount: int) -> Iterator[tuple[str, int]]:
    """A class with two of its items, and the sections that these lie in."""
    items = [one for one in function_names() if one.startswith(code) and len(one) == 7][:2]
    values = dict.fromkeys(items[:1], amount // 3)
    values |= dict.fromkeys(items[1:], amount - amount // 3)
    yield code, amount
    for section in dict.fromkeys(one[:5] for one in values):
        yield section, sum(v for one, v in values.items() if one.startswith(section))
        yield from ((one, v) for one, v in values.items() if one.startswith(section))


def _final_line(of: _City, name: str, amount: int) -> Told:
    return Told(
        OWN, "general_public_budget", "expenditure", "final", of.year, name,
        Decimal(amount * TEN_THOUSAND),
    )  # fmt: skip


def _balance(of: _City, paper: Paper) -> list[Part]:
    """Both sides of the own level's funds beside each other, the right one shorter."""
    came = of.amount(OWN, "debt", "special", of.year, phase="final") // 3
    granted, kept_before = came // 5, came // 8
    total = came + granted + kept_before
    spent = total * 4 // 5
    halves = (
        (("revenue", "政府性基金收入", came), ("expenditure", "政府性基金支出", spent)),
        (
            ("transfer_in", "上级补助收入", granted),
            ("financing_out", "年终结余", total - spent),
        ),
        (("financing_in", "上年结余收入", kept_before), None),
        (("revenue", "收入总计", total), ("expenditure", "支出总计", total)),
    )
    rows = []
    for pair in halves:
        row: list[str] = []
        for half in pair:
            if half is None:
                row += ["", ""]
                continue
            side, name, amount = half
            row += [name, f"{amount:,}"]
            yuan = Decimal(amount * TEN_THOUSAND)
            paper.told.append(Told(OWN, "government_fund", side, "final", of.year, name, yuan))
        rows.append(row)
    heads = [["收入", "", "支出", ""], ["项目", "决算数"] * 2]
    title = f"{of.year}年{of.level(OWN)}政府性基金收支决算平衡表"
    return [title, "单位：万元", table([*heads, *rows], header=2)]


def _debt(of: _City, paper: Paper) -> list[Part]:
    """Limits and balances of both levels, general and special."""
    rows = []
    totals = [0, 0, 0, 0]
    for label, kind in DEBT.items():
        row: list[int] = []
        for scope, _ in _LEVELS:
            balance = of.amount(scope, "debt", kind, of.year, phase="final")
            row += [balance * 11 // 10, balance]
        totals = [total + one for total, one in zip(totals, row, strict=True)]
        rows.append((label, kind, row))
    rows.append(("合计", "total", totals))
    for _, kind, row in rows:
        for number, amount in enumerate(row):
            paper.told.append(
                Told(
                    (WHOLE, OWN)[number // 2], "debt", ("limit", "balance")[number % 2],
                    "final", of.year, kind, Decimal(amount * TEN_THOUSAND),
                )
            )  # fmt: skip
    whole, own = of.level(WHOLE), of.level(OWN)
    heads = [["项目", whole, "", own, ""], ["", *["债务限额", "债务余额"] * 2]]
    body = [[label, *(f"{one:,}" for one in row)] for label, _, row in rows]
    title = f"{of.year}年{of.region.full_name}政府债务限额和余额情况表"
    return [title, "单位：万元", table([*heads, *body], header=2)]


TRANSFERS = ("返还性支出", "均衡性转移支付支出", "县级基本财力保障机制奖补资金支出")


def _transfers(of: _City, paper: Paper) -> list[Part]:
    """What the city grants to its counties: items against places, with both totals."""
    names = [r.full_name.removeprefix(of.region.full_name) for r in of.below]
    if not names:
        return []
    rng = seeded("transfers", of.region.code, of.year)
    grid = {item: [rng.randint(200, 90_000) for _ in names] for item in TRANSFERS}
    grid["合计"] = [sum(column) for column in zip(*grid.values(), strict=True)]
    rows = []
    for item, amounts in grid.items():
        rows.append([item, f"{sum(amounts):,}", *(f"{one:,}" for one in amounts)])
        placed = [("lower_levels", "", sum(amounts))]
        placed += [("lower_part", *one) for one in zip(names, amounts, strict=True)]
        for scope, place, amount in placed:
            yuan = Decimal(amount * TEN_THOUSAND)
            paper.told.append(
                Told(
                    scope, "general_public_budget", "transfer_out", "executed", of.year, item,
                    yuan, place,
                )
            )  # fmt: skip
    title = f"{of.year}年{of.region.full_name}对各县区转移支付执行情况表（分项目、分地区）"
    return [title, "单位：万元", table([["项目", "合计", *names], *rows], header=1)]


def _places(of: _City, paper: Paper) -> list[Part]:
    """What came in each county, side by side; the table goes on over the next page."""
    rows = []
    for region in of.below:
        name = region.full_name.removeprefix(of.region.full_name)
        below = _City(region, [], of.books, of.year)
        row = []
        for side in ("revenue", "expenditure"):
            amount = sum(_of(below, OWN, side, n, of.year, "executed") for n in _names(side))
            line = f"一般公共预算{_word(side)}"
            paper.told.append(
                Told(
                    "lower_part", "general_public_budget", side, "executed", of.year, line,
                    Decimal(amount * TEN_THOUSAND), name,
                )
            )  # fmt: skip
            row.append(f"{amount:,}")
        rows.append([name, *row])
    if not rows:
        return []
    heads = ["地区", "一般公共预算收入", "一般公共预算支出"]
    title = f"{of.year}年{of.region.full_name}分县区一般公共预算收支执行情况表"
    return [title, "单位：万元", table([heads, *rows], header=1)]
