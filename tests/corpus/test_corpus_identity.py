"""Planted renames, mergers, code changes, restatements and calibers, against their truth."""

import duckdb
import pytest
from conftest import build

from benchmarks import corpus_identity


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """The truth of a corpus of three levels and six years, and a warehouse built of it."""
    folder = tmp_path_factory.mktemp("planted")
    truth = corpus_identity.write(folder, departments=7, seed=5)
    warehouse = build(tmp_path_factory.mktemp("warehouse"), folder)
    with duckdb.connect(str(warehouse / "current.duckdb"), read_only=True) as connection:
        yield truth, connection


def test_every_planted_case_is_planted(compared):
    truth, _ = compared
    assert {"first_year", "year_missing", "merged", "renamed", None} == {*truth.breaks.values()}
    assert truth.restated
    assert {key[2] for key in truth.spending} == {"department", "unit"}


def test_the_warehouse_says_the_truth_to_the_fen(compared):
    truth, connection = compared
    said = corpus_identity.differences(connection, truth)
    assert said == {key: [] for key in corpus_identity.FOUND}


def test_a_difference_is_found(compared):
    truth, connection = compared
    key = next(iter(truth.spending))
    truth.spending[key] += 1
    try:
        said = corpus_identity.differences(connection, truth)
    finally:
        truth.spending[key] -= 1
    assert len(said["spending"]) == 1


def test_a_class_whose_name_changed_is_bridged_and_one_whose_scope_changed_is_flagged(compared):
    _, connection = compared
    rows = connection.execute(
        "select class_code, is_code_comparable, code_break_reason, "
        "bool_and(spending_change_rate is null) from marts.function_years "
        "where fiscal_year = 2019 and class_code in ('207', '205') group by all order by 1"
    ).fetchall()
    assert rows == [("205", True, None, False), ("207", False, "scope", True)]


def test_every_document_is_read_and_no_statement_stands_twice(compared):
    truth, connection = compared
    (parsed,) = connection.execute(
        "select count(*) from raw.outcomes where block_no = 0 and status = 'parsed'"
    ).fetchone()
    (superseded,) = connection.execute(
        "select count(*) from marts.document_versions where relation = 'restated'"
    ).fetchone()
    assert parsed == truth.documents
    assert superseded == len(truth.restated)
