"""The scoreboard as a page, `docs/accuracy.md`, and as the reference table of its sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

from benchmarks import dresses, ofd_peer, scan_report
from benchmarks.board import Board
from benchmarks.fates import BAD, FATES, RIGHT, Fates
from benchmarks.mutations import OUTCOMES
from benchmarks.scoring import Score

LEVELS = ("none", "light", "heavy")
SETS = ("real", "dresses", *LEVELS)
NAMES = {
    "real": "real documents, typed facts",
    "dresses": "one table in many dresses",
    "none": "corpus, no noise",
    "light": "corpus, light noise",
    "heavy": "corpus, heavy noise",
}
OPENING = """# Accuracy

How well documents are read. `python -m benchmarks.accuracy` writes this page. It counts what
became of every value that a document states:

- *proven but wrong*: the warehouse calls a value proven that is not what is printed, or not in
  this place, year or department; *invented*: it publishes an unproven value that is not
  printed; *lost in silence*: a printed value is not published, and nothing says so. These must
  be 0.
- *proven in place*, *proven in amount* (the figure is borne out, its column or row is not) and
  *unproven*: published and right.
- *unreconciled*: shown, and out of sums; *partial*: named as a figure that no record took;
  *set aside*: kept out of the facts for want of a department or a year; *lost with a word*: its
  table, or its document, has an outcome that says it was not read or not whole.
