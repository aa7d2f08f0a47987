"""Conservation of money: every figure that was read is in its mart, or a rule says why not.

Weighed over the finished file and written from `raw`, not from the models, so that a row that
a join drops or doubles is seen. The accounts (`ingest/accounts`) say which mart and item each
figure is due in, or the rule by which it is in none; a figure without a route stops a build,
and so does a sum that differs by a fen.

A document is weighed by what is read of it and what the marts say of it alone. What was weighed
stays where all of that is what it was, row for row, in `raw` and in the marts: of tables that
came with a copy of the last file, the rows of documents that did not change are (see
`verdicts`); of others that is seen.
"""
# ruff: noqa: S608  names of our own accounts, and of the tables that our own statements read

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from expectations import verdicts

_FOLDER = Path(__file__).parent
TABLES = ("conservation", "figure_fates", "unlike_figures", "weighed_documents")
"""What is written into schema `quality`."""

_READ = re.compile(r"\b(?:raw|marts)\.\w+")
_FEW = "few"
_EVERYTHING = ""
"""In place of the id of a document: what no document's rows say."""
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

    `quality.weighed_documents` has digests of what each document was weighed by: where they
    were written before, documents are weighed of which one is another now. Raises duckdb.Error
    where a table that is needed is missing.
    """
    connection.execute("create schema if not exists quality")
    places = connection.execute(
        "select distinct mart, column_name from raw.account_routes"
        " where mart is not null order by all"
    ).fetchall()
    stated = "create or replace temp view stated as " + " union all ".join(map(_stated, places))
    steps = [stated, *((_FOLDER / step).read_text(encoding="utf-8") for step in _STEPS)]
    read = sorted({name for step in steps for name in _READ.findall(step)})
    is_again = _is_there(connection)
    came = sorted(verdicts.but_for(connection).intersection(read)) if is_again else []
    connection.execute(
        "create or replace temp table weighed_now as "
        + " union all ".join(_given(connection, name, name in came) for name in read)
    )
    if is_again and _stays(connection, came):
        _weigh_few(connection, read, steps)
        return
    if not is_again:
        connection.execute(
            "create or replace table quality.weighed_documents as from weighed_now"
        )
    for step in steps:
        connection.execute(step)


def _given(connection: duckdb.DuckDBPyConnection, name: str, is_come: bool) -> str:
    """Return the query of a digest of the rows of a table, of each document.

    Of a table that came with a copy, of the documents that changed.
    """
    whose = "document_id" if _is_of_documents(connection, name) else "null"
    rows = verdicts.OF_CHANGED.format(name) if is_come else name
    return (
        f"select coalesce({whose}, '{_EVERYTHING}') as document_id, '{name}' as relation,"
        f" concat_ws(' ', count(*), sum(hash(given)::hugeint)) as content"
        f" from {rows} as given group by 1"
    )


def _is_of_documents(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    found = connection.execute(f"from {name} limit 0").description or ()
    return any(column == "document_id" for column, *_ in found)


def _is_there(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether documents were weighed before."""
    there = connection.execute(
        "select count(*) from duckdb_tables() where schema_name = 'quality'"
        " and database_name = current_database() and list_contains(?, table_name)",
        [list(TABLES)],
    ).fetchall()
    return there == [(len(TABLES),)]


def _stays(connection: duckdb.DuckDBPyConnection, came: list[str]) -> bool:
    """Bring the digests up to date; tell whether what was weighed stays but for some documents.

    These, `changed`, are weighed again, or are gone. All are, where a table that every document
    is weighed by says something else. `came` are the tables that came with a copy of the file.
    """
    known = "not list_contains($came, relation)" + (
        f" or document_id in (from {verdicts.CHANGED}) or document_id = '{_EVERYTHING}'"
        if came
        else ""
    )
    connection.execute(
        "create or replace temp table changed as"
        " select distinct coalesce(now.document_id, before.document_id) as document_id"
        " from weighed_now as now"
        f" full join (from quality.weighed_documents where {known}) as before"
        " using (document_id, relation)"
        " where now.content is distinct from before.content",
        {"came": came},
    )
    connection.execute(f"delete from quality.weighed_documents where {known}", {"came": came})
    connection.execute("insert into quality.weighed_documents from weighed_now")
    nobody = " or exists (from quality.{0} where document_id is null)"
    everything = connection.execute(
        f"select exists (from changed where document_id = '{_EVERYTHING}')"
        + "".join(nobody.format(table) for table in TABLES[:-1])
    ).fetchall()
    return everything == [(False,)]


def _weigh_few(
    connection: duckdb.DuckDBPyConnection, read: list[str], steps: list[str]
) -> None:
    """Weigh the documents that changed, in a database that holds them alone."""
    ((whole,),) = connection.execute("select current_database()").fetchall()
    connection.execute(f"attach ':memory:' as {_FEW}; create schema {_FEW}.quality")
    for schema in ("raw", "marts"):
        connection.execute(f"create schema {_FEW}.{schema}")
    for name in read:
        of_few = " where document_id in (from changed)"
        chosen = of_few if _is_of_documents(connection, name) else ""
        connection.execute(f'create view {_FEW}.{name} as from "{whole}".{name}{chosen}')
    connection.execute(f"use {_FEW}")
    try:
        for step in steps:
            connection.execute(step)
    finally:
        connection.execute(f'use "{whole}"')
    for table in TABLES[:-1]:
        connection.execute(
            f"delete from quality.{table} where document_id in (from changed);"
            f" insert into quality.{table} by name from {_FEW}.quality.{table}"
        )
    connection.execute(f"detach {_FEW}")


def _stated(place: tuple[str, str]) -> str:
    """Return the query of one column of a fact table, all its statements."""
    mart, column = place
    own = mart == "fct_evaluations"
    amount, value = f"{column}_yuan", _VALUES.get(column)
    item = _ITEMS.get(mart, f"'{column}'") if column == "amount" else f"'{column}'"
    receipt = "receipt_id" if column in _of_rows(mart) else f"{column}_receipt_id"
    return (
        f"select '{mart}' as mart, {item} as item, {receipt} as receipt_id, document_id,"
        f" {'null' if value else amount} as yuan, {value or 'null'} as value,"
        f" {'null' if own else 'not_chosen_reason'} as not_chosen_reason"
        f" from marts.{mart}{'' if own else '_all'}"
    )


def _of_rows(mart: str) -> tuple[str, ...]:
    """Return the columns whose receipt is their row's."""
    return ("amount", "quantity") if mart == "fct_disclosed_items" else ("amount",)
