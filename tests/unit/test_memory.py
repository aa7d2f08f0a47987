"""The engine of a build takes so much memory and no more."""

import duckdb
import pytest

from warehouse.building import memory


@pytest.mark.parametrize(
    ("before", "after"),
    [("9GiB", memory.MOST), ("3TiB", memory.MOST), ("1GiB", 2**30), ("300MiB", 300 * 2**20)],
)
def test_a_build_takes_no_more_than_the_engine_would_by_itself(before, after):
    with duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{before}'")
        memory.bound(connection)
        ((held,),) = connection.execute("select current_setting('memory_limit')").fetchall()
        connection.execute(f"set memory_limit = '{after}B'")
        assert connection.execute("select current_setting('memory_limit')").fetchall() == [
            (held,)
        ]
