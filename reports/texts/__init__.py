"""The report's words in Chinese and in English, side by side, by chapter.

Published texts (names, titles, problems) are never translated. A sentence's places in
braces take words or figures; `fill` keeps the figures' sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from reports.model import Run, Runs, Text
from reports.texts import (
    annex,
    areas,
    formulas,
    frame,
    money,
    projects,
    reasons,
    scope,
    structure,
    summary,
    trust,
    years,
)

LANGUAGES = ("zh", "en")
_PLACE_WORD = re.compile(r"[a-z]+")

_CHAPTERS = (
    frame,
    years,
    reasons,
    summary,
    scope,
    areas,
    money,
    structure,
    projects,
    trust,
    annex,
    formulas,
)
_WORDS: Mapping[str, tuple[str, str]] = {
    key: words for chapter in _CHAPTERS for key, words in chapter.WORDS.items()
}
TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {key: chinese for key, (chinese, _) in _WORDS.items()},
    "en": {key: english for key, (_, english) in _WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of one language."""

    language: str

    def say(self, key: str, **values: object) -> str:
        """Return the words of `key`, its places filled. Raises KeyError if unknown."""
        text = TEXTS[self.language][key]
        return text.format(**values) if values else text

    def subject(self, subject: str) -> str:
        """Return a reconciliation's subject with its form and measure in words.

        A subject is `form: label / measure`, without label or measure where none is.
        """
        head, slash, measure = subject.rpartition(" / ")
        form, colon, label = (head if slash else subject).partition(": ")
        parts = (
            self.known(f"form_{form}", form),
            label if colon else "",
            self.known(f"measure_{measure}", measure) if slash else "",
        )
        return " · ".join(part for part in parts if part)

    def place(self, locator: str) -> str:
        """Return a locator (`line 108 cell 6`) in this language: `行 108 格 6`."""
        return _PLACE_WORD.sub(lambda word: self.known(f"place_{word[0]}", word[0]), locator)

    def known(self, key: str, otherwise: str) -> str:
        """Return the words of `key`, or `otherwise` where a closed list has grown."""
        return TEXTS[self.language].get(key, otherwise)

    def fill(self, key: str, **values: str | Run) -> Runs:
        """Return the sentence of `key`; values that are figures keep their sources."""
        runs: list[Run] = []
        for literal, name, _, _ in Formatter().parse(TEXTS[self.language][key]):
            if literal:
                runs.append(Text(literal))
            if name is not None:
                value = values[name]
                runs.append(Text(value) if isinstance(value, str) else value)
        return tuple(runs)
