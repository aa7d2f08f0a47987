"""Vehicles and large equipment in use, as sentences count them."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.errors import Reason
from ingest.statements.clauses import Figure, worded
from ingest.statements.disclosed_facts import Sentence, Telling, Told
from ingest.statements.stream import Stream
from ingest.words import rows_of

EQUIPMENT: Final = {
    "通用": "general_equipment",
    "专用": "special_equipment",
    None: "large_equipment",
}
"""Items of equipment by the sort that their name gives."""
QUANTITY: Final = "quantity"
COUNTED: Final = {
    "台/套": "台套",
    "台(套)": "台套",
    "台、套": "台套",
    "台": "台套",
    "套": "台套",
}
"""Units of equipment → the one that stands for all."""
_OF_CARS = "辆"
_LARGE = 100


def counted(
    stream: Stream, figure: Figure, before: str, telling: Telling, said: Sentence
) -> Iterator[Told]:
    """Vehicles and equipment in use that a figure counts; what is to be bought is none."""
    if said.is_plan:
        return
    reason = _stock_year(before, telling)
    item, is_known = _count_item(figure.lead, said), True
    if item is None and figure.unit == "辆" and said.counts and _kind_of_car(figure.lead):
        item, is_known = "vehicles_unknown", False
    if item is None:
        return
    said.counts |= item == "vehicles"
    unit = _OF_CARS if item.startswith("vehicles") else COUNTED.get(figure.unit, figure.unit)
    reason = reason if is_known else Reason.UNKNOWN_ROW
    yield Told(item, QUANTITY, figure, figure.lead, stream, unit=unit, reason=reason)


def _kind_of_car(lead: str) -> bool:
    return re.fullmatch(r"[^比较增减上去]{0,12}车(?:辆)?(?:为|共|:)?", lead) is not None


def _stock_year(before: str, telling: Telling) -> Reason | None:
    """Why a stock is of another year: final accounts give it at the end of their own."""
    dates = re.findall(r"截[至止](?:到)?((?:19|20)\d\d)年", before)
    is_old = (
        dates
        and telling.year is not None
        and telling.stage == "executed"
        and int(dates[-1]) not in (telling.year, telling.year + 1)
    )
    return Reason.OTHER_YEAR if is_old else None


def _count_item(lead: str, said: Sentence) -> str | None:
    for item, words in rows_of("disclosed_items").items():
        if item.startswith("vehicles_") and said.counts:
            rule = re.compile(f"(?:其中:?)?(?:{words})(?:数量?)?(?:共|为|:|有|计)*")
            if rule.fullmatch(lead):
                return item
    if worded("[^比较增减]*?{disclosed_items.vehicles}(?:共有|共|为|是|:|计|有)*").fullmatch(
        lead
    ):
        return "vehicles"
    found = worded("(?:.*?){disclosed_items.equipment}(?:共有|共计|共|为|:|有|计)*").fullmatch(
        lead
    )
    if found is None:
        return None
    is_large = int(found["limit"]) >= _LARGE or found["sort"] is not None
    return EQUIPMENT[found["sort"]] if is_large else None
