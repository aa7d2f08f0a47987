"""A character that was not seen for sure is the one that makes known words."""

import pytest
from conftest import missing

from ingest.readers.scan import pages


@pytest.fixture(autouse=True)
def eyes():
    if not pages.can_see():
        missing("the extra `scan`")


def read(text, at, confidence, *others):
    """The text as it is after the character at a place was seen so, or perhaps as others."""
    from ingest.readers.scan.known_pairs import as_known
    from ingest.readers.scan.recogniser import Sign

    signs = [Sign(sign, 0.5, 0.99) for sign in text]
    signs[at] = Sign(text[at], 0.5, confidence, others)
    return "".join(sign.text for sign in as_known(tuple(signs)))


def test_the_character_of_a_known_word_is_read():
    assert read("部内决算", 1, 0.9, ("门", 0.05)) == "部门决算"
    assert (
        read("部内收入预算总表", 1, 0.96, ("门", 0.02)) == "部门收入预算总表"
    )  # 内收 is known
    assert read("部内收入预算总表", 1, 0.99, ("门", 0.002)) == "部门收入预算总表"  # faintly so
    assert read("填报部内（单位）", 3, 0.44, ("门", 0.16)) == "填报部门（单位）"


@pytest.mark.parametrize(
    ("text", "at", "confidence", "other"),
    [
        ("部内决算", 1, 0.9995, "门"),  # it was seen for sure
        ("国内公务接待", 1, 0.6, "门"),  # it makes known words itself
        ("示例乡", 2, 0.6, "门"),  # the other makes none
        ("门", 0, 0.6, "内"),  # nothing stands beside it
        ("12.08", 4, 0.6, "3"),  # no figure is read by words
    ],
)
def test_else_it_is_as_it_was_seen(text, at, confidence, other):
    assert read(text, at, confidence, (other, 0.3)) == text
