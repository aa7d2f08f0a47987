"""How well what governments state of whole areas is read: each format against the truth.

A city and its counties publish reports and final accounts (`corpus.governments`); all of them
are printed in each format, without noise, and read by the reader alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from benchmarks.scoring import Score
from corpus.expected_facts import YUAN_IN
from corpus.final_accounts import NATIONAL
from corpus.generate import SETS
from corpus.governments import Paper, papers
from corpus.render import RENDERERS
from ingest.reading import read_document
from ingest.values import squeeze

COUNTIES = 12
YEARS = (2022, 2023)
Said = tuple[object, ...]
"""Scope, stage, year, side, name, place, yuan."""


def measured(seed: int, formats: Sequence[str]) -> dict[str, Score]:
    """The score of each format: every figure of every paper, each as what it is."""
    scores: dict[str, Score] = {}
    for paper in papers(seed, SETS[NATIONAL], COUNTIES, YEARS):
        for kind in formats:
            score = _compared(paper, kind)
            scores.setdefault(kind, Score()).add(score)
    return scores


def _compared(paper: Paper, kind: str) -> Score:
    truth, read = Counter(_printed(paper)), Counter(_read(paper, kind))
    right = (truth & read).total()
    wrong = (read - truth).total()
    name = f"{paper.title}.{kind}"
    return Score(
        truth.total(),
        read.total(),
        right,
        wrong,
        [f"{name}: {one}" for one in truth - read],
        [f"{name}: {one}" for one in read - truth],
    )


def _printed(paper: Paper) -> Iterator[Said]:
    for one in paper.told:
        is_debt = one.account == "debt"
        yield (
            one.scope,
            one.phase,
            one.fiscal_year,
            "debt" if is_debt else one.side,
            f"{one.name} {one.side}" if is_debt else squeeze(one.name),
            one.place,
            one.yuan,
        )


def _read(paper: Paper, kind: str) -> Iterator[Said]:
    """The amounts of the tables; what a sentence says again is not counted."""
    found = read_document(RENDERERS[kind](paper.printed()), f"a.{kind}", f"a.{kind}")
    for figure in found.get("region_figures", []):
        if figure["measure"] == "amount" and figure["form_id"] != "region_told":
            is_debt = figure["side"] == "debt"
            yield (
                figure["scope"],
                figure["phase"],
                figure["fiscal_year"],
                figure["side"],
                figure["column_item"] if is_debt else figure["line_name"],
                figure["counterpart_text"] or "",
                Decimal(str(figure["number"])) * YUAN_IN[str(figure["unit_text"])],
            )
