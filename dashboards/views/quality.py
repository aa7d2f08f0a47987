"""质量: which checks held, where the money read went, what is verified, what is published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts, formats, page, queries, tables
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views import quality_details

OUTCOMES = {
    "holds": charts.BLUE,
    "rounding": charts.SKY,
    "insufficient": charts.UNKNOWN,
    "broken": charts.BROKEN,
    "error": charts.PURPLE,
}
DISCLOSURES = {
    "found": charts.BLUE,
    "empty_declared": charts.YELLOW,
    "unreadable": charts.PURPLE,
    "missing": charts.UNKNOWN,
}
MONEY = ("read", "published", "quarantined", "excluded")
LOWEST_SHOWN = 15


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("quality_title"), anchor=False)
    checks = queries.expectations(context.edition)
    identities = queries.identities(context.edition, context.synthetic)
    _metrics(context, checks, identities)
    _identities(context, identities)
    _verified(context)
    _disclosures(context)
    _conservation(context)
    _by_gate(context)
    _set_aside(context)
    _expectations(context, checks)
    _accuracy(context)


def _metrics(context: Context, checks: pl.DataFrame, identities: pl.DataFrame) -> None:
    found = queries.evidence(context.edition, [], context.synthetic)
    passed = (
        f"{int(checks['success'].sum()):,} / {checks.height:,}"
        if checks.height
        else context.say("no_data")
    )
    page.metrics(
        [
            (
                context.say("metric_verified"),
                formats.rate(found["verified_share"], context.language),
                context.say("verified_help"),
            ),
            (context.say("metric_identities"), f"{identities['applicable'].sum():,}", None),
            (
                context.say("metric_broken"),
                f"{identities['broken'].sum():,}",
                context.say("help_broken"),
            ),
            (context.say("metric_expectations"), passed, None),
        ]
    )


def _identities(context: Context, frame: pl.DataFrame) -> None:
    frame = frame.filter(pl.col("applicable") > 0)
    title = context.say("identities_title")
    page.heading(title, context.say("identities_subtitle", shown=frame.height))
    if frame.is_empty():
        st.info(context.say("no_data"))
        return
    words = {name: term("check", name, context.language) for name in OUTCOMES}
    long = frame.unpivot(
        on=list(OUTCOMES),
        index=["identity_id", f"name_{context.language}", "applicable"],
        variable_name="outcome",
        value_name="count",
    ).filter(pl.col("count") > 0)
    drawn = long.select(
        key="identity_id",
        name=pl.format(
            "{} {}", "identity_id", pl.col(f"name_{context.language}").fill_null("")
        ),
        part=pl.col("outcome").replace_strict(words, return_dtype=pl.String),
        value=pl.col("count") * 100 / pl.col("applicable"),
        exact=pl.format("{} / {}", "count", "applicable"),
        segment=pl.concat_str("identity_id", "outcome", separator=":"),
    )
    names = {
        "name": context.say("identity"),
        "part": context.say("status"),
        "exact": context.say("count"),
    }
    order = {words[name]: colour for name, colour in OUTCOMES.items()}
    chart = charts.stacked_bars(drawn, context.say("unit_share_percent"), order, names)
    picked = page.chart(chart, "identities", title, "segment")
    st.caption(context.say("quality_hint"))
    for identity, outcome in (segment.split(":") for segment in picked):
        quality_details.judged(context, identity, outcome)
    table = frame.select(
        pl.col("identity_id").alias(context.say("identity")),
        pl.col(f"name_{context.language}").alias(context.say("name")),
        pl.col("applicable").alias(context.say("applicable")),
        *(pl.col(name).alias(word) for name, word in words.items()),
    )
    page.footer(context, [], table, "identities")


def _verified(context: Context) -> None:
    every = queries.department_years(context.edition, context.synthetic)
    known = every.filter(pl.col("verified_share").is_not_null())
    lowest = known.sort("verified_share", "label", "fiscal_year").head(LOWEST_SHOWN)
    title = context.say("verified_title")
    missing = every.height - known.height
    page.heading(title, context.say("verified_subtitle", shown=lowest.height, missing=missing))
    if lowest.is_empty():
        st.info(context.say("no_data"))
        return
    language = context.language
    exact = [
        f"{formats.yuan(part, language)} / {formats.yuan(whole, language)}"
        for part, whole in lowest.select("verified_yuan", "verifiable_yuan").iter_rows()
    ]
    drawn = lowest.select(
        key="department_year_key",
        name=pl.concat_str("label", "fiscal_year", separator=" · ", ignore_nulls=True),
        value=pl.col("verified_share") * 100,
        short=pl.Series(
            [formats.rate(share, language) for share in lowest["verified_share"]],
            dtype=pl.String,
        ),
        exact=pl.Series(exact, dtype=pl.String),
    )
    names = {"name": context.say("department"), "exact": context.say("exact")}
    chart = charts.rate_bars(drawn, context.say("verified_axis"), names)
    picked = page.chart(chart, "verified", title)
    for row in drawn.filter(pl.col("key").is_in(picked)).iter_rows(named=True):
        quality_details.unproven(context, row["key"], f"{row['name']} {row['short']}")
    table = known.select(
        pl.col("label").alias(context.say("department")),
        pl.col("fiscal_year").alias(context.say("year")),
        pl.col("verified_yuan").alias(f"{context.say('passed')} ({context.say('unit_yuan')})"),
        pl.col("verifiable_yuan").alias(context.say("amount")),
        (pl.col("verified_share") * 100).alias(context.say("verified_axis")),
    )
    page.footer(context, known["department_year_key"].to_list(), table, "verified")


def _disclosures(context: Context) -> None:
    frame = queries.disclosure_counts(context.edition, context.synthetic)
    title = context.say("disclosures_title")
    page.heading(title, context.say("disclosures_subtitle"))
    if frame.is_empty():
        st.info(context.say("no_data"))
        return
    words = {name: term("disclosure", name, context.language) for name in DISCLOSURES}
    drawn = frame.select(
        key="document_kind",
        name=formats.termed(frame["document_kind"], "kind", context.language),
        part=pl.col("status").replace_strict(words, return_dtype=pl.String),
        value="count",
        exact=pl.col("count").cast(pl.String),
        segment=pl.concat_str("document_kind", "status", separator=":"),
    )
    names = {
        "name": context.say("kind"),
        "part": context.say("status"),
        "exact": context.say("count"),
    }
    present = set(drawn["part"])
    order = {
        words[name]: colour for name, colour in DISCLOSURES.items() if words[name] in present
    }
    chart = charts.stacked_bars(drawn, context.say("unit_count"), order, names)
    picked = page.chart(chart, "disclosures", title, "segment")
    for kind, status in (segment.split(":") for segment in picked):
        quality_details.disclosed(context, kind, status)
    page.footer(context, [], drawn.select(*names).rename(names), "disclosures")


def _conservation(context: Context) -> None:
    frame = queries.conservation_by_form(context.edition)
    page.heading(context.say("conservation_title"), context.say("conservation_subtitle"))
    if frame.is_empty():
        st.info(context.say("conservation_none"))
        return
    totals = [(name, sum(frame[f"{name}_yuan"].drop_nulls(), Decimal(0))) for name in MONEY]
    unit = formats.common_unit([total for _, total in totals], context.language)
    page.metrics(
        (
            context.say(f"money_{name}"),
            formats.magnitude(total, context.language, unit),
            formats.yuan(total, context.language),
        )
        for name, total in totals
    )
    columns: dict[str, Any] = {
        "form_id": st.column_config.TextColumn(context.say("form"), width="medium"),
        "figure_count": st.column_config.NumberColumn(context.say("figures")),
        **{
            f"{name}_yuan": st.column_config.NumberColumn(
                context.say(f"money_{name}"), format="accounting"
            )
            for name in MONEY
        },
    }
    row = page.selectable(context, frame, columns, "conservation_table")
    if row is not None:
        quality_details.conserved(context, frame["form_id"][row], columns)
    _download(context, frame, columns, "conservation")


def _by_gate(context: Context) -> None:
    frame = queries.documents_set_aside(context.edition)
    count = 0 if frame.is_empty() else frame["document_id"].n_unique()
    page.heading(context.say("gate_title"), context.say("gate_subtitle", count=count))
    if not count:
        st.info(context.say("gate_none"))
        return
    text = st.column_config.TextColumn
    columns: dict[str, Any] = {
        "file_name": text(context.say("column_file"), width="medium"),
        "was_published": st.column_config.CheckboxColumn(context.say("gate_before")),
        "table_name": text(context.say("gate_table"), width="small"),
        "rule": text(context.say("gate_rule"), width="medium"),
        "row_count": st.column_config.NumberColumn(context.say("gate_rows")),
        "sentence": text(context.say("description"), width="medium"),
        f"remedy_{context.language}": text(context.say("gate_remedy"), width="large"),
    }
    _table(context, frame, columns, "by_gate")


def _set_aside(context: Context) -> None:
    frame = queries.set_aside(context.edition, context.synthetic)
    page.heading(context.say("aside_title"), context.say("aside_subtitle"))
    if frame.is_empty():
        st.info(context.say("aside_none"))
        return
    shown = frame.with_columns(formats.termed(frame["reason"], "aside", context.language))
    text = st.column_config.TextColumn
    columns: dict[str, Any] = {
        "reason": text(context.say("aside_reason"), width="small"),
        "file_name": text(context.say("column_file"), width="medium"),
        "locator": text(context.say("aside_place"), width="small"),
        "form_id": text(context.say("form"), width="small"),
        "row_label": text(context.say("aside_row"), width="medium"),
        "measure": text(context.say("aside_column"), width="small"),
        "printed_text": text(context.say("aside_text"), width="small"),
        "amount_yuan": st.column_config.NumberColumn(
            context.say("aside_amount"), format="accounting"
        ),
    }
    _table(context, shown, columns, "set_aside")


def _expectations(context: Context, frame: pl.DataFrame) -> None:
    if frame.is_empty():
        page.heading(context.say("expectations_title"), context.say("expectations_none"))
        return
    passed = int(frame["success"].sum())
    page.heading(
        context.say("expectations_title"),
        context.say("expectations_subtitle", passed=passed, failed=frame.height - passed),
    )
    text = st.column_config.TextColumn
    columns: dict[str, Any] = {
        "suite": text(context.say("suite"), width="medium"),
        "expectation": text(context.say("expectation"), width="medium"),
        "column": text(context.say("column")),
        "success": st.column_config.CheckboxColumn(context.say("passed")),
        "severity": text(context.say("severity"), width="small"),
        "unexpected_count": st.column_config.NumberColumn(context.say("unexpected")),
        "detail": text(context.say("description"), width="medium"),
    }
    _table(context, frame, columns, "expectations")


def _accuracy(context: Context) -> None:
    frame = queries.accuracy(context.edition)
    page.heading(context.say("accuracy_title"), context.say("accuracy_subtitle"))
    if frame.is_empty():
        st.info(context.say("accuracy_none"))
        return
    shown = frame.with_columns(
        pl.col("document_set").replace_strict(
            {name: term("known", name, context.language) for name in frame["document_set"]}
        ),
        pl.col("counted").replace_strict(
            {name: term("counted", name, context.language) for name in frame["counted"]}
        ),
    )
    text, number = st.column_config.TextColumn, st.column_config.NumberColumn
    columns: dict[str, Any] = {
        "document_set": text(context.say("documents_known"), width="medium"),
        "counted": text(context.say("counted")),
        "document_count": number(context.say("document_total")),
        "printed_count": number(context.say("count"), format="localized"),
        "precision": number(context.say("precision"), format="%.4f"),
        "recall": number(context.say("recall"), format="%.4f"),
        "f1": number(context.say("f1"), format="%.4f"),
        "wrong_count": number(context.say("invented")),
        "lost_in_silence_count": number(context.say("silent")),
    }
    _table(context, shown, columns, "accuracy")


def _table(context: Context, frame: pl.DataFrame, columns: dict[str, Any], name: str) -> None:
    tables.shown(context.say("no_data"), frame, columns, key=f"{name}_table")
    _download(context, frame, columns, name)


def _download(
    context: Context, frame: pl.DataFrame, columns: dict[str, Any], name: str
) -> None:
    named = {column: str(settings["label"]) for column, settings in columns.items()}
    page.download(context, frame.select(*named).rename(named), name)


show(page.start())
