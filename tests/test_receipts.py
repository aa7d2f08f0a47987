"""Every figure of a fact leads to its own cell; texts are typed in from the printed pages."""

from decimal import Decimal

import duckdb
import pytest

QUJING = "曲靖市数字经济发展中心"
DERIVED = {
    ("fct_project_funding", "execution_rate"),
    ("fct_indicators", "target_value"),
    ("fct_indicators", "target_low"),
    ("fct_indicators", "target_high"),
    ("fct_indicators", "half_year_target_value"),
    ("fct_indicators", "actual_value"),
    ("fct_indicators", "attainment_ratio"),
    ("fct_evaluations", "score_recomputed"),
}
"""Numbers of facts that are computed, or read from a text that has its receipt."""
NO_FACTS = {"fct_reconciliations", "fct_leads"}


@pytest.fixture(scope="session")
def query(published_warehouse):
    """A function that queries the published warehouse of the sample documents."""
    database = str((published_warehouse / "current.duckdb").resolve())

    def fetch(sql, *parameters):
        with duckdb.connect(database, read_only=True) as connection:
            connection.execute("set schema = 'marts'")
            return connection.execute(sql, list(parameters)).fetchall()

    return fetch


def printed(query, fact_table, where):
    """The printed text and header of each figure of the one fact row that is meant."""
    rows = query(
        "select figures.column_name, receipts.printed_text, receipts.column_label"
        " from fact_receipts as figures inner join receipts using (receipt_id)"
        f" inner join {fact_table} as facts on figures.fact_receipt_id = facts.receipt_id"
        f" where figures.fact_table = '{fact_table}' and {where}"
    )
    assert len(rows) == len({column for column, *_ in rows})
    return {column: (text, header) for column, text, header in rows}


def test_each_measure_of_an_appropriation_has_its_own_cell(query):
    found = printed(query, "fct_appropriations", "facts.function_code = '2013750'")
    texts = {column: text for column, (text, _) in found.items()}
    assert texts == {
        "opening_yuan": "0.00",
        "income_yuan": "318.99",
        "spending_yuan": "318.99",
        "basic_yuan": "318.99",
        "personnel_yuan": "281.94",
        "public_yuan": "37.05",
        "closing_yuan": "0.00",
    }


def test_target_actual_weight_and_score_of_an_indicator_have_their_own_cells(query):
    where = "facts.indicator_name = '归集数据量' and facts.score is not null"
    assert printed(query, "fct_indicators", where) == {
        "indicator_name": ("归集数据量", "三级指标"),
        "target_text": ("20000", "指标值"),
        "actual_text": ("300000", "实际完成值"),
        "weight": ("5.00", "分值"),
        "score": ("5.00", "得分"),
    }
    units = query(
        "select distinct unit_text from receipts inner join fct_indicators as facts"
        " on receipts.receipt_id in (facts.target_receipt_id, facts.actual_receipt_id)"
        f" where {where}"
    )
    assert units == [("万条",)]


def test_an_evaluation_cites_the_cell_of_its_score(query):
    rows = query(
        "select facts.receipt_id = facts.total_score_receipt_id, total.printed_text,"
        " total.row_label, grade.printed_text, execution.printed_text, total.verified_by"
        " from fct_evaluations as facts"
        " left join receipts as total on facts.receipt_id = total.receipt_id"
        " left join receipts as grade on facts.grade_receipt_id = grade.receipt_id"
        " left join receipts as execution"
        " on facts.execution_score_receipt_id = execution.receipt_id"
        " order by facts.total_score desc"
    )
    assert rows == [(True, text, "总分", "优", "10.00", "R15") for text in ("96", "95", "94")]


