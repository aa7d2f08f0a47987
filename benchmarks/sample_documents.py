"""The five sample documents against their goldens, whose records were checked by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scoring import Score
from ingest.raw_tables import RawRows
from ingest.reading import read_document

PROJECT = Path(__file__).resolve().parents[1]
GOLDENS = {
    "yunnan": "01_",
    "kunming": "02_",
    "qujing": "03_",
    "chenggong": "04_",
    "changzhou": "05_",
}
"""The goldens cut out of each sample document, by the start of their names."""
FIELDS = {
    "amounts": ("side", "row_key", "code_text", "label_text", "measure", "amount_text"),
    "indicators": (
        "indicator_text", "target_operator_text", "target_text", "half_year_target_text",
        "actual_text", "weight_number", "score_number",
    ),
    "findings": ("finding_text",),
}  # fmt: skip
"""What is compared of each record."""


def score_samples() -> Score:
    """How the samples are read as a whole, record by record, places aside."""
    score = Score()
    for name, start in GOLDENS.items():
        (path,) = (PROJECT / "data" / "documents").glob(f"{start}*.txt")
        rows = read_document(path.read_bytes(), path.name, path.name)
        for form in sorted({row["form_id"] for row in rows["outcomes"] if row["form_id"]}):
            expected = set(_of_goldens(form, name))
            if expected:
                read = set(_of_document(rows, form))
                score.add(
                    Score(
                        len(expected),
                        len(read),
                        len(expected & read),
                        len(read - expected),
                        [f"{path.name} {line}" for line in sorted(expected - read)[:3]],
                        [f"{path.name} {line}" for line in sorted(read - expected)[:3]],
                    )
                )
    return score


def _of_goldens(form: str, name: str) -> Iterator[tuple[str, ...]]:
    """The records that the goldens of a form expect of a sample."""
    for path in (PROJECT / "tests" / "golden" / form).glob(f"{name}*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        for table, fields in FIELDS.items():
            for line in told[table]:
                values = dict(part.split("=", 1) for part in line.split(" | "))
                yield (table, *(values.get(field, "") for field in fields))


def _of_document(rows: RawRows, form: str) -> Iterator[tuple[str, ...]]:
    """The records that are read of a whole document in the blocks of a form."""
    blocks = {row["block_no"] for row in rows["outcomes"] if row["form_id"] == form}
    for table, fields in FIELDS.items():
        for row in rows.get(table, []):
            if row["block_no"] in blocks:
                values = (row[field] for field in fields)
                yield (table, *("" if value is None else str(value) for value in values))
