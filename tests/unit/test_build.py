"""A build: all steps or nothing published; nothing done where nothing changed."""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from small_warehouse import DOCUMENT, TABLES

from expectations import results
from expectations.results import Finding
from ingest import landing, pipeline
from ingest.pace import Reached
from ingest.pipeline import LandingSummary
from warehouse.building import (
    build,
    fingerprint,
    gate,
    kept,
    progress,
    set_aside,
    summary,
    transform,
)
from warehouse.building.build import Request
from warehouse.building.progress import Steps
from warehouse.connection import current_file, reading
from warehouse.errors import GateError, RefusedError, TransformError, WarehouseError
from warehouse.messages import Messages

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def finding(expectation, severity="critical", count=0, detail=None, error=None):
    success = count == 0 and error is None
    counted = None if error else count
    return Finding("fct_spending", expectation, None, severity, success, counted, detail, error)


GOOD = finding("unique")
WARNED = finding("between", "warning", 2, "1; 2")
BAD = finding("joins_receipts", count=3, detail="no receipt")
ERROR = finding("filled", error="no column nope")


@dataclass
class Parts:
    """What the faked steps of a build do next, and how often they were asked."""

    read: int = 1
    findings: tuple[Finding, ...] = (GOOD, WARNED)
    transform_error: Exception | None = None
    gates_started: int = 0
    transforms: int = 0


@pytest.fixture
def parts(monkeypatch):
    parts = Parts()

    def land(paths, warehouse_dir, **_):
        if parts.read:
            batch = warehouse_dir / "landing" / f"batch-{len(list(warehouse_dir.rglob('*')))}"
            batch.mkdir(parents=True)
            (batch / "documents.parquet").write_text("rows", "utf-8")
        return LandingSummary(1, parts.read, 1 - parts.read)

    def run(database, warehouse_dir, progress=None):
        parts.transforms += 1
        if parts.transform_error:
            raise parts.transform_error
        with duckdb.connect(str(database)) as connection:
            connection.execute(TABLES.replace("create table quality.builds", "--"))

    def check(self, database, findings_path):
        findings_path.parent.mkdir(parents=True, exist_ok=True)
        results.write(parts.findings, findings_path)
        return parts.findings

    def started(self):
        parts.gates_started += 1

    monkeypatch.setattr(pipeline, "land", land)
    monkeypatch.setattr(landing, "load", lambda *_: None)
    monkeypatch.setattr(transform, "run", run)
    monkeypatch.setattr(gate, "measure_conservation", lambda _: None)
    monkeypatch.setattr(gate.Gatekeeper, "start", started)
    monkeypatch.setattr(gate.Gatekeeper, "check", check)
    return parts


def run(folder, **options):
    return build.build(Request(folder, **options), Steps(Messages(), quiet=True), now=NOON)


def test_a_build_publishes_a_file_with_its_own_record(tmp_path, parts):
    done = run(tmp_path)
    assert done.is_new
    assert current_file(tmp_path) == done.file.resolve()
    assert list(done.seconds) == ["read", "load", "transform", "check", "publish"]
    with reading(done.file) as connection:
        row = connection.execute(
            "select build_id, started_at, documents_seen, documents_read, documents_total"
            " from quality.builds"
        ).fetchone()
        found = connection.execute(
            "select suite, expectation, severity, success, unexpected_count"
            " from quality.expectations order by all"
        ).fetchall()
    assert row == ("20261121-1200", NOON.replace(tzinfo=None), 1, 1, 1)
    assert found == [
        ("fct_spending", "between", "warning", False, 2),
        ("fct_spending", "unique", "critical", True, 0),
    ]
    assert not (tmp_path / "building").exists()


def test_nothing_changed_builds_nothing(tmp_path, parts):
    first = run(tmp_path)
    parts.read = 0
    started = parts.gates_started
    second = run(tmp_path)
    assert (second.is_new, second.file, second.build_id) == (False, first.file, first.build_id)
    assert parts.transforms == 1
    assert parts.gates_started == started  # no process imports for nothing


