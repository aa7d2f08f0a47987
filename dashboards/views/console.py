"""SQL: typed queries in the sandbox, with the tables, examples, a chart and a link."""

from __future__ import annotations

import time
from dataclasses import replace

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables
from dashboards.page import Context
from dashboards.queries import Answer
from dashboards.views.console_examples import EXAMPLES
from warehouse.errors import QueryError

LINK_LENGTH = 4000
BARS_SHOWN = 30


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("console_title"), anchor=False)
    words = {"seconds": f"{queries.SECONDS:g}", "rows": f"{queries.ROWS:,}"}
    st.caption(context.say("console_lead", **words))
    if queries.synthetic_share(context.edition) != "none":
        context = replace(context, synthetic=True)  # whatever is taken away says so
        st.caption(context.say("console_synthetic"))
    _schema(context)
    query = _query(context)
    if query is None:
        return
    if not query.strip():
        st.info(context.say("console_empty"))
        return
    started = time.perf_counter()
    try:
        with st.spinner(""):
            answer = queries.ask(context.edition, query, synthetic=context.synthetic)
    except QueryError as error:
        _refused(context, error)
        return
    _result(context, answer, time.perf_counter() - started)


def _schema(context: Context) -> None:
    with st.expander(context.say("console_schema")):
        frame = queries.schema(context.edition)
        known = frame["table_name"].unique(maintain_order=True).to_list()
        name = st.selectbox(context.say("console_table"), known, key="schema_table")
        columns = {
            "column_name": st.column_config.TextColumn(context.say("column")),
            "data_type": st.column_config.TextColumn(context.say("console_type")),
            "comment": st.column_config.TextColumn(
                context.say("console_meaning"), width="large"
            ),
        }
        chosen = frame.filter(pl.col("table_name") == name)
        tables.shown(context.say("no_data"), chosen, columns, key="schema")


def _query(context: Context) -> str | None:
    """Return the query to run: the one just sent, else the one of the address; else None."""
    if "sql" not in st.session_state:
        st.session_state["sql"] = st.query_params.get("q", "")

    def take() -> None:
        chosen = st.session_state.get("example")
        if chosen in EXAMPLES:
            st.session_state["sql"] = EXAMPLES[chosen]

    st.selectbox(
        context.say("console_examples"),
        list(EXAMPLES),
        index=None,
        format_func=lambda name: context.say(f"example_{name}"),
        placeholder=context.say("console_choose_example"),
        key="example",
        on_change=take,
    )
    with st.form("console", border=False):
        typed = st.text_area(context.say("console_query"), key="sql", height=180)
        sent = st.form_submit_button(context.say("console_run"), type="primary")
    if sent:
        if 0 < len(typed) <= LINK_LENGTH:
            st.query_params["q"] = typed
        return str(typed)
    asked = st.query_params.get("q")
    return asked if asked and asked == typed else None


def _refused(context: Context, error: QueryError) -> None:
    if error.key == "query_timeout":
        reason = context.say("console_timeout", seconds=error.values["seconds"])
    elif error.key == "query_schema":
        reason = context.say("console_refused_schema", **error.values)
    else:
        reason = str(error.values.get("reason", error))
    st.error(context.say("console_refused"))
    st.code(reason, language=None, wrap_lines=True)


def _result(context: Context, answer: Answer, seconds: float) -> None:
    frame = answer.frame
    found = context.say("console_rows", rows=f"{frame.height:,}", seconds=f"{seconds:.2f}")
    st.caption(f"{found} · {context.say('console_link')}")
    if answer.result.truncated:
        st.warning(context.say("console_truncated", rows=f"{queries.ROWS:,}"))
    columns = {
        name: st.column_config.Column(name, alignment="right" if kind.is_numeric() else None)
        for name, kind in frame.schema.items()
    }
    tables.shown(context.say("no_data"), frame, columns, key="result")
    page.download(context, frame, "query")
    _chart(context, frame)


def _chart(context: Context, frame: pl.DataFrame) -> None:
    """Draw one bar per row, of a column of names and a column of numbers."""
    with st.expander(context.say("console_chart")):
        names = frame.select(pl.selectors.string()).columns
        numbers = frame.select(pl.selectors.numeric()).columns
        if not names or not numbers or frame.is_empty():
            st.info(context.say("console_no_chart"))
            return
        name = st.selectbox(context.say("console_x"), names, key="x")
        number = st.selectbox(
            context.say("console_y"), numbers, index=len(numbers) - 1, key="y"
        )
        rows = frame.sort(number, descending=True, nulls_last=True).head(BARS_SHOWN)
        words = pl.Series(
            [
                formats.missing(context.language) if value is None else f"{value:,}"
                for value in rows[number]
            ],
            dtype=pl.String,
        )
        drawn = rows.select(
            key=pl.int_range(pl.len()).cast(pl.String),
            name=pl.col(name).fill_null("—"),
            value=pl.col(number),
            short=words,
            exact=words,
        )
        chart = charts.ranked_bars(drawn, number, {"name": name, "exact": number})
        page.still_chart(chart, "result_chart", f"{name} · {number}")


show(page.start())
