"""OFD that another program wrote, and what it reads itself: easyofd beside our reader.

`python -m benchmarks.ofd_peer --documents 12` prints documents as PDF, lets easyofd make OFDs
of them, and counts what both readers find in its files and in ours: characters, amounts and
facts of those that are printed, and seconds of computing. `--keep` writes the sums that
`docs/accuracy.md` shows.

easyofd (Apache-2.0) needs PyMuPDF, which is AGPL. So it is no dependency, and nothing here is
linked with it: `uv` runs it as a program, in an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.easyofd_program import TEXT
from benchmarks.scoring import Score, compared, printed_of, read_cells
from corpus.generate import Made, Request, made
from corpus.render import Table, ofd, pdf
from corpus.render.printed import plain_lines
from ingest import readers
from ingest.documents import Block, Grid
from ingest.errors import DocumentError

VERSIONS = ("easyofd==20260427", "pymupdf==1.25.5")
KEPT = Path(__file__).with_name("ofd_scores.json")
SEED = 7
SECONDS = 120
_PROGRAM = Path(__file__).with_name("easyofd_program.py")
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d")


def command(*, offline: bool = True) -> list[str] | None:
    """What starts a Python that has easyofd; None where `uv` is not installed."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    packages = [word for version in VERSIONS for word in ("--with", version)]
    own = ("--quiet", "--no-project", "--isolated", *["--offline"] * offline)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [uv, "run", *own, "--python", version, *packages, "python", "-W", "ignore"]


def is_there(*, offline: bool = True) -> bool:
    """Whether easyofd starts, with or without fetching what it lacks."""
    start = command(offline=offline)
    if start is None:
        return False
    asked = subprocess.run([*start, "-c", "import easyofd"], check=False, capture_output=True)
    return asked.returncode == 0


def done(task: str, kind: str, data: bytes) -> bytes:
    """What easyofd makes of a file.

    Raises:
        FileNotFoundError: `uv` is not installed.
        CalledProcessError, TimeoutExpired: easyofd fails, or does not end.
    """
    start = command()
    if start is None:
        raise FileNotFoundError("uv, which starts easyofd, is not installed")
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.write_bytes(data)
        words = [*start, str(_PROGRAM), task, kind, str(source), str(target)]
        subprocess.run(words, check=True, capture_output=True, timeout=SECONDS)
        return target.read_bytes()


def written(data: bytes, kind: str = TEXT) -> bytes:
    """The OFD that easyofd makes of a PDF's bytes, or (`pictures`) of a zip of pictures."""
    return done("write", kind, data)


@dataclass(slots=True)
class Sums:
    """What a reader found of what documents print.

    `facts` is None of a reader that gives none; `unread` counts files that it failed at.
    """

    documents: int = 0
    characters: int = 0
    characters_read: int = 0
    amounts: int = 0
    amounts_read: int = 0
    facts: int | None = None
    facts_right: int = 0
    unread: int = 0
    seconds: float = 0.0

    def add(self, printed: Sequence[str], read: Sequence[str], seconds: float) -> None:
        """Counts a document: the texts that it prints, and those that were read."""
        self.documents += 1
        self.seconds += seconds
        for count, found in ((_characters, "characters"), (_amounts, "amounts")):
            there, here = count(printed), count(read)
            setattr(self, found, getattr(self, found) + there.total())
            of_these = f"{found}_read"
            setattr(self, of_these, getattr(self, of_these) + (there & here).total())

    def add_facts(self, score: Score) -> None:
        """Counts the facts of a document."""
        self.facts = (self.facts or 0) + score.printed
        self.facts_right += score.right


def _characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if not sign.isspace())


def _amounts(texts: Iterable[str]) -> Counter[str]:
    return Counter(amount for text in texts for amount in _AMOUNT.findall(text))


