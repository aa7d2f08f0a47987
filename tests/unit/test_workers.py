"""A reader that dies or runs away is an outcome of its document; the others come through."""

import io
import os
import signal
import sys
import time
import zipfile
from multiprocessing import active_children

import pytest
from pyarrow import parquet
from sound_document import SOUND

from corpus.render import txt
from ingest import containers, landing, readers, sources, workers
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


def land_files(entries, jobs, warehouse, told=None):
    return workers.land_all(entries, jobs, workers.Folders(warehouse), told)


def landed(warehouse, table="documents"):
    """The landed rows of a table, each once: what was lost with a worker is not there twice."""
    paths = [batch / f"{table}.parquet" for batch in landing.batches(warehouse)]
    return [row for path in paths for row in parquet.read_table(path).to_pylist()]


def ends(warehouse):
    names = {row["document_id"]: row["file_name"] for row in landed(warehouse)}
    assert len(names) == len(landed(warehouse))
    return {
        names[row["document_id"]]: (row["status"], row["reason_code"], row["detail"])
        for row in landed(warehouse, "outcomes")
        if row["block_no"] == 0
    }


def entries_of(folder, contents):
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [sources.entry_of(folder / name) for name in contents]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("harm", HARMS)
def test_a_harmful_document_is_an_outcome_and_the_others_are_read(harm, jobs, tmp_path):
    entries = entries_of(tmp_path, {"a": sound(1), "b": harm, "c": sound(2), "d": sound(3)})
    found = land_files(entries, jobs, tmp_path / "w")
    assert ends(tmp_path / "w") == {"a": READ, "b": ENDS[harm], "c": READ, "d": READ}
    assert [[*documents.values()] for documents in found] == [[False], [True], [False], [False]]
    (kept,) = (tmp_path / "w" / "quarantine").iterdir()
    assert kept.read_bytes() == harm, "its content is kept for a replay"


def test_what_a_worker_lost_is_read_again_and_landed_once(tmp_path):
    contents = {str(i): b"exit" if i == 5 else sound(i) for i in range(9)}
    told = []
    land_files(entries_of(tmp_path, contents), 2, tmp_path / "w", told.append)
    assert ends(tmp_path / "w") == {
        name: ENDS[b"exit"] if name == "5" else READ for name in contents
    }
    assert sorted(at.name for at in told) == sorted(contents)
    assert [(at.done, at.of) for at in told] == [(done, 9) for done in range(1, 10)]


@pytest.mark.parametrize("most", [1, 2, 100])
def test_batches_hold_so_many_documents_and_all_of_a_file(most, tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "BATCH_SIZE", most)
    harms = {**archived(tmp_path), "b.txt": sound(7)}
    found = land_files(entries_of(tmp_path, harms), 1, tmp_path / "w")
    assert [len(documents) for documents in found] == [5, 1]
    assert len(landing.batches(tmp_path / "w")) == {1: 6, 2: 4, 100: 2}[most]
    assert len(ends(tmp_path / "w")) == 6


def test_a_batch_that_holds_too_much_is_landed(tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "BATCH_BYTES", 1)
    entries = entries_of(tmp_path, {"a": sound(1), "b": sound(2)})
    land_files(entries, 1, tmp_path / "w")
    assert len(landing.batches(tmp_path / "w")) == 2
    assert len(ends(tmp_path / "w")) == 2


def test_each_process_lands_a_batch_of_its_own(tmp_path):
    entries = entries_of(tmp_path, {str(i): sound(i) for i in range(4)})
    land_files(entries, 2, tmp_path / "w")
    assert len(landing.batches(tmp_path / "w")) == 2
    assert len(ends(tmp_path / "w")) == 4


def read_by_name(monkeypatch, folder):
    """Lets each reading of a content leave a file, and gives how often each was read."""
    readings = folder / "readings"
    readings.mkdir()
    read = readers.read

    def noted(data):
        (readings / f"{hash(data)}-{os.getpid()}-{time.monotonic_ns()}").touch()
        return read(data)

    monkeypatch.setattr(readers, "read", noted)
    return lambda: len([*readings.iterdir()])


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_content_is_read_once_whatever_archives_hold_it(jobs, tmp_path, monkeypatch):
    count = read_by_name(monkeypatch, tmp_path)
    contents = {"a": sound(1), "y.zip": zipped(a=sound(1), b=sound(2), c=sound(3)),
                "z.zip": zipped(b=sound(2), c=sound(3), d=sound(4))}  # fmt: skip
    found = land_files(entries_of(tmp_path, contents), jobs, tmp_path / "w")
    assert ends(tmp_path / "w").keys() == {"a", "b", "c", "d", "y.zip", "z.zip"}
    assert sum(len(documents) for documents in found) == 6
    assert count() == 4


