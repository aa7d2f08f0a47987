"""What running text tells as facts of its own: summaries of projects, statutory items.

The text is read where no form claims it. What tables of the document print of the same
project is not told again; what contradicts them is untaken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.about import About, Recognised
from ingest.documents import Line, Prose, Records
from ingest.form import Claim, Form, phase_said
from ingest.region_prose import FORM, read_prose
from ingest.statements.clauses import Meant, meant
from ingest.statements.disclosed import NAMED, items_told
from ingest.statements.disclosed_facts import Telling
from ingest.statements.disclosed_records import records, settled
from ingest.statements.reading import STAGES
from ingest.statements.stream import Stream, stream_of
from ingest.statements.summaries import Known, known_as, read_summaries

SUMMARIES = "project_summaries"
ITEMS = "disclosed_items"
_OF_AREAS = "government"
_LINES = frozenset({"total", "score_total"})
_KINDS = {stage: kind for kind, stage in STAGES.items()}


def read_told(
    proses: Sequence[Prose],
    recognised: Sequence[Recognised],
    about: About,
    forms: Mapping[str, Form],
    next_project_no: int,
) -> list[Recognised]:
    """The facts that a document's text tells, by block; a government's tells of its area.

    Args:
        proses: the running text that no form read.
        recognised: the recognised blocks, whose projects are the text's.
        about: what the document says of itself.
        forms: the forms, those of told facts among them.
        next_project_no: the number of the first project that no block names.
    """
    if about.kind == _OF_AREAS:
        return _of_areas(proses, forms)
    stage = STAGES.get(about.kind) or phase_said(about.title)
    streams = [stream_of(prose.block_no, prose.lines) for prose in proses]
    known = _known(recognised, next_project_no)
    told = [(SUMMARIES, stream, read_summaries(stream, known)) for stream in streams]
    told += [
        (ITEMS, stream, found) for stream, found in _items(streams, recognised, about, stage)
    ]
    blocks = {prose.block_no: prose for prose in proses}
    kind = _KINDS.get(stage or "")
    return [
        Recognised(
            blocks[stream.block_no], Claim(_form(forms[form_id], stage, kind), title), found
        )
        for form_id, stream, found in told
        if (title := _title(found)) is not None
    ]


def _of_areas(proses: Sequence[Prose], forms: Mapping[str, Form]) -> list[Recognised]:
    """What a government's sentences say of its accounts, by block."""
    records = read_prose(proses)
    return [
        Recognised(prose, Claim(forms[FORM], Line("", found.region_figures[0].locator)), found)
        for prose in proses
        if (found := records.get(prose.block_no))
    ]


def _items(
    streams: Sequence[Stream],
    recognised: Sequence[Recognised],
    about: About,
    stage: str | None,
) -> Iterator[tuple[Stream, Records]]:
    """The statutory items of each block: what one sentence says another may contradict."""
    year = int(about.year_text) if about.year_text else None
    telling = Telling(year, stage)
    told = (one for stream in streams for one in items_told(stream, telling))
    taken, left = settled(told, _printed(recognised))
    for stream in streams:
        yield (
            stream,
            records(
                [one for one in taken if one.stream is stream],
                [one for one in left if one.stream is stream],
            ),
        )


def _printed(recognised: Sequence[Recognised]) -> Mapping[tuple[str, str], Meant]:
    """What tables print of statutory items, by item and measure."""
    return {
        (amount.row_key, amount.measure): meant(
            amount.amount, amount.decimals, amount.unit_text
        )
        for found in recognised
        for amount in found.records.amounts
        if found.claim.form.account_id == ITEMS or amount.row_key in NAMED
    }


def _form(form: Form, stage: str | None, kind: str | None) -> Form:
    """A form as of the document's own kind and stage."""
    return replace(form, kind=kind or form.kind, phase=form.phase or stage)


def _title(found: Records) -> Line | None:
    """An untitled line at the first record's place; None where there is none."""
    places = [
        one.locator
        for some in (found.projects, found.amounts, found.findings, found.untaken)
        for one in some
    ]
    return Line("", places[0]) if places else None


def _known(recognised: Sequence[Recognised], next_project_no: int) -> Known:
    """What the recognised blocks say of projects: their names, figures and grades."""
    known = Known(next_project_no)
    for found in recognised:
        for project in found.records.projects:
            if name := project.texts.get("name_text"):
                known.numbers.setdefault(known_as(name), project.project_no)
            if project.texts.get("grade_text"):
                known.graded.add(project.project_no)
        for amount in found.records.amounts:
            if amount.row_key in _LINES and amount.unit_text is not None:
                key = (amount.project_no, amount.row_key, amount.measure)
                known.figures.setdefault(
                    key, meant(amount.amount, amount.decimals, amount.unit_text)
                )
    return known
