"""How well a corpus is read: what it prints against what the reader gives, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from corpus.documents import Document
from corpus.expected_facts import YUAN_IN
from ingest.form import load_forms
from ingest.raw_tables import RawRow
from ingest.reading import read_document
from ingest.values import number, squeeze, without_ordinal

Key = tuple[str, str, str, str, str]
"""Form, project, row, measure, amount."""
_WHOLE, _GENERAL = "fiscal_appropriation", "general_public_budget"
_TWO_SIDED = frozenset({"income", "expenditure"})


@dataclass(slots=True)
class Score:
    """What was printed, what was read, and what agrees.

    `invented`: read otherwise than printed, without a word of doubt: neither realigned by a
    proof nor unreconciled.
    """

    printed: int = 0
    read: int = 0
    right: int = 0
    invented: int = 0
    missed_examples: list[str] = field(default_factory=list)
    wrong_examples: list[str] = field(default_factory=list)

    @property
    def precision(self) -> Decimal:
        """The share of what was read that is right; 1 where nothing was read."""
        return Decimal(self.right) / self.read if self.read else Decimal(1)

    @property
    def recall(self) -> Decimal:
        """The share of what was printed that was read; 1 where nothing was printed."""
        return Decimal(self.right) / self.printed if self.printed else Decimal(1)

    @property
    def f1(self) -> Decimal:
        """The harmonic mean of both."""
        whole = self.printed + self.read
        return Decimal(2 * self.right) / whole if whole else Decimal(1)

    def add(self, other: Score) -> None:
        """Takes in another score."""
        self.printed += other.printed
        self.read += other.read
        self.right += other.right
        self.invented += other.invented
        self.missed_examples += other.missed_examples
        self.wrong_examples += other.wrong_examples


def compared(
    printed: Iterable[Key], read: Iterable[tuple[Key, str]], name: str
) -> Iterator[tuple[str, Score]]:
    """The score of each form in a document.

    Args:
        printed: the figures of the document, from the truth.
        read: those that the reader gives, each with how it was read.
        name: the document's, for the examples.
    """
    truth, given = set(printed), dict(read)
    for form in sorted({key[0] for key in (*truth, *given)}):
        mine = {key for key in truth if key[0] == form}
        said = {_as_one_column(key, mine): key for key in given if key[0] == form}
        theirs = set(said)
        wrong = theirs - mine
        yield (
            form,
            Score(
                len(mine),
                len(theirs),
                len(mine & theirs),
                sum(1 for key in wrong if given[said[key]] == "as_published"),
                [f"{name} {key}" for key in sorted(mine - theirs)[:3]],
                [f"{name} {key} {given[said[key]]}" for key in sorted(wrong)[:3]],
            ),
        )


def _as_one_column(key: Key, truth: set[Key]) -> Key:
    """A figure of the only column of appropriations as what the truth calls that column.

    Offices print 一般公共预算财政拨款收入 over 财政拨款收入, and the mart takes both as one.
    """
    form, project, row, measure, amount = key
    whole = (form, project, row, _WHOLE, amount)
    is_one = measure == _GENERAL and form.endswith("revenue_account") and whole in truth
    return whole if is_one and key not in truth else key


def row_of(row_key: str, code: str | None, label: str | None, side: str | None) -> str:
    """A row's name: its code, else its label in an account, else the line that it is."""
    if code:
        return code
    if side in _TWO_SIDED:
        return f"{side} {without_ordinal(label or '')}"
    return row_key


def key_of(
    form: str, project: str | None, row: str, measure: str, amount: Decimal, unit: str | None
) -> Key:
    """A figure in comparable spelling, money in yuan."""
    value = amount * YUAN_IN.get(unit or "", 1)
    return form, squeeze(project or ""), row, measure, f"{value.normalize():f}"


def read_cells(data: bytes, name: str) -> Iterator[tuple[Key, str]]:
    """The figures that the reader gives for a document's bytes, each with its reading.

    Those of sentences are left out: the truth is of what tables print.
    """
    rows = read_document(data, name, name)
    told = {form.id for form in load_forms().values() if form.shape == "told"}
    projects = {row["project_no"]: row["name_text"] for row in rows.get("projects", [])}
    for row in rows.get("amounts", []):
        if row["form_id"] in told:
            continue
        yield _key_of_row(row, projects), str(row["reading"])
    for row in rows.get("indicators", []):
        project = projects.get(row["project_no"])
        for key in indicator_keys(
            row["form_id"],
            project,
            row["indicator_text"],
            {name_: row[column] for name_, column in _FIELDS.items()},
        ):
            yield key, str(row["reading"])


