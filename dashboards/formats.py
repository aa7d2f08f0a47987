"""How numbers are written for people: exact or short, and missing told apart from zero.

Amounts come in as Decimal yuan and leave as text; nothing here rounds what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

import polars as pl

from dashboards.texts import Language, say, term
from warehouse.leaving.files import workbook

SIGNIFICANT_DIGITS = 3
_ROUNDING = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of money to show amounts in: its size in yuan, and its key in `texts`."""

    yuan: int
    key: str


_UNITS: dict[Language, tuple[Unit, ...]] = {
    "zh": (
        Unit(100_000_000, "unit_hundred_million"),
        Unit(10_000, "unit_ten_thousand"),
        Unit(1, "unit_yuan"),
    ),
    "en": (
        Unit(1_000_000_000, "unit_billion"),
        Unit(1_000_000, "unit_million"),
        Unit(1_000, "unit_thousand"),
        Unit(1, "unit_yuan"),
    ),
}


def unit_for(amount: Decimal | None, language: Language) -> Unit:
    """Return the largest unit that `amount` (yuan) fills; yuan for nothing and for zero."""
    size = abs(amount or Decimal(0))
    units = _UNITS[language]
    return next((unit for unit in units if size >= unit.yuan), units[-1])


def common_unit(amounts: Iterable[Decimal | None], language: Language) -> Unit:
    """Return the one unit for amounts that stand together: half of them fill it."""
    sizes = sorted(abs(amount) for amount in amounts if amount)
    return unit_for(sizes[len(sizes) // 2] if sizes else None, language)


def yuan(amount: Decimal | None, language: Language) -> str:
    """Write an amount exactly, to the fen, with its unit: `35,386,500.00 元`."""
    if amount is None:
        return missing(language)
    return f"{amount:,.2f} {say('unit_yuan', language)}"


def magnitude(amount: Decimal | None, language: Language, unit: Unit | None = None) -> str:
    """Write an amount in three significant digits: `3,540 万元`.

    `unit` is that of the amounts beside it; where it stands alone, its own magnitude decides.
    """
    if amount is None:
        return missing(language)
    unit = unit or unit_for(amount, language)
    number = significant(Decimal(amount) / unit.yuan)
    return f"{number} {say(unit.key, language)}"


def significant(number: Decimal) -> str:
    """Write a number rounded half up to three significant digits: `3,540`, `4.05`, `0`."""
    if not number:
        return "0"
    rounded = _ROUNDING.plus(number)
    digits = max(0, SIGNIFICANT_DIGITS - 1 - rounded.adjusted())
    return f"{rounded:,.{digits}f}"


def rate(fraction: Decimal | None, language: Language) -> str:
    """Write a fraction as a percentage with two decimals: 0.3143 is `31.43%`."""
    if fraction is None:
        return missing(language)
    return f"{Decimal(fraction) * 100:.2f}%"


def growth(fraction: Decimal | None, language: Language) -> str:
    """Write a change as a percentage with its sign and one decimal: 0.0312 is `+3.1%`."""
    if fraction is None:
        return missing(language)
    rounded = (Decimal(fraction) * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{rounded or abs(rounded):+.1f}%"


def number(value: Decimal | int | None, language: Language) -> str:
    """Write a count, score or other number without needless zeros: `1,234`, `96`, `0.5`."""
    if value is None:
        return missing(language)
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def missing(language: Language, reason: str | None = None) -> str:
    """Write that there is no figure, and why where it is known. Never a zero."""
    words = say("no_data", language)
    return f"{words}{say('because', language, reason=reason)}" if reason else words


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~<>&])")


def plain(text: str | None) -> str:
    """Return published text so that Markdown shows it as it is: text stays text."""
    return _MARKDOWN.sub(r"\\\1", " ".join((text or "").split()))


def place(locator: str | None, language: Language) -> str:
    """Write a place in words: `line 97 cell 5` is `第 97 行 第 5 格`."""
    if language == "en" or not locator:
        return locator or ""
    return _PLACE.sub(
        lambda found: say(f"locator_{found[1]}", language, number=found[2]), locator
    )


_PLACE = re.compile(r"\b(line|cell|page|table|row)\s+(\d+)")


def csv(frame: pl.DataFrame) -> bytes:
    """Return a frame as CSV for spreadsheets: UTF-8 with BOM, decimals exact.

    A text that a spreadsheet would run as a formula (`=100%`) gets an apostrophe before it.
    """
    guarded = frame.with_columns(
        pl.when(pl.col(name).str.contains(_FORMULA))
        .then(pl.concat_str(pl.lit("'"), pl.col(name)))
        .otherwise(pl.col(name))
        .alias(name)
        for name in frame.select(pl.selectors.string()).columns
    )
    return b"\xef\xbb\xbf" + guarded.write_csv().encode("utf-8")


_FORMULA = r"^[=+@\t\r]|^-[^\d]"


def excel(frame: pl.DataFrame, sheet: str) -> bytes:
    """Return a frame as an Excel workbook: decimals exact, no published text a formula."""
    types = [
        f"DECIMAL({kind.precision},{kind.scale})" if isinstance(kind, pl.Decimal) else ""
        for kind in frame.dtypes
    ]
    return workbook(sheet, frame.columns, types, frame.rows())


def termed(column: pl.Series, prefix: str, language: Language) -> pl.Series:
    """Return the values of a closed list in words; null stays null.

    Each value is asked for once, and here: what polars calls back runs in threads of its own,
    which a page of another visitor can keep waiting for ever.
    """
    values = column.unique().drop_nulls().to_list()
    words = {value: term(prefix, value, language) for value in values}
    return column.replace_strict(words, return_dtype=pl.String)
