"""Rows → records, by the form's shape: pure functions that know no file format.

A shape is a function `read(block, form, context) -> Records`, registered here by name.
"""

from collections.abc import Callable
from typing import Final

from ingest.documents import Context, Grid, Prose, Records
from ingest.form import Form
from ingest.shapes import (
    code_tree,
    economic_groups,
    evaluation_results,
    indicators,
    numbered_lines,
    one_row,
    plain_rows,
    project_results,
    project_rows,
    project_statement,
    region_places,
    region_tree,
    text_table,
    two_sided,
)

GRID_SHAPES: Final[dict[str, Callable[[Grid, Form, Context], Records]]] = {
    "code_tree": code_tree.read,
    "economic_groups": economic_groups.read,
    "indicators": indicators.read,
    "numbered_lines": numbered_lines.read,
    "one_row": one_row.read,
    "plain_rows": plain_rows.read,
    "project_results": project_results.read,
    "project_rows": project_rows.read,
    "region_places": region_places.read,
    "region_tree": region_tree.read,
    "text_table": text_table.read,
    "two_sided": two_sided.read,
}

PROSE_SHAPES: Final[dict[str, Callable[[Prose, Form, Context], Records]]] = {
    "evaluation_results": evaluation_results.read,
    "project_statement": project_statement.read,
}
