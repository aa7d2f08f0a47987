"""What an assistant may ask of the warehouse: plain functions, each answer with its sources.

Every query runs in the sandbox of `mingzhang sql`; every answer names the build, and where
figures are given their receipts and the share of the money that identities prove.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from warehouse import analyses, receipts
from warehouse.connection import Limits, Result, Sandbox, published, reading, sandboxed
from warehouse.errors import QueryError, UsageError
from warehouse.render import json_text

ROWS = 200
SECONDS = 30.0
_FIND: Mapping[str, str] = {
    "departments": (
        "select department_key, department_name, region_code from marts.dim_departments"
        " where contains(lower(department_name), lower($text)) order by department_name, 1"
    ),
    "functions": (
        "select function_code, function_name, function_level, class_name"
        " from marts.dim_functions where contains(function_code || ' ' ||"
        " coalesce(function_name, ''), $text) order by function_code"
    ),
    "economic_classes": (
        "select economic_code, economic_name, economic_level, class_name"
        " from marts.dim_economic_classes where contains(economic_code || ' ' ||"
        " coalesce(economic_name, ''), $text) order by economic_code"
    ),
    "projects": (
        "select p.project_key, p.project_name, d.department_name from marts.dim_projects as p"
        " left join marts.dim_departments as d on p.department_key = d.department_key"
        " where contains(lower(p.project_name), lower($text)) order by p.project_name, 1"
    ),
    "documents": (
        "select document_id, file_name, title, document_kind, fiscal_year"
        " from marts.dim_documents where contains(lower(concat_ws(' ', title, file_name)),"
        " lower($text)) order by fiscal_year, file_name"
    ),
}
MEASURES: Mapping[str, tuple[str, str, str]] = {  # fact table, receipt column, condition
    "total_revenue_yuan": ("fct_revenue", "receipt_id", "phase = 'executed'"),
    "total_spending_yuan": ("fct_spending", "receipt_id", "true"),
    "basic_yuan": ("fct_spending", "receipt_id", "spending_nature = 'basic'"),
    "project_yuan": ("fct_spending", "receipt_id", "spending_nature = 'project'"),
    "personnel_yuan": ("fct_appropriations", "personnel_receipt_id", "phase = 'executed'"),
    "public_yuan": ("fct_appropriations", "public_receipt_id", "phase = 'executed'"),
    "three_public_yuan": ("fct_three_public", "executed_receipt_id", "quantity is null"),
    "approved_budget_yuan": ("fct_budgets", "receipt_id", "phase = 'approved'"),
    "executed_project_yuan": ("fct_project_funding", "executed_receipt_id", "true"),
}


class Tools:
    """The tools over one warehouse folder; each call opens the newest published file."""

    def __init__(self, warehouse_dir: Path, seconds: float = SECONDS) -> None:
        """Answer from what is published in `warehouse_dir`, within `seconds` a query."""
        self._folder = warehouse_dir
        self._limits = Limits(seconds=seconds, rows=ROWS)

    def list_tables(self) -> str:
        """List the marts with their meaning and number of rows, and the named analyses."""
        return self._answer(
            lambda box: {
                "tables": _objects(
                    box.fetch(
                        "select table_name, estimated_size as row_count, comment as meaning"
                        " from duckdb_tables() where schema_name = 'marts' order by 1"
                    )
                ),
                "analyses": [
                    {"name": one.name, "zh": one.title_zh, "en": one.title_en}
                    for one in analyses.load()
                ],
            }
        )

    def describe_table(self, table: str) -> str:
        """Describe the columns of one mart: name, type and meaning."""
        return self._answer(
            lambda box: {
                "columns": _objects(
                    box.fetch(
                        "select column_name, data_type, comment as meaning"
                        " from duckdb_columns() where schema_name = 'marts'"
                        " and table_name = ? order by column_index",
                        [table.removeprefix("marts.")],
                    )
                )
            }
        )

    def find(self, kind: str, text: str) -> str:
        """Find departments, functions, economic_classes, projects or documents by name.

        `kind` is one of these words; `text` a part of the name or code.
        """
        if kind not in _FIND:
            return _refused(f"kind is one of: {', '.join(_FIND)}")
        query = _FIND[kind].replace("$text", "?")
        return self._answer(lambda box: {kind: _objects(box.fetch(query, [text]))})

    def run_sql(self, query: str) -> str:
        """Run one read-only SQL query (DuckDB) over the marts; at most 200 rows come back.

        Money is in yuan, rates are fractions. The answer names the documents behind it.
        """

        def answered(box: Sandbox) -> dict[str, object]:
            from warehouse.documents_behind import documents_behind

            result = box.fetch(query)
            said: dict[str, object] = {
                "rows": _objects(result),
                "is_truncated": result.truncated,
            }
            behind = documents_behind(box, query)
            said["sources"] = {
                "basis": str(behind.basis),
                "documents": _objects(behind.documents),
            }
            return said

        return self._answer(answered)

    def analyse(self, name: str) -> str:
        """Answer one of the named questions that list_tables lists."""
        try:
            one = analyses.named(name)
        except UsageError as error:
            return _refused(f"no analysis {name}; known: {error.values['known']}")
        return self.run_sql(one.query)

    def compare(self, departments: list[str], year: int, measure: str) -> str:
        """Compare one measure of some departments (by key) in one year.

        `measure` is a money column of marts.department_years. Each figure comes with its
        verified share, and with the receipts of the printed figures that it rests on.
        """
        if measure not in MEASURES:
            return _refused(f"measure is one of: {', '.join(MEASURES)}")

        fact, receipt, condition = MEASURES[measure]
        share = measure.replace("_yuan", "_verified_share")

        def answered(box: Sandbox) -> dict[str, object]:
            rows = box.fetch(
                f"select department_key, department_name, fiscal_year, caliber, {measure},"  # noqa: S608  one of MEASURES
                f" {share} as verified_share, is_synthetic from marts.department_years"
                " where fiscal_year = ? and list_contains(?, department_key)"
                f" order by {measure} desc nulls last, department_key",
                [year, departments],
            )
            cited = box.fetch(
                f"select f.department_key, f.{receipt} as receipt_id, d.title, r.locator,"  # noqa: S608  one of MEASURES
                f" r.printed_text, r.unit_text from marts.{fact} as f"
                " inner join marts.dim_documents as d on f.document_id = d.document_id"
                f" inner join marts.receipts as r on f.{receipt} = r.receipt_id"
                f" where {condition} and f.fiscal_year = ? and list_contains(?,"
                " f.department_key) order by f.department_key, r.receipt_id",
                [year, departments],
            )
            return {
                "rows": _objects(rows),
                "receipts": _objects(cited),
                "is_truncated": rows.truncated or cited.truncated,
            }

        return self._answer(answered)

    def explain_receipt(self, receipt_id: str) -> str:
        """Explain one figure: document, place, printed text, unit, reading and its checks."""
        try:
            with reading(published(self._folder)) as connection:
                found = receipts.explain(connection, receipt_id)
        except (UsageError, QueryError) as error:
            return _refused(_reason(error))
        from warehouse import receipt_text
        from warehouse.messages import Messages

        return json.dumps(
            {"receipt_id": receipt_id, "explanation": receipt_text.render(found, Messages())},
            ensure_ascii=False,
        )

    def _answer(self, answered: Callable[[Sandbox], dict[str, object]]) -> str:
        """Return JSON with the build, what `answered` says and the share that is proven."""
        try:
            database = published(self._folder)
            with sandboxed(database, self._limits) as box:
                said = answered(box)
                [(share,)] = box.fetch(
                    "select (sum(verified_yuan) / nullif(sum(verifiable_yuan), 0))"
                    "::decimal(18, 6) from marts.department_years where not is_synthetic"
                ).rows
        except (UsageError, QueryError) as error:
            return _refused(_reason(error))
        said["build"] = database.stem.removeprefix("warehouse-")
        said["verified_share_of_warehouse"] = share
        return json_text(said)


def _objects(result: Result) -> list[dict[str, object]]:
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def _reason(error: UsageError | QueryError) -> str:
    from warehouse.messages import Messages

    return Messages().say(error.key, **error.values)


def _refused(reason: str) -> str:
    return json.dumps({"error": reason}, ensure_ascii=False)
