"""Labels of merged cells that nothing rules: in the first of their rows, or not clear."""

import pytest

from ingest.readers.pdf.centred_labels import has_labels_between, in_first_rows
from ingest.readers.pdf.phrases import Phrase, TextLine

STEP = 15.0
HEAD = ("一级指标", "二级指标", "三级指标", "指标值")


def cell(text, y):
    return [Phrase(text, 0.0, 8.0 * len(text), y, text.isdecimal())] if text else []


def rows(*printed):
    """Rows of texts, each with its place among the rows of figures."""
    return [[cell(text, STEP * place) for text in texts] for place, texts in printed]


def texts(found):
    return [tuple("".join(p.text for p in one) for one in row) for row in found]


def body(count, *labels):
    """So many rows of an indicator each, and labels of either level at their places."""
    plain = {place: ("", "", f"指标{place}", "9") for place in range(count)}
    for place, first, second in labels:
        old = plain.get(place, ("", "", "", ""))
        plain[place] = (first or old[0], second or old[1], *old[2:])
    return rows((-1, HEAD), *sorted(plain.items()))


def levels(found):
    return [row[:2] for row in texts(found)[1:]]


def test_labels_between_and_beside_rows_go_to_the_first_of_theirs():
    """产出指标 stands between its two rows, 效益指标 beside the second of three."""
    printed = body(5, (0.5, "产出指标", ""), (3, "效益指标", ""))
    assert levels(in_first_rows(printed)) == [
        ("产出指标", ""),
        ("", ""),
        ("效益指标", ""),
        ("", ""),
        ("", ""),
    ]


def test_labels_of_the_second_level_stand_within_the_rows_of_the_first():
    printed = body(4, (1.5, "产出指标", ""), (0.5, "", "数量指标"), (2.5, "", "质量指标"))
    assert levels(in_first_rows(printed)) == [
        ("产出指标", "数量指标"),
        ("", ""),
        ("", "质量指标"),
        ("", ""),
    ]


def test_labels_in_their_first_rows_stay_there():
    printed = body(4, (0, "产出指标", "数量指标"), (1, "效益指标", "社会效益指标"))
    assert levels(in_first_rows(printed)) == levels(printed)


@pytest.mark.parametrize("place", [2, 2.5])
def test_labels_that_do_not_take_all_rows_are_not_clear(place):
    assert in_first_rows(body(4, (place, "产出指标", ""))) is None


def test_rows_of_other_heights_are_measured_not_counted():
    """The third row has two lines: the label of all three stands a little below the second."""
    printed = body(3)
    printed[3][2] = [*cell("安全责任", STEP * 2), *cell("事故发生数", STEP * 2 + 10)]
    printed[3][3] = cell("9", STEP * 2 + 5)
    printed[2][0] = cell("效益指标", STEP + 5)
    assert [row[0] for row in levels(in_first_rows(printed))] == ["效益指标", "", ""]


def line(place, *texts):
    phrases = tuple(cell(text, STEP * place)[0] for text in texts)
    return TextLine(STEP * place, 8.0, phrases, ())


@pytest.mark.parametrize(("place", "is_between"), [(0.5, True), (0.3, False)])
def test_a_label_halfway_between_two_rows_shows_merged_cells(place, is_between):
    printed = [line(0, "甲", "乙", "9"), line(place, "产出指标"), line(1, "甲", "乙", "9")]
    assert has_labels_between([*printed, line(2, "甲", "乙", "9")]) == is_between
