"""Figures with their sources: the one place where a number gets its footnote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports import figures
from reports.model import Computed, Counted, Figure, Missing, Printed, Runs, Source
from reports.queried import INPUTS, Project, Sum
from reports.texts import Texts


@dataclass(frozen=True, slots=True)
class Cite:
    """Makes figures of one report's year, in one language."""

    texts: Texts
    year: int

    def sum_of(self, total: Sum, table: str) -> Source:
        """Return the source of a sum: its receipt, its receipts, or its rows."""
        return self.receipts(total.receipts, total.rows, table)

    def receipts(self, ids: Sequence[str], rows: int, table: str) -> Source:
        """Return a sum's source; beyond `INPUTS` rows the table and the condition."""
        if rows > INPUTS or not ids:
            return self.counted(table, self.texts.say("c_year", year=self.year), rows)
        if len(ids) == 1:
            return Printed(ids[0])
        inputs = tuple(Printed(one) for one in sorted(ids, key=place))
        return Computed("sum", inputs)

    def united(self, sums: Iterable[Sum], table: str) -> Source:
        """Return the source of several sums together."""
        known = list(sums)
        ids = [one for total in known for one in total.receipts]
        return self.receipts(ids, sum(total.rows for total in known), table)

    def counted(self, table: str, condition: str, rows: int) -> Counted:
        """Return the source of a count."""
        return Counted(f"marts.{table}", condition, rows)

    def asked(self, table: str, condition: str, query: str) -> Counted:
        """Return the source of figures that one query gives."""
        return Counted(f"marts.{table}", condition, 1, query)

    def share(self, part: Source, whole: Source) -> Source:
        """Return the source of part ÷ whole."""
        return Computed("share", (part, whole))

    def money(self, amount: Decimal, source: Source) -> Figure:
        """Return an amount with its unit, for a sentence."""
        return Figure(figures.money(amount, self.texts.language), source)

    def yuan(self, amount: Decimal, source: Source) -> Runs:
        """Return exact yuan for a table's cell."""
        return (Figure(figures.yuan(amount), source),)

    def percent_of(
        self, part: Decimal, whole: Decimal, part_source: Source, whole_source: Source
    ) -> Figure | Missing:
        """Return part ÷ whole in percent; missing where the whole is zero."""
        ratio = figures.ratio(part, whole)
        if ratio is None:
            return Missing(self.texts.say("reason_zero_budget"))
        return Figure(figures.percent(ratio), self.share(part_source, whole_source))

    def count(self, number: int, table: str, condition: str) -> Figure:
        """Return a count of rows."""
        return Figure(figures.count(number), self.counted(table, condition, number))

    def missing(self, reason: str = "reason_not_printed", **values: object) -> Runs:
        """Return a cell without data, and why."""
        return (Missing(self.texts.say(reason, **values)),)

    def recomputed(self, printed: Source) -> Source:
        """Return the source of a score computed again from the printed form's parts."""
        return Computed("recomputed", (printed,))

    def projects(self, projects: Sequence[Project], measure: str) -> Source:
        """Return the source of the sum of projects' budget, approved or executed."""
        ids = [receipt_of(one, measure) for one in projects]
        return self.receipts(ids, len(ids), "fct_project_funding")


def receipt_of(project: Project, measure: str) -> str:
    """Return a project's receipt; `budget` is its adjusted, else approved figure."""
    if measure == "budget":
        measure = "approved" if project.adjusted is None else "adjusted"
    return project.receipts[measure]


def place(receipt_id: str) -> tuple[str, tuple[int, ...]]:
    """Return a key that sorts receipts as their cells stand in the document."""
    document, *numbers = receipt_id.split("-")
    return document, tuple(int(one) for one in numbers if one.isdigit())
