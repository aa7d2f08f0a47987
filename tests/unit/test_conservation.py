"""Money is conserved: a lost, doubled or invented fact shows as a difference, to the fen."""

from decimal import Decimal

import duckdb
import pytest

from warehouse import gate
from warehouse.errors import GateError

TABLES = """
create schema raw; create schema marts;
create table raw.amounts (
    document_id varchar, block_no integer, row_no integer, column_no integer,
    account_id varchar, measure varchar, row_key varchar, code_text varchar,
    department_text varchar, unit_text varchar, amount decimal(28, 8), reading varchar
);
create table marts.dim_documents (document_id varchar, is_current boolean);
create table marts.receipts (receipt_id varchar, form_id varchar);
create table marts.fct_spending (
    document_id varchar, receipt_id varchar, function_code varchar, spending_nature varchar,
    amount_yuan decimal(20, 2)
);
create table marts.fct_budgets as
    select *, cast(null as varchar) as fund_source from marts.fct_spending;
create table marts.fct_revenue (
    document_id varchar, receipt_id varchar, revenue_source varchar, amount_yuan decimal(20, 2)
);
create table marts.fct_appropriations (
    document_id varchar, receipt_id varchar, fund_source varchar, opening_yuan decimal(20, 2),
    income_yuan decimal(20, 2), personnel_yuan decimal(20, 2), public_yuan decimal(20, 2),
    project_yuan decimal(20, 2), closing_yuan decimal(20, 2)
);
create table marts.fct_spending_economic as
    select document_id, receipt_id, spending_nature, amount_yuan from marts.fct_spending;
create table marts.fct_assets (
    document_id varchar, receipt_id varchar, original_value_yuan decimal(20, 2),
    net_value_yuan decimal(20, 2)
);
create table marts.fct_account_lines (
    document_id varchar, receipt_id varchar, amount_yuan decimal(20, 2)
);
insert into marts.dim_documents values ('d', true), ('old', false);
"""


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute(TABLES)
        # A spending table as printed, in 万元: 201 = 20113 = 2011308 + 2011350.
        for row, (code, amount) in enumerate(
            [("201", 12.34), ("20113", 12.34), ("2011308", 8.34), ("2011350", 4.0)], start=1
        ):
            printed(connection, row, code, amount)
        published(connection, "2011308", "83400.00", 3)
        published(connection, "2011350", "40000.00", 4)
        yield connection


def printed(connection, row, code, amount, document="d", reading="as_published", **other):
    values = {
        "document_id": document,
        "block_no": 1,
        "row_no": row,
        "column_no": 5,
        "account_id": "spending_account",
        "measure": "basic",
        "row_key": "item",
        "code_text": code,
        "unit_text": "万元",
        "amount": amount,
        "reading": reading,
        **other,
    }
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    connection.execute(
        f"insert into raw.amounts ({columns}) values ({marks})", list(values.values())
    )


def published(connection, code, amount, row):
    connection.execute(
        "insert into marts.fct_spending values ('d', ?, ?, 'basic', ?)",
        [f"d-1-{row}-5", code, Decimal(amount)],
    )


def measured(connection):
    gate.measure_conservation(connection)
    rows = connection.execute(
        "select document_id, account_id, measure, read_yuan, published_yuan, quarantined_yuan,"
        " excluded_yuan from quality.conservation order by all"
    ).fetchall()
    return {(d, a, m): tuple(map(str, money)) for d, a, m, *money in rows}


BASIC = ("d", "spending_account", "basic")


def test_leaves_are_read_and_subtotals_are_not(warehouse):
    assert measured(warehouse) == {BASIC: ("123400.00", "123400.00", "0.00", "0.00")}


def test_a_lost_fact_shows(warehouse):
    warehouse.execute("delete from marts.fct_spending where function_code = '2011308'")
    assert measured(warehouse)[BASIC] == ("123400.00", "40000.00", "0.00", "0.00")


def test_a_doubled_fact_shows(warehouse):
    published(warehouse, "2011350", "40000.00", 4)
    assert measured(warehouse)[BASIC][:2] == ("123400.00", "163400.00")


def test_a_fen_shows(warehouse):
    warehouse.execute("update marts.fct_spending set amount_yuan = amount_yuan + 0.01")
    assert measured(warehouse)[BASIC][:2] == ("123400.00", "123400.02")


def test_a_fact_that_nobody_printed_shows(warehouse):
    warehouse.execute(
        "insert into marts.fct_revenue values ('d', 'd-9-9-9', 'institutional', 5.00)"
    )
    found = measured(warehouse)["d", "revenue_account", "institutional"]
    assert found == ("0.00", "5.00", "0.00", "0.00")


def test_a_superseded_document_is_excluded_by_name(warehouse):
    printed(warehouse, 1, "2011308", 7, document="old")
    found = measured(warehouse)["old", "spending_account", "basic"]
    assert found == ("70000.00", "0.00", "0.00", "70000.00")


def test_an_unplaced_figure_that_no_fact_carries_is_quarantined(warehouse):
    printed(warehouse, 9, "2019999", 1, reading="unreconciled")
    assert measured(warehouse)[BASIC] == ("133400.00", "123400.00", "10000.00", "0.00")


def test_an_asset_printed_once_stands_in_both_columns(warehouse):
    asset = {"account_id": "state_assets", "measure": "value", "row_key": "current"}
    printed(warehouse, 20, None, 3, **asset)
    warehouse.execute("insert into marts.fct_assets values ('d', 'd-1-20-5', 30000, 30000)")
    found = measured(warehouse)
    assert found["d", "state_assets", "original_value"][:2] == ("30000.00", "30000.00")
    assert found["d", "state_assets", "net_value"][:2] == ("30000.00", "30000.00")


def test_counts_and_rates_are_not_money(warehouse):
    printed(warehouse, 30, "2011308", 5, unit_text="%")
    printed(warehouse, 31, "2011308", 5, unit_text=None)
    assert measured(warehouse)[BASIC][0] == "123400.00"


def test_a_mart_that_is_missing_stops_the_gate(warehouse):
    warehouse.execute("drop table marts.fct_assets")
    with pytest.raises(GateError):
        gate.measure_conservation(warehouse)
