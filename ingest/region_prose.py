"""What a government's report says of its accounts in sentences.

A heading, or the sentence, says account, level, year and stage; a clause is a figure where it
is a name and an amount and nothing else (`region_clauses`), and the clauses right behind it are
its rates. What a sentence leaves open is no figure, and what two say differently is neither's.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ingest.documents import Line, Prose, Records, RegionFigure
from ingest.region_clauses import (
    ACCOUNT,
    AMOUNT,
    CHANGED,
    COMPARABLE,
    DEBT,
    DIFFERENCE,
    SHARE,
    SIDE_WORDS,
    SPENT,
    WITHIN_LIMIT,
    Rate,
    Said,
    of_side_alone,
    rate_of,
    said_of,
)
from ingest.region_headings import (
    ABOUT,
    APPROVED,
    HEADING,
    LEVELS,
    LONGEST_HEADING,
    OF_MONTHS,
    OTHER_AREA,
    ZONE,
    Reader,
    Told,
    over,
    paragraphs,
    reader_of,
    said_by,
)
from ingest.values import squeeze, year_in_digits

FORM = "region_told"
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_CLAUSE = re.compile(r"([，：:、；;]|,(?!\d{3}(?!\d)))")
_OF_YEARS = re.compile(
    "[这过去近][三五]年|[三五]年(?:来|间|累计|期间)|十[一二三四五六].?(?:时期|期间)累计"
    "|(?:十[一二三四五六]五?|年|届)以来"
)
"""A paragraph about several years together."""
_PLANNED = re.compile("安排|代编")


def read_prose(proses: Sequence[Prose]) -> dict[int, Records]:
    """The figures of a document's sentences by block, without those that contradict."""
    lines = [line.text for prose in proses for line in prose.lines]
    reader = reader_of(lines)
    for block_no, row_no, line in paragraphs(proses):
        _read_line(reader, block_no, row_no, line)
    refuted = _refuted(one for found in reader.figures.values() for one in found)
    kept = {
        block_no: [one for one in found if _key(one) not in refuted]
        for block_no, found in reader.figures.items()
    }
    return {block: Records(region_figures=found) for block, found in kept.items() if found}


def _key(figure: RegionFigure) -> tuple[object, ...]:
    return (
        figure.account_id, figure.scope, figure.side, figure.line_name, figure.phase,
        figure.fiscal_year, figure.measure, figure.base_phase, figure.column_item,
        figure.counterpart_text,
    )  # fmt: skip


def _refuted(figures: Iterable[RegionFigure]) -> set[tuple[object, ...]]:
    """What is said of which two figures differ by more than their rounding."""
    said: dict[tuple[object, ...], list[tuple[Decimal, Decimal]]] = {}
    for one in figures:
        factor = _FACTORS.get(one.unit_text or "", Decimal(1))
        unit = Decimal(1).scaleb(-one.decimals) * factor / 2
        said.setdefault(_key(one), []).append((one.number * factor, unit))
    return {
        key
        for key, values in said.items()
        if any(abs(a - b) > u + v for a, u in values for b, v in values)
    }


_FACTORS = {"亿元": Decimal(10**8), "万元": Decimal(10**4)}


def _read_line(reader: Reader, block_no: int, row_no: int, line: Line) -> None:
    text = line.text.strip()
    rank = next((i for i, rule in enumerate(HEADING) if rule.match(squeeze(text))), None)
    if rank is not None:
        heading, _, rest = text.partition("。")
        if len(squeeze(heading)) <= LONGEST_HEADING and not re.search(
            r"\d(?:亿|万)?元", squeeze(heading)
        ):
            reader.open(rank, heading)
            text = rest
        else:
            reader.close(rank)
    if not text:
        return
    told = reader.above(len(HEADING))
    carried = reader.carried_to(rank)
    if carried and told.scope is None:
        told = replace(told, scope=carried.scope, place=carried.place)
    told = replace(told, scope=reader.only_scope) if told.scope is None else told
    if len(reader.years) == 1:
        ((phase, year),) = reader.years.items()
        told = replace(told, phase=told.phase or phase, year=told.year or year)
    paragraph = _Paragraph(reader, told, row_no, line, is_item=rank is not None)
    plain = _plain(text)
    reader.is_of_months = reader.is_of_months or bool(OF_MONTHS.search(plain))
    if told.is_of_months or reader.is_of_months:
        return
    for sentence in plain.split("。") if not _OF_YEARS.search(plain) else ():
        _read_sentence(paragraph, sentence)
    reader.figures.setdefault(block_no, []).extend(paragraph.figures)
    if paragraph.told.scope is not None:
        under = rank if rank is not None else max((at for at, _ in reader.carried), default=0)
        reader.carried.append((under, paragraph.told))


