"""What governments state of whole areas: accounts, the lines of these, debt, transfers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from dashboards.queries.edition import Edition, fetch


def region_accounts(of: Edition, synthetic: bool) -> pl.DataFrame:
    """Return one row per region, scope and year: all columns of the wide table."""
    return fetch(of, _REGION_ACCOUNTS, synthetic=synthetic)


_REGION_ACCOUNTS = """
    select *
    from marts.region_accounts
    where is_synthetic = $synthetic
    order by region_name, scope, fiscal_year
"""


def account_figures(of: Edition, key: str, items: Sequence[str]) -> pl.DataFrame:
    """Return the printed figures behind a row of region_accounts, the latest stage first.

    `key` is of region_accounts; `items` say which figures. Columns: item, phase, line_name,
    amount_yuan, rate (null of an amount), file_name, receipt_id.
    """
    return fetch(of, _ACCOUNT_FIGURES, key=key, items=list(items))


_ACCOUNT_FIGURES = """
    select
        figures.item,
        figures.phase,
        figures.line_name,
        figures.amount_yuan,
        figures.rate,
        documents.file_name,
        figures.receipt_id
    from marts.region_account_figures as figures
    left join marts.dim_documents as documents using (document_id)
    where
        figures.region_account_key = $key
        and list_contains($items::varchar[], figures.item)
    order by
        list_position($items::varchar[], figures.item),
        list_position(['final', 'executed', 'adjusted', 'approved'], figures.phase)
"""


def account_evidence(of: Edition, keys: Sequence[str]) -> tuple[int, Decimal | None]:
    """Return how many documents stand behind rows of region_accounts, and their verified share.

    The share is of the amounts' count: areas overlap, so their money has no sum.
    """
    row = fetch(of, _ACCOUNT_EVIDENCE, keys=list(keys)).row(0)
    return int(row[0]), row[1]


_ACCOUNT_EVIDENCE = """
    select
        count(distinct document_id) as documents,
        avg(is_proven::integer) filter (where amount_yuan is not null)::decimal(18, 6)
            as verified_share
    from marts.region_account_figures
    where list_contains($keys::varchar[], region_account_key)
"""

# The lines of the one statement that counts, of the last stage that has one.
_STATEMENT = """
    with statement as (
        select lines.*
        from marts.fct_region_lines as lines
        inner join marts.region_accounts as accounts using (region_code, scope, fiscal_year,
            is_synthetic)
        where
            accounts.region_account_key = $key
            and lines.account = $account
            and lines.side = $side
            and lines.classification in ('revenue_item', 'function')
            and lines.is_chosen
            and lines.part is null
            and lines.column_item is null
        qualify dense_rank() over (
            order by list_position(['final', 'executed', 'adjusted', 'approved'],
                lines.phase)
        ) = 1
    )
"""


def statement_parts(
    of: Edition, key: str, account: str, side: str, parent: int | None
) -> pl.DataFrame:
    """Return the lines right below a line of an account, or its top lines, largest first.

    `key` is of region_accounts, `parent` the number of a line. Columns: line_no, line_code,
    name, amount_yuan, phase, is_proven, part_count (lines below it), receipt_id.
    """
    return fetch(of, _STATEMENT_PARTS, key=key, account=account, side=side, parent=parent)


_STATEMENT_PARTS = (
    _STATEMENT
    + """
    select
        lines.line_no,
        lines.line_code,
        lines.line_name as name,
        lines.amount_yuan,
        lines.phase,
        lines.is_proven,
        count(parts.line_no) as part_count,
        lines.receipt_id
    from statement as lines
    left join statement as parts
        on lines.line_no = parts.parent_line_no and lines.block_no = parts.block_no
    where
        lines.total_kind is null
        and lines.amount_yuan <> 0
        and case
            when $parent::integer is null
                then coalesce(lines.level, 1) = 1 and lines.parent_line_no is null
                    and not lines.is_of_which
            else lines.parent_line_no = $parent
        end
    group by all
    order by lines.amount_yuan desc, lines.line_no
"""
)


def statement_trail(
    of: Edition, key: str, account: str, side: str, line: int
) -> list[tuple[int, str]]:
    """Return the lines from the top of an account down to a line: number and name."""
    lines = fetch(of, _STATEMENT_LINES, key=key, account=account, side=side)
    known = {number: (name, above) for number, name, above in lines.iter_rows()}
    trail: list[tuple[int, str]] = []
    at: int | None = line
    while at is not None and at in known and len(trail) < len(known):
        name, above = known[at]
        trail.insert(0, (at, name))
        at = above
    return trail


_STATEMENT_LINES = (
    _STATEMENT
    + """
    select
        line_no,
        line_name,
        parent_line_no
    from statement
"""
)


def area_debt(of: Edition, key: str) -> pl.DataFrame:
    """Return limits and balances of debt by kind, of the last stage that tells them.

    Columns: debt_kind, debt_measure, phase, amount_yuan, label_text, receipt_id.
    """
    return fetch(of, _AREA_DEBT, key=key)


_AREA_DEBT = """
    select
        debt.debt_kind,
        debt.debt_measure,
        debt.phase,
        debt.amount_yuan,
        debt.label_text,
        debt.receipt_id
    from marts.fct_region_debt as debt
    inner join marts.region_accounts as accounts using (region_code, scope, fiscal_year,
        is_synthetic)
    where
        accounts.region_account_key = $key
        and debt.is_chosen
        and debt.counterpart_name is null
    qualify row_number() over (
        partition by debt.debt_kind, debt.debt_measure
        order by
            list_position(['final', 'executed', 'adjusted', 'approved'], debt.phase),
            debt.document_id, debt.line_no, debt.receipt_id
    ) = 1
    order by list_position(['total', 'general', 'special', 'external'], debt.debt_kind),
        debt.debt_measure
"""


def area_places(of: Edition, region: str, year: int, synthetic: bool) -> pl.DataFrame:
    """Return what a government states of the places of its area, the last stage first.

    Columns: place, account, classification, side, line_name, phase, amount_yuan, receipt_id.
    """
    return fetch(of, _AREA_PLACES, region=region, year=year, synthetic=synthetic)


_AREA_PLACES = """
    select
        counterpart_name as place,
        account,
        classification,
        side,
        coalesce(column_item, line_name) as line_name,
        phase,
        amount_yuan,
        receipt_id
    from marts.fct_region_lines
    where
        region_code = $region
        and fiscal_year = $year
        and is_synthetic = $synthetic
        and is_chosen
        and counterpart_name is not null
    order by
        list_position(['final', 'executed', 'adjusted', 'approved'], phase),
        account, classification, side, line_name, amount_yuan desc, receipt_id
"""
