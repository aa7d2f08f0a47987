"""The books behind the corpus are one consistent set of accounts."""

from itertools import pairwise

import pytest

from corpus.bodies import department
from corpus.books import CLOSING, INCOME, OPENING, SPENDING, united
from corpus.classification import FUNDS, GENERAL, OWN
from corpus.money import seeded, split
from corpus.simulate import years

PROVINCES = ("云南省", "上海市", "四川省")


def bodies(count):
    for number in range(count):
        rng = seeded("books", number)
        yield from (
            (unit, number, i) for i, unit in enumerate(department(rng, PROVINCES).units)
        )


def accounts_of(unit, number, i):
    return list(years(seeded("books", number, i), unit, 2021, 2024))


@pytest.fixture(scope="module")
def courses():
    return [accounts_of(*body) for body in bodies(25)]


def test_every_line_balances(courses):
    for course in courses:
        for accounts in course:
            assert list(accounts.imbalances()) == []


def test_what_a_year_leaves_opens_the_next(courses):
    for course in courses:
        for last, now in pairwise(course):
            for key, flows in last.lines.items():
                opened = now.lines.get(key, {})
                for closing, opening in zip(CLOSING, OPENING, strict=True):
                    assert flows[closing] == opened.get(opening, 0)


def test_balances_are_never_negative(courses):
    for course in courses:
        for accounts in course:
            for flows in accounts.lines.values():
                assert all(flows[name] >= 0 for name in (*OPENING, *CLOSING, *SPENDING))


def test_economic_classes_sum_to_what_was_spent_of_the_general_budget(courses):
    for course in courses:
        for accounts in course:
            basic = accounts.total(["personnel", "public"], [GENERAL])
            project = accounts.total(["project"], [GENERAL])
            assert (sum(accounts.basic.values()), sum(accounts.project.values())) == (
                basic,
                project,
            )


def test_a_department_is_the_sum_of_its_units():
    body = department(seeded("books", "several"), PROVINCES)
    units = [next(years(seeded(i), unit, 2023, 2023)) for i, unit in enumerate(body.units)]
    whole = united(body.name, units)
    for names in (INCOME, SPENDING, CLOSING):
        for funds in (FUNDS, [OWN]):
            assert whole.total(names, funds) == sum(u.total(names, funds) for u in units)


def test_there_are_amounts_of_every_size_and_money_that_went_back(courses):
    spent = [a.total(SPENDING) for course in courses for a in course]
    flows = [f for course in courses for a in course for f in a.lines.values()]
    assert min(spent) < 3 * 10**8 < 10**10 < max(spent)
    assert any(f["income_project"] < 0 for f in flows)
    assert any(f["closing_carryover"] for f in flows)


def test_parts_sum_to_the_whole():
    parts = split(seeded("split"), 1001, {"a": 1, "b": 2, "c": 0.1})
    assert sum(parts.values()) == 1001
    assert all(part >= 0 for part in parts.values())
