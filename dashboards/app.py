"""The dashboards' entrance: language, synthetic or not, and the way to the pages."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboards import queries
from dashboards.texts import LANGUAGES, say
from warehouse.errors import QueryError

ICON = Path(__file__).with_name("icon.svg")  # a named icon would be fetched from the web


def _offers_synthetic() -> bool:
    edition = queries.edition()
    try:
        return edition is not None and queries.has_synthetic(edition)
    except QueryError:
        return False


st.set_page_config(page_title="明账 Mingzhang", page_icon=str(ICON), layout="wide")
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
    if _offers_synthetic():
        st.toggle(
            say("synthetic", language),
            key="synthetic",
            help=say("synthetic_help", language),
            bind="query-params",
        )
pages = [
    st.Page(
        "views/overview.py",
        title=say("page_overview", language),
        icon=":material/dashboard:",
        default=True,
    ),
    st.Page(
        "views/compare.py",
        title=say("page_compare", language),
        icon=":material/bar_chart:",
        url_path="compare",
    ),
    st.Page(
        "views/projects.py",
        title=say("page_projects", language),
        icon=":material/task_alt:",
        url_path="projects",
    ),
    st.Page(
        "views/project.py",
        title=say("project", language),
        url_path="project",
        visibility="hidden",
    ),
    st.Page(
        "views/sources.py",
        title=say("page_sources", language),
        icon=":material/receipt_long:",
        url_path="sources",
    ),
]
st.navigation(pages).run()
