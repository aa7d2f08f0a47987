"""Negative controls: a document with one known slip breaks exactly what the slip touches.

Each is the sample final account of a department with one figure changed, under a name of its
own. What must break is typed in by hand from the identities, never copied from output.
"""

import duckdb
import pytest

from ingest import landing, pipeline
from warehouse.building import transform

ACCOUNTS = "03_qujing_digital_economy_centre_2023_final_accounts.txt"
DEPARTMENT = "曲靖市数字经济发展中心"

# name: (title of the table, printed, instead, what breaks: identity and line)
SLIPS = {
    "leaf": (
        "支出决算表\n\n公开03表",
        "信息安全事务\t\t736.72\t\t736.72",
        "信息安全事务\t\t736.72\t\t763.72",
        {("R03", "信息安全事务"), ("R05", "网信事务")},
    ),
    "function_class": (
        "收入支出决算表",
        "六、科学技术支出\t36\t2,357.50",
        "六、科学技术支出\t36\t2,375.50",
        {("R01", "本年支出合计"), ("R07", "spending of class 206")},
    ),
    "income_total": (
        "收入决算表\n\n公开02表",
        "合计\t3,538.65\t3,538.65",
        "合计\t3,583.65\t3,538.65",
        {("R03", "合计"), ("R05", "合计"), ("R06", "income total")},
    ),
    "fund_column": (
        "财政拨款收入支出决算表\n\n公开04表",
        "六、科学技术支出\t38\t2,357.50\t2,357.50",
        "六、科学技术支出\t38\t2,357.50\t2,337.50",
        {
            ("R01", "本年支出合计"),
            ("R08", "六、科学技术支出"),
            ("R09", "general public budget spending of class 206"),
        },
    ),
    "three_public": (
        "公开10表",
        "（一）支出合计\t2\t4.55",
        "（一）支出合计\t2\t4.65",
        {("R11", "（一）支出合计")},
    ),
    "rate": (
        "项目支出绩效自评表",
        "年度资金总额\t4,000.00\t3,094.22\t3,094.22\t10\t100.00",
        "年度资金总额\t4,000.00\t3,094.22\t3,094.22\t10\t90.00",
        {("R13", "年度资金总额")},
    ),
    "funds": (
        "项目支出绩效自评表",
        "年度资金总额\t4,000.00",
        "年度资金总额\t3,990.00",
        {("R14", "年度资金总额")},
    ),
    "total_score": ("总分", "100\t96\t优", "100\t86\t优", {("R15", None), ("R15", "优")}),
    "weight": (
        "项目支出绩效自评表",
        "万条\t300000\t5.00\t5.00",
        "万条\t300000\t6.00\t5.00",
        {("R15", None)},
    ),
    "score_over_weight": (
        "项目支出绩效自评表",
        "万条\t300000\t5.00\t5.00",
        "万条\t300000\t5.00\t6.00",
        {("R15", None), ("R15", "归集数据量")},
    ),
}


def slipped(text: str, after: str, printed: str, instead: str) -> str:
    """The text with the first `printed` behind `after` changed."""
    start = text.index(after)
    assert printed in text[start:], printed
    return text[:start] + text[start:].replace(printed, instead, 1)


def renamed(text: str, name: str) -> str:
    return text.replace(DEPARTMENT, f"曲靖市{name}中心")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory, sample_documents):
    """A function that queries the models built from the clean and the slipped documents."""
    folder = tmp_path_factory.mktemp("known_bad")
    text = (sample_documents / ACCOUNTS).read_text("utf-8")
    (folder / "documents").mkdir()
    for name, (after, printed, instead, _) in SLIPS.items():
        document = renamed(slipped(text, after, printed, instead), name)
        (folder / "documents" / f"{name}.txt").write_text(document, "utf-8")
    for name, opening in (("clean", "0"), ("carried", "120.00")):
        first = renamed(text, f"{name}两年")
        (folder / "documents" / f"{name}_2023.txt").write_text(first, "utf-8")
        later = first.replace("2023年", "2024年").replace(
            "年初财政拨款结转和结余\t28\t0", f"年初财政拨款结转和结余\t28\t{opening}", 1
        )
        (folder / "documents" / f"{name}_2024.txt").write_text(later, "utf-8")
    pipeline.land([folder / "documents"], folder)
    database = folder / "warehouse.duckdb"  # as in a build
    with duckdb.connect(str(database)) as connection:
        landing.load(connection, folder)
    transform.run(database, folder)

    def query(sql, *parameters):
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(sql, list(parameters)).fetchall()

    return query


