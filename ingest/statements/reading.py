"""The running text of a document → its statements.

A name holds until the next one of its paragraph; a base of comparison for its sentence; a
whole (其中, 主要用于以下方面) for the shares that follow under its heading. Reasons, uses and
words that a name is mixed with are not read for figures: a figure whose subject is not
certain is a statement without one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ingest.about import About, Recognised
from ingest.documents import Prose
from ingest.statements import figures, words
from ingest.statements.names import item_names, names_of
from ingest.statements.paragraphs import CLOSED, NOTES, paragraphs
from ingest.statements.state import Document, Memory, Reader, close_groups
from ingest.statements.stated import Statement
from ingest.statements.tokens import Token, tokens
from ingest.statements.vocabulary import load_vocabulary
from ingest.value import replace

STAGES: Final[Mapping[str, str]] = {"final_accounts": "executed", "budget": "approved"}
"""Kinds of documents whose narrative is read → the stage that their figures are of."""

_FIGURES = frozenset({"money", "percent", "count"})
_Handler = Callable[[Reader, Token, int], int | None]
_HANDLERS: Final[Mapping[str, _Handler]] = {
    "other": words.on_other,
    "subject": words.on_subject,
    "function": words.on_function,
    "below": words.on_below,
    "coded": words.on_coded,
    "break": words.on_break,
    "stage": words.on_stage,
    "base": words.on_base,
    "year_word": words.on_year_word,
    "closing_date": words.on_closing_date,
    "change": words.on_pending,
    "share": words.on_pending,
    "completion": words.on_pending,
    "among": words.on_among,
    "listing": words.on_listing,
    "comparison": words.on_comparison,
    "unchanged": words.on_unchanged,
    "template": words.on_template,
    "absent": words.on_absent,
    "reason": words.on_reason,
    "use": words.on_use,
    "money": figures.on_money,
    "percent": figures.on_percent,
    "count": figures.on_count,
}
_IN_NOTES = frozenset({"absent"})


def read_statements(
    proses: Sequence[Prose], recognised: Sequence[Recognised], about: About
) -> tuple[Statement, ...]:
    """The statements of a document's running text.

    Final accounts and budgets of departments are read; in a document whose tables print no
    figure (an empty template) there is nothing to set a statement against.

    Args:
        proses: the running text that no form claims, in the order of the document.
        recognised: the recognised tables.
        about: what the document says of itself.
    """
    stage = STAGES.get(about.kind)
    if stage is None or not any(found.records.amounts for found in recognised):
        return ()
    names = names_of(recognised)
    year = int(about.year_text) if about.year_text else None
    document = Document(names, item_names(names), load_vocabulary(), stage, year)
    return tuple(_numbered(_statements(proses, document)))


def _statements(proses: Sequence[Prose], document: Document) -> Iterator[Statement]:
    section, memory = "", Memory()
    for paragraph in paragraphs(proses, document.vocabulary):
        if paragraph.section == CLOSED:
            continue
        if paragraph.section not in (section, NOTES):
            section, memory = paragraph.section, Memory()
        found = _without_asides(list(tokens(paragraph.text, paragraph.section)))
        own = Memory() if paragraph.section == NOTES else memory
        reader = Reader(document, paragraph, own, found)
        _read(reader)
        yield from reader.found


def _read(reader: Reader) -> None:
    position = 0
    in_notes = reader.section == NOTES
    while position < len(reader.tokens):
        token = reader.tokens[position]
        handler = _HANDLERS.get(token.kind)
        following = None
        if handler is not None and (not in_notes or token.kind in _IN_NOTES):
            following = handler(reader, token, position)
        position = position + 1 if following is None else following
    if reader.tokens and not reader.paragraph.text.endswith(":"):
        close_groups(reader)


def _without_asides(found: Sequence[Token]) -> list[Token]:
    """The tokens without what stands in brackets, where that is no figure."""
    kept: list[Token] = []
    opened: int | None = None
    for token in found:
        kept.append(token)
        if token.kind == "break" and token.text == "(":
            opened = len(kept) - 1
        elif token.kind == "break" and token.text == ")" and opened is not None:
            if not any(aside.kind in _FIGURES for aside in kept[opened:]):
                del kept[opened:]
            opened = None
    return kept


def _numbered(found: Iterator[Statement]) -> Iterator[Statement]:
    """The statements, numbered along the line on which each one's figure stands."""
    last: Counter[tuple[int, int]] = Counter()
    for statement in found:
        line = statement.block_no, statement.row_no
        last[line] += 1
        yield replace(statement, column_no=last[line])
