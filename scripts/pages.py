"""The parts that generated pages share."""

from collections.abc import Iterable

GENERATED = (
    "<!-- Written by scripts/make_docs.py; change what it is made from, not this page. -->"
)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )
