"""How long reading still takes: told by pages, and not before there is something to tell by."""

import pytest

from ingest.pace import SOON, Pace, Reached


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self):
        self.seconds = 100.0

    def __call__(self):
        return self.seconds

    def after(self, seconds):
        self.seconds += seconds


@pytest.fixture
def clock():
    return Clock()


def look(pace, clock, file, pages, *, seconds, upto=None, first=1, is_new=True):
    """A document's pages are recognised, one after the other."""
    if first == 1:
        pace.document(file)
        pace.looked(file, 0, pages, is_new=False)
    for page in range(first, (pages if upto is None else upto) + 1):
        clock.after(seconds)
        pace.looked(file, page, pages, is_new=is_new)


def read(pace, clock, file, *, seconds):
    """A document without a picture is read."""
    pace.begin(file)
    pace.document(file)
    clock.after(seconds)
    pace.end(file)


def test_of_one_scan_the_pages_left_tell_the_time(clock):
    pace = Pace([1000], 1, clock)
    pace.begin(0)
    look(pace, clock, 0, 10, seconds=2, upto=1)
    assert pace.reached("a.pdf", 1, 10) == Reached(0, 1, "a.pdf", 1, 10, None)
    assert SOON > 2
    look(pace, clock, 0, 10, seconds=2, first=2, upto=4)
    assert pace.reached("a.pdf", 4, 10) == Reached(0, 1, "a.pdf", 4, 10, 12.0)


def test_while_files_wait_and_none_is_read_nothing_is_told(clock):
    pace = Pace([1000, 1000], 1, clock)
    pace.begin(0)
    look(pace, clock, 0, 4, seconds=5)
    assert pace.reached().seconds_left is None
    pace.end(0)
    assert pace.reached().seconds_left == 20


def test_pages_of_files_that_wait_are_guessed_by_their_bytes(clock):
    pace = Pace([1000, 500, 250], 1, clock)
    pace.begin(0)
    look(pace, clock, 0, 8, seconds=3)
    pace.end(0)
    assert pace.reached().seconds_left == 3 * 6
    pace.begin(1)
    look(pace, clock, 1, 10, seconds=3, upto=5)
    assert pace.reached().seconds_left == 3 * (5 + 250 * 18 / 1500)


def test_files_without_pictures_are_told_by_themselves(clock):
    pace = Pace([10] * 8, 2, clock)
    for file in range(4):
        read(pace, clock, file, seconds=1.5)
    assert pace.reached() == Reached(4, 8, seconds_left=4 * 1.5 / 2)


def test_pages_that_were_kept_tell_nothing_of_those_that_are_not(clock):
    """A build that goes on where it was interrupted is not as fast as it begins."""
    pace = Pace([1000, 1000], 1, clock)
    pace.begin(0)
    look(pace, clock, 0, 40, seconds=0.1, is_new=False)
    pace.end(0)
    pace.begin(1)
    look(pace, clock, 1, 10, seconds=0.1, upto=5, is_new=False)
    assert pace.reached().seconds_left is None
    look(pace, clock, 1, 10, seconds=2, first=6, upto=7)
    assert pace.reached().seconds_left == 6


def test_two_workers_share_the_pages_but_not_those_of_one_document(clock):
    pace = Pace([1000, 1000], 2, clock)
    for file in (0, 1):
        pace.begin(file)
        look(pace, clock, file, 20, seconds=0, upto=0)
    for page in range(1, 5):
        clock.after(2)
        for file in (0, 1):
            pace.looked(file, page, 20, is_new=True)
    assert pace.reached().seconds_left == 16 * 2
    for page in range(5, 19):
        clock.after(2)
        pace.looked(0, page, 20, is_new=True)
    assert pace.reached().seconds_left == 16 * 2


def test_how_many_pages_an_archive_has_is_not_known_from_its_first_documents(clock):
    pace = Pace([9000, 1000], 2, clock)
    pace.begin(0)
    for _ in range(2):
        look(pace, clock, 0, 3, seconds=2)
    pace.begin(1)
    look(pace, clock, 1, 2, seconds=2)
    assert pace.reached().seconds_left is None
    pace.end(1)
    assert pace.reached().seconds_left == 2 * (9 * 2 - 6)


def test_a_file_that_is_begun_again_counts_once(clock):
    """Its worker died; what was read before it is read again, and is told as it was."""
    pace = Pace([1000, 1000, 1000], 1, clock)
    read(pace, clock, 0, seconds=4)
    before = pace.reached()
    for _ in range(2):
        pace.begin(0)
        pace.end(0)
    assert pace.reached() == before
    for _ in range(2):
        pace.begin(1)
        look(pace, clock, 1, 10, seconds=2, upto=5)
    assert pace.reached().seconds_left == 2 * (5 + 10 / 2000 * 1000) + 4 * 2
