"""Both languages know the same sentences, with the same places to fill."""

import string

import pytest

from warehouse import texts
from warehouse.messages import CATALOGUE, Messages, language_of_locale


def places(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_a_sentence_stands_under_one_subject():
    assert len(CATALOGUE["en"]) == sum(len(subject.WORDS) for subject in texts._SUBJECTS)


@pytest.mark.parametrize("key", sorted(CATALOGUE["en"]))
def test_a_sentence_fills_the_same_places_in_both(key):
    assert places(CATALOGUE["en"][key]) == places(CATALOGUE["zh"][key])


def test_chinese_sentences_are_chinese():
    same = [key for key, text in CATALOGUE["zh"].items() if text == CATALOGUE["en"][key]]
    assert same == ["line_published", "report_written"]


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh_CN.UTF-8", "zh"), ("zh", "zh"), ("en_GB.UTF-8", "en"), ("C", "en")],
)
def test_a_chinese_locale_speaks_chinese(monkeypatch, locale, language):
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert language_of_locale() == language


def test_lc_all_wins_over_lang(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert language_of_locale() == "en"


def test_a_sentence_is_filled():
    assert Messages("en").say("rows", rows="1,000") == "1,000 rows"
    assert Messages("zh").say("rows", rows="1,000") == "1,000 行"
