"""Documents behind a result: as few as the rows need, and never one too few."""

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.asking.documents_behind import Basis, documents_behind
from warehouse.asking.lineage import Loss
from warehouse.connection import Limits, Sandbox
from warehouse.errors import QueryError, UsageError

TABLES = """
create schema marts; create schema raw;
create table marts.dim_documents as
    select d as document_id, d || '.txt' as file_name, d as title, 'budget' as document_kind,
        2023 as fiscal_year, 'k' as department_key, true as is_current
    from (values ('a'), ('b'), ('c')) as documents (d);
create table marts.dim_departments as select 'k' as department_key, '局' as department_name;
create table marts.receipts as
    select d || '-1' as receipt_id, d as document_id
    from (values ('a'), ('b'), ('c')) as documents (d);
create table marts.facts as
    select * from (values
        ('a-1', 'a', 2022, 'x', 10), ('a-2', 'a', 2023, 'y', 20), ('b-1', 'b', 2023, 'x', 30),
        ('b-2', 'b', 2023, 'z', null), ('c-1', 'c', 2024, 'y', 5)
    ) as facts (receipt_id, document_id, year, code, yuan);
create table marts.codes as
    select * from (values ('x', 'one'), ('y', 'two')) as codes (code, name);
create table marts.compared as select 'a-1' as receipt_id, 'r' as reconciliation_id;
create table marts.fct_leads as
    select 'a' as document_id, 'a-1' as receipt_id, 'c-1' as other_receipt_id;
create table marts.department_years as
    select * from (values ('k22', 2022, 10), ('k23', 2023, 50)) as years (
        department_year_key, year, yuan);
create table marts.wide_documents as
    select 'department_years' as table_name, * from (values
        ('k22', 'a'), ('k23', 'a'), ('k23', 'b')) as wide (row_key, document_id);
create table marts.fact_receipts as
    select document_id, receipt_id, yuan::decimal(20, 2) as amount_yuan,
        document_id = 'a' as is_proven
    from marts.facts;
create table marts.fct_reconciliations as
    select 'b' as document_id, 'broken' as status, 'a-1' as left_receipt_id;
create table raw.outcomes as select 'a' as document_id, 1 as block_no, 'parsed' as status,
    null::integer as row_no;
"""


@pytest.fixture(scope="module")
def sandbox():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        yield Sandbox(connection, Limits())


def found(sandbox, query):
    behind = documents_behind(sandbox, query)
    names = {row[0].removesuffix(".txt") for row in behind.documents.rows}
    return "".join(sorted(names)), behind.basis, behind.losses


EXACT = [
    ("from marts.facts", "abc"),
    ("select code from marts.facts where yuan > 10", "ab"),
    ("select sum(yuan) from marts.facts where year = 2024", "c"),
    ("select year, sum(yuan) as s from marts.facts group by year having s > 20", "ab"),
    ("select year, sum(yuan) from marts.facts group by all order by 2 desc limit 1", "ab"),
    ("select code from marts.facts order by yuan limit 1", "c"),
    ("select count(*) from marts.facts where code = 'nothing'", ""),
    ("select marts.facts.code from marts.facts where marts.facts.year = 2022", "a"),
    ("select f.* exclude (yuan), name from marts.facts f join marts.codes using (code)", "abc"),
    (
        (
            "select name, sum(yuan) from marts.codes left join marts.facts using (code)"
            " where name = 'one' group by name"
        ),
        "ab",
    ),
    (
        (
            "with y as (select year, sum(yuan) as s from marts.facts group by year)"
            " select * from y where s < 8"
        ),
        "c",
    ),
    ("with f as (from marts.facts), g as (from f where year = 2022) select code from g", "a"),
    (
        "select s from (select year, max(yuan) as s from marts.facts group by 1) where s = 10",
        "a",
    ),
    (
        (
            "select code from marts.facts where year = 2022 union all"
            " select code from marts.facts where year = 2024"
        ),
        "ac",
    ),
    ("select distinct year from marts.facts where yuan is null", "b"),
    (
        (
            "select a.code from marts.facts a join marts.facts b using (code)"
            " where a.year = 2022 and b.year = 2023"
        ),
        "ab",
    ),
    ("from marts.facts a join marts.facts b using (receipt_id) where a.year = 2024", "c"),
    ("select yuan from marts.department_years where year = 2022", "a"),
    ("select sum(yuan) from marts.department_years", "ab"),
    ("select reconciliation_id from marts.compared", "a"),
    ("from marts.fct_leads", "ac"),
    ("select unnest([1, 2]), code from marts.facts where year = 2024;", "c"),
]


@pytest.mark.parametrize(("query", "documents"), EXACT)
def test_the_rows_of_a_result_name_their_documents(sandbox, query, documents):
    assert found(sandbox, query) == (documents, Basis.ROWS, frozenset())


