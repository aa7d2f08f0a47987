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
_TEXTS: Final = {"text/plain": "text.txt", "text/html": "text.html"}
_WEB_ARCHIVE: Final = re.compile(rb"multipart/related|snapshot-content-location", re.IGNORECASE)


def is_mail(data: bytes) -> bool:
    """Whether the bytes are an e-mail; a page that a browser saved is none."""
    head = data[:65_536].lstrip(b"\xef\xbb\xbf\r\n")
    if _FIELD.match(head) is None:
        return False
    fields = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {found[1].lower() for line in fields.split(b"\n") if (found := _FIELD.match(line))}
    return len(names & _FIELDS) >= _LEAST_FIELDS and not _WEB_ARCHIVE.search(fields)


def files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files that an e-mail brings, or of its text.

    Raises:
        DocumentError: it cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(data, policy=default)
        brought = list(_brought(message))
        yield from brought or _text(message)
    except (ValueError, LookupError, AttributeError, KeyError, TypeError) as error:
        raise DocumentError(Reason.DAMAGED, f"the e-mail is damaged: {error}") from error


def _brought(part: EmailMessage) -> Iterator[tuple[str, bytes]]:
    """The files of a part and its parts; pictures that its text shows are none."""
    if part.get_content_type() == "message/rfc822":
        for inner in cast("list[EmailMessage]", part.get_payload()):
            yield part.get_filename() or f"{inner['subject'] or 'mail'}.eml", inner.as_bytes()
    elif part.is_multipart():
        for inner in cast("list[EmailMessage]", part.get_payload()):
            yield from _brought(inner)
    elif name := part.get_filename():
        is_shown = part.get_content_disposition() == "inline" and part["content-id"]
        held = part.get_payload(decode=True)
        if isinstance(held, bytes) and not is_shown:
            yield name, held


def _text(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    body = message.get_body(("html", "plain"))
    if body is not None:
        held = body.get_payload(decode=True)
        if isinstance(held, bytes):
            yield _TEXTS[body.get_content_type()], held
