"""Publishing is one move: old or new, never a mixture, and nothing published is ever lost."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse.building import publish
from warehouse.connection import current_file
from warehouse.errors import UsageError, WarehouseError

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def make(folder: Path, content: str, now: datetime = NOON) -> Path:
    """Publish a file with `content` and return it."""
    candidate = publish.start(folder, now)
    candidate.building.write_text(content, encoding="utf-8")
    final = publish.publish(candidate)
    publish.discard(candidate)
    return final


def test_a_published_file_is_named_by_the_pointer_and_the_link(tmp_path):
    final = make(tmp_path, "one")
    assert final.name == "warehouse-20261121-1200.duckdb"
    assert (tmp_path / "CURRENT").read_text("utf-8") == final.name + "\n"
    assert (tmp_path / "current.duckdb").resolve() == final.resolve()
    assert str((tmp_path / "current.duckdb").readlink()) == final.name  # still true when moved
    assert current_file(tmp_path) == final.resolve()


def test_builds_of_one_minute_have_different_ids(tmp_path):
    names = [make(tmp_path, text).name for text in ("one", "two", "three")]
    assert names[1:] == ["warehouse-20261121-1200-2.duckdb", "warehouse-20261121-1200-3.duckdb"]
    assert current_file(tmp_path).read_text("utf-8") == "three"


def test_a_refused_build_keeps_its_id(tmp_path):
    (tmp_path / "refused-20261121-1200.json").write_text("[]", "utf-8")
    assert publish.start(tmp_path, NOON).build_id == "20261121-1200-2"


def test_the_last_three_files_are_kept(tmp_path):
    made = []
    for hour in range(5):
        made.append(make(tmp_path, str(hour), NOON.replace(hour=hour)))
        os.utime(made[-1], ns=(hour, hour))
    publish.prune(tmp_path)
    assert sorted(tmp_path.glob("warehouse-*.duckdb")) == sorted(made[2:])


def test_the_current_file_is_kept_however_old_it_is(tmp_path):
    first = make(tmp_path, "first")
    os.utime(first, ns=(1, 1))
    for number in range(4):
        (tmp_path / f"warehouse-later-{number}.duckdb").write_text("later", "utf-8")
    publish.prune(tmp_path)
    assert first.exists()


@pytest.mark.parametrize("moment", range(1, 6))
def test_a_build_that_dies_while_publishing_loses_nothing(tmp_path, monkeypatch, moment):
    make(tmp_path, "old")
    calls = 0
    replace = Path.replace
    symlink = Path.symlink_to

    def dies(action):
        def act(*arguments):
            nonlocal calls
            calls += 1
            if calls == moment:
                raise KeyboardInterrupt
            return action(*arguments)

        return act

    candidate = publish.start(tmp_path, NOON)
    candidate.building.write_text("new", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dies(replace))
        patch.setattr(Path, "symlink_to", dies(symlink))
        if moment <= 4:
            with pytest.raises(KeyboardInterrupt):
                publish.publish(candidate)
        else:
            publish.publish(candidate)
    seen = current_file(tmp_path).read_text("utf-8")
    assert seen in ("old", "new")
    assert (tmp_path / "current.duckdb").resolve().read_text("utf-8") in ("old", "new")

    publish.clean(tmp_path)
    assert current_file(tmp_path).read_text("utf-8") == seen
    assert (tmp_path / "current.duckdb").resolve() == current_file(tmp_path)
    assert not (tmp_path / "building").exists()
    assert not list(tmp_path.glob("*.moving"))
    assert make(tmp_path, "next").read_text("utf-8") == "next"


def test_what_a_dead_build_left_is_removed_by_the_next(tmp_path):
    (tmp_path / "building").mkdir()
    (tmp_path / "building" / "warehouse.duckdb.wal").write_text("half", "utf-8")
    (tmp_path / "CURRENT.moving").write_text("half", "utf-8")
    publish.start(tmp_path, NOON)
    assert list((tmp_path / "building").iterdir()) == []
    assert not (tmp_path / "CURRENT.moving").exists()


def test_a_file_system_without_links_publishes_by_the_pointer(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(Path, "symlink_to", refuse)
    final = make(tmp_path, "one")
    assert not (tmp_path / "current.duckdb").exists()
    assert current_file(tmp_path) == final.resolve()


def test_the_pointer_wins_over_the_link_and_the_link_helps_out(tmp_path):
    first, second = make(tmp_path, "one"), make(tmp_path, "two")
    (tmp_path / "CURRENT").write_text(first.name, "utf-8")
    assert current_file(tmp_path) == first.resolve()
    (tmp_path / "CURRENT").write_text("warehouse-lost.duckdb", "utf-8")
    assert current_file(tmp_path) == second.resolve()
    (tmp_path / "CURRENT").write_text("../elsewhere.duckdb", "utf-8")
    assert current_file(tmp_path) == second.resolve()


def test_two_builds_in_one_warehouse_do_not_collide(tmp_path):
    with publish.locked(tmp_path):
        with pytest.raises(WarehouseError) as raised, publish.locked(tmp_path):
            pass
        assert raised.value.key == "locked"
    with publish.locked(tmp_path):
        pass


def test_a_killed_process_leaves_no_lock(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from warehouse.building import publish\n"
        "with publish.locked(Path(sys.argv[1])): os._exit(9)"
    )
    assert (
        subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    )
    with publish.locked(tmp_path):
        pass


def test_a_warehouse_that_is_a_file_is_wrong_usage(tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError), publish.locked(tmp_path / "file"):
        pass
