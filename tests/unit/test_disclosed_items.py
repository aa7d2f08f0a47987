"""Statutory items: what each wording says of them, and what it does not."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.documents import Line
from ingest.errors import Reason
from ingest.statements.clauses import meant
from ingest.statements.disclosed import items_told
from ingest.statements.disclosed_facts import Telling
from ingest.statements.disclosed_records import records, settled
from ingest.statements.stream import stream_of

PASSAGES = tomllib.loads(
    (Path(__file__).parent / "told" / "items.toml").read_text(encoding="utf-8")
)["passage"]
YEAR = 2023


def read(text, stage="executed", printed=None):
    lines = [Line(line, f"line {no}") for no, line in enumerate(text.splitlines(), 1) if line]
    told = items_told(stream_of(1, lines), Telling(YEAR, stage))
    return records(*settled(told, printed or {}))


def items_of(found):
    """Items with their measures, as the examples are written."""
    return {
        f"{a.row_key}.{a.measure}": f"{a.amount}"
        + ("" if a.unit_text in ("万元", "%") else a.unit_text)
        for a in found.amounts
    }


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda one: one["text"].strip()[:24])
def test_a_passage_says_what_an_accountant_reads_in_it(passage):
    assert items_of(read(passage["text"], passage.get("stage", "executed"))) == passage["is"]


def test_there_are_enough_wordings():
    assert len(PASSAGES) >= 20


def test_words_of_the_template_left_to_choice_are_untaken_and_said():
    found = read("机关运行经费支出86.35万元，比上年增加（减少）4.20万元。")
    assert [(u.reason, u.measure) for u in found.untaken] == [(Reason.TWO_READINGS, "change")]


def test_two_amounts_of_one_item_are_untaken_and_said():
    found = read("甲局机关运行经费50万元，乙中心机关运行经费36万元。")
    assert not found.amounts
    assert [u.reason for u in found.untaken] == [Reason.TWO_READINGS] * 2


def test_an_amount_of_another_year_is_untaken_and_said():
    found = read("2021年度机关运行经费支出50万元。")
    assert [u.reason for u in found.untaken] == [Reason.OTHER_YEAR]


def test_a_kind_of_vehicle_that_is_not_known_is_untaken_and_said():
    found = read("共有车辆3辆，其中：校车1辆、其他用车2辆。")
    assert [(u.reason, u.text) for u in found.untaken] == [(Reason.UNKNOWN_ROW, "校车1辆")]


def test_what_a_table_prints_is_not_told_again():
    printed = {("operating_costs", "executed"): meant(Decimal("863500.00"), 2, "元")}
    text = "机关运行经费支出86.35万元，比上年减少4.20万元。"
    assert list(items_of(read(text, printed=printed))) == ["operating_costs.change"]


def test_what_contradicts_a_table_is_untaken_with_what_depends_on_it():
    printed = {("operating_costs", "executed"): meant(Decimal("800000.00"), 2, "元")}
    found = read("机关运行经费支出86.35万元，比上年减少4.20万元。", printed=printed)
    assert not found.amounts
    assert [u.amount for u in found.untaken] == [Decimal("86.35")]