def _plain(text: str) -> str:
    """A text in digits, without quotation marks and what stands in brackets."""
    bare = _QUOTES.sub("", _BRACKET.sub("", _BRACKET.sub("", text)))
    return squeeze(year_in_digits(bare))


_QUOTES = re.compile('[“”"]')


_FIRST_COLUMN = 500
"""Figures of a paragraph are counted from here, apart from what else is read of the line."""


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as it is read: what its sentences said so far, and its figures.

    `whole` is what a clause without a name is about, on its level; `is_item` before the
    first clause of a numbered line; `is_lost` where an amount was told since
    of what no name is known of: what names no other may be of that.
    """

    reader: Reader
    told: Told
    row_no: int
    line: Line
    figures: list[RegionFigure] = field(default_factory=list)
    whole: Said | None = None
    whole_scope: str | None = None
    is_lost: bool = False
    is_item: bool = False


@dataclass(slots=True)
class _Sentence:
    """A sentence as it is read: the figure whose rates may follow, the line told last.

    `is_of_lost` where parts are told (其中) of a whole that is not known; `is_comparable` where
    the next rate is said to be worked out otherwise (剔除…).
    """

    current: RegionFigure | None = None
    last: Said | None = None
    is_comparable: bool = False
    is_whole_lost: bool = False
    is_of_lost: bool = False


def _read_sentence(paragraph: _Paragraph, sentence: str) -> None:
    """The figures of a sentence; what it says of level and account holds on."""
    state = _Sentence()
    pieces = _CLAUSE.split(sentence)
    clauses = [
        (clause, before == "、" and _is_first_of_sum(last))
        for last, before, clause in zip(
            ["", *pieces[0::2]], ["", *pieces[1::2]], pieces[0::2], strict=False
        )
        if clause
    ]
    for at, (clause, is_sum) in enumerate(clauses):
        after = clauses[at + 1][0] if at + 1 < len(clauses) else ""
        state.is_of_lost |= state.is_whole_lost and bool(_PARTS.match(clause))
        _read_clause(paragraph, state, clause, after, is_sum=is_sum)


def _is_first_of_sum(text: str) -> bool:
    """Whether a name without an amount stands before: 上年结转、调入资金3亿元 is of both."""
    return bool(re.search("[一-鿿]", text)) and not re.search(
        r"\d|^[一二三四五六七八九十]+$", text
    )


def _read_clause(
    paragraph: _Paragraph, state: _Sentence, clause: str, after: str, *, is_sum: bool
) -> None:
    if state.current and _is_beside_rates(clause, state):
        return
    before = paragraph.told
    lead, name = _led(paragraph, clause)
    name = WITHIN_LIMIT.sub("", name)
    changed, amount = CHANGED.match(name), AMOUNT.match(name)
    if changed is None and amount is None:
        _read_rate(paragraph, state, clause)
        return
    found = changed or amount
    if found is None:
        return
    told, words = paragraph.told, found["words"]
    said = None if is_sum else _said_in(words, lead, paragraph, state)
    if said is None and paragraph.is_item and not is_sum:
        said = _item(words, told, after)
    is_first = not (paragraph.figures or paragraph.is_lost or is_sum)
    if said is None and is_first and paragraph.reader.is_under_account:
        said = _side_alone(words, told, after)
    paragraph.is_item = False
    if said is None:
        state.current = None
        is_unknown = bool(words) and not (is_sum or words.endswith("等"))
        paragraph.is_lost |= is_unknown
        state.is_whole_lost |= is_unknown and bool(_A_WHOLE.search(words))
        if not words:
            paragraph.told = before
            return
        if ACCOUNT.search(words) and not ACCOUNT.match(words):
            paragraph.told = replace(told, scope=OTHER_AREA)
        return
    is_part = not words or said is paragraph.whole
    _tell(paragraph, state, said, found, clause, after, is_part=is_part)
    if is_part:
        paragraph.told = before


def _is_beside_rates(clause: str, state: _Sentence) -> bool:
    """Whether a clause between an amount and its rates is none: 增加3亿元, 剔除…因素."""
    is_comparable = COMPARABLE.match(clause) is not None
    state.is_comparable = state.is_comparable or is_comparable
    return bool(is_comparable or DIFFERENCE.match(clause) or SHARE.match(clause))


def _read_rate(paragraph: _Paragraph, state: _Sentence, clause: str) -> None:
    """A rate of the amount before it; what is no rate ends that amount's."""
    of, rate = state.current, rate_of(clause)
    if rate and rate.measure == "growth" and state.is_comparable:
        rate = replace(rate, measure="growth_comparable")
    state.is_comparable = False
    if of is None or of.side == DEBT or rate is None or _is_of_budget(of, rate):
        state.current = None
        return
    _take(paragraph, _rated(of, clause, rate))


