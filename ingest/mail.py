"""E-mails (`.eml`) → the files that they bring; of one that brings none, its text."""

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Final, cast

from ingest.errors import DocumentError, Reason

_FIELD: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]")
_FIELDS: Final = frozenset(
    (b"from", b"to", b"subject", b"date", b"received", b"message-id", b"mime-version", b"cc")
)
_LEAST_FIELDS = 3
_OF_MAIL: Final = frozenset((b"to", b"cc", b"received", b"message-id"))
"""Fields that a page which a browser saved does not have."""
_TEXTS: Final = {"text/plain": "text.txt", "text/html": "text.html"}
_SAVED: Final = re.compile(rb"multipart/related|snapshot-content-location", re.IGNORECASE)
_TABLE: Final = re.compile(rb"<table[\s>]", re.IGNORECASE)
_NAME: Final = re.compile(rb"""name="?([^";\r\n]+)""", re.IGNORECASE)


def is_mail(data: bytes) -> bool:
    """Whether the bytes are an e-mail; a page that a browser saved is none."""
    head = data[:65_536].lstrip(b"\xef\xbb\xbf\r\n")
    if _FIELD.match(head) is None:
        return False
    fields = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {found[1].lower() for line in fields.split(b"\n") if (found := _FIELD.match(line))}
    is_saved = _SAVED.search(fields) and not names & _OF_MAIL
    return len(names & _FIELDS) >= _LEAST_FIELDS and not is_saved


def files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files that an e-mail brings, and of its text.

    The text is a document where it prints a table, or where there is no file.

    Raises:
        DocumentError: it cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(data, policy=default)
        texts = list(_text(message))
        brought = list(_brought(message, b"".join(held for _, held in texts)))
        yield from brought
        yield from (text for text in texts if not brought or _TABLE.search(text[1]))
    except (ValueError, LookupError, AttributeError, KeyError, TypeError) as error:
        raise DocumentError(Reason.DAMAGED, f"the e-mail is damaged: {error}") from error


def _brought(part: EmailMessage, text: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a part and its parts; pictures that its text shows are none."""
    if part.get_content_type() == "message/rfc822":
        for inner in cast("list[EmailMessage]", part.get_payload()):
            yield part.get_filename() or f"{inner['subject'] or 'mail'}.eml", inner.as_bytes()
    elif part.is_multipart():
        for inner in cast("list[EmailMessage]", part.get_payload()):
            yield from _brought(inner, text)
    elif name := _name(part):
        told = str(part["content-id"] or "").strip(" <>").encode()
        is_inline = part.get_content_disposition() == "inline"
        is_shown = told and (is_inline or b"cid:" + told in text)
        held = part.get_payload(decode=True)
        if isinstance(held, bytes) and not is_shown:
            yield name, held


def _name(part: EmailMessage) -> str | None:
    """A file's name; one in bytes of no known encoding was written in GB18030."""
    name = part.get_filename()
    if name is None or "\ufffd" not in name:
        return name
    for _, told in part.raw_items():
        found = _NAME.search(str(told).encode("ascii", "surrogateescape"))
        if found:
            return found[1].decode("gb18030", errors="replace")
    return name


def _text(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    body = message.get_body(("html", "plain"))
    if body is not None:
        held = body.get_payload(decode=True)
        if isinstance(held, bytes):
            yield _TEXTS[body.get_content_type()], held
