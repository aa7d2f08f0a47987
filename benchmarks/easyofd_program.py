"""What easyofd does to files, in an environment of its own: see `benchmarks.ofd_peer`.

`write text IN OUT` makes an OFD of a PDF, `write pictures IN OUT` one of its pages as pictures
(`IN` is a zip of them); `read text IN OUT` writes the texts of an OFD as JSON, with the seconds
of computing that reading took.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

TEXT = "text"


def _write(kind: str, data: bytes) -> bytes:
    from easyofd import OFD  # type: ignore[import-not-found]
    from PIL import Image

    if kind == TEXT:
        return bytes(OFD().pdf2ofd(data, optional_text=True))
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        pages = [Image.open(io.BytesIO(held.read(name))) for name in sorted(held.namelist())]
        return bytes(OFD().jpg2ofd([page.convert("RGB") for page in pages]))


def _read(data: bytes) -> bytes:
    from easyofd import OFD

    begun = time.process_time()
    read = OFD()
    try:
        read.read(data, fmt="binary")
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return json.dumps({"error": f"{type(error).__name__}: {error}"}).encode()
    seconds = time.process_time() - begun
    return json.dumps({"texts": list(_texts(read.data)), "seconds": seconds}).encode()


def _texts(held: object) -> Iterator[str]:
    if isinstance(held, dict):
        for name, value in held.items():
            if name == TEXT and isinstance(value, str):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(held, list | tuple):
        for value in held:
            yield from _texts(value)


def main(task: str, kind: str, source: str, target: str) -> None:
    """Does one task; what the program prints is left out."""
    data = Path(source).read_bytes()
    told = Path(target).absolute()
    with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        os.chdir(folder)  # it writes beside itself
        made = _write(kind, data) if task == "write" else _read(data)
    told.write_bytes(made)


if __name__ == "__main__":
    main(*sys.argv[1:])
