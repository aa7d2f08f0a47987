"""The chapter on whole areas: each figure with its receipt, what is not stated told."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from reports.cite import Cite
from reports.model import Computed, Figure, Missing, Paragraph, Printed, Table
from reports.queried import AreaFigure
from reports.sections import areas
from reports.texts import LANGUAGES, Texts


def stated(item, phase, amount=0, rate=0, scope="own_level"):
    """A figure whose receipt is what it is."""
    receipt = f"{scope} {item} {phase}"
    return AreaFigure(
        "示例市", scope, item, phase, Decimal(amount), Decimal(str(rate)), receipt
    )


STATED = [
    stated("general_revenue", "final", 200),
    stated("general_revenue", "executed", 199),
    stated("general_revenue", "approved", 190),
    stated("general_revenue", "adjusted", 180),
    stated("general_revenue_growth", "final", rate="0.052"),
    stated("general_spending", "executed", 400),
    stated("fund_revenue", "final", 50),
    stated("debt_limit", "final", 100),
    stated("debt_balance", "final", 80),
    stated("general_revenue", "final", 900, scope="whole_region"),
]


def chapter(figures, language="zh"):
    """The chapter's blocks."""
    facts = SimpleNamespace(areas=figures)
    return [one for s in areas.sections(facts, Cite(Texts(language), 2024)) for one in s.blocks]


def rows(blocks, title):
    """The cells of a table, a figure as its text and source, no data as None."""
    (found,) = [one for one in blocks if isinstance(one, Table) and one.title == title]
    return [
        [
            None if isinstance(run, Missing) else (run.text, getattr(run, "source", None))
            for (run,) in row.cells
        ]
        for row in found.rows
    ]


def test_the_final_account_stands_before_the_execution_and_the_adjusted_budget():
    (own, whole) = rows(chapter(STATED), "一般公共预算收入")
    assert own[0][0] == "示例市（本级）"
    assert own[1] == ("180.00", Printed("own_level general_revenue adjusted"))
    assert own[2] == ("200.00", Printed("own_level general_revenue final"))
    assert own[3] is None
    assert own[4] == ("+5.2%", Printed("own_level general_revenue_growth final"))
    assert whole[1] is None
    assert whole[2] == ("900.00", Printed("whole_region general_revenue final"))


def test_debt_stands_against_its_limit():
    ((_, limit, balance, share),) = rows(chapter(STATED), "政府债务")
    assert (limit[0], balance[0], share[0]) == ("100.00", "80.00", "80.00%")
    assert isinstance(share[1], Computed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_needs_both_sides(language):
    (paragraph,) = [one for one in chapter(STATED, language) if isinstance(one, Paragraph)]
    figures = [run.source for run in paragraph.runs if isinstance(run, Figure)]
    assert figures == [
        Printed("own_level general_revenue final"),
        Printed("own_level general_spending executed"),
    ]


def test_without_governments_there_is_no_chapter():
    assert chapter([]) == []
