"""Members of Office packages, within limits: a small file can unpack to a huge one."""

import io
import lzma
import posixpath
import zipfile
import zlib

from lxml import etree

from ingest.errors import DocumentError, Reason

ZIP_START, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
"""What a zip file begins with; what its last record does, with which an empty one begins."""
CONTENT_TYPES = "[Content_Types].xml"
_UTF8 = 0x800
"""The flag of a member whose name is said to be UTF-8."""
MAX_MEMBER = 100_000_000
MAX_RATIO = 200
_PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "remove_comments": True}
_DOCTYPES = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


def opened(data: bytes) -> zipfile.ZipFile:
    """A package.

    Raises:
        DocumentError: it is damaged.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _UNREADABLE as error:
        raise DocumentError(Reason.DAMAGED, f"the package is damaged: {error}") from error


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes.

    Raises:
        DocumentError: it is not there, damaged or encrypted, or unpacks to more than a
            document can hold.
    """
    try:
        info = package.getinfo(name)
    except KeyError as error:
        raise DocumentError(Reason.DAMAGED, f"the package has no {name}") from error
    return content(package, info)


def names_in(package: zipfile.ZipFile) -> frozenset[str]:
    """The members' names as all programs would spell them: in lower case, with `/`."""
    return frozenset(plain(name) for name in package.namelist())


def name_of(info: zipfile.ZipInfo) -> str:
    """A member's name; programs that do not say so write UTF-8 or GB18030."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        written = info.filename.encode("cp437")
        return written.decode("utf-8")
    except UnicodeEncodeError:
        return info.filename
    except UnicodeDecodeError:
        return written.decode("gb18030", errors="replace")


def plain(name: str) -> str:
    """A member's name as `names_in` has it, however a program spells it."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def begins(package: zipfile.ZipFile, name: str, size: int) -> bytes:
    """The first bytes of a member that is there.

    Raises:
        DocumentError: as `content`.
    """
    info = package.getinfo(name)
    check(info)
    try:
        with package.open(info) as part:
            return part.read(size)
    except _UNREADABLE as error:
        raise DocumentError(Reason.DAMAGED, f"{name} is damaged: {error}") from error


def content(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A member's bytes, exactly as many as it claims.

    Raises:
        DocumentError: it is damaged or encrypted, or unpacks to more than a document can
            hold.
    """
    check(info)
    try:
        return package.read(info)
    except NotImplementedError as error:
        detail = f"{info.filename} is packed by a method that is not read here: {error}"
        raise DocumentError(Reason.FORMAT_NOT_SUPPORTED, detail) from error
    except _UNREADABLE as error:
        detail = f"{info.filename} is damaged: {error}"
        raise DocumentError(Reason.DAMAGED, detail) from error


def check(info: zipfile.ZipInfo) -> None:
    """Refuses what is encrypted, unpacks beyond the limits, or claims to.

    Raises:
        DocumentError: with the reason `encrypted` or `too_large`.
    """
    if info.flag_bits & 0x1:
        raise DocumentError(Reason.ENCRYPTED, f"{info.filename} is encrypted")
    packed = max(info.compress_size, 1)
    if info.file_size > MAX_MEMBER or (
        info.file_size > 10_000_000 and info.file_size / packed > MAX_RATIO
    ):
        raise DocumentError(
            Reason.TOO_LARGE, f"{info.filename} unpacks to {info.file_size:,} bytes"
        )


def parsed(xml: bytes) -> etree._Element:
    """The root of a part's XML; a part that declares entities is refused unread.

    Raises:
        DocumentError: the XML is damaged, too deep, or has a document type.
    """
    if any(mark in xml for mark in _DOCTYPES):
        raise DocumentError(Reason.DAMAGED, "a part of the package has a document type")
    try:
        return etree.fromstring(xml, etree.XMLParser(**_PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(Reason.DAMAGED, f"the XML is damaged: {error}") from error


def main_part(package: zipfile.ZipFile, usual: str) -> str:
    """The name of the part that holds the document, which its relations tell.

    Raises:
        DocumentError: the package does not say.
    """
    if usual in package.namelist():
        return usual
    for relation in parsed(member(package, "_rels/.rels")):
        if str(relation.get("Type")).endswith("/officeDocument"):
            return str(relation.get("Target")).lstrip("/")
    raise DocumentError(Reason.DAMAGED, "the package names no document")
