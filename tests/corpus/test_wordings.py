"""The corpus prints the words of offices, and the list of them is not the reader's own."""

import ast
from pathlib import Path

from corpus.generate import Request, made
from corpus.wordings import wordings

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


def known_words():
    """All that the reader's forms and vocabularies say, as one text."""
    folders = (ROOT / "ingest" / "forms", ROOT / "ingest" / "vocabulary")
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def test_the_corpus_knows_nothing_of_the_forms():
    for path in CORPUS.rglob("*.py"):
        modules = set(imported(path))
        assert not modules & {"ingest.form", "ingest.forms", "ingest.vocabulary"}, path
        assert "ingest/forms" not in path.read_text(encoding="utf-8"), path


def test_a_third_of_the_heads_stand_in_no_form():
    known = known_words()
    heads = {head for ways in wordings().heads.values() for head in ways}
    strange = [head for head in heads if head.format(year=2023, last=2022) not in known]
    assert len(heads) > 200
    assert len(strange) >= len(heads) / 3


def test_every_word_has_more_than_one_way():
    listed = wordings()
    for ways in (listed.titles, listed.heads, listed.labels, listed.around):
        for word, printed in ways.items():
            assert len(set(printed)) > 1, word


def test_a_corpus_prints_one_head_in_several_ways():
    texts = set()
    for each in made(Request(60, 4, ("txt",))):
        for sheet in each.document.sheets():
            head = sheet.table.rows[: sheet.table.header]
            if sheet.form == "spending_account":
                texts.add(tuple(cell.text for row in head for cell in row if cell))
    assert len(texts) > 3


def test_a_label_in_other_words_is_the_label_of_the_row_s_figures():
    changed = 0
    for each in made(Request(40, 4, ("txt",))):
        for sheet in each.document.sheets():
            if sheet.form != "revenue_expenditure_account":
                continue
            for row in sheet.table.rows[sheet.table.header :]:
                texts = {cell.text for cell in row if cell}
                for cell in row:
                    if cell and cell.figure is not None:
                        assert cell.figure.label in texts
                        changed += cell.figure.label in ("收入合计", "支出合计")
    assert changed


def test_the_templates_words_can_be_asked_for():
    for each in made(Request(12, 4, ("txt",), printed=False)):
        for sheet in each.document.sheets():
            if sheet.form == "spending_account":
                assert sheet.title == "支出决算表"
