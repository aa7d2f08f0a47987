"""The main job: documents → raw → models → checks → a new published file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from expectations import verdicts
from expectations.results import Finding
from mingzhang import FILES, __version__
from warehouse.building import (
    carried,
    fingerprint,
    gate,
    kept,
    memory,
    outcomes,
    publish,
    set_aside,
    transform,
)
from warehouse.building.gate import BuildRecord, Gatekeeper
from warehouse.building.progress import Steps
from warehouse.building.publish import Candidate
from warehouse.building.set_aside import Broken
from warehouse.building.summary import Published
from warehouse.building.transform import Progress, Transformed
from warehouse.connection import (
    current_file,
    first_line,
    published,
    reading,
    writing,
)
from warehouse.errors import Reason, RefusedError, UsageError, WarehouseError

if TYPE_CHECKING:
    from ingest.pipeline import Lander

SAMPLES = FILES / "data" / "documents"  # in a checkout only
_QUARANTINED = """
    select count(*) from raw.outcomes
    where block_no = 0 and status in ('failed', 'unrecognised')
"""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: documents under `paths` into `warehouse_dir`, read by `jobs` processes.

    `full` reads every document again, also those landed before, and makes their rows anew;
    `replays` reads, instead of any path, the quarantined documents from their kept contents;
    `strict` refuses the whole build where a document breaks a rule of the gate; `keep` keeps
    the documents whose pages receipts can show. `spark` names the cluster that reads and runs
    the models instead of this machine.
    """

    warehouse_dir: Path
    paths: tuple[Path, ...] = (SAMPLES,)
    jobs: int = 1
    full: bool = False
    replays: bool = False
    strict: bool = False
    spark: str | None = None
    keep: bool = True


@dataclass(frozen=True, slots=True)
class _Engine:
    """Where documents are read and the models run: on this machine, or on a cluster.

    `keeps` says whether what the models make of documents is kept, see `kept`; `code` is the
    mark of the models and the code.
    """

    transform: Callable[[Path, Path, Progress], Transformed]
    lander: Lander | None = None
    keeps: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """A replay: quarantined documents before and after, and the build it made."""

    before: int
    after: int
    published: Published | None


def build(request: Request, steps: Steps, *, now: datetime | None = None) -> Published:
    """Land, load, transform, check and publish; return what became current.

    Nothing is built where nothing changed since the last published build. Raises UsageError for
    paths without documents, RefusedError where the gate says no, WarehouseError for everything
    else; the last published file is untouched by all of them.
    """
    folder = request.warehouse_dir
    with publish.locked(folder):
        publish.clean(folder)
        if request.full:
            kept.forget(folder)
        gatekeeper = Gatekeeper(folder / transform.LOG_FOLDER)
        try:
            with _engine(request) as engine:
                moment = now or datetime.now().astimezone()
                return _build(request, steps, engine, gatekeeper, moment)
        finally:
            gatekeeper.stop()


def replay(warehouse_dir: Path, steps: Steps) -> Replayed:
    """Read every quarantined document again from its kept content, and build."""
    before = _quarantined(published(warehouse_dir))
    if not before:
        return Replayed(0, 0, None)
    done = build(Request(warehouse_dir, (), replays=True), steps)
    return Replayed(before, _quarantined(done.file), done)


def withdraw(warehouse_dir: Path, identifiers: Sequence[str], reason: str) -> list[str]:
    """Take documents out of the next builds and return their ids.

    Raises UsageError where none of the identifiers is known.
    """
    from ingest import landing

    with publish.locked(warehouse_dir):
        withdrawn = landing.withdraw(warehouse_dir, identifiers, reason)
    if not withdrawn:
        raise UsageError("unknown_document", documents=", ".join(identifiers))
    return withdrawn


@contextmanager
def _engine(request: Request) -> Iterator[_Engine]:
    if request.spark is None:
        yield _Engine(transform.run)
        return
    from warehouse.spark import landing, session
    from warehouse.spark import transform as on_spark

    with session.opened(request.spark) as spark:
        yield _Engine(partial(on_spark.run, spark), landing.lander(spark), keeps=False)


def _build(
    request: Request, steps: Steps, engine: _Engine, gatekeeper: Gatekeeper, now: datetime
) -> Published:
    folder = request.warehouse_dir
    last = current_file(folder)
    if last is None:  # surely something to check: let the gate import while documents are read
        gatekeeper.start()
    seen, read = _land(request, steps, engine)
    mark = fingerprint.of(folder)
    rules = fingerprint.of_rules(folder)
    engine = replace(engine, code=fingerprint.of_code())
    before = set_aside.remembered(last, rules)
    is_same = last is not None and read == 0 and fingerprint.of_published(last) == mark
    if last is not None and is_same and not (request.strict and before):
        return Published(_build_id(last), seen, read, last, steps.seconds, is_new=False)
    gatekeeper.start()
    candidate = publish.start(folder, now)
    try:
        aside = () if request.full or request.strict else before
        broken = _rounds(candidate, gatekeeper, aside, steps, engine, strict=request.strict)
        record = BuildRecord(
            candidate.build_id, now, __version__, mark, seen, read, steps.seconds
        )
        _record(candidate, record, broken, rules, last)
        with steps.step("publish"):
            final = publish.publish(candidate)
            if engine.keeps:
                kept.note_published(folder, carried.state(final, engine.code))
    finally:
        publish.discard(candidate)
    return Published(candidate.build_id, seen, read, final, steps.seconds)


