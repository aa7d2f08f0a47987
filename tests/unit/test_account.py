"""Accounts as data: what becomes of the figures that the forms of one account print."""

import pytest

from ingest import landing
from ingest.account import RULES, load_accounts
from ingest.errors import FormFileError
from ingest.form import load_forms


def routes(folder, text, **others):
    for name, own in {"one": text, **others}.items():
        (folder / f"{name}.toml").write_text(f'id = "{name}"\n{own}', encoding="utf-8")
    load_accounts.cache_clear()
    return load_accounts(folder)["one"].routes


def test_each_row_measure_and_phase_is_a_route(tmp_path):
    found = routes(
        tmp_path,
        'lines = "leaves"\n[[facts]]\nmart = "fct_revenue"\nrows = ["a", "b"]\n'
        'measures = ["fees", "sales"]\nphases = ["approved"]\nitem = "measure"\n'
        '[[aside]]\nrule = "sum_column"\nmeasures = ["total"]\n',
    )
    assert [(one.row_key, one.measure, one.item, one.rule) for one in found] == [
        ("a", "fees", "fees", None),
        ("a", "sales", "sales", None),
        ("b", "fees", "fees", None),
        ("b", "sales", "sales", None),
        ("*", "total", None, "sum_column"),
        ("item_of_unit", "total", None, "sum_column"),
    ]
    assert {(one.phase, one.lines) for one in found if one.mart} == {("approved", "leaves")}


def test_an_account_may_be_like_another(tmp_path):
    found = routes(
        tmp_path,
        'like = "two"\n',
        two='lines = "leaves"\n[[facts]]\nmart = "fct_assets"\ncolumn = "net_value"\n',
    )
    assert [(one.row_key, one.mart, one.column_name, one.lines) for one in found] == [
        ("*", "fct_assets", "net_value", "leaves"),
        ("item_of_unit", "fct_assets", "net_value", "items"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'colour = "red"\n',
        'codes = "colour"\n',
        '[[facts]]\nmeasures = ["a"]\n',
        '[[facts]]\nmart = "fct_assets"\nzeros = "some"\n',
        '[[aside]]\nrule = "because"\n',
        '[[aside]]\nrule = "no_mart"\nmart = "fct_assets"\n',
        "[[facts]\n",
    ],
)
def test_what_an_account_cannot_say_is_refused(tmp_path, text):
    with pytest.raises(FormFileError):
        routes(tmp_path, text)


def test_every_form_has_an_account_and_every_account_a_form():
    forms = {form.account_id for form in load_forms().values()}
    assert load_accounts().keys() <= forms
    assert all(account.routes for account in load_accounts().values())
    rules = {route.rule for one in load_accounts().values() for route in one.routes}
    assert rules == {None, *RULES}


def test_a_changed_account_reads_no_document_again(monkeypatch, tmp_path):
    monkeypatch.setattr(landing, "_INGEST", tmp_path)
    monkeypatch.setattr(landing, "ACCOUNTS_FOLDER", tmp_path / "accounts")
    (tmp_path / "accounts").mkdir()
    landing.extractor_version.cache_clear()
    before = landing.extractor_version()
    (tmp_path / "accounts" / "one.toml").write_text("", encoding="utf-8")
    landing.extractor_version.cache_clear()
    assert landing.extractor_version() == before
    (tmp_path / "form.toml").write_text("", encoding="utf-8")
    landing.extractor_version.cache_clear()
    assert landing.extractor_version() != before
    landing.extractor_version.cache_clear()
