"""The values that cross borders: what a reader gives, and what a shape makes of it.

All frozen. Texts are as printed; a *place* says where in the document a text stands
(`line 45 cell 3` in a text file), for a person to find it again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from ingest.errors import Reason
from ingest.value import value


@value(frozen=True, slots=True)
class Line:
    """A line of running text and its place."""

    text: str
    place: str


@value(frozen=True, slots=True)
class Row:
    """A row of a grid: the cells' texts as printed, and each cell's place.

    A merged cell's text stands once, where the cell begins; `covered` has, where the format
    states merges, the text of the cell that covers each position. `stored` has, by column,
    the whole number behind a printed one that is rounded, as workbooks keep it; `printed`
    what is printed where a cell's text is only the number in it; `indents` how far texts are
    set in from the left edge of their cells, in a measure of the document's own.
    """

    cells: tuple[str, ...]
    places: tuple[str, ...]
    covered: tuple[str, ...] = ()
    stored: Mapping[int, str] = field(default_factory=dict)
    printed: Mapping[int, str] = field(default_factory=dict)
    indents: Mapping[int, float] = field(default_factory=dict)

    def figure(self, column: int) -> str:
        """The text of the number in a column: the stored one, else the printed."""
        return self.stored.get(column, self.cells[column])


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed, with the running text before it and after it.

    `merges_known` says that the rows state which cell covers a position; in plain text a
    merged header cell stands once, and blanks follow.
    """

    block_no: int
    rows: tuple[Row, ...]
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    merges_known: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of running text between grids."""

    block_no: int
    lines: tuple[Line, ...]


Block = Grid | Prose


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader met and did not read: its reason, a sentence, the place."""

    reason: Reason
    detail: str
    place: str


class Alternative(NamedTuple):
    """Another character that one of a seen text may be, for all that was seen.

    `character_no` counts the text's characters from 1; `seen` is what it was seen as, `other`
    what it may be instead, empty where nothing may stand there. `probability` is of 1, to
    three decimals.
    """

    character_no: int
    seen: str
    other: str
    probability: Decimal

    def in_text(self, text: str) -> str:
        """The text with the other character."""
        start = self.character_no - 1
        return text[:start] + self.other + text[start + len(self.seen) :]


class Sight(NamedTuple):
    """How a text with figures was seen on a picture.

    `confidence` is that of its least sure character, from 0 to 1; `alternatives` are the other
    characters that it may hold, in the order of the text, None where they are not known.
    """

    confidence: float
    alternatives: tuple[Alternative, ...] | None = ()


Seen = Mapping[str, Mapping[str, Sight]]
"""By page, how each text with figures was seen on its picture: by the text, and by the place of
the cell in which it stands and the text; cells and rows of which not all was read, by place."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file's bytes.

    `seen` are the pages that were read from pictures, by their places: how each text with
    figures was seen.
    """

    media_type: str
    encoding: str
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
    seen: Seen = field(default_factory=dict)


class Wanted(NamedTuple):
    """What a figure must be for all that must add up with it, and the identities that say so.

    They are along its row and down its column, and none of either holds with what it is.
    """

    value: Decimal
    identities: tuple[str, ...]


@value(frozen=True, slots=True)
class Amount:
    """A printed figure: where it stands, what it is, and in which unit it was printed.

    Figures of one `place_group` can change their column together only, to one of `rivals`
    (measures, with commas between); `is_refuted`: its row and its column deny it alike.
    `source` is `text`, or `scan` where it was seen on a picture; then `confidence` says how
    sure its least sure character is, from 0 to 1, and `alternatives` what else its characters
    may be. A `restored` figure was seen as `seen_text`, whose alternatives they are.
    `wanted` is what a refuted one must be for all that must add up with it.
    """

    row_no: int
    column_no: int
    row_key: str
    measure: str
    amount_text: str
    amount: Decimal
    decimals: int
    locator: str
    reading: str = "as_published"
    proof: str | None = None
    side: str | None = None
    line_code: str | None = None
    code_text: str | None = None
    label_text: str | None = None
    line_text: str | None = None
    column_text: str | None = None
    unit_text: str | None = None
    unit_locator: str | None = None
    phase: str | None = None
    project_no: int | None = None
    place_group: int | None = None
    rivals: str | None = None
    has_odd_decimals: bool = False
    is_refuted: bool = False
    source: str = "text"
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] | None = None
    seen_text: str | None = None
    wanted: Wanted | None = None


@value(frozen=True, slots=True)
class Untaken:
    """A printed figure that no record took, or a text where a figure should stand.

    `row_no` counts from 1, `column_no` from 0; `amount` is its value where it is a number.
    What is known of its place is said: the label or code of its row, the measure or the
    header of its column. A whole column of such figures is told by its first. What a text with
    figures was seen as on a picture is said as of an `Amount`; one without has no source.
    """

    reason: Reason
    row_no: int
    column_no: int
    text: str
    locator: str
    amount: Decimal | None = None
    unit_text: str | None = None
    side: str | None = None
    row_key: str | None = None
    code_text: str | None = None
    label_text: str | None = None
    measure: str | None = None
    column_text: str | None = None
    project_no: int | None = None
    source: str | None = "text"
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] | None = None


