"""The row of a code tree below which something may be cut off."""

import pytest

from ingest.shapes.levels import unproven_levels

TREE = ["", "201", "20126", "2012601", "2012604", "208", "20805", "2080505"]


def test_a_whole_tree_proves_its_levels():
    assert unproven_levels(TREE) == frozenset()


@pytest.mark.parametrize(("rows", "position"), [(6, 5), (7, 6)])
def test_a_class_or_section_that_stands_last_without_items_is_not_proven(rows, position):
    assert unproven_levels(TREE[:rows]) == {position}


def test_a_total_below_it_changes_nothing():
    assert unproven_levels([*TREE[:6], ""]) == {5}


def test_a_table_of_classes_alone_goes_no_deeper():
    assert unproven_levels(["201", "208", "221"]) == frozenset()


def test_a_class_before_others_is_a_leaf_of_its_own():
    assert unproven_levels(["201", "208", "20805", "2080505"]) == frozenset()


def test_children_may_stand_above_their_section():
    assert unproven_levels(["2012601", "20126"]) == frozenset()


def test_no_code_no_doubt():
    assert unproven_levels(["", ""]) == frozenset()
