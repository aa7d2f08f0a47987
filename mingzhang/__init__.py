"""Where the program's own files lie, and where it works: in a checkout or installed.

The models, macros, reference lists and analyses are files, no modules. A checkout has them at
its root; a wheel carries them in this package (`hatch_build.py`). Every package may import this
one, and it imports none.
"""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"
_HERE = Path(__file__).resolve().parent

IS_CHECKOUT = not (_HERE / "dbt_project.yml").is_file()
PACKAGES = _HERE.parent  # the folder that the packages are imported from
FILES = PACKAGES if IS_CHECKOUT else _HERE
REFERENCE = FILES / "data" / "reference"


def working_folder(name: str) -> Path:
    """Return where a warehouse or a demo lies by itself, `name` being warehouse or demo.

    In a checkout in its `data/`, which git does not see; installed, in the folder one is in.
    """
    return FILES / "data" / name if IS_CHECKOUT else Path.cwd() / f"mingzhang-{name}"
