"""Pictures of texts → the texts, how sure each character is, and what else it may be.

The model is the one that lies in the package `rapidocr`; it runs on `onnxruntime`, here, and
nothing is fetched.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ingest.readers.scan.picture import Grey
from ingest.readers.scan.pieces import Piece

MODEL = "PP-OCRv6_rec_small.onnx"
NAME: Final = f"{MODEL} onnxruntime"
HEIGHT = 48
"""The height of the pictures that the model was made for."""
AROUND = 0.12
"""How much paper around a text is read with it, as a share of its height."""
PAPER = 80
"""The percentile of a text's dots that is as light as its paper."""
INKED = 15
"""A column of dots that is darker than paper by this, of 255, on the whole holds ink."""
AT_ONCE = 2_400
"""Dots from side to side that are given to the model at once."""
ALIKE = 1.15
"""Texts that are given to the model together differ by no more than this in width."""
LIKE = 0.01
"""Another character that is at least so probable is an alternative."""


class Sign(NamedTuple):
    """A recognised character: where its middle lies from 0 to 1 of the text's width.

    `others` are the characters that it may be instead, the likeliest first, each with its odds.
    """

    text: str
    at: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


Signs = tuple[Sign, ...]


def recognised(grey: Grey, pieces: Sequence[Piece]) -> list[Signs]:
    """What stands in each place of a page."""
    pictures = [_picture(grey, piece) for piece in pieces]
    found: list[Signs] = [()] * len(pieces)
    for batch in _batches(pictures):
        widest = max(pictures[i].shape[1] for i in batch)
        tensor = np.zeros((len(batch), 3, HEIGHT, widest), np.float32)
        for row, i in enumerate(batch):
            tensor[row, :, :, : pictures[i].shape[1]] = pictures[i] / 127.5 - 1
        session, characters = _model()
        (odds,) = session.run(None, {session.get_inputs()[0].name: tensor})
        for row, i in enumerate(batch):
            found[i] = tuple(_signs(odds[row], pictures[i].shape[1] / widest, characters))
    return found


@cache
def _model() -> tuple[Any, Sequence[str]]:
    """The model, and the characters that it tells apart; the first is none."""
    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rapidocr")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        Path(package.origin).parent / "models" / MODEL,
        options,
        providers=["CPUExecutionProvider"],
    )
    printed = session.get_modelmeta().custom_metadata_map["character"]
    return session, ("", *printed.splitlines(), " ")


def _picture(grey: Grey, piece: Piece) -> NDArray[np.float32]:
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
    wide = max(1, round(held.shape[1] * HEIGHT / held.shape[0]))
    return np.asarray(cv2.resize(held, (wide, HEIGHT)), np.float32)


def _blank(beside: Grey, paper: int) -> int:
    """How many columns of dots are paper, from the first on."""
    inked = np.flatnonzero(beside.mean(axis=0) < paper - INKED)
    return int(inked[0]) if len(inked) else beside.shape[1]


def _batches(pictures: Sequence[NDArray[np.float32]]) -> Iterator[list[int]]:
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


def _signs(
    odds: NDArray[np.float32], share: float, characters: Sequence[str]
) -> Iterator[Sign]:
    """The characters of a text: the likeliest of each step, repeated ones once."""
    best = [int(sign) for sign in odds.argmax(axis=1)]
    steps = len(odds) * share
    starts = [i for i, sign in enumerate(best) if sign and (not i or best[i - 1] != sign)]
    for start in starts:
        end = start
        while end + 1 < len(best) and best[end + 1] == best[start]:
            end += 1
        peak = start + int(odds[start : end + 1, best[start]].argmax())
        likely = [int(sign) for sign in np.flatnonzero(odds[peak] >= LIKE)]
        others = sorted(likely, key=lambda sign: -odds[peak, sign])
        yield Sign(
            characters[best[start]],
            min((start + end + 1) / 2 / steps, 1.0),
            float(odds[peak, best[start]]),
            tuple(
                (characters[sign], float(odds[peak, sign]))
                for sign in others
                if sign != best[start]
            ),
        )
