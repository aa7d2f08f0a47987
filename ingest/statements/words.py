"""The words of a sentence: subjects, stages, bases, comparisons, reasons, denials.

Each function takes the reader, a token and its position, and returns where to go on, or None
for the next token.
"""

import re
from decimal import Decimal

from ingest.statements.names import function_mention, item_mentions
from ingest.statements.state import (
    Clause,
    Group,
    Reader,
    Sentence,
    close_groups,
    current_subject,
    emit,
    is_neutral,
    stated,
    term,
)
from ingest.statements.stated import Mention, Quantity, Term
from ingest.statements.tokens import COMPARED, Token
from ingest.value import replace

_ITEM_DIGITS = 7
_EXACT = 6
"""The decimals of a direction, which is not rounded."""
_BEFORE_BARE = re.compile(
    r"(?:其中:?|包括|\([^()]*\)|\d[、.]?|的|本年度?|当年|20\d\d年度?|本?部门|本?单位|中|:)*"
)
_FRAME = re.compile(
    r"(?P<name>[^,。;:]{4,40}?)(?:经费|预算)(?P<way>增加|减少|保持不变)(?=[,。;]|$)"
)
_WAYS = {"增加": 1, "减少": -1, "保持不变": 0}
_CLAUSE_TEXT = re.compile(r":?(?P<text>[^,。;]*)")
_DENIED = re.compile(r"(?:收入|支出|的|预算|安排|财政拨款|情况)*(?:[,。;)]|故|$)")
_ALSO_DENIED = re.compile(r"(?:收入|支出|的|预算|财政拨款)*(?:和|及|、|与)")
_REST_OF_NAME = re.compile(r"[^,。;:]{0,40}?\((?:款|项)\)")
_SPENDING_TOO = re.compile(r"(?:和|、|及)?支出(?:[,。;)]|故|$)")
_MOST_DENIED = 8
_DENIAL_WORDS = frozenset({"使用", "安排", "发生", "列支"})
_GOES_ON = frozenset({"share", "completion"})
_NAMES = frozenset({"subject", "function", "coded"})


def on_other(reader: Reader, token: Token, position: int) -> None:
    """Words that are no name: after a subject they make it another thing."""
    if reader.clause.subject_start is None:
        reader.clause.has_own_words |= not is_neutral(token.text)
        return
    if token.text == "中":
        _lead(reader)
        return
    reader.clause.is_mixed = True
    if position and reader.tokens[position - 1].kind == "function":
        reader.subject = None


def on_subject(reader: Reader, token: Token, position: int) -> None:
    """A name of the vocabulary."""
    del position
    subject = token.subject
    if subject is None:
        return
    before = reader.paragraph.text[reader.clause.start : token.start]
    if subject.is_bare and not _BEFORE_BARE.fullmatch(before):
        reader.clause.is_mixed = True
        return
    _begin(reader, token, Mention(subject.id, subject.name, subject.addresses))
    reader.clause.stage = subject.stage


def on_function(reader: Reader, token: Token, position: int) -> None:
    """A function named by class, section and item."""
    del position
    names = ("class_name", "section_name", "item_name")
    parts = [part for name in names if (part := token.parts[name])]
    mention = function_mention(reader.document.names, reader.section, parts)
    if _REST_OF_NAME.match(reader.paragraph.text, token.end):
        mention = None
    unknown = Mention(key=token.text, name="".join(parts[1:]))
    _begin(reader, token, mention or unknown)


def on_below(reader: Reader, token: Token, position: int) -> None:
    """A function named by section and item, under a heading that names the class."""
    del position
    section, item = token.parts["section_below"] or "", token.parts["item_below"] or ""
    classes = item_mentions(reader.document.names, reader.section, section, item)
    unknown = Mention(key=token.text, name=item)
    _begin(reader, token, classes[0] if len(classes) == 1 else unknown)


def on_coded(reader: Reader, token: Token, position: int) -> None:
    """A function named with its code."""
    name, code = token.parts["coded_name"] or "", token.parts["code"]
    mention = function_mention(reader.document.names, reader.section, [name], code)
    if mention is None:
        on_other(reader, token, position)
    else:
        _begin(reader, token, mention)


