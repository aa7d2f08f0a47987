"""项目绩效: what projects got, spent and scored."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, outliers, page, queries
from dashboards.page import Context
from dashboards.views import project_tables

PROJECT_PAGE = "views/project.py"
BARS_SHOWN = 20
NAME_LENGTH = 16


def show(context: Context) -> None:
    """Draw the page."""
    frame = queries.project_years(context.edition, context.synthetic)
    st.title(context.say("projects_title"), anchor=False)
    _projects(context, _filtered(frame, *_choose(context)))


def _choose(context: Context) -> tuple[str | None, int | None]:
    every = queries.department_years(context.edition, context.synthetic)
    names = every["department_name"].drop_nulls().unique().sort().to_list()
    years = every["fiscal_year"].drop_nulls().unique().sort(descending=True).to_list()
    with st.sidebar:
        department = st.selectbox(
            context.say("department"),
            names,
            index=None,
            placeholder=context.say("all"),
            key="of",
            bind="query-params",
        )
        year = st.selectbox(
            context.say("year"),
            years,
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


def _projects(context: Context, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        st.info(context.say("nothing_selected"))
        return
    budget = pl.coalesce("adjusted_yuan", "approved_yuan")
    page.metrics(
        [
            (context.say("metric_projects"), f"{frame['project_key'].n_unique():,}", None),
            (context.say("metric_with_budget"), _present(frame, budget), None),
            (
                context.say("metric_with_execution"),
                _present(frame, pl.col("executed_yuan")),
                None,
            ),
            (context.say("metric_with_score"), _present(frame, pl.col("total_score")), None),
            (context.say("metric_findings"), f"{frame['finding_count'].sum():,}", None),
        ]
    )
    _execution(context, frame)
    _scatter(context, frame)
    _project_table(context, frame)


def _present(frame: pl.DataFrame, column: pl.Expr) -> str:
    return f"{frame.filter(column.is_not_null()).height:,}"


def _execution(context: Context, frame: pl.DataFrame) -> None:
    rated = frame.filter(pl.col("execution_rate").is_not_null())
    if rated.is_empty():
        return
    lowest = rated.sort("execution_rate", "project_name").head(BARS_SHOWN)
    page.heading(
        context.say("execution_title"),
        context.say(
            "execution_subtitle",
            shown=lowest.height,
            missing=frame.height - rated.height,
        ),
    )
    drawn = _named(context, lowest).with_columns(
        value=pl.col("execution_rate") * 100,
        short=_rates(context, lowest["execution_rate"]),
        exact=pl.Series(
            [
                project_tables.execution_words(context, row)
                for row in lowest.iter_rows(named=True)
            ],
            dtype=pl.String,
        ),
    )
    names = {"name": context.say("project"), "exact": context.say("execution_rate")}
    chart = charts.rate_bars(drawn, context.say("execution_rate_percent"), names)
    picked = page.chart(chart, "execution", context.say("execution_title"))
    st.caption(context.say("receipts_hint"))
    _picked(context, frame, picked)
    page.footer(
        context,
        project_tables.keys(frame),
        project_tables.for_people(context, rated),
        "execution",
    )


def _scatter(context: Context, frame: pl.DataFrame) -> None:
    both = frame.filter(
        pl.col("execution_rate").is_not_null() & pl.col("total_score").is_not_null()
    )
    page.heading(
        context.say("scatter_title"),
        context.say("scatter_subtitle", shown=both.height, missing=frame.height - both.height),
    )
    if both.is_empty():
        st.info(context.say("no_data"))
        return
    language = context.language
    drawn = _named(context, both).with_columns(
        label=pl.when(outliers.among([both["execution_rate"] * 100, both["total_score"]])).then(
            pl.col("project_name").str.slice(0, NAME_LENGTH)
        ),
        rate=pl.col("execution_rate") * 100,
        score=pl.col("total_score"),
        exact_rate=_rates(context, both["execution_rate"]),
        exact_score=pl.Series(
            [formats.number(score, language) for score in both["total_score"]],
            dtype=pl.String,
        ),
    )
    names = {
        "name": context.say("project"),
        "exact_rate": context.say("execution_rate"),
        "exact_score": context.say("score"),
    }
    chart = charts.scatter(
        drawn,
        context.say("execution_rate_percent"),
        f"{context.say('score')} ({context.say('unit_points')})",
        names,
    )
    picked = page.chart(chart, "scatter", context.say("scatter_title"))
    _picked(context, frame, picked)
    page.footer(
        context, project_tables.keys(both), project_tables.for_people(context, both), "scores"
    )


def _named(context: Context, frame: pl.DataFrame) -> pl.DataFrame:
    name = pl.col("project_name").fill_null(context.say("no_data"))
    years = pl.col("fiscal_year").cast(pl.String)
    return frame.with_columns(
        key=pl.col("project_year_key"),
        name=pl.when(frame["fiscal_year"].n_unique() > 1)
        .then(pl.concat_str(name, pl.lit(" · "), years))
        .otherwise(name),
    )


def _rates(context: Context, rates: pl.Series) -> pl.Series:
    return pl.Series([formats.rate(rate, context.language) for rate in rates], dtype=pl.String)


def _picked(context: Context, frame: pl.DataFrame, picked: list[str]) -> None:
    """Show the ways on from the project picked in a chart: its page and its receipt."""
    for row in frame.filter(pl.col("project_year_key").is_in(picked)).iter_rows(named=True):
        with st.container(border=True):
            _project_link(context, row)
            if row["receipt_id"] is not None:
                words = project_tables.execution_words(context, row)
                page.receipt_link(words, row["receipt_id"])


def _project_link(context: Context, row: dict[str, Any]) -> None:
    label = context.say("open_project", name=row["project_name"])
    page.page_link(PROJECT_PAGE, label, project=row["project_key"])


def _project_table(context: Context, frame: pl.DataFrame) -> None:
    page.heading(context.say("projects_table_title"), context.say("projects_table_subtitle"))
    page.say_first_rows(context, frame.height)
    first = project_tables.rows(frame.head(page.MOST_ROWS))
    shown = page.with_addresses(context, first)
    row = page.selectable(context, shown, project_tables.columns(context), "project_table")
    if row is not None:
        _project_link(context, shown.row(row, named=True))
    page.download_later(
        context, lambda: project_tables.for_people(context, frame), "projects", frame.height
    )


show(page.start())
