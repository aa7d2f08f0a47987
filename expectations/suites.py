"""The suites: what every table of the published contract must keep, one suite per table.

`critical` keeps a file from being published; `warning` is published and shown. An empty table
passes: a warehouse without facts is a warehouse.
"""

from expectations import (
    accounts,
    dimensions,
    leads,
    ledger,
    money,
    projects,
    regions,
    statements,
    wide,
)
from expectations.rules import Suite


def suites() -> tuple[Suite, ...]:
    """Return all suites, in the order in which data flows."""
    return (
        *dimensions.suites(),
        *accounts.suites(),
        *statements.suites(),
        *regions.suites(),
        *ledger.suites(),
        *projects.suites(),
        *wide.suites(),
        *leads.suites(),
        *money.suites(),
    )
