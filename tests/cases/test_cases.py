"""Small documents that were read wrongly once, with what is right.

A case is a folder with its documents and `expected.toml`, typed in by hand from what they
print. All cases are built into one warehouse, so each has a department of its own.

    [[rows]]                        # a mart, or a table of another schema
    table = "fct_spending"
    where = {function_code = "2010101", spending_nature = "basic"}
    is = {amount_yuan = "200000.00", is_proven = true}

    [[rows]]                        # nothing is invented
    table = "fct_indicators"
    where = {indicator_name = "评价结论"}
    count = 0

    [[outcomes]]
    is = {form_id = "spending_account", status = "partial"}
    says = "###"                    # printed in the detail

Rows are those of the case's documents, or of the one that `document` names; `count` is how
many there must be, one where it is not said.
"""

import hashlib
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from conftest import build, first_comer

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.toml"))


def documents_of(case: Path) -> list[Path]:
    """The documents of a case, in the order of their names."""
    return sorted(p for p in case.iterdir() if p.is_file() and p.suffix != ".toml")


@pytest.fixture(scope="session")
def cases_warehouse(shared_folder) -> Path:
    """The warehouse of the documents of all cases, built once."""
    with first_comer(shared_folder, "cases") as (folder, is_first):
        if is_first:
            documents = folder / "documents"
            for case in CASES:
                (documents / case.name).mkdir(parents=True)
                for document in documents_of(case):
                    shutil.copy(document, documents / case.name)
            build(folder / "warehouse", documents)
    return folder / "warehouse" / "current.duckdb"


def found_rows(connection, expected, documents):
    """The rows of a table that an entry asks for, as dictionaries.

    Several documents of a case may tell of one department and year: what another of them says
    first is found among all statements.
    """
    table = expected.get("table", "raw.outcomes")
    table = table if "." in table else f"marts.{table}"
    rows = rows_of(connection, table, expected, documents)
    stated = f"{table}_all".removeprefix("marts.")
    known = "select 1 from information_schema.tables where table_name = ?"
    if rows or expected.get("count") == 0 or not connection.execute(known, [stated]).fetchall():
        return rows
    return rows_of(connection, f"{table}_all", expected, documents)


def rows_of(connection, table, expected, documents):
    """The rows of that table for an entry."""
    named = [p for p in documents if expected.get("document", p.name) == p.name]
    assert named, f"no document {expected['document']}"
    keys = [hashlib.sha256(path.read_bytes()).hexdigest() for path in named]
    wanted = {**expected.get("where", {}), "document_id": keys}
    conditions = " and ".join(
        f"list_contains(${name}, {name})" if isinstance(value, list)
        else f"cast({name} as varchar) = cast(${name} as varchar)"
        for name, value in wanted.items()
    )  # fmt: skip
    if table.endswith("_all"):
        conditions += " and not is_chosen and not_chosen_reason <> 'unreconciled'"
    found = connection.execute(f"select * from {table} where {conditions}", wanted)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def said(value):
    """A value of a column as a test types it: amounts and dates as text, null as ''."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else value if isinstance(value, (bool, int)) else str(value)


def typed(value):
    """A typed value as `said` gives it."""
    try:
        return said(Decimal(value)) if isinstance(value, str) and value else value
    except ArithmeticError:
        return value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_comes_out_right(case, cases_warehouse):
    expected = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    documents = documents_of(case)
    assert documents
    assert expected.get("rows") or expected.get("outcomes")
    with duckdb.connect(str(cases_warehouse.resolve()), read_only=True) as connection:
        for entry in expected.get("rows", []):
            rows = found_rows(connection, entry, documents)
            assert len(rows) == entry.get("count", 1), (entry, rows)
            for row in rows:
                shown = {name: typed(said(row[name])) for name in entry.get("is", {})}
                assert shown == {n: typed(v) for n, v in entry.get("is", {}).items()}, entry
        for entry in expected.get("outcomes", []):
            rows = found_rows(connection, {**entry, "where": entry.get("is", {})}, documents)
            told = [row for row in rows if entry.get("says", "") in (row["detail"] or "")]
            every = found_rows(connection, {}, documents)
            assert told, (entry, [(r["status"], r["reason_code"], r["detail"]) for r in every])
