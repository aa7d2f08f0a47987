"""What stands in the pictures of texts, how sure it is, and when it is looked at again."""

import numpy as np
import pytest
from conftest import missing
from test_scans import copied, photograph, rows, saved

from corpus.render import pdf as printed
from corpus.render import table
from ingest.readers import pdf
from ingest.readers.scan import pages

if not pages.can_see():
    missing("the extra `scan`")

from ingest.readers.scan import kept, recogniser
from ingest.readers.scan.recogniser import Sign

FIGURES = ["1,111,111.11", "11", "2111101", "0.00", "100,000.00", "7,778.88", "-31.10"]
CHARACTERS = ("", "6", "8", "一", " ")


@pytest.fixture(scope="module")
def page():
    body = [[f"支出第{number}项", figure] for number, figure in enumerate(FIGURES, start=1)]
    return [["项目", "金额"], *body]


@pytest.mark.parametrize("copy", [False, True])
def test_equal_digits_beside_each_other_are_all_read(page, copy):
    grey = photograph(printed(["支出决算表", table(page)]))
    grey = copied(grey, angle=0.7) if copy else grey
    reading = pdf.read(saved(grey, resolution=200.0))
    assert rows(reading) == [page]
    sure = [reading.seen["page 1"][figure].confidence for figure in FIGURES]
    assert min(sure) >= 0.9


def likely(*steps):
    """Steps whose characters have these odds, as the model says them: without a common sum."""
    made = np.full((len(steps), len(CHARACTERS)), 1e-6, np.float32)
    for step, odds in enumerate(steps):
        for text, share in odds.items():
            made[step, CHARACTERS.index(text)] = share
    return np.log(made / made.sum(axis=1, keepdims=True)) + 5


def test_a_character_over_several_steps_is_one_as_sure_as_where_it_is_surest():
    steps = likely({"6": 0.7, "8": 0.3}, {"6": 0.9, "8": 0.08, "": 0.02}, {"": 1}, {"6": 1})
    first, second = recogniser._read(steps, CHARACTERS, 4.0)
    assert (first.text, second.text) == ("6", "6")
    assert first.confidence == pytest.approx(0.9, abs=1e-3)
    assert [text for text, _ in first.others] == ["8", ""]
    assert dict(first.others)["8"] == pytest.approx(0.08, abs=1e-3)
    assert (first.at, second.at) == (0.25, 0.875)
    assert second.confidence == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("printed", "others", "read"),
    [
        ("1, 422", (("", 0.3),), "1,422"),
        ("1, 422", (), "1, 422"),  # a gap for sure
        ("3. 2024", (("", 0.3),), "3. 2024"),
        ("收入, 422", (("", 0.3),), "收入,422"),
        ("1, 某", (("", 0.3),), "1, 某"),
    ],
)
def test_a_gap_that_may_be_none_does_not_part_a_figure(printed, others, read):
    signs = tuple(Sign(text, 0.5, 0.7, others if text == " " else ()) for text in printed)
    assert "".join(sign.text for sign in recogniser._without_gaps(signs)) == read


@pytest.mark.parametrize("name", ["SIGNS", "ODDS"])
def test_what_another_model_recognised_is_not_taken(name, tmp_path, monkeypatch):
    picture = np.zeros((4, 4), np.uint8)
    kept._version.cache_clear()
    before = kept.name_of(picture)
    other = tmp_path / "other.onnx"
    other.write_bytes(getattr(recogniser, name).read_bytes() + b"\0")
    monkeypatch.setattr(kept, name, other)
    kept._version.cache_clear()
    try:
        assert kept.name_of(picture) != before
    finally:
        kept._version.cache_clear()
