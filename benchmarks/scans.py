"""How well scans are read: `python -m benchmarks.scans [FILE.pdf]…`.

Prints synthetic documents, and the PDFs given, as offices scan them (`scan_dresses`): as they
are, copied, photographed with a telephone, stamped over; at 150, 200 and 300 dots an inch.
Each is read as its picture and held against the reading of its text.

- *Characters*: the share of those printed in cells and lines that were seen so, in order.
- *Amounts*: the share of figures whose amount was seen on their page, wherever.
- A *fact* is what a figure is: form, page, row by its code or words, measure, amount, unit.
  What is unreconciled is none. F1 is of facts.
- A figure is *wrong* that the text does not have in its row and column (a row whose words were
  not all seen is the same), and *without doubt* where it is not unreconciled.
- *Proven*: identities of its own table bear it out.

Prints a table and adds what it measured to `benchmarks/scan_scores.json`, which
`docs/accuracy.md` shows (`--keep`). Needs the extra `scan`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import scan_report
from benchmarks.scan_dresses import DRESSES, as_scan
from corpus.generate import Request, made
from ingest import readers
from ingest.documents import Grid
from ingest.readers import running
from ingest.readers.pdf.places import page_of
from ingest.reading import read_document
from ingest.values import squeeze

ALIKE = 0.6
"""Two rows are one that share so much of their words."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
Row = Mapping[str, Any]
Key = tuple[object, ...]


def score(data: bytes, scanned: bytes) -> Counter[str]:
    """Holds the reading of a scan against that of the text it was printed from."""
    started = time.process_time()
    seen = _figures(scanned)
    count = Counter(milliseconds=round(1_000 * (time.process_time() - started)))
    told = _figures(data)
    told_text, seen_text = list(_texts(data)), list(_texts(scanned))
    count["characters"] = len("".join(told_text))
    count["same"] = _same(told_text, seen_text)
    count["figures"], count["seen"] = len(told), len(seen)
    facts = [row for row in seen if row["reading"] != "unreconciled"]
    count["facts"] = len(facts)
    count["amounts"] = (Counter(map(_on_page, told)) & Counter(map(_on_page, seen))).total()
    count["right"] = (Counter(map(_fact, told)) & Counter(map(_fact, facts))).total()
    count["proven"] = sum(bool(row["proof"]) for row in seen)
    count["restored"] = sum(row["reading"] == "restored" for row in seen)
    for row in _wrong(told, seen):
        count["wrong"] += 1
        count["undoubted"] += row["reading"] != "unreconciled"
        count["proven wrong"] += bool(row["proof"])
        count["restored wrong"] += row["reading"] == "restored"
        print(f"wrong: {_said(row)}", file=sys.stderr)
    return count


def _figures(data: bytes) -> list[Row]:
    return list(read_document(data, "a.pdf", "a.pdf").get("amounts", ()))


def _texts(data: bytes) -> Iterator[str]:
    """What the cells and lines of a document print."""
    for block in readers.read(data).blocks:
        if isinstance(block, Grid):
            yield from (squeeze(cell) for row in block.rows for cell in row.cells if cell)
            yield from (squeeze(line.text) for line in block.before)
        else:
            yield from (squeeze(line.text) for line in block.lines)


def _same(told: Sequence[str], seen: Sequence[str]) -> int:
    """How many characters were seen as printed; texts that are whole are counted first."""
    whole = Counter(told) & Counter(seen)
    count = sum(len(text) * times for text, times in whole.items())
    rest, other = ("".join((Counter(texts) - whole).elements()) for texts in (told, seen))
    matched = SequenceMatcher(None, rest, other, autojunk=False)
    return count + sum(block.size for block in matched.get_matching_blocks())


