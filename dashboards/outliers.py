"""Which points of a scatter stand apart: those are named, the others are not."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

NAMED_AT_MOST = 6
FENCE = 1.5  # Tukey's
_LEAST_SPREAD = 1.0  # a point of a score or a rate, where most are the same


def among(measures: Sequence[pl.Series]) -> pl.Series:
    """Tell of each row whether one of its measures lies far from the others', the farthest few.

    Far is more than FENCE times the distance of the quartiles beyond the nearer of them.
    """
    beyond = pl.DataFrame([_beyond(one).alias(str(at)) for at, one in enumerate(measures)])
    farthest = beyond.max_horizontal()
    return (farthest > 0) & (farthest.rank("ordinal", descending=True) <= NAMED_AT_MOST)


def _beyond(values: pl.Series) -> pl.Series:
    """Return how far values lie beyond the fences, in distances of the quartiles; 0 inside."""
    points = values.cast(pl.Float64)
    low, high = points.quantile(0.25) or 0.0, points.quantile(0.75) or 0.0
    spread = max(high - low, _LEAST_SPREAD)
    sides = pl.DataFrame({"below": low - points, "above": points - high})
    return (sides.max_horizontal() / spread - FENCE).clip(lower_bound=0)