_PARTS = re.compile("其中|(?:主要)?(?:包括|是|为)$|主要包括")
_A_WHOLE = re.compile("收入|支出|基金|保险|资金|经费")


def _led(paragraph: _Paragraph, clause: str) -> tuple[str, str]:
    """The leading words of a clause, whose level and year hold on, and what stands behind."""
    reader, told = paragraph.reader, paragraph.told
    found = reader.lead.match(clause)
    lead = found.group() if found else ""
    rest = clause[len(lead) :]
    own_words = re.sub(APPROVED, "", lead)
    says = replace(said_by(own_words, reader), account=None, phase=None)
    if _OTHER_LEVEL.search(own_words) and says.scope is None:
        told = replace(told, scope=OTHER_AREA, place=None)
    zone = re.match(ZONE.pattern + ABOUT, rest)
    if zone and (name := ZONE.match(rest)) and name.group() != reader.place:
        rest = rest[name.end() :]
        is_of_part = told.scope == "lower_part"
        place = name.group() if is_of_part else None
        told = replace(told, scope="lower_part" if is_of_part else OTHER_AREA, place=place)
    paragraph.told = over(told, says)
    return lead, rest


_OTHER_LEVEL = re.compile(f"全[{LEVELS}]|级")


def _said_in(words: str, lead: str, paragraph: _Paragraph, state: _Sentence) -> Said | None:
    """The line that a clause is about; None where it, or one before, names no known one."""
    told, whole = paragraph.told, paragraph.whole
    if not words or (whole and words == SIDE_WORDS.get(whole.side)):
        is_part = whole is not None and re.search("级|各", lead) is not None
        if words:
            is_part = is_part and told.scope != paragraph.whole_scope
        if not words or is_part:
            return whole if is_part and not paragraph.is_lost else None
    said = said_of(
        words,
        told.account,
        told.side,
        whole,
        is_planned=bool(_PLANNED.search(lead)),
        last=state.last or whole,
    )
    is_named = ACCOUNT.match(words) or (said is not None and said.is_named)
    if said is None or (paragraph.is_lost and not is_named):
        return None
    is_part = not said.is_whole or said.account == DEBT
    return None if state.is_of_lost and is_part else said


def _item(words: str, told: Told, after: str) -> Said | None:
    """A numbered line of a list under the heading of an account's side, with its rate behind.

    （二）政府性基金收入决算情况 / 3、国有土地收益资金收入12,168万元，为预算数的121.7%。
    """
    word = SIDE_WORDS.get(told.side or "")
    if word is None or told.account in (None, DEBT) or not re.search(f"[一-鿿]{word}$", words):
        return None
    is_rated = rate_of(after) is not None or DIFFERENCE.match(after) is not None
    if not is_rated or _NO_ITEM.search(words):
        return None
    return Said(told.account or "", told.side or "", words, is_named=False)


def _side_alone(words: str, told: Told, after: str) -> Said | None:
    """What a paragraph under an account's heading begins with: 收入25万元，支出20万元."""
    is_gone_on = after.startswith("支出") or rate_of(after) or DIFFERENCE.match(after)
    if told.account in (None, DEBT) or not is_gone_on:
        return None
    return of_side_alone(words, told.account or "")


_NO_ITEM = re.compile(
    "[总合小]计|总量|总[收支]|本级|全[省市州盟县区旗]|其中|本年|当年|预算(?!外)"
)


def _tell(
    paragraph: _Paragraph,
    state: _Sentence,
    said: Said,
    found: re.Match[str],
    clause: str,
    after: str,
    *,
    is_part: bool,
) -> None:
    """Keeps the figures of a clause: its amount, and before it what that was changed from."""
    told = _of_stage(said, paragraph.told, paragraph.reader.years)
    state.last = said
    if not is_part:
        side = said.side if said.total_kind == "own" else told.side
        account = told.account if said.account == DEBT else said.account
        paragraph.told = replace(paragraph.told, account=account, side=side)
        if said.is_whole:
            paragraph.whole, paragraph.whole_scope = said, paragraph.told.scope
            paragraph.is_lost = False
            state.is_whole_lost = state.is_of_lost = False
    if "first" in found.groupdict():
        first = replace(told, phase="approved")
        unit = found["first_unit"] or found["unit"]
        if not _is_open(said, first, after):
            _take(paragraph, _figure(said, first, found["first"], unit, paragraph, clause))
        told = replace(told, phase="adjusted")
    if _is_open(said, told, after):
        state.current = None
        return
    figure = _figure(said, told, found["number"], found["unit"], paragraph, clause)
    state.current = _take(paragraph, figure)


