"""The truth beside the documents: what each prints, as Parquet tables.

| table | a row is |
| --- | --- |
| `documents` | a document: what it is, whose, in which format, with which noise |
| `tables` | a table of a document, and whether it is declared empty |
| `cells` | a printed figure: form, row, measure, amount as printed and as the books have it |
| `indicators` | a printed performance indicator, field by field |
| `evaluations` | a total score with its grade |
| `findings` | a problem that a text names |
| `facts` | a value of a fact that the marts must hold: mart, key, column, value |
| `statements` | a figure that running text states about a figure of a table |
| `areas` | a figure of a whole area: what of what, by scope, account, side, stage and year |
| `misprints` | a figure that was printed wrong, and the identities that show it |
"""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from corpus.documents import Document
from corpus.expected_facts import YUAN_IN, facts
from corpus.governments import Paper
from corpus.misprints import Misprint

SCHEMAS = {
    "documents": (
        "document_id", "file_name", "document_kind", "title", "department", "publisher",
        "region_code", "fiscal_year", "caliber", "table_set", "format", "noise",
    ),
    "tables": ("document_id", "table_no", "form_id", "title", "is_empty"),
    "cells": (
        "document_id", "table_no", "form_id", "row_key", "code", "label", "side",
        "line_code", "project", "measure", "printed_text", "unit_text", "amount",
        "amount_yuan", "exact_amount",
    ),
    "indicators": (
        "document_id", "form_id", "project", "level1", "level2", "indicator", "operator",
        "target_text", "unit_text", "half_year_text", "actual_text", "weight", "score", "kind",
    ),
    "evaluations": ("document_id", "project", "total_score", "grade"),
    "findings": ("document_id", "project", "finding_text"),
    "misprints": (
        "document_id", "kind", "table_no", "form_id", "row_key", "code", "label", "measure",
        "true_text", "printed_text", "shown_by",
    ),
    "areas": (
        "document_id", "region_code", "scope", "account", "side", "phase", "fiscal_year",
        "name", "place", "amount_yuan",
    ),
    "facts": ("document_id", "form_id", "mart", "key", "column", "value"),
    "statements": (
        "document_id", "sentence", "kind", "subject", "form_id", "row", "measure", "stated",
        "true",
    ),
}  # fmt: skip
"""The columns of each table, in their order."""


@dataclass(slots=True)
class Truth:
    """Rows of the truth tables, collected while documents are written."""

    rows: dict[str, list[tuple[object, ...]]] = field(
        default_factory=lambda: {table: [] for table in SCHEMAS}
    )

    def add(
        self,
        document: Document,
        file_name: str,
        data: bytes,
        kind: str,
        misprint: Misprint | None = None,
    ) -> None:
        """Records a document that was written.

        Args:
            document: what it prints.
            file_name: the name of its file.
            data: the file's content.
            kind: its format.
            misprint: the figure that it prints wrong, if one is planted.
        """
        document_id = hashlib.sha256(data).hexdigest()
        self.rows["documents"].append(
            (
                document_id, file_name, document.kind, document.title, document.department,
                document.publisher, document.region_code, document.year, document.caliber,
                document.table_set, kind, ",".join(document.noise),
            )
        )  # fmt: skip
        self.rows["tables"] += [
            (document_id, number, sheet.form, sheet.title, bool(sheet.blank))
            for number, sheet in enumerate(document.sheets(), start=1)
        ]
        cells = self.rows["cells"]
        for number, text, figure in document.figures():
            scale = YUAN_IN.get(figure.unit)
            cells.append(
                (
                    document_id, number, figure.form, figure.row_key, figure.code,
                    figure.label, figure.side, figure.line_code, figure.project,
                    figure.measure, text, figure.unit, figure.amount,
                    None if scale is None else figure.amount * scale, figure.exact,
                )
            )  # fmt: skip
        if misprint is not None:
            wrong = misprint.figure
            shown = sorted({f"{i.identity_id} {i.form} {i.subject}" for i in misprint.shown_by})
            self.rows["misprints"].append(
                (
                    document_id, misprint.kind, misprint.table_no, wrong.form, wrong.row_key,
                    wrong.code, wrong.label, wrong.measure, misprint.true_text,
                    misprint.printed_text, "\n".join(shown),
                )
            )  # fmt: skip
        self.rows["indicators"] += [
            (
                document_id, said.form, said.project, said.level1, said.level2, said.name,
                said.operator, said.target, said.unit, said.half_year, said.actual,
                said.weight, said.score, said.kind,
            )
            for said in document.promises()
        ]  # fmt: skip
        self.rows["evaluations"] += [
            (document_id, said.project, said.total_score, said.grade)
            for said in document.evaluations()
        ]
        self.rows["findings"] += [
            (document_id, said.project, said.text) for said in document.findings()
        ]
        self.rows["facts"] += [
            (document_id, form or None, *fact) for form, fact in facts(document)
        ]
        self.rows["statements"] += [
            (
                document_id, sentence, said.kind, said.subject, said.form, said.row,
                said.measure, said.stated, said.true,
            )
            for sentence, said in document.claims()
        ]  # fmt: skip

    def add_paper(self, paper: Paper, file_name: str, data: bytes, kind: str) -> None:
        """Records a government's document that was written, and what it states of its area."""
        document_id = hashlib.sha256(data).hexdigest()
        self.rows["documents"].append(
            (
                document_id, file_name, "government", paper.title, "", "", paper.region.code,
                paper.year, None, "government", kind, "",
            )
        )  # fmt: skip
        self.rows["areas"] += [
            (
                document_id, paper.region.code, one.scope, one.account, one.side, one.phase,
                one.fiscal_year, one.name, one.place, one.yuan,
            )
            for one in paper.told
        ]  # fmt: skip

    def write(self, folder: Path) -> None:
        """Writes each table as a Parquet file."""
        import polars as pl

        types: dict[str, pl.DataType | type[pl.DataType]] = {
            "int": pl.Int64,
            "bool": pl.Boolean,
            "decimal": pl.Decimal(28, 8),
        }
        folder.mkdir(parents=True, exist_ok=True)
        for table, columns in SCHEMAS.items():
            rows = self.rows[table]
            values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
            frame = pl.DataFrame(
                [
                    pl.Series(name, found, types.get(_type(name), pl.String), strict=False)
                    for name, found in zip(columns, values, strict=True)
                ]
            )
            frame.write_parquet(folder / f"{table}.parquet")


def _type(name: str) -> str:
    if name in ("fiscal_year", "table_no"):
        return "int"
    if name in ("amount", "amount_yuan", "exact_amount", "weight", "score", "total_score"):
        return "decimal"
    return "bool" if name.startswith("is_") else "text"
