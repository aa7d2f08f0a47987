"""What is no fact: a figure of no known body, year or table; a document that breaks a rule."""

from decimal import Decimal

import duckdb
import pytest
from conftest import build

from warehouse.cli import main

TABLE = """支出决算表
公开03表
金额单位：万元

科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
\t合计\t250.00\t200.00\t50.00\t\t\t
201\t一般公共服务支出\t250.00\t200.00\t50.00\t\t\t
20126\t档案事务\t250.00\t200.00\t50.00\t\t\t
2012601\t行政运行\t200.00\t200.00\t\t\t\t
2012604\t档案馆\t50.00\t\t50.00\t\t\t
"""
YEARLESS = f"部门决算公开\n部门：示例市无年局\n{TABLE}"
BODILESS = f"2023年度部门决算公开\n{TABLE}"
ROW = "2012604\t档案馆\t50.00\t\t50.00\t\t\t\n"
TEMPLATE = f"2023年度部门决算公开\n部门：示例市××局\n{TABLE}"
DOUBLED_ROW = f"2023年度部门决算公开\n部门：示例市双行局\n{TABLE.replace(ROW, ROW + ROW)}"
TWO_TABLES = (
    f"2023年度部门决算公开\n部门：示例市双表局\n{TABLE}\n{TABLE.replace('50.00', '60.00')}"
)
BROKEN = {
    "template.txt": TEMPLATE,
    "doubled_row.txt": DOUBLED_ROW,
    "two_tables.txt": TWO_TABLES,
}
FACTS = """
    select facts.function_code, facts.spending_nature, facts.amount_yuan, facts.fiscal_year,
        departments.department_name, facts.is_proven, facts.is_amount_proven
    from marts.fct_spending as facts
    left join marts.dim_departments as departments using (department_key)
    left join marts.dim_documents as documents using (document_id)
    where file_name = ? order by 1
"""


def fetch(warehouse, query, *parameters):
    with duckdb.connect(str((warehouse / "current.duckdb").resolve()), read_only=True) as own:
        return own.execute(query, list(parameters)).fetchall()


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    """A warehouse as it is built, and after a person has named what the documents do not."""
    documents, folder = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("w")
    (documents / "yearless.txt").write_text(YEARLESS, encoding="utf-8")
    (documents / "bodiless.txt").write_text(BODILESS, encoding="utf-8")
    for name, text in BROKEN.items():
        (documents / name).write_text(text, encoding="utf-8")
    before = build(folder / "w", documents)
    first = (before / "current.duckdb").resolve()
    (before / "documents.csv").write_text(
        "document,department,year,reason\n"
        "yearless.txt,,2022,printed on the cover\n"
        "bodiless.txt,示例市无名局,,the address of the page\n",
        encoding="utf-8",
    )
    assert main(["withdraw", *BROKEN, "--reason", "broken", "--warehouse", str(before)]) == 0
    build(before, documents)
    assert (before / "current.duckdb").resolve() != first
    (folder / "first").mkdir()
    (folder / "first" / "current.duckdb").symlink_to(first)
    return folder / "first", before


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("yearless.txt", "no_year"),
        ("bodiless.txt", "no_department"),
        ("template.txt", "no_department"),
    ],
)
def test_a_document_that_does_not_say_is_set_aside_with_its_sum(warehouses, document, reason):
    before, _ = warehouses
    assert fetch(before, FACTS, document) == []
    aside = fetch(
        before,
        "select reason, sum(amount_yuan) from marts.figures_set_aside"
        " inner join marts.dim_documents using (document_id)"
        " where file_name = ? and is_leaf and measure in ('basic', 'project') group by 1",
        document,
    )
    assert aside == [(reason, Decimal("2500000.00"))]
    told = fetch(
        before,
        "select block_no = 0, status, reason_code, detail from raw.outcomes"
        " inner join raw.documents using (document_id)"
        " where file_name = ? and status <> 'ignored' order by block_no",
        document,
    )
    assert [row[:3] for row in told] == [
        (True, "set_aside", reason),
        (False, "set_aside", reason),
    ]
    assert all("2,500,000.00 yuan" in row[3] for row in told)


def test_what_is_set_aside_is_weighed_as_quarantined(warehouses):
    before, _ = warehouses
    weighed = fetch(
        before,
        "select sum(read_yuan), sum(published_yuan), sum(quarantined_yuan)"
        " from quality.conservation inner join raw.documents using (document_id)"
        " where mart = 'fct_spending' and file_name in ('yearless.txt', 'bodiless.txt')",
    )
    assert weighed == [(Decimal("5000000.00"), Decimal("0.00"), Decimal("5000000.00"))]


def test_two_tables_of_an_account_are_both_set_aside_with_the_word(warehouses):
    before, _ = warehouses
    assert fetch(before, FACTS, "two_tables.txt") == []
    aside = fetch(
        before,
        "select reason, count(distinct block_no) from marts.figures_set_aside"
        " inner join marts.dim_documents using (document_id)"
        " where file_name = 'two_tables.txt' group by 1",
    )
    assert aside == [("two_tables_of_an_account", 2)]
    outcomes = fetch(
        before,
        "select distinct status, reason_code from raw.outcomes"
        " inner join raw.documents using (document_id)"
        " where file_name = 'two_tables.txt' and status <> 'ignored'",
    )
    assert outcomes == [("set_aside", "two_tables_of_an_account")]


def test_a_document_that_breaks_a_rule_of_the_gate_does_not_hold_up_the_others(
    warehouses, capsys
):
    before, after = warehouses
    assert fetch(before, FACTS, "doubled_row.txt") == []
    rules = fetch(
        before,
        "select file_name, table_name, rule, row_count, was_published"
        " from quality.documents_set_aside order by 2",
    )
    assert rules == [
        ("doubled_row.txt", "fct_spending", "grain", 2, False),
        ("doubled_row.txt", "fct_spending_all", "grain", 2, False),
    ]
    outcomes = ["outcomes", "--reason", "set_aside_by_gate", "--warehouse"]
    assert main([*outcomes, str(before)]) == 0
    told = capsys.readouterr().out
    assert "doubled_row.txt" in told
    assert "fct_spending · grain × 2" in told
    assert fetch(after, "select count(*) from quality.documents_set_aside") == [(0,)]


@pytest.mark.parametrize(
    ("document", "year", "department"),
    [("yearless.txt", 2022, "示例市无年局"), ("bodiless.txt", 2023, "示例市无名局")],
)
def test_a_line_of_documents_csv_brings_its_figures_in(warehouses, document, year, department):
    _, after = warehouses
    assert fetch(after, FACTS, document) == [
        ("2012601", "basic", Decimal("2000000.00"), year, department, True, True),
        # Nothing but the head tells project money from the columns that are blank.
        ("2012604", "project", Decimal("500000.00"), year, department, False, True),
    ]
    assert fetch(after, "select count(*) from marts.figures_set_aside") == [(0,)]
    assert fetch(after, "select count(*) from raw.outcomes where status = 'set_aside'") == [
        (0,)
    ]
