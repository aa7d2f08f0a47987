"""What was recognised on a picture, kept by the picture: no page is recognised twice."""

import hashlib
import json
import zlib
from decimal import Decimal
from functools import cache
from pathlib import Path

from ingest import whole_file
from ingest.documents import Alternative, Sight
from ingest.readers.pdf.characters import Char
from ingest.readers.pdf.drawn_lines import Rule
from ingest.readers.pdf.page import Look
from ingest.readers.pdf.places import Sighting
from ingest.readers.scan.page import Seen
from ingest.readers.scan.picture import Grey
from ingest.readers.scan.recogniser import ODDS, SIGNS


def name_of(picture: Grey) -> str:
    """What a picture is kept under: its dots, the models, and the code that looks at it."""
    digest = hashlib.sha256(_version())
    digest.update(repr(picture.shape).encode())
    digest.update(picture.tobytes())
    return digest.hexdigest()


def found(folder: Path, name: str) -> Seen | None:
    """What is kept of a picture; None where nothing is, or it cannot be read."""
    try:
        held = json.loads(zlib.decompress((folder / name).read_bytes()))
        look = Look(
            held["text"],
            tuple(Char(*char) for char in held["chars"]),
            (),
            tuple(Rule(*rule) for rule in held["level"]),
            tuple(Rule(*rule) for rule in held["upright"]),
        )
        sightings = tuple(
            Sighting(x, y, text, Sight(confidence, tuple(map(_alternative, alternatives))))
            for x, y, text, (confidence, alternatives) in held["sightings"]
        )
        return Seen(look, sightings, held["quarters"])
    except (OSError, ValueError, KeyError, TypeError, zlib.error):
        return None


def _alternative(held: tuple[int, str, str, str]) -> Alternative:
    number, seen, other, probability = held
    return Alternative(number, seen, other, Decimal(probability))


def keep(folder: Path, name: str, seen: Seen) -> None:
    """Keeps what was recognised; all of it, or nothing."""
    look = seen.look
    held = {
        "text": look.text,
        "chars": look.chars,
        "level": look.horizontals,
        "upright": look.verticals,
        "sightings": seen.sightings,
        "quarters": seen.quarters,
    }
    written = json.dumps(held, ensure_ascii=False, default=str)
    whole_file.write(folder / name, zlib.compress(written.encode()))


@cache
def _version() -> bytes:
    digest = hashlib.sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), SIGNS, ODDS):
        digest.update(path.read_bytes())
    return digest.digest()
