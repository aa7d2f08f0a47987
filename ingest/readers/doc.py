"""Old Word documents, Word 2003 XML, RTF, ODT → blocks, through LibreOffice if installed.

The conversion runs one at a time, in a profile folder of its own, within a time limit, with
macros off; without LibreOffice the outcome names what to install.
"""

import fcntl
import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import docx
from ingest.readers.kinds import sniff

SECONDS = 30
_LOCK = Path(tempfile.gettempdir()) / "mingzhang-libreoffice.lock"


def read(data: bytes) -> Reading:
    """The blocks of a document that LibreOffice makes a docx of.

    Raises:
        DocumentError: LibreOffice is missing, takes too long, or cannot convert the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise DocumentError(
            Reason.FORMAT_NOT_SUPPORTED,
            "old Word format, RTF or ODT: install LibreOffice (libreoffice-writer) and replay",
        )
    with tempfile.TemporaryDirectory() as folder, _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        source = Path(folder, "document.doc")
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless",
            "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", folder,
            str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            detail = f"LibreOffice took more than {SECONDS} s"
            raise DocumentError(Reason.TOO_LARGE, detail) from error
        except subprocess.CalledProcessError as error:
            raise DocumentError(Reason.DAMAGED, "LibreOffice cannot convert it") from error
        converted = Path(folder, "document.docx")
        if not converted.exists():
            raise DocumentError(Reason.DAMAGED, "LibreOffice made nothing of it")
        reading = docx.read(converted.read_bytes())
    return Reading(sniff(data), reading.encoding, reading.blocks, reading.notices)
