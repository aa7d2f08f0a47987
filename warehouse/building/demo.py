"""`mingzhang demo`: a synthetic city in a folder of its own, to see what many documents show.

The city comes from the corpus generator. Its documents say that they are synthetic, and its
warehouse lies apart: nothing of it can come into the warehouse of real documents.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.generate import Request as Corpus
from corpus.generate import generate
from warehouse.building.build import Request, build
from warehouse.building.progress import Steps
from warehouse.building.summary import Published
from warehouse.connection import current_file
from warehouse.errors import UsageError

FIRST_YEAR, LAST_YEAR = 2020, 2024
SEED = 2024
MISPRINTS = 0.04  # so that there is something to find
_COUNTIES = 2  # whose governments publish beside the city's
_MOST = 5000  # documents; a city of this size has some hundreds


@dataclass(frozen=True, slots=True)
class City:
    """A synthetic city's folder, what was built for it, None where it was there already."""

    warehouse: Path
    published: Published | None


def prepare(folder: Path, departments: int, steps: Steps, said: Callable[[int], None]) -> City:
    """Make the city's documents and warehouse under `folder`, unless they are there.

    `said` hears how many documents were written. Raises UsageError where the folder holds
    something else, RefusedError where checks refuse.
    """
    warehouse = folder / "warehouse"
    if current_file(warehouse) is not None:
        return City(warehouse, None)
    documents = folder / "documents"
    if folder.exists() and any(folder.iterdir()) and not documents.is_dir():
        raise UsageError("demo_folder_taken", folder=folder)
    said(generate(_city(departments), folder))
    return City(warehouse, build(Request(warehouse, (documents,), 1, full=False), steps))


def _city(departments: int) -> Corpus:
    return Corpus(
        documents=_MOST,
        seed=SEED,
        formats=("xlsx", "txt"),
        misprints=MISPRINTS,
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
        departments=departments,
        printed=False,
        counties=_COUNTIES,
    )
