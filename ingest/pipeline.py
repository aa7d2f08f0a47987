"""The one loop: files → blocks → forms → records → landing, an outcome for each of them."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from ingest import containers, landing, readers
from ingest.about import Recognised, describe, is_government_report
from ingest.documents import Block, Context, Grid, Line, Prose, Reading, Records
from ingest.errors import DocumentError, NothingToReadError, Reason, TwoClaimsError
from ingest.form import Claim, Form, load_forms, recognise_grid, recognise_prose
from ingest.headers import is_number_line, unit_in_cells
from ingest.landing import RawRows
from ingest.repeats import repeats
from ingest.rows import File, Outcome, raw_rows
from ingest.shapes import GRID_SHAPES, PROSE_SHAPES
from ingest.shapes.project_statement import rest_of
from ingest.statements.reading import read_statements
from ingest.statements.rows import statement_rows
from ingest.values import money_unit, number, squeeze

MAX_BYTES = 200_000_000
BATCH_SIZE = 500
WORTH_A_POOL = 40
"""Fewer new documents than this are read in this process."""

_READ_ROLES = frozenset({"figure", "code", "label"})
_ACCOUNT_KINDS = frozenset({"budget", "final_accounts"})
_TEXT_SHAPES = frozenset({"text_table", "indicators"})
_NOT_DOCUMENTS = ("readme", ".", "~$", "thumbs.db", "desktop.ini")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class LandingSummary:
    """How many documents a landing saw, read, and knew already; its batch, if any."""

    seen: int
    read: int
    unchanged: int
    batch: str | None


def land(
    paths: Sequence[Path],
    warehouse_dir: Path,
    *,
    jobs: int = 1,
    full: bool = False,
    progress: Progress | None = None,
) -> LandingSummary:
    """Reads the new documents under the paths and lands them.

    Args:
        paths: files or folders.
        warehouse_dir: the warehouse's folder; the landing lies in `landing/`.
        jobs: processes that read.
        full: reads every document again.
        progress: told (done, of, file name) after each document.

    Raises:
        NothingToReadError: a path does not exist, or there is no document under them.
    """
    files = list(documents_under(paths))
    landing.clear_unfinished(warehouse_dir)
    known = {} if full else landing.landed(warehouse_dir)
    new: list[Path] = []
    contents: set[str] = set()
    for path in files:
        document_id = _content_id(path)
        if document_id in contents:
            continue
        contents.add(document_id)
        if known.get(document_id) != landing.extractor_version():
            new.append(path)
    batch = None
    done = 0
    for start in range(0, len(new), BATCH_SIZE):
        made: list[RawRows] = []
        for path, documents in _read_files(new[start : start + BATCH_SIZE], jobs):
            for rows, content in documents:
                made.append(rows)
                if content is not None:
                    landing.keep(warehouse_dir, rows["documents"][0]["document_id"], content)
            done += 1
            if progress:
                progress(done, len(new), path.name)
        batch = _write_batch(warehouse_dir, made)
    return LandingSummary(len(files), len(new), len(files) - len(new), batch)


@dataclass(frozen=True, slots=True)
class ReplaySummary:
    """How many documents were quarantined before a replay, and how many still are."""

    before: int
    after: int


def replay(warehouse_dir: Path) -> ReplaySummary:
    """Reads every quarantined document again from its kept content, and lands it anew."""
    made: list[RawRows] = []
    tried = 0
    for path, file_name, source_path in landing.kept(warehouse_dir):
        tried += 1
        rows = read_document(path.read_bytes(), file_name, source_path)
        made.append(rows)
        if not is_quarantined(rows):
            path.unlink()
    if made:
        landing.write_batch(warehouse_dir, made)
    return ReplaySummary(tried, sum(map(is_quarantined, made)))


def is_quarantined(rows: RawRows) -> bool:
    """Whether a document as a whole could not be read, or no form was found in it."""
    return rows["outcomes"][0]["status"] in ("failed", "unrecognised")


def _write_batch(warehouse_dir: Path, made: list[RawRows]) -> str:
    """Lands a batch; a document whose values no column can hold fails alone."""
    try:
        return landing.write_batch(warehouse_dir, made)
    except OSError:
        raise
    except Exception:  # noqa: BLE001  values that do not fit come in many kinds of error
        landing.clear_unfinished(warehouse_dir)
        return landing.write_batch(warehouse_dir, [_that_fits(rows) for rows in made])


def _that_fits(rows: RawRows) -> RawRows:
    try:
        landing.frames(rows)
    except Exception as error:  # noqa: BLE001  as above
        document = rows["documents"][0]
        names = ("document_id", "file_name", "source_path", "byte_count")
        file = File(*(document[name] for name in names))
        return _failed(file, Reason.INTERNAL_ERROR, f"a value does not fit: {error}"[:500])
    return rows


def documents_under(paths: Sequence[Path]) -> Iterator[Path]:
    """The files under the paths, in a stable order; read-me, hidden and lock files aside.

    Raises:
        NothingToReadError: a path does not exist, or holds no document.
    """
    for path in paths:
        if not path.exists():
            raise NothingToReadError(f"{path}: there is no such file or folder")
        if path.is_file():
            yield path
            continue
        found = False
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.lower().startswith(_NOT_DOCUMENTS) and file.is_file():
                    found = True
                    yield file
        if not found:
            raise NothingToReadError(f"{path}: there is no document in this folder")


def _content_id(path: Path) -> str:
    """The SHA-256 of a file's content; of its path where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(path.absolute())).hexdigest()


