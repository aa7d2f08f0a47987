"""The figures of a sentence: what an amount, a percentage or a count says of its subject."""

from ingest.statements.state import (
    Group,
    Reader,
    current_subject,
    emit,
    stated,
    term,
)
from ingest.statements.stated import Mention, Quantity, Term
from ingest.statements.tokens import COMPARED, Token, tokens
from ingest.statements.vocabulary import Subject
from ingest.statements.words import own_year, since_base
from ingest.value import replace

_VEHICLES = Mention("vehicles_held", "车辆")
_LEAST_PARTS = 2


def on_money(reader: Reader, token: Token, position: int) -> None:
    """An amount: of a change, of a total after its parts, or of the subject."""
    pending = reader.clause.pending
    reader.clause.pending = None
    if pending is not None and pending.kind in ("change", "template", "comparison"):
        _change(reader, token, pending)
    elif pending is None and reader.kind_at(position - 1) == "total_word":
        _total(reader, token)
    elif pending is None:
        _amount(reader, token)


def _amount(reader: Reader, token: Token) -> None:
    mention = current_subject(reader, token.start)
    quantity = token.quantity
    group = reader.memory.groups[-1] if reader.memory.groups else None
    if group is not None:
        group.amounts.append(quantity)
    if mention is None:
        reason = "subject_unknown"
        emit(reader, "amount", token, None, quantity, reason=reason)
        return
    stage, is_prior = reader.stage, reader.clause.is_prior
    own_year(
        reader, mention, replace(term(reader, "above", 1, mention, stage), stated=quantity)
    )
    if is_prior:
        reader.memory.stated[mention.key, "prior"] = quantity
    else:
        reader.memory.stated[mention.key, stage] = quantity
        reader.memory.figures[mention.key, stage] = token
        for open_group in reader.memory.groups:
            if open_group.stage == stage:
                open_group.parts.setdefault(mention.key, quantity)
    meant, is_certain = _budget_meant(reader, mention, stage)
    emit(
        reader,
        "amount",
        token,
        mention,
        quantity,
        () if is_prior else [term(reader, "above", 1, meant, stage)],
        start=_start(reader, token),
        is_certain=is_certain and not is_prior,
        reason="prior_year_unknown" if is_prior else None,
    )
    reader.clause.stage = None
    reader.clause.is_prior = False


def _budget_meant(reader: Reader, mention: Mention, stage: str) -> tuple[Mention, bool]:
    """The mention with the figures that 预算 may be, and whether one of them must be it.

    Without 年初 it is the approved or the adjusted budget, of which a table may print one.
    """
    names = reader.document.names
    is_said = "年初" in reader.paragraph.text[reader.clause.start :][:40]
    if stage != "approved" or is_said or not names.prints("adjusted", mention):
        return mention, True
    return names.either_budget(mention), names.prints("approved", mention)


def _start(reader: Reader, token: Token) -> int:
    """Where the words of a figure begin: at its name, else at its clause."""
    start = reader.clause.subject_start
    return start if start is not None and start < token.start else reader.clause.start


def _change(reader: Reader, token: Token, pending: Token) -> None:
    """A change in money: what is left of today's amount without it, is the base."""
    mention = current_subject(reader, pending.start)
    quantity = token.quantity
    sentence = reader.sentence
    way = None if pending.kind == "template" else pending.direction
    sentence.delta, sentence.delta_way = quantity, way
    sentence.delta_key = mention.key if mention else ""
    if mention is None:
        emit(reader, "change", token, None, quantity, reason="subject_unknown")
        for group in reader.memory.groups:
            group.is_uncertain = True
        return
    if way is None:
        return
    reader.memory.ways[mention.key] = way if quantity.value else 0
    own_year(reader, mention)
    if pending.kind == "comparison":
        stage = COMPARED.get(pending.parts["compared"] or "", "approved")
        terms, reason = (
            [
                term(reader, "above", 1, mention, "executed"),
                term(reader, "above", -1, mention, stage),
            ],
            None,
        )
    else:
        terms, reason = since_base(reader, mention)
    signed = Quantity(quantity.value * way, quantity.decimals, quantity.unit_text)
    emit(
        reader,
        "change",
        token,
        mention,
        signed,
        terms,
        start=pending.start,
        reason=reason,
    )


def _total(reader: Reader, token: Token) -> None:
    """合计 after an enumeration: every amount since 其中."""
    group = reader.memory.groups[-1] if reader.memory.groups else None
    if group is None or len(group.amounts) < _LEAST_PARTS:
        _amount(reader, token)
        return
    terms = [stated("above", 1, quantity) for quantity in group.amounts]
    reason = "parts_uncertain" if group.is_uncertain else None
    emit(reader, "sum", token, group.total, token.quantity, terms, reason=reason)
    reader.memory.groups.remove(group)


