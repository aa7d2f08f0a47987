"""Published text without what no file can hold: control characters and surrogates."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return the text without control characters.

    XML refuses them, and the drawing of charts aborts the process on some.
    """
    return _CONTROL.sub("", text)
