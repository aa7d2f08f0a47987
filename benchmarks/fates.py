"""What became of each figure of a truth: proven, unproven, set aside, lost, or wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.marts import LONG
from benchmarks.standing import Standing, Value
from ingest.values import squeeze

BAD = ("proven_but_wrong", "invented", "lost_in_silence")
"""What must not be, told first."""
RIGHT = ("proven_in_place", "proven_in_amount", "unproven")
SAID = ("unreconciled", "partial", "set_aside", "lost_with_a_word")
FATES = (*BAD, *RIGHT, *SAID)
_EXAMPLES = 40
WHOLE_KEY = "*"
"""The name of a key that is all key columns of a mart in one text."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A value that a document states: where a mart must hold it.

    `keys` are compared where they are given, a name ending in `~` by containment, `*` with
    all key columns of the mart as one text. `form` is
    the form of the table that states it, empty for running text, None where nobody knows it;
    `department` None where it is not compared.
    """

    mart: str
    keys: tuple[tuple[str, str], ...]
    column: str
    value: str
    year: int | None
    department: str | None = None
    form: str | None = None


@dataclass(slots=True)
class Fates:
    """How many values had each fate, with examples of the bad ones."""

    counts: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Fates) -> None:
        """Takes in others."""
        self.counts.update(other.counts)
        self.documents += other.documents
        self.examples = (self.examples + other.examples)[:_EXAMPLES]

    @property
    def total(self) -> int:
        """All values of the truth, and those that are published without being in it."""
        return self.counts.total()

    def note(self, fate: str, what: object, name: str) -> None:
        """Counts one value."""
        self.counts[fate] += 1
        if fate in BAD and len(self.examples) < _EXAMPLES:
            self.examples.append(f"{fate} {name} {what}")


def fates(
    expected: Sequence[Expected], standing: Standing, name: str, *, complete: Iterable[str]
) -> Fates:
    """What became of a document's values.

    Args:
        expected: what it states.
        standing: what the warehouse holds of it.
        name: the document's, for the examples.
        complete: the marts of which `expected` has every value, so that any other is wrong.
    """
    found = Fates(documents=1)
    free = list(standing.values)
    missed: list[Expected] = []
    for fact in expected:
        right = next((v for v in free if _is_of(v, fact) and _is_right(v, fact)), None)
        if right is None:
            missed.append(fact)
        else:
            free.remove(right)
            found.note(_standing_of(right), fact, name)
    for fact in missed:
        wrong = next((v for v in free if v.is_chosen and _is_of(v, fact)), None)
        if wrong is not None:
            free.remove(wrong)
            found.note(_wrong(wrong), f"{fact} given {wrong.value} {wrong.year}", name)
        else:
            found.note(_lost(fact, standing), fact, name)
    every = frozenset(complete)
    for value in free:
        is_known = value.mart in every and value.column in LONG[value.mart][1]
        if is_known and value.is_chosen and value.reading != "unreconciled":
            found.note(_wrong(value), f"{value} in nobody's truth", name)
    return found


def _is_of(value: Value, fact: Expected) -> bool:
    """Whether a value stands where the fact belongs."""
    if (value.mart, value.column) != (fact.mart, fact.column):
        return False
    keys = dict(value.keys)
    for name, wanted in fact.keys:
        if name == WHOLE_KEY:
            if squeeze(value.key) != squeeze(wanted):
                return False
        elif name.endswith("~"):
            if wanted not in keys.get(name[:-1], ""):
                return False
        elif keys.get(name, "") != wanted:
            return False
    return True


def _is_right(value: Value, fact: Expected) -> bool:
    is_body = fact.department is None or value.department == fact.department
    return value.value == fact.value and value.year == fact.year and is_body


def _standing_of(value: Value) -> str:
    if value.reading == "unreconciled":
        return "unreconciled"
    if value.is_proven:
        return "proven_in_place"
    return "proven_in_amount" if value.is_amount_proven else "unproven"


def _wrong(value: Value) -> str:
    if value.reading == "unreconciled":
        return "unreconciled"
    return "proven_but_wrong" if value.is_proven else "invented"


def _lost(fact: Expected, standing: Standing) -> str:
    if fact.value in standing.unreconciled:
        return "unreconciled"
    if fact.value in standing.untaken:
        return "partial"
    if standing.is_set_aside():
        return "set_aside"
    return "lost_with_a_word" if standing.word_for(fact.form) else "lost_in_silence"
