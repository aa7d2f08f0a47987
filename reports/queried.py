"""Rows that the queries return: what the chapters and sentences are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

INPUTS = 40
"""How many receipts a sum lists; beyond, its note names the table and the condition."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Yuan of `rows` fact rows of `documents` documents, with receipts of the first."""

    labels: tuple[str | None, ...]
    yuan: Decimal
    rows: int
    documents: int
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """A figure that a government states of its area: an amount, or a rate (the other is 0)."""

    region: str
    scope: str
    item: str
    phase: str
    amount: Decimal
    rate: Decimal
    receipt: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project's money; each figure with its receipt, None where nothing is printed."""

    key: str
    name: str
    department: str | None
    approved: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None
    rate_published: Decimal | None
    rate: Decimal | None
    receipts: Mapping[str, str]

    @property
    def budget(self) -> Decimal | None:
        """Return the budget that execution is measured against: adjusted, else first."""
        return self.approved if self.adjusted is None else self.adjusted


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A score with its grade; `project` None: the whole department."""

    project: str | None
    department: str | None
    score: Decimal | None
    grade: str | None
    grade_derived: str | None
    recomputed: Decimal | None
    receipt: str


@dataclass(frozen=True, slots=True)
class Attainment:
    """The indicators of a project or department; quantitative and qualitative apart."""

    project: str | None
    department: str | None
    targets: int
    quantitative: int
    judged: int
    met: int
    qualitative: int
    qualitative_met: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """A quantitative indicator whose target was not met."""

    project: str | None
    name: str | None
    operator: str | None
    target: Decimal | None
    unit: str | None
    actual: Decimal | None
    attainment: Decimal | None
    reason: str | None
    receipt: str
    actual_receipt: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a document names."""

    category: str
    name_zh: str
    name_en: str
    project: str | None
    text: str
    receipt: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A suspicion, not an error."""

    kind: str
    subject: str
    sentence: str
    receipts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imbalance:
    """An identity that does not hold, or whose parts are not all there."""

    identity_id: str
    subject: str
    status: str
    left: Decimal | None
    right: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    unit: str | None
    receipt: str
    is_left_printed: bool


@dataclass(frozen=True, slots=True)
class ThreePublic:
    """A line of the three public expenses, in yuan or as a quantity with its unit."""

    department: str | None
    item_code: str
    item_name: str
    fund_basis: str
    budget: Decimal | None
    adjusted: Decimal | None
    executed: Decimal | None
    quantity: Decimal | None
    quantity_unit: str | None
    receipts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Verified:
    """A department's money and how much of it an identity proves; `basis` says which."""

    department: str | None
    basis: str | None
    verifiable: Decimal
    verified: Decimal


@dataclass(frozen=True, slots=True)
class Receipt:
    """A printed cell, as the annex shows it."""

    receipt_id: str
    document_id: str
    title: str
    locator: str
    label: str
    printed: str
    unit: str | None
    reading: str
    is_scanned: bool


@dataclass(frozen=True, slots=True)
class Growth:
    """Two years' sums over the departments that have both."""

    departments: int
    current: Decimal
    earlier: Decimal
    rows: int
