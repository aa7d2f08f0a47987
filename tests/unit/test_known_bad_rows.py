"""For every expectation of the gate a known-bad row, in a copy of the sample warehouse.

What the library's own expectations find is asked of their twin query, which names the
documents; `test_gate` holds the two against each other, kind by kind.
"""

import shutil

import duckdb
import pytest

from expectations import bad_rows, conservation, verdicts
from expectations.suites import suites

NOWHERE = "nowhere-9-9-9"
SOMEWHERE = {
    "document_id": "'d'",
    "department_key": "'k'",
    "fiscal_year": "2023",
    "phase": "'executed'",
}
ONE = "rowid = (select min(rowid) from {table})"
INDICATOR = "update {table} set indicator_name = '%s' where " + ONE
TOTAL = "total_spending_yuan = total_spending_yuan + 1"

SILENCE = "delete from marts.fct_reconciliations; delete from marts.figures_set_aside; "
OF_ONE = "select document_id, department_key, fiscal_year, {phase} as phase"
SUM = "update {table} set amount_yuan = 1000000000000"
FUNDS = (
    "; insert into marts.fct_appropriations_all by name " + OF_ONE + ", 'general_public_budget'"
    " as fund_source, 1 as basic_yuan, 1 as public_yuan, 1 as project_yuan from {table} where "
    + ONE
)
ECONOMIC = SUM + ", fund_source = 'general_public_budget', spending_nature = '%s' where " + ONE

# A part that exceeds its whole, of which the ledger says nothing, by the rule's name.
EXCEEDS = {
    "three_public_within_spending": (
        "update {table} set budget_yuan = 1000000000000, executed_yuan = 1000000000000,"
        " item_code = 'abroad' where " + ONE + FUNDS
    ),
    "basic_economic_within_functions": ECONOMIC % "basic" + FUNDS,
    "project_economic_within_functions": ECONOMIC % "project" + FUNDS,
    "appropriations_within_spending": (
        "update {table} set spending_yuan = 1000000000000 where "
        + ONE
        + "; insert into marts.fct_budgets_all by name "
        + OF_ONE
        + ", 1 as amount_yuan from {table} where "
        + ONE
    ),
    "within_account_total": (
        SUM
        + " where "
        + ONE
        + "; insert into marts.fct_account_lines_all by name "
        + OF_ONE
        + ", 'department' as account, 'expenditure' as side, true as is_total,"
        " 1 as amount_yuan from {table} where " + ONE
    ),
}

# More executed by projects than the department's project spending.
MORE_THAN_SPENT = (
    "delete from marts.fct_leads; update marts.department_years set caliber = 'department',"
    " is_caliber_mixed = false, project_yuan = 1, project_interval_yuan = 0,"
    " executed_project_interval_yuan = 0, executed_project_yuan = 1000000"
)

