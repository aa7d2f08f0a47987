"""A project's table that runs over a page and prints its head once more.

The head says the project's name and its funds again; what follows it belongs to the project
above, as far as that one's points are not summed up yet.
"""

from collections.abc import Hashable
from dataclasses import replace

from ingest.documents import Amount, Project, Records
from ingest.values import squeeze

_CLOSING = "score_total"


def goes_on(above: Records, below: Records) -> bool:
    """Whether the part below prints the head of the one project above again.

    It has the same name and no other funds, and the part above has no total score.
    """
    if len(above.projects) != 1 or len(below.projects) != 1:
        return False
    said = _said(above)
    funds = {_saying(a) for a in below.amounts if a.row_key != _CLOSING}
    last = max((indicator.row_no for indicator in above.indicators), default=0)
    is_closed = any(a.row_key == _CLOSING and a.row_no > last for a in above.amounts)
    return _name(above.projects[0]) == _name(below.projects[0]) and (
        not is_closed and funds <= said
    )


def joined(above: Records, below: Records) -> Records:
    """Both parts as one project; what the second head repeats is read once."""
    (project,), (again,) = above.projects, below.projects
    said, number = _said(above), project.project_no
    passages = {squeeze(passage.text) for passage in above.passages}
    new = [a for a in below.amounts if _saying(a) not in said]
    return Records(
        amounts=[*above.amounts, *(replace(a, project_no=number) for a in new)],
        indicators=[
            *above.indicators,
            *(replace(indicator, project_no=number) for indicator in below.indicators),
        ],
        projects=[
            replace(
                project,
                texts=again.texts | project.texts,
                cells={**again.cells, **project.cells},
            )
        ],
        passages=[
            *above.passages,
            *(p for p in below.passages if squeeze(p.text) not in passages),
        ],
        columns=above.columns or below.columns,
        blank_lines=above.blank_lines,
        untaken=[*above.untaken, *below.untaken],
        roles=above.roles | below.roles,
        fields=below.fields | above.fields,
        notes=[*above.notes, *below.notes],
    )


def _name(project: Project) -> str:
    return squeeze(project.texts.get("name_text", ""))


def _said(records: Records) -> set[Hashable]:
    return {_saying(amount) for amount in records.amounts}


def _saying(amount: Amount) -> Hashable:
    """What an amount says, wherever it stands."""
    return amount.row_key, amount.measure, amount.amount, amount.unit_text
