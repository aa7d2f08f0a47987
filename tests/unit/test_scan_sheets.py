"""Pages as they were scanned or photographed: even light, right angles, no seals over print."""

import numpy as np
import pytest
from conftest import missing

from ingest.readers.pdf.ruled_tables import frames
from ingest.readers.scan import pages

if not pages.can_see():
    missing("the extra `scan`")
import cv2

from ingest.readers.scan.grey_seals import lifted
from ingest.readers.scan.light import even
from ingest.readers.scan.page import _laid
from ingest.readers.scan.perspective import paper, rectangular
from ingest.readers.scan.picture import A3_LONG, A4_LONG, ink_of, sized, straight
from ingest.readers.scan.pieces import pieces
from ingest.readers.scan.ruling import ruled
from ingest.readers.scan.seals import grey_of
from ingest.readers.scan.sheet import sheet, unfolded

HEIGHT, WIDTH = 1654, 1170
XS, YS = (100, 400, 700, 1000), tuple(range(200, 1401, 100))


def page(light=250):
    """A page with a table of three columns and twelve rows."""
    made = np.full((HEIGHT, WIDTH), light, np.uint8)
    for y in YS:
        cv2.line(made, (XS[0], y), (XS[-1], y), 20, 2)
    for x in XS:
        cv2.line(made, (x, YS[0]), (x, YS[-1]), 20, 2)
    for y in YS[:-1]:
        cv2.putText(made, "1,167.91", (430, y + 65), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 2)
    return made


def seen_from(picture, moved, ground):
    """The picture with its corners moved by shares of its width, on a ground."""
    height, width = picture.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    matrix = cv2.getPerspectiveTransform(corners, corners + np.float32(moved) * width)
    return cv2.warpPerspective(picture, matrix, (width, height), borderValue=ground)


def tables_on(picture):
    """How many columns and rows each table of a page has."""
    lines, _ = ruled(ink_of(picture))
    found = frames(lines.level, lines.upright)
    return [(len(table.xs) - 1, len(table.ys) - 1) for table in found]


WHOLE = [(len(XS) - 1, len(YS) - 1)]
ASKEW = [(0.06, 0.05), (-0.03, 0.02), (-0.08, -0.04), (0.03, -0.03)]


@pytest.mark.parametrize("length", [9, 11])
def test_a_long_code_printed_close_together_draws_no_lines(length):
    made = page()
    for y in YS[:-1]:
        for at in range(length):
            left = 410 + 26 * at
            cv2.rectangle(made, (left, y + 40), (left + 25, y + 60), 20, 2)
    assert tables_on(made) == WHOLE


def test_a_page_seen_from_the_side_is_made_rectangular():
    taken = seen_from(page(), ASKEW, (250,))
    assert tables_on(straight(taken)) != WHOLE
    assert tables_on(sheet(taken)) == tables_on(page()) == WHOLE


def test_the_sheet_alone_is_taken_of_a_photograph_of_a_table():
    alone = paper(seen_from(page(), ASKEW, (60,)))
    assert (alone[:, [0, -1]] > 200).all()
    assert (alone[[0, -1]] > 200).all()
    assert tables_on(sheet(alone)) == WHOLE


def test_of_a_sheet_that_the_picture_cuts_off_nothing_more_is_lost():
    taken = seen_from(page(), [(0.06, 0.05), (0.05, 0.02), (0.08, -0.04), (0.03, -0.03)], (60,))
    assert paper(taken) is taken
    assert tables_on(sheet(taken))[-1:] == WHOLE


@pytest.mark.parametrize("light", [250, 120])
def test_a_page_that_fills_its_picture_stays_whole(light):
    whole = page(light)
    assert paper(whole) is whole
    assert rectangular(whole) is whole


def test_a_box_on_a_printed_ground_is_no_sheet():
    """What is printed around it would be lost."""
    ground = np.full((HEIGHT, WIDTH), 140, np.uint8)
    for y in range(60, HEIGHT, 60):
        cv2.putText(ground, "0123456789 " * 4, (20, y), cv2.FONT_HERSHEY_SIMPLEX, 1.2, 20, 3)
    ground[500:1300, 200:900] = 250
    assert paper(ground) is ground


def test_shadow_is_taken_from_paper_and_not_from_print():
    shade = np.linspace(0.4, 1, WIDTH)[None, :]
    lit = even((page() * shade).astype(np.uint8))
    is_paper = page() > 200
    assert np.percentile(lit[is_paper], 0.1) > 225
    assert lit[page() < 60].max() < 80
    clean = page()
    assert even(clean) is clean


