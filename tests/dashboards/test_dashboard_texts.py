"""The words of the dashboards: both languages say the same, and nothing in vain."""

import re
from pathlib import Path
from string import Formatter

import pytest

from dashboards import texts

FOLDER = Path(texts.__file__).parents[1]
CLOSED = (
    "kind",
    "letter",
    "disclosure",
    "outcome",
    "reading",
    "check",
    "nature",
    "measure",
    "break",
    "source",
    "caliber",
    "known",
    "counted",
    "aside",
    "doubt",
    "tier",
    "basis",
    "area",
    "phase",
    "debt",
    "owed",
)
BUILT = (
    *("reason", "scope", "unit", "by", "as", "view", "locator", "conserved", "metric"),
    *("page", "of", "trend", "price", "prices", "tree", "money", "example", "whole", "named"),
)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys():
    assert texts.TEXTS["zh"].keys() == texts.TEXTS["en"].keys()


@pytest.mark.parametrize("key", texts.TEXTS["zh"])
def test_both_languages_fill_the_same_places(key):
    assert _places(texts.TEXTS["zh"][key]) == _places(texts.TEXTS["en"][key])


def test_no_text_is_empty():
    assert [
        key for words in texts.TEXTS.values() for key, text in words.items() if not text
    ] == []


def test_english_has_no_chinese_words():
    chinese = re.compile(r"[\u4e00-\u9fff]")
    assert [key for key, text in texts.TEXTS["en"].items() if chinese.search(text)] == []


def test_every_text_is_used():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*.py")
        if path.parent.name != "texts"
    )
    unused = [
        key
        for key in texts.TEXTS["zh"]
        if not re.search(f"[\"']{key}[\"']", code)
        and key.split("_")[0] not in {*CLOSED, *BUILT}
    ]
    assert unused == []


def test_a_value_without_a_word_stands_for_itself():
    assert texts.term("kind", "final_accounts", "zh") == "决算"
    assert texts.term("kind", "new_kind", "zh") == "new_kind"
    assert texts.term("kind", None, "en") == "no data"


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        texts.say("never_written", "zh")
