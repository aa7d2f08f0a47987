"""Charts as inline SVG: ranked bars, budgets against execution, amounts over years.

Drawn by altair and vl-convert, offline. Decimals become floats here and nowhere else.
One dark accent and greys, so that a grey print reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import altair as alt
import vl_convert

from reports.clean import clean

ACCENT = "#1f4e79"
CONTEXT = "#c9d1d9"
OUTLINE = "#8a949e"
INK = "#24292f"
FONTS = (
    "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, "
    "WenQuanYi Micro Hei, sans-serif"
)
SHOWN_CLASSES = 7
SHOWN_PROJECTS = 16
_WIDTH = 420
_LABELS = 210
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Bar:
    """A ranked amount; `label` stands at its end; a context bar is grey."""

    name: str
    yuan: Decimal
    label: str
    is_context: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """A budget and what was executed of it (None: not printed), with a label."""

    name: str
    budget: Decimal
    executed: Decimal | None
    label: str


def bars(rows: Sequence[Bar], axis: str) -> str:
    """Return horizontal bars in the order given, values in 10,000 yuan, as SVG."""
    names = unique([row.name for row in rows])
    values = [
        {
            "name": name,
            "value": _shown(row.yuan),
            "label": clean(row.label),
            "colour": OUTLINE if row.is_context else ACCENT,
        }
        for name, row in zip(names, rows, strict=True)
    ]
    base = alt.Chart(_data(values)).encode(
        y=_names(names), x=_amounts(axis, _room([row["value"] for row in values]))
    )
    drawn = base.mark_bar(size=15).encode(color=alt.Color("colour:N", scale=None, legend=None))
    labels = base.mark_text(align="left", dx=5, color=INK).encode(text="label:N")
    return _svg(drawn + labels, len(rows) * 24, "bars")


def bullets(rows: Sequence[Bullet], axis: str) -> str:
    """Return budgets as wide light bars, execution as narrow dark ones, as SVG."""
    names = unique([row.name for row in rows])
    values = [
        {
            "name": name,
            "budget": _shown(row.budget),
            "executed": None if row.executed is None else _shown(row.executed),
            "end": max(_shown(row.budget), _shown(row.executed or Decimal(0))),
            "label": clean(row.label),
        }
        for name, row in zip(names, rows, strict=True)
    ]
    room = _room([row["end"] for row in values])
    base = alt.Chart(_data(values)).encode(y=_names(names))
    budget = base.mark_bar(size=14, color=CONTEXT, stroke=OUTLINE, strokeWidth=0.6).encode(
        x=_amounts(axis, room, "budget")
    )
    executed = base.mark_bar(size=6, color=ACCENT).encode(
        x=alt.X("executed:Q", scale=alt.Scale(domain=[0, room]))
    )
    labels = base.mark_text(align="left", dx=5, color=INK).encode(
        x=alt.X("end:Q", scale=alt.Scale(domain=[0, room])), text="label:N"
    )
    return _svg(budget + executed + labels, len(rows) * 23, "bullets")


@dataclass(frozen=True, slots=True)
class Series:
    """Yuan by year under a name; a year without data is None and breaks the line."""

    name: str
    by_year: Sequence[tuple[int, Decimal | None]]


def lines(series: Sequence[Series], axis: str) -> str:
    """Return lines over years from zero, each with its name at its end, as SVG.

    Strokes differ by dash as well as by grey, so that a print without colours reads.
    """
    values = [
        {
            "name": clean(one.name),
            "year": str(year),
            "value": None if yuan is None else _shown(yuan),
        }
        for one in series
        for year, yuan in one.by_year
    ]
    names = [clean(one.name) for one in series]
    last = [
        {"name": clean(one.name), "year": str(year), "value": _shown(yuan)}
        for one in series
        for year, yuan in [max((p for p in one.by_year if p[1] is not None), default=(0, None))]
        if yuan is not None
    ]
    room = _room([row["value"] or 0.0 for row in values])
    scale = alt.Scale(domain=[0, room], nice=False)
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    y_axis = alt.Axis(format=",~f", tickCount=5, domain=False, ticks=False)
    y = alt.Y("value:Q", title=axis, scale=scale, axis=y_axis)
    tones = alt.Scale(domain=names, range=[ACCENT, INK, OUTLINE, "#b08000"][: len(names)])
    dashes = alt.Scale(domain=names, range=[[1, 0], [6, 3], [2, 2], [8, 2, 2, 2]][: len(names)])
    base = alt.Chart(_data(values)).encode(
        x=x, y=y, color=alt.Color("name:N", scale=tones, legend=None)
    )
    drawn = base.mark_line(strokeWidth=2, invalid="break-paths-show-domains").encode(
        strokeDash=alt.StrokeDash("name:N", scale=dashes, legend=None)
    )
    dots = base.mark_point(filled=True, size=30, invalid="filter")
    ends = alt.Chart(_data(last)).encode(
        x=x, y=y, color=alt.Color("name:N", scale=tones, legend=None), text="name:N"
    )
    labels = ends.mark_text(align="right", dx=-4, dy=-9)
    return _svg(drawn + dots + labels, 190, "lines")


def unique(names: Sequence[str]) -> list[str]:
    """Return the names, a repeated one with its number, so that none share a bar."""
    seen: dict[str, int] = {}
    result = []
    for name in map(clean, names):
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result


def _data(values: list[dict[str, Any]]) -> alt.Data:
    make: Any = alt.Data
    data: alt.Data = make(values=values)
    return data


def _shown(yuan: Decimal) -> float:
    return float(yuan / _TEN_THOUSAND)


def _room(values: Sequence[Any]) -> float:
    """Return the end of the axis: the largest value, and space for its label."""
    return float(max([*values, 0.0])) * 1.28 or 1.0


def _names(names: Sequence[str]) -> alt.Y:
    axis = alt.Axis(labelLimit=_LABELS, ticks=False, domain=False, labelPadding=6)
    return alt.Y("name:N", sort=list(names), title=None, axis=axis)


def _amounts(title: str, room: float, field: str = "value") -> alt.X:
    axis = alt.Axis(
        format=",~f",
        tickCount=5,
        grid=True,
        domain=False,
        ticks=False,
    )
    scale = alt.Scale(domain=[0, room], nice=False)
    return alt.X(f"{field}:Q", title=title, axis=axis, scale=scale)


def _svg(chart: alt.LayerChart, height: int, name: str) -> str:
    """Return the chart as an SVG element whose ids are its own in the page."""
    spec = (
        chart.properties(width=_WIDTH, height=max(height, 48), background="white")
        .configure(font=FONTS)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            titleColor=INK,
            gridColor="#e4e7eb",
            labelFontSize=11,
            titleFontSize=11,
            titleFontWeight="normal",
        )
        .configure_text(fontSize=11)
        .to_dict()
    )
    svg: str = vl_convert.vegalite_to_svg(spec)
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r'\bid="', f'id="{name}-', svg)
    return re.sub(r"url\(#", f"url(#{name}-", svg)
