"""Whether a table says what an earlier table of its document has said already.

Documents print a table twice: as text and as a table, or once for the department and once
for its only unit. What is said twice is read once. The name of a coded line may be cut in one
of them, and a note may stand below one alone.
"""

import re
from collections.abc import Hashable, Iterable, Sequence

from ingest.about import Recognised
from ingest.documents import Records
from ingest.form import normalised_title
from ingest.values import squeeze

_NOTE = re.compile(r"(?:附?注|备注|说明)\d*[::].*")

LEAST_SHARE = 0.75
"""A table that says again what an earlier one does says more than this share of it."""

PROJECTS = 3
"""Where a table's projects stand in what it says: a copy names the same."""

_Said = tuple[Sequence[Hashable], ...]
"""What the records of a table say: amounts, figures of areas, indicators, projects, texts."""


def repeats(found: Recognised, earlier: Iterable[Recognised]) -> bool:
    """Whether an earlier table of the same form says the same, figure by figure.

    Indicators without the name of a project say the same only under the same title. Under the
    same title a table may say a little less: one of its last rows is lost.
    """
    if not found.records.count:
        return False
    said = _said(found.records)
    return any(
        _says_again(said, _said(other.records))
        if _title(other) == _title(found)
        else not _is_nameless(found.records) and _said(other.records) == said
        for other in earlier
        if other.claim.form is found.claim.form
    )


def _says_again(said: _Said, earlier: _Said) -> bool:
    """Whether a table says what an earlier one of its title does, or nearly all of it."""
    count, most = sum(map(len, said)), sum(map(len, earlier))
    pairs = zip(said, earlier, strict=True)
    is_within = all(set(mine) <= set(theirs) for mine, theirs in pairs)
    return is_within and said[PROJECTS] == earlier[PROJECTS] and count > LEAST_SHARE * most


def _said(records: Records) -> _Said:
    amounts = tuple(
        (a.side, a.row_key, a.code_text or squeeze(a.label_text or ""), a.measure, a.amount,
         a.unit_text)
        for a in records.amounts
    )  # fmt: skip
    areas = tuple(
        (f.side, f.scope, f.line_name, f.phase, f.fiscal_year, f.part, f.measure, f.number)
        for f in records.region_figures
    )
    indicators = tuple(_texts(indicator.texts) for indicator in records.indicators)
    projects = tuple(_texts(project.texts) for project in records.projects)
    printed = [squeeze(passage.text) for passage in records.passages]
    passages = tuple(text for text in printed if not _NOTE.fullmatch(text))
    return amounts, areas, indicators, projects, passages


def _texts(texts: dict[str, str]) -> Hashable:
    return frozenset((name, squeeze(text)) for name, text in texts.items())


def _is_nameless(records: Records) -> bool:
    return bool(records.indicators) and not records.projects


def _title(found: Recognised) -> str:
    return normalised_title(found.claim.title.text)
