"""Every number that a report prints is found again in the warehouse by SQL.

The walk takes each figure with its source. A printed one must be what its receipt says, a
computed one what its formula makes of its inputs, a counted one what a query over the
report's documents gives. The queries here are the test's own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from reports import annual, figures, notes
from reports.marks import Asked
from reports.model import (
    Bullets,
    Computed,
    Counted,
    Figure,
    Headlines,
    Paragraph,
    Printed,
    Table,
)
from reports.texts import Texts
from warehouse.connection import published, reading

FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def figures_of(report) -> Iterator[Figure]:
    for section in (report.summary, *report.sections):
        for block in section.blocks:
            runs = {
                Paragraph: lambda b: [b.runs],
                Bullets: lambda b: b.items,
                Headlines: lambda b: [r for i in b.items for r in (i.value, i.comparison)],
                Table: lambda b: [cell for row in b.rows for cell in row.cells],
            }.get(type(block), lambda b: [])(block)
            for run in itertools.chain.from_iterable(runs):
                if isinstance(run, Figure) and run.text:
                    yield run


def said(value: object, language: str) -> set[str]:
    """Every way in which a report may write this value."""
    if isinstance(value, str):
        return {value}
    number = Decimal(value)
    return {
        figures.yuan(number),
        figures.yuan(abs(number)),
        figures.money(number, language),
        figures.money(abs(number), language),
        figures.percent(number),
        figures.signed_percent(number),
        figures.points(number),
        figures.number(number),
        figures.score(number),
    }


def numeric(text: str) -> Decimal | None:
    found = re.fullmatch(r"[^\d-]*(-?[\d,]+(?:\.\d+)?)\s*(.*)", text)
    return Decimal(found[1].replace(",", "")) if found else None


class Walk:
    """Answers what a source stands for, by SQL over one report's documents."""

    def __init__(self, connection, scope, texts: Texts) -> None:
        self.connection, self.scope, self.texts = connection, scope, texts
        self.documents = [one.document_id for one in scope.documents]
        self.known: dict[object, list] = {}

    def rows(self, query: str, **bound: object) -> list[tuple]:
        asked = {
            name: value for name, value in self._bound(bound).items() if f"${name}" in query
        }
        return self.connection.execute(query, asked or None).fetchall()

    def _bound(self, more: dict[str, object]) -> dict[str, object]:
        return {"documents": self.documents, "year": self.scope.year} | more

    def values(self, source) -> list:
        if source not in self.known:
            found = {
                Printed: self.printed,
                Computed: self.computed,
                Counted: self.counted,
            }[type(source)](source)
            self.known[source] = list(dict.fromkeys(found))
        return self.known[source]

    def printed(self, source: Printed) -> list:
        """The receipt's number in yuan, in the unit printed, and its words."""
        [(text, unit)] = self.rows(
            "select printed_text, unit_text from marts.receipts where receipt_id = $id",
            id=source.receipt_id,
        )
        facts = self.rows(
            "select amount_yuan, number, text from marts.fact_receipts where receipt_id = $id",
            id=source.receipt_id,
        )
        found = [value for row in facts for value in row if value is not None]
        number = numeric(text or "")
        if number is not None:
            found += [number * FACTORS.get(unit or "", 1), number, number / 100]
        sides = self.rows(
            "select coalesce(left_yuan, left_value) from marts.fct_reconciliations"
            " where left_receipt_id = $id",
            id=source.receipt_id,
        )
        found += [row[0] for row in sides if row[0] is not None]
        texts = self.rows(
            "select finding_text from marts.fct_findings where receipt_id = $id",
            id=source.receipt_id,
        )
        return [*found, *(row[0] for row in texts), text]

    def computed(self, source: Computed) -> list:
        inputs = [self.numbers(one) for one in source.inputs]
        first = inputs[0]
        among = [(one, all_) for one, all_ in itertools.product(first, first) if all_]
        makers = {
            "sum": lambda: [sum((one[0] for one in inputs), Decimal(0))],
            "sum_years": lambda: self.sums_by_year(source),
            "share": lambda: [
                part / whole for part, whole in itertools.product(*inputs) if whole
            ],
            "difference": lambda: [left - right for left, right in itertools.product(*inputs)],
            "mean": lambda: [one / self.count_of(source.inputs[0]) for one in first],
            "change": lambda: [now / before - 1 for now, before in among],
            "budget_share": lambda: [part / whole for part, whole in among],
            "recomputed": lambda: self.recomputed(source.inputs[0]),
        }
        same = {"attainment": "share", "years_change": "change"} | dict.fromkeys(
            ("met_share", "qualitative_share", "holds_share"), "budget_share"
        )
        return makers[same.get(source.formula, source.formula)]()

    def sums_by_year(self, source: Computed) -> list[Decimal]:
        lines = [self.by_year(one) for one in source.inputs]
        years = set().union(*lines)
        return [sum(line.get(year, Decimal(0)) for line in lines) for year in years]

    def recomputed(self, printed: Printed) -> list[Decimal]:
        query = "select score_recomputed from marts.fct_evaluations where receipt_id = $id"
        return [row[0] for row in self.rows(query, id=printed.receipt_id)]

    def numbers(self, source) -> list[Decimal]:
        return [one for one in self.values(source) if not isinstance(one, str)]

    def by_year(self, source: Counted) -> dict[int, Decimal]:
        return dict(self.rows(source.query))

    def count_of(self, source) -> int:
        if isinstance(source, Computed):
            return len(source.inputs)
        return source.rows if isinstance(source, Counted) else 1

    def counted(self, source: Counted) -> list:
        if source.query:
            rows = self.rows(source.query)
            return [Decimal(one) for row in rows for one in row if one is not None]
        name = source.table.partition(".")[2]
        query = QUERIES[name]
        found = self.rows(query, condition=source.condition)
        numbers = [Decimal(one) for row in found for one in row if one is not None]
        if self.texts.say("c_growth", earlier=self.scope.year - 1, year=self.scope.year) == (
            source.condition
        ):
            numbers += self.growth(name)
        assert numbers, source
        return numbers

    def growth(self, table: str) -> list[Decimal]:
        """This year, the year before and their difference, of departments with both."""
        column = {"fct_revenue": "total_revenue_yuan"}.get(table, "total_spending_yuan")
        [(now, before)] = self.rows(
            f"select sum(a.{column}), sum(b.{column}) from marts.department_years as a"
            " inner join marts.department_years as b"
            " on a.department_key = b.department_key and a.is_synthetic = b.is_synthetic"
            f" and a.fiscal_year = b.fiscal_year + 1 and b.{column} is not null"
            f" where a.fiscal_year = $year and a.{column} is not null"
        )
        return [] if now is None else [now, before, now - before]


