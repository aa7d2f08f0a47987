"""The rows of a comparison: who is in view, each value as viewed, and why one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from dashboards import queries
from dashboards.measures import MEASURES, Measure, in_prices, per_head
from dashboards.page import Context
from dashboards.texts import term

_VALUE = pl.Decimal(38, 8)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose: measure, year, view, and whom (nothing chosen: all).

    `base_year` is the year of the prices in the view `real`, None where no prices are known.
    """

    measure: str
    year: int
    view: str
    labels: tuple[str, ...]
    region: str | None
    sector: str | None
    base_year: int | None

    @property
    def chosen(self) -> Measure:
        """Return the measure chosen."""
        return MEASURES[self.measure]


def rows(context: Context, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Return one row per department in view: those without the year have nulls and a reason.

    Columns: those of department_years, and nominal (the measure as printed), value (as
    viewed), reason (why the value may be missing), key (of the row).
    """
    every = frame
    if choice.region:
        every = every.filter(pl.col("region_name") == choice.region)
    if choice.sector:
        every = every.filter(pl.col("sector_name") == choice.sector)
    if choice.labels:
        every = every.filter(pl.col("label").is_in(choice.labels))
    every = every.select("label", "department_key").unique("label", maintain_order=True)
    year = frame.filter(pl.col("fiscal_year") == choice.year).drop("department_key")
    found = every.join(year, on="label", how="left", maintain_order="left")
    found = found.with_columns(
        nominal=pl.col(choice.measure),
        key=pl.coalesce("department_year_key", "label"),
    )
    return _viewed(context, _reasoned(context, found, choice), choice)


def _reasoned(context: Context, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Add why the measure may be missing, by the disclosure matrix.

    A count of zero without a document that could name anything is no data, not a zero.
    """
    found = queries.disclosures(context.edition, choice.year, context.synthetic)
    statuses = {
        (key, kind): status
        for key, kind, status in found.select(
            "department_key", "document_kind", "status"
        ).iter_rows()
    }
    measure = choice.chosen
    reasons, known = [], []
    for key in frame["department_key"]:
        by_kind = {kind: statuses.get((key, kind), "missing") for kind in measure.documents}
        printed = (kind for kind, status in by_kind.items() if status != "missing")
        kind = next(printed, measure.documents[0])
        word = term("kind", kind, context.language)
        reasons.append(context.say(f"reason_{by_kind[kind]}", kind=word))
        known.append(measure.kind != "count" or by_kind[kind] != "missing")
    nominal = pl.when(pl.Series(known, dtype=pl.Boolean) | (pl.col("nominal") != 0))
    return frame.with_columns(
        nominal=nominal.then("nominal"), reason=pl.Series(reasons, dtype=pl.String)
    )


def _viewed(context: Context, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Add the value as viewed; where only the view lacks something, the reason says so."""
    if choice.view == "amount":
        return frame.with_columns(value=pl.col("nominal"))
    values = _values(context, frame, choice)
    viewed = frame.with_columns(value=pl.Series(values, dtype=_VALUE))
    lacking = pl.col("nominal").is_not_null() & pl.col("value").is_null()
    reason = pl.lit(context.say(f"reason_{choice.view}"))
    return viewed.with_columns(reason=pl.when(lacking).then(reason).otherwise("reason"))


def _values(context: Context, frame: pl.DataFrame, choice: Choice) -> list[Decimal | None]:
    if choice.view == "share":
        share = pl.when(pl.col("nominal").is_not_null()).then(choice.chosen.share or "nominal")
        return list(frame.select(share).to_series())
    if choice.view == "per_head":
        people = queries.populations(context.edition, choice.year)
        pairs = frame.select("nominal", "region_code").iter_rows()
        return [per_head(amount, people.get(region)) for amount, region in pairs]
    prices = queries.price_factors(context.edition)
    factor = None if prices is None else prices[1].get(choice.year)
    return [in_prices(amount, factor) for amount in frame["nominal"]]
