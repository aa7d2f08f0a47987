"""Numbers as readers see them: exact yuan, 万元 in sentences, rates with two decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")
_TEN_THOUSAND = Decimal(10_000)


def yuan(amount: Decimal) -> str:
    """Return exact yuan for a table whose header names the unit: `35,386,500.00`."""
    return f"{amount.quantize(_CENT, ROUND_HALF_UP):,}"


def money(amount: Decimal, language: str) -> str:
    """Return an amount with its unit for a sentence, without losing a fen.

    Chinese: 万元 with two decimals where that is exact, else 元.
    """
    if language != "zh":
        return f"CNY {yuan(amount)}"
    if amount % 100 == 0:
        return f"{yuan(amount / _TEN_THOUSAND)} 万元"
    return f"{yuan(amount)} 元"


def ten_thousands(amount: Decimal) -> str:
    """Return yuan in 10,000 yuan with two decimals, for the labels of charts."""
    return yuan(amount / _TEN_THOUSAND)


def percent(ratio: Decimal) -> str:
    """Return a fraction as percent with two decimals: 0.3143 → `31.43%`."""
    return f"{(ratio * 100).quantize(_CENT, ROUND_HALF_UP):,}%"


def signed_percent(ratio: Decimal) -> str:
    """Return a change with its sign and one decimal: `+3.2%`, `−0.4%`."""
    shown = (ratio * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{'−' if shown < 0 else '+'}{abs(shown):,}%"


def points(fraction: Decimal) -> str:
    """Return a difference of two rates as percentage points, without its sign."""
    return f"{(abs(fraction) * 100).quantize(_CENT, ROUND_HALF_UP):,}"


def number(value: Decimal) -> str:
    """Return a number with the digits it needs: 96.000000 → `96`, 87.5 → `87.5`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def score(value: Decimal) -> str:
    """Return points with two decimals."""
    return f"{value.quantize(_CENT, ROUND_HALF_UP):,}"


def count(value: int) -> str:
    """Return a count with separators."""
    return f"{value:,}"


def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part / whole; None where the whole is zero."""
    return part / whole if whole else None
