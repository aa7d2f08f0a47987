"""Suites of what governments state of whole areas: no department's money is in them."""

from __future__ import annotations

from collections.abc import Iterable

from expectations.rules import (
    Expectation,
    Suite,
    between,
    closed,
    fact_suite,
    filled,
    joins,
    money,
    no_rows,
    shares,
    unique,
)
from expectations.vocabulary import (
    AREA_ACCOUNTS,
    AREA_CLASSIFICATIONS,
    AREA_ITEMS,
    AREA_MEASURES,
    AREA_PHASES,
    AREA_SCOPES,
    AREA_SIDES,
    DEBT_KINDS,
    DEBT_MEASURES,
    TRANSFER_DIRECTIONS,
    TRANSFER_KINDS,
)


def suites() -> Iterable[Suite]:
    """Return the suites of the facts about whole areas."""
    yield Suite("marts.region_accounts", tuple(_accounts()))
    yield Suite("marts.region_account_figures", tuple(_account_figures()))
    yield fact_suite(
        "fct_region_lines",
        _of_area(),
        filled("amount_yuan", "line_name", "is_total"),
        money("amount_yuan"),
        [_conserved(), _of_governments()],
    )
    yield fact_suite(
        "fct_region_debt",
        filled("document_id", "receipt_id", "region_code", "fiscal_year", "amount_yuan"),
        closed("scope", AREA_SCOPES),
        closed("phase", AREA_PHASES),
        closed("debt_kind", DEBT_KINDS),
        closed("debt_measure", DEBT_MEASURES),
        money("amount_yuan"),
        [
            between("fiscal_year", 1990, 2100, remedy="year"),
            joins("receipt_id", "marts.receipts"),
            joins("region_code", "marts.dim_regions"),
            _of_governments(),
        ],
    )
    yield fact_suite(
        "fct_region_transfers",
        filled("document_id", "receipt_id", "region_code", "fiscal_year", "amount_yuan"),
        closed("scope", AREA_SCOPES),
        closed("account", AREA_ACCOUNTS),
        closed("phase", AREA_PHASES),
        closed("direction", TRANSFER_DIRECTIONS),
        closed("transfer_kind", TRANSFER_KINDS),
        money("amount_yuan"),
        [
            between("fiscal_year", 1990, 2100, remedy="year"),
            joins("receipt_id", "marts.receipts"),
            joins("region_code", "marts.dim_regions"),
            _of_governments(),
        ],
    )
    yield fact_suite(
        "fct_region_rates",
        _of_area(),
        filled("value", "line_name"),
        closed("measure", AREA_MEASURES),
        closed("base_phase", AREA_PHASES),
        [_of_governments()],
    )


def _accounts() -> list[Expectation]:
    return [
        *filled("region_account_key", "region_code", "scope", "fiscal_year", "is_synthetic"),
        *unique("region_account_key"),
        *closed("scope", ("whole_region", "own_level", "city_level")),
        between("fiscal_year", 1990, 2100, remedy="year"),
        joins("region_code", "marts.dim_regions"),
        *shares("verified_share"),
    ]


def _account_figures() -> list[Expectation]:
    return [
        *filled("region_account_key", "region_code", "fiscal_year", "item", "phase"),
        *closed("scope", ("whole_region", "own_level", "city_level")),
        *closed("phase", AREA_PHASES),
        *closed("item", AREA_ITEMS),
        *money("amount_yuan"),
        between("fiscal_year", 1990, 2100, remedy="year"),
        joins("receipt_id", "marts.receipts"),
        joins("region_code", "marts.dim_regions"),
    ]


def _of_area() -> list[Expectation]:
    return [
        *filled("document_id", "receipt_id", "region_code", "fiscal_year", "scope", "account"),
        *closed("scope", AREA_SCOPES),
        *closed("account", AREA_ACCOUNTS),
        *closed("phase", AREA_PHASES),
        *closed("side", AREA_SIDES),
        *closed("classification", AREA_CLASSIFICATIONS),
        between("fiscal_year", 1990, 2100, remedy="year"),
        joins("receipt_id", "marts.receipts"),
        joins("region_code", "marts.dim_regions"),
    ]


def _of_governments() -> Expectation:
    return no_rows(
        "document_is_a_governments",
        "what is said of a whole area comes from current documents of governments",
        "select own.* from {batch} as own left join marts.dim_documents as d"
        " on own.document_id = d.document_id"
        " where d.is_current is distinct from true or d.document_kind <> 'government'",
    )


def _conserved() -> Expectation:
    """Expect every figure that was read once among lines, rates and what is set aside.

    An amount keeps its value in yuan.
    """
    return no_rows(
        "every_figure_is_once_somewhere",
        "a figure of a whole area is a line, a rate or set aside, with the amount printed",
        "with printed as (select raw.document_id, substr(raw.document_id, 1, 16) || '-' ||"
        " raw.block_no || '-' || raw.row_no || '-' || raw.column_no as receipt_id,"
        " case when raw.measure = 'amount' then raw.number * case raw.unit_text"
        " when '元' then 1 when '千元' then 1000 when '万元' then 10000"
        " when '百万元' then 1000000 when '亿元' then 100000000 end end as yuan"
        " from raw.region_figures as raw inner join marts.dim_documents as d"
        " on raw.document_id = d.document_id and d.is_current),"
        " held as (select receipt_id, amount_yuan from {batch}"
        " union all select receipt_id, amount_yuan from marts.fct_region_debt"
        " union all select receipt_id, null from marts.fct_region_rates"
        " union all select receipt_id, amount_yuan from marts.figures_set_aside"
        " where set_aside_id = receipt_id)"
        " select printed.document_id, printed.receipt_id from printed left join held"
        " on printed.receipt_id = held.receipt_id"
        " group by printed.document_id, printed.receipt_id, printed.yuan"
        " having count(held.receipt_id) <> 1"
        " or abs(coalesce(max(held.amount_yuan), 0) - coalesce(printed.yuan, 0)) >= 0.01",
    )
