"""Whatever way an office prints it: the facts, the office and the year are what is printed."""

from decimal import Decimal

import pytest
from usual_pages import BASIC, COVER, markup, over, page, table, ways

from ingest.reading import read_document

FACTORS = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}


@pytest.mark.parametrize("way", list(ways()), ids=lambda way: way.name)
def test_a_page_says_what_it_prints(way):
    rows = read_document(way.data, way.file_name.rpartition("/")[2], way.file_name)
    (document,) = rows["documents"]
    found = {
        (row["code_text"], row["measure"]): row["amount"] * FACTORS[row["unit_text"]]
        for row in rows.get("amounts", [])
        if row["row_key"] == "item"
        and row["unit_text"]
        and row["measure"] != "total"
        and row["amount"]
    }
    right = {
        ("2012601", "basic"): BASIC * way.factor,
        ("2012604", "project"): way.project * way.factor,
    }
    if way.is_open and (found != right):
        assert not found or found.items() <= right.items()
        assert any(
            row["status"] in ("failed", "partial", "unrecognised") for row in rows["outcomes"]
        )
        return
    assert found == right
    assert all(isinstance(amount, Decimal) for amount in found.values())
    assert (document["year_text"], document["department_text"]) == (way.year, way.office)


@pytest.mark.parametrize(
    "part",
    [
        *(
            "单位资金",
            "上年结转",
            "其他资金",
            "专项债券",
            "政府债务",
            "财政专户管理资金",
            "人员",
        ),
        *("基本建设", "项目", "政府采购", "教育收费", "事业", "代管资金", "往来资金", "非税"),
        *("结转结余", "下属单位", "中央专项", "省级补助", "机关运行", "其他", "特定目标类"),
    ],
)
@pytest.mark.parametrize("stage", ["决算", "预算"])
@pytest.mark.parametrize("title", ["{part}支出{stage}表", "支出{stage}表（{part}）"])
def test_a_table_of_a_part_is_never_read_as_the_whole(part, stage, title):
    cover = COVER.replace("决算", stage)
    above = over(title.format(part=part, stage=stage), cover=cover)
    rows = read_document(page(above, markup(table())), "a.html", "a.html")
    forms = {row["form_id"] for row in rows["outcomes"]}
    assert not forms & {"spending_account", "budget_spending_account"}
