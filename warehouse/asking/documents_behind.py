"""The documents behind the result of a query, and the state they are in.

The query is rewritten by `warehouse.lineage` and run in the sandbox of `mingzhang sql`, with
its limits. Where it cannot be rewritten, the documents that its result names are taken, else
all documents of the tables that it names; which of these it was is part of the answer.
"""
# ruff: noqa: S608  names of tables come from the catalogue, ids from the warehouse itself

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from warehouse.asking.lineage import DOCUMENTS, Catalogue, Loss, Node, UntraceableError, trace
from warehouse.connection import Result, Sandbox
from warehouse.errors import QueryError, UsageError

_COLUMNS = """
    select lower(schema_name), lower(table_name), list(lower(column_name))
    from duckdb_columns() where database_name = current_database() group by all
"""
_AGGREGATES = """
    select distinct lower(function_name) from duckdb_functions()
    where function_type = 'aggregate'
"""
_WIDE_KEYS: Final = {
    "department_years": "department_year_key",
    "region_years": "region_year_key",
    "region_accounts": "region_account_key",
    "function_years": "function_year_key",
    "project_years": "project_year_key",
    "indicator_families": "family_key",
}
_OWN = 'select *, [document_id] as {documents} from "{schema}"."{table}"'
_COMPARED = frozenset(
    {
        *("left_receipt_id", "right_receipt_id", "other_receipt_id"),
        *("approved_receipt_id", "adjusted_receipt_id"),
    }
)
"""Columns whose receipts may be of another document than the row's."""
_OF_SEVERAL = """
    select
        rows_.*,
        [rows_.document_id] || coalesce((
            select list(distinct receipts.document_id) from marts.receipts as receipts
            where receipts.receipt_id in ({compared})
        ), []) as {documents}
    from "{schema}"."{table}" as rows_
"""
_BY_RECEIPT = """
    select rows_.*, [receipts.document_id] as {documents} from "{schema}"."{table}" as rows_
    left join marts.receipts as receipts on rows_.receipt_id = receipts.receipt_id
"""
_WIDE = """
    select rows_.*, behind.documents as {documents} from "{schema}"."{table}" as rows_
    left join (
        select row_key, list(document_id) as documents from marts.wide_documents
        where table_name = '{table}' group by row_key
    ) as behind on rows_.{key} = behind.row_key
"""
_LISTED = """
    with behind as (select unnest($documents::varchar[]) as document_id),
    amounts as (
        select distinct document_id, receipt_id, abs(amount_yuan) as yuan, is_proven
        from marts.fact_receipts where amount_yuan is not null
    ),
    verified as (
        select
            document_id,
            coalesce(sum(yuan) filter (where is_proven), 0) / nullif(sum(yuan), 0) as share
        from amounts group by document_id
    ),
    tables as (
        select document_id, status, count(*) as tables from raw.outcomes
        where block_no > 0 and row_no is null and status <> 'ignored'
        group by document_id, status
    ),
    outcomes as (
        select
            document_id,
            string_agg(tables || ' ' || status, ', ' order by tables desc, status) as outcomes
        from tables group by document_id
    ),
    broken as (
        select document_id, count(*) as broken from marts.fct_reconciliations
        where status = 'broken' group by document_id
    )
    select
        documents.file_name as file, documents.title, documents.document_kind as kind,
        documents.fiscal_year as year, departments.department_name as department,
        documents.is_current as current, coalesce(outcomes.outcomes, '') as outcomes,
        round(verified.share * 100, 1)::decimal(4, 1) as "verified %",
        coalesce(broken.broken, 0) as broken
    from behind
    inner join marts.dim_documents as documents on behind.document_id = documents.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    left join verified on documents.document_id = verified.document_id
    left join outcomes on documents.document_id = outcomes.document_id
    left join broken on documents.document_id = broken.document_id
    order by file, documents.document_id
"""


class Basis(StrEnum):
    """What the answer rests on: rows, no row of a document, columns, tables, everything."""

    ROWS = "rows"
    NOTHING = "nothing"
    RESULT = "result"
    TABLES = "tables"
    WAREHOUSE = "warehouse"


@dataclass(frozen=True, slots=True)
class Behind:
    """The documents behind a result, one row each; `losses` say where they may be too many."""

    documents: Result
    basis: Basis
    losses: frozenset[Loss]


