"""Which pages of a PDF have to be looked at: pictures, and those whose text says nothing."""

import re

from ingest.errors import Reason
from ingest.readers.pdf.page import Look

LEAST_DIGITS = 20
"""A page with so many digits and no word around them has lost its words."""
STRANGE_SHARE = 0.2
"""Of what is printed on a page of Chinese, no larger share is of other scripts."""
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_STRANGE = re.compile(r"[\u0080-\u036f\ue000-\uf8ff\ufff0-\uffff\x00-\x08]")
"""Western letters with accents, which text in a wrong encoding is made of; private signs."""
_USUAL = re.compile(r"[\u00a0·×÷°±§]")
_LETTER = re.compile(r"[A-Za-z]")
_DIGIT = re.compile(r"[0-9]")


def is_unread(look: Look) -> bool:
    """Whether what a page shows must be read from its picture."""
    if look.flaw is not None and look.flaw.reason in (Reason.NO_TEXT_LAYER, Reason.UNDECODABLE):
        return True
    printed = _USUAL.sub("", "".join(look.text.split()))
    if len(_STRANGE.findall(printed)) > STRANGE_SHARE * len(printed):
        return True
    has_words = _CHINESE.search(printed) or _LETTER.search(printed)
    return len(_DIGIT.findall(printed)) >= LEAST_DIGITS and not has_words


def words(text: str) -> int:
    """How much Chinese a text holds."""
    return len(_CHINESE.findall(text))
