"""总览: what is in the warehouse, who disclosed what, what was read, the last build."""

from __future__ import annotations

from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries
from dashboards.page import Context
from dashboards.texts import term

KINDS = (
    "budget",
    "project_targets",
    "department_targets",
    "final_accounts",
    "self_evaluation",
    "evaluation_results",
    "government",
    "other",
)
STATUSES = ("found", "empty_declared", "unreadable", "missing")
YEARS_SHOWN = 5


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("overview_title"), anchor=False)
    counts = queries.headline(context.edition, context.synthetic)
    if not counts["documents"]:
        st.info(context.say("empty_documents_title"))
        st.code(page.BUILD_COMMAND, language="bash")
        return
    years = _years(counts)
    st.caption(
        context.say(
            "overview_lead",
            documents=counts["documents"],
            departments=counts["departments"],
            years=years,
        )
    )
    _metrics(context, counts, years)
    _coverage(context)
    _documents(context)
    _build(context)


def _years(counts: dict[str, int]) -> str:
    first, last = counts["first_year"], counts["last_year"]
    return str(first) if first == last else f"{first}–{last}"


def _metrics(context: Context, counts: dict[str, int], years: str) -> None:
    language = context.language
    checks = queries.check_counts(context.edition, context.synthetic)
    held = checks.get("holds", 0) + checks.get("rounding", 0)
    found = queries.evidence(context.edition, [], context.synthetic)
    facts = queries.fact_count(context.edition, context.synthetic)
    insufficient = checks.get("insufficient", 0)
    page.metrics(
        [
            (context.say("metric_documents"), f"{counts['documents']:,}", None),
            (context.say("metric_departments"), f"{counts['departments']:,}", None),
            (context.say("metric_years"), years, None),
            (context.say("metric_facts"), f"{facts:,}", context.say("help_facts")),
            (
                context.say("metric_held"),
                f"{held:,}",
                context.say("help_held", insufficient=insufficient),
            ),
            (
                context.say("metric_broken"),
                f"{checks.get('broken', 0):,}",
                context.say("help_broken"),
            ),
            (
                context.say("metric_verified"),
                formats.rate(found["verified_share"], language),
                context.say("verified_help"),
            ),
            _conserved(context),
        ]
    )


def _conserved(context: Context) -> tuple[str, str, str | None]:
    money = queries.conservation(context.edition)
    label = context.say("metric_conserved")
    if money is None:
        return label, context.say("no_data"), None
    language = context.language
    exact = {name: formats.yuan(amount, language) for name, amount in money.items()}
    held = money["read"] == sum(amount for name, amount in money.items() if name != "read")
    word = context.say("conserved_yes" if held else "conserved_no")
    return label, word, context.say("help_conserved", **exact)


def _coverage(context: Context) -> None:
    frame = queries.coverage(context.edition, context.synthetic)
    if frame.is_empty():
        return
    latest = frame["fiscal_year"].unique().sort()[-YEARS_SHOWN:].to_list()
    frame = frame.filter(pl.col("fiscal_year").is_in(latest))
    kinds = [kind for kind in KINDS if kind in frame["document_kind"].unique()]
    words = {kind: term("kind", kind, context.language) for kind in kinds}
    letters = {kind: term("letter", kind, context.language) for kind in kinds}
    statuses = {status: term("disclosure", status, context.language) for status in STATUSES}
    present = {status: word for status, word in statuses.items() if status in frame["status"]}
    drawn = frame.select(
        "department",
        pl.col("fiscal_year").cast(pl.String).alias("year"),
        pl.col("document_kind").replace_strict(words, return_dtype=pl.String).alias("kind"),
        pl.col("document_kind")
        .replace_strict(kinds, range(len(kinds)), return_dtype=pl.Int64)
        .alias("kind_order"),
        pl.col("document_kind").replace_strict(letters, return_dtype=pl.String).alias("letter"),
        "status",
        pl.col("status").replace_strict(statuses, return_dtype=pl.String).alias("shown"),
        pl.col("disclosure_key").alias("segment"),
    )
    page.heading(
        context.say("coverage_title"),
        context.say(
            "coverage_subtitle",
            found=frame.filter(pl.col("status") != "missing").height,
            missing=frame.filter(pl.col("status") == "missing").height,
            letters=" · ".join(f"{letters[kind]} {words[kind]}" for kind in kinds),
        ),
    )
    names = {
        "department": context.say("department"),
        "year": context.say("year"),
        "kind": context.say("kind"),
        "shown": context.say("coverage_status"),
    }
    chart = charts.coverage(drawn, present, names)
    picked = page.chart(chart, "coverage", context.say("coverage_title"), "segment")
    st.caption(context.say("coverage_hint"))
    for row in frame.filter(pl.col("disclosure_key").is_in(picked)).iter_rows(named=True):
        _disclosed(context, row)
    table = drawn.select(*names).rename(names)
    page.footer(context, [], table, "coverage")


def _disclosed(context: Context, row: dict[str, Any]) -> None:
    """Lead from a square of the matrix to its document, or say that there is none."""
    kind = term("kind", row["document_kind"], context.language)
    about = f"{row['department']} · {row['fiscal_year']} · {kind}"
    if row["file_name"] is None:
        st.info(context.say("coverage_none", subject=formats.plain(about)))
        return
    label = context.say("open_document", title=row["title"] or row["file_name"])
    page.page_link(page.SOURCES_PAGE, f"{about} · {label}", document=row["file_name"])


def _documents(context: Context) -> None:
    frame = queries.documents(context.edition, context.synthetic)
    language = context.language
    shown = frame.with_columns(
        formats.termed(frame["document_kind"], "kind", language).alias("kind"),
        formats.termed(frame["outcome"], "outcome", language).alias("result"),
    )
    page.heading(context.say("documents_title"), context.say("documents_subtitle"))
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns = {
        "title": text(context.say("column_title"), width="medium"),
        "department_name": text(context.say("department"), width="medium"),
        "fiscal_year": number(context.say("year"), format="%d", width="small"),
        "kind": text(context.say("column_kind")),
        "result": text(context.say("column_outcome"), width="small"),
        "parsed": number(context.say("column_parsed")),
        "partial": number(context.say("column_partial")),
        "empty_declared": number(context.say("column_empty")),
        "unread": number(context.say("column_unread")),
        "records": number(context.say("column_records")),
        "file_name": text(context.say("column_file"), width="medium"),
    }
    row = page.selectable(context, shown, columns, "documents")
    if row is not None:
        chosen = shown.row(row, named=True)
        label = context.say("open_document", title=chosen["title"] or chosen["file_name"])
        page.page_link(page.SOURCES_PAGE, label, document=chosen["file_name"])
    named = {column: str(settings["label"]) for column, settings in columns.items()}
    page.download(context, shown.select(*columns).rename(named), "documents")


def _build(context: Context) -> None:
    build = queries.last_build(context.edition)
    file = formats.plain(context.edition.path.rpartition("/")[2])
    line = context.say("build_file", file=file)
    if build is not None:
        line = " · ".join(
            [
                context.say(
                    "build_line",
                    build=formats.plain(build["build_id"]),
                    started=f"{build['started_at']:%Y-%m-%d %H:%M}",
                    read=build["documents_read"],
                    seen=build["documents_seen"],
                    seconds=f"{build['seconds']:.1f}",
                ),
                line,
            ]
        )
    page.heading(context.say("build_title"), line)


show(page.start())
