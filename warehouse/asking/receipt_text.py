"""The receipt of a figure in words: the chain from the marts to the printed cell."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from warehouse.asking.receipts import Explanation, Reconciliation, Use, alternatives
from warehouse.messages import Messages
from warehouse.table import cell_text, pad, width

_YUAN = "元"
_FRACTION = "fraction"
_LIMIT = "limit"


def render(explanation: Explanation, words: Messages) -> str:
    """Return the explanation as text: the chain, a labelled line a link, then the ledger."""
    links = [
        ("receipt", explanation.receipt["receipt_id"]),
        *(("fact", _use(use)) for use in explanation.uses),
        *_chain(explanation, words),
    ]
    if not explanation.uses and explanation.receipt["set_aside_reason"] is None:
        links.insert(1, ("fact", words.say("explain_no_fact")))
    shown = [(words.say("explain_" + key), cell_text(value)) for key, value in links if value]
    column = max(width(label) for label, _ in shown) + 2
    text = [pad(label, column) + value for label, value in shown]
    text += ["", words.say("explain_checks", count=len(explanation.reconciliations))]
    for check in explanation.reconciliations:
        text += _check(check, words)
    return "\n".join(text) + "\n"


def _chain(explanation: Explanation, words: Messages) -> list[tuple[str, object]]:
    """Return the links below the facts: value, printed text, cell, table, document, proof."""
    receipt = explanation.receipt
    return [
        ("value", _value(explanation)),
        ("printed", _printed(explanation, words)),
        ("place", receipt["locator"]),
        ("line", explanation.line),
        ("row", _one_line(receipt["row_label"])),
        ("column", _one_line(receipt["column_label"])),
        ("table", _joined(receipt["table_title"], receipt["form_id"])),
        ("document", _joined(receipt["title"], receipt["department_name"])),
        (
            "file",
            _joined(receipt["file_name"], receipt["fiscal_year"], receipt["document_kind"]),
        ),
        ("state", _state(explanation, words)),
        ("reading", _reading(explanation, words)),
        ("proof", _proof(explanation, words)),
        ("set_aside", _set_aside(explanation, words)),
    ]


def _use(use: Use) -> str:
    return f"marts.{use.fact_table}.{use.column_name} · {use.about}"


def _value(explanation: Explanation) -> str | None:
    """Return the figure as the marts hold it, with the interval of its rounding."""
    receipt = explanation.receipt
    if receipt["amount_yuan"] is not None:
        interval = receipt["half_unit_yuan"]
        rounded = f" ± {plain(interval)}" if interval is not None else ""
        return f"{money(receipt['amount_yuan'])} {_YUAN}{rounded}"
    if receipt["number"] is None:
        return None
    return plain(receipt["number"]) + (" %" if receipt["unit_text"] == "%" else "")


def _printed(explanation: Explanation, words: Messages) -> str | None:
    receipt = explanation.receipt
    if receipt["printed_text"] is None:
        return None
    printed = _one_line(receipt["printed_text"])
    if receipt["unit_text"] is None:
        is_figure = receipt["number"] is not None
        return f"{printed}  ({words.say('unit_not_printed')})" if is_figure else printed
    place = receipt["unit_locator"]
    if place == receipt["locator"]:
        found = words.say("unit_found_here")
    elif place:
        found = words.say("unit_found", place=place)
    else:
        found = words.say("unit_of_form")
    unit = "" if receipt["unit_text"] in printed else f" × {receipt['unit_text']}"
    return f"{printed}{unit}  ({found})"


def _state(explanation: Explanation, words: Messages) -> str | None:
    receipt = explanation.receipt
    said = []
    if receipt["is_current"] is False:
        said.append(words.say("document_superseded", document=receipt["superseded_by"] or "—"))
    if receipt["is_synthetic"]:
        said.append(words.say("document_synthetic"))
    return "; ".join(said) or None


def _reading(explanation: Explanation, words: Messages) -> str:
    receipt = explanation.receipt
    if receipt["reading"] == "realigned" and not receipt["proof"]:
        return words.say("reading_realigned_by_type")
    is_seen = receipt.get("source") == "scan"  # an older file does not say it
    is_unsure = is_seen and receipt["reading"] == "unreconciled"
    reading = words.say("reading_unsure" if is_unsure else "reading_" + receipt["reading"])
    if receipt["proof"]:
        reading += f"  ({words.say('explain_placed_by', proof=receipt['proof'])})"
    if receipt.get("seen_text"):
        reading += f"  ({words.say('reading_seen_as', text=receipt['seen_text'])})"
    if is_seen:
        confidence = plain(receipt["confidence"] * 100)
        reading += f"  ({words.say('reading_seen', confidence=confidence)})"
    said = doubts(receipt, words)
    return reading + (f"  ({said})" if said else "")


def doubts(receipt: Mapping[str, Any], words: Messages) -> str:
    """Return what else characters of a seen figure may be, in words; empty where none may."""
    return "; ".join(_doubt(one, words) for one in alternatives(receipt))


def _doubt(alternative: Mapping[str, Any], words: Messages) -> str:
    """Return what a character of a seen figure may be instead, in words."""
    key = {"": "reading_may_be_none", " ": "reading_may_be_gap"}.get(alternative["other"])
    shown = {**alternative, "probability": f"{alternative['probability']:.2f}"}
    return words.say(key or "reading_may_be", **shown)


def _proof(explanation: Explanation, words: Messages) -> str:
    receipt = explanation.receipt
    if receipt["is_proven"]:
        key = "proven_pinned" if receipt["pinned_by"] else "proven"
        return words.say(key, by=receipt["verified_by"], pinned=receipt["pinned_by"])
    if receipt["is_amount_proven"]:
        key = f"amount_proven_{receipt['place_doubt']}"
        return words.say(key, by=receipt["verified_by"], places=receipt["rival_columns"])
    if receipt["broken_by"]:
        return words.say("not_proven_broken", by=receipt["broken_by"])
    return words.say("not_proven")


def _set_aside(explanation: Explanation, words: Messages) -> str | None:
    receipt = explanation.receipt
    if receipt["set_aside_reason"] is None:
        return None
    remedy = receipt["remedy_zh" if words.language == "zh" else "remedy_en"]
    return words.say("set_aside", reason=receipt["set_aside_reason"], remedy=remedy)


def _check(check: Reconciliation, words: Messages) -> list[str]:
    """Return a row of the ledger in two lines: what it compares, and both sides."""
    name = check.name_zh if words.language == "zh" else check.name_en
    status = words.say("status_" + check.status)
    head = f"  {check.identity_id}  {status}  {_joined(name, check.subject)}"
    left, right = (
        "—" if number is None else measured(number, check.unit_text)
        for number in (check.left, check.right)
    )
    if "left" in check.sides:
        left = f"【{left}】"
    if "right" in check.sides:
        right = f"【{right}】"
    sides = f"{left} {_relation(check)} {right}"
    if check.difference and check.axis != _LIMIT:
        sides += f"  Δ {measured(check.difference, check.unit_text)}"
        if check.tolerance is not None:
            sides += f" ± {measured(check.tolerance, check.unit_text)}"
    return [head, f"       {sides}"]


def _relation(check: Reconciliation) -> str:
    """Return the sign between the sides: what the identity asks for, or that it is not so."""
    if check.axis == _LIMIT:
        return "≤" if check.status == "holds" else ">"
    if check.difference == 0:
        return "="
    return {"holds": "≈", "rounding": "≈", "broken": "≠"}.get(check.status, "?")


def money(amount: Decimal) -> str:
    """Return yuan to the fen, its thousands parted."""
    return f"{amount:,.2f}"


def plain(number: Decimal) -> str:
    """Return a number without the zeros that only its type adds: 1 for 1.00000000."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measured(number: Decimal, unit: str | None) -> str:
    """Return a number in its unit: yuan to the fen, a fraction as a percentage."""
    if unit == _YUAN:
        fen = number == number.quantize(Decimal("0.01"))
        return f"{money(number) if fen else plain(number)} {_YUAN}"
    if unit == _FRACTION:
        return f"{plain(number * 100)} %"
    return f"{plain(number)} {unit or ''}".rstrip()


def _joined(*parts: object) -> str | None:
    return " · ".join(_one_line(str(part)) for part in parts if part is not None) or None


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
