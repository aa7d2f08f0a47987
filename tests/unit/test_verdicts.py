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
        found = verdicts.staying(SUITE, *verdicts.held(connection))
        verdicts.forget(connection)
        assert verdicts.held(connection) == (frozenset(), {})
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
