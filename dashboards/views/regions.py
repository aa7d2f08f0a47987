"""地区财政: what governments state of whole areas, side by side; one area opened below."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl
import streamlit as st

from dashboards import area_charts, charts, formats, line_charts, page, queries, tables
from dashboards.page import Context
from dashboards.texts import term
from dashboards.views import region_blocks
from dashboards.views.region_measures import AREA_MEASURES, AreaMeasure

LEVELS = ("province", "prefecture", "county", "zone")
SCOPES = ("whole_region", "own_level", "city_level")
SMALL_CHARTS = 12
SMALL_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader compares: a measure of one year, at one level, of one scope."""

    measure: str
    year: int
    level: str
    scope: str

    @property
    def of(self) -> AreaMeasure:
        """Return the measure's kind and the figures behind it."""
        return AREA_MEASURES[self.measure]


def show(context: Context) -> None:
    """Draw the page."""
    st.title(context.say("regions_title"), anchor=False)
    st.caption(context.say("regions_lead"))
    every = queries.region_accounts(context.edition, context.synthetic)
    every = every.filter(pl.col("region_level").is_not_null())
    if every.is_empty():
        st.info(context.say("regions_none"))
        return
    choice = _choose(context, every)
    rows = _seen(every, choice).filter(pl.col("fiscal_year") == choice.year)
    _headline(context, choice, rows)
    _ranking(context, choice, rows)
    _tiles(context, choice, every)
    _small_multiples(context, choice, every)
    _table(context, choice, rows)
    first = rows.sort(choice.measure, descending=True, nulls_last=True)
    region_blocks.show(context, every, first)


def _choose(context: Context, every: pl.DataFrame) -> Choice:
    with st.sidebar:
        words = {
            name: term("area", name, context.language).capitalize() for name in AREA_MEASURES
        }
        measure = page.one_of(context, page.drop_down, "measure", words, "measure")
        told = every.filter(pl.col(measure).is_not_null())
        told = told if told.height else every
        years = _by_count(told, "fiscal_year")
        named = {year: year for year in sorted(years, reverse=True)}
        year = page.one_of(context, page.drop_down, "year", named, "year", years[0])
        levels = {
            name: term("tier", name, context.language)
            for name in LEVELS
            if name in set(every["region_level"])
        }
        most = _by_count(told, "region_level")[0]
        level = page.one_of(context, page.drop_down, "regions_level", levels, "level", most)
        scopes = {
            name: term("area_scope", name, context.language)
            for name in SCOPES
            if name in set(every["scope"])
        }
        most = next((name for name in scopes if name in set(told["scope"])), next(iter(scopes)))
        scope = page.one_of(context, page.drop_down, "regions_scope", scopes, "scope", most)
    return Choice(measure, int(year), level, scope)


def _by_count(rows: pl.DataFrame, column: str) -> list[str]:
    """Return the values of a column as text, the commonest first, of two the greater."""
    counted = rows.group_by(column).len().sort("len", column, descending=True)
    return [str(value) for value in counted[column]]


