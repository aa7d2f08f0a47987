"""Charts of change, pure: lines over years with their breaks drawn, labelled at their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import altair as alt
import polars as pl

from dashboards.charts import CATEGORIES, FIT, GREY, PICKED, QUIET, few_ticks, plottable, tip

LINES_SHOWN = len(CATEGORIES)
_HEIGHT = 340
_SMALL = 120
_LEAST_DISTANCE = 0.055  # of the axis, between two labels


def trends(frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw one line per name over the years; where years cannot be compared, dashed.

    `frame`: key (of the point), line, name, year, value (Decimal or null), segment (years of
    one line that may be compared), exact, note. `names`: what the tooltip calls name, year,
    exact and note. A null is a gap, never a zero.
    """
    data = plottable(frame.filter(pl.col("value").is_not_null())).with_columns(
        pl.concat_str("line", "segment", separator="-").alias("stretch")
    )
    order = data["name"].unique(maintain_order=True).to_list()
    years = frame["year"].unique().sort().to_list()
    lowest = float(data["value"].min() or 0)  # type: ignore[arg-type]
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    x = alt.X(
        "year:O",
        title=None,
        scale=alt.Scale(domain=years, paddingOuter=0.2),
        axis=alt.Axis(labelAngle=0, grid=False),
    )
    y = alt.Y(
        "value:Q",
        title=axis_title,
        axis=few_ticks(),
        scale=alt.Scale(domainMin=0) if lowest >= 0 else alt.Scale(zero=True),
    )
    colour = alt.Color(
        "name:N",
        title=None,
        sort=order,
        scale=alt.Scale(domain=order, range=list(CATEGORIES[: len(order)])),
        legend=alt.Legend(orient="top", direction="vertical", columns=1, labelLimit=250),
    )
    base = alt.Chart(data).encode(x=x, y=y)
    lines = base.mark_line(strokeWidth=2).encode(color=colour, detail="stretch:N")
    breaks = (
        alt.Chart(_bridges(data))
        .mark_line(strokeDash=[3, 4], strokeWidth=1.2, color=GREY)
        .encode(x=x, y=y, detail="stretch:N")
    )
    points = (
        base.mark_circle(size=90, cursor="pointer")
        .encode(
            color=colour,
            opacity=alt.condition(picked, alt.value(1), alt.value(0.4)),
            tooltip=[tip(column, names) for column in ("name", "year", "exact", "note")],
        )
        .add_params(picked)
    )
    ends = (
        alt.Chart(_labelled(data))
        .mark_text(align="center", dy=-12, fontSize=12, opacity=QUIET)
        .encode(x=x, y=y, text="short:N")
    )
    return alt.LayerChart(layer=[breaks, lines, points, ends], height=_HEIGHT, autosize=FIT)


def _labelled(data: pl.DataFrame) -> pl.DataFrame:
    """Return the last point of each line, without those whose words would lie on others."""
    ends = data.group_by("line", maintain_order=True).last().sort("value", descending=True)
    most, least = float(data["value"].max() or 0), float(data["value"].min() or 0)  # type: ignore[arg-type]
    room = _LEAST_DISTANCE * ((most - min(least, 0.0)) or 1)
    kept: list[tuple[str, float]] = []
    free = []
    for year, value in ends.select("year", "value").iter_rows():
        free.append(all(year != other or above - value >= room for other, above in kept))
        if free[-1]:
            kept.append((year, value))
    return ends.filter(pl.Series(free, dtype=pl.Boolean))


def _bridges(data: pl.DataFrame) -> pl.DataFrame:
    """Return the two ends of every break: last point of a stretch, first of the next."""
    pieces = [
        pl.concat([before.tail(1), after.head(1)]).with_columns(
            pl.lit(f"{line}-{number}").alias("stretch")
        )
        for (line,), points in data.group_by("line", maintain_order=True)
        for number, (before, after) in enumerate(
            pairwise(points.partition_by("segment", maintain_order=True))
        )
    ]
    return pl.concat(pieces) if pieces else data.clear()


def small_line(
    frame: pl.DataFrame, years: Sequence[int], highest: float, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw one of several small charts on the same scales: a line over the years.

    `frame`: name, year, value (Decimal), short (at the last point), exact. `years` and
    `highest` are those of all the charts; a year without a value is a gap.
    """
    data = plottable(frame).with_columns(
        (pl.col("year").diff().fill_null(1) != 1).cum_sum().alias("stretch")
    )
    lowest = min(0.0, float(data["value"].min() or 0))  # type: ignore[arg-type]
    base = alt.Chart(data).encode(
        x=alt.X(
            "year:O",
            title=None,
            scale=alt.Scale(domain=list(years), paddingOuter=0.3),
            axis=alt.Axis(labelAngle=0, grid=False),
        ),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[lowest, highest * 1.25 or 1])),
        tooltip=[tip(column, names) for column in ("name", "year", "exact")],
    )
    lines = base.mark_line(strokeWidth=2, color=CATEGORIES[0]).encode(detail="stretch:N")
    points = base.mark_circle(size=50, color=CATEGORIES[0])
    ends = base.mark_text(dy=-11, fontSize=11, opacity=QUIET).encode(text="short:N")
    return alt.LayerChart(layer=[lines, points, ends], height=_SMALL, autosize=FIT)
