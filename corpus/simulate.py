"""The years of a body, one after another: closing balances of a year open the next."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from corpus import promises
from corpus.bodies import Body, Work
from corpus.books import (
    CLOSING,
    INCOME,
    OPENING,
    SPENDING,
    THREE_PUBLIC,
    Accounts,
    Flows,
    Key,
    Project,
)
from corpus.classification import GENERAL, OWN
from corpus.money import (
    TEN_THOUSAND,
    YUAN,
    between,
    moved,
    planned,
    some,
    split,
)

PENSION, ANNUITY, HOUSING = "2080505", "2080506", "2210201"
WAGES = {"30101": 3.0, "30102": 3.0, "30103": 1.0, "30107": 2.0, "30199": 0.8}
OFFICE = {
    "30201": 3.0, "30202": 0.5, "30204": 0.02, "30205": 0.2, "30206": 0.6, "30207": 0.5,
    "30209": 0.8, "30211": 1.0, "30213": 0.7, "30215": 0.2, "30216": 0.5, "30217": 0.3,
    "30226": 0.8, "30228": 1.0, "30229": 1.0, "30231": 0.6, "30239": 1.5, "30299": 0.8,
    "31002": 0.5,
}  # fmt: skip
TASKS = {
    "30201": 0.6, "30202": 0.3, "30203": 0.4, "30211": 0.3, "30213": 1.0, "30214": 0.6,
    "30216": 0.4, "30218": 0.3, "30226": 0.9, "30227": 4.0, "30299": 0.5, "30305": 1.5,
    "30309": 0.2, "30905": 0.8, "31002": 0.4, "31003": 0.8, "31005": 1.5, "31007": 0.9,
    "31204": 0.9, "39999": 0.1,
}  # fmt: skip
CLASSES_OF_COSTS = {
    "30212": "abroad",
    "31013": "vehicle_purchase",
    "30231": "vehicle_running",
    "30217": "reception_domestic",
}
"""Economic items that 三公经费 are booked under."""


@dataclass(slots=True)
class _Course:
    """What goes on from year to year: projects with their size, pay, money carried over.

    `plans_carryover`: the body's budgets include the money that the year before leaves.
    """

    works: list[tuple[str, Work, int]]
    pay: int
    plans_carryover: bool
    carried: dict[Key, Flows] = field(default_factory=dict)
    carried_projects: dict[str, int] = field(default_factory=dict)


def years(rng: Random, body: Body, first: int, last: int) -> Iterator[Accounts]:
    """The accounts of each year; they open with what the year before left."""
    scale = {"province": 5.0, "prefecture": 2.0, "county": 1.0, "zone": 1.5}
    works = []
    for work in body.kind.works:
        for name in some(rng, work.names, 0.5):
            if rng.random() < (0.75 if work.fund == GENERAL else 0.4):
                most = max(work.largest * scale[body.region.level], 2.0)
                works.append((name, work, planned(rng, between(rng, most / 60, most))))
    course = _Course(
        works or [(body.kind.works[0].names[0], body.kind.works[0], 10**8)],
        round(rng.uniform(7, 16) * TEN_THOUSAND),
        rng.random() < 0.4,
    )
    for year in range(first, last + 1):
        yield _year(rng, body, course, year)


def _year(rng: Random, body: Body, course: _Course, year: int) -> Accounts:
    accounts = Accounts(body.name, year)
    for (code, fund), flows in course.carried.items():
        accounts.line(code, fund).update(flows)
    course.pay = moved(rng, course.pay, 0.05)
    _pay_staff(rng, body, course, accounts)
    for name, work, size in course.works:
        if rng.random() < 0.9:
            accounts.projects.append(
                _run(rng, body, course, accounts, year, name, work, moved(rng, size, 0.3))
            )
        elif name in course.carried_projects:
            _rest(rng, course, accounts.line(work.code, work.fund), name)
    _earn(rng, body, accounts)
    _balance(rng, accounts)
    _classify(rng, accounts)
    _count_three_public(rng, accounts)
    if not body.is_institution:
        accounts.operating_costs["executed"] = accounts.total(["public"], [GENERAL])
        accounts.operating_costs["approved"] = accounts.total(["approved_public"], [GENERAL])
    _count_assets(rng, accounts)
    course.carried = {
        key: left
        for key, flows in accounts.lines.items()
        if any((left := _opening_of(flows)).values())
    }
    return accounts


def _opening_of(flows: Flows) -> Flows:
    return Counter(
        {new: flows[old] for new, old in zip(OPENING, CLOSING, strict=True) if flows[old]}
    )


# ---------------------------------------------------------------- running costs


def _pay_staff(rng: Random, body: Body, course: _Course, accounts: Accounts) -> None:
    """Wages and office costs by function: what goes to insurance and housing stands apart."""
    wages = body.staff * course.pay
    run = body.kind.unit_run if body.is_institution else body.kind.run
    medical = "2101102" if body.is_institution else "2101101"
    retired = "2080502" if body.is_institution else "2080501"
    shares = {
        run: 1.0,
        PENSION: 0.14,
        ANNUITY: rng.choice((0.0, 0.07)),
        medical: 0.07,
        "2101103": rng.choice((0.0, 0.03)),
        "2101199": rng.choice((0.0, 0.004)),
        HOUSING: 0.11,
        "2210203": rng.choice((0.0, 0.0, 0.1)),
        retired: rng.choice((0.0, 0.05)),
        "2089999": rng.choice((0.0, 0.003)),
    }
    for code, share in shares.items():
        amount = moved(rng, round(wages * share), 0.06)
        if not amount:
            continue
        flows = accounts.line(code, GENERAL)
        flows["personnel"] += amount
        flows["approved_personnel"] += planned(rng, moved(rng, amount, 0.08))
    office = moved(rng, round(body.staff * rng.uniform(0.6, 4) * TEN_THOUSAND), 0.2)
    flows = accounts.line(run, GENERAL)
    flows["public"] += office
    flows["approved_public"] += planned(rng, moved(rng, office, 0.1))


def _earn(rng: Random, body: Body, accounts: Accounts) -> None:
    """Income besides appropriations, and what is spent of it."""
    run = body.kind.unit_run if body.is_institution else body.kind.run
    sources = dict(body.kind.own if body.is_institution else ())
    if rng.random() < 0.3:
        sources.setdefault("other", 0.005)
    if not sources and (run, OWN) not in accounts.lines:
        return
    wages = accounts.total(["personnel"], [GENERAL])
    flows = accounts.line(run, OWN)
    for source, share in sources.items():
        amount = moved(rng, round(wages * share), 0.3)
        flows[source] += amount
        flows[f"approved_{source}"] += planned(rng, moved(rng, amount, 0.2))
    _spend_own(rng, flows)
    hopedincome = sum(flows[f"approved_{source}"] for source in sources)
    weights = {"approved_personnel": 3.0, "approved_public": 2.0, "approved_project": 1.0}
    for part, amount in split(rng, hopedincome, weights).items():
        flows[part] += amount


def _spend_own(rng: Random, flows: Flows) -> None:
    """Rarer income of the year, and what goes out of all of it."""
    if rng.random() < 0.1:
        flows["superior_subsidy"] += between(rng, 1, 80)
    if rng.random() < 0.03:
        flows["affiliate_remittance"] += between(rng, 1, 50)
    if flows["institutional"] and rng.random() < 0.3:
        flows["education_fees"] = flows["institutional"] * rng.randint(10, 100) // 100
    operating = flows["operating"]
    flows["operating_spending"] = moved(rng, operating, 0.2) if operating else 0
    rest = sum(flows[s] for s in ("superior_subsidy", "institutional", "affiliate_remittance",
                                  "other"))  # fmt: skip
    used = round(rest * rng.choice((1.0, 1.0, rng.uniform(0.3, 1.1))))
    for part, amount in split(rng, used, {"personnel": 3, "public": 2, "project": 1}).items():
        flows[part] += amount
    if rng.random() < 0.04:
        flows["remitted_upward"] = between(rng, 0.5, 20)
    if rng.random() < 0.04:
        flows["subsidy_to_affiliates"] = between(rng, 0.5, 30)


# ---------------------------------------------------------------- projects


def _run(
    rng: Random,
    body: Body,
    course: _Course,
    accounts: Accounts,
    year: int,
    name: str,
    work: Work,
    size: int,
) -> Project:
    """A project's year: planned, changed, spent, and carried over."""
    approved = planned(rng, size) if rng.random() < 0.92 else 0
    change = rng.choice((1.0, 1.0, 1.0, rng.uniform(0.4, 1.6)))
    appropriated = round(approved * change) if approved else planned(rng, size)
    carried = course.carried_projects.pop(name, 0)
    share = rng.choice((1.0, 1.0, 1.0, rng.uniform(0.2, 1.0)))
    spent = round(appropriated * share)
    if share == 1.0 and change == 1.0 and rng.random() < 0.5:
        spent = appropriated = moved(rng, appropriated, 0.05)
    left = appropriated - spent
    flows = accounts.line(work.code, work.fund)
    flows["project"] += spent + carried
    flows["approved_project"] += approved
    if course.plans_carryover:
        flows["approved_project"] += carried
        flows["approved_carried"] += carried
    returned = left if rng.random() < 0.6 else 0
    flows["income_project"] += appropriated - returned
    if left - returned:
        course.carried_projects[name] = left - returned
        flows["closing_carryover"] += left - returned
    own = between(rng, 0.5, 40) if rng.random() < 0.06 else 0
    if own:
        line = accounts.line(work.code, OWN)
        line["superior_subsidy"] += own
        line["project"] += own
    project = Project(
        name=f"{year}年{name}" if rng.random() < 0.25 else name,
        key=(work.code, work.fund),
        unit=body.name,
        goal="",
        done="",
        indicators=(),
        approved={
            "appropriation": approved,
            "carryover": carried if course.plans_carryover else 0,
            "other_funds": 0,
        },
        adjusted={
            "appropriation": appropriated,
            "carryover": carried,
            "other_funds": own,
        },
        executed={"appropriation": spent, "carryover": carried, "other_funds": own},
    )
    goal, done, indicators = promises.make(rng, project, year)
    return replace(project, goal=goal, done=done, indicators=indicators)


