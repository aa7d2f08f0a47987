"""Which rows of a table of projects are its leaves: subtotals are never added to them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import read_document
from ingest.shapes.project_rows import Item, leaf_rows

MONEY = st.integers(1, 10_000_000).map(lambda cents: Decimal(cents) / 100)
GROUPS = st.lists(st.lists(MONEY, min_size=2, max_size=4), min_size=1, max_size=5)


def items(groups, detail):
    """Rows of subtotals, each over its leaves, which print a detail more, and the leaves."""
    rows, leaves = [], []
    for name, values in enumerate(groups):
        rows.append(Item(len(rows) + 1, {"name_text": f"项目{name}"}, sum(values)))
        for value in values:
            texts = {"name_text": f"项目{name}"} | ({detail: "30201"} if detail else {})
            rows.append(Item(len(rows) + 1, texts, value))
            leaves.append(rows[-1])
    return rows, leaves


@given(GROUPS, st.sampled_from(["economic_code", "function_code", "project_code"]))
def test_subtotals_that_print_less_are_left_out(groups, detail):
    rows, leaves = items(groups, detail)
    assert leaf_rows(rows, sum(row.value for row in leaves)) == leaves
    assert leaf_rows(rows, None) == leaves


@given(GROUPS)
def test_subtotals_that_look_like_leaves_are_known_by_the_total(groups):
    rows, leaves = items(groups, None)
    total = sum(row.value for row in leaves)
    found = leaf_rows(rows, total)
    assert sum(row.value for row in found) == total


@given(st.lists(MONEY, min_size=1, max_size=12))
def test_a_table_without_subtotals_has_leaves_alone(values):
    rows = [Item(i, {"name_text": f"项目{i}"}, value) for i, value in enumerate(values, 1)]
    assert leaf_rows(rows, sum(values)) == rows


def read(*rows):
    text = "项目支出表\n\n单位：万元\n\n" + "\n".join("\t".join(row) for row in rows)
    return read_document(text.encode(), "a.txt", "a.txt")


HEAD = ["项目分类", "项目名称", "项目单位", "合计", "一般公共预算", "单位资金"]


def test_a_name_is_printed_once_for_all_rows_of_its_project():
    rows = read(
        HEAD,
        ["特定目标类", "示例甲项目", "示例局", "3.00", "3.00", ""],
        ["", "", "示例中心", "2.00", "", "2.00"],
        ["特定目标类", "示例乙项目", "示例局", "1.00", "1.00", ""],
        ["合计", "", "", "6.00", "4.00", "2.00"],
    )
    found = [
        (row["label_text"], row["amount_text"])
        for row in rows["amounts"]
        if row["measure"] == "total" and row["row_key"] == "project_item"
    ]
    assert found == [("示例甲项目", "3.00"), ("示例甲项目", "2.00"), ("示例乙项目", "1.00")]
    assert [row["name_text"] for row in rows["projects"]] == ["示例甲项目", "示例乙项目"]


def test_a_total_without_a_label_is_the_total():
    rows = read(
        HEAD,
        ["特定目标类", "示例甲项目", "示例局", "3.00", "3.00", ""],
        ["特定目标类", "示例乙项目", "示例局", "1.00", "", "1.00"],
        ["", "", "", "4.00", "3.00", "1.00"],
    )
    keys = [row["row_key"] for row in rows["amounts"] if row["measure"] == "total"]
    assert keys == ["project_item", "project_item", "total"]
