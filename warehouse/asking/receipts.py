"""What the published warehouse knows of one figure: from the marts back to the printed cell.

`warehouse.receipt_text` says it in words.
"""
# ruff: noqa: S608  names of tables and columns come from the catalogue, never from a user

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from warehouse.connection import Result
from warehouse.errors import UsageError

_RECEIPT = """
    select
        receipts.*,
        documents.title, documents.file_name, documents.fiscal_year, documents.document_kind,
        documents.is_current, documents.superseded_by, documents.is_synthetic,
        departments.department_name,
        outcomes.title_text as table_title,
        aside.reason as set_aside_reason, aside.remedy_zh, aside.remedy_en,
        (
            select string_agg(coalesce(columns.header_text, rival), '、')
            from (select unnest(string_split(receipts.rivals, ',')) as rival) as rivals
            left join raw.table_columns as columns
                on receipts.document_id = columns.document_id
                and split_part(receipts.receipt_id, '-', 2)::integer = columns.block_no
                and rival = columns.measure
        ) as rival_columns
    from marts.receipts as receipts
    left join marts.dim_documents as documents on receipts.document_id = documents.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    left join raw.outcomes as outcomes
        on receipts.document_id = outcomes.document_id
        and split_part(receipts.receipt_id, '-', 2)::integer = outcomes.block_no
        and outcomes.row_no is null
    left join marts.figures_set_aside as aside on receipts.receipt_id = aside.receipt_id
    where receipts.receipt_id = ?
    limit 1
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
_RECONCILIATIONS = """
    with compared as (
        select reconciliation_id, string_agg(distinct side, ',' order by side) as sides
        from marts.reconciliation_receipts where receipt_id = ? group by reconciliation_id
    )
    select
        checks.identity_id,
        names.name_zh,
        names.name_en,
        checks.axis,
        checks.subject,
        checks.status,
        compared.sides,
        coalesce(checks.left_yuan, checks.left_value) as left_number,
        coalesce(checks.right_yuan, checks.right_value) as right_number,
        coalesce(checks.difference_yuan, checks.difference_value) as difference,
        coalesce(checks.tolerance_yuan, checks.tolerance_value) as tolerance,
        checks.unit_text
    from compared
    inner join marts.fct_reconciliations as checks
        on compared.reconciliation_id = checks.reconciliation_id
    left join reference.identity_names as names on checks.identity_id = names.identity_id
    order by
        case when checks.status in ('broken', 'error') then 0 else 1 end,
        checks.identity_id, checks.subject, checks.reconciliation_id
"""
_USES = """
    select fact_table, fact_receipt_id, column_name, amount_yuan, number, text, half_unit_yuan
    from marts.fact_receipts
    where receipt_id = ?
    order by fact_table, column_name, fact_receipt_id
"""
_FIGURES = """
    select
        figures.column_name,
        coalesce(figures.amount_yuan::varchar, figures.number::varchar, figures.text) as value,
        receipts.printed_text as printed,
        receipts.unit_text as unit,
        receipts.locator as place,
        figures.is_proven,
        figures.verified_by,
        figures.receipt_id
    from marts.fact_receipts as figures
    left join marts.receipts as receipts on figures.receipt_id = receipts.receipt_id
    where figures.fact_table = ? and figures.fact_receipt_id = ?
    order by figures.column_name
"""
_COLUMNS = """
    select column_name from duckdb_columns()
    where schema_name = 'marts' and table_name = ?