def broken(ledger, name):
    return {
        (identity, line)
        for identity, line in ledger(
            "select identity_id, line_name from marts.fct_reconciliations"
            " join raw.documents using (document_id)"
            " where status in ('broken', 'error') and file_name = ?",
            f"{name}.txt",
        )
    }


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_breaks_what_it_touches_and_nothing_else(ledger, name):
    assert broken(ledger, name) == SLIPS[name][3]


def test_the_clean_documents_of_two_years_break_nothing(ledger):
    assert broken(ledger, "clean_2023") == set()
    assert broken(ledger, "clean_2024") == set()
    (held,) = ledger(
        "select count(*) from marts.fct_reconciliations join raw.documents"
        " using (document_id) where identity_id = 'R16' and status = 'holds'"
        " and file_name = 'clean_2024.txt'"
    )
    assert held[0] > 0


def test_an_opening_balance_is_the_closing_one_of_the_year_before(ledger):
    assert broken(ledger, "carried_2023") == set()
    assert broken(ledger, "carried_2024") == {
        ("R02", "总计"),
        ("R16", "appropriation opening balance"),
    }
    ((document, source),) = ledger(
        "select left_receipt.document_id <> right_receipt.document_id,"
        " left_receipt.document_id = r.document_id from marts.fct_reconciliations r"
        " join raw.documents using (document_id)"
        " join marts.receipts left_receipt on r.left_receipt_id = left_receipt.receipt_id"
        " join marts.receipts right_receipt on r.right_receipt_id = right_receipt.receipt_id"
        " where identity_id = 'R16' and status = 'broken'"
    )
    assert (document, source) == (True, True)


def test_each_broken_row_shows_both_sides(ledger):
    (row,) = ledger(
        "select left_yuan, right_yuan, difference_yuan, tolerance_yuan, side, left_receipt_id"
        " is not null, right_receipt_id is not null from marts.fct_reconciliations"
        " join raw.documents using (document_id) where file_name = 'function_class.txt'"
        " and identity_id = 'R07' and status = 'broken'"
    )
    assert tuple(map(str, row)) == (
        "23575000.00",
        "23755000.00",
        "-180000.00",
        "100.000000",
        "None",
        "True",
        "True",
    )


def test_all_addends_are_named(ledger):
    (row,) = ledger(
        "select count(*) filter (where named.side = 'left'),"
        " count(*) filter (where named.side = 'right')"
        " from marts.reconciliation_receipts named join marts.fct_reconciliations r"
        " using (reconciliation_id, document_id) join raw.documents using (document_id)"
        " where file_name = 'function_class.txt' and identity_id = 'R01'"
        " and r.status = 'broken'"
    )
    assert row == (1, 5)


def test_coverage_counts_what_the_ledger_holds(ledger):
    (row,) = ledger(
        "select sum(broken_count), sum(applicable_count) = sum(checked_count)"
        " + sum(insufficient_count), sum(not_applicable_count)"
        " from marts.reconciliation_coverage join raw.documents using (document_id)"
        " where file_name = 'fund_column.txt'"
    )
    assert (int(row[0]), row[1], int(row[2])) == (3, True, 24)


def test_leads_follow_the_ledger(ledger):
    leads = ledger(
        "select sentence_zh from marts.fct_leads join raw.documents using (document_id)"
        " where lead_kind = 'printed_rate_differs'"
    )
    assert leads == [
        (
            "「“数字曲靖”建设项目专项资金」印出的执行率为90.00%，按印出的执行数与预算数计算为100.00%。",
        )
    ]
