"""Which column does a figure belong to? The form's own arithmetic decides.

Pure functions, no I/O. A row's figures stand in printed columns; the header says which
measure each column is. Where that breaks an identity of the form, the figures are placed
anew: in their printed order, with the least movement with which the row's own identities
hold, and the sums of the columns with it. What has no such placement, or several, is left
as the header has it and said to be *unreconciled*; a row that merely does not add up is a
misprint, which is reported and never moved.
"""

from ingest.alignment.columns import (
    borne_out,
    choose_positions,
    fitting_positions,
    moved_positions,
    proof_of,
)
from ingest.alignment.figures import (
    AS_PUBLISHED,
    REALIGNED,
    UNRECONCILED,
    Figure,
    Place,
    Placement,
    PrintedRow,
    Rules,
)
from ingest.alignment.places import with_places
from ingest.alignment.search import MAX_SHIFT
from ingest.alignment.slipped import slipped_whole
from ingest.alignment.state import Table
from ingest.alignment.sums import Sum, sums_of_codes, sums_of_lines
from ingest.alignment.table import place_rows

__all__ = [
    "AS_PUBLISHED",
    "MAX_SHIFT",
    "REALIGNED",
    "UNRECONCILED",
    "Figure",
    "Place",
    "Placement",
    "PrintedRow",
    "Rules",
    "Sum",
    "Table",
    "borne_out",
    "choose_positions",
    "fitting_positions",
    "moved_positions",
    "place_rows",
    "proof_of",
    "slipped_whole",
    "sums_of_codes",
    "sums_of_lines",
    "with_places",
]