@pytest.mark.parametrize(("query", "documents"), EXACT)
def test_a_result_does_not_change_without_the_documents_not_behind_it(query, documents):
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        before = sorted(map(str, connection.execute(query).fetchall()))
        for table in ("marts.facts", "marts.compared", "marts.fct_leads"):
            connection.execute(
                f"delete from {table} where not contains(?, receipt_id[1])", [documents]
            )
        assert sorted(map(str, connection.execute(query).fetchall())) == before


@pytest.mark.parametrize(
    ("query", "documents", "loss"),
    [
        (
            "select code, sum(yuan) over () from marts.facts where year = 2023 limit 1",
            "ab",
            Loss.WINDOW,
        ),
        (
            (
                "select sum(yuan), sum(sum(yuan)) over () from marts.facts where year = 2022"
                " group by code"
            ),
            "a",
            Loss.WINDOW,
        ),
        (
            (
                "select code from marts.facts where year = 2022"
                " and code in (select code from marts.fct_leads, marts.codes)"
            ),
            "ac",
            Loss.SUBQUERY,
        ),
        ("select (select max(yuan) from marts.department_years)", "ab", Loss.SUBQUERY),
        (
            (
                "with w as (from marts.department_years) select code from marts.facts"
                " where year = 2024 and yuan < (select max(yuan) from w)"
            ),
            "abc",
            Loss.SUBQUERY,
        ),
        ("select distinct code from marts.facts where year = 2023 limit 1", "ab", Loss.LIMIT),
        (
            "select code from marts.facts semi join marts.fct_leads using (receipt_id)",
            "ac",
            Loss.SEMI_JOIN,
        ),
    ],
)
def test_what_cannot_be_followed_counts_with_more_and_says_so(sandbox, query, documents, loss):
    assert found(sandbox, query) == (documents, Basis.ROWS, frozenset({loss}))


@pytest.mark.parametrize(
    ("query", "documents", "basis"),
    [
        ("select 1", "", Basis.NOTHING),
        ("from marts.codes", "", Basis.NOTHING),
        (
            "select document_id, columns('y.*') from marts.facts where year = 2024",
            "c",
            Basis.RESULT,
        ),
        ("select receipt_id from marts.facts except select 'c-1'", "ab", Basis.RESULT),
        ("select code from marts.facts except select 'x'", "abc", Basis.TABLES),
        ("pivot marts.department_years on year using sum(yuan)", "ab", Basis.TABLES),
        ("select code from marts.facts natural join marts.codes", "abc", Basis.TABLES),
        ("select code from marts.facts using sample 1 rows", "abc", Basis.TABLES),
        ("select yuan from query_table('marts.facts')", "abc", Basis.WAREHOUSE),
        (
            "select (select max(yuan) from query_table('marts.' || 'facts'))",
            "abc",
            Basis.WAREHOUSE,
        ),
    ],
)
def test_a_query_that_cannot_be_followed_names_more_than_enough(
    sandbox, query, documents, basis
):
    assert found(sandbox, query) == (documents, basis, frozenset())


def test_each_document_comes_with_its_state(sandbox):
    rows = documents_behind(sandbox, "select code from marts.facts where year = 2023").documents
    assert rows.columns == (
        "file",
        "title",
        "kind",
        "year",
        "department",
        "current",
        "outcomes",
        "verified %",
        "broken",
    )
    states = [(row[0], *row[5:]) for row in rows.rows]
    assert [(name, *map(str, state)) for name, *state in states] == [
        ("a.txt", "True", "1 parsed", "100.0", "0"),
        ("b.txt", "True", "", "0.0", "1"),
    ]


def test_a_query_that_fails_says_so(sandbox):
    with pytest.raises(QueryError, match="nope"):
        documents_behind(sandbox, "select nope from marts.facts")
    with pytest.raises(UsageError):
        documents_behind(sandbox, "select 1; select 2")


CONDITIONS = st.sampled_from(
    ["year = 2022", "year > 2022", "code = 'x'", "yuan > 10", "yuan is null", "true", "false"]
)
GROUPS = st.sampled_from(["year", "code", "year, code", "yuan > 5"])


@settings(max_examples=60, deadline=None)
@given(where=CONDITIONS, groups=GROUPS, having=st.integers(0, 40), limit=st.integers(0, 3))
def test_a_grouped_result_rests_on_its_documents_alone(where, groups, having, limit):
    """Without every other document the result is the same; that is what *behind* means."""
    query = (
        f"select {groups}, sum(yuan) from marts.facts where {where} group by {groups}"
        f" having coalesce(sum(yuan), 0) >= {having} order by all limit {limit}"
    )
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        documents, basis, losses = found(Sandbox(connection, Limits()), query)
        assert (basis, losses) == (Basis.ROWS, frozenset())
        before = connection.execute(query).fetchall()
        rows = "select count(*) from marts.facts where contains(?, document_id)"
        assert not documents or connection.execute(rows, [documents]).fetchone() != (0,)
        connection.execute(
            "delete from marts.facts where not contains(?, document_id)", [documents]
        )
        after = connection.execute(query).fetchall()
        assert after[: len(before)] == before
