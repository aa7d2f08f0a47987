"""What a document says of its own edition, and what is no such word."""

from datetime import date

import pytest

from ingest.editions import publication_date, revision_note


@pytest.mark.parametrize(
    ("title", "lines", "note"),
    [
        ("某局2023年部门决算（更正）", [], "某局2023年部门决算（更正）"),
        ("某局2023年部门决算", ["重新公开说明"], "重新公开说明"),
        ("某局 2023 年部门决算（更 正）", [], "某局 2023 年部门决算（更 正）"),
        ("某局2023年部门预算（修订版）", [], "某局2023年部门预算（修订版）"),
        ("某局2023年部门决算", ["一、修订规章制度经费"], None),
        ("某局2023年部门决算", ["预算调整情况"], None),
        (
            "某局2023年部门决算",
            [
                "本年度受理来信来访并对企业年报信息更正进行督导检查，全年共计办结六百余件，群众满意。"
            ],
            None,
        ),
        ("某局2023年部门决算", ["第一部分"] * 12 + ["更正说明"], None),
        ("", [], None),
    ],
)
def test_a_later_edition_is_marked_in_the_title_or_a_note(title, lines, note):
    assert revision_note(title, lines) == note


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("公开日期：2024年9月30日", date(2024, 9, 30)),
        ("发布时间: 2024-09-30 10:15", date(2024, 9, 30)),
        ("发布日期 2024.9.3", date(2024, 9, 3)),
        ("公开日期：2024年13月30日", None),
        ("成立日期：2024年9月30日", None),
        ("2024年9月30日", None),
    ],
)
def test_only_a_date_that_is_called_so_is_that_of_publication(line, found):
    assert publication_date([line]) == found


def test_the_first_date_counts():
    lines = ["公开时间：2024年2月30日", "公开时间：2024年3月1日", "发布时间：2025年1月1日"]
    assert publication_date(lines) == date(2024, 3, 1)
