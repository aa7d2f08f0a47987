"""The scoreboard is honest: what it counts, what it types, and how its page is made."""

from collections import Counter
from decimal import Decimal

import pytest

from benchmarks import accuracy, real_documents, report
from benchmarks.fates import FATES, Fates
from benchmarks.marts import LONG, TYPED_ALSO
from benchmarks.sample_documents import score_samples
from benchmarks.scoring import Score, compared, printed_of, read_cells
from corpus.generate import Request, made

TYPED = list(real_documents.typed_documents())


def score_of(level, *, printed):
    whole = Score()
    request = Request(40, 77, ("txt", "html", "docx", "xlsx"), level, printed=printed)
    for each in made(request):
        read = read_cells(each.data, each.file_name)
        for _, score in compared(printed_of(each.document), read, each.file_name):
            whole.add(score)
    return whole


def test_documents_in_the_words_of_the_templates_are_read_whole():
    score = score_of("none", printed=False)
    assert score.printed > 5000
    assert score.f1 >= Decimal("0.999"), [*score.missed_examples[:9], *score.wrong_examples[:9]]
    assert score.invented == 0, score.wrong_examples


@pytest.mark.parametrize("level", ["none", "heavy"])
def test_documents_in_the_words_of_offices_are_scored(level):
    score = score_of(level, printed=True)
    assert score.printed > 4000
    assert 0 < score.right <= score.printed


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


# ---------------------------------------------------------------- real documents


def test_many_facts_of_nine_documents_are_typed():
    assert len(TYPED) == 9
    assert sum(len(document.facts) for document in TYPED) >= 300


@pytest.mark.parametrize("document", TYPED, ids=lambda document: document.start)
def test_typed_facts_name_columns_that_are_compared(document):
    for fact in document.facts:
        columns = (*LONG[fact.mart][1], *TYPED_ALSO.get(fact.mart, ()))
        assert fact.column in columns, fact
        assert fact.value, fact
    counted = Counter((fact.mart, fact.keys, fact.column) for fact in document.facts)
    assert max(counted.values()) == 1, counted.most_common(1)


@pytest.mark.parametrize(
    ("start", "mart", "printed"),
    [
        ("03_", "fct_spending", "35386500.00"),
        ("11_", "fct_spending", "29400500.00"),
        ("12_", "fct_budgets", "156211123.00"),
        ("13_", "fct_budgets", "371514655.00"),
    ],
)
def test_typed_facts_sum_to_the_printed_total(start, mart, printed):
    (document,) = (each for each in TYPED if each.start == start)
    total = sum(Decimal(fact.value) for fact in document.facts if fact.mart == mart)
    rounding = 100 * 12  # yuan, as many as there are rows of 万元 with two decimals
    assert abs(total - Decimal(printed)) <= (rounding if start == "11_" else 0)


def test_every_typed_document_is_among_the_originals(original_documents):
    for document in TYPED:
        assert len(list(original_documents.glob(f"{document.start}*"))) == 1


def test_without_the_originals_nothing_is_measured(tmp_path):
    assert real_documents.measured(tmp_path / "nowhere") == {}


# ---------------------------------------------------------------- the page


def board_of(**fates):
    found = Fates(documents=1)
    found.counts.update(fates)
    return accuracy.Board(real={"11_example.pdf": found})


def test_the_page_leads_with_what_must_not_be():
    page = report.page(board_of(proven_in_place=7, lost_in_silence=2), 1, [1], "2030-01-02")
    (head,) = (line for line in page.split("\n") if line.startswith("| documents |"))
    names = [cell.strip(" *") for cell in head.strip("|").split("|")]
    assert names[3:6] == ["proven but wrong", "invented", "lost in silence"]
    assert "| real documents, typed facts | 1 | 9 | 0 | 0 | 2 | 7 |" in page


def test_what_is_not_measured_keeps_its_numbers_and_its_day():
    before = board_of(proven_in_place=7, lost_in_silence=2)
    heads, *rows = report.scores(before, "2030-01-02")
    last = {(row[0], row[1]): dict(zip(heads, map(str, row), strict=True)) for row in rows}
    after = accuracy.Board(last=last)
    assert list(report.scores(after, "2031-05-06"))[1:] == [tuple(map(str, r)) for r in rows]
    assert "2030-01-02 |" in report.page(after, 1, [1], "2031-05-06")


def test_the_reference_table_has_a_column_for_every_fate():
    heads, *_ = report.scores(board_of(unproven=1), "2030-01-02")
    assert {f"{fate}_count" for fate in FATES} <= set(heads)
    assert len(set(heads)) == len(heads)
