"""A report as plain values, whatever file it becomes: text, figures with their sources.

Sections build these values from the marts; `reports.notes` numbers the sources, and
a writer (`reports.html` today) turns the whole into a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure that stands in a document: its receipt in `marts.receipts`."""

    receipt_id: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure taken from `rows` rows of a table, under a condition given in words.

    `query` is the SQL whose result holds the figure, where one query answers.
    """

    table: str
    condition: str
    rows: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure computed from others; `formula` is the key `f_…` of how it is said."""

    formula: str
    inputs: tuple[Source, ...]


Source = Printed | Counted | Computed


@dataclass(frozen=True, slots=True)
class Text:
    """Words, published or ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as shown, and where it comes from."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Missing:
    """No data, and the reason in words."""

    reason: str


Run = Text | Figure | Missing
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand at the right. `width` is a share of 100."""

    title: str
    is_number: bool = False
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a total, a part of the row above, a group's name, or plain."""

    cells: tuple[Runs, ...]
    kind: Literal["body", "total", "part", "group"] = "body"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; the subtitle gives unit and scope, `remark` what is left out."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    remark: str = ""
    style: Literal["plain", "annex"] = "plain"


@dataclass(frozen=True, slots=True)
class Chart:
    """A vector picture; the title asks or answers, the footer names the data's source."""

    title: str
    subtitle: str
    svg: str
    footer: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """Findings or remarks, one each; `title` may be empty."""

    title: str
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure of the summary with its label and its comparison."""

    label: str
    value: Runs
    comparison: Runs


@dataclass(frozen=True, slots=True)
class Headlines:
    """The figures of the summary."""

    items: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class NoData:
    """A block that has nothing to show, and the reason in words."""

    title: str
    reason: str


Block = Table | Chart | Paragraph | Bullets | Headlines | NoData


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; `anchor` is its name inside the file."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: the summary stands alone on the first page, sections follow.

    `footers` are scope and build, for each page's foot beside its number; `mark` is kept
    inside the file for `mingzhang report --check`; `date` is the build's, YYYY-MM-DD.
    """

    language: str
    title: str
    subtitle: str
    banner: str
    footers: tuple[str, str]
    summary: Section
    sections: tuple[Section, ...]
    mark: str = ""
    date: str | None = None
