"""The block above the indicators: fields with their values, texts under their headings."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ingest.documents import Line, Passage, Row
from ingest.form import Form
from ingest.labels import without_code
from ingest.shapes import indicator_closing as closing
from ingest.shapes import indicator_words as words
from ingest.shapes.indicator_state import Sections
from ingest.shapes.tables import LABEL, TEXT, mark
from ingest.values import squeeze, without_ordinal

_GOAL = re.compile(r".*目标.*")
_BRACKET_BEHIND = re.compile(r"\([^()]*\)$")
_BODIES = frozenset({"department_text", "implementing_unit_text", "budget_unit_text"})
_OF_EVERY_TABLE = frozenset({"department_text", "budget_unit_text", "year_text"})
"""What stands as a label, `部门名称：…`, over a table of any project."""
_YEAR_BEHIND = re.compile(r"\s+(?:19|20)\d\d(?:年度?)?$")
"""The year that stands at the other end of a line: `填报部门：某局        2024年`."""
LONG_TEXT = 15
"""Longer texts are no labels."""
_NEXT_LABEL = re.compile(r"\s+(?=[^\s:：]{2,10}[:：])")


def read_fields(sections: Sections, row_no: int, row: Row) -> None:
    """Takes `field | value` pairs; long texts become passages under the label near them."""
    for key, printed, column in _pairs(sections.form, row):
        value = without_code(printed) if key in _BODIES else printed
        sections.project.setdefault(key, value)
        is_label = key in _OF_EVERY_TABLE and row.cells[column] != printed
        sections.has_fields |= not is_label
        if key == "name_text" and sections.project[key] == value:
            sections.project_place = (row_no, row.places[column])
    closing.read_scores(sections, row_no, row)
    closing.read_grades(sections, row_no, row)
    read_text(sections, row_no, row, LABEL)


def _pairs(form: Form, row: Row) -> Iterator[tuple[str, str, int]]:
    """The fields of a row: with their values in the next cell, or in their own."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    keys = {i: key for i, cell in printed if (key := _key(form, cell.rstrip("：: ")))}
    for (i, _), (j, value) in pairwise(printed):
        if i in keys and j not in keys:
            yield keys[i], value, j
    for i, cell in printed:
        if i not in keys:
            for key, value in labelled_fields(form, cell):
                yield key, value, i


def labelled_fields(form: Form, text: str) -> Iterator[tuple[str, str]]:
    """The fields that a text prints with their values behind a colon, one after another."""
    for part in _NEXT_LABEL.split(text.strip()):
        found = words.labelled(part)
        key = _key(form, found[0]) if found else None
        if found and key and found[1]:
            yield key, found[1]


@lru_cache(maxsize=65_536)
def _key(form: Form, label: str) -> str | None:
    """The field that a label names; a bracket behind it says where the seal goes."""
    printed = without_ordinal(squeeze(label).rstrip(":"))
    ways = (printed, _BRACKET_BEHIND.sub("", printed))
    return next(
        (name for name, rule in form.sections.items() if any(map(rule.fullmatch, ways))), None
    )


def read_lines_above(sections: Sections, lines: tuple[Line, ...]) -> None:
    """The fields that stand in lines of their own between the title and the table."""
    for line in lines:
        for key, printed in labelled_fields(sections.form, line.text):
            value = without_code(_YEAR_BEHIND.sub("", printed)) if key in _BODIES else printed
            if sections.project.setdefault(key, value) == value and key == "name_text":
                sections.project_place = (1, line.place)


def settle(fields: dict[str, str]) -> None:
    """Says of a project whose budget it is in who carries it out, where nothing else does."""
    unit = fields.pop("budget_unit_text", None)
    if unit is not None:
        fields.setdefault("implementing_unit_text", unit)


def names_project(form: Form, row: Row) -> bool:
    """Whether a row says of which project it is, and not only by a head."""
    return any(key == "name_text" for key, _, _ in _pairs(form, row))


def read_text(sections: Sections, row_no: int, row: Row, role: str) -> None:
    """Long texts become passages under the short one near them."""
    printed = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    short = next((cell for _, cell in printed if len(cell) <= LONG_TEXT), "")
    for column, cell in printed:
        above = sections.last_row.cells
        if len(cell) <= LONG_TEXT:
            continue
        over = above[column] if column < len(above) else ""
        heading = over if over and len(over) <= LONG_TEXT else short
        sections.passages.append(Passage(heading, cell, row.places[column]))
        sections.sheet.roles[row_no, column] = TEXT
        if _GOAL.fullmatch(squeeze(heading)):
            sections.project.setdefault("goal_text", cell)
    mark(sections.sheet.roles, row_no, row, role)
