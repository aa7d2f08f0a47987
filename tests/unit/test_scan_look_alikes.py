"""Letters that look like digits: they are digits where a text is a figure, and nowhere else."""

import numpy as np
import pytest
from conftest import missing

from ingest.readers.scan import pages


@pytest.fixture(autouse=True)
def eyes():
    if not pages.can_see():
        missing("the extra `scan`")


def read(*signs):
    from ingest.readers.scan.look_alikes import figures
    from ingest.readers.scan.recogniser import Sign

    made = figures(tuple(Sign(text, 0.5, odds, others) for text, odds, others in signs))
    return "".join(sign.text for sign in made), [round(sign.confidence, 2) for sign in made]


def test_a_round_sign_alone_is_a_zero_as_sure_as_all_that_is_round():
    assert read(("O", 0.6, (("0", 0.3), ("o", 0.08)))) == ("0", [0.98])
    assert read(("0", 0.7, (("O", 0.28),))) == ("0", [0.98])


def test_a_round_sign_that_cannot_be_a_zero_stays():
    assert read(("O", 0.99, ())) == ("O", [0.99])


def test_letters_in_a_figure_are_its_digits():
    figure = (("1", 0.9, ()), (".", 0.9, ()), ("O", 0.5, (("0", 0.4),)), ("5", 0.9, ()))
    assert read(*figure) == ("1.05", [0.9, 0.9, 0.9, 0.9])


def test_letters_in_a_word_stay():
    word = (("P", 0.9, ()), ("P", 0.9, ()), ("O", 0.5, (("0", 0.4),)))
    assert read(*word) == ("PPO", [0.9, 0.9, 0.5])
    assert read(("5", 0.6, (("S", 0.3),))) == ("5", [0.6])


def dashed(*texts, strokes=()):
    from ingest.readers.scan.look_alikes import dashes
    from ingest.readers.scan.recogniser import Sign

    signs = [tuple(Sign(sign, 0.5, 0.95) for sign in text) for text in texts]
    made = dashes(signs, [i in strokes for i in range(len(texts))])
    return ["".join(sign.text for sign in signs) for signs in made]


def test_a_hyphen_with_soft_edges_is_a_stroke_and_a_point_is_none():
    from ingest.readers.scan.look_alikes import is_stroke

    hyphen, point = np.zeros((18, 7), bool), np.zeros((18, 4), bool)
    hyphen[7, 1:6] = hyphen[8:10] = hyphen[10, 1:5] = True
    point[13:17] = True
    assert is_stroke(hyphen, 18)
    assert not is_stroke(point, 18)


def test_ink_says_for_sure_that_there_is_nothing_whatever_was_recognised():
    from ingest.readers.scan.look_alikes import dashes
    from ingest.readers.scan.recogniser import Sign

    texts = [(), (Sign("—", 0.5, 0.2),), (Sign("5", 0.5, 0.4),)]
    made = dashes(texts, [True, True, False])
    assert [[(sign.text, sign.confidence) for sign in signs] for signs in made] == [
        [("—", 1.0)],
        [("—", 1.0)],
        [("5", 0.4)],
    ]


@pytest.mark.parametrize("size", [12, 16, 24, 40])
def test_a_line_of_points_says_that_there_is_nothing(size):
    from ingest.readers.scan.look_alikes import are_points

    def line(*marks):
        ink = np.zeros((size, 6 * size), bool)
        for at, width, high in marks:
            left = size * at // 2
            ink[size // 2 : size // 2 + high, left : left + width] = True
        return ink

    dot = max(size // 8, 2)
    assert are_points(line(*((at, dot, dot) for at in range(6))), size)
    assert are_points(line((0, dot, dot), (1, dot + 1, dot), (2, dot, dot)), size)
    assert not are_points(line((0, dot, dot), (1, dot, dot)), size)  # two: `..`
    assert not are_points(line((0, dot, dot), (1, dot, dot), (6, dot, dot)), size)  # specks
    assert not are_points(line(*((at, dot, size // 2) for at in range(6))), size)  # 111111
    assert not are_points(line((0, 4 * dot, dot), (6, 4 * dot, dot), (9, dot, dot)), size)
    assert not [text for text in "0123456789" if are_points(drawn(text * 4, size), size)]


def drawn(text, size):
    """The ink of a text, trimmed to it."""
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (4 * size, 2 * size))
    font = ImageFont.load_default(size)
    ImageDraw.Draw(page).text((size // 2, size // 4), text, fill=255, font=font)
    return np.asarray(page.crop(page.getbbox())) > 60


@pytest.mark.parametrize("size", [12, 16, 24, 40])
def test_one_oblique_stroke_is_a_slash_and_no_digit_is(size):
    from ingest.readers.scan.look_alikes import is_oblique

    assert is_oblique(drawn("/", size))
    assert not [text for text in "0123456789|-" if is_oblique(drawn(text, size))]


def test_what_is_one_oblique_stroke_is_a_slash_whatever_it_was_read_as():
    from ingest.readers.scan.look_alikes import slashes
    from ingest.readers.scan.recogniser import Sign

    one = (Sign("1", 0.5, 0.97, (("/", 0.02),)),)
    upright, slash = slashes([one, one], [False, True])
    assert (upright, slash[0].text) == (one, "/")


def test_a_level_stroke_alone_is_a_dash_where_no_line_is_counted_so():
    assert dashed("一", "一般公共", "合计") == ["—", "一般公共", "合计"]
    assert dashed("一", "二", "收入", strokes=[0]) == ["一", "二", "收入"]


def test_what_is_one_level_stroke_is_a_dash_whatever_it_was_read_as():
    assert dashed("1", "24", "二", "1", "", strokes=[0, 1, 2, 4]) == ["—", "—", "—", "1", "—"]


@pytest.mark.parametrize(
    ("strokes", "expected"),
    [
        ([(8, 10, 0, 20)], True),
        ([(8, 10, 0, 20), (1, 2, 5, 7)], True),  # and dirt above it
        ([(3, 5, 2, 18), (14, 16, 0, 20)], False),  # two
        ([(0, 20, 8, 12)], False),  # of a one
        ([(0, 3, 0, 20), (0, 20, 10, 13)], False),  # of a seven
    ],
)
def test_a_level_stroke_is_told_by_its_ink(strokes, expected):
    from ingest.readers.scan.look_alikes import is_stroke

    ink = np.zeros((20, 20), bool)
    for top, bottom, left, right in strokes:
        ink[top:bottom, left:right] = True
    assert is_stroke(ink, 20) is expected
