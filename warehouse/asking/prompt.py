"""`mingzhang sql` without a query on a terminal: a prompt with history, names and a pager."""

from __future__ import annotations

import contextlib
import os
import pydoc
import re
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from warehouse import catalogue, render
from warehouse.connection import Limits, sandboxed
from warehouse.errors import QueryError, UsageError
from warehouse.messages import Messages

SHOWN_ROWS = 1000
HISTORY_LENGTH = 2000
HISTORY_VARIABLE = "MINGZHANG_HISTORY"
_COLUMNS = (
    "select column_name, data_type, comment from duckdb_columns()"
    " where schema_name = 'marts' and table_name = '{table}' order by column_index"
)
_NAMES = (
    "select distinct unnest([table_name, 'marts.' || table_name, column_name]) as name"
    " from duckdb_columns() where schema_name = 'marts' order by 1"
)
_WORDS = (
    "select",
    "from",
    "where",
    "group by",
    "order by",
    "limit",
    "join",
    "using",
    "count(*)",
)
_LEAVE = (".quit", ".exit")
_DOT = re.compile(r"\.(tables|analyses|analysis \w+|columns (?:marts\.)?\w+)")


def converse(
    database: Path, seconds: float, words: Messages, *, synthetic: bool = False
) -> None:
    """Answer queries until `.quit` or the end of input; the file is open while one runs."""
    with _remembering(_names(database, seconds)):
        print(words.say("prompt_help"))
        for query in _queries():
            answer(database, query, seconds, words, synthetic=synthetic)


def answer(
    database: Path, query: str, seconds: float, words: Messages, *, synthetic: bool = False
) -> None:
    """Print the rows of one query, or the sentence that says why there are none."""
    started = time.perf_counter()
    try:
        limits = Limits(seconds=seconds, rows=SHOWN_ROWS)
        with sandboxed(database, limits, synthetic=synthetic) as sandbox:
            if query == ".analyses":
                from warehouse.asking import analyses

                result = analyses.listed(words.language)
            elif query == ".tables":
                result = catalogue.listed(sandbox)
            else:
                result = sandbox.fetch(_expanded(query))
    except (QueryError, UsageError) as error:
        print(words.say(error.key, **error.values), file=sys.stderr)
        return
    except KeyboardInterrupt:
        print()
        return
    taken = time.perf_counter() - started
    _show(render.render(result, "table"))
    if result.truncated:
        print(words.say("truncated", rows=f"{len(result.rows):,}"))
    print(words.say("rows_took", rows=f"{len(result.rows):,}", seconds=f"{taken:.3f}"))


def _expanded(query: str) -> str:
    """Return the SQL of a dot command, else the query itself."""
    if query.startswith(".columns "):
        return _COLUMNS.format(table=query.split()[1].removeprefix("marts."))
    if query.startswith(".analysis "):
        from warehouse.asking import analyses

        return analyses.named(query.split()[1]).query
    return query


def _show(text: str) -> None:
    """Print a text; one that is longer than the terminal goes through the pager."""
    is_long = text.count("\n") >= shutil.get_terminal_size().lines
    if is_long and sys.stdin.isatty() and sys.stdout.isatty():
        pydoc.pager(text)
    else:
        sys.stdout.write(text)


def _names(database: Path, seconds: float) -> list[str]:
    with sandboxed(database, Limits(seconds=seconds)) as sandbox:
        return [*_WORDS, *(str(row[0]) for row in sandbox.fetch(_NAMES).rows)]


def history_file() -> Path:
    """Return where the prompt keeps its history: MINGZHANG_HISTORY, else the user's state."""
    named = os.environ.get(HISTORY_VARIABLE)
    if named:
        return Path(named)
    state = os.environ.get("XDG_STATE_HOME")
    return (
        (Path(state) if state else Path.home() / ".local" / "state") / "mingzhang" / "history"
    )


@contextlib.contextmanager
def _remembering(names: list[str]) -> Iterator[None]:
    """Give `input` editing, history over sessions, and completion of the names."""
    try:
        import readline
    except ImportError:  # no readline on this system: the prompt works without
        yield
        return
    path = history_file()

    def complete(text: str, state: int) -> str | None:
        found = [one for one in names if one.startswith(text.lower())]
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n(),;=<>")
    readline.parse_and_bind("tab: complete")
    readline.set_history_length(HISTORY_LENGTH)
    with contextlib.suppress(OSError):  # a first session has no history yet
        readline.read_history_file(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # a home that cannot be written keeps none
            path.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(path)


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
        if not lines and line in _LEAVE:
            return
        if not lines and _DOT.fullmatch(line):
            yield line
        elif line:
            lines.append(line)
            if line.endswith(";"):
                yield "\n".join(lines)
                lines.clear()
