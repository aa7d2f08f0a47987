"""Figures that were seen on pictures of pages, wherever they are figures: each with its mark.

`ingest.seen` weighs the amounts of accounts, which identities of their tables bear out. Here
are the others: figures of whole areas, values of indicators, numbers in sentences, and what no
record took. A mark says how sure the least sure character is and what else each may be. What
is unsure is `unreconciled`: it stands there as it was seen, counts nowhere, and can bear out
another figure but never convict one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ingest import sights
from ingest.alignment.figures import UNRECONCILED
from ingest.documents import (
    Block,
    Grid,
    Indicator,
    Records,
    RegionFigure,
    Seen,
    Sight,
    Untaken,
)
from ingest.indicator_values import weight_of
from ingest.number_text import number
from ingest.readers.pdf.places import FIGURE
from ingest.statements.paragraphs import plain
from ingest.statements.stated import Statement

_OF_INDICATORS = ("target", "adjusted_target", "half_year", "actual", "weight", "score")


def marked(block: Block, records: Records, seen: Seen) -> Records:
    """The records of a block with what was seen marked, all but its amounts.

    Args:
        block: the block that they were read from.
        records: what a shape made of it.
        seen: how the pages of the document were seen, if they were.
    """
    if not seen:
        return records
    cells = dict(_cells(block, seen)) if isinstance(block, Grid) else {}
    figures = [_region_figure(figure, seen) for figure in records.region_figures]
    indicators = [_indicator(one, block, cells, seen) for one in records.indicators]
    unsure = [one.number_text for one in figures if one.reading == UNRECONCILED]
    unsure += [
        one.texts.get(name) or one.texts["scoring_rule"]
        for one in indicators
        for name in one.unsure
    ]
    return replace(
        records,
        region_figures=figures,
        indicators=indicators,
        untaken=[_untaken(figure, seen) for figure in records.untaken],
        sights=cells,
        notes=[*records.notes, sights.note(unsure)] if unsure else records.notes,
    )


def marked_statements(statements: Sequence[Statement], seen: Seen) -> Sequence[Statement]:
    """The statements of sentences with what was seen marked.

    One whose own number is unsure, or a number that it is worked out of, can confirm a table
    and never contradicts it.
    """
    if not seen:
        return statements
    pages = {name: _in_one_spelling(page) for name, page in seen.items()}
    doubted = {
        (abs(figure.value), figure.decimals)
        for page in pages.values()
        for text, sight in page.items()
        if sight.confidence < sights.SURE and (figure := number(text)) is not None
    }
    return [_statement(one, pages, doubted) for one in statements]


def _cells(block: Grid, seen: Seen) -> Iterator[tuple[tuple[int, int], Sight]]:
    """The cells with figures of a table on a picture, by row (from 1) and column (from 0)."""
    for row_no, row in enumerate(block.rows, start=1):
        for column, (text, place) in enumerate(zip(row.cells, row.places, strict=True)):
            page = sights.page_of(place, seen) if text else None
            sight = sights.of_text(text, place, page) if page is not None else None
            if sight is not None:
                yield (row_no, column), sight


def _region_figure(figure: RegionFigure, seen: Seen) -> RegionFigure:
    page = sights.page_of(figure.locator, seen)
    if page is None:
        return figure
    sight = sights.of_figure(figure.number_text, figure.locator, page)
    is_sure = sights.is_sure(sight, figure.locator, page)
    return replace(
        figure,
        reading=figure.reading if is_sure else UNRECONCILED,
        source=sights.SCAN,
        confidence=sight.confidence,
        alternatives=sight.alternatives,
    )


def _untaken(figure: Untaken, seen: Seen) -> Untaken:
    page = sights.page_of(figure.locator, seen)
    if page is None:
        return figure
    sight = sights.of_text(figure.text, figure.locator, page)
    if sight is None:
        return replace(figure, source=None)
    return replace(
        figure,
        source=sights.SCAN,
        confidence=sight.confidence,
        alternatives=sight.alternatives,
    )


def _indicator(
    indicator: Indicator, block: Block, cells: dict[tuple[int, int], Sight], seen: Seen
) -> Indicator:
    page = sights.page_of(indicator.locator, seen)
    if page is None or not isinstance(block, Grid):
        return indicator
    places = block.rows[indicator.row_no - 1].places
    weight_column, weight = weight_of(indicator.texts)
    named = {name: name for name in _OF_INDICATORS} | {"weight": weight_column}
    unsure = []
    for measure, name in named.items():
        column = indicator.columns.get(name)
        if column is None or (measure == "weight" and weight is None):
            continue
        sight = cells.get((indicator.row_no, column))
        if sight is not None and not sights.is_sure(sight, places[column], page):
            unsure.append(measure)
    return replace(indicator, unsure=tuple(unsure)) if unsure else indicator


def _in_one_spelling(page: sights.Page) -> sights.Page:
    """The texts of a page as sentences are read; of two that become one, the less sure."""
    spelled: dict[str, Sight] = {}
    for text, sight in page.items():
        key = plain(text)
        if key not in spelled or sight.confidence < spelled[key].confidence:
            spelled[key] = sight
    return spelled


def _statement(
    statement: Statement, pages: Seen, doubted: set[tuple[Decimal, int]]
) -> Statement:
    page = sights.page_of(statement.place, pages)
    if page is None:
        return statement
    rests = (term.stated for term in statement.terms if term.stated is not None)
    is_certain = statement.is_certain and not any(
        (abs(one.value), one.decimals) in doubted for one in rests
    )
    own = _figure(statement)
    if own is None:
        return replace(statement, is_certain=is_certain, source=None)
    sight = sights.of_figure(own[0], statement.place, page)
    is_sure = sight.confidence >= sights.SURE
    return replace(
        statement,
        is_certain=is_certain and is_sure,
        reading=statement.reading if is_sure else UNRECONCILED,
        source=sights.SCAN,
        confidence=sight.confidence,
        alternatives=sights.moved(sight, own.start()).alternatives,
    )


def _figure(statement: Statement) -> re.Match[str] | None:
    """The number that a statement is about, in its text; the last where none is like it."""
    if statement.printed is None:
        return None
    found = list(FIGURE.finditer(statement.text))
    value = abs(statement.printed.value)
    same = [one for one in found if (read := number(one[0])) and abs(read.value) == value]
    return next(reversed(same or found), None)
