"""Every word the dashboards say, in Chinese and in English, side by side, by page.

Each entry: key → (Chinese, English). Values of closed lists have their list as prefix.
"""

from __future__ import annotations

from typing import Literal

from dashboards.texts import (
    app,
    closed,
    common,
    compare,
    console,
    indicators,
    leads,
    overview,
    projects,
    quality,
    regions,
    sources,
    structure,
    trends,
)

Language = Literal["zh", "en"]

LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}

_MODULES = (
    app,
    closed,
    common,
    compare,
    console,
    indicators,
    leads,
    overview,
    projects,
    quality,
    regions,
    sources,
    structure,
    trends,
)
_ENTRIES: dict[str, tuple[str, str]] = {
    key: words for module in _MODULES for key, words in module.WORDS.items()
}

TEXTS: dict[Language, dict[str, str]] = {
    "zh": {key: chinese for key, (chinese, _) in _ENTRIES.items()},
    "en": {key: english for key, (_, english) in _ENTRIES.items()},
}


def say(key: str, language: Language, **values: object) -> str:
    """Return the text of `key` with its places filled. Raises KeyError for an unknown key."""
    return TEXTS[language][key].format(**values)


def term(prefix: str, value: str | None, language: Language) -> str:
    """Return the word for a value of a closed list; one without a word is its own."""
    if value is None:
        return say("no_data", language)
    return TEXTS[language].get(f"{prefix}_{value}", value)
