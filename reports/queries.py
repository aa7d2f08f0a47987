"""All SQL of the report: the marts of one scope as rows of plain values.

Every query is read-only, binds its parameters, and counts only the documents that the
scope counts; where two of them state the same account, the one that the fact tables hold
speaks, as in the wide marts. A sum carries the receipts it was made of, at most `INPUTS`
and one more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from reports.queried import (
    AreaFigure,
    Attainment,
    Evaluation,
    Finding,
    Growth,
    Imbalance,
    Lead,
    Project,
    Receipt,
    Sum,
    ThreePublic,
    Unmet,
    Verified,
)
from reports.scope import Build, Document, Scope

_SCOPED = """
    facts.document_id in (select unnest(cast($documents as varchar[])))
    and facts.fiscal_year = $year
    and ($department is null or facts.department_key = $department)
    and ($regions is null
        or list_contains(cast($regions as varchar[]), facts.region_code))
"""
_AMOUNT = """
    sum(facts.amount_yuan), count(*), count(distinct facts.document_id),
    list(facts.receipt_id order by facts.receipt_id)[1:41]
"""


class Reader:
    """Reads the facts of one scope over one short-lived connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
        """Work on `connection`, read-only, for the documents of `scope`."""
        self._connection = connection
        self._scope = scope

    def total(self, table: str, phase: str | None = None) -> Sum | None:
        """Return the sum of a fact table, or None where it holds nothing in scope."""
        query = {
            "fct_revenue": _TOTAL_REVENUE,
            "fct_spending": _TOTAL_SPENDING,
            "fct_budgets": _TOTAL_BUDGETS,
            "fct_spending_economic": _TOTAL_ECONOMIC,
        }[table]
        rows = self._sums(query, 0, **({} if phase is None else {"phase": phase}))
        return rows[0] if rows and rows[0].rows else None

    def income_by_source(self) -> list[Sum]:
        """Return income by revenue source, largest first."""
        return self._sums(_INCOME_BY_SOURCE, 1)

    def income_by_department(self) -> list[Sum]:
        """Return income by department."""
        return self._sums(_INCOME_BY_DEPARTMENT, 2)

    def spending_by_department(self) -> list[Sum]:
        """Return spending by department and nature."""
        return self._sums(_SPENDING_BY_DEPARTMENT, 3)

    def spending_by_nature(self) -> list[Sum]:
        """Return spending by nature, largest first."""
        return self._sums(_SPENDING_BY_NATURE, 1)

    def spending_by_class(self) -> list[Sum]:
        """Return spending by function class (code, name), largest first."""
        return self._sums(_SPENDING_BY_CLASS, 2)

    def spending_by_item(self) -> list[Sum]:
        """Return spending by function leaf: class code, code, name."""
        return self._sums(_SPENDING_BY_ITEM, 3)

    def economic(self) -> list[Sum]:
        """Return executed spending by economic class and leaf, by nature.

        Labels: class code, class name, code, name, nature.
        """
        return self._sums(_ECONOMIC, 5)

    def budgets_by_department(self) -> list[Sum]:
        """Return approved budgets by department and nature."""
        return self._sums(_BUDGETS_BY_DEPARTMENT, 3)

    def growth(self, table: str, earlier: Scope) -> Growth | None:
        """Return this and the earlier year's sums of the departments that have both."""
        query = {"fct_revenue": _GROWTH_REVENUE, "fct_spending": _GROWTH_SPENDING}
        bound = self._scope.parameters | {
            "earlier_documents": earlier.parameters["documents"],
            "earlier_year": earlier.year,
        }
        row = self._connection.execute(query[table], bound).fetchone()
        return Growth(*row) if row and row[0] else None

    def three_public(self) -> list[ThreePublic]:
        """Return the lines of the three public expenses as the tables print them."""
        rows = self._rows(_THREE_PUBLIC)
        return [ThreePublic(*(*row[:9], _known(*row[9:]))) for row in rows]

    def projects(self) -> list[Project]:
        """Return the projects with their money, the largest budget first."""
        rows = self._rows(_PROJECTS)
        return [Project(*(*row[:8], _known(*row[8:]))) for row in rows]

    def evaluations(self) -> list[Evaluation]:
        """Return scores and grades, the highest first."""
        return [Evaluation(*row) for row in self._rows(_EVALUATIONS)]

    def attainments(self) -> list[Attainment]:
        """Return the counts of indicators by project or department."""
        return [Attainment(*row) for row in self._rows(_ATTAINMENTS)]

    def unmet(self) -> list[Unmet]:
        """Return quantitative indicators whose target was not met."""
        return [Unmet(*row) for row in self._rows(_UNMET)]

    def findings(self) -> list[Finding]:
        """Return the problems, in the order of the documents."""
        return [Finding(*row) for row in self._rows(_FINDINGS)]

    def leads(self, language: str) -> list[Lead]:
        """Return the leads in scope."""
        rows = self._rows(_LEADS_ZH if language == "zh" else _LEADS_EN)
        return [Lead(*(*row[:3], tuple(one for one in row[3:] if one))) for row in rows]

    def areas(self) -> list[AreaFigure]:
        """Return what governments state of the areas in scope, by region and scope.

        A report on one department says nothing of areas.
        """
        bound = _filters(self._scope) | {"year": self._scope.year}
        rows = self._connection.execute(_AREAS, bound).fetchall()
        return [AreaFigure(*row) for row in rows]

    def verified(self) -> list[Verified]:
        """Return what identities prove, by department, or unit that counts for itself."""
        bound = _filters(self._scope) | {"year": self._scope.year}
        rows = self._connection.execute(_VERIFIED, bound).fetchall()
        return [Verified(*row) for row in rows]

    def ledger(self) -> dict[str, dict[str, int]]:
        """Return the number of reconciliations by identity and status."""
        counts: dict[str, dict[str, int]] = {}
        for identity, status, number in self._rows(_LEDGER):
            counts.setdefault(identity, {})[status] = number
        return counts

    def imbalances(self) -> list[Imbalance]:
        """Return what is broken, an error or insufficient, the broken first."""
        return [Imbalance(*row) for row in self._rows(_IMBALANCES)]

    def receipts(self, receipt_ids: list[str]) -> dict[str, Receipt]:
        """Return the receipts of these ids."""
        bound = {"receipts": receipt_ids}
        rows = self._connection.execute(_RECEIPTS, bound).fetchall()
        return {row[0]: Receipt(*row) for row in rows}

    def _rows(self, query: str, **more: object) -> list[tuple[Any, ...]]:
        bound = self._scope.parameters | more
        return self._connection.execute(query, bound).fetchall()

    def _sums(self, query: str, labels: int, **more: object) -> list[Sum]:
        return [
            Sum(
                labels=row[:labels],
                yuan=row[labels],
                rows=row[labels + 1],
                documents=row[labels + 2],
                receipts=tuple(row[labels + 3] or ()),
            )
            for row in self._rows(query, **more)
        ]