def _begin(reader: Reader, token: Token, mention: Mention) -> None:
    """Begins to speak of something."""
    reader.subject = mention
    reader.clause.subject_start = token.start
    reader.clause.is_mixed = False
    reader.clause.pending = None
    year = reader.clause.own_year
    reader.clause.is_prior = year is not None and year.number != reader.document.year


def on_break(reader: Reader, token: Token, position: int) -> None:
    """The end of a clause; of a sentence where it is a full stop.

    After brackets the sentence speaks again of what it spoke of before them.
    """
    del position
    if reader.clause.has_own_words and reader.clause.subject_start is None:
        reader.subject = None
    if token.text == "。":
        close_groups(reader)
        reader.sentence = Sentence()
        reader.outside.clear()
    elif token.text == "(":
        reader.outside.append(reader.subject)
    elif token.text == ")" and reader.outside:
        reader.subject = reader.outside.pop()
    reader.clause = Clause(token.end)


def on_stage(reader: Reader, token: Token, position: int) -> None:
    """A stage of the budget, of this year or of the one before."""
    del position
    is_other_year = bool(token.parts["year"]) and token.number != reader.document.year
    is_spent = token.stage == "executed" and reader.document.is_budget
    reader.clause.stage = token.stage
    reader.clause.is_prior |= bool(token.parts["prior"]) or is_other_year or is_spent


def on_base(reader: Reader, token: Token, position: int) -> None:
    """What a change is measured from; its year must be the year before."""
    del position
    reader.sentence.base = token
    expected = reader.document.year
    if token.parts["year"] and expected is not None:
        _year(reader, token, None, expected - 1, oldest=expected - 2)


def on_year_word(reader: Reader, token: Token, position: int) -> None:
    """A year before a subject says whose figures follow."""
    del position
    reader.clause.own_year = token


def on_closing_date(reader: Reader, token: Token, position: int) -> None:
    """The last day of the year that final accounts are of."""
    del position
    expected = reader.document.year
    if expected is not None and not reader.document.is_budget:
        _year(reader, token, None, expected, oldest=expected - 1)


def _year(
    reader: Reader, token: Token, mention: Mention | None, expected: int, oldest: int = 0
) -> None:
    """A printed year; one that is older than last year's text would have it is unknown."""
    reason = None if token.number in range(oldest or expected, expected + 2) else "other_year"
    printed = Quantity(Decimal(token.number), 0, "年")
    right = stated("above", 1, Quantity(Decimal(expected), 0, "年"))
    emit(reader, "year", token, mention, printed, [right], reason=reason)


def own_year(reader: Reader, mention: Mention, amount: Term | None = None) -> None:
    """The year before a subject of which something is said: it is the document's.

    An amount of the year before may be told as such; it is last year's text only where it is
    this year's figure, which its term lets the models see.
    """
    token, expected = reader.clause.own_year, reader.document.year
    reader.clause.own_year = None
    if token is None or expected is None:
        return
    printed = Quantity(Decimal(token.number), 0, "年")
    terms = [stated("above", 1, Quantity(Decimal(expected), 0, "年"))]
    if token.number != expected and amount is not None:
        terms.append(replace(amount, role="below"))
    is_old = token.number not in (expected, expected - 1)
    reason = "other_year" if is_old else None
    emit(reader, "year", token, mention, printed, terms, reason=reason)


def on_pending(reader: Reader, token: Token, position: int) -> None:
    """A word of change, a share or a completion waits for its figure."""
    del position
    reader.clause.pending = token


def on_among(reader: Reader, token: Token, position: int) -> None:
    """Parts of the last amount follow."""
    del position
    mention = None if reader.clause.is_mixed else reader.subject
    stage = reader.stage
    key = (mention.key if mention else "", stage)
    figure = reader.memory.figures.get(key)
    reader.memory.groups.append(Group(mention, reader.memory.stated.get(key), stage, figure))
    _lead(reader)
    reader.clause = Clause(token.end)


