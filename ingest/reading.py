"""One document's bytes → blocks → forms → records → landing rows, whatever happens."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest import (
    evidence,
    landing,
    marks,
    odd_decimals,
    outcomes,
    parts_apart,
    readers,
    seen,
    table_unit,
)
from ingest.about import (
    About,
    Recognised,
    contradiction,
    describe,
    named_otherwise,
    phase_of,
    under_its_department,
)
from ingest.documents import Block, Context, Grid, Line, Prose, Reading, Records, Seen
from ingest.errors import DocumentError, Reason, TwoClaimsError
from ingest.form import Claim, Form, load_forms
from ingest.government import (
    area_heading,
    is_government,
    part_headings,
    phases_of_years,
    with_whole_titles,
)
from ingest.joining import rejoined
from ingest.landing_rows import File, Outcome, raw_rows
from ingest.plain_grid import prepared
from ingest.raw_tables import RawRows
from ingest.recognise import is_titled, names_project, recognise_grid, recognise_prose
from ingest.repeats import repeats
from ingest.shapes import GRID_SHAPES, PROSE_SHAPES
from ingest.shapes.untaken import without_blank_signs
from ingest.sources import Source, names_of
from ingest.statements.reading import read_statements
from ingest.statements.statement_rows import statement_rows
from ingest.statements.told import read_told
from ingest.value import replace

TOO_MUCH_MEMORY = "it takes more memory than there is"
_ACCOUNT_KINDS = frozenset({"budget", "final_accounts"})


def read_document(data: bytes, file_name: str, source_path: str) -> RawRows:
    """The landing rows of a document's bytes."""
    file = File(hashlib.sha256(data).hexdigest(), file_name, source_path, len(data))
    try:
        reading = readers.read(data)
        whole = replace(reading, blocks=rejoined(reading.blocks))
        return _read(file, whole, load_forms())
    except DocumentError as error:
        return failed(file, error.reason, error.detail)
    except MemoryError:
        return failed(file, Reason.TOO_LARGE, TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001  the boundary: no document stops a build
        return failed(file, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}")


Unit = tuple[str, str] | None
"""The money unit of a table and its place."""

Kept = tuple[RawRows, bytes | None]
"""A document's rows, with its content where it is to be kept for a replay."""


def read_source(source: Source) -> Kept:
    """The rows of a document: of its reading, or of the outcome that it has without."""
    file, data = source.file, source.data
    if source.outcome is not None or data is None:
        rows = unread(file, source.outcome or Outcome(0, "failed", Reason.NOT_READABLE.value))
    else:
        rows = read_document(data, file.file_name, file.source_path)
    return rows, data if is_quarantined(rows) else None


def is_quarantined(rows: RawRows) -> bool:
    """Whether a document as a whole could not be read, or no form was found in it."""
    return rows["outcomes"][0]["status"] in ("failed", "unrecognised")


def failed(file: File, reason: Reason, detail: str) -> RawRows:
    """The landing rows of a document that cannot be read."""
    return unread(file, Outcome(0, "failed", reason.value, detail))


def unread(file: File, outcome: Outcome) -> RawRows:
    """The landing rows of a document of which nothing is read but its outcome."""
    return raw_rows(file, None, (), (outcome,), (), landing.extractor_version())


@dataclass(slots=True)
class _Blocks:
    """What the blocks of a document came to.

    `aside` are tables that are known and not read; `unclaimed` the texts that no form claims,
    `beside` the lines around what forms read.
    """

    recognised: list[Recognised] = field(default_factory=list)
    aside: list[Recognised] = field(default_factory=list)
    ended: list[Outcome] = field(default_factory=list)
    unclaimed: list[Prose] = field(default_factory=list)
    beside: list[Prose] = field(default_factory=list)
    next_project_no: int = 1


def _read_blocks(
    reading: Reading, forms: Mapping[str, Form], names: Sequence[str], *, is_region: bool
) -> _Blocks:
    """Recognises and reads every block in turn; projects carry over from text to table."""
    read = _Blocks()
    inherited: Line | None = None
    is_next = False
    units: dict[int, Unit] = {}
    years = phases_of_years(reading.blocks, forms) if is_region else {}
    heading = area_heading(reading.blocks, forms, names) if is_region else None
    context = Context(year_phases=years, area_heading=heading, seen=reading.seen)
    phase = phase_of(reading.blocks, forms)
    parts = part_headings(reading.blocks) if is_region else {}
    for block in with_whole_titles(reading.blocks) if is_region else reading.blocks:
        part = parts.get(block.block_no, context.part_heading)
        context = replace(context, part_heading=part)
        try:
            claim = _claim(block, forms, inherited, phase, is_region)
        except TwoClaimsError as error:
            said = outcomes.of_block(block, "failed", Reason.TWO_FORMS_CLAIM, str(error))
            read.ended.append(said)
            continue
        if claim is not None and isinstance(block, Grid):
            units[block.block_no] = _unit_of(block, claim, inherited, units)
            inherited = claim.title
        context = replace(context, unit_stated=units.get(block.block_no))
        found, outcome = _read_block(block, claim, context, is_region)
        if found is not None and repeats(found, read.recognised):
            detail = "an earlier table of this document says the same"
            outcome = outcomes.aside(found, Reason.REPEATS_TABLE, detail)
            found = replace(found, records=Records())
        if found is not None and outcome is not None and outcome.status == "ignored":
            read.aside.append(found)
        elif found is not None:
            read.recognised[-1:] = [
                under_its_department(said, found) for said in read.recognised[-1:]
            ]
            read.recognised.append(found)
            context = _carry_over(context, found.records)
        is_read = found is not None and bool(found.records.projects)
        if not is_read and names_project(block, forms):  # what follows may be of that one
            context = replace(context, current_project_no=None)
        if found is None and read.recognised and is_next:
            outcome = _told_as_rows(read, block) or outcome
        is_next = found is not None if isinstance(block, Grid) else is_next
        _end(read, block, found, outcome)
    _with_units_below(read.recognised, read.ended, units, reading.seen)
    _weigh(read.recognised, read.ended, units, reading.seen)
    read.next_project_no = context.next_project_no
    return read


def _told_as_rows(read: _Blocks, block: Block) -> Outcome | None:
    """The outcome of rows that go on with the table read last, whose figures they become."""
    whole = parts_apart.with_parts_apart(read.recognised[-1], block)
    if whole is None:
        return None
    _replace(read.recognised, read.ended, len(read.recognised) - 1, whole)
    detail = "a part of the table above that does not stand in its rows and columns"
    said = outcomes.of_block(block, "failed", Reason.COLUMNS_UNMAPPED, detail)
    return replace(said, form_id=whole.claim.form.id, title_text=whole.claim.title.text)


def _end(
    read: _Blocks, block: Block, found: Recognised | None, outcome: Outcome | None
) -> None:
    """Keeps a block's outcome, or the block as text of which nothing is read yet."""
    if outcome is None and isinstance(block, Prose):
        read.unclaimed.append(block)
    elif outcome is not None:
        if isinstance(block, Prose):
            read.beside += _not_read(block, found)
        read.ended.append(outcome)
        read.ended += outcomes.of_untaken(found) if found is not None else ()


def _read(file: File, reading: Reading, forms: Mapping[str, Form]) -> RawRows:
    """The landing rows of a document: its blocks, what it says of itself, its sentences."""
    names = names_of(file.source_path)
    is_region = is_government(reading.blocks, forms)
    read = _read_blocks(reading, forms, names, is_region=is_region)
    recognised, ended, unclaimed = read.recognised, read.ended, read.unclaimed
    ended += outcomes.of_tables_in_prose(reading, recognised)
    about = describe(reading.blocks, recognised, forms, names, is_of_area=is_region)
    texts = [*unclaimed, *_not_told(recognised)]
    told = [
        replace(
            found, records=seen.marked(found.records, reading.seen, found.claim.form.identities)
        )
        for found in read_told(texts, recognised, about, forms, read.next_project_no)
    ]
    if told and not recognised:
        about = describe(reading.blocks, told, forms, names, is_of_area=is_region)
    ended += outcomes.of_texts(unclaimed, told, bool(recognised))
    ended.sort(key=lambda outcome: outcome.block_no)
    noticed = list(outcomes.of_notices(reading))
    ended = _with_doubts(ended, about, recognised)
    running = sorted([*unclaimed, *read.beside], key=lambda prose: prose.block_no)
    whole = outcomes.with_doubt(
        outcomes.of_document([*ended, *noticed]), {0: named_otherwise(about, names)}
    )
    named = replace(file, media_type=reading.media_type, encoding=reading.encoding)
    rows = raw_rows(
        named,
        about,
        [*told, *recognised, *read.aside],
        [whole, *ended, *noticed],
        [(prose.block_no, line) for prose in running for line in prose.lines],
        landing.extractor_version(),
    )
    statements = marks.marked_statements(
        read_statements(running, recognised, about), reading.seen
    )
    return rows | statement_rows(file.document_id, statements)


def _with_doubts(
    ended: Sequence[Outcome], about: About, recognised: Sequence[Recognised]
) -> list[Outcome]:
    """The outcomes with what is doubtful about their tables' years."""
    doubts = {f.block.block_no: said for f in recognised if (said := contradiction(about, f))}
    return [outcomes.with_doubt(outcome, doubts) for outcome in ended]


def _unit_of(
    block: Grid, claim: Claim, inherited: Line | None, units: Mapping[int, Unit]
) -> Unit:
    """The money unit of a table: its own, or that of the table it has its title from."""
    above = next(reversed([*units.values()]), None) if claim.title is inherited else None
    return table_unit.of(block, claim) or above


def _with_units_below(
    recognised: list[Recognised],
    ended: list[Outcome],
    units: dict[int, Unit],
    pages: Seen,
) -> None:
    """Reads parts of tables again whose unit is printed with their last part alone."""
    for at in range(len(recognised) - 2, -1, -1):
        found, below = recognised[at], recognised[at + 1]
        unit = units.get(below.block.block_no)
        is_one = found.claim.form is below.claim.form and found.claim.title is below.claim.title
        is_missing = units.get(found.block.block_no, unit) is None
        if unit is None or not (is_one and is_missing and found.records.amounts):
            continue
        units[found.block.block_no] = unit
        again = _read_again(found, Context(unit_stated=unit, seen=pages))
        if again is not None:
            _replace(recognised, ended, at, again)


def _read_again(found: Recognised, context: Context) -> Recognised | None:
    """A table read once more as what is known by now says; None where it then cannot be."""
    again, outcome = _read_block(found.block, found.claim, context, is_region=False)
    if again is None or outcome is None:
        return None
    untaken = (*again.records.untaken, *parts_apart.figures_of(found))
    return replace(again, records=replace(again.records, untaken=untaken))


def _replace(
    recognised: list[Recognised], ended: list[Outcome], at: int, again: Recognised
) -> None:
    """Puts a reading of a table in the place of the one before, with its outcomes."""
    block_no = again.block.block_no
    recognised[at] = again
    ended[:] = [kept for kept in ended if kept.block_no != block_no]
    ended += [
        outcomes.parsed(again.block, again.claim, again.records),
        *outcomes.of_untaken(again),
    ]


def _weigh(
    recognised: list[Recognised],
    ended: list[Outcome],
    units: Mapping[int, Unit],
    pages: Seen,
) -> None:
    """Holds tables against those that say what their figures stay within, and reads again.

    What another table refutes and no other reading of the head explains is unreconciled.
    """
    for at, found in enumerate(recognised):
        form = found.claim.form
        bounds = evidence.bounds_of(recognised, form.within, form.phase) if form.within else {}
        if not bounds or not evidence.is_asked(found.records, bounds):
            continue
        unit = units.get(found.block.block_no)
        context = Context(bounds=bounds, unit_stated=unit, seen=pages)
        again = _read_again(found, context)
        if again is not None:
            refuted = evidence.refuted(again.records, bounds)
            records = evidence.doubted(again.records, refuted, form.within)
            _replace(recognised, ended, at, replace(again, records=records))


def _not_read(prose: Prose, found: Recognised | None) -> Iterator[Prose]:
    """The lines of a text around what a form read of it."""
    records = found.records if found is not None else Records()
    read = {passage.locator for passage in records.passages}
    read |= {project.locator for project in records.projects}
    lines = tuple(line for line in prose.lines if line.place not in read)
    if lines:
        yield replace(prose, lines=lines)


def _not_told(recognised: Sequence[Recognised]) -> Iterator[Prose]:
    """Texts whose projects stand under headings, with what a form read of them left blank."""
    for found in recognised:
        prose = found.block
        if isinstance(prose, Grid) or found.claim.form.shape != "project_statement":
            continue
        left = {line.place for rest in _not_read(prose, found) for line in rest.lines}
        lines = (line if line.place in left else replace(line, text="") for line in prose.lines)
        yield replace(prose, lines=tuple(lines))


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


def _claim(
    block: Block,
    forms: Mapping[str, Form],
    inherited: Line | None,
    phase: str | None,
    is_region: bool,
) -> Claim | None:
    """The form of a block and its title, if a form claims it."""
    if isinstance(block, Grid):
        return recognise_grid(block, forms, inherited, phase, of_area=is_region)
    return recognise_prose(block.lines, forms)


def _read_block(
    block: Block, claim: Claim | None, context: Context, is_region: bool
) -> tuple[Recognised | None, Outcome | None]:
    """A block's records and outcome; neither for running text that no form claims.

    In a government's document (`is_region`) the tables of a budget are the area's own.
    """
    if claim is None:
        if isinstance(block, Prose):
            return None, None
        head = " | ".join(cell for cell in block.rows[0].cells if cell)[:80]
        return None, outcomes.of_block(block, "unrecognised", Reason.NO_FORM, head)
    aside = claim.form.set_aside
    if is_region and claim.form.kind in _ACCOUNT_KINDS:
        aside = Reason.REGION_LEVEL
    if aside is not None:
        found = Recognised(block, claim, Records())
        return found, outcomes.aside(found, aside, "known, and not read")
    try:
        records = _shape(block, claim, context)
    except DocumentError as error:
        if isinstance(block, Grid) and outcomes.prints_no_figure(block):
            return (
                Recognised(block, claim, Records()),
                outcomes.empty(block, claim),
            )
        return None, outcomes.unread(block, claim, error)
    records = odd_decimals.marked(records)
    records = seen.marked(
        records, context.seen, claim.form.identities, is_titled=is_titled(block, claim)
    )
    records = marks.marked(block, records, context.seen)
    return Recognised(block, claim, records), outcomes.parsed(block, claim, records)


def _shape(block: Block, claim: Claim, context: Context) -> Records:
    if isinstance(block, Prose):
        return PROSE_SHAPES[claim.form.shape](block, claim.form, context)
    unit = context.unit_stated
    if claim.form.shape not in outcomes.TEXT_SHAPES:
        block, unit = prepared(block, unit)
    named = replace(context, unit_text=None, unit_locator=None, title_text=claim.title.text)
    if unit:
        named = replace(named, unit_text=unit[0], unit_locator=unit[1])
    return without_blank_signs(GRID_SHAPES[claim.form.shape](block, claim.form, named))
