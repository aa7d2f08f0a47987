"""What stays of a document that breaks a rule: its name, and one outcome that says which."""

import duckdb
import pytest

from ingest import landing
from warehouse.building import set_aside
from warehouse.building.set_aside import Broken

FIRST, LATER = "2026-01-01 00:00:00", "2026-02-01 00:00:00"
BAD, SOUND, NEWER = "b" * 64, "s" * 64, "n" * 64


def broken(document_id, remedy="twice"):
    sentence = "one row for each code"
    return Broken(document_id, "fct_spending", "grain", "amount", sentence, 2, remedy)


@pytest.fixture
def raw(tmp_path):
    """Schema `raw` with two documents of two figures and three outcomes each."""
    with duckdb.connect() as connection:
        landing.load(connection, tmp_path)
        for document_id, name in ((BAD, "bad.html"), (SOUND, "sound.html")):
            connection.execute(
                "insert into raw.documents by name select ? as document_id, ? as file_name,"
                " '/p/' || file_name as source_path, '2023' as year_text,"
                " ?::timestamp as landed_at",
                [document_id, name, FIRST],
            )
            for block in range(3):
                connection.execute(
                    "insert into raw.outcomes by name select ? as document_id, ? as block_no,"
                    " 'parsed' as status, 'read' as reason_code, 2 as record_count",
                    [document_id, block],
                )
                connection.execute(
                    "insert into raw.amounts by name select ? as document_id, ? as block_no",
                    [document_id, block],
                )
        yield connection


def test_what_was_read_of_it_leaves_raw_and_its_outcome_says_why(raw):
    set_aside.stand_aside(raw, [broken(BAD), broken(BAD)])
    assert raw.execute("select distinct document_id from raw.amounts").fetchall() == [(SOUND,)]
    outcomes = raw.execute(
        "select block_no, status, reason_code, record_count from raw.outcomes"
        " where document_id = ?",
        [BAD],
    ).fetchall()
    assert outcomes == [(0, "set_aside", "set_aside_by_gate", 0)]
    (detail,) = raw.execute(
        "select detail from raw.outcomes where document_id = ?", [BAD]
    ).fetchone()
    assert "fct_spending · grain (amount) × 2: one row for each code" in detail
    assert raw.execute("select count(*), count(year_text) from raw.documents").fetchone() == (
        2,
        2,
    )


def test_a_year_that_breaks_a_rule_goes_too(raw):
    set_aside.stand_aside(raw, [broken(BAD, "year")])
    assert raw.execute("select count(year_text) from raw.documents").fetchone() == (1,)


def test_every_document_is_recorded_with_its_rule_and_what_to_do(raw):
    set_aside.record(raw, [broken(BAD)], "rules", None)
    (listed,) = set_aside.listed(raw)
    assert (listed.file_name, listed.was_published) == ("bad.html", False)
    assert listed.broken == (broken(BAD),)
    remedies = raw.execute(
        "select remedy_zh, remedy_en from quality.documents_set_aside"
    ).fetchone()
    assert "对照原件" in remedies[0]
    assert "compare with the original" in remedies[1]


def test_newer_content_of_the_same_file_takes_its_place(raw):
    assert set_aside.without_replaced(raw, (broken(BAD),)) == (broken(BAD),)
    raw.execute(
        "insert into raw.documents by name select ? as document_id, 'bad.html' as file_name,"
        " '/p/bad.html' as source_path, ?::timestamp as landed_at",
        [NEWER, LATER],
    )
    kept = set_aside.without_replaced(raw, (broken(BAD), broken(SOUND)))
    assert kept == (broken(SOUND),)