def test_changed_models_build_anew(tmp_path, parts, monkeypatch):
    run(tmp_path)
    parts.read = 0
    monkeypatch.setattr(fingerprint, "of", lambda _: "other")
    assert run(tmp_path).is_new


@pytest.mark.parametrize("full", [False, True])
def test_a_full_build_rests_on_nothing_that_is_kept(tmp_path, parts, full):
    (tmp_path / kept.FILE).write_bytes(b"rows")
    run(tmp_path, full=full)
    assert (tmp_path / kept.FILE).exists() is not full


def test_a_withdrawal_builds_anew(tmp_path, parts):
    run(tmp_path)
    parts.read = 0
    (tmp_path / "withdrawals.jsonl").write_text("{}\n", "utf-8")
    assert run(tmp_path).is_new


@pytest.mark.parametrize("bad", [BAD, ERROR])
def test_a_critical_finding_refuses_the_file_and_keeps_the_results(tmp_path, parts, bad):
    first = run(tmp_path)
    parts.findings = (GOOD, WARNED, bad)
    with pytest.raises(RefusedError) as raised:
        run(tmp_path)
    assert current_file(tmp_path) == first.file.resolve()
    (reason,) = raised.value.reasons
    assert bad.expectation in reason.told
    assert (bad.error or bad.detail) in reason.told
    assert (reason.remedy, reason.documents) == ("models", ())
    kept = json.loads((tmp_path / "refused-20261121-1200-2.json").read_text("utf-8"))
    assert [row["success"] for row in kept] == [True, False, False]
    assert not (tmp_path / "building").exists()
    assert len(list(tmp_path.glob("warehouse-*.duckdb"))) == 1


def naming(*documents, rule="grain"):
    """A critical finding that names documents, two rows each."""
    return replace(
        finding(rule, count=2 * len(documents), detail="one row for each department and code"),
        documents=dict.fromkeys(documents, 2),
        measures=("amount",),
        remedy="twice",
    )


@pytest.fixture
def rounds(parts, monkeypatch):
    """Let a build judge twenty documents, round by round by the findings in the list."""
    judged, aside = [], []
    names = {f"{number:02}" + "c" * 62: f"{number:02}.html" for number in range(1, 20)}
    names[DOCUMENT] = "甲局决算.txt"

    def check(self, database, findings_path):
        findings_path.parent.mkdir(parents=True, exist_ok=True)
        found = judged.pop(0)
        results.write(found, findings_path)
        return found

    monkeypatch.setattr(gate.Gatekeeper, "check", check)
    monkeypatch.setattr(set_aside, "names", lambda _: names)
    monkeypatch.setattr(set_aside, "without_replaced", lambda _, broken: broken)
    monkeypatch.setattr(
        set_aside, "stand_aside", lambda _, broken: aside.append(set_aside.documents(broken))
    )
    return judged, aside


def told(file):
    """What the summary says of the documents that a file's gate set aside."""
    with reading(file) as connection:
        return set_aside.listed(connection)


OTHERS = ["01" + "c" * 62, "02" + "c" * 62]


def test_a_document_that_breaks_a_rule_stands_aside_and_the_rest_is_published(
    tmp_path, parts, rounds
):
    judged, aside = rounds
    judged += [(GOOD, naming(DOCUMENT)), (GOOD, WARNED)]
    done = run(tmp_path)
    assert aside == [set(), {DOCUMENT}]
    assert parts.transforms == 2
    (document,) = told(done.file)
    assert (document.document_id, document.was_published) == (DOCUMENT, False)
    assert [broken.told for broken in document.broken] == [
        "fct_spending · grain (amount) × 2: one row for each department and code"
    ]
    with reading(done.file) as connection:
        said = summary.render(summary.collect(connection), done, Messages())
    assert "甲局决算.txt (aaaaaaaaaaaa)" in said
    assert Messages().say("remedy_twice") in said


def test_who_is_named_only_when_another_has_gone_stands_aside_too(tmp_path, parts, rounds):
    judged, aside = rounds
    judged += [(naming(DOCUMENT),), (naming(OTHERS[0]),), (GOOD,)]
    assert run(tmp_path).is_new
    assert aside == [set(), {DOCUMENT}, {DOCUMENT, OTHERS[0]}]