"""
_COUNTS = ("document_count", "printed_count", "read_count", "right_count", "invented_count")


def page(board: Board, documents: int, seeds: Sequence[int], today: str) -> str:
    """The whole page in Markdown."""
    return "\n".join(
        [
            OPENING,
            *_standing(board, today),
            *_real(board),
            *_dresses(board),
            *_areas(board),
            *scan_report.section(),
            *ofd_peer.section(),
            *_corpus(board, documents, seeds),
        ]
    )


def _areas(board: Board) -> Iterator[str]:
    """What governments of a synthetic city state of their areas, format by format."""
    if not board.areas:
        return
    yield "## Whole areas, as their governments state them\n"
    yield (
        "Reports and final accounts of a synthetic city and its counties in each format, no"
        " noise: every amount of their tables with its scope, stage, year, side and line.\n"
    )
    yield _row("format", "printed", "right", "recall", "precision", "invented")
    yield _row("---", "---:", "---:", "---:", "---:", "---:")
    for kind, score in sorted(board.areas.items()):
        counts = (f"{score.printed:,}", f"{score.right:,}")
        shares = (_cut(score.recall), _cut(score.precision))
        yield _row(kind, *counts, *shares, f"{score.invented:,}")
    yield ""


def _corpus(board: Board, documents: int, seeds: Sequence[int]) -> Iterator[str]:
    if not board.cells:
        return
    yield from _on_corpus(documents, seeds)
    yield from _summary(board)
    yield from _by_mart(board)
    yield from _by_format(board)
    yield from _by_form(board)
    yield from _by_kind(board)
    yield from _ledger(board)
    if board.mutations:
        yield from _mutations(board)


# ---------------------------------------------------------------- the reference table


def scores(board: Board, today: str) -> Iterator[tuple[str | int, ...]]:
    """The rows of `data/reference/accuracy_scores.csv`, with its heads before them.

    What was not measured now keeps the row of the run that measured it last.
    """
    heads = ("document_set", "counted", *_COUNTS, *(f"{f}_count" for f in FATES), "measured_on")
    heads = tuple(dict.fromkeys(heads))
    yield heads
    for row in _rows(board, today):
        yield tuple(row.get(head, "") for head in heads)


def _rows(board: Board, today: str) -> Iterator[dict[str, str | int]]:
    now: dict[tuple[str, str], dict[str, str | int]] = {}
    for level in LEVELS:
        score = _cells(board, level)
        if score.printed:
            now[level, "cells"] = _of_cells(score, board.documents[level])
    if board.samples.printed:
        now["samples", "cells"] = _of_cells(board.samples, 5)
    for name in SETS:
        found = _of_set(board, name)
        if found.total:
            now[name, "facts"] = _of_facts(found)
    order = [(name, what) for name in (*SETS, "samples") for what in ("facts", "cells")]
    for key in order:
        if key in now:
            named: dict[str, str | int] = dict(
                zip(("document_set", "counted"), key, strict=True)
            )
            yield named | now[key] | {"measured_on": today}
        elif key in board.last:
            yield dict(board.last[key])


def _of_cells(score: Score, documents: int) -> dict[str, str | int]:
    counts = (documents, score.printed, score.read, score.right, score.invented)
    return dict(zip(_COUNTS, counts, strict=True))


def _of_facts(found: Fates) -> dict[str, str | int]:
    """All that was counted; right is what is published and right, read that and what is not."""
    right = sum(found.counts[fate] for fate in RIGHT)
    wrong = found.counts["proven_but_wrong"] + found.counts["invented"]
    counts = (found.documents, found.total, right + wrong, right, found.counts["invented"])
    fates = {f"{fate}_count": found.counts[fate] for fate in FATES}
    return dict(zip(_COUNTS, counts, strict=True)) | fates


def _of_set(board: Board, name: str) -> Fates:
    """The fates of all values of a set of documents."""
    whole = Fates()
    if name == "real":
        parts: Iterable[Fates] = board.real.values()
    elif name == "dresses":
        parts = (worn.found for worn in board.dresses)
    else:
        parts = (found for (_, level), found in board.facts.items() if level == name)
    for part in parts:
        whole.add(part)
    if name in LEVELS:
        whole.documents = board.documents[name]
    return whole


def _cells(board: Board, level: str) -> Score:
    return _sum(score for (_, _, its), score in board.cells.items() if its == level)


# ---------------------------------------------------------------- the page


def _words(fate: str) -> str:
    return fate.replace("_", " ")


def _standing(board: Board, today: str) -> Iterator[str]:
    yield "## What became of every value\n"
    yield _row("documents", "number", "values", *(f"**{_words(f)}**" for f in BAD),
               *(_words(f) for f in FATES if f not in BAD), "measured on")  # fmt: skip
    yield _row("---", *["---:"] * (3 + len(FATES)))
    for name in SETS:
        found = _of_set(board, name)
        if found.total:
            counts = (f"{found.counts[fate]:,}" for fate in FATES)
            shown = (f"{found.documents:,}", f"{found.total:,}", *counts, today)
        elif (name, "facts") in board.last:
            last = board.last[name, "facts"]
            shown = tuple(
                last.get(column, "")
                for column in (
                    "document_count", "printed_count", *(f"{f}_count" for f in FATES),
                    "measured_on",
                )
            )  # fmt: skip
        else:
            continue
        yield _row(NAMES[name], *shown)
    yield ""
    for reason in board.refused:
        yield f"A build was refused, and nothing of it is counted: {reason.splitlines()[0]}\n"


def _real(board: Board) -> Iterator[str]:
    """Each real document; nothing where the documents are not beside the checkout."""
    if not board.real:
        return
    yield "## Real documents\n"
    yield "Facts typed by hand from the printed pages (`benchmarks/typed_facts/`), money and"
    yield "indicators; where a mart of a document is typed whole, the rest of it is wrong.\n"
    yield _row("document", "values", *(f"**{_words(f)}**" for f in BAD),
               *(_words(f) for f in FATES if f not in BAD))  # fmt: skip
    yield _row("---", *["---:"] * (1 + len(FATES)))
    for name, found in sorted(board.real.items()):
        counts = (f"{found.counts[fate]:,}" for fate in FATES)
        yield _row(name.rsplit(".", 1)[0], f"{found.total:,}", *counts)
    yield ""


def _dresses(board: Board) -> Iterator[str]:
    if not board.dresses:
        return
    found = Counter(dresses.outcome(worn.found) for worn in board.dresses)
    good = sum(worn.is_good for worn in board.dresses)
    proven = sum(worn.found.counts["proven_but_wrong"] > 0 for worn in board.dresses)
    yield "## One table in many dresses\n"
    yield f"支出决算表 with two facts, printed in {len(board.dresses)} ways: {good:,} are as"
    yield "they should be (right, or set aside with a word where nothing printed decides);"
    yield f"{proven:,} are wrong and proven.\n"
    yield _row(*dresses.OUTCOMES)
    yield _row(*["---:"] * len(dresses.OUTCOMES))
    yield _row(*(f"{found[name]:,}" for name in dresses.OUTCOMES))
    yield ""
    for name in dresses.OUTCOMES[1:]:
        ways = [w.dress.way for w in board.dresses if dresses.outcome(w.found) == name]
        if ways:
            yield f"- {name}: {'; '.join(f'`{way}`' for way in ways)}"
    yield ""


def _on_corpus(documents: int, seeds: Sequence[int]) -> Iterator[str]:
    named = ", ".join(map(str, seeds))
    yield from f"""## A synthetic corpus

