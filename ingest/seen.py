"""Figures that were seen on pictures of pages, not read from text: how sure each of them is.

What is seen is not what is printed. A figure is doubted whose characters are not all sure, or
against which its row and its column speak, or which alone in its table lacks decimals or is
negative, or in whose row something could not be read or ran together. It is a fact only where
the arithmetic of its table bears out its column; else it is unreconciled. Figures that are no
amounts of an account are marked in `ingest.marks`.

A figure is restored where its row and its column want one and the same other figure, and that
is what it is if just one of its characters is another that it may be for all that was seen:

    20406    54.00 | 14.00 | 40.00
    2040601  14.00 | 14.00 |  0.00
    2040604  10.00 |  0.00 | 40.00      seen as 10.00, and the first digit may be a 4

It is never restored to a zero: that may be a dash, or nothing.

A misprint is no doubt of who looked: a figure that was seen for sure stays as it is printed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from ingest.alignment.figures import REALIGNED, RESTORED, UNRECONCILED
from ingest.documents import Alternative, Amount, Records, Seen, Sight
from ingest.form import Identity
from ingest.number_text import number
from ingest.readers.pdf.places import row_of
from ingest.sights import SCAN, SURE, Page, note, of_figure, page_of

GUESS = 0.5
"""A figure that is no surer than this is a guess."""
LEAST_ALIKE, ALIKE = 5, 0.9
"""So many figures, and so large a share of them, say what figures of a table look like."""
LEAST_TOLD = 3
"""A figure of so many characters may have lost its point."""
_RUN_TOGETHER = re.compile(r"[\u4e00-\u9fff]\s?\d[\d,]*\.\d")
"""A label with a figure in it: the line between their cells was not seen."""
_ALONG_ROWS = frozenset({"columns", "ratio"})
"""The axes of identities that speak of the columns that they name alone."""
_NAME = re.compile(
    r"(?:(?:19|20)\d\d年|(?!\d+[\u4e00-\u9fff])).*[\u4e00-\u9fff].*[\u4e00-\u9fff]", re.DOTALL
)
"""What a code stands beside: words, a year before them, but not the rest of the code."""
_CELL = re.compile(r"(?P<table>page \d+ table \d+) row \d+ cell (?P<column>\d+)")
_CODE_AND_NAME = re.compile(
    r"(?P<row>page \d+ table \d+ row \d+) cell (?P<column>\d+) "
    r"(?!(?:19|20)\d\d年)\d{3,}[\u4e00-\u9fff].*"
)
"""How a cell was seen in which a code runs into its name."""


class _Names(NamedTuple):
    """Where the names of figures stand.

    `columns` are those of each table before the first of figures, and before each that is of
    something else; `together` are those of each row in which a code ran into its name.
    """

    columns: Mapping[str, Sequence[range]]
    together: Mapping[str, Sequence[int]]


def marked(
    records: Records,
    seen: Seen,
    identities: Sequence[Identity] = (),
    *,
    is_titled: bool = True,
) -> Records:
    """The records with their amounts marked that were seen, and what is unsure set aside.

    Args:
        records: of a block.
        seen: how its pages were seen, if they were.
        identities: those of its form.
        is_titled: whether what says which table it is was read; else no figure of it is sure,
            and none is proven, whatever adds up.
    """
    if not seen:
        return records
    pages = {amount.locator.partition(" table ")[0] for amount in records.amounts}
    shown = [sights for page, sights in seen.items() if page in pages]
    names = _Names(_columns_of_names(records.amounts), _codes_with_names(shown))
    amounts = [
        _marked(amount, seen, names, identities, is_odd=is_odd, is_titled=is_titled)
        for amount, is_odd in zip(records.amounts, _unlike_others(records.amounts), strict=True)
    ]
    unsure = [
        amount.amount_text
        for amount, before in zip(amounts, records.amounts, strict=True)
        if amount.reading != before.reading
    ]
    notes = [*records.notes, note(unsure)] if unsure else records.notes
    return replace(records, amounts=amounts, notes=notes)


def _unlike_others(amounts: Sequence[Amount]) -> Iterator[bool]:
    """Which figures have fewer decimals than nearly all of their unit, or alone are negative.

    Their point was not seen; or what stands beside them, a stroke or a seal, was. A lone sign
    does not say what figures look like: one for nothing may be seen as 1, all over a table.
    In running text, which has few figures, most of its money and rates say it:

        机关运行经费支出179.98万元，比上年增加105.59万元，增长14195%
    """
    counts: dict[str | None, Counter[tuple[int, bool]]] = {}
    for amount in amounts:
        if amount.amount and len(amount.amount_text) > 1:
            counts.setdefault(amount.unit_text, Counter())[_look(amount)] += 1
    usual = {unit: found.most_common(1)[0] for unit, found in counts.items()}
    told = [amount.decimals > 0 for amount in amounts if _is_told(amount)]
    is_exact = 2 * sum(told) > len(told)
    for amount in amounts:
        (decimals, is_negative), count = usual.get(amount.unit_text, ((0, False), 0))
        whole = counts[amount.unit_text].total() if count else 0
        is_told = count >= max(LEAST_ALIKE, ALIKE * whole)
        has_less = amount.decimals < decimals or _look(amount)[1] > is_negative
        lacks_point = is_exact and _is_told(amount) and not amount.decimals
        yield lacks_point or (is_told and amount.amount != 0 and has_less)


def _is_told(amount: Amount) -> bool:
    """Whether a figure is money or a rate in running text, and has room for a point."""
    unit = amount.unit_text or ""
    is_in_text = _CELL.fullmatch(amount.locator) is None
    return is_in_text and unit.endswith(("元", "%")) and len(amount.amount_text) >= LEAST_TOLD


def _look(amount: Amount) -> tuple[int, bool]:
    """What tells a figure from others: its decimals, and whether it is negative."""
    return amount.decimals, amount.amount < 0


def _columns_of_names(amounts: Sequence[Amount]) -> dict[str, tuple[range, ...]]:
    """By table, the columns that say what its figures are of: before each half of a row."""
    found: dict[str, dict[str, dict[int, Amount]]] = {}
    for amount in amounts:
        if place := _CELL.fullmatch(amount.locator):
            rows = found.setdefault(place["table"], {})
            rows.setdefault(row_of(amount.locator), {})[int(place["column"])] = amount
    return {table: tuple(_before_halves([*rows.values()])) for table, rows in found.items()}


def _before_halves(rows: Sequence[Mapping[int, Amount]]) -> Iterator[range]:
    """The columns before the first of figures, and before each that is of something else."""
    columns = sorted({column for row in rows for column in row})
    others = {
        right
        for row in rows
        for left, right in pairwise(sorted(row))
        if _name(row[left]) != _name(row[right])
    }
    yield range(1, columns[0])
    for left, right in pairwise(columns):
        if right in others:
            yield range(left + 1, right)


def _name(amount: Amount) -> tuple[str | None, str | None]:
    return amount.code_text, amount.label_text


def _codes_with_names(pages: Iterable[Page]) -> dict[str, list[int]]:
    """By row of these pages, the columns in which a code ran into its name."""
    found: dict[str, list[int]] = {}
    for sights in pages:
        for cell in filter(None, map(_CODE_AND_NAME.fullmatch, sights)):
            found.setdefault(cell["row"], []).append(int(cell["column"]))
    return found


def _is_named(amount: Amount, sights: Mapping[str, Sight], names: _Names) -> bool:
    """Whether all that says what row of what table a figure stands in was read, codes for sure.

    Arithmetic along a row is that of any row, whatever it is called. Where a code that ran into
    its name stands between a code and a figure, that is not the figure's:

        30199 | 其他工资福利支出 | 30214租赁费 | | | 46.84      no line was seen after 30214
    """
    place = _CELL.fullmatch(amount.locator)
    if place is None:
        return True
    if place["table"] in sights:
        return False
    code, label = amount.code_text or "", amount.label_text
    if code and label and not _NAME.match(label):
        return False
    parts = {code[a:b] for a in range(len(code)) for b in range(a + 1, len(code) + 1)}
    row, column = row_of(amount.locator), int(place["column"])
    together = max((at for at in names.together.get(row, ()) if at < column), default=None)
    if together is not None and f"{row} cell {together} {code}" not in sights:
        return False
    *_, before = (own for own in names.columns[place["table"]] if own.stop <= column)
    for cell in (f"{row} cell {name}" for name in before):
        odds = [sights[f"{cell} {part}"] for part in parts if f"{cell} {part}" in sights]
        if cell in sights or any(sight.confidence < SURE for sight in odds):
            return False
    return True


def _marked(
    amount: Amount,
    seen: Seen,
    names: _Names,
    identities: Sequence[Identity],
    *,
    is_odd: bool,
    is_titled: bool,
) -> Amount:
    page = page_of(amount.locator, seen)
    if page is None:
        return amount
    sight = of_figure(amount.amount_text, amount.locator, page)
    made = replace(
        amount,
        source=SCAN,
        confidence=sight.confidence,
        alternatives=sight.alternatives,
        proof=_proof(amount, identities),
    )
    is_row_read = row_of(amount.locator) not in page
    is_run_together = _RUN_TOGETHER.search(amount.label_text or "") is not None
    if not is_titled or not _is_named(amount, page, names):
        return replace(made, reading=UNRECONCILED, proof=None)
    is_doubted = amount.is_refuted or is_odd or not is_row_read or is_run_together
    is_sure = sight.confidence >= SURE and not is_doubted
    if is_sure or _is_borne_out(made, sight):
        return made
    restored = _restored(made, sight.alternatives or ())
    return restored or replace(made, reading=UNRECONCILED, proof=None)


def _is_borne_out(amount: Amount, sight: Sight) -> bool:
    """Whether arithmetic bears out a figure; a mere guess, whether two identities do.

    What a seal cuts off two equal figures of a row alike, they add up without.
    """
    identities = amount.proof.split(",") if amount.proof else []
    return len(identities) > (1 if sight.confidence <= GUESS else 0)


def _proof(amount: Amount, identities: Sequence[Identity]) -> str | None:
    """The identities that bear a figure out: those of its proof that speak of its column.

    A proof is of a whole row, in which other figures may add up without this one. Of a row
    that was moved it is what placed every figure.
    """
    if amount.reading == REALIGNED:
        return amount.proof
    held = amount.proof.split(",") if amount.proof else ()
    return ",".join(one for one in held if _speaks(one, amount.measure, identities)) or None


def _speaks(identity_id: str, measure: str, identities: Sequence[Identity]) -> bool:
    """Whether an identity speaks of a measure; those down columns speak of every one."""
    known = [i for i in identities if i.identity_id == identity_id]
    named = {t.name.rpartition(".")[2] for i in known for t in i.terms}
    return measure in named or any(i.axis not in _ALONG_ROWS for i in known) or not known


def _restored(amount: Amount, alternatives: Sequence[Alternative]) -> Amount | None:
    """The figure as all that must add up with it wants it, if that may be what is printed."""
    wanted = amount.wanted
    if wanted is None or not wanted.value:
        return None
    texts = (alternative.in_text(amount.amount_text) for alternative in alternatives)
    read = ((text, number(text)) for text in texts)
    fitting = (text for text, figure in read if figure and figure.value == wanted.value)
    printed = next(fitting, None)
    if printed is None:
        return None
    return replace(
        amount,
        amount_text=printed,
        amount=wanted.value,
        seen_text=amount.amount_text,
        reading=RESTORED,
        proof=",".join(wanted.identities),
        is_refuted=False,
    )
