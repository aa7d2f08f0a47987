"""The forms' identities as the ledger reads them: a row a term.

Every identity is set out over scopes of one kind, its span, and each of its terms names the
figures of a scope that it takes. `int_figures_scoped` says of which scopes a figure is and by
which names; from these two the ledger's terms are one join.
"""

from collections.abc import Iterable, Iterator, Mapping

from ingest.form import Form, Identity

TREES = {"parent": "code", "total": "table"}
"""Codes are summed up to the code above them, or the topmost to the table's total."""

SPANS = {"columns": "row", "rows": "column", "ratio": "line"}
"""What an identity of the other axes is set out over; one of both sides of an account spans
the account."""


def identity_terms(forms: Mapping[str, Form]) -> Iterator[dict[str, object]]:
    """The terms of all identities of the forms, each with what its form says of blanks."""
    for form in forms.values():
        for identity_no, identity in enumerate(form.identities, start=1):
            for side, name, sign, is_optional in _terms(identity):
                yield {
                    "form_id": form.id,
                    "account_id": form.account_id,
                    "phase": form.phase,
                    "identity_no": identity_no,
                    "identity_id": identity.identity_id,
                    "axis": identity.axis,
                    "span": span_of(identity),
                    "side": side,
                    "term": name,
                    "sign": sign,
                    # a rate of what is blank is none
                    "blank_is_zero": form.blank_is_zero and identity.axis != "ratio",
                    "is_optional": is_optional,
                }


def span_of(identity: Identity) -> str:
    """What one instance of the identity is about.

    Raises ValueError where codes are summed up to anything but their parent or the total.
    """
    if identity.axis == "tree":
        (above,) = identity.of("left")
        if above.name not in TREES:
            raise ValueError(
                f"{identity.identity_id}: codes make {set(TREES)}, not {above.name}"
            )
        return TREES[above.name]
    if identity.axis == "rows":
        sides = {term.name.split(".")[0] for term in identity.terms if "." in term.name}
        return "account" if len(sides) > 1 else "column"
    return SPANS[identity.axis]


def _terms(identity: Identity) -> Iterable[tuple[str, str, int, bool]]:
    if identity.axis == "tree":
        return [("left", "above", 1, False), ("right", "below", 1, False)]
    return [(t.side, t.name, t.sign, t.is_optional) for t in identity.terms]
