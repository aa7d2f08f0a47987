"""Conservation of money: every figure that was read is in its mart, or a rule says why not.

Weighed over the finished file and written from `raw`, not from the models, so that a row that
a join drops or doubles is seen. The accounts (`ingest/accounts`) say which mart and item each
figure is due in, or the rule by which it is in none; a figure without a route stops a build,
and so does a sum that differs by a fen.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

_FOLDER = Path(__file__).parent
_STEPS = ("figures.sql", "published.sql", "weighed.sql")
_ITEMS = {
    "fct_spending": "spending_nature",
    "fct_budgets": "coalesce(spending_nature, fund_source)",
    "fct_revenue": "revenue_source",
    "fct_spending_economic": "spending_nature",
    "fct_spending_government_economic": "spending_nature",
}
"""The column that says what a row's amount is of; of the other marts it is the amount."""

_VALUES = {
    "quantity": "quantity",
    "execution_rate": "execution_rate_published * 100",
    "total_score": "total_score",
    "execution_score": "execution_score",
}
"""What is no money, as its column prints it."""


def weigh(connection: duckdb.DuckDBPyConnection) -> None:
    """Write `quality.conservation`, `quality.figure_fates` and `quality.unlike_figures`.

    Raises duckdb.Error where a table that is needed is missing.
    """
    connection.execute("create schema if not exists quality")
    places = connection.execute(
        "select distinct mart, column_name from raw.account_routes"
        " where mart is not null order by all"
    ).fetchall()
    connection.execute(
        "create or replace temp view stated as " + " union all ".join(map(_stated, places))
    )
    for step in _STEPS:
        connection.execute((_FOLDER / step).read_text(encoding="utf-8"))


def _stated(place: tuple[str, str]) -> str:
    """Return the query of one column of a fact table, all its statements."""
    mart, column = place
    own = mart == "fct_evaluations"
    amount, value = f"{column}_yuan", _VALUES.get(column)
    item = _ITEMS.get(mart, f"'{column}'") if column == "amount" else f"'{column}'"
    receipt = "receipt_id" if column in _of_rows(mart) else f"{column}_receipt_id"
    return (
        f"select '{mart}' as mart, {item} as item, {receipt} as receipt_id, document_id,"  # noqa: S608  names of our own accounts
        f" {'null' if value else amount} as yuan, {value or 'null'} as value,"
        f" {'null' if own else 'not_chosen_reason'} as not_chosen_reason"
        f" from marts.{mart}{'' if own else '_all'}"
    )


def _of_rows(mart: str) -> tuple[str, ...]:
    """Return the columns whose receipt is their row's."""
    return ("amount", "quantity") if mart == "fct_disclosed_items" else ("amount",)
