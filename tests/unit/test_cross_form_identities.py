"""The identities between forms speak of accounts, lines and columns that the forms have."""

from pathlib import Path

import polars as pl
import pytest

from ingest.form import Form, load_forms

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "data" / "reference"
# Lines that a shape gives, whatever the form: codes, whatever is no named line, parts.
LINES_OF_SHAPES = {
    "code_tree": {"total", "class", "section", "item"},
    "economic_groups": {"class", "item"},
    "two_sided": {"item", "part", "opening_part", "closing_part"},
}


def identities() -> pl.DataFrame:
    return pl.read_csv(REFERENCE / "cross_form_identities.csv", infer_schema=False)


def of_areas() -> set[str]:
    """The identities of whole areas."""
    terms = pl.read_csv(REFERENCE / "region_identities.csv", infer_schema=False)
    return set(terms["identity_id"])


def forms_of(account: str) -> list[Form]:
    return [form for form in load_forms().values() if form.account_id == account]


def measures(form: Form, side: str | None) -> set[str]:
    printed = {column.measure for column in form.columns} | form.amounts.keys()
    if form.shape == "two_sided":
        return {m.removeprefix(f"{side}.") for m in printed if m.startswith(f"{side}.")}
    if form.shape == "economic_groups":
        return {"amount"}
    if form.shape == "one_row":
        return {m.rpartition(".")[2] for m in printed}
    return printed


def lines(form: Form) -> set[str]:
    named = form.rows.keys() | LINES_OF_SHAPES.get(form.shape, set())
    if form.shape == "one_row":
        named |= {column.measure.rpartition(".")[0] for column in form.columns}
    return named


TERMS = identities().rows(named=True)


@pytest.mark.parametrize(
    "term", TERMS, ids=lambda term: f"{term['identity_no']}-{term['term_no']}"
)
def test_a_term_is_printed_by_some_form_of_its_account(term: dict[str, str | None]) -> None:
    account = term["account_id"]
    assert account is not None
    forms = forms_of(account)
    assert forms, account
    assert any(term["measure"] in measures(form, term["account_side"]) for form in forms)
    assert any(term["row_key"] in lines(form) for form in forms)
    if term["line_code"]:
        assert any(term["line_code"] in form.lines for form in forms)


def test_each_side_is_of_one_account_and_both_are_there() -> None:
    sides = (
        identities()
        .group_by("identity_no", "side", "relation")
        .agg(pl.col("account_id", "account_side", "years_before").n_unique())
    )
    # the parts of a whole may stand in several tables
    one = sides.filter((pl.col("relation") == "equal") | (pl.col("side") == "right"))
    assert one.filter(pl.col("account_id") != 1).is_empty()
    assert sides.filter(pl.col("account_side") != 1).is_empty()
    assert sides.filter(pl.col("years_before") != 1).is_empty()
    assert sides.group_by("identity_no").len()["len"].unique().to_list() == [2]


def test_an_identity_is_one_thing() -> None:
    told = (
        identities()
        .group_by("identity_no")
        .agg(pl.col("identity_id", "subject", "phase", "grouped_by", "relation").n_unique())
    )
    for column in ("identity_id", "subject", "phase", "grouped_by", "relation"):
        assert told[column].unique().to_list() == [1], column


def test_the_earlier_year_stands_on_the_right() -> None:
    assert identities().filter(pl.col("side") == "left")["years_before"].unique().to_list() == [
        "0"
    ]


def test_every_identity_has_a_name() -> None:
    names = pl.read_csv(REFERENCE / "identity_names.csv", infer_schema=False)
    known = {f"R{number:02}" for number in range(1, 21)} | of_areas()
    assert names["identity_id"].to_list() == sorted(known)
    assert set(identities()["identity_id"]) <= set(names["identity_id"])


def test_every_identity_is_declared_somewhere() -> None:
    in_forms = {
        identity.identity_id for form in load_forms().values() for identity in form.identities
    }
    between_forms = set(identities()["identity_id"])
    shared = pl.read_csv(REFERENCE / "shared_identities.csv", infer_schema=False)
    in_all_forms, prose = set(shared["identity_id"]), {"R18"}
    known = {f"R{number:02}" for number in range(1, 21)}
    assert in_forms | between_forms | in_all_forms | prose == known
