"""The receipt of one figure: the printed line it comes from, and what vouches for it."""
# ruff: noqa: S608  names of tables come from the catalogue, never from a user

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from warehouse.errors import UsageError
from warehouse.messages import Messages
from warehouse.table import cell_text, pad, width

_RECEIPT = """
    select
        receipts.*, documents.title, documents.file_name, amounts.proof,
        amounts.block_no, amounts.code_text, amounts.measure
    from marts.receipts as receipts
    left join marts.dim_documents as documents on receipts.document_id = documents.document_id
    left join raw.amounts as amounts
        on receipts.document_id = amounts.document_id
        and receipts.receipt_id = substr(amounts.document_id, 1, 16) || '-' || amounts.block_no
        || '-' || amounts.row_no || '-' || amounts.column_no
    where receipts.receipt_id = ?
"""
_CELLS = """
    select column_no, text from raw.cells
    where substr(document_id, 1, 16) = ? and block_no = ? and row_no = ? and text is not null
    order by column_no
"""
_PASSAGE = """
    select text from raw.passages
    where substr(document_id, 1, 16) = ? and block_no = ? and locator = ?
    order by passage_no
"""
# The identities that name the figure; those along its row; those of the codes above it.
_RECONCILIATIONS = """
    select
        identity_id, subject, status, left_yuan, right_yuan, left_value, right_value,
        difference_yuan, tolerance_yuan
    from marts.fct_reconciliations
    where document_id = $document and (
        $receipt in (left_receipt_id, right_receipt_id, receipt_id)
        or (
            axis in ('columns', 'ratio')
            and starts_with(coalesce(left_receipt_id, right_receipt_id), $row)
        )
        or (
            axis = 'tree' and block_no = $block and measure = $measure
            and starts_with($code, code)
        )
    )
    order by all
"""
_FACT_TABLES = """
    select table_name from duckdb_columns()
    where schema_name = 'marts' and column_name = 'receipt_id'
    and table_name like 'fct\\_%' escape '\\' and table_name <> 'fct_reconciliations'
    order by 1
"""

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """An identity that the figure takes part in; in yuan, or in its unit if no money."""

    identity_id: str
    subject: str
    status: str
    left: Decimal | None
    right: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one printed figure.

    `line` is the printed row, or the text around the figure, the figure in 【】; `facts` counts
    the rows of each mart that carry it.
    """

    receipt: Mapping[str, Any]
    line: str
    reconciliations: tuple[Reconciliation, ...]
    facts: Mapping[str, int]


def explain(connection: duckdb.DuckDBPyConnection, receipt_id: str) -> Explanation:
    """Return what the published warehouse knows of a receipt.

    Raises UsageError where there is no such receipt.
    """
    receipt = _one(connection, _RECEIPT, receipt_id)
    if receipt is None:
        raise UsageError("unknown_receipt", receipt=receipt_id)
    return Explanation(
        receipt,
        _line(connection, receipt),
        _reconciliations(connection, receipt),
        _facts(connection, receipt_id),
    )


def render(explanation: Explanation, words: Messages) -> str:
    """Return the explanation as text, a labelled line for each statement."""
    receipt = explanation.receipt
    lines = [
        ("receipt", receipt["receipt_id"]),
        ("document", receipt["title"]),
        ("file", receipt["file_name"]),
        ("place", receipt["locator"]),
        ("printed", receipt["printed_text"]),
        ("unit", receipt["unit_text"] or words.say("unit_not_printed")),
        ("row", receipt["row_label"]),
        ("column", receipt["column_label"]),
        ("form", receipt["form_id"]),
        ("reading", words.say("reading_" + receipt["reading"])),
        ("proof", receipt["proof"]),
        ("line", explanation.line),
    ]
    shown = [(words.say("explain_" + key), cell_text(value)) for key, value in lines if value]
    column = max(width(label) for label, _ in shown) + 2
    text = [pad(label, column) + value for label, value in shown]
    text += ["", words.say("explain_checks", count=len(explanation.reconciliations))]
    text += [f"  {_check(check, words)}" for check in explanation.reconciliations]
    text += ["", words.say("explain_facts", count=sum(explanation.facts.values()))]
    text += [f"  marts.{name} × {rows}" for name, rows in explanation.facts.items()]
    return "\n".join(text) + "\n"


def _check(check: Reconciliation, words: Messages) -> str:
    status = words.say("status_" + check.status)
    text = f"{check.identity_id}  {status}  {check.subject}"
    if check.left is not None and check.right is not None:
        text += f"  {cell_text(check.left)} ↔ {cell_text(check.right)}"
    if check.difference:
        text += f"  Δ {cell_text(check.difference)} ± {cell_text(check.tolerance)}"
    return text


def _line(connection: duckdb.DuckDBPyConnection, receipt: Mapping[str, Any]) -> str:
    """Return the printed row; of running text, what stands around the figure."""
    document, block, row, column = receipt["receipt_id"].split("-")
    rows = connection.execute(_CELLS, [document, int(block), int(row)]).fetchall()
    if rows:
        figure = int(column)
        return " | ".join(f"【{text}】" if at == figure else str(text) for at, text in rows)
    parameters = [document, int(block), receipt["locator"]]
    for (text,) in connection.execute(_PASSAGE, parameters).fetchall():
        if receipt["printed_text"] and receipt["printed_text"] in text:
            return _around(str(text), receipt["printed_text"], int(column))
    return ""


def _around(text: str, printed: str, near: int) -> str:
    """Return a passage's text around the occurrence of `printed` that is nearest to `near`."""
    starts = [at for at in range(len(text)) if text.startswith(printed, at)]
    start = min(starts, key=lambda at: abs(at - near))
    end = start + len(printed)
    before = text[max(0, start - _AROUND) : start]
    return f"…{before}【{printed}】{text[end : end + _AROUND]}…"


def _reconciliations(
    connection: duckdb.DuckDBPyConnection, receipt: Mapping[str, Any]
) -> tuple[Reconciliation, ...]:
    parameters = {
        "document": receipt["document_id"],
        "receipt": receipt["receipt_id"],
        "row": receipt["receipt_id"].rpartition("-")[0] + "-",
        "block": receipt["block_no"],
        "measure": receipt["measure"],
        "code": receipt["code_text"],
    }
    rows = connection.execute(_RECONCILIATIONS, parameters).fetchall()
    return tuple(_reconciliation(*row) for row in rows)


def _reconciliation(
    identity_id: str, subject: str, status: str, *numbers: Decimal | None
) -> Reconciliation:
    left_yuan, right_yuan, left_value, right_value, difference, tolerance = numbers
    is_money = left_yuan is not None or right_yuan is not None
    left, right = (left_yuan, right_yuan) if is_money else (left_value, right_value)
    return Reconciliation(identity_id, subject, status, left, right, difference, tolerance)


def _facts(connection: duckdb.DuckDBPyConnection, receipt_id: str) -> dict[str, int]:
    found = {}
    for (name,) in connection.execute(_FACT_TABLES).fetchall():
        query = f'select count(*) from marts."{name}" where receipt_id = ?'
        row = connection.execute(query, [receipt_id]).fetchone()
        if row and row[0]:
            found[str(name)] = int(row[0])
    return found


def _one(
    connection: duckdb.DuckDBPyConnection, query: str, parameter: str
) -> dict[str, Any] | None:
    relation = connection.execute(query, [parameter])
    names = [str(column[0]) for column in relation.description or []]
    row = relation.fetchone()
    return None if row is None else dict(zip(names, row, strict=True))
