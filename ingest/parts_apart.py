"""Parts of a table that could not be put to it: no figure of them leaves unsaid.

page 2   2210201  住房公积金   155.62        page 3   2210203 | 购房补贴 | 135.59

A page's end cuts a table, and its last rows stand on columns that are not the table's. Their
codes go on with its codes, so they are its rows: each figure is told as one that no row of
the table took, and the sums of the table are not judged without them.

page 2   科目名称 | 本年支出合计 | 基本支出      page 3   项目支出 | 经营支出
         教育支出 |         9.00 |     6.00                   3.00 |

Or its right columns go to the next page, without the names of the rows: whose figures they
are nobody can tell, and they are told by column.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.about import Recognised
from ingest.documents import Block, Grid, Prose, Row, Untaken
from ingest.errors import Reason
from ingest.headers import by_text, header_of, prints_figures
from ingest.joining import code_of, goes_on_by_codes
from ingest.outcomes import names_a_level
from ingest.readers.assemble import is_title
from ingest.values import is_blank, number

LEAST_LINES = 2
"""So many lines of text that name levels of indicators are rows of a table."""


def with_parts_apart(above: Recognised, block: Block) -> Recognised | None:
    """A table with the figures of a block that goes on with it; None where none does.

    Args:
        above: the table read last, which ends where the block begins.
        block: what no form claims.
    """
    if not isinstance(above.block, Grid):
        return None
    begin = len(above.block.rows)
    if isinstance(block, Prose):
        return _with_lines(above, above.block, block) if above.records.count else None
    known = {line.text for line in above.block.before}
    if any(is_title(line.text) and line.text not in known for line in block.before):
        return None
    if _names_levels(above, block) or goes_on_by_codes(above.block, block):
        return _with_figures(above, _figures(block.rows, begin))
    return _with_figures(above, _in_columns(above, block, begin))


def _with_lines(above: Recognised, table: Grid, block: Prose) -> Recognised | None:
    begin = len(table.rows)
    if above.claim.form.shape == "indicators":
        return _with_figures(above, _in_lines(block, begin))
    rows = _coded(block)
    goes_on = len(rows) >= LEAST_LINES and goes_on_by_codes(table, replace(table, rows=rows))
    return _with_figures(above, _figures(rows, begin)) if goes_on else None


def figures_of(found: Recognised) -> Iterator[Untaken]:
    """The figures of a table that stand apart from it."""
    if isinstance(found.block, Grid):
        last = len(found.block.rows)
        yield from (figure for figure in found.records.untaken if figure.row_no > last)


def _with_figures(above: Recognised, figures: Iterable[Untaken]) -> Recognised | None:
    untaken = (*above.records.untaken, *figures)
    if len(untaken) == len(above.records.untaken):
        return None
    return replace(above, records=replace(above.records, untaken=untaken))


def _in_lines(block: Prose, rows_above: int) -> Iterator[Untaken]:
    """The figures of indicators in lines that nothing cut into columns."""
    lines = [line for line in block.lines if any(map(names_a_level, line.text.split()))]
    if len(lines) < LEAST_LINES:
        return
    for row_no, line in enumerate(lines, start=rows_above + 1):
        words = line.text.split()
        for column, word in enumerate(words):
            found = number(word)
            if found is not None:
                yield Untaken(
                    Reason.UNKNOWN_ROW,
                    row_no,
                    column,
                    word,
                    line.place,
                    found.value,
                    label_text=words[0],
                )


def _coded(block: Prose) -> tuple[Row, ...]:
    """The lines of a text that begin with a code and print figures, each as a row of words."""
    rows = []
    for line in block.lines:
        words = tuple(line.text.split())
        row = Row(words, (line.place,) * len(words))
        if words and code_of(row) and prints_figures(row):
            rows.append(row)
    return tuple(rows)


def _in_columns(above: Recognised, block: Grid, rows_above: int) -> Iterator[Untaken]:
    """The figures of columns that a table lacks and its form knows, in rows without names."""
    first = next((i for i, row in enumerate(block.rows) if prints_figures(row)), 0)
    cells = [cell for row in block.rows[first:] for cell in row.cells]
    if not first or any(number(cell) is None and not is_blank(cell) for cell in cells):
        return
    form = above.claim.form
    header = header_of(block, block.rows[:first])
    named = by_text(form.columns, header.printed, form.phase)
    held = {amount.measure for amount in above.records.amounts}
    if not held or not named or held & named.keys():
        return
    for row_no, row in enumerate(block.rows[first:], start=rows_above + 1):
        for column in named.values():
            found = number(row.cells[column])
            if found is not None and found.value:
                yield Untaken(
                    Reason.UNKNOWN_COLUMN,
                    row_no,
                    column,
                    row.cells[column],
                    row.places[column],
                    found.value,
                    column_text="/".join(header.printed[column]),
                )


def _names_levels(above: Recognised, block: Grid) -> bool:
    """Whether rows of indicators follow a table of indicators."""
    is_of_indicators = above.claim.form.shape == "indicators"
    return is_of_indicators and any(map(names_a_level, block.rows[0].cells))


def _figures(rows: Sequence[Row], rows_above: int) -> Iterator[Untaken]:
    for row_no, row in enumerate(rows, start=rows_above + 1):
        named = _named(row)
        for column, cell in enumerate(row.cells):
            found = number(cell)
            if found is not None and column > named:
                yield Untaken(
                    Reason.UNKNOWN_ROW,
                    row_no,
                    column,
                    cell,
                    row.places[column],
                    found.value,
                    code_text=code_of(row),
                    label_text=row.cells[named],
                )


def _named(row: Row) -> int:
    """The column of a row's name, behind its code; the first that it prints if it has none."""
    printed = [i for i, cell in enumerate(row.cells) if cell]
    return next((i for i in printed if number(row.cells[i]) is None), printed[0])