def _printable(name: str) -> str:
    """A file name as text; one that is no UTF-8 was written in GB18030."""
    written = os.fsencode(name)
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("gb18030", errors="replace")


Kept = tuple[RawRows, bytes | None]
"""A document's rows, with its content where it is to be kept for a replay."""


def _read_files(files: Sequence[Path], jobs: int) -> Iterator[tuple[Path, list[Kept]]]:
    if jobs > 1 and len(files) >= WORTH_A_POOL:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from zip(files, pool.map(read_file, files, chunksize=4), strict=True)
    else:
        for path in files:
            yield path, read_file(path)


def read_file(path: Path) -> list[Kept]:
    """The landing rows of a file, or of each document in an archive.

    Whatever happens, an outcome is among them.
    """
    name, source_path = _printable(path.name), _printable(path.absolute().as_posix())
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            file = File(_content_id(path), name, source_path, size)
            detail = f"{size:,} bytes; at most {MAX_BYTES:,} are read"
            return [(_failed(file, Reason.TOO_LARGE, detail), None)]
        data = path.read_bytes()
    except OSError as error:
        file = File(_content_id(path), name, source_path, 0)
        detail = f"the file cannot be opened: {error.strerror}"
        return [(_failed(file, Reason.NOT_READABLE, detail), None)]
    if containers.is_archive(data):
        return _read_archive(data, name, source_path)
    return [_kept(data, name, source_path)]


def _kept(data: bytes, file_name: str, source_path: str) -> Kept:
    rows = read_document(data, file_name, source_path)
    return rows, data if is_quarantined(rows) else None


def _read_archive(data: bytes, file_name: str, source_path: str) -> list[Kept]:
    """The documents of an archive, and the archive itself with what it held."""
    made: list[Kept] = []
    seen: set[str] = set()
    for member in containers.members(data):
        place = f"{source_path}!/{member.path}"
        name = member.path.rsplit("/", 1)[-1]
        if member.refusal is not None:
            name_id = hashlib.sha256(f"{file_name}!/{member.path}".encode()).hexdigest()
            file = File(name_id, name, place, len(member.data))
            refused = _failed(file, member.refusal.reason, member.refusal.detail)
            made.append((refused, None))
            continue
        document_id = hashlib.sha256(member.data).hexdigest()
        if document_id not in seen and not name.lower().startswith(_NOT_DOCUMENTS):
            seen.add(document_id)
            made.append(_kept(member.data, name, place))
    archive = File(hashlib.sha256(data).hexdigest(), file_name, source_path, len(data))
    outcome = Outcome(0, "ignored", Reason.ARCHIVE.value, f"{len(made)} documents")
    rows = raw_rows(archive, None, (), (outcome,), (), landing.extractor_version())
    return [*made, (rows, None)]