# A rule of our own by its name: what makes one row of its table bad.
BREAKS = {
    "outcomes_stand_once": "insert into {table} select * from {table} where " + ONE,
    "documents_have_outcomes": "delete from {table} where block_no = 0",
    "no_internal_errors": "update {table} set reason_code = 'internal_error' where " + ONE,
    "cells_accounted_for": (
        "update {table} set cell_count = 3, read_count = 1, ignored_count = 1 where " + ONE
    ),
    "realigned_is_proved": (
        "update {table} set reading = 'realigned', proof = null where " + ONE
    ),
    "restored_is_proved_and_marked": (
        "update {table} set reading = 'restored', proof = 'R01' where " + ONE
    ),
    "restored_was_held_possible": (
        "update {table} set reading = 'restored', seen_text = '1' || amount_text where " + ONE
    ),
    "what_was_seen_says_how_sure": (
        "update {table} set source = 'scan', confidence = null where " + ONE
    ),
    "what_is_unsure_is_not_proven": (
        "update {table} set reading = 'unreconciled', is_amount_proven = true where " + ONE
    ),
    "alternatives_are_of_what_was_seen": (
        "update {table} set source = 'scan', alternatives = [{{'character_no': 1, 'seen': 'x',"
        " 'other': '7', 'probability': 0.3}}] where " + ONE
    ),
    "region_code_shape": (
        "update {table} set region_code = '53', is_development_zone = false where " + ONE
    ),
    "level_fits_code": "update {table} set {code} = '20' where " + ONE,
    "all_documents": "delete from {table} where " + ONE,
    "all_figures": (
        "update {table} set printed_text = '9' where receipt_id = (select min(receipt_id)"
        " from marts.fct_spending)"
    ),
    "document_is_current": "update {table} set document_id = '" + NOWHERE + "' where " + ONE,
    "document_is_a_governments": "update {table} set document_id = '"
    + NOWHERE
    + "' where "
    + ONE,
    "every_figure_is_once_somewhere": (
        "insert into raw.region_figures by name select min(document_id) as document_id,"
        " 1 as block_no, 1 as row_no, 1 as column_no, 'amount' as measure, 1 as number,"
        " '万元' as unit_text from marts.dim_documents where is_current"
    ),
    "leaves_only": (
        "insert into {table} select * replace ('201' as {code}) from {table} where "
        + ONE
        + "; insert into {table} select * replace ('20101' as {code}) from {table} where "
        + ONE
    ),
    "status_fits_difference": (
        "update {table} set status = 'holds', axis = 'tree', difference_yuan = 5,"
        " tolerance_yuan = 1 where " + ONE
    ),
    "checked_has_both_sides": (
        "update {table} set status = 'holds', left_yuan = null, left_value = null where " + ONE
    ),
    "findings_are_of_the_list": (
        "update {table} set axis = 'tree', finding = 'unheard_of' where " + ONE
    ),
    "what_was_not_taken_is_named": (
        "update {table} set finding = 'figure_not_taken', untaken_locator = null where " + ONE
    ),
    "every_row_has_receipts": "update {table} set reconciliation_id = 'no' where " + ONE,
    "no_errors": "update {table} set status = 'error' where " + ONE,
    "counts_add_up": "update {table} set checked_count = checked_count + 1 where " + ONE,
    "ledger_is_counted": "delete from {table} where applicable_count > 0",
    "execution_rate_recomputed": (
        "update {table} set execution_rate = 0.5, executed_yuan = 1, adjusted_yuan = 1 where "
        + ONE
    ),
    "verdicts_rest_on_something": (
        "update {table} set is_met = true, verdict_reason = 'no_target' where " + ONE
    ),
    "no_telephone_numbers": "update {table} set {text} = '电话13800000000' where " + ONE,
    "names_are_no_quantities": INDICATOR % "15件",
    "names_are_no_signatures": INDICATOR % "填表人：",
    "names_end_in_no_name": INDICATOR % "乡镇数：",
    "levels_are_printed": "update {table} set level1 = '无处印出' where " + ONE,
    "total_spending_yuan_agrees": {
        "marts.department_years": "update {table} set is_caliber_mixed = false, " + TOTAL,
        "marts.region_years": "update {table} set total_spending_yuan = 0",
    },
    "sentences_are_whole": "update {table} set sentence_zh = '没有句号' where " + ONE,
    "every_lead_has_receipts": "update {table} set lead_id = 'none' where " + ONE,
    "what_is_set_aside_is_no_fact": (
        "update {table} set set_aside_id = (select min(receipt_id) from marts.fct_spending),"
        " receipt_id = (select min(receipt_id) from marts.fct_spending) where " + ONE
    ),
    "what_is_not_taken_is_told": (
        "insert into raw.untaken by name select 'd' as document_id, 1 as block_no,"
        " 1 as row_no, 1 as column_no, 'unknown_row' as reason_code"
    ),
    "money_is_conserved": "update {table} set read_yuan = read_yuan + 1 where " + ONE,
    "values_are_conserved": "update {table} set read_value = read_value + 1 where " + ONE,
    "records_stand_once": "update {table} set is_any_unlike = true where " + ONE,
    "every_figure_has_a_fate": "delete from {table}",
    "figures_are_as_printed": "insert into {table} by name select 'd' as document_id",
    "what_does_not_count_says_why": (
        "update {table} set is_chosen = false, not_chosen_reason = null where " + ONE
    ),
    "what_is_chosen_is_the_fact": (
        "insert into {table} by name select 'd' as document_id, 'nobody' as department_key,"
        " 2023 as fiscal_year, false as is_synthetic, true as is_chosen, 1 as {amount}"
    ),
    "one_source_is_chosen": "update {table} set is_chosen = false where " + ONE,
    "projects_within_spending": MORE_THAN_SPENT,
    "projects_are_not_doubled": (
        MORE_THAN_SPENT + "; insert into {table} select * replace ('d' as document_id,"
        " 'other' as project_key) from {table} where executed_yuan is not null"
    ),
    **EXCEEDS,
    **{
        f"{name}_or_the_ledger_says_why": SILENCE + statement
        for name, statement in EXCEEDS.items()
    },
}


def _kind(expectation):
    return type(expectation).__name__


def _name(expectation):
    meta = expectation.meta or {}
    column = getattr(expectation, "column", None)
    named = meta.get("name") or _kind(expectation)
    return f"{named}({column})" if column else named


ALL = [
    pytest.param(suite.table, one, id=f"{suite.name}-{number}-{_name(one)}")
    for suite in suites()
    for number, one in enumerate(suite.expectations)
]


def make_bad(warehouse, table, expectation):
    columns = {row[0] for row in warehouse.execute(f"describe {table}").fetchall()}
    amounts = ("amount_yuan", "spending_yuan", "net_value_yuan", "executed_yuan")
    words = {
        "amount": next((name for name in amounts if name in columns), ""),
        "code": "function_code" if "function_code" in columns else "economic_code",
        "text": "content" if "content" in columns else "finding_text",
        "phase": "coalesce(phase, 'approved')" if "phase" in columns else "'executed'",
    }
    if not warehouse.execute(f"select count(*) from {table}").fetchone()[0]:
        known = {**SOMEWHERE, "is_chosen": "true"}
        filled = [f"{value} as {name}" for name, value in known.items() if name in columns]
        row = f"by name select {', '.join(filled)}" if filled else "default values"
        warehouse.execute(f"insert into {table} {row}")
    warehouse.execute(breaks(table, expectation).format(table=table, **words))


