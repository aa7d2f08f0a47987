"""What became of every document and table, as a list for people; and the known forms.

The reader writes the outcomes; that a table, read whole, is in no fact because nobody knows its
body or year, or which of two tables counts, is seen after the models only, and told here.
"""

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
# A table that was read in part stays partial; its document is set aside all the same.
_SET_ASIDE = """
    with aside as (
        select
            document_id, block_no, min(reason) as reason, count(*) as figures,
            max(abs(amount_yuan)) as most_yuan
        from marts.figures_set_aside
        where reason in ('no_department', 'no_year', 'two_tables_of_an_account')
        group by grouping sets ((document_id, block_no), (document_id))
    ),
    facts as (select distinct document_id from marts.fact_receipts)
    update raw.outcomes as outcomes set
        status = 'set_aside',
        reason_code = aside.reason,
        detail = concat_ws(
            '; ', nullif(outcomes.detail, ''),
            aside.figures || ' figures, the largest of '
            || coalesce(format('{:,.2f} yuan', aside.most_yuan), 'no known amount')
        )
    from aside
    where
        outcomes.document_id = aside.document_id
        and outcomes.row_no is null
        and case
            when outcomes.block_no = 0
                then aside.block_no is null
                    and outcomes.status in ('parsed', 'partial')
                    and outcomes.document_id not in (select document_id from facts)
            else outcomes.block_no = aside.block_no and outcomes.status = 'parsed'
        end
"""


def tell_what_is_set_aside(connection: duckdb.DuckDBPyConnection) -> None:
    """Call tables and documents `set_aside` of which no body, no year or no one table is known.

    Their reason is `no_department`, `no_year` or `two_tables_of_an_account`; the detail
    says how many figures, and the largest. A document with other facts stays as it was.
    """
    connection.execute(_SET_ASIDE)


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
