"""Charts of parts and flows, pure: a treemap and a sankey, laid out here, drawn by Altair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import altair as alt
import polars as pl

from dashboards.charts import FIT, GREY, PICKED, tip

_WIDTH, _HEIGHT = 100.0, 60.0
_TREE_PIXELS, _FLOW_PIXELS = 420, 480
_LEAST_LABEL = 0.022  # the share of the whole from which on a rectangle has a label
_STEPS = 24
_ROOM = f"(datum.x2 - datum.x) * width / {_WIDTH}"  # of a rectangle, in pixels as drawn
_LETTER = 9  # pixels of a letter or digit, at the most on average
_NARROW = 44  # pixels below which a rectangle has no label
_GAP = 0.036


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left, top, right and bottom edge."""

    left: float
    top: float
    right: float
    bottom: float


def squarified(values: Sequence[float], width: float, height: float) -> list[Box]:
    """Return a rectangle for each value (positive, largest first), areas in proportion.

    The squarified treemap of Bruls, Huizing and van Wijk: rows are filled along the shorter
    side as long as the worst proportion of a rectangle in them gets no worse.
    """
    total = sum(values)
    areas = [value / total * width * height for value in values] if total else []
    boxes: list[Box] = []
    space = Box(0, 0, width, height)
    while areas:
        side = min(space.right - space.left, space.bottom - space.top)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(
            areas[:count], side
        ):
            count += 1
        row, space = _row(areas[:count], space)
        boxes += row
        areas = areas[count:]
    return boxes


def _worst(areas: Sequence[float], side: float) -> float:
    depth = sum(areas) / side
    return max(max(area / depth**2, depth**2 / area) for area in areas)


def _row(areas: Sequence[float], space: Box) -> tuple[list[Box], Box]:
    """Lay a row along the shorter side; return its boxes and the space that is left."""
    wide = space.right - space.left >= space.bottom - space.top
    side = (space.bottom - space.top) if wide else (space.right - space.left)
    depth = sum(areas) / side
    boxes, at = [], space.top if wide else space.left
    for area in areas:
        length = area / depth
        if wide:
            boxes.append(Box(space.left, at, space.left + depth, at + length))
        else:
            boxes.append(Box(at, space.top, at + length, space.top + depth))
        at += length
    if wide:
        return boxes, Box(space.left + depth, space.top, space.right, space.bottom)
    return boxes, Box(space.left, space.top + depth, space.right, space.bottom)


