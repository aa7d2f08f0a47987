"""The dashboards' entrance: language, synthetic or not, and the way to the pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards import queries
from dashboards.texts import LANGUAGES, say
from warehouse.errors import QueryError

ICON = Path(__file__).with_name("icon.svg")  # a named icon would be fetched from the web
PAGES = (
    ("overview", "dashboard"),
    ("compare", "bar_chart"),
    ("trends", "show_chart"),
    ("structure", "account_tree"),
    ("regions", "map"),
    ("projects", "task_alt"),
    ("indicators", "rule"),
    ("leads", "search"),
    ("sources", "receipt_long"),
    ("console", "terminal"),
    ("quality", "verified"),
)


def _synthetic_share() -> str:
    """Return whether all, some or none of the documents are synthetic."""
    edition = queries.edition()
    try:
        return "none" if edition is None else queries.synthetic_share(edition)
    except QueryError:
        return "none"


st.set_page_config(page_title="明账 Mingzhang", page_icon=str(ICON), layout="wide")
with queries.one_opening():
    with st.sidebar:
        language = st.segmented_control(
            "语言 Language",
            list(LANGUAGES),
            default="zh",
            required=True,
            format_func=lambda code: LANGUAGES[code],
            key="language",
            bind="query-params",
        )
        share = _synthetic_share()
        if share != "none":
            st.toggle(
                say("synthetic", language),
                value=share == "all",  # a city made up for a demonstration is there to be seen
                key="synthetic",
                help=say("synthetic_help", language),
                bind="query-params",
            )
    pages = [
        st.Page(
            f"views/{name}.py",
            title=say(f"page_{name}", language),
            icon=f":material/{icon}:",
            url_path="sql" if name == "console" else name,
            default=name == "overview",
        )
        for name, icon in PAGES
    ]
    pages.append(
        st.Page(
            "views/project.py",
            title=say("project", language),
            url_path="project",
            visibility="hidden",
        )
    )
    st.navigation(pages).run()
