"""Problems that a text names, one by one."""

import pytest

from ingest.shapes.evaluation_results import problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目标完成。但存在资金到位不及时、项目未按合同约定完成等问题，在资金管理方面有待提高。",
         ["资金到位不及时", "项目未按合同约定完成"]),
        ("补贴不存在应发未发的情况；入住率达到85%。", []),
        ("存在A项目未验收情况；对投诉未记录的情况，包括原因，结果；以及未统计差错等情况。",
         ["A项目未验收", "对投诉未记录的情况，包括原因，结果", "未统计差错"]),
        ("但存在项目在立项程序规范性、绩效目标、资金投入等方面还有待加强。",
         ["立项程序规范性", "绩效目标", "资金投入"]),
        ("存在指标未能通过清晰、可衡量的指标值予以体现等问题。",
         ["指标未能通过清晰、可衡量的指标值予以体现"]),
        ("项目整体情况良好，无问题。", []),
    ],
)  # fmt: skip
def test_problems_are_told_apart(text, expected):
    assert [problem for _, problem in problems(text)] == expected


def test_each_problem_says_where_it_begins():
    text = "目标完成。但存在自评不规范、成本测算不完整等问题。"
    for offset, problem in problems(text):
        assert text[offset:].startswith(problem)
