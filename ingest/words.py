"""Words of printed heads and rows: one vocabulary a subject, which every form shares.

A file in `ingest/vocabulary/` holds the words of one subject as regular expressions over
squeezed text. A word is built of parts: `{name}` stands for a word of the same file, and
`{file.name}` for one of another. Forms speak of words in the same way, so that a wording
learned once is known to every form that prints it. Words that stand for a number (a scale, a
unit in a smaller one) have it in a table under `[numbers]`.
"""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ingest.errors import FormFileError
from ingest.values import squeeze, without_ordinal

VOCABULARY_FOLDER = Path(__file__).parent / "vocabulary"

_REFERENCE = re.compile(r"\{([a-z_]+)(?:\.([a-z_]+))?\}")
_MARKS = re.compile(
    "[“”„‟\"'‘’`〝〞″「」『』《》〈〉【】〖〗*＊]|^[◆◇●○■□★☆▲▼►◎※·•]+|^\\[(?=[^\\[\\]]*\\]$)|(?<=表)\\]$"
)
_PART_OF = re.compile(r"^(?:其中|其)[:：,、]?(?=.)|^[-—–·.、:：]+(?=\D)")
_ORDER = re.compile(
    r"^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)[、.:]?|^\d{1,2}[-—.、]?(?=[^\d\W])"
)


@cache
def vocabulary(folder: Path = VOCABULARY_FOLDER) -> Mapping[str, Mapping[str, str]]:
    """Every word by its file and its name, in the order of the file, as printed there.

    Raises:
        FormFileError: a file is no TOML, or holds something else than `[words]` and
            `[numbers]`.
    """
    return {
        subject: {
            name: "|".join([word] if isinstance(word, str) else word)
            for name, word in entries["words"].items()
        }
        for subject, entries in _files(folder).items()
    }


def numbers_of(subject: str) -> Mapping[str, Mapping[str, Decimal]]:
    """The tables of a vocabulary that give words a number: by table and word, exact.

    Raises:
        FormFileError: there is no such vocabulary.
    """
    entries = _files(VOCABULARY_FOLDER).get(subject)
    if entries is None:
        raise FormFileError(f"no vocabulary {subject!r}")
    return {
        table: {word: Decimal(number) for word, number in numbers.items()}
        for table, numbers in entries.get("numbers", {}).items()
    }


@cache
def _files(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text(encoding="utf-8")
            entries = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            raise FormFileError(f"{path.name}: {error}") from error
        if "words" not in entries or entries.keys() - {"words", "numbers"}:
            raise FormFileError(f"{path.name}: a vocabulary holds [words] and [numbers] alone")
        found[path.stem] = entries
    return found


def spelled(pattern: str, subject: str = "", inside: tuple[str, ...] = ()) -> str:
    """A pattern with every `{name}` in it replaced by what that word is.

    Args:
        pattern: a regular expression with references.
        subject: the file whose words a bare name means.
        inside: the words that are being spelled, so that none is made of itself.

    Raises:
        FormFileError: no vocabulary has a word, or a word is made of itself.
    """

    def word(found: re.Match[str]) -> str:
        first, second = found.groups()
        file, name = (first, second) if second else (subject, first)
        key = f"{file}.{name}"
        known = vocabulary().get(file, {}).get(name)
        if known is None or key in inside:
            raise FormFileError(f"{pattern!r}: no word {key}, or one made of itself")
        return f"(?:{spelled(known, file, (*inside, key))})"

    return _REFERENCE.sub(word, pattern)


def rows_of(subject: str) -> Mapping[str, str]:
    """The words of a vocabulary as lines of a form, in its order; parts are left out.

    Raises:
        FormFileError: there is no such vocabulary.
    """
    words = vocabulary().get(subject)
    if words is None:
        raise FormFileError(f"no vocabulary {subject!r}")
    return {
        name: spelled(word, subject)
        for name, word in words.items()
        if not name.startswith(PART)
    }


PART = "part_"
"""How the names of words begin that are only pieces of others."""


@lru_cache(maxsize=65_536)
def without_marks(text: str) -> str:
    """A squeezed text without quotation and book marks: `“三公”经费` → 三公经费."""
    return _MARKS.sub("", squeeze(text))


@lru_cache(maxsize=65_536)
def plain_label(text: str) -> str:
    """A line's label without marks, numbers before it and 其中: what it is called."""
    label = without_marks(text)
    previous = ""
    while previous != label:
        previous = label
        label = _ORDER.sub("", _PART_OF.sub("", without_ordinal(label), count=1), count=1)
    return label