def on_listing(reader: Reader, token: Token, position: int) -> None:
    """Parts with their shares follow, over several paragraphs."""
    del token, position
    _lead(reader)


def _lead(reader: Reader) -> None:
    if reader.subject is not None and not reader.clause.is_mixed:
        reader.memory.lead, reader.memory.lead_stage = reader.subject, reader.stage


def on_comparison(reader: Reader, token: Token, position: int) -> None:
    """What was spent against what was planned: 决算数小于预算数."""
    mention = None if reader.clause.is_mixed else reader.subject
    if mention is None or reader.document.is_budget:
        return
    own_year(reader, mention)
    compared = token.parts["compared"] or token.parts["compared_with"] or ""
    emit(
        reader,
        "direction",
        token,
        mention,
        None,
        [
            term(reader, "above", 1, mention, "executed"),
            term(reader, "above", -1, mention, COMPARED.get(compared, "approved")),
        ],
        direction=token.direction,
        is_approximate=token.parts["about"] is not None,
        is_certain=bool(compared) or not reader.document.names.prints("adjusted", mention),
    )
    if reader.kind_at(position + 1) == "money":
        reader.clause.pending = token


def on_unchanged(reader: Reader, token: Token, position: int) -> None:
    """持平: as much as in the base, where that is known."""
    del position
    mention = current_subject(reader, token.start)
    if mention is None or reader.sentence.base is None:
        return
    terms, reason = since_base(reader, mention)
    emit(
        reader,
        "direction",
        token,
        mention,
        None,
        terms,
        direction=0,
        is_approximate=token.text.startswith("基本"),
        reason=reason,
    )
    reader.memory.ways[mention.key] = 0


def since_base(reader: Reader, mention: Mention) -> tuple[list[Term], str | None]:
    """A subject's amount less that of the base; why it may not be said, where it may not.

    An amount of the year before that no sentence states may stand beside this year's, or in
    the document of that year, which can confirm the change.
    """
    now = term(reader, "above", 1, mention, reader.document.stage)
    base = reader.sentence.base
    if base is not None and base.is_budget_of_the_year and not reader.document.is_budget:
        stage = COMPARED.get(base.parts["against"] or "", "approved")
        return [now, term(reader, "above", -1, mention, stage)], None
    before = reader.memory.stated.get((mention.key, "prior"))
    if before is not None:
        return [now, stated("above", -1, before)], None
    said = _base_stage(base)
    beside = reader.document.names.last_year(mention, said)
    if beside and reader.document.is_budget:
        return [now, replace(now, sign=-1, stated=None, addresses=beside)], None
    earlier = term(reader, "above", -1, mention, said or reader.document.stage)
    return [now, replace(earlier, stated=None, years_before=1)], "prior_year_unknown"


def _base_stage(base: Token | None) -> str | None:
    """The stage of last year's figure that a base of comparison names."""
    if base is None:
        return None
    if re.search(r"执行|决算", base.text):
        return "executed"
    return "approved" if "预算" in base.text else None


def on_template(reader: Reader, token: Token, position: int) -> None:
    """Words of the template that should have been chosen from, or filled in."""
    del position
    emit(reader, "template", token, None)
    reader.clause.pending = token


def on_absent(reader: Reader, token: Token, position: int) -> None:
    """无 …支出: that there is no such money; several may be named."""
    following = position + 1
    while reader.kind_at(following) == "filler" or (
        reader.kind_at(following) == "other" and reader.tokens[following].text in _DENIAL_WORDS
    ):
        following += 1
    named = [t for t in reader.tokens[following : following + _MOST_DENIED] if t.subject]
    if reader.kind_at(following) != "subject":
        reader.clause.is_mixed = True
        return
    text = reader.paragraph.text
    last = 0
    while last + 1 < len(named) and _is_next(text, named[last], named[last + 1]):
        last += 1
    if _DENIED.match(text, named[last].end) or _SPENDING_TOO.match(text, named[last].end):
        for name in named[: last + 1]:
            _deny(reader, token, name)