def test_the_ground_around_a_sheet_that_is_cut_off_is_white():
    """Its noise was seen as texts, and ran together with the lines of text beside it."""
    askew = [(0.06, 0.05), (0.05, 0.02), (0.08, -0.04), (0.03, -0.03)]
    taken = seen_from(page(), askew, (60,)).astype(np.float32)
    noisy = (taken + np.random.default_rng(2).normal(0, 12, taken.shape)).clip(0, 255)
    lit = even(noisy.astype(np.uint8))
    assert (lit[:15] == 255).all()
    assert (lit[:, :25] == 255).all()
    assert tables_on(sheet(noisy.astype(np.uint8)))[-1:] == WHOLE


@pytest.mark.parametrize("share", [0.45, 0.3])
def test_what_is_printed_in_a_hard_shadow_stays(share):
    """It is dark from the end of the picture on, and lighter paper begins at once."""
    shaded = page()
    shaded[:460] = (shaded[:460] * share).astype(np.uint8)
    assert (even(shaded)[:450] < 80).sum() > 0.9 * (page()[:450] < 60).sum()


@pytest.mark.parametrize(("size", "longer"), [(1.1, A4_LONG), (0.55, A3_LONG)])
def test_a_page_of_small_print_is_taken_for_a3(size, longer):
    """Of which nobody says how large it was: taken for A4, its digits would run together."""
    taken = np.full((3400, 4800), 250, np.uint8)
    for y in range(100, 3300, 100):
        cv2.putText(
            taken, "0123456789 " * 8, (40, y), cv2.FONT_HERSHEY_SIMPLEX, 2 * size, 20, 4
        )
    assert max(sized(taken, None).shape) == round(longer)
    assert max(sized(taken[::4, ::4], None).shape) == round(A4_LONG)  # it has no more dots


def test_where_a_page_was_turned_away_from_is_white():
    """Noise at the edge of a page, drawn out to there, was seen as strokes of a text."""
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 1.4, 1)
    pale = cv2.warpAffine(page(230), matrix, (WIDTH, HEIGHT), borderValue=230)
    copy = (pale + np.random.default_rng(1).normal(0, 14, pale.shape)).clip(0, 255)
    turned = straight(copy.astype(np.uint8))
    corners = [turned[y : y + 8, x : x + 8] for y in (0, HEIGHT - 8) for x in (0, WIDTH - 8)]
    assert all((corner == 255).all() for corner in corners)


def sealed(colour, at=(520, 500)):
    """A page with a seal, as far as black print leaves its colour to be seen."""
    shown = np.dstack([page()] * 3).astype(np.float32)
    seal = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(seal, at, 150, 255, 10)
    cv2.circle(seal, at, 40, 255, -1)
    shown[seal > 0] *= np.float32(colour) / 255
    return shown.astype(np.uint8)


@pytest.mark.parametrize("colour", [(205, 45, 50), (50, 60, 210)])
def test_a_seal_over_print_is_taken_away_and_print_stays(colour):
    grey = grey_of(sealed(colour))
    off = np.abs(grey.astype(int) - page())
    assert np.percentile(off, 99.9) < 30
    assert np.mean((grey < 110) != (page() < 110)) < 0.0005


def test_print_in_colour_stays():
    shown = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    cv2.putText(shown, "1,167.91", (100, 400), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (205, 45, 50), 3)
    cv2.putText(shown, "Q", (300, 800), cv2.FONT_HERSHEY_SIMPLEX, 5, (205, 45, 50), 12)
    assert np.array_equal(grey_of(shown), cv2.cvtColor(shown, cv2.COLOR_BGR2GRAY))


def with_grey_seal(light=150, at=(520, 540)):
    """A page with a grey seal: a ring, a star as a dot, and thin strokes between them."""
    seal = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.circle(seal, at, 160, 255, 12)
    cv2.circle(seal, at, 40, 255, -1)
    for x in (at[0] - 100, at[0] + 100):
        cv2.line(seal, (x, at[1] - 25), (x, at[1] + 25), 255, 2)
        cv2.line(seal, (x - 25, at[1]), (x + 25, at[1]), 255, 2)
    shown = np.where(seal > 0, np.minimum(page(), light), page())
    soft = cv2.GaussianBlur(shown, (0, 0), 0.8)
    noise = np.random.default_rng(1).normal(0, 6, soft.shape)
    return np.clip(soft + noise, 0, 255).astype(np.uint8), seal > 0


