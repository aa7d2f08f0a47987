"""The knowledge of the narrative, loaded once: sections and subjects from their files."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.errors import FormFileError
from ingest.statements.stated import Address

_FOLDER = Path(__file__).parent
_SUBJECT_KEYS = frozenset({"id", "name", "words", "sections", "figures", "bare", "stage"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A name of the narrative; `is_bare` names count at the start of a clause only.

    `stage` is the stage of the budget that the words themselves name, if any.
    """

    id: str
    name: str
    words: str
    sections: frozenset[str]
    addresses: tuple[Address, ...]
    is_bare: bool
    stage: str | None

    def means_in(self, section: str) -> bool:
        """Whether the words have this meaning in a section."""
        return not self.sections or section in self.sections


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sections and subjects; `parts` maps a total to the parts that make it up.

    `wholes` maps a section to the subject that its shares are of where nothing else is said.
    """

    closed: Mapping[str, re.Pattern[str]]
    own: Mapping[str, re.Pattern[str]]
    general: Mapping[str, re.Pattern[str]]
    wholes: Mapping[str, str]
    subjects: tuple[Subject, ...]
    parts: Mapping[str, tuple[str, ...]]

    def subject(self, subject_id: str, section: str) -> Subject | None:
        """The first subject of an id that means something in a section."""
        return next(
            (s for s in self.subjects if s.id == subject_id and s.means_in(section)), None
        )


@cache
def load_vocabulary(folder: Path = _FOLDER) -> Vocabulary:
    """The vocabulary of a folder's files.

    Raises:
        FormFileError: a file is no TOML, or an entry is not of its form.
    """
    sections = _load(folder / "sections.toml")
    entries = _load(folder / "subjects.toml")
    try:
        return Vocabulary(
            closed=_patterns(sections["closed"]),
            own=_patterns(sections["own"]),
            general=_patterns(sections["general"]),
            wholes=sections["wholes"],
            subjects=tuple(map(_subject, entries["subject"])),
            parts={entry["total"]: tuple(entry["parts"]) for entry in entries["parts"]},
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise FormFileError(f"statements: {error!r}") from error


def _load(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise FormFileError(f"{path.name}: {error}") from error


def _patterns(entries: Mapping[str, Sequence[str]]) -> Mapping[str, re.Pattern[str]]:
    return {key: re.compile("|".join(words)) for key, words in entries.items()}


def _subject(entry: Mapping[str, Any]) -> Subject:
    unknown = entry.keys() - _SUBJECT_KEYS
    if unknown:
        raise ValueError(f"{entry['id']}: unknown keys {sorted(unknown)}")
    words = "|".join(f"(?:{word})" for word in entry["words"])
    re.compile(words)
    return Subject(
        id=entry["id"],
        name=entry["name"],
        words=words,
        sections=frozenset(entry.get("sections", ())),
        addresses=tuple(_addresses(entry["figures"])),
        is_bare=entry.get("bare", False),
        stage=entry.get("stage"),
    )


def _addresses(figures: Sequence[str]) -> Iterator[Address]:
    for figure in figures:
        account_id, row, measure = figure.split()
        side, _, line = row.rpartition(".")
        row_key, _, line_code = line.partition(":")
        yield Address(account_id, row_key, measure, side or None, line_code or None)