def _known(main: str, *named: str | None) -> dict[str, str]:
    """Return a fact's receipts by measure; `main` for those that have none of theirs."""
    measures = ("approved", "adjusted", "executed", "execution_rate")
    found = dict(zip(measures, named, strict=False))
    return {"main": main} | {key: value or main for key, value in found.items()}


def has_table(connection: duckdb.DuckDBPyConnection, schema: str, name: str) -> bool:
    """Tell whether the warehouse holds a table or view of this name."""
    row = connection.execute(
        "select count(*) from information_schema.tables"
        " where table_schema = $schema and table_name = $name",
        {"schema": schema, "name": name},
    ).fetchone()
    return bool(row and row[0])


def build_of(connection: duckdb.DuckDBPyConnection, database: Path) -> Build:
    """Return the build as `quality.builds` keeps it, else as the file is named."""
    if has_table(connection, "quality", "builds"):
        row = connection.execute(
            "select build_id, strftime(started_at, '%Y-%m-%d'), version"
            " from quality.builds order by started_at desc limit 1"
        ).fetchone()
        if row:
            return Build(*row)
    name = database.resolve().stem.removeprefix("warehouse-")
    return Build(name, None, None)


def region_names(
    connection: duckdb.DuckDBPyConnection, code: str
) -> tuple[str, tuple[str, ...]] | None:
    """Return a region's name and the codes of it and of all below it, or None."""
    rows = connection.execute(_REGIONS, {"code": code}).fetchall()
    if not rows:
        return None
    names: dict[str, str] = dict(rows)
    return names[code], tuple(sorted(names))