"""
_TELLING = (
    "fiscal_year",
    "phase",
    "account",
    "side",
    "function_code",
    "economic_code",
    "revenue_source",
    "spending_nature",
    "fund_source",
    "fund_basis",
    "line_name",
    "item_name",
    "asset_class",
    "level1",
    "level2",
    "indicator_name",
    "finding_category",
)
"""The columns by which a person knows a fact row, in the order in which they are said."""

LIKELY = Decimal("0.05")
"""Another character of a seen figure is worth a word that is at least so probable."""

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Use:
    """A column of a fact row that says the figure.

    `about` is what the row tells of: year, phase, code, project; `value` is yuan where
    `half_unit` (by how much rounding may move it) is given, else a number or a text.
    """

    fact_table: str
    fact_receipt_id: str
    column_name: str
    about: str
    value: Decimal | str
    half_unit: Decimal | None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A row of the ledger that compares the figure, which stands on `sides` of it.

    Numbers are in `unit_text`: 元, points, a fraction.
    """

    identity_id: str
    name_zh: str | None
    name_en: str | None
    axis: str
    subject: str
    status: str
    sides: str
    left: Decimal | None
    right: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    unit_text: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one printed figure.

    `receipt` has the columns of marts.receipts, of its document and of its table; `line` is the
    printed row, or the text around the figure, the figure in 【】.
    """

    receipt: Mapping[str, Any]
    line: str
    uses: tuple[Use, ...]
    reconciliations: tuple[Reconciliation, ...]


def explain(connection: duckdb.DuckDBPyConnection, receipt_id: str) -> Explanation:
    """Return what the published warehouse knows of a receipt.

    Raises UsageError where there is no such receipt.
    """
    relation = connection.execute(_RECEIPT, [receipt_id])
    names = [str(column[0]) for column in relation.description or []]
    row = relation.fetchone()
    if row is None:
        raise UsageError("unknown_receipt", receipt=receipt_id)
    receipt = dict(zip(names, row, strict=True))
    checks = connection.execute(_RECONCILIATIONS, [receipt_id]).fetchall()
    return Explanation(
        receipt,
        _line(connection, receipt),
        _uses(connection, receipt_id),
        tuple(Reconciliation(*check) for check in checks),
    )


def alternatives(receipt: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what else characters of a seen figure may be, of `marts.receipts.alternatives`.

    Those that are worth a word, the likeliest first; of a restored figure all.
    """
    known = receipt.get("alternatives") or ()  # an older file does not say them
    told = (one for one in known if receipt["seen_text"] or one["probability"] >= LIKELY)
    return sorted(told, key=lambda one: -one["probability"])


def figures(connection: duckdb.DuckDBPyConnection, fact_table: str, receipt_id: str) -> Result:
    """Return one row per printed figure of a fact row, which its receipt_id names.

    Raises UsageError where the fact table has no such row.
    """
    relation = connection.execute(_FIGURES, [fact_table.removeprefix("marts."), receipt_id])
    description = relation.description or []
    rows = relation.fetchall()
    if not rows:
        raise UsageError("unknown_fact", table=fact_table, receipt=receipt_id)
    columns = tuple(str(column[0]) for column in description)
    return Result(columns, tuple(str(column[1]) for column in description), rows)


def _uses(connection: duckdb.DuckDBPyConnection, receipt_id: str) -> tuple[Use, ...]:
    found = connection.execute(_USES, [receipt_id]).fetchall()
    return tuple(
        Use(
            table,
            row_id,
            column,
            _about(connection, table, row_id),
            next((value for value in (yuan, number, text) if value is not None), ""),
            half_unit,
        )
        for table, row_id, column, yuan, number, text, half_unit in found
    )


def _about(connection: duckdb.DuckDBPyConnection, fact_table: str, receipt_id: str) -> str:
    """Return what a fact row tells of, in the words of its own columns.

    A row that was not chosen stands in the table of all rows only.
    """
    for table in (f"{fact_table}_all", fact_table):
        known = {name for (name,) in connection.execute(_COLUMNS, [table]).fetchall()}
        if known:
            break
    telling = [f'facts."{name}"::varchar' for name in _TELLING if name in known]
    project = ""
    if "project_key" in known:
        telling.append("projects.project_name")
        project = (
            "left join marts.dim_projects as projects"
            " on facts.project_key = projects.project_key"
        )
    query = f"""
        select concat_ws(' · ', {", ".join(telling) or "''"})
        from marts."{table}" as facts {project}
        where facts.receipt_id = ?
    """
    row = connection.execute(query, [receipt_id]).fetchone()
    return str(row[0]) if row else ""


def _line(connection: duckdb.DuckDBPyConnection, receipt: Mapping[str, Any]) -> str:
    """Return the printed row; of running text, what stands around the figure."""
    document, block, row, column = str(receipt["receipt_id"]).split("-")
    rows = connection.execute(_CELLS, [document, int(block), int(row)]).fetchall()
    if rows:
        return _row(rows, int(column))
    parameters = [document, int(block), receipt["locator"]]
    for (text,) in connection.execute(_PASSAGE, parameters).fetchall():
        if receipt["printed_text"] and receipt["printed_text"] in text:
            return _around(str(text), receipt["printed_text"], int(column))
    return ""


def _row(cells: Sequence[tuple[int, str]], figure: int) -> str:
    texts = (" ".join(text.split()) for _, text in cells)
    return " | ".join(
        f"【{text}】" if at == figure else text
        for (at, _), text in zip(cells, texts, strict=True)
    )


def _around(text: str, printed: str, near: int) -> str:
    """Return a passage's text around the occurrence of `printed` that is nearest to `near`."""
    starts = [at for at in range(len(text)) if text.startswith(printed, at)]
    start = min(starts, key=lambda at: abs(at - near))
    end = start + len(printed)
    before = text[max(0, start - _AROUND) : start]
    return f"…{before}【{printed}】{text[end : end + _AROUND]}…"
