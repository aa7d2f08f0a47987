"""What DuckDB and Spark say differently is said Spark's way, or refused."""

import pytest

from warehouse.spark.dialect import NotPortableError, contract, query

COLUMNS = {"left": ["a", "b"], "right": ["b", "c"]}


@pytest.fixture(autouse=True)
def _needs_sqlglot():
    pytest.importorskip("sqlglot")


def columns(part):
    """The columns that Spark would name: here those of the table that a part names last."""
    return COLUMNS[max(COLUMNS, key=lambda table: part.rfind(f"marts__{table}"))]


def said(statement, of=columns):
    return " ".join(query("m", statement, of).text.split())


def test_the_query_of_a_model_with_a_contract_is_what_fills_its_table():
    statement = (
        'create table "warehouse"."marts"."m" ("a" varchar);\n'
        'insert into "warehouse"."marts"."m" ("a") select "a" from (\n'
        'select a from "scratch"."staging"."stg_x"\n)'
    )
    assert said(statement) == ("SELECT `a` FROM (SELECT a FROM staging__stg_x AS stg_x)")


def test_a_contract_is_said_in_the_types_of_both():
    statement = (
        'create table "w"."marts"."m" ("a" varchar, "b" decimal(20, 2), "c" timestamp,'
        ' "d" boolean, "e" integer);\ninsert into m ("a") select "a" from (select 1 as a)'
    )
    promised = contract(statement)
    assert {name: kind.sql("spark") for name, kind in promised.items()} == {
        "a": "STRING",
        "b": "DECIMAL(20, 2)",
        "c": "TIMESTAMP_NTZ",
        "d": "BOOLEAN",
        "e": "INT",
    }
    assert promised["c"].sql("duckdb") == "TIMESTAMP"
    assert contract('create table "w"."intermediate"."i" as (select 1 as a)') == {}


def test_a_group_in_a_replacement_is_called_as_java_calls_it():
    made = said(
        r"create view v as (select regexp_replace(x, '^(员)', '<\1>', 'g') as y from t)"
    )
    assert made == "SELECT REGEXP_REPLACE(x, '^(员)', '<$1>') AS y FROM t"


def test_quotients_are_those_of_doubles():
    assert said("create view v as (select a / (b + c) / 2 as x from t)") == (
        "SELECT CAST(CAST(a AS DOUBLE) / CAST((b + c) AS DOUBLE) AS DOUBLE) / CAST(2 AS DOUBLE)"
        " AS x FROM t"
    )


def test_a_quotient_becomes_a_decimal_by_whole_last_digits():
    assert said("create view v as (select cast((a / b) as decimal(8, 4)) as x from t)") == (
        "SELECT CAST(CAST(ROUND((CAST(a AS DOUBLE) / CAST(b AS DOUBLE)) * 10000)"
        " AS DECIMAL(29, 0)) * CAST('0.0001' AS DECIMAL(5, 4)) AS DECIMAL(8, 4)) AS x FROM t"
    )


def test_a_replacement_within_another_is_said_as_well():
    inner = r"regexp_replace(x, '(员)', '\1\1', 'g')"
    made = said(
        rf"create view v as (select regexp_replace({inner}, '(a)', '\1', 'g') as y from t)"
    )
    assert made == (
        "SELECT REGEXP_REPLACE(REGEXP_REPLACE(x, '(员)', '$1$1'), '(a)', '$1') AS y FROM t"
    )


def test_a_replacement_of_the_first_match_alone_is_refused():
    with pytest.raises(NotPortableError, match="first match"):
        said("create view v as (select regexp_replace(x, '员', '') as y from t)")


def test_columns_that_are_replaced_stand_behind_the_others():
    made = said("create view v as (select * exclude (b) replace (a + 1 as a) from t)")
    assert made == "SELECT * EXCEPT (b, a), a + 1 AS a FROM t"


def test_the_first_of_each_kind_has_its_columns_once():
    made = said(
        "create view v as (select t.*, a + 1 as b from t qualify "
        "row_number() over (partition by t.k order by t.a) = 1)"
    )
    assert made == (
        "SELECT * EXCEPT (_w) FROM (SELECT t.*, a + 1 AS b, ROW_NUMBER() OVER (PARTITION BY "
        "t.k ORDER BY t.a NULLS LAST) AS _w FROM t) AS _t WHERE _w = 1"
    )


def test_a_list_of_structs_becomes_rows_of_columns():
    made = said("create view v as (select *, unnest([{'a': 1}], max_depth := 2) from t)")
    assert made == "SELECT *, INLINE(ARRAY(STRUCT(1 AS a))) FROM t"


def test_a_union_by_name_is_one_by_position_with_nulls():
    made = said(
        "create view v as (with one as (select * from w.marts.left), both as ("
        "select * from one union all by name select * from w.marts.right) select * from both)"
    )
    assert "(SELECT `a`, `b`, NULL AS `c` FROM (SELECT * FROM one) AS one UNION ALL" in made
    assert "SELECT NULL AS `a`, `b`, `c` FROM (SELECT * FROM marts__right" in made


def test_the_sides_of_a_union_are_asked_with_the_parts_that_they_read():
    asked = []

    def noting(part):
        asked.append(part)
        return columns(part)

    said(
        "create view v as (with one as (select * from w.marts.left), both as ("
        "select * from one union all by name select * from w.marts.right) select * from both)",
        noting,
    )
    assert asked[0].startswith("WITH one AS (SELECT * FROM marts__left")


def doubling(count):
    """A model whose parts each name the one before twice, from one table on."""
    parts = ["p0 as (select * from w.marts.left)"]
    for no in range(1, count):
        one, other = (f"(select a from p{no - 1}) as {name}" for name in "xy")
        parts.append(f"p{no} as (select x.a from {one} inner join {other} on x.a = y.a)")
    return f"create table m as (with {', '.join(parts)} select a from p{count - 1})"


def test_parts_that_spark_would_multiply_become_views_of_their_own():
    found = query("m", doubling(8), columns)
    assert [name for name, _ in found.parts] == ["m__p2", "m__p4", "m__p6"]
    first, second, _ = (part for _, part in found.parts)
    assert first.count("marts__left") == 1
    assert "m__p2 AS p2" in second
    assert "m__p6 AS p6" in found.text


def test_a_small_model_is_one_query():
    assert query("m", doubling(4), columns).parts == ()


def test_a_recursion_that_is_named_twice_runs_once():
    statement = (
        "create table m as (with recursive first as (select 1 as n), rounds as ("
        "select n from first union all select n + 1 from rounds where n < 9) "
        "select a.n from rounds as a cross join rounds as b)"
    )
    found = query("m", statement, columns)
    ((name, part),) = found.parts
    assert name == "m__rounds"
    assert part.startswith("WITH RECURSIVE first AS (SELECT 1 AS n), rounds AS (")
    assert part.endswith("SELECT * FROM rounds")
    assert "m__rounds AS a CROSS JOIN m__rounds AS b" in found.text


def test_a_recursion_that_is_named_once_stays_where_it_is():
    statement = (
        "create table m as (with recursive rounds as ("
        "select 1 as n union all select n + 1 from rounds where n < 9) select n from rounds)"
    )
    assert query("m", statement, columns).parts == ()
