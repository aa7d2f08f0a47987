"""The parts that suites are made of: small functions that return expectations of a table."""
# ruff: noqa: S608  queries are put together from names in this package alone

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from great_expectations.expectations.core.expect_column_values_to_be_between import (
    ExpectColumnValuesToBeBetween,
)
from great_expectations.expectations.core.expect_column_values_to_be_in_set import (
    ExpectColumnValuesToBeInSet,
)
from great_expectations.expectations.core.expect_column_values_to_be_unique import (
    ExpectColumnValuesToBeUnique,
)
from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
    ExpectColumnValuesToNotBeNull,
)
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.metadata_types import FailureSeverity

from expectations.grains import GRAINS

Expectation = Any
CRITICAL = FailureSeverity.CRITICAL
WARNING = FailureSeverity.WARNING

# No government's yearly account reaches a hundred trillion yuan; a unit read wrongly soon does.
MOST_YUAN = 100_000_000_000_000


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations of one table, `schema.table`; the suite carries the table's name."""

    table: str
    expectations: tuple[Expectation, ...]

    @property
    def name(self) -> str:
        """Return the suite's name: the table without `marts.`."""
        return self.table.removeprefix("marts.")


def filled(*columns: str, severity: FailureSeverity = CRITICAL) -> list[Expectation]:
    """Expect no null in the columns."""
    return [
        ExpectColumnValuesToNotBeNull(
            column=column, severity=severity, meta=_meta(f"{column} is null", "reading")
        )
        for column in columns
    ]


def unique(*columns: str) -> list[Expectation]:
    """Expect each combination of the columns at most once; of several, nulls are values."""
    if len(columns) > 1:
        return [grain(*columns)]
    return [
        ExpectColumnValuesToBeUnique(
            column=column,
            meta={"rows": _rows_alike(column), "few": _few_alike(column), "remedy": "twice"},
        )
        for column in columns
    ]


def grain(*columns: str) -> Expectation:
    """Expect one row for each combination of the columns: a null is a value like others.

    A column of the row's document in `marts.dim_documents` is written `documents.column`.
    """
    return no_rows(
        "grain",
        f"one row for each {', '.join(columns)}",
        _rows_alike(*columns),
        remedy="twice",
        few=_few_alike(*columns),
    )


def _rows_alike(*columns: str) -> str:
    """Return the query of the rows that agree in all the columns."""
    if not any(column.startswith("documents.") for column in columns):
        return (
            "select * from {batch}"
            f" qualify count(*) over (partition by {', '.join(columns)}) > 1"
        )
    key = [column if column.startswith("documents.") else f"own.{column}" for column in columns]
    return (
        "select own.* from {batch} as own left join marts.dim_documents as documents"
        " on own.document_id = documents.document_id"
        f" qualify count(*) over (partition by {', '.join(key)}) > 1"
    )


def _few_alike(*columns: str) -> str | None:
    """Return the query of the rows that agree with one of a document that changed."""
    if any(column.startswith("documents.") for column in columns):
        return None
    same = " and ".join(f"own.{column} is not distinct from few.{column}" for column in columns)
    key = ", ".join(f"own.{column}" for column in columns)
    return (
        f"select own.* from {{batch}} as own semi join {{new}} as few on {same}"
        f" qualify count(*) over (partition by {key}) > 1"
    )


def closed(column: str, values: Sequence[str]) -> list[Expectation]:
    """Expect only values of a closed list; null is the business of `filled`."""
    listed = ", ".join(f"'{value}'" for value in values)
    return [
        ExpectColumnValuesToBeInSet(
            column=column,
            value_set=list(values),
            meta=_meta(f"{column} not in ({listed})", "reading"),
        )
    ]


def between(
    column: str,
    least: float,
    most: float,
    severity: FailureSeverity = CRITICAL,
    remedy: str = "value",
) -> Expectation:
    """Expect numbers within bounds, the bounds included."""
    return ExpectColumnValuesToBeBetween(
        column=column,
        min_value=least,
        max_value=most,
        severity=severity,
        meta=_meta(f"{column} < {least} or {column} > {most}", remedy),
    )