def _seen(every: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Return the rows of one level and scope: they alone stand side by side."""
    return every.filter(
        (pl.col("region_level") == choice.level) & (pl.col("scope") == choice.scope)
    )


def _where(context: Context, choice: Choice, **more: object) -> dict[str, Any]:
    """Return the words that say of what the figures are."""
    return {
        "year": choice.year,
        "measure": term("area", choice.measure, context.language),
        "level": term("tier", choice.level, context.language),
        "scope": term("area_scope", choice.scope, context.language),
        **more,
    }


def _headline(context: Context, choice: Choice, rows: pl.DataFrame) -> None:
    told = rows.filter(pl.col(choice.measure).is_not_null()).sort(
        choice.measure, descending=True
    )
    documents, verified = queries.account_evidence(
        context.edition, rows["region_account_key"].to_list()
    )
    items = [
        (context.say("metric_regions"), f"{told.height:,}", context.say("help_regions")),
        (context.say("metric_documents"), f"{documents:,}", None),
        (
            context.say("metric_verified"),
            formats.rate(verified, context.language),
            context.say("regions_verified_help"),
        ),
    ]
    if told.height:
        top = told.row(0, named=True)
        items.insert(
            1,
            (
                context.say("regions_highest", name=top["region_name"]),
                choice.of.short(top[choice.measure], context.language),
                choice.of.exact(top[choice.measure], context.language),
            ),
        )
    page.metrics(items)


# ------------------------------------------------------------------ side by side


def _drawn(context: Context, choice: Choice, rows: pl.DataFrame) -> tuple[str, pl.DataFrame]:
    """Return the axis's unit, and the rows as a chart wants them.

    `short` has its unit with it, `number` stands where the unit is said above.
    """
    language, measure = context.language, choice.of
    title, factor = measure.axis(rows[choice.measure], language)
    unit = measure.unit(rows[choice.measure], language)
    values = rows[choice.measure]
    short = [measure.short(value, language, unit) for value in values]
    bare = short
    if unit is not None:
        bare = [
            formats.missing(language) if value is None else formats.significant(value * factor)
            for value in values
        ]
    drawn = rows.select(
        "region_code",
        "fiscal_year",
        key="region_account_key",
        name="region_name",
        value=pl.col(choice.measure).cast(pl.Decimal(38, 8)) * factor,
    ).with_columns(
        pl.Series("short", short, dtype=pl.String),
        pl.Series("number", bare, dtype=pl.String),
        pl.Series(
            "exact", [measure.exact(value, language) for value in values], dtype=pl.String
        ),
    )
    return title, drawn


def _ranking(context: Context, choice: Choice, rows: pl.DataFrame) -> None:
    unit, drawn = _drawn(context, choice, rows)
    title = context.say("regions_ranking_title", **_where(context, choice))
    told = drawn["value"].count()
    page.heading(
        title,
        context.say("regions_subtitle", **_where(context, choice, unit=unit, shown=told)),
    )
    if not told:
        st.info(context.say("regions_no_figure"))
        return
    names = {"name": context.say("region"), "exact": context.say("exact")}
    picked = page.chart(charts.ranked_bars(drawn, unit, names), "regions_ranking", title)
    for key in picked:
        _receipts(context, choice, rows.filter(pl.col("region_account_key") == key))
    st.caption(context.say("receipts_hint"))


def _receipts(context: Context, choice: Choice, rows: pl.DataFrame) -> None:
    for row in rows.iter_rows(named=True):
        region_blocks.receipts(context, row, choice.measure)
        st.button(
            context.say("regions_open", name=formats.plain(row["region_name"])),
            on_click=region_blocks.open_region,
            args=(row["region_code"],),
            type="primary",
            key=f"open_{row['region_account_key']}",
        )


def _tiles(context: Context, choice: Choice, every: pl.DataFrame) -> None:
    """Show the provinces: their own figure, or how many of their governments have one."""
    rows = _seen(every, choice).filter(
        (pl.col("fiscal_year") == choice.year) & pl.col(choice.measure).is_not_null()
    )
    of_provinces = choice.level == "province"
    if of_provinces:
        unit, drawn = _drawn(context, choice, rows)
        drawn = drawn.with_columns(province=pl.col("region_code").str.head(2), short="number")
    else:
        unit = context.say("regions_unit_governments")
        drawn = (
            rows.group_by(province=pl.col("region_code").str.head(2))
            .agg(pl.len().cast(pl.Decimal(38, 8)).alias("value"), pl.col("region_name"))
            .with_columns(
                key="province",
                short=pl.col("value").cast(pl.Int64).cast(pl.String),
                exact=pl.col("region_name").list.sort().list.join("、"),
            )
        )
    if drawn.is_empty():
        return
    title = context.say(
        "regions_tiles_title" if of_provinces else "regions_tiles_count_title",
        **_where(context, choice),
    )
    page.heading(
        title,
        context.say("regions_tiles_subtitle", **_where(context, choice, unit=unit)),
    )
    names = {"name": context.say("region"), "exact": context.say("exact")}
    chart = area_charts.province_tiles(
        drawn.select("key", "province", "value", "short", "exact"), unit, names
    )
    picked = page.chart(chart, "regions_tiles", title)
    if of_provinces:
        for key in picked:
            _receipts(context, choice, rows.filter(pl.col("region_account_key") == key))


def _small_multiples(context: Context, choice: Choice, every: pl.DataFrame) -> None:
    """Show each region's years in a chart of its own, all on the same scales."""
    rows = _seen(every, choice).filter(pl.col(choice.measure).is_not_null())
    if rows["fiscal_year"].n_unique() < 2:
        return
    unit, drawn = _drawn(context, choice, rows)
    longest = (
        drawn.group_by("region_code", "name")
        .agg(pl.len().alias("years"), pl.col("value").last())
        .sort("years", "value", "region_code", descending=[True, True, False])
    )
    shown = longest.head(SMALL_CHARTS)
    page.heading(
        context.say("regions_small_title", **_where(context, choice)),
        context.say(
            "regions_small_subtitle",
            **_where(context, choice, unit=unit, shown=shown.height, all=longest.height),
        ),
    )
    years = drawn["fiscal_year"].unique().sort().to_list()
    highest = float(drawn.join(shown, on="region_code", how="semi")["value"].max() or 0)  # type: ignore[arg-type]
    names = {
        "name": context.say("region"),
        "year": context.say("year"),
        "exact": context.say("exact"),
    }
    columns = st.columns(min(SMALL_COLUMNS, shown.height))
    for number, (code, name) in enumerate(shown.select("region_code", "name").iter_rows()):
        of_one = drawn.filter(pl.col("region_code") == code)
        of_one = of_one.with_columns(year="fiscal_year", short="number")
        with columns[number % len(columns)]:
            st.markdown(f"**{formats.plain(name)}**")
            drawn_line = line_charts.small_line(of_one, years, highest, names)
            page.still_chart(drawn_line, f"small_{code}", name)


def _table(context: Context, choice: Choice, rows: pl.DataFrame) -> None:
    page.heading(
        context.say("regions_table_title", **_where(context, choice)),
        context.say("regions_table_subtitle", **_where(context, choice)),
    )
    number = st.column_config.NumberColumn
    columns: dict[str, Any] = {
        "region_name": st.column_config.TextColumn(
            context.say("region"), width=tables.NAMES, pinned=True
        )
    }
    shown = rows.sort(choice.measure, "region_name", descending=[True, False], nulls_last=True)
    for name, measure in AREA_MEASURES.items():
        if not rows[name].count():
            continue
        words = term("area", name, context.language).capitalize()
        if measure.kind == "money":
            columns[name] = number(f"{words} ({context.say('unit_yuan')})", format="accounting")
        else:
            columns[name] = number(f"{words} (%)", format="%.2f")
            shown = shown.with_columns((pl.col(name).cast(pl.Float64) * 100).alias(name))
    row = page.selectable(context, shown, columns, "regions_table")
    if row is not None:
        key = shown["region_account_key"][row]
        _receipts(context, choice, rows.filter(pl.col("region_account_key") == key))
    named = {name: str(column["label"]) for name, column in columns.items()}
    keys = rows["region_account_key"].to_list()
    documents, verified = queries.account_evidence(context.edition, keys)
    page.evidence_line(context, documents, verified)
    page.download(context, _exactly(shown, rows).select(*named).rename(named), "regions")


def _exactly(shown: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows in the order of the table, amounts exact and rates in per cent."""
    exact = shown.select("region_account_key").join(
        rows, on="region_account_key", how="left", maintain_order="left"
    )
    return exact.with_columns(
        (pl.col(name).cast(pl.Decimal(38, 6)) * Decimal(100)).alias(name)
        for name, measure in AREA_MEASURES.items()
        if measure.kind != "money"
    )


show(page.start())
