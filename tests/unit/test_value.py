"""Values are made anew with other fields."""

import dataclasses

import pytest

from ingest.documents import Row
from ingest.value import replace

ROW = Row(("支出", "1.00"), ("line 1 cell 1", "line 1 cell 2"), stored={1: "1.004"})


def test_a_value_with_another_field_keeps_the_rest():
    made = replace(ROW, cells=("收入", "2.00"))
    assert made == dataclasses.replace(ROW, cells=("收入", "2.00"))
    assert (ROW.cells, made.stored) == (("支出", "1.00"), {1: "1.004"})


def test_a_field_that_a_value_does_not_have_is_an_error():
    with pytest.raises(TypeError, match="cels"):
        replace(ROW, cels=())