def _is_next(text: str, named: Token, following: Token) -> bool:
    """Whether two names stand in one list."""
    also = _ALSO_DENIED.match(text, named.end)
    return also is not None and also.end() == following.start


def _deny(reader: Reader, token: Token, named: Token) -> None:
    subject, text = named.subject, reader.paragraph.text
    if subject is None or not subject.addresses:
        return
    subjects = [subject]
    if subject.id.endswith("_income") and _SPENDING_TOO.match(text, named.end):
        sibling = subject.id.removesuffix("_income") + "_spending"
        subjects += [s for s in reader.document.vocabulary.subjects if s.id == sibling][:1]
    stage = "approved" if text.startswith("预算", named.end) else reader.document.stage
    for denied in subjects:
        mention = Mention(denied.id, denied.name, denied.addresses)
        own_year(reader, mention)
        right = [term(reader, "above", 1, mention, stage)]
        emit(reader, "none", named, mention, None, right, start=token.start)


def on_reason(reader: Reader, token: Token, position: int) -> int:
    """A reason: only whose it is, and which way it goes, can be held against the item."""
    _direction_of_reason(reader, token)
    _reason_of_item(reader, token)
    return skip(reader, position)


def on_use(reader: Reader, token: Token, position: int) -> int:
    """A use: only a clause that belongs to another item can be told."""
    listed = _CLAUSE_TEXT.match(reader.paragraph.text, token.end)
    mention = reader.subject
    if listed and mention is not None and len(mention.key) == _ITEM_DIGITS:
        codes = reader.document.items.codes_of_long(listed["text"])
        if codes and mention.key not in codes:
            emit(reader, "clause", _words(listed, "text"), mention)
    return skip(reader, position, is_use=True)


def _direction_of_reason(reader: Reader, token: Token) -> None:
    """公务接待费支出减少的主要原因: against the change stated before."""
    mention = None if reader.clause.is_mixed else reader.subject
    start = reader.clause.subject_start
    if mention is None or start is None:
        return
    words = reader.paragraph.text[start : token.start].removesuffix("的")
    way = next((way for word, way in _WAYS.items() if words.endswith(word)), None)
    if way is not None:
        _direction_again(reader, token, mention, way, start)


def _reason_of_item(reader: Reader, token: Token) -> None:
    """<item>经费增加: the item's own name and direction, or the name of another item."""
    mention = reader.subject
    frame = _FRAME.match(reader.paragraph.text, token.end)
    if frame is None or mention is None or len(mention.key) != _ITEM_DIGITS:
        return
    codes = reader.document.items.codes(frame["name"])
    if mention.key in codes:
        way = _WAYS[frame["way"]]
        _direction_again(reader, _words(frame, 0), mention, way, frame.start())
    elif codes:
        emit(reader, "clause", _words(frame, 0), mention)


def _direction_again(
    reader: Reader, token: Token, mention: Mention, way: int, start: int
) -> None:
    """A direction said a second time must be the first one's."""
    before = reader.memory.ways.get(mention.key)
    if before is not None:
        right = stated("above", 1, Quantity(Decimal(before), _EXACT, None))
        emit(reader, "direction", token, mention, None, [right], direction=way, start=start)


def _words(match: re.Match[str], group: str | int) -> Token:
    return Token("words", match[group], match.start(group), match.end(group), {})


def skip(reader: Reader, position: int, *, is_use: bool = False) -> int:
    """Where the sentence speaks of figures again: at a full stop, or at the next name."""
    for i in range(position + 1, len(reader.tokens)):
        token = reader.tokens[i]
        if token.kind != "break":
            continue
        following = i + 1
        while reader.kind_at(following) in ("among", "year_word", "filler"):
            following += 1
        kind = reader.kind_at(following)
        if token.text == "。" or (token.text == ";" and kind in _NAMES):
            return i
        if is_use and token.text == "," and (kind in _GOES_ON or _states(reader, following)):
            return i
    return len(reader.tokens)


def _states(reader: Reader, position: int) -> bool:
    """Whether a stage with its amount begins here."""
    return reader.kind_at(position) == "stage" and reader.kind_at(position + 1) == "money"
