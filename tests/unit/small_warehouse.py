"""A published warehouse as small as it can be: one document, two figures."""

from pathlib import Path

import duckdb

DOCUMENT = "a" * 64
RECEIPT = f"{'a' * 16}-2-7-4"

TABLES = f"""
create schema raw; create schema marts; create schema quality;
create table raw.documents as select '{DOCUMENT}' as document_id, '甲局决算.txt' as file_name,
    '/somewhere/甲局决算.txt' as source_path;
create table raw.outcomes as
    select '{DOCUMENT}' as document_id, 0 as block_no, cast(null as varchar) as form_id,
        'parsed' as status, 'read' as reason_code, cast(null as varchar) as detail,
        'line 1' as locator, 2 as record_count, cast(null as varchar) as title_text
    union all
    select '{DOCUMENT}', 3, null, 'unrecognised', 'no_form', '职工花名册', 'line 40', 0, null;
create table raw.amounts as
    select '{DOCUMENT}' as document_id, 2 as block_no, 7 as row_no, 4 as column_no,
        'spending_account' as form_id, '2013750' as code_text, '万元' as unit_text,
        'line 3' as unit_locator, '405.29' as amount_text, 405.29::decimal(28, 8) as amount,
        'realigned' as reading, 'R03,R05' as proof, 'line 12 cell 4' as locator
    union all
    select '{DOCUMENT}', 2, 8, 4, 'spending_account', '2011308', '万元', 'line 3', '8.34', 8.34,
        'as_published', null, 'line 13 cell 4'
    union all
    select '{DOCUMENT}', 5, 16, 78, 'evaluation_results', null, '万元', null, '49.50', 49.5,
        'as_published', null, 'line 28';
alter table raw.amounts add column measure varchar default 'basic';
create table raw.cells as
    select '{DOCUMENT}' as document_id, 2 as block_no, 7 as row_no, c as column_no, t as text
    from (values (1, '2013750'), (2, '事业运行'), (4, '405.29')) as cells (c, t);
create table raw.passages as
    select '{DOCUMENT}' as document_id, 1 as passage_no, 5 as block_no, 'line 28' as locator,
        '预算49.50万元，' || repeat('执行', 30) || '实际支出49.50万元，执行率100%。' as text;
create table marts.dim_documents as select '{DOCUMENT}' as document_id,
    '甲局2023年度部门决算' as title, '甲局决算.txt' as file_name;
create table marts.receipts as
    select substr(document_id, 1, 16) || '-' || block_no || '-' || row_no || '-' || column_no
        as receipt_id, document_id, locator, form_id, '事业运行' as row_label,
        '基本支出' as column_label, amount_text as printed_text, unit_text, reading
    from raw.amounts;
create table marts.fct_spending as
    select '{DOCUMENT}' as document_id, '{RECEIPT}' as receipt_id, 2023 as fiscal_year,
        '2013750' as function_code, 'basic' as spending_nature,
        4052900.00::decimal(20, 2) as amount_yuan;
create table marts.fct_reconciliations as
    select '{DOCUMENT}' as document_id, 'R03' as identity_id, '2013750' as subject,
        'holds' as status, 4052900.00::decimal(20, 2) as left_yuan,
        4052900.00::decimal(20, 2) as right_yuan, 0.00::decimal(20, 2) as difference_yuan,
        100.00::decimal(20, 2) as tolerance_yuan, '{RECEIPT}' as left_receipt_id,
        '{RECEIPT}' as right_receipt_id, '{RECEIPT}' as receipt_id, 2 as block_no,
        '2013750' as code, 'columns' as axis, 'basic' as measure
    union all
    select '{DOCUMENT}', 'R05', '20137', 'holds', 1, 1, 0, 100, '{RECEIPT[:-3]}6-4',
        '{RECEIPT[:-3]}6-4', '{RECEIPT[:-3]}6-4', 2, '20137', 'tree', 'basic'
    union all
    select '{DOCUMENT}', 'R05', '20137 / project', 'holds', 1, 1, 0, 100,
        '{RECEIPT[:-3]}6-5', null, '{RECEIPT[:-3]}6-5', 2, '20137', 'tree', 'project';
alter table marts.fct_reconciliations add column left_value decimal(20, 6);
alter table marts.fct_reconciliations add column right_value decimal(20, 6);
create table marts.department_years as select 2023 as fiscal_year;
create table quality.conservation as select 4052900.00::decimal(20, 2) as read_yuan,
    4052900.00::decimal(20, 2) as published_yuan, 0.00::decimal(20, 2) as quarantined_yuan,
    0.00::decimal(20, 2) as excluded_yuan;
create table quality.expectations as
    select 'critical' as severity, true as success union all select 'warning', false;
create table quality.builds as select 'mark' as fingerprint;
"""


def write(path: Path) -> Path:
    """Write the small warehouse's file to `path`."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    return path


def publish(folder: Path, build_id: str = "20261121-0930") -> Path:
    """Write and publish the small warehouse in `folder`; return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = write(folder / f"warehouse-{build_id}.duckdb")
    (folder / "CURRENT").write_text(path.name + "\n", encoding="utf-8")
    link = folder / "current.duckdb"
    link.unlink(missing_ok=True)
    link.symlink_to(path.name)
    return path
