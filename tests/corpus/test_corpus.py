"""`mingzhang corpus`: the same seed gives the same documents, marked, with their truth."""

import hashlib
from decimal import Decimal

import polars
import pytest

from corpus import noise
from corpus.generate import (
    Request,
    _department_documents,
    documents,
    generate,
    made,
    request_of,
)
from corpus.identities import breaks, instances
from corpus.misprints import _figures
from corpus.money import seeded
from corpus.write import FORMATS
from ingest.reading import read_document
from warehouse.cli import main

SMALL = Request(30, 5)


def contents(request, folder):
    generate(request, folder)
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_files(tmp_path):
    request = Request(12, 3, FORMATS, "heavy", 0.5)
    assert contents(request, tmp_path / "a") == contents(request, tmp_path / "b")


def test_another_seed_gives_others():
    one, other = ({each.data for each in made(Request(6, seed))} for seed in (3, 4))
    assert not one & other


def test_a_corpus_has_documents_of_every_kind_and_caliber():
    found = list(documents(Request(120, 1)))
    assert len(found) == 120
    assert {d.kind for d in found} == {
        "final_accounts", "budget", "self_evaluation", "project_targets",
        "department_targets", "evaluation_results",
    }  # fmt: skip
    assert {d.caliber for d in found} == {"department", "unit", None}
    assert {d.table_set for d in found} == {"yunnan", "shanghai", "national"}
    assert len({d.department for d in found}) >= 8
    assert {d.year for d in found} == {2022, 2023, 2024}


def test_what_must_add_up_adds_up_in_every_document():
    checked = 0
    for document in documents(Request(60, 2)):
        figures = {place: figure for place, (_, figure) in _figures(document)}
        for instance in instances(figures):
            checked += 1
            assert not breaks(instance, figures), (document.title, instance)
    assert checked > 3000


@pytest.mark.parametrize("kind", FORMATS)
def test_every_document_says_that_it_is_synthetic(kind):
    for each in made(Request(3 if kind in ("pdf", "ofd") else 12, 9, (kind,), "heavy")):
        rows = read_document(each.data, each.file_name, each.file_name)
        assert rows["documents"][0]["is_synthetic"], each.file_name


def test_the_truth_names_every_document_and_its_figures(tmp_path):
    generate(SMALL, tmp_path)
    tables = {p.stem: polars.read_parquet(p) for p in (tmp_path / "truth").iterdir()}
    ids = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "documents").iterdir()
    }
    assert set(tables["documents"]["document_id"]) == ids
    assert set(tables["cells"]["document_id"]) <= ids
    assert tables["cells"].filter(polars.col("amount").is_null()).is_empty()
    per_document = tables["facts"].group_by("document_id").len()
    assert set(per_document["document_id"]) == ids


def test_a_cell_of_the_truth_is_the_rounded_amount_of_the_books(tmp_path):
    generate(SMALL, tmp_path)
    cells = polars.read_parquet(tmp_path / "truth" / "cells.parquet")
    money = cells.filter(polars.col("unit_text").is_in(["元", "万元"]))
    off = (money["amount"] - money["exact_amount"]).abs().max()
    assert off <= Decimal("0.5")
    assert money.filter(polars.col("unit_text") == "万元").select(
        ((polars.col("amount") - polars.col("exact_amount")).abs()).max()
    ).item() <= Decimal("0.005")


def test_a_misprint_is_in_the_figure_alone(tmp_path):
    generate(Request(40, 6, ("txt",), misprints=1.0), tmp_path)
    rows = polars.read_parquet(tmp_path / "truth" / "misprints.parquet")
    names = dict(
        polars.read_parquet(tmp_path / "truth" / "documents.parquet")
        .select("document_id", "file_name")
        .iter_rows()
    )
    assert len(rows) > 20
    assert set(rows["kind"]) == {"swapped_digits", "wrong_digit", "wrong_total"}
    for row in rows.iter_rows(named=True):
        text = (tmp_path / "documents" / names[row["document_id"]]).read_text(encoding="utf-8")
        assert row["printed_text"] != row["true_text"]
        assert row["printed_text"] in text


@pytest.mark.parametrize("kind", noise.KINDS)
def test_every_kind_of_noise_finds_something_to_change(kind):
    assert any(
        noise.KINDS[kind](seeded(kind, form), document, form)
        for document in documents(Request(150, 8))
        for form in FORMATS
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ((0, 1, ["txt"], "none", 0.0, "2022-2024"), "no corpus"),
        ((5, 1, ["exe"], "none", 0.0, "2022-2024"), "exe"),
        ((5, 1, ["txt"], "none", 2.0, "2022-2024"), "no corpus"),
        ((5, 1, ["txt"], "none", 0.0, "2024-2022"), "no years"),
    ],
)
def test_what_makes_no_corpus_is_refused(words, error):
    with pytest.raises(ValueError, match=error):
        request_of(*words)


def test_the_command_writes_documents_and_truth(tmp_path, capsys):
    assert main(["corpus", str(tmp_path), "--documents", "5", "--seed", "2"]) == 0
    assert len(list((tmp_path / "documents").iterdir())) == 5
    assert "5 synthetic documents" in capsys.readouterr().out
    assert main(["corpus", str(tmp_path), "--documents", "5", "--formats", "exe"]) == 2


def test_no_two_departments_have_one_name():
    request = Request(1, 5, ("txt",), "none")
    taken: set[str] = set()
    first, second = (next(_department_documents(request, 0, taken)) for _ in range(2))
    assert first.department != second.department
    assert taken == {first.department, second.department}