def on_percent(reader: Reader, token: Token, position: int) -> None:
    """A percentage: a share, a completion, or a change."""
    del position
    pending = reader.clause.pending
    reader.clause.pending = None
    if pending is None:
        return
    mention = current_subject(reader, pending.start)
    if mention is None:
        if pending.kind in _PERCENTAGES:
            emit(reader, "share", token, None, token.quantity, reason="subject_unknown")
        return
    if pending.kind == "share":
        _share(reader, token, pending, mention)
    elif pending.kind == "completion":
        _completion(reader, token, pending, mention)
    elif pending.kind in ("change", "template"):
        _growth(reader, token, pending, mention)


_PERCENTAGES = frozenset({"share", "completion", "change"})


def _share(reader: Reader, token: Token, pending: Token, mention: Mention) -> None:
    stage = reader.document.stage
    whole, whole_stage, is_named = _whole(reader, pending, mention)
    terms = [term(reader, "above", 1, mention, stage)]
    if whole is not None:
        terms.append(term(reader, "below", 1, whole, whole_stage))
    emit(
        reader,
        "share",
        token,
        mention,
        token.quantity,
        terms,
        start=pending.start,
        is_certain=is_named,
        reason=None if whole else "whole_unknown",
    )


def _whole(
    reader: Reader, pending: Token, mention: Mention
) -> tuple[Mention | None, str, bool]:
    """What a share is of, at which stage, and whether the sentences say so.

    It is the name that the share gives, else the total whose parts are told, else what the
    heading speaks of.
    """
    stage = reader.document.stage
    words = pending.parts["whole"] or ""
    if words:
        named = [t.subject for t in tokens(words, reader.section) if t.subject is not None]
        return (_mention(named[-1]), stage, True) if named else (None, stage, True)
    vocabulary, lead = reader.document.vocabulary, reader.memory.lead
    totals = [total for total, parts in vocabulary.parts.items() if mention.key in parts]
    if lead is not None and lead.key != mention.key and (not totals or lead.key in totals):
        return lead, reader.memory.lead_stage or stage, True
    subject = vocabulary.subject(vocabulary.wholes.get(reader.section, ""), reader.section)
    if subject is None or subject.id == mention.key:
        return None, stage, False
    return _mention(subject), stage, False


def _mention(subject: Subject) -> Mention:
    return Mention(subject.id, subject.name, subject.addresses)


def _completion(reader: Reader, token: Token, pending: Token, mention: Mention) -> None:
    completed = pending.parts["completed"] or ""
    stage = COMPARED.get(completed, "approved")
    is_stated = (mention.key, stage) in reader.memory.stated
    emit(
        reader,
        "completion",
        token,
        mention,
        token.quantity,
        [
            term(reader, "above", 1, mention, "executed"),
            term(reader, "below", 1, mention, stage),
        ],
        start=pending.start,
        is_certain=bool(completed)
        or is_stated
        or not reader.document.names.prints("adjusted", mention),
    )


def _growth(reader: Reader, token: Token, pending: Token, mention: Mention) -> None:
    """A change in per cent, of today's amount without the change in money."""
    sentence = reader.sentence
    printed = token.quantity
    way = pending.direction if pending.kind == "change" else sentence.delta_way or 1
    signed = Quantity(printed.value * way, printed.decimals, printed.unit_text)
    reader.memory.ways[mention.key] = way if printed.value else 0
    now = term(reader, "below", 1, mention, reader.document.stage)
    reason = None
    if sentence.delta is not None and sentence.delta_key == mention.key:
        delta_way = way if sentence.delta_way is None else sentence.delta_way
        terms = [
            stated("above", delta_way, sentence.delta),
            now,
            stated("below", -delta_way, sentence.delta),
        ]
    else:
        terms, reason = _since(reader, mention)
    emit(
        reader,
        "growth",
        token,
        mention,
        signed,
        terms,
        start=pending.start,
        reason=reason,
    )


def _since(reader: Reader, mention: Mention) -> tuple[list[Term], str | None]:
    """A change against a base that is stated: the difference above, the base below."""
    above, reason = since_base(reader, mention)
    below = [replace(t, role="below", sign=1) for t in above if t.sign < 0]
    return [*above, *below], reason


def on_count(reader: Reader, token: Token, position: int) -> None:
    """Vehicles: a stock over its kinds, the last of which are the others."""
    del position
    quantity = token.quantity
    if quantity.unit_text != "辆":
        return
    words = reader.paragraph.text[reader.clause.start : token.start]
    groups = reader.memory.groups
    if groups and groups[-1].total == _VEHICLES:
        groups[-1].amounts.append(quantity)
        if words.startswith("其他"):
            group = groups.pop()
            terms = [stated("above", 1, amount) for amount in group.amounts]
            emit(reader, "sum", token, _VEHICLES, group.quantity, terms)
    elif "车辆" in words:
        reader.subject = None
        groups.append(Group(_VEHICLES, quantity, ""))
