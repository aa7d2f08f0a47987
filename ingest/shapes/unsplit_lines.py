"""Lines that a table prints whole where the account asks for their parts."""

from collections.abc import Iterator, Sequence

from ingest.documents import Amount
from ingest.form import Form


def unsplit(form: Form, amounts: Sequence[Amount]) -> Iterator[str]:
    """A sentence for each line that prints money and none of its parts does."""
    printed = {amount.row_key for amount in amounts if amount.amount}
    for line, parts in form.parts.items():
        if line in printed and printed.isdisjoint(parts):
            yield f"{line} is printed whole, without {', '.join(parts)}: no fact holds it"
