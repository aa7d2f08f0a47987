"""The models' step: interrupts come through, and descriptions travel with the file."""

import contextlib
import os
import signal
from types import SimpleNamespace

import duckdb
import pytest

from warehouse.building import transform


def column(description):
    return SimpleNamespace(description=description)


NODE = SimpleNamespace(
    resource_type="model",
    schema="marts",
    alias="fct_spending",
    description="It's spent.\nOne row per fact.\n",
    columns={"amount_yuan": column("In yuan."), "reading": column("")},
)


def test_descriptions_are_written_into_the_file(tmp_path):
    database = tmp_path / "w.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.fct_spending (amount_yuan integer, reading text)"
        )
    seed = SimpleNamespace(resource_type="seed", schema="reference")
    transform._describe(database, [seed, NODE])
    with duckdb.connect(str(database)) as connection:
        table = connection.execute("select comment from duckdb_tables()").fetchall()
        columns = connection.execute(
            "select column_name, comment from duckdb_columns() where schema_name = 'marts'"
        ).fetchall()
    assert table == [("It's spent. One row per fact.",)]
    assert columns == [("amount_yuan", "In yuan."), ("reading", None)]


def interrupt_and_swallow():
    with contextlib.suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def test_an_interrupt_that_was_swallowed_comes_through():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), transform._interruptible():
        interrupt_and_swallow()
    assert signal.getsignal(signal.SIGINT) is before


def test_without_an_interrupt_nothing_happens():
    with transform._interruptible():
        pass


def test_finished_models_are_told_as_progress():
    told = []
    listen = transform._listener(lambda *step: told.append(step))
    data = SimpleNamespace(
        index=3, total=9, node_info=SimpleNamespace(node_name="fct_spending")
    )
    listen(SimpleNamespace(info=SimpleNamespace(name="LogModelResult"), data=data))
    listen(SimpleNamespace(info=SimpleNamespace(name="Other"), data=None))
    assert told == [(3, 9, "fct_spending")]