def _wrong(told: Sequence[Row], seen: Sequence[Row]) -> Iterator[Row]:
    """The figures that the text does not have in their row and column.

    A row whose words were not all seen is known by most of them; a code must be seen whole. A
    figure whose unit was not seen says so itself.
    """
    facts = Counter(map(_fact, told))
    alike: dict[Key, list[Row]] = {}
    for row in told:
        alike.setdefault(_column(row), []).append(row)
    for row in seen:
        fact = _fact(row)
        if facts[fact]:
            facts[fact] -= 1
        elif not any(_is_of(row, other) for other in alike.get(_column(row), ())):
            yield row


def _is_of(row: Row, other: Row) -> bool:
    """Whether two figures of a column are of one row, as far as its words were seen."""
    if row["unit_text"] not in (None, other["unit_text"]):
        return False
    if row["code_text"] or other["code_text"]:
        return bool(row["code_text"] == other["code_text"])
    return SequenceMatcher(None, _line(row), _line(other)).ratio() >= ALIKE


def _column(row: Row) -> Key:
    return row["form_id"], page_of(row["locator"]), row["measure"], row["amount"]


def _line(row: Row) -> str:
    """The words of a row, without ordinals and marks."""
    words = str(row["label_text"] or row["line_text"] or "")
    return "".join(_CHINESE.findall(words)).lstrip("一二三四五六七八九十")


def _on_page(row: Row) -> Key:
    return page_of(row["locator"]), row["amount"]


def _fact(row: Row) -> Key:
    return *_column(row), row["code_text"] or _line(row), row["unit_text"]


def _said(row: Row) -> str:
    names = ("form_id", "locator", "code_text", "label_text", "measure", "amount_text")
    how = ("reading", "confidence", "proof")
    return " | ".join(str(row[name]) for name in (*names, *how))


def documents(files: Sequence[Path], count: int, seed: int) -> Iterator[bytes]:
    """The PDFs given, and synthetic ones."""
    yield from (path.read_bytes() for path in files)
    request = Request(documents=count, seed=seed, formats=("pdf",))
    yield from (document.data for document in islice(made(request), count))


def measured(
    files: Sequence[Path], count: int, dress: str, dpi: int, seed: int
) -> Iterator[Counter[str]]:
    """The scores of all documents in a dress, one by one."""
    for number, data in enumerate(documents(files, count, seed)):
        scanned, pages = as_scan(data, dress, dpi, seed + number)
        found = score(data, scanned)
        found["pages"] = pages
        found["documents"] = 1
        yield found


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, and keeps what was measured where that is asked for."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("files", nargs="*", type=Path, help="PDFs with text")
    words.add_argument("--documents", type=int, default=4, help="synthetic documents")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--as", dest="dresses", nargs="*", default=list(DRESSES))
    words.add_argument("--dpi", nargs="*", type=int, default=[200])
    words.add_argument("--keep", type=Path, help="a file of scores that these are added to")
    told = words.parse_args(arguments)
    sums: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as kept:
        running.run_with(lambda _: None, Path(kept))
        for dress, dpi in ((dress, dpi) for dress in told.dresses for dpi in told.dpi):
            whole = sums.setdefault(f"{dress} {dpi}", Counter())
            for found in measured(told.files, told.documents, dress, dpi, told.seed):
                whole.update(found)
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1_024
                whole["megabytes"] = max(whole["megabytes"], most)
                if told.keep:
                    _keep(told.keep, f"{dress} {dpi}", found, whole["megabytes"])
    print("\n".join(scan_report.table(sums)))


def _keep(path: Path, name: str, found: Mapping[str, int], megabytes: int) -> None:
    """Adds the score of a document to a file."""
    held = json.loads(path.read_text("utf-8")) if path.exists() else {"scores": {}}
    whole = Counter(held["scores"].get(name, {}))
    whole.update(found)
    whole["megabytes"] = max(whole["megabytes"], megabytes)
    held["scores"][name] = dict(sorted(whole.items()))
    held["measured_on"] = dt.datetime.now(dt.UTC).date().isoformat()
    path.write_text(json.dumps(held, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