def test_more_than_a_tenth_of_the_documents_is_a_refusal_that_names_them_all(
    tmp_path, parts, rounds
):
    judged, _ = rounds
    judged += [(naming(DOCUMENT, *OTHERS),)]
    with pytest.raises(RefusedError) as raised:
        run(tmp_path)
    assert raised.value.key == "refused_many"
    counted = {name: raised.value.values[name] for name in ("aside", "documents", "most")}
    assert counted == {"aside": 3, "documents": 20, "most": 2}
    (reason,) = raised.value.reasons
    assert reason.remedy == "twice"
    assert [document.split(" ")[0] for document in reason.documents] == [
        "甲局决算.txt",
        "01.html",
        "02.html",
    ]
    assert current_file(tmp_path) is None


@pytest.mark.parametrize(
    ("documents", "most"), [(0, 0), (1, 0), (2, 1), (5, 1), (19, 1), (20, 2), (300, 30)]
)
def test_a_tenth_may_stand_aside_one_of_a_few_and_never_all(documents, most):
    assert set_aside.most(documents) == most


def test_what_names_no_document_refuses_also_beside_what_does(tmp_path, parts, rounds):
    judged, _ = rounds
    judged += [(naming(DOCUMENT), BAD), (BAD,)]
    with pytest.raises(RefusedError) as raised:
        run(tmp_path)
    assert [reason.remedy for reason in raised.value.reasons] == ["models"]


def test_a_document_that_breaks_a_rule_although_it_stands_aside_is_a_refusal(
    tmp_path, parts, rounds
):
    judged, _ = rounds
    judged += [(naming(DOCUMENT),), (naming(DOCUMENT),)]
    with pytest.raises(RefusedError):
        run(tmp_path)


def test_a_strict_build_refuses(tmp_path, parts, rounds):
    judged, aside = rounds
    judged += [(naming(DOCUMENT),)]
    with pytest.raises(RefusedError):
        run(tmp_path, strict=True)
    assert aside == [set()]


def test_the_next_build_leaves_it_aside_at_once_until_the_rules_change(
    tmp_path, parts, rounds, monkeypatch
):
    judged, aside = rounds
    judged += [(naming(DOCUMENT),), (GOOD,)]
    run(tmp_path)
    aside.clear()
    judged += [(GOOD,)]
    assert told(run(tmp_path).file)[0].document_id == DOCUMENT  # one more document was landed
    assert aside == [{DOCUMENT}]
    aside.clear()
    judged += [(GOOD,)]
    monkeypatch.setattr(fingerprint, "of_rules", lambda _: "mended")
    assert told(run(tmp_path).file) == ()
    assert aside == [set()]


def test_a_strict_build_does_not_rest_on_a_published_file_with_documents_aside(
    tmp_path, parts, rounds
):
    judged, _ = rounds
    judged += [(naming(DOCUMENT),), (GOOD,)]
    run(tmp_path)
    parts.read = 0
    assert not run(tmp_path).is_new
    judged += [(naming(DOCUMENT),)]
    with pytest.raises(RefusedError):
        run(tmp_path, strict=True)


def test_who_was_published_before_is_named_first(tmp_path, parts, rounds):
    judged, _ = rounds
    judged += [(GOOD,)]
    run(tmp_path)
    judged += [(naming(DOCUMENT),), (GOOD,)]
    assert told(run(tmp_path).file)[0].was_published


@pytest.mark.parametrize(
    "error",
    [TransformError("transform_failed", reason="x"), KeyboardInterrupt(), MemoryError()],
)
def test_a_build_that_fails_leaves_the_published_file(tmp_path, parts, error):
    first = run(tmp_path)
    parts.transform_error = error
    with pytest.raises(type(error)):
        run(tmp_path)
    assert current_file(tmp_path) == first.file.resolve()
    assert not (tmp_path / "building").exists()
    parts.transform_error = None
    assert run(tmp_path).is_new


def test_two_builds_do_not_run_at_once(tmp_path, parts):
    with build.publish.locked(tmp_path), pytest.raises(WarehouseError) as raised:
        run(tmp_path)
    assert raised.value.key == "locked"


