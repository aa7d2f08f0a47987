"""Members of Office packages, within limits: a small file can unpack to a huge one."""

import zipfile

from ingest.errors import DocumentError, Reason

MAX_MEMBER = 200_000_000
MAX_RATIO = 200


def member(package: zipfile.ZipFile, name: str) -> bytes:
    """A member's bytes.

    Raises:
        DocumentError: it is encrypted, or unpacks to more than a document can hold.
        KeyError: there is no such member.
    """
    info = package.getinfo(name)
    check(info)
    return package.read(info)


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
