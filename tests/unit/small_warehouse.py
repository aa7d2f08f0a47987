"""A published warehouse as small as it can be: one document, two figures."""

import tempfile
from functools import cache
from pathlib import Path

import duckdb

from mingzhang import beside

DOCUMENT = "a" * 64
RECEIPT = f"{'a' * 16}-2-7-4"

TABLES = f"""
create schema raw; create schema marts; create schema quality; create schema reference;
create table raw.documents as select '{DOCUMENT}' as document_id, '甲局决算.txt' as file_name,
    '/somewhere/甲局决算.txt' as source_path;
create table raw.outcomes as
    select '{DOCUMENT}' as document_id, 0 as block_no, cast(null as varchar) as form_id,
        'parsed' as status, 'read' as reason_code, cast(null as varchar) as detail,
        'line 1' as locator, 2 as record_count, cast(null as varchar) as title_text,
        cast(null as integer) as row_no, cast(null as integer) as column_no
    union all
    select '{DOCUMENT}', 3, null, 'unrecognised', 'no_form', '职工花名册', 'line 40', 0, null,
        null, null;
create table raw.untaken as select '{DOCUMENT}' as document_id where false;
create table raw.table_columns as
    select '{DOCUMENT}' as document_id, 2 as block_no, 'project' as measure,
        '项目支出' as header_text;
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
    '甲局2023年度部门决算' as title, '甲局决算.txt' as file_name, 2023 as fiscal_year,
    'final_accounts' as document_kind, 'k' as department_key, true as is_current,
    null::varchar as superseded_by, false as is_synthetic;
create table marts.dim_departments as select 'k' as department_key, '甲局' as department_name;
create table marts.receipts as
    select substr(document_id, 1, 16) || '-' || block_no || '-' || row_no || '-' || column_no
        as receipt_id, document_id, locator, form_id, '事业运行' as row_label,
        '基本支出' as column_label, amount_text as printed_text, unit_text, unit_locator,
        amount as number, (amount * 10000)::decimal(20, 2) as amount_yuan,
        50::decimal(20, 6) as half_unit_yuan, reading, proof,
        reading = 'realigned' as is_amount_proven, reading = 'realigned' as is_proven,
        proof as verified_by, null::varchar as broken_by, null::varchar as place_doubt,
        null::varchar as rivals, null::varchar as pinned_by,
        'text' as source, null::decimal(5, 4) as confidence
    from raw.amounts;
create table marts.figures_set_aside as
    select document_id, 2 as block_no, receipt_id, 'no_year' as reason, amount_yuan,
        '' as remedy_zh, '' as remedy_en
    from marts.receipts where false;
create table marts.fct_spending as
    select '{DOCUMENT}' as document_id, '{RECEIPT}' as receipt_id, 2023 as fiscal_year,
        '2013750' as function_code, 'basic' as spending_nature,
        4052900.00::decimal(20, 2) as amount_yuan;
create table marts.fact_receipts as
    select 'fct_spending' as fact_table, '{RECEIPT}' as fact_receipt_id,
        'amount_yuan' as column_name, '{RECEIPT}' as receipt_id, document_id,
        4052900.00::decimal(20, 2) as amount_yuan, null::decimal(28, 8) as number,
        null::varchar as text, 50::decimal(20, 6) as half_unit_yuan, true as is_amount_proven,
        true as is_proven, 'R03,R05' as verified_by
    from raw.documents;
create table marts.fct_reconciliations as
    select 'c1' as reconciliation_id, '{DOCUMENT}' as document_id, 'R03' as identity_id,
        '2013750' as subject, 'holds' as status, 4052900.00::decimal(20, 2) as left_yuan,
        4052900.00::decimal(20, 2) as right_yuan, 0.00::decimal(20, 2) as difference_yuan,
        100.00::decimal(20, 6) as tolerance_yuan, '元' as unit_text, 'columns' as axis
    union all
    select 'c2', '{DOCUMENT}', 'R05', '20137', 'broken', 5, 1, 4, 100, '元', 'tree'
    union all
    select 'c3', '{DOCUMENT}', 'R05', '20137 / project', 'holds', 1, 1, 0, 100, '元', 'tree';
alter table marts.fct_reconciliations add column left_value decimal(28, 8);
alter table marts.fct_reconciliations add column right_value decimal(28, 8);
alter table marts.fct_reconciliations add column difference_value decimal(28, 8);
alter table marts.fct_reconciliations add column tolerance_value decimal(28, 8);
insert into marts.fct_reconciliations by name
    select 'c4' as reconciliation_id, '{DOCUMENT}' as document_id, 'R13' as identity_id,
        'rate' as subject, 'rounding' as status, 'fraction' as unit_text, 'ratio' as axis,
        1.00000000 as left_value, 0.99990000 as right_value, 0.00010000 as difference_value,
        0.00010000 as tolerance_value;
create table marts.reconciliation_receipts as
    select * from (values ('c1', 'left', '{RECEIPT}'), ('c2', 'right', '{RECEIPT}'),
        ('c4', 'right', '{RECEIPT}')) as compared (reconciliation_id, side, receipt_id);
create table reference.identity_names as
    select 'R03' as identity_id, '横向合计＝各列之和' as name_zh,
        'total of a row and its columns' as name_en;
create table marts.wide_documents as select 'department_years' as table_name,
    'k-2023' as row_key, '{DOCUMENT}' as document_id;
create table marts.department_years as
    select 'k-2023' as department_year_key, 2023 as fiscal_year;
create table quality.conservation as select 4052900.00::decimal(20, 2) as read_yuan,
    4052900.00::decimal(20, 2) as published_yuan, 0.00::decimal(20, 2) as quarantined_yuan,
    0.00::decimal(20, 2) as excluded_yuan;
create table quality.expectations as
    select 'critical' as severity, true as success union all select 'warning', false;
create table quality.builds as select 'mark' as fingerprint;
"""


@cache
def _made() -> bytes:
    """The small warehouse's file, made once a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute(TABLES)
        return path.read_bytes()


def write(path: Path) -> Path:
    """Write the small warehouse's file to `path`."""
    path.write_bytes(_made())
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


def lay_beside(path: Path) -> Path:
    """Lay the marts of a file beside it, as Spark does; return the folder."""
    folder = beside.folder(path)
    folder.mkdir()
    with duckdb.connect(str(path), config=beside.settings(path)) as connection:
        marts = connection.execute(
            "select table_name, map_from_entries(list((column_name, data_type)"
            " order by column_index)), bool_or(column_name = 'fiscal_year')"
            " from duckdb_columns() where schema_name = 'marts' group by all"
        ).fetchall()
        for name, types, has_year in marts:
            held = folder / name
            held.mkdir()
            if connection.execute(f"select count(*) from marts.{name}").fetchone() != (0,):
                to, parted = (
                    (held, ", partition_by (fiscal_year)")
                    if has_year
                    else (held / "a.parquet", "")
                )
                to = str(to).replace("'", "''")
                connection.execute(
                    f"copy marts.{name} to '{to}' (format parquet, overwrite_or_ignore{parted})"
                )
            connection.execute(f"drop table marts.{name}")
            connection.execute(beside.view(f"marts.{name}", types, held))
    return folder
