"""The accuracy scoreboard: `python -m benchmarks.accuracy` writes `docs/accuracy.md`.

Its sums go to `data/reference/accuracy_scores.csv`, which the dashboards show.

Generates corpora for several seeds at each level of noise, reads them, builds a warehouse
of each, and compares cells and facts with the truth; plants misprints and asks the ledger
for them; reads the five sample documents against their goldens. A run takes minutes:
`--documents` and `--seeds` say how much is tried.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from benchmarks import ledger, mutations, report, scoring_marts  # noqa: E402
from benchmarks.corpus import noise  # noqa: E402
from benchmarks.corpus.generate import Request, generate, made  # noqa: E402
from benchmarks.corpus.write import FORMATS  # noqa: E402
from benchmarks.sample_documents import score_samples  # noqa: E402
from benchmarks.scoring import Score, compared, printed_of, read_cells, score_cells  # noqa: E402

REFERENCE = PROJECT / "data" / "reference"
LEVELS = ("none", "light", "heavy")
MAX_KIND_DOCUMENTS = 40
"""Documents on which each kind of noise is tried alone."""


@dataclass(slots=True)
class Board:
    """All scores: cells by form, format and level; facts by mart and level; the ledger."""

    cells: dict[tuple[str, str, str], Score] = field(default_factory=dict)
    facts: dict[tuple[str, str], Score] = field(default_factory=dict)
    kinds: dict[str, Score] = field(default_factory=dict)
    documents: Counter[str] = field(default_factory=Counter)
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    misprints: dict[str, Counter[str]] = field(default_factory=dict)
    samples: Score = field(default_factory=Score)
    mutations: dict[str, Counter[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything and write the page; return the exit code."""
    options = _options(arguments)
    board = Board()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    formats = tuple(options.formats.split(","))
    for seed in seeds:
        for level in LEVELS:
            request = Request(options.documents, seed, formats, level)
            _score_corpus(board, request)
        _score_misprints(board, Request(options.documents, seed, formats, misprints=1.0))
    _score_kinds(board, seeds[0], formats, min(options.documents, MAX_KIND_DOCUMENTS))
    board.samples = score_samples()
    board.mutations = mutations.caught(seeds[0], options.documents)
    for reason in board.refused:
        print(f"refused: {reason}", file=sys.stderr)
    page = report.page(board, options.documents, seeds)
    options.out.write_text(page, encoding="utf-8")
    with options.scores.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(report.scores(board))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--documents", type=int, default=150, help="documents of a corpus")
    parser.add_argument("--seeds", default="101,102", help="seeds, by commas")
    parser.add_argument("--formats", default=",".join(FORMATS), help="formats, by commas")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "accuracy.md")
    parser.add_argument("--scores", type=Path, default=REFERENCE / "accuracy_scores.csv")
    return parser.parse_args(arguments)


def _score_corpus(board: Board, request: Request) -> None:
    """Cells and facts of one corpus; where the gate refuses it, no fact is there."""
    level = request.noise
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        board.documents[level] += generate(request, folder)
        for (form, kind), score in score_cells(folder).items():
            board.cells.setdefault((form, kind, level), Score()).add(score)
        held: scoring_marts.Held = {}
        try:
            database = ledger.build(folder)
        except ledger.RefusedError as error:
            board.refused.append(f"{level}, seed {request.seed}: {error}")
        else:
            held = scoring_marts.held(database)
            board.statuses.setdefault(level, Counter()).update(ledger.statuses(database))
        for mart, score in _score_facts(folder, held):
            board.facts.setdefault((mart, level), Score()).add(score)


def _score_facts(folder: Path, held: scoring_marts.Held) -> Iterator[tuple[str, Score]]:
    printed = scoring_marts.printed_facts(folder / "truth")
    for document in sorted({*held, *printed}):
        scores = scoring_marts.compared(
            printed.get(document, Counter()), held.get(document, Counter()), document[:8]
        )
        yield from scores.items()


# ---------------------------------------------------------------- noise, kind by kind


def _score_kinds(board: Board, seed: int, formats: Sequence[str], documents: int) -> None:
    """Each kind of noise alone, in each format that shows it."""
    for kind in noise.KINDS:
        for form in formats:
            request = Request(documents, seed, (form,), f"only:{kind}")
            score = board.kinds.setdefault(kind, Score())
            for each in made(request):
                if each.document.noise:
                    printed = list(printed_of(each.document))
                    read = read_cells(each.data, each.file_name)
                    for _, found in compared(printed, read, each.file_name):
                        score.add(found)


# ---------------------------------------------------------------- the ledger


def _score_misprints(board: Board, request: Request) -> None:
    """Planted misprints: how many some identity covers, and how many the ledger shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(request, folder)
        try:
            broken = ledger.broken_rows(ledger.build(folder))
        except ledger.RefusedError as error:
            board.refused.append(f"misprints, seed {request.seed}: {error}")
            return
        for kind, outcome in ledger.judged(folder / "truth", broken):
            board.misprints.setdefault(kind, Counter())[outcome] += 1


if __name__ == "__main__":
    sys.exit(main())
