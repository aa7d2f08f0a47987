"""疑点: leads and broken identities, each with its receipts; a pack to take away."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries
from dashboards.page import Context


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("leads_title"), anchor=False)
    st.caption(context.say("leads_lead"))
    leads = _leads(context)
    broken = queries.broken_identities(context.edition, context.synthetic)
    words = {name: context.say(f"view_{name}") for name in ("leads", "broken")}
    view = page.one_of(context, page.segments, "view", words, "view")
    department, year = _filters(context, leads, broken)
    leads = _filtered(leads, department, year)
    broken = _filtered(broken, department, year)
    concerned = pl.concat([leads["department_name"], broken["department_name"]])
    page.metrics(
        [
            (context.say("metric_leads"), f"{leads.height:,}", None),
            (context.say("metric_kinds"), f"{leads['lead_kind'].n_unique():,}", None),
            (context.say("metric_broken"), f"{broken.height:,}", context.say("help_broken")),
            (
                context.say("metric_departments_concerned"),
                f"{concerned.drop_nulls().n_unique():,}",
                None,
            ),
        ]
    )
    if view == "leads":
        _lead_blocks(context, leads)
    else:
        _broken_table(context, broken)
    _pack(context, department, leads, broken)


def _leads(context: Context) -> pl.DataFrame:
    """Return the leads with `kind` and `sentence` in the reader's language."""
    frame = queries.leads(context.edition, context.synthetic)
    return frame.with_columns(
        kind=pl.col(f"kind_{context.language}"),
        sentence=pl.col(f"sentence_{context.language}"),
    )


def _filters(
    context: Context, leads: pl.DataFrame, broken: pl.DataFrame
) -> tuple[str | None, int | None]:
    names = pl.concat([leads["department_name"], broken["department_name"]])
    years = pl.concat([leads["fiscal_year"], broken["fiscal_year"]])
    with st.sidebar:
        department = st.selectbox(
            context.say("department"),
            names.drop_nulls().unique().sort().to_list(),
            index=None,
            placeholder=context.say("all"),
            key="of",
            bind="query-params",
        )
        year = st.selectbox(
            context.say("year"),
            years.drop_nulls().unique().sort(descending=True).to_list(),
            index=None,
            placeholder=context.say("all"),
            key="in",
            bind="query-params",
        )
    return department, year


def _filtered(frame: pl.DataFrame, department: str | None, year: int | None) -> pl.DataFrame:
    if department is not None:
        frame = frame.filter(pl.col("department_name") == department)
    if year is not None:
        frame = frame.filter(pl.col("fiscal_year") == year)
    return frame


def _lead_blocks(context: Context, leads: pl.DataFrame) -> None:
    if leads.is_empty():
        st.info(context.say("leads_none"))
        return
    counted = leads.group_by("lead_kind", "kind").len("value").sort("value", descending=True)
    title = context.say("leads_chart_title")
    page.heading(title, context.say("leads_chart_subtitle", shown=leads.height))
    words = counted["value"].cast(pl.String)
    drawn = counted.select("value", key="lead_kind", name="kind").with_columns(
        short=words, exact=words
    )
    names = {"name": context.say("lead_kind"), "exact": context.say("count")}
    unit = context.say("unit_count")
    picked = page.chart(charts.ranked_bars(drawn, unit, names), "lead_kinds", title)
    if picked:
        leads = leads.filter(pl.col("lead_kind").is_in(picked))
    table = drawn.select("name", "exact").rename(names)
    page.footer(context, [], table, "lead-kinds")
    _lead_table(context, leads)


