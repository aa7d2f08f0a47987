"""The facts that a corpus states, as values of marts, from the truth beside its documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.fates import WHOLE_KEY, Expected
from corpus.expected_facts import Fact


def expected_facts(truth: Path) -> dict[str, list[Expected]]:
    """The facts that the truth expects of each document, by its id."""
    import polars as pl

    years = dict(
        pl.read_parquet(truth / "documents.parquet")
        .select("document_id", "fiscal_year")
        .iter_rows()
    )
    found: dict[str, list[Expected]] = {document: [] for document in years}
    for document, form, fact in _printed(truth):
        keys = ((WHOLE_KEY, fact.key),)
        expected = Expected(
            fact.mart, keys, fact.column, fact.value, years[document], None, form or ""
        )
        found[document].append(expected)
    return found


def _printed(truth: Path) -> Iterator[tuple[str, str, Fact]]:
    """Each fact with its document and form.

    A department's target table says its budget in short: a fact only where no budget of the
    department and year is there.
    """
    import polars as pl

    about = {
        row["document_id"]: (row["department"], row["fiscal_year"], row["document_kind"])
        for row in pl.read_parquet(truth / "documents.parquet").iter_rows(named=True)
    }
    budgets = {(who, year) for who, year, kind in about.values() if kind == "budget"}
    for document, form, *rest in pl.read_parquet(truth / "facts.parquet").iter_rows():
        who, year, kind = about[document]
        fact = Fact(*rest)
        is_short = kind == "department_targets" and fact.mart == "fct_budgets"
        if not (is_short and (who, year) in budgets):
            yield document, form, fact
