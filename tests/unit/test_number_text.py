"""What a printed figure is: marks, signs, units and what cannot be seen around its digits."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values import (
    blank_signs,
    is_blank,
    number,
    printed_amount,
    squeeze,
    without_ordinal,
    written_number,
)

MARKS = ["①", "¹", "¹²", "*", "**", "※", "†", "#", "⑴", "❶", " ②", "[1]", "【1】", "〔2〕",
         "(1)", "（注1）", "(注)", "注1", "[a]", "¹,²"]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    ("digits", "value"), [("900.00", "900.00"), ("（1,234.50）", "-1234.50")]
)
def test_a_note_mark_is_split_off_and_never_a_digit(digits, value, mark):
    parsed = number(digits + mark)
    assert parsed is not None
    assert (parsed.value, parsed.decimals) == (Decimal(value), 2)
    assert parsed.mark_text == squeeze(mark)


def test_brackets_alone_are_a_sign_and_no_mark():
    assert number("(1)") is not None
    assert number("(1)").value == -1
    assert number("①") is None


@pytest.mark.parametrize(
    "text",
    ["△100.00", "▲100.00", "100.00-", "—100.00", "–100.00", "−100.00", "－100.00", "- 100.00",
     "（100.00）", "负100.00", "¥-100.00", "-¥100.00", "¥(100.00)", "△¥100.00"],
)  # fmt: skip
def test_every_sign_of_a_negative_figure_is_read(text):
    assert number(text) is not None
    assert number(text).value == Decimal("-100.00")


@pytest.mark.parametrize(
    "text",
    ["1,234.5.6", "12O.00", "(-100.00)", "-(100.00)", "-100.00-", "— 100.00", "100.00 —",
     "（900.00", "900.00）", "100-", "9*9", "2亿", "3个", "#REF!", "1.2E3", "900.00 (12%)"],
)  # fmt: skip
def test_what_only_looks_like_a_figure_stays_text(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,1\u200b34.56", "1134.56"),
        ("\ufeff1134.56\u2060", "1134.56"),
        ("\u00a01 134.56\u00a0", "1134.56"),
        ("1134\u00ad.56", "1134.56"),
        ("'1134.56", "1134.56"),
        ("￥１，１３４．５６", "1134.56"),
        ("人民币1134.56", "1134.56"),
        ("1.23E+07", "12300000"),
        ("1.5e-02", "0.015"),
    ],
)
def test_what_cannot_be_seen_or_says_money_is_no_part_of_the_number(text, value):
    assert number(text) is not None
    assert number(text).value == Decimal(value)


def test_a_unit_behind_a_figure_is_told_apart():
    assert number("1,200.50元") is None
    amount = printed_amount("1,200.50万元")
    assert amount is not None
    assert (amount.value, amount.unit_text) == (Decimal("1200.50"), "万元")
    assert printed_amount("3个") is None


@given(st.characters())
def test_no_character_becomes_a_digit_that_is_none(character):
    if unicodedata.category(character) != "Nd":
        assert not any(c.isdecimal() for c in squeeze(character))


def test_a_raised_number_behind_a_word_is_no_part_of_it_but_of_a_unit_it_is():
    assert squeeze("合 计¹") == "合计"
    assert squeeze("m²") == "m²"
    assert without_ordinal("⒈因公出国（境）费") == "因公出国(境)费"


@pytest.mark.parametrize("text", ["", "—", "── ", "\u200b", "－", "/", "空"])
def test_a_cell_that_prints_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (["×", "1.00", "", "×"], {"×"}),
        (["…", "…"], {"..."}),
        (["N/A", "—", "2"], {"N/A"}),
        (["×", "…"], set()),
        (["###", "###"], set()),
        (["#REF!", "1.00"], set()),
        (["***"], set()),
        (["12O.00"], set()),
        (["1.00"], set()),
    ],
)
def test_a_table_has_one_sign_for_nothing_or_none(cells, signs):
    assert blank_signs(cells) == signs


@pytest.mark.parametrize(
    ("word", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("九十九", 99)],
)
def test_a_number_in_chinese_numerals(word, number):
    assert written_number(word) == number


@pytest.mark.parametrize("word", ["", "一二", "十十", "百", "二十一二", "元"])
def test_what_is_no_such_number_is_none(word):
    assert written_number(word) is None