def _lead_table(context: Context, leads: pl.DataFrame) -> None:
    page.heading(context.say("leads_table_title"), context.say("leads_table_subtitle"))
    text = st.column_config.TextColumn
    shown = page.with_addresses(context, leads).with_columns(
        other_address=page.addresses(context, leads["other_receipt_id"])
    )
    columns: dict[str, Any] = {
        "sentence": text(context.say("lead"), width="large", pinned=True),
        "address": page.receipt_column(context),
        "other_address": page.receipt_column(context, "other_receipt"),
        "kind": text(context.say("lead_kind"), width="medium"),
        "department_name": text(context.say("department"), width="medium"),
        "fiscal_year": st.column_config.NumberColumn(
            context.say("year"), format="%d", width="small"
        ),
        "file_name": text(context.say("document"), width="medium"),
    }
    row = page.selectable(context, shown, columns, "leads_table")
    if row is not None:
        chosen = shown.row(row, named=True)
        lines = queries.lead_figures(context.edition, chosen["lead_id"])
        page.receipts(context, chosen["sentence"], list(lines.iter_rows()))
    named = _named(columns)
    page.download(context, leads.select(*named).rename(named), "leads")


def _named(columns: dict[str, Any]) -> dict[str, str]:
    return {
        name: str(column["label"])
        for name, column in columns.items()
        if not name.endswith("address")
    }


def _broken_table(context: Context, broken: pl.DataFrame) -> None:
    page.heading(
        context.say("broken_table_title"),
        context.say("broken_table_subtitle", shown=broken.height),
    )
    if broken.is_empty():
        st.success(context.say("broken_none"))
        return
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    sides = ("left", "right", "difference")
    shown = broken.with_columns(
        *(
            pl.coalesce(pl.col(f"{side}_yuan").cast(pl.Float64), f"{side}_value").alias(side)
            for side in sides
        ),
        left_address=page.addresses(context, broken["left_receipt_id"]),
        right_address=page.addresses(context, broken["right_receipt_id"]),
        unit=pl.when(pl.col("left_yuan").is_not_null())
        .then(pl.lit(context.say("unit_yuan")))
        .otherwise("unit_text"),
    )
    columns: dict[str, Any] = {
        "subject": text(context.say("subject"), width="large", pinned=True),
        "identity_id": text(context.say("identity"), width="small"),
        "left": number(context.say("left"), format="accounting"),
        "left_address": page.receipt_column(context),
        "right": number(context.say("right"), format="accounting"),
        "right_address": page.receipt_column(context),
        "difference": number(context.say("difference"), format="accounting"),
        "unit": text(context.say("unit"), width="small"),
        "department_name": text(context.say("department"), width="medium"),
        "fiscal_year": number(context.say("year"), format="%d", width="small"),
        "file_name": text(context.say("document"), width="medium"),
    }
    row = page.selectable(context, shown, columns, "broken_table")
    if row is not None:
        chosen = shown.row(row, named=True)
        lines = queries.broken_figures(context.edition, chosen["reconciliation_id"])
        subject = f"{chosen['identity_id']} · {chosen['subject']}"
        page.receipts(context, subject, list(lines.iter_rows()))
    page.download(context, broken, "broken-identities")


# ------------------------------------------------------------------ the pack


def _pack(
    context: Context, department: str | None, leads: pl.DataFrame, broken: pl.DataFrame
) -> None:
    page.heading(context.say("pack_title"), context.say("pack_subtitle"))
    if department is None:
        st.caption(context.say("pack_choose"))
        return
    st.download_button(
        context.say("pack_download", department=formats.plain(department)),
        data=lambda: _packed(context, leads, broken),
        file_name=page.file_name(context, f"leads-{department}", "zip"),
        mime="application/zip",
        key="pack",
        on_click="ignore",
        icon=":material/folder_zip:",
    )


def _packed(context: Context, leads: pl.DataFrame, broken: pl.DataFrame) -> bytes:
    """Return an archive of leads, broken identities and the printed figures behind them."""
    figures = [
        frame.select(pl.lit(owner).alias("of"), pl.all())
        for owner, frame in (
            *((lead, queries.lead_figures(context.edition, lead)) for lead in leads["lead_id"]),
            *(
                (check, queries.broken_figures(context.edition, check))
                for check in broken["reconciliation_id"]
            ),
        )
    ]
    return page.archive(
        context,
        {
            "leads": leads.drop("kind_zh", "kind_en"),
            "broken_identities": broken,
            "figures": pl.concat(figures) if figures else pl.DataFrame(),
        },
    )


show(page.start())
