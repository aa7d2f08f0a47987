"""What a reader of the narrative knows at a point of the text, and how a statement is made."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.statements.names import ItemNames, Names, class_mention, economic_mention
from ingest.statements.paragraphs import Paragraph
from ingest.statements.stated import Mention, Quantity, Statement, Term
from ingest.statements.tokens import Token
from ingest.statements.vocabulary import Vocabulary

_NEUTRAL = re.compile(
    r"(?:实际|同时|全部|累计|本年度?|当年|全年|年度?|本级|本?部门|本?单位|我[局委办]|和|及|与|各项|\d|\.)*"
)
_BEFORE_NAME = re.compile(r"^(?:其中:?|\([^()]*\)|\d[、.]?|的)*")
_AFTER_NAME = re.compile(r"(?:的|为|是|共计?|合计)*$")


@dataclass(frozen=True, slots=True)
class Document:
    """What the sentences of a document have in common.

    `stage` is what its figures are of: executed in final accounts, approved in budgets.
    """

    names: Names
    items: ItemNames
    vocabulary: Vocabulary
    stage: str
    year: int | None

    @property
    def is_budget(self) -> bool:
        """Whether what was spent is of another year than the document's."""
        return self.stage == "approved"


@dataclass(slots=True)
class Group:
    """A total whose parts follow (其中): those with a name, and every amount in order.

    `token` is the total's figure; `is_uncertain` says that a part may be no part.
    """

    total: Mention | None
    quantity: Quantity | None
    stage: str
    token: Token | None = None
    parts: dict[str, Quantity] = field(default_factory=dict)
    amounts: list[Quantity] = field(default_factory=list)
    is_uncertain: bool = False


@dataclass(slots=True)
class Memory:
    """What the sentences of a section have said so far.

    `lead` is the whole that shares without a named whole are of; `stated` the last amount by
    subject and stage (`prior` for the year before), `figures` where it stands; `ways` the
    last direction of change.
    """

    lead: Mention | None = None
    lead_stage: str = ""
    stated: dict[tuple[str, str], Quantity] = field(default_factory=dict)
    figures: dict[tuple[str, str], Token] = field(default_factory=dict)
    ways: dict[str, int] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """What a clause has said before its figure.

    `is_mixed` says that words stand beside the name which make it another thing;
    `has_own_words` that it begins with words, which may name something.
    """

    start: int
    subject_start: int | None = None
    is_mixed: bool = False
    has_own_words: bool = False
    stage: str | None = None
    is_prior: bool = False
    own_year: Token | None = None
    pending: Token | None = None


@dataclass(slots=True)
class Sentence:
    """What holds for a sentence: the base of comparison, the last change in money."""

    base: Token | None = None
    delta: Quantity | None = None
    delta_key: str = ""
    delta_way: int | None = None


@dataclass(slots=True)
class Reader:
    """One paragraph while it is read; `outside` has the subjects before open brackets."""

    document: Document
    paragraph: Paragraph
    memory: Memory
    tokens: Sequence[Token]
    subject: Mention | None = None
    outside: list[Mention | None] = field(default_factory=list)
    sentence: Sentence = field(default_factory=Sentence)
    clause: Clause = field(default_factory=lambda: Clause(0))
    found: list[Statement] = field(default_factory=list)

    @property
    def section(self) -> str:
        """The section of the paragraph's heading."""
        return self.paragraph.section

    @property
    def stage(self) -> str:
        """The stage that a figure of the clause is of."""
        return self.clause.stage or self.document.stage

    def kind_at(self, position: int) -> str:
        """The kind of the token at a position; empty after the last one."""
        return self.tokens[position].kind if position < len(self.tokens) else ""


def emit(
    reader: Reader,
    kind: str,
    token: Token,
    mention: Mention | None,
    printed: Quantity | None = None,
    terms: Sequence[Term] = (),
    *,
    start: int | None = None,
    direction: int | None = None,
    is_certain: bool = True,
    is_approximate: bool = False,
    reason: str | None = None,
) -> None:
    """Adds a statement; the words from `start` to the token are its text."""
    place = reader.paragraph.place(token.start)
    reader.found.append(
        Statement(
            kind=kind,
            block_no=place.block_no,
            row_no=place.row_no,
            column_no=0,
            section=reader.section,
            subject_key=mention.key if mention else "",
            subject=mention.name if mention else "",
            text=reader.paragraph.text[token.start if start is None else start : token.end],
            printed=printed,
            direction=direction,
            terms=tuple(terms),
            is_certain=is_certain and (mention is None or mention.is_certain),
            is_approximate=is_approximate,
            reason=reason,
            place=place.locator,
        )
    )


def term(reader: Reader, role: str, sign: int, mention: Mention, stage: str) -> Term:
    """A subject's amount at a stage as an operand: as stated before, and where printed."""
    accounts = reader.document.names.accounts
    return Term(
        role=role,
        sign=sign,
        stated=reader.memory.stated.get((mention.key, stage)),
        addresses=mention.addresses,
        stage=stage,
        is_account_read=any(a.account_id in accounts for a in mention.addresses),
    )


def stated(role: str, sign: int, quantity: Quantity) -> Term:
    """A number of the sentence as an operand."""
    return Term(role=role, sign=sign, stated=quantity)


def current_subject(reader: Reader, end: int) -> Mention | None:
    """Whom a figure speaks of whose words end at `end`; None where that is not certain.

    A clause that begins with words of its own speaks of what these words name.
    """
    clause = reader.clause
    if clause.is_mixed:
        return None
    if clause.subject_start is not None:
        return reader.subject
    if clause.has_own_words:
        reader.subject = named(reader, reader.paragraph.text[clause.start : end])
        clause.is_mixed = reader.subject is None
        clause.subject_start = clause.start
    return reader.subject


def is_neutral(words: str) -> bool:
    """Whether words in a clause change nothing of what it speaks of."""
    return _NEUTRAL.fullmatch(words) is not None


def named(reader: Reader, words: str) -> Mention | None:
    """The function or economic class that a clause's words are the name of."""
    name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", words))
    names = reader.document.names
    if reader.section == "basic":
        return economic_mention(names, name) or economic_mention(names, name + "支出")
    return class_mention(names, reader.section, name)


def close_groups(reader: Reader) -> None:
    """Ends the enumerations of parts: a total with every part named must be their sum."""
    for group in reader.memory.groups:
        if group.total is None or group.quantity is None:
            continue
        keys = reader.document.vocabulary.parts.get(group.total.key, ())
        if group.token is not None and keys and all(key in group.parts for key in keys):
            terms = [stated("above", 1, group.parts[key]) for key in keys]
            emit(reader, "sum", group.token, group.total, group.quantity, terms)
    reader.memory.groups.clear()
