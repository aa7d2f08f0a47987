"""A reader that dies or runs away is an outcome of its document; the others come through."""

import os
import signal
import sys
import time
import zipfile
from multiprocessing import active_children

import pytest
from sound_document import SOUND

from corpus.render import txt
from ingest import readers, sources, workers
from ingest.pipeline import ReplaySummary, land, replay
from ingest.readers import text

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere workers do not inherit the patched reader"
)


def run_away():
    time.sleep(600)


def run_away_in_c():
    sum(range(10**12))


def eat():
    return bytearray(5 * workers.MEMORY)


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)


HARMS = {
    b"exit": lambda: os._exit(3),
    b"crash": crash,
    b"sleep": run_away,
    b"loop": run_away_in_c,
    b"eat": eat,
}
ENDS = {
    b"exit": ("failed", "reader_died", "the reader ended with exit code 3"),
    b"crash": (
        "failed",
        "reader_died",
        f"the reader was ended by signal 11, {signal.strsignal(11)}",
    ),
    b"sleep": ("failed", "time_limit", "it takes more than 2 s to read"),
    b"loop": ("failed", "time_limit", "it takes more than 2 s to read"),
    b"eat": ("failed", "too_large", "it takes more memory than there is"),
}
READ = ("parsed", "read", "")


@pytest.fixture(autouse=True)
def harmful(monkeypatch):
    """Some contents harm the process that reads them; a document may take two seconds."""
    read = readers.read

    def harm(data):
        HARMS.get(data, lambda: None)()
        return read(data)

    monkeypatch.setattr(readers, "read", harm)
    monkeypatch.setattr(workers, "SECONDS", 2)
    monkeypatch.setattr(workers, "PATIENCE", 1)


def sound(number):
    return txt([*SOUND, f"注：{number}"])


def ends(made):
    return {
        rows["documents"][0]["file_name"]: tuple(
            rows["outcomes"][0][name] for name in ("status", "reason_code", "detail")
        )
        for documents in made
        for rows, _ in documents
    }


def entries_of(folder, contents):
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [sources.entry_of(folder / name) for name in contents]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("harm", HARMS)
def test_a_harmful_document_is_an_outcome_and_the_others_are_read(harm, jobs, tmp_path):
    entries = entries_of(tmp_path, {"a": sound(1), "b": harm, "c": sound(2), "d": sound(3)})
    found = list(workers.read_all(entries, jobs))
    assert ends(found) == {"a": READ, "b": ENDS[harm], "c": READ, "d": READ}
    assert [len(documents) for documents in found] == [1, 1, 1, 1]
    assert found[1][0][1] == harm, "its content is kept for a replay"


def test_harmful_members_of_an_archive_end_nothing_else(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("a", sound(1)), ("b", b"exit"), ("c", b"sleep"), ("d", sound(2))):
            archive.writestr(name, data)
    found = list(workers.read_all([sources.entry_of(path)], 1))
    assert ends(found) == {
        "a": READ, "b": ENDS[b"exit"], "c": ENDS[b"sleep"], "d": READ,
        "a.zip": ("ignored", "archive", "4 documents"),
    }  # fmt: skip
    assert len(found[0]) == 5


def test_an_archive_that_cannot_be_unpacked_is_an_outcome(tmp_path, monkeypatch):
    monkeypatch.setattr(sources.containers, "is_archive", lambda data: run_away())
    entries = entries_of(tmp_path, {"a.zip": sound(1)})
    assert ends(workers.read_all(entries, 1)) == {"a.zip": ENDS[b"sleep"]}


def test_a_build_lands_what_died_and_a_replay_reads_it_again(tmp_path, monkeypatch):
    entries_of(tmp_path, {"a.txt": sound(1), "b.txt": b"exit"})
    warehouse = tmp_path / "w"
    assert land([tmp_path / "a.txt", tmp_path / "b.txt"], warehouse).read == 2
    assert replay(warehouse) == ReplaySummary(1, 1)
    monkeypatch.setattr(readers, "read", lambda _: text.read(sound(2)))
    assert replay(warehouse) == ReplaySummary(1, 0)


def test_no_worker_outlives_the_reading(tmp_path):
    entries = entries_of(tmp_path, {str(i): sound(i) for i in range(24)})
    before = set(active_children())
    reading = workers.read_all(entries, 2)
    next(reading)
    assert set(active_children()) - before
    reading.close()
    assert set(active_children()) - before == set()