def _take(paragraph: _Paragraph, figure: RegionFigure) -> RegionFigure:
    """Keeps a figure in the next place of its paragraph."""
    column = _FIRST_COLUMN + len(paragraph.figures) + 1
    paragraph.figures.append(replace(figure, column_no=column))
    return paragraph.figures[-1]


def _is_of_budget(of: RegionFigure, rate: Rate) -> bool:
    """Whether a budget is told to be completed, which is of something else."""
    return rate.measure == "completion" and of.phase in ("approved", "adjusted")


def _of_stage(said: Said, told: Told, years: Mapping[str | None, int]) -> Told:
    """What is known of a line with its stage, and the year of the part that it stands in.

    What is expected of the year that is budgeted is a budget; what is told to be done in the
    year of final accounts is theirs. Debt of a year that is not budgeted is what came of it.
    """
    year = told.year or years.get(told.phase)
    phase = told.phase if said.phase in (None, "done") else said.phase
    if said.phase == "done" and phase not in ("executed", "final"):
        phase = None
    is_ahead = year is not None and year == years.get("approved") != years.get("executed")
    if phase == "executed" and is_ahead:
        phase = "approved"
    is_closed = year is not None and year == years.get("final") != years.get("executed")
    if phase == "executed" and is_closed:
        phase = "final"
    if phase is None and said.phase is None and year is not None:
        named = [stage for stage, of in years.items() if stage and of == year]
        phase = named[0] if len(named) == 1 else None
    if said.account == DEBT and said.phase is None and year is not None:
        phase = _of_debt(year, phase, years)
    return replace(told, year=year, phase=phase)


def _of_debt(year: int, phase: str | None, years: Mapping[str | None, int]) -> str | None:
    """The stage of debt that no word of its own says: of a year that is over, what came of it.

    Of the year that is budgeted, and of later ones, only what is said.
    """
    if year == years.get("final"):
        return "final"
    if year > max(years.values(), default=year):
        return phase if phase == "approved" else None
    if year == years.get("approved") != years.get("executed"):
        return phase if phase == "approved" else None
    return phase if phase == "final" else "executed"


def _is_open(said: Said, told: Told, after: str) -> bool:
    """Whether something is left to guess: level, year, stage, or what 为 is said of."""
    if not (told.scope and told.year and told.phase):
        return True
    if told.phase == "executed":
        is_total = said.total_kind == "grand"
        is_stated = said.verb != "为" or said.phase is not None
        return not (is_stated or is_total) and rate_of(after) is None
    if told.phase == "final":
        return False
    return said.phase is None and bool(re.search("完成|执行|实现", said.verb))


def _figure(
    said: Said, told: Told, number: str, unit: str, paragraph: _Paragraph, clause: str
) -> RegionFigure:
    digits = number.replace(",", "")
    classification = "fund" if said.side == "balance" else "revenue_item"
    classification = "function" if said.side in SPENT else classification
    classification = said.classification or classification
    return RegionFigure(
        row_no=paragraph.row_no,
        column_no=_FIRST_COLUMN,
        measure="amount",
        number_text=number,
        number=Decimal(digits),
        decimals=len(digits.partition(".")[2]),
        locator=paragraph.line.place,
        line_no=paragraph.row_no,
        label_text=clause,
        line_name=said.name,
        side=said.side,
        scope=told.scope,
        scope_text=clause,
        place_text=None,
        phase=told.phase,
        fiscal_year=told.year,
        column_text=said.verb,
        classification=DEBT if said.account == DEBT else classification,
        total_kind=said.total_kind,
        is_estimate="预计" in clause,
        unit_text=unit,
        unit_locator=paragraph.line.place,
        counterpart_text=told.place,
        column_item=said.item,
        account_id=said.account,
    )


def _rated(of: RegionFigure, clause: str, rate: Rate) -> RegionFigure:
    """A rate of the figure before it."""
    year = of.fiscal_year or 0
    return replace(
        of,
        measure=rate.measure,
        number_text=clause,
        number=rate.value,
        decimals=rate.decimals,
        column_text=clause,
        base_phase=rate.base_phase,
        base_year=year if rate.measure == "completion" else year - 1,
        of_column_no=of.column_no,
        unit_text="%",
        unit_locator=None,
    )
