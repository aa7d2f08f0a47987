"""The accuracy scoreboard: `python -m benchmarks.accuracy` writes `docs/accuracy.md`.

Its sums go to `data/reference/accuracy_scores.csv`, which the dashboards show.

Reads real documents against facts typed from their pages, where the documents are beside the
checkout; one table in many dresses; corpora at each level of noise against their truth; plants
misprints and asks the ledger for them. A run takes minutes: `--parts` names what is measured
(what is not keeps the sums of the last run; the attack on our own checks is not among the
usual parts: a warehouse is built for each of its kinds),
`--documents` and `--seeds` say how much is tried.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
if str(PROJECT) not in sys.path:
    sys.path.insert(0, str(PROJECT))

from benchmarks import (  # noqa: E402
    areas,
    corpus_truth,
    dresses,
    ledger,
    mutations,
    real_documents,
    report,
    standing,
)
from benchmarks.board import Board  # noqa: E402
from benchmarks.fates import Fates, fates  # noqa: E402
from benchmarks.marts import LONG  # noqa: E402
from benchmarks.sample_documents import score_samples  # noqa: E402
from benchmarks.scoring import Score, compared, printed_of, read_cells, score_cells  # noqa: E402
from corpus import noise  # noqa: E402
from corpus.generate import Request, generate, made  # noqa: E402
from corpus.write import FORMATS  # noqa: E402

REFERENCE = PROJECT / "data" / "reference"
LEVELS = ("none", "light", "heavy")
PARTS = ("real", "dresses", "corpus", "areas", "misprints", "kinds", "mutations")
MAX_KIND_DOCUMENTS = 6
"""Documents of each format on which each kind of noise is tried alone."""
_AT_ONCE = 2
"""Warehouses that are built at one time."""
_ALONE = threading.Lock()
"""Held by who reads or prints documents here: pdfium is of one thread at a time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything and write the page; return the exit code."""
    options = _options(arguments)
    board = Board(last=last_scores(options.scores))
    seeds = [int(seed) for seed in options.seeds.split(",")]
    formats = tuple(options.formats.split(","))
    parts = options.parts.split(",")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        jobs = [pool.submit(job) for job in _jobs(board, parts, options, seeds, formats)]
        for job in jobs:
            job.result()
    board.samples = score_samples()
    for reason in board.refused:
        print(f"refused: {reason}", file=sys.stderr)
    today = options.date or dt.datetime.now(dt.UTC).date().isoformat()
    page = report.page(board, options.documents, seeds, today)
    options.out.write_text(page, encoding="utf-8")
    with options.scores.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(report.scores(board, today))
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    usual = ",".join(part for part in PARTS if part != "mutations")
    every = f"what to measure, by commas, of {', '.join(PARTS)}"
    parser.add_argument("--parts", default=usual, help=every)
    parser.add_argument("--documents", type=int, default=40, help="documents of a corpus")
    parser.add_argument("--seeds", default="2101", help="seeds, by commas")
    parser.add_argument("--formats", default=",".join(FORMATS), help="formats, by commas")
    parser.add_argument("--date", default="", help="the day to print, today if none")
    parser.add_argument("--out", type=Path, default=PROJECT / "docs" / "accuracy.md")
    parser.add_argument("--scores", type=Path, default=REFERENCE / "accuracy_scores.csv")
    return parser.parse_args(arguments)


def last_scores(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of the reference table that say their day, by document set and counted."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("measured_on")]
    return {(row["document_set"], row["counted"]): row for row in rows}


Job = Callable[[], None]


def _jobs(
    board: Board,
    parts: Sequence[str],
    options: argparse.Namespace,
    seeds: Sequence[int],
    formats: Sequence[str],
) -> list[Job]:
    """What is measured, each of the board's fields by one job."""
    count, few = options.documents, min(options.documents, MAX_KIND_DOCUMENTS)
    made_of = [(seed, level) for seed in seeds for level in LEVELS]
    jobs: dict[str, list[Job]] = {
        "real": [partial(_score_real, board)],
        "dresses": [partial(_score_dresses, board)],
        "corpus": [
            partial(_score_corpus, board, Request(count, seed, tuple(formats), level))
            for seed, level in made_of
        ],
        "areas": [partial(_score_areas, board, seeds, formats)],
        "misprints": [
            partial(
                _score_misprints, board, Request(count, seed, tuple(formats), misprints=1.0)
            )
            for seed in seeds
        ],
        "kinds": [partial(_score_kinds, board, seeds[0], formats, few)],
        "mutations": [partial(_score_mutations, board, seeds[0], count)],
    }
    return [job for part in parts for job in jobs[part]]


def _score_areas(board: Board, seeds: Sequence[int], formats: Sequence[str]) -> None:
    for seed in seeds:
        with _ALONE:
            measured = areas.measured(seed, formats)
        for kind, score in measured.items():
            board.areas.setdefault(kind, Score()).add(score)


def _score_mutations(board: Board, seed: int, documents: int) -> None:
    board.mutations = mutations.caught(seed, documents)


def _score_real(board: Board) -> None:
    try:
        board.real = real_documents.measured()
    except ledger.RefusedError as error:
        board.refused.append(f"real documents: {error}")


def _score_dresses(board: Board) -> None:
    try:
        board.dresses = dresses.measured()
    except ledger.RefusedError as error:
        board.refused.append(f"dresses: {error}")


def _score_corpus(board: Board, request: Request) -> None:
    """Cells and facts of one corpus; where the gate refuses it, no fact is there."""
    level = request.noise
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _ALONE:
            board.documents[level] += generate(request, folder)
            cells = score_cells(folder)
        for (form, kind), score in cells.items():
            board.cells.setdefault((form, kind, level), Score()).add(score)
        try:
            database = ledger.build(folder)
        except ledger.RefusedError as error:
            board.refused.append(f"{level}, seed {request.seed}: {error}")
            return
        held = standing.standings(database)
        board.statuses.setdefault(level, Counter()).update(ledger.statuses(database))
        for document, expected in corpus_truth.expected_facts(folder / "truth").items():
            its = held.get(document, standing.Standing())
            for mart in LONG:
                found = fates(
                    [fact for fact in expected if fact.mart == mart],
                    its,
                    document[:8],
                    complete=(mart,),
                )
                board.facts.setdefault((mart, level), Fates()).add(found)


# ---------------------------------------------------------------- noise, kind by kind


def _score_kinds(board: Board, seed: int, formats: Sequence[str], documents: int) -> None:
    """Each kind of noise alone on the templates' words, in each format that shows it."""
    for kind in noise.KINDS:
        for form in formats:
            request = Request(documents, seed, (form,), f"only:{kind}", printed=False)
            score = board.kinds.setdefault(kind, Score())
            with _ALONE:
                found = list(_compared(request))
            for each in found:
                score.add(each)


def _compared(request: Request) -> Iterator[Score]:
    """How the cells of each document that shows a noise are read."""
    for each in made(request):
        if each.document.noise:
            printed = list(printed_of(each.document))
            read = read_cells(each.data, each.file_name)
            yield from (score for _, score in compared(printed, read, each.file_name))


# ---------------------------------------------------------------- the ledger


def _score_misprints(board: Board, request: Request) -> None:
    """Planted misprints: how many some identity covers, and how many the ledger shows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with _ALONE:
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
