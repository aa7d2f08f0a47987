"""The picture of the place where a figure is printed, from the kept original."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ingest.readers.page_pictures import Shown


def page_of(warehouse_dir: Path, receipt: Mapping[str, Any]) -> Shown | None:
    """Return the picture of a receipt's page; None where no original shows it.

    What the page says of persons is covered, as on every page that people see.
    """
    from ingest import landing
    from ingest.readers import page_pictures
    from warehouse.masking import mask_text

    data = landing.original(warehouse_dir, receipt["document_id"])
    if data is None:
        return None
    return page_pictures.shown(
        data,
        receipt["locator"] or "",
        receipt["printed_text"] or "",
        landing.seen_in(warehouse_dir),
        lambda line: mask_text(line) != line,
    )