`mingzhang corpus` writes such a corpus. Its tables are printed in the words of
`corpus/wordings.toml`, a list of what offices print that is not the reader's own.
Seeds {named}; {documents} documents to a seed and level of noise, in txt, html, docx, xlsx and
pdf alike.

- A *cell* is a printed figure: right where form, project, row, measure and amount are those
  of the truth. What the reader gives and the document does not print that way is wrong.
- *Invented* counts cells that are wrong and neither realigned by a proof nor marked as
  unreconciled.
- Noise departs from the form without a figure being wrong: *light* is one or two kinds in a
  document, *heavy* five to eight. Scores are cut, not rounded: 1.0000 means every one.
""".split("\n")


def _summary(board: Board) -> Iterator[str]:
    heads = ("documents", "cells", "precision", "recall", "F1")
    yield _row("noise", *heads, "invented")
    yield _row("---", *["---:"] * (1 + len(heads)))
    for level in LEVELS:
        cells = _cells(board, level)
        shown = f"{cells.invented:,}"
        yield _row(level, f"{board.documents[level]:,}", *_measured(cells), shown)
    samples = board.samples
    last = f"{samples.invented:,}"
    yield _row("the five sample documents", "5", *_measured(samples), last)
    yield ""


def _measured(score: Score) -> tuple[str, ...]:
    shares = (score.precision, score.recall, score.f1)
    return (f"{score.printed:,}", *map(_cut, shares))


def _by_format(board: Board) -> Iterator[str]:
    yield "### F1 of cells by format\n"
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
    yield "### F1 of cells by form\n"
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
    """What is published and right of each mart, and what is wrong."""
    marts = sorted({mart for mart, _ in board.facts})
    if not marts:
        return
    yield "### Values by mart\n"
    yield "Each share is what is published and right; behind it what must not be.\n"
    yield _row("mart", "values", *LEVELS)
    yield _row("---", *["---:"] * (1 + len(LEVELS)))
    for mart in marts:
        found = [board.facts.get((mart, level), Fates()) for level in LEVELS]
        shown = []
        for each in found:
            right = sum(each.counts[fate] for fate in RIGHT)
            bad = sum(each.counts[fate] for fate in BAD)
            share = _cut(Decimal(right) / each.total) if each.total else ""
            shown.append(f"{share} ({bad:,})" if each.total else "")
        yield _row(mart, f"{sum(each.total for each in found):,}", *shown)
    yield ""


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
    yield "### Each kind of noise alone\n"
    yield "On tables in the words of the official templates.\n"
    yield _row("kind", "cells", "F1", "invented")
    yield _row("---", "---:", "---:", "---:")
    for name, score in sorted(board.kinds.items()):
        if score.printed:
            yield _row(name, f"{score.printed:,}", _cut(score.f1), f"{score.invented:,}")
    yield ""


def _ledger(board: Board) -> Iterator[str]:
    clean = board.statuses.get("none", Counter())
    yield "### The ledger\n"
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
    yield "### An attack on our own checks\n"
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