def test_a_grey_seal_is_as_light_as_paper_and_print_under_it_stays():
    sealed, seal = with_grey_seal()
    made, inked = lifted(sealed)
    is_print = page() < 110
    print_near = cv2.dilate(is_print.astype(np.uint8), np.ones((7, 7))) > 0
    assert np.percentile(sealed[seal & ~print_near], 50) < 170
    assert np.percentile(made[seal & ~print_near], 10) > 200
    assert np.percentile(made[seal & is_print], 90) < 130
    assert inked[seal].mean() > 0.9
    assert inked[page() > 110].mean() < 2 * seal.mean()
    assert np.array_equal(made[~inked], sealed[~inked])


def test_lines_go_on_under_a_grey_seal_and_its_strokes_are_none():
    sealed, _ = with_grey_seal()
    assert tables_on(sealed) != WHOLE
    made, inked = lifted(sealed)
    lines, _ = ruled(ink_of(made), inked)
    (table,) = frames(lines.level, lines.upright)
    assert [(len(table.xs) - 1, len(table.ys) - 1)] == WHOLE
    assert len(table.spans) == WHOLE[0][0] * WHOLE[0][1]


def test_a_page_without_a_seal_stays_as_it_is():
    shaded = page()
    shaded[200:300, 102:999] = np.minimum(shaded[200:300, 102:999], 200)  # the ground of a head
    pale = page(230)
    cv2.putText(pale, "2024", (200, 150), cv2.FONT_HERSHEY_SIMPLEX, 2, 150, 5)  # grey print
    for whole in (page(), shaded, pale):
        made, inked = lifted(whole)
        assert np.array_equal(made, whole)
        assert not inked.any()


def test_an_empty_cell_under_a_seal_may_have_held_something():
    sealed, _ = with_grey_seal(at=(250, 540))
    hidden = _laid(sealed).hidden
    assert {(int(y) - YS[0]) // 100 for _, y in hidden} >= {1, 2}
    assert all(x < XS[1] and YS[1] < y < YS[6] for x, y in hidden)
    assert not _laid(page()).hidden


def test_a_text_through_whose_cell_a_stroke_runs_is_crossed():
    """A digit under the stroke may be another, however sure the recogniser is."""
    marked = page()
    cv2.line(marked, (440, YS[4] + 10), (640, YS[8] - 10), 20, 3)
    for shown, rows in ((page(), set()), (marked, {4, 5, 6, 7})):
        laid = _laid(shown)
        assert len(laid.places) == len(laid.is_crossed) == len(YS) - 1
        crossed = zip(laid.places, laid.is_crossed, strict=True)
        assert {
            (place.y0 - YS[0]) // 100 for place, is_crossed in crossed if is_crossed
        } == rows


def test_the_edge_of_a_sheet_beside_lines_of_text_does_not_swallow_them():
    """It stands at the side of all lines, which seemed to be one text, higher than any."""
    lines, edge = np.zeros((600, 500), np.uint8), np.zeros((600, 500), np.uint8)
    for y in range(40, 560, 60):
        lines[y : y + 20, 60:260:2] = 255
    edge[10:590, 470:480] = 255
    alone, both = pieces(lines, []), pieces(lines | edge, [])
    assert both.outside == alone.outside
    assert len(alone.outside) == 9
    assert not alone.high
    assert both.high == [(474, 10)]


def test_of_an_open_book_the_right_page_comes_below_the_left_one():
    left, right = page(), page()
    right[300:500, 450:650] = 0
    below = unfolded(np.hstack([left, right]))
    assert len(below) == 2 * HEIGHT
    assert np.array_equal(
        np.count_nonzero(below < 9, axis=1)[HEIGHT + 300 :][:200], [200] * 200
    )
    assert tables_on(below) == tables_on(np.vstack([left, right])) != WHOLE


@pytest.mark.parametrize(
    "single",
    [
        page(),
        np.hstack([page(), np.full_like(page(), 250)]),  # nothing on its right half
        np.hstack([page()[:800, :1000], page()[:800, 100:]]),  # print up to its middle
    ],
)
def test_one_page_stays_one(single):
    assert unfolded(single) is single
