"""One project: its money, its targets against actuals, its problems, with their receipts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries
from dashboards.page import Context
from dashboards.views import indicator_blocks, project_tables

PROJECTS_PAGE = "views/projects.py"
STAGES = ("approved", "adjusted", "executed")


def show(context: Context) -> None:
    """Draw the page of the project that the address names."""
    frame = queries.project_years(context.edition, context.synthetic)
    rows = frame.filter(pl.col("project_key") == st.query_params.get("project", ""))
    if rows.is_empty():
        st.title(context.say("project_unknown"), anchor=False)
        page.page_link(PROJECTS_PAGE, f"← {context.say('back_to_projects')}")
        return
    _draw(context, rows)


def _draw(context: Context, rows: pl.DataFrame) -> None:
    first = rows.row(0, named=True)
    years = " · ".join(str(year) for year in rows["fiscal_year"])
    page.page_link(PROJECTS_PAGE, f"← {context.say('back_to_projects')}")
    st.title(formats.plain(first["project_name"]), anchor=False)
    department = formats.plain(first["department_name"] or "—")
    st.caption(context.say("project_subtitle", department=department, years=years))
    latest = rows.row(-1, named=True)
    language = context.language
    unit = formats.common_unit([latest[f"{stage}_yuan"] for stage in STAGES], language)
    page.metrics(
        [
            *(
                (
                    context.say(stage),
                    formats.magnitude(latest[f"{stage}_yuan"], language, unit),
                    formats.yuan(latest[f"{stage}_yuan"], language),
                )
                for stage in STAGES
            ),
            (
                context.say("execution_rate"),
                formats.rate(latest["execution_rate"], language),
                None,
            ),
            (context.say("score"), formats.number(latest["total_score"], language), None),
            (
                context.say("grade"),
                latest["grade_published"] or latest["grade_derived"] or context.say("no_data"),
                None,
            ),
        ]
    )
    _funding(context, rows, latest)
    wanted = queries.Wanted(project=first["project_key"])
    indicators = queries.indicators(context.edition, context.synthetic, wanted)
    if not indicators.is_empty():
        indicator_blocks.attainment(context, indicators)
        indicator_blocks.table(context, wanted, indicators, indicators.height)
    _findings(context, first["project_key"])


def _funding(context: Context, rows: pl.DataFrame, latest: dict[str, Any]) -> None:
    stages = [
        (context.say(stage), "executed" if stage == "executed" else "budget", amount)
        for stage in STAGES
        if (amount := latest[f"{stage}_yuan"]) is not None
    ]
    unit = formats.common_unit([amount for *_, amount in stages], context.language)
    page.heading(
        context.say("funding_title"),
        context.say("funding_subtitle", unit=context.say(unit.key), year=latest["fiscal_year"]),
    )
    if not stages:
        st.info(context.say("funding_none"))
    else:
        drawn = pl.DataFrame(
            {
                "stage": [stage for stage, _, _ in stages],
                "kind": [kind for _, kind, _ in stages],
                "value": [amount / unit.yuan for _, _, amount in stages],
                "short": [
                    formats.magnitude(amount, context.language, unit) for *_, amount in stages
                ],
                "exact": [formats.yuan(amount, context.language) for _, _, amount in stages],
            }
        )
        names = {"stage": context.say("name"), "exact": context.say("exact")}
        chart = charts.funding_bullets(drawn, context.say(unit.key), names)
        page.still_chart(chart, "funding", context.say("funding_title"))
    funding = queries.project_funding(context.edition, latest["project_key"])
    for line in funding.iter_rows(named=True):
        for what, receipt in _receipts(context, line):
            page.receipt_link(f"{line['fiscal_year']} · {what}", receipt)
    page.footer(
        context, project_tables.keys(rows), project_tables.for_people(context, rows), "project"
    )


def _receipts(context: Context, line: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a document prints of the project, in words, with its receipt."""
    stage = next((name for name in reversed(STAGES) if line[f"{name}_yuan"] is not None), None)
    if line["receipt_id"] is not None and stage is not None:
        amount = formats.yuan(line[f"{stage}_yuan"], context.language)
        yield f"{context.say(stage)} {amount}", line["receipt_id"]
    if line["score_receipt_id"] is not None:
        score = formats.number(line["total_score"], context.language)
        yield f"{context.say('score')} {score}", line["score_receipt_id"]


def _findings(context: Context, project: str) -> None:
    st.subheader(context.say("findings_title"), anchor=False)
    found = queries.findings(context.edition, project)
    if found.is_empty():
        st.caption(context.say("findings_none"))
    for number, row in enumerate(found.iter_rows(named=True), start=1):
        page.receipt_link(f"{number}. {row['finding_text']}", row["receipt_id"])


show(page.start())
