"""The gate's verdicts stay where nothing that a rule reads has changed."""

from types import SimpleNamespace

import duckdb
import pytest

from expectations import verdicts

FINDINGS = """
    create schema quality; create schema marts;
    create table quality.expectations (
        suite varchar, expectation varchar, "column" varchar, severity varchar,
        success boolean, unexpected_count bigint, detail varchar, error varchar
    );
    insert into quality.expectations values
        ('fct', 'filled', 'number', 'critical', true, 0, null, null),
        ('fct', 'joins', null, 'critical', true, 0, 'every number stands in others', null),
        ('fct', 'small', null, 'warning', false, 3, 'all are small', null),
        ('fct', 'twice', null, 'critical', true, 0, null, null),
        ('fct', 'twice', null, 'critical', true, 0, null, null);
    create table marts.fct as select unnest([1, 2]) as number;
    create table marts.others as select unnest([1, 2, 3]) as number;
    create table marts.third as select unnest([1, 2]) as number;
"""


def rule(name, column=None, query=None):
    """An expectation, as far as its verdict is kept."""
    kwargs = {} if column is None else {"column": column}
    configuration = SimpleNamespace(meta={"name": name}, type="any", kwargs=kwargs)
    return SimpleNamespace(configuration=configuration, unexpected_rows_query=query)


SUITE = SimpleNamespace(
    name="fct",
    table="marts.fct",
    expectations=(
        rule("filled", "number"),
        rule("joins", query='select * from {batch} anti join "marts"."others" using (number)'),
        rule("small", query="select * from {batch} where number > 9"),
        rule("twice", query="select * from {batch}"),
        rule("new", query="select * from {batch}"),
    ),
)


@pytest.fixture
def files(tmp_path):
    """A published file, and a copy of it."""
    for name in ("last", "copy"):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute(FINDINGS)
    return tmp_path / "last", tmp_path / "copy"


def staying(files, *changes):
    """The names of rules that are not asked again after `changes` of the copy."""
    last, copy = files
    with duckdb.connect(str(copy)) as connection:
        for change in changes:
            connection.execute(change)
        verdicts.note(connection, last)
        found = verdicts.staying(connection, SUITE, verdicts.held(connection))
        verdicts.forget(connection)
        assert verdicts.held(connection) == (frozenset(), frozenset(), {})
    return [finding.expectation for finding in found.values()]


def test_a_rule_that_held_stays_and_others_are_asked(files):
    assert staying(files) == ["filled", "joins"]
    assert staying(files, "insert into marts.third values (7)") == ["filled", "joins"]


def test_a_rule_is_asked_where_a_table_that_it_reads_changed(files):
    assert staying(files, "update marts.others set number = 4 where number = 3") == ["filled"]
    assert staying(files, "insert into marts.fct values (2)") == []


def test_rows_that_are_others_in_the_same_number_are_seen(files):
    assert staying(files, "update marts.fct set number = 3 where number = 2") == []


def test_all_is_asked_of_a_file_that_began_empty(files):
    assert staying(files, "drop table quality.expectations") == []


OF_DOCUMENTS = """
    create schema raw; create schema marts; create schema quality;
    create table quality.expectations as select 'receipts' as suite, 'all' as expectation,
        'x' as "column", 'critical' as severity, true as success, 0 as unexpected_count,
        '' as detail, null::varchar as error limit 0;
    insert into quality.expectations
        select unnest(['receipts', 'fct', 'fct']), unnest(['grain', 'joins', 'adds_up']), null,
            'critical', true, 0, null, null;
    create table marts.receipts as select unnest(['a', 'a', 'b']) as document_id,
        unnest(['a1', 'a2', 'b1']) as receipt_id;
    create table marts.fct as select unnest(['a', 'b']) as document_id,
        unnest(['a1', 'b1']) as receipt_id, 1 as part, 1 as whole;
"""


def asked(tmp_path, change, *, changed=("b",)):
    """Which of three rules are asked of all rows, after a change of a copy."""
    from expectations import rules

    named = rules.joins("receipt_id", "marts.receipts").meta
    told = {
        "marts.receipts": {"grain": rules.grain("receipt_id").meta},
        "marts.fct": {
            "joins": named | {"name": "joins"},
            "adds_up": rules.no_rows_of_document(
                "adds_up", "parts are whole", "select * from {batch} where part <> whole"
            ).meta,
        },
    }
    for name in ("last", "copy"):
        with duckdb.connect(str(tmp_path / name)) as connection:
            connection.execute(OF_DOCUMENTS)
    with duckdb.connect(str(tmp_path / "copy")) as connection:
        connection.execute(change)
        tables = {("marts", "receipts"), ("marts", "fct")}
        verdicts.note(connection, tmp_path / "last", verdicts.Changed(tables, changed))
        held = verdicts.held(connection)
        found = set()
        for table, metas in told.items():
            suite = SimpleNamespace(
                name=table.removeprefix("marts."),
                table=table,
                expectations=[
                    SimpleNamespace(
                        configuration=SimpleNamespace(meta=meta, type="", kwargs={}),
                        unexpected_rows_query=meta["rows"],
                    )
                    for meta in metas.values()
                ],
            )
            stays = verdicts.staying(connection, suite, held)
            found |= {name for place, name in enumerate(metas) if place not in stays}
        return found


ONE_MORE = "insert into marts.receipts values ('b', 'b2');"


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        (ONE_MORE, set()),
        (ONE_MORE + "insert into marts.fct values ('b', 'b2', 2, 2)", set()),
        (ONE_MORE + "insert into marts.fct values ('b', 'b2', 1, 2)", {"adds_up"}),
        ("insert into marts.receipts values ('b', 'a1')", {"grain"}),
        ("insert into marts.fct values ('b', 'b9', 1, 1)", {"joins"}),
        ("delete from marts.receipts where receipt_id = 'b1'", {"joins"}),
    ],
)
def test_of_documents_that_changed_rules_are_asked_alone(tmp_path, change, rules):
    assert asked(tmp_path, change) == rules


def test_what_an_unchanged_document_names_and_is_gone_is_seen(tmp_path):
    change = "delete from marts.receipts where receipt_id = 'a1'"
    assert asked(tmp_path, change, changed=("a",)) == {"joins"}


def test_rows_of_another_document_that_went_are_asked_of_all(tmp_path):
    """Then the copy is not what it was said to be."""
    change = "delete from marts.fct where document_id = 'a'"
    assert asked(tmp_path, change) == {"joins", "adds_up"}
