"""What a published warehouse holds of a corpus, in the words of its truth."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus.facts import Fact, project_name
from benchmarks.scoring import Score
from ingest.values import squeeze, without_ordinal

if TYPE_CHECKING:
    import duckdb

_MONEY = "amount_yuan"
_LONG: dict[str, tuple[str, tuple[str, ...]]] = {
    "fct_spending": ("function_code, spending_nature", (_MONEY,)),
    "fct_budgets": ("phase, function_code, spending_nature, fund_source", (_MONEY,)),
    "fct_revenue": ("phase, function_code, revenue_source", (_MONEY,)),
    "fct_spending_economic": (
        "phase, economic_code, spending_nature, fund_source",
        (_MONEY,),
    ),
    "fct_appropriations": (
        "phase, function_code, fund_source",
        (
            "opening_yuan", "income_yuan", "personnel_yuan", "public_yuan", "project_yuan",
            "closing_yuan",
        ),
    ),
    "fct_three_public": (
        "item_code, fund_basis",
        ("budget_yuan", "adjusted_yuan", "executed_yuan", "quantity"),
    ),
    "fct_assets": ("asset_class", ("original_value_yuan", "net_value_yuan")),
    "fct_account_lines": ("account, phase, side, line_name, fund_source", (_MONEY,)),
    "fct_project_funding": (
        "project_name",
        (
            "approved_yuan", "adjusted_yuan", "executed_yuan", "execution_rate_published",
            "appropriation_yuan", "carryover_yuan", "other_funds_yuan",
        ),
    ),
    "fct_indicators": (
        "project_name, indicator_name",
        (
            "level1", "level2", "operator", "target_text", "target_value", "target_unit",
            "half_year_target_text", "actual_text", "weight", "score",
        ),
    ),
    "fct_evaluations": ("project_name", ("total_score", "grade_published")),
    "fct_findings": ("project_name", ("finding_text",)),
}  # fmt: skip
"""Each mart's key and the columns that the truth knows."""


Held = dict[str, Counter[Fact]]
"""The facts of each document, by its id, with how often they are there."""


def held(database: Path) -> Held:
    """The facts that the marts of a published file hold."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        return _held(connection)


def _held(connection: duckdb.DuckDBPyConnection) -> Held:
    found: Held = {}
    for mart, (key, columns) in _LONG.items():
        names = [name.strip() for name in key.split(",")]
        source = f"marts.{mart}"
        if "project_name" in names:
            source += " left join marts.dim_projects using (project_key)"
        query = f"select document_id, {key}, {', '.join(columns)} from {source}"  # noqa: S608
        for document, *values in connection.execute(query).fetchall():
            keys, rest = values[: len(names)], values[len(names) :]
            shown = " ".join(_key(n, v) for n, v in zip(names, keys, strict=True))
            for column, value in zip(columns, rest, strict=True):
                text = _value(column, value)
                if text:
                    fact = Fact(mart, shown, column, text)
                    found.setdefault(document, Counter())[fact] += 1
    return found


def _key(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    if name == "project_name":
        return project_name(text)
    if name == "line_name":
        return without_ordinal(text)
    return squeeze(text) if name == "indicator_name" else text


def _value(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        if column.endswith("_yuan") or column == "quantity":
            return f"{value:.2f}" if value else ""
        return f"{value.normalize():f}"
    return squeeze(str(value))


def printed_facts(truth: Path) -> Held:
    """The facts that the truth expects of each document, by its id.

    A department's target table says its budget in short: a fact only where no budget of the
    department and year is there.
    """
    import polars as pl

    about = {
        row["document_id"]: (row["department"], row["fiscal_year"], row["document_kind"])
        for row in pl.read_parquet(truth / "documents.parquet").iter_rows(named=True)
    }
    budgets = {(who, year) for who, year, kind in about.values() if kind == "budget"}
    found: Held = {}
    for document, *rest in pl.read_parquet(truth / "facts.parquet").iter_rows():
        who, year, kind = about[document]
        fact = Fact(*rest)
        is_short = kind == "department_targets" and fact.mart == "fct_budgets"
        if not (is_short and (who, year) in budgets):
            found.setdefault(document, Counter())[fact] += 1
    return found


def compared(printed: Counter[Fact], given: Counter[Fact], name: str) -> dict[str, Score]:
    """The score of each mart for a document."""
    scores: dict[str, Score] = {}
    for mart in sorted({fact.mart for fact in (*printed, *given)}):
        mine = Counter({f: n for f, n in printed.items() if f.mart == mart})
        theirs = Counter({f: n for f, n in given.items() if f.mart == mart})
        missed, wrong = mine - theirs, theirs - mine
        scores[mart] = Score(
            mine.total(),
            theirs.total(),
            (mine & theirs).total(),
            wrong.total(),
            [f"{name} {tuple(fact)[1:]}" for fact in sorted(missed)[:3]],
            [f"{name} {tuple(fact)[1:]}" for fact in sorted(wrong)[:3]],
        )
    return scores
