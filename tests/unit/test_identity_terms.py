"""The identities of forms, and those of all forms, as terms of the ledger."""

from pathlib import Path

import polars as pl
import pytest

from ingest.form import Identity, Term, load_forms
from ingest.identity_terms import identity_terms, span_of

FORMS = load_forms()
TERMS = list(identity_terms(FORMS))
SHARED = pl.read_csv(Path(__file__).parents[2] / "data" / "reference" / "shared_identities.csv")


def spans_of(form_id: str, identity_id: str) -> set[object]:
    return {
        term["span"]
        for term in TERMS
        if (term["form_id"], term["identity_id"]) == (form_id, identity_id)
    }


@pytest.mark.parametrize(
    ("form_id", "identity_id", "spans"),
    [
        ("spending_account", "R03", {"row"}),
        ("spending_account", "R05", {"code", "table"}),
        ("basic_budget", "R05", {"column"}),
        ("revenue_expenditure_account", "R01", {"column"}),
        ("revenue_expenditure_account", "R02", {"account", "column"}),
        ("evaluation_results", "R13", {"line"}),
    ],
)
def test_an_identity_says_what_an_instance_of_it_is_about(form_id, identity_id, spans):
    assert spans_of(form_id, identity_id) == spans


def test_codes_are_summed_up_from_below_whatever_they_are_called():
    trees = {(t["side"], t["term"], t["sign"]) for t in TERMS if t["axis"] == "tree"}
    assert trees == {("left", "above", 1), ("right", "below", 1)}


def test_codes_make_their_parent_or_the_total_and_nothing_else():
    odd = Identity("R05", "tree", (Term("left", "subtotal", 1), Term("right", "codes", 1)))
    with pytest.raises(ValueError, match="subtotal"):
        span_of(odd)


def test_a_rate_of_what_is_blank_is_none():
    assert not any(t["blank_is_zero"] for t in TERMS if t["axis"] == "ratio")
    assert any(t["blank_is_zero"] for t in TERMS if t["axis"] == "columns")


def test_identities_of_all_forms_have_spans_and_numbers_of_their_own():
    assert not set(SHARED["span"]) & {term["span"] for term in TERMS}
    assert SHARED["identity_no"].min() > max(len(form.identities) for form in FORMS.values())
    one = SHARED.group_by("identity_no").agg(
        pl.col("identity_id", "axis", "span").n_unique(), pl.col("side").unique()
    )
    assert one["identity_id"].unique().to_list() == [1]
    assert one["axis"].unique().to_list() == [1]
    assert one["span"].unique().to_list() == [1]
    assert all("left" in sides and len(sides) > 1 for sides in one["side"])
    rates = SHARED.filter(pl.col("axis") == "ratio").group_by("identity_no").agg("side")
    assert {tuple(sides) for sides in rates["side"]} == {("left", "numerator", "denominator")}
