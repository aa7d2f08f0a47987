"""The scores of one run: `accuracy` fills them, `report` writes them down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from benchmarks.dresses import Worn
from benchmarks.fates import Fates
from benchmarks.scoring import Score


@dataclass(slots=True)
class Board:
    """All scores: fates by document set; cells by form, format and level; the ledger.

    `areas` are what governments state, by format.

    `last` are the rows of the reference table as the last run left them.
    """

    real: dict[str, Fates] = field(default_factory=dict)
    dresses: list[Worn] = field(default_factory=list)
    facts: dict[tuple[str, str], Fates] = field(default_factory=dict)
    cells: dict[tuple[str, str, str], Score] = field(default_factory=dict)
    areas: dict[str, Score] = field(default_factory=dict)
    kinds: dict[str, Score] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    misprints: dict[str, Counter[str]] = field(default_factory=dict)
    samples: Score = field(default_factory=Score)
    mutations: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    last: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
