"""Bytes → text: the encoding that fits, and what of the bytes is no text in it."""

import codecs
import re
from typing import Final, NamedTuple

from ingest.documents import Notice
from ingest.errors import DocumentError, Reason

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1_000_000
_LEAST_PRINTED = 0.8
"""Of a UTF-16 text without a mark, the share of characters that such documents print."""
_MOST_LOST = 0.01
"""Of a text, the share of characters that may be damaged without another encoding fitting."""
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PRINTED = re.compile(
    r"[\t\n\r -~\u2000-\u206f\u2460-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_LOST = "\ufffd"


class Decoded(NamedTuple):
    """A text, its encoding, and a notice of bytes that were no text."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text: by a byte order mark, strict UTF-8, GB18030, UTF-16, then by detection.

    Where an encoding fits but for some bytes (a file cut off within a character), these are
    lost and said. A page that declares GB2312 may have been saved anew as UTF-8; GB18030
    holds the older ones whole.

    Raises:
        DocumentError: no encoding gives readable text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_losses(data, encoding)
    unmarked = utf16_without_mark(data)
    if unmarked:
        return _with_losses(data, unmarked)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_like_text(text):
            return Decoded(_cleaned(text), encoding)
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        is_damaged_text = _looks_like_text(text) and _is_nearly_whole(text)
        if is_damaged_text or (encoding == "gb18030" and declared.startswith("gb")):
            return _with_losses(data, encoding)
    from charset_normalizer import from_bytes  # only legacy encodings come this far

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or not _looks_like_text(str(best)):
        raise DocumentError(Reason.UNDECODABLE, "no encoding gives readable text")
    return _with_losses(data, best.encoding)


def utf16_without_mark(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` where the bytes are text in it, though no mark says so.

    Its line ends and digits have a null byte each, which no other encoding of texts has.
    """
    sample = data[:8192]
    if b"\x00" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
        if text and len(_PRINTED.findall(text)) >= _LEAST_PRINTED * len(text):
            return encoding
    return None


def _with_losses(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    lost = text.count(_LOST)
    if not lost:
        return Decoded(_cleaned(text), encoding)
    line = text[: text.index(_LOST)].count("\n") + 1
    detail = f"bytes that are no text in {encoding}, {lost} times"
    notice = Notice(Reason.UNDECODABLE, detail, f"line {line}")
    return Decoded(_cleaned(text.rstrip(_LOST)), encoding, (notice,))


def _is_nearly_whole(text: str) -> bool:
    return text.count(_LOST) <= max(2, _MOST_LOST * len(text))


def _looks_like_text(text: str) -> bool:
    """Whether hardly any character is a control or private-use character."""
    sample = text[:20_000]
    return len(_ODD.findall(sample)) * 50 <= len(sample)


def _cleaned(text: str) -> str:
    """Line ends in one spelling, and no control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
