"""What an assistant may ask of the warehouse: plain functions, each answer with its sources.

Every query runs in the sandbox of `mingzhang sql`; every answer names the build, and where
figures are given their receipts and the share of the money that identities prove.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from warehouse import catalogue
from warehouse.asking import analyses, receipts
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
    "regions": (
        "select region_code, region_name, region_level, province_name from marts.dim_regions"
        " where is_current and contains(concat(province_name, prefecture_name, region_name),"
        " $text) order by region_code"
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
_SPENT = "is_main and fact_name = 'spending' and phase = 'executed'"
_ACCOUNT = "fact_name = 'account' and phase = 'executed' and item_code = 'year_total'"
_EXPENSES = (
    "fact_name = 'appropriations' and phase = 'executed' and expense_kind",
    "fact_name = 'economic' and phase = 'executed' and expense_kind",
)
_THREE_PUBLIC = (
    "is_main and fact_name = 'three_public' and phase = 'executed'"
    " and scope = years.three_public_fund_basis"
)
_PROJECTS = "is_main and fact_name = 'project_funding' and phase = 'executed'"
MEASURES: Mapping[str, tuple[str, ...]] = {
    # which facts, and which where there are none
    "total_revenue_yuan": (
        "fact_name = 'revenue' and phase = 'executed'",
        f"{_ACCOUNT} and scope = 'department income'",
    ),
    "total_spending_yuan": (_SPENT, f"{_ACCOUNT} and scope = 'department expenditure'"),
    "basic_yuan": (f"{_SPENT} and item_code = 'basic'",),
    "project_yuan": (f"{_SPENT} and item_code = 'project'",),
    "personnel_yuan": tuple(f"{one} = 'personnel'" for one in _EXPENSES),
    "public_yuan": tuple(f"{one} = 'public'" for one in _EXPENSES),
    "three_public_yuan": (_THREE_PUBLIC,),
    "approved_budget_yuan": ("is_main and fact_name = 'budget' and phase = 'approved'",),
    "executed_project_yuan": (_PROJECTS,),
}
_CITED = """
    select
        years.department_key, facts.receipt_id, facts.amount_yuan,
        documents.title, receipts.locator, receipts.printed_text, receipts.unit_text,
        receipts.reading, receipts.source, receipts.confidence, receipts.seen_text
    from marts.stated_facts as facts
    inner join marts.department_years as years
        on facts.department_year_key = years.department_year_key
    inner join marts.dim_documents as documents on facts.document_id = documents.document_id
    inner join marts.receipts as receipts on facts.receipt_id = receipts.receipt_id
    where
        facts.is_chosen and facts.amount_yuan is not null and {condition}
        and years.is_synthetic = getvariable('synthetic')
        and years.fiscal_year = ? and list_contains(?, years.department_key)
    order by years.department_key, receipts.receipt_id
"""


_STATED = """
    select
        figures.scope, figures.item, figures.phase, figures.is_estimate, figures.line_name,
        figures.amount_yuan, figures.rate, figures.is_proven, figures.receipt_id,
        documents.title, receipts.locator, receipts.printed_text, receipts.unit_text,
        receipts.reading, receipts.source, receipts.confidence, receipts.seen_text
    from marts.region_account_figures as figures
    inner join marts.dim_documents as documents on figures.document_id = documents.document_id
    inner join marts.receipts as receipts on figures.receipt_id = receipts.receipt_id
    where
        figures.is_synthetic = getvariable('synthetic')
        and figures.region_code = ? and figures.fiscal_year = ?
    order by figures.scope desc, figures.item, figures.phase