def read_document(data: bytes, file_name: str, source_path: str) -> RawRows:
    """The landing rows of a document's bytes."""
    file = File(hashlib.sha256(data).hexdigest(), file_name, source_path, len(data))
    try:
        reading = readers.read(data)
        return _read(file, reading, load_forms())
    except DocumentError as error:
        return _failed(file, error.reason, error.detail)
    except MemoryError:
        return _failed(file, Reason.TOO_LARGE, "it takes more memory than there is")
    except Exception as error:  # noqa: BLE001  the boundary: no document stops a build
        return _failed(file, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}")


def _failed(file: File, reason: Reason, detail: str) -> RawRows:
    outcome = Outcome(0, "failed", reason.value, detail)
    return raw_rows(file, None, (), (outcome,), (), landing.extractor_version())


def _read(file: File, reading: Reading, forms: Mapping[str, Form]) -> RawRows:
    """Recognises and reads every block in turn; projects carry over from text to table."""
    recognised: list[Recognised] = []
    aside: list[Recognised] = []
    outcomes: list[Outcome] = []
    unclaimed: list[Prose] = []
    context = Context()
    inherited: Line | None = None
    is_region = is_government_report(reading.blocks, forms)
    for block in reading.blocks:
        try:
            claim = _claim(block, forms, inherited)
        except TwoClaimsError as error:
            outcomes.append(_outcome(block, "failed", Reason.TWO_FORMS_CLAIM, str(error)))
            continue
        if claim is not None and isinstance(block, Grid):
            inherited = claim.title
        found, outcome = _read_block(block, claim, context, is_region)
        if found is not None and repeats(found, recognised):
            detail = "an earlier table of this document says the same"
            outcome = _aside(found, Reason.REPEATS_TABLE, detail)
            found = replace(found, records=Records())
        if found is not None and outcome is not None and outcome.status == "ignored":
            aside.append(found)
        elif found is not None:
            recognised.append(found)
            context = _carry_over(context, found.records)
        if outcome is None and isinstance(block, Prose):
            unclaimed.append(block)
        elif outcome is not None:
            outcomes.append(outcome)
    outcomes += _tables_in_prose(reading, recognised)
    outcomes += [_prose_outcome(prose, bool(recognised)) for prose in unclaimed]
    outcomes.sort(key=lambda outcome: outcome.block_no)
    about = describe(reading.blocks, recognised, forms)
    named = replace(file, media_type=reading.media_type, encoding=reading.encoding)
    rows = raw_rows(
        named,
        about,
        [*recognised, *aside],
        [_document_outcome(outcomes), *outcomes, *_notices(reading)],
        [(prose.block_no, line) for prose in unclaimed for line in prose.lines],
        landing.extractor_version(),
    )
    statements = read_statements(unclaimed, recognised, about)
    return rows | statement_rows(file.document_id, statements)


def _notices(reading: Reading) -> Iterator[Outcome]:
    """What the reader met and did not read, each with a block number of its own."""
    last = max((block.block_no for block in reading.blocks), default=0)
    for block_no, notice in enumerate(reading.notices, start=last + NOTICES_FROM):
        status = "failed" if notice.reason == Reason.NO_TEXT_LAYER else "ignored"
        yield Outcome(block_no, status, notice.reason.value, notice.detail, notice.place)


NOTICES_FROM = 1_000
"""Block numbers of notices begin this far after the last block's."""


def _carry_over(context: Context, records: Records) -> Context:
    """The next block may speak of the last project named."""
    if not records.projects:
        return context
    numbers = [project.project_no for project in records.projects]
    return replace(
        context,
        current_project_no=numbers[-1],
        next_project_no=max(numbers) + 1,
    )


def _claim(block: Block, forms: Mapping[str, Form], inherited: Line | None) -> Claim | None:
    """The form of a block and its title, if a form claims it."""
    if isinstance(block, Grid):
        return recognise_grid(block, forms, inherited)
    return recognise_prose(block.lines, forms)


