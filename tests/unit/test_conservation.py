"""Money is conserved: a fact that is lost, doubled, changed or invented stops the gate."""

import os
import shutil
import subprocess
import sys

import duckdb
import pytest

from expectations import conservation
from ingest.account import load_accounts
from ingest.form import load_forms
from mingzhang import PACKAGES
from warehouse.building import gate
from warehouse.errors import GateError

# Each amount of each fact table that the sample documents fill.
AMOUNTS = [
    ("fct_spending", "amount_yuan"),
    ("fct_budgets", "amount_yuan"),
    ("fct_revenue", "amount_yuan"),
    ("fct_spending_economic", "amount_yuan"),
    ("fct_account_lines", "amount_yuan"),
    ("fct_appropriations", "income_yuan"),
    ("fct_appropriations", "spending_yuan"),
    ("fct_appropriations", "personnel_yuan"),
    ("fct_appropriations", "project_yuan"),
    ("fct_three_public", "budget_yuan"),
    ("fct_three_public", "executed_yuan"),
    ("fct_three_public", "quantity"),
    ("fct_assets", "original_value_yuan"),
    ("fct_assets", "net_value_yuan"),
    ("fct_project_funding", "approved_yuan"),
    ("fct_project_funding", "executed_yuan"),
    ("fct_project_funding", "appropriation_yuan"),
    ("fct_project_funding", "execution_rate_published"),
    ("fct_evaluations", "total_score"),
    ("fct_indicators", "weight"),
    ("fct_indicators", "score"),
]
FACTS = sorted({table for table, _ in AMOUNTS} | {"fct_findings"})
WITHOUT_STATEMENTS = {"fct_evaluations", "fct_indicators", "fct_findings"}


def stated(table):
    """The table of all statements of a fact, where there is one: what is weighed."""
    return table if table in WITHOUT_STATEMENTS else f"{table}_all"