"""


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
                "tables": _objects(catalogue.listed(box, "comment as meaning")),
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
        """Find departments, regions, functions, economic_classes, projects or documents.

        `kind` is one of these words; `text` a part of the name or code.
        """
        if kind not in _FIND:
            return _refused(f"kind is one of: {', '.join(_FIND)}")
        query = _FIND[kind].replace("$text", "?")
        return self._answer(lambda box: {kind: _objects(box.fetch(query, [text]))})

    def run_sql(self, query: str, synthetic: bool = False) -> str:
        """Run one read-only SQL query (DuckDB) over the marts; at most 200 rows come back.

        Money is in yuan, rates are fractions. Own accounts of a unit (caliber `unit`) stand
        inside those of its department: never add the two. The answer names the documents
        behind it, with their calibers. Tell real documents from synthetic ones by
        `is_synthetic = getvariable('synthetic')`; `synthetic` asks for the synthetic ones.
        """

        def answered(box: Sandbox) -> dict[str, object]:
            from warehouse.asking.documents_behind import documents_behind

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

        return self._answer(answered, synthetic=synthetic)

    def analyse(self, name: str, synthetic: bool = False) -> str:
        """Answer one of the named questions that list_tables lists.

        About real documents; with `synthetic` about synthetic ones instead.
        """
        try:
            one = analyses.named(name)
        except UsageError as error:
            return _refused(f"no analysis {name}; known: {error.values['known']}")
        return self.run_sql(one.query, synthetic)

    def compare(
        self,
        departments: list[str],
        year: int,
        measure: str,
        synthetic: bool = False,
    ) -> str:
        """Compare one measure of some departments (by key) in one year.

        `measure` is a money column of marts.department_years. Each figure comes with its
        caliber, its verified share, and the receipts of the printed figures it adds up.
        About real documents; with `synthetic` about synthetic ones instead.
        """
        if measure not in MEASURES:
            return _refused(f"measure is one of: {', '.join(MEASURES)}")

        share = measure.replace("_yuan", "_verified_share")

        def answered(box: Sandbox) -> dict[str, object]:
            rows = box.fetch(
                f"select department_key, department_name, fiscal_year, caliber, {measure},"  # noqa: S608  one of MEASURES
                f" {share} as verified_share, three_public_fund_basis, is_synthetic"
                " from marts.department_years where is_synthetic = getvariable('synthetic')"
                " and fiscal_year = ? and list_contains(?, department_key)"
                f" order by {measure} desc nulls last, department_key",
                [year, departments],
            )
            cited: list[dict[str, object]] = []
            is_truncated = rows.truncated
            for condition in MEASURES[measure]:
                query = _CITED.format(condition=condition)
                said = {one["department_key"] for one in cited}
                found = box.fetch(query, [year, departments])
                cited += [one for one in _objects(found) if one["department_key"] not in said]
                is_truncated = is_truncated or found.truncated
            return {"rows": _objects(rows), "receipts": cited, "is_truncated": is_truncated}

        return self._answer(answered, synthetic=synthetic)

    def describe_area(self, region: str, year: int, synthetic: bool = False) -> str:
        """Tell what the government of a region (by code) states of its whole area in a year.

        Revenue and spending of its four accounts by stage, taxes, growth, debt and its limit,
        each figure with its receipt. `whole_region` holds `own_level`: never add scopes, and
        never add them to departments. About real documents; with `synthetic` about synthetic
        ones instead.
        """

        def answered(box: Sandbox) -> dict[str, object]:
            accounts = box.fetch(
                "select * from marts.region_accounts where is_synthetic ="
                " getvariable('synthetic') and region_code = ? and fiscal_year = ?"
                " order by scope desc",
                [region, year],
            )
            figures = box.fetch(_STATED, [region, year])
            return {
                "rows": [
                    {name: value for name, value in row.items() if value is not None}
                    for row in _objects(accounts)
                ],
                "receipts": _objects(figures),
                "is_truncated": figures.truncated,
            }

        return self._answer(answered, synthetic=synthetic)

    def explain_receipt(self, receipt_id: str) -> str:
        """Explain one figure: document, place, printed text, unit, reading and its checks."""
        try:
            with reading(published(self._folder)) as connection:
                found = receipts.explain(connection, receipt_id)
        except (UsageError, QueryError) as error:
            return _refused(_reason(error))
        from warehouse.asking import receipt_text
        from warehouse.messages import Messages

        return json.dumps(
            {"receipt_id": receipt_id, "explanation": receipt_text.render(found, Messages())},
            ensure_ascii=False,
        )

    def _answer(
        self, answered: Callable[[Sandbox], dict[str, object]], *, synthetic: bool = False
    ) -> str:
        """Return JSON with the build, what `answered` says and the share that is proven."""
        try:
            database = published(self._folder)
            with sandboxed(database, self._limits, synthetic=synthetic) as box:
                said = answered(box)
                [(share,)] = box.fetch(
                    "select (sum(verified_yuan) / nullif(sum(verifiable_yuan), 0))"
                    "::decimal(18, 6) from marts.department_years"
                    " where is_synthetic = getvariable('synthetic')"
                ).rows
                said["is_synthetic"] = box.synthetic
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