def _read_block(
    block: Block, claim: Claim | None, context: Context, is_region: bool
) -> tuple[Recognised | None, Outcome | None]:
    """A block's records and outcome; neither for running text that no form claims.

    In a government's report (`is_region`) the tables of a budget are the area's own.
    """
    if claim is None:
        if isinstance(block, Prose):
            return None, None
        head = " | ".join(cell for cell in block.rows[0].cells if cell)[:80]
        return None, _outcome(block, "unrecognised", Reason.NO_FORM, head)
    aside = claim.form.set_aside
    if is_region and claim.form.kind in _ACCOUNT_KINDS:
        aside = Reason.REGION_LEVEL
    if aside is not None:
        found = Recognised(block, claim, Records())
        return found, _aside(found, aside, "known, and not read")
    try:
        records = _shape(block, claim, context)
    except DocumentError as error:
        if isinstance(block, Grid) and _prints_no_figure(block):
            return (
                Recognised(block, claim, Records()),
                _empty(block, claim),
            )
        return None, _unread(block, claim, error)
    return Recognised(block, claim, records), _parsed(block, claim, records)


def _aside(found: Recognised, reason: Reason, detail: str) -> Outcome:
    """A recognised table that is not read; its cells are kept."""
    return replace(
        _outcome(found.block, "ignored", reason, detail),
        form_id=found.claim.form.id,
        title_text=found.claim.title.text,
    )


def _unread(block: Block, claim: Claim, error: DocumentError) -> Outcome:
    """A recognised block that cannot be read."""
    return Outcome(
        block.block_no,
        "failed",
        error.reason.value,
        error.detail,
        error.locator or _place(block),
        claim.form.id,
        claim.title.text,
        cell_count=_cell_count(block),
    )


def _shape(block: Block, claim: Claim, context: Context) -> Records:
    if isinstance(block, Prose):
        return PROSE_SHAPES[claim.form.shape](block, claim.form, context)
    unit = _unit(block, claim)
    named = replace(context, unit_text=None, unit_locator=None)
    if unit:
        named = replace(context, unit_text=unit[0], unit_locator=unit[1])
    return GRID_SHAPES[claim.form.shape](block, claim.form, named)


def _unit(grid: Grid, claim: Claim) -> tuple[str, str] | None:
    """The money unit of a table and its place.

    From the title down, else in its cells, else right above a title that is printed twice.
    """
    below_title = False
    found: tuple[str, str] | None = None
    for line in grid.before:
        below_title = below_title or line == claim.title
        unit = money_unit(line.text)
        if unit and (below_title or line == grid.before[-1]):
            found = unit, line.place
    return found or unit_in_cells(grid.rows) or _unit_between_titles(grid, claim)


def _unit_between_titles(grid: Grid, claim: Claim) -> tuple[str, str] | None:
    for above, line, title in zip(grid.before, grid.before[1:], grid.before[2:], strict=False):
        unit = money_unit(line.text)
        if unit and title == claim.title and claim.form.claims_title(above.text):
            return unit, line.place
    return None


def _prints_no_figure(grid: Grid) -> bool:
    return not any(
        number(cell) is not None
        for row in grid.rows
        if not is_number_line(row)
        for cell in row.cells
    )


def _prints_amounts(block: Block) -> bool:
    """Whether a cell prints what can be an amount and no code: with a point or a comma."""
    return isinstance(block, Grid) and any(
        parsed.value and re.search("[.,]", squeeze(cell))
        for row in block.rows
        for cell in row.cells
        if (parsed := number(cell)) is not None
    )


def _parsed(block: Block, claim: Claim, records: Records) -> Outcome:
    money_shape = isinstance(block, Grid) and claim.form.shape not in _TEXT_SHAPES
    if money_shape and not records.amounts:
        if not _prints_amounts(block):
            return _empty(block, claim)
        error = DocumentError(Reason.NO_ROWS, "it prints figures, but no row of the form")
        return _unread(block, claim, error)
    unknown = money_shape and any(amount.unit_text is None for amount in records.amounts)
    reason = Reason.UNIT_UNKNOWN if unknown else Reason.READ
    return Outcome(
        block.block_no,
        "parsed",
        reason.value,
        "; ".join(records.notes),
        _place(block),
        claim.form.id,
        claim.title.text,
        records.count,
        _cell_count(block),
        sum(role in _READ_ROLES for role in records.roles.values()),
    )


