"""Tables in the layouts of other provinces state what the templates' tables do."""

import pytest

from corpus import layouts
from corpus.generate import Request, documents, made
from corpus.money import seeded
from corpus.performance_tables import SELF_EVALUATION
from corpus.write import printed
from ingest.reading import read_document


def evaluations():
    """Documents of self-evaluations as the template prints them."""
    for document in documents(Request(80, 7, printed=False)):
        if any(sheet.form == SELF_EVALUATION for sheet in document.sheets()):
            yield document


def told(rows):
    """The indicators of a reading: project, name, target, actual, points, given."""
    fields = ("project", "indicator", "target", "actual", "weight", "score")
    return sorted(tuple(row[f"{name}_text"] or "" for name in fields) for row in rows)


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
@pytest.mark.parametrize("name", layouts.SELF_EVALUATIONS)
def test_a_layout_is_read_as_what_it_states(name, kind):
    document = next(evaluations())
    for i, piece in enumerate(document.body):
        if getattr(piece, "form", "") == SELF_EVALUATION:
            document.body[i] = layouts.SELF_EVALUATIONS[name](piece)
    data = printed(document, kind, seeded(7, name))
    found = read_document(data, f"a.{kind}", "a")
    stated = [
        (p.project, p.name, p.target, p.actual, f"{p.weight}", f"{p.score}")
        for p in document.promises()
    ]
    assert told(found["indicators"]) == sorted(stated)
    levels = {row["indicator_text"]: row["level2_text"] for row in found["indicators"]}
    if name == "by_type":
        assert levels == {p.name: p.level2 for p in document.promises()}
    if name == "without_levels":
        assert not any(levels.values())
    amounts = {
        (a["row_key"], a["measure"], a["amount"])
        for a in found["amounts"]
        if a["reading"] != "unreconciled"
    }
    for _, _, figure in document.figures():
        assert (figure.row_key, figure.measure, figure.amount) in amounts, figure


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_a_list_in_halves_is_read_as_what_it_states(kind):
    form = "three_public_general_budget"
    found = (
        (document, sheet)
        for document in documents(Request(80, 7, printed=False))
        for sheet in document.sheets()
        if sheet.form == form and not sheet.blank
    )
    document, sheet = next(found)
    document.body[:] = [layouts.in_halves(sheet)]
    rows = read_document(printed(document, kind, seeded(7, kind)), f"a.{kind}", "a")
    amounts = {(a["row_key"], a["measure"], a["amount"]) for a in rows["amounts"]}
    stated = {(f.row_key, f.measure, f.amount) for _, _, f in document.figures()}
    assert stated <= amounts
    assert {a["reading"] for a in rows["amounts"]} == {"as_published"}


def test_layouts_are_drawn_for_some_documents_and_not_for_all():
    heads = set()
    for each in made(Request(120, 9, ("txt",))):
        for sheet in each.document.sheets():
            if sheet.form == SELF_EVALUATION:
                heads.add(
                    tuple(bool(cell) for cell in sheet.table.rows[sheet.table.header - 1])
                )
    assert len(heads) > 1
