"""Where a table's unit of account stands: above it, in it, in its heads, in a note below."""

import re
from functools import lru_cache
from itertools import chain, pairwise, takewhile

from ingest.account_unit import (
    money_unit,
    unit_alone,
    unit_in_cells,
    unit_in_note,
    units_of_heads,
)
from ingest.documents import Grid, Line
from ingest.form import Claim
from ingest.readers.assemble import is_title
from ingest.values import squeeze

_NOTE = re.compile(r"[（(【\[]?\s*(?:注|备注|说明|附注|\*)|.*[本上]表")
"""How a sentence about a table begins."""

_LONGEST_UNIT = 12
_LINES_OF_TITLE = 3
"""A title below its table, and the lines with its number and unit."""
Found = tuple[str, str]
"""A money unit and its place."""


def of(grid: Grid, claim: Claim) -> Found | None:
    """The money unit of a table; None where none is stated, or its heads state another.

    From the title down, else in its cells, else right above a title that is printed twice,
    else in a note, else in the one line above the title that says no more.
    """
    above = _above(grid, claim)
    in_heads = units_of_heads(grid.rows)
    if above and in_heads and above[0] not in in_heads:
        return None
    return (
        above
        or unit_in_cells(grid.rows)
        or _between_titles(grid, claim)
        or _in_notes(grid)
        or _over_title(grid, claim)
    )


def _above(grid: Grid, claim: Claim) -> Found | None:
    if claim.title in grid.after:
        below = grid.after[grid.after.index(claim.title) :][:_LINES_OF_TITLE]
        return next(((u, line.place) for line in below if (u := money_unit(line.text))), None)
    below_title = False
    found: Found | None = None
    for line in grid.before:
        below_title = below_title or line == claim.title
        unit = money_unit(line.text) or unit_alone(line.text) or unit_in_note(line.text)
        if unit and (below_title or line == grid.before[-1]):
            found = unit, line.place
    return found


def _over_title(grid: Grid, claim: Claim) -> Found | None:
    for line, title in pairwise(grid.before):
        is_unit = money_unit(line.text) and len(squeeze(line.text)) <= _LONGEST_UNIT
        if title == claim.title and is_unit:
            return str(money_unit(line.text)), line.place
    return None


def _in_notes(grid: Grid) -> Found | None:
    """The unit that a note of the table states, in its rows or below before other labels."""
    notes = (
        Line(text, place)
        for row in grid.rows
        for text, place in zip(row.cells, row.places, strict=True)
        if _is_note(text)
    )
    lines = chain(notes, takewhile(_is_below, grid.after))
    return next(((unit, line.place) for line in lines if (unit := _of_note(line.text))), None)


@lru_cache(maxsize=65_536)
def _is_note(text: str) -> bool:
    return _NOTE.match(text) is not None


def _of_note(text: str) -> str | None:
    return unit_in_note(text) or (money_unit(text) if _is_note(text) else None)


def _is_below(line: Line) -> bool:
    """Whether a line after a table still speaks of it: no title or unit of the next one."""
    is_of_next = is_title(line.text) or money_unit(line.text) is not None
    return not is_of_next or _is_note(line.text)


def _between_titles(grid: Grid, claim: Claim) -> Found | None:
    found: Found | None = None
    is_titled = False
    for line in grid.before:
        if line == claim.title and found:
            return found
        if is_title(line.text):
            is_titled, found = claim.form.claims_title(line.text), None
        elif is_titled and (unit := money_unit(line.text)):
            found = unit, line.place
    return None
