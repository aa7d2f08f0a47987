"""The scoreboard is kept: a small corpus is read as well as the big ones."""

from decimal import Decimal

import pytest

from benchmarks.corpus.generate import Request, made
from benchmarks.sample_documents import score_samples
from benchmarks.scoring import Score, compared, printed_of, read_cells

LEAST = {"none": Decimal("0.999"), "light": Decimal("0.995"), "heavy": Decimal("0.98")}


def score_of(level):
    whole = Score()
    for each in made(Request(40, 77, ("txt", "html", "docx", "xlsx"), level)):
        read = read_cells(each.data, each.file_name)
        for _, score in compared(printed_of(each.document), read, each.file_name):
            whole.add(score)
    return whole


@pytest.mark.parametrize("level", LEAST)
def test_a_corpus_is_read(level):
    score = score_of(level)
    assert score.printed > 5000
    assert score.f1 >= LEAST[level], [*score.missed_examples[:10], *score.wrong_examples[:10]]


def test_nothing_is_invented_on_documents_without_noise():
    score = score_of("none")
    assert score.invented == 0, score.wrong_examples


def test_the_five_sample_documents_are_read_whole():
    score = score_samples()
    assert score.printed > 1000
    assert score.f1 == 1, [*score.missed_examples, *score.wrong_examples]


def test_a_score_that_misses_or_adds_is_below_one():
    truth = [("form", "", "row", "total", "1"), ("form", "", "row", "basic", "2")]
    read = [(truth[0], "as_published"), (("form", "", "row", "basic", "3"), "as_published")]
    ((form, score),) = compared(truth, read, "document")
    assert (form, score.printed, score.read, score.right, score.invented) == (
        "form",
        2,
        2,
        1,
        1,
    )
    assert score.f1 == Decimal("0.5")