def test_replay_builds_from_the_kept_contents(tmp_path, parts, monkeypatch):
    folder = tmp_path / "warehouse"
    run(folder)
    counts = iter([2, 1])
    monkeypatch.setattr(build, "_quarantined", lambda _: next(counts))
    monkeypatch.setattr(pipeline, "replay", lambda *_, **__: pipeline.ReplaySummary(2, 1))
    done = build.replay(folder, Steps(Messages(), quiet=True))
    assert (done.before, done.after) == (2, 1)
    assert done.published is not None


def test_nothing_quarantined_is_nothing_to_replay(tmp_path, parts, monkeypatch):
    folder = tmp_path / "warehouse"
    run(folder)
    monkeypatch.setattr(build, "_quarantined", lambda _: 0)
    assert build.replay(folder, Steps(Messages(), quiet=True)).published is None


def test_a_document_with_one_unread_block_is_not_quarantined(tmp_path, parts):
    assert build._quarantined(run(tmp_path).file) == 0


def test_a_gate_process_that_dies_is_told_with_its_last_words(tmp_path):
    keeper = gate.Gatekeeper(tmp_path)
    try:
        with pytest.raises(GateError) as raised:
            keeper.check(Path("/nowhere/file.duckdb"), tmp_path / "findings.json")
    finally:
        keeper.stop()
    assert raised.value.values["reason"]


class Screen:
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal):
        self.terminal, self.said = terminal, []

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.said.append(text)

    def flush(self):
        pass


def test_without_a_terminal_a_step_is_one_plain_line():
    screen = Screen(terminal=False)
    with Steps(Messages("zh"), stream=screen).step("read") as tick:
        tick(1, 2, "甲")
    text = "".join(screen.said)
    assert text.startswith("读取")
    assert text.count("\n") == 1
    assert "\x1b" not in text


def test_on_a_terminal_a_step_ends_as_one_line():
    screen = Screen(terminal=True)
    with Steps(Messages(), stream=screen).step("transform") as tick:
        tick(1, 2, "fct_spending")
    assert re.fullmatch(r"transform +\d\.\d s", screen.said[-2])
    assert screen.said[-1] == "\n"


def test_without_a_terminal_a_long_step_says_now_and_then_where_it_is(monkeypatch):
    clock = iter((0.0, 10.0, 31.0, 31.0, 59.0, 62.0, 62.0))
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    screen = Screen(terminal=False)
    steps = Steps(Messages(), stream=screen)
    with steps.step("read") as tick:
        tell = steps.told(tick)
        for page in (1, 2, 3, 4):
            tell(Reached(3, 12, "a.pdf", page, 40, 250.0))
    lines = "".join(screen.said).splitlines()
    assert lines[:2] == [
        "read       3/12 a.pdf · scanned page 2/40 · about 4 min left",
        "read       3/12 a.pdf · scanned page 4/40 · about 4 min left",
    ]
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (Reached(1, 2), ""),
        (Reached(1, 2, "甲.txt"), "甲.txt"),
        (Reached(0, 1, "a.pdf", 0, 7), "a.pdf · scanned page 0/7"),
        (Reached(1, 2, "a", seconds_left=0.0), "a · about 10 s left"),
        (Reached(1, 2, "a", seconds_left=84.0), "a · about 80 s left"),
        (Reached(1, 2, "a", seconds_left=100.0), "a · about 2 min left"),
        (Reached(1, 2, "a", seconds_left=7_620.0), "a · about 2 h 10 min left"),
        (Reached(2, 2, "a", seconds_left=0.0), "a"),
    ],
)
def test_how_far_the_reading_has_come_is_said_in_words(at, said):
    told = []
    Steps(Messages(), quiet=True).told(lambda *what: told.append(what))(at)
    assert told == [(at.done, at.of, said)]


def test_a_quiet_build_says_nothing():
    screen = Screen(terminal=True)
    with Steps(Messages(), quiet=True, stream=screen).step("read") as tick:
        tick(1, 2, "x")
    assert screen.said == []
