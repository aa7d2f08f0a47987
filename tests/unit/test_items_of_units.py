"""A code with a row for each of several units: they are added up where the total has them."""

from ingest.reading import read_document

HEAD = ["单位名称", "科目编码", "科目名称", "支出合计", "基本支出", "项目支出"]


def keys_of(*rows):
    """The code of each row of amounts with its key, in the order printed."""
    lines = "\n".join("\t".join(row) for row in (HEAD, *rows))
    text = f"示例县示例局2026年部门预算\n\n支出总表\n\n单位：万元\n\n{lines}"
    amounts = read_document(text.encode(), "a.txt", "a.txt")["amounts"]
    return [(a["code_text"], a["row_key"]) for a in amounts if a["measure"] == "total"]


LOCAL = ["示例局本级", "2010101", "行政运行", "5.00", "5.00", ""]
CENTRE = ["示例中心", "2010101", "行政运行", "3.00", "3.00", ""]


def test_rows_of_units_are_items_of_units_where_the_total_has_them_all():
    total = ["", "", "合计", "8.00", "8.00", ""]
    assert keys_of(total, LOCAL, CENTRE) == [
        (None, "total"),
        ("2010101", "item_of_unit"),
        ("2010101", "item_of_unit"),
    ]


def test_a_code_that_is_printed_twice_stays_what_it_is():
    total = ["", "", "合计", "5.00", "5.00", ""]
    assert ("2010101", "item_of_unit") not in keys_of(total, LOCAL, CENTRE)
    assert ("2010101", "item_of_unit") not in keys_of(LOCAL, CENTRE)


def test_codes_that_have_parts_are_no_items_of_units():
    total = ["", "", "合计", "8.00", "8.00", ""]
    above = ["", "20101", "人大事务", "8.00", "8.00", ""]
    found = keys_of(total, above, LOCAL, CENTRE)
    assert found[1] == ("20101", "section")
    assert found[2:] == [("2010101", "item_of_unit")] * 2