def departments_named(
    connection: duckdb.DuckDBPyConnection, name: str
) -> list[tuple[str, str]]:
    """Return (key, name) of the departments so named, else of those that contain it."""
    return [
        (str(key), str(found))
        for key, found in connection.execute(_DEPARTMENTS, {"name": name}).fetchall()
    ]


def years(connection: duckdb.DuckDBPyConnection, scope: Scope) -> list[int]:
    """Return the years of which the warehouse holds facts in this scope."""
    return [row[0] for row in connection.execute(_YEARS, _filters(scope)).fetchall()]


def documents(connection: duckdb.DuckDBPyConnection, scope: Scope) -> list[Document]:
    """Return the current documents with facts of the scope's year, or made for it."""
    bound = _filters(scope) | {"year": scope.year}
    return [Document(*row) for row in connection.execute(_DOCUMENTS, bound).fetchall()]


def unreadable(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many documents of the warehouse could not be read."""
    row = connection.execute(
        "select count(distinct document_id) from raw.outcomes"
        " where block_no = 0 and status in ('failed', 'unrecognised')"
    ).fetchone()
    return int(row[0]) if row else 0


def _filters(scope: Scope) -> dict[str, object]:
    bound = scope.parameters
    return {
        "is_synthetic": scope.is_synthetic,
        "department": bound["department"],
        "regions": bound["regions"],
    }


def _in_scope(query: str) -> str:
    return query.replace("[amount]", _AMOUNT).replace("[scoped]", _SCOPED)


_OF_FACT = "select document_id, department_key, region_code, fiscal_year, {} from marts.{}"
_MONEY = ("fct_revenue", "fct_spending", "fct_budgets", "fct_spending_economic",
          "fct_three_public")  # fmt: skip
_PERFORMANCE = ("fct_project_funding_all", "fct_indicators", "fct_evaluations", "fct_findings")
_OF_AREA = """
    select document_id, null as department_key, region_code, fiscal_year,
        true as is_money from marts.region_account_figures
"""
_FACTS = " union all ".join(
    [_OF_FACT.format("true as is_money", table) for table in _MONEY]
    + [_OF_FACT.format("false", table) for table in _PERFORMANCE]
    + [_OF_AREA]
)
"""Rows that count, with their documents; `is_money` says which are of money."""
_YEARS = """
    with facts as ([facts])
    select distinct facts.fiscal_year
    from facts
    inner join marts.dim_documents as documents using (document_id)
    where facts.fiscal_year is not null
        and documents.is_current and documents.is_synthetic = $is_synthetic
        and ($department is null or facts.department_key = $department)
        and ($regions is null
            or list_contains(cast($regions as varchar[]), facts.region_code))
    order by 1
""".replace("[facts]", _FACTS)
_DOCUMENTS = """
    with facts as ([facts]),
    stated as (
        select document_id, bool_or(facts.is_money) as states_money from facts
        where facts.fiscal_year = $year
            and ($department is null or facts.department_key = $department)
            and ($regions is null
                or list_contains(cast($regions as varchar[]), facts.region_code))
        group by document_id
    ),
    figures as (
        select document_id, count(*) as figures,
            count(*) filter (where reading = 'unreconciled') as unreconciled
        from marts.receipts group by document_id
    ),
    blocks as (
        select document_id,
            count(*) filter (where block_no > 0
                and status in ('parsed', 'partial', 'set_aside')) as tables,
            count(*) filter (where block_no > 0 and status = 'empty_declared') as empty,
            count(*) filter (where block_no > 0
                and status in ('failed', 'unrecognised')) as unread,
            count(*) filter (where block_no > 0 and status = 'partial') as partial
        from raw.outcomes where row_no is null group by document_id
    )
    select documents.document_id, coalesce(documents.title, documents.file_name),
        documents.file_name, documents.document_kind, documents.fiscal_year,
        departments.department_name, regions.region_name, documents.caliber,
        coalesce(figures.figures, 0), coalesce(figures.unreconciled, 0),
        coalesce(blocks.tables, 0), coalesce(blocks.empty, 0),
        coalesce(blocks.unread, 0), coalesce(blocks.partial, 0),
        coalesce(stated.states_money, false)
    from marts.dim_documents as documents
    left join stated on documents.document_id = stated.document_id
    left join figures on documents.document_id = figures.document_id
    left join blocks on documents.document_id = blocks.document_id
    left join marts.dim_departments as departments
        on documents.department_key = departments.department_key
    left join marts.dim_regions as regions
        on documents.region_code = regions.region_code
    where documents.is_current and documents.is_synthetic = $is_synthetic
        and (stated.document_id is not null or (
            documents.fiscal_year = $year
            and ($department is null or documents.department_key = $department)
            and ($regions is null
                or list_contains(cast($regions as varchar[]), documents.region_code))
        ))
    order by departments.department_name, documents.file_name, documents.document_id
""".replace("[facts]", _FACTS)
_REGIONS = """
    with recursive below(region_code, region_name) as (
        select region_code, region_name from marts.dim_regions
        where region_code = $code
        union
        select regions.region_code, regions.region_name
        from marts.dim_regions as regions
        inner join below on regions.parent_region_code = below.region_code
    )
    select region_code, region_name from below order by region_code
"""
_DEPARTMENTS = """
    with found as (
        select department_key, department_name, department_name = $name as is_exact
        from marts.dim_departments
        where contains(department_name, $name)
    )
    select department_key, department_name from found
    where is_exact or not exists (select 1 from found where is_exact)
    order by department_name, department_key
"""
_TOTAL_REVENUE = _in_scope("""
    select [amount] from marts.fct_revenue as facts
    where facts.phase = 'executed' and [scoped]
""")
_TOTAL_SPENDING = _in_scope("""
    select [amount] from marts.fct_spending as facts where [scoped]
""")
_TOTAL_BUDGETS = _in_scope("""
    select [amount] from marts.fct_budgets as facts
    where facts.phase = $phase and [scoped]
""")
_TOTAL_ECONOMIC = _in_scope("""
    select [amount] from marts.fct_spending_economic as facts
    where facts.phase = $phase and [scoped]
""")
_INCOME_BY_SOURCE = _in_scope("""
    select facts.revenue_source, [amount] from marts.fct_revenue as facts
    where facts.phase = 'executed' and [scoped]
    group by facts.revenue_source
    order by sum(facts.amount_yuan) desc, facts.revenue_source
""")
_INCOME_BY_DEPARTMENT = _in_scope("""
    select facts.department_key, any_value(departments.department_name), [amount]
    from marts.fct_revenue as facts
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where facts.phase = 'executed' and [scoped]
    group by facts.department_key
    order by sum(facts.amount_yuan) desc, facts.department_key
""")
_SPENDING_BY_DEPARTMENT = _in_scope("""
    select facts.department_key, any_value(departments.department_name),
        facts.spending_nature, [amount]
    from marts.fct_spending as facts
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where [scoped]
    group by facts.department_key, facts.spending_nature
    order by facts.department_key, facts.spending_nature
""")
_SPENDING_BY_NATURE = _in_scope("""
    select facts.spending_nature, [amount] from marts.fct_spending as facts
    where [scoped]
    group by facts.spending_nature
    order by sum(facts.amount_yuan) desc, facts.spending_nature
""")
_SPENDING_BY_CLASS = _in_scope("""
    select substr(facts.function_code, 1, 3) as code,
        any_value(functions.class_name), [amount]
    from marts.fct_spending as facts
    left join marts.dim_functions as functions
        on facts.function_code = functions.function_code
    where [scoped]
    group by substr(facts.function_code, 1, 3)
    order by sum(facts.amount_yuan) desc, code
""")
_SPENDING_BY_ITEM = _in_scope("""
    select substr(facts.function_code, 1, 3) as class_code, facts.function_code,
        any_value(functions.function_name), [amount]
    from marts.fct_spending as facts
    left join marts.dim_functions as functions
        on facts.function_code = functions.function_code
    where [scoped]
    group by facts.function_code
    order by facts.function_code
""")
_ECONOMIC = _in_scope("""
    select substr(facts.economic_code, 1, 3) as class_code,
        any_value(economic.class_name), facts.economic_code,
        any_value(economic.economic_name), facts.spending_nature, [amount]
    from marts.fct_spending_economic as facts
    left join marts.dim_economic_classes as economic
        on facts.economic_code = economic.economic_code
    where facts.phase = 'executed' and [scoped]
    group by facts.economic_code, facts.spending_nature
    order by facts.economic_code, facts.spending_nature
""")
_BUDGETS_BY_DEPARTMENT = _in_scope("""
    select facts.department_key, any_value(departments.department_name),
        facts.spending_nature, [amount]
    from marts.fct_budgets as facts
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where facts.phase = 'approved' and [scoped]
    group by facts.department_key, facts.spending_nature
    order by facts.department_key, facts.spending_nature
""")
_GROWTH = """
    with this_year as (
        select facts.department_key, sum(facts.amount_yuan) as yuan, count(*) as lines
        from [table] as facts
        where [phase] and facts.department_key is not null and [scoped]
        group by facts.department_key
    ),
    earlier as (
        select facts.department_key, sum(facts.amount_yuan) as yuan, count(*) as lines
        from [table] as facts
        where [phase] and facts.department_key is not null
            and facts.document_id in (
                select unnest(cast($earlier_documents as varchar[]))
            )
            and facts.fiscal_year = $earlier_year
        group by facts.department_key
    )
    select count(*), sum(this_year.yuan), sum(earlier.yuan),
        cast(sum(this_year.lines + earlier.lines) as bigint)
    from this_year
    inner join earlier on this_year.department_key = earlier.department_key
"""
_GROWTH_REVENUE = _in_scope(
    _GROWTH.replace("[table]", "marts.fct_revenue").replace(
        "[phase]", "facts.phase = 'executed'"
    )
)
_GROWTH_SPENDING = _in_scope(
    _GROWTH.replace("[table]", "marts.fct_spending").replace("[phase]", "true")
)
_PROJECTS = _in_scope("""
    select facts.project_key, projects.project_name, departments.department_name,
        facts.approved_yuan, facts.adjusted_yuan, facts.executed_yuan,
        facts.execution_rate_published, facts.execution_rate, facts.receipt_id,
        facts.approved_receipt_id, facts.adjusted_receipt_id, facts.executed_receipt_id,
        facts.execution_rate_receipt_id
    from marts.fct_project_funding as facts
    left join marts.dim_projects as projects
        on facts.project_key = projects.project_key
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where [scoped]
    order by coalesce(facts.adjusted_yuan, facts.approved_yuan) desc nulls last,
        projects.project_name, facts.project_key
""")
_THREE_PUBLIC = _in_scope("""
    select departments.department_name, facts.item_code, facts.item_name,
        facts.fund_basis, facts.budget_yuan, facts.adjusted_yuan, facts.executed_yuan,
        facts.quantity, facts.quantity_unit, facts.receipt_id,
        facts.budget_receipt_id, facts.adjusted_receipt_id, facts.executed_receipt_id
    from marts.fct_three_public as facts
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where [scoped]
    order by departments.department_name, facts.fund_basis, facts.quantity is not null,
        facts.item_code, facts.receipt_id
""")
_EVALUATIONS = _in_scope("""
    select projects.project_name, departments.department_name, facts.total_score,
        facts.grade_published, facts.grade_derived, facts.score_recomputed,
        facts.receipt_id
    from marts.fct_evaluations as facts
    left join marts.dim_projects as projects
        on facts.project_key = projects.project_key
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where [scoped]
    qualify facts.project_key is null or row_number() over (
        partition by facts.project_key
        order by facts.total_score is null, facts.document_id, facts.receipt_id
    ) = 1
    order by facts.total_score desc nulls last, projects.project_name, facts.receipt_id
""")
_KIND = """
    coalesce(facts.indicator_kind,
        case when facts.target_value is null then 'qualitative' else 'quantitative' end)
"""
_ATTAINMENTS = _in_scope(
    """
    select any_value(projects.project_name), any_value(departments.department_name),
        count(*),
        count(*) filter (where [kind] = 'quantitative'),
        count(*) filter (where [kind] = 'quantitative' and facts.is_met is not null),
        count(*) filter (where [kind] = 'quantitative' and facts.is_met),
        count(*) filter (where [kind] = 'qualitative'),
        count(*) filter (where [kind] = 'qualitative' and facts.is_met)
    from marts.fct_indicators as facts
    left join marts.dim_projects as projects
        on facts.project_key = projects.project_key
    left join marts.dim_departments as departments
        on facts.department_key = departments.department_key
    where [scoped] and facts.is_chosen
    group by facts.project_key, facts.department_key
    order by facts.department_key, facts.project_key is not null,
        any_value(projects.project_name), facts.project_key
""".replace("[kind]", _KIND)
)
_UNMET = _in_scope(
    """
    select projects.project_name, facts.indicator_name, facts.operator,
        facts.target_value, facts.target_unit, facts.actual_value,
        facts.attainment_ratio, facts.deviation_reason, facts.receipt_id,
        coalesce(facts.actual_receipt_id, facts.receipt_id)
    from marts.fct_indicators as facts
    left join marts.dim_projects as projects
        on facts.project_key = projects.project_key
    where [kind] = 'quantitative' and not facts.is_met and [scoped] and facts.is_chosen
    order by projects.project_name, facts.attainment_ratio, facts.receipt_id
""".replace("[kind]", _KIND)
)
_FINDINGS = _in_scope("""
    select facts.finding_category, coalesce(names.name_zh, facts.finding_category),
        coalesce(names.name_en, facts.finding_category), projects.project_name,
        facts.finding_text, facts.receipt_id
    from marts.fct_findings as facts
    left join marts.dim_projects as projects
        on facts.project_key = projects.project_key
    left join reference.finding_categories as names
        on facts.finding_category = names.category
    where [scoped]
    qualify facts.project_key is null or row_number() over (
        partition by facts.project_key, facts.finding_text
        order by facts.document_id, facts.receipt_id
    ) = 1
    order by names.priority, projects.project_name, facts.finding_no, facts.receipt_id
""")
_LEADS = """
    select facts.lead_kind, facts.subject, facts.sentence_[language],
        facts.receipt_id, facts.other_receipt_id
    from marts.fct_leads as facts
    where [scoped]
    order by facts.lead_kind, facts.subject, facts.receipt_id
"""
_LEADS_ZH = _in_scope(_LEADS.replace("[language]", "zh"))
_LEADS_EN = _in_scope(_LEADS.replace("[language]", "en"))
_LEDGER = _in_scope("""
    select facts.identity_id, facts.status, count(*)
    from marts.fct_reconciliations as facts
    where facts.status <> 'not_applicable' and [scoped]
    group by facts.identity_id, facts.status
    order by facts.identity_id, facts.status
""")
_IMBALANCES = _in_scope("""
    select facts.identity_id, facts.subject, facts.status,
        coalesce(facts.left_yuan, facts.left_value),
        coalesce(facts.right_yuan, facts.right_value),
        coalesce(facts.difference_yuan, facts.left_value - facts.right_value),
        facts.tolerance_yuan, facts.unit_text, facts.receipt_id,
        coalesce(facts.left_receipt_id = facts.receipt_id, false)
    from marts.fct_reconciliations as facts
    where facts.status in ('broken', 'error', 'insufficient') and [scoped]
    order by facts.status, facts.identity_id, facts.receipt_id, facts.subject
""")
_AREAS = """
    select regions.region_name, figures.scope, figures.item, figures.phase,
        coalesce(figures.amount_yuan, 0), coalesce(figures.rate, 0), figures.receipt_id
    from marts.region_account_figures as figures
    inner join marts.dim_regions as regions on figures.region_code = regions.region_code
    where figures.fiscal_year = $year and figures.is_synthetic = $is_synthetic
        and $department is null
        and ($regions is null
            or list_contains(cast($regions as varchar[]), figures.region_code))
    order by figures.region_code,
        list_position(['whole_region', 'city_level', 'own_level'], figures.scope),
        figures.item, figures.phase
"""
_VERIFIED = """
    select department_name, verified_basis, verifiable_yuan, verified_yuan
    from marts.department_years
    where fiscal_year = $year and is_synthetic = $is_synthetic
        and ($department is null or department_key = $department)
        and ($regions is null
            or list_contains(cast($regions as varchar[]), region_code))
        and verifiable_yuan is not null
    order by verifiable_yuan desc, department_name
"""
_RECEIPTS = """
    select receipts.receipt_id, receipts.document_id,
        coalesce(documents.title, documents.file_name, ''), receipts.locator,
        concat_ws(' / ', receipts.row_label, receipts.column_label),
        coalesce(receipts.printed_text, ''), receipts.unit_text, receipts.reading,
        receipts.source = 'scan'
    from marts.receipts as receipts
    left join marts.dim_documents as documents
        on receipts.document_id = documents.document_id
    where receipts.receipt_id in (select unnest(cast($receipts as varchar[])))
    order by receipts.receipt_id
"""
