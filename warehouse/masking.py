"""Names and telephone numbers of persons, hidden before printed text is shown.

Raw text keeps what was printed; pages that show it ask here first. A cell or line whose label
announces a person or a telephone loses what follows the label; a telephone number goes wherever
it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MASK = "▇▇▇"

_LABELS = (
    r"(?:联\s*系\s*电\s*话|电\s*话(?:号码)?|手\s*机(?:号码?)?|传\s*真|联\s*系\s*人|联系方式"
    r"|法\s*人\s*代\s*表|法定代表人|负\s*责\s*人|经\s*办\s*人|填\s*报\s*人|填\s*表\s*人|制\s*表\s*人"
    r"|审\s*核\s*人|邮\s*箱|电子邮件|E-?mail)"
)
_QUALIFIERS = r"(?:项目|单位|部门|财务|主要|机构)*"
_AFTER = r"(?:（[^）]{0,8}）|\([^)]{0,8}\))?"
_LABEL_CELL = re.compile(
    rf"\s*{_QUALIFIERS}{_LABELS}(?:姓名|及电话|和电话)?{_AFTER}\s*[:：]?\s*"
)
_LABEL_IN_TEXT = re.compile(
    rf"({_LABELS}(?:姓名|及电话|和电话)?{_AFTER}\s*[:：]\s*)([^\s，,；;。、）)]+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\d.,])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[-－—]\d{7,8})"
    r"(?![\d.,]|\s*(?:元|万|亿|%))"
)
_OMITTED = "（略）"


def is_personal_label(text: str | None) -> bool:
    """Tell whether a cell or heading is nothing but a label of a person or telephone."""
    return text is not None and _LABEL_CELL.fullmatch(text) is not None


def mask_text(text: str) -> str:
    """Return a line with what follows personal labels, and telephone numbers, hidden."""
    return _NUMBER.sub(MASK, _LABEL_IN_TEXT.sub(_hide_value, text))


def mask_passage(heading: str | None, text: str) -> str:
    """Return a passage for people: hidden whole where its heading announces a person."""
    if any(is_personal_label(part) for part in (heading or "").split("\n")):
        return MASK
    return mask_text(text)


def mask_row(texts: Sequence[str], roles: Sequence[str | None]) -> list[str]:
    """Return the cells of a printed row: those after a personal label are hidden.

    A figure that was read as such is kept, and so is the next label.
    """
    shown = []
    hiding = False
    for text, role in zip(texts, roles, strict=True):
        if is_personal_label(text):
            hiding = True
            shown.append(text)
        elif role == "figure":
            shown.append(text)
        elif hiding and text.strip():
            hiding = False
            shown.append(MASK)
        else:
            shown.append(mask_text(text))
    return shown


def _hide_value(match: re.Match[str]) -> str:
    value = match.group(2)
    return match.group(1) + (value if value.startswith(_OMITTED[:2]) else MASK)