def measured(documents: int, seed: int) -> dict[str, Sums]:
    """The sums of each reader on the OFDs of each writer, by `writer, reader`."""
    sums: dict[str, Sums] = {}
    for each in made(Request(documents, seed, ("txt",), "none", printed=False)):
        parts = list(each.document.parts())
        printed = list(_printed(parts))
        of_writers = {
            "this house": ofd(parts),
            "easyofd": written(pdf(parts, rules="none")),
        }
        for writer, data in of_writers.items():
            ours = sums.setdefault(f"{writer}, this house", Sums())
            theirs = sums.setdefault(f"{writer}, easyofd", Sums())
            _measure(ours, each, printed, data)
            told = json.loads(done("read", TEXT, data))
            theirs.unread += "error" in told
            theirs.add(printed, told.get("texts", ()), told.get("seconds", 0.0))
    return sums


def _measure(sums: Sums, each: Made, printed: Sequence[str], data: bytes) -> None:
    begun = time.process_time()
    try:
        blocks: Sequence[Block] = readers.read(data).blocks
    except DocumentError:
        blocks, sums.unread = (), sums.unread + 1
    seconds = time.process_time() - begun
    sums.add(printed, list(_texts(blocks)), seconds)
    read = read_cells(data, each.file_name)
    for _, score in compared(printed_of(each.document), read, each.file_name):
        sums.add_facts(score)


def _printed(parts: Sequence[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Table):
            yield from (cell.text for row in part.rows for cell in row if cell is not None)
        else:
            yield plain_lines(part)  # type: ignore[arg-type]


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (text for row in block.rows for text in row.cells)
        else:
            yield from (line.text for line in block.lines)


def section(path: Path = KEPT) -> Iterator[str]:
    """The part of `docs/accuracy.md`; nothing where nothing was measured."""
    if not path.exists():
        return
    held = json.loads(path.read_text("utf-8"))
    yield "## OFD, and another program's\n"
    yield f"{held['documents']} documents as OFD: with ruled tables as the corpus prints them,"
    yield f"and as {held['version']} writes them of a PDF without lines; each read here and by"
    yield "that program, which gives texts and no tables (`python -m benchmarks.ofd_peer`,"
    yield f"measured on {held['measured_on']}; seconds are of computing).\n"
    yield from table(held["sums"])
    yield ""
    yield "Where a name and an amount stand close together, that program writes both as one"
    yield "text, spread evenly over both cells: what is not right in its files is that, and has"
    yield "an outcome. Its reader stops at its own files, which write `size` for `Size`.\n"


HEAD = (
    "written by", "read by", "characters", "read", "amounts", "read", "facts", "right",
    "files unread", "s a document",
)  # fmt: skip


def table(sums: Mapping[str, Mapping[str, float | None]]) -> Iterator[str]:
    """A line to a writer and a reader."""
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{' --- |' * 2}{' ---: |' * (len(HEAD) - 2)}"
    for name, of in sums.items():
        counts = [
            of[key]
            for key in ("characters", "characters_read", "amounts", "amounts_read", "facts")
        ]
        right = None if of["facts"] is None else of["facts_right"]
        shown = ["none" if count is None else f"{count:,}" for count in (*counts, right)]
        each = f"{(of['seconds'] or 0) / max(of['documents'] or 0, 1):.2f}"
        yield f"| {' | '.join([*name.split(', '), *shown, str(of['unread']), each])} |"


def main(words: Sequence[str] | None = None) -> None:
    """Measures, prints the table, and keeps it where it is to."""
    parser = argparse.ArgumentParser(description="OFD: easyofd beside our reader")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", action="store_true", help=f"writes {KEPT.name}")
    parser.add_argument("--install", action="store_true", help="fetches easyofd, no more")
    asked = parser.parse_args(words)
    if asked.install:
        sys.exit(0 if is_there(offline=False) else "easyofd could not be fetched")
    sums = {
        name: {field: getattr(found, field) for field in Sums.__slots__}
        for name, found in measured(asked.documents, asked.seed).items()
    }
    print("\n".join(table(sums)))
    if asked.keep:
        kept = {
            "measured_on": f"{datetime.now(UTC):%Y-%m-%d}",
            "version": VERSIONS[0].replace("==", " "),
            "documents": asked.documents,
            "sums": sums,
        }
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
