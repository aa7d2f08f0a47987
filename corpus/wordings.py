"""The words in which a document prints its tables, drawn from `wordings.toml`.

The tables are made in the words of the official templates. Here each title, head and label
becomes one of the ways in which offices print it, the same way throughout a document; the
truth goes with it, since the figures of a row carry the row's label as printed. The list knows
nothing of the reader's forms.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from corpus.documents import Document
from corpus.render import Cell, Table
from corpus.sheet import Around, Figure, Sheet, Style, mapped

_LIST = Path(__file__).with_name("wordings.toml")
Ways = Mapping[str, Sequence[str]]
"""For each word of the templates the ways in which it is printed."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The list of printed forms; `around` and `numbers` by what they are the ways of."""

    titles: Ways
    heads: Ways
    labels: Ways
    around: Mapping[str, Sequence[str]]
    blanks: Sequence[str]
    thousands: Sequence[bool]


@cache
def wordings() -> Wordings:
    """The printed forms as they are listed."""
    listed = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    numbers = listed["numbers"]
    return Wordings(
        listed["titles"],
        listed["heads"],
        listed["labels"],
        listed["around"],
        numbers["blanks"],
        numbers["thousands"],
    )


def in_printed_numbers(rng: Random, style: Style) -> Style:
    """A style with another mark for nothing and perhaps without thousands separators."""
    listed = wordings()
    return replace(
        style, zero=rng.choice(listed.blanks), thousands=rng.choice(listed.thousands)
    )


def reword(rng: Random, document: Document) -> None:
    """Prints a document's tables in words drawn from the list."""
    listed = wordings()
    says = _drawn(rng, document.year)
    around = listed.around
    document.around = Around(
        department=rng.choice(around["departments"]),
        unit=rng.choice(around["units"]),
        unit_place=rng.choice(around["unit_places"]),
        unit_note=rng.choice(around["unit_notes"]),
        year=rng.choice(around["years"]).format(year=document.year),
    )
    for i, piece in enumerate(document.body):
        if isinstance(piece, Sheet):
            document.body[i] = _reworded(piece, says, document.around)


Says = Callable[[str, Ways, str], str]


def _drawn(rng: Random, year: int) -> Says:
    """A way for each word, drawn once for a document."""
    chosen: dict[tuple[str, str], str] = {}

    def says(kind: str, ways: Ways, word: str) -> str:
        if word not in ways:
            return word
        if (kind, word) not in chosen:
            way = rng.choice(ways[word])
            chosen[kind, word] = way.format(year=year, last=year - 1)
        return chosen[kind, word]

    return says


def _reworded(sheet: Sheet, says: Says, around: Around) -> Sheet:
    listed = wordings()
    title = says("titles", listed.titles, sheet.title)
    notes = tuple(note.replace(f"《{sheet.title}》", f"《{title}》") for note in sheet.notes)
    if around.unit_place == "note" and not sheet.column_unit and sheet.figures_money():
        notes = (*notes, around.unit_note.format(unit=sheet.unit))
    return replace(sheet, title=title, table=_table(sheet.table, says), notes=notes)


def _table(table: Table, says: Says) -> Table:
    """The table with heads and labels in other words; two heads of a row stay two."""
    listed = wordings()
    labels: dict[int, dict[str, str]] = {}

    def change(row: int, _: int, cell: Cell) -> Cell:
        if cell.figure is not None or not cell.text:
            return cell
        is_head = row < table.header
        kind, ways = ("heads", listed.heads) if is_head else ("labels", listed.labels)
        text = says(kind, ways, cell.text)
        if not is_head:
            labels.setdefault(row, {})[cell.text] = text
        return replace(cell, text=text)

    made = mapped(table, change)
    if _has_like_neighbours(made) and not _has_like_neighbours(table):
        return table

    def named(row: int, _: int, cell: Cell) -> Cell:
        figure = cell.figure
        if not isinstance(figure, Figure) or figure.label not in labels.get(row, {}):
            return cell
        return replace(cell, figure=replace(figure, label=labels[row][figure.label]))

    return mapped(made, named)


def _has_like_neighbours(table: Table) -> bool:
    """Whether two columns stand under the same heads, so that nothing tells them apart."""
    paths = [["" for _ in range(table.header)] for _ in range(table.width)]
    for i, row in enumerate(table.rows[: table.header]):
        for j, cell in enumerate(row):
            if cell is not None and cell.text and not cell.text.isdecimal():
                for level in range(i, min(i + cell.rows, table.header)):
                    for column in range(j, min(j + cell.columns, table.width)):
                        paths[column][level] = cell.text
    told = [tuple(path) for path in paths if any(path)]
    return len(set(told)) < len(told)
