"""Documents damaged at random: every one ends in an outcome, and none by a mistake of ours."""

from collections import Counter

import duckdb
import pytest

from benchmarks import damage
from corpus.money import seeded
from ingest import landing, pipeline

DOCUMENTS = 24
SEED = 5


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """The outcomes of the documents, by document, after reading them in one go."""
    folder = tmp_path_factory.mktemp("damage")
    kinds = damage.write(damage.of_corpus(DOCUMENTS, SEED), folder / "documents", SEED, 1.0)
    assert sum(kinds.values()) == DOCUMENTS
    pipeline.land([folder / "documents"], folder, jobs=2)
    with duckdb.connect() as connection:
        landing.load(connection, folder)
        return connection.execute(
            "select file_name, block_no, status, reason_code from raw.outcomes"
            " inner join raw.documents using (document_id)"
        ).fetchall()


def test_every_damaged_document_ends_in_one_outcome(outcomes):
    of_documents = Counter(name for name, block, *_ in outcomes if block == 0)
    assert len(of_documents) >= DOCUMENTS
    assert set(of_documents.values()) == {1}


def test_no_damage_is_a_mistake_of_ours(outcomes):
    assert [row for row in outcomes if row[3] == "internal_error"] == []


def test_some_are_read_and_some_are_not(outcomes):
    statuses = {status for _, block, status, _ in outcomes if block == 0}
    assert {"parsed", "failed"} <= statuses


@pytest.mark.parametrize("kind", sorted(damage.DAMAGES))
def test_a_damage_is_one_and_the_same_for_a_seed(kind):
    data = "支出决算表\n2010501\t行政运行\t120.00\n2010507\t普查\t100.00\n".encode()
    damaged = damage.DAMAGES[kind](seeded(1, kind), data)
    assert damaged == damage.DAMAGES[kind](seeded(1, kind), data)
    assert damaged != data or kind == "digits"


def test_a_doubled_block_is_a_whole_row_of_markup():
    data = b"<table><tr><td>1</td></tr><tr><td>2</td></tr></table>"
    doubled = damage.doubled(seeded(3, "doubled"), data)
    assert len(doubled) > len(data)
    assert doubled.count(b"<tr>") == doubled.count(b"</tr>")
