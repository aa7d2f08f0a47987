"""One area opened: its accounts against their budgets, classes, debt, places, departments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import area_charts, charts, formats, page, queries, tables
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views import region_classes
from dashboards.views.region_measures import AREA_MEASURES

HEADLINES = (
    *("general_revenue_yuan", "general_revenue_growth", "general_spending_yuan"),
    *("general_spending_growth", "tax_share", "debt_balance_yuan", "debt_share_of_limit"),
)
BARS_SHOWN = 20


def open_region(code: str) -> None:
    """Open an area below: kept in the address, so that a link shows the same."""
    st.query_params["region"] = code
    st.session_state["region_chosen"] = code
    st.query_params.pop("line", None)


def receipts(context: Context, row: Mapping[str, Any], measure: str) -> None:
    """Show the printed figures behind a measure of a row of region_accounts."""
    of = AREA_MEASURES[measure]
    figures = queries.account_figures(context.edition, row["region_account_key"], of.items)
    language = context.language
    value = of.exact(row[measure], language)
    word = term("area", measure, language)
    page.receipts(
        context,
        f"{row['region_name']} · {row['fiscal_year']} · {word} · {value}",
        [
            (
                " · ".join(
                    (
                        term("area_item", figure["item"], language),
                        term("phase", figure["phase"], language),
                        formats.growth(figure["rate"], language)
                        if figure["item"].endswith("growth")
                        else formats.rate(figure["rate"], language)
                        if figure["amount_yuan"] is None
                        else formats.yuan(figure["amount_yuan"], language),
                        figure["file_name"],
                    )
                ),
                figure["receipt_id"],
            )
            for figure in figures.iter_rows(named=True)
        ],
    )


def show(context: Context, every: pl.DataFrame, rows: pl.DataFrame) -> None:
    """Draw the area that was opened; at first the one that stands first above.

    `every`: all rows of region_accounts; `rows`: those that stand side by side, in order.
    """
    row = _chosen(context, every, rows)
    if row is None:
        return
    asked = [
        (
            term("area", name, context.language),
            AREA_MEASURES[name].short(row[name], context.language),
            AREA_MEASURES[name].exact(row[name], context.language),
        )
        for name in HEADLINES
        if row[name] is not None
    ]
    page.metrics(asked)
    _accounts(context, row)
    region_classes.show(context, row)
    _debt(context, row)
    _places(context, row)
    _departments(context, row)


def _chosen(context: Context, every: pl.DataFrame, rows: pl.DataFrame) -> dict[str, Any] | None:
    """Ask which area to open, and return its row: of the year and scope chosen, if it has one.

    A row of another year or scope says so in the heading.
    """
    named = every.select("region_code", "region_name").unique(maintain_order=True)
    options = dict(named.sort("region_name").iter_rows())
    first = rows["region_code"][0] if rows.height else next(iter(options))
    st.divider()
    code = page.one_of(context, page.drop_down, "regions_of", options, "region", first)
    of_one = every.filter(pl.col("region_code") == code)
    same = of_one.join(rows, on="region_account_key", how="semi")
    if same.is_empty() and rows.height:
        year, scope = rows["fiscal_year"][0], rows["scope"][0]
        same = of_one.sort(
            pl.col("fiscal_year") == year,
            pl.col("scope") == scope,
            "fiscal_year",
            descending=True,
        )
    same = same if same.height else of_one.sort("fiscal_year", descending=True)
    row = same.row(0, named=True)
    words = {
        "name": row["region_name"],
        "year": row["fiscal_year"],
        "scope": term("area_scope", row["scope"], context.language),
    }
    page.heading(
        context.say("regions_one_title", **words), context.say("regions_one_subtitle", **words)
    )
    return row


# ------------------------------------------------------------------ accounts


def _accounts(context: Context, row: Mapping[str, Any]) -> None:
    """Show each account's budget behind what came of it."""
    language = context.language
    stages = [
        (kind, f"{account}_{side}", amount)
        for account in region_classes.ACCOUNTS
        for side in ("revenue", "spending")
        for kind, amount in (
            ("budget", _budget(row, f"{account}_{side}")),
            ("executed", row[f"{account}_{side}_yuan"]),
        )
        if amount is not None
    ]
    if not stages:
        return
    unit = formats.common_unit([amount for _, _, amount in stages], language)
    title = context.say("regions_accounts_title", year=row["fiscal_year"])
    page.heading(title, context.say("regions_accounts_subtitle", unit=context.say(unit.key)))
    words = {
        "budget": context.say("regions_budget"),
        "executed": context.say("regions_executed"),
    }
    drawn = [
        {
            "stage": term("area_item", item, language),
            "kind": kind,
            "value": amount / unit.yuan,
            "short": formats.magnitude(amount, language, unit),
            "exact": f"{words[kind]} {formats.yuan(amount, language)}",
        }
        for kind, item, amount in stages
    ]
    names = {"stage": context.say("account_of_area"), "exact": context.say("exact")}
    chart = area_charts.budget_bullets(_bullets(drawn), context.say(unit.key), names)
    page.still_chart(chart, "area_accounts", title)
    items = list(dict.fromkeys(item for _, item, _ in stages))
    figures = queries.account_figures(context.edition, row["region_account_key"], items)
    table = page.with_addresses(context, figures).with_columns(
        pl.Series("item", [term("area_item", name, language) for name in figures["item"]]),
        pl.Series("phase", [term("phase", name, language) for name in figures["phase"]]),
    )
    text = st.column_config.TextColumn
    columns: dict[str, Any] = {
        "item": text(context.say("account_of_area"), pinned=True),
        "phase": text(context.say("regions_phase"), width="small"),
        "amount_yuan": st.column_config.NumberColumn(
            context.say("amount"), format="accounting"
        ),
        "address": page.receipt_column(context),
        "line_name": text(context.say("regions_line"), width="medium"),
        "file_name": text(context.say("document"), width="medium"),
    }
    with st.expander(context.say("table")):
        tables.shown(context.say("no_data"), table, columns)


