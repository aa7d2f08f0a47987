"""What became of a document and of each block of it, as outcomes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.about import Recognised
from ingest.documents import Block, Grid, Line, Prose, Reading, Records
from ingest.errors import DocumentError, Reason
from ingest.form import Claim
from ingest.headers import is_number_line
from ingest.landing_rows import Outcome
from ingest.shapes.project_statement import rest_of
from ingest.values import is_like_an_amount, number, squeeze
from ingest.words import spelled

NOTICES_FROM = 1_000
"""Block numbers of notices begin this far after the last block's."""

REPEATED = 0.9
"""The share of a text's words that a table must print for the text to repeat it."""

_LOST = frozenset({Reason.NO_TEXT_LAYER, Reason.TABLE_WITHOUT_GRID})
"""What a reader saw and could not read: figures may be in it."""
_READ_ROLES = frozenset({"figure", "code", "label"})
TEXT_SHAPES = frozenset({"text_table", "indicators"})


def of_document(outcomes: Sequence[Outcome]) -> Outcome:
    """The document as a whole: the best that any of its blocks came to.

    It is partial where a table of it is, or where one was read and another failed.
    """
    states = {outcome.status for outcome in outcomes if outcome.row_no is None}
    if "partial" in states or {"parsed", "failed"} <= states:
        states.add("partial")
    ranked = (
        ("partial", Reason.FIGURES_NOT_TAKEN),
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


def of_block(block: Block, status: str, reason: Reason, detail: str) -> Outcome:
    """A block's outcome without a form."""
    return Outcome(
        block.block_no,
        status,
        reason.value,
        detail,
        _place(block),
        cell_count=_cell_count(block),
    )


def aside(found: Recognised, reason: Reason, detail: str) -> Outcome:
    """A recognised table that is not read; its cells are kept."""
    return replace(
        of_block(found.block, "ignored", reason, detail),
        form_id=found.claim.form.id,
        title_text=found.claim.title.text,
    )


def unread(block: Block, claim: Claim, error: DocumentError) -> Outcome:
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


def parsed(block: Block, claim: Claim, records: Records) -> Outcome:
    """A recognised block's outcome by what was read; money without a unit is said."""
    money_shape = isinstance(block, Grid) and claim.form.shape not in TEXT_SHAPES
    if money_shape and not (records.amounts or records.region_figures):
        is_printed = records.untaken or _prints_amounts(block) or _figures_follow(block)
        if not is_printed:
            return empty(block, claim)
        error = DocumentError(Reason.NO_ROWS, "it prints figures, but no row of the form")
        return unread(block, claim, error)
    if not records.count and (lost := _rows_in_lines(block)):
        detail = f"its rows stand in lines that nothing cuts into columns: {lost.text[:60]}"
        return unread(block, claim, DocumentError(Reason.NO_ROWS, detail, lost.place))
    units = [amount.unit_text for amount in records.amounts]
    units += [figure.unit_text for figure in records.region_figures]
    unknown = money_shape and None in units
    status, reason = ("partial", Reason.UNIT_UNKNOWN) if unknown else ("parsed", Reason.READ)
    if records.untaken:
        status, reason = "partial", Reason.FIGURES_NOT_TAKEN
    elif claim.form.shape == "code_tree" and _are_all_totals(records):
        status, reason = "partial", Reason.ONLY_TOTALS
    return Outcome(
        block.block_no,
        status,
        reason.value,
        "; ".join([*records.notes, *([] if claim.title.text else ["known by its head alone"])]),
        _place(block),
        claim.form.id,
        claim.title.text,
        records.count,
        _cell_count(block),
        sum(role in _READ_ROLES for role in records.roles.values()),
    )


def _rows_in_lines(block: Block) -> Line | None:
    """The first of several lines below a table's head that name levels of indicators."""
    if not isinstance(block, Grid):
        return None
    named = [line for line in block.after if any(map(names_a_level, line.text.split()))]
    return named[0] if len(named) > 1 else None


def names_a_level(text: str) -> bool:
    """Whether a text is the name of a level of indicators: 产出指标, 数量指标."""
    return _LEVEL.fullmatch(squeeze(text)) is not None


_LEVEL = re.compile(spelled("{indicators.first_level_name}|{indicators.second_level_name}"))


def _are_all_totals(records: Records) -> bool:
    """Whether a tree of codes gave money, and no code."""
    printed = [amount for amount in records.amounts if amount.amount]
    return bool(printed) and all(
        a.row_key in {"total", "subtotal"} and not a.code_text for a in printed
    )


def of_untaken(found: Recognised) -> Iterator[Outcome]:
    """An outcome for each printed figure of a table that no record took.

    A column that no measure takes is told once, by its first figure.
    """
    told: set[int] = set()
    columns = Counter(
        f.column_no for f in found.records.untaken if f.reason == Reason.UNKNOWN_COLUMN
    )
    for figure in found.records.untaken:
        count = 1
        if figure.reason == Reason.UNKNOWN_COLUMN:
            if figure.column_no in told:
                continue
            told.add(figure.column_no)
            count = columns[figure.column_no]
        beside = [figure.label_text, figure.column_text or figure.measure]
        where = " / ".join(squeeze(text) for text in beside if text)
        more = f", and {count - 1} more of its column" if count > 1 else ""
        yield Outcome(
            found.block.block_no,
            "failed",
            figure.reason.value,
            f"{figure.text[:80]}{f' ({where})' if where else ''}{more}",
            figure.locator,
            found.claim.form.id,
            found.claim.title.text,
            row_no=figure.row_no,
            column_no=figure.column_no + 1,
        )


def with_doubt(outcome: Outcome, doubts: Mapping[int, str | None]) -> Outcome:
    """The outcome of a table or a document, with what is doubtful about its year."""
    doubt = doubts.get(outcome.block_no) if outcome.row_no is None else None
    if doubt is None:
        return outcome
    return replace(outcome, detail="; ".join(filter(None, (outcome.detail, doubt))))


def empty(block: Block, claim: Claim) -> Outcome:
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


_AMOUNT = re.compile(r"\d\.\d{2}(?!\d)")
_SENTENCE = re.compile("[，。；;]|增加|减少")
_LINES_AFTER, _A_ROW = 2, 3
_BEGINS_AS_AMOUNT = re.compile(r"[-¥(]{0,2}\d[\d,]*\.\d{2}(?![\d.])")
"""An amount with something behind it that nobody knows: `1,200.00（见说明）`."""


def prints_no_figure(grid: Grid) -> bool:
    """Whether no cell of a table is a number, lines of column numbers aside.

    Nor do rows of figures follow it that could not be cut into its columns.
    """
    if _figures_follow(grid):
        return False
    return not any(
        number(cell) is not None
        or is_like_an_amount(cell)
        or _BEGINS_AS_AMOUNT.match(squeeze(cell))
        for row in grid.rows
        if not is_number_line(row)
        for cell in row.cells
    )


def _figures_follow(block: Block) -> bool:
    """Whether the lines right below a table print amounts in rows, and are no sentences."""
    lines = block.after[:_LINES_AFTER] if isinstance(block, Grid) else ()
    return any(
        len(_AMOUNT.findall(line.text)) >= _A_ROW and not _SENTENCE.search(line.text)
        for line in lines
    )


def _prints_amounts(block: Block) -> bool:
    """Whether a cell prints what can be an amount and no code: with a point or a comma.

    What only looks like a number, and cannot be read as one, is printed as well.
    """
    return isinstance(block, Grid) and any(
        _can_be_amount(cell) for row in block.rows for cell in row.cells
    )


def _can_be_amount(cell: str) -> bool:
    text = squeeze(cell)
    parsed = number(cell)
    if parsed is None:
        return is_like_an_amount(text)
    return bool(parsed.value) and re.search("[.,]", text) is not None


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


def of_prose(prose: Prose, beside_forms: bool) -> Outcome:
    """Running text around tables is context; in a document without forms it is not known."""
    if beside_forms:
        return of_block(prose, "ignored", Reason.CONTEXT, "text around tables")
    return of_block(prose, "unrecognised", Reason.NO_FORM, prose.lines[0].text[:80])


def of_texts(
    proses: Sequence[Prose], told: Sequence[Recognised], beside_forms: bool
) -> Iterator[Outcome]:
    """Running text: what it tells as facts of its own, by form, else that it tells none."""
    for found in told:
        place = found.claim.title.place
        yield replace(parsed(found.block, found.claim, found.records), locator=place)
        yield from of_untaken(found)
    telling = {found.block.block_no for found in told}
    for prose in proses:
        if prose.block_no not in telling:
            yield of_prose(prose, beside_forms or bool(told))


def of_notices(reading: Reading) -> Iterator[Outcome]:
    """What the reader met and did not read, each with a block number of its own."""
    last = max((block.block_no for block in reading.blocks), default=0)
    for block_no, notice in enumerate(reading.notices, start=last + NOTICES_FROM):
        status = "failed" if notice.reason in _LOST else "ignored"
        yield Outcome(block_no, status, notice.reason.value, notice.detail, notice.place)


def of_tables_in_prose(reading: Reading, recognised: Sequence[Recognised]) -> Iterator[Outcome]:
    """Tables printed as running text: once more what a grid prints, or not readable.

    A title under which a grid follows, and what stands between the two, are that table's.
    """
    titles = {found.claim.title.place for found in recognised if isinstance(found.block, Grid)}
    stated = [found for found in recognised if found.claim.form.shape == "project_statement"]
    printed = _printed_in_grids(reading.blocks) if stated else ""
    block_no = max((block.block_no for block in reading.blocks), default=0)
    for found in stated:
        if not isinstance(found.block, Prose):
            continue
        above = set(takewhile(lambda line: line.place not in titles, found.block.lines))
        lines = [line for line in rest_of(found.block, found.claim.form) if line in above]
        words = [word for line in lines for word in _words(line.text)]
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


def _printed_in_grids(blocks: Sequence[Block]) -> str:
    return "\n".join(
        squeeze(cell)
        for block in blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row.cells
    )


def _words(text: str) -> list[str]:
    """The words of a line between white space, in one spelling."""
    return [squeeze(word) for word in text.split()]


def _cell_count(block: Block) -> int:
    if isinstance(block, Prose):
        return 0
    return sum(len(row.cells) - row.cells.count("") for row in block.rows)


def _place(block: Block) -> str:
    if isinstance(block, Prose):
        return block.lines[0].place
    return next((place for row in block.rows for place in row.places), "")
