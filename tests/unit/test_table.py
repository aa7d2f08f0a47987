"""Text tables line up, Chinese or not, and never round."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from warehouse import table


def test_chinese_characters_take_two_columns():
    assert table.width("曲靖市") == 6
    assert table.width("a曲b") == 4
    assert table.width("（全角）") == 8
    assert table.width("e\u0301") == 1


def test_numbers_stand_at_the_right_and_texts_at_the_left():
    text = table.render(
        ("部门", "amount"),
        ("VARCHAR", "DECIMAL(20,2)"),
        [("曲靖市数字经济发展中心", Decimal("4052900.00")), ("A", Decimal("8.34"))],
    )
    assert text.splitlines() == [
        "部门                        amount",
        "──────────────────────  ──────────",
        "曲靖市数字经济发展中心  4052900.00",
        "A                             8.34",
    ]


def test_decimals_keep_their_digits_and_need_no_exponent():
    assert table.cell_text(Decimal("0E-8")) == "0.00000000"
    assert table.cell_text(Decimal("12345678901234567.80")) == "12345678901234567.80"


def test_null_is_blank_and_booleans_are_words():
    assert [table.cell_text(value) for value in (None, True, False)] == ["", "true", "false"]


def test_a_line_break_in_a_cell_does_not_break_the_table():
    assert len(table.render(("a",), ("VARCHAR",), [("one\ntwo",)]).splitlines()) == 3


@given(st.text(max_size=40), st.integers(2, 30))
def test_a_shortened_text_fits(text, columns):
    assert table.width(table.shorten(text, columns)) <= columns


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20), st.booleans())
def test_a_padded_text_has_its_width(text, right):
    assert table.width(table.pad(text, 50, right=right)) == 50