_FIELDS = {
    "operator": "target_operator_text",
    "target": "target_text",
    "unit": "unit_text",
    "half_year": "half_year_target_text",
    "actual": "actual_text",
    "weight": "weight_text",
    "score": "score_text",
}
"""The fields of an indicator that are compared, and where the reader puts them."""


def indicator_keys(
    form: str, project: str | None, name: str, fields: Mapping[str, object]
) -> Iterator[Key]:
    """The fields of an indicator that say something, each as a figure."""
    for field_, value in fields.items():
        text = squeeze(str(value)) if value is not None else ""
        if text:
            plain = number(text)
            shown = f"{plain.value.normalize():f}" if plain and field_ in _POINTS else text
            shown = _OPERATORS.get(shown, shown) if field_ == "operator" else shown
            yield form, squeeze(project or ""), squeeze(name), field_, shown


_POINTS = frozenset({"weight", "score"})
_OPERATORS = {"≥": ">=", "≤": "<=", "＝": "="}


def _key_of_row(row: RawRow, projects: dict[int, str]) -> Key:
    return key_of(
        row["form_id"],
        projects.get(row["project_no"]) or _project_in(row),
        row_of(row["row_key"], row["code_text"], row["label_text"], row["side"]),
        row["measure"],
        row["amount"],
        row["unit_text"],
    )


def _project_in(row: RawRow) -> str | None:
    """The project that a row of a project table names."""
    is_item = row["form_id"] == "project_budget" and row["row_key"] != "total"
    return row["label_text"] if is_item else None


def printed_cells(truth: Path) -> dict[str, list[Key]]:
    """The figures of each document by its id, from the truth's folder."""
    import polars as pl

    found: dict[str, list[Key]] = {}
    columns = ("document_id", "form_id", "project", "row_key", "code", "label", "side",
               "measure", "amount", "unit_text")  # fmt: skip
    for document, form, project, row_key, code, label, side, measure, amount, unit in (
        pl.read_parquet(truth / "cells.parquet", columns=list(columns))
        .select(columns)
        .iter_rows()
    ):
        row = row_of(row_key, code, label, side)
        found.setdefault(document, []).append(key_of(form, project, row, measure, amount, unit))
    for said in pl.read_parquet(truth / "indicators.parquet").iter_rows(named=True):
        columns_ = {"target": "target_text", "unit": "unit_text", "half_year": "half_year_text",
                    "actual": "actual_text"}  # fmt: skip
        fields = {field_: said[columns_.get(field_, field_)] for field_ in _FIELDS}
        found.setdefault(said["document_id"], []).extend(
            indicator_keys(said["form_id"], said["project"], said["indicator"], fields)
        )
    return found


def printed_of(document: Document) -> Iterator[Key]:
    """The figures that a document prints, from its own cells."""
    for _, _, figure in document.figures():
        row = row_of(figure.row_key, figure.code, figure.label, figure.side)
        yield key_of(
            figure.form, figure.project, row, figure.measure, figure.amount, figure.unit
        )
    for said in document.promises():
        fields = {
            "operator": said.operator,
            "target": said.target,
            "unit": said.unit,
            "half_year": said.half_year,
            "actual": said.actual,
            "weight": said.weight,
            "score": said.score,
        }
        yield from indicator_keys(said.form, said.project, said.name, fields)


def score_cells(folder: Path) -> dict[tuple[str, str], Score]:
    """The score of each form and format in a corpus."""
    import polars as pl

    truth = printed_cells(folder / "truth")
    scores: dict[tuple[str, str], Score] = {}
    documents = pl.read_parquet(folder / "truth" / "documents.parquet")
    for document in documents.iter_rows(named=True):
        name = document["file_name"]
        data = (folder / "documents" / name).read_bytes()
        printed = truth.get(document["document_id"], [])
        for form, score in compared(printed, read_cells(data, name), name):
            scores.setdefault((form, document["format"]), Score()).add(score)
    return scores