def _rest(rng: Random, course: _Course, flows: Flows, name: str) -> None:
    """A year without the project: its money is kept, or goes back to the treasury."""
    if rng.random() < 0.5:
        flows["closing_carryover"] += course.carried_projects[name]
    else:
        flows["income_project"] -= course.carried_projects.pop(name)


# ---------------------------------------------------------------- what follows from it


def _balance(rng: Random, accounts: Accounts) -> None:
    """Income of the running costs, balances of other money: each line comes out even."""
    for (_, fund), flows in accounts.lines.items():
        if fund != OWN:
            basic = flows["personnel"] + flows["public"]
            kept = between(rng, 0.01, 3) if basic and rng.random() < 0.03 else 0
            flows["income_basic"] = basic + kept - flows["opening_basic"]
            flows["closing_basic"] = kept
            _return_leftovers(rng, flows)
            continue
        flows["income_basic"] = sum(
            flows[source]
            for source in (
                "superior_subsidy",
                "institutional",
                "operating",
                "affiliate_remittance",
                "other",
            )
        )
        left = _came(flows) - sum(flows[name] for name in SPENDING)
        profit = flows["operating"] - flows["operating_spending"]
        flows["distributed"] = profit if 0 < profit <= left and rng.random() < 0.7 else 0
        flows["reserves_used"] = max(-left, 0)
        flows["closing_surplus"] = max(left, 0) - flows["distributed"]