def documents_behind(sandbox: Sandbox, query: str) -> Behind:
    """Return the documents behind the result of `query`, a single statement.

    Raises QueryError where the query fails, is refused or takes too long; UsageError where it
    is not one statement.
    """
    catalogue = _catalogue(sandbox)
    statement = _statement(sandbox, query)
    if statement is None:
        sandbox.fetch(query)
        return _of_tables(sandbox, query, catalogue)
    try:
        return _traced(sandbox, statement, catalogue)
    except UntraceableError as error:
        reason = str(error)
    except QueryError as error:
        if error.key == "query_timeout":
            raise
        reason = ""
    plain = _sql(sandbox, statement)
    columns = sandbox.fetch(f"select * from ({plain}) limit 1").columns
    if (named := _named(sandbox, plain, columns)) is not None:
        return Behind(_listed(sandbox, named), Basis.RESULT, frozenset())
    if reason == "TABLE_FUNCTION":
        everything = _ids(sandbox, "select document_id from marts.dim_documents")
        return Behind(_listed(sandbox, everything), Basis.WAREHOUSE, frozenset())
    return _of_tables(sandbox, query, catalogue)


def _traced(sandbox: Sandbox, statement: Node, catalogue: Catalogue) -> Behind:
    """Run the rewritten query; raises UntraceableError, QueryError."""
    traced = trace(deepcopy(statement["node"]), lambda sql: _parsed(sandbox, sql), catalogue)
    rewritten = _sql(sandbox, {**statement, "node": traced.node})
    found = _ids(sandbox, f"select distinct unnest({DOCUMENTS}) from ({rewritten})")
    for table in traced.whole:
        found |= _all_of(sandbox, catalogue.documents[table])
    basis = Basis.ROWS if traced.read or traced.whole else Basis.NOTHING
    return Behind(_listed(sandbox, found), basis, frozenset(traced.losses))


def _named(sandbox: Sandbox, query: str, columns: Iterable[str]) -> set[str] | None:
    """Return the documents that the columns of the result name; None where none does."""
    named = {name.lower() for name in columns}
    if "document_id" in named:
        return _ids(sandbox, f"select distinct document_id from ({query})")
    if "receipt_id" in named:
        return _ids(
            sandbox,
            "select distinct document_id from marts.receipts"
            f" where receipt_id in (select receipt_id from ({query}))",
        )
    return None


def _of_tables(sandbox: Sandbox, query: str, catalogue: Catalogue) -> Behind:
    """Take all documents of the tables whose names stand anywhere in the query."""
    text = query.lower()
    found: set[str] = set()
    for (_, table), relation in catalogue.documents.items():
        if table in text:
            found |= _all_of(sandbox, relation)
    return Behind(_listed(sandbox, found), Basis.TABLES, frozenset())


def _all_of(sandbox: Sandbox, relation: str) -> set[str]:
    return _ids(sandbox, f"select distinct unnest({DOCUMENTS}) from ({relation})")


def _catalogue(sandbox: Sandbox) -> Catalogue:
    """Return how each table names its documents, and the aggregate functions."""
    documents = {}
    for schema, table, columns in sandbox.fetch(_COLUMNS).rows:
        names = {"documents": DOCUMENTS, "schema": schema, "table": table}
        if schema == "marts" and table in _WIDE_KEYS:
            query = _WIDE.format(**names, key=_WIDE_KEYS[table])
        elif "document_id" in columns and (compared := sorted(_COMPARED & set(columns))):
            of_rows = ", ".join(f"rows_.{column}" for column in compared)
            query = _OF_SEVERAL.format(**names, compared=of_rows)
        elif "document_id" in columns:
            query = _OWN.format(**names)
        elif "receipt_id" in columns:
            query = _BY_RECEIPT.format(**names)
        else:
            continue
        documents[schema, table] = query
    aggregates = {name for (name,) in sandbox.fetch(_AGGREGATES).rows}
    return Catalogue(documents, frozenset(aggregates))


def _statement(sandbox: Sandbox, query: str) -> Node | None:
    """Return the tree of a query; None where it is no SELECT (or none that DuckDB parses)."""
    serialized = sandbox.fetch("select json_serialize_sql(?::varchar)", [query]).rows[0][0]
    tree = json.loads(serialized)
    if len(tree.get("statements", ())) > 1:
        raise UsageError("one_query")
    if tree["error"] or not tree["statements"]:
        return None
    statement: Node = tree["statements"][0]
    return statement


def _parsed(sandbox: Sandbox, sql: str) -> Node:
    serialized = sandbox.fetch("select json_serialize_sql(?::varchar)", [sql]).rows[0][0]
    node: Node = json.loads(serialized)["statements"][0]["node"]
    return node


def _sql(sandbox: Sandbox, statement: Node) -> str:
    tree = json.dumps({"error": False, "statements": [statement]})
    return str(sandbox.fetch("select json_deserialize_sql(?::json)", [tree]).rows[0][0])


def _ids(sandbox: Sandbox, query: str) -> set[str]:
    return {str(row[0]) for row in sandbox.fetch(query).rows if row[0] is not None}


def _listed(sandbox: Sandbox, documents: set[str]) -> Result:
    return sandbox.fetch(_LISTED.replace("$documents", "?"), [sorted(documents)])