def _land(request: Request, steps: Steps, engine: _Engine) -> tuple[int, int]:
    """Land what is new; return how many documents were seen and read."""
    with steps.step("read") as tick:
        from ingest import pipeline
        from ingest.errors import AuthorError, NothingToReadError

        if request.replays:
            replayed = pipeline.replay(request.warehouse_dir, progress=steps.told(tick))
            return replayed.before, replayed.before
        try:
            landed = pipeline.land(
                request.paths,
                request.warehouse_dir,
                jobs=request.jobs,
                lander=engine.lander,
                full=request.full,
                keep=request.keep,
                progress=steps.told(tick),
            )
        except NothingToReadError as error:
            raise UsageError("nothing_to_read", reason=error) from error
        except AuthorError as error:
            raise WarehouseError("form_file", reason=error) from error
    return landed.seen, landed.read


def _rounds(
    candidate: Candidate,
    gatekeeper: Gatekeeper,
    aside: tuple[Broken, ...],
    steps: Steps,
    engine: _Engine,
    *,
    strict: bool,
) -> tuple[Broken, ...]:
    """Fill and check, round by round without the documents that break a rule of the gate.

    Returns what they break. Raises RefusedError, findings kept, where what fails names no
    document, too many documents would stand aside, or the build is `strict`.
    """
    for round_no in range(1, set_aside.ROUNDS + 1):
        aside = _fill(candidate, aside, steps, engine, is_first=round_no == 1)
        findings, names = _check(candidate, gatekeeper, steps, engine)
        reasons = gate.reasons(findings, names)
        if not reasons:
            return aside
        more = tuple(
            broken
            for broken in set_aside.broken_by(findings)
            if broken.document_id not in set_aside.documents(aside)
        )
        count, most = len(set_aside.documents((*aside, *more))), set_aside.most(len(names))
        if strict or not more or round_no == set_aside.ROUNDS:
            raise _refused(candidate, findings, reasons)
        if count > most:
            counted = {"aside": count, "documents": len(names), "most": most}
            raise _refused(candidate, findings, reasons, counted)
        aside += more
        gatekeeper.start()
        steps.note("goes_round", documents=len(set_aside.documents(more)))
    return aside


def _fill(
    candidate: Candidate,
    aside: tuple[Broken, ...],
    steps: Steps,
    engine: _Engine,
    *,
    is_first: bool,
) -> tuple[Broken, ...]:
    """Write the candidate's file: raw from the landing, the models, what they set aside.

    Returns what stands aside; in the first round, not what newer contents have replaced since.
    """
    from ingest import errors, landing

    warehouse_dir = candidate.final.parent
    candidate.building.unlink(missing_ok=True)
    with steps.step("load"):
        last = current_file(warehouse_dir) if engine.keeps else None
        again = carried.begin(candidate.building, warehouse_dir, last, engine.code)
        with writing(candidate.building) as connection:
            memory.bound(connection)
            try:
                landing.load(connection, warehouse_dir, again)
            except errors.UsageError as error:
                raise UsageError("documents_file", reason=error) from error
            if is_first and aside:
                aside = set_aside.without_replaced(connection, aside)
            set_aside.stand_aside(connection, aside)
    with steps.step("transform") as tick:
        engine.transform(candidate.building, warehouse_dir, tick)
        with writing(candidate.building) as connection:
            outcomes.tell_what_is_set_aside(connection)
    return aside


def _check(
    candidate: Candidate, gatekeeper: Gatekeeper, steps: Steps, engine: _Engine
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """Let the gate judge the candidate; return its findings and the names of documents."""
    with steps.step("check"):
        with writing(candidate.building) as connection:
            memory.bound(connection)
            folder = candidate.final.parent
            last = current_file(folder)
            changed = kept.changed(folder) if engine.keeps else verdicts.UNCHANGED
            verdicts.note(connection, last, changed)
            gate.measure_conservation(connection)
            verdicts.note_weighed(connection, last)
            names = set_aside.names(connection)
        return gatekeeper.check(candidate.building, _findings_path(candidate)), names


def _findings_path(candidate: Candidate) -> Path:
    return candidate.final.parent / transform.LOG_FOLDER / "findings.json"


def _refused(
    candidate: Candidate,
    findings: tuple[Finding, ...],
    reasons: tuple[Reason, ...],
    counted: dict[str, int] | None = None,
) -> RefusedError:
    """Return the refusal, all findings kept beside the warehouse's files."""
    kept = candidate.final.parent / f"refused-{candidate.build_id}.json"
    rows = [asdict(finding) for finding in findings]
    kept.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    key = "refused" if counted is None else "refused_many"
    return RefusedError(key, reasons, build_id=candidate.build_id, kept=kept, **(counted or {}))


def _record(
    candidate: Candidate,
    record: BuildRecord,
    broken: tuple[Broken, ...],
    rules: str,
    last: Path | None,
) -> None:
    """Write what was found, and who stands aside, into the file that it is about."""
    try:
        with writing(candidate.building) as connection:
            gate.record(connection, _findings_path(candidate), record)
            set_aside.record(connection, broken, rules, last)
            connection.execute("checkpoint")
    except duckdb.Error as error:
        raise WarehouseError(
            "cannot_open", file=candidate.building, reason=first_line(error)
        ) from error


def _build_id(file: Path) -> str:
    return file.stem.removeprefix("warehouse-")


def _quarantined(database: Path) -> int:
    with reading(database) as connection:
        found = connection.execute(_QUARANTINED).fetchone()
    return int(found[0]) if found else 0
