"""Statements of one document → rows of the landing tables."""

from collections.abc import Iterator, Sequence

from ingest.raw_tables import RawRow, RawRows, no_rows
from ingest.statements.stated import Address, Quantity, Statement, Term

_NO_ADDRESS = Address("", None, "")


def statement_rows(document_id: str, statements: Sequence[Statement]) -> RawRows:
    """The rows of `stated_facts` and `stated_terms`.

    A term that several tables print has a row for each, numbered in the order in which they
    are asked; one that only the sentence states has one row, numbered 0.
    """
    rows = no_rows("stated_facts", "stated_terms")
    facts = [
        {"fact_no": number} | _statement(statement)
        for number, statement in enumerate(statements, start=1)
    ]
    terms = [
        {"fact_no": number, "term_no": term_no} | row
        for number, statement in enumerate(statements, start=1)
        for term_no, term in enumerate(statement.terms, start=1)
        for row in _term(term)
    ]
    rows["stated_facts"].add_rows(facts, {"document_id": document_id})
    rows["stated_terms"].add_rows(terms, {"document_id": document_id})
    return rows


def _statement(statement: Statement) -> RawRow:
    return {
        "block_no": statement.block_no,
        "row_no": statement.row_no,
        "column_no": statement.column_no,
        "kind": statement.kind,
        "section": statement.section,
        "subject_key": statement.subject_key,
        "subject_text": statement.subject,
        "stated_text": statement.text,
        "direction": statement.direction,
        "is_certain": statement.is_certain,
        "is_approximate": statement.is_approximate,
        "reason_code": statement.reason,
        "locator": statement.place,
        "reading": statement.reading,
        "source": statement.source if statement.printed else None,
        "confidence": statement.confidence,
        "alternatives": statement.alternatives,
    } | _quantity(statement.printed)


def _term(term: Term) -> Iterator[RawRow]:
    common = {
        "role": term.role,
        "sign": term.sign,
        "years_before": term.years_before,
        "is_account_read": term.is_account_read,
    } | _quantity(term.stated)
    if not term.addresses:
        yield common | {"alternative_no": 0} | _address(_NO_ADDRESS, None)
    for alternative_no, address in enumerate(term.addresses, start=1):
        yield common | {"alternative_no": alternative_no} | _address(address, term.stage)


def _quantity(quantity: Quantity | None) -> RawRow:
    return {
        "number": quantity.value if quantity else None,
        "decimals": quantity.decimals if quantity else None,
        "unit_text": quantity.unit_text if quantity else None,
    }


def _address(address: Address, stage: str | None) -> RawRow:
    stage = address.stage or stage
    return {
        "stage": stage,
        "account_id": address.account_id or None,
        "side": address.side,
        "row_key": address.row_key,
        "line_code": address.line_code,
        "code": address.code,
        "measure": address.measure.format(stage=stage) or None,
    }
