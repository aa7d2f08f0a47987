"""How each value of a published warehouse stands: in which mart, how read, and how proven.

`raw` says what became of the rest: figures that no record took, and outcomes of tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.marts import LONG, TYPED_ALSO, key_text, value_text
from corpus.expected_facts import YUAN_IN
from ingest.values import squeeze

if TYPE_CHECKING:
    import duckdb

LOST = frozenset({"failed", "unrecognised", "partial", "set_aside"})
"""Statuses that say that something was not taken."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a mart holds of a document.

    `keys` are the key columns in comparable spelling, `key` those of the mart in one text.
    `is_chosen` is false where the value
    stands in `<mart>_all` only.
    """

    mart: str
    keys: tuple[tuple[str, str], ...]
    column: str
    value: str
    year: int | None
    department: str | None
    reading: str | None
    is_proven: bool
    is_amount_proven: bool
    is_chosen: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document (block 0) or of a table in it."""

    block_no: int
    form: str | None
    status: str
    reason: str | None


@dataclass(slots=True)
class Standing:
    """A document in a warehouse: its values, and what is said of the rest."""

    values: list[Value] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    untaken: set[str] = field(default_factory=set)
    unreconciled: set[str] = field(default_factory=set)

    def word_for(self, form: str | None) -> bool:
        """Whether an outcome says that a table of this form, or the document, was not read.

        A table that nobody recognised speaks for the form only where no other table of the
        document was read as that form.
        """
        read = {o.form for o in self.outcomes if o.status == "parsed" and o.block_no}
        for outcome in self.outcomes:
            if outcome.status not in LOST:
                continue
            if not outcome.block_no:
                if outcome.status != "partial":
                    return True
            elif outcome.form == form or (outcome.form is None and form not in read):
                return True
        return False

    def is_set_aside(self) -> bool:
        """Whether the document as a whole is kept out of the facts."""
        whole = [o for o in self.outcomes if not o.block_no]
        reasons = {o.reason for o in self.outcomes}
        named = bool(reasons & {"no_year", "no_department"})
        return named or any(o.status == "set_aside" for o in whole)


def standings(database: Path) -> dict[str, Standing]:
    """The standing of each document, by its id."""
    import duckdb

    found: dict[str, Standing] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        for document, value in _values(connection):
            found.setdefault(document, Standing()).values.append(value)
        query = "select document_id, block_no, form_id, status, reason_code from raw.outcomes"
        for document, *told in connection.execute(query).fetchall():
            found.setdefault(document, Standing()).outcomes.append(Outcome(*told))
        for document, amount, unit, text in _if_there(
            connection, "raw.untaken", "document_id, amount, unit_text, text"
        ):
            found.setdefault(document, Standing()).untaken.update(
                _spellings(amount, unit, text)
            )
        for document, amount, unit, text in _if_there(
            connection,
            "raw.amounts",
            "document_id, amount, unit_text, amount_text",
            "reading = 'unreconciled'",
        ):
            found[document].unreconciled.update(_spellings(amount, unit, text))
    return found


def _spellings(amount: Decimal | None, unit: str | None, text: str | None) -> Iterator[str]:
    """A figure that was not taken as money and as text."""
    if amount is not None:
        yield f"{amount * YUAN_IN.get(unit or '', 1):.2f}"
    if text:
        yield squeeze(text)


def _if_there(
    connection: duckdb.DuckDBPyConnection, table: str, columns: str, where: str = "true"
) -> list[tuple[Any, ...]]:
    if not _columns(connection, table):
        return []
    query = f"select {columns} from {table} where {where}"  # noqa: S608
    return connection.execute(query).fetchall()


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> frozenset[str]:
    """The columns of a table, none where there is no such table."""
    query = (
        "select column_name from information_schema.columns "
        "where table_schema || '.' || table_name = ?"
    )
    return frozenset(name for (name,) in connection.execute(query, [table]).fetchall())


def _values(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Value]]:
    for mart, (key, columns) in LONG.items():
        keys = [name.strip() for name in key.split(",")]
        for column in (*columns, *TYPED_ALSO.get(mart, ())):
            yield from _of_column(connection, mart, keys, column, is_chosen=True)
            if _columns(connection, f"marts.{mart}_all"):
                yield from _of_column(connection, mart, keys, column, is_chosen=False)


def _of_column(
    connection: duckdb.DuckDBPyConnection,
    mart: str,
    keys: list[str],
    column: str,
    *,
    is_chosen: bool,
) -> Iterator[tuple[str, Value]]:
    # a chosen row may be filled from another document; all rows are as one document prints
    everything = f"marts.{mart}_all"
    has_all = bool(_columns(connection, everything))
    source = everything if has_all else f"marts.{mart}"
    chosen = ("and f.is_chosen" if is_chosen else "and not f.is_chosen") if has_all else ""
    columns = _columns(connection, source)
    if column not in columns:
        return
    proofs = _columns(connection, "marts.fact_receipts")
    amount = "p.is_amount_proven" if "is_amount_proven" in proofs else "p.is_proven"
    # The figures of one line may have several receipts, that of the fact being one of them.
    join = (
        f"left join marts.fact_receipts as p on p.fact_table = '{mart}'"
        f" and p.column_name = '{column}'"
        " and (p.fact_receipt_id = f.receipt_id or p.receipt_id = f.receipt_id)"
    )
    if not is_chosen:
        join = "left join marts.receipts as p on p.receipt_id = f.receipt_id"
    # A line may have its budget from one document, its executed figure from another.
    source_document = "coalesce(p.document_id, f.document_id)"
    extra = [name for name in _EXTRA.get(mart, ()) if name in columns]
    shown = ", ".join(f"{_OF_PROJECTS.get(n, 'f')}.{n}" for n in (*keys, *extra))
    query = f"""
        select {source_document}, f.fiscal_year, d.department_name, f.{column}, p.reading,
            coalesce(p.is_proven, false), coalesce({amount}, false), {shown}
        from {source} as f
        left join marts.dim_departments as d on f.department_key = d.department_key
        {_printed_names(connection) if "project_name" in keys else ""}
        {join}
        where f.{column} is not null {chosen}
        qualify row_number() over (
            partition by f.document_id, f.receipt_id, {shown}
            order by coalesce(p.receipt_id = f.receipt_id, false) desc
        ) = 1
    """  # noqa: S608
    for row in connection.execute(query).fetchall():
        document, year, department, value, reading, in_place, in_amount, *told = row
        text = value_text(column, value)
        if text:
            named = zip((*keys, *extra), told, strict=True)
            key = tuple((name, key_text(name, part)) for name, part in named)
            yield (
                document,
                Value(
                    mart, key, column, text, year, department, reading, in_place, in_amount,
                    is_chosen, " ".join(part for _, part in key[: len(keys)]),
                ),
            )  # fmt: skip


def _printed_names(connection: duckdb.DuckDBPyConnection) -> str:
    """The join that names a project as the row's document does."""
    if not _columns(connection, "marts.project_lineages"):
        return "left join marts.dim_projects as q on f.project_key = q.project_key"
    return (
        "left join (select document_id, project_key, min(printed_name) as project_name"
        " from marts.project_lineages group by all) as q"
        " on f.document_id = q.document_id and f.project_key = q.project_key"
    )


_OF_PROJECTS: Mapping[str, str] = {"project_name": "q"}
_EXTRA: Mapping[str, tuple[str, ...]] = {
    "fct_account_lines": ("line_code",),
    "fct_spending": ("fund_source",),
}
"""Columns that typed facts may name besides a mart's key."""