def _bullets(drawn: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(drawn, schema_overrides={"value": pl.Decimal(38, 8)})


def _budget(row: Mapping[str, Any], item: str) -> Decimal | None:
    """Return the budget that stood at the end: as adjusted, else as approved."""
    adjusted = row[f"{item}_adjusted_yuan"]
    found: Decimal | None = adjusted if adjusted is not None else row[f"{item}_approved_yuan"]
    return found


# ------------------------------------------------------------------ debt


def _debt(context: Context, row: Mapping[str, Any]) -> None:
    """Show what is owed of each kind against its limit."""
    language = context.language
    debt = queries.area_debt(context.edition, row["region_account_key"])
    if debt.is_empty():
        return
    title = context.say("regions_debt_title", year=row["fiscal_year"])
    unit = formats.common_unit(debt["amount_yuan"], language)
    page.heading(title, context.say("regions_debt_subtitle", unit=context.say(unit.key)))
    drawn = [
        {
            "stage": term("debt", one["debt_kind"], language),
            "kind": "executed" if one["debt_measure"] == "balance" else "budget",
            "value": one["amount_yuan"] / unit.yuan,
            "short": formats.magnitude(one["amount_yuan"], language, unit),
            "exact": f"{term('owed', one['debt_measure'], language)} "
            f"{formats.yuan(one['amount_yuan'], language)}",
        }
        for one in debt.iter_rows(named=True)
        if one["debt_measure"] in ("limit", "balance")
    ]
    if drawn:
        names = {"stage": context.say("regions_debt_kind"), "exact": context.say("exact")}
        chart = area_charts.budget_bullets(_bullets(drawn), context.say(unit.key), names)
        page.still_chart(chart, "area_debt", title)
    columns: dict[str, Any] = {
        "kind": st.column_config.TextColumn(context.say("regions_debt_kind"), pinned=True),
        "owed": st.column_config.TextColumn(context.say("measure")),
        "amount_yuan": st.column_config.NumberColumn(
            context.say("amount"), format="accounting"
        ),
        "address": page.receipt_column(context),
        "phase": st.column_config.TextColumn(context.say("regions_phase"), width="small"),
    }
    table = page.with_addresses(context, debt).with_columns(
        pl.Series("kind", [term("debt", kind, language) for kind in debt["debt_kind"]]),
        pl.Series("owed", [term("owed", name, language) for name in debt["debt_measure"]]),
        pl.Series("phase", [term("phase", name, language) for name in debt["phase"]]),
    )
    tables.shown(context.say("no_data"), table, columns)


# ------------------------------------------------------------------ places and departments


def _places(context: Context, row: Mapping[str, Any]) -> None:
    """Show what the government states of the places of its area, a subject at a time."""
    language = context.language
    places = queries.area_places(
        context.edition, row["region_code"], row["fiscal_year"], context.synthetic
    )
    if places.is_empty():
        return
    places = places.with_columns(
        subject=pl.concat_str("account", "side", "line_name", "phase", separator="|")
    )
    counted = places.group_by("subject", maintain_order=True).agg(
        pl.first("line_name", "account", "phase"), pl.len().alias("places")
    )
    options = {
        one["subject"]: " · ".join(
            (
                one["line_name"],
                term("area_account", one["account"], language),
                term("phase", one["phase"], language),
            )
        )
        for one in counted.filter(pl.col("places") > 1).iter_rows(named=True)
    }
    if not options:
        return
    title = context.say(
        "regions_places_title",
        name=formats.plain(row["region_name"]),
        year=row["fiscal_year"],
    )
    page.heading(title, "")
    subject = page.one_of(context, page.drop_down, "regions_subject", options, "subject")
    found = places.filter(pl.col("subject") == subject).unique("place", maintain_order=True)
    unit = formats.common_unit(found["amount_yuan"], language)
    st.caption(
        context.say("regions_places_subtitle", unit=context.say(unit.key), count=found.height)
    )
    amounts = found["amount_yuan"]
    drawn = charts.in_unit(
        found.select(key="receipt_id", name="place", value="amount_yuan"), "value", unit.yuan
    ).with_columns(
        pl.Series("short", [formats.magnitude(one, language, unit) for one in amounts]),
        pl.Series("exact", [formats.yuan(one, language) for one in amounts]),
    )
    names = {"name": context.say("regions_place"), "exact": context.say("exact")}
    shown = drawn.sort("value", descending=True).head(BARS_SHOWN)
    chart = charts.ranked_bars(shown, context.say(unit.key), names)
    picked = page.chart(chart, "area_places", title)
    for one in shown.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        label = f"{one['name']} · {one['exact']}"
        page.receipts(context, label, [(label, one["key"])])


def _departments(context: Context, row: Mapping[str, Any]) -> None:
    """Show the departments of the area that published, against what the level spends."""
    language = context.language
    years = queries.department_years(context.edition, context.synthetic)
    own = years.filter(
        (pl.col("region_code") == row["region_code"])
        & (pl.col("fiscal_year") == row["fiscal_year"])
    )
    title = context.say(
        "regions_departments_title",
        name=formats.plain(row["region_name"]),
        year=row["fiscal_year"],
    )
    total = sum(own["total_spending_yuan"].drop_nulls(), Decimal(0))
    if own.is_empty():
        page.heading(title, context.say("regions_departments_none"))
        return
    page.heading(
        title,
        context.say(
            "regions_departments_subtitle",
            count=own.height,
            total=formats.yuan(total, language),
            share=formats.rate(row["department_coverage_share"], language),
        ),
    )
    columns: dict[str, Any] = {
        "label": st.column_config.TextColumn(
            context.say("department"), width=tables.NAMES, pinned=True
        ),
        "total_spending_yuan": st.column_config.NumberColumn(
            f"{term('measure', 'total_spending_yuan', language)} ({context.say('unit_yuan')})",
            format="accounting",
        ),
    }
    tables.shown(
        context.say("no_data"),
        own.sort("total_spending_yuan", descending=True, nulls_last=True),
        columns,
    )
    page.page_link(
        "views/structure.py",
        context.say("regions_to_departments"),
        region=row["region_name"],
        year=str(row["fiscal_year"]),
    )
