"""`mingzhang sql` without a query on a terminal: a small prompt."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from warehouse import export
from warehouse.connection import Limits, sandboxed
from warehouse.errors import QueryError
from warehouse.messages import Messages

SHOWN_ROWS = 1000
_TABLES = (
    "select table_name, estimated_size as row_count from duckdb_tables()"
    " where schema_name = 'marts' order by 1"
)


def converse(database: Path, seconds: float, words: Messages) -> None:
    """Answer queries until `.quit` or the end of input; the file is open while one runs."""
    import readline  # noqa: F401  gives `input` its editing and history

    print(words.say("prompt_help"))
    for query in _queries():
        answer(database, _TABLES if query == ".tables" else query, seconds, words)


def answer(database: Path, query: str, seconds: float, words: Messages) -> None:
    """Print the rows of one query, or the sentence that says why there are none."""
    try:
        with sandboxed(database, Limits(seconds=seconds, rows=SHOWN_ROWS)) as sandbox:
            result = sandbox.fetch(query)
    except QueryError as error:
        print(words.say(error.key, **error.values), file=sys.stderr)
        return
    except KeyboardInterrupt:
        print()
        return
    sys.stdout.write(export.render(result, "table"))
    key = "truncated" if result.truncated else "rows"
    print(words.say(key, rows=f"{len(result.rows):,}"))


def _queries() -> Iterator[str]:
    """Yield each statement that ends in `;`, and each dot command."""
    lines: list[str] = []
    while True:
        try:
            line = input("      ...> " if lines else "mingzhang> ").strip()
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()
            lines.clear()
            continue
        if not lines and line in (".quit", ".exit"):
            return
        if not lines and line == ".tables":
            yield line
        elif line:
            lines.append(line)
            if line.endswith(";"):
                yield "\n".join(lines)
                lines.clear()