def count(found):
    return sum(found.by_document.values()) + found.nameless


def breaks(table, expectation):
    """The statement that makes a row bad for the expectation, or None where none is known."""
    name = (expectation.meta or {}).get("name", "")
    if name == "grain":
        return "insert into {table} select * from {table} where " + ONE
    if "_joins_" in name:
        return f"update {{table}} set {name.split('_joins_')[0]} = '{NOWHERE}' where {ONE}"
    if name:
        known = BREAKS.get(name)
        return known.get(table) if isinstance(known, dict) else known
    column = expectation.column
    if _kind(expectation) == "ExpectColumnValuesToBeUnique":
        return "insert into {table} select * from {table} where " + ONE
    value = {
        "ExpectColumnValuesToNotBeNull": "null",
        "ExpectColumnValuesToBeInSet": "'unheard_of'",
        "ExpectColumnValuesToBeBetween": f"{getattr(expectation, 'max_value', 0)} + 1",
    }[_kind(expectation)]
    return f"update {{table}} set {column} = {value} where {ONE}"


@pytest.fixture(scope="module")
def copy(published_warehouse, tmp_path_factory):
    """A copy of the published sample warehouse, weighed, without constraints."""
    path = tmp_path_factory.mktemp("bad_rows") / "copy.duckdb"
    shutil.copy((published_warehouse / "current.duckdb").resolve(), path)
    with duckdb.connect(str(path)) as connection:
        conservation.weigh(connection)
        yield connection


@pytest.fixture
def warehouse(copy):
    """The copy, as it was before the last test."""
    copy.execute("begin")
    yield copy
    copy.execute("rollback")


def test_every_rule_has_a_known_bad_row():
    unknown = {
        _name(param.values[1])
        for param in ALL
        if breaks(param.values[0], param.values[1]) is None
    }
    assert unknown == set()


def test_every_known_bad_row_has_its_rule():
    assert set(BREAKS) <= {(param.values[1].meta or {}).get("name") for param in ALL}


@pytest.mark.parametrize(("table", "expectation"), ALL)
def test_a_known_bad_row_is_found(warehouse, table, expectation):
    rows = expectation.meta["rows"]
    before = count(bad_rows.find(warehouse, table, rows))
    make_bad(warehouse, table, expectation)
    assert count(bad_rows.find(warehouse, table, rows)) > before


@pytest.fixture(scope="module")
def of_documents(copy):
    """The tables whose rows say their document, of which a build makes some again."""
    found = copy.execute(
        "select table_name from duckdb_columns() where schema_name = 'marts'"
        " and column_name = 'document_id' and table_name not like 'dim_%'"
    ).fetchall()
    return {"raw.amounts", *(f"marts.{name}" for (name,) in found)}


@pytest.mark.parametrize(
    ("table", "expectation"), [one for one in ALL if one.values[1].meta.get("few")]
)
def test_a_known_bad_row_of_a_document_that_changed_is_found(
    warehouse, of_documents, table, expectation
):
    """Rules that are asked of changed documents alone find the same in these.

    A table that is made again as a whole has no new rows where it is asked so.
    """
    rows, few = expectation.meta["rows"], expectation.meta["few"]
    warehouse.execute("create table quality.gone (name varchar, key varchar)")
    warehouse.execute("create table quality.changed as select document_id from raw.documents")
    asked = verdicts.of_changed(few, table, of_documents)
    if table not in of_documents:
        assert warehouse.execute(asked).fetchall() == []
        return
    before = bad_rows.find(warehouse, table, rows)
    assert len(warehouse.execute(asked).fetchall()) == count(before)
    make_bad(warehouse, table, expectation)
    found = bad_rows.find(warehouse, table, rows).by_document
    warehouse.execute("delete from quality.changed")
    more = [name for name, rows in found.items() if rows > before.by_document.get(name, 0)]
    warehouse.execute("insert into quality.changed select unnest(?::varchar[])", [more])
    assert warehouse.execute(asked).fetchall()


@pytest.mark.parametrize(
    ("table", "expectation"),
    [one for one in ALL if "_or_the_ledger_says_why" in one.id],
)
def test_a_part_that_exceeds_its_whole_is_published_where_the_ledger_says_so(
    warehouse, table, expectation
):
    make_bad(warehouse, table, expectation)
    rows = expectation.meta["rows"]
    (document,) = bad_rows.find(warehouse, table, rows).by_document
    warehouse.execute(
        "insert into marts.fct_reconciliations by name"
        " select ? as document_id, 'broken' as status",
        [document],
    )
    assert count(bad_rows.find(warehouse, table, rows)) == 0
