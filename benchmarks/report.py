"""The scoreboard as a page, `docs/accuracy.md`, and as the reference table of its sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from benchmarks.mutations import OUTCOMES
from benchmarks.scoring import Score

if TYPE_CHECKING:
    from benchmarks.accuracy import Board

LEVELS = ("none", "light", "heavy")


def page(board: Board, documents: int, seeds: Sequence[int]) -> str:
    """The whole page in Markdown."""
    return "\n".join(
        [
            *_opening(documents, seeds),
            *_summary(board),
            *_by_format(board),
            *_by_form(board),
            *_by_mart(board),
            *_by_kind(board),
            *_ledger(board),
            *_mutations(board),
        ]
    )


def scores(board: Board) -> Iterator[tuple[str | int, ...]]:
    """The rows of `data/reference/accuracy_scores.csv`, with its heads before them."""
    yield (
        *("document_set", "counted", "document_count"),
        *("printed_count", "read_count", "right_count", "invented_count"),
    )
    for level in LEVELS:
        documents = board.documents[level]
        yield (level, "cells", documents, *_counts(_cells(board, level)))
        yield (level, "facts", documents, *_counts(_facts(board, level)))
    yield ("samples", "cells", 5, *_counts(board.samples))


def _counts(score: Score) -> tuple[int, ...]:
    return (score.printed, score.read, score.right, score.invented)


def _cells(board: Board, level: str) -> Score:
    return _sum(score for (_, _, its), score in board.cells.items() if its == level)


def _facts(board: Board, level: str) -> Score:
    return _sum(score for (_, its), score in board.facts.items() if its == level)


def _opening(documents: int, seeds: Sequence[int]) -> Iterator[str]:
    named = ", ".join(map(str, seeds))
    yield from f"""# Accuracy

How well documents are read, measured on a synthetic corpus with its truth.
`python -m benchmarks.accuracy` writes this page; `mingzhang corpus` writes such a corpus.
Seeds {named}; {documents} documents to a seed and level of noise, in txt, html, docx, xlsx and
pdf alike.

- A *cell* is a printed figure: right where form, project, row, measure and amount are those
  of the truth. What the reader gives and the document does not print that way is wrong.
- A *fact* is a value of a mart: right where mart, key, column and value are.
- *Invented* counts cells that are wrong and neither realigned by a proof nor marked as
  unreconciled.
- Noise departs from the form without a figure being wrong: *light* is one or two kinds in a
  document, *heavy* five to eight. Scores are cut, not rounded: 1.0000 means every one.
""".split("\n")


def _summary(board: Board) -> Iterator[str]:
    heads = ("documents", "cells", "precision", "recall", "F1", "facts", "F1 of facts")
    yield "## In short\n"
    yield _row("noise", *heads, "invented")
    yield _row("---", *["---:"] * (1 + len(heads)))
    for level in LEVELS:
        cells, facts = _cells(board, level), _facts(board, level)
        shown = (f"{facts.printed:,}", _cut(facts.f1), f"{cells.invented:,}")
        yield _row(level, f"{board.documents[level]:,}", *_measured(cells), *shown)
    samples = board.samples
    last = ("", "", f"{samples.invented:,}")
    yield _row("the five sample documents", "5", *_measured(samples), *last)
    yield ""


def _measured(score: Score) -> tuple[str, ...]:
    shares = (score.precision, score.recall, score.f1)
    return (f"{score.printed:,}", *map(_cut, shares))


def _by_format(board: Board) -> Iterator[str]:
    yield "## F1 of cells by format\n"
    formats = sorted({kind for _, kind, _ in board.cells})
    yield from _grid(
        "format",
        formats,
        lambda name, level: _sum(
            score
            for (_, kind, its), score in board.cells.items()
            if (kind, its) == (name, level)
        ),
    )


def _by_form(board: Board) -> Iterator[str]:
    yield "## F1 of cells by form\n"
    forms = sorted({form for form, _, _ in board.cells})
    yield from _grid(
        "form",
        forms,
        lambda name, level: _sum(
            score
            for (form, _, its), score in board.cells.items()
            if (form, its) == (name, level)
        ),
    )


def _by_mart(board: Board) -> Iterator[str]:
    yield "## F1 of facts by mart\n"
    marts = sorted({mart for mart, _ in board.facts})
    yield from _grid("mart", marts, lambda name, level: board.facts.get((name, level), Score()))


def _grid(
    head: str, names: Sequence[str], score_of: Callable[[str, str], Score]
) -> Iterator[str]:
    yield _row(head, "values", *LEVELS)
    yield _row("---", *["---:"] * (1 + len(LEVELS)))
    for name in names:
        scores = [score_of(name, level) for level in LEVELS]
        shown = [_cut(score.f1) if score.printed else "" for score in scores]
        yield _row(name, f"{sum(score.printed for score in scores):,}", *shown)
    yield ""


def _by_kind(board: Board) -> Iterator[str]:
    yield "## Each kind of noise alone\n"
    yield _row("kind", "cells", "F1", "invented")
    yield _row("---", "---:", "---:", "---:")
    for name, score in sorted(board.kinds.items()):
        if score.printed:
            yield _row(name, f"{score.printed:,}", _cut(score.f1), f"{score.invented:,}")
    yield ""


def _ledger(board: Board) -> Iterator[str]:
    clean = board.statuses["none"]
    yield "## The ledger\n"
    yield (
        f"On documents without a slip the ledger judged {clean.total():,} identities; "
        f"{clean['broken']:,} of them came out broken."
    )
    yield ""
    yield "Misprints, one planted in each document; an identity covers one that breaks it:\n"
    yield _row("misprint", "planted", "covered", "found", "share of the covered")
    yield _row("---", *["---:"] * 4)
    for kind, outcomes in sorted(board.misprints.items()):
        covered = outcomes["found"] + outcomes["missed"]
        share = Decimal(outcomes["found"]) / covered if covered else Decimal(1)
        yield _row(kind, f"{outcomes.total():,}", f"{covered:,}", f"{outcomes['found']:,}",
                   _cut(share))  # fmt: skip
    yield ""


def _mutations(board: Board) -> Iterator[str]:
    yield "## An attack on our own checks\n"
    yield "Good accounts and budgets with one thing wrong, and who notices: *put back*, every"
    yield "figure is read as it was meant; *shown*, the ledger has a broken row; *doubted*, the"
    yield "reader leaves a figure unreconciled, or the ledger says that it can no longer check"
    yield "what it could in the good document; *unseen*, nobody says a word.\n"
    yield "Nothing covers these: a row that is gone with its sums intact (an item that is not"
    yield "of a sum, a sum between items and classes, a line that another table does not"
    yield "print); the unit of a table that no other repeats (the three public, project"
    yield "budgets); a total that no other table prints.\n"
    yield _row("mutation", "documents", *OUTCOMES)
    yield _row("---", *["---:"] * (1 + len(OUTCOMES)))
    for kind, outcomes in board.mutations.items():
        total = outcomes.total()
        shares = [
            f"{Decimal(100) * outcomes[name] / total:.0f} %" if total else ""
            for name in OUTCOMES
        ]
        yield _row(kind, f"{total:,}", *shares)
    yield ""


def _sum(scores: Iterable[Score]) -> Score:
    whole = Score()
    for score in scores:
        whole.add(score)
    return whole


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cut(value: Decimal) -> str:
    """Four decimals, cut: what is not everything does not read as everything."""
    return f"{value.quantize(Decimal('0.0001'), ROUND_DOWN)}"
