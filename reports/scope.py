"""What a report is about: a year, a region, a department, and the documents counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A document with facts of the year; `reason` says why it is not counted, or None.

    `figures`, `unreconciled` count its receipts; `tables`, `empty`, `unread` its blocks, and
    `partial` those of the `tables` of which figures were not taken; `states_money` says that
    money in scope is counted by it.
    """

    document_id: str
    title: str
    file_name: str
    kind: str
    fiscal_year: int | None
    department: str | None
    region: str | None
    caliber: str | None
    figures: int
    unreconciled: int
    tables: int
    empty: int
    unread: int
    partial: int = 0
    states_money: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Year, filters and counted documents.

    `regions` are the region asked for and all below it, None: all; `caliber` is
    `unit` where the scope holds units' own documents only.
    """

    year: int
    is_synthetic: bool
    region_code: str | None = None
    region_name: str | None = None
    regions: tuple[str, ...] | None = None
    department_key: str | None = None
    department_name: str | None = None
    caliber: str = "department"
    documents: tuple[Document, ...] = ()
    excluded: tuple[Document, ...] = ()

    @property
    def parameters(self) -> dict[str, object]:
        """Return what the queries bind: documents, year, department, regions."""
        return {
            "documents": [one.document_id for one in self.documents],
            "year": self.year,
            "department": self.department_key,
            "regions": None if self.regions is None else list(self.regions),
        }

    @property
    def figures(self) -> int:
        """Return how many printed figures the counted documents hold."""
        return sum(one.figures for one in self.documents)

    @property
    def unreconciled(self) -> int:
        """Return how many of them no arithmetic could place."""
        return sum(one.unreconciled for one in self.documents)


@dataclass(frozen=True, slots=True)
class Build:
    """The build that published the warehouse; the date as YYYY-MM-DD, or None."""

    build_id: str
    date: str | None
    version: str | None
