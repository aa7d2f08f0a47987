"""What the narrative states: the values that the reading of a sentence gives."""

from decimal import Decimal
from typing import Final

from ingest.documents import Alternative
from ingest.value import value

KINDS: Final = (
    "amount",
    "share",
    "growth",
    "change",
    "completion",
    "direction",
    "year",
    "sum",
    "none",
    "template",
    "clause",
)
"""What a statement says: a sum of money; a part of a whole, in per cent; a change in per
cent, or in money; how much of the budget was spent, in per cent; which of two figures is
greater; a year; a total over its parts; that there is no such money; words of the template
left standing; a clause that belongs to another item."""


@value(frozen=True, slots=True)
class Quantity:
    """A printed number with its decimals and unit (万元, %, 辆, 年)."""

    value: Decimal
    decimals: int
    unit_text: str | None


@value(frozen=True, slots=True)
class Address:
    """Where a table prints a figure: account, line, code and measure.

    `measure` is `{stage}` where the account has a column for each stage of a budget; `stage` is
    given where it is another one than the sentence's.
    """

    account_id: str
    row_key: str | None
    measure: str
    side: str | None = None
    line_code: str | None = None
    code: str | None = None
    stage: str | None = None


@value(frozen=True, slots=True)
class Mention:
    """What a sentence speaks of: a subject, or a function by its name.

    `key` tells subjects apart within a document; `addresses` are the table figures that state
    the same. `is_certain` is false where the name was found by parts of it only: such a
    statement may confirm a table, and never contradicts it.
    """

    key: str
    name: str
    addresses: tuple[Address, ...] = ()
    is_certain: bool = True


@value(frozen=True, slots=True)
class Term:
    """An operand of a statement: a stated number, a table figure, or both.

    `role` is `above` or `below` in a ratio, else `above`; terms of one role add up with their
    signs. `stage` is the stage of the table figure: approved, adjusted or executed;
    `years_before` is 1 where the document of the year before prints it.
    """

    role: str
    sign: int
    stated: Quantity | None = None
    addresses: tuple[Address, ...] = ()
    stage: str | None = None
    is_account_read: bool = False
    years_before: int = 0


@value(frozen=True, slots=True)
class Statement:
    """A stated fact that can be set against figures.

    Attributes:
        kind: one of `KINDS`.
        block_no, row_no, column_no: the block, the line in it and the number on the line.
        section: the heading's section, of sections.toml.
        subject: the name of what it speaks of; empty where that is not known.
        text: the printed words and figure.
        printed: the printed number; None where the statement has none.
        direction: -1, 0 or 1 for what goes down, stays or goes up.
        terms: what the printed number must equal.
        is_certain: whether a difference is an error, or the binding may be wrong.
        is_approximate: whether the words say 基本.
        reason: why the statement cannot be judged, where the sentence itself tells.
        place: where in the document the figure stands.
        reading: `as_published`, or `unreconciled` where the number was seen on a picture and
            not for sure.
        source, confidence, alternatives: how the number was seen, as of an `Amount`.
    """

    kind: str
    block_no: int
    row_no: int
    column_no: int
    section: str
    subject_key: str
    subject: str
    text: str
    printed: Quantity | None
    direction: int | None
    terms: tuple[Term, ...]
    is_certain: bool
    is_approximate: bool
    reason: str | None
    place: str
    reading: str = "as_published"
    source: str | None = "text"
    confidence: float | None = None
    alternatives: tuple[Alternative, ...] | None = None