_OF = "from marts.{table} where list_contains($documents, document_id) and fiscal_year = $year"
QUERIES = {
    "fct_revenue": (
        "select sum(amount_yuan), count(*), count(distinct department_key) "
        + _OF.format(table="fct_revenue")
        + " and phase = 'executed'"
    ),
    "fct_spending": (
        "select sum(amount_yuan), count(*), count(distinct department_key) "
        + _OF.format(table="fct_spending")
    ),
    "fct_budgets": (
        "select sum(amount_yuan), count(*), count(distinct department_key) "
        + _OF.format(table="fct_budgets")
        + " group by rollup(spending_nature)"
    ),
    "fct_spending_economic": (
        "select sum(amount_yuan), count(*) "
        + _OF.format(table="fct_spending_economic")
        + " and phase = 'executed' group by grouping sets ((), (spending_nature))"
    ),
    "fct_project_funding": (
        "select count(*), count(*) filter (where executed_yuan is not null and"
        " coalesce(adjusted_yuan, approved_yuan) is not null),"
        " count(*) filter (where executed_yuan = coalesce(adjusted_yuan, approved_yuan)),"
        " count(*) filter (where executed_yuan is null or"
        " coalesce(adjusted_yuan, approved_yuan) is null),"
        " count(*) filter (where coalesce(adjusted_yuan, approved_yuan) is not null),"
        " count(*) filter (where approved_yuan <> adjusted_yuan) "
        + _OF.format(table="fct_project_funding")
    ),
    "fct_evaluations": (
        "select count(total_score), count(*) filter"
        " (where total_score is not null and grade_published = grade_derived) "
        + _OF.format(table="fct_evaluations")
    ),
    "fct_indicators": (
        "select count(*), count(*) filter (where k), count(*) filter (where k and is_met"
        " is not null), count(*) filter (where k and is_met), count(*) filter (where not k),"
        " count(*) filter (where not k and is_met) from (select *,"
        " coalesce(indicator_kind, if(target_value is null, 'qualitative', 'quantitative'))"
        " = 'quantitative' as k from marts.fct_indicators"
        " where list_contains($documents, document_id) and fiscal_year = $year"
        " and is_chosen)"
        " group by grouping sets ((), (project_key, department_key))"
    ),
    "fct_findings": (
        "select count(*), count(distinct project_key) "
        + _OF.format(table="fct_findings")
        + " group by rollup(finding_category)"
    ),
    "fct_reconciliations": (
        "select count(*), count(*) filter (where status = 'holds'),"
        " count(*) filter (where status = 'rounding'),"
        " count(*) filter (where status = 'broken'),"
        " count(*) filter (where status = 'insufficient'),"
        " count(*) filter (where status = 'error'), null, null, null "
        + _OF.format(table="fct_reconciliations")
        + " and status <> 'not_applicable' group by rollup(identity_id)"
        " union all select null, null, null, null, null, null,"
        " coalesce(left_yuan, left_value), coalesce(right_yuan, right_value),"
        " coalesce(difference_yuan, left_value - right_value) "
        + _OF.format(table="fct_reconciliations")
        + " and $condition = identity_id || ' ' || subject"
    ),
    "receipts": (
        "select count(*), count(*) filter (where reading = 'unreconciled')"
        " from marts.receipts where list_contains($documents, document_id)"
        " group by rollup(document_id)"
    ),
    "dim_documents": (
        "select count(*), count(distinct department_key) from marts.dim_documents"
        " where list_contains($documents, document_id)"
    ),
    "outcomes": (
        "select count(*) filter (where block_no > 0 and status = 'empty_declared'),"
        " count(*) filter (where block_no > 0 and status in ('failed', 'unrecognised'))"
        " from raw.outcomes where list_contains($documents, document_id)"
        " union all select count(distinct document_id), null from raw.outcomes"
        " where block_no = 0 and status in ('failed', 'unrecognised')"
    ),
    "department_years": (
        "select sum(verifiable_yuan), sum(verified_yuan) from marts.department_years"
        " where fiscal_year = $year and verifiable_yuan is not null"
        " group by rollup(department_key)"
    ),
}