@value(frozen=True, slots=True)
class Indicator:
    """A performance indicator as printed; `texts` maps the form's columns to cells.

    `columns` says in which column of the row each text stands, counted from 0. `unsure` are
    the columns whose figures were seen on a picture, and not for sure.
    """

    row_no: int
    column_no: int
    texts: dict[str, str]
    locator: str
    columns: Mapping[str, int]
    reading: str = "as_published"
    proof: str | None = None
    project_no: int | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project as a form or a passage presents it; `texts` maps fields to texts.

    `cells` has row (from 1) and column (from 0) of its grade. `column_no` tells projects
    apart that stand on one line of running text.
    """

    project_no: int
    row_no: int
    locator: str
    texts: dict[str, str]
    cells: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    column_no: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a document names about a project."""

    project_no: int | None
    row_no: int
    column_no: int
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of narrative under its heading."""

    heading: str
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class RegionFigure:
    """A figure of a whole area's table: what it says, of which line, year, phase and level.

    `measure` is `amount`, or how a rate is worked out (`completion`, `growth`,
    `growth_comparable`) of the figure in `of_column_no` over that in `base_column_no`, where
    the table prints them. `line_no` counts the lines of the table, `parent_line_no` is the
    line that this one is a part of; both are None with `level` and `is_leaf` where codes,
    numbers and left edges do not say it; `indent` is how far the label is set in.
    `counterpart_text` is a place of the area that the row or the column names, `column_item`
    what else its column or row is of: a fund, an item, a kind of debt and what of it;
    `account_id` is the account where the form is of several, `formula_text` the letter of its
    row or column and what that is worked out of (A=B+C). Columns count from 0. `reading` is
    `as_published`, or `unreconciled` where it was seen on a picture and not for sure; what it
    was seen as is said as of an `Amount`.
    """

    row_no: int
    column_no: int
    measure: str
    number_text: str
    number: Decimal
    decimals: int
    locator: str
    line_no: int
    label_text: str
    line_name: str
    side: str
    scope: str | None
    scope_text: str
    place_text: str | None
    phase: str | None
    fiscal_year: int | None
    column_text: str
    classification: str | None = None
    code_text: str | None = None
    parent_line_no: int | None = None
    level: int | None = None
    total_kind: str | None = None
    is_of_which: bool = False
    is_leaf: bool | None = None
    part: str | None = None
    is_estimate: bool = False
    base_phase: str | None = None
    base_year: int | None = None
    of_column_no: int | None = None
    base_column_no: int | None = None
    unit_text: str | None = None
    unit_locator: str | None = None
    counterpart_text: str | None = None
    column_item: str | None = None
    account_id: str | None = None
    formula_text: str | None = None
    indent: float | None = None
    reading: str = "as_published"
    source: str = "text"
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] | None = None


@value(frozen=True, slots=True)
class TableColumn:
    """A column that a recognised table prints: its measure, position and header."""

    measure: str
    column_no: int
    header_text: str


@dataclass(frozen=True, slots=True)
class BlankLine:
    """A line of a funding table that is printed and left blank."""

    row_no: int
    row_key: str
    label_text: str
    locator: str
    project_no: int | None = None


@value(frozen=True, slots=True)
class Bound:
    """The most, in yuan, that a code can have of a measure, and how far rounding goes."""

    amount: Decimal
    half_unit: Decimal


@value(frozen=True, slots=True)
class Context:
    """What a block knows from around it: its money unit, and the projects so far.

    `bounds` is what other tables of the document say that figures cannot exceed; `unit_stated`
    the money unit that a table, or the one whose title it is read under, states, and its place.
    `title_text` is the table's title, `part_heading` that of the document's part it stands in,
    `year_phases` the phase of each year of which the titles of a government's tables say one,
    `area_heading` what such a document calls itself, for tables whose title says no level.
    `seen` is what `Reading.seen` says of its pages.
    """

    unit_text: str | None = None
    unit_locator: str | None = None
    current_project_no: int | None = None
    next_project_no: int = 1
    bounds: Mapping[tuple[str, str], Bound] = field(default_factory=dict)
    unit_stated: tuple[str, str] | None = None
    seen: Seen = field(default_factory=dict)
    title_text: str | None = None
    part_heading: str | None = None
    year_phases: Mapping[int, str] = field(default_factory=dict)
    area_heading: str | None = None


@value(frozen=True, slots=True)
class Records:
    """What a shape reads from one block; `roles` says what each cell was taken for.

    `sights` says of cells with figures, on pages that are pictures, how these were seen.
    `fields` are the header fields that a form printed (`department_text`, …); `untaken` are
    the figures that no record took; `notes` say what was left out, with its place.
    """

    amounts: Sequence[Amount] = ()
    indicators: Sequence[Indicator] = ()
    projects: Sequence[Project] = ()
    findings: Sequence[Finding] = ()
    passages: Sequence[Passage] = ()
    region_figures: Sequence[RegionFigure] = ()
    columns: Sequence[TableColumn] = ()
    blank_lines: Sequence[BlankLine] = ()
    untaken: Sequence[Untaken] = ()
    roles: dict[tuple[int, int], str] = field(default_factory=dict)
    sights: Mapping[tuple[int, int], Sight] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    notes: Sequence[str] = ()

    @property
    def count(self) -> int:
        """How many records the block gave (columns, blank lines, untaken and roles are not)."""
        return sum(
            map(
                len,
                (
                    self.amounts,
                    self.indicators,
                    self.projects,
                    self.findings,
                    self.passages,
                    self.region_figures,
                ),
            )
        )