def money(*columns: str) -> list[Expectation]:
    """Expect amounts in yuan that an account can hold."""
    return [between(column, -MOST_YUAN, MOST_YUAN, remedy="unit") for column in columns]


def shares(*columns: str) -> list[Expectation]:
    """Expect fractions from 0 to 1."""
    return [between(column, 0, 1) for column in columns]


def no_rows(
    name: str,
    sentence: str,
    query: str,
    severity: FailureSeverity = CRITICAL,
    *,
    remedy: str = "reading",
    few: str | None = None,
) -> Expectation:
    """Expect that `query` finds nothing; `{batch}` is the table, other braces are doubled.

    Where its rows name documents, these are what breaks the rule: see `bad_rows`. `remedy`
    is the key of what a person can do. `few` finds the same where only some documents changed
    and the rule held before, see `verdicts`: `{new}` are rows of the table that may be new,
    `{few}` those of the documents that changed.
    """
    return UnexpectedRowsExpectation(
        unexpected_rows_query=query,
        description=sentence,
        severity=severity,
        meta={"name": name, "rows": query, "few": few, "remedy": remedy},
    )


def no_rows_of_document(
    name: str, sentence: str, query: str, severity: FailureSeverity = CRITICAL
) -> Expectation:
    """Expect that `query` finds nothing, which looks at each document by itself.

    All that it compares a row with, in this table and in others, has the row's `document_id`.
    """
    return no_rows(name, sentence, query, severity, few=query.replace("{batch}", "{few}"))


def _meta(condition: str, remedy: str) -> dict[str, str]:
    """Return what a library's own expectation does not say: which rows, and what to do."""
    rows = f"select * from {{batch}} where {condition}"
    return {"rows": rows, "few": rows.replace("{batch}", "{new}"), "remedy": remedy}


def joins(column: str, target: str, key: str | None = None) -> Expectation:
    """Expect that every value of `column` is a key of the table `target`."""
    key = key or column
    query = (
        f"select own.* from {{batch}} as own left join {target} as other"
        f" on own.{column} = other.{key}"
        f" where own.{column} is not null and other.{key} is null"
    )
    gone = f"select key from quality.gone where name = '{target.rpartition('.')[2]}'"
    return no_rows(
        f"{column}_joins_{target}",
        f"every {column} stands in {target}",
        query,
        few=f"{query.replace('{batch}', '{new}')} union all"
        f" select * from {{batch}} where cast({column} as varchar) in ({gone})",
    )


def no_double_count(code: str, *scope: str) -> Expectation:
    """Expect leaves only: no code of which another in the same scope is a part."""
    same = " and ".join(
        f"own.{column} is not distinct from part.{column}" for column in ("document_id", *scope)
    )
    return no_rows(
        "leaves_only",
        f"no {code} stands beside one of its own parts",
        f"select own.* from {{batch}} as own inner join {{batch}} as part on {same}"
        f" and part.{code} like own.{code} || '_%'",
    )


def fact() -> list[Expectation]:
    """Return what every fact keeps: its document, receipt, department and year."""
    return [
        *filled("document_id", "receipt_id", "department_key", "fiscal_year"),
        between("fiscal_year", 1990, 2100, remedy="year"),
        joins("receipt_id", "marts.receipts"),
        joins("department_key", "marts.dim_departments"),
        joins("region_code", "marts.dim_regions"),
        no_rows(
            "document_is_current",
            "facts come from current documents",
            "select own.* from {batch} as own left join marts.dim_documents as d"
            " on own.document_id = d.document_id where d.is_current is distinct from true",
        ),
    ]


def fact_suite(name: str, *groups: Iterable[Expectation]) -> Suite:
    """Return the suite of one fact: its declared grain, and expectations given in groups."""
    declared = GRAINS.get(name)
    of_grain = () if declared is None else (grain(*declared),)
    return Suite(f"marts.{name}", (*(one for group in groups for one in group), *of_grain))
