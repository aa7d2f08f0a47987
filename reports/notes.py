"""Footnotes: every source that a report cites gets one number, in reading order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from reports.model import (
    Block,
    Bullets,
    Computed,
    Figure,
    Headlines,
    Missing,
    Paragraph,
    Printed,
    Runs,
    Section,
    Source,
    Table,
)
from reports.texts import Texts


def numbered(sections: Iterable[Section]) -> dict[Source, int]:
    """Return each cited source's number, then those of the inputs behind them."""
    numbers: dict[Source, int] = {}
    for source in _cited(sections):
        numbers.setdefault(source, len(numbers) + 1)
    waiting = deque(numbers)
    while waiting:
        source = waiting.popleft()
        for part in source.inputs if isinstance(source, Computed) else ():
            if part not in numbers:
                numbers[part] = len(numbers) + 1
                waiting.append(part)
    return numbers


def receipt_ids(sources: Iterable[Source]) -> list[str]:
    """Return the receipts among `sources`, sorted."""
    return sorted({s.receipt_id for s in sources if isinstance(s, Printed)})


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as text, runs of three and more drawn together: `[3]–[7], [9]`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run(run) for run in runs)


def reasons(table: Table) -> dict[str, str]:
    """Return a letter for each reason why cells of this table have no data."""
    found: dict[str, str] = {}
    for row in table.rows:
        for runs in row.cells:
            for run in runs:
                if isinstance(run, Missing):
                    found.setdefault(run.reason, chr(ord("a") + len(found)))
    return found


def remarks(table: Table, letters: Mapping[str, str], texts: Texts) -> list[str]:
    """Return what stands below a table: the reasons by letter, then its own remark."""
    no_data, colon = texts.say("no_data"), texts.say("colon")
    said = [f"{no_data} {letter}{colon}{why}" for why, letter in letters.items()]
    return [*said, table.remark] if table.remark else said


def _run(run: list[int]) -> str:
    if len(run) > 2:
        return f"[{run[0]}]–[{run[-1]}]"
    return ", ".join(f"[{number}]" for number in run)


def _cited(sections: Iterable[Section]) -> Iterator[Source]:
    for section in sections:
        for block in section.blocks:
            for runs in _runs(block):
                yield from (run.source for run in runs if isinstance(run, Figure))


def _runs(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph():
            yield block.runs
        case Bullets():
            yield from block.items
        case Headlines():
            for item in block.items:
                yield item.value
                yield item.comparison
        case Table():
            for row in block.rows:
                yield from row.cells
        case _:
            return
