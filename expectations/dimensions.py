"""Suites of what was printed (`raw`) and of the dimensions."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable, Sequence

from expectations.rules import (
    WARNING,
    Expectation,
    Suite,
    between,
    closed,
    filled,
    joins,
    no_rows,
    no_rows_of_document,
    unique,
)
from expectations.vocabulary import (
    DOCUMENT_KINDS,
    OUTCOMES,
    READINGS,
    SOURCES,
)


def suites() -> Iterable[Suite]:
    """Return the suites of `raw`, the dimensions and the receipts."""
    yield from _raw_suites()
    yield from _dimension_suites()


def _raw_suites() -> Iterable[Suite]:
    yield Suite(
        "raw.outcomes",
        (
            *filled("document_id", "status", "reason_code"),
            *closed("status", OUTCOMES),
            no_rows(
                "outcomes_stand_once",
                "one outcome per document, block and form, and per figure that was not taken",
                "select document_id, block_no, form_id, row_no, column_no, count(*)"
                " from {batch} group by all having count(*) > 1",
            ),
            no_rows(
                "documents_have_outcomes",
                "documents in = outcomes out",
                "select d.document_id from raw.documents as d left join {batch} as o"
                " on d.document_id = o.document_id and o.block_no = 0"
                " where o.document_id is null"
                " union all select o.document_id from {batch} as o left join raw.documents as d"
                " on o.document_id = d.document_id where d.document_id is null",
            ),
            no_rows(
                "no_internal_errors",
                "no document failed by a mistake of ours",
                "select * from {batch} where reason_code = 'internal_error'",
                WARNING,
            ),
            no_rows(
                "cells_accounted_for",
                "printed cells = cells read + cells ignored with a reason",
                "select * from {batch} where cell_count <> read_count + ignored_count",
            ),
        ),
    )
    yield Suite(
        "raw.amounts",
        (
            *filled("document_id", "amount_text", "amount", "measure", "locator"),
            *closed("reading", READINGS),
            *unique("document_id", "block_no", "row_no", "column_no"),
            no_rows_of_document(
                "realigned_is_proved",
                "a figure that was moved names the identity that proves its place",
                "select * from {batch} where reading = 'realigned' and proof is null",
            ),
            no_rows_of_document(
                "restored_is_proved_and_marked",
                "a restored figure was seen on a picture, names the identities that proved it,"
                " and what it was seen as",
                "select * from {batch} where reading = 'restored'"
                " and (source <> 'scan' or proof is null or seen_text is null)",
            ),
            no_rows_of_document(
                "restored_was_held_possible",
                "a restored figure differs from what was seen by one alternative",
                "select * from {batch} where reading = 'restored'"
                " and coalesce(len([one for one in alternatives if amount_text = "
                "substr(seen_text, 1, one.character_no - 1) || one.other"
                " || substr(seen_text, one.character_no + length(one.seen))]), 0) = 0",
            ),
        ),
    )


def _dimension_suites() -> Iterable[Suite]:
    yield Suite("marts.dim_regions", tuple(_regions()))
    yield Suite(
        "marts.dim_departments",
        (
            *filled("department_key", "department_name"),
            *unique("department_key"),
            joins("region_code", "marts.dim_regions"),
        ),
    )
    yield Suite("marts.dim_functions", tuple(_codes("function", ("class", "section", "item"))))
    yield Suite("marts.dim_economic_classes", tuple(_codes("economic", ("class", "item"))))
    yield Suite(
        "marts.dim_projects",
        (
            *filled("project_key", "project_name"),
            *unique("project_key"),
            joins("department_key", "marts.dim_departments"),
        ),
    )
    yield Suite("marts.dim_documents", tuple(_documents()))
    yield Suite("marts.receipts", tuple(_receipts()))


def _regions() -> Iterable[Expectation]:
    yield from filled("region_code", "region_name", "region_level")
    yield from unique("region_code")
    yield from closed("region_level", ("province", "prefecture", "county", "zone"))
    yield joins("parent_region_code", "marts.dim_regions", "region_code")
    yield no_rows(
        "region_code_shape",
        "a region code has six digits",
        "select * from {batch} where not is_development_zone"
        " and not regexp_full_match(region_code, '[1-9][0-9]{{5}}')",
    )


def _codes(kind: str, levels: Sequence[str]) -> Iterable[Expectation]:
    code = f"{kind}_code"
    digits = {"class": 3, "section": 5, "item": 7 if kind == "function" else 5}
    lengths = " ".join(f"when '{level}' then {digits[level]}" for level in levels)
    yield from filled(code, f"{kind}_name", f"{kind}_level")
    yield from unique(code)
    yield from closed(f"{kind}_level", levels)
    yield joins(f"parent_{code}", f"marts.{_code_table(kind)}", code)
    yield no_rows(
        "level_fits_code",
        "the level follows from the number of digits",
        f"select * from {{batch}} where length({code}) <> case {kind}_level {lengths} end",
    )


def _code_table(kind: str) -> str:
    return "dim_functions" if kind == "function" else "dim_economic_classes"


def _documents() -> Iterable[Expectation]:
    yield from filled("document_id", "document_kind", "is_current", "is_synthetic")
    yield from unique("document_id")
    yield from closed("document_kind", DOCUMENT_KINDS)
    yield from closed("caliber", ("department", "unit"))
    yield between("fiscal_year", 1990, 2100)
    yield joins("department_key", "marts.dim_departments")
    yield joins("region_code", "marts.dim_regions")
    yield joins("superseded_by", "marts.dim_documents", "document_id")
    yield no_rows(
        "all_documents",
        "every landed document stands here",
        "select r.document_id from raw.documents as r left join {batch} as d"
        " on r.document_id = d.document_id where d.document_id is null",
    )


def _receipts() -> Iterable[Expectation]:
    yield from filled("receipt_id", "document_id", "locator")
    yield from unique("receipt_id")
    yield from closed("reading", READINGS)
    yield from closed("source", SOURCES)
    yield joins("document_id", "marts.dim_documents")
    yield no_rows_of_document(
        "what_was_seen_says_how_sure",
        "what was seen on a picture says how sure it is, and nothing else does",
        "select * from {batch} where"
        " coalesce(source = 'scan', false) <> (confidence is not null)"
        " or (confidence is null and alternatives is not null)",
    )
    yield no_rows_of_document(
        "alternatives_are_of_what_was_seen",
        "a scanned figure's alternatives name characters of the text that was seen",
        "select * from {batch} where len([one for one in alternatives"
        " if one.seen is distinct from substr(coalesce(seen_text, printed_text),"
        " one.character_no, length(one.seen)) or one.other = one.seen"
        " or one.probability not between 0 and 1]) > 0",  # a join of each row would cost 50 x
    )
    yield no_rows_of_document(
        "what_is_unsure_is_not_proven",
        "a figure that was not seen for sure, and that nothing bore out, is not proven",
        "select * from {batch} where reading = 'unreconciled'"
        " and (is_amount_proven or is_proven)",
    )
    yield no_rows_of_document(
        "all_figures",
        "every printed amount has its receipt, as it was printed",
        "select a.document_id, a.locator from raw.amounts as a left join {batch} as r"
        " on r.receipt_id = substr(a.document_id, 1, 16)"
        " || '-' || a.block_no || '-' || a.row_no || '-' || a.column_no"
        " where r.printed_text is distinct from a.amount_text",
    )
