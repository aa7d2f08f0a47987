"""The shared words of heads and rows, built from parts."""

import re

import pytest

from ingest.errors import FormFileError
from ingest.form import load_forms
from ingest.words import VOCABULARY_FOLDER, plain_label, rows_of, spelled, vocabulary


def test_every_word_of_every_vocabulary_can_be_spelled():
    assert vocabulary().keys() == {path.stem for path in VOCABULARY_FOLDER.glob("*.toml")}
    for subject, words in vocabulary().items():
        for word in words.values():
            re.compile(spelled(word, subject))


def test_a_word_nobody_knows_is_an_authors_error():
    with pytest.raises(FormFileError, match=r"no word funds\.nothing"):
        spelled("{funds.nothing}")
    with pytest.raises(FormFileError, match="no vocabulary 'nothing'"):
        rows_of("nothing")


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("funds.appropriation", "财政拨款"),
        ("funds.appropriation", "本年财政拨款收入"),
        ("funds.general_public_budget", "一般公共预算财政拨款收入"),
        ("funds.superior_subsidy", "上级补助"),
        ("funds.affiliate_remittance", "附属单位上缴"),
        ("funds.other", "其它收入"),
        ("funds.income_total", "本年收入合计"),
        ("natures.spending_total", "支出总计"),
        ("phases.amount", "本年决算数"),
        ("phases.amount", "金额"),
        ("phases.amount", "年度决算金额"),
        ("phases.planned", "本年预算"),
        ("phases.executed", "支出决算数"),
    ],
)
def test_a_head_is_known_by_its_parts(word, printed):
    assert re.fullmatch(spelled(f"{{{word}}}"), printed)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("phases.amount", "上年决算数"),
        ("phases.amount", "预算数"),
        ("phases.executed", "预算数"),
        ("phases.planned", "上年预算数"),
        ("phases.planned", "决算数"),
        ("funds.appropriation", "一般公共预算财政拨款收入"),
        ("funds.other", "其他收入占比"),
        ("natures.basic", "项目支出"),
        ("funds.income_total", "小计"),
    ],
)
def test_a_head_of_something_else_is_not_taken(word, printed):
    assert not re.fullmatch(spelled(f"{{{word}}}"), printed)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("其中：（1）公务用车运行维护费", "公务用车运行维护费"),
        ("一、“三公”经费支出", "三公经费支出"),
        ("①因公出国（境）费", "因公出国(境)费"),
        ("－公务用车购置费", "公务用车购置费"),
        ("（二）2．公务接待费", "公务接待费"),
    ],
)
def test_a_label_is_what_a_line_is_called(printed, label):
    assert plain_label(printed) == label


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("公务用车费", "vehicles"),
        ("公务用车购置和运行维护费", "vehicles"),
        ("公务用车购置", "vehicle_purchase"),
        ("公务用车运行费", "vehicle_running"),
        ("公务用车购置数(辆)", "vehicles_bought"),
        ("公务用车保有量(辆)", "vehicles_held"),
        ("因公出国(境)支出", "abroad"),
        ("因公出国(境)团组数(个)", "abroad_groups"),
        ("接待费", "reception"),
        ("国内公务接待批次(个)", "reception_batches"),
        ("支出合计", "total"),
        ("三公经费", "total_heading"),
        ("公务员培训", None),
    ],
)
def test_each_form_of_the_three_public_expenses_knows_the_same_lines(label, line):
    for form_id in ("three_public_all_funds", "budget_three_public_general_lines"):
        rules = load_forms()[form_id].rows
        assert next((k for k, rule in rules.items() if rule.fullmatch(label)), None) == line
