"""Charts as pure functions: a frame of amounts in, an Altair chart out.

The only place where a Decimal becomes a float: a Decimal column would be drawn as names, not as
quantities. Names stand above their bars, so that long ones are whole on a phone as on a desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import polars as pl

# Okabe and Ito's colours; vermilion is kept for what is broken.
BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
SKY = "#56B4E9"
PURPLE = "#CC79A7"
YELLOW = "#F0E442"
GREY = "#999999"
UNKNOWN = "#C5CDD4"
BROKEN = "#D55E00"
PALE = "#BFD7E6"
CATEGORIES = (BLUE, ORANGE, GREEN, SKY, PURPLE, YELLOW)
HATCH = "╱╱╱╱"
PICKED = "picked"
ATTAINMENT_CAP = 200

_STEP = 46
_BAR = 18
_NAME_LIMIT = 560
FIT = alt.AutoSizeParams(type="fit-x", contains="padding")
HEADROOM = 8
"""Points above a chart: the first bar's name rises above its band, a title to the edge."""
QUIET = 0.75  # what stands beside a name


def plottable(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with its Decimal columns as floats: for drawing only."""
    return frame.with_columns(pl.selectors.decimal().cast(pl.Float64))


def in_unit(frame: pl.DataFrame, column: str, yuan: int) -> pl.DataFrame:
    """Return the frame with `column` (yuan) divided by a unit's size, still exact."""
    return frame.with_columns((pl.col(column).cast(pl.Decimal(38, 8)) / yuan).alias(column))


def ranked_bars(
    frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw horizontal bars, the largest first; where there is no value, say why, hatched.

    `frame`: key, name, value (Decimal or null), short (what stands at the bar), exact (for the
    tooltip). `names`: what the tooltip calls `name` and `exact`.
    """
    data = plottable(frame.sort("value", descending=True, nulls_last=True))
    order = data["key"].to_list()
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    base = alt.Chart(data).encode(
        y=bands(order), tooltip=[tip("name", names), tip("exact", names)]
    )
    bars = (
        base.transform_filter("isValid(datum.value)")
        .mark_bar(height=_BAR, cursor="pointer", color=BLUE)
        .encode(
            x=alt.X("value:Q", title=axis_title, axis=few_ticks(), scale=room(data["value"])),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.45)),
        )
        .add_params(picked)
    )
    amounts = (
        base.transform_filter("isValid(datum.value)")
        .transform_calculate(beside="max(datum.value, 0)")
        .mark_text(align="left", dx=5, opacity=QUIET)
        .encode(x="beside:Q", text="short:N")
    )
    absent = (
        base.transform_filter("!isValid(datum.value)")
        .transform_calculate(shown=f"'{HATCH} ' + datum.short")
        .mark_text(align="left", dx=2, opacity=QUIET)
        .encode(x=alt.value(0), text="shown:N")
    )
    return layered([bars, amounts, absent, names_above(data, order)], len(order))


def stacked_bars(
    frame: pl.DataFrame, axis_title: str, parts: Mapping[str, str], names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw one bar per key, stacked by part in the order of `parts` (part → colour).

    `frame`: key, name, part, value (Decimal), exact; `segment` where parts can be picked.
    """
    data = plottable(frame).with_columns(
        pl.col("part")
        .replace_strict(list(parts), range(len(parts)), return_dtype=pl.Int64)
        .alias("part_order")
    )
    totals = data.group_by("key").agg(pl.col("value").sum().round(6))
    totals = totals.sort("value", "key", descending=[True, False])
    order = totals["key"].to_list()
    base = alt.Chart(data).encode(y=bands(order))
    bars = base.mark_bar(height=_BAR).encode(
        x=alt.X("value:Q", title=axis_title, axis=few_ticks(), stack="zero"),
        color=alt.Color(
            "part:N",
            title=None,
            sort=list(parts),
            scale=alt.Scale(domain=list(parts), range=list(parts.values())),
            legend=legend(),
        ),
        order=alt.Order("part_order:Q"),
        tooltip=[tip("name", names), tip("part", names), tip("exact", names)],
    )
    return layered([_pickable(bars, data), names_above(data, order)], len(order))


def coloured(parts: Sequence[str]) -> dict[str, str]:
    """Return a colour for each part; beyond the set of six, everything is grey *other*."""
    colours = [*CATEGORIES, *[GREY] * len(parts)]
    return dict(zip(parts, colours, strict=False))


def coverage(
    frame: pl.DataFrame, statuses: Mapping[str, str], names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw department × year × kind as small squares, each with the letter of its kind.

    `frame`: department, year (text), kind, kind_order, letter, status (of `statuses`' keys),
    shown (the status in words); `segment` where squares can be picked. `statuses`: status →
    word, in the order of the legend.
    """
    order = frame["department"].unique(maintain_order=True).to_list()
    kinds = frame.sort("kind_order")["kind"].unique(maintain_order=True).to_list()
    base = alt.Chart(frame).encode(
        x=alt.X(
            "year:O",
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False),
            scale=alt.Scale(paddingInner=0.12),
        ),
        xOffset=alt.XOffset("kind:N", sort=kinds, scale=alt.Scale(paddingInner=0.08)),
        y=bands(order, "department"),
        tooltip=[tip(column, names) for column in ("department", "year", "kind", "shown")],
    )
    squares = base.mark_rect(height=22).encode(
        color=alt.Color(
            "shown:N",
            title=None,
            scale=alt.Scale(
                domain=list(statuses.values()),
                range=[_COVERAGE_COLOURS[status] for status in statuses],
            ),
            legend=legend(),
        )
    )
    letters = base.mark_text(fontSize=11).encode(
        text="mark:N",
        color=alt.condition(
            alt.datum.status == "found", alt.value("#FFFFFF"), alt.value("#4A5560")
        ),
    )
    marked = [_pickable(squares, frame), letters]
    layers = [layer.transform_calculate(mark=_LETTER_OR_HATCH) for layer in marked]
    return layered([*layers, names_above(frame, order, "department", "department")], len(order))


_COVERAGE_COLOURS = {
    "found": BLUE,
    "missing": "#E4E8EC",
    "empty_declared": YELLOW,
    "unreadable": PURPLE,
}
_LETTER_OR_HATCH = "datum.status == 'missing' ? '╱' : datum.letter"


def scatter(
    frame: pl.DataFrame, x_title: str, y_title: str, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw one point per project, execution rate against score; those with a label are named.

    `frame`: key, name, label (short name or null), rate (a percentage), score, exact_rate,
    exact_score.
    """
    data = plottable(frame)
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    base = alt.Chart(data).encode(
        x=alt.X("rate:Q", title=x_title, axis=few_ticks(), scale=_around(data["rate"], 0)),
        y=alt.Y("score:Q", title=y_title, axis=few_ticks(), scale=_around(data["score"], 0)),
        tooltip=[tip(column, names) for column in ("name", "exact_rate", "exact_score")],
    )
    points = (
        base.mark_circle(size=130, color=BLUE, cursor="pointer")
        .encode(opacity=alt.condition(picked, alt.value(0.9), alt.value(0.35)))
        .add_params(picked)
    )
    named = base.transform_filter("isValid(datum.label)")
    labels = named.mark_text(
        align="right", dx=-10, opacity=QUIET, limit=240, fontSize=12
    ).encode(text="label:N")
    return alt.LayerChart(layer=[points, labels], height=300, autosize=FIT)


def rate_bars(frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw rates in per cent as bars with a rule at 100, the lowest first.

    `frame`: key, name, value (a percentage), short, exact.
    """
    data = plottable(frame.sort("value"))
    order = data["key"].to_list()
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    base = alt.Chart(data).encode(
        y=bands(order), tooltip=[tip("name", names), tip("exact", names)]
    )
    bars = (
        base.mark_bar(height=_BAR, cursor="pointer", color=BLUE)
        .encode(
            x=alt.X(
                "value:Q", title=axis_title, axis=few_ticks(), scale=room(data["value"], 100)
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.45)),
        )
        .add_params(picked)
    )
    amounts = base.mark_text(align="right", opacity=QUIET).encode(
        x=alt.value("width"), text="short:N"
    )
    return layered([bars, _rule_at(100), amounts, names_above(data, order)], len(order))


def funding_bullets(
    frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw what was budgeted (pale, wide) behind what was executed (dark, narrow).

    `frame`: stage, value (Decimal), kind (`budget` or `executed`), short, exact.
    """
    data = plottable(frame)
    base = alt.Chart(data).encode(
        y=bands(data["stage"].to_list(), "stage"),
        x=alt.X("value:Q", title=axis_title, axis=few_ticks(), scale=room(data["value"])),
        tooltip=[tip("stage", names), tip("exact", names)],
    )
    bars = base.mark_bar(height=_BAR).encode(
        color=alt.condition(alt.datum.kind == "executed", alt.value(BLUE), alt.value(PALE))
    )
    amounts = base.mark_text(align="left", dx=5, opacity=QUIET).encode(text="short:N")
    return layered(
        [bars, amounts, names_above(data, data["stage"].to_list(), "stage", "stage")],
        data.height,
    )


def attainment_bullets(
    frame: pl.DataFrame, axis_title: str, met: Mapping[bool, str], names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw each indicator's actual as a share of its target, with the target as a tick at 100.

    `frame`: key, name, value (a percentage), is_met, short, exact (target and actual).
    """
    capped = frame.with_columns(pl.col("value").clip(upper_bound=ATTAINMENT_CAP))
    data = plottable(capped).with_columns(
        pl.col("is_met").replace_strict(met, return_dtype=pl.String).alias("met")
    )
    order = data["key"].to_list()
    base = alt.Chart(data).encode(
        y=bands(order), tooltip=[tip("name", names), tip("exact", names)]
    )
    bars = base.mark_bar(height=_BAR - 6).encode(
        x=alt.X("value:Q", title=axis_title, axis=few_ticks(), scale=room(data["value"], 100)),
        color=alt.Color(
            "met:N",
            title=None,
            scale=alt.Scale(domain=[met[True], met[False]], range=[BLUE, ORANGE]),
            legend=legend(),
        ),
    )
    amounts = base.mark_text(align="left", dx=5, opacity=QUIET).encode(
        x="value:Q", text="short:N"
    )
    return layered([bars, amounts, _rule_at(100), names_above(data, order)], len(order))


def targets(frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]) -> alt.LayerChart:
    """Draw a target (tick) and an actual (dot) for each key; a missing actual has no dot.

    `frame`: key, name, target, actual (Decimal or null), exact.
    """
    data = plottable(frame)
    order = data["key"].to_list()
    both = pl.concat([data["target"], data["actual"].cast(pl.Float64)])
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    base = alt.Chart(data).encode(
        y=bands(order), tooltip=[tip("name", names), tip("exact", names)]
    )
    least = min(0.0, float(both.min() or 0))  # type: ignore[arg-type]
    most = float(both.max() or 0)  # type: ignore[arg-type]
    scale = alt.Scale(domain=[least * 1.05, most * 1.05 or 1], nice=False)
    ticks = base.mark_tick(thickness=3, size=_BAR, color=GREY).encode(
        x=alt.X("target:Q", title=axis_title, axis=few_ticks(), scale=scale)
    )
    dots = (
        base.transform_filter("isValid(datum.actual)")
        .mark_circle(size=110, color=BLUE, cursor="pointer")
        .encode(
            x=alt.X("actual:Q", scale=scale),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.45)),
        )
        .add_params(picked)
    )
    return layered([ticks, dots, names_above(data, order)], len(order))


# ------------------------------------------------------------------ shared pieces


def bands(order: Sequence[str], field: str = "key") -> alt.Y:
    """Return the vertical axis: one band per key in this order, without labels."""
    return alt.Y(f"{field}:N", scale=alt.Scale(domain=list(order)), axis=None)


def _pickable(chart: alt.Chart, data: pl.DataFrame) -> alt.Chart:
    """Return the chart with marks that are picked one by one, if they carry a `segment`."""
    if "segment" not in data.columns:
        return chart
    picked = alt.selection_point(name=PICKED, fields=["segment"], on="click", clear="dblclick")
    shown = alt.condition(picked, alt.value(1), alt.value(0.45))
    return chart.encode(opacity=shown).add_params(picked)


def names_above(
    data: pl.DataFrame, order: Sequence[str], field: str = "key", name: str = "name"
) -> alt.Chart:
    """Return the names of the bands, printed above their bars; one for each band."""
    names = data.select(list(dict.fromkeys([field, name]))).unique(maintain_order=True)
    mark = alt.Chart(names).mark_text(
        align="left", baseline="bottom", dy=-(_BAR // 2 + 3), limit=_NAME_LIMIT, fontSize=12
    )
    placed: alt.Chart = mark.encode(y=bands(order, field), x=alt.value(0), text=f"{name}:N")
    return placed


def inked(chart: alt.LayerChart, *, dark: bool) -> alt.LayerChart:
    """Return the chart with its words readable on the page's ground, the uppermost too."""
    drawn: alt.LayerChart = chart.properties(padding={"top": HEADROOM}).configure_text(
        color="#E6EAEE" if dark else "#1F2933"
    )
    return drawn


def marked(chart: alt.LayerChart, words: str) -> alt.LayerChart:
    """Return the chart with words in its corner that go wherever its picture goes."""
    title = alt.TitleParams(words, anchor="end", fontSize=11, fontWeight=600, color=BROKEN)
    drawn: alt.LayerChart = chart.properties(title=title)
    return drawn


def _rule_at(value: int) -> alt.Chart:
    mark = alt.Chart(pl.DataFrame({"at": [value]})).mark_rule(strokeDash=[4, 3], color=GREY)
    placed: alt.Chart = mark.encode(x="at:Q")
    return placed


def layered(layers: Sequence[alt.Chart], count: int) -> alt.LayerChart:
    """Return a chart of so many bands, as wide as the page."""
    height = _STEP * max(count, 1)
    return alt.LayerChart(layer=list(layers), height=height, autosize=FIT)


def few_ticks() -> alt.Axis:
    """Return an axis with a handful of ticks: the figures stand at the marks."""
    return alt.Axis(tickCount=5)


def legend() -> alt.Legend:
    """Return a legend above the chart, two entries a line."""
    return alt.Legend(orient="top", direction="horizontal", columns=2, labelLimit=150)


def room(values: pl.Series, at_least: float = 0) -> alt.Scale:
    """Return a scale with zero in it and room for a figure beside the longest bar."""
    longest = max(float(values.max() or 0), at_least)  # type: ignore[arg-type]
    least = min(float(values.min() or 0), 0.0)  # type: ignore[arg-type]
    beside = (longest - least) * 0.22
    return alt.Scale(domain=[least * 1.02, longest + beside or 1], nice=False)


def _around(values: pl.Series, low: float) -> alt.Scale:
    """Return a scale around the values, from `low` at the least."""
    least, most = float(values.min() or 0), float(values.max() or 0)  # type: ignore[arg-type]
    margin = max((most - least) * 0.25, 5.0)
    return alt.Scale(
        domain=[max(low, least - margin), most + margin / 5],
        zero=False,
        nice=False,
    )


def tip(column: str, names: Mapping[str, str]) -> alt.Tooltip:
    """Return a column of a tooltip under its name."""
    return alt.Tooltip(f"{column}:N", title=names[column])
