"""A number and its Excel format → the text that the sheet prints, and the number it stores."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

_STORED_DECIMALS = Decimal("1e-8")
"""What a landed amount keeps; the rest of a stored number is noise of its arithmetic."""

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001  a day without a place

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|[_*].|[\\!][^.]')
_DIGITS = re.compile(
    r"(?P<whole>[#0?,]*[#0?])(?:(?P<literal>[\\!]?)\.(?P<fraction>[#0?]*))?"
    r"(?P<thousands>,*)(?P<percent>\s*%)?"
)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How many decimals a number shows, and how it is scaled and grouped.

    `shift` is the power of ten by which the number is multiplied first; `point` is how many
    digits from the right a literal point stands (`0!.0,` prints 12345 as `1.2`, so that 元
    show as 万元). Without `least` the number shows in its shortest form.
    """

    least: int | None = None
    most: int = 0
    grouped: bool = False
    shift: int = 0
    point: int = 0
    sign: str = ""
    plain: str = ""
    """The format specification of a number that is neither scaled nor rounded."""
    date: str = ""
    """How a day is printed, where the number counts days."""

    def printed(self, value: float) -> str:
        """The number as text; halves are rounded away from zero, as the program does."""
        if self.plain and round(value, self.most) == value:
            return format(value, self.plain)
        if self.date:
            return self.date.format(_FIRST_DAY + timedelta(days=value))
        if self.least is None:
            exact = Decimal(f"{value:.15g}")
            whole = exact == exact.to_integral_value()
            return f"{int(exact)}" if whole else f"{exact:f}"
        return self._rounded(Decimal(f"{value:.15g}").scaleb(self.shift))

    def stored(self, value: float) -> str | None:
        """The number itself, in the scale it is printed in, where that shows it rounded.

        None where the printed text is the number, and for shares and days.
        """
        if self.least is None or self.sign or (self.plain and round(value, self.most) == value):
            return None
        exact = Decimal(f"{value:.15g}").scaleb(self.shift - self.point)
        kept = exact.quantize(_STORED_DECIMALS, ROUND_HALF_UP)
        shown = Decimal(self._rounded(exact.scaleb(self.point)).replace(",", ""))
        return None if kept == shown else f"{kept:f}".rstrip("0").removesuffix(".")

    def _rounded(self, exact: Decimal) -> str:
        whole = exact.quantize(Decimal(1).scaleb(-self.most), ROUND_HALF_UP)
        shown = whole.scaleb(-self.point)
        text = f"{shown:,f}" if self.grouped else f"{shown:f}"
        for _ in range(self.most - (self.least or 0)):
            text = text.removesuffix("0")
        return text.removesuffix(".") + self.sign


@cache
def number_format(code: str) -> NumberFormat | None:
    """The format that a code states for positive numbers; None where it states no digits."""
    positive = _LITERAL.sub("", code).partition(";")[0]
    found = _DIGITS.search(positive)
    if found is None or "E" in positive.upper():
        return None
    fraction = found["fraction"] or ""
    shift = -3 * len(found["thousands"]) + (2 if found["percent"] else 0)
    sign = "%" if found["percent"] else ""
    grouped = "," in found["whole"]
    if found["literal"]:
        return NumberFormat(0, 0, grouped, shift, len(fraction), sign)
    least, most = fraction.count("0"), len(fraction)
    is_plain = least == most and not shift
    plain = f"{',' if grouped else ''}.{most}f" if is_plain else ""
    return NumberFormat(least, most, grouped, shift, 0, sign, plain)
