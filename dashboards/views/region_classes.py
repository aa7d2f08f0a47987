"""What the accounts of an area are made of: classes, and the items below them, as a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables, tree_charts
from dashboards.page import Context
from dashboards.texts import term

ACCOUNTS = {
    "general": "general_public_budget",
    "fund": "government_fund",
    "capital": "state_capital",
    "insurance": "social_insurance",
}
SIDES = {"expenditure": "spending", "revenue": "revenue"}


def show(context: Context, row: Mapping[str, Any]) -> None:
    """Show what an account's revenue or spending is made of, down to its items."""
    language = context.language
    key = row["region_account_key"]
    with st.container(horizontal=True):
        sides = {name: context.say(f"area_side_{name}") for name in SIDES}
        side = page.one_of(context, page.segments, "regions_side", sides, "side")
        accounts = {code: term("area_account", code, language) for code in ACCOUNTS.values()}
        account = page.one_of(context, page.drop_down, "account_of_area", accounts, "account")
    line = _line_asked()
    trail = (
        queries.statement_trail(context.edition, key, account, side, line)
        if line is not None
        else []
    )
    parent = trail[-1][0] if trail else None
    parts = queries.statement_parts(context.edition, key, account, side, parent)
    whole = sides[side] if not trail else " › ".join(name for _, name in trail)
    title = context.say(
        "regions_classes_title",
        name=formats.plain(row["region_name"]),
        year=row["fiscal_year"],
        node=formats.plain(whole),
    )
    if parts.is_empty():
        page.heading(title, "")
        _way_up(context, trail)
        st.info(context.say("regions_classes_none"))
        return
    total = sum(parts["amount_yuan"], Decimal(0))
    page.heading(
        title,
        context.say(
            "regions_classes_subtitle",
            account=accounts[account],
            scope=term("area_scope", row["scope"], language),
            phase=term("phase", parts["phase"][0], language),
            total=formats.yuan(total, language),
            count=parts.height,
        ),
    )
    _way_up(context, trail)
    colours = _colours(context, parts, of_classes=side == "expenditure" and not trail)
    _parts(context, parts, total, title, colours)


def _way_up(context: Context, trail: Sequence[tuple[int, str]]) -> None:
    if trail:
        above = trail[-2][0] if len(trail) > 1 else None
        st.button(context.say("tree_up"), on_click=_go, args=(above,), key="area_up")


def _line_asked() -> int | None:
    asked = st.query_params.get("line", "")
    return int(asked) if asked.isdecimal() else None


def _go(line: int | None) -> None:
    if line is None:
        st.query_params.pop("line", None)
    else:
        st.query_params["line"] = str(line)


def _colours(context: Context, parts: pl.DataFrame, *, of_classes: bool) -> dict[str, str]:
    """Return the colour of each part: of its function class, as on every page, or its rank."""
    names = parts["name"].to_list()
    first = queries.function_classes(context.edition) if of_classes else []
    known = charts.coloured(list(dict.fromkeys([*first, *names])))
    return {
        str(line): known[name] for line, name in parts.select("line_no", "name").iter_rows()
    }


def _parts(
    context: Context,
    parts: pl.DataFrame,
    total: Decimal,
    title: str,
    colours: Mapping[str, str],
) -> None:
    language = context.language
    amounts = parts["amount_yuan"]
    unit = formats.common_unit(amounts, language)
    shares = [amount / total if total else None for amount in amounts]
    frame = parts.with_columns(
        pl.col("line_no").cast(pl.String).alias("key"),
        pl.Series("short", [formats.magnitude(amount, language, unit) for amount in amounts]),
        pl.Series(
            "exact",
            [
                f"{formats.yuan(amount, language)} ({formats.rate(share, language)})"
                for amount, share in zip(amounts, shares, strict=True)
            ],
        ),
        pl.Series("share", [None if one is None else float(one * 100) for one in shares]),
    )
    names = {"name": context.say("name"), "exact": context.say("exact")}
    positive = frame.filter(pl.col("amount_yuan") > 0)
    if positive.height < frame.height:
        st.caption(context.say("tree_negative", count=frame.height - positive.height))
    picked: Sequence[str] = []
    if positive.height:
        drawn = positive.rename({"amount_yuan": "value"})
        picked = page.chart(tree_charts.treemap(drawn, colours, names), "area_classes", title)
    columns: dict[str, Any] = {
        "name": st.column_config.TextColumn(
            context.say("name"), width=tables.NAMES, pinned=True
        ),
        "amount_yuan": st.column_config.NumberColumn(
            context.say("amount"), format="accounting"
        ),
        "share": st.column_config.NumberColumn(f"{context.say('share')} (%)", format="%.2f"),
        "address": page.receipt_column(context),
        "line_code": st.column_config.TextColumn(context.say("column_code"), width="small"),
    }
    row = page.selectable(context, page.with_addresses(context, frame), columns, "area_lines")
    if row is not None:
        picked = [frame["key"][row]]
    for part in frame.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        if part["part_count"]:
            st.button(
                context.say("tree_open", name=formats.plain(part["name"])),
                on_click=_go,
                args=(part["line_no"],),
                type="primary",
                key=f"area_go_{part['key']}",
            )
        label = f"{part['name']} · {part['exact']}"
        page.receipts(context, label, [(label, part["receipt_id"])])
    named = {name: str(one["label"]) for name, one in columns.items() if name != "address"}
    page.download(context, frame.select(*named).rename(named), "area-lines")
