"""The descriptor beside exported files: a Frictionless data package, fiscal where it can be.

Field types follow Table Schema; `columnType` follows the Fiscal Data Package's taxonomy
for the columns that it has a name for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.leaving.exported import Exported, dictionary
from warehouse.leaving.files import replacing

if TYPE_CHECKING:
    from warehouse.connection import Sandbox

NAME = "datapackage.json"
COLUMN_TYPES: Mapping[str, str] = {
    "amount_yuan": "value",
    "fiscal_year": "date:fiscal-year",
    "phase": "phase:id",
    "function_code": "functional-classification:generic:code",
    "function_name": "functional-classification:generic:label",
    "economic_code": "economic-classification:generic:code",
    "economic_name": "economic-classification:generic:label",
    "department_key": "administrative-classification:generic:code",
    "department_name": "administrative-classification:generic:label",
    "fund_source": "fin-source:generic:id",
}
_TYPES: Mapping[str, str] = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "DOUBLE": "number",
    "FLOAT": "number",
}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
_CHUNK = 1 << 20


def write(
    sandbox: Sandbox,
    build_id: str,
    written: Sequence[Exported],
    folder: Path,
    form: str,
) -> None:
    """Write the descriptor of the files in `folder`, with their sizes and SHA-256."""
    columns = sandbox.fetch(dictionary([one.table for one in written])).rows
    package = {
        "profile": "data-package",
        "name": "mingzhang",
        "title": "mingzhang: public budgets, spending and performance, with receipts",
        "version": build_id,
        "currency": "CNY",
        "countryCode": "CN",
        "resources": [_resource(one, columns, folder, form) for one in written],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"

    def put(path: Path) -> int:
        return path.write_text(text, encoding="utf-8", newline="")

    replacing(folder / NAME, put)


def _resource(
    one: Exported, columns: Sequence[Sequence[Any]], folder: Path, form: str
) -> dict[str, object]:
    own = [row for row in columns if row[0] == one.table]
    paths = sorted(one.path.rglob("*.parquet")) if one.path.is_dir() else [one.path]
    names = [path.relative_to(folder).as_posix() for path in paths]
    resource: dict[str, object] = {
        "name": one.table,
        "description": own[0][1] or "",
        "path": names[0] if len(names) == 1 else names,
        "format": form,
        "mediatype": _MEDIA[form],
        "rows": one.rows,
        "bytes": sum(path.stat().st_size for path in paths),
        "schema": {"fields": [_field(*row[2:]) for row in own]},
    }
    if len(paths) == 1:
        resource["hash"] = f"sha256:{_hash(paths[0])}"
    if form == "csv":
        resource |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return resource


def _field(name: str, kind: str, description: str | None) -> dict[str, object]:
    field: dict[str, object] = {
        "name": name,
        "type": _type(kind),
        "description": description or "",
    }
    if name in COLUMN_TYPES:
        field["columnType"] = COLUMN_TYPES[name]
    return field


def _type(kind: str) -> str:
    """Return the Table Schema type of a DuckDB type."""
    if kind.endswith("[]"):
        return "array"
    if kind.startswith("DECIMAL"):
        return "number"
    if kind.endswith("INT") or kind == "INTEGER":
        return "integer"
    return _TYPES.get(kind, "string")


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
