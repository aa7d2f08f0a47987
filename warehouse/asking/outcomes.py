"""What became of every document and table, as a list for people; and the known forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb

from warehouse.connection import Result
from warehouse.errors import WarehouseError

_OUTCOMES = """
    select
        documents.file_name as document, outcomes.block_no as block, outcomes.row_no as row,
        outcomes.column_no as column, outcomes.status,
        outcomes.reason_code as reason, outcomes.form_id as form, outcomes.title_text as title,
        outcomes.record_count as records, outcomes.locator as place, outcomes.detail
    from raw.outcomes as outcomes
    left join raw.documents as documents on outcomes.document_id = documents.document_id
    where
        list_contains($statuses, outcomes.status)
        and ($reasons is null or list_contains($reasons, outcomes.reason_code))
    order by
        documents.file_name, outcomes.document_id, outcomes.block_no,
        outcomes.row_no nulls first, outcomes.column_no
"""


def listed(
    connection: duckdb.DuckDBPyConnection,
    statuses: Sequence[str],
    reasons: Sequence[str] | None,
) -> Result:
    """Return one row per document (block 0), table and figure that came out so, for a reason.

    Args:
        connection: the published warehouse.
        statuses: the statuses asked for.
        reasons: the reason codes asked for; None for any.
    """
    chosen = None if reasons is None else [str(reason) for reason in reasons]
    connection.execute(_OUTCOMES, {"statuses": list(statuses), "reasons": chosen})
    description = connection.description or []
    columns = tuple(str(column[0]) for column in description)
    types = tuple(str(column[1]) for column in description)
    return Result(columns, types, connection.fetchall())


def forms() -> Result:
    """Return one row per form that can be read, with the titles by which it is known."""
    from ingest.errors import AuthorError
    from ingest.form import load_forms

    try:
        known = load_forms()
    except AuthorError as error:
        raise WarehouseError("form_file", reason=error) from error
    rows = [
        (form.id, form.phase or "", form.shape, " · ".join(map(_plain, form.titles)))
        for form in known.values()
    ]
    columns = ("form", "phase", "shape", "titles")
    return Result(columns, ("VARCHAR",) * len(columns), sorted(rows))


def _plain(title: re.Pattern[str]) -> str:
    """Return a title's pattern without the brackets that every pattern is put in."""
    return title.pattern.removeprefix("(?:").removesuffix("$").removesuffix(")")
