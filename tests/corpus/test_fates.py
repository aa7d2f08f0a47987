"""Every value of a truth has one fate, and what is wrong or silent is never called else."""

import pytest

from benchmarks.fates import BAD, FATES, Expected, fates
from benchmarks.standing import Outcome, Standing, Value

KEYS = (("function_code", "2011301"), ("spending_nature", "basic"))
FORM = "spending_account"
FACT = Expected("fct_spending", KEYS, "amount_yuan", "100.00", 2023, "示例局", FORM)


def value(amount="100.00", **other):
    fields = {
        "mart": "fct_spending",
        "keys": KEYS,
        "column": "amount_yuan",
        "value": amount,
        "year": 2023,
        "department": "示例局",
        "reading": "as_published",
        "is_proven": True,
        "is_amount_proven": True,
    }
    return Value(**(fields | other))


def fate_of(*values, outcomes=(), untaken=(), unreconciled=()):
    standing = Standing(list(values), list(outcomes), set(untaken), set(unreconciled))
    found = fates([FACT], standing, "document", complete=["fct_spending"])
    return dict(found.counts)


@pytest.mark.parametrize(
    ("given", "fate"),
    [
        (value(), "proven_in_place"),
        (value(is_proven=False), "proven_in_amount"),
        (value(is_proven=False, is_amount_proven=False), "unproven"),
        (value(reading="unreconciled", is_proven=False), "unreconciled"),
        (value(is_chosen=False), "proven_in_place"),
        (value("99.00"), "proven_but_wrong"),
        (value("99.00", is_proven=False), "invented"),
        (value(year=2022), "proven_but_wrong"),
        (value(department="示例局（"), "proven_but_wrong"),
        (value("99.00", reading="unreconciled", is_proven=False), "unreconciled"),
    ],
)
def test_a_published_value_is_right_or_wrong(given, fate):
    assert fate_of(given) == {fate: 1}


def test_a_value_in_another_place_is_wrong_and_the_fact_is_lost():
    elsewhere = value(keys=(("function_code", "2011301"), ("spending_nature", "project")))
    assert fate_of(elsewhere) == {"proven_but_wrong": 1, "lost_in_silence": 1}


def test_a_value_twice_is_once_too_often():
    assert fate_of(value(), value()) == {"proven_in_place": 1, "proven_but_wrong": 1}


@pytest.mark.parametrize(
    ("outcomes", "fate"),
    [
        ((), "lost_in_silence"),
        ([Outcome(1, "spending_account", "parsed", "read")], "lost_in_silence"),
        ([Outcome(1, "spending_account", "failed", "columns_unmapped")], "lost_with_a_word"),
        ([Outcome(1, "spending_account", "partial", "figures_not_taken")], "lost_with_a_word"),
        ([Outcome(1, "revenue_account", "failed", "columns_unmapped")], "lost_in_silence"),
        ([Outcome(1, None, "unrecognised", "no_form")], "lost_with_a_word"),
        (
            [
                Outcome(1, None, "unrecognised", "no_form"),
                Outcome(2, "spending_account", "parsed", "read"),
            ],
            "lost_in_silence",
        ),
        ([Outcome(0, None, "unrecognised", "no_form_in_document")], "lost_with_a_word"),
        ([Outcome(0, None, "parsed", "read")], "lost_in_silence"),
        ([Outcome(0, None, "set_aside", "no_year")], "set_aside"),
    ],
)
def test_a_lost_value_needs_a_word_of_its_own_table(outcomes, fate):
    assert fate_of(outcomes=outcomes) == {fate: 1}


def test_a_figure_that_no_record_took_is_partial():
    assert fate_of(untaken=["100.00"]) == {"partial": 1}
    assert fate_of(unreconciled=["100.00"]) == {"unreconciled": 1}


def test_what_must_not_be_is_told_first():
    assert FATES[:3] == BAD