def treemap(
    frame: pl.DataFrame, colours: Mapping[str, str], names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw parts of a whole as rectangles; those that cannot be negative only.

    `frame`: key, name, value (positive Decimal), short, exact. `colours`: key → colour.
    """
    ordered = frame.sort("value", descending=True)
    values = [float(value) for value in ordered["value"]]
    boxes = squarified(values, _WIDTH, _HEIGHT)
    whole = sum(values)
    data = ordered.drop("value").with_columns(
        pl.Series("x", [box.left for box in boxes], dtype=pl.Float64),
        pl.Series("x2", [box.right for box in boxes], dtype=pl.Float64),
        pl.Series("y", [box.top for box in boxes], dtype=pl.Float64),
        pl.Series("y2", [box.bottom for box in boxes], dtype=pl.Float64),
        pl.Series("colour", [colours.get(key, GREY) for key in ordered["key"]]),
        pl.Series(
            "label",
            [
                name if box.bottom - box.top > 4 else ""
                for name, box in zip(ordered["name"], boxes, strict=True)
            ],
        ),
        pl.Series(
            "amount",
            [
                short if value >= whole * _LEAST_LABEL and box.bottom - box.top > 9 else ""
                for short, box, value in zip(ordered["short"], boxes, values, strict=True)
            ],
        ),
    )
    picked = alt.selection_point(name=PICKED, fields=["key"], on="click", clear="dblclick")
    scale_x = alt.Scale(domain=[0, _WIDTH], nice=False, zero=False)
    scale_y = alt.Scale(domain=[_HEIGHT, 0], nice=False, zero=False)
    base = alt.Chart(data)
    boxes_drawn = (
        base.mark_rect(stroke="white", strokeWidth=2, cursor="pointer")
        .encode(
            x=alt.X("x:Q", axis=None, scale=scale_x),
            x2="x2:Q",
            y=alt.Y("y:Q", axis=None, scale=scale_y),
            y2="y2:Q",
            color=alt.Color("colour:N", scale=None),
            opacity=alt.condition(picked, alt.value(1), alt.value(0.45)),
            tooltip=[tip("name", names), tip("exact", names)],
        )
        .add_params(picked)
    )
    words = [
        base.mark_text(
            align="left",
            baseline="top",
            dx=6,
            dy=down,
            fontSize=size,
            limit=alt.ExprRef(f"max({_ROOM} - 10, 1)"),
            opacity=alt.ExprRef(f"{_ROOM} < {needed} ? 0 : 1"),
        ).encode(
            x=alt.X("x:Q", scale=scale_x),
            y=alt.Y("y:Q", scale=scale_y),
            text=f"{field}:N",
            color=alt.Color("ink:N", scale=None),
        )
        for field, down, size, needed in (
            ("label", 6, 12, f"{_NARROW}"),
            ("amount", 22, 11, f"max({_NARROW}, length(datum.amount) * {_LETTER} + 10)"),
        )
    ]
    inked = data.with_columns(
        pl.Series("ink", [ink_on(colour) for colour in data["colour"]], dtype=pl.String)
    )
    return alt.LayerChart(
        data=inked,
        layer=[_without_data(boxes_drawn), *[_without_data(word) for word in words]],
        height=_TREE_PIXELS,
        autosize=FIT,
    )


def _without_data(chart: alt.Chart) -> alt.Chart:
    """Return the layer so that it takes the data of the whole chart."""
    bare: alt.Chart = chart.copy()
    bare.data = alt.Undefined
    return bare


def ink_on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour (`#RRGGBB`)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
              for part in (red, green, blue)]  # fmt: skip
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"


# ------------------------------------------------------------------ flows


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that goes from one node to another; columns count from the left."""

    column: int
    source: str
    target: str
    amount: Decimal
    colour: str
    exact: str

    @property
    def value(self) -> float:
        """Return the amount for drawing only."""
        return float(self.amount)


def sankey(
    flows: Sequence[Flow], labels: Mapping[str, str], names: Mapping[str, str]
) -> alt.LayerChart:
    """Draw flows of money between columns of nodes, heights in proportion.

    `labels`: node → words. A node stands in the column of the flows that leave it, or one to
    the right of those that reach it.
    """
    nodes = _placed(flows)
    ribbons = _ribbons(flows, nodes)
    last = max(column for column, _, _ in nodes.values())
    scale_x = alt.Scale(domain=[0, last], nice=False, zero=False, padding=4)
    scale_y = alt.Scale(domain=[1, 0], nice=False, zero=False)
    drawn = (
        alt.Chart(ribbons)
        .mark_area(opacity=0.55)
        .encode(
            x=alt.X("x:Q", axis=None, scale=scale_x),
            y=alt.Y("y:Q", axis=None, scale=scale_y),
            y2="y2:Q",
            detail="flow:N",
            color=alt.Color("colour:N", scale=None),
            tooltip=[tip("name", names), tip("exact", names)],
        )
    )
    # The first column is named in the space to its right, the others in that to their left;
    # where a name and its figure have no room, the name alone: a figure is whole or not there.
    rooms = (
        f"width / {last} * 0.62 - 8",
        f"width / {last} * 0.38 - 8",
        f"width / {last} - 10",
    )
    first = alt.Chart(_node_frame(nodes, labels, range(1))).mark_text(
        align="left", dx=6, limit=alt.ExprRef(rooms[0])
    )
    second = alt.Chart(_node_frame(nodes, labels, range(1, 2))).mark_text(
        align="right", dx=-6, limit=alt.ExprRef(rooms[1])
    )
    others = alt.Chart(_node_frame(nodes, labels, range(2, last + 1))).mark_text(
        align="right", dx=-6, limit=alt.ExprRef(rooms[2])
    )
    words = [
        layer.transform_calculate(
            shown=f"length(datum.label) * {_LETTER} < {room} ? datum.label : datum.node"
        ).encode(x=alt.X("x:Q", scale=scale_x), y=alt.Y("y:Q", scale=scale_y), text="shown:N")
        for layer, room in zip((first, second, others), rooms, strict=True)
    ]
    return alt.LayerChart(layer=[drawn, *words], height=_FLOW_PIXELS, autosize=FIT)


def _placed(flows: Sequence[Flow]) -> dict[str, tuple[int, float, float]]:
    """Return the column, top and height of each node: columns are centred, gaps even."""
    columns: dict[int, dict[str, float]] = {}
    into: dict[str, float] = {}
    out: dict[str, float] = {}
    where: dict[str, int] = {}
    for flow in flows:
        where.setdefault(flow.source, flow.column)
        where.setdefault(flow.target, flow.column + 1)
        out[flow.source] = out.get(flow.source, 0) + flow.value
        into[flow.target] = into.get(flow.target, 0) + flow.value
    for node, column in where.items():
        columns.setdefault(column, {})[node] = max(into.get(node, 0), out.get(node, 0))
    most = max(len(nodes) for nodes in columns.values())
    whole = max(sum(nodes.values()) for nodes in columns.values())
    scale = (1 - _GAP * (most - 1)) / whole
    placed = {}
    for column, sizes in columns.items():
        used = sum(sizes.values()) * scale + _GAP * (len(sizes) - 1)
        at = (1 - used) / 2
        for node, size in sizes.items():
            placed[node] = (column, at, size * scale)
            at += size * scale + _GAP
    return placed


def _ribbons(
    flows: Sequence[Flow], nodes: Mapping[str, tuple[int, float, float]]
) -> pl.DataFrame:
    out = {node: top for node, (_, top, _) in nodes.items()}
    into = dict(out)
    rows = []
    scale = _scale(flows, nodes)
    for number, flow in enumerate(flows):
        size = flow.value * scale
        start, end = out[flow.source], into[flow.target]
        out[flow.source] += size
        into[flow.target] += size
        for step in range(_STEPS + 1):
            part = step / _STEPS
            ease = part * part * (3 - 2 * part)
            top = start + (end - start) * ease
            rows.append(
                {
                    "flow": number,
                    "x": nodes[flow.source][0] + part,
                    "y": top,
                    "y2": top + size,
                    "colour": flow.colour,
                    "name": f"{flow.source} → {flow.target}",
                    "exact": flow.exact,
                }
            )
    return pl.DataFrame(rows)


def _scale(flows: Sequence[Flow], nodes: Mapping[str, tuple[int, float, float]]) -> float:
    """Return the height of a unit of value, from the first node that is left or reached."""
    first = flows[0].source
    leaving = sum(flow.value for flow in flows if flow.source == first)
    reaching = sum(flow.value for flow in flows if flow.target == first)
    return nodes[first][2] / max(leaving, reaching)


def _node_frame(
    nodes: Mapping[str, tuple[int, float, float]], labels: Mapping[str, str], columns: range
) -> pl.DataFrame:
    rows = [
        {
            "x": float(column),
            "y": top + height / 2,
            "node": node,
            "label": labels.get(node, node),
        }
        for node, (column, top, height) in nodes.items()
        if column in columns
    ]
    texts = {"node": pl.String, "label": pl.String}
    return pl.DataFrame(rows, schema={"x": pl.Float64, "y": pl.Float64, **texts})
