"""What sentences tell of statutory items: the values that their reading gives."""

from dataclasses import dataclass, field
from decimal import Decimal

from ingest.errors import Reason
from ingest.statements.clauses import Figure
from ingest.statements.stream import Stream


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a text tells of an item; `measure` is what of it, its stage where money.

    `sign` is -1 for what goes down. `is_headed`: it stands under a heading of such items. A
    figure with a `reason` is none that may be taken.
    """

    item: str
    measure: str
    figure: Figure
    label: str
    stream: Stream
    sign: int = 1
    unit: str = ""
    reason: Reason | None = None
    is_headed: bool = False

    @property
    def value(self) -> Decimal:
        """The printed number with its sign."""
        return self.figure.parsed.value * self.sign


@dataclass(frozen=True, slots=True)
class Telling:
    """What the document says of itself: its year, and the stage that its figures are of."""

    year: int | None
    stage: str | None


@dataclass(slots=True)
class Sentence:
    """What a sentence has said so far.

    `item` is the one that stages and changes are of; `base` what a change is measured from:
    the year before (`prior`), or anything else (`other`).
    """

    item: str | None = None
    stage: str = ""
    base: str | None = None
    has_total: bool = False
    has_parts: bool = False
    counts: bool = False
    is_plan: bool = False
    read: set[str] = field(default_factory=set)