def test_budget_adjusted_and_executed_have_their_own_cells(query):
    where = "facts.item_code = 'reception_domestic' and fund_basis = 'fiscal_appropriation'"
    found = printed(query, "fct_three_public", where)
    assert found == {
        "budget_yuan": ("4.55", "预算数"),
        "adjusted_yuan": ("4.08", "全年预算数"),
        "executed_yuan": ("4.08", "决算统计数"),
    }
    assert printed(query, "fct_assets", "facts.asset_class = 'intangible'") == {
        "original_value_yuan": ("0.96", "无形资产/原值"),
        "net_value_yuan": ("0.29", "无形资产/净值"),
    }
    where = "facts.approved_yuan = 40000000"
    texts = {c: text for c, (text, _) in printed(query, "fct_project_funding", where).items()}
    assert texts.pop("project_key") == "“数字曲靖”建设项目专项资金"
    assert texts == {
        "approved_yuan": "4,000.00",
        "adjusted_yuan": "3,094.22",
        "executed_yuan": "3,094.22",
        "execution_rate_published": "100.00",
        "appropriation_yuan": "3,094.22",
    }


def test_a_receipt_tells_where_its_unit_stands(query):
    rows = query(
        "select receipts.printed_text, receipts.unit_text, receipts.unit_locator is not null,"
        " facts.quantity from fct_three_public as facts inner join receipts using (receipt_id)"
        " where facts.item_code = 'reception_batches'"
    )
    assert rows == [("23.00", "个", True, Decimal("23.00"))]
    assert query(
        "select count(*) from receipts inner join fct_spending using (receipt_id)"
        " where receipts.unit_locator is null"
    ) == [(0,)]


def told(table):
    """The rows of a table that receipts tell of: of all statements those that do not count."""
    if not table.endswith("_all"):
        return table
    return f"{table} where not_chosen_reason not in ('unreconciled', 'superseded')"


def test_every_number_of_a_fact_is_a_figure_with_a_receipt(query):
    """A new measure needs a receipt, or a reason why it has none."""
    numbers = query(
        "select table_name, column_name from duckdb_columns()"
        " where schema_name = 'marts' and starts_with(table_name, 'fct_')"
        " and starts_with(data_type, 'DECIMAL') and column_name <> 'half_unit_yuan'"
    )
    figures = set(query("select distinct fact_table, column_name from fact_receipts"))
    declared = {
        (table, column)
        for table, column in numbers
        if table not in NO_FACTS and (table.removesuffix("_all"), column) not in DERIVED
    }
    empty = {
        (table, column)
        for table, column in declared - figures
        if query(f'select count("{column}") from {told(table)}') == [(0,)]
    }
    assert declared - figures - empty == set()
    assert len(figures & declared) > 20


def test_what_facts_sum_up_to_is_what_their_receipts_say(query):
    columns = query(
        "select distinct fact_table, column_name from fact_receipts"
        " where amount_yuan is not null"
    )
    for table, column in columns:
        sums = query(
            f'select (select sum("{column}") from {told(table)}),'
            " (select sum(receipts.amount_yuan) from fact_receipts inner join receipts"
            " using (receipt_id) where fact_table = ? and column_name = ?)",
            table,
            column,
        )
        assert sums[0][0] == sums[0][1], (table, column)


def test_a_sum_says_how_much_of_it_is_proven_and_how_exact_it_is(query):
    (row,) = query(
        "select total_spending_yuan, total_spending_verified_share,"
        " total_spending_interval_yuan, personnel_interval_yuan, three_public_interval_yuan"
        " from department_years where department_name = ? and fiscal_year = 2023",
        QUJING,
    )
    assert row[:2] == (Decimal("35386500.00"), Decimal("1.000000"))
    # ten items, six with personnel, one line of 三公, in 万元 with two decimals: 50 元 each
    assert row[2:] == (Decimal("500.000000"), Decimal("300.000000"), Decimal("50.000000"))


def test_an_own_sum_can_say_the_same(query):
    (row,) = query(
        "select sum(amount_yuan) filter (where is_proven) / sum(amount_yuan),"
        " sum(half_unit_yuan), bool_and(verified_by is not null) from fct_spending"
        " where function_code like '208%'"
    )
    assert row == (1.0, Decimal("100.000000"), True)
