"""Documents damaged at random, and whether the sound ones are still published.

`python -m benchmarks.damage --documents 300` makes a corpus in every format, damages each
document in one seeded way (bits, cuts, doubled blocks, changed digits), builds a warehouse of
them in one go, and says what became of each. `--from FOLDER` damages other documents, `--share`
only some of them.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.ledger import PROJECT
from corpus.generate import Request, made
from corpus.money import seeded

FORMATS = ("txt", "html", "docx", "xlsx", "pdf")
_ZIPPED = (".docx", ".xlsx", ".odt", ".ods", ".zip")
_MARKUP = (".html", ".htm", ".xml", ".mht")
_BLOCKS = (
    rb"<table\b.*?</table>",
    rb"<tr\b.*?</tr>",
    rb"<w:tbl>.*?</w:tbl>",
    rb"<w:tr\b.*?</w:tr>",
    rb"<row\b.*?</row>",
    rb"<p\b.*?</p>",
    rb"<w:p\b.*?</w:p>",
)
_MOST_BITS = 40

Damage = Callable[[Random, bytes], bytes]


def bits(rng: Random, data: bytes) -> bytes:
    """Some bits are flipped."""
    flipped = bytearray(data)
    for _ in range(rng.randint(1, _MOST_BITS)):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def cut(rng: Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: max(1, int(len(data) * rng.uniform(0.05, 0.98)))]


def hole(rng: Random, data: bytes) -> bytes:
    """A piece in the middle is missing."""
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, max(1, len(data) // 4)) :]


def doubled(rng: Random, data: bytes) -> bytes:
    """A block stands twice: a table, a row, a paragraph, else some lines."""
    start, end = _block(rng, data)
    return data[:end] + data[start:end] + data[end:]


def doubled_with_other_digits(rng: Random, data: bytes) -> bytes:
    """A block stands twice, the second time with other figures."""
    start, end = _block(rng, data)
    return data[:end] + digits(rng, data[start:end]) + data[end:]


def digits(rng: Random, data: bytes) -> bytes:
    """Some digits are others."""
    places = [match.start() for match in re.finditer(rb"[0-9]", data)]
    changed = bytearray(data)
    for place in rng.sample(places, min(len(places), rng.randint(1, 8))):
        changed[place] = ord(rng.choice("0123456789"))
    return bytes(changed)


DAMAGES: dict[str, Damage] = {
    one.__name__: one for one in (bits, cut, hole, doubled, doubled_with_other_digits, digits)
}


def _block(rng: Random, data: bytes) -> tuple[int, int]:
    """The place of some block: of a kind of markup that the data has, else lines."""
    kinds = [found for pattern in _BLOCKS if (found := _spans(pattern, data))]
    if kinds:
        return rng.choice(rng.choice(kinds))
    ends = [0, *(match.end() for match in re.finditer(rb"\n", data)), len(data)]
    first = rng.randrange(len(ends) - 1)
    return ends[first], ends[min(len(ends) - 1, first + rng.randint(1, 30))]


def _spans(pattern: bytes, data: bytes) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, data, re.DOTALL)]


def damaged(rng: Random, data: bytes, suffix: str) -> tuple[str, bytes]:
    """Return the kind of damage and the content; markup in a container is reached too."""
    kind = rng.choice(sorted(DAMAGES))
    damage = DAMAGES[kind]
    if suffix in _ZIPPED and rng.random() < 0.7:
        return kind, _inside(rng, data, damage)
    return kind, damage(rng, data)


def _inside(rng: Random, data: bytes, damage: Damage) -> bytes:
    """Damage the largest part of a container, and pack it soundly again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return damage(rng, data)
    largest = max(parts, key=lambda name: len(parts[name]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, damage(rng, part) if name == largest else part)
    return packed.getvalue()


def write(
    documents: Iterator[tuple[str, bytes]], folder: Path, seed: int, share: float
) -> Counter[str]:
    """Write the documents, a share of them damaged; return how many there are of each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds: Counter[str] = Counter()
    for number, (name, data) in enumerate(documents, start=1):
        rng = seeded(seed, "damage", number)
        kind, content = "sound", data
        if rng.random() < share:
            kind, content = damaged(rng, data, Path(name).suffix.lower())
        (folder / f"{number:04}_{kind}_{name}").write_bytes(content)
        kinds[kind] += 1
    return kinds


def of_corpus(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Return documents of a corpus in every format, and their names."""
    for each in made(Request(count, seed, FORMATS, "light", 0.0)):
        yield each.file_name, each.data


def of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Return the documents of a folder, and their names."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.name, path.read_bytes()


def main(arguments: Sequence[str] | None = None) -> int:
    """Make, build and report; the exit code is that of the build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--from", dest="source", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as aside:
        folder = options.out or Path(aside)
        documents = (
            of_corpus(options.documents, options.seed)
            if options.source is None
            else of_folder(options.source)
        )
        kinds = write(documents, folder / "documents", options.seed, options.share)
        print(" · ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
        return _build(folder, options.jobs)


def _build(folder: Path, jobs: int) -> int:
    """Build a warehouse of the folder's documents, and say what became of them."""
    warehouse = folder / "warehouse"
    started = time.perf_counter()
    command = [sys.executable, "-m", "warehouse.cli", "build", str(folder / "documents")]
    options = ["--warehouse", str(warehouse), "--jobs", str(jobs)]
    done = subprocess.run([*command, *options], cwd=PROJECT, check=False)
    print(f"exit {done.returncode} after {time.perf_counter() - started:.0f} s")
    if done.returncode == 0:
        _tell((warehouse / "current.duckdb").resolve())
    return done.returncode


def _tell(database: Path) -> None:
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        rows = connection.execute(
            "select status, reason_code, count(*) from raw.outcomes where block_no = 0"
            " group by all order by 3 desc, 1, 2"
        ).fetchall()
    for status, reason, count in rows:
        print(f"{count:5}  {status}  {reason}")


if __name__ == "__main__":
    sys.exit(main())
