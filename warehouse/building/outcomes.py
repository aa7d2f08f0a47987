"""Outcomes that only the models know: a table that was read whole, and is in no fact.

The reader writes the outcomes; that nobody knows the body or the year of a table, or which of
two tables of an account counts, is seen after the models only, and told here.
"""

from __future__ import annotations

import duckdb

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
