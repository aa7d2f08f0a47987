"""The codes that budgets and accounts are kept in, with the names that tables print.

Source: 政府收支分类科目, functions down to 项 and economic classes down to 款.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mingzhang import REFERENCE

GENERAL, GOVERNMENT_FUND, STATE_CAPITAL = (
    "general_public_budget", "government_fund", "state_capital",
)  # fmt: skip
FUNDS = (GENERAL, GOVERNMENT_FUND, STATE_CAPITAL)
OWN = "own"
"""Money that is no fiscal appropriation: fees, operations, subsidies from above, the rest."""
SOURCES = (
    "superior_subsidy",
    "institutional",
    "operating",
    "affiliate_remittance",
    "other",
)
CLASSES = (
    "201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214",
    "215", "216", "217", "219", "220", "221", "222", "223", "224", "229", "231", "232", "234",
)  # fmt: skip
"""The function classes that a two-sided account lists, in its order."""

_HERE = Path(__file__).parent


@cache
def function_names() -> Mapping[str, str]:
    """The name of each function code of 3, 5 or 7 digits."""
    return _names(_HERE / "functions.csv", "code", "name") | _names(
        REFERENCE / "function_classes.csv", "class_code", "class_name"
    )


@cache
def economic_names() -> Mapping[str, str]:
    """The name of each economic code of 3 or 5 digits, in the order of the codes."""
    return _names(REFERENCE / "economic_classes.csv", "economic_code", "economic_name")


def _names(path: Path, code: str, name: str) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row[code]: row[name] for row in csv.DictReader(file)}
