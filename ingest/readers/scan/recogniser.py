"""Pictures of texts → the texts, how sure each character is, and what else it may be.

The two models in `model/` are made by `scripts/make_recogniser.py` from a published one. They
run on `onnxruntime`, here, and nothing is fetched.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ingest.readers.scan.picture import Grey
from ingest.readers.scan.pieces import Piece

MODEL: Final = Path(__file__).parent / "model"
SIGNS: Final = MODEL / "signs.onnx"
"""Makes 120 numbers of each step of a text."""
ODDS: Final = MODEL / "odds.onnx"
"""Makes of these how likely each character is, as logarithms with an unknown sum."""
HEIGHT = 48
"""The height of the pictures that the model was made for."""
LONG = 8
"""A text is long that is wider than so many times its height: no figure is."""
NARROW = 0.8
"""Pictures of long texts are made so much narrower: each column costs. With two thirds, two
ones beside each other are seen as one, and for sure."""
STEP = 8
"""The model says of so many dots from side to side what they show."""
AROUND = 0.12
"""How much paper around a text is read with it, as a share of its height."""
PAPER = 80
"""The percentile of a text's dots that is as light as its paper."""
INKED = 15
"""A column of dots that is darker than paper by this, of 255, on the whole holds ink."""
AT_ONCE = 1_200
"""Dots from side to side that are given to the model at once."""
ALIKE = 1.15
"""Texts that are given to the model together differ by no more than this in width."""
LIKE, FAINT = 0.01, 0.001
"""Another character that is at least so probable is an alternative; one that is at least
faintly so may be told by the words that it makes."""

COMMAS = (",", "，")

Text = NDArray[np.uint8]
"""The picture of a text: `HEIGHT` rows of dots, from 0 to 255."""


class Sign(NamedTuple):
    """A recognised character: where its middle lies from 0 to 1 of the text's width.

    `others` are the characters that it may be instead, however faintly, the likeliest first,
    each with its odds.
    """

    text: str
    at: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()

    @property
    def likely(self) -> tuple[tuple[str, float], ...]:
        """Those of `others` that are alternatives."""
        return tuple(other for other in self.others if other[1] >= LIKE)


Signs = tuple[Sign, ...]


def recognised(grey: Grey, pieces: Sequence[Piece]) -> list[Signs]:
    """What stands in each place of a page."""
    pictures = [picture_of(grey, piece) for piece in pieces]
    found: list[Signs] = [()] * len(pieces)
    signs, odds, characters = _model()
    for batch in _batches(pictures):
        (steps,) = signs.run(None, {"x": tensor([pictures[i] for i in batch])})
        widths = [pictures[i].shape[1] / STEP for i in batch]
        counts = [min(int(np.ceil(width)), steps.shape[1]) for width in widths]
        own = np.concatenate([steps[row, :count] for row, count in enumerate(counts)])
        (likely,) = odds.run(None, {"steps": own})
        ends = np.cumsum(counts)
        for i, width, end, count in zip(batch, widths, ends, counts, strict=True):
            read = _read(likely[end - count : end], characters, width)
            found[i] = tuple(_without_gaps(tuple(read)))
    return found


def tensor(pictures: Sequence[Text]) -> NDArray[np.float32]:
    """Pictures as the model takes them: from -1 to 1, in three equal colours."""
    widest = max(picture.shape[1] for picture in pictures)
    made = np.zeros((len(pictures), 3, HEIGHT, widest), np.float32)
    for row, picture in enumerate(pictures):
        made[row, :, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1
    return made


@cache
def _model() -> tuple[Any, Any, Sequence[str]]:
    """Both models, and the characters that they tell apart; the first is none."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    signs, odds = (
        onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        for path in (SIGNS, ODDS)
    )
    printed = odds.get_modelmeta().custom_metadata_map["character"]
    return signs, odds, ("", *printed.splitlines(), " ")


def picture_of(grey: Grey, piece: Piece) -> Text:
    """The text at a place, as high as the model wants it, with some paper around it.

    Beside it there is no more of the page than is paper: of a character that stands next to it
    the model would see a part, and take it for the whole.
    """
    x0, y0, x1, y1 = piece
    around = max(2, round(AROUND * (y1 - y0)))
    band = grey[max(y0 - around, 0) : y1 + around]
    part = band[:, x0:x1]
    paper = int(np.percentile(part, PAPER))
    left = _blank(band[:, max(x0 - around, 0) : x0][:, ::-1], paper)
    right = _blank(band[:, x1 : x1 + around], paper)
    held = cv2.copyMakeBorder(
        band[:, x0 - left : x1 + right],
        *(0, 0, around - left, around - right),
        cv2.BORDER_CONSTANT,
        value=[paper],
    )
    narrow = NARROW if x1 - x0 > LONG * (y1 - y0) else 1
    wide = max(STEP, round(narrow * held.shape[1] * HEIGHT / held.shape[0]))
    return np.asarray(cv2.resize(held, (wide, HEIGHT)), np.uint8)


def _blank(beside: Grey, paper: int) -> int:
    """How many columns of dots are paper, from the first on."""
    inked = np.flatnonzero(beside.mean(axis=0) < paper - INKED)
    return int(inked[0]) if len(inked) else beside.shape[1]


def _batches(pictures: Sequence[Text]) -> Iterator[list[int]]:
    """Pictures of like width together, as many as are read at once."""
    batch: list[int] = []
    for i in sorted(range(len(pictures)), key=lambda i: pictures[i].shape[1]):
        width = pictures[i].shape[1]
        if batch and (
            (len(batch) + 1) * width > AT_ONCE or width > ALIKE * pictures[batch[0]].shape[1]
        ):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _read(
    likely: NDArray[np.float32], characters: Sequence[str], width: float
) -> Iterator[Sign]:
    """The characters of a text: the likeliest of each step, repeated ones once.

    Args:
        likely: how likely each character is, step by step, as logarithms.
        characters: what they are.
        width: how many steps the text is wide.
    """
    best = likely.argmax(axis=1)
    for sign, run in groupby(range(len(best)), key=best.__getitem__):
        steps = list(run)
        if not sign:
            continue
        odds = max((_odds(likely[step]) for step in steps), key=lambda odds: float(odds[sign]))
        others = [int(at) for at in np.flatnonzero(odds >= FAINT) if at != sign]
        yield Sign(
            characters[sign],
            min((steps[0] + steps[-1] + 1) / 2 / width, 1.0),
            float(odds[sign]),
            tuple(
                (characters[at], float(odds[at]))
                for at in sorted(others, key=lambda at: -odds[at])
            ),
        )


def _odds(likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely each character is, of 1."""
    shares = np.exp(likely - likely.max())
    return np.asarray(shares / shares.sum(), np.float32)


def _without_gaps(signs: Signs) -> Iterator[Sign]:
    """The characters without the gap that seems to follow the comma of a figure: `1, 422`.

    A comma is as narrow as a gap is; where the recogniser holds it possible that there is none,
    there is none.
    """
    for at, sign in enumerate(signs):
        inside = 0 < at < len(signs) - 1
        if not (
            inside
            and sign.text == " "
            and "" in dict(sign.likely)
            and signs[at - 1].text in COMMAS
            and signs[at + 1].text.isdigit()
        ):
            yield sign