def _came(flows: Flows) -> int:
    return sum(flows[name] for name in (*OPENING, *INCOME))


def _return_leftovers(rng: Random, flows: Flows) -> None:
    """What is left of older projects is kept as surplus, or goes back to the treasury.

    Money that goes back is a negative income, as departments print it.
    """
    left = (
        flows["opening_carryover"]
        + flows["opening_surplus"]
        + flows["income_project"]
        - flows["project"]
        - flows["closing_carryover"]
    )
    if left > 0 and rng.random() < 0.5:
        flows["income_project"] -= left
        left = 0
    flows["closing_surplus"] = left


def _classify(rng: Random, accounts: Accounts) -> None:
    """Spending of the general budget by economic class, insurance under its own items."""
    for prefix, classes in (("", accounts.basic), ("approved_", accounts.approved_basic)):
        rest = 0
        for code, flows in accounts.items([GENERAL]).items():
            amount = flows[f"{prefix}personnel"]
            classes[_insurance(code)] += amount if _insurance(code) else 0
            rest += 0 if _insurance(code) else amount
        for code, amount in split(rng, rest, WAGES).items():
            classes[code] += amount
        office = accounts.total([f"{prefix}public"], [GENERAL])
        chosen = {code: OFFICE[code] for code in some(rng, list(OFFICE), 0.7)}
        for code, amount in split(rng, office, chosen).items():
            classes[code] += amount
        del classes[""]
        _buy_and_travel(rng, classes)
    for project in accounts.projects:
        if project.key[1] != GENERAL:
            continue
        chosen = {code: TASKS[code] for code in some(rng, list(TASKS), 0.12)}
        spent = project.executed["appropriation"] + project.executed["carryover"]
        for code, amount in split(rng, spent, chosen).items():
            accounts.project[code] += amount
        hoped = project.approved["appropriation"] + project.approved["carryover"]
        for code, amount in split(rng, hoped, chosen).items():
            accounts.approved_project[code] += amount


