"""How well scans are read: `python -m benchmarks.scans [FILE.pdf]…`.

Prints synthetic documents, and the PDFs given, as offices scan them: as they are, copied,
photographed with a telephone, stamped over; at 150, 200 and 300 dots an inch. Each is read as
its picture and held against the reading of its text: figure by figure, at its place. A figure
is *borne out* where identities of its own table prove its column, *doubted* where it is kept
out of the facts. Prints a table for `docs/accuracy.md`. Needs the extra `scan`.
"""

from __future__ import annotations

import argparse
import io
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from corpus.generate import Request, made
from ingest import readers
from ingest.readers import running
from ingest.reading import read_document

Grey = NDArray[np.uint8]
Dress = Callable[[Grey, np.random.Generator], Grey]
JPEG = 40
HEAD = (
    "as", "dpi", "pages", "characters", "figures", "right", "missing", "wrong",
    "wrong, no doubt", "borne out", "**borne out but wrong**", "s a page",
)  # fmt: skip


def clean(grey: Grey, _: np.random.Generator) -> Grey:
    """The page as a good scanner gives it."""
    return grey


def photocopy(grey: Grey, chance: np.random.Generator) -> Grey:
    """Askew, blurred, with noise, pale, packed hard."""
    height, width = grey.shape
    askew = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-1.5, 1.5), 1)
    turned = cv2.warpAffine(grey, askew, (width, height), borderValue=255.0)
    soft = cv2.GaussianBlur(turned, (0, 0), 0.8)
    noise = chance.normal(0, 10, grey.shape)
    return _packed(245 - 0.85 * (255.0 - soft) + noise)


def photograph(grey: Grey, chance: np.random.Generator) -> Grey:
    """From the side, with a shadow over one half."""
    height, width = grey.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + chance.uniform(-0.02, 0.02, (4, 2)).astype(np.float32) * width
    seen = cv2.warpPerspective(
        grey, cv2.getPerspectiveTransform(corners, moved), (width, height), borderValue=200.0
    )
    across = np.linspace(0, 1, width)
    shade = 1 - 0.45 / (1 + np.exp(-25 * (across - chance.uniform(0.3, 0.7))))
    noise = chance.normal(0, 6, grey.shape)
    return _packed(cv2.GaussianBlur(seen, (0, 0), 0.9) * shade[None, :] + noise)


