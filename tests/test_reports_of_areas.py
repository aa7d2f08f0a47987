"""Reports of governments in sentences: every fact of theirs is read, and nothing else.

`areas/` holds the texts with their facts; its README says how a fact is written.
"""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.render import RENDERERS
from ingest.reading import read_document
from ingest.region_lines import name_of

REPORTS = sorted((Path(__file__).parent / "areas").glob("*.txt"))
ACCOUNTS = {
    "g": "general_public_budget",
    "f": "government_fund",
    "c": "state_capital",
    "s": "social_insurance",
    "d": "debt",
}
SCOPES = {"w": "whole_region", "o": "own_level", "l": "lower_levels"}
PHASES = {"app": "approved", "adj": "adjusted", "exe": "executed", "fin": "final"}
SIDES = {
    "r": "revenue",
    "e": "expenditure",
    "ti": "transfer_in",
    "to": "transfer_out",
    "fi": "financing_in",
    "fo": "financing_out",
    "b": "balance",
    "d": "debt",
}
MEASURES = {"c": "completion", "g": "growth", "gc": "growth_comparable"}
UNITS = {"亿元": 10**8, "万元": 10**4}


def typed(line):
    """The facts of a line, each with what it is of."""
    amount, *rates = (part.split() for part in line.split("|"))
    account, scope, phase, year, side, name, money = amount
    of = (ACCOUNTS[account], SCOPES[scope], PHASES[phase], int(year), SIDES[side])
    digits, unit = re.fullmatch(r"([\d,.-]+)(亿元|万元)", money).groups()
    said = name.replace("_", " ", 1) if side == "d" else plain(name)
    yield (*of, said, "amount", Decimal(digits.replace(",", "")) * UNITS[unit])
    yield from ((*of, said, MEASURES[kind], Decimal(value)) for kind, value in rates)


def plain(name):
    """A name without the words that a report leaves out of its account's at will."""
    return name_of(name).replace("预算", "").removeprefix("地方")


def read(data, name):
    for one in read_document(data, name, name)["region_figures"]:
        said = one["column_item"] if one["side"] == "debt" else plain(one["line_name"])
        yield (
            one["account_id"],
            one["scope"],
            one["phase"],
            one["fiscal_year"],
            one["side"],
            said,
            one["measure"],
            one["number"] * UNITS.get(one["unit_text"], 1),
        )


def test_there_are_reports():
    assert len(REPORTS) >= 9


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize("report", REPORTS, ids=[path.stem for path in REPORTS])
def test_a_report_states_its_facts_and_nothing_else(report, kind):
    lines = report.read_text("utf-8").splitlines()
    facts = report.with_suffix(".facts").read_text("utf-8").splitlines()
    expected = {fact for line in facts for fact in typed(line)}
    found = set(read(RENDERERS[kind](lines), f"report.{kind}"))
    assert found == expected
