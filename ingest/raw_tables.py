"""The landed tables: their columns and types, and the rows of a document, by column.

Stands between `ingest.landing_rows`, which fills them, and `ingest.landing`, which writes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, overload

import pyarrow as pa  # type: ignore[import-untyped]

AMOUNT: Final = pa.decimal128(28, 8)
POINTS: Final = pa.decimal128(18, 6)
ALTERNATIVES: Final = pa.list_(
    pa.struct(
        {
            "character_no": pa.int32(),
            "seen": pa.string(),
            "other": pa.string(),
            "probability": pa.decimal128(4, 3),
        }
    )
)
"""What else the characters of a seen text may be: `ingest.documents.Alternative`."""

Columns = Mapping[str, pa.DataType]

MARK: Final = {"confidence": pa.float64(), "alternatives": ALTERNATIVES}
"""How a figure was seen that stands on a picture, beside its `source`; null of text."""


def columns_of(texts: str, **typed: pa.DataType) -> Columns:
    """Columns in the order of `texts`, text unless typed."""
    return {name: typed.get(name, pa.string()) for name in texts.split()}


TABLES: Final[Mapping[str, Columns]] = {
    "documents": columns_of(
        "document_id file_name source_path media_type byte_count encoding title landed_at "
        "extractor_version document_kind year_text department_text credit_code_text "
        "caliber_text is_synthetic revision_text published_text "
        "year_source title_years_text department_source region_text region_source",
        byte_count=pa.int64(),
        landed_at=pa.timestamp("us"),
        is_synthetic=pa.bool_(),
    ),
    "outcomes": columns_of(
        "document_id block_no form_id status reason_code detail locator record_count "
        "title_text cell_count read_count ignored_count row_no column_no",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        record_count=pa.int64(),
        cell_count=pa.int64(),
        read_count=pa.int64(),
        ignored_count=pa.int64(),
    ),
    "cells": columns_of(
        "document_id block_no row_no column_no text locator role source confidence "
        "alternatives",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        **MARK,
    ),
    "table_columns": columns_of(
        "document_id block_no form_id measure column_no header_text",
        block_no=pa.int32(),
        column_no=pa.int32(),
    ),
    "blank_lines": columns_of(
        "document_id block_no row_no form_id project_no row_key label_text locator",
        block_no=pa.int32(),
        row_no=pa.int32(),
        project_no=pa.int32(),
    ),
    "amounts": columns_of(
        "document_id block_no row_no column_no form_id account_id phase fund_source project_no "
        "department_text year_text unit_text unit_locator code_text label_text line_text "
        "side row_key line_code measure column_text amount_text amount decimals reading "
        "proof locator place_group rivals has_odd_decimals is_refuted source confidence "
        "seen_text alternatives",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        project_no=pa.int32(),
        amount=AMOUNT,
        decimals=pa.int32(),
        place_group=pa.int64(),
        has_odd_decimals=pa.bool_(),
        is_refuted=pa.bool_(),
        **MARK,
    ),
    "region_figures": columns_of(
        "document_id block_no row_no column_no form_id account_id measure number_text number "
        "decimals unit_text unit_locator scope scope_text place_text fiscal_year phase part "
        "is_estimate side line_no parent_line_no level classification code_text label_text "
        "line_name total_kind is_of_which is_leaf base_phase base_year of_column_no "
        "base_column_no column_text locator counterpart_text column_item formula_text indent "
        "reading source confidence alternatives",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        number=AMOUNT,
        decimals=pa.int32(),
        fiscal_year=pa.int32(),
        is_estimate=pa.bool_(),
        line_no=pa.int32(),
        parent_line_no=pa.int32(),
        level=pa.int32(),
        is_of_which=pa.bool_(),
        is_leaf=pa.bool_(),
        base_year=pa.int32(),
        of_column_no=pa.int32(),
        base_column_no=pa.int32(),
        indent=pa.float64(),
        **MARK,
    ),
    "untaken": columns_of(
        "document_id block_no row_no column_no form_id reason_code text amount unit_text "
        "side row_key code_text label_text measure column_text project_no locator "
        "source confidence alternatives",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        project_no=pa.int32(),
        amount=AMOUNT,
        **MARK,
    ),
    "indicators": columns_of(
        "document_id block_no row_no column_no form_id project_no project_text "
        "department_text year_text level1_text level2_text indicator_text kind_text "
        "operator_text target_text unit_text adjusted_target_text half_year_target_text "
        "actual_text weight_text score_text deviation_text content_text "
        "scoring_rule_text basis_text task_text related_project_text "
        "target_operator_text target_number target_scale_text "
        "target_unit_text half_year_operator_text half_year_number half_year_scale_text "
        "actual_number actual_scale_text actual_unit_text weight_number score_number "
        "target_operator target_value target_low target_high target_first_date target_date "
        "half_year_value actual_value actual_low actual_high actual_first_date actual_date "
        "actual_fit words_fit "
        "reading unsure_measures proof locator indicator_column_no unit_column_no "
        "adjusted_target_column_no half_year_column_no actual_column_no weight_column_no "
        "score_column_no",
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        project_no=pa.int32(),
        indicator_column_no=pa.int32(),
        unit_column_no=pa.int32(),
        adjusted_target_column_no=pa.int32(),
        half_year_column_no=pa.int32(),
        actual_column_no=pa.int32(),
        weight_column_no=pa.int32(),
        score_column_no=pa.int32(),
        target_number=AMOUNT,
        half_year_number=AMOUNT,
        actual_number=AMOUNT,
        target_value=AMOUNT,
        target_low=AMOUNT,
        target_high=AMOUNT,
        half_year_value=AMOUNT,
        actual_value=AMOUNT,
        actual_low=AMOUNT,
        actual_high=AMOUNT,
        target_first_date=pa.date32(),
        target_date=pa.date32(),
        actual_first_date=pa.date32(),
        actual_date=pa.date32(),
        weight_number=POINTS,
        score_number=POINTS,
    ),
    "projects": columns_of(
        "document_id project_no block_no row_no form_id name_text department_text "
        "implementing_unit_text basis_text overview_text content_text funding_text "
        "plan_text result_text goal_text year_text credit_code_text total_score_text "
        "grade_text grade_row_no grade_column_no locator column_no improvement_text",
        project_no=pa.int32(),
        block_no=pa.int32(),
        row_no=pa.int32(),
        grade_row_no=pa.int32(),
        grade_column_no=pa.int32(),
        column_no=pa.int32(),
    ),
    "findings": columns_of(
        "document_id project_no finding_no block_no row_no column_no finding_text locator",
        project_no=pa.int32(),
        finding_no=pa.int32(),
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
    ),
    "passages": columns_of(
        "document_id passage_no block_no heading text locator",
        passage_no=pa.int32(),
        block_no=pa.int32(),
    ),
    "stated_facts": columns_of(
        "document_id fact_no block_no row_no column_no kind section subject_key "
        "subject_text stated_text number decimals unit_text direction is_certain "
        "is_approximate reason_code locator reading source confidence alternatives",
        fact_no=pa.int32(),
        block_no=pa.int32(),
        row_no=pa.int32(),
        column_no=pa.int32(),
        number=AMOUNT,
        decimals=pa.int32(),
        direction=pa.int32(),
        is_certain=pa.bool_(),
        is_approximate=pa.bool_(),
        **MARK,
    ),
    "stated_terms": columns_of(
        "document_id fact_no term_no alternative_no role sign number decimals unit_text "
        "account_id side row_key line_code code measure stage years_before "
        "is_account_read",
        fact_no=pa.int32(),
        term_no=pa.int32(),
        alternative_no=pa.int32(),
        sign=pa.int32(),
        number=AMOUNT,
        decimals=pa.int32(),
        years_before=pa.int32(),
        is_account_read=pa.bool_(),
    ),
}
"""The landed tables of schema `raw` with their columns and types."""

RawRow = dict[str, Any]


class Rows(Sequence[RawRow]):
    """Rows of a landed table, kept by column; each can be had as a dict.

    A column that is given nothing holds None.
    """

    __slots__ = ("columns", "length")

    def __init__(self, table: str) -> None:
        """No rows of a table yet."""
        self.columns: dict[str, list[Any]] = {name: [] for name in TABLES[table]}
        self.length = 0

    def add(self, count: int, values: Mapping[str, Any]) -> None:
        """Adds so many rows: of each column a list with a value a row, or one value for all."""
        for name, column in self.columns.items():
            value = values.get(name)
            column.extend(value if isinstance(value, list) else [value] * count)
        self.length += count

    def add_rows(self, rows: Sequence[RawRow], common: RawRow) -> None:
        """Adds rows, with what they have in common; a row's own value counts."""
        if rows:
            values = dict(common)
            for name in set().union(*rows) & self.columns.keys():
                shared = common.get(name)
                values[name] = [row.get(name, shared) for row in rows]
            self.add(len(rows), values)

    def extend(self, other: "Rows") -> None:
        """Adds the rows of the same table from another document."""
        self.add(other.length, other.columns)

    def __eq__(self, other: object) -> bool:
        """Whether the rows are those of another sequence."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # rows are added

    def __len__(self) -> int:
        """How many rows there are."""
        return self.length

    @overload
    def __getitem__(self, index: int) -> RawRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[RawRow]: ...
    def __getitem__(self, index: int | slice) -> RawRow | list[RawRow]:
        """A row, or some of them."""
        if isinstance(index, slice):
            return [self[at] for at in range(self.length)[index]]
        return {name: column[index] for name, column in self.columns.items()}

    def __iter__(self) -> Iterator[RawRow]:
        """The rows in order."""
        return (self[at] for at in range(self.length))


RawRows = dict[str, Rows]
"""The rows of a document by table."""


def no_rows(*tables: str) -> RawRows:
    """Tables without rows: these, or all that are landed."""
    return {name: Rows(name) for name in tables or TABLES}
