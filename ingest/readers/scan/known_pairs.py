"""Characters that look alike → the one that stands beside its neighbours in known words.

    填报部内（单位）      the recogniser held 门 possible: 部门 is in words of the forms,
    填报部门（单位）      报部内单 has no pair that is

Only a character that was not seen for sure gives way, to another that was held possible, where
more of the pairs that the other makes with its neighbours are known. Digits never do.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import ingest
from ingest.readers.scan.recogniser import Sign, Signs

SURE = 0.999
"""A character that is at least so sure stays."""
FOLDERS: Final = ("forms", "vocabulary")
"""Whose words are known: those of the forms' titles, heads and rows."""
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]+")


def as_known(signs: Signs) -> Signs:
    """The characters of a text, with known pairs for those of unsure ones."""
    return tuple(_as_known(signs, at) for at in range(len(signs)))


def _as_known(signs: Signs, at: int) -> Sign:
    sign = signs[at]
    if sign.confidence >= SURE or not _CHINESE.fullmatch(sign.text):
        return sign
    texts = (sign.text, *(text for text, _ in sign.others))
    known = max(texts, key=lambda text: _known(signs, at, text))
    if known == sign.text:
        return sign
    others = ((sign.text, sign.confidence), *(o for o in sign.others if o[0] != known))
    return Sign(known, sign.at, dict(sign.others)[known], others)


def _known(signs: Signs, at: int, text: str) -> int:
    """How many of the pairs are known that a character makes with those beside it."""
    return sum(pair in known_pairs() for pair in _pairs(signs, at, text))


def _pairs(signs: Signs, at: int, text: str) -> Iterator[str]:
    """The pairs that a character makes with the Chinese ones beside it."""
    if at and _CHINESE.fullmatch(signs[at - 1].text):
        yield signs[at - 1].text + text
    if at + 1 < len(signs) and _CHINESE.fullmatch(signs[at + 1].text):
        yield text + signs[at + 1].text


@cache
def known_pairs() -> frozenset[str]:
    """The characters that stand side by side in the words of the forms."""
    package = Path(ingest.__file__).parent
    texts = (
        path.read_text("utf-8") for name in FOLDERS for path in package.glob(f"{name}/*.toml")
    )
    runs = (run for text in texts for run in _CHINESE.findall(text))
    return frozenset(a + b for run in runs for a, b in pairwise(run))