def is_found(figure: Figure, walk: Walk, language: str) -> bool:
    values = walk.values(figure.source)
    if any(figure.text in said(one, language) for one in values):
        return True
    number = numeric(figure.text)  # an indicator's target: `≥ 21 个`
    return number is not None and any(
        one in (number, number / 100) for one in values if not isinstance(one, str)
    )


def missed(database: Path, asked: Asked) -> tuple[list[Figure], int]:
    texts = Texts(asked.language)
    composed = annual.compose(database, asked, texts)
    with reading(database) as connection:
        scope = annual.resolved(connection, asked, texts)
        walk = Walk(connection, scope, texts)
        every = list(figures_of(composed.report))
        lost = [one for one in every if not is_found(one, walk, asked.language)]
    return lost, len(every)


@pytest.mark.parametrize(
    ("year", "language", "least"),
    [(2022, "zh", 20), (2023, "zh", 500), (2023, "en", 500), (2024, "en", 40)],
)
def test_every_number_is_found_again_by_sql(published_warehouse, year, language, least):
    database = published(published_warehouse)
    lost, count = missed(database, Asked(year, None, None, language))
    assert lost == []
    assert count > least


def test_every_number_of_several_years_is_found_again_by_sql(years_warehouse):
    lost, count = missed(published(years_warehouse), Asked(2023, None, None, "zh"))
    assert lost == []
    assert count > 300


def test_the_walk_misses_a_number_that_is_not_in_the_warehouse(published_warehouse):
    database = published(published_warehouse)
    asked = Asked(2023, None, None, "zh")
    texts = Texts("zh")
    composed = annual.compose(database, asked, texts)
    with reading(database) as connection:
        walk = Walk(connection, annual.resolved(connection, asked, texts), texts)
        for figure in figures_of(composed.report):
            if re.fullmatch(r"[\d,]+\.\d\d", figure.text):
                wrong = Figure(figure.text.replace("5", "6").replace("1", "7"), figure.source)
                if wrong.text != figure.text:
                    assert not is_found(wrong, walk, "zh"), wrong


def test_every_query_of_the_annex_runs_and_is_printed(published_warehouse):
    database = published(published_warehouse)
    texts = Texts("zh")
    composed = annual.compose(database, Asked(2023, None, None, "zh"), texts)
    asked = [one for one in composed.numbers if isinstance(one, Counted) and one.query]
    assert asked
    annex = composed.report.sections[-1].blocks[-1]
    printed = "".join(run.text for row in annex.rows for cell in row.cells for run in cell)
    with reading(database) as connection:
        for one in asked:
            assert one.query in printed
            assert connection.execute(one.query).fetchall()
    assert notes.receipt_ids(composed.numbers)