def test_what_an_earlier_build_read_is_not_read_again_in_an_archive(tmp_path, monkeypatch):
    folder = tmp_path / "documents"
    folder.mkdir()
    entries_of(folder, {"a.txt": sound(1)})
    land([folder], tmp_path / "w")
    count = read_by_name(monkeypatch, tmp_path)
    entries_of(folder, {"z.zip": zipped(a=sound(1), b=sound(2))})
    land([folder], tmp_path / "w")
    assert count() == 1
    assert ends(tmp_path / "w").keys() == {"a.txt", "b", "z.zip"}
    land([folder], tmp_path / "w", full=True)
    assert count() == 3


def test_what_is_left_to_a_file_that_fails_is_read_from_another(tmp_path, monkeypatch):
    read = workers.read_source

    def dies(source):
        if source.file.file_name == "c" and "a.zip" in source.file.source_path:
            os._exit(3)
        return read(source)

    monkeypatch.setattr(workers, "read_source", dies)
    contents = {"a.zip": zipped(b=sound(2), c=sound(3)), "z.zip": zipped(c=sound(3))}
    land_files(entries_of(tmp_path, contents), 1, tmp_path / "w")
    assert ends(tmp_path / "w") == {
        "a.zip": ENDS[b"exit"], "b": READ, "c": READ,
        "z.zip": ("ignored", "archive", "1 documents"),
    }  # fmt: skip


def test_a_disk_that_takes_nothing_stops_the_reading(tmp_path):
    entries = entries_of(tmp_path, {"a": sound(1), "b": sound(2)})
    (tmp_path / "w").write_bytes(b"a file, where the folder should be")
    with pytest.raises(NotADirectoryError):
        land_files(entries, 2, tmp_path / "w")


def test_a_worker_that_dies_while_it_lands_stops_the_reading(tmp_path, monkeypatch):
    monkeypatch.setattr(landing.Batch, "write", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(ChildProcessError, match="signal 9"):
        land_files(entries_of(tmp_path, {"a": sound(1)}), 1, tmp_path / "w")
    assert landing.batches(tmp_path / "w") == []


def zipped(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def archived(folder):
    return {"a.zip": zipped(a=sound(1), b=b"exit", c=b"sleep", d=sound(2))}


def test_harmful_members_of_an_archive_end_nothing_else(tmp_path):
    (documents,) = land_files(entries_of(tmp_path, archived(tmp_path)), 1, tmp_path / "w")
    assert ends(tmp_path / "w") == {
        "a": READ, "b": ENDS[b"exit"], "c": ENDS[b"sleep"], "d": READ,
        "a.zip": ("ignored", "archive", "4 documents"),
    }  # fmt: skip
    assert len(documents) == 5


def test_an_archive_that_cannot_be_unpacked_is_an_outcome(tmp_path, monkeypatch):
    monkeypatch.setattr(sources.containers, "is_archive", lambda data: run_away())
    land_files(entries_of(tmp_path, {"a.zip": sound(1)}), 1, tmp_path / "w")
    assert ends(tmp_path / "w") == {"a.zip": ENDS[b"sleep"]}


def test_documents_before_the_place_where_unpacking_ends_are_landed(tmp_path, monkeypatch):
    def members(*_):
        for number in range(2):
            yield containers.Member(f"{number}", sound(number))
        os._exit(3)

    monkeypatch.setattr(sources.containers, "members", members)
    land_files(entries_of(tmp_path, archived(tmp_path)), 1, tmp_path / "w")
    assert ends(tmp_path / "w") == {"0": READ, "1": READ, "a.zip": ENDS[b"exit"]}


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
    during = []

    def stop(_):
        during.extend(set(active_children()) - before)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        land_files(entries, 2, tmp_path / "w", stop)
    assert during
    assert set(active_children()) - before == set()
    assert landing.batches(tmp_path / "w") == []
