"""Two published files are compared row by row, whatever their order."""

import duckdb
import pytest
from small_warehouse import lay_beside

from scripts.compare_published import compare


@pytest.fixture
def files(tmp_path):
    def write(name, *statements):
        path = tmp_path / f"{name}.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("create schema marts")
            for statement in statements:
                connection.execute(statement)
        return path

    return write


def test_what_differs_is_told(files):
    old = files(
        "old",
        "create table marts.a as from (values ('x', 1, 7), ('y', 2, 7), ('y', 2, 7)) t(k,n,o)",
        "create table marts.gone as select 1 as one",
    )
    new = files(
        "new",
        "create table marts.a as from (values ('y', 2, 8), ('x', 3, 8), ('y', 2, 8)) t(k,n,p)",
    )
    assert list(compare(old, new)) == [
        "gone: in the old file alone",
        "a.o: in the old file alone",
        "a.p: in the new file alone",
        "a: rows differ, 1 gone, 1 come (n)",
    ]


def test_rows_count_as_often_as_they_stand_and_reading_times_do_not(files):
    two = "create table marts.a as from (values (1, {t}), (1, {t})) t(k, landed_at)"
    old, same = files("old", two.format(t=1)), files("same", two.format(t=2))
    once = files("once", "create table marts.a as select 1 as k, 1 as landed_at")
    assert list(compare(old, same)) == []
    assert list(compare(old, once)) == ["a: rows differ, 1 gone, 0 come (k)"]


def test_marts_beside_a_file_are_compared_like_others(files):
    rows = "create table marts.a as from (values (2023, {n}), (null, 2)) t(fiscal_year, n)"
    inside, both, other = (files(f"f{no}", rows.format(n=n)) for no, n in enumerate((1, 1, 3)))
    for path in (both, other):
        lay_beside(path)
    assert list(compare(inside, both)) == []
    assert list(compare(both, other)) == ["a: rows differ, 1 gone, 1 come (n)"]
