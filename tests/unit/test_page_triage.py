"""Which pages are looked at, and which pictures are the pages of one document."""

import io
import zipfile

import pytest

from ingest.documents import Notice
from ingest.errors import Reason
from ingest.readers import photographs
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.triage import is_unread

PNG = b"\x89PNG\r\n"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("收入支出决算总表 1,094.85 360.20", False),
        ("Budget 2024: 1,094.85 and 360.20, of which 1,000,000,000", False),
        ("1,094.85 360.20 1,167.91 433.26 73.06", True),
        ("第 12 页", False),
        ("12", False),
        ("", False),
        ("ÊÕÈëÖ§³ö¾öËã×Ü±í 1,094.85 360.20", True),
        ("\ue123\ue124\ue125\ue126支出 1,094.85", True),
        ("支出 ±1,094.85 20×3 °", False),
    ],
)
def test_a_page_whose_text_says_nothing_is_looked_at(text, unread):
    assert is_unread(Look(text)) is unread


@pytest.mark.parametrize(
    ("reason", "unread"),
    [
        (Reason.NO_TEXT_LAYER, True),
        (Reason.UNDECODABLE, True),
        (Reason.TOO_LARGE, False),
        (Reason.DAMAGED, False),
    ],
)
def test_what_is_wrong_with_a_page_decides(reason, unread):
    assert is_unread(Look("支出", flaw=Notice(reason, "", "page 1"))) is unread


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["10.jpg", "9.jpg", "1.jpg"], ["1.jpg", "9.jpg", "10.jpg"]),
        (["第2页.png", "第1页.png"], ["第1页.png", "第2页.png"]),
        (["IMG_0301_2.jpg", "IMG_0301_1.jpg"], ["IMG_0301_1.jpg", "IMG_0301_2.jpg"]),
        (["2023.jpg", "2024.jpg"], []),
        (["1.jpg", "01.jpg"], []),
        (["1.jpg"], []),
        (["教育局1.jpg", "财政局2.jpg"], []),
        (["封面.jpg", "1.jpg"], []),
        ([], []),
    ],
)
def test_pages_are_numbered(names, ordered):
    assert photographs.in_order(names) == ordered


def archive(*members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, data in members:
            written.writestr(name, data)
    return zipfile.ZipFile(io.BytesIO(made.getvalue()))


def test_an_archive_of_pages_holds_nothing_else():
    assert photographs.pages_of(archive(("a/2.png", PNG), ("a/1.png", PNG))) == [
        "a/1.png",
        "a/2.png",
    ]
    assert photographs.pages_of(archive(("1.png", PNG), ("2.png", b"text"))) == []
    assert photographs.pages_of(archive(("a/1.png", PNG), ("b/2.png", PNG))) == []
    assert photographs.pages_of(archive(("1.png", PNG), ("2.png", PNG), ("a.txt", b"x"))) == []


def test_the_same_pages_make_the_same_file():
    pictures = {"1.png": PNG, "2.png": PNG + b"2"}
    assert photographs.packed(pictures) == photographs.packed(dict(pictures))