def _buy_and_travel(rng: Random, classes: Flows) -> None:
    """Now and then a car is bought, or somebody travels abroad, out of other items."""
    for source, code, low, high in (("31002", "31013", 15, 25), ("30211", "30212", 2, 12)):
        price = between(rng, low, high)
        if classes[source] > price and rng.random() < 0.3:
            classes[source] -= price
            classes[code] += price


def _insurance(code: str) -> str:
    """The economic item that a function of insurance, housing or pensions is booked under."""
    return {
        PENSION: "30108",
        ANNUITY: "30109",
        "2101101": "30110",
        "2101102": "30110",
        "2101103": "30111",
        "2101199": "30112",
        "2089999": "30112",
        HOUSING: "30113",
        "2210203": "30102",
        "2080501": "30302",
        "2080502": "30302",
    }.get(code, "")


def _count_three_public(rng: Random, accounts: Accounts) -> None:
    """三公经费 out of the economic items, their budgets, and the counts beside them."""
    lines = {item: Counter[str]() for item in THREE_PUBLIC}
    for code, item in CLASSES_OF_COSTS.items():
        executed = accounts.basic[code] + accounts.project[code]
        approved = accounts.approved_basic[code] + accounts.approved_project[code]
        lines[item]["executed"] = executed
        lines[item]["approved"] = approved or planned(rng, executed)
        lines[item]["adjusted"] = max(executed, rng.choice((executed, approved)))
    domestic = lines["reception_domestic"]["executed"]
    if domestic and rng.random() < 0.1:
        lines["reception_foreign_affairs"]["executed"] = domestic * rng.randint(1, 30) // 100
    accounts.three_public = lines
    counts = accounts.counts
    if lines["vehicle_running"]["executed"]:
        counts["vehicles_held"] = max(
            1, lines["vehicle_running"]["executed"] // (3 * TEN_THOUSAND)
        )
    if lines["vehicle_purchase"]["executed"]:
        counts["vehicles_bought"] = 1
    if lines["abroad"]["executed"]:
        counts["abroad_groups"] = rng.randint(1, 3)
        counts["abroad_persons"] = counts["abroad_groups"] + rng.randint(0, 5)
    if domestic:
        counts["reception_batches"] = max(1, domestic // (800 * YUAN))
        counts["reception_persons"] = counts["reception_batches"] * rng.randint(3, 9)


def _count_assets(rng: Random, accounts: Accounts) -> None:
    size = accounts.total(SPENDING) / TEN_THOUSAND or 1.0
    for name, share, chance in (
        ("current", 0.2, 1.0),
        ("fixed_buildings", 2.0, 0.5),
        ("fixed_vehicles", 0.05, 0.5),
        ("fixed_large_equipment", 0.3, 0.2),
        ("fixed_other", 0.3, 1.0),
        ("investment", 0.1, 0.03),
        ("construction_in_progress", 0.5, 0.15),
        ("intangible", 0.05, 0.6),
        ("other", 0.02, 0.1),
    ):
        if rng.random() > chance:
            continue
        original = between(rng, max(size * share / 20, 0.01), max(size * share, 0.02))
        worn = 0 if name in ("current", "investment", "construction_in_progress") else 1
        accounts.original[name] = original
        accounts.net[name] = original - worn * original * rng.randint(0, 100) // 100
