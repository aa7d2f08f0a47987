"""Summaries of self-evaluations: what each wording says of its projects, and what not."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.documents import Line
from ingest.errors import Reason
from ingest.statements.clauses import meant
from ingest.statements.stream import stream_of
from ingest.statements.summaries import Known, read_summaries

SUMMARIES = tomllib.loads(
    (Path(__file__).parent / "told" / "summaries.toml").read_text(encoding="utf-8")
)["summary"]
PLAIN_UNITS = ("万元", "%", "分")


def read(text, known=None):
    lines = [Line(line, f"line {no}") for no, line in enumerate(text.splitlines(), 1) if line]
    return read_summaries(stream_of(1, lines), known or Known(1))


def projects_of(records):
    """What records say of each project, as the examples are written."""
    numbers = dict.fromkeys(
        one.project_no for some in (records.projects, records.amounts) for one in some
    )
    told = []
    for number in numbers:
        project = next((p for p in records.projects if p.project_no == number), None)
        said = {"name": project.texts["name_text"] if project else ""}
        for amount in records.amounts:
            if amount.project_no == number:
                unit = "" if amount.unit_text in PLAIN_UNITS else amount.unit_text
                said[amount.measure] = f"{amount.amount_text}{unit}"
        if problems := [f.text for f in records.findings if f.project_no == number]:
            said["findings"] = problems
        if project and "grade_text" in project.texts:
            said["grade"] = project.texts["grade_text"]
        told.append(said)
    return told


@pytest.mark.parametrize("summary", SUMMARIES, ids=lambda one: one["text"].strip()[:24])
def test_a_summary_says_what_an_accountant_reads_in_it(summary):
    assert projects_of(read(summary["text"])) == summary.get("project", [])


def test_there_are_enough_wordings():
    assert len(SUMMARIES) >= 30


def test_two_budgets_of_one_project_are_untaken_and_said():
    records = read("甲经费绩效自评综述：全年预算数为40万元，自评得分95分。全年预算数为45万元。")
    assert [(u.reason, u.amount) for u in records.untaken] == [
        (Reason.TWO_READINGS, Decimal(40)),
        (Reason.TWO_READINGS, Decimal(45)),
    ]


def test_a_heading_and_a_sentence_that_name_two_projects_give_neither():
    records = read(
        "甲经费绩效自评综述：根据年初设定的绩效目标，乙工程绩效自评得分为98分。全年预算数为10万元。"
    )
    assert not records.projects
    assert not records.amounts
    assert {u.reason for u in records.untaken} == {Reason.TWO_READINGS}


def test_a_project_that_a_table_prints_is_the_same_project():
    table = Known(
        3, {"甲": 2}, {(2, "total", "adjusted"): meant(Decimal("100.00"), 2, "万元")}, {2}
    )
    records = read(
        "甲项目绩效自评综述：全年预算数为100万元，执行数为95万元，评价等级为优。", table
    )
    assert [(a.project_no, a.measure) for a in records.amounts] == [(2, "executed")]
    assert not records.projects
    assert not records.untaken


def test_a_figure_that_its_table_contradicts_is_untaken():
    table = Known(3, {"甲": 2}, {(2, "total", "adjusted"): meant(Decimal("90.00"), 2, "万元")})
    records = read("甲项目绩效自评综述：全年预算数为100万元，执行数为95万元。", table)
    assert [a.measure for a in records.amounts] == ["executed"]
    assert [u.amount for u in records.untaken] == [Decimal(100)]


def test_every_figure_knows_its_line_and_its_place_on_it():
    records = read("甲经费绩效自评综述\n全年预算数为40万元，执行数为38万元，自评得分95分。")
    places = {(a.row_no, a.column_no, a.locator) for a in records.amounts}
    assert len(places) == 3
    assert {locator for *_, locator in places} == {"line 2"}


def test_what_is_to_be_done_is_kept_with_the_project():
    (project,) = read(
        "甲经费绩效自评综述：自评得分95分。存在问题：进度慢。下一步改进措施：一是加快。"
    ).projects
    assert project.texts["improvement_text"] == "一是加快。"
