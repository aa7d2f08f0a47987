"""What has been read of a grid of indicators so far, and which table its rows stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.documents import (
    Context,
    Indicator,
    Passage,
    Row,
    TableColumn,
    Untaken,
)
from ingest.errors import Reason
from ingest.form import Form
from ingest.shapes.indicator_funding import Funding
from ingest.shapes.indicator_rows import Columns
from ingest.shapes.tables import Sheet
from ingest.values import number

_NO_ROW = Row((), ())


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an indicator table: where the form's columns stand.

    `units_behind` says that each name has its unit in brackets behind it; `unknown` are the
    columns whose figures no column of the form takes, with their heads.
    """

    columns: Columns
    printed: tuple[TableColumn, ...]
    units_behind: bool = False
    notes: tuple[str, ...] = ()
    unknown: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sections:
    """What has been read of a grid so far, and which table its rows stand in.

    `heading` is a text that stood alone in its row in the column of projects: a department
    or a project, which the next row shows. `is_summed` says that the total row is read,
    `has_fields` that the grid's own rows say whose project it is.
    """

    form: Form
    context: Context
    sheet: Sheet
    funding: Funding
    project: dict[str, str] = field(default_factory=dict)
    project_place: tuple[int, str] = (0, "")
    project_cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    head: Head | None = None
    levels: dict[str, str] = field(default_factory=dict)
    last_row: Row = _NO_ROW
    department: str | None = None
    heading: tuple[str, int, str] | None = None
    row_project_no: int | None = None
    is_summed: bool = False
    has_fields: bool = False

    @property
    def is_about_project(self) -> bool:
        """Whether the form speaks of one project rather than of the department."""
        return "name_text" in self.form.sections

    @property
    def project_no(self) -> int | None:
        """The number of the project that the grid is about, if it is about one.

        A grid that says who carries its project out and not its name is not of the one before.
        """
        if not self.is_about_project:
            return None
        if "name_text" in self.project:
            return self.context.next_project_no
        return None if self.has_fields else self.context.current_project_no

    def measure_at(self, column: int) -> str | None:
        """The measure that the head prints over a column."""
        positions = self.head.columns.positions if self.head else {}
        return next((name for name, place in positions.items() if place == column), None)

    def leave(
        self, reason: Reason, row_no: int, row: Row, column: int, label: str | None = None
    ) -> None:
        """Says that a printed figure of a row was not taken."""
        measure = self.measure_at(column)
        headers = self.head.printed if self.head else ()
        parsed = number(row.cells[column])
        self.untaken.append(
            Untaken(
                reason=reason,
                row_no=row_no,
                column_no=column,
                text=row.cells[column],
                locator=row.places[column],
                amount=parsed.value if parsed else None,
                label_text=label,
                measure=measure,
                column_text=next(
                    (head.header_text for head in headers if head.column_no == column),
                    self.head.unknown.get(column) if self.head else None,
                ),
                project_no=self.row_project_no,
            )
        )
