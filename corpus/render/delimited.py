"""CSV as programs save a sheet: titles filled up to the table's width, or not."""

import csv
import io
from collections.abc import Sequence

from corpus.render.printed import Beside, Part, Table, plain_lines


def delimited(
    parts: Sequence[Part],
    mark: str = ",",
    encoding: str = "utf-8-sig",
    *,
    is_filled: bool = True,
) -> bytes:
    """All the parts below each other, a blank row after each table.

    Args:
        parts: the document's parts.
        mark: what stands between cells.
        encoding: the encoding of the file.
        is_filled: whether lines of text are as wide as the tables.
    """
    width = max((part.width for part in parts if isinstance(part, Table)), default=1)
    rows: list[list[str]] = []
    for position, part in enumerate(parts):
        if position and isinstance(parts[position - 1], Table):
            rows.append([])
        if isinstance(part, Table):
            rows += [[cell.text if cell else "" for cell in row] for row in part.rows]
        elif isinstance(part, Beside) and width >= len(part.texts):
            rows.append(list(part.texts))
        else:
            rows.append([plain_lines(part)])
    made = io.StringIO()
    writer = csv.writer(made, delimiter=mark, lineterminator="\r\n")
    writer.writerows([*row, *[""] * (width - len(row))] if is_filled else row for row in rows)
    return made.getvalue().encode(encoding, "replace")