def _empty(block: Block, claim: Claim) -> Outcome:
    """A table without figures: declared so in the text after it, or empty as it stands."""
    note = next((line for line in _said_after(block) if _declares_empty(line.text)), None)
    return Outcome(
        block.block_no,
        "empty_declared",
        (Reason.EMPTY_DECLARED if note else Reason.EMPTY_TABLE).value,
        note.text if note else "the table prints no figure",
        note.place if note else _place(block),
        claim.form.id,
        claim.title.text,
        cell_count=_cell_count(block),
    )


def _said_after(block: Block) -> Iterator[Line]:
    """The notes of a table: the text after it, and its rows of one cell."""
    if isinstance(block, Prose):
        return
    yield from block.after
    for row in block.rows:
        printed = [i for i, cell in enumerate(row.cells) if cell]
        if len(printed) == 1:
            yield Line(row.cells[printed[0]], row.places[printed[0]])


def _declares_empty(text: str) -> bool:
    return re.search(r"空表|表为空|无数据|没有数据", squeeze(text)) is not None


def _tables_in_prose(reading: Reading, recognised: Sequence[Recognised]) -> Iterator[Outcome]:
    """Tables printed as running text: once more what a grid prints, or not readable."""
    printed = "\n".join(
        squeeze(cell)
        for block in reading.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row.cells
    )
    block_no = max((block.block_no for block in reading.blocks), default=0)
    for found in recognised:
        if not isinstance(found.block, Prose) or found.claim.form.shape not in (
            "project_statement",
        ):
            continue
        lines = rest_of(found.block, found.claim.form)
        words = [word for line in lines for word in squeeze_words(line.text)]
        total = sum(map(len, words))
        if not total:
            continue
        block_no += 1
        repeated = sum(len(word) for word in words if word in printed)
        share = repeated / total
        status, reason = (
            ("ignored", Reason.REPEATS_TABLE)
            if share >= REPEATED
            else ("unrecognised", Reason.TABLE_WITHOUT_GRID)
        )
        detail = f"{share:.0%} of its text stands in the tables of this document"
        yield Outcome(block_no, status, reason.value, detail, lines[0].place)


REPEATED = 0.9
"""The share of a text's words that a table must print for the text to repeat it."""


def squeeze_words(text: str) -> list[str]:
    """The words of a line between white space, in one spelling."""
    return [squeeze(word) for word in text.split()]


def _prose_outcome(prose: Prose, beside_forms: bool) -> Outcome:
    """Running text around tables is context; in a document without forms it is not known."""
    if beside_forms:
        return _outcome(prose, "ignored", Reason.CONTEXT, "text around tables")
    return _outcome(prose, "unrecognised", Reason.NO_FORM, prose.lines[0].text[:80])


def _document_outcome(outcomes: Sequence[Outcome]) -> Outcome:
    """The document as a whole: the best that any of its blocks came to."""
    states = {outcome.status for outcome in outcomes}
    ranked = (
        ("parsed", Reason.READ),
        ("empty_declared", Reason.EMPTY_DECLARED),
        ("failed", Reason.NOT_READABLE),
    )
    status, reason = next(
        (found for found in ranked if found[0] in states),
        ("unrecognised", Reason.NO_FORM_IN_DOCUMENT),
    )
    return Outcome(
        0,
        status,
        reason.value,
        record_count=sum(outcome.record_count for outcome in outcomes),
        cell_count=sum(outcome.cell_count for outcome in outcomes),
        read_count=sum(outcome.read_count for outcome in outcomes),
    )


def _outcome(block: Block, status: str, reason: Reason, detail: str) -> Outcome:
    return Outcome(
        block.block_no,
        status,
        reason.value,
        detail,
        _place(block),
        cell_count=_cell_count(block),
    )


def _cell_count(block: Block) -> int:
    if isinstance(block, Prose):
        return 0
    return sum(1 for row in block.rows for cell in row.cells if cell)


def _place(block: Block) -> str:
    if isinstance(block, Prose):
        return block.lines[0].place
    return next((place for row in block.rows for place in row.places), "")
