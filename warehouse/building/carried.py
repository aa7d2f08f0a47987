"""What a build carries over from the last published file: the rows of unchanged documents.

A new file begins as a copy of the last one, where the same code, models and reference tables
made that and nothing has touched it since. Of the copy stay `raw`, the marts of documents (see
`kept`), what was weighed of each document, and the gate's findings; all else is dropped, and
made again. Then rows of the documents that changed take the place of their former ones.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from expectations import conservation
from warehouse.building import gate, kept, set_aside

_HELD = """
    select 'table', schema_name, table_name from duckdb_tables()
    where database_name = current_database() and not internal
    union all
    select 'view', schema_name, view_name from duckdb_views()
    where database_name = current_database() and not internal
"""


def begin(building: Path, warehouse_dir: Path, last: Path | None, code: str) -> tuple[str, ...]:
    """Write a copy of `last` to `building`, with what can stay of it; nothing if nothing can.

    What is kept of documents lies in `warehouse_dir`; `code` is the mark of what builds, see
    `fingerprint`. Returns the documents that stood aside in `last`, whose rows in `raw` are not
    all there.
    """
    marts = None if last is None else kept.marts_in(warehouse_dir, state(last, code))
    if last is None or marts is None:
        return ()
    shutil.copyfile(last, building)
    stay = {("marts", name) for name in marts}
    stay |= {("quality", name) for name in (*conservation.TABLES, gate.FINDINGS)}
    with duckdb.connect(str(building)) as connection:
        aside = tuple(document.document_id for document in set_aside.listed(connection))
        for kind, schema, name in connection.execute(_HELD).fetchall():
            if schema != "raw" and (schema, name) not in stay:
                connection.execute(f'drop {kind} "{schema}"."{name}"')
        connection.execute("checkpoint")  # what is made again takes the room of what was
    return aside


def state(file: Path, code: str) -> str:
    """Return what tells a published file, the code and the engine that made it from others."""
    stat = file.stat()
    return f"{file.name} {stat.st_size} {stat.st_mtime_ns} {code} {duckdb.__version__}"
