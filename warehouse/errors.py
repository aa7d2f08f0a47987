"""What can go wrong on the way to a published warehouse, in words a person can act on.

Every error carries the key of its sentence in `warehouse.messages` and the values that fill it,
so that the command line says it in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass


class WarehouseError(Exception):
    """Something was not done, and nothing published was changed: exit code 1."""

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        """Name the message `key` and the values of its places."""
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        """Show the key and its values, for logs; people read `warehouse.messages`."""
        return f"{self.key} {self.values}" if self.values else self.key


class UsageError(WarehouseError):
    """The command was given something it cannot work with: exit code 2."""

    exit_code = 2


class NothingPublishedError(UsageError):
    """There is no published warehouse in the folder yet."""


class QueryError(WarehouseError):
    """A query was refused, failed or took too long."""


class TransformError(WarehouseError):
    """dbt could not build the models."""


class GateError(WarehouseError):
    """The gate itself could not run."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the gate refused: rule and rows, the key of what to do, every document it names."""

    told: str
    remedy: str
    documents: tuple[str, ...] = ()


class RefusedError(WarehouseError):
    """The gate refused the new file; `reasons` says why."""

    def __init__(self, key: str, reasons: tuple[Reason, ...], **values: object) -> None:
        """Name the message and the reasons."""
        super().__init__(key, **values)
        self.reasons = reasons
