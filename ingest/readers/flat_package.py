"""Word documents as one XML file (flat OPC, which Word and WPS save as .xml) → blocks.

The parts that the package would hold stand below each other, as XML or in base64.
"""

import base64
import binascii
import io
import zipfile
from typing import Final

from lxml import etree

from ingest.documents import Reading
from ingest.errors import DocumentError, Reason
from ingest.readers import docx
from ingest.readers.package import parsed

_SPACE: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read(data: bytes) -> Reading:
    """The blocks of the document whose parts the file holds.

    Raises:
        DocumentError: the XML or one of the parts is damaged, or it is no Word document.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for part in parsed(data).iterfind(f"{_SPACE}part"):
            package.writestr(str(part.get(f"{_SPACE}name", "")).lstrip("/"), _content(part))
    return docx.read(made.getvalue())


def _content(part: etree._Element) -> bytes:
    for held in part:
        if held.tag == f"{_SPACE}xmlData":
            return b"".join(etree.tostring(root, encoding="utf-8") for root in held)
        try:
            return base64.b64decode(held.text or "")
        except binascii.Error as error:
            raise DocumentError(Reason.DAMAGED, f"a part is damaged: {error}") from error
    return b""