def stamped(grey: Grey, chance: np.random.Generator) -> Grey:
    """A round seal over the middle of the page, as grey as red ink becomes."""
    made_of = grey.copy()
    height, width = grey.shape
    radius = round(0.09 * width)
    at = (round(width * chance.uniform(0.4, 0.7)), round(height * chance.uniform(0.2, 0.5)))
    seal = np.zeros_like(grey)
    cv2.circle(seal, at, radius, 255, radius // 12)
    cv2.circle(seal, at, radius // 4, 255, -1)
    inked = seal > 0
    made_of[inked] = np.minimum(made_of[inked], 150)
    return made_of


DRESSES: Mapping[str, Dress] = {
    "clean": clean,
    "photocopy": photocopy,
    "photograph": photograph,
    "stamped": stamped,
}


def _packed(grey: NDArray[Any]) -> Grey:
    _, data = cv2.imencode(
        ".jpg", np.clip(grey, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, JPEG]
    )
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


@dataclass(slots=True)
class Score:
    """What was read of scans of a kind."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def row(self, dress: str, dpi: int) -> str:
        """A line of the table."""
        count = self.counts
        share = count["same"] / max(count["characters"], 1)
        cells = (
            dress, dpi, count["pages"], f"{share:.4f}", count["figures"], count["right"],
            count["missing"], count["wrong"], count["undoubted"], count["proven"],
            count["proven wrong"], f"{self.seconds / max(count['pages'], 1):.1f}",
        )  # fmt: skip
        return f"| {' | '.join(map(str, cells))} |"


def as_scan(data: bytes, dress: Dress, dpi: int, seed: int) -> tuple[bytes, int]:
    """A PDF whose pages are pictures, and how many they are."""
    chance = np.random.default_rng(seed)
    document = pypdfium2.PdfDocument(data)
    pages = []
    for index in range(len(document)):
        bitmap = document[index].render(scale=dpi / 72, grayscale=True).to_numpy()
        grey = np.ascontiguousarray(bitmap.reshape(bitmap.shape[:2]))
        pages.append(Image.fromarray(dress(grey, chance)))
    printed = io.BytesIO()
    pages[0].save(printed, "PDF", resolution=float(dpi), save_all=True, append_images=pages[1:])
    return printed.getvalue(), len(pages)


def score(into: Score, data: bytes, scanned: bytes) -> None:
    """Holds the reading of a scan against that of the text it was printed from."""
    told = _figures(data)
    started = time.process_time()
    seen = _figures(scanned)
    into.seconds += time.process_time() - started
    count = into.counts
    count["figures"] += len(told)
    for place, row in told.items():
        found = seen.get(place)
        count["missing"] += found is None
        count["right"] += found is not None and found["amount"] == row["amount"]
    for place, row in seen.items():
        is_wrong = place not in told or told[place]["amount"] != row["amount"]
        is_out = bool(row["proof"])
        count["wrong"] += is_wrong
        count["undoubted"] += is_wrong and row["reading"] != "unreconciled"
        count["proven"] += is_out
        count["proven wrong"] += is_wrong and is_out


def _figures(data: bytes) -> dict[tuple[object, ...], Mapping[str, Any]]:
    """The figures of a document: by form, line, measure, and how often that came before."""
    made_of: dict[tuple[object, ...], Mapping[str, Any]] = {}
    before: Counter[tuple[object, ...]] = Counter()
    for row in read_document(data, "a.pdf", "a.pdf").get("amounts", []):
        place = (row["form_id"], row["locator"], row["measure"])
        before[place] += 1
        made_of[(*place, before[place])] = row
    return made_of


def _text(data: bytes) -> str:
    blocks = readers.read(data).blocks
    texts = []
    for block in blocks:
        rows = getattr(block, "rows", ())
        texts += [cell for row in rows for cell in row.cells]
        texts += [] if rows else [line.text for line in block.lines]
    return "".join("".join(texts).split())


def _synthetic(documents: int, seed: int) -> Iterator[bytes]:
    request = Request(documents=documents, seed=seed, formats=("pdf",))
    for document in islice(made(request), documents):
        yield document.data


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("files", nargs="*", type=Path, help="PDFs with text")
    words.add_argument("--documents", type=int, default=4, help="synthetic documents")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--as", dest="dresses", nargs="*", default=list(DRESSES))
    words.add_argument("--dpi", nargs="*", type=int, default=[200])
    told = words.parse_args(arguments)
    kept = tempfile.TemporaryDirectory()
    running.run_with(lambda _: None, Path(kept.name))
    documents = [*(path.read_bytes() for path in told.files)]
    documents += list(_synthetic(told.documents, told.seed))
    print(f"| {' | '.join(HEAD)} |\n|{' --- |' * len(HEAD)}")
    for dress in told.dresses:
        for dpi in told.dpi:
            total = Score()
            for number, data in enumerate(documents):
                scanned, pages = as_scan(data, DRESSES[dress], dpi, told.seed + number)
                total.counts["pages"] += pages
                score(total, data, scanned)
                printed, seen = _text(data), _text(scanned)
                matched = SequenceMatcher(None, printed, seen, autojunk=False)
                same = sum(block.size for block in matched.get_matching_blocks())
                total.counts["same"] += same
                total.counts["characters"] += len(printed)
            print(total.row(dress, dpi), flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_048_576
    print(f"\nAt most {most:.2f} GB.")


if __name__ == "__main__":
    main()
