"""What the suite of indicators finds, on rows typed in by hand."""

import duckdb
import pytest

from expectations import projects

ROWS = """
create schema marts; create schema raw; create schema reference;
create table reference.indicator_levels (
    printed_name varchar, level integer, official_name varchar, parent_official_name varchar
);
insert into reference.indicator_levels values
    ('产出', 1, '产出指标', null), ('效果指标', 1, '效益指标', null),
    ('社会效益', 2, '社会效益指标', '效益指标');
create table raw.cells (document_id varchar, text varchar);
insert into raw.cells values
    ('d', '产 出'), ('d', '社会效益（20分）'), ('d', '履职'), ('d', '培训期数');
create table marts.fct_indicators (
    receipt_id varchar, document_id varchar, level1 varchar, level2 varchar,
    indicator_name varchar
);
"""


def found(name, level1="产出指标", level2=None, expectation=None):
    """How many rows the expectation finds wrong where there is one indicator like this."""
    (suite,) = (s for s in projects.suites() if s.table == "marts.fct_indicators")
    (wanted,) = (e for e in suite.expectations if (e.meta or {}).get("name") == expectation)
    with duckdb.connect() as connection:
        connection.execute(ROWS)
        connection.execute(
            "insert into marts.fct_indicators values ('r', 'd', ?, ?, ?)",
            [level1, level2, name],
        )
        query = wanted.unexpected_rows_query.format(batch="marts.fct_indicators")
        return len(connection.execute(query).fetchall())


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *(
            (name, 1)
            for name in ("15件", "≥12场", "100%", "≥", "≤ 500万元", "１２", "3,000 万 元")
        ),
        *((name, 1) for name in ("不低于90%", "2000人次", "＝3")),
        *(
            (name, 0)
            for name in ("培训期数", "12345热线办结率", "5G基站建设数", "超过30日的件数")
        ),
        *((name, 0) for name in ("大于等于10亿元企业数的增长情况", "一次办结率")),
    ],
)
def test_a_quantity_is_no_name(name, count):
    assert found(name, expectation="names_are_no_quantities") == count


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *(
            (name, 1)
            for name in ("项目负责人：张示例", "填表人", "财务负责人（签字）：", "联系电话：1")
        ),
        *((name, 0) for name in ("负责人培训人数", "联系人满意度", "审核人员数量")),
    ],
)
def test_who_signs_is_no_indicator(name, count):
    assert found(name, expectation="names_are_no_signatures") == count


@pytest.mark.parametrize(
    ("name", "count"),
    [("评价组：张示例", 1), ("组长:", 1), ("培训期数", 0), ("比例1：3的达标率情况", 0)],
)
def test_a_label_with_a_name_is_no_indicator(name, count):
    assert found(name, expectation="names_end_in_no_name") == count


@pytest.mark.parametrize(
    ("level1", "level2", "count"),
    [
        ("产出指标", None, 0),
        ("效益指标", "社会效益指标", 0),
        ("履职", None, 0),
        (None, None, 0),
        ("满意度指标", None, 1),
        ("效益指标", None, 1),
        ("产出指标", "质量指标", 1),
        ("15件", None, 1),
        ("履职培训", None, 1),  # the end of one cell and the beginning of the next
    ],
)
def test_a_level_stands_in_its_table(level1, level2, count):
    assert found("培训期数", level1, level2, "levels_are_printed") == count


FUNDING = """
create schema marts;
create table marts.dim_documents as select 'd' as document_id, false as is_synthetic;
create table marts.fct_project_funding (
    document_id varchar, department_key varchar, fiscal_year integer, is_synthetic boolean,
    executed_yuan decimal(20, 2)
);
insert into marts.fct_project_funding values
    ('d', 'k', 2023, false, 60), ('d', 'k', 2023, false, 40);
create table marts.department_years (
    department_key varchar, fiscal_year integer, is_synthetic boolean, caliber varchar,
    is_caliber_mixed boolean, project_yuan decimal(20, 2), project_interval_yuan decimal(20, 2),
    executed_project_yuan decimal(20, 2), executed_project_interval_yuan decimal(20, 2)
);
create table marts.fct_leads (
    lead_id varchar, lead_kind varchar, department_key varchar, fiscal_year integer
);
"""


def unexpected(table, name, *statements):
    """What an expectation of the table finds after the statements."""
    (suite,) = (s for s in projects.suites() if s.table == table)
    (wanted,) = (e for e in suite.expectations if (e.meta or {}).get("name") == name)
    with duckdb.connect() as connection:
        for statement in statements:
            connection.execute(statement)
        query = wanted.unexpected_rows_query.format(batch=table)
        return len(connection.execute(query).fetchall())


def year_of(spent, *, caliber="null", interval=0):
    """The department's year with so much project spending; its projects spent 100."""
    return (
        f"insert into marts.department_years values ('k', 2023, false, {caliber}, false,"
        f" {spent}, {interval}, 100, 0)"
    )


LEAD = (
    "insert into marts.fct_leads values"
    " ('l', 'self_evaluated_spending_exceeds_project_spending', 'k', 2023)"
)


# The same money under other projects of another document.
DOUBLED = (
    "insert into marts.fct_project_funding values"
    " ('e', 'k', 2023, false, 60), ('e', 'k', 2023, false, 40)"
)
A_THIRD_OF_IT = DOUBLED.replace("60", "70")


@pytest.mark.parametrize(
    ("statements", "warned", "refused"),
    [
        ((year_of(100),), 0, 0),
        ((year_of(99),), 2, 0),
        ((year_of(99, interval=1),), 0, 0),
        ((year_of(50),), 2, 0),
        ((year_of(49),), 2, 0),
        ((year_of(49), DOUBLED), 4, 4),
        ((year_of(100), DOUBLED), 0, 0),
        ((year_of(49), DOUBLED, LEAD), 0, 0),
        ((year_of(49), A_THIRD_OF_IT), 4, 0),
        ((year_of(49), LEAD), 0, 0),
        ((year_of(49, caliber="'unit'"),), 0, 0),
        ((year_of("null"),), 0, 0),
        ((), 0, 0),
    ],
)
def test_projects_stay_within_project_spending(statements, warned, refused):
    table = "marts.fct_project_funding"
    found = (
        unexpected(table, name, FUNDING, *statements)
        for name in ("projects_within_spending", "projects_are_not_doubled")
    )
    assert tuple(found) == (warned, refused)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ("('y', true, null), ('y', false, 'other_source')", 0),
        ("('y', true, null), ('y', true, null)", 2),
        ("('y', false, 'other_source')", 1),
        ("('y', true, null), ('y', false, null)", 2),
        ("('y', true, 'other_source')", 1),
    ],
)
def test_one_source_is_chosen_for_a_project_year(rows, count):
    table = "marts.fct_project_funding_all"
    made = (
        f"create schema marts; create table {table} (project_year_key varchar,"
        f" is_chosen boolean, not_chosen_reason varchar); insert into {table} values {rows}"
    )
    assert unexpected(table, "one_source_is_chosen", made) == count
