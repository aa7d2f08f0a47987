"""What counts as noticed when a good document is spoiled."""

import hashlib

import pytest

from benchmarks import mutations

GOOD, BAD = b"good", b"bad"
NOT_READ = frozenset({("a key that is not read",)})


def of(data, rows):
    """A ledger's rows under the id of a document's bytes."""
    return {hashlib.sha256(data).hexdigest(): frozenset(rows)}


@pytest.mark.parametrize(
    ("broken", "unchecked", "when_good", "outcome"),
    [
        (None, (), (), "shown"),
        (("R05",), (), (), "shown"),
        ((), ("total",), (), "doubted"),
        ((), ("total",), ("total",), "unseen"),
        ((), (), ("total",), "unseen"),
        ((), (), (), "unseen"),
    ],
)
def test_what_is_noticed_of_a_mutant(tmp_path, broken, unchecked, when_good, outcome):
    path = tmp_path / "a.txt"
    path.write_bytes(BAD)
    told = mutations._Ledger(
        of(BAD, broken) if broken else (None if broken is None else {}),
        of(BAD, unchecked),
        of(GOOD, when_good),
    )
    assert mutations._outcome(mutations._Mutated(path, GOOD, NOT_READ), told) == outcome


def test_a_mutant_that_is_read_as_meant_is_put_back(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(BAD)
    told = mutations._Ledger({}, {}, {})
    mutant = mutations._Mutated(path, GOOD, frozenset())
    assert mutations._outcome(mutant, told) == "put back"