@pytest.fixture
def warehouse(published_warehouse, tmp_path):
    """A copy of the published sample warehouse, to be tampered with."""
    copy = tmp_path / "copy.duckdb"
    shutil.copy((published_warehouse / "current.duckdb").resolve(), copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


def violations(connection):
    """What the gate's queries on the weighed tables find, by the mart that it is about."""
    conservation.weigh(connection)
    return {
        row[0]
        for row in connection.execute(
            "select mart from quality.conservation"
            " where read_yuan <> published_yuan + quarantined_yuan + excluded_yuan"
            " or read_value <> published_value + quarantined_value + excluded_value"
            " or is_any_unlike"
            " union select mart from quality.unlike_figures"
            " union select 'no route' from quality.figure_fates where fate = 'no_route'"
        ).fetchall()
    }


def one_row(connection, table, column=None):
    """The rowid of a fact row, one with an amount in `column` where one is named."""
    holds = f"where {column} > 0" if column else ""
    return connection.execute(
        f"select rowid from marts.{stated(table)} {holds} order by receipt_id limit 1"
    ).fetchone()[0]


def test_the_sample_warehouse_conserves_everything(warehouse):
    assert violations(warehouse) == set()
    (figures,) = warehouse.execute("select count(*) from raw.amounts").fetchone()
    (told,) = warehouse.execute(
        "select sum(figure_count) from quality.figure_fates where mart is null"
        " or mart <> 'fct_assets'"
    ).fetchone()
    assert told <= figures
    marts = warehouse.execute("select distinct mart from quality.conservation").fetchall()
    assert {mart for (mart,) in marts} == set(FACTS)


@pytest.mark.parametrize(("table", "column"), AMOUNTS)
def test_a_lost_fact_shows(warehouse, table, column):
    row = one_row(warehouse, table, column)
    warehouse.execute(f"delete from marts.{stated(table)} where rowid = {row}")
    assert table in violations(warehouse)


@pytest.mark.parametrize("table", FACTS)
def test_a_doubled_fact_shows(warehouse, table):
    column = next((c for t, c in AMOUNTS if t == table), None)
    row = one_row(warehouse, table, column)
    own = f"marts.{stated(table)}"
    warehouse.execute(f"insert into {own} select * from {own} where rowid = {row}")
    assert violations(warehouse) == {table}


@pytest.mark.parametrize(("table", "column"), AMOUNTS)
def test_a_fen_shows(warehouse, table, column):
    row = one_row(warehouse, table, column)
    warehouse.execute(
        f"update marts.{stated(table)} set {column} = {column} + 0.01 where rowid = {row}"
    )
    assert violations(warehouse) == {table}


def test_an_amount_moved_from_one_fact_to_another_shows(warehouse):
    warehouse.execute(
        "update marts.fct_spending_all as own set amount_yuan = amount_yuan + case"
        " when receipt_id = (select min(receipt_id) from marts.fct_spending_all) then 100"
        " when receipt_id = (select max(receipt_id) from marts.fct_spending_all) then -100"
        " else 0 end"
    )
    assert violations(warehouse) == {"fct_spending"}


def test_a_fact_that_nobody_printed_shows(warehouse):
    warehouse.execute(
        "insert into marts.fct_revenue_all"
        " (document_id, receipt_id, revenue_source, amount_yuan)"
        " select document_id, 'nowhere-9-9-9', 'other', 5.00 from raw.documents limit 1"
    )
    assert violations(warehouse) == {"fct_revenue"}


def test_a_figure_that_no_route_knows_shows(warehouse):
    warehouse.execute(
        "update raw.amounts set measure = 'unheard_of' where measure = 'project'"
        " and account_id = 'spending_account'"
    )
    assert "no route" in violations(warehouse)


def test_a_figure_without_unit_is_quarantined(warehouse):
    receipt = warehouse.execute(
        "select receipt_id from marts.fct_spending_all order by 1 limit 1"
    ).fetchone()[0]
    _, block, row, column = receipt.split("-")
    warehouse.execute(
        f"update raw.amounts set unit_text = null where block_no = {block}"
        f" and row_no = {row} and column_no = {column}"
    )
    warehouse.execute("delete from marts.fct_spending_all where receipt_id = ?", [receipt])
    assert violations(warehouse) == set()
    fates = warehouse.execute(
        "select fate, figure_count from quality.figure_fates where fate = 'unit_unknown'"
    ).fetchall()
    assert fates == [("unit_unknown", 1)]


def test_an_unproved_line_of_a_sum_is_published_with_it(warehouse):
    """The sum stands under the receipt of another line, and is not quarantined beside it."""
    document, receipt, other, amount = warehouse.execute(
        "select a.document_id, a.receipt_id, b.receipt_id, b.amount_yuan"
        " from marts.fct_revenue_all as a join marts.fct_revenue_all as b"
        " on a.document_id = b.document_id and a.revenue_source = b.revenue_source"
        " and a.receipt_id < b.receipt_id order by 2, 3 limit 1"
    ).fetchone()
    _, block, row, column = other.split("-")
    warehouse.execute(
        "update raw.amounts set reading = 'unreconciled' where document_id = ?"
        f" and block_no = {block} and row_no = {row} and column_no = {column}",
        [document],
    )
    warehouse.execute(
        "update raw.amounts set account_id = 'revenue_by_unit'"
        " where document_id = ? and account_id = 'revenue_account'",
        [document],
    )
    warehouse.execute(
        "update marts.fct_revenue_all set amount_yuan = amount_yuan + ? where receipt_id = ?",
        [amount, receipt],
    )
    warehouse.execute("delete from marts.fct_revenue_all where receipt_id = ?", [other])
    assert violations(warehouse) == set()
    warehouse.execute("delete from marts.fct_revenue_all where receipt_id = ?", [receipt])
    assert violations(warehouse) == {"fct_revenue"}


def test_a_superseded_document_is_excluded_by_name(warehouse):
    document = warehouse.execute(
        "select document_id from marts.fct_spending_all limit 1"
    ).fetchone()[0]
    warehouse.execute(
        "update marts.dim_documents set is_current = false where document_id = ?", [document]
    )
    for table in FACTS:
        own = f"marts.{stated(table)}"
        warehouse.execute(f"delete from {own} where document_id = ?", [document])
    assert violations(warehouse) == set()
    (excluded,) = warehouse.execute(
        "select sum(excluded_yuan) from quality.conservation where mart = 'fct_spending'"
    ).fetchone()
    assert str(excluded) == "35386500.00"


def test_points_for_the_execution_alone_are_excluded_by_name(warehouse):
    document, receipt = warehouse.execute(
        "select document_id, total_score_receipt_id from marts.fct_evaluations"
        " where execution_score is not null order by 2 limit 1"
    ).fetchone()
    _, block, row, column = receipt.split("-")
    warehouse.execute(
        f"delete from raw.amounts where document_id = ? and block_no = {block}"
        f" and row_no = {row} and column_no = {column}",
        [document],
    )
    warehouse.execute(
        "update raw.projects set grade_text = null where document_id = ?", [document]
    )
    warehouse.execute(
        "delete from marts.fct_evaluations where total_score_receipt_id = ?", [receipt]
    )
    assert violations(warehouse) == set()
    fates = warehouse.execute(
        "select figure_count from quality.figure_fates where fate = 'no_evaluation'"
    ).fetchall()
    assert fates == [(1,)]


def weighed(connection):
    """What is written of all documents."""
    conservation.weigh(connection)
    return [
        connection.execute(f"from quality.{table} order by all").fetchall()
        for table in conservation.TABLES
    ]


def unweighed(connection):
    connection.execute("drop table quality.weighed_documents")
    return weighed(connection)


@pytest.mark.parametrize(
    ("mart", "change"),
    [
        ("fct_spending", "delete from marts.fct_spending_all"),
        ("fct_indicators", "update marts.fct_indicators set weight = 1, receipt_id = 'none'"),
        ("fct_spending", "update marts.dim_documents set is_current = false"),
        ("fct_spending", "update raw.amounts set amount = amount + 1"),
        ("fct_spending", "delete from raw.amounts"),
    ],
)
def test_a_document_that_changed_is_weighed_again_and_no_other(warehouse, mart, change):
    whole = weighed(warehouse)
    (document,) = warehouse.execute(
        "select max(document_id) from quality.conservation where mart = ?", [mart]
    ).fetchone()
    warehouse.execute(f"{change} where document_id = ?", [document])
    changed = weighed(warehouse)
    assert changed != whole
    assert warehouse.execute("from changed").fetchall() == [(document,)]
    assert unweighed(warehouse) == changed


def test_of_tables_that_came_with_a_copy_the_documents_that_changed_are_weighed(warehouse):
    """Of the others such a table has the rows of the copy; other tables are seen whole."""
    weighed(warehouse)
    (elsewhere,) = warehouse.execute(
        "select max(document_id) from marts.fct_spending"
    ).fetchone()
    ((told,), (untold,)) = warehouse.execute(
        "select distinct document_id from raw.amounts where document_id <> ? and amount <> 0"
        " order by all limit 2",
        [elsewhere],
    ).fetchall()
    warehouse.execute(
        "create table quality.as_before as select 'raw.amounts' as name, true as is_but_for"
    )
    warehouse.execute("create table quality.changed as select ? as document_id", [told])
    for document in (told, untold):
        warehouse.execute(
            "update raw.amounts set amount = amount + 1 where document_id = ?", [document]
        )
    warehouse.execute("delete from marts.fct_spending_all where document_id = ?", [elsewhere])
    weighed(warehouse)
    found = warehouse.execute("select document_id from changed order by all").fetchall()
    assert found == sorted([(told,), (elsewhere,)])
    warehouse.execute("insert into quality.changed values (?)", [untold])
    changed = weighed(warehouse)
    assert warehouse.execute("from changed").fetchall() == [(untold,)]
    assert unweighed(warehouse) == changed


def test_other_routes_weigh_all_documents_again(warehouse):
    weighed(warehouse)
    warehouse.execute("update raw.account_routes set rule = 'none' where mart = 'fct_assets'")
    changed = weighed(warehouse)
    assert unweighed(warehouse) == changed
    assert (0,) not in warehouse.execute(
        "select count(*) from quality.figure_fates where fate = 'none'"
    ).fetchall()


def test_a_mart_that_is_missing_stops_the_gate(warehouse):
    warehouse.execute("drop table marts.fct_assets_all")
    with pytest.raises(GateError):
        gate.measure_conservation(warehouse)


def test_the_gate_refuses_a_file_that_lost_a_fact(warehouse, tmp_path):
    row = one_row(warehouse, "fct_project_funding", "executed_yuan")
    warehouse.execute(f"delete from marts.fct_project_funding_all where rowid = {row}")
    gate.measure_conservation(warehouse)
    warehouse.close()
    done = subprocess.run(
        [sys.executable, "-m", "expectations.run", tmp_path / "copy.duckdb"],
        cwd=PACKAGES,
        env={**os.environ, "GX_ANALYTICS_ENABLED": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    refused = [line.split()[:3] for line in done.stdout.splitlines() if "critical" in line]
    assert ["critical", "quality.conservation", "money_is_conserved"] in refused
    assert done.returncode == 1


def terms(form):
    """The lines and measures that figures of a form bear, (None, measure) for any line."""
    for column in form.columns if form.shape not in {"indicators", "text_table"} else ():
        line, _, measure = column.measure.rpartition(".")
        if form.shape == "one_row":
            yield line, measure
        else:
            yield None, measure if form.shape == "two_sided" else column.measure
    for measure in form.amounts:
        for line in form.rows if form.shape == "indicators" else ("total",):
            yield line, measure


@pytest.mark.parametrize("form", load_forms().values(), ids=lambda form: form.id)
def test_every_column_of_a_form_has_a_route(form):
    """A new form, or a new column, says where its figures go."""
    account = load_accounts().get(form.account_id)
    known = account.routes if account else ()
    missing = [
        (line, measure)
        for line, measure in terms(form)
        if not any(
            route.measure in ("*", measure) and (line is None or route.row_key in ("*", line))
            for route in known
        )
    ]
    assert missing == []


def test_a_code_stands_over_others_of_which_no_figure_was_taken(warehouse):
    """As the models have it: else a sum counts as a figure, and its document stands aside."""
    document, block, code = warehouse.execute(
        "select own.document_id, own.block_no, own.code_text from raw.amounts as own"
        " anti join raw.amounts as part on own.document_id = part.document_id"
        " and own.block_no = part.block_no and part.code_text like own.code_text || '_%'"
        " where own.code_text is not null order by all limit 1"
    ).fetchone()
    asked = "select distinct is_parent from printed where document_id = ? and code_text = ?"
    for is_parent in (False, True):
        warehouse.execute("drop table quality.weighed_documents")
        conservation.weigh(warehouse)
        found = warehouse.execute(asked + " and block_no = ?", [document, code, block])
        assert found.fetchall() == [(is_parent,)]
        warehouse.execute(
            "insert into raw.untaken by name select ? as document_id, ? as block_no,"
            " 99 as row_no, 1 as column_no, ? as code_text, 'unknown_row' as reason_code",
            [document, block, f"{code}01"],
        )
