"""What was measured of scans, as a part of `docs/accuracy.md`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("scan_scores.json")
"""The sums of the last runs of `benchmarks.scans --keep`."""
HEAD = (
    "as", "dpi", "pages", "characters", "figures", "amounts", "facts F1", "proven", "restored",
    "unreconciled", "wrong", "wrong, no doubt", "**proven but wrong**", "s a page", "MB",
)  # fmt: skip


def section(path: Path = KEPT) -> Iterator[str]:
    """The part of the page; nothing where nothing was measured."""
    if not path.exists():
        return
    held = json.loads(path.read_text("utf-8"))
    figures = sum(score.get("figures", 0) for score in held["scores"].values())
    yield "## Scans and photographs\n"
    yield "Documents printed as pictures, kind by kind, and held against the reading of their"
    yield "text (`python -m benchmarks.scans`, which says what is counted):"
    yield f"{figures:,} figures, measured on {held['measured_on']}. Seconds are of computing;"
    yield "memory is the most that the process had, two pages at a time.\n"
    yield from table(held["scores"])
    yield ""


def table(scores: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A line to a kind of scan."""
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{' --- |' * 2}{' ---: |' * (len(HEAD) - 2)}"
    for name, score in scores.items():
        yield f"| {' | '.join(_cells(name, score))} |"


def _cells(name: str, score: Mapping[str, int]) -> Iterator[str]:
    dress, dpi = name.rsplit(" ", 1)
    of = {**dict.fromkeys(("restored", "wrong", "undoubted", "proven wrong"), 0), **score}
    both = of["figures"] + of["facts"]
    yield from (dress, dpi, f"{of['pages']:,}")
    yield _cut(of["same"], of["characters"])
    yield f"{of['figures']:,}"
    yield _cut(of["amounts"], of["figures"])
    yield _cut(2 * of["right"], both)
    yield from (f"{of['proven']:,}", f"{of['restored']:,}", f"{of['seen'] - of['facts']:,}")
    yield from (f"{of[what]:,}" for what in ("wrong", "undoubted", "proven wrong"))
    yield f"{of['milliseconds'] / 1_000 / max(of['pages'], 1):.1f}"
    yield f"{of['megabytes']:,}"


def _cut(part: int, whole: int) -> str:
    """Four decimals, cut: what is not everything does not read as everything."""
    return f"{part * 10_000 // whole / 10_000:.4f}" if whole else ""
