"""One table in a hundred dresses: each page prints its two facts, in a file of its own."""

import io
import zipfile

from benchmarks.dresses import OUTCOMES, dresses, expected, outcome, pages
from benchmarks.fates import Fates


def found(**counts):
    made = Fates()
    made.counts.update(counts)
    return made


def test_there_are_eighty_dresses_and_more_in_every_format():
    ways = [dress.way for dress in dresses()]
    assert len(ways) >= 80
    assert len(set(ways)) == len(ways)
    assert {dress.format for dress in dresses()} >= {"html", "txt", "docx", "xlsx", "pdf"}


def test_no_two_pages_are_of_one_office():
    made = list(pages())
    assert len({page.office for page in made}) == len({page.file_name for page in made})
    assert len({page.data for page in made}) == len(made)


def test_a_page_prints_its_department_and_both_codes():
    for page in pages():
        if page.dress.format == "pdf" or page.dress.wrap == "mht":
            continue
        members = [page.data]
        if zipfile.is_zipfile(io.BytesIO(page.data)):
            with zipfile.ZipFile(io.BytesIO(page.data)) as archive:
                members = [archive.read(name) for name in archive.namelist()]
        text = b"".join(members).decode("utf-8", "ignore")
        assert page.office in text, page.dress.way
        assert "2011308" in text or page.dress.shape == "split", page.dress.way


def test_a_page_states_two_facts():
    page = next(pages())
    assert [fact.value for fact in expected(page)] == ["12035000.00", "8002500.00"]


def test_a_page_is_as_good_as_its_worst_fact():
    assert outcome(found(proven_in_place=2)) == "right"
    assert outcome(found(proven_in_place=1, lost_with_a_word=1)) == OUTCOMES[1]
    assert outcome(found(proven_in_place=1, lost_in_silence=1)) == "silent"
    assert outcome(found(lost_in_silence=1, invented=1)) == "wrong"
