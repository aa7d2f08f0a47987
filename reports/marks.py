"""The mark inside a report: what was asked, the build, and a fingerprint of its facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reports.contents import Facts
from reports.errors import NotAReportError
from reports.queried import Receipt
from reports.scope import Build
from reports.texts import LANGUAGES, Texts

_LENGTH = 32
_NO_BUILD = Build("", None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of one report."""

    year: int
    region: str | None
    department: str | None
    language: str
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What a report's file says of itself."""

    asked: Asked
    build: str
    facts: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The report's build, the published one, and whether both say the same."""

    build: str
    published: str
    is_same: bool


def mark_of(asked: Asked, facts: Facts, receipts: Mapping[str, Receipt]) -> str:
    """Return the mark as one line of JSON; the fingerprint leaves the build out."""
    told = repr((replace(facts, build=_NO_BUILD), sorted(receipts.items())))
    fingerprint = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]
    values = asdict(asked) | {"build": facts.build.build_id, "facts": fingerprint}
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(text: str | None, texts: Texts, file: Path) -> Mark:
    """Return a mark from its text. Raises NotAReportError where it is none."""
    try:
        found = json.loads(text or "")
        year, language = found["year"], found["language"]
        if not isinstance(year, int) or language not in LANGUAGES:
            raise NotAReportError(texts.say("no_report_file", file=file.name))
        synthetic = bool(found.get("synthetic", False))
        asked = Asked(year, found["region"], found["department"], language, synthetic)
        return Mark(asked, str(found["build"]), str(found["facts"]))
    except (ValueError, KeyError, TypeError) as error:
        raise NotAReportError(texts.say("no_report_file", file=file.name)) from error
