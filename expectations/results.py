"""What the gate found, as rows: they cross from the checking process into the built file."""
# ruff: noqa: ANN401  the library's results have no types to name

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

MOST_TOLD = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one expectation.

    `unexpected_count` counts rows that break it, null where it could not be computed; `detail`
    shows some of the values; `error` is set where the expectation itself failed to run, which
    counts as a failure. Of one that refuses, `documents` counts the bad rows by document,
    `measures` says what they are of, and `remedy` is the key of what a person can do.
    """

    suite: str
    expectation: str
    column: str | None
    severity: str
    success: bool
    unexpected_count: int | None
    detail: str | None
    error: str | None
    remedy: str = "reading"
    documents: Mapping[str, int] = field(default_factory=dict)
    measures: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """Return the expectation's name, with the columns that it is about."""
        return f"{self.expectation}({self.column})" if self.column else self.expectation

    @property
    def sentence(self) -> str:
        """Return what the rule says, or some of the values that break it, in one line."""
        line = " ".join((self.error or self.detail or "").split())
        return line if len(line) <= MOST_TOLD else line[: MOST_TOLD - 1] + "…"

    @property
    def refuses(self) -> bool:
        """Tell whether this finding keeps the file from being published."""
        return not self.success and self.severity == "critical"


def write(findings: Iterable[Finding], path: Path) -> None:
    """Write findings as a JSON list to `path`."""
    rows = [asdict(finding) for finding in findings]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read(path: Path) -> tuple[Finding, ...]:
    """Read the findings that `write` wrote."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Finding(**{**row, "measures": tuple(row["measures"])}) for row in rows)


def from_result(suite: str, result: Any) -> Finding:
    """Return the finding in one of Great Expectations' validation results."""
    config = result.expectation_config
    meta: Mapping[str, Any] = config.meta or {}
    error = _error(result.exception_info)
    expectation, column = name_of(config)
    return Finding(
        suite=suite,
        expectation=expectation,
        column=column,
        severity=getattr(config.severity, "value", str(config.severity)),
        success=bool(result.success) and error is None,
        unexpected_count=None if error else _unexpected_count(result),
        detail=None if error else _detail(result, config.description),
        error=error,
        remedy=str(meta.get("remedy") or "reading"),
    )


def name_of(config: Any) -> tuple[str, str | None]:
    """Return the name of an expectation by its configuration, and the column it is about."""
    meta: Mapping[str, Any] = config.meta or {}
    return str(meta.get("name") or config.type), _column(config.kwargs)


def _column(kwargs: Mapping[str, Any]) -> str | None:
    column = kwargs.get("column")
    return None if column is None else str(column)


def _unexpected_count(result: Any) -> int | None:
    values: Mapping[str, Any] = result.result or {}
    if values.get("unexpected_count") is not None:
        return int(values["unexpected_count"])
    if result.expectation_config.type == "unexpected_rows_expectation":
        return int(values["observed_value"])
    return 0 if result.success else None


def _detail(result: Any, description: str | None) -> str | None:
    if result.success:
        return description
    values: Mapping[str, Any] = result.result or {}
    examples = values.get("partial_unexpected_list") or []
    shown = ", ".join(str(example) for example in examples[:5])
    return "; ".join(part for part in (description, shown) if part) or None


def _error(information: Mapping[str, Any]) -> str | None:
    """Return the message of an expectation that raised; it comes in two shapes."""
    entries = [
        information,
        *(value for value in information.values() if isinstance(value, dict)),
    ]
    messages = [_plain(e["exception_message"]) for e in entries if e.get("raised_exception")]
    return "; ".join(dict.fromkeys(messages)) or None


def _plain(message: object) -> str:
    """Return an error's own words, in one line, without the statement that SQLAlchemy adds."""
    return " ".join(str(message).partition("\n[SQL:")[0].split())
