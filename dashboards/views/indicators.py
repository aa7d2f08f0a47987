"""指标: indicators across departments, one by one and in families of like ones."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views import indicator_blocks

KINDS = ("quantitative", "qualitative")
MEMBERS_SHOWN = 30


def show(context: Context) -> None:
    """Draw the page: all indicators, or families of like ones."""
    st.title(context.say("indicators_page_title"), anchor=False)
    views = {name: context.say(f"view_{name}") for name in ("list", "families")}
    view = page.one_of(context, page.segments, "view", views, "view")
    wanted = _wanted(context)
    counts = queries.indicator_counts(context.edition, context.synthetic, wanted)
    if counts.is_empty():
        st.info(context.say("nothing_selected"))
        return
    if view == "list":
        indicator_blocks.levels(context, counts)
        first = queries.indicators(context.edition, context.synthetic, wanted, page.MOST_ROWS)
        indicator_blocks.table(context, wanted, first, int(counts["indicators"].sum()))
    else:
        _families(context, wanted)


def _wanted(context: Context) -> queries.Wanted:
    """Return what the reader filters by."""
    subjects = queries.indicator_subjects(context.edition, context.synthetic)
    with st.sidebar:
        words = st.text_input(
            context.say("search_indicators"), key="search", bind="query-params"
        )
        department = st.selectbox(
            context.say("department"),
            subjects["department"].drop_nulls().unique().sort().to_list(),
            index=None,
            placeholder=context.say("all"),
            key="of",
            bind="query-params",
        )
        year = st.selectbox(
            context.say("year"),
            subjects["fiscal_year"].drop_nulls().unique().sort(descending=True).to_list(),
            index=None,
            placeholder=context.say("all"),
            key="in",
            bind="query-params",
        )
        kinds = {"all": context.say("all")} | {
            name: term("nature_of_indicator", name, context.language)
            for name in (*KINDS, "unknown")
        }
        kind = page.one_of(context, page.drop_down, "indicator_kind", kinds, "kind")
    return queries.Wanted(department, year, None if kind == "all" else kind, words or "")


def _families(context: Context, wanted: queries.Wanted) -> None:
    families = queries.families(context.edition, context.synthetic, wanted)
    page.heading(
        context.say("families_title"),
        context.say("families_subtitle", shown=families.height),
    )
    if families.is_empty():
        st.info(context.say("families_none"))
        return
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    shown = families.with_columns(met=pl.col("met_share").cast(pl.Float64) * 100)
    columns = {
        "family_name": text(context.say("family"), width=tables.NAMES, pinned=True),
        "family_unit": text(context.say("unit"), width="small"),
        "member_count": number(context.say("members")),
        "department_count": number(context.say("department_count")),
        "min_target_value": number(context.say("lowest_target")),
        "max_target_value": number(context.say("highest_target")),
        "met": number(f"{context.say('met')} (%)", format="%.1f"),
        "level2": text(context.say("level2")),
    }
    row = page.selectable(context, shown, columns, "families_table")
    named = {name: str(column["label"]) for name, column in columns.items()}
    page.download(context, shown.select(*named).rename(named), "families")
    chosen = _one_family(context, families, row)
    _compared(context, replace(wanted, family=chosen["family_key"]), chosen)


def _one_family(context: Context, families: pl.DataFrame, row: int | None) -> dict[str, str]:
    """Return the family selected in the table, else the one of the list, else the first."""
    if row is not None:
        return families.row(row, named=True)
    words = {
        key: f"{name}（{unit or context.say('no_unit')}）"
        for key, name, unit in families.select(
            "family_key", "family_name", "family_unit"
        ).iter_rows()
    }
    key = page.one_of(context, page.drop_down, "family_choose", words, "family")
    return families.filter(pl.col("family_key") == key).row(0, named=True)


def _compared(context: Context, wanted: queries.Wanted, family: dict[str, str]) -> None:
    """Draw the targets and actuals of a family's members, and list them with receipts."""
    frame = queries.indicators(context.edition, context.synthetic, wanted)
    numeric = frame.filter(pl.col("target_value").is_not_null())
    title = context.say("family_chart_title", name=formats.plain(family["family_name"]))
    page.heading(
        title,
        context.say(
            "family_chart_subtitle",
            unit=formats.plain(family["family_unit"]) or context.say("no_unit"),
            shown=numeric.height,
            missing=frame.height - numeric.height,
        ),
    )
    if numeric.height:
        drawn = numeric.head(MEMBERS_SHOWN).select(
            key="receipt_id",
            name=pl.concat_str(
                pl.col("department").fill_null("—"),
                pl.col("project").fill_null(context.say("whole_department")),
                pl.col("fiscal_year").cast(pl.String),
                separator=" · ",
                ignore_nulls=True,
            ),
            target="target_value",
            actual="actual_value",
            exact=indicator_blocks.both_in_words(numeric.head(MEMBERS_SHOWN)),
        )
        names = {
            "name": context.say("department"),
            "exact": f"{context.say('actual')} / {context.say('target')}",
        }
        unit = family["family_unit"] or context.say("no_unit")
        picked = page.chart(charts.targets(drawn, unit, names), "family_chart", title)
        st.caption(context.say("receipts_hint"))
        for row in drawn.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
            page.receipts(context, row["name"], [(row["exact"], row["key"])])
    indicator_blocks.table(context, wanted, frame, frame.height)


show(page.start())
