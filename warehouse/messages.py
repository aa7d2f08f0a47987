"""What the terminal says, in Chinese and English: a sentence has one key in both."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse.texts import WORDS

LANGUAGES = ("en", "zh")
CATALOGUE: Mapping[str, Mapping[str, str]] = {
    "zh": {key: chinese for key, (chinese, _) in WORDS.items()},
    "en": {key: english for key, (_, english) in WORDS.items()},
}


@dataclass(frozen=True, slots=True)
class Messages:
    """The sentences of one language."""

    language: str = "en"

    def say(self, key: str, **values: object) -> str:
        """Return the sentence `key` with its places filled."""
        return CATALOGUE[self.language][key].format(**values)


def language_of_locale() -> str:
    """Return `zh` where the locale is Chinese, else `en`."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
