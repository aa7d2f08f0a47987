"""Charts of whole areas, pure: the provinces as a grid of tiles, budgets behind what came.

Where a tile stands follows the map as far as a grid can, without its shapes: each province is
as large. One without a figure is hatched.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import polars as pl

from dashboards import charts
from dashboards.charts import BLUE, FIT, GREY, HATCH, PALE, PICKED, plottable, tip

TILES: Mapping[str, tuple[str, int, int]] = {
    "23": ("黑龙江", 8, 0),
    "15": ("内蒙古", 5, 1),
    "22": ("吉林", 8, 1),
    "65": ("新疆", 1, 2),
    "64": ("宁夏", 4, 2),
    "11": ("北京", 6, 2),
    "12": ("天津", 7, 2),
    "21": ("辽宁", 8, 2),
    "63": ("青海", 2, 3),
    "62": ("甘肃", 3, 3),
    "61": ("陕西", 4, 3),
    "14": ("山西", 5, 3),
    "13": ("河北", 6, 3),
    "37": ("山东", 7, 3),
    "54": ("西藏", 1, 4),
    "51": ("四川", 2, 4),
    "50": ("重庆", 3, 4),
    "42": ("湖北", 4, 4),
    "41": ("河南", 5, 4),
    "34": ("安徽", 6, 4),
    "32": ("江苏", 7, 4),
    "53": ("云南", 2, 5),
    "52": ("贵州", 3, 5),
    "43": ("湖南", 4, 5),
    "36": ("江西", 5, 5),
    "33": ("浙江", 6, 5),
    "31": ("上海", 7, 5),
    "45": ("广西", 3, 6),
    "44": ("广东", 4, 6),
    "35": ("福建", 5, 6),
    "71": ("台湾", 7, 6),
    "46": ("海南", 3, 7),
    "82": ("澳门", 4, 7),
    "81": ("香港", 5, 7),
}
"""The first two digits of a province's code → its short name, column and row of its tile."""

_TILE = 46
_PALE, _DEEP = "#D6E6F2", "#00507F"


def province_tiles(
    frame: pl.DataFrame, legend_title: str, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw a tile for each province, the deeper the larger its value.

    `frame`: key, province (two digits), value (Decimal), short (in the tile), exact. `names`:
    what the tooltip calls `name` and `exact`.
    """
    tiles = pl.DataFrame(
        [(code, *place) for code, place in TILES.items()],
        schema=["province", "name", "column", "row"],
        orient="row",
    )
    data = plottable(tiles.join(frame, on="province", how="left", maintain_order="left"))
    highest = float(data["value"].max() or 0)  # type: ignore[arg-type]
    lowest = float(data["value"].min() or 0)  # type: ignore[arg-type]
    middle = (min(lowest, 0.0) + highest) / 2
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    base = alt.Chart(data).encode(
        x=alt.X("column:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.06)),
        tooltip=[tip("name", names), tip("exact", names)],
    )
    known, unknown = "isValid(datum.value)", "!isValid(datum.value)"
    filled = (
        base.transform_filter(known)
        .mark_rect(cornerRadius=3, cursor="pointer")
        .encode(
            color=alt.Color(
                "value:Q",
                title=legend_title,
                scale=alt.Scale(domain=[min(lowest, 0.0), highest or 1], range=[_PALE, _DEEP]),
                legend=alt.Legend(orient="top", direction="horizontal", gradientLength=160),
            ),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.5)),
        )
        .add_params(picked)
    )
    empty = base.transform_filter(unknown).mark_rect(
        cornerRadius=3, fillOpacity=0, stroke=GREY, strokeOpacity=0.45, strokeDash=[2, 2]
    )
    on_tile = alt.condition(
        f"datum.value > {middle}", alt.value("#FFFFFF"), alt.value("#1F2933")
    )
    named = base.transform_filter(known).mark_text(fontSize=12, dy=-7)
    amounts = base.transform_filter(known).mark_text(fontSize=11, dy=9)
    absent = base.transform_filter(unknown).mark_text(fontSize=12, opacity=0.6, dy=-7)
    hatched = base.transform_filter(unknown).mark_text(fontSize=9, opacity=0.35, dy=9)
    return alt.LayerChart(
        layer=[
            filled,
            empty,
            named.encode(text="name:N", color=on_tile),
            amounts.encode(text="short:N", color=on_tile),
            absent.encode(text="name:N"),
            hatched.encode(text=alt.value(HATCH)),
        ],
        height=8 * _TILE,
        autosize=FIT,
    )


_WIDE, _NARROW = 20, 8


def budget_bullets(
    frame: pl.DataFrame, axis_title: str, names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw for each stage what it may be (pale, wide) behind what it is (dark, narrow).

    `frame`: stage, kind (`budget` or `executed`), value (Decimal), short (at the dark bar),
    exact. `names`: what the tooltip calls `stage` and `exact`.
    """
    data = plottable(frame).with_columns(beside=pl.col("value").max().over("stage"))
    order = data["stage"].unique(maintain_order=True).to_list()
    base = alt.Chart(data).encode(
        y=charts.bands(order, "stage"),
        x=alt.X(
            "value:Q",
            title=axis_title,
            axis=charts.few_ticks(),
            scale=charts.room(data["value"]),
        ),
        tooltip=[tip("stage", names), tip("exact", names)],
    )
    budgets = base.transform_filter("datum.kind == 'budget'")
    came = base.transform_filter("datum.kind == 'executed'")
    return charts.layered(
        [
            budgets.mark_bar(height=_WIDE, color=PALE),
            came.mark_bar(height=_NARROW, color=BLUE),
            came.mark_text(align="left", dx=5, opacity=charts.QUIET).encode(
                x="beside:Q", text="short:N"
            ),
            charts.names_above(
                data.unique("stage", maintain_order=True), order, "stage", "stage"
            ),
        ],
        len(order),
    )
