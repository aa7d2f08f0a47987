"""What the chapters share: cells, rows with totals, and blocks that may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports import figures, sentences
from reports.cite import Cite
from reports.contents import Facts
from reports.model import (
    Block,
    Column,
    NoData,
    Paragraph,
    Printed,
    Row,
    Run,
    Runs,
    Table,
    Text,
)
from reports.queried import Sum

SHOWN_ROWS = 60


def words(text: str | None) -> Runs:
    """Return a cell of words; nothing where there are none."""
    return (Text(text),) if text else ()


def numbers(*titles: str) -> tuple[Column, ...]:
    """Return right-aligned columns."""
    return tuple(Column(title, is_number=True) for title in titles)


def printed_yuan(amount: Decimal | None, receipt: str, cite: Cite) -> Runs:
    """Return an amount as printed in one cell, or no data."""
    if amount is None:
        return cite.missing()
    return cite.yuan(amount, Printed(receipt))


def paragraph(*sentences: Runs | None) -> list[Block]:
    """Return the sentences that could be said as one paragraph; none: no block."""
    said = [one for one in sentences if one]
    if not said:
        return []
    runs: list[Run] = []
    for one in said:
        if runs and not _ends_chinese(runs):
            runs.append(Text(" "))
        runs.extend(one)
    return [Paragraph(tuple(runs))]


def _ends_chinese(runs: Sequence[Run]) -> bool:
    last = runs[-1]
    return isinstance(last, Text) and last.text.endswith("。")


def cut(rows: Iterable[Row], limit: int, cite: Cite) -> tuple[tuple[Row, ...], str]:
    """Return at most `limit` rows, and a remark on those left out."""
    known = list(rows)
    hidden = len(known) - limit
    if hidden <= 0:
        return tuple(known), ""
    remark = cite.texts.say("not_shown", count=figures.count(hidden))
    return tuple(known[:limit]), remark


def table(
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    cite: Cite,
    *,
    subtitle: str,
    last: Row | None = None,
    limit: int = SHOWN_ROWS,
) -> Table:
    """Return a table, cut where it is too long; `last` (a total) always stands."""
    shown, remark = cut(rows, limit, cite)
    if last is not None:
        shown = (*shown, last)
    say = cite.texts.say
    return Table(say(title), say(subtitle), tuple(columns), shown, remark)


def no_data(title: str, reason: str, cite: Cite) -> NoData:
    """Return a block that says why there is nothing to show."""
    return NoData(cite.texts.say(title), cite.texts.say(reason))


def amount_and_share(part: Sum, whole: Sum, mart: str, cite: Cite) -> tuple[Runs, Runs]:
    """Return the cells of an amount and of its share of `whole`."""
    source = cite.sum_of(part, mart)
    share = cite.percent_of(part.yuan, whole.yuan, source, cite.sum_of(whole, mart))
    return cite.yuan(part.yuan, source), (share,)


def chart_footer(facts: Facts, cite: Cite) -> str:
    """Return a chart's last line: documents, verified share of money, build."""
    share = sentences.verified_share(facts) or cite.texts.say("no_data")
    return cite.texts.say(
        "chart_footer",
        documents=figures.count(len(facts.scope.documents)),
        share=share,
        build=build_text(facts, cite),
    )


def build_text(facts: Facts, cite: Cite) -> str:
    """Return the build's id, with its date where it is known."""
    build = facts.build
    if build.date is None:
        return cite.texts.say("footer_build", build=build.build_id)
    return cite.texts.say("footer_build_dated", build=build.build_id, date=build.date)
